"""Submissions from reservation to score, and their lineage, with both clients."""

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
    ScoringTimedOut,
    SubmissionLimitReached,
)
from kaggle_store.models import Submission
from tests.store.samples import Samples

Clock = Callable[[str], None]


def _reserve(client: KaggleStore, samples: Samples, **columns: Any) -> Submission:
    given = {"execution_id": samples.execution.id, "submission_file_path": "out.csv"}
    return client.submissions.reserve(**{**given, **columns})


def test_reserve_respects_daily_limit(
    client: KaggleStore, samples: Samples, set_clock: Clock
) -> None:
    client.competitions.update(samples.competition.id, daily_submission_limit=2)
    first = _reserve(client, samples)
    _reserve(client, samples)
    quota = client.submissions.quota(samples.competition.id)
    assert (quota.used_today, quota.remaining) == (2, 0)
    with pytest.raises(SubmissionLimitReached, match=r"submissions\.reserve") as raised:
        _reserve(client, samples)
    assert raised.value.resets_at == quota.resets_at
    assert quota.resets_at is not None
    assert timedelta(0) < quota.resets_at - datetime.now(UTC) <= timedelta(days=1)
    client.submissions.mark_failed(first.id, "upload failed")
    assert client.submissions.quota(samples.competition.id).remaining == 1
    set_clock("1 day")
    assert client.submissions.quota(samples.competition.id).remaining == 2
    with pytest.raises(NotFound):
        client.submissions.quota(UUID(int=0))


@pytest.mark.parametrize("end", ["scored", "failed", "disqualified"])
def test_wait_ends_with_the_outcome(client: KaggleStore, samples: Samples, end: str) -> None:
    sent = _reserve(client, samples)
    client.submissions.mark_submitted(sent.id)
    if end == "scored":
        ended = client.submissions.mark_scored(sent.id, public_score=0.5)
    elif end == "failed":
        ended = client.submissions.mark_failed(sent.id, "no such column")
    else:
        ended = client.submissions.disqualify(sent.id)
    assert client.submissions.wait_until_scored(sent.id) == ended


@pytest.mark.parametrize("status", ["pending", "submitted", "unknown"])
def test_wait_for_score_times_out(client: KaggleStore, samples: Samples, status: Any) -> None:
    sent = client.submissions.create(
        execution_id=samples.execution.id,
        submission_file_path="out.csv",
        submission_status=status,
    )
    with pytest.raises(ScoringTimedOut, match=f"is still {status} after 0 s") as raised:
        client.submissions.wait_until_scored(sent.id, timeout=0)
    assert raised.value.operation == "submissions.wait_until_scored"
    with pytest.raises(NotFound):
        client.submissions.wait_until_scored(uuid4(), timeout=0)


def test_reserve_refuses_duplicate_file(
    client: KaggleStore, samples: Samples, tmp_path: Path
) -> None:
    file = tmp_path / "out.csv"
    file.write_text("id,label\n")
    first = client.submissions.reserve(execution_id=samples.execution.id, file=file)
    assert first.submission_file_path == str(file)
    assert first.file_sha256 == hashlib.sha256(b"id,label\n").hexdigest()
    with pytest.raises(DuplicateFile) as raised:
        _reserve(client, samples, file_sha256=first.file_sha256)
    assert raised.value.facts["submission_id"] == str(first.id)
    assert _reserve(client, samples, file=file, allow_duplicate=True).allow_duplicate
    with pytest.raises(InvalidInput, match=r"file: .*missing: No such file"):
        _reserve(client, samples, file=tmp_path / "missing")
    with pytest.raises(InvalidInput, match="submission_file_path"):
        client.submissions.reserve(execution_id=samples.execution.id)


def test_repeated_reserve_returns_same_row(client: KaggleStore, samples: Samples) -> None:
    id = uuid4()
    assert _reserve(client, samples, id=id) == _reserve(client, samples, id=id)
    assert client.submissions.count() == 1


def test_submission_from_reserve_to_disqualify(client: KaggleStore, samples: Samples) -> None:
    accepted = datetime.now(UTC).replace(microsecond=0)
    sent = _reserve(client, samples)
    sent = client.submissions.mark_submitted(sent.id, "77", submitted_at=accepted)
    assert (sent.submission_status, sent.kaggle_submission_id) == ("submitted", "77")
    assert sent.submitted_at == accepted
    client.submissions.mark_scored(sent.id, public_score=0.5, public_rank=100)
    scored = client.submissions.mark_scored(
        sent.id, public_score=0.5, private_score=0.25, private_rank=70, total_participants=900
    )
    assert (scored.public_rank, scored.private_rank, scored.private_score) == (100, 70, 0.25)
    assert client.submissions.mark_submitted(sent.id, "77") == scored
    (ranked,) = client.submissions.ranking(execution_id=samples.execution.id)
    assert ranked.shake_up == 30
    disqualified = client.submissions.disqualify(sent.id, "two accounts")
    assert (disqualified.submission_status, disqualified.public_score) == ("disqualified", 0.5)
    assert client.submissions.ranking() == []
    with pytest.raises(MoveRefused) as raised:
        client.submissions.mark_submitted(sent.id, "77")
    assert raised.value.allowed == ()


def test_unknown_submission_keeps_slot_until_reconcile(
    client: KaggleStore, samples: Samples
) -> None:
    accepted, lost, pending = (
        _reserve(client, samples, submission_file_path=f"{n}.csv") for n in "abc"
    )
    for row in (accepted, lost):
        client.submissions.mark_unknown(row.id, "no response")
    assert client.submissions.quota(samples.competition.id).used_today == 3
    listed: Any = [
        {"kaggle_submission_id": "1", "file_name": "a.csv", "public_score": 0.5},
    ]
    done = client.submissions.reconcile(samples.competition.id, iter(listed), is_complete=True)
    assert (done.matched, done.scored, done.failed, done.unrecognised) == (1, 1, 1, [])
    statuses = [
        client.submissions.get(row.id).submission_status for row in (accepted, lost, pending)
    ]
    assert statuses == ["scored", "failed", "pending"]
    again = client.submissions.reconcile(samples.competition.id, listed, is_complete=True)
    assert (again.matched, again.scored, again.failed) == (1, 0, 0)


def test_unmatched_listed_submission_keeps_unknown_ones(
    client: KaggleStore, samples: Samples
) -> None:
    lost = _reserve(client, samples)
    client.submissions.mark_unknown(lost.id, "no response")
    listed: Any = [{"kaggle_submission_id": "2", "file_name": "other.csv", "status": "failed"}]
    done = client.submissions.reconcile(samples.competition.id, listed, is_complete=True)
    assert (done.failed, done.unrecognised) == (0, ["2"])
    assert client.submissions.get(lost.id).submission_status == "unknown"


def test_reserve_takes_digest_in_upper_case(client: KaggleStore, samples: Samples) -> None:
    assert _reserve(client, samples, file_sha256="AB" * 32).file_sha256 == "ab" * 32


def test_reconcile_keeps_newer_submissions(client: KaggleStore, samples: Samples) -> None:
    row = _reserve(client, samples)
    client.submissions.mark_unknown(row.id)
    before = datetime.now(UTC) - timedelta(minutes=1)
    done = client.submissions.reconcile(
        samples.competition.id, [], is_complete=True, listed_at=before
    )
    assert done.failed == 0


def test_reconcile_reports_invalid_row_index(client: KaggleStore, samples: Samples) -> None:
    wrong: Any = [{"kaggle_submission_id": "1"}, {"file_name": "a.csv"}]
    with pytest.raises(InvalidInput, match=r"\[1\]\.kaggle_submission_id: Field required"):
        client.submissions.reconcile(samples.competition.id, wrong)


@pytest.mark.parametrize(
    ("direction", "best"), [("maximize", 0.75), ("minimize", 0.25), (None, None)]
)
def test_best_and_ranking_follow_metric_direction(
    client: KaggleStore, samples: Samples, direction: Any, best: float | None
) -> None:
    client.competitions.update(samples.competition.id, metric_direction=direction)
    for score in (0.5, 0.75, 0.25, 0.5):
        row = _reserve(client, samples)
        client.submissions.mark_scored(row.id, public_score=score)
    _reserve(client, samples)
    found = [
        client.submissions.best(competition_id=samples.competition.id),
        client.submissions.best(execution_id=samples.execution.id),
    ]
    assert [row and row.public_score for row in found] == [best, best]
    assert client.submissions.best(execution_id=UUID(int=0)) is None
    ranks = [row.rank_in_store for row in client.submissions.ranking(limit=5)]
    assert ranks == ([1, 2, 2, 4, None] if direction else [None] * 5)
    with pytest.raises(InvalidInput, match="competition_id or execution_id"):
        client.submissions.best()


def test_lineage(client: KaggleStore, samples: Samples) -> None:
    execution = samples.execution
    for query, relevance in (("a", 0.25), ("b", None), ("c", 0.75)):
        client.research_results.create(
            execution_id=execution.id,
            research_type="documentation",
            query_text=query,
            source_api="docs",
            raw_response={"text": query},
            relevance_score=relevance,
        )
    made = _reserve(client, samples, training_job_id=samples.job.id)
    found = client.submissions.lineage(made.id)
    assert found.submission == client.submissions.get(made.id)
    assert found.training_job == client.training_jobs.get(samples.job.id)
    assert found.execution == client.agent_executions.get(execution.id)
    assert found.code is not None
    assert (found.code.id, found.code.file_name) == (samples.code.id, "train.py")
    assert [finding.query_text for finding in found.research] == ["c", "a", "b"]
    assert not hasattr(found.research[0], "raw_response")


def test_lineage_without_job_and_research(client: KaggleStore, samples: Samples) -> None:
    found = client.submissions.lineage(_reserve(client, samples).id)
    assert (found.training_job, found.code, found.research) == (None, None, ())
    with pytest.raises(NotFound, match=r"submissions\.lineage"):
        client.submissions.lineage(UUID(int=0))
