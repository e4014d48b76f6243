"""The inbox: answers of the right type, invalid ones asked again, and conflicts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from pydantic import BaseModel, Field

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution, HumanIntervention
from kaggle_store.ui import urgency
from tests.conftest import Owner
from tests.ui.conftest import Apps, Tab


class Plan(BaseModel):
    """The answer of these tests."""

    dollars: float = Field(ge=0)
    epochs: int = Field(ge=1, le=100)
    is_final: bool
    note: str | None = None


PROPOSAL = Plan(dollars=12.0, epochs=40, is_final=True)
FIELDS = {
    "value/dollars": "12.0",
    "value/epochs": "40",
    "value/is_final": "0",
    "value/note": "",
    "response": "",
}
"""What a browser submits of the form of `PROPOSAL`, as it was shown."""


@pytest.fixture
def execution(store: KaggleStore) -> AgentExecution:
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    return store.agent_executions.create(competition_id=competition.id, execution_name="boosting")


@pytest.fixture
async def alice(tab: Tab, store: KaggleStore) -> Tab:
    await tab.sign_in("alice")
    return tab


def ask(store: KaggleStore, execution: AgentExecution, **options: Any) -> HumanIntervention:
    given: Any = {"title": "Train?", "pauses_execution": False, **options}
    asked: HumanIntervention = store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="approval_required",
        description="It costs $12.",
        **given,
    )
    return asked


def ask_plan(store: KaggleStore, execution: AgentExecution, **options: Any) -> HumanIntervention:
    return ask(store, execution, answer=Plan, proposal=PROPOSAL, **options)


async def answer(tab: Tab, row: HumanIntervention, decision: str, **fields: str) -> Any:
    return await tab.post(f"/inbox/{row.id}", {**FIELDS, **fields, "decision": decision})


async def test_approval_takes_the_proposal(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask_plan(store, execution)
    response = await answer(alice, row, "approve")
    assert response.headers["location"] == f"/inbox?done={row.id}"
    done = store.human_interventions.wait_for_response(row)
    assert done.answer_as(Plan) == PROPOSAL
    assert (done.decision, done.responded_by) == ("approve", "alice")
    assert "Train?" in (await alice.get(response.headers["location"])).text


async def test_edited_types_survive(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask_plan(store, execution)
    edited = {"value/epochs": "50", "value/is_final": "1", "value/note": " two\r\nlines "}
    await answer(alice, row, "edit", **edited)
    done = store.human_interventions.wait_for_response(row)
    assert done.answer_as(Plan) == Plan(
        dollars=12.0, epochs=50, is_final=False, note=" two\nlines "
    )
    assert done.decision == "edit"


async def test_changed_proposal_is_not_approved_unseen(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask_plan(store, execution)
    response = await answer(alice, row, "approve", **{"value/epochs": "50"})
    assert response.status_code == 422
    assert "the proposal is changed below" in response.text
    assert 'name="value/epochs" value="50"' in response.text
    assert store.human_interventions.get(row.id).status == "pending"


async def test_rejection_needs_a_reason(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask_plan(store, execution)
    response = await answer(alice, row, "reject", response="  ")
    assert response.status_code == 422
    assert 'id="fresponse-problem">give the reason' in response.text
    assert (await answer(alice, row, "reject", response="too dear")).status_code == 303
    assert store.human_interventions.get(row.id).response == "too dear"


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("epochs", "many", "is not a number"),
        ("epochs", "", "is required"),
        ("epochs", "101", "must be at most 100"),
        ("dollars", "-0.5", "must be at least 0"),
        ("is_final", "", "is required"),
    ],
)
async def test_invalid_answer_names_its_field(
    alice: Tab, store: KaggleStore, execution: AgentExecution, field: str, text: str, problem: str
) -> None:
    row = ask_plan(store, execution)
    given = {f"value/{field}": text, "value/note": "kept", "response": "kept too"}
    response = await answer(alice, row, "edit", **given)
    assert response.status_code == 422
    assert f'id="f/{field}-problem">{problem}' in response.text
    assert f'aria-describedby="f/{field}-problem" aria-invalid="true"' in response.text
    assert f'<a href="#f/{field}">/{field}</a>: {problem}' in response.text
    assert ">\nkept</textarea>" in response.text
    assert ">\nkept too</textarea>" in response.text
    assert store.human_interventions.get(row.id).status == "pending"


async def test_overlong_reason_is_kept_and_asked_again(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask_plan(store, execution)
    response = await answer(alice, row, "reject", response="x" * 100_001)
    assert response.status_code == 422
    assert 'id="fresponse-problem">is longer than 100,000 characters' in response.text
    assert "x" * 100_001 in response.text


async def test_unknown_decision_is_asked_again(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask_plan(store, execution, allowed_decisions=["approve", "reject"])
    page = await alice.get(f"/inbox/{row.id}")
    assert 'value="edit"' not in page.text
    assert 'name="value/epochs"' not in page.text
    for decision in ("edit", "respond", "delete", ""):
        assert (await answer(alice, row, decision)).status_code == 422


async def test_faster_colleague_is_named(
    apps: Apps, alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask_plan(store, execution)
    bob = apps.another_tab(alice.app)
    await bob.sign_in("bob")
    assert (await answer(bob, row, "reject", response="no money")).status_code == 303
    mine = await answer(alice, row, "edit", **{"value/epochs": "50"}, response="go on")
    assert mine.status_code == 409
    for shown in (
        "bob was faster",
        "no money",
        "approve with changes",
        "“go on”",
        "&#34;epochs&#34;: 50",
    ):
        assert shown in mine.text
    assert store.human_interventions.get(row.id).responded_by == "bob"


async def test_same_answer_twice_is_no_conflict(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask_plan(store, execution)
    for _ in range(2):
        assert (await answer(alice, row, "approve")).status_code == 303


async def test_text_alone_is_a_response(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask(store, execution)
    page = await alice.get(f"/inbox/{row.id}")
    assert 'name="value' not in page.text
    await alice.post(f"/inbox/{row.id}", {"decision": "respond", "response": "try blending"})
    done = store.human_interventions.get(row.id)
    assert (done.status, done.response, done.response_data) == ("reviewed", "try blending", None)


async def test_json_is_taken_where_no_form_fits(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask(store, execution, proposal=[[1, 2], {"a": [None]}])
    page = await alice.get(f"/inbox/{row.id}")
    assert '<textarea class="mono" id="f" name="value"' in page.text
    again = await alice.post(f"/inbox/{row.id}", {"decision": "edit", "value": "[1,"})
    assert "is not JSON" in again.text
    await alice.post(f"/inbox/{row.id}", {"decision": "edit", "value": '{"b": 1.50}'})
    assert store.human_interventions.get(row.id).response_data == {"b": 1.5}


async def test_any_answer_may_be_json(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask_plan(store, execution)
    value = '{"dollars": 1, "epochs": 2, "is_final": false, "note": ""}'
    form = {"as": "json", "decision": "edit", "value": value}
    await alice.post(f"/inbox/{row.id}", form)
    done = store.human_interventions.wait_for_response(row)
    assert done.answer_as(Plan) == Plan(dollars=1, epochs=2, is_final=False, note="")


async def test_approval_without_proposal_takes_the_form(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    row = ask(store, execution, answer=Plan)
    assert (await answer(alice, row, "approve", **{"value/epochs": "7"})).status_code == 303
    done = store.human_interventions.wait_for_response(row)
    assert done.answer_as(Plan) == Plan(dollars=12.0, epochs=7, is_final=True)


async def test_error_without_a_field_stands_at_the_nearest(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    schema = {
        "type": "object",
        "properties": {
            "rows": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"n": {"type": "integer", "maximum": 5}},
                },
            },
            "names": {"type": "array", "items": {"type": "string", "maxLength": 3}},
        },
    }
    row = ask(store, execution, response_schema=schema)
    form = {
        "decision": "respond",
        "value/rows/0/n": "",
        "value/rows/1/n": "9",
        "value/names": "ok\nlong",
    }
    response = await alice.post(f"/inbox/{row.id}", form)
    assert 'id="f/rows/1/n-problem">must be at most 5' in response.text
    assert 'id="f/names-problem">/1 must have at most 3 characters' in response.text


def order_of(rows: list[HumanIntervention]) -> list[UUID]:
    def key(row: HumanIntervention) -> tuple[int, datetime, UUID]:
        place = urgency.Place.parse(str(urgency.after([row])))
        return -urgency.PRIORITIES.index(place.priority), place.deadline, row.id

    return [row.id for row in sorted(rows, key=key)]


async def test_pages_have_each_intervention_once(
    alice: Tab, store: KaggleStore, execution: AgentExecution, owner: Owner
) -> None:
    rows = [
        ask(store, execution, title=f"T{index}", priority=urgency.PRIORITIES[index % 4])
        for index in range(50)
    ]
    # Several with one deadline: the key alone does not tell them apart.
    owner.execute(
        "update public.human_interventions set sla_deadline = '2030-01-01' "
        "where priority in ('high', 'low')"
    )
    rows = store.human_interventions.list(status=urgency.OPEN, limit=100)
    found: list[str] = []
    path: str | None = "/inbox"
    while path:
        page = (await alice.get(path)).text
        found += [part.partition('"')[0] for part in page.split('<tr id="i')[1:]]
        more = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        path = more.replace("&amp;", "&") if 'rel="next"' in page else None
    assert found == [str(id) for id in order_of(rows)]


async def test_answered_pages_have_each_once(
    alice: Tab, store: KaggleStore, execution: AgentExecution
) -> None:
    rows = [ask(store, execution, title=f"T{index}") for index in range(25)]
    for row in rows:
        store.human_interventions.respond(row.id, "approve")
    first = (await alice.get("/inbox/answered")).text
    second = (await alice.get(f"/inbox/answered?before={rows[5].id}")).text
    assert f"before={rows[5].id}" in first
    assert [first.count(f'/inbox/{row.id}"') for row in rows] == [0] * 5 + [1] * 20
    assert [second.count(f'/inbox/{row.id}"') for row in rows] == [1] * 5 + [0] * 20


@pytest.mark.parametrize(
    "place", ["x", "high~2030~1", "high~2030-01-01T00:00:00Z~0", "high~~1", "~~"]
)
async def test_malformed_place_is_refused(alice: Tab, place: str) -> None:
    response = await alice.http.get("/inbox", params={"after": place})
    assert response.status_code == 400


@pytest.mark.parametrize(("path", "most"), [("/", 1), ("/inbox", 1), ("/inbox/answered", 2)])
async def test_first_paint_needs_few_reads(
    alice: Tab, store: KaggleStore, execution: AgentExecution, path: str, most: int
) -> None:
    row = ask_plan(store, execution)
    store.human_interventions.respond(row.id, "approve")
    await alice.get(path)  # a client asks once how many rows the server returns at most
    before = alice.session.store.counters.requests
    assert before <= 3
    assert (await alice.get(path)).status_code == 200
    assert alice.session.store.counters.requests - before == most
