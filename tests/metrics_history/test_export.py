"""Exports of whole months: files, manifests, records, and what retention drops."""

from __future__ import annotations

import importlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.dataset
import pyarrow.parquet
import pytest

from kaggle_store import KaggleStore, MetricsHistoryDamaged, MetricsHistoryError, SettingsError
from kaggle_store.backup.database import connected
from kaggle_store.metrics_history.dataset import Dataset
from kaggle_store.metrics_history.export import Exporter
from tests.conftest import Owner, Stack
from tests.metrics_history import points

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)


def export_only(owner: Owner) -> None:
    owner.execute(
        "insert into configurations (config_key, config_value, config_type) "
        "values ('retention.export_metrics', '1', 'system')"
    )


def retention(owner: Owner) -> tuple[Any, ...]:
    query = "select dropped_partitions, busy_partitions, kept_unexported from run_retention()"
    return owner.execute(query.encode()).fetchall()[0]


def files(root: str) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in Path(root).rglob("*") if path.is_file())


def test_export_round_trip(
    client: KaggleStore, owner: Owner, exporter: Exporter, old_points: object, root: str
) -> None:
    before = points.stored(owner)
    for month in (JANUARY, FEBRUARY):
        done = exporter.export(month)
        assert done is not None
        assert done.rows == done.added == len(before) // 2
        assert exporter.drop(month) == "dropped"
    assert points.stored(owner) == []
    found = pyarrow.dataset.dataset(root, partitioning="hive").to_table()
    assert points.rows_of(found) == before
    assert points.rows_of(client.system_metrics.scan(root=root)) == before
    assert points.rows_of(client.system_metrics.scan()) == before


def test_live_months_are_read_from_the_table(
    client: KaggleStore, owner: Owner, exporter: Exporter, old_points: object
) -> None:
    before = points.stored(owner)
    assert exporter.export(JANUARY)
    assert points.rows_of(client.system_metrics.scan()) == before
    assert exporter.drop(JANUARY) == "dropped"
    assert points.rows_of(client.system_metrics.scan()) == before


def test_negative_zero_survives(owner: Owner, exporter: Exporter, root: str) -> None:
    points.insert(owner, [points.point("2024-01-05T00:00:00Z", value=-0.0)])
    assert exporter.export(JANUARY)
    [row] = points.rows_of(pyarrow.dataset.dataset(root, partitioning="hive").to_table())
    assert row[2] == "8000000000000000"


@pytest.mark.parametrize("url", ["memory://history", "file://{path}", "{path}"])
def test_every_storage(
    url: str, store: KaggleStore, owner: Owner, stack: Stack, tmp_path: Path, old_points: object
) -> None:
    before = points.stored(owner)
    root = url.format(path=tmp_path / "elsewhere")
    with connected(str(stack.db_url)) as connection:
        exporter = Exporter(connection, Dataset(root))
        for month in (JANUARY, FEBRUARY):
            assert exporter.export(month)
            assert exporter.drop(month) == "dropped"
    assert points.rows_of(store.system_metrics.scan(root=root)) == before
    assert points.rows_of(store.system_metrics.scan()) == before, "the recorded root"


def test_large_months_have_several_files(
    store: KaggleStore,
    owner: Owner,
    exporter: Exporter,
    root: str,
    monkeypatch: pytest.MonkeyPatch,
    old_points: object,
) -> None:
    monkeypatch.setattr("kaggle_store.metrics_history.writing.ROWS_PER_FILE", 5)
    monkeypatch.setattr("kaggle_store.metrics_history.writing.ROW_GROUP", 2)
    monkeypatch.setattr("kaggle_store.metrics_history.export.BLOCK", 1)
    before = points.stored(owner)
    assert exporter.export(JANUARY)
    assert len([name for name in files(root) if name.endswith(".parquet")]) > 2
    assert exporter.drop(JANUARY) == "dropped"
    assert points.rows_of(store.system_metrics.scan()) == before


@pytest.mark.parametrize("month", [date(2024, 1, 2), date(2900, 1, 1)])
def test_only_whole_months(exporter: Exporter, root: str, month: date) -> None:
    with pytest.raises(MetricsHistoryError, match="has ended"):
        exporter.export(month)
    assert not Path(root).exists()


def test_empty_month(exporter: Exporter, store: KaggleStore, owner: Owner) -> None:
    owner.execute("select ensure_metric_partitions('2024-01-01', '2024-01-01')")
    assert exporter.due() == [JANUARY]
    done = exporter.export(JANUARY)
    assert done is not None
    assert (done.rows, exporter.due(), exporter.drop(JANUARY)) == (0, [], "dropped")
    assert points.rows_of(store.system_metrics.scan()) == []


# Retention ----------------------------------------------------------------------------------------


def test_retention_keeps_what_is_not_exported(
    owner: Owner, exporter: Exporter, old_points: object
) -> None:
    points.insert(owner, [points.point("1999-01-01T00:00:00Z")])
    export_only(owner)
    january, february = "system_metrics_2024_01", "system_metrics_2024_02"
    assert retention(owner) == ([], [], ["system_metrics_default", january, february])
    assert exporter.due() == [date(1999, 1, 1), JANUARY, FEBRUARY]
    assert exporter.export(JANUARY)
    assert retention(owner) == ([january], [], ["system_metrics_default", february])
    for month in exporter.due():
        assert exporter.export(month)
    assert retention(owner) == (["system_metrics_1999_01", february], [], [])


def test_without_the_policy_retention_drops(
    owner: Owner, exporter: Exporter, store: KaggleStore, old_points: object
) -> None:
    before = points.stored(owner, "timestamp < '2024-02-01'")
    assert exporter.export(JANUARY)
    assert len(retention(owner)[0]) == 2
    assert points.rows_of(store.system_metrics.scan()) == before, "what was exported is read"


def test_upkeep_counts_kept_months(owner: Owner, store: KaggleStore, old_points: object) -> None:
    export_only(owner)
    row = store.upkeep.run("metrics_retention")
    assert isinstance(row.counts, dict)
    assert (row.counts["dropped"], row.counts["kept_unexported"]) == (0, 2)
    [health] = [row for row in store.upkeep.store_health() if row.subject == "upkeep"]
    assert "2 months of metrics wait for their export" in health.found


@pytest.mark.parametrize(
    "write",
    [
        "insert into system_metrics (metric_name, metric_value, metric_type, timestamp) "
        "values ('late', 1, 'gauge', '2024-01-09T00:00:00Z')",
        "update system_metrics set metric_value = 7 where timestamp < '2024-02-01'",
        "delete from system_metrics where metric_name = 'loss' and timestamp < '2024-02-01'",
    ],
)
def test_written_month_is_exported_again(
    write: str,
    owner: Owner,
    exporter: Exporter,
    store: KaggleStore,
    root: str,
    old_points: object,
) -> None:
    export_only(owner)
    assert exporter.export(JANUARY)
    owner.execute(write.encode())
    after = points.stored(owner)
    assert exporter.drop(JANUARY) == "unexported"
    assert retention(owner)[2] == ["system_metrics_2024_01", "system_metrics_2024_02"]
    first = files(root)
    assert exporter.export(JANUARY)
    assert not set(first) & set(files(root)), "the first export's files are replaced"
    assert exporter.drop(JANUARY) == "dropped"
    assert points.rows_of(store.system_metrics.scan()) == after


def test_points_after_the_drop_are_added(
    owner: Owner, exporter: Exporter, client: KaggleStore, root: str, old_points: object
) -> None:
    export_only(owner)
    before = points.stored(owner)
    [again] = owner.execute("select * from system_metrics where timestamp < '2024-02-01' limit 1")
    assert exporter.export(JANUARY)
    assert exporter.drop(JANUARY) == "dropped"
    points.series(owner, "2024-01-01T00:00:00Z", 3, timedelta(days=12))
    late = points.stored(owner, "timestamp < '2024-02-01'")
    # A delivery that is repeated after the drop is not recognised by the table.
    names = "id, metric_name, metric_value, metric_type, tags, execution_id, component, timestamp"
    redelivered: dict[str, Any] = dict(zip(names.split(", "), again, strict=True))
    redelivered["tags"] = None
    marks = ", ".join(f"%({name})s" for name in names.split(", "))
    owner.execute(f"insert into system_metrics ({names}) values ({marks})".encode(), redelivered)
    whole = sorted([*before, *late], key=repr)
    assert points.rows_of(client.system_metrics.scan()) == whole, "from files and table"
    assert exporter.due() == [JANUARY, FEBRUARY]
    done = exporter.export(JANUARY)
    assert done is not None
    assert (done.added, done.rows) == (3, len(before) // 2 + 3)
    assert points.rows_of(client.system_metrics.scan()) == whole, "before they are dropped"
    assert retention(owner)[0] == ["system_metrics_2024_01"]
    assert points.rows_of(client.system_metrics.scan()) == whole
    found = pyarrow.dataset.dataset(root, partitioning="hive").to_table()
    assert found.num_rows == done.rows
    [loss] = [
        client.system_metrics.scan(metric_name="loss", until=datetime(2024, 2, 1, tzinfo=UTC))
    ]
    times = [row["timestamp"] for batch in loss for row in batch.to_pylist()]
    assert times == sorted(times)


def test_partition_created_again_is_not_exported(
    owner: Owner, exporter: Exporter, old_points: object
) -> None:
    assert exporter.export(JANUARY)
    owner.execute("drop table system_metrics_2024_01")
    owner.execute("select ensure_metric_partitions('2024-01-01', '2024-01-01')")
    assert exporter.drop(JANUARY) == "unexported"


def test_older_snapshot_drops_nothing(owner: Owner, exporter: Exporter, old_points: object) -> None:
    export_only(owner)
    assert exporter.export(JANUARY)
    with owner.transaction():
        owner.execute("set transaction isolation level repeatable read")
        assert retention(owner)[0] == []
    assert retention(owner)[0] == ["system_metrics_2024_01"]


def test_month_in_use_is_busy(
    stack: Stack, owner: Owner, exporter: Exporter, old_points: object
) -> None:
    assert exporter.export(JANUARY)
    with connected(str(stack.db_url)) as writer, writer.transaction():
        writer.execute("lock table public.system_metrics_2024_01 in row exclusive mode")
        assert exporter.drop(JANUARY) == "busy"
    assert exporter.drop(JANUARY) == "dropped"


# Interruptions ------------------------------------------------------------------------------------

STEPS = (
    ("kaggle_store.metrics_history.writing.MonthWriter.add", 0),
    ("kaggle_store.metrics_history.dataset.Dataset.write", 0),
    ("kaggle_store.metrics_history.dataset.Dataset.write", 1),
    ("kaggle_store.metrics_history.dataset.Dataset.write_manifest", 0),
    ("kaggle_store.metrics_history.export.Exporter._record", 0),
)


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize(("step", "after"), STEPS)
def test_killed_export_has_no_effect(
    step: str,
    after: int,
    owner: Owner,
    exporter: Exporter,
    store: KaggleStore,
    root: str,
    monkeypatch: pytest.MonkeyPatch,
    old_points: object,
) -> None:
    monkeypatch.setattr("kaggle_store.metrics_history.writing.ROWS_PER_FILE", 5)
    monkeypatch.setattr("kaggle_store.metrics_history.export.BLOCK", 1)
    export_only(owner)
    before = points.stored(owner)
    with monkeypatch.context() as patch:
        calls = []

        def kill(*args: Any, **more: Any) -> Any:
            calls.append(args)
            if len(calls) > after:
                raise Killed
            return whole(*args, **more)

        owner_name, _, name = step.rpartition(".")
        module, _, kind = owner_name.rpartition(".")
        target = getattr(importlib.import_module(module), kind)
        whole = getattr(target, name)
        patch.setattr(target, name, kill)
        with pytest.raises(Killed):
            exporter.export(JANUARY)
    assert exporter.drop(JANUARY) == "unexported"
    assert retention(owner)[0] == []
    assert points.rows_of(store.system_metrics.scan()) == before
    done = exporter.export(JANUARY)
    assert done
    found = pyarrow.dataset.dataset(root, partitioning="hive").to_table()
    assert found.num_rows == done.rows, "what the killed export has left is removed"
    assert exporter.drop(JANUARY) == "dropped"
    assert points.rows_of(store.system_metrics.scan()) == before


def test_earlier_export_cannot_be_recorded(
    stack: Stack, owner: Owner, exporter: Exporter, old_points: object
) -> None:
    first = exporter._begin(JANUARY)
    points.insert(owner, [points.point("2024-01-09T00:00:00Z", "between")])
    second = exporter._begin(JANUARY)
    record = "select kaggle_store.record_metric_export('2024-01-01', %s, 'file:///x', 1, 'x')"
    assert owner.execute(record.encode(), [first]).fetchone() == (False,)
    assert exporter.drop(JANUARY) == "unexported"
    assert owner.execute(record.encode(), [second]).fetchone() == (True,)
    assert owner.execute(record.encode(), [second]).fetchone() == (True,), "a repeat"


def test_two_exporters(stack: Stack, exporter: Exporter, dataset: Dataset, owner: Owner) -> None:
    with connected(str(stack.db_url)) as connection:
        connection.execute(
            "select pg_advisory_lock(hashtextextended('kaggle_store.metric_export 2024-01-01', 0))"
        )
        assert exporter.export(JANUARY) is None
        connection.execute("select pg_advisory_unlock_all()")
        assert exporter.export(JANUARY)


# Damage -------------------------------------------------------------------------------------------


def damage(path: Path, kind: str) -> None:
    content = bytearray(path.read_bytes())
    if kind == "missing":
        path.unlink()
        return
    if kind == "short":
        del content[-1]
    elif kind == "page":
        column = pyarrow.parquet.ParquetFile(path).metadata.row_group(0).column(2)
        content[column.data_page_offset + column.total_compressed_size - 1] ^= 1
    elif kind == "footer":
        content[-20] ^= 255
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("kind", ["missing", "short", "page", "footer"])
def test_damaged_file_is_named(
    kind: str, client: KaggleStore, exporter: Exporter, root: str, old_points: object
) -> None:
    assert exporter.export(JANUARY)
    assert exporter.drop(JANUARY) == "dropped"
    [path] = Path(root).rglob("*.parquet")
    damage(path, kind)
    with pytest.raises(MetricsHistoryDamaged, match=path.name) as caught:
        points.rows_of(client.system_metrics.scan())
    assert str(caught.value.uri).endswith(path.name)


def test_damaged_manifest_is_named(
    store: KaggleStore, exporter: Exporter, root: str, old_points: object
) -> None:
    assert exporter.export(JANUARY)
    assert exporter.drop(JANUARY) == "dropped"
    [path] = Path(root).rglob("*.json")
    path.write_text(path.read_text().replace('"rows"', '"sows"'))
    with pytest.raises(MetricsHistoryDamaged, match=path.name):
        points.rows_of(store.system_metrics.scan())


@pytest.mark.parametrize(
    ("root", "error"),
    [
        ("s3x://bucket", SettingsError),
        ("https://user:secret@host/x", SettingsError),
        ("/proc/nothing", MetricsHistoryError),
    ],
)
def test_unusable_root(
    root: str,
    error: type[Exception],
    stack: Stack,
    owner: Owner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    old_points: object,
) -> None:
    monkeypatch.chdir(tmp_path)
    export_only(owner)
    with connected(str(stack.db_url)) as connection, pytest.raises(error) as caught:
        Exporter(connection, Dataset(root)).export(JANUARY)
    assert "secret" not in str(caught.value)
    assert retention(owner)[0] == []
