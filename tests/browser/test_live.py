"""Pages that refresh themselves: changes appear, and what a person does there stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution
from tests.browser.conftest import OTHER_NAME, served
from tests.browser.visitor import BrowserPages
from tests.conftest import Stack


@pytest.fixture
def execution(store: KaggleStore) -> AgentExecution:
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    return store.agent_executions.create(competition_id=competition.id, execution_name="boosting")


def ask(store: KaggleStore, execution: AgentExecution, title: str, priority: str = "low") -> None:
    store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="approval_required",
        title=title,
        description=title,
        priority=priority,  # type: ignore[call-overload]
        pauses_execution=False,
    )


def test_change_appears_by_itself(
    visitor: BrowserPages, store: KaggleStore, execution: AgentExecution
) -> None:
    page = visitor().open("/")
    ask(store, execution, "Continue?")
    expect(page.get_by_role("link", name="Continue?")).to_be_visible()
    expect(page).to_have_title("(1) Overview – kaggle_store")


def test_focus_stays_on_its_row(
    visitor: BrowserPages, store: KaggleStore, execution: AgentExecution
) -> None:
    ask(store, execution, "Mine?")
    page = visitor("keyboard").open("/inbox")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Mine?")).to_be_focused()
    ask(store, execution, "More urgent?", "critical")
    expect(page.get_by_role("link", name="More urgent?")).to_be_visible()
    expect(page.get_by_role("link", name="Mine?")).to_be_focused()


def test_typed_text_survives_a_refresh(
    visitor: BrowserPages, store: KaggleStore, execution: AgentExecution
) -> None:
    ask(store, execution, "Continue?")
    row = store.human_interventions.list(limit=1)[0]
    person = visitor()
    page = person.open(f"/inbox/{row.id}")
    page.get_by_label("Reason or message").fill("half a sent")
    store.human_interventions.respond(row.id, "approve")
    expect(page.locator("#state")).to_contain_text("approved")
    expect(page.get_by_label("Reason or message")).to_have_value("half a sent")


def test_page_without_events_polls(
    visitor: BrowserPages, store: KaggleStore, execution: AgentExecution
) -> None:
    person = visitor()
    person.page.add_init_script(
        "window.EventSource = class { readyState = 2; addEventListener() {} close() {} };"
        "window.EventSource.OPEN = 1; window.EventSource.CLOSED = 2;"
    )
    person.page.clock.install()
    page = person.open("/")
    ask(store, execution, "Continue?")
    expect(page.get_by_role("link", name="Continue?")).to_be_hidden()
    page.clock.run_for(11_000)
    expect(page.get_by_role("link", name="Continue?")).to_be_visible()


def test_many_tabs_load_and_refresh(
    visitor: BrowserPages, store: KaggleStore, execution: AgentExecution
) -> None:
    context = visitor().page.context
    pages = [context.pages[0], *(context.new_page() for _ in range(6))]
    first = pages[0].url
    for page in pages:
        page.goto(first)
    ask(store, execution, "Continue?")
    for page in pages:
        expect(page.get_by_role("link", name="Continue?")).to_be_visible(timeout=15_000)


def test_tab_in_the_background_holds_no_stream(
    visitor: BrowserPages, store: KaggleStore, execution: AgentExecution
) -> None:
    person = visitor()
    person.page.add_init_script(
        "Object.defineProperty(document, 'hidden', {get: () => !window.shown});"
        "window.EventSource = class extends EventSource"
        " { constructor(url) { super(url); window.streams = (window.streams || 0) + 1; } };"
    )
    page = person.open("/")
    assert page.evaluate("() => window.streams") is None
    page.evaluate(
        "() => { window.shown = 1; document.dispatchEvent(new Event('visibilitychange')); }"
    )
    page.wait_for_function("() => window.streams === 1")


def test_forms_work_without_https(
    visitor: BrowserPages, stack: Stack, store: KaggleStore, execution: AgentExecution
) -> None:
    with served(stack, hosts=(OTHER_NAME,)) as pages:
        page = visitor.browser.new_page()
        page.goto(pages.first_visit("alice").replace("127.0.0.1", OTHER_NAME))
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.get_by_label("Your name").fill("alice")
        page.get_by_label("The stack's secret key").fill(pages.secret_key)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Live executions")).to_be_visible()
        page.context.close()


def test_signed_out_page_leads_to_sign_in(
    visitor: BrowserPages, store: KaggleStore, execution: AgentExecution
) -> None:
    person = visitor()
    page = person.open("/")
    other = page.context.new_page()
    other.goto(f"{person.url}/inbox")
    other.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.fixture
def stopping(stack: Stack, visitor: BrowserPages) -> Iterator[Page]:
    """Yield an open page of a server that has stopped."""
    with served(stack) as pages:
        person = visitor(server=pages)
        page = person.open("/")
        page.wait_for_timeout(0)
    person.problems.clear()
    yield page
    person.problems.clear()  # what the browser says about a server that is gone


def test_page_of_a_stopped_server_says_so(stopping: Page) -> None:
    stopping.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(stopping.get_by_text("this page is not up to date")).to_be_visible()
    expect(stopping.get_by_role("heading", name="Live executions")).to_be_visible()


def test_behind_a_proxy_path(visitor: BrowserPages, stack: Stack, store: KaggleStore) -> None:
    with served(stack, root="/kaggle") as pages:
        page = visitor(server=pages).open("/")
        page.get_by_role("link", name="Inbox").first.click()
        expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
        assert page.url == f"{pages.url}/inbox"
        page.context.pages[0].close()
