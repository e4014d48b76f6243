"""Apply migrations and record them as the Supabase CLI does, so that both can be used."""

from __future__ import annotations

import re
from pathlib import Path

from kaggle_store.errors import LocalStackError
from kaggle_store.local.plan import RECORDED, Migration, Recorded, migrations_in, plan
from kaggle_store.local.postgres import Server, SqlError

_ROLE = "postgres"
_HISTORY = """
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
    version text not null primary key
);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;
"""
# Settings changed by a file must not affect its record or the next file.
_APPLY = """
begin;
{include}
reset all;
{record}
commit;
"""
_RECORD = """
insert into supabase_migrations.schema_migrations (version, name, statements)
values ({version}, {name}, array[{text}]);
"""
_ERROR = re.compile(r"^psql:(?P<file>.*?):(?P<line>\d+): ERROR:\s+(?P<message>.*)", re.DOTALL)


def project_dir() -> Path:
    """Return the Supabase project of this package: `config.toml`, `migrations/`, `seed.sql`.

    Raises `LocalStackError` if an installation lacks it.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_supabase", package.parent / "supabase"):
        if folder.is_dir():
            return folder
    raise LocalStackError(
        f"The migrations are missing beside {package}; install kaggle_store again,"
        " or name a migrations folder."
    )


def apply_migrations(server: Server, folder: Path, database: str = "postgres") -> list[str]:
    """Apply pending migrations, each in its own transaction; return the file names.

    Raises `LocalStackError` with file, line and message if one fails; it is rolled back. Raises it
    before anything is changed if the store in the database was made from other migrations.
    """
    available = migrations_in(folder)
    recorded = Recorded.parse(server.run(RECORDED, user=_ROLE, database=database))
    todo = plan(available, recorded)
    script = [_HISTORY, *map(_record, todo.known), *map(_apply, todo.pending)]
    _run(server, "\n".join(script), database)
    return [migration.path.name for migration in todo.pending]


def run_seed(server: Server, path: Path) -> None:
    """Run the seed file in one transaction; do nothing if it does not exist."""
    if path.is_file():
        _run(server, f"begin;\n{_include(path)}\ncommit;\n", "postgres")


def _apply(migration: Migration) -> str:
    return _APPLY.format(include=_include(migration.path), record=_record(migration))


def _record(migration: Migration) -> str:
    return _RECORD.format(
        version=_literal(migration.version),
        name=_literal(migration.name),
        text=_literal(migration.text()),
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
