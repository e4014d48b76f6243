"""Migrations with the Supabase CLI: a full push, a repeat, and a failure."""

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
    """Return a copy of the project with an empty migrations folder."""
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


def test_push_applies_all_migrations_once(empty_stack: LocalStack, project: Path) -> None:
    push(project, empty_stack.db_url, MIGRATIONS)
    assert applied(empty_stack.db_url) == VERSIONS
    assert "up to date" in push(project, empty_stack.db_url, [])
    assert applied(empty_stack.db_url) == VERSIONS


def test_advisors_report_only_unused_indexes(empty_stack: LocalStack, project: Path) -> None:
    push(project, empty_stack.db_url, MIGRATIONS)
    output = supabase_cli(
        "db", "advisors", "--level", "info", db_url=empty_stack.db_url, cwd=project
    )
    findings = json.loads(output[output.index("[") :])
    assert {finding["title"] for finding in findings} == {"Unused Index"}


def test_failed_push_rolls_back_its_file(empty_stack: LocalStack, project: Path) -> None:
    first, second = MIGRATIONS[:2]
    broken = project / "supabase" / "migrations" / second.name
    broken.write_text(f"{second.read_text()}\nselect 1 / 0;\n")
    with pytest.raises(AssertionError, match="division by zero"):
        push(project, empty_stack.db_url, [first])
    assert applied(empty_stack.db_url) == VERSIONS[:1]
    with psycopg.connect(empty_stack.db_url) as connection:
        left = connection.execute("select to_regtype('public.email')").fetchone()
    assert left == (None,)
    push(project, empty_stack.db_url, [second])
    assert applied(empty_stack.db_url) == VERSIONS[:2]


def test_cli_and_local_stack_versions_agree(project: Path) -> None:
    with LocalStack.start() as stack:
        assert "up to date" in push(project, stack.db_url, MIGRATIONS)


def test_existing_roles_get_their_memberships(empty_stack: LocalStack, project: Path) -> None:
    """Another database of the cluster may have created the roles, without memberships."""
    with psycopg.connect(empty_stack.db_url, autocommit=True) as connection:
        connection.execute("create role admin nologin; create role kaggle_worker nologin")
        push(project, empty_stack.db_url, MIGRATIONS[:1])
        row = connection.execute(
            "select pg_has_role('authenticator', 'admin', 'member'), "
            "pg_has_role('authenticator', 'kaggle_worker', 'member'), "
            "pg_has_role('admin', 'authenticated', 'member'), "
            "(select count(*) from kaggle_store.created_roles)"
        ).fetchone()
    assert row == (True, True, True, 0)


def test_created_roles_are_recorded(empty_stack: LocalStack, project: Path) -> None:
    push(project, empty_stack.db_url, MIGRATIONS[:1])
    with psycopg.connect(empty_stack.db_url) as connection:
        rows = connection.execute("select name from kaggle_store.created_roles order by name")
        assert rows.fetchall() == [("admin",), ("kaggle_worker",)]
