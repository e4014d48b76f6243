"""Steps: a result is made once, and both runs of a stage get the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from pydantic import BaseModel

from kaggle_store import (
    InvalidInput,
    KaggleStore,
    LeaseLost,
    RoundEnded,
    TooLarge,
    TooManySteps,
)
from kaggle_store.models import AgentExecution
from tests.agent.conftest import Agents
from tests.conftest import Owner

Clock = Callable[[str], None]


class Plan(BaseModel):
    title: str
    cost: Decimal = Decimal("0.10")


@dataclass
class Features:
    names: tuple[str, ...]


def _run_twice(agents: Agents, set_clock: Clock, stage: Callable[[Any], Any]) -> None:
    """Run a stage that fails at its end, then again."""
    agent = agents.new()
    agents.add(agent, "pending")(stage)
    agents.run(agent)
    set_clock("1 minute")
    agents.run(agent)


@pytest.mark.parametrize(
    ("result", "returns"),
    [
        ({"b": 1, "a": [1.5, None, True, "x"]}, None),
        (None, None),
        ("text", None),
        (1e20, None),
        (Plan(title="trees"), Plan),
        (Features(("age", "fare")), Features),
        ((1, 2), tuple[int, int]),
        ([Plan(title="trees")], list[Plan]),
        ({"title": "from a dict"}, Plan),
    ],
    ids=["dict", "none", "text", "large", "model", "dataclass", "tuple", "list", "coerced"],
)
def test_both_runs_get_the_same_result(
    agents: Agents, execution: AgentExecution, set_clock: Clock, result: Any, returns: Any
) -> None:
    calls, got = [], []

    def make(value: Any) -> Any:
        calls.append(value)
        return value

    async def stage(job: Any) -> None:
        got.append(await job.step("plan", make, result, returns=returns))
        if len(got) == 1:
            raise ValueError

    _run_twice(agents, set_clock, stage)
    assert calls == [result]
    assert got[0] == got[1]
    assert type(got[0]) is type(got[1])
    if returns in (Plan, Features):
        assert type(got[0]) is returns


def test_async_function_is_awaited(agents: Agents, store: KaggleStore, execution: Any) -> None:
    if agents.kind == "sync":
        return
    agent, got = agents.new(), []

    async def think(topic: str) -> str:
        return f"about {topic}"

    @agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        got.append(await job.step("a", think, "trees"))
        got.append(await job.step("b", lambda: think("forests")))

    agents.run(agent)
    assert got == ["about trees", "about forests"]


@pytest.mark.parametrize(
    ("result", "problem"),
    [
        (float("nan"), "JSON has no nan"),
        ("a\0b", "NUL"),
        ("\ud800", "surrogates"),
        ((1, 2), "tuple is not JSON; pass returns"),
        ({"a": [Plan(title="x")]}, "Plan is not JSON; pass returns=Plan"),
        (Decimal(1), "Decimal"),
        ({1: "x"}, "a JSON key is text"),
        (object(), "object"),
        (np.array([1, 2]), "ndarray"),
    ],
    ids=["nan", "nul", "surrogate", "tuple", "model", "decimal", "key", "object", "array"],
)
def test_result_that_json_changes_is_refused(
    agents: Agents, store: KaggleStore, execution: AgentExecution, result: Any, problem: str
) -> None:
    agent, raised = agents.new(), []

    @agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        with pytest.raises(InvalidInput) as error:
            await job.step("plan", lambda: result)
        raised.append(str(error.value))

    agents.run(agent)
    assert problem in raised[0]
    assert raised[0].startswith("job.step: step 'plan'")
    assert store.execution_steps.count() == 0


def test_huge_and_nested_results_are_refused(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent, raised = agents.new(), []
    nested: list[Any] = []
    for _ in range(5000):
        nested = [nested]

    @agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        with pytest.raises(InvalidInput, match="nested deeper"):
            await job.step("nested", lambda: nested)
        with pytest.raises(TooLarge) as error:
            await job.step("huge", lambda: "x" * 1_100_000)
        raised.append(error.value.code)

    agents.run(agent)
    assert (raised, store.execution_steps.count()) == (["KS330"], 0)


def test_failed_function_keeps_nothing(
    agents: Agents, store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    calls = []

    def search() -> str:
        calls.append("called")
        if len(calls) == 1:
            raise ConnectionError
        return "found"

    async def stage(job: Any) -> None:
        await job.step("search", search)

    _run_twice(agents, set_clock, stage)
    assert (len(calls), store.execution_steps.list_full()[0].result) == (2, "found")


def test_steps_belong_to_a_round(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent, got = agents.new(), []
    store.agent_executions.move(execution.id, "data_acquisition")
    store.agent_executions.move(execution.id, "research")

    @agents.add(agent, "research", "code_generation", "training")
    async def stage(job: Any) -> str | None:
        if job.state == "research":
            made = await job.step("made in", lambda: job.execution.round)
            first = await job.step("first", lambda: job.execution.round, scope="execution")
            got.append((made, first))
        return "research" if job.state == "training" and len(got) < 3 else None

    agents.run(agent)
    assert got == [(1, 1), (2, 1), (3, 1)]
    steps = store.execution_steps.list(order=("round", "name"))
    assert [(each.round, each.name) for each in steps] == [
        (0, "first"),
        *((number, "made in") for number in (1, 2, 3)),
    ]
    assert {each.stage for each in steps} == {"research"}


def test_name_is_used_once_in_a_run(agents: Agents, execution: AgentExecution) -> None:
    agent, raised = agents.new(), []

    @agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        await job.step("fold", lambda: 1)
        with pytest.raises(InvalidInput, match="already has a step 'fold'"):
            await job.step("fold", lambda: 2)
        with pytest.raises(InvalidInput, match="scope"):
            await job.step("other", lambda: 2, scope="forever")
        raised.append(True)

    agents.run(agent)
    assert raised


def test_name_belongs_to_one_stage_of_a_round(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent, got = agents.new(), []

    @agents.add(agent, "pending", "data_acquisition")
    async def early(job: Any) -> None:
        got.append(await job.step("plan", lambda: job.state))

    @agents.add(agent, "research")
    async def late(job: Any) -> None:
        await job.step("plan", lambda: job.state)

    agents.run(agent)
    assert got == ["pending", "pending"]
    row = store.agent_executions.get(execution.id)
    assert "pending already has a step 'plan'" in str(row.error_message)


def test_changed_type_is_reported(
    agents: Agents, store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    runs = []

    async def stage(job: Any) -> None:
        runs.append(1)
        returns: Any = None if len(runs) == 1 else Plan
        await job.step("plan", lambda: {"name": "old"}, returns=returns)
        raise ValueError

    _run_twice(agents, set_clock, stage)
    message = store.agent_executions.get(execution.id).error_message
    assert "the stored result of step 'plan'.title: Field required" in str(message)


# The function and its resource, without an agent -------------------------------------------------


def _claimed(store: KaggleStore, **options: Any) -> AgentExecution:
    [row] = store.agent_executions.claim(worker="w", **options)
    return row


def _record(store: KaggleStore, row: AgentExecution, name: str, result: Any, **more: Any) -> Any:
    values = {"round": row.round, "lease_id": row.lease_id} | more
    return store.execution_steps.record(execution_id=row.id, name=name, result=result, **values)


def test_second_writer_gets_the_first_result(store: KaggleStore, execution: Any) -> None:
    row = _claimed(store)
    first = _record(store, row, "plan", {"a": 1}, duration_seconds=1.5)
    second = _record(store, row, "plan", {"a": 2})
    assert second == first
    assert (first.result, first.worker, first.duration_seconds) == ({"a": 1}, "w", 1.5)
    assert store.execution_steps.get(first.id) == first


def test_lost_lease_cannot_record(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    lost = _claimed(store, lease=60)
    set_clock("2 minutes")
    row = _claimed(store)
    with pytest.raises(LeaseLost):
        _record(store, lost, "plan", 1)
    assert _record(store, row, "plan", 2).result == 2
    with pytest.raises(LeaseLost):
        _record(store, lost, "plan", 1)
    with pytest.raises(LeaseLost):
        _record(store, row, "other", 1, lease_id=uuid4())


def test_late_copy_is_not_recorded_in_the_next_round(store: KaggleStore, owner: Owner) -> None:
    competition = store.competitions.create(kaggle_id="x", title="X")
    store.agent_executions.create(
        competition_id=competition.id, execution_name="x", status="training", round=4
    )
    row = _claimed(store)
    kept = _record(store, row, "plan", 1)
    moved = store.agent_executions.move(row.id, "research", lease_id=row.lease_id)
    assert (row.round, moved.round) == (4, 5)
    assert _record(store, row, "plan", 2) == kept
    with pytest.raises(RoundEnded) as refused:
        _record(store, row, "late", 1)
    assert refused.value.facts["round"] == 5
    assert _record(store, row, "whole", None, round=0).result is None


def test_number_of_steps_is_bounded(
    store: KaggleStore, execution: AgentExecution, owner: Owner
) -> None:
    row = _claimed(store)
    owner.execute(
        "insert into execution_steps (execution_id, round, name, stage, result, worker) "
        "select %s, 1, n::text, 'pending', '1', 'w' from generate_series(1, 10000) as n",
        [row.id],
    )
    with pytest.raises(TooManySteps, match="already has 10000 steps"):
        _record(store, row, "plan", 1)
    assert _record(store, row, "7", 2).result == 1


def test_steps_go_to_the_archive_and_back(
    store: KaggleStore, execution: AgentExecution, owner: Owner
) -> None:
    step = _record(store, _claimed(store), "plan", None)
    store.agent_executions.move(execution.id, "cancelled")
    owner.execute(
        "update agent_executions set completed_at = now() - interval '500 days', "
        "created_at = now() - interval '500 days', started_at = null"
    )
    store.upkeep.run("archive")
    assert store.execution_steps.count() == 0
    store.archive.restore(execution.id)
    assert store.execution_steps.get(step.id) == step


@pytest.mark.parametrize(
    ("path", "rounds"),
    [
        (["code_generation"], 2),
        (["research", "code_generation", "training", "submission", "training"], 3),
        (["submission", "human_review", "submission", "research"], 2),
        (["human_review", "submission"], 1),
        (["human_review", "training"], 1),
    ],
)
def test_moving_back_begins_a_round(store: KaggleStore, path: list[Any], rounds: int) -> None:
    competition = store.competitions.create(kaggle_id="x", title="X")
    row = store.agent_executions.create(
        competition_id=competition.id, execution_name="x", status="training"
    )
    for status in path:
        row = store.agent_executions.move(row.id, status)
    assert row.round == rounds


@pytest.mark.parametrize("name", ["", "x" * 201, 5, ["list"]], ids=repr)
def test_invalid_name_is_refused_before_the_call(
    agents: Agents, store: KaggleStore, execution: AgentExecution, name: Any
) -> None:
    agent, calls = agents.new(), []

    @agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        await job.step(name, lambda: calls.append("paid"))

    agents.run(agent)
    row = store.agent_executions.get(execution.id)
    assert (calls, row.attempts) == ([], 1)
    assert "name: text of 1 to 200 characters" in str(row.error_message)


def test_failed_step_may_be_tried_again(
    agents: Agents, store: KaggleStore, execution: AgentExecution
) -> None:
    agent = agents.new()
    answers: Iterator[OSError | str] = iter([OSError("busy"), OSError("busy"), "paid"])

    def model() -> str:
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    @agents.add(agent, "pending")
    async def stage(job: Any) -> None:
        while True:
            with suppress(OSError):
                assert await job.step("call", model) == "paid"
                return

    agents.run(agent)
    assert store.agent_executions.get(execution.id).status == "data_acquisition"
    assert [step.result for step in store.execution_steps.list_full()] == ["paid"]
