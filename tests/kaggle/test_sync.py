"""`sync` finds competitions, scores and places in one round, whatever one part of it meets."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from kaggle_store import KaggleStore
from kaggle_store.errors import KaggleSignInFailed
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.models import Submission
from kaggle_store.testing import FakeKaggle, Fault
from tests.kaggle.conftest import Connect

Client = Kaggle[KaggleStore]


def add(fake: FakeKaggle, store: KaggleStore, slug: str, deadline: datetime | None = None) -> UUID:
    """Add a competition to both and return its id."""
    fake.add_competition(slug, scorer=lambda content: float(content))
    row = store.competitions.create(
        kaggle_id=slug, title=slug, metric_direction="maximize", deadline=deadline
    )
    return row.id


def sent(fake: FakeKaggle, store: KaggleStore, competition_id: UUID, score: float) -> Submission:
    """Submit a file whose response was lost, and return its row."""
    slug = store.competitions.get(competition_id).kaggle_id
    execution = store.agent_executions.create(competition_id=competition_id, execution_name="run")
    row = store.submissions.reserve(
        execution_id=execution.id, submission_file_path="s.csv", description=f"run {score}"
    )
    fake.submit_by_hand(slug, str(score).encode(), file_name="s.csv", description=f"run {score}")
    return store.submissions.mark_unknown(row.id)


def test_one_round_does_everything(kaggle: Client, fake: FakeKaggle, store: KaggleStore) -> None:
    id = add(fake, store, "titanic")
    fake.add_competition("new")
    fake.add_team("titanic", "first", 0.9)
    row = sent(fake, store, id, 0.5)
    done = kaggle.sync()
    assert done.discovery
    assert (done.discovery.added, done.errors) == (1, [])
    (visited,) = done.competitions
    assert (visited.kaggle_id, visited.ranks and visited.ranks.public) == ("titanic", row.id)
    found = store.submissions.get(row.id)
    assert (found.submission_status, found.public_score) == ("scored", 0.5)
    assert (found.public_rank, found.total_participants) == (2, 2)


def test_nothing_to_do_reads_lists_only(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore
) -> None:
    id = add(fake, store, "titanic")
    sent(fake, store, id, 0.5)
    kaggle.sync()
    before = len(fake.calls)
    done = kaggle.sync(tabs=["general"])
    assert done.competitions == []
    assert [each.method for each in fake.calls[before:]] == ["ListCompetitions"]
    assert kaggle.sync(discover=False).discovery is None


def test_error_ends_its_part_only(connect: Connect, fake: FakeKaggle, store: KaggleStore) -> None:
    ids = [add(fake, store, slug) for slug in ("a", "b")]
    rows = [sent(fake, store, id, 0.5) for id in ids]
    fake.fail("ListCompetitions", Fault.status(503))
    fake.fail("ListSubmissions", Fault.status(500), competition="a")
    kaggle = connect(retry_for=0.0)
    done = kaggle.sync()
    assert [error.partition(":")[0] for error in done.errors] == ["discover", "a"]
    assert [store.submissions.get(row.id).submission_status for row in rows] == [
        "unknown",
        "scored",
    ]
    assert kaggle.sync().errors == []
    assert store.submissions.get(rows[0].id).submission_status == "scored"


def test_lost_place_is_found_later(connect: Connect, fake: FakeKaggle, store: KaggleStore) -> None:
    row = sent(fake, store, add(fake, store, "a"), 0.5)
    fake.fail("GetLeaderboard", Fault.status(503))
    kaggle = connect(retry_for=0.0)
    assert len(kaggle.sync(discover=False).errors) == 1
    assert store.submissions.get(row.id).public_rank is None
    kaggle.sync(discover=False)
    assert store.submissions.get(row.id).public_rank == 1


def test_private_scores_come_after_the_end(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore
) -> None:
    ended = datetime.now(UTC) - timedelta(days=2)
    row = sent(fake, store, add(fake, store, "a", ended), 0.5)
    kaggle.sync(discover=False)
    fake.publish_private("a")
    kaggle.sync(discover=False)
    found = store.submissions.get(row.id)
    assert (found.private_score, found.private_rank) == (0.5, 1)
    assert kaggle.sync(discover=False).competitions == []


def test_rejected_token_is_raised(connect: Connect, fake: FakeKaggle, store: KaggleStore) -> None:
    sent(fake, store, add(fake, store, "a"), 0.5)
    with pytest.raises(KaggleSignInFailed):
        connect(api_token="wrong").sync(discover=False)


def test_rounds_may_overlap(fake: FakeKaggle, store: KaggleStore) -> None:
    rows = [sent(fake, store, add(fake, store, slug), 0.5) for slug in ("a", "b", "c")]
    errors: list[str] = []

    def sync() -> None:
        kaggle = Kaggle(
            store, endpoint=fake.endpoint, api_token=fake.token, requests_per_second=1e6
        )
        errors.extend(kaggle.sync().errors)

    threads = [threading.Thread(target=sync) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert errors == []
    for row in rows:
        found = store.submissions.get(row.id)
        assert (found.submission_status, found.public_rank) == ("scored", 1)
