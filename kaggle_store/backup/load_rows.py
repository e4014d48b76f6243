"""Loading the rows of a backup into tables whose triggers are asleep."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from psycopg import sql

from kaggle_store.backup.create import DUMP, ROWS
from kaggle_store.backup.database import Connection, Programs, Table, names
from kaggle_store.backup.errors import DamagedBackup
from kaggle_store.backup.manifest import Manifest

_END = b"\\.\n"
_BATCH = 2_000


@dataclass(frozen=True)
class Fetched:
    """A backup whose files are in a folder of this machine, as its manifest says."""

    manifest: Manifest
    folder: Path


def load_full(connection: Connection, full: Fetched, months: list[date]) -> None:
    """Load a dump into empty tables; `months` get their partitions first."""
    for month in months:
        connection.execute("select public.ensure_metric_partitions(%s, %s)", [month, month])
    programs = Programs.find(full.manifest.state.server_version)
    words = ["--data-only", "--schema=public", "--schema=private", "--file=-"]
    with programs.running("pg_restore", *words, str(full.folder / DUMP)) as lines:
        for line in lines:
            if line.startswith(b"COPY "):
                _copy(connection, line.rstrip(b";\n"), lines)


def load_changes(connection: Connection, found: dict[str, Table], changes: Fetched) -> None:
    """Bring tables from one backup to the next: what is gone goes, what is new or changed comes."""
    manifest = changes.manifest
    with gzip.open(changes.folder / ROWS, "rb") as lines:
        for line in lines:
            header = json.loads(line)
            table = found[header["table"]]
            with _incoming(connection, table, header["columns"], lines):
                if header["holds"] == "keys":
                    _delete_others(connection, table)
                    continue
                _delete_old(connection, table, everything=header["holds"] == "all")
                if _insert(connection, table) != manifest.tables[table.title].carried:
                    raise DamagedBackup(f"Backup {manifest.id} lacks rows of {table.title}.")


@contextmanager
def _incoming(
    connection: Connection, table: Table, columns: list[str], lines: Iterable[bytes]
) -> Iterator[None]:
    made = "create temp table incoming on commit drop as select {} from {} with no data"
    connection.execute(sql.SQL(made).format(names(columns), table.identifier))
    _copy(connection, b"copy pg_temp.incoming from stdin", lines)
    connection.execute("analyze pg_temp.incoming")
    yield
    connection.execute("drop table pg_temp.incoming")


def _delete_others(connection: Connection, table: Table) -> None:
    connection.execute(
        sql.SQL(
            "delete from {table} as t where not exists"
            " (select from pg_temp.incoming as i where ({theirs}) = ({ours}))"
        ).format(table=table.identifier, theirs=names(table.key, "i"), ours=names(table.key, "t"))
    )


def _delete_old(connection: Connection, table: Table, *, everything: bool) -> None:
    """Remove all old versions before any new one comes: whatever is unique stays so."""
    same: sql.Composable = sql.SQL(
        "exists (select from pg_temp.incoming as i where ({}) = ({}))"
    ).format(names(table.key, "i"), names(table.key, "t"))
    if everything:
        same = sql.SQL("true")
    connection.execute(sql.SQL("delete from {} as t where {}").format(table.identifier, same))


def _insert(connection: Connection, table: Table) -> int:
    return connection.execute(
        sql.SQL(
            "insert into {table} ({columns}) overriding system value"
            " select {columns} from pg_temp.incoming"
        ).format(table=table.identifier, columns=names(table.columns))
    ).rowcount


def _copy(connection: Connection, command: bytes, lines: Iterable[bytes]) -> None:
    rows = itertools.takewhile(lambda line: line != _END, lines)
    with connection.cursor().copy(command) as copy:
        while batch := b"".join(itertools.islice(rows, _BATCH)):
            copy.write(batch)
