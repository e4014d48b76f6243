"""A call whose response was lost is repeated, and takes effect exactly once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from kaggle_store import ConnectionFailed, KaggleStore
from kaggle_store.testing.faults import WRITES as METHODS
from kaggle_store.testing.faults import StoreFaults
from tests.conftest import Stack
from tests.store.conftest import open_client
from tests.store.samples import Samples

Write = Callable[[KaggleStore, Samples], Any]


@pytest.fixture(params=["sync", "async"])
def via_proxy(
    request: pytest.FixtureRequest, faults: StoreFaults, stack: Stack
) -> Iterator[KaggleStore]:
    """A client whose responses the proxy can lose, sync and async."""
    with open_client(request.param, faults.url, stack.secret_key) as store:
        yield store


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
    # The first try has stored the points, so the repeat counts none as new.
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


WRITES: dict[str, Write] = {
    "create": _create,
    "create_many": _create_many,
    "upsert": _upsert,
    "upsert_many": _upsert_many,
    "record": _record,
    "add_many": _research,
    "claim": _claim,
    "claim_job": _claim_job,
    "reserve": _reserve,
    "open": _open,
    "request": _request,
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_write_with_lost_response_takes_effect_once(
    via_proxy: KaggleStore, store: KaggleStore, faults: StoreFaults, write: Write
) -> None:
    rows = Samples(store)
    _prepare(write, rows)
    lost = faults.lose_response(METHODS)
    assert write(via_proxy, rows) == 1
    (exchange,) = lost.exchanges
    assert exchange.status in {200, 201, 204}


def _prepare(write: Write, rows: Samples) -> None:
    if write not in {_create_many, _upsert_many, _record, _upsert}:
        _ = rows.competition if write is _create else rows.execution
    if write is _claim_job:
        _ = rows.job


def test_lease_calls_are_repeated(
    via_proxy: KaggleStore, store: KaggleStore, faults: StoreFaults
) -> None:
    job = Samples(store).job
    (held,) = store.training_jobs.claim(worker="me", lease=60)
    assert held.lease_id is not None
    lost = [faults.lose_response(METHODS)]
    kept = via_proxy.training_jobs.heartbeat(job.id, lease_id=held.lease_id, lease=90)
    lost.append(faults.lose_response(METHODS))
    via_proxy.training_jobs.report(
        job.id, lease_id=held.lease_id, metrics={"loss": 0.5}, measured_at=datetime.now(UTC)
    )
    lost.append(faults.lose_response(METHODS))
    done = via_proxy.training_jobs.complete(job.id, lease_id=held.lease_id, final_test_score=0.5)
    assert (kept.status, done.status, done.attempts) == ("running", "completed", 1)
    assert store.system_metrics.count() == 1
    assert [fault.remaining for fault in lost] == [0, 0, 0]


def test_repeated_fail_counts_once(
    via_proxy: KaggleStore, store: KaggleStore, faults: StoreFaults
) -> None:
    execution = Samples(store).execution
    (held,) = store.agent_executions.claim(worker="me")
    assert held.lease_id is not None
    lost = faults.lose_response(METHODS, times=2)
    failed = via_proxy.agent_executions.fail(execution.id, lease_id=held.lease_id, error="no")
    assert (failed.status, failed.attempts, failed.error_message) == ("pending", 1, "no")
    assert lost.remaining == 0


def test_bill_and_response_are_written_once(
    via_proxy: KaggleStore, store: KaggleStore, faults: StoreFaults
) -> None:
    execution = Samples(store).execution
    session = store.gpu_sessions.open(
        execution_id=execution.id, provider="vast_ai", instance_type="A100"
    )
    bills = faults.lose_response(METHODS, times=2)
    closed = via_proxy.gpu_sessions.close(session.id, total_cost_dollars=0.125)
    assert closed.total_cost_dollars == store.agent_executions.costs(execution.id).total_dollars
    asked = store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="approval_required",
        title="Go on?",
        description="?",
    )
    responses = faults.lose_response(METHODS)
    answered = via_proxy.human_interventions.respond(asked.id, "approve", response="yes")
    assert (answered.status, answered.response) == ("approved", "yes")
    assert (bills.remaining, responses.remaining) == (0, 0)


def test_unsafe_writes_are_sent_once(
    via_proxy: KaggleStore, store: KaggleStore, faults: StoreFaults
) -> None:
    execution = Samples(store).execution
    unsafe: list[Callable[[], Any]] = [
        lambda: via_proxy.agent_executions.update(execution.id, priority=1),
        lambda: via_proxy.agent_executions.update_where({"id": execution.id}, priority=2),
        lambda: via_proxy.agent_executions.move(execution.id, "data_acquisition"),
        lambda: via_proxy.system_metrics.record_rows(
            [{"metric_name": "m", "metric_value": 1.0, "metric_type": "gauge"}]
        ),
        lambda: via_proxy.configurations.delete_where(config_key="a"),
    ]
    for write in unsafe:
        lost = faults.lose_response(METHODS)
        with pytest.raises(ConnectionFailed):
            write()
        assert lost.remaining == 0
    assert store.system_metrics.count() == 1
