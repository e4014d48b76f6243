"""From a reserved slot to a score, and where a submission came from, through both doors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from kaggle_store import (
    DuplicateFile,
    InvalidInput,
    KaggleStore,
    MoveRefused,
    NotFound,
    SubmissionLimitReached,
)
from kaggle_store.models import Submission
from tests.store.samples import Samples

Clock = Callable[[str], None]


def _reserve(door: KaggleStore, samples: Samples, **more: Any) -> Submission:
    given = {"execution_id": samples.execution.id, "submission_file_path": "out.csv"}
    return door.submissions.reserve(**{**given, **more})


def test_a_day_has_so_many_slots(door: KaggleStore, samples: Samples, set_clock: Clock) -> None:
    door.competitions.update(samples.competition.id, daily_submission_limit=2)
    first = _reserve(door, samples)
    _reserve(door, samples)
    quota = door.submissions.quota(samples.competition.id)
    assert (quota.used_today, quota.remaining) == (2, 0)
    with pytest.raises(SubmissionLimitReached, match=r"submissions\.reserve") as raised:
        _reserve(door, samples)
    assert raised.value.resets_at == quota.resets_at
    assert quota.resets_at is not None
    assert timedelta(0) < quota.resets_at - datetime.now(UTC) <= timedelta(days=1)
    door.submissions.mark_failed(first.id, "upload broke off")
    assert door.submissions.quota(samples.competition.id).remaining == 1
    set_clock("1 day")
    assert door.submissions.quota(samples.competition.id).remaining == 2
    with pytest.raises(NotFound):
        door.submissions.quota(UUID(int=0))


def test_a_file_is_recognised_by_its_content(
    door: KaggleStore, samples: Samples, tmp_path: Path
) -> None:
    file = tmp_path / "out.csv"
    file.write_text("id,label\n")
    first = door.submissions.reserve(execution_id=samples.execution.id, file=file)
    assert first.submission_file_path == str(file)
    assert first.file_sha256 == hashlib.sha256(b"id,label\n").hexdigest()
    with pytest.raises(DuplicateFile) as raised:
        _reserve(door, samples, file_sha256=first.file_sha256)
    assert raised.value.facts["submission_id"] == str(first.id)
    assert _reserve(door, samples, file=file, allow_duplicate=True).allow_duplicate
    with pytest.raises(InvalidInput, match=r"file: .*missing: No such file"):
        _reserve(door, samples, file=tmp_path / "missing")
    with pytest.raises(InvalidInput, match="submission_file_path"):
        door.submissions.reserve(execution_id=samples.execution.id)


def test_a_reservation_with_the_same_id_is_the_same(door: KaggleStore, samples: Samples) -> None:
    id = uuid4()
    assert _reserve(door, samples, id=id) == _reserve(door, samples, id=id)
    assert door.submissions.count() == 1


def test_a_submission_goes_from_slot_to_score(door: KaggleStore, samples: Samples) -> None:
    taken = datetime.now(UTC).replace(microsecond=0)
    sent = _reserve(door, samples)
    sent = door.submissions.mark_submitted(sent.id, "77", submitted_at=taken)
    assert (sent.submission_status, sent.kaggle_submission_id) == ("submitted", "77")
    assert sent.submitted_at == taken
    door.submissions.mark_scored(sent.id, public_score=0.5, public_rank=100)
    scored = door.submissions.mark_scored(
        sent.id, public_score=0.5, private_score=0.25, private_rank=70, total_participants=900
    )
    assert (scored.public_rank, scored.private_rank, scored.private_score) == (100, 70, 0.25)
    assert door.submissions.mark_submitted(sent.id, "77") == scored
    (ranked,) = door.submissions.ranking(execution_id=samples.execution.id)
    assert ranked.shake_up == 30
    struck = door.submissions.disqualify(sent.id, "two accounts")
    assert (struck.submission_status, struck.public_score) == ("disqualified", 0.5)
    assert door.submissions.ranking() == []
    with pytest.raises(MoveRefused) as raised:
        door.submissions.mark_submitted(sent.id, "77")
    assert raised.value.allowed == ()


def test_an_unknown_outcome_keeps_its_slot_until_it_is_reconciled(
    door: KaggleStore, samples: Samples
) -> None:
    arrived, lost, own = (_reserve(door, samples, submission_file_path=f"{n}.csv") for n in "abc")
    for row in (arrived, lost):
        door.submissions.mark_unknown(row.id, "no answer")
    assert door.submissions.quota(samples.competition.id).used_today == 3
    listed: Any = [
        {"kaggle_submission_id": "1", "file_name": "a.csv", "public_score": 0.5},
        {"kaggle_submission_id": "2", "file_name": "theirs.csv", "status": "failed"},
    ]
    done = door.submissions.reconcile(samples.competition.id, iter(listed), is_complete=True)
    assert (done.matched, done.scored, done.failed, done.unrecognised) == (1, 1, 1, ["2"])
    statuses = [door.submissions.get(row.id).submission_status for row in (arrived, lost, own)]
    assert statuses == ["scored", "failed", "pending"]
    again = door.submissions.reconcile(samples.competition.id, listed, is_complete=True)
    assert (again.matched, again.scored, again.failed) == (1, 0, 0)


def test_a_list_spares_what_is_younger_than_it(door: KaggleStore, samples: Samples) -> None:
    row = _reserve(door, samples)
    door.submissions.mark_unknown(row.id)
    before = datetime.now(UTC) - timedelta(minutes=1)
    done = door.submissions.reconcile(
        samples.competition.id, [], is_complete=True, listed_at=before
    )
    assert done.failed == 0


def test_what_kaggle_lists_is_checked_before_it_is_sent(
    door: KaggleStore, samples: Samples
) -> None:
    wrong: Any = [{"kaggle_submission_id": "1"}, {"file_name": "a.csv"}]
    with pytest.raises(InvalidInput, match=r"\[1\]\.kaggle_submission_id: Field required"):
        door.submissions.reconcile(samples.competition.id, wrong)


@pytest.mark.parametrize(
    ("direction", "best"), [("maximize", 0.75), ("minimize", 0.25), (None, None)]
)
def test_the_best_follows_the_direction(
    door: KaggleStore, samples: Samples, direction: Any, best: float | None
) -> None:
    door.competitions.update(samples.competition.id, metric_direction=direction)
    for score in (0.5, 0.75, 0.25, 0.5):
        row = _reserve(door, samples)
        door.submissions.mark_scored(row.id, public_score=score)
    _reserve(door, samples)
    found = [
        door.submissions.best(competition_id=samples.competition.id),
        door.submissions.best(execution_id=samples.execution.id),
    ]
    assert [row and row.public_score for row in found] == [best, best]
    assert door.submissions.best(execution_id=UUID(int=0)) is None
    ranks = [row.rank_in_store for row in door.submissions.ranking(limit=5)]
    assert ranks == ([1, 2, 2, 4, None] if direction else [None] * 5)
    with pytest.raises(InvalidInput, match="competition_id or execution_id"):
        door.submissions.best()


def test_a_submission_leads_back_to_job_code_and_research(
    door: KaggleStore, samples: Samples
) -> None:
    execution = samples.execution
    for query, relevance in (("a", 0.25), ("b", None), ("c", 0.75)):
        door.research_results.create(
            execution_id=execution.id,
            research_type="documentation",
            query_text=query,
            source_api="docs",
            raw_response={"text": query},
            relevance_score=relevance,
        )
    made = _reserve(door, samples, training_job_id=samples.job.id)
    found = door.submissions.lineage(made.id)
    assert found.submission == door.submissions.get(made.id)
    assert found.training_job == door.training_jobs.get(samples.job.id)
    assert found.execution == door.agent_executions.get(execution.id)
    assert found.code is not None
    assert (found.code.id, found.code.file_name) == (samples.code.id, "train.py")
    assert [finding.query_text for finding in found.research] == ["c", "a", "b"]
    assert not hasattr(found.research[0], "raw_response")


def test_a_submission_may_come_from_nowhere(door: KaggleStore, samples: Samples) -> None:
    found = door.submissions.lineage(_reserve(door, samples).id)
    assert (found.training_job, found.code, found.research) == (None, None, ())
    with pytest.raises(NotFound, match=r"submissions\.lineage"):
        door.submissions.lineage(UUID(int=0))
