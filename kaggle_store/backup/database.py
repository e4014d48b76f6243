"""Connect to the database of a backup and run PostgreSQL's programs on it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

import psycopg
from psycopg import pq, sql
from psycopg.conninfo import conninfo_to_dict

from kaggle_store._files import expanded
from kaggle_store.errors import BackupError, PostgresProgramsMissing
from kaggle_store.local.binaries import postgres_folders
from kaggle_store.local.supervisor import clean_environment
from kaggle_store.running_stack import find_running_stack
from kaggle_store.settings import database_url

Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]
MALFORMED = (
    "The database URL is not valid: it must be postgresql://USER:PASSWORD@HOST:PORT/DATABASE,"
    " with special characters percent-encoded, such as %40 for @."
)
_SQL = Path(__file__).parent / "sql"
_CLIENTS = ("pg_dump", "pg_restore", "pg_basebackup")
_INHERITED = (
    *("HOME", "USER", "LANG", "LC_ALL", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    *("SYSTEMROOT", "APPDATA", "TEMP"),  # of Windows; it has no sockets without the first
)


@dataclass(frozen=True)
class Table:
    """A table whose rows are backed up; `columns` are those that can be inserted."""

    schema: str
    name: str
    is_partitioned: bool
    columns: list[str]
    key: list[str]

    @property
    def title(self) -> str:
        """The name with the schema."""
        return f"{self.schema}.{self.name}"

    @property
    def identifier(self) -> sql.Identifier:
        """The qualified name as a SQL identifier."""
        return sql.Identifier(self.schema, self.name)


def names(columns: list[str], of: str | None = None) -> sql.Composable:
    """Return a list of columns as SQL, qualified with the alias `of` if given."""
    return sql.SQL(", ").join(sql.Identifier(*([of] if of else []), name) for name in columns)


def find_database(given: str | None) -> str:
    """Return the given database URL, else that of the environment, else the local stack's."""
    if found := given or database_url():
        return found
    if stack := find_running_stack():
        return stack.db_url
    raise BackupError(
        "No database URL is set and no local stack is running; set SUPABASE_DB_URL to the project's"
        " connection string (direct, or the session pooler's)."
    )


def script(name: str) -> bytes:
    """Return the content of one of this package's SQL files."""
    return (_SQL / f"{name}.sql").read_bytes()


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """Open an autocommit connection; psycopg's errors become `BackupError`."""
    if is_malformed(url):
        raise BackupError(MALFORMED)
    try:
        connection = psycopg.connect(url, autocommit=True, application_name="kaggle-store backup")
    except psycopg.Error as problem:
        raise BackupError(f"The database cannot be reached: {_primary_message(problem)}.") from None
    with connection:
        try:
            connection.execute(script("session"))
            yield connection
        except psycopg.Error as problem:
            raise BackupError(
                f"The database returned an error: {_primary_message(problem)}."
            ) from None


def is_malformed(url: str) -> bool:
    """Return whether libpq would show parts of the URL, such as its password, in an error."""
    try:
        host = str(conninfo_to_dict(url).get("host") or "")
    except psycopg.Error:
        return True
    # The first @ ends the password; only a socket's name may begin with one.
    return "@" in host[1:]


def _primary_message(problem: psycopg.Error) -> str:
    # Error details quote rows, which may contain secrets.
    lines = (problem.diag.message_primary or str(problem)).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(problem).__name__


def tables(connection: Connection) -> list[Table]:
    """Return the store's tables; raise `BackupError` if the database has no store."""
    found = connection.execute("select to_regclass('kaggle_store.installed')").fetchone()
    if found in (None, (None,)):
        raise BackupError(
            "This database has no store with a record of its migrations: push the migrations first,"
            " with `supabase db push --remote`."
        )
    return [Table(*row) for row in connection.execute(script("tables"))]


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's client programs, of the server's major version or later."""

    folder: Path

    @classmethod
    def find(cls, server_version: int) -> Programs:
        """Search KAGGLE_STORE_POSTGRES, the local stack's folders and `PATH`."""
        wanted, seen = server_version // 10_000, []
        for folder in dict.fromkeys(_folders()):
            major = _major(folder)
            if major >= wanted:
                return cls(folder)
            seen.append(f"{major} in {folder}")
        raise PostgresProgramsMissing(
            f"The server is PostgreSQL {wanted} and the client programs must not be older;"
            f" found: {', '.join(seen) or 'none'}. Run `pip install 'kaggle_store[local]'`, or set"
            f" KAGGLE_STORE_POSTGRES to the bin folder of a PostgreSQL {wanted} or later."
        )

    @contextmanager
    def running(self, name: str, *arguments: str, url: str | None = None) -> Iterator[IO[bytes]]:
        """Run a program and yield its standard output; raise `BackupError` if it fails.

        The URL is passed in the environment, which other users cannot read. Of the caller's
        environment, only libpq's variables are passed: a program that reads an untrusted dump
        gets no secrets.
        """
        command = [_program(self.folder, name) or name, *arguments]
        environment = _environment() | (_connection_variables(url) if url else {})
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=errors
            )
            with process, _killed_on_error(process):
                yield cast(IO[bytes], process.stdout)
            errors.seek(0)
            text = errors.read().decode(errors="replace").strip()
        if process.returncode != 0:
            reason = (text.splitlines() or ["no reason given"])[0]
            raise BackupError(f"{name} failed: {reason.removeprefix(f'{name}: error: ')}")


@contextmanager
def _killed_on_error(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill the process if the block fails: its output is no longer read."""
    try:
        yield
    except BaseException:
        process.kill()
        raise


def _folders() -> Iterator[Path]:
    if named := os.environ.get("KAGGLE_STORE_POSTGRES"):
        yield expanded(Path(named))
    for folder in postgres_folders():
        if _program(folder, "pg_dump"):
            yield folder
    if found := shutil.which("pg_dump"):
        yield Path(found).parent


def _program(folder: Path, name: str) -> str | None:
    """Return the path of a program, or None if the folder does not have it."""
    path = folder / (f"{name}.exe" if sys.platform == "win32" else name)
    return str(path) if os.access(path, os.X_OK) else None


def _major(folder: Path) -> int:
    programs = [_program(folder, name) for name in _CLIENTS]
    if None in programs:
        return 0
    command = [str(programs[0]), "--version"]
    result = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    match = re.search(r"\d+", result.stdout)
    return int(match.group()) if match else 0


def _environment() -> dict[str, str]:
    """Return the caller's environment without the keys of buckets, projects and seals."""
    libpq = {name: value for name, value in os.environ.items() if name.startswith(("PG", "KRB5"))}
    others = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return clean_environment() | libpq | others


def _connection_variables(url: str) -> dict[str, str]:
    """Return a connection string as libpq's environment variables."""
    given = conninfo_to_dict(url)
    options = {o.keyword.decode(): o.envvar for o in pq.Conninfo.get_defaults()}
    variables = {name: options.get(name) for name in given}
    return {variable.decode(): str(given[name]) for name, variable in variables.items() if variable}
