"""Load the rows of a backup into tables whose triggers are disabled."""

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
from kaggle_store.backup.local_backup import LocalBackup
from kaggle_store.backup.names import DUMP, ROWS
from kaggle_store.errors import DamagedBackup

_END_OF_COPY = b"\\.\n"
_BATCH = 2_000
_MAX_HEADER_BYTES = 1 << 20
# The line that pg_dump writes before the rows of a table.
_IDENTIFIER = r'(?:[a-z_][a-z0-9_]*|"(?:[^"]|"")+")'
_COPY_LINE = re.compile(
    rf"COPY ({_IDENTIFIER})\.({_IDENTIFIER}) \(({_IDENTIFIER}(?:, {_IDENTIFIER})*)\) FROM stdin;\n"
)


class _Header(BaseModel):
    """The header line of a table's rows in an incremental backup."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    holds: Literal["keys", "rows", "all"]
    table: str
    columns: list[str]


def load_full(
    connection: Connection, found: dict[str, Table], full: LocalBackup, months: list[date]
) -> None:
    """Load a dump into empty tables, after creating the partitions of `months`."""
    for month in months:
        connection.execute("select public.ensure_metric_partitions(%s, %s)", [month, month])
    programs = Programs.find(full.manifest.state.server_version)
    arguments = ["--data-only", "--schema=public", "--schema=kaggle_store", "--file=-"]
    with programs.running("pg_restore", *arguments, str(full.path(DUMP))) as lines:
        for line in lines:
            if line.startswith(b"COPY "):
                _copy(connection, _copy_command(found, full, line), lines)


def _copy_command(found: dict[str, Table], full: LocalBackup, line: bytes) -> sql.Composed:
    """Return the COPY command for a line of a dump, built from its names: its text is never run."""
    if match := _COPY_LINE.fullmatch(line.decode(errors="replace")):
        schema, name = map(_unquote, match.group(1, 2))
        columns = [_unquote(column) for column in re.findall(_IDENTIFIER, match[3])]
        table = found.get(f"{schema}.{name}")
        if table and (table.schema, table.name) == (schema, name) and _has_columns(table, columns):
            return sql.SQL("copy {} ({}) from stdin").format(table.identifier, names(columns))
    raise DamagedBackup(
        f"{DUMP} of backup {full.manifest.id} has a COPY that loads no table of the store:"
        f" {ascii(line.decode(errors='replace'))[:200]}."
    )


def _unquote(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def _has_columns(table: Table, columns: list[str]) -> bool:
    return 0 < len(columns) == len(set(columns)) and set(columns) <= set(table.columns)


def load_changes(connection: Connection, found: dict[str, Table], changes: LocalBackup) -> None:
    """Apply an incremental backup: delete removed rows, insert new and changed ones."""
    manifest = changes.manifest
    with _open_rows(changes) as lines:
        while line := lines.readline(_MAX_HEADER_BYTES):
            header, table, carried = _header(found, changes, line)
            with _load_incoming(connection, table, header.columns, lines):
                if header.holds == "keys":
                    _delete_missing_rows(connection, table)
                    continue
                _delete_replaced_rows(connection, table, everything=header.holds == "all")
                if _insert(connection, table) != carried:
                    raise DamagedBackup(f"Backup {manifest.id} lacks rows of {table.title}.")


@contextmanager
def _open_rows(changes: LocalBackup) -> Iterator[gzip.GzipFile]:
    try:
        with gzip.open(changes.path(ROWS), "rb") as lines:
            yield lines
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise DamagedBackup(f"{ROWS} of backup {changes.manifest.id} is damaged.") from None


def _header(
    found: dict[str, Table], changes: LocalBackup, line: bytes
) -> tuple[_Header, Table, int]:
    """Parse the header line of a table's rows; return it with the table and the rows carried."""
    try:
        header = _Header.model_validate_json(line)
        table, count = found[header.table], changes.manifest.tables[header.table]
    except (ValidationError, KeyError):
        pass
    else:
        wanted = table.key if header.holds == "keys" else table.columns
        is_identifiable = header.holds == "all" or table.key
        if is_identifiable and sorted(header.columns) == sorted(wanted):
            return header, table, count.carried
    raise DamagedBackup(f"{ROWS} of backup {changes.manifest.id} has an invalid table header.")


@contextmanager
def _load_incoming(
    connection: Connection, table: Table, columns: list[str], lines: Iterable[bytes]
) -> Iterator[None]:
    create = "create temp table incoming on commit drop as select {} from {} with no data"
    connection.execute(sql.SQL(create).format(names(columns), table.identifier))
    _copy(connection, sql.SQL("copy pg_temp.incoming from stdin"), lines)
    connection.execute("analyze pg_temp.incoming")
    yield
    connection.execute("drop table pg_temp.incoming")


def _delete_missing_rows(connection: Connection, table: Table) -> None:
    connection.execute(
        sql.SQL(
            "delete from {table} as t where not exists"
            " (select from pg_temp.incoming as i where ({incoming_key}) = ({table_key}))"
        ).format(
            table=table.identifier,
            incoming_key=names(table.key, "i"),
            table_key=names(table.key, "t"),
        )
    )


def _delete_replaced_rows(connection: Connection, table: Table, *, everything: bool) -> None:
    """Delete all old row versions before new ones are inserted, to keep unique constraints."""
    is_replaced: sql.Composable = sql.SQL(
        "exists (select from pg_temp.incoming as i where ({}) = ({}))"
    ).format(names(table.key, "i"), names(table.key, "t"))
    if everything:
        is_replaced = sql.SQL("true")
    connection.execute(
        sql.SQL("delete from {} as t where {}").format(table.identifier, is_replaced)
    )


def _insert(connection: Connection, table: Table) -> int:
    return connection.execute(
        sql.SQL(
            "insert into {table} ({columns}) overriding system value"
            " select {columns} from pg_temp.incoming"
        ).format(table=table.identifier, columns=names(table.columns))
    ).rowcount


def _copy(connection: Connection, command: sql.SQL | sql.Composed, lines: Iterable[bytes]) -> None:
    rows = itertools.takewhile(lambda line: line != _END_OF_COPY, lines)
    with connection.cursor().copy(command) as copy:
        while batch := b"".join(itertools.islice(rows, _BATCH)):
            copy.write(batch)
