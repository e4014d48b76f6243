"""Every record of the real data comes back equal: its columns, and the rest in its jsonb column.

Each source is loaded and read back through the SDK, all rows of it. The folder is named by
KAGGLE_STORE_DATA.
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
from tests.real_data.records import Record, identity


def _texts(records: Iterable[Record]) -> list[str]:
    """Records as comparable texts: unlike `==`, these tell 1 from 1.0 and know a NaN again."""
    return sorted(json.dumps(record, sort_keys=True) for record in records)


def _no_findings(store: KaggleStore) -> bool:
    return not any(table.findings for table in store.upkeep.integrity_report())


def test_all_competitions_come_back_equal(store: KaggleStore, real_data: Path) -> None:
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
    assert _no_findings(store)


def test_discovering_all_competitions_again_changes_nothing(
    store: KaggleStore, real_data: Path
) -> None:
    records = competitions.read(real_data)
    assert sum(competitions.load(store, records)) == 753
    before = list(store.competitions.iterate())
    assert sum(competitions.load(store, records)) == 753
    assert list(store.competitions.iterate()) == before


def test_an_unknown_direction_stays_unknown_or_is_that_of_a_well_known_metric(
    store: KaggleStore, real_data: Path
) -> None:
    unknown = [row for row in competitions.read(real_data) if row["higher_is_better"] is None]
    assert sum(competitions.load(store, unknown)) == len(unknown) == 272
    found = {row.kaggle_id: row.metric_direction for row in store.competitions.iterate()}
    assert found["titanic"] == "maximize"
    assert found["house-prices-advanced-regression-techniques"] == "minimize"
    assert found["connectx"] is None


def test_all_gpu_offers_come_back_equal(store: KaggleStore, real_data: Path) -> None:
    records = gpu_offers.read(real_data)
    assert sum(gpu_offers.load(store, records)) == len(records) == 703
    rows = {row.id: row for row in store.gpu_sessions.iterate()}
    in_order = [rows[identity("gpu_offer", number)] for number in range(len(records))]
    assert _texts(map(gpu_offers.to_record, in_order)) == _texts(records)
    for row, record in zip(in_order, records, strict=True):
        price = record["hourly_usd"]
        assert row.hourly_rate_dollars == (None if price is None else Decimal(str(price)))
        assert (row.provider, row.instance_type) == (record["provider"], record["gpu"])
        assert row.total_cost_dollars == row.total_runtime_minutes == 0
    assert max(row.hourly_rate_dollars or 0 for row in in_order) == Decimal("113.9328")
    assert _no_findings(store)


def test_all_papers_come_back_equal(store: KaggleStore, real_data: Path) -> None:
    records = papers.read(real_data)
    assert sum(papers.load(store, records)) == len(records) == 3000
    rows = list(store.research_results.iterate_full())
    assert _texts(map(papers.to_record, rows)) == _texts(records)
    with_id = {row.external_id for row in rows if row.external_id}
    assert with_id == {record["arxiv_id"] for record in records if "arxiv_id" in record}


def test_loading_all_papers_again_skips_each(store: KaggleStore, real_data: Path) -> None:
    records = papers.read(real_data)
    list(papers.load(store, records))
    execution = store.agent_executions.list(execution_name=papers.NAME)[0]
    again = [papers.to_row(record, execution.id, -n - 1) for n, record in enumerate(records)]
    assert store.research_results.add_many(again) == (0, len(records))


def test_all_agent_journals_come_back_equal_event_by_event(
    store: KaggleStore, real_data: Path
) -> None:
    list(competitions.load(store, competitions.read(real_data)))
    records = agent_runs.read(real_data)
    assert sum(agent_runs.load(store, records)) == len(records) == 7
    ids = [identity("agent_run", record["execution_id"]) for record in records]
    executions = [store.agent_executions.get(id) for id in ids]
    for record, execution in zip(records, executions, strict=True):
        rebuilt = agent_runs.to_record(store, execution)
        assert len(rebuilt["events"]) == len(record["events"])
        assert _texts(rebuilt["events"]) == _texts(record["events"])
        assert _texts([rebuilt]) == _texts([record])
        assert [event["seq"] for event in rebuilt["events"]] == list(range(len(record["events"])))
    assert _no_findings(store)


def test_an_agent_run_that_names_no_competition_has_one_of_its_own(
    store: KaggleStore, real_data: Path
) -> None:
    list(competitions.load(store, competitions.read(real_data)))
    records = agent_runs.read(real_data)
    list(agent_runs.load(store, records))
    for record in records:
        execution = store.agent_executions.get(identity("agent_run", record["execution_id"]))
        competition = store.competitions.get(execution.competition_id)
        own = f"agent-run-{record['execution_id']}"
        assert competition.kaggle_id == (record["competition"] or own)


def test_the_code_and_runs_of_the_journals_have_their_columns(
    store: KaggleStore, real_data: Path
) -> None:
    record = next(row for row in agent_runs.read(real_data) if row["agent"] == "AIDE")
    list(agent_runs.load(store, [record]))
    execution_id = identity("agent_run", record["execution_id"])
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


def test_all_training_runs_come_back_equal(store: KaggleStore, real_data: Path) -> None:
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
    assert _no_findings(store)


def test_all_metric_points_come_back_equal(store: KaggleStore, real_data: Path) -> None:
    runs, records = training_runs.read(real_data), metric_points.read(real_data)
    list(training_runs.load(store, runs))
    assert sum(metric_points.load(store, records, runs)) == len(records) == 150_000
    rows = list(store.system_metrics.iterate())
    assert _texts(map(metric_points.to_record, rows)) == _texts(records)
    nothing = sum(math.isnan(row.metric_value) for row in rows)
    assert nothing == sum(record["value"] == "nan" for record in records) > 0
    assert _no_findings(store)
