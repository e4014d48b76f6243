"""The shape of every kind of request: method, path, parameters, preferences, body."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, NotFound
from kaggle_store.models import Competition, Configuration, GeneratedCodeListed
from tests.unit.conftest import KEY, URL, Wire

ID = UUID("0190a1b2-0000-7000-8000-000000000001")
SETTING = (
    f'[{{"id":"{ID}","config_key":"k","config_value":{{"a":1}},"config_type":"gpu",'
    '"description":null,"is_encrypted":false,"is_sensitive":false,'
    '"created_at":"2026-01-01T00:00:00+00:00","updated_at":"2026-01-01T00:00:00+00:00"}]'
)


def test_every_request_says_who_asks(store: KaggleStore, wire: Wire) -> None:
    store.competitions.list()
    assert wire.last.headers["apikey"] == KEY
    assert wire.last.headers["authorization"] == f"Bearer {KEY}"
    assert wire.last.headers["accept-profile"] == "public"


def test_an_access_token_is_sent_beside_the_key(wire: Wire) -> None:
    with KaggleStore(URL, KEY, access_token="a.b.c") as store:
        store.competitions.list()
    assert wire.last.headers["apikey"] == KEY
    assert wire.last.headers["authorization"] == "Bearer a.b.c"


def test_create_sends_an_id_and_names_its_columns_in_the_tables_order(
    store: KaggleStore, wire: Wire
) -> None:
    wire.answers(SETTING, status=201)
    row = store.configurations.create(config_value={"a": 1}, config_type="gpu", config_key="k")
    assert isinstance(row, Configuration)
    assert wire.line == "POST /configurations"
    assert wire.params == [
        ("on_conflict", "id"),
        ("select", Configuration.select),
        ("columns", "id,config_key,config_value,config_type"),
    ]
    assert wire.prefer == {
        "return=representation",
        "resolution=ignore-duplicates",
        "missing=default",
    }
    (sent,) = wire.body
    assert UUID(sent.pop("id")).version == 7
    assert sent == {"config_key": "k", "config_value": {"a": 1}, "config_type": "gpu"}


def test_a_create_that_was_done_before_reads_the_row(store: KaggleStore, wire: Wire) -> None:
    wire.answers("[]", SETTING)
    row = store.configurations.create(id=ID, config_key="k", config_value=1, config_type="gpu")
    assert row.id == ID
    assert [request.method for request in wire.requests] == ["POST", "GET"]
    assert ("id", f"eq.{ID}") in wire.params


def test_values_are_written_as_postgresql_reads_them(store: KaggleStore, wire: Wire) -> None:
    wire.answers("[]", "[]", status=201)
    at = datetime(2026, 12, 31, 23, 59, 59, 1, tzinfo=UTC)
    with pytest.raises(LookupError):
        _create(store, deadline=at, prize_pool=Decimal("100000.10"), difficulty_score=0.5)
    sent = wire.requests[0].content.decode()
    assert '"deadline":"2026-12-31T23:59:59.000001Z"' in sent
    assert '"prize_pool":"100000.10"' in sent
    assert '"title":"日本語"' in sent
    assert wire.requests[0].headers["content-type"] == "application/json"


def _create(store: KaggleStore, **more: Any) -> Competition:
    try:
        return store.competitions.create(kaggle_id="x", title="日本語", **more)
    except Exception as error:
        raise LookupError from error


def test_rows_of_different_columns_go_in_one_request(store: KaggleStore, wire: Wire) -> None:
    wire.answers(SETTING.replace("]", f",{SETTING[1:]}"), status=201)
    ids = [ID, UUID(int=ID.int + 1)]
    wire.answers(SETTING[:-1] + "," + SETTING[1:].replace(str(ids[0]), str(ids[1])), status=201)
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
    assert len(wire.requests) == 1
    assert dict(wire.params)["columns"] == "id,config_key,config_value,config_type,description"
    assert "missing=default" in wire.prefer


def test_get_asks_for_one_row_by_id(store: KaggleStore, wire: Wire) -> None:
    wire.answers(SETTING)
    store.configurations.get(ID)
    assert wire.line == "GET /configurations"
    assert wire.params == [
        ("select", "*"),
        ("id", f"eq.{ID}"),
    ]


def test_list_filters_orders_and_pages(store: KaggleStore, wire: Wire) -> None:
    store.competitions.list(
        order=["-prize_pool", "title"],
        limit=7,
        offset=3,
        deadline__gt=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert wire.params == [
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
def test_a_filter_is_written_so(store: KaggleStore, wire: Wire, where: Any, sent: Any) -> None:
    store.competitions.list(**where)
    assert wire.params[1] == sent


def test_light_lists_leave_heavy_columns_on_the_server(store: KaggleStore, wire: Wire) -> None:
    store.generated_code.list()
    asked = dict(wire.params)["select"].split(",")
    assert asked == list(GeneratedCodeListed.model_fields)
    assert "code_content" not in asked
    store.generated_code.list_full()
    assert dict(wire.params)["select"] == "*"


def test_an_iteration_follows_the_key_until_a_page_is_empty(store: KaggleStore, wire: Wire) -> None:
    wire.answers(SETTING, SETTING, "[]")
    assert len(list(store.configurations.iterate(page_size=500, config_type="gpu"))) == 2
    assert len(wire.requests) == 3
    assert wire.params == [
        ("select", Configuration.select),
        ("config_type", "eq.gpu"),
        ("id", f"gt.{ID}"),
        ("order", "id.asc.nullslast"),
        ("limit", "500"),
    ]


def test_an_iteration_over_metrics_follows_time_then_id(store: KaggleStore, wire: Wire) -> None:
    wire.answers(
        f'[{{"id":"{ID}","metric_name":"m","metric_value":"NaN","metric_type":"gauge","tags":null,'
        '"execution_id":null,"component":null,"timestamp":"2026-01-01T00:00:00.000001+00:00"}]',
        "[]",
    )
    assert len(list(store.system_metrics.iterate())) == 1
    at = "2026-01-01T00:00:00.000001+00:00"
    assert wire.params[1:4] == [
        ("timestamp", f"gte.{at}"),
        ("or", f'(timestamp.gt."{at}",and(timestamp.eq."{at}",id.gt.{ID}))'),
        ("order", "timestamp.asc.nullslast,id.asc.nullslast"),
    ]


def test_count_asks_for_no_rows(store: KaggleStore, wire: Wire) -> None:
    wire.answers(httpx.Response(206, text="[]", headers={"content-range": "*/1234"}))
    assert store.competitions.count(problem_type=["nlp", "cv"]) == 1234
    assert wire.line == "GET /competitions"
    assert wire.params == [("select", "id"), ("problem_type", "in.(nlp,cv)"), ("limit", "0")]
    assert wire.prefer == {"count=exact"}


def test_an_update_sends_only_what_changes(store: KaggleStore, wire: Wire) -> None:
    wire.answers(SETTING)
    store.configurations.update(ID, description=None, config_value={"b": [1]})
    assert wire.line == "PATCH /configurations"
    assert wire.params == [
        ("id", f"eq.{ID}"),
        ("select", Configuration.select),
        ("columns", "config_value,description"),
    ]
    assert wire.prefer == {"return=representation"}
    assert wire.body == {"description": None, "config_value": {"b": [1]}}


def test_an_upsert_inserts_by_the_natural_key_and_sends_no_id(
    store: KaggleStore, wire: Wire
) -> None:
    wire.answers(SETTING)
    store.configurations.upsert(config_key="k", config_value=1, config_type="gpu")
    assert dict(wire.params)["on_conflict"] == "config_key"
    assert "resolution=ignore-duplicates" in wire.prefer
    assert "id" not in wire.body[0]
    assert len(wire.requests) == 1


def test_an_upsert_changes_what_it_may_of_the_row_that_is_there(
    store: KaggleStore, wire: Wire
) -> None:
    wire.answers("[]", "[]")
    with pytest.raises(NotFound):
        store.gpu_sessions.upsert(
            execution_id=ID, provider="v", instance_id="7", instance_type="A100", region="eu"
        )
    assert wire.line == "PATCH /gpu_sessions"
    known = {"provider": "eq.v", "instance_id": "eq.7", "execution_id": f"eq.{ID}"}
    assert dict(wire.params).items() >= known.items()
    assert wire.body == {"instance_id": "7", "instance_type": "A100", "region": "eu"}


def test_deletes_are_filtered_and_counted(store: KaggleStore, wire: Wire) -> None:
    wire.answers(f'[{{"id":"{ID}"}}]', httpx.Response(204, headers={"content-range": "*/3"}))
    store.configurations.delete(ID)
    assert (wire.line, wire.params) == (
        "DELETE /configurations",
        [("id", f"eq.{ID}"), ("select", "id")],
    )
    assert store.configurations.delete_where(config_type="gpu") == 3
    assert wire.params == [("config_type", "eq.gpu")]
    assert wire.prefer == {"return=minimal", "count=exact"}


def test_a_function_is_called_with_its_arguments_named(store: KaggleStore, wire: Wire) -> None:
    wire.answers("2")
    points: Any = [
        {"metric_name": "m", "metric_value": float("nan"), "metric_type": "gauge", "id": ID},
        {"metric_name": "n", "metric_value": 1, "metric_type": "counter", "tags": {"a": 1}},
    ]
    assert store.system_metrics.record(points) == 2
    assert wire.line == "POST /rpc/record_metric_points"
    arrays = (
        "p_ids,p_timestamps,p_metric_names,p_metric_values,p_metric_types,p_tags,"
        "p_execution_ids,p_components"
    )
    assert wire.params == [("columns", arrays)]
    assert list(wire.body) == arrays.split(",")
    assert wire.body["p_ids"][0] == str(ID)
    assert UUID(wire.body["p_ids"][1]).version == 7
    assert wire.body["p_metric_values"] == ["NaN", 1.0]
    assert wire.body["p_tags"] == [None, {"a": 1}]


def test_points_go_in_batches(store: KaggleStore, wire: Wire) -> None:
    wire.answers("5000", "1")
    point: Any = {"metric_name": "m", "metric_value": 1.0, "metric_type": "gauge"}
    assert store.system_metrics.record(point for _ in range(5_001)) == 5_001
    assert [len(r.content) > 10_000 for r in wire.requests] == [True, False]
    first, second = (json.loads(request.content)["p_ids"] for request in wire.requests)
    assert (len(first), len(second)) == (1, 1), "the database counts up from it"
    assert first != second


def test_a_function_without_arguments_takes_an_empty_object(store: KaggleStore, wire: Wire) -> None:
    wire.answers(httpx.Response(204))
    store.upkeep.refresh_execution_summary()
    assert (wire.line, wire.params, wire.body) == (
        "POST /rpc/refresh_execution_summary",
        [],
        {},
    )


async def test_the_async_door_sends_the_same_requests(wire: Wire) -> None:
    wire.answers(SETTING, SETTING, "[]")
    async with AsyncKaggleStore(URL, KEY) as store:
        assert (await store.configurations.get(ID)).id == ID
        assert wire.params[1] == ("id", f"eq.{ID}")
        assert [row.id async for row in store.configurations.iterate()] == [ID]
    assert len(wire.requests) == 3
