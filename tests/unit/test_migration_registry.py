"""The registry statement of each migration: generated, read back and compared."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store._migrations.registry import COMMENT, compare, read, registered
from tools.generate import registry
from tools.generate.migration_objects import MIGRATIONS as FOLDER

FILES = sorted(FOLDER.glob("*.sql"))
NAME, SQL = "20261123000000_foundation", "create table public.a (id int);\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one migration."""
    (tmp_path / f"{NAME}.sql").write_text(registered(NAME, SQL))
    return tmp_path


def test_package_lists_every_migration() -> None:
    found = [read(file.read_text("utf-8")) for file in FILES]
    assert [each and each.name for each in found] == [file.stem for file in FILES]
    assert dict(each for each in found if each) == MIGRATIONS


def test_digest_is_of_the_text_above() -> None:
    above, _, statement = FILES[0].read_text("utf-8").partition(COMMENT)
    assert f"'{hashlib.sha256(above.encode()).hexdigest()}'" in statement


def test_statement_is_added_once() -> None:
    text = registered(NAME, SQL)
    assert text.startswith(f"{SQL}\n{COMMENT}\ninsert into kaggle_store.installed")
    assert registered(NAME, text) == text


def test_changed_migration_is_out_of_date(folder: Path) -> None:
    file = folder / f"{NAME}.sql"
    assert registry.difference(folder) == ""
    file.write_text(file.read_text().replace("id int", "id bigint"))
    assert f"generated/{NAME}.sql" in registry.difference(folder)
    assert registry.write(folder) == [file.name]
    assert registry.difference(folder) == ""


def test_appended_statement_is_out_of_date(folder: Path) -> None:
    file = folder / f"{NAME}.sql"
    file.write_text(file.read_text() + "drop table public.a;\n")
    assert read(file.read_text()) is None
    assert registry.difference(folder) != ""
    registry.write(folder)
    assert read(file.read_text()) is not None
    assert file.read_text().count("insert into") == 1


def test_windows_line_ends_have_the_same_digest() -> None:
    text = registered(NAME, SQL)
    assert read(text.replace("\n", "\r\n")) == read(text)


def test_project_migrations_are_not_the_stores() -> None:
    assert read(SQL) is None


def test_difference_has_three_kinds() -> None:
    found = compare({"a": "1", "b": "2", "d": "4"}, {"a": "1", "b": "3", "c": "4"})
    assert found == (["c"], ["b"], ["d"])
