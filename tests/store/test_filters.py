"""Filters, order and pages, with both clients."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from kaggle_store import InvalidInput, KaggleStore, UnfilteredWrite
from tests.store.samples import Samples


@pytest.fixture
def filled(client: KaggleStore) -> KaggleStore:
    """Competitions a (nlp, limit 5), b* (cv, limit 10) and c (other, no limit)."""
    client.competitions.create_many(
        [
            {"kaggle_id": "a", "title": "Alpha", "problem_type": "nlp", "team_limit": 5},
            {"kaggle_id": "b*", "title": "100% Beta_1", "problem_type": "cv", "team_limit": 10},
            {"kaggle_id": "c", "title": "alphabet", "description": "x"},
        ]
    )
    return client


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"kaggle_id": "a"}, "a"),
        ({"kaggle_id": ["a", "c"]}, "a c"),
        ({"kaggle_id": {"c"}}, "c"),
        ({"kaggle_id": []}, ""),
        ({"problem_type": []}, ""),
        ({"team_limit": ()}, ""),
        ({"problem_type": ("nlp", "cv")}, "a b*"),
        ({"team_limit": None}, "c"),
        ({"team_limit__not": None}, "a b*"),
        ({"team_limit__not": 5}, "b* c"),
        ({"team_limit__gt": 5}, "b*"),
        ({"team_limit__gte": 5, "team_limit__lt": 10}, "a"),
        ({"team_limit__lte": 10}, "a b*"),
        ({"title__ilike": "ALPHA%"}, "a c"),
        ({"title__ilike": "%beta\\_1"}, "b*"),
        ({"title__ilike": "100\\%%"}, "b*"),
        ({"kaggle_id__ilike": "B*"}, "b*"),
        ({"kaggle_id__ilike": "_*"}, "b*"),
        ({"kaggle_id__ilike": "*"}, ""),
        ({"kaggle_id": "b*"}, "b*"),
        ({"kaggle_id": ["b*", "d"]}, "b*"),
        ({"external_data_allowed": False, "description": "x"}, "c"),
        ({"external_data_allowed": True}, ""),
        ({}, "a b* c"),
    ],
    ids=str,
)
def test_filter_matches(filled: KaggleStore, where: Any, found: str) -> None:
    rows = filled.competitions.list(order="kaggle_id", **where)
    assert " ".join(row.kaggle_id for row in rows) == found
    assert filled.competitions.count(**where) == len(found.split())


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("team_limit", "a b* c"),
        ("-team_limit", "b* a c"),
        (["description", "-team_limit"], "c b* a"),
        ((), "a b* c"),
    ],
)
def test_order_puts_nulls_last(filled: KaggleStore, order: Any, found: str) -> None:
    assert " ".join(row.kaggle_id for row in filled.competitions.list(order=order)) == found


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"titel": "x"}, "titel: no such filter; did you mean title"),
        ({"team_limit__ilike": "x"}, "team_limit__ilike: no such filter"),
        ({"problem_type": "vision"}, r"Competition\.problem_type: .*'nlp'"),
        ({"problem_type": ["nlp", "vision"]}, r"Competition\.problem_type: .*'nlp'"),
        ({"team_limit__gt": "many"}, r"Competition\.team_limit__gt: .*integer"),
        ({"team_limit__gt": None}, r"Competition\.team_limit__gt: "),
        ({"id": "x"}, r"Competition\.id: .*UUID"),
        ({"kaggle_id": "x" * 10_000}, "kaggle_id: the filters take 10,000 characters"),
    ],
    ids=str,
)
def test_invalid_filter_is_refused(client: KaggleStore, where: Any, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        client.competitions.list(**where)
    assert refused.value.operation == "competitions.list"


def test_filter_by_too_many_ids_is_refused(client: KaggleStore) -> None:
    ids = [uuid4() for _ in range(1000)]
    assert client.competitions.list(id=ids[:100]) == []
    with pytest.raises(InvalidInput, match=r"id: the filters take .* split the call"):
        client.competitions.list(id=ids)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ({"limit": 1001}, "limit: must be 1 to 1000; `iterate` reads any number"),
        ({"limit": 0}, "limit: must be 1"),
        ({"offset": -1}, "offset: must be 0 or more"),
        ({"order": "nothing"}, "order: no such column: nothing"),
    ],
    ids=str,
)
def test_invalid_page_is_refused(client: KaggleStore, page: Any, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        client.competitions.list(**page)


def test_pages_of_equal_rows_do_not_overlap(client: KaggleStore, samples: Samples) -> None:
    new: Any = {"competition_id": samples.competition.id, "execution_name": "same"}
    ids = {row.id for row in client.agent_executions.create_many([new] * 25)}
    pages = [
        client.agent_executions.list(order="priority", limit=10, offset=offset)
        for offset in (0, 10, 20)
    ]
    assert {row.id for page in pages for row in page} == ids


def _recorded(client: KaggleStore, number: int) -> list[float]:
    """Record `number` points and return the values that `iterate` yields."""
    points: Any = [
        {"metric_name": "m", "metric_value": float(n), "metric_type": "gauge"}
        for n in range(number)
    ]
    assert client.system_metrics.record(points) == number
    return sorted(point.metric_value for point in client.system_metrics.iterate(metric_name="m"))


def test_iterate_reads_more_than_one_page(client: KaggleStore) -> None:
    assert _recorded(client, 2345) == [float(n) for n in range(2345)]


def test_iterate_can_be_left_early(filled: KaggleStore) -> None:
    rows = filled.competitions.iterate(page_size=1)
    assert next(iter(rows)).kaggle_id == "a"


def test_write_without_filter_is_refused(client: KaggleStore) -> None:
    with pytest.raises(UnfilteredWrite, match="every row of competitions would be affected"):
        client.competitions.update_where({}, title="X")
    with pytest.raises(UnfilteredWrite, match="every row of configurations"):
        client.configurations.delete_where()


def test_update_without_changes_is_refused(client: KaggleStore) -> None:
    with pytest.raises(InvalidInput, match="no column to update was given"):
        client.competitions.update(UUID(int=0))
