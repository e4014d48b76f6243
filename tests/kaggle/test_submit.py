"""`submit` after each fault of Kaggle: the submission's state, its slot, and what was sent."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import KaggleStore
from kaggle_store.errors import (
    DuplicateFile,
    InvalidInput,
    KaggleLimitReached,
    KaggleNotFound,
    KaggleNotJoined,
    KaggleRefused,
    KaggleSignInFailed,
    KaggleUnavailable,
    SubmissionLimitReached,
    SubmissionOutcomeUnknown,
)
from kaggle_store.integrations.kaggle import Kaggle, base, scoring, sending
from kaggle_store.integrations.kaggle.attempts import derived_id
from kaggle_store.integrations.kaggle.listing import marker
from kaggle_store.models import AgentExecution, Competition, Submission
from kaggle_store.testing import FakeKaggle, Fault
from tests.kaggle.conftest import Connect

Client = Kaggle[KaggleStore]


@pytest.fixture
def titanic(fake: FakeKaggle, store: KaggleStore) -> Competition:
    fake.add_competition("titanic", score_after_polls=3)
    return store.competitions.create(kaggle_id="titanic", title="Titanic")


@pytest.fixture
def run(store: KaggleStore, titanic: Competition) -> AgentExecution:
    return store.agent_executions.create(competition_id=titanic.id, execution_name="run")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "submission.csv"
    path.write_text("PassengerId,Survived\n892,0\n")
    return path


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "FIRST_PAUSE", 0.01)


@pytest.fixture
def kaggle(connect: Connect) -> Client:
    """Without pauses: nothing is retried, and what is not listed has not arrived."""
    return connect(retry_for=0, settle=0)


def rows(store: KaggleStore) -> list[Submission]:
    return store.submissions.list(order="created_at")


def slots(store: KaggleStore, competition: Competition) -> int | None:
    return store.submissions.quota(competition.id).used_today


def test_submit_stores_kaggles_id(
    kaggle: Client, fake: FakeKaggle, run: AgentExecution, file: Path
) -> None:
    row = kaggle.submit(execution_id=run.id, file=file, message="first baseline")
    (sent,) = fake.submissions
    assert (row.submission_status, row.kaggle_submission_id) == ("submitted", str(sent.ref))
    assert row.submitted_at == sent.date.replace(microsecond=sent.date.microsecond // 1000 * 1000)
    assert sent.description == f"{marker(row.id)} first baseline" == row.description
    assert (sent.file_name, sent.content) == ("submission.csv", file.read_bytes())
    assert row.file_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_repeated_submit_returns_the_submission(
    kaggle: Client, fake: FakeKaggle, run: AgentExecution, file: Path
) -> None:
    first = kaggle.submit(execution_id=run.id, file=file, message="one")
    assert kaggle.submit(execution_id=run.id, file=file, message="one") == first
    assert len(fake.submissions) == 1


def test_same_file_with_another_message_is_a_duplicate(
    kaggle: Client, fake: FakeKaggle, run: AgentExecution, file: Path
) -> None:
    kaggle.submit(execution_id=run.id, file=file, message="one")
    with pytest.raises(DuplicateFile):
        kaggle.submit(execution_id=run.id, file=file, message="two")
    kaggle.submit(execution_id=run.id, file=file, message="two", allow_duplicate=True)
    assert len(fake.submissions) == 2


def test_code_competitions(
    kaggle: Client, fake: FakeKaggle, run: AgentExecution, store: KaggleStore
) -> None:
    fake.add_kernel("me", "notebook", b"1")
    asked: dict[str, Any] = {
        "execution_id": run.id,
        "kernel_owner": "me",
        "kernel_slug": "notebook",
        "kernel_version": 3,
        "message": "from a notebook",
    }
    row = kaggle.submit_code(**asked)
    assert row.submission_file_path == "me/notebook/3/submission.csv"
    assert kaggle.submit_code(**asked) == row
    assert [each.ref for each in fake.submissions] == [int(row.kaggle_submission_id or 0)]
    assert fake.calls[1].body["kernelVersion"] == 3
    assert kaggle.wait_until_scored(row.id).public_score == 0.5


CERTAIN = (
    ("StartSubmissionUpload", Fault.blank(400), KaggleNotJoined),
    ("StartSubmissionUpload", Fault.status(403, "Permission denied"), KaggleNotJoined),
    ("StartSubmissionUpload", Fault.status(404, "Not found"), KaggleNotFound),
    ("StartSubmissionUpload", Fault.status(401, "Unauthenticated"), KaggleSignInFailed),
    ("StartSubmissionUpload", Fault.lost_response(), KaggleUnavailable),
    ("PUT", Fault.lost_request(), KaggleUnavailable),
    ("PUT", Fault.status(503), KaggleUnavailable),
    ("PUT", Fault.status(403, "expired"), KaggleRefused),
    ("CreateSubmission", Fault.status(400, "Too many columns"), KaggleRefused),
    ("CreateSubmission", Fault.error_body(403, "Closed"), KaggleRefused),
    ("CreateSubmission", Fault.text_code("NOT_FOUND"), KaggleNotFound),
    ("CreateSubmission", Fault.status(429, "slow", nested=True), KaggleUnavailable),
    ("CreateSubmission", Fault.message(), KaggleRefused),
)


@pytest.mark.parametrize(("method", "fault", "error"), CERTAIN)
def test_certain_failure_releases_the_slot(
    kaggle: Client,
    fake: FakeKaggle,
    store: KaggleStore,
    titanic: Competition,
    run: AgentExecution,
    file: Path,
    method: str,
    fault: Fault,
    error: type[Exception],
) -> None:
    fake.fail(method, fault)
    with pytest.raises(error):
        kaggle.submit(execution_id=run.id, file=file)
    (failed,) = rows(store)
    assert failed.submission_status == "failed"
    assert failed.error_message
    assert (slots(store, titanic), len(fake.submissions)) == (0, 0)
    row = kaggle.submit(execution_id=run.id, file=file)
    assert (row.submission_status, slots(store, titanic)) == ("submitted", 1)
    assert len(fake.submissions) == 1


ARRIVED = (
    Fault.lost_response(),
    Fault.status(500, "failed", takes_effect=True),
    Fault.error_body(503, "busy", takes_effect=True),
    Fault.not_json(takes_effect=True),
    Fault.blank(502, takes_effect=True),
    Fault.changed(lambda answer: {"message": answer["message"]}),
    Fault.changed(lambda _: {"message": "Could not submit to competition"}),
    Fault.changed(lambda _: {"error": {"code": 500, "message": "late"}}),
)


@pytest.mark.parametrize("fault", ARRIVED)
def test_submission_with_lost_response_is_found(
    kaggle: Client,
    fake: FakeKaggle,
    store: KaggleStore,
    run: AgentExecution,
    file: Path,
    fault: Fault,
) -> None:
    fake.fail("CreateSubmission", fault)
    row = kaggle.submit(execution_id=run.id, file=file)
    (sent,) = fake.submissions
    assert row.kaggle_submission_id == str(sent.ref)
    assert (len(rows(store)), fake.called("CreateSubmission")) == (1, 1)


@pytest.mark.parametrize("fault", [Fault.lost_request(), Fault.not_json(), Fault.blank(500)])
def test_submission_that_never_arrived_is_sent_again(
    kaggle: Client,
    fake: FakeKaggle,
    store: KaggleStore,
    titanic: Competition,
    run: AgentExecution,
    file: Path,
    fault: Fault,
) -> None:
    fake.fail("CreateSubmission", fault)
    row = kaggle.submit(execution_id=run.id, file=file)
    lost, sent = rows(store)
    assert (lost.submission_status, sent) == ("failed", row)
    assert (slots(store, titanic), len(fake.submissions)) == (1, 1)


def test_attempts_end(
    kaggle: Client,
    fake: FakeKaggle,
    store: KaggleStore,
    titanic: Competition,
    run: AgentExecution,
    file: Path,
) -> None:
    fake.fail("CreateSubmission", Fault.lost_request(), times=9)
    with pytest.raises(KaggleUnavailable, match="sent 3 times"):
        kaggle.submit(execution_id=run.id, file=file)
    assert ([row.submission_status for row in rows(store)], slots(store, titanic)) == (
        ["failed"] * 3,
        0,
    )


def test_outcome_stays_unknown_without_the_list(
    kaggle: Client,
    fake: FakeKaggle,
    store: KaggleStore,
    titanic: Competition,
    run: AgentExecution,
    file: Path,
) -> None:
    fake.fail("CreateSubmission", Fault.lost_response())
    fake.fail("ListSubmissions", Fault.status(503))
    with pytest.raises(SubmissionOutcomeUnknown, match="submit again") as raised:
        kaggle.submit(execution_id=run.id, file=file)
    (unknown,) = rows(store)
    assert raised.value.submission_id == unknown.id
    assert (unknown.submission_status, slots(store, titanic)) == ("unknown", 1)
    assert kaggle.submit(execution_id=run.id, file=file).id == unknown.id
    assert len(fake.submissions) == 1


def test_success_past_the_limit_is_not_believed(
    connect: Connect,
    fake: FakeKaggle,
    store: KaggleStore,
    run: AgentExecution,
    titanic: Competition,
    file: Path,
) -> None:
    fake.add_competition("titanic", daily_limit=1, over_limit="ignore")
    # Between the question for the limits and the submission.
    fake.fail("GetSubmissionLimits", Fault.changed(lambda answer: answer | {"numAllowedNow": 1}))
    fake.submit_by_hand("titanic", b"by a person")
    with pytest.raises(KaggleLimitReached) as raised:
        connect(retry_for=0, settle=0).submit(execution_id=run.id, file=file)
    assert raised.value.resets_at
    assert raised.value.resets_at > datetime.now(UTC)
    assert ([row.submission_status for row in rows(store)], slots(store, titanic)) == (
        ["failed"],
        0,
    )


def test_invented_id_is_not_believed(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, run: AgentExecution, file: Path
) -> None:
    fake.fail(
        "CreateSubmission",
        Fault(code=200, body=b'{"message": "Successfully submitted to Titanic", "ref": 7}'),
    )
    row = kaggle.submit(execution_id=run.id, file=file)
    assert [(each.submission_status, each.kaggle_submission_id) for each in rows(store)] == [
        ("failed", None),
        ("submitted", str(fake.submissions[0].ref)),
    ]
    assert row.kaggle_submission_id != "7"


def test_limits_are_read_before_a_slot_is_taken(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, run: AgentExecution, file: Path
) -> None:
    fake.add_competition("titanic", daily_limit=2)
    for number in range(2):
        fake.submit_by_hand("titanic", str(number).encode())
    with pytest.raises(KaggleLimitReached, match="2 today"):
        kaggle.submit(execution_id=run.id, file=file)
    assert rows(store) == []
    assert fake.called("StartSubmissionUpload") == 0


def test_total_limit_has_no_reset(
    kaggle: Client, fake: FakeKaggle, run: AgentExecution, file: Path
) -> None:
    fake.add_competition("titanic", total_limit=1)
    fake.submit_by_hand("titanic")
    with pytest.raises(KaggleLimitReached, match="total") as raised:
        kaggle.submit(execution_id=run.id, file=file)
    assert raised.value.resets_at is None


def test_store_limit_is_kept(
    kaggle: Client,
    fake: FakeKaggle,
    store: KaggleStore,
    titanic: Competition,
    run: AgentExecution,
    file: Path,
) -> None:
    store.competitions.update(titanic.id, daily_submission_limit=1)
    store.submissions.reserve(execution_id=run.id, submission_file_path="other.csv")
    with pytest.raises(SubmissionLimitReached):
        kaggle.submit(execution_id=run.id, file=file)
    assert fake.submissions == []


def test_unjoined_competition_has_no_known_limit(kaggle: Client, fake: FakeKaggle) -> None:
    fake.add_competition("other", entered=False)
    with pytest.raises(InvalidInput, match="no competition 'other'"):
        kaggle.limits("other")


@pytest.mark.parametrize("status", ["pending", "unknown"])
def test_crashed_submission_continues(
    kaggle: Client,
    fake: FakeKaggle,
    store: KaggleStore,
    run: AgentExecution,
    file: Path,
    status: str,
) -> None:
    """As after a crash before, or after, the submission was sent."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    id = derived_id(run.id, digest, "hello")
    store.submissions.reserve(
        execution_id=run.id, file=file, id=id, description=f"{marker(id)} hello"
    )
    if status == "unknown":
        store.submissions.mark_unknown(id)
        fake.submit_by_hand("titanic", file.read_bytes(), description=f"{marker(id)} hello")
    row = kaggle.submit(execution_id=run.id, file=file, message="hello")
    assert (row.id, row.submission_status) == (id, "submitted")
    assert (len(fake.submissions), len(rows(store))) == (1, 1)


def test_given_id_is_kept(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, run: AgentExecution, file: Path
) -> None:
    id = uuid4()
    fake.fail("CreateSubmission", Fault.lost_request())
    row = kaggle.submit(execution_id=run.id, file=file, id=id)
    assert [each.id for each in rows(store)] == [id, row.id]
    assert kaggle.submit(execution_id=run.id, file=file, id=id) == row
    assert kaggle.wait_until_scored(id).id == row.id
    assert len(fake.submissions) == 1


def test_id_of_another_file_is_refused(
    kaggle: Client, run: AgentExecution, file: Path, fake: FakeKaggle
) -> None:
    row = kaggle.submit(execution_id=run.id, file=file)
    file.write_text("something else")
    with pytest.raises(InvalidInput, match="file_sha256"):
        kaggle.submit(execution_id=run.id, file=file, id=row.id)
    assert len(fake.submissions) == 1


def test_bad_files_are_refused(
    kaggle: Client, store: KaggleStore, run: AgentExecution, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    for path, reason in ((empty, "is empty"), (tmp_path, "directory"), (tmp_path / "x", "No such")):
        with pytest.raises(InvalidInput, match=reason):
            kaggle.submit(execution_id=run.id, file=path)
    assert rows(store) == []


def test_file_that_changes_is_not_submitted(
    kaggle: Client,
    fake: FakeKaggle,
    store: KaggleStore,
    run: AgentExecution,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reserve = store.submissions._relation.create

    def change(*args: Any) -> Any:
        file.write_text("PassengerId,Survived\n892,1\n")
        return reserve(*args)

    monkeypatch.setattr(type(store.submissions._relation), "create", lambda _, *args: change(*args))
    with pytest.raises(InvalidInput, match="has changed"):
        kaggle.submit(execution_id=run.id, file=file)
    assert (fake.called("CreateSubmission"), rows(store)[0].submission_status) == (0, "failed")


def test_submission_claimed_by_another_process_is_not_sent(
    fake: FakeKaggle,
    store: KaggleStore,
    run: AgentExecution,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other process sends it while this one uploads."""
    kaggle = Kaggle(store, endpoint=fake.endpoint, api_token=fake.token)
    upload = kaggle._api.upload

    def meanwhile(*args: Any) -> None:
        upload(*args)
        (row,) = rows(store)
        store.submissions.mark_unknown(row.id, "sent by another process")
        fake.submit_by_hand("titanic", b"x", description=row.description or "")

    monkeypatch.setattr(kaggle._api, "upload", meanwhile)
    row = kaggle.submit(execution_id=run.id, file=file)
    assert (fake.called("CreateSubmission"), len(fake.submissions)) == (0, 1)
    assert row.kaggle_submission_id == str(fake.submissions[0].ref)


def test_response_after_the_verdict_is_stored(
    fake: FakeKaggle,
    store: KaggleStore,
    run: AgentExecution,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another process has concluded meanwhile that the submission did not arrive."""
    kaggle = Kaggle(store, endpoint=fake.endpoint, api_token=fake.token)
    call = kaggle._api.call

    def slowly(method: str, **fields: Any) -> Any:
        answer = call(method, **fields)
        if method == "CreateSubmission":
            store.submissions.mark_failed(rows(store)[0].id, "not listed")
        return answer

    monkeypatch.setattr(kaggle._api, "call", slowly)
    row = kaggle.submit(execution_id=run.id, file=file)
    assert (row.submission_status, len(rows(store))) == ("submitted", 1)
    assert len(fake.submissions) == 1


def test_file_rejected_meanwhile_is_not_sent_again(
    fake: FakeKaggle,
    store: KaggleStore,
    run: AgentExecution,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another process submits the same and Kaggle rejects it, before this one reserves."""

    def refuse(_: bytes) -> float:
        raise ValueError("Too few rows")

    fake.add_competition("titanic", scorer=refuse)
    other = Kaggle(store, endpoint=fake.endpoint, api_token=fake.token)
    kaggle = Kaggle(store, endpoint=fake.endpoint, api_token=fake.token)
    call, rejected = kaggle._api.call, list[Submission]()

    def meanwhile(method: str, **fields: Any) -> Any:
        if not rejected:
            rejected.append(other.submit(execution_id=run.id, file=file))
        return call(method, **fields)

    monkeypatch.setattr(kaggle._api, "call", meanwhile)
    assert kaggle.submit(execution_id=run.id, file=file) == rejected[0]
    assert (rejected[0].submission_status, len(fake.submissions)) == ("failed", 1)


@pytest.mark.parametrize("minutes", [-20, 20])
def test_wrong_clock_does_not_submit_twice(
    connect: Connect,
    fake: FakeKaggle,
    run: AgentExecution,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    minutes: int,
) -> None:
    """Kaggle lists it late, and this machine's clock says that the time for that is over."""
    fake.add_competition("titanic", unlisted_polls=3)
    fake.fail("CreateSubmission", Fault.lost_response())
    monkeypatch.setattr(base, "utc_now", lambda: datetime.now(UTC) + timedelta(minutes=minutes))
    monkeypatch.setattr(sending, "FIRST_PAUSE", 0.01)
    row = connect(retry_for=0).submit(execution_id=run.id, file=file)
    assert [str(each.ref) for each in fake.submissions] == [row.kaggle_submission_id]
