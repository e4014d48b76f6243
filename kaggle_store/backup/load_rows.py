"""Loading the rows of a backup into tables whose triggers are asleep."""

from __future__ import annotations

import gzip
import itertools
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Literal

from psycopg import sql
from pydantic import BaseModel, ConfigDict, ValidationError

from kaggle_store.backup.database import Connection, Programs, Table, names
from kaggle_store.backup.fetched import Fetched
from kaggle_store.backup.names import DUMP, ROWS
from kaggle_store.errors import DamagedBackup

_END = b"\\.\n"
_BATCH = 2_000
_LONGEST_HEADER = 1 << 20
# The line that pg_dump writes before the rows of a table.
_NAME = r'(?:[a-z_][a-z0-9_]*|"(?:[^"]|"")+")'
_COPY = re.compile(rf"COPY ({_NAME})\.({_NAME}) \(({_NAME}(?:, {_NAME})*)\) FROM stdin;\n")


class _Header(BaseModel):
    """The line before the rows of a table in an incremental backup."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    holds: Literal["keys", "rows", "all"]
    table: str
    columns: list[str]


def load_full(
    connection: Connection, found: dict[str, Table], full: Fetched, months: list[date]
) -> None:
    """Load a dump into empty tables; `months` get their partitions first."""
    for month in months:
        connection.execute("select public.ensure_metric_partitions(%s, %s)", [month, month])
    programs = Programs.find(full.manifest.state.server_version)
    words = ["--data-only", "--schema=public", "--schema=kaggle_store", "--file=-"]
    with programs.running("pg_restore", *words, str(full.path(DUMP))) as lines:
        for line in lines:
            if line.startswith(b"COPY "):
                _copy(connection, _copy_command(found, full, line), lines)


def _copy_command(found: dict[str, Table], full: Fetched, line: bytes) -> sql.Composed:
    """Return the command that loads a table's rows: a dump names them, its text is never run."""
    if match := _COPY.fullmatch(line.decode(errors="replace")):
        schema, name = map(_unquoted, match.group(1, 2))
        columns = [_unquoted(column) for column in re.findall(_NAME, match[3])]
        table = found.get(f"{schema}.{name}")
        if table and (table.schema, table.name) == (schema, name) and _has(table, columns):
            return sql.SQL("copy {} ({}) from stdin").format(table.identifier, names(columns))
    raise DamagedBackup(
        f"{DUMP} of backup {full.manifest.id} does not load rows of a table of the store:"
        f" {ascii(line.decode(errors='replace'))[:200]}."
    )


def _unquoted(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def _has(table: Table, columns: list[str]) -> bool:
    return 0 < len(columns) == len(set(columns)) and set(columns) <= set(table.columns)


def load_changes(connection: Connection, found: dict[str, Table], changes: Fetched) -> None:
    """Bring tables from one backup to the next: what is gone goes, what is new or changed comes."""
    manifest = changes.manifest
    with _reading(changes) as lines:
        while line := lines.readline(_LONGEST_HEADER):
            header, table = _header(found, changes, line)
            with _incoming(connection, table, header.columns, lines):
                if header.holds == "keys":
                    _delete_others(connection, table)
                    continue
                _delete_old(connection, table, everything=header.holds == "all")
                if _insert(connection, table) != manifest.tables[table.title].carried:
                    raise DamagedBackup(f"Backup {manifest.id} lacks rows of {table.title}.")


@contextmanager
def _reading(changes: Fetched) -> Iterator[gzip.GzipFile]:
    try:
        with gzip.open(changes.path(ROWS), "rb") as lines:
            yield lines
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise DamagedBackup(f"{ROWS} of backup {changes.manifest.id} is damaged.") from None


def _header(found: dict[str, Table], changes: Fetched, line: bytes) -> tuple[_Header, Table]:
    """Read the line before the rows of a table, and return it with that table."""
    try:
        header = _Header.model_validate_json(line)
        table = found[header.table]
    except (ValidationError, KeyError):
        pass
    else:
        wanted = table.key if header.holds == "keys" else table.columns
        can_be_told_apart = header.holds == "all" or table.key
        if can_be_told_apart and sorted(header.columns) == sorted(wanted):
            return header, table
    raise DamagedBackup(f"{ROWS} of backup {changes.manifest.id} does not hold a table's rows.")


@contextmanager
def _incoming(
    connection: Connection, table: Table, columns: list[str], lines: Iterable[bytes]
) -> Iterator[None]:
    made = "create temp table incoming on commit drop as select {} from {} with no data"
    connection.execute(sql.SQL(made).format(names(columns), table.identifier))
    _copy(connection, sql.SQL("copy pg_temp.incoming from stdin"), lines)
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


def _copy(connection: Connection, command: sql.SQL | sql.Composed, lines: Iterable[bytes]) -> None:
    rows = itertools.takewhile(lambda line: line != _END, lines)
    with connection.cursor().copy(command) as copy:
        while batch := b"".join(itertools.islice(rows, _BATCH)):
            copy.write(batch)
