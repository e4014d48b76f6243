"""Values of a training report: valid ranges, derived progress, and a reset per attempt."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from psycopg.errors import CheckViolation

from tests.database.clients import Client, Row, claim_job, refused

Clock = Callable[[str], None]


@pytest.fixture
def job(agent: Client) -> UUID:
    return agent.job(agent.execution())


def report(client: Client, job: UUID, **values: object) -> Row:
    named = {f"p_{name}": value for name, value in values.items()}
    return client.call("report_training_progress", p_id=job, **named)


def test_progress_follows_epochs_when_total_is_known(agent: Client, job: UUID) -> None:
    assert report(agent, job, metrics='{"loss": 1}')["progress"] is None
    assert report(agent, job, epoch=3)["progress"] is None
    assert report(agent, job, total_epochs=10)["progress"] is None, "the epoch is unknown"
    assert report(agent, job, epoch=4)["progress"] == 0.4
    assert report(agent, job, metrics='{"loss": 0.5}')["progress"] == 0.4
    assert report(agent, job, progress=0.7)["progress"] == 0.7
    assert report(agent, job, epoch=5)["progress"] == 0.7, "progress never decreases"
    assert report(agent, job, epoch=99)["progress"] == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("step", -1),
        ("epoch", -1),
        ("total_epochs", 0),
        ("total_epochs", -1),
        ("progress", -0.1),
        ("progress", 1.1),
        ("progress", "NaN"),
        ("progress", "Infinity"),
        ("peak_memory_gb", -1),
        ("peak_memory_gb", "NaN"),
        ("peak_memory_gb", 1e12),
        ("gpu_utilization_percent", -1),
        ("gpu_utilization_percent", 150),
        ("gpu_utilization_percent", "NaN"),
    ],
)
def test_out_of_range_value_is_refused(agent: Client, job: UUID, field: str, value: object) -> None:
    before = agent.get("training_jobs", job)
    with refused("KS232") as facts:
        report(agent, job, metrics='{"loss": 1}', **{field: value})
    assert facts == {"wrong": f"p_{field}"}
    assert agent.get("training_jobs", job) == before
    assert agent.rows("select 1 from system_metrics") == []


@pytest.mark.parametrize("column", ["current_epoch", "early_stopping_epoch", "total_epochs"])
def test_negative_epoch_is_refused(agent: Client, job: UUID, column: str) -> None:
    with pytest.raises(CheckViolation):
        agent.update("training_jobs", job, **{column: -1})


def test_range_bounds_are_accepted(agent: Client, job: UUID) -> None:
    low = {"step": 0, "epoch": 0, "progress": 0, "peak_memory_gb": 0, "gpu_utilization_percent": 0}
    assert report(agent, job, **low)["progress"] == 0
    high = {"progress": 1, "peak_memory_gb": 1000000, "gpu_utilization_percent": 100}
    assert report(agent, job, **high, total_epochs=1)["progress"] == 1


@pytest.mark.parametrize(
    ("metrics", "code"),
    [
        ('{"a": 1e400}', "KS331"),
        ('{"a": 1e-400}', "KS331"),
        ('{"a": "x"}', "KS232"),
        ("[]", "KS232"),
    ],
)
def test_metric_must_be_a_storable_number(
    agent: Client, job: UUID, metrics: str, code: str
) -> None:
    with refused(code):
        report(agent, job, metrics=metrics)


def test_new_attempt_resets_progress(agent: Client, job: UUID, set_clock: Clock) -> None:
    first, second = uuid4(), uuid4()
    claim_job(agent, first)
    report(agent, job, lease_id=first, epoch=90, total_epochs=100, metrics='{"loss": 1}')
    agent.call("fail_training_job", p_id=job, p_lease_id=first, p_error="oh")
    set_clock("1 hour")
    claimed = claim_job(agent, second)
    assert claimed is not None
    assert (claimed["progress"], claimed["current_epoch"]) == (None, None)
    row = report(agent, job, lease_id=second, epoch=1, metrics='{"loss": 5}')
    assert (row["progress"], row["current_epoch"]) == (0.01, 1)
