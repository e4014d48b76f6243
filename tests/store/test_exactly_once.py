"""An answer that was lost is asked for again, and what was asked for has happened once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from kaggle_store import AsyncKaggleStore, ConnectionFailed, KaggleStore
from tests.conftest import Stack
from tests.store.breaking import Breaking, breaking
from tests.store.conftest import Blocking
from tests.store.samples import Samples

Act = Callable[[KaggleStore, Samples], Any]


@pytest.fixture(scope="module")
def session_line(session_stack: Stack) -> Iterator[Breaking]:
    with breaking(session_stack.api_url) as line:
        yield line


@pytest.fixture
def line(session_line: Breaking) -> Iterator[Breaking]:
    session_line.swallowed.clear()
    yield session_line
    session_line.swallow = 0


@pytest.fixture(params=["sync", "async"])
def shaky(request: pytest.FixtureRequest, line: Breaking, stack: Stack) -> Iterator[KaggleStore]:
    """A store whose answers the line may swallow, through each door."""
    if request.param == "sync":
        with KaggleStore(line.url, stack.secret_key) as store:
            yield store
        return
    with asyncio.Runner() as runner:
        awaited = AsyncKaggleStore(line.url, stack.secret_key)
        yield cast(KaggleStore, Blocking(awaited, runner))
        runner.run(awaited.aclose())


def _create(store: KaggleStore, rows: Samples) -> int:
    row = store.agent_executions.create(competition_id=rows.competition.id, execution_name="a")
    assert row.execution_name == "a"
    return store.agent_executions.count()


def _create_many(store: KaggleStore, rows: Samples) -> int:
    many = store.competitions.create_many([{"kaggle_id": "a", "title": "A"}])
    assert [row.kaggle_id for row in many] == ["a"]
    return store.competitions.count()


def _upsert(store: KaggleStore, rows: Samples) -> int:
    row = store.configurations.upsert(config_key="a", config_value=1, config_type="system")
    assert row.config_value == 1
    return store.configurations.count()


def _upsert_many(store: KaggleStore, rows: Samples) -> int:
    assert len(store.competitions.upsert_many([{"kaggle_id": "a", "title": "A"}])) == 1
    return store.competitions.count()


def _record(store: KaggleStore, rows: Samples) -> int:
    # The points have been stored by the first try: none is new to the second.
    point: Any = {"metric_name": "m", "metric_value": 1.0, "metric_type": "gauge"}
    assert store.system_metrics.record([point, point]) == 0
    return store.system_metrics.count() // 2


def _claim(store: KaggleStore, rows: Samples) -> int:
    assert rows.execution.status == "pending"
    (claimed,) = store.agent_executions.claim(worker="me", limit=5)
    return claimed.attempts


def _claim_job(store: KaggleStore, rows: Samples) -> int:
    assert rows.job.status == "queued"
    (claimed,) = store.training_jobs.claim(worker="me", limit=5)
    return claimed.attempts


def _reserve(store: KaggleStore, rows: Samples) -> int:
    store.submissions.reserve(execution_id=rows.execution.id, submission_file_path="a.csv")
    quota = store.submissions.quota(rows.competition.id)
    assert quota.used_today == 1
    return store.submissions.count()


def _open(store: KaggleStore, rows: Samples) -> int:
    session = store.gpu_sessions.open(
        execution_id=rows.execution.id, provider="vast_ai", instance_type="A100"
    )
    assert session.status == "provisioning"
    return store.gpu_sessions.count()


def _request(store: KaggleStore, rows: Samples) -> int:
    asked = store.human_interventions.request(
        execution_id=rows.execution.id,
        intervention_type="approval_required",
        title="Go on?",
        description="?",
    )
    store.human_interventions.get(asked.id)
    return store.human_interventions.count() + len(store.human_interventions.notifications()) - 1


def _research(store: KaggleStore, rows: Samples) -> int:
    finding: Any = {"research_type": "documentation", "query_text": "q", "source_api": "docs"}
    finding |= {"execution_id": rows.execution.id, "raw_response": {}}
    assert store.research_results.add_many([finding]).skipped == 1
    return store.research_results.count()


ACTS: dict[str, Act] = {
    "create": _create,
    "create_many": _create_many,
    "upsert": _upsert,
    "upsert_many": _upsert_many,
    "record": _record,
    "add_many": _research,
    "claim": _claim,
    "claim a job": _claim_job,
    "reserve": _reserve,
    "open": _open,
    "request": _request,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_write_whose_answer_was_lost_happens_once(
    shaky: KaggleStore, store: KaggleStore, line: Breaking, act: Act
) -> None:
    rows = Samples(store)
    _prepare(act, rows)
    line.swallow = 1
    assert act(shaky, rows) == 1
    assert len(line.swallowed) == 1
    assert line.swallowed[0] < 300


def _prepare(act: Act, rows: Samples) -> None:
    if act not in {_create_many, _upsert_many, _record, _upsert}:
        _ = rows.competition if act is _create else rows.execution
    if act is _claim_job:
        _ = rows.job


def test_what_ends_a_lease_is_repeated_and_answered(
    shaky: KaggleStore, store: KaggleStore, line: Breaking
) -> None:
    job = Samples(store).job
    (held,) = store.training_jobs.claim(worker="me", lease=60)
    assert held.lease_id is not None
    line.swallow = 1
    kept = shaky.training_jobs.heartbeat(job.id, lease_id=held.lease_id, lease=90)
    line.swallow = 1
    shaky.training_jobs.report(
        job.id, lease_id=held.lease_id, metrics={"loss": 0.5}, measured_at=datetime.now(UTC)
    )
    line.swallow = 1
    done = shaky.training_jobs.complete(job.id, lease_id=held.lease_id, final_test_score=0.5)
    assert (kept.status, done.status, done.attempts) == ("running", "completed", 1)
    assert store.system_metrics.count() == 1
    assert len(line.swallowed) == 3


def test_a_failure_is_counted_once(shaky: KaggleStore, store: KaggleStore, line: Breaking) -> None:
    execution = Samples(store).execution
    (held,) = store.agent_executions.claim(worker="me")
    assert held.lease_id is not None
    line.swallow = 2
    failed = shaky.agent_executions.fail(execution.id, lease_id=held.lease_id, error="no")
    assert (failed.status, failed.attempts, failed.error_message) == ("pending", 1, "no")
    assert len(line.swallowed) == 2


def test_a_bill_and_an_answer_are_written_once(
    shaky: KaggleStore, store: KaggleStore, line: Breaking
) -> None:
    execution = Samples(store).execution
    session = store.gpu_sessions.open(
        execution_id=execution.id, provider="vast_ai", instance_type="A100"
    )
    line.swallow = 2
    closed = shaky.gpu_sessions.close(session.id, total_cost_dollars=0.125)
    assert closed.total_cost_dollars == store.agent_executions.costs(execution.id).total_dollars
    question = store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="approval_required",
        title="Go on?",
        description="?",
    )
    line.swallow = 1
    answer = shaky.human_interventions.respond(question.id, "approved", response="yes")
    assert (answer.status, answer.response) == ("approved", "yes")
    assert len(line.swallowed) == 3


def test_what_is_not_safe_is_sent_once(
    shaky: KaggleStore, store: KaggleStore, line: Breaking
) -> None:
    execution = Samples(store).execution
    never: list[Callable[[], Any]] = [
        lambda: shaky.agent_executions.update(execution.id, priority=1),
        lambda: shaky.agent_executions.update_where({"id": execution.id}, priority=2),
        lambda: shaky.agent_executions.move(execution.id, "data_acquisition"),
        lambda: shaky.system_metrics.record_rows(
            [{"metric_name": "m", "metric_value": 1.0, "metric_type": "gauge"}]
        ),
        lambda: shaky.configurations.delete_where(config_key="a"),
    ]
    for act in never:
        line.swallow = 1
        with pytest.raises(ConnectionFailed):
            act()
        assert line.swallow == 0
    assert len(line.swallowed) == len(never)
    assert store.system_metrics.count() == 1
