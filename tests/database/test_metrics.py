"""Metrics: monthly partitions, strays, retention and both bulk inserts."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import RFC_4122, UUID, uuid4

import psycopg
import pytest
from psycopg import errors

from kaggle_store import KaggleStore
from tests.conftest import Owner, Stack
from tests.database.clients import wait_for_lock_waiter

DOCUMENT_INSERT = b"""
insert into system_metrics (metric_name, metric_value, metric_type, tags, execution_id, component)
select * from unnest(%s::metric_row[])
"""


def measured(owner: Owner, when: str, name: str = "loss") -> None:
    owner.execute(
        "insert into system_metrics (metric_name, metric_value, metric_type, timestamp) "
        "values (%s, 1, 'gauge', %s)",
        [name, when],
    )


def partitions(owner: Owner) -> list[str]:
    rows = owner.execute(
        "select inhrelid::regclass::text from pg_inherits "
        "where inhparent = 'public.system_metrics'::regclass order by 1"
    ).fetchall()
    return [row[0] for row in rows]


def retention(owner: Owner) -> tuple[Any, ...]:
    """Return the dropped and busy partitions and the number of purged rows of one call."""
    row = owner.execute(
        "select dropped_partitions, busy_partitions, purged_rows from run_retention()"
    ).fetchone()
    assert row is not None
    return row


def test_partitions_exist_three_months_ahead(
    owner: Owner, set_clock: Callable[[str], None]
) -> None:
    assert len(partitions(owner)) == 5
    assert owner.execute("select * from ensure_metric_partitions()").fetchall() == []
    set_clock("31 days")
    made = owner.execute("select * from ensure_metric_partitions()").fetchall()
    assert len(made) == 1


def test_strays_move_to_new_partition(owner: Owner) -> None:
    for when in ("2024-01-31T23:59:59.999999Z", "2024-02-01T00:00:00Z", "2024-02-29T12:00:00Z"):
        measured(owner, when)
    made = owner.execute(
        "select * from ensure_metric_partitions('2024-01-15', '2024-02-01')"
    ).fetchall()
    assert made == [("system_metrics_2024_01", 1), ("system_metrics_2024_02", 2)]
    row = owner.execute(
        "select count(*), (select count(*) from system_metrics_default) from system_metrics"
    ).fetchone()
    assert row == (3, 0)


def test_partition_months_are_utc(owner: Owner) -> None:
    with owner.transaction():
        owner.execute("set local timezone = 'Asia/Tokyo'")
        owner.execute("select ensure_metric_partitions('2024-03-01', '2024-03-01')")
    measured(owner, "2024-03-31T23:30:00Z")
    assert owner.execute("select count(*) from system_metrics_2024_03").fetchone() == (1,)


def test_new_partition_is_closed(owner: Owner) -> None:
    owner.execute("select ensure_metric_partitions('2020-01-01', '2020-01-01')")
    row = owner.execute(
        "select relrowsecurity, exists (select from pg_policy where polrelid = pg_class.oid), "
        "has_table_privilege('service_role', pg_class.oid, 'select, insert'), "
        "has_table_privilege('anon', pg_class.oid, 'select') "
        "from pg_class where relname = 'system_metrics_2020_01'"
    ).fetchone()
    assert row == (True, True, False, False)


def test_partition_range_is_limited(owner: Owner) -> None:
    with pytest.raises(errors.DatabaseError) as caught:
        owner.execute("select ensure_metric_partitions('1990-01-01')")
    assert caught.value.sqlstate == "KS103"


def test_retention_drops_old_months_and_strays(owner: Owner) -> None:
    owner.execute("select ensure_metric_partitions('2024-01-01', '2024-02-01')")
    measured(owner, "2024-01-15T00:00:00Z")
    measured(owner, "1999-01-01T00:00:00Z")
    owner.execute(
        "select record_metrics(array[row('new', 1, 'gauge', null, null, null)::metric_row])"
    )
    assert retention(owner) == (["system_metrics_2024_01", "system_metrics_2024_02"], [], 1)
    assert owner.execute("select metric_name from system_metrics").fetchall() == [("new",)]
    assert retention(owner) == ([], [], 0)


def test_month_is_kept_until_fully_expired(owner: Owner, set_clock: Callable[[str], None]) -> None:
    now = datetime.now(UTC)
    oldest = f"system_metrics_{now:%Y_%m}"
    following = datetime(now.year + now.month // 12, now.month % 12 + 1, 1, tzinfo=UTC)
    end_of_month = math.floor((following - now).total_seconds())
    set_clock(f"90 days {end_of_month - 60} seconds")
    assert oldest not in retention(owner)[0]
    set_clock(f"90 days {end_of_month + 60} seconds")
    assert oldest in retention(owner)[0]


def test_setting_overrides_retention_days(owner: Owner, set_clock: Callable[[str], None]) -> None:
    owner.execute(
        "insert into configurations (config_key, config_value, config_type) "
        "values ('retention.metrics_days', '1000', 'system')"
    )
    set_clock("200 days")
    assert retention(owner) == ([], [], 0)


def test_retention_does_not_wait_for_readers(owner: Owner) -> None:
    owner.execute("select ensure_metric_partitions('2024-01-01', '2024-01-01')")
    with psycopg.connect(owner.info.dsn, password=owner.info.password) as reader:
        reader.execute("select count(*) from system_metrics where timestamp < '2024-02-01'")
        assert retention(owner) == ([], ["system_metrics_2024_01"], 0)
        reader.rollback()
    assert retention(owner) == (["system_metrics_2024_01"], [], 0)


# Bulk inserts -------------------------------------------------------------------------------------


def test_document_insert_works_unchanged(owner: Owner) -> None:
    rows = [
        '(loss,0.5,gauge,"{""step"": 1}",,research)',
        "(loss,NaN,gauge,,,)",
        "(steps,Infinity,counter,,,)",
        "(grad,-Infinity,histogram,,,)",
    ]
    owner.execute(DOCUMENT_INSERT, [rows])
    stored = owner.execute(
        "select metric_value::text, tags from system_metrics order by metric_value"
    ).fetchall()
    assert stored == [("-Infinity", None), ("0.5", {"step": 1}), ("Infinity", None), ("NaN", None)]


def test_metric_name_is_limited_to_200_characters(owner: Owner) -> None:
    measured(owner, "now", "x" * 200)
    with pytest.raises(errors.StringDataRightTruncation):
        measured(owner, "now", "x" * 201)


POINTS = """
select record_metric_points(
    %(ids)s, %(timestamps)s, %(names)s, %(values)s, %(types)s::kaggle_store.metric_type[],
    %(tags)s::jsonb[], %(executions)s::uuid[], %(components)s
)
"""


def points(count: int, **changes: Any) -> dict[str, Any]:
    return {
        "ids": [uuid4() for _ in range(count)],
        "timestamps": [datetime(2026, 11, 2, tzinfo=UTC)] * count,
        "names": ["loss"] * count,
        "values": [float(i) for i in range(count)],
        "types": ["gauge"] * count,
        "tags": ['{"step": 1}'] * count,
        "executions": [None] * count,
        "components": [None] * count,
        **changes,
    }


def test_repeated_points_are_stored_once(owner: Owner) -> None:
    batch = points(3)
    assert owner.execute(POINTS.encode(), batch).fetchone() == (3,)
    assert owner.execute(POINTS.encode(), batch).fetchone() == (0,)
    more = {name: values + points(1)[name] for name, values in batch.items()}
    assert owner.execute(POINTS.encode(), more).fetchone() == (1,)


def test_point_of_deleted_execution_is_kept(owner: Owner) -> None:
    gone = uuid4()
    owner.execute(POINTS.encode(), points(2, executions=[gone, None], tags=[None, None]))
    stored = owner.execute(
        "select execution_id, tags from system_metrics order by metric_value"
    ).fetchall()
    assert stored == [(None, {"execution_id": str(gone)}), (None, None)]


def full_tags(size: int = 8192) -> dict[str, Any]:
    """Return tags that take as many bytes as JSON text."""
    return {"a": "x" * (size - len('{"a": ""}'))}


def test_full_tags_keep_the_id_of_a_deleted_execution(owner: Owner) -> None:
    gone, full = uuid4(), json.dumps(full_tags())
    batch = points(3, executions=[gone, None, gone], tags=[full, full, None])
    assert owner.execute(POINTS.encode(), batch).fetchone() == (3,)
    stored = owner.execute(
        "select execution_id, tags from system_metrics order by metric_value"
    ).fetchall()
    kept = {"execution_id": str(gone)}
    assert stored == [(None, full_tags() | kept), (None, full_tags()), (None, kept)]


@pytest.mark.parametrize(
    "tags",
    [
        full_tags(8193),
        full_tags(8193) | {"execution_id": str(uuid4())},
        full_tags(8192) | {"execution_id": "x" * 37},
        {"execution_id": full_tags(8192)},
    ],
    ids=["text", "beside an id", "longer id", "nested"],
)
def test_tags_are_bounded_beside_an_execution_id(owner: Owner, tags: dict[str, Any]) -> None:
    with pytest.raises(errors.DatabaseError) as caught:
        owner.execute(POINTS.encode(), points(1, tags=[json.dumps(tags)]))
    assert caught.value.sqlstate == "KS330"


def test_repeat_during_deletion_is_stored_once(
    owner: Owner, session_stack: Stack, store: KaggleStore
) -> None:
    titanic = store.competitions.upsert(kaggle_id="titanic", title="Titanic")
    run = store.agent_executions.create(competition_id=titanic.id, execution_name="run")
    more = points(4, executions=[run.id] * 4)
    known = {name: values[:3] for name, values in more.items()}
    assert owner.execute(POINTS.encode(), known).fetchone() == (3,)
    with (
        psycopg.connect(session_stack.db_url or "") as deleting,
        psycopg.connect(session_stack.db_url or "", autocommit=True) as repeating,
        ThreadPoolExecutor(1) as pool,
    ):
        deleting.execute("delete from agent_executions where id = %s", [run.id])
        repeated = pool.submit(lambda: repeating.execute(POINTS.encode(), more).fetchone())
        wait_for_lock_waiter(owner)
        deleting.commit()
        assert repeated.result(30) == (1,)
    kept = owner.execute("select count(*), count(execution_id) from system_metrics").fetchone()
    assert kept == (4, 0)


def test_array_length_mismatch_is_refused(owner: Owner) -> None:
    with pytest.raises(errors.DatabaseError) as caught:
        owner.execute(POINTS.encode(), points(2, values=[1.0]))
    assert caught.value.sqlstate == "KS104"
    assert owner.execute("select count(*) from system_metrics").fetchone() == (0,)


def test_shared_values_can_be_given_once(owner: Owner) -> None:
    gone = uuid4()
    once = {"timestamps": 1, "names": 1, "types": 1, "tags": 1, "components": 1}
    batch = points(3, executions=[gone])
    batch |= {name: batch[name][:count] for name, count in once.items()}
    assert owner.execute(POINTS.encode(), batch).fetchone() == (3,)
    stored = owner.execute("select metric_name, metric_value, tags from system_metrics").fetchall()
    tags = {"step": 1, "execution_id": str(gone)}
    assert sorted(stored) == [("loss", 0.0, tags), ("loss", 1.0, tags), ("loss", 2.0, tags)]


def test_point_ids_count_up_from_first_id(owner: Owner) -> None:
    kept = "019abcde-1234-7abc-8123-4567"
    batch = points(4, ids=[UUID(f"{kept}fffffffe")])
    assert owner.execute(POINTS.encode(), batch).fetchone() == (4,)
    stored = owner.execute("select id from system_metrics order by metric_value").fetchall()
    last = ("fffffffe", "ffffffff", "00000000", "00000001")
    assert [str(id) for (id,) in stored] == [kept + each for each in last]
    again = points(2, ids=[UUID(f"{kept}ffffffff")])
    assert owner.execute(POINTS.encode(), again).fetchone() == (0,)
    more = points(3, ids=[UUID(f"{kept}00000000")])
    assert owner.execute(POINTS.encode(), more).fetchone() == (1,)


def test_duplicate_in_batch_is_stored_once(owner: Owner) -> None:
    batch = points(2)
    twice = {name: [*values, values[0]] for name, values in batch.items()}
    assert owner.execute(POINTS.encode(), twice).fetchone() == (2,)


@pytest.mark.parametrize("ids", [None, []])
def test_points_without_ids_are_refused(owner: Owner, ids: list[UUID] | None) -> None:
    with pytest.raises(errors.DatabaseError) as caught:
        owner.execute(POINTS.encode(), points(1, ids=ids))
    assert caught.value.sqlstate == "KS104"


def test_database_ids_are_uuid7(owner: Owner) -> None:
    measured(owner, "2026-11-23Z")
    row = owner.execute(
        "select id, kaggle_store.new_id(), "
        "round(extract(epoch from clock_timestamp()) * 1000)::bigint from system_metrics"
    ).fetchone()
    assert row
    for id in row[:2]:
        assert (id.version, id.variant) == (7, RFC_4122)
        assert 0 <= row[2] - (id.int >> 80) < 60_000
