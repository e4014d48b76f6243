"""A person is asked once, in time, and the execution goes on where it was."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.conftest import Owner
from tests.database.acting import (
    Client,
    Row,
    connect,
    escalate,
    lock_in_order,
    meanwhile,
    refused,
    respond,
    to_send,
)

Clock = Callable[[str], None]
SLA = {"critical": 15, "high": 60, "medium": 240, "low": 1440}
"""Minutes to answer, by priority."""


@pytest.mark.parametrize(("priority", "minutes"), SLA.items())
def test_the_priority_sets_the_deadline(agent: Client, priority: str, minutes: int) -> None:
    question = agent.ask(agent.execution(), p_priority=priority)
    assert question["sla_deadline"] - question["created_at"] == timedelta(minutes=minutes)
    assert (question["status"], question["pauses_execution"]) == ("pending", True)


def test_a_deadline_may_be_given(agent: Client) -> None:
    question = agent.ask(agent.execution(), p_sla_deadline="2039-01-01T00:00:00Z")
    assert question["sla_deadline"].year == 2039


def test_the_same_question_again_is_the_first_one(agent: Client) -> None:
    execution, id = agent.execution(), uuid4()
    first = agent.ask(execution, id=id)
    assert agent.ask(execution, id=id, p_title="changed") == first
    respond(agent, id)
    assert agent.ask(execution, id=id)["status"] == "approved", "also once it is answered"
    assert agent.one("select count(*) from human_interventions") == 1
    assert len(to_send(agent)) == 1


def test_an_execution_has_one_open_question_a_subject(agent: Client) -> None:
    execution = agent.execution()
    first = agent.ask(execution, p_subject="submit round 1")
    assert agent.ask(execution, p_subject="submit round 1")["id"] == first["id"]
    assert agent.ask(execution, p_subject="submit round 2")["id"] != first["id"]
    assert agent.ask(agent.execution(), p_subject="submit round 1")["id"] != first["id"]
    respond(agent, first["id"])
    assert agent.ask(execution, p_subject="submit round 1")["id"] != first["id"]


def test_two_who_ask_the_same_at_once_get_one_question(
    owner: Owner, agent: Client, other_agent: Client
) -> None:
    execution = agent.execution()
    asked: list[Row] = []
    second = meanwhile(
        owner,
        agent,
        lambda client: asked.append(client.ask(execution, p_subject="s")),
        lambda: other_agent.ask(execution, p_subject="s"),
    )
    assert isinstance(second, dict)
    assert second["id"] == asked[0]["id"]


def test_a_question_shows_on_its_execution(agent: Client) -> None:
    execution = agent.execution()
    agent.ask(execution, p_priority="low", p_title="Later?", p_pauses_execution=False)
    urgent = agent.ask(execution, p_priority="high", p_title="Now?", p_pauses_execution=False)
    row = agent.get("agent_executions", execution)
    assert (row["human_intervention_required"], row["human_intervention_reason"]) == (True, "Now?")
    assert agent.one("select pending_interventions from execution_progress") == 2
    agent.update("human_interventions", urgent["id"], priority="low", sla_deadline="2039-01-01Z")
    assert agent.get("agent_executions", execution)["human_intervention_reason"] == "Later?"
    for question in agent.rows("select id from human_interventions"):
        respond(agent, question["id"])
    row = agent.get("agent_executions", execution)
    assert (row["human_intervention_required"], row["human_intervention_reason"]) == (False, None)


@pytest.mark.parametrize("answer", ["approved", "rejected", "reviewed"])
@pytest.mark.parametrize("interrupted", ["pending", "research", "training", "submission"])
def test_every_answer_takes_the_execution_back_to_where_it_was(
    agent: Client, interrupted: str, answer: str
) -> None:
    execution = agent.execution(status=interrupted)
    question = agent.ask(execution)
    paused = agent.get("agent_executions", execution)
    assert (paused["status"], paused["resume_status"]) == ("human_review", interrupted)
    respond(agent, question["id"], answer)
    back = agent.get("agent_executions", execution)
    assert (back["status"], back["resume_reason"]) == (interrupted, "answered")


def test_a_question_may_be_asked_without_pausing(agent: Client) -> None:
    execution = agent.execution(status="training")
    question = agent.ask(execution, p_pauses_execution=False)
    assert agent.get("agent_executions", execution)["status"] == "training"
    respond(agent, question["id"])
    assert agent.get("agent_executions", execution)["status"] == "training"


def test_the_last_answer_that_it_waits_for_lets_it_go_on(agent: Client) -> None:
    execution = agent.execution(status="training")
    first, second = agent.ask(execution), agent.ask(execution)
    agent.ask(execution, p_pauses_execution=False)
    respond(agent, first["id"])
    assert agent.get("agent_executions", execution)["status"] == "human_review"
    respond(agent, second["id"])
    row = agent.get("agent_executions", execution)
    assert (row["status"], row["human_intervention_required"]) == ("training", True)


def test_a_review_that_was_entered_by_hand_ends_with_the_last_answer(agent: Client) -> None:
    execution = agent.execution(status="training")
    first, second = (agent.ask(execution, p_pauses_execution=False) for _ in range(2))
    agent.update("agent_executions", execution, status="human_review")
    respond(agent, first["id"])
    assert agent.get("agent_executions", execution)["status"] == "human_review"
    respond(agent, second["id"])
    assert agent.get("agent_executions", execution)["status"] == "training"


def test_a_question_that_is_deleted_holds_nobody_up(owner: Owner, agent: Client) -> None:
    execution = agent.execution(status="training")
    question = agent.ask(execution)
    owner.execute("delete from human_interventions where id = %s", [question["id"]])
    row = agent.get("agent_executions", execution)
    assert (row["status"], row["human_intervention_required"]) == ("training", False)


@pytest.mark.parametrize("status", ["completed", "failed", "cancelled"])
def test_what_has_ended_is_neither_paused_nor_woken(agent: Client, status: str) -> None:
    execution = agent.execution(status=status)
    if status != "failed":
        with refused("KS204"):
            agent.ask(execution)
        return
    question = agent.ask(execution)
    assert agent.get("agent_executions", execution)["status"] == status
    respond(agent, question["id"])
    assert agent.get("agent_executions", execution)["status"] == status


def test_a_title_that_is_corrected_later_moves_nothing(agent: Client) -> None:
    execution = agent.execution(status="training")
    question = agent.ask(execution, p_pauses_execution=False)
    agent.update("agent_executions", execution, status="human_review")
    agent.update("human_interventions", question["id"], title="Corrected")
    assert agent.get("agent_executions", execution)["status"] == "human_review"


def test_an_answer_and_an_escalation_at_once_wait_for_each_other_and_no_longer(
    owner: Owner, agent: Client, person: Client, set_clock: Clock
) -> None:
    execution = agent.execution(status="training")
    id = agent.ask(execution)["id"]
    set_clock("5 hours")
    row = meanwhile(owner, agent, escalate, lambda: respond(person, id))
    assert isinstance(row, dict)
    assert (row["status"], row["escalation_count"]) == ("approved", 1)
    second = agent.ask(execution, p_sla_deadline="2026-01-01Z")["id"]
    with person.connection.transaction():
        respond(person, second)
        assert escalate(agent) == [], "it is being answered"


def test_an_overrun_does_not_wait_for_the_answer_to_the_last_one(
    owner: Owner, agent: Client, person: Client, set_clock: Clock
) -> None:
    execution = agent.execution(gpu_budget_dollars=1)
    session = agent.session(execution)["id"]
    agent.call("heartbeat_gpu_session", p_id=session)
    set_clock("2 hours")
    agent.call("heartbeat_gpu_session", p_id=session)
    question = agent.row("select * from human_interventions")["id"]
    agent.update("agent_executions", execution, gpu_budget_dollars=3)
    set_clock("5 hours")
    # The answer holds the question and waits for the execution, which the heartbeat holds.
    with ThreadPoolExecutor(1) as pool, agent.connection.transaction():
        agent.rows("select from agent_executions where id = %s for no key update", execution)
        waiting = pool.submit(respond, person, question)
        for _ in range(1000):
            if owner.execute(
                "select exists (select from pg_stat_activity where wait_event_type = 'Lock' "
                "and datname = current_database())"
            ).fetchone() == (True,):
                break
        agent.call("heartbeat_gpu_session", p_id=session)
        assert not waiting.done()
    waiting.result(timeout=60)


def test_asking_answering_and_escalating_at_once_do_not_deadlock(
    owner: Owner, agent: Client, set_clock: Clock
) -> None:
    executions = [agent.execution(status="training") for _ in range(3)]
    for number in range(40):
        agent.ask(executions[number % 3], p_priority="critical")
    set_clock("16 minutes")

    def work(number: int) -> None:
        with connect(owner) as connection:
            client = Client(connection)
            for turn in range(15):
                if number % 3 == 0:
                    client.rows(
                        "update human_interventions set sla_deadline = '2026-01-01Z'"
                        " where id in (select id from human_interventions order by id limit 1)"
                    )
                    escalate(client)
                elif number % 3 == 1:
                    client.ask(executions[turn % 3], p_subject=f"s{turn % 4}")
                else:
                    for row in client.rows(
                        "select id from human_interventions where status <> 'approved' "
                        "order by random() limit 2"
                    ):
                        respond(client, row["id"])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    for row in agent.rows("select id from human_interventions where status <> 'approved'"):
        respond(agent, row["id"])
    assert agent.rows("select distinct status from agent_executions") == [{"status": "training"}]
    assert agent.one("select bool_or(human_intervention_required) from agent_executions") is False


def test_escalating_locks_executions_in_their_order(
    owner: Owner, agent: Client, other_agent: Client, set_clock: Clock
) -> None:
    executions = sorted(agent.execution() for _ in range(3))
    for id in reversed(executions):
        agent.ask(id)
    set_clock("5 hours")
    lock_in_order(owner, agent, executions, lambda: escalate(other_agent))
    assert agent.one("select min(escalation_count) from human_interventions") == 1
