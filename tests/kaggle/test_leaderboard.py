"""Leaderboards are read whole, ranked by the metric's direction, and give certain places only."""

from __future__ import annotations

import pytest

from kaggle_store import KaggleStore
from kaggle_store.errors import InvalidInput
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.models import Competition, Submission
from kaggle_store.testing import FakeKaggle
from tests.kaggle.conftest import Connect

Client = Kaggle[KaggleStore]


@pytest.fixture
def titanic(fake: FakeKaggle, store: KaggleStore) -> Competition:
    fake.add_competition("titanic", scorer=lambda content: float(content))
    return store.competitions.create(
        kaggle_id="titanic", title="Titanic", metric_direction="maximize"
    )


def submit(
    store: KaggleStore, fake: FakeKaggle, competition: Competition, score: float
) -> Submission:
    """Submit a file with a score, and store both."""
    ref = fake.submit_by_hand(competition.kaggle_id, str(score).encode())
    execution = store.agent_executions.create(competition_id=competition.id, execution_name="run")
    row = store.submissions.reserve(execution_id=execution.id, submission_file_path="s.csv")
    store.submissions.mark_submitted(row.id, str(ref))
    return store.submissions.mark_scored(row.id, public_score=score)


def test_all_pages_are_ranked(connect: Connect, store: KaggleStore) -> None:
    with FakeKaggle(page_size=2) as fake:
        fake.add_competition("titanic")
        fake.add_team("titanic", "d", 0.1)
        fake.add_team("titanic", "a", 0.9)
        fake.add_team("titanic", "c", 0.5)
        fake.add_team("titanic", "b", 0.5)
        fake.add_team("titanic", "none", "")
        fake.add_team("titanic", "odd", "-")
        row = store.competitions.create(kaggle_id="titanic", title="T", metric_direction="maximize")
        kaggle = connect(endpoint=fake.endpoint, api_token=fake.token)
        board = kaggle.leaderboard("titanic")
        assert board == kaggle.leaderboard(row) == kaggle.leaderboard(row.id)
    assert [(each.team_name, each.rank, each.score) for each in board] == [
        ("a", 1, 0.9),
        ("c", 2, 0.5),
        ("b", 2, 0.5),
        ("d", 4, 0.1),
        ("none", None, None),
        ("odd", None, None),
    ]


def test_lower_may_be_better(kaggle: Client, fake: FakeKaggle, store: KaggleStore) -> None:
    fake.add_competition("houses", higher_is_better=False)
    fake.add_team("houses", "a", "1.0e27")
    fake.add_team("houses", "b", "-2.9e25")
    store.competitions.create(kaggle_id="houses", title="H", metric_direction="minimize")
    board = kaggle.leaderboard("houses")
    assert [(each.team_name, each.rank) for each in board] == [("b", 1), ("a", 2)]


def test_unknown_direction_gives_no_place(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore
) -> None:
    fake.add_competition("custom")
    fake.add_team("custom", "a", 0.9)
    fake.add_team("custom", "b", 0.1)
    store.competitions.create(kaggle_id="custom", title="C", evaluation_metric="Ours")
    assert [each.rank for each in kaggle.leaderboard("custom")] == [None, None]


def test_private_board_once_it_is_out(
    kaggle: Client, fake: FakeKaggle, titanic: Competition
) -> None:
    fake.add_team("titanic", "a", 0.9, 0.1)
    assert [each.score for each in kaggle.leaderboard(titanic)] == [0.9]
    fake.publish_private("titanic")
    assert [each.score for each in kaggle.leaderboard(titanic)] == [0.1]
    assert [each.score for each in kaggle.leaderboard(titanic, public=True)] == [0.9]


def test_unknown_competition_is_named(kaggle: Client, store: KaggleStore) -> None:
    with pytest.raises(InvalidInput, match="the store has no competition 'none'"):
        kaggle.leaderboard("none")


def test_best_submission_gets_the_place(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, titanic: Competition
) -> None:
    fake.add_team("titanic", "first", 0.9)
    fake.add_team("titanic", "last", 0.1)
    worse, best, _ = (submit(store, fake, titanic, score) for score in (0.4, 0.6, 0.5))
    found = kaggle.store_ranks(titanic)
    assert (found.public, found.private) == (best.id, None)
    row = store.submissions.get(best.id)
    assert (row.public_rank, row.private_rank, row.total_participants) == (2, None, 3)
    assert row.public_score == 0.6
    assert store.submissions.get(worse.id).public_rank is None
    assert kaggle.store_ranks(titanic) == found
    assert store.submissions.get(best.id) == row


def test_private_place_is_stored(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, titanic: Competition
) -> None:
    fake.add_team("titanic", "first", 0.9, 0.1)
    row = submit(store, fake, titanic, 0.5)
    fake.publish_private("titanic")
    kaggle.store_ranks(titanic)
    found = store.submissions.get(row.id)
    assert (found.public_rank, found.private_rank) == (2, 1)


def test_two_teams_of_one_name_are_uncertain(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, titanic: Competition
) -> None:
    row = submit(store, fake, titanic, 0.5)
    fake.add_team("titanic", "agents", 0.5)
    assert kaggle.store_ranks(titanic).public is None
    assert store.submissions.get(row.id).public_rank is None


def test_place_of_a_submission_by_hand(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, titanic: Competition
) -> None:
    row = submit(store, fake, titanic, 0.5)
    fake.submit_by_hand("titanic", b"0.7")
    assert kaggle.store_ranks(titanic).public is None
    assert store.submissions.get(row.id).public_rank is None


def test_board_may_be_rounded_more(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, titanic: Competition
) -> None:
    fake.add_competition("titanic", decimals=4, scorer=lambda content: float(content))
    submit(store, fake, titanic, 0.51231)
    best = submit(store, fake, titanic, 0.51234)
    for each in fake.submissions:
        fake.override(each.ref, publicScore=each.content.decode())
    assert kaggle.store_ranks(titanic).public == best.id


def test_first_of_equal_scores_is_the_entry(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, titanic: Competition
) -> None:
    first = submit(store, fake, titanic, 0.5)
    submit(store, fake, titanic, 0.5)
    assert kaggle.store_ranks(titanic).public == first.id


def test_disqualified_submission_keeps_its_state(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, titanic: Competition
) -> None:
    row = submit(store, fake, titanic, 0.5)
    store.submissions.disqualify(row.id)
    assert kaggle.store_ranks(titanic).public is None
    assert store.submissions.get(row.id).submission_status == "disqualified"
