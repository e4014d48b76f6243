"""Questions of a stage: asked once, without a lease while they are open, then answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from kaggle_store import Answer, InvalidInput, KaggleStore
from kaggle_store.models import AgentExecution
from tests.agent.conftest import Agents

Clock = Callable[[str], None]


class Decision(BaseModel):
    message: str


def _asking(agents: Agents, answers: list[Any], **options: Any) -> Any:
    agent = agents.new()

    @agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        try:
            answers.append(await job.ask("submit", title="Submit?", **options))
        except Exception:  # the end of the stage is no failure
            answers.append("caught")

    return agent


def _respond(store: KaggleStore, decision: Any, **more: Any) -> None:
    [asked] = store.human_interventions.pending()
    store.human_interventions.respond(asked.id, decision, responded_by="me", **more)


def test_open_question_ends_the_stage(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    answers: list[Any] = []
    agent = _asking(agents, answers, priority="high", description="Score 0.82.")
    agents.run(agent)
    agents.run(agent)
    row = store.agent_executions.get(execution.id)
    assert (row.status, row.attempts, row.lease_expires_at) == ("human_review", 0, None)
    [asked] = store.human_interventions.list()
    assert (asked.subject, asked.title, asked.priority) == ("submit", "Submit?", "high")
    assert (asked.intervention_type, asked.description) == ("approval_required", "Score 0.82.")
    assert answers == []


@pytest.mark.parametrize(
    ("decision", "more", "value"),
    [
        ("approve", {}, Decision(message="first")),
        ("edit", {"response_data": {"message": "second"}}, Decision(message="second")),
        ("respond", {"response_data": {"message": "third"}}, Decision(message="third")),
    ],
)
def test_answer_has_the_type_of_the_model(
    agents: Agents,
    store: KaggleStore,
    execution: AgentExecution,
    decision: str,
    more: Any,
    value: Decision,
) -> None:
    answers: list[Answer[Decision]] = []
    agent = _asking(agents, answers, answer=Decision, proposal=Decision(message="first"))
    agents.run(agent)
    _respond(store, decision, **more)
    agents.run(agent)
    [answer] = answers
    assert answer.value == value
    assert answer.decision == decision
    assert (answer.is_approved, answer.is_rejected) == (decision != "respond", False)
    assert answer.intervention.responded_by == "me"
    assert store.agent_executions.get(execution.id).status == "data_acquisition"
    assert store.human_interventions.count() == 1


def test_rejection_has_a_reason_and_no_value(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    answers: list[Answer[Decision]] = []
    agent = _asking(agents, answers, answer=Decision)
    agents.run(agent)
    _respond(store, "reject", response="Not today.")
    agents.run(agent)
    [answer] = answers
    assert (answer.is_approved, answer.is_rejected, answer.reason) == (False, True, "Not today.")
    with pytest.raises(InvalidInput, match=r"'Submit\?' was rejected: Not today\."):
        _ = answer.value
    assert store.agent_executions.get(execution.id).status == "data_acquisition"


def test_text_answers_a_question_without_model(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    answers: list[Answer[Any]] = []
    agent = _asking(agents, answers)
    agents.run(agent)
    _respond(store, "respond", response="Tomorrow.")
    agents.run(agent)
    assert (answers[0].reason, answers[0].value) == ("Tomorrow.", None)


def test_each_round_asks_again(agents: Agents, store: KaggleStore) -> None:
    competition = store.competitions.create(kaggle_id="x", title="X")
    store.agent_executions.create(
        competition_id=competition.id, execution_name="x", status="training"
    )
    agent, rounds = agents.new(), []

    @agents.add(agent, "research", "code_generation")
    async def on(job: Any) -> None:
        pass

    @agents.add(agent, "training")
    async def stage(job: Any) -> str:
        answer = await job.ask("submit", title="Submit?")
        rounds.append((job.execution.round, answer.is_approved))
        return "submission" if answer.is_approved else "research"

    agents.run(agent)
    _respond(store, "reject", response="Not yet.")
    agents.run(agent)
    _respond(store, "approve")
    agents.run(agent)
    assert rounds == [(1, False), (2, True)]
    assert store.agent_executions.list()[0].status == "submission"


def test_other_question_on_the_subject_is_waited_for(
    agents: Agents, store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="error_review",
        title="Other",
        description="By another process.",
        subject="submit",
        pauses_execution=False,
    )
    answers: list[Any] = []
    agent = _asking(agents, answers)
    agents.run(agent)
    row = store.agent_executions.get(execution.id)
    assert (row.status, row.attempts, answers) == ("pending", 0, [])
    _respond(store, "approve")
    set_clock("1 minute")
    agents.run(agent)
    assert [each.title for each in store.human_interventions.pending()] == ["Submit?"]


def test_invalid_question_fails_the_attempt(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent = agents.new()

    @agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        await job.ask("submit", title="Submit?", answer=Decision, proposal={"text": 1})

    agents.run(agent)
    row = store.agent_executions.get(execution.id)
    assert (row.status, row.attempts) == ("pending", 1)
    assert "proposal" in str(row.error_message)
