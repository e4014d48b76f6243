"""The generated packages are those of the migrations, whatever names these choose."""

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
from tools.generate import catalog, output
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
"""Begins a statement for each column of `public`; a comment of `WORDINGS` ends it."""

WORDINGS = ("null", "'A column.'", "'Filled when left out; kept by the database.'")


@pytest.fixture(scope="module")
def scratch() -> Iterator[LocalStack]:
    """A database that a test may change for good."""
    if OutsideStack.from_environment():
        pytest.skip("only a stack of our own may be given another schema")
    with TestRun.current().cluster().clone() as stack:
        yield stack


def test_the_committed_models_equal_a_fresh_generation(
    session_stack: LocalStack | OutsideStack,
) -> None:
    assert session_stack.db_url is not None
    assert output.difference(generate(session_stack.db_url)) == ""


def test_a_second_generation_gives_the_same_bytes(scratch: LocalStack) -> None:
    first = modules(Schema(catalog.read(scratch.db_url)))
    assert modules(Schema(catalog.read(scratch.db_url))) == first


def test_comments_decide_only_docstrings(scratch: LocalStack) -> None:
    expected = code_of(scratch.db_url)
    for wording in WORDINGS:
        with psycopg.connect(scratch.db_url) as owner:
            for (statement,) in owner.execute(COMMENTED.encode()).fetchall():
                owner.execute(statement.encode() + wording.encode())
        assert code_of(scratch.db_url) == expected, wording


def code_of(url: str) -> dict[str, str]:
    """The generated code, by file, without its docstrings."""
    files = modules(Schema(catalog.read(url)))
    return {name: ast.dump(Undocumented().visit(ast.parse(text))) for name, text in files.items()}


class Undocumented(ast.NodeTransformer):
    """Removes every docstring, of attributes too."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        value = node.value
        return None if isinstance(value, ast.Constant) and isinstance(value.value, str) else node


def test_every_generated_name_is_offered_once() -> None:
    assert sorted(set(models.__all__)) == sorted(models.__all__)
    assert all(hasattr(models, name) for name in models.__all__)


def test_check_reports_a_column_that_the_models_lack(
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


def test_an_odd_schema_becomes_a_package_that_works(scratch: LocalStack, tmp_path: Path) -> None:
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
