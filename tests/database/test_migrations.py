"""The migrations under the Supabase CLI: all at once, again, and one that fails."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import psycopg
import pytest

from kaggle_store.local import LocalStack, project_dir
from tests.npm import supabase_cli

MIGRATIONS = sorted((project_dir() / "migrations").glob("*.sql"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with an empty folder of migrations."""
    folder = tmp_path / "project"
    (folder / "supabase" / "migrations").mkdir(parents=True)
    for name in ("config.toml", "seed.sql"):
        shutil.copy(project_dir() / name, folder / "supabase" / name)
    return folder


def push(project: Path, db_url: str, files: list[Path]) -> str:
    for file in files:
        shutil.copy(file, project / "supabase" / "migrations")
    return supabase_cli("db", "push", "--yes", db_url=db_url, cwd=project)


def applied(db_url: str) -> list[str]:
    with psycopg.connect(db_url) as connection:
        rows = connection.execute(
            "select version from supabase_migrations.schema_migrations order by version"
        ).fetchall()
    return [row[0] for row in rows]


VERSIONS = [file.name.split("_")[0] for file in MIGRATIONS]


def test_a_push_applies_everything_and_a_second_one_nothing(
    empty: LocalStack, project: Path
) -> None:
    push(project, empty.db_url, MIGRATIONS)
    assert applied(empty.db_url) == VERSIONS
    assert "up to date" in push(project, empty.db_url, [])
    assert applied(empty.db_url) == VERSIONS


def test_the_advisors_find_nothing_but_unused_indexes(empty: LocalStack, project: Path) -> None:
    push(project, empty.db_url, MIGRATIONS)
    answer = supabase_cli("db", "advisors", "--level", "info", db_url=empty.db_url, cwd=project)
    findings = json.loads(answer[answer.index("[") :])
    assert {finding["title"] for finding in findings} == {"Unused Index"}


def test_a_push_that_fails_keeps_what_came_before_and_nothing_of_the_file(
    empty: LocalStack, project: Path
) -> None:
    first, second = MIGRATIONS[:2]
    broken = project / "supabase" / "migrations" / second.name
    broken.write_text(f"{second.read_text()}\nselect 1 / 0;\n")
    with pytest.raises(AssertionError, match="division by zero"):
        push(project, empty.db_url, [first])
    assert applied(empty.db_url) == VERSIONS[:1]
    with psycopg.connect(empty.db_url) as connection:
        left = connection.execute("select to_regtype('public.email')").fetchone()
    assert left == (None,)
    push(project, empty.db_url, [second])
    assert applied(empty.db_url) == VERSIONS[:2]


def test_the_local_stack_and_the_cli_agree_on_what_is_applied(project: Path) -> None:
    with LocalStack.start() as stack:
        assert "up to date" in push(project, stack.db_url, MIGRATIONS)


def test_existing_roles_get_their_memberships(empty: LocalStack, project: Path) -> None:
    """Another database of the cluster may have created the roles, or left them half made."""
    with psycopg.connect(empty.db_url, autocommit=True) as connection:
        connection.execute("create role admin nologin; create role kaggle_worker nologin")
        push(project, empty.db_url, MIGRATIONS[:1])
        row = connection.execute(
            "select pg_has_role('authenticator', 'admin', 'member'), "
            "pg_has_role('authenticator', 'kaggle_worker', 'member'), "
            "pg_has_role('admin', 'authenticated', 'member')"
        ).fetchone()
    assert row == (True, True, True)
