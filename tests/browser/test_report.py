"""Reports in Chromium: opened from a file without a network, on paper, and by everybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from kaggle_store import KaggleStore
from kaggle_store.report import make_report
from tests.browser.visitor import MODES
from tests.conftest import Owner
from tests.report.long_run import add_long_run
from tests.report.rows import fill

KINDS = ("execution", "competition", "long")
BOTH = pytest.mark.parametrize("kind", ["execution", "competition"])
_VIOLATIONS = """
document.addEventListener("securitypolicyviolation",
    event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
"""


@dataclass
class Opened:
    """A report in a browser without a network, and what it asked for or complained about."""

    page: Page
    problems: list[str]
    requests: list[str]


Open: TypeAlias = Callable[..., Opened]


@pytest.fixture(scope="module")
def files(
    module_owner: Owner, session_store: KaggleStore, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Write the reports of a filled store once."""
    rows = fill(session_store)
    long = add_long_run(session_store, 200)
    folder = tmp_path_factory.mktemp("reports")
    found = {}
    reports = (
        make_report(session_store, rows.execution),
        make_report(session_store, rows.competition),
        make_report(session_store, long),
    )
    for kind, report in zip(KINDS, reports, strict=True):
        found[kind] = folder / f"{kind}.html"
        found[kind].write_text(report.html, encoding="utf-8")
    return found


@pytest.fixture
def open_report(browser: Browser, files: dict[str, Path]) -> Iterator[Open]:
    """Return a function that opens a report from its file."""
    contexts = []

    def open_file(kind: str, mode: str = "light") -> Opened:
        context = browser.new_context(**MODES[mode], offline=True)
        contexts.append(context)
        context.add_init_script(_VIOLATIONS)
        opened = Opened(context.new_page(), [], [])
        opened.page.on("console", lambda message: opened.problems.append(message.text))
        opened.page.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.goto(files[kind].as_uri(), wait_until="load")
        return opened

    yield open_file
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["light", "dark", "phone"])
def test_report_opens_offline(open_report: Open, kind: str, mode: str) -> None:
    opened = open_report(kind, mode)
    page = opened.page
    assert opened.requests == [page.url]
    assert page.locator("h1").count() == 1
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    # The policy holds: its own style is applied.
    assert page.evaluate("() => getComputedStyle(document.body).marginTop") == "0px"
    assert opened.problems == []


@BOTH
@pytest.mark.parametrize("mode", ["light", "dark", "phone"])
def test_report_is_accessible(open_report: Open, kind: str, mode: str) -> None:
    page = open_report(kind, mode).page
    page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_hostile_names_do_nothing(open_report: Open) -> None:
    opened = open_report("execution")
    opened.page.on("dialog", lambda dialog: opened.problems.append(dialog.message))
    assert "<img src=x onerror=alert(1)>" in opened.page.inner_text("h1")
    assert opened.page.locator("script, img").count() == 0
    assert opened.problems == []


def test_node_leads_to_its_code(open_report: Open) -> None:
    page = open_report("execution").page
    page.locator("svg a[href='#n4']").click()
    assert page.url.endswith("#n4")
    assert page.locator("#n4 pre").is_visible()


def test_change_opens_by_keyboard(open_report: Open) -> None:
    page = open_report("execution").page
    summary = page.locator("#n3 summary")
    assert not page.locator("#n3 pre").is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#n3 pre").is_visible()


def test_numbers_are_right_aligned(open_report: Open) -> None:
    page = open_report("execution").page
    cells = page.locator("td.number, th.number")
    aligned = cells.evaluate_all("all => all.map(each => getComputedStyle(each).textAlign)")
    assert set(aligned) == {"right"}


@pytest.mark.parametrize(("kind", "most"), [("execution", 8), ("competition", 6), ("long", 30)])
def test_report_prints_on_few_pages(open_report: Open, kind: str, most: int) -> None:
    page = open_report(kind, "dark").page
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 2 <= pages <= most


def test_paper_is_light_and_fits(open_report: Open) -> None:
    page = open_report("long", "dark").page
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 without its margins
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
