"""`system_metrics.scan`: one stream over the table and the files, without doubles or gaps."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Any

import duckdb
import polars
import psycopg
import pytest

from kaggle_store import InvalidInput, KaggleStore, PermissionDenied, SettingsError
from kaggle_store.backup.database import connected
from kaggle_store.metrics_history.dataset import Dataset
from kaggle_store.metrics_history.export import Exporter
from kaggle_store.metrics_history.tags import contains
from kaggle_store.resources import _scan
from tests.conftest import Owner, Stack
from tests.metrics_history import points

MONTHS = [date(2024, month, 1) for month in (1, 2, 3, 4)]
DAY = timedelta(days=1)

sql: Any = duckdb.sql


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def year(owner: Owner) -> list[tuple[Any, ...]]:
    """Two series of four past months, one point a day; what the table has of them."""
    owner.execute("select ensure_metric_partitions('2024-01-01', '2024-04-01')")
    for name in ("loss", "score"):
        points.series(owner, "2024-01-01T00:00:00+00:00", 121, DAY, name)
    return points.stored(owner)


def exported(exporter: Exporter, *months: date) -> None:
    for month in months:
        assert exporter.export(month)
        assert exporter.drop(month) == "dropped"


def times(reader: Any) -> list[datetime]:
    return [row["timestamp"] for batch in reader for row in batch.to_pylist()]


# The seam -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("months", [[], [0], [1, 3], [0, 1, 2, 3]])
def test_series_in_order_of_time(
    client: KaggleStore, exporter: Exporter, year: Any, months: list[int]
) -> None:
    exported(exporter, *(MONTHS[number] for number in months))
    assert points.rows_of(client.system_metrics.scan()) == year
    found = times(client.system_metrics.scan(metric_name="loss"))
    assert found == [moment("2024-01-01") + DAY * n for n in range(121)]
    some = client.system_metrics.scan(
        metric_name="score", since=moment("2024-01-31"), until=moment("2024-03-02")
    )
    assert times(some) == [moment("2024-01-31") + DAY * n for n in range(31)]


@pytest.mark.parametrize("after_pages", range(6))
@pytest.mark.parametrize("page", [7, 100])
def test_month_dropped_during_a_scan(
    after_pages: int,
    page: int,
    store: KaggleStore,
    exporter: Exporter,
    year: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kaggle_store._requests.query.LARGEST_PAGE", page)
    reader = iter(store.system_metrics.scan(metric_name="loss"))
    found = [row for batch in islice(reader, after_pages) for row in batch.to_pylist()]
    exported(exporter, *MONTHS[:3])
    found += [row for batch in reader for row in batch.to_pylist()]
    assert [row["timestamp"] for row in found] == [
        moment("2024-01-01") + DAY * n for n in range(121)
    ]


@pytest.mark.parametrize("pages", range(1, 5))
def test_month_dropped_between_page_and_list(
    pages: int,
    store: KaggleStore,
    exporter: Exporter,
    year: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kaggle_store._requests.query.LARGEST_PAGE", 20)
    whole, calls = _scan._dropped_months, []

    def drop_first() -> Any:
        calls.append(1)
        if len(calls) == pages:
            exported(exporter, *MONTHS[:2])
        return whole()

    monkeypatch.setattr(_scan, "_dropped_months", drop_first)
    assert times(store.system_metrics.scan(metric_name="loss")) == [
        moment("2024-01-01") + DAY * n for n in range(121)
    ]


def test_writers_during_exports_and_drops(
    stack: Stack, owner: Owner, store: KaggleStore, root: str
) -> None:
    """Nothing that was committed is lost, whatever writers do while months are dropped."""
    owner.execute("select ensure_metric_partitions('2024-01-01', '2024-02-01')")
    owner.execute(
        "insert into configurations (config_key, config_value, config_type) "
        "values ('retention.export_metrics', '1', 'system')"
    )
    stopped = Event()

    def write(number: int) -> int:
        count = 0
        with psycopg.connect(str(stack.db_url), autocommit=True) as writer:
            while not stopped.is_set():
                at = moment("2024-01-01") + timedelta(hours=count % 1400, microseconds=number)
                # PostgreSQL refuses a row for the default partition when the month of the row gets
                # its own meanwhile; the recorder sends it again, too.
                with suppress(psycopg.errors.CheckViolation):
                    writer.execute(
                        "insert into system_metrics "
                        "(metric_name, metric_value, metric_type, timestamp) "
                        "values (%s, %s, 'gauge', %s)",
                        [f"w{number}", count, at],
                    )
                    count += 1
        return count

    with ThreadPoolExecutor(3) as pool, connected(str(stack.db_url)) as connection:
        exporter = Exporter(connection, Dataset(root))
        writers = [pool.submit(write, number) for number in range(3)]
        try:
            dropped = 0
            for _ in range(12):
                for month in exporter.due():
                    assert exporter.export(month)
                dropped += len(store.upkeep.run_retention().dropped_partitions)
        finally:
            stopped.set()
        written = sum(writer.result() for writer in writers)
    found = store.system_metrics.scan().read_all()
    assert found.num_rows == written
    assert len(set(found["id"].to_pylist())) == written
    assert set(outcomes_of_rest(stack, root)) <= {"dropped", "busy"}
    assert store.system_metrics.scan().read_all().num_rows == written


def outcomes_of_rest(stack: Stack, root: str) -> list[str]:
    """Export and drop what is left, and return the outcomes."""
    with connected(str(stack.db_url)) as connection:
        exporter = Exporter(connection, Dataset(root))
        months = exporter.due()
        assert all(exporter.export(month) for month in months)
        return [exporter.drop(month) for month in months]


# Filters ------------------------------------------------------------------------------------------

TAGS: list[dict[str, Any]] = [
    {"step": 1, "training_job_id": "019a6b7c-0000-7000-8000-000000000001", "ok": True},
    {"step": 1.0, "list": [1, 2, {"a": "é"}]},
    {"step": "1", "deep": {"a": {"b": None}}},
    {"step": True},
    {},
]


@pytest.mark.parametrize(
    "wanted",
    [
        *TAGS,
        {"list": [{"a": "é"}]},
        {"list": [2, 1]},
        {"list": []},
        {"deep": {"a": {}}},
        {"deep": {"a": {"b": False}}},
        {"step": 2},
    ],
)
def test_tags_match_as_in_the_database(
    wanted: dict[str, Any], client: KaggleStore, owner: Owner, exporter: Exporter
) -> None:
    rows = [points.point("2024-01-09T00:00:00Z", tags=json.dumps(tags)) for tags in TAGS]
    points.insert(owner, rows)
    inside = owner.execute(
        "select id::text from system_metrics where tags @> %s", [json.dumps(wanted)]
    ).fetchall()
    for _ in range(2):
        found = points.rows_of(client.system_metrics.scan(tags=wanted))
        assert [row[0] for row in found] == sorted(id for (id,) in inside)
        if exporter.due():
            exported(exporter, MONTHS[0])


def test_execution_and_job(client: KaggleStore, owner: Owner, exporter: Exporter) -> None:
    owner.execute("insert into competitions (kaggle_id, title) values ('c', 'C')")
    query = (
        "insert into agent_executions (competition_id, execution_name) "
        "select id, 'e' from competitions returning id"
    )
    mine, other = (owner.execute(query).fetchall()[0][0] for _ in range(2))
    job = TAGS[0]["training_job_id"]
    for execution in (mine, other):
        at, tags = "2024-01-09T00:00:00Z", json.dumps({"training_job_id": job, "x": 1})
        points.insert(owner, [points.point(at, execution_id=execution, tags=tags)])
    exported(exporter, MONTHS[0])
    owner.execute("delete from agent_executions where id = %s", [mine])
    metrics = client.system_metrics
    [row] = points.rows_of(metrics.scan(execution_id=mine, training_job_id=job, tags={"x": 1}))
    assert row[5] == str(mine), "points of a deleted execution survive"


@pytest.mark.parametrize(
    "options", [{"metric_name": 1}, {"since": "x"}, {"tags": []}, {"page": 1}, {"root": 1}]
)
def test_invalid_options(client: KaggleStore, options: Any) -> None:
    with pytest.raises(InvalidInput):
        list(client.system_metrics.scan(**options))


def test_containment_of_arrays_is_per_element() -> None:
    assert contains([1, [2, 3]], [[3]])
    assert not contains([1, 2], 1)
    assert not contains({"a": 1}, {"a": {"b": 1}})


# Others -------------------------------------------------------------------------------------------


def test_duckdb_reads_and_prunes(exporter: Exporter, year: Any, root: str) -> None:
    exported(exporter, *MONTHS)
    source = f"read_parquet('{root}/year=*/month=*/*.parquet', hive_partitioning = true)"
    columns = "id, metric_name, metric_value, metric_type, tags, execution_id, component, timestamp"
    sql("set timezone = 'UTC'")
    rows = sql(f"select {columns} from {source}").fetchall()
    assert sorted(map(points._plain, rows), key=repr) == year
    query = f"select sum(metric_value) from {source} where year = 2024 and month = 2"
    assert sql(f"{query} and metric_name = 'loss'").fetchall() == [(sum(range(31, 60)),)]
    plan = sql(f"explain analyze {query}").fetchall()[0][1]
    assert "Scanning Files: 1/4" in plan


def test_polars_reads_and_prunes(exporter: Exporter, year: Any, root: str) -> None:
    exported(exporter, *MONTHS)
    for path in Path(root).glob("year=2024/month=0[234]/*.parquet"):
        path.write_bytes(b"not read")
    lazy = polars.scan_parquet(f"{root}/year=*/month=*/*.parquet", hive_partitioning=True)
    found = lazy.filter(polars.col("month") == 1, polars.col("metric_name") == "loss").collect()
    assert found["metric_value"].sum() == sum(range(31))
    assert found.schema["timestamp"] == polars.Datetime("us", "UTC")


def test_reader_feeds_duckdb(store: KaggleStore, exporter: Exporter, year: Any) -> None:
    exported(exporter, MONTHS[0])
    reader = store.system_metrics.scan()  # noqa: F841 - DuckDB finds it by its name
    found = sql("select metric_name, count(*) from reader group by all order by all")
    assert found.fetchall() == [("loss", 121), ("score", 121)]


def test_workers_may_not_list_exports(store: KaggleStore, owner: Owner, stack: Stack) -> None:
    owner.execute("insert into competitions (kaggle_id, title) values ('c', 'C')")
    query = (
        "insert into agent_executions (competition_id, execution_name) "
        "select id, 'e' from competitions returning id"
    )
    [(execution,)] = owner.execute(query).fetchall()
    with KaggleStore(stack.api_url, stack.secret_key, jwt_secret=stack.jwt_secret) as signer:
        token = signer.tokens.for_execution(execution)
    with (
        KaggleStore(stack.api_url, stack.secret_key, access_token=token.access_token) as worker,
        pytest.raises(PermissionDenied),
    ):
        list(worker.system_metrics.scan())
    for function in ("begin_metric_export", "record_metric_export", "drop_metric_partition"):
        allowed = owner.execute(
            "select bool_or(has_function_privilege(role, p.oid, 'execute')) from pg_proc as p, "
            "unnest('{anon,authenticated,service_role,admin,kaggle_worker}'::name[]) as role "
            "where proname = %s",
            [function],
        ).fetchone()
        assert allowed == (False,), function


@pytest.mark.parametrize("missing", ["pyarrow", "fsspec"])
def test_missing_package_names_the_extra(
    missing: str, client: KaggleStore, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(SettingsError, match=rf"{missing}.*kaggle_store\[parquet\]"):
        list(client.system_metrics.scan())
    with pytest.raises(SettingsError, match=r"kaggle_store\[parquet\]"):
        Dataset(root)
