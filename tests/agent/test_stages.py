"""Stages: which functions run, what follows them, and how they fail."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from kaggle_store import Agent, BadLease, InvalidInput, KaggleStore, PermissionDenied
from kaggle_store.agent.stages import EndOfStage
from kaggle_store.models import AgentExecution
from tests.agent.conftest import Agents
from tests.conftest import Owner, Stack
from tests.store.samples import Samples

Clock = Callable[[str], None]
PATH = ("pending", "data_acquisition", "research", "code_generation", "training", "submission")


async def submit(job: Any) -> None:
    sent = await job.store.submissions.reserve(
        execution_id=job.id, submission_file_path="submission.csv"
    )
    await job.store.submissions.mark_submitted(sent.id)


def _state(store: KaggleStore, execution: AgentExecution) -> tuple[str, int, str | None]:
    row = store.agent_executions.get(execution.id)
    return row.status, row.attempts, row.error_message


def test_stages_run_along_the_path(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent, seen = agents.new(worker="agent-1"), []

    @agents.add(agent, *PATH[:-1])
    async def work(job: Any) -> None:
        seen.append((job.state, job.execution.status, job.competition.kaggle_id))

    agents.add(agent, "submission")(submit)
    agents.run(agent)
    assert seen == [(state, state, "titanic") for state in PATH[:-1]]
    row = store.agent_executions.get(execution.id)
    assert (row.status, row.attempts, row.worker, row.round) == ("completed", 1, "agent-1", 1)


@pytest.mark.parametrize("state", PATH[:-1])
def test_failed_stage_is_resumed(
    agents: Agents, store: KaggleStore, execution: AgentExecution, set_clock: Clock, state: str
) -> None:
    agent, seen = agents.new(), []

    @agents.add(agent, *PATH[:-1])
    async def work(job: Any) -> None:
        seen.append(job.state)
        if job.state == state and seen.count(state) == 1:
            raise ZeroDivisionError

    agents.add(agent, "submission")(submit)
    agents.run(agent)
    assert _state(store, execution) == (state, 1, "ZeroDivisionError()")
    assert seen == [*PATH[: PATH.index(state) + 1]]
    set_clock("1 minute")
    agents.run(agent)
    assert _state(store, execution)[0] == "completed"
    assert seen[PATH.index(state) :] == [state, *PATH[PATH.index(state) : -1]]


def test_execution_fails_after_its_last_attempt(
    agents: Agents, store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    agent, seen = agents.new(), []

    @agents.add(agent, "pending")
    async def work(job: Any) -> None:
        seen.append(job.execution.resume_reason)
        raise ValueError("no data")

    for shift in ("0", "1 minute", "10 minutes", "1 hour"):
        set_clock(shift)
        agents.run(agent)
    assert seen == ["fresh", "retry", "retry"]
    assert _state(store, execution) == ("failed", 3, "ValueError('no data')")
    assert len(store.human_interventions.pending()) == 1


def test_stage_returns_an_earlier_state(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent, seen = agents.new(), []

    @agents.add(agent, *PATH[:-1])
    async def work(job: Any) -> str | None:
        seen.append((job.state, job.execution.round))
        return "research" if seen[-1] == ("training", 1) else None

    agents.add(agent, "submission")(submit)
    agents.run(agent)
    assert seen[2:5] == [("research", 1), ("code_generation", 1), ("training", 1)]
    assert seen[5:] == [("research", 2), ("code_generation", 2), ("training", 2)]
    assert store.agent_executions.get(execution.id).status == "completed"


@pytest.mark.parametrize(
    ("returned", "error"),
    [
        ("submission", "MoveRefused"),
        ("trainig", "did you mean 'training'"),
        (7, "a stage returns a state or None, not 7"),
        ("pending", "job.wait"),
        ("completed", "MoveRefused"),
        ("human_review", "job.ask"),
    ],
)
def test_impossible_move_fails_the_attempt(
    agents: Agents, store: KaggleStore, execution: AgentExecution, returned: Any, error: str
) -> None:
    agent = agents.new()

    @agents.add(agent, "pending")
    async def work(job: Any) -> Any:
        return returned

    agents.run(agent)
    status, attempts, message = _state(store, execution)
    assert (status, attempts) == ("pending", 1)
    assert message is not None
    assert error in message


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_stage_ends_the_execution(
    agents: Agents, store: KaggleStore, execution: AgentExecution, end: str
) -> None:
    agent = agents.new()

    @agents.add(agent, "pending", "data_acquisition")
    async def work(job: Any) -> str:
        return end

    agents.run(agent)
    row = store.agent_executions.get(execution.id)
    assert (row.status, row.lease_expires_at, row.error_message) == (end, None, None)


def test_stage_may_move_the_execution_itself(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent = agents.new()

    @agents.add(agent, "pending", "data_acquisition")
    async def work(job: Any) -> None:
        await job.move("data_acquisition")
        await job.move("research")

    agents.run(agent)
    assert _state(store, execution)[::2] == ("research", None)


def test_completing_without_a_submission_fails_the_attempt(
    agents: Agents, store: KaggleStore
) -> None:
    samples = Samples(store)
    execution = store.agent_executions.create(
        competition_id=samples.competition.id, execution_name="late", status="submission"
    )
    agent = agents.new()

    @agents.add(agent, "submission")
    async def work(job: Any) -> None:
        pass

    agents.run(agent)
    status, attempts, message = _state(store, execution)
    assert (status, attempts) == ("submission", 1)
    assert "NothingSubmitted" in str(message)


def test_agents_with_different_stages_share_the_work(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    first, second, seen = agents.new(worker="first"), agents.new(worker="second"), []

    @agents.add(first, "pending", "research")
    async def early(job: Any) -> None:
        seen.append((job.execution.worker, job.state))

    @agents.add(second, "data_acquisition", "code_generation")
    async def late(job: Any) -> None:
        seen.append((job.execution.worker, job.state))

    for agent in (second, first, second, first, second):
        agents.run(agent)
    assert seen == [
        ("first", "pending"),
        ("second", "data_acquisition"),
        ("first", "research"),
        ("second", "code_generation"),
    ]
    assert _state(store, execution) == ("training", 0, None)


def test_wait_releases_without_an_attempt(
    agents: Agents, store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    agent = agents.new()
    seen: list[str] = []

    @agents.add(agent, "pending")
    async def work(job: Any) -> None:
        try:
            if not seen:
                await job.wait(600)
        except Exception:
            seen.append("caught")
        finally:
            seen.append("finally")

    agents.run(agent)
    assert (seen, _state(store, execution)) == (["finally"], ("pending", 0, None))
    set_clock("9 minutes")
    agents.run(agent)
    assert _state(store, execution) == ("pending", 0, None)
    set_clock("11 minutes")
    agents.run(agent)
    assert _state(store, execution) == ("data_acquisition", 0, None)


@pytest.mark.parametrize("call", ["wait", "ask"])
@pytest.mark.parametrize("value", ["\ud800", None, float("nan")])
def test_invalid_argument_fails_the_attempt(
    agents: Agents, store: KaggleStore, execution: AgentExecution, call: str, value: Any
) -> None:
    agent = agents.new()

    @agents.add(agent, "pending")
    async def work(job: Any) -> None:
        await (job.wait(value) if call == "wait" else job.ask(value, title="Submit?"))

    agents.run(agent)
    status, attempts, message = _state(store, execution)
    assert (status, attempts) == ("pending", 1)
    assert "InvalidInput" in (message or "")


def test_lost_lease_stops_the_stage(
    agents: Agents,
    store: KaggleStore,
    execution: AgentExecution,
    owner: Owner,
    caplog: pytest.LogCaptureFixture,
) -> None:
    agent = agents.new()

    @agents.add(agent, "pending")
    async def work(job: Any) -> None:
        owner.execute("update agent_executions set lease_id = gen_random_uuid(), worker = 'other'")
        await job.step("late", lambda: 1)

    with caplog.at_level(logging.WARNING, "kaggle_store.agent"):
        agents.run(agent)
    assert "the lease is lost in pending" in caplog.text
    assert store.agent_executions.get(execution.id).worker == "other"
    assert (store.execution_steps.count(), _state(store, execution)) == (0, ("pending", 1, None))


def test_run_is_logged(
    agents: Agents, execution: AgentExecution, caplog: pytest.LogCaptureFixture
) -> None:
    agent = agents.new()

    @agents.add(agent, "pending")
    async def work(job: Any) -> str:
        return "data_acquisition"

    @agents.add(agent, "data_acquisition")
    async def ask(job: Any) -> None:
        await job.ask("plan", title="Go on?")

    with caplog.at_level(logging.INFO, "kaggle_store.agent"):
        agents.run(agent)
    begin, claim, end, asked, idle = [record.getMessage() for record in caplog.records]
    assert begin == "running the stages of pending, data_acquisition"
    assert claim == f"execution {execution.id} ({execution.execution_name}): claimed in pending"
    assert "pending ended after" in end
    assert end.endswith("now data_acquisition")
    assert asked == f"execution {execution.id}: data_acquisition waits for an answer: 'Go on?'"
    assert idle == "nothing is left that can be claimed"


def test_other_errors_are_logged_and_the_run_goes_on(
    agents: Agents, store: KaggleStore, caplog: pytest.LogCaptureFixture
) -> None:
    competition = Samples(store).competition
    for name in ("bad", "good"):
        store.agent_executions.create(
            competition_id=competition.id, execution_name=name, priority=int(name == "bad")
        )
    agent = agents.new()

    @agents.add(agent, "pending")
    async def work(job: Any) -> None:
        if job.execution.execution_name == "bad":
            raise ValueError("spoiled")

    with caplog.at_level(logging.ERROR, "kaggle_store.agent"):
        agents.run(agent)
    assert "(bad): pending failed" in caplog.text
    states = {row.execution_name: row.status for row in store.agent_executions.list()}
    assert states == {"bad": "pending", "good": "data_acquisition"}


def test_several_executions_run_at_once(agents: Agents, store: KaggleStore) -> None:
    competition = Samples(store).competition
    for name in "abc":
        store.agent_executions.create(competition_id=competition.id, execution_name=name)
    agent, together = agents.new(), threading.Barrier(3, timeout=60)

    def meet(job: Any) -> None:
        together.wait()

    agent.stage("pending")(meet)
    agents.run(agent, concurrency=3)
    assert {row.status for row in store.agent_executions.list()} == {"data_acquisition"}


def test_stopped_run_ends_after_the_stage(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent, seen = agents.new(), []

    @agents.add(agent, "pending", "data_acquisition")
    async def work(job: Any) -> None:
        seen.append(job.state)
        agent.stop()
        await job.step("slow", str)

    agents.run(agent, until="stopped")
    row = store.agent_executions.get(execution.id)
    assert (seen, row.status, row.lease_expires_at) == (["pending"], "data_acquisition", None)


def test_refused_claim_ends_the_run(agents: Agents, execution: Any) -> None:
    agent = agents.new(lease=1e9)
    agents.add(agent, "pending")(submit)
    with pytest.raises(BadLease):
        agents.run(agent, until="stopped")


@pytest.mark.parametrize(
    ("states", "problem"),
    [
        (("trainig",), "there is no state 'trainig', did you mean 'training'"),
        (("human_review",), "waits for a person; use job.ask"),
        (("completed",), "'completed' is final"),
        ((), "name the states"),
        (("research", "research"), "already has a stage"),
        ((submit,), "name the states"),
    ],
)
def test_unknown_states_are_refused(agents: Agents, states: Any, problem: str) -> None:
    with pytest.raises(InvalidInput, match=problem):
        agents.new().stage(*states)


def test_state_has_one_stage(agents: Agents) -> None:
    agent = agents.new()
    agents.add(agent, "research")(submit)
    with pytest.raises(InvalidInput, match="'research' already has a stage"):
        agent.stage("research")
    assert agent.states == ["research"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"concurrency": 0}, "concurrency"),
        ({"until": "done"}, "until"),
        ({"poll": "soon"}, "poll"),
    ],
)
def test_options_of_a_run_are_checked(agents: Agents, options: Any, problem: str) -> None:
    agent = agents.new()
    agents.add(agent, "research")(submit)
    with pytest.raises(InvalidInput, match=problem):
        agents.run(agent, **options)


def test_agent_without_stages_does_not_run(agents: Agents) -> None:
    with pytest.raises(InvalidInput, match="no stage"):
        agents.run(agents.new())


def test_async_function_needs_the_async_agent() -> None:
    with pytest.raises(InvalidInput, match="use AsyncAgent"):
        Agent().stage("research")(submit)  # type: ignore[type-var]


def test_key_without_rights_ends_the_run(stack: Stack, execution: AgentExecution) -> None:
    agent = Agent()
    agent.stage("pending")(lambda _: None)
    key = stack.publishable_key
    with KaggleStore(stack.api_url, key) as guest, pytest.raises(PermissionDenied):
        agent.run(guest, until="idle")


@pytest.mark.parametrize("kind", ["plain", "partial"])
def test_stop_iteration_in_a_thread_fails_the_attempt(
    async_agents: Agents, store: KaggleStore, execution: AgentExecution, kind: str
) -> None:
    agent = async_agents.new()

    def stage(job: Any) -> Any:
        return next(iter(()))

    agent.stage("pending")(stage if kind == "plain" else partial(stage))
    async_agents.run(agent)
    row = store.agent_executions.get(execution.id)
    assert (row.attempts, "StopIteration" in str(row.error_message)) == (1, True)


def test_error_besides_a_question_fails_the_attempt(
    async_agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent = async_agents.new()

    async def broken() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            raise ValueError("broken")

    async def ending(job: Any) -> None:
        await asyncio.sleep(0)
        raise EndOfStage

    @async_agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(broken())
            group.create_task(ending(job))

    async_agents.run(agent)
    row = store.agent_executions.get(execution.id)
    assert (row.status, row.attempts) == ("pending", 1)
    assert "ValueError('broken')" in str(row.error_message)


def test_cancelled_inner_task_fails_the_attempt(
    async_agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent = async_agents.new()

    @async_agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        task = asyncio.create_task(asyncio.sleep(3600))
        asyncio.get_running_loop().call_soon(task.cancel)
        await task

    async_agents.run(agent)
    row = store.agent_executions.get(execution.id)
    assert (row.attempts, row.lease_expires_at) == (1, None)
    assert "cancelled by itself" in str(row.error_message)
