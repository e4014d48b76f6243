"""Method, path, parameters, preferences and body of every kind of request."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import product
from typing import Any
from uuid import UUID

import httpx
import pytest

from kaggle_store import ApiError, AsyncKaggleStore, KaggleStore, NotFound
from kaggle_store.models import Competition, Configuration, GeneratedCodeListed
from tests.unit.conftest import KEY, URL, MockApi

ID = UUID("0190a1b2-0000-7000-8000-000000000001")
SETTING = (
    f'[{{"id":"{ID}","config_key":"k","config_value":{{"a":1}},"config_type":"gpu",'
    '"description":null,"is_encrypted":false,"is_sensitive":false,'
    '"created_at":"2026-01-01T00:00:00+00:00","updated_at":"2026-01-01T00:00:00+00:00"}]'
)


def test_every_request_has_credentials(store: KaggleStore, api: MockApi) -> None:
    store.competitions.list()
    assert api.last.headers["apikey"] == KEY
    assert api.last.headers["authorization"] == f"Bearer {KEY}"
    assert api.last.headers["accept-profile"] == "public"


def test_access_token_is_sent_with_key(api: MockApi) -> None:
    with KaggleStore(URL, KEY, access_token="a.b.c") as store:
        store.competitions.list()
    assert api.last.headers["apikey"] == KEY
    assert api.last.headers["authorization"] == "Bearer a.b.c"


def test_create_sends_id_and_ordered_columns(store: KaggleStore, api: MockApi) -> None:
    api.respond(SETTING, status=201)
    row = store.configurations.create(config_value={"a": 1}, config_type="gpu", config_key="k")
    assert isinstance(row, Configuration)
    assert api.line == "POST /configurations"
    assert api.params == [
        ("on_conflict", "id"),
        ("select", Configuration.select),
        ("columns", "id,config_key,config_value,config_type"),
    ]
    assert api.prefer == {
        "return=representation",
        "resolution=ignore-duplicates",
        "missing=default",
    }
    (sent,) = api.body
    assert UUID(sent.pop("id")).version == 7
    assert sent == {"config_key": "k", "config_value": {"a": 1}, "config_type": "gpu"}


def test_repeated_create_reads_row(store: KaggleStore, api: MockApi) -> None:
    api.respond("[]", SETTING)
    row = store.configurations.create(id=ID, config_key="k", config_value=1, config_type="gpu")
    assert row.id == ID
    assert [request.method for request in api.requests] == ["POST", "GET"]
    assert ("id", f"eq.{ID}") in api.params


def test_values_use_postgresql_syntax(store: KaggleStore, api: MockApi) -> None:
    api.respond("[]", "[]", status=201)
    at = datetime(2026, 12, 31, 23, 59, 59, 1, tzinfo=UTC)
    with pytest.raises(LookupError):
        _create(store, deadline=at, prize_pool=Decimal("100000.10"), difficulty_score=0.5)
    sent = api.requests[0].content.decode()
    assert '"deadline":"2026-12-31T23:59:59.000001Z"' in sent
    assert '"prize_pool":"100000.10"' in sent
    assert '"title":"日本語"' in sent
    assert api.requests[0].headers["content-type"] == "application/json"


def _create(store: KaggleStore, **more: Any) -> Competition:
    try:
        return store.competitions.create(kaggle_id="x", title="日本語", **more)
    except Exception as error:
        raise LookupError from error


def test_rows_with_different_columns_share_one_request(store: KaggleStore, api: MockApi) -> None:
    api.respond(SETTING.replace("]", f",{SETTING[1:]}"), status=201)
    ids = [ID, UUID(int=ID.int + 1)]
    api.respond(SETTING[:-1] + "," + SETTING[1:].replace(str(ids[0]), str(ids[1])), status=201)
    rows: Any = [
        {"id": ids[0], "config_key": "a", "config_value": 1, "config_type": "gpu"},
        {
            "id": ids[1],
            "config_key": "b",
            "config_value": 1,
            "config_type": "api",
            "description": "d",
        },
    ]
    assert [row.id for row in store.configurations.create_many(rows)] == ids
    assert len(api.requests) == 1
    assert dict(api.params)["columns"] == "id,config_key,config_value,config_type,description"
    assert "missing=default" in api.prefer


def test_bulk_rows_are_sent_in_lock_order(store: KaggleStore, api: MockApi) -> None:
    # The database locks each row's execution; two clients that lock in other orders deadlock.
    executions = [UUID(int=number) for number in (3, 1, 2, 1)]
    rows: Any = [
        {"execution_id": execution, "submission_file_path": str(place)}
        for place, execution in enumerate(executions)
    ]
    api.respond(httpx.Response(400, json={"code": "P0001", "message": "no"}))
    with pytest.raises(ApiError):
        store.submissions.create_many(rows)
    assert [row["submission_file_path"] for row in api.body] == ["1", "3", "2", "0"]


def test_get_filters_by_id(store: KaggleStore, api: MockApi) -> None:
    api.respond(SETTING)
    store.configurations.get(ID)
    assert api.line == "GET /configurations"
    assert api.params == [
        ("select", "*"),
        ("id", f"eq.{ID}"),
    ]


def test_list_filters_orders_and_pages(store: KaggleStore, api: MockApi) -> None:
    store.competitions.list(
        order=["-prize_pool", "title"],
        limit=7,
        offset=3,
        deadline__gt=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert api.params == [
        ("select", "*"),
        ("deadline", "gt.2026-01-01T00:00:00+00:00"),
        ("order", "prize_pool.desc.nullslast,title.asc.nullslast,id.asc.nullslast"),
        ("limit", "7"),
        ("offset", "3"),
    ]


@pytest.mark.parametrize(
    ("where", "sent"),
    [
        ({"title": "a,b"}, ("title", "eq.a,b")),
        ({"title": ["a,b", 'c"\\d', "e"]}, ("title", 'in.("a,b","c\\"\\\\d",e)')),
        ({"title": []}, ("title", "in.()")),
        ({"title": [""]}, ("title", "eq.")),
        ({"title": ["null"]}, ("title", 'in.("null")')),
        ({"description": None}, ("description", "is.null")),
        ({"description__not": None}, ("description", "not.is.null")),
        ({"description__not": "x"}, ("description", "isdistinct.x")),
        ({"title__ilike": "%(a)%"}, ("title", "ilike.%(a)%")),
        ({"title__ilike": "a*_%"}, ("title", r"imatch.^(?:a\*..*)$")),
        ({"tags__contains": ['a"b', "c,d"]}, ("tags", 'cs.{"a\\"b","c,d"}')),
        ({"source_record__contains": {"é": [1]}}, ("source_record", 'cs.{"é": [1]}')),
        ({"external_data_allowed": True}, ("external_data_allowed", "eq.true")),
        ({"prize_pool__gte": Decimal("0.10")}, ("prize_pool", "gte.0.10")),
        ({"difficulty_score__lt": 0.1}, ("difficulty_score", "lt.0.1")),
    ],
    ids=str,
)
def test_filter_syntax(store: KaggleStore, api: MockApi, where: Any, sent: Any) -> None:
    store.competitions.list(**where)
    assert api.params[1] == sent


def test_list_does_not_select_heavy_columns(store: KaggleStore, api: MockApi) -> None:
    store.generated_code.list()
    selected = dict(api.params)["select"].split(",")
    assert selected == list(GeneratedCodeListed.model_fields)
    assert "code_content" not in selected
    store.generated_code.list_full()
    assert dict(api.params)["select"] == "*"


def test_iterate_follows_key_until_empty_page(store: KaggleStore, api: MockApi) -> None:
    api.respond(SETTING, SETTING, "[]")
    assert len(list(store.configurations.iterate(page_size=500, config_type="gpu"))) == 2
    assert len(api.requests) == 3
    assert api.params == [
        ("select", Configuration.select),
        ("config_type", "eq.gpu"),
        ("id", f"gt.{ID}"),
        ("order", "id.asc.nullslast"),
        ("limit", "500"),
    ]


def test_iterate_metrics_follows_time_then_id(store: KaggleStore, api: MockApi) -> None:
    api.respond(
        f'[{{"id":"{ID}","metric_name":"m","metric_value":"NaN","metric_type":"gauge","tags":null,'
        '"execution_id":null,"component":null,"timestamp":"2026-01-01T00:00:00.000001+00:00"}]',
        "[]",
    )
    assert len(list(store.system_metrics.iterate())) == 1
    at = "2026-01-01T00:00:00.000001+00:00"
    assert api.params[1:4] == [
        ("timestamp", f"gte.{at}"),
        ("or", f'(timestamp.gt."{at}",and(timestamp.eq."{at}",id.gt.{ID}))'),
        ("order", "timestamp.asc.nullslast,id.asc.nullslast"),
    ]


def test_count_requests_no_rows(store: KaggleStore, api: MockApi) -> None:
    api.respond(httpx.Response(206, text="[]", headers={"content-range": "*/1234"}))
    assert store.competitions.count(problem_type=["nlp", "cv"]) == 1234
    assert api.line == "GET /competitions"
    assert api.params == [("select", "id"), ("problem_type", "in.(nlp,cv)"), ("limit", "0")]
    assert api.prefer == {"count=exact"}


def test_update_sends_only_given_columns(store: KaggleStore, api: MockApi) -> None:
    api.respond(SETTING)
    store.configurations.update(ID, description=None, config_value={"b": [1]})
    assert api.line == "PATCH /configurations"
    assert api.params == [
        ("id", f"eq.{ID}"),
        ("select", Configuration.select),
        ("columns", "config_value,description"),
    ]
    assert api.prefer == {"return=representation"}
    assert api.body == {"description": None, "config_value": {"b": [1]}}


def test_upsert_inserts_by_natural_key_without_id(store: KaggleStore, api: MockApi) -> None:
    api.respond(SETTING)
    store.configurations.upsert(config_key="k", config_value=1, config_type="gpu")
    assert dict(api.params)["on_conflict"] == "config_key"
    assert "resolution=ignore-duplicates" in api.prefer
    assert "id" not in api.body[0]
    assert len(api.requests) == 1


def test_upsert_updates_allowed_columns(store: KaggleStore, api: MockApi) -> None:
    api.respond("[]", "[]")
    with pytest.raises(NotFound):
        store.submissions.upsert(
            execution_id=ID, kaggle_submission_id="7", submission_file_path="a", description="d"
        )
    _, change, _ = api.requests
    assert (change.method, change.url.path) == ("PATCH", "/rest/v1/submissions")
    known = {"kaggle_submission_id": "eq.7", "execution_id": f"eq.{ID}"}
    assert dict(change.url.params).items() >= known.items()
    assert json.loads(change.content) == {
        "kaggle_submission_id": "7",
        "submission_file_path": "a",
        "description": "d",
    }


def test_deletes_are_filtered_and_counted(store: KaggleStore, api: MockApi) -> None:
    api.respond(f'[{{"id":"{ID}"}}]', httpx.Response(204, headers={"content-range": "*/3"}))
    store.configurations.delete(ID)
    assert (api.line, api.params) == (
        "DELETE /configurations",
        [("id", f"eq.{ID}"), ("select", "id")],
    )
    assert store.configurations.delete_where(config_type="gpu") == 3
    assert api.params == [("config_type", "eq.gpu")]
    assert api.prefer == {"return=minimal", "count=exact"}


def test_function_call_names_arguments(store: KaggleStore, api: MockApi) -> None:
    api.respond("2")
    points: Any = [
        {"metric_name": "m", "metric_value": float("nan"), "metric_type": "gauge", "id": ID},
        {"metric_name": "n", "metric_value": 1, "metric_type": "counter", "tags": {"a": 1}},
    ]
    assert store.system_metrics.record(points) == 2
    assert api.line == "POST /rpc/record_metric_points"
    arrays = (
        "p_ids,p_timestamps,p_metric_names,p_metric_values,p_metric_types,p_tags,"
        "p_execution_ids,p_components"
    )
    assert api.params == [("columns", arrays)]
    assert list(api.body) == arrays.split(",")
    assert api.body["p_ids"][0] == str(ID)
    assert UUID(api.body["p_ids"][1]).version == 7
    assert api.body["p_metric_values"] == ["NaN", 1.0]
    assert api.body["p_tags"] == [None, {"a": 1}]


def test_points_are_sent_in_batches(store: KaggleStore, api: MockApi) -> None:
    api.respond("5000", "1")
    point: Any = {"metric_name": "m", "metric_value": 1.0, "metric_type": "gauge"}
    assert store.system_metrics.record(point for _ in range(5_001)) == 5_001
    # Both are sent at once.
    assert sorted(len(r.content) > 10_000 for r in api.requests) == [False, True]
    first, second = (json.loads(request.content)["p_ids"] for request in api.requests)
    assert (len(first), len(second)) == (1, 1), "the database counts up from it"
    assert first != second


def test_function_without_arguments_gets_empty_object(store: KaggleStore, api: MockApi) -> None:
    api.respond(httpx.Response(204))
    store.upkeep.refresh_execution_summary()
    assert (api.line, api.params, api.body) == (
        "POST /rpc/refresh_execution_summary",
        [],
        {},
    )


async def test_async_client_sends_same_requests(api: MockApi) -> None:
    api.respond(SETTING, SETTING, "[]")
    async with AsyncKaggleStore(URL, KEY) as store:
        assert (await store.configurations.get(ID)).id == ID
        assert api.params[1] == ("id", f"eq.{ID}")
        assert [row.id async for row in store.configurations.iterate()] == [ID]
    assert len(api.requests) == 3


def test_reads_by_key_share_all_but_the_key(store: KaggleStore, api: MockApi) -> None:
    other = UUID(int=ID.int + 1)
    for name, id in product(("competitions", "configurations"), (ID, other)):
        with suppress(NotFound):
            getattr(store, name).get(id)
        assert (api.line, api.params[1:]) == (f"GET /{name}", [("id", f"eq.{id}")])


def test_key_with_reserved_characters_is_encoded(store: KaggleStore, api: MockApi) -> None:
    at = datetime(2026, 1, 1, 2, 3, 4, 567, timezone(timedelta(hours=2)))
    with suppress(NotFound):
        store.system_metrics.get(ID, at)
    assert dict(api.params)["timestamp"] == "eq.2026-01-01T00:03:04.000567+00:00"
