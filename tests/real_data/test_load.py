"""A folder of sample records loads, reads back equal, and adds nothing when loaded again."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from tests.real_data import (
    agent_runs,
    check_folder,
    competitions,
    gpu_offers,
    load_folder,
    metric_points,
    papers,
    sample_data,
    training_runs,
)
from tests.real_data.data_errors import DataError
from tests.real_data.records import Record, stable_id

Progress = list[tuple[str, int, int]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sample_data.write_folder(tmp_path)


@pytest.fixture
def loaded(store: KaggleStore, folder: Path) -> KaggleStore:
    list(load_folder(store, folder, lambda *_: None))
    return store


def sort_records(records: list[Record]) -> list[Record]:
    return sorted(records, key=repr)


def test_folder_loads_with_progress(store: KaggleStore, folder: Path) -> None:
    progress: Progress = []
    counts = dict(load_folder(store, folder, lambda *step: progress.append(step)))
    assert counts == {
        "competitions": 2,
        "GPU offers": 3,
        "papers": 2,
        "agent journals": 1,
        "training runs": 2,
        "metric points": 6,
    }
    assert progress[:2] == [("competitions", 0, 2), ("competitions", 2, 2)]
    assert not any(row.findings for row in store.upkeep.integrity_report())


def test_loading_a_folder_again_adds_nothing(loaded: KaggleStore, folder: Path) -> None:
    before = [row.row_count for row in loaded.upkeep.integrity_report()]
    list(load_folder(loaded, folder, lambda *_: None))
    assert [row.row_count for row in loaded.upkeep.integrity_report()] == before


def test_competitions_read_back_equal(loaded: KaggleStore) -> None:
    rows = loaded.competitions.iterate(discovery_source="file", kaggle_id=["titanic", "Odd-ONE"])
    rebuilt = [competitions.to_record(row) for row in rows]
    assert sort_records(rebuilt) == sort_records(sample_data.COMPETITIONS)


def test_missing_competition_fields_are_filled(loaded: KaggleStore) -> None:
    odd = loaded.competitions.find("Odd-ONE")
    assert odd
    assert (odd.problem_type, odd.metric_direction) == ("audio", "minimize")
    assert (odd.deadline.year, odd.deadline_is_estimated) == (2014, True)
    titanic = loaded.competitions.find("titanic")
    assert titanic
    assert titanic.metric_direction == "maximize"


def test_gpu_offers_and_papers_read_back_equal(loaded: KaggleStore) -> None:
    sessions = loaded.gpu_sessions.iterate(provider="p")
    assert sort_records(list(map(gpu_offers.to_record, sessions))) == sort_records(
        sample_data.OFFERS
    )
    findings = loaded.research_results.iterate_full(source_api="arxiv")
    assert sort_records(list(map(papers.to_record, findings))) == sort_records(sample_data.PAPERS)


def test_journal_reads_back_with_unmapped_events(loaded: KaggleStore) -> None:
    execution = loaded.agent_executions.get(stable_id("agent_run", "run-1"))
    assert agent_runs.to_record(loaded, execution) == sample_data.JOURNAL
    (job,) = loaded.training_jobs.list(execution_id=execution.id)
    assert (job.status, job.error_message) == ("failed", "ValueError: no")
    kept = execution.source_record["events"]
    assert isinstance(kept, list)
    assert len(kept) == 2


def test_training_runs_read_back_equal(loaded: KaggleStore) -> None:
    executions = {row.id: row for row in loaded.agent_executions.iterate()}
    machines = {row.id: row for row in loaded.gpu_sessions.iterate()}
    rebuilt = [
        training_runs.to_record(
            job,
            executions[job.execution_id],
            machines[job.gpu_session_id] if job.gpu_session_id else None,
        )
        for job in loaded.training_jobs.iterate(model_type="nanogpt")
    ]
    assert sort_records(rebuilt) == sort_records(sample_data.RUNS)


def test_metric_points_read_back_with_text_and_inf(loaded: KaggleStore, folder: Path) -> None:
    rows = list(loaded.system_metrics.iterate())
    rebuilt = [metric_points.to_record(row) for row in rows]
    assert sort_records(rebuilt) == sort_records(metric_points.read(folder))
    dated = [row for row in rows if row.metric_value != 1e27]
    assert {row.timestamp.date().isoformat() for row in dated} == {"2024-06-06"}


@pytest.mark.parametrize("folder", ["/nowhere/at/all", __file__])
def test_folder_without_the_files_is_refused(folder: str) -> None:
    with pytest.raises(DataError, match=r"it lacks competitions\.json, "):
        check_folder(Path(folder))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("competitions.json", b"{"),
        ("competitions.json", b'[{"title": "no slug"}]'),
        ("papers.jsonl", b"\xff\n"),
        ("metric_points.csv.gz", gzip.compress(b"run_id,step\n", mtime=0)[:-6]),
    ],
)
def test_unreadable_file_is_named(
    store: KaggleStore, tmp_path: Path, name: str, content: bytes
) -> None:
    folder = sample_data.write_folder(tmp_path)
    (folder / name).write_bytes(content)
    with pytest.raises(DataError, match=f"{folder / name} cannot be read: "):
        list(load_folder(store, folder, lambda *_: None))
