"""Migrations: each file whole or not at all, recorded as the Supabase CLI records them."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from kaggle_store.errors import LocalStackError
from kaggle_store.local import LocalStack, project_dir
from kaggle_store.local.migrate import migrations_in


def _history(stack: LocalStack) -> list[tuple[str, str, list[str]]]:
    with psycopg.connect(stack.db_url) as connection:
        rows = connection.execute(
            "select version, name, statements from supabase_migrations.schema_migrations order by 1"
        )
        return [(version, name, statements) for version, name, statements in rows.fetchall()]


def test_a_migration_is_recorded_with_its_name_and_text(local: LocalStack, notes: Path) -> None:
    text = (notes / "20260101000000_notes.sql").read_text()
    assert _history(local) == [("20260101000000", "notes", [text])]


def test_pending_migrations_are_applied_at_the_next_start(tmp_path: Path, data_dir: Path) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "01_one.sql").write_text("create table public.one (id int);")
    with LocalStack.start(data_dir, migrations=folder) as stack:
        assert [row[0] for row in _history(stack)] == ["01"]
    (folder / "02_two.sql").write_text("alter table public.one add column name text;")
    with LocalStack.start(data_dir, migrations=folder) as stack:
        assert [row[0] for row in _history(stack)] == ["01", "02"]


def test_a_failing_migration_is_named_and_leaves_nothing(tmp_path: Path, data_dir: Path) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "01_good.sql").write_text("create table public.good (id int);")
    bad = folder / "02_bad.sql"
    bad.write_text("create table public.half (id int);\n\nselect nonsense();\n")
    with pytest.raises(LocalStackError) as refusal:
        LocalStack.start(data_dir, migrations=folder)
    sentence = str(refusal.value)
    assert sentence.startswith("02_bad.sql failed at line 3 and was undone:")
    assert "function nonsense() does not exist" in sentence
    bad.write_text("create table public.half (id int);")
    with LocalStack.start(data_dir, migrations=folder) as stack:
        assert [row[1] for row in _history(stack)] == ["good", "bad"]


def test_a_missing_folder_of_migrations_is_told(tmp_path: Path) -> None:
    with pytest.raises(LocalStackError, match="no folder of migrations"):
        LocalStack.start(migrations=tmp_path / "nowhere")


def test_the_store_s_own_migrations_are_found() -> None:
    assert migrations_in(project_dir() / "migrations")
