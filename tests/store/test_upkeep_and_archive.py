"""Upkeep and the archive, with both clients."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from kaggle_store import (
    ArchiveFileDiffers,
    ArchiveNotImportable,
    BadPolicy,
    InvalidInput,
    KaggleStore,
    NotFound,
    PermissionDenied,
)
from kaggle_store.resources.upkeep import TASKS
from tests.conftest import Owner
from tests.store.samples import Samples


@pytest.fixture
def old(client: KaggleStore, samples: Samples) -> UUID:
    """An execution that ended two years ago, with a file of code."""
    ended = datetime.now(UTC) - timedelta(days=730)
    run = client.agent_executions.create(
        competition_id=samples.competition.id,
        execution_name="first try",
        status="failed",
        started_at=ended,
        completed_at=ended,
    )
    client.generated_code.create(
        execution_id=run.id, code_type="model", file_name="m.py", code_content="1"
    )
    return run.id


def test_run_all_records_every_task(client: KaggleStore, old: UUID) -> None:
    done = client.upkeep.run_all(run_by="me")
    assert [(row.task, row.outcome) for row in done] == [(task, "done") for task in TASKS]
    runs = client.upkeep.runs(order="id")
    assert [(run.task, run.counts) for run in runs] == [(row.task, row.counts) for row in done]
    assert {run.run_by for run in runs} == {"service_role me"}
    [again] = client.upkeep.runs(task="archive")
    assert again.counts == {"archived": 1, "busy": 0, "refused": {}, "more_left": False}
    assert client.upkeep.run("archive", only_when_due=True).outcome == "not_due"


def test_run_all_repeats_until_no_work_is_left(
    client: KaggleStore, samples: Samples, old: UUID
) -> None:
    client.configurations.set("retention.batch_size", 1)
    row = client.agent_executions.get(old)
    for name in ("second", "third"):
        client.agent_executions.create(
            competition_id=row.competition_id,
            execution_name=name,
            status="failed",
            started_at=row.started_at,
            completed_at=row.completed_at,
        )
    calls = [each for each in client.upkeep.run_all() if each.task == "archive"]
    assert [each.more_left for each in calls] == [True, True, False]
    assert client.archive.count() == 3


def test_invalid_retention_raises_bad_policy(client: KaggleStore) -> None:
    client.configurations.set("retention.metrics_days", "forever")
    with pytest.raises(BadPolicy, match=r"retention\.metrics_days") as caught:
        client.upkeep.run_retention()
    assert caught.value.facts["least"] == 7
    assert client.upkeep.run("metrics_retention").error_code == "KS340"


def test_unknown_task_is_refused(client: KaggleStore) -> None:
    with pytest.raises(InvalidInput, match="task"):
        client.upkeep.run("everything")  # type: ignore[arg-type]


def test_close_leftovers_returns_counts(client: KaggleStore) -> None:
    done = client.upkeep.close_leftovers()
    assert (done.cancelled_jobs, done.withdrawn_interventions) == (0, 0)


def test_archive_and_restore(client: KaggleStore, old: UUID) -> None:
    before = client.agent_executions.get(old)
    assert client.archive.archive_executions(limit=5).archived == 1
    with pytest.raises(NotFound):
        client.agent_executions.get(old)
    [header] = client.archive.list(competition_id=before.competition_id)
    assert (header.id, header.counts) == (old, {"agent_executions": 1, "generated_code": 1})
    assert [line.place for line in client.archive.lines(old, page_size=1)] == [1, 2]
    assert client.archive.restore(old) == before
    assert client.archive.restore(old) == before
    with pytest.raises(NotFound):
        client.archive.restore(uuid4())


def test_confirm_export_and_import(client: KaggleStore, old: UUID, owner: Owner) -> None:
    before = client.agent_executions.get(old)
    client.archive.archive_executions()
    lines = [each.line for each in client.archive.lines(old)]
    checksum = client.archive.get(old).checksum
    assert client.archive.confirm_export(old, checksum).exported_at is not None
    with pytest.raises(ArchiveFileDiffers):
        client.archive.confirm_export(old, "0" * 64)
    owner.execute("delete from archived_executions")
    with pytest.raises(ArchiveNotImportable):
        client.archive.bring_in(old, checksum=checksum, lines=lines[:1])
    assert client.archive.bring_in(old, checksum=checksum, lines=lines).checksum == checksum
    assert client.archive.restore(old) == before


def test_agent_cannot_delete_from_archive(client: KaggleStore, old: UUID) -> None:
    client.archive.archive_executions()
    with pytest.raises(PermissionDenied):
        client.archive.delete(old)
