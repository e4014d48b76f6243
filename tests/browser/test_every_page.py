"""Every page in light, dark, phone width, without script and by keyboard only."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from starlette.routing import Match

from kaggle_store.ui import pages
from tests.browser.filled_store import Rows
from tests.browser.visitor import BrowserPages
from tests.browser.visits import PAGES, Visit

every_page = pytest.mark.parametrize("visit", PAGES, ids=lambda visit: visit.name)

NOT_PAGES = {"events"}
"""Routes that answer with something else than a page; those of charts end in `.svg`."""
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"


@every_page
@pytest.mark.parametrize("mode", ["light", "dark", "phone"])
def test_page_is_accessible(visitor: BrowserPages, rows: Rows, visit: Visit, mode: str) -> None:
    person = visitor(mode)
    page = person.open(visit.path(rows))
    assert visit.shows in page.inner_text("main")
    person.check_accessibility()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@every_page
def test_page_works_without_script(visitor: BrowserPages, rows: Rows, visit: Visit) -> None:
    page = visitor("no_script").open(visit.path(rows))
    assert visit.shows in page.inner_text("main")
    assert page.locator("h1").count() == 1


@every_page
def test_page_is_used_by_keyboard(visitor: BrowserPages, rows: Rows, visit: Visit) -> None:
    page = visitor("keyboard").open(visit.path(rows))
    expected = page.locator(FOCUSABLE).evaluate_all(
        "all => all.filter(each => each.checkVisibility() && !each.disabled"
        "    && (each.type !== 'radio' || each.checked)).length"
    )
    # A date has several stops; behind the last one the focus leaves the page.
    reached = set(iter(lambda: _focus(page, "Tab"), None))
    assert len(reached) >= expected


def _focus(page: Page, key: str) -> str | None:
    """Press a key and return where the focus is now, which must be visible."""
    page.keyboard.press(key)
    focus: dict[str, object] | None = page.evaluate("""() => {
        const at = document.activeElement;
        if (!at || at === document.body) return null;
        const all = [...document.querySelectorAll("*")];
        const style = getComputedStyle(at);
        return {place: all.indexOf(at), outline: style.outlineStyle, name: at.outerHTML};
    }""")
    if focus is None:
        return None
    assert focus["outline"] != "none", f"the focus is not visible: {focus['name']}"
    return str(focus["place"])


def test_every_route_is_visited(rows: Rows) -> None:
    paths = [visit.path(rows).partition("?")[0] for visit in PAGES]
    scopes = [{"type": "http", "method": "GET", "path": path, "root_path": ""} for path in paths]
    shown = [route for route in pages.routes() if route.name not in NOT_PAGES]
    readable = [
        route
        for route in shown
        if "GET" in (route.methods or ()) and not route.path.endswith(".svg")
    ]
    missing = {
        route.name
        for route in readable
        if not any(route.matches(scope)[0] is Match.FULL for scope in scopes)
    }
    assert not missing
