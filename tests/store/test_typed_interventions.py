"""Interventions whose answer is a pydantic model, with both clients."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, Field, field_validator

from kaggle_store import (
    AnswerRefusedByModel,
    ContradictoryRequest,
    DecisionNotAllowed,
    IncompleteAnswer,
    InvalidAnswerData,
    InvalidInput,
    InvalidProposal,
    KaggleStore,
    ProposalChanged,
    RejectionReasonNeeded,
    TypedIntervention,
    UnsupportedSchema,
)
from kaggle_store.integrations import langchain
from tests.store.samples import Samples

Clock = Callable[[str], None]


class SubmitDecision(BaseModel):
    """What a person decides."""

    submit: bool
    budget: float = Field(ge=0, le=5)
    note: str | None = None

    @field_validator("note")
    @classmethod
    def _is_polite(cls, note: str | None) -> str | None:
        if note == "never":
            raise ValueError("say please")
        return note


PROPOSAL = SubmitDecision(submit=True, budget=2)


def request(client: KaggleStore, samples: Samples, **values: Any) -> Any:
    given: Any = {"title": "Go on?", "description": "?", "intervention_type": "approval_required"}
    return client.human_interventions.request(
        execution_id=samples.execution.id, **{**given, **values}
    )


@pytest.fixture
def asked(client: KaggleStore, samples: Samples) -> TypedIntervention[SubmitDecision]:
    found: TypedIntervention[SubmitDecision] = request(
        client, samples, answer=SubmitDecision, proposal=PROPOSAL
    )
    return found


def test_request_carries_model_and_proposal(asked: TypedIntervention[SubmitDecision]) -> None:
    assert asked.answer is None
    assert asked.proposal == {"submit": True, "budget": 2, "note": None}
    assert asked.allowed_decisions == ["approve", "edit", "reject", "respond"]
    schema: Any = asked.response_schema
    assert schema["properties"]["note"]["type"] == ["string", "null"]
    assert (asked.timeout_action, asked.decision) == ("escalate", None)


@pytest.mark.parametrize(
    ("decision", "values", "answer"),
    [
        ("approve", {}, PROPOSAL),
        (
            "edit",
            {"response_data": {"submit": False, "budget": 1}},
            SubmitDecision(submit=False, budget=1),
        ),
        ("edit", {"response_data": PROPOSAL}, PROPOSAL),
        ("respond", {"response_data": PROPOSAL}, PROPOSAL),
        ("respond", {"response": "later"}, None),
        ("reject", {"response": "no"}, None),
        ("reject", {"response": "no", "response_data": PROPOSAL}, None),
    ],
)
def test_wait_for_response_returns_typed_answer(
    client: KaggleStore,
    asked: TypedIntervention[SubmitDecision],
    decision: Any,
    values: Any,
    answer: SubmitDecision | None,
) -> None:
    client.human_interventions.respond(asked.id, decision, **values)
    answered = client.human_interventions.wait_for_response(asked)
    assert answered.answer == answer
    assert answered.decision == decision
    assert pickle.loads(pickle.dumps(answered)).answer == answer


def test_answer_is_read_after_a_crash(
    client: KaggleStore, asked: TypedIntervention[SubmitDecision]
) -> None:
    assert client.human_interventions.get(asked.id).answer_as(SubmitDecision) is None
    client.human_interventions.respond(asked.id, "approve")
    assert client.human_interventions.get(asked.id).answer_as(SubmitDecision) == PROPOSAL


def test_wait_for_response_takes_a_row(
    client: KaggleStore, asked: TypedIntervention[SubmitDecision]
) -> None:
    client.human_interventions.respond(asked.id, "approve")
    row = client.human_interventions.get(asked.id)
    assert client.human_interventions.wait_for_response(row) == row


def test_answer_that_the_model_refuses_is_an_error(
    client: KaggleStore, asked: TypedIntervention[SubmitDecision]
) -> None:
    data = {"submit": True, "budget": 1, "note": "never"}
    client.human_interventions.respond(asked.id, "edit", response_data=data)
    answered = client.human_interventions.wait_for_response(asked)
    with pytest.raises(AnswerRefusedByModel, match=r"/note .*say please") as refused:
        _ = answered.answer
    [error] = refused.value.details["errors"]
    assert error["path"] == "/note"


def test_refusals_name_the_field(
    client: KaggleStore, asked: TypedIntervention[SubmitDecision]
) -> None:
    respond = client.human_interventions.respond
    with pytest.raises(InvalidAnswerData) as refused:
        respond(asked.id, "edit", response_data={"submit": "yes", "budget": 9})
    assert refused.value.details["errors"] == [
        {"path": "/budget", "message": "must be at most 5"},
        {"path": "/submit", "message": "must be boolean"},
    ]
    with pytest.raises(RejectionReasonNeeded, match="response is empty"):
        respond(asked.id, "reject")
    with pytest.raises(IncompleteAnswer, match="response_data is empty"):
        respond(asked.id, "edit")
    with pytest.raises(ProposalChanged, match="response_data differs"):
        respond(asked.id, "approve", response_data={"submit": True, "budget": 1})


def test_request_refuses_what_cannot_be_answered(client: KaggleStore, samples: Samples) -> None:
    with pytest.raises(UnsupportedSchema, match="/pattern is a keyword"):
        request(client, samples, response_schema={"pattern": "x"})
    with pytest.raises(ContradictoryRequest, match="no proposal to edit"):
        request(client, samples, allowed_decisions=["edit"])
    with pytest.raises(InvalidProposal) as refused:
        request(client, samples, response_schema={"type": "object"}, proposal=1)
    assert refused.value.details == {"errors": [{"path": "", "message": "must be object"}]}
    with pytest.raises(InvalidInput, match=r"proposal\.budget"):
        request(client, samples, answer=SubmitDecision, proposal={"submit": True, "budget": 6})
    with pytest.raises(InvalidInput, match="a pydantic model class is required"):
        request(client, samples, answer=dict)
    with pytest.raises(InvalidInput, match="response_schema"):
        request(client, samples, answer=SubmitDecision, response_schema={})
    with pytest.raises(InvalidInput, match="allowed_decisions"):
        request(client, samples, allowed_decisions=["agree"])
    assert client.human_interventions.count() == 0


def test_text_that_is_no_unicode_is_refused(client: KaggleStore, samples: Samples) -> None:
    given = SubmitDecision(submit=True, budget=1, note="\ud800")
    with pytest.raises(InvalidInput, match="proposal"):
        request(client, samples, answer=SubmitDecision, proposal=given)
    asked = request(client, samples, answer=SubmitDecision)
    with pytest.raises(InvalidInput, match="response_data"):
        client.human_interventions.respond(asked.id, "respond", response_data=given)


def test_decision_that_is_not_allowed_is_refused(client: KaggleStore, samples: Samples) -> None:
    asked = request(client, samples, allowed_decisions=["approve"])
    with pytest.raises(DecisionNotAllowed, match="reject is not allowed") as refused:
        client.human_interventions.respond(asked.id, "reject", response="no")
    assert refused.value.facts["allowed_decisions"] == ["approve"]


def test_timeout_gives_a_typed_answer(
    client: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    asked: TypedIntervention[SubmitDecision] = request(
        client, samples, answer=SubmitDecision, proposal=PROPOSAL, timeout_action="approve"
    )
    set_clock("1 day")
    [row] = client.human_interventions.escalate_overdue()
    assert (row.id, row.responded_by) == (asked.id, "timeout")
    assert client.human_interventions.wait_for_response(asked).answer == PROPOSAL


def test_repeated_request_has_the_answer(client: KaggleStore, samples: Samples) -> None:
    given = {"answer": SubmitDecision, "proposal": PROPOSAL}
    asked = request(client, samples, **given)
    client.human_interventions.respond(asked.id, "approve")
    assert request(client, samples, **given, id=asked.id).answer == PROPOSAL


def test_langchain_round_trip(client: KaggleStore, samples: Samples) -> None:
    calls = [{"name": "submit", "args": {"n": n, "x": [1.5, None, "é"]}} for n in range(4)]
    calls[0]["description"] = "Sure?"
    given = {
        "action_requests": calls,
        "review_configs": [
            {
                "action_name": "submit",
                "allowed_decisions": ["approve", "edit", "reject", "respond"],
            }
        ]
        * 4,
    }
    decisions = {
        "decisions": [
            {"type": "approve"},
            {"type": "edit", "edited_action": {"name": "skip", "args": {"n": 2.5}}},
            {"type": "reject"},
            {"type": "respond", "message": ""},
        ]
    }
    asked = [
        client.human_interventions.request(execution_id=samples.execution.id, **each)
        for each in langchain.interventions(given)
    ]
    answered = [
        client.human_interventions.respond(row.id, **each)
        for row, each in zip(asked, langchain.answers(decisions), strict=True)
    ]
    assert langchain.request(answered) == given
    assert langchain.response(answered) == decisions
