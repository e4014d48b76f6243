"""`reconcile` and `wait_until_scored`: what Kaggle's list and its submissions become."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import KaggleStore
from kaggle_store.errors import InvalidInput, KaggleUnavailable, ScoringTimedOut
from kaggle_store.integrations.kaggle import Kaggle, base, scoring
from kaggle_store.integrations.kaggle.listing import BLANK_ERROR, NO_REASON, described
from kaggle_store.models import AgentExecution, Competition, Submission
from kaggle_store.testing import FakeKaggle, Fault
from tests.kaggle.conftest import Connect

Client = Kaggle[KaggleStore]


@pytest.fixture
def titanic(fake: FakeKaggle, store: KaggleStore) -> Competition:
    fake.add_competition("titanic", scorer=lambda content: content.decode().strip())
    return store.competitions.create(kaggle_id="titanic", title="Titanic")


@pytest.fixture
def run(store: KaggleStore, titanic: Competition) -> AgentExecution:
    return store.agent_executions.create(competition_id=titanic.id, execution_name="run")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "FIRST_PAUSE", 0.01)


@pytest.fixture
def kaggle(connect: Connect) -> Client:
    return connect(retry_for=0)


@pytest.fixture
def send(kaggle: Client, run: AgentExecution, tmp_path: Path) -> Callable[[str], Submission]:
    """Return a function that submits a file with this content."""

    def submit(content: str) -> Submission:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
        path.write_text(content)
        return kaggle.submit(execution_id=run.id, file=path)

    return submit


def test_reconcile_reads_every_page(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, send: Callable[[str], Submission]
) -> None:
    fake.add_competition("titanic", daily_limit=None, scorer=lambda _: 0.25, score_after_polls=2)
    first = send("0.1")
    for number in range(25):
        fake.submit_by_hand("titanic", str(number).encode())
    counts = kaggle.reconcile("titanic")
    assert (counts.matched, len(counts.unrecognised or [])) == (1, 25)
    kaggle.reconcile("titanic")
    assert store.submissions.get(first.id).public_score == 0.25
    assert fake.called("ListSubmissions") >= 4


def test_blank_score_is_not_published(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, send: Callable[[str], Submission]
) -> None:
    row = send("0.5")
    fake.override(int(row.kaggle_submission_id or 0), publicScore="", privateScore="")
    fresh = store.submissions.get(row.id)
    assert fresh.submission_status in ("submitted", "scored")
    kaggle.reconcile("titanic")
    assert store.submissions.get(row.id).submission_status == fresh.submission_status


def test_unknown_status_is_pending(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, send: Callable[[str], Submission]
) -> None:
    fake.add_competition("titanic", score_after_polls=1)
    row = send("0.5")
    fake.override(int(row.kaggle_submission_id or 0), status="RERUNNING")
    kaggle.reconcile("titanic")
    assert store.submissions.get(row.id).submission_status == "submitted"


def test_rescoring(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, send: Callable[[str], Submission]
) -> None:
    row = send("0.5")
    ref = int(row.kaggle_submission_id or 0)
    kaggle.reconcile("titanic")
    assert store.submissions.get(row.id).public_score == 0.5
    fake.override(ref, status="PENDING", publicScore="")
    kaggle.reconcile("titanic")
    again = store.submissions.get(row.id)
    assert (again.submission_status, again.public_score) == ("submitted", None)
    fake.override(ref, status="COMPLETE", publicScore="0.75")
    kaggle.reconcile("titanic")
    assert store.submissions.get(row.id).public_score == 0.75


def test_error_keeps_its_lines(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, send: Callable[[str], Submission]
) -> None:
    def refuse(_: bytes) -> float:
        raise ValueError("Evaluation Exception:\nSubmission must have 418 rows")

    fake.add_competition("titanic", scorer=refuse)
    row = kaggle.wait_until_scored(send("0.5").id)
    assert (row.submission_status, row.slot_day) == ("failed", None)
    assert row.error_message == "Evaluation Exception:\nSubmission must have 418 rows"


def test_blank_error_waits_for_its_reason(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, send: Callable[[str], Submission]
) -> None:
    row = send("0.5")
    ref = int(row.kaggle_submission_id or 0)
    fake.override(ref, status="ERROR", errorDescription="", publicScore="")
    kaggle.reconcile("titanic")
    assert store.submissions.get(row.id).submission_status == "submitted"
    old = (fake.now() - BLANK_ERROR - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    fake.override(ref, date=old)
    kaggle.reconcile("titanic")
    failed = store.submissions.get(row.id)
    assert (failed.submission_status, failed.error_message) == ("failed", NO_REASON)
    fake.override(ref, errorDescription="Too few rows")
    kaggle.reconcile("titanic")
    assert store.submissions.get(row.id).error_message == "Too few rows"


def test_people_do_not_keep_a_lost_submission_unknown(
    connect: Connect, fake: FakeKaggle, store: KaggleStore, run: AgentExecution
) -> None:
    """Their submissions match nothing, but they have no marker."""
    fake.submit_by_hand("titanic", b"0.1", file_name="a.csv")
    id = uuid4()
    store.submissions.reserve(
        execution_id=run.id, submission_file_path="a.csv", id=id, description=described(id, "x")
    )
    store.submissions.mark_unknown(id)
    assert connect().reconcile("titanic").failed == 0
    counts = connect(settle=0).reconcile("titanic")
    assert (counts.failed, len(counts.unrecognised or [])) == (1, 1)
    assert store.submissions.get(id).slot_day is None


def test_missing_markers_prove_nothing_when_kaggle_drops_them(
    connect: Connect,
    fake: FakeKaggle,
    store: KaggleStore,
    run: AgentExecution,
    send: Callable[[str], Submission],
) -> None:
    fake.override(int(send("0.5").kaggle_submission_id or 0), description="")
    id = uuid4()
    store.submissions.reserve(
        execution_id=run.id, submission_file_path="a.csv", id=id, description=described(id, "x")
    )
    store.submissions.mark_unknown(id)
    assert connect(settle=0).reconcile("titanic").failed == 0
    assert store.submissions.get(id).submission_status == "unknown"


def test_unmarked_submission_follows_the_list(
    connect: Connect, store: KaggleStore, run: AgentExecution
) -> None:
    """One that was uploaded by the user's own code."""
    row = store.submissions.reserve(execution_id=run.id, submission_file_path="own.csv")
    store.submissions.mark_unknown(row.id)
    connect().reconcile("titanic")
    assert store.submissions.get(row.id).submission_status == "unknown"
    connect(settle=0).reconcile("titanic")
    assert store.submissions.get(row.id).submission_status == "failed"


@pytest.mark.parametrize("description", [None, "marked"])
def test_fast_clock_fails_nothing_too_early(
    connect: Connect,
    store: KaggleStore,
    run: AgentExecution,
    monkeypatch: pytest.MonkeyPatch,
    description: str | None,
) -> None:
    """Another process is just sending it, by the database's clock."""
    id = uuid4()
    store.submissions.reserve(
        execution_id=run.id,
        submission_file_path="a.csv",
        id=id,
        description=description and described(id, "x"),
    )
    store.submissions.mark_unknown(id)
    monkeypatch.setattr(base, "utc_now", lambda: datetime.now(UTC) + timedelta(minutes=20))
    assert connect().reconcile("titanic").failed == 0
    assert store.submissions.get(id).submission_status == "unknown"


def test_wait_stores_the_score(
    kaggle: Client, fake: FakeKaggle, send: Callable[[str], Submission]
) -> None:
    fake.add_competition(
        "titanic", scorer=lambda _: 0.625, missing_polls=1, unlisted_polls=1, score_after_polls=2
    )
    row = send("0.5")
    scored = kaggle.wait_until_scored(row.id)
    assert (scored.submission_status, scored.public_score) == ("scored", 0.625)


def test_wait_survives_an_outage(
    kaggle: Client, fake: FakeKaggle, send: Callable[[str], Submission]
) -> None:
    fake.add_competition("titanic", score_after_polls=1)
    row = send("0.5")
    fake.fail("GetSubmission", Fault.status(503), times=2)
    assert kaggle.wait_until_scored(row.id).submission_status == "scored"


def test_wait_times_out(
    kaggle: Client, fake: FakeKaggle, send: Callable[[str], Submission]
) -> None:
    fake.add_competition("titanic", score_after_polls=99)
    row = send("0.5")
    with pytest.raises(ScoringTimedOut, match="still submitted"):
        kaggle.wait_until_scored(row.id, timeout=0.05)


def test_reconcile_reports_an_outage(
    kaggle: Client, fake: FakeKaggle, titanic: Competition
) -> None:
    fake.fail("ListSubmissions", Fault.status(503))
    with pytest.raises(KaggleUnavailable):
        kaggle.reconcile(titanic)


@pytest.mark.parametrize("competition", ["nothing", 7, None])
def test_unknown_competition_is_refused(kaggle: Client, competition: Any) -> None:
    with pytest.raises(InvalidInput, match="competition"):
        kaggle.reconcile(competition)
