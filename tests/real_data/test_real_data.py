"""Every record of the real data reads back equal, from columns and the jsonb column.

Each source is loaded and read back completely through the SDK, from the folder KAGGLE_STORE_DATA.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from tests.real_data import (
    agent_runs,
    competitions,
    gpu_offers,
    metric_points,
    papers,
    training_runs,
)
from tests.real_data.records import Record, stable_id


def _texts(records: Iterable[Record]) -> list[str]:
    """Return records as sorted JSON: unlike `==`, it tells 1 from 1.0, and NaN equals NaN."""
    return sorted(json.dumps(record, sort_keys=True) for record in records)


def _is_consistent(store: KaggleStore) -> bool:
    return not any(table.findings for table in store.upkeep.integrity_report())


def test_all_competitions_read_back_equal(store: KaggleStore, real_data: Path) -> None:
    records = competitions.read(real_data)
    assert sum(competitions.load(store, records)) == len(records) == 753
    rows = {row.kaggle_id: row for row in store.competitions.iterate()}
    assert _texts(map(competitions.to_record, rows.values())) == _texts(records)
    for record in records:
        row, size = rows[record["slug"]], record["dataset_size_bytes"]
        assert (row.title, row.description) == (record["title"], record["subtitle"])
        assert (row.tags, row.team_limit) == (record["tags"], record["max_team_size"])
        assert row.prize_pool == record["prize_usd"]
        assert row.dataset_size_gb == (None if size is None else Decimal(size) / 10**9)
        assert row.deadline_is_estimated == (record["deadline"] is None)
        assert row.source_record.keys().isdisjoint({"slug", "title", "tags"})
    assert _is_consistent(store)


def test_reloading_competitions_changes_nothing(store: KaggleStore, real_data: Path) -> None:
    records = competitions.read(real_data)
    assert sum(competitions.load(store, records)) == 753
    before = list(store.competitions.iterate())
    assert sum(competitions.load(store, records)) == 753
    assert list(store.competitions.iterate()) == before


def test_unknown_direction_is_filled_for_known_metric(store: KaggleStore, real_data: Path) -> None:
    unknown = [row for row in competitions.read(real_data) if row["higher_is_better"] is None]
    assert sum(competitions.load(store, unknown)) == len(unknown) == 272
    found = {row.kaggle_id: row.metric_direction for row in store.competitions.iterate()}
    assert found["titanic"] == "maximize"
    assert found["house-prices-advanced-regression-techniques"] == "minimize"
    assert found["connectx"] is None


def test_all_gpu_offers_read_back_equal(store: KaggleStore, real_data: Path) -> None:
    records = gpu_offers.read(real_data)
    assert sum(gpu_offers.load(store, records)) == len(records) == 703
    rows = {row.id: row for row in store.gpu_sessions.iterate()}
    in_order = [rows[stable_id("gpu_offer", number)] for number in range(len(records))]
    assert _texts(map(gpu_offers.to_record, in_order)) == _texts(records)
    for row, record in zip(in_order, records, strict=True):
        price = record["hourly_usd"]
        assert row.hourly_rate_dollars == (None if price is None else Decimal(str(price)))
        assert (row.provider, row.instance_type) == (record["provider"], record["gpu"])
        assert row.total_cost_dollars == row.total_runtime_minutes == 0
    assert max(row.hourly_rate_dollars or 0 for row in in_order) == Decimal("113.9328")
    assert _is_consistent(store)


def test_all_papers_read_back_equal(store: KaggleStore, real_data: Path) -> None:
    records = papers.read(real_data)
    assert sum(papers.load(store, records)) == len(records) == 3000
    rows = list(store.research_results.iterate_full())
    assert _texts(map(papers.to_record, rows)) == _texts(records)
    with_id = {row.external_id for row in rows if row.external_id}
    assert with_id == {record["arxiv_id"] for record in records if "arxiv_id" in record}


def test_reloading_papers_skips_each(store: KaggleStore, real_data: Path) -> None:
    records = papers.read(real_data)
    list(papers.load(store, records))
    execution = store.agent_executions.list(execution_name=papers.NAME)[0]
    again = [papers.to_row(record, execution.id, -n - 1) for n, record in enumerate(records)]
    assert store.research_results.add_many(again) == (0, len(records))


def test_all_agent_journals_read_back_equal(store: KaggleStore, real_data: Path) -> None:
    list(competitions.load(store, competitions.read(real_data)))
    records = agent_runs.read(real_data)
    assert sum(agent_runs.load(store, records)) == len(records) == 7
    ids = [stable_id("agent_run", record["execution_id"]) for record in records]
    executions = [store.agent_executions.get(id) for id in ids]
    for record, execution in zip(records, executions, strict=True):
        rebuilt = agent_runs.to_record(store, execution)
        assert len(rebuilt["events"]) == len(record["events"])
        assert _texts(rebuilt["events"]) == _texts(record["events"])
        assert _texts([rebuilt]) == _texts([record])
        assert [event["seq"] for event in rebuilt["events"]] == list(range(len(record["events"])))
    assert _is_consistent(store)


def test_run_without_competition_has_placeholder(store: KaggleStore, real_data: Path) -> None:
    list(competitions.load(store, competitions.read(real_data)))
    records = agent_runs.read(real_data)
    list(agent_runs.load(store, records))
    for record in records:
        execution = store.agent_executions.get(stable_id("agent_run", record["execution_id"]))
        competition = store.competitions.get(execution.competition_id)
        own = f"agent-run-{record['execution_id']}"
        assert competition.kaggle_id == (record["competition"] or own)


def test_journal_code_and_runs_have_columns(store: KaggleStore, real_data: Path) -> None:
    record = next(row for row in agent_runs.read(real_data) if row["agent"] == "AIDE")
    list(agent_runs.load(store, [record]))
    execution_id = stable_id("agent_run", record["execution_id"])
    written = [event for event in record["events"] if event["type"] == "code_generated"]
    pipeline = store.generated_code.pipeline(execution_id)
    assert [file.code_content for file in pipeline] == [event["content"] for event in written]
    runs = {
        event["node_id"]: event for event in record["events"] if event["type"] == "training_run"
    }
    for job in store.training_jobs.iterate(execution_id=execution_id):
        run = runs[job.job_name]
        assert job.code_id in {file.id for file in pipeline}
        assert (job.status, job.best_validation_score) == (run["status"], run["metric"])
        assert (job.error_message or "").partition(":")[0] == (run["exc_type"] or "")
        assert float(job.runtime_minutes or 0) == pytest.approx(run["exec_time_s"] / 60, abs=1e-6)
        assert job.source_record["exec_time_s"] == run["exec_time_s"]


def test_all_training_runs_read_back_equal(store: KaggleStore, real_data: Path) -> None:
    records = training_runs.read(real_data)
    assert sum(training_runs.load(store, records)) == len(records) == 300
    executions = {row.id: row for row in store.agent_executions.iterate()}
    machines = {row.id: row for row in store.gpu_sessions.iterate()}
    rebuilt = [
        training_runs.to_record(
            job,
            executions[job.execution_id],
            machines[job.gpu_session_id] if job.gpu_session_id else None,
        )
        for job in store.training_jobs.iterate()
    ]
    assert _texts(rebuilt) == _texts(records)
    assert len(executions) == len({record["record"] for record in records})
    assert _is_consistent(store)


@pytest.mark.long
def test_all_metric_points_read_back_equal(store: KaggleStore, real_data: Path) -> None:
    runs, records = training_runs.read(real_data), metric_points.read(real_data)
    list(training_runs.load(store, runs))
    assert sum(metric_points.load(store, records, runs)) == len(records) == 150_000
    rows = list(store.system_metrics.iterate())
    assert _texts(map(metric_points.to_record, rows)) == _texts(records)
    nan_count = sum(math.isnan(row.metric_value) for row in rows)
    assert nan_count == sum(record["value"] == "nan" for record in records) > 0
    assert _is_consistent(store)
