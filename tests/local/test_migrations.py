"""Migrations: applied in one transaction per file, recorded as the Supabase CLI does."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from kaggle_store.errors import LocalStackError
from kaggle_store.local import LocalStack, project_dir
from kaggle_store.local.plan import Recorded, migrations_in, plan


def _history(stack: LocalStack) -> list[tuple[str, str, list[str]]]:
    with psycopg.connect(stack.db_url) as connection:
        rows = connection.execute(
            "select version, name, statements from supabase_migrations.schema_migrations order by 1"
        )
        return [(version, name, statements) for version, name, statements in rows.fetchall()]


def test_migration_is_recorded_with_name_and_text(local: LocalStack, notes: Path) -> None:
    text = (notes / "20260101000000_notes.sql").read_text()
    assert _history(local) == [("20260101000000", "notes", [text])]


def test_next_start_applies_pending_migrations(tmp_path: Path, data_dir: Path) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "01_one.sql").write_text("create table public.one (id int);")
    with LocalStack.start(data_dir, migrations=folder) as stack:
        assert [row[0] for row in _history(stack)] == ["01"]
    (folder / "02_two.sql").write_text("alter table public.one add column name text;")
    with LocalStack.start(data_dir, migrations=folder) as stack:
        assert [row[0] for row in _history(stack)] == ["01", "02"]


def test_failed_migration_is_rolled_back_and_named(tmp_path: Path, data_dir: Path) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "01_good.sql").write_text("create table public.good (id int);")
    bad = folder / "02_bad.sql"
    bad.write_text("create table public.half (id int);\n\nselect nonsense();\n")
    with pytest.raises(LocalStackError) as refusal:
        LocalStack.start(data_dir, migrations=folder)
    message = str(refusal.value)
    assert message.startswith("02_bad.sql failed at line 3 and was rolled back:")
    assert "function nonsense() does not exist" in message
    bad.write_text("create table public.half (id int);")
    with LocalStack.start(data_dir, migrations=folder) as stack:
        assert [row[1] for row in _history(stack)] == ["good", "bad"]


def test_missing_migrations_folder_raises(tmp_path: Path) -> None:
    with pytest.raises(LocalStackError, match="no migrations folder"):
        LocalStack.start(migrations=tmp_path / "nowhere")


def test_migration_in_other_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "1_own.sql").write_bytes(b"select 'caf\xe9';")
    with pytest.raises(LocalStackError, match=r"1_own\.sql is not UTF-8"):
        plan(migrations_in(tmp_path), Recorded())


def test_order_is_that_of_the_numbers(tmp_path: Path) -> None:
    for name in ("20250101120000_later", "20250101_first", "20250101_second", "3_last"):
        (tmp_path / f"{name}.sql").touch()
    found = [each.path.stem for each in migrations_in(tmp_path)]
    assert found == ["20250101_first", "20250101_second", "20250101120000_later", "3_last"]


def test_package_migrations_are_found() -> None:
    assert migrations_in(project_dir() / "migrations")
