"""The verbs that only one resource has, with both clients."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from kaggle_store import InvalidInput, KaggleStore, MetricDirectionLocked, NotFound
from kaggle_store.errors import ReasonNeeded
from kaggle_store.models import ExecutionStatus
from tests.store.samples import Samples

UNKNOWN_ID = UUID(int=0)
SOON = datetime.now(UTC) + timedelta(days=2)


def test_upsert_competition_keeps_omitted_columns(client: KaggleStore) -> None:
    first = client.competitions.upsert(
        kaggle_id="titanic", title="Titanic", description="ships", source_record={"a": 1}
    )
    again = client.competitions.upsert(
        kaggle_id="titanic", title="Titanic!", description=None, source_record={"b": 2}
    )
    assert (again.id, again.title, again.description) == (first.id, "Titanic!", "ships")
    assert again.source_record == {"a": 1, "b": 2}


def test_upsert_many_returns_a_row_per_row(client: KaggleStore) -> None:
    many: Any = [{"kaggle_id": f"c{n}", "title": f"{n}"} for n in reversed(range(700))]
    rows = client.competitions.upsert_many(iter(many))
    assert [(row.kaggle_id, row.title) for row in rows] == [
        (f"c{n}", f"{n}") for n in reversed(range(700))
    ]
    assert client.competitions.count() == 700
    assert client.competitions.upsert_many(many) == rows
    assert client.competitions.upsert_many([]) == []


def test_upsert_many_reports_invalid_row_index(client: KaggleStore) -> None:
    with pytest.raises(InvalidInput, match=r"Competition\[1\]\.title: .*at most 500 characters"):
        client.competitions.upsert_many(
            [{"kaggle_id": "a", "title": "A"}, {"kaggle_id": "b", "title": "B" * 501}]
        )
    assert client.competitions.count() == 0


def test_known_metric_sets_direction(client: KaggleStore) -> None:
    given = {"RMSE": "minimize", "AUC": "maximize", "Something Own": None}
    for number, (metric, direction) in enumerate(given.items()):
        row = client.competitions.create(kaggle_id=str(number), title="X", evaluation_metric=metric)
        assert row.metric_direction == direction


def test_dashboard_lists_open_competitions(client: KaggleStore) -> None:
    for name, direction in (("up", "maximize"), ("down", "minimize"), ("unknown", None)):
        _scored(client, name, direction, [0.25, 0.75])
    client.competitions.create(kaggle_id="over", title="Over", deadline=SOON - timedelta(days=9))
    rows = client.competitions.dashboard(limit=10)
    assert [(row.kaggle_id, row.best_score, row.avg_score) for row in rows] == [
        ("up", 0.75, 0.5),
        ("down", 0.25, 0.5),
        ("unknown", None, 0.5),
    ]
    assert [row.execution_count for row in rows] == [1, 1, 1]
    assert [row.kaggle_id for row in client.competitions.dashboard(limit=1, offset=1)] == ["down"]
    assert [r.kaggle_id for r in client.competitions.dashboard(best_score__gt=0.5)] == ["up"]


_hours = itertools.count()


def _scored(client: KaggleStore, name: str, direction: Any, scores: list[float]) -> UUID:
    competition = client.competitions.create(
        kaggle_id=name,
        title=name,
        metric_direction=direction,
        deadline=SOON + timedelta(hours=next(_hours)),
    )
    run = client.agent_executions.create(competition_id=competition.id, execution_name="run")
    for score in scores:
        client.submissions.create(
            execution_id=run.id, submission_file_path="a.csv", public_score=score
        )
    return competition.id


def test_direction_with_scores_is_locked(client: KaggleStore) -> None:
    id_ = _scored(client, "x", "maximize", [0.1, 0.9])
    with pytest.raises(MetricDirectionLocked) as locked:
        client.competitions.update(id_, metric_direction="minimize")
    assert (locked.value.code, locked.value.status) == ("KS101", 400)
    assert locked.value.operation == "competitions.update"
    assert locked.value.facts["refused"] == "minimize"
    assert "correct_metric_direction" in str(locked.value)
    row = client.competitions.correct_metric_direction(id_, "minimize")
    assert row.metric_direction == "minimize"
    assert client.competitions.dashboard()[0].best_score == 0.1


def test_correct_direction_of_unknown_competition(client: KaggleStore) -> None:
    with pytest.raises(NotFound, match=r"competitions\.correct_metric_direction"):
        client.competitions.correct_metric_direction(UNKNOWN_ID, "minimize")
    with pytest.raises(InvalidInput, match=r"Competition\.metric_direction: .*'maximize'"):
        client.competitions.correct_metric_direction(UNKNOWN_ID, "sideways")  # type: ignore[arg-type]


def test_progress_orders_by_priority(client: KaggleStore, samples: Samples) -> None:
    states: list[tuple[ExecutionStatus, int]] = [("pending", 0), ("training", 9), ("failed", 10)]
    created = {
        status: client.agent_executions.create(
            competition_id=samples.competition.id,
            execution_name=status,
            status=status,
            priority=priority,
            completed_at=SOON if status == "failed" else None,
        )
        for status, priority in states
    }
    client.human_interventions.create(
        execution_id=created["training"].id,
        intervention_type="approval_required",
        title="?",
        description="?",
    )
    rows = client.agent_executions.progress()
    assert [row.execution_name for row in rows] == ["training", "pending"]
    assert (rows[0].competition_title, rows[0].pending_interventions) == ("Titanic", 1)
    assert [r.id for r in client.agent_executions.progress(status="pending")] == [
        created["pending"].id
    ]


def test_summary_counts_what_is_there(client: KaggleStore, samples: Samples) -> None:
    execution = samples.execution.id
    with pytest.raises(NotFound, match=r"agent_executions\.summary"):
        client.agent_executions.summary(uuid4())
    before = client.agent_executions.summary(execution)
    assert samples.job.execution_id == execution
    summary = client.agent_executions.summary(execution)
    counts = [(row.code_files_count, row.training_jobs_count) for row in (before, summary)]
    assert counts == [(0, 0), (1, 1)], "without a refresh"
    assert client.agent_executions.summaries(research_count=0) == [summary]
    assert client.agent_executions.refresh_summary() is None


def test_add_many_skips_duplicates(client: KaggleStore, samples: Samples) -> None:
    rows: Any = [_finding(samples, n) for n in range(1200)]
    assert client.research_results.add_many(iter(rows)) == (1200, 0)
    repeated: Any = [*rows[:3], _finding(samples, 1200)]
    again = client.research_results.add_many(repeated)
    assert (again.inserted, again.skipped) == (1, 3)
    assert client.research_results.add_many([]) == (0, 0)
    found = client.research_results.list_full(external_id="7")[0]
    assert found.raw_response == {"n": 7, "score": 0.1}


def _finding(samples: Samples, number: int) -> dict[str, Any]:
    return {
        "execution_id": samples.execution.id,
        "research_type": "academic_papers",
        "query_text": "trees",
        "source_api": "arxiv",
        "raw_response": {"n": number, "score": 0.1},
        "external_id": str(number),
    }


def test_add_many_reports_unknown_research_type(client: KaggleStore, samples: Samples) -> None:
    rows: Any = [_finding(samples, 0), {**_finding(samples, 1), "research_type": "gossip"}]
    with pytest.raises(InvalidInput, match=r"Result\[1\]\.research_type: .*'documentation'"):
        client.research_results.add_many(rows)


def test_only_full_lists_have_heavy_columns(client: KaggleStore, samples: Samples) -> None:
    client.research_results.create(**_finding(samples, 1))
    assert not hasattr(client.research_results.list()[0], "raw_response")
    assert not hasattr(next(iter(client.research_results.iterate())), "raw_response")
    assert client.research_results.list_full()[0].raw_response == {"n": 1, "score": 0.1}
    assert next(iter(client.research_results.iterate_full())).raw_response["n"] == 1  # type: ignore[index, call-overload]
    assert samples.code.code_content == "print('hello')"
    assert not hasattr(client.generated_code.list()[0], "code_content")


def test_pipeline_follows_execution_order(client: KaggleStore, samples: Samples) -> None:
    orders = [3, None, 1, 2, None, *range(10, 210)]
    new: Any = {
        "execution_id": samples.execution.id,
        "code_type": "model",
        "code_content": "print(1)",
    }
    for number, order in enumerate(orders[:5]):
        client.generated_code.create(**new, file_name=f"{number}.py", execution_order=order)
    more: Any = [{**new, "file_name": f"{n}.py", "execution_order": n} for n in orders[5:]]
    client.generated_code.create_many(more)
    files = client.generated_code.pipeline(samples.execution.id)
    assert [f.execution_order for f in files] == [1, 2, 3, *range(10, 210), None, None]
    assert [f.file_name for f in files[-2:]] == ["1.py", "4.py"]
    assert {f.code_content for f in files} == {"print(1)"}
    assert client.generated_code.pipeline(UNKNOWN_ID) == []


def test_record_stores_each_point_once(client: KaggleStore, samples: Samples) -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    points: Any = [
        {
            "id": uuid4(),
            "timestamp": start + timedelta(seconds=n),
            "metric_name": "loss" if n % 2 else "accuracy",
            "metric_value": n / 7,
            "metric_type": "gauge",
            "tags": {"step": n} if n % 3 else None,
            "execution_id": samples.execution.id,
        }
        for n in range(5_003)
    ]
    assert client.system_metrics.record(iter(points)) == 5_003
    assert client.system_metrics.record(points) == 0
    series = list(client.system_metrics.series(samples.execution.id, "loss", page_size=700))
    assert [p.metric_value for p in series] == [n / 7 for n in range(1, 5_003, 2)]
    assert series[0].tags == {"step": 1}
    since, until = start + timedelta(seconds=11), start + timedelta(seconds=15)
    part = client.system_metrics.series(samples.execution.id, "loss", since=since, until=until)
    assert [p.timestamp for p in part] == [since, since + timedelta(seconds=2)]


def test_record_distinguishes_true_and_one_in_tags(client: KaggleStore) -> None:
    best: list[bool | int] = [True, 1]
    client.system_metrics.record(
        {"metric_name": "m", "metric_value": 0, "metric_type": "gauge", "tags": {"best": each}}
        for each in best
    )
    stored = [(row.tags or {})["best"] for row in client.system_metrics.iterate()]
    assert sorted(map(repr, stored)) == ["1", "True"]


def test_iterate_metrics_with_equal_timestamps(client: KaggleStore) -> None:
    at = datetime(2026, 11, 1, 1, 2, 3, 4, tzinfo=UTC)
    point: Any = {"metric_name": "m", "metric_value": 1.0, "metric_type": "counter"}
    times: Any = [*[at] * 7, at + timedelta(hours=1)]
    points: Any = [{**point, "timestamp": each} for each in times]
    client.system_metrics.record(points)
    rows = list(client.system_metrics.iterate(page_size=2, metric_name="m"))
    assert len({row.id for row in rows}) == 8
    assert rows[-1].timestamp == at + timedelta(hours=1)


def test_record_reports_invalid_name_index(client: KaggleStore) -> None:
    point: Any = {"metric_name": "m", "metric_value": 1.0, "metric_type": "counter"}
    with pytest.raises(InvalidInput, match=r"SystemMetric\[5001\]\.metric_name: .*200 char"):
        client.system_metrics.record([point] * 5_001 + [{**point, "metric_name": "m" * 201}])


def test_record_rows(client: KaggleStore, samples: Samples) -> None:
    rows: Any = [
        {"metric_name": "m", "metric_value": math.inf, "metric_type": "gauge", "tags": {"é": 1}},
        {
            "metric_name": "n" * 120,
            "metric_value": 2.5,
            "metric_type": "counter",
            "execution_id": samples.execution.id,
            "component": "research",
        },
    ]
    assert client.system_metrics.record_rows(rows) == 2
    stored = {p.metric_name: p for p in client.system_metrics.iterate()}
    assert stored["m"].tags == {"é": 1}
    assert (stored["n" * 120].execution_id, stored["n" * 120].component) == (
        samples.execution.id,
        "research",
    )


def test_integrity_report_of_healthy_store(client: KaggleStore, samples: Samples) -> None:
    assert samples.job
    report = {row.table_name: row for row in client.upkeep.integrity_report()}
    assert report["training_jobs"].row_count == 1
    assert sum(row.findings or 0 for row in report.values()) == 0


def test_upkeep_creates_and_drops_partitions(
    client: KaggleStore, set_clock: Callable[[str], None]
) -> None:
    created = client.upkeep.ensure_metric_partitions(date(2019, 1, 15), date(2019, 2, 1))
    assert [row.partition_name for row in created] == [
        "system_metrics_2019_01",
        "system_metrics_2019_02",
    ]
    done = client.upkeep.run_retention()
    assert done.dropped_partitions == ["system_metrics_2019_01", "system_metrics_2019_02"]
    assert (done.busy_partitions, done.purged_rows) == ([], 0)
    client.upkeep.refresh_execution_summary()


def test_metric_names_have_last_values(client: KaggleStore, samples: Samples) -> None:
    run = samples.execution
    point: Any = {"execution_id": run.id, "metric_type": "gauge", "metric_value": 0.5}
    points: Any = [{**point, "metric_name": name} for name in ("loss", "acc", "loss")]
    client.system_metrics.record(points)
    names = client.system_metrics.names(run.id)
    assert [(row.metric_name, row.points, row.last_value) for row in names] == [
        ("acc", 1, 0.5),
        ("loss", 2, 0.5),
    ]


def test_reason_for_reading_a_setting_is_recorded(client: KaggleStore) -> None:
    client.configurations.set("kaggle.token", "s3cret", encrypted=True)
    assert client.configurations.reveal("kaggle.token", reason=" to upload ") == "s3cret"
    [entry] = client.audit_log.list(action="reveal")
    assert entry.new_values == {
        "config_key": "kaggle.token",
        "config_value": "[revealed]",
        "reason": "to upload",
    }
    with pytest.raises(ReasonNeeded):
        client.configurations.reveal("kaggle.token", reason="no")


def test_dashboard_is_sorted_as_asked(client: KaggleStore) -> None:
    for number, name in enumerate("bca"):
        client.competitions.create(
            kaggle_id=name, title=name.upper(), deadline=SOON + timedelta(days=number)
        )
    assert [row.kaggle_id for row in client.competitions.dashboard()] == ["b", "c", "a"]
    rows = client.competitions.dashboard(order="-kaggle_id")
    assert [row.kaggle_id for row in rows] == ["c", "b", "a"]
