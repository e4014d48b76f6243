"""Pages without rows: an empty store, the sign-in, and what went wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import BrowserPages

MODES = ("light", "dark", "phone")


@pytest.mark.parametrize("mode", MODES)
def test_sign_in_is_accessible(visitor: BrowserPages, mode: str) -> None:
    person = visitor(mode, name=None)
    page = person.open("/inbox")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    person.check_accessibility()


def test_sign_in_by_keyboard(visitor: BrowserPages) -> None:
    person = visitor("keyboard", name=None)
    page = person.open("/inbox")
    page.get_by_label("Your name").focus()
    page.keyboard.type("carol")
    page.keyboard.press("Tab")
    page.keyboard.type(person.secret_key)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(page.get_by_text("carol")).to_be_visible()


def test_one_time_token_leaves_the_address_bar(visitor: BrowserPages) -> None:
    person = visitor()
    assert person.page.url == f"{person.url}/"
    assert "token" not in person.page.evaluate("() => document.referrer + location.href")


@pytest.mark.parametrize("mode", MODES)
def test_problem_is_accessible(visitor: BrowserPages, mode: str) -> None:
    person = visitor(mode)
    person.allowed_statuses = {404}
    page = person.open("/none")
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    person.check_accessibility()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("path", "shows"),
    [
        ("/", "No agent is at work."),
        ("/inbox", "No intervention awaits an answer."),
        ("/inbox/answered", "What was answered or withdrawn appears here."),
        ("/executions", "Each run of an agent appears here"),
        ("/gpu", "Rented machines appear here"),
    ],
)
def test_empty_state_says_what_will_appear(
    visitor: BrowserPages, no_rows: None, path: str, shows: str, mode: str
) -> None:
    person = visitor(mode)
    page = person.open(path)
    expect(page.get_by_text(shows)).to_be_visible()
    person.check_accessibility()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
