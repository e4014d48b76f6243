"""report_training_progress(): the series, and the latest and best values."""

from __future__ import annotations

import json
import math
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import errors

from tests.database.clients import Client, Row, refused


@pytest.fixture
def job(agent: Client) -> UUID:
    """Return a running job without a lease."""
    return agent.job(agent.execution(), status="running")


def report(client: Client, job: UUID, **values: Any) -> Row:
    metrics = values.pop("metrics", None)
    named = {f"p_{name}": value for name, value in values.items()}
    if metrics is not None:
        named["p_metrics"] = metrics if isinstance(metrics, str) else json.dumps(metrics)
    return client.call("report_training_progress", p_id=job, **named)


def series(client: Client, job: UUID, name: str) -> list[Row]:
    return client.rows(
        "select * from system_metrics where metric_name = %s "
        "and tags ->> 'training_job_id' = %s order by timestamp, tags ->> 'step'",
        name,
        str(job),
    )


def test_report_updates_the_job(agent: Client) -> None:
    job = agent.job(agent.execution())
    row = report(
        agent,
        job,
        epoch=2,
        step=200,
        total_epochs=10,
        metrics={"loss": 0.5},
        validation_score=0.8,
        peak_memory_gb=10.5,
        gpu_utilization_percent=97.123,
    )
    assert row["status"] == "running", "a report starts a queued job"
    assert row["started_at"] is not None
    assert (row["current_epoch"], row["total_epochs"], row["progress"]) == (2, 10, 0.2)
    assert (float(row["peak_memory_gb"]), float(row["gpu_utilization_percent"])) == (10.5, 97.12)
    assert row["best_validation_score"] == 0.8
    again = report(agent, job, epoch=5, peak_memory_gb=9, progress=0.45, early_stopping_epoch=5)
    assert (again["progress"], again["early_stopping_epoch"]) == (0.5, 5)
    assert float(again["peak_memory_gb"]) == 10.5
    assert report(agent, job, epoch=3)["current_epoch"] == 5


def test_series_points_carry_step_and_epoch(agent: Client, job: UUID) -> None:
    for step in (1, 2, 3):
        report(agent, job, step=step, epoch=1, metrics={"loss": 1 / step, "lr": 0.1})
    points = series(agent, job, "loss")
    assert [point["metric_value"] for point in points] == [1, 0.5, 1 / 3]
    tags = {"training_job_id": str(job), "attempt": 1, "step": 3, "epoch": 1}
    assert points[2]["tags"] == tags
    assert points[2]["metric_type"] == "gauge"
    execution = agent.get("training_jobs", job)["execution_id"]
    assert {point["execution_id"] for point in points} == {execution}
    assert set(agent.get("training_jobs", job)["metrics"]) == {"latest", "best"}


@pytest.mark.parametrize(
    ("direction", "best"), [("maximize", 0.9), ("minimize", 0.3), (None, None)]
)
def test_best_score_follows_direction(
    agent: Client, direction: str | None, best: float | None
) -> None:
    competition = agent.competition(metric_direction=direction)
    job = agent.job(agent.execution(competition_id=competition), status="running")
    for epoch, value in enumerate([0.5, 0.9, float("nan"), 0.3]):
        report(agent, job, epoch=epoch, validation_score=value)
    row = report(agent, job, epoch=4, validation_score=0.4)
    assert row["best_validation_score"] == best
    assert row["metrics"]["latest"]["validation_score"] == 0.4
    assert row["metrics"]["best"].get("validation_score") == best
    assert len(series(agent, job, "validation_score")) == 5


def test_imported_best_is_kept_without_direction(agent: Client) -> None:
    competition = agent.competition(metric_direction=None)
    execution = agent.execution(competition_id=competition)
    job = agent.job(
        execution, status="running", best_validation_score=0.7, metrics='{"source": "elsewhere"}'
    )
    row = report(agent, job, validation_score=0.9)
    assert row["best_validation_score"] == 0.7
    assert row["metrics"]["source"] == "elsewhere"


@pytest.mark.parametrize(
    ("learned", "best"),
    [
        ({"metric_direction": "maximize"}, 0.9),
        ({"metric_direction": "minimize"}, 0.3),
        ({"evaluation_metric": "Log Loss"}, 0.3),
    ],
)
def test_late_direction_finds_best_in_series(
    agent: Client, learned: dict[str, str], best: float
) -> None:
    competition = agent.competition(metric_direction=None)
    job = agent.job(agent.execution(competition_id=competition), status="running")
    for epoch, score in enumerate([0.5, 0.9, math.nan, 0.3]):
        report(agent, job, epoch=epoch, validation_score=score)
    other = agent.job(agent.execution(), status="running")
    report(agent, other, validation_score=1.0)
    agent.update("competitions", competition, **learned)
    row = agent.get("training_jobs", job)
    assert row["best_validation_score"] == row["metrics"]["best"]["validation_score"] == best
    assert agent.get("training_jobs", other)["best_validation_score"] == 1.0


def test_corrected_direction_recomputes_best(
    agent: Client,
) -> None:
    competition = agent.competition(metric_direction="maximize")
    execution = agent.execution(competition_id=competition)
    job = agent.job(execution, status="running")
    imported = agent.job(execution, status="completed", best_validation_score=0.7)
    report(agent, job, epoch=1, validation_score=0.5)
    report(agent, job, epoch=2, validation_score=0.9)
    agent.call(
        "correct_metric_direction", p_competition_id=competition, p_metric_direction="minimize"
    )
    assert agent.get("training_jobs", job)["best_validation_score"] == 0.5
    assert agent.get("training_jobs", imported)["best_validation_score"] == 0.7


ALIASES = ("validation_score", "val_score", "score")


def report_under_every_name(client: Client, job: UUID, epoch: int, value: float) -> Row:
    metrics = dict.fromkeys(ALIASES[1:], value) | {"val_loss": value}
    return report(client, job, epoch=epoch, metrics=metrics, validation_score=value)


@pytest.mark.parametrize(
    ("first", "corrected", "best", "later"),
    [
        ("maximize", "minimize", 0.1, 0.1),
        ("minimize", "maximize", 0.9, 0.9),
        (None, "minimize", 0.1, 0.1),
        ("maximize", None, None, None),
    ],
)
def test_direction_applies_to_every_score_name(
    agent: Client, first: str | None, corrected: str | None, best: float | None, later: float | None
) -> None:
    competition = agent.competition(metric_direction=first)
    job = agent.job(agent.execution(competition_id=competition), status="running")
    for epoch, value in enumerate((0.9, 0.1, 0.5)):
        report_under_every_name(agent, job, epoch, value)
    agent.update("competitions", competition, metric_direction=corrected)
    expected = {name: best for name in ALIASES if best is not None} | {"val_loss": 0.1}
    row = agent.get("training_jobs", job)
    assert (row["metrics"]["best"], row["best_validation_score"]) == (expected, best)
    row = report_under_every_name(agent, job, 3, 0.3)
    assert (row["metrics"]["best"], row["best_validation_score"]) == (expected, later)


def test_score_names_are_found_one_by_one(agent: Client) -> None:
    competition = agent.competition(metric_direction="maximize")
    execution = agent.execution(competition_id=competition)
    first, second = (agent.job(execution, status="running") for _ in range(2))
    for epoch, value in enumerate((0.9, 0.1)):
        report(agent, first, epoch=epoch, metrics={"score": value, "accuracy": value})
        report(agent, second, epoch=epoch, metrics={"val_score": 2 * value})
    agent.update("competitions", competition, metric_direction="minimize")
    row = agent.get("training_jobs", first)
    assert row["metrics"]["best"] == {"score": 0.1, "accuracy": 0.9}
    assert row["best_validation_score"] is None
    assert agent.get("training_jobs", second)["metrics"]["best"] == {"val_score": 0.2}


def test_known_metric_has_its_own_direction(agent: Client, job: UUID) -> None:
    for loss, accuracy, odd in ((0.5, 0.7, 1), (0.2, 0.9, 2)):
        report(agent, job, metrics={"val_loss": loss, "accuracy": accuracy, "my_own": odd})
    row = report(agent, job, metrics={"val_loss": 0.4, "accuracy": 0.8, "my_own": 3})
    assert row["metrics"]["latest"] == {"val_loss": 0.4, "accuracy": 0.8, "my_own": 3}
    assert row["metrics"]["best"] == {"val_loss": 0.2, "accuracy": 0.9}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_non_finite_value_is_never_best(agent: Client, job: UUID, value: float) -> None:
    report(agent, job, metrics={"loss": 0.5}, validation_score=0.5)
    row = report(agent, job, metrics={"loss": str(value)}, validation_score=value)
    assert row["best_validation_score"] == 0.5
    assert row["metrics"]["best"] == {"loss": 0.5, "validation_score": 0.5}
    last = series(agent, job, "loss")[-1]["metric_value"]
    assert math.isnan(last) if math.isnan(value) else last == value


def test_repeated_report_changes_nothing(agent: Client, job: UUID) -> None:
    first = {
        "step": 1,
        "metrics": {"loss": 0.9},
        "validation_score": 0.6,
        "measured_at": "2026-11-01T00:00:00Z",
    }
    report(agent, job, **first)
    later = report(agent, job, step=2, metrics={"loss": 0.1}, measured_at="2026-11-01T00:00:05Z")
    assert report(agent, job, **first) == later
    assert len(series(agent, job, "loss")) == 2


def test_one_timestamp_can_hold_several_points(agent: Client, job: UUID) -> None:
    at = "2026-11-01T00:00:00Z"
    for values in ({"step": 5}, {"epoch": 5}, {"step": 6}, {}):
        report(agent, job, metrics={"loss": 0.9}, measured_at=at, **values)
    assert len(series(agent, job, "loss")) == 4


@pytest.mark.parametrize(
    "metrics",
    [
        '{"loss": "low"}',
        '{"loss": null}',
        '{"loss": true}',
        '{"loss": {"train": 1}}',
        '{"loss": [1]}',
        '{"good": 1, "' + "x" * 201 + '": 1}',
        "[1]",
        '"loss"',
        "3",
        "null",
    ],
)
def test_metrics_must_map_names_to_numbers(agent: Client, job: UUID, metrics: str) -> None:
    with refused("KS232") as facts:
        report(agent, job, metrics=metrics)
    assert "good" not in json.dumps(facts["wrong"])
    assert agent.one("select count(*) from system_metrics") == 0


@pytest.mark.parametrize("value", ["1e308", "-1e308", "5e-324", "0", "0.0", "123456789012345678"])
def test_every_double_is_accepted(agent: Client, job: UUID, value: str) -> None:
    report(agent, job, metrics=f'{{"loss": {value}}}')
    assert series(agent, job, "loss")[0]["metric_value"] == float(value)


def test_leased_job_needs_its_lease_to_report(agent: Client) -> None:
    job = agent.job(agent.execution())
    lease = uuid4()
    agent.rows("select claim_training_jobs(%s, 'w')", lease)
    assert report(agent, job, lease_id=lease, epoch=1)["current_epoch"] == 1
    assert report(agent.with_leases(lease), job, epoch=2)["current_epoch"] == 2
    with refused("KS211"):
        report(agent, job, epoch=3)
    with refused("KS210"):
        report(agent, job, lease_id=uuid4(), epoch=3)
    with refused("KS210"):
        report(agent.with_leases(uuid4()), job, epoch=3)
    agent.call("complete_training_job", p_id=job, p_lease_id=lease)
    with refused("KS210"):
        report(agent, job, lease_id=lease, epoch=3)
    done = agent.get("training_jobs", job)
    assert (done["progress"], done["total_epochs"]) == (1, 2)


@pytest.mark.parametrize("status", ["completed", "failed", "cancelled"])
def test_ended_job_cannot_report(agent: Client, status: str) -> None:
    job = agent.job(agent.execution(), status=status)
    with refused("KS201"):
        report(agent, job, epoch=1)


def test_unknown_job_cannot_report(agent: Client) -> None:
    with pytest.raises(errors.NoDataFound):
        report(agent, uuid4(), epoch=1)
