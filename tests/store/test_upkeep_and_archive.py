"""Upkeep and the archive, through both doors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from kaggle_store import (
    BadPolicy,
    InvalidInput,
    KaggleStore,
    NotAnArchive,
    NotFound,
    PermissionDenied,
    WrongFile,
)
from kaggle_store.resources.upkeep import TASKS
from tests.conftest import Owner
from tests.store.samples import Samples


@pytest.fixture
def old(door: KaggleStore, samples: Samples) -> UUID:
    """An execution that ended two years ago, with a file of code."""
    ended = datetime.now(UTC) - timedelta(days=730)
    run = door.agent_executions.create(
        competition_id=samples.competition.id,
        execution_name="first try",
        status="failed",
        started_at=ended,
        completed_at=ended,
    )
    door.generated_code.create(
        execution_id=run.id, code_type="model", file_name="m.py", code_content="1"
    )
    return run.id


def test_every_task_is_done_and_leaves_its_record(door: KaggleStore, old: UUID) -> None:
    done = door.upkeep.run_all(run_by="me")
    assert [(row.task, row.outcome) for row in done] == [(task, "done") for task in TASKS]
    runs = door.upkeep.runs(order="id")
    assert [(run.task, run.counts) for run in runs] == [(row.task, row.counts) for row in done]
    assert {run.run_by for run in runs} == {"service_role me"}
    [again] = door.upkeep.runs(task="archive")
    assert again.counts == {"archived": 1, "busy": 0, "refused": {}, "more_left": False}
    assert door.upkeep.run("archive", only_when_due=True).outcome == "not_due"


def test_a_backlog_is_worked_off(door: KaggleStore, samples: Samples, old: UUID) -> None:
    door.configurations.set("retention.batch_size", 1)
    row = door.agent_executions.get(old)
    for name in ("second", "third"):
        door.agent_executions.create(
            competition_id=row.competition_id,
            execution_name=name,
            status="failed",
            started_at=row.started_at,
            completed_at=row.completed_at,
        )
    calls = [each for each in door.upkeep.run_all() if each.task == "archive"]
    assert [each.more_left for each in calls] == [True, True, False]
    assert door.archive.count() == 3


def test_a_policy_that_cannot_be_meant_is_an_error_of_its_own(door: KaggleStore) -> None:
    door.configurations.set("retention.metrics_days", "for ever")
    with pytest.raises(BadPolicy, match=r"retention\.metrics_days") as caught:
        door.upkeep.run_retention()
    assert caught.value.facts["least"] == 7
    assert door.upkeep.run("metrics_retention").error_code == "KS340"


def test_a_task_that_is_none_is_refused_before_it_is_sent(door: KaggleStore) -> None:
    with pytest.raises(InvalidInput, match="task"):
        door.upkeep.run("everything")  # type: ignore[arg-type]


def test_leftovers_are_counted(door: KaggleStore) -> None:
    done = door.upkeep.close_leftovers()
    assert (done.cancelled_jobs, done.withdrawn_interventions) == (0, 0)


def test_an_old_execution_goes_to_the_archive_and_comes_back(door: KaggleStore, old: UUID) -> None:
    before = door.agent_executions.get(old)
    assert door.archive.archive_executions(limit=5).archived == 1
    with pytest.raises(NotFound):
        door.agent_executions.get(old)
    [header] = door.archive.list(competition_id=before.competition_id)
    assert (header.id, header.counts) == (old, {"agent_executions": 1, "generated_code": 1})
    assert [line.place for line in door.archive.lines(old, page_size=1)] == [1, 2]
    assert door.archive.restore(old) == before
    assert door.archive.restore(old) == before
    with pytest.raises(NotFound):
        door.archive.restore(uuid4())


def test_an_export_is_confirmed_and_may_be_brought_in_again(
    door: KaggleStore, old: UUID, owner: Owner
) -> None:
    before = door.agent_executions.get(old)
    door.archive.archive_executions()
    lines = [each.line for each in door.archive.lines(old)]
    checksum = door.archive.get(old).checksum
    assert door.archive.confirm_export(old, checksum).exported_at is not None
    with pytest.raises(WrongFile):
        door.archive.confirm_export(old, "0" * 64)
    owner.execute("delete from archived_executions")
    with pytest.raises(NotAnArchive):
        door.archive.bring_in(old, checksum=checksum, lines=lines[:1])
    assert door.archive.bring_in(old, checksum=checksum, lines=lines).checksum == checksum
    assert door.archive.restore(old) == before


def test_only_an_admin_deletes_from_the_archive(door: KaggleStore, old: UUID) -> None:
    door.archive.archive_executions()
    with pytest.raises(PermissionDenied):
        door.archive.delete(old)
