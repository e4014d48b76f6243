"""Apply migrations and record them as the Supabase CLI does, so that both can be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kaggle_store.errors import LocalStackError
from kaggle_store.local.postgres import Server, SqlError

_ROLE = "postgres"
_FILE_NAME = re.compile(r"^(?P<version>\d+)_(?P<name>.*)\.sql$")
_HISTORY = """
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
    version text not null primary key
);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;
select version from supabase_migrations.schema_migrations;
"""
# Settings changed by a file must not affect its record or the next file.
_APPLY = """
begin;
{include}
reset all;
insert into supabase_migrations.schema_migrations (version, name, statements)
values ({version}, {name}, array[{text}]);
commit;
"""
_ERROR = re.compile(r"^psql:(?P<file>.*?):(?P<line>\d+): ERROR:\s+(?P<message>.*)", re.DOTALL)


@dataclass(frozen=True)
class Migration:
    """One file of the migrations folder."""

    version: str
    name: str
    path: Path


def project_dir() -> Path:
    """Return the Supabase project of this package: `config.toml`, `migrations/`, `seed.sql`."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_supabase", package.parent / "supabase"):
        if folder.is_dir():
            return folder
    raise LocalStackError(
        f"The migrations are missing beside {package}; install kaggle_store again,"
        " or name a migrations folder."
    )


def migrations_in(folder: Path) -> list[Migration]:
    """Return the migrations of `folder` in the order they are applied."""
    if not folder.is_dir():
        raise LocalStackError(f"There is no migrations folder at {folder}; name one that exists.")
    return [
        Migration(match["version"], match["name"], path)
        for path in sorted(folder.iterdir())
        if (match := _FILE_NAME.match(path.name))
    ]


def apply_migrations(server: Server, folder: Path, database: str = "postgres") -> list[str]:
    """Apply pending migrations, each in its own transaction; return the file names.

    Raises `LocalStackError` with file, line and message if one fails; it is rolled back.
    """
    available = migrations_in(folder)
    applied = set(server.run(_HISTORY, user=_ROLE, database=database).split())
    pending = [migration for migration in available if migration.version not in applied]
    if pending:
        script = "\n".join(_script(migration) for migration in pending)
        _run(server, script, database)
    return [migration.path.name for migration in pending]


def run_seed(server: Server, path: Path, database: str = "postgres") -> None:
    """Run the seed file in one transaction; do nothing if it does not exist."""
    if path.is_file():
        _run(server, f"begin;\n{_include(path)}\ncommit;\n", database)


def _script(migration: Migration) -> str:
    text = migration.path.read_text(encoding="utf-8")
    return _APPLY.format(
        include=_include(migration.path),
        version=_literal(migration.version),
        name=_literal(migration.name),
        text=_literal(text),
    )


def _include(path: Path) -> str:
    quoted = str(path).replace("\\", "\\\\").replace("'", "\\'")
    return f"\\i '{quoted}'"


def _literal(text: str) -> str:
    tag = "$body$"
    while tag in text:
        tag = tag[:-1] + "_$"
    return f"{tag}{text}{tag}"


def _run(server: Server, script: str, database: str) -> None:
    try:
        server.run(script, user=_ROLE, database=database)
    except SqlError as problem:
        raise LocalStackError(_error_message(str(problem))) from None


def _error_message(stderr: str) -> str:
    match = _ERROR.search(stderr)
    if match is None:
        return f"The migrations could not be applied: {stderr}"
    file = Path(match["file"])
    return f"{file.name} failed at line {match['line']} and was rolled back: {match['message']}"
