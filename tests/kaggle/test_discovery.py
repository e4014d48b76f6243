"""`discover` reads all of Kaggle's lists, and stores what the store takes."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kaggle_store import KaggleStore
from kaggle_store.errors import KaggleSignInFailed, KaggleUnavailable
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.models import Competition
from kaggle_store.testing import FakeKaggle, Fault
from tests.kaggle.conftest import Connect

DEADLINE = datetime(2031, 5, 6, 23, 59, tzinfo=UTC)
Client = Kaggle[KaggleStore]


def counts(kaggle: Client, **how: Any) -> tuple[int, int, int]:
    found = kaggle.discover(**how)
    return found.added, found.changed, found.unchanged


def stored(store: KaggleStore, slug: str) -> Competition:
    found = store.competitions.find(kaggle_id=slug)
    assert found
    return found


def test_every_field_is_stored(kaggle: Client, fake: FakeKaggle, store: KaggleStore) -> None:
    fake.add_competition(
        "Titanic",
        title="Titanic – Überleben",
        deadline=DEADLINE,
        reward="$105,000",
        team_count=1234,
        wire={
            "description": "Who survives?",
            "maxTeamSize": 5,
            "tags": [{"ref": "t", "name": "Tabular"}, {"name": "beginner"}],
            "somethingNew": {"a": 1},
        },
    )
    assert counts(kaggle) == (1, 0, 0)
    row = stored(store, "Titanic")
    assert (row.title, row.description) == ("Titanic – Überleben", "Who survives?")
    assert (row.deadline, row.deadline_is_estimated) == (DEADLINE, False)
    assert (row.prize_pool, row.participant_count) == (Decimal(105000), 1234)
    assert (row.team_limit, row.daily_submission_limit) == (5, 5)
    assert (row.tags, row.problem_type) == (["Tabular", "beginner"], "tabular")
    assert (row.evaluation_metric, row.metric_direction) == ("Categorization Accuracy", "maximize")
    assert row.metric_direction_source == "inferred"
    assert row.discovery_source == "kaggle_api"
    assert row.source_record["somethingNew"] == {"a": 1}
    assert row.source_record["reward"] == "$105,000"


def test_repeat_changes_nothing(kaggle: Client, fake: FakeKaggle, store: KaggleStore) -> None:
    for slug in ("a", "b"):
        fake.add_competition(slug)
    assert counts(kaggle) == (2, 0, 0)
    before = list(store.competitions.iterate())
    assert counts(kaggle) == (0, 0, 2)
    assert list(store.competitions.iterate()) == before
    fake.add_competition("b", title="New title")
    assert counts(kaggle) == (0, 1, 1)


def test_all_pages_of_all_tabs_are_read(connect: Connect, store: KaggleStore) -> None:
    with FakeKaggle(page_size=3) as fake:
        for number in range(10):
            fake.add_competition(f"open-{number}", entered=number < 4)
            fake.add_competition(f"club-{number}", category="Community", entered=False)
        found = connect(endpoint=fake.endpoint, api_token=fake.token).discover()
        groups = {each.body["group"] for each in fake.calls}
    assert (found.added, found.refused_tabs) == (20, {})
    assert store.competitions.count() == 20
    assert len(groups) == 7


def test_tabs_can_be_chosen(kaggle: Client, fake: FakeKaggle) -> None:
    fake.add_competition("entered")
    fake.add_competition("open", entered=False)
    assert counts(kaggle, tabs=["entered"]) == (1, 0, 0)
    assert counts(kaggle, tabs=["general"], search="open") == (1, 0, 0)


@pytest.mark.parametrize("reward", ["Swag", "Kudos", "Knowledge", "€10,000", None])
def test_reward_without_dollars(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore, reward: str | None
) -> None:
    fake.add_competition("a", reward=reward)
    assert kaggle.discover().unread == []
    row = stored(store, "a")
    assert (row.prize_pool, row.source_record["reward"]) == (None, reward)


def test_deadline_may_be_missing(kaggle: Client, fake: FakeKaggle, store: KaggleStore) -> None:
    fake.add_competition("a", deadline=None, wire={"enabledDate": "2012-03-04T00:00:00Z"})
    kaggle.discover()
    row = stored(store, "a")
    assert row.deadline_is_estimated
    assert row.deadline == datetime(2012, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_unreadable_values_are_reported(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore
) -> None:
    fake.add_competition(
        "odd",
        title="x" * 501,
        wire={"deadline": "soon", "maxTeamSize": "five", "tags": [{"name": 7}]},
    )
    fake.add_competition("good")
    found = kaggle.discover()
    assert found.added == 2
    assert {(each.kaggle_id, each.field) for each in found.unread} == {
        ("odd", field) for field in ("title", "deadline", "team_limit", "tags", "problem_type")
    }
    row = stored(store, "odd")
    assert (row.title, row.source_record["deadline"]) == ("odd", "soon")


def test_record_without_slug_is_reported(
    kaggle: Client, fake: FakeKaggle, store: KaggleStore
) -> None:
    fake.add_competition("good")
    odd = [{"title": "no address"}, "text", None]
    change = Fault.changed(lambda page: {"competitions": [*odd, *page["competitions"]]})
    fake.fail("ListCompetitions", change)
    found = kaggle.discover(tabs=["general"])
    assert found.added == 1
    assert [each.field for each in found.unread] == ["record"] * 3


def test_field_left_out_becomes_null(kaggle: Client, fake: FakeKaggle, store: KaggleStore) -> None:
    fake.add_competition("a", entered=True)
    kaggle.discover()
    fake.add_competition("a", entered=False)
    kaggle.discover()
    assert stored(store, "a").source_record["userHasEntered"] is None


def test_known_values_are_kept(kaggle: Client, fake: FakeKaggle, store: KaggleStore) -> None:
    store.competitions.create(
        kaggle_id="a",
        title="mine",
        problem_type="nlp",
        metric_direction="minimize",
        source_record={"own": 1},
    )
    fake.add_competition("a", title="theirs", evaluation_metric="AUC")
    assert counts(kaggle) == (0, 1, 0)
    row = stored(store, "a")
    assert (row.title, row.problem_type, row.metric_direction) == ("theirs", "nlp", "minimize")
    assert row.source_record["own"] == 1


def test_unlimited_teams(kaggle: Client, fake: FakeKaggle, store: KaggleStore) -> None:
    fake.add_competition("a", daily_limit=None, wire={"maxTeamSize": 2**31 - 1})
    kaggle.discover()
    row = stored(store, "a")
    assert (row.team_limit, row.daily_submission_limit) == (None, None)
    assert row.source_record["maxTeamSize"] == 2**31 - 1


def test_refused_tab_stops_nothing(kaggle: Client, fake: FakeKaggle) -> None:
    fake.add_competition("a")
    fake.fail("ListCompetitions", Fault.status(403, "Hosts only"), after=3)
    found = kaggle.discover()
    assert found.added == 1
    assert "Hosts only" in found.refused_tabs["hosted"]
    assert list(found.refused_tabs) == ["hosted"]


def test_pages_in_a_circle_end(kaggle: Client, fake: FakeKaggle) -> None:
    fake.add_competition("a")
    change = Fault.changed(lambda page: {**page, "nextPageToken": "0"})
    fake.fail("ListCompetitions", change, times=5)
    found = kaggle.discover(tabs=["general"])
    assert found.added == 1
    assert "leads back" in found.refused_tabs["general"]
    assert fake.called("ListCompetitions") == 2


def test_outage_keeps_earlier_pages(connect: Connect, store: KaggleStore) -> None:
    with FakeKaggle(page_size=1) as fake:
        for slug in ("a", "b"):
            fake.add_competition(slug)
        fake.fail("ListCompetitions", Fault.status(503), times=99, after=1)
        kaggle = connect(endpoint=fake.endpoint, api_token=fake.token, retry_for=0.0)
        with pytest.raises(KaggleUnavailable):
            kaggle.discover()
    assert [row.kaggle_id for row in store.competitions.iterate()] == ["a"]


def test_wrong_token_is_an_error(connect: Connect, fake: FakeKaggle) -> None:
    with pytest.raises(KaggleSignInFailed):
        connect(api_token="wrong").discover()
