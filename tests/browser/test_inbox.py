"""The inbox in the browser: answered end to end, by keyboard, by two people, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pydantic import BaseModel, Field

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution, HumanIntervention
from kaggle_store.resources._intervention_types import TypedIntervention
from tests.browser.visitor import BrowserPages, Visitor


class Plan(BaseModel):
    """What the agent waits for."""

    dollars: float = Field(ge=0, title="Budget in dollars")
    epochs: int = Field(ge=1, le=100, title="Epochs")
    is_final: bool = Field(title="Final training")


PROPOSAL = Plan(dollars=12.5, epochs=40, is_final=True)
EDITED = Plan(dollars=12.5, epochs=55, is_final=False)


@pytest.fixture
def execution(store: KaggleStore) -> AgentExecution:
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    return store.agent_executions.create(competition_id=competition.id, execution_name="boosting")


@pytest.fixture
def ask(store: KaggleStore, execution: AgentExecution) -> Callable[..., TypedIntervention[Plan]]:
    """Return a function that asks for a plan, as an agent does."""

    def request(title: str = "Train?", **options: Any) -> TypedIntervention[Plan]:
        return store.human_interventions.request(
            execution_id=execution.id,
            intervention_type="approval_required",
            title=title,
            description="It costs $12.50.",
            answer=Plan,
            proposal=PROPOSAL,
            pauses_execution=False,
            **options,
        )

    return request


Ask = Callable[..., TypedIntervention[Plan]]


class Agent:
    """An agent that waits for the answer in a thread, as it does in reality."""

    def __init__(self, store: KaggleStore, asked: TypedIntervention[Plan]) -> None:
        self.received: TypedIntervention[Plan] | None = None
        self._thread = Thread(target=self._wait, args=(store, asked))
        self._thread.start()

    def _wait(self, store: KaggleStore, asked: TypedIntervention[Plan]) -> None:
        self.received = store.human_interventions.wait_for_response(asked, timeout=60, every=0.1)

    def answer(self) -> TypedIntervention[Plan]:
        self._thread.join(60)
        assert self.received is not None
        return self.received


def send_now(page: Page) -> None:
    page.get_by_role("button", name="Send now").click()
    page.wait_for_url("**/inbox?done=*")


def test_agent_receives_a_typed_answer(visitor: BrowserPages, store: KaggleStore, ask: Ask) -> None:
    agent = Agent(store, ask())
    person = visitor(name="alice")
    page = person.open("/")
    page.get_by_role("link", name="Train?").click()
    page.get_by_label("Epochs").fill("55")
    page.get_by_role("radio", name="no").check()
    page.get_by_role("button", name="Approve with changes").click()
    send_now(page)
    received = agent.answer()
    assert received.answer is not None
    assert received.answer.model_dump() == EDITED.model_dump()
    assert received.responded_by == "alice"
    expect(page.get_by_role("status").filter(has_text="Train?")).to_be_visible()
    person.check_accessibility()


def test_answer_without_script(visitor: BrowserPages, store: KaggleStore, ask: Ask) -> None:
    asked = ask()
    page = visitor("no_script").open(f"/inbox/{asked.id}")
    page.get_by_label("Epochs").fill("55")
    page.get_by_role("radio", name="no").check()
    page.get_by_role("button", name="Approve with changes").click()
    page.wait_for_url("**/inbox?done=*")
    assert store.human_interventions.wait_for_response(asked).answer == EDITED


def test_invalid_answer_is_asked_again(visitor: BrowserPages, ask: Ask) -> None:
    person = visitor()
    person.allowed_statuses = {422}
    page = person.open(f"/inbox/{ask().id}")
    page.get_by_label("Epochs").fill("400")
    page.get_by_label("Budget in dollars").fill("13")
    page.get_by_role("button", name="Approve with changes").click()
    page.get_by_role("button", name="Send now").click()
    field = page.get_by_label("Epochs")
    expect(field).to_have_accessible_description("must be at most 100")
    expect(field).to_have_value("400")
    expect(page.get_by_label("Budget in dollars")).to_have_value("13")
    expect(page.get_by_role("alert")).to_be_focused()
    person.check_accessibility()
    page.get_by_role("link", name="/epochs").click()
    expect(field).to_be_focused()
    field.fill("100")
    page.get_by_role("button", name="Approve with changes").click()
    send_now(page)


def test_faster_colleague_is_shown(visitor: BrowserPages, store: KaggleStore, ask: Ask) -> None:
    asked = ask()
    alice, bob = visitor(name="alice"), visitor(name="bob")
    alice.allowed_statuses = {409}
    for person in (alice, bob):
        person.open(f"/inbox/{asked.id}")
    bob.page.get_by_role("button", name="Approve", exact=True).click()
    send_now(bob.page)
    alice.page.get_by_label("Reason or message").fill("too dear")
    alice.page.get_by_role("button", name="Reject").click()
    alice.page.get_by_role("button", name="Send now").click()
    expect(alice.page.get_by_role("alert")).to_contain_text("bob was faster")
    expect(alice.page.get_by_role("alert")).to_contain_text("too dear")
    alice.check_accessibility()
    assert store.human_interventions.get(asked.id).decision == "approve"


def test_keys_answer_two_interventions(visitor: BrowserPages, store: KaggleStore, ask: Ask) -> None:
    first = ask("First?", priority="high")
    second = ask("Second?", priority="low")
    page = visitor("keyboard").open("/inbox")
    press = page.keyboard.press
    for key in ("j", "j", "k"):
        press(key)
    expect(page.get_by_role("link", name="First?")).to_be_focused()
    press("Enter")
    page.wait_for_url(f"**/inbox/{first.id}")
    press("a")
    expect(page.get_by_text("Approve: sent in 5 seconds.")).to_be_visible()
    press("Tab")
    press("Enter")  # "Send now"
    page.wait_for_url("**/inbox?done=*")
    press("j")
    press("r")
    expect(page.get_by_label("Reason or message")).to_be_focused()
    page.keyboard.type("a jar of reasons")
    for _ in range(4):
        press("Tab")
    expect(page.get_by_role("button", name="Reject")).to_be_focused()
    press("Enter")
    press("Tab")
    press("Enter")
    page.wait_for_url(f"**/inbox?done={second.id}")
    assert store.human_interventions.get(first.id).decision == "approve"
    rejected = store.human_interventions.get(second.id)
    assert (rejected.decision, rejected.response) == ("reject", "a jar of reasons")


def test_undo_keeps_what_was_entered(visitor: BrowserPages, store: KaggleStore, ask: Ask) -> None:
    asked = ask()
    page = visitor("keyboard").open(f"/inbox/{asked.id}")
    page.clock.install()
    page.reload()
    page.get_by_label("Epochs").fill("55")
    page.get_by_role("button", name="Approve with changes").click()
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Approve with changes")).to_be_focused()
    expect(page.get_by_role("button", name="Send now")).to_be_hidden()
    page.clock.run_for(60_000)
    expect(page.get_by_label("Epochs")).to_have_value("55")
    assert store.human_interventions.get(asked.id).status == "pending"


def test_held_answer_is_sent_after_some_seconds(
    visitor: BrowserPages, store: KaggleStore, ask: Ask
) -> None:
    asked = ask()
    page = visitor().open(f"/inbox/{asked.id}")
    page.clock.install()
    page.reload()
    page.get_by_role("button", name="Approve", exact=True).click()
    page.clock.run_for(4_900)
    assert store.human_interventions.get(asked.id).status == "pending"
    page.clock.run_for(200)
    page.wait_for_url("**/inbox?done=*")
    assert store.human_interventions.get(asked.id).status == "approved"


@pytest.mark.parametrize("leave", ["close", "follow a link"])
def test_leaving_the_page_sends_the_held_answer(
    visitor: BrowserPages, store: KaggleStore, ask: Ask, leave: str
) -> None:
    asked = ask()
    page = visitor().open(f"/inbox/{asked.id}")
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_role("button", name="Send now")).to_be_visible()
    if leave == "close":
        page.close(run_before_unload=False)
    else:
        page.get_by_role("link", name="Overview").click()
    done = store.human_interventions.wait_for_response(asked, timeout=30, every=0.1)
    assert done.decision == "approve"


def test_keys_can_be_turned_off(visitor: BrowserPages, ask: Ask) -> None:
    page = visitor("keyboard").open(f"/inbox/{ask().id}")
    page.get_by_role("button", name="Turn keys off").click()
    page.reload()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Send now")).to_be_hidden()
    expect(page.get_by_role("button", name="Turn keys on")).to_be_visible()


def test_typing_triggers_no_key(visitor: BrowserPages, store: KaggleStore, ask: Ask) -> None:
    asked: HumanIntervention = ask()
    page = visitor("keyboard").open(f"/inbox/{asked.id}")
    page.get_by_label("Reason or message").press_sequentially("a e r u j k")
    expect(page.get_by_label("Reason or message")).to_have_value("a e r u j k")
    expect(page.get_by_role("button", name="Send now")).to_be_hidden()
    assert store.human_interventions.get(asked.id).status == "pending"


def test_read_only_pages_have_no_form(visitor: BrowserPages, ask: Ask, read_only: Visitor) -> None:
    page = read_only.open(f"/inbox/{ask().id}")
    expect(page.get_by_text("read-only")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    expect(page.get_by_text('"epochs": 40')).to_be_visible()
    read_only.check_accessibility()
