"""The generated models match the migrations, for any valid schema."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kaggle_store import models
from kaggle_store.local import LocalStack
from kaggle_store.testing.stacks import OutsideStack, TestRun
from tools.generate import catalog, output, registry
from tools.generate.__main__ import generate, main
from tools.generate.package import modules
from tools.generate.schema import Schema

ODD = (Path(__file__).parent / "odd_schema.sql").read_text()

COMMENTED = """
select format('comment on column %s.%I is ', a.attrelid::regclass, a.attname)
from pg_attribute as a
join pg_class as c on c.oid = a.attrelid
where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('r', 'p', 'v', 'm', 'c')
    and a.attnum > 0
    and not a.attisdropped
"""
"""Start a `comment on column` statement for each column; `WORDINGS` completes it."""

WORDINGS = ("null", "'A column.'", "'Filled when left out; kept by the database.'")


@pytest.fixture(scope="module")
def scratch() -> Iterator[LocalStack]:
    """Return a database that tests may change permanently."""
    if OutsideStack.from_environment():
        pytest.skip("the schema of an external stack must not be changed")
    with TestRun.current().cluster().clone() as stack:
        yield stack


def test_committed_models_are_up_to_date(
    session_stack: LocalStack | OutsideStack,
) -> None:
    assert session_stack.db_url is not None
    assert output.difference(generate(session_stack.db_url)) == ""


def test_generation_is_deterministic(scratch: LocalStack) -> None:
    first = modules(Schema(catalog.read(scratch.db_url)))
    assert modules(Schema(catalog.read(scratch.db_url))) == first


def test_comments_affect_only_docstrings(scratch: LocalStack) -> None:
    expected = code_of(scratch.db_url)
    for wording in WORDINGS:
        with psycopg.connect(scratch.db_url) as owner:
            for (statement,) in owner.execute(COMMENTED.encode()).fetchall():
                owner.execute(statement.encode() + wording.encode())
        assert code_of(scratch.db_url) == expected, wording


def code_of(url: str) -> dict[str, str]:
    """Return the generated code, by file, without docstrings."""
    files = modules(Schema(catalog.read(url)))
    return {
        name: ast.dump(DocstringRemover().visit(ast.parse(text))) for name, text in files.items()
    }


class DocstringRemover(ast.NodeTransformer):
    """Remove every docstring, also those of attributes."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        value = node.value
        return None if isinstance(value, ast.Constant) and isinstance(value.value, str) else node


def test_generated_names_are_exported_once() -> None:
    assert sorted(set(models.__all__)) == sorted(models.__all__)
    assert all(hasattr(models, name) for name in models.__all__)


def test_check_reports_missing_column(
    scratch: LocalStack, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(scratch.db_url, autocommit=True) as owner:
        owner.execute("alter table public.competitions add column motto text")
        try:
            code = main(["--check", "--db-url", scratch.db_url])
        finally:
            owner.execute("alter table public.competitions drop column motto")
    assert code == 1
    assert "+    motto: str | None" in capsys.readouterr().out


def test_check_compares_the_migrations(
    scratch: LocalStack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The text of a migration that was changed by hand.
    monkeypatch.setattr(registry, "_text", lambda path: path.read_text("utf-8") + "select 1;\n")
    assert main(["--check", "--db-url", scratch.db_url]) == 1
    assert "generated/20261123000000_foundation.sql" in capsys.readouterr().out


def test_odd_schema_generates_working_package(scratch: LocalStack, tmp_path: Path) -> None:
    with psycopg.connect(scratch.db_url, autocommit=True) as owner:
        owner.execute(ODD.encode())
    package = tmp_path / "kaggle_store"
    shutil.copytree(output.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in generate(scratch.db_url).items():
        (package / name).write_text(text, encoding="utf-8")
    check = Path(__file__).parent / "odd_schema_check.py"
    done = subprocess.run(
        [sys.executable, "-W", "error", str(check)],
        env={"PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
