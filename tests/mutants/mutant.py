"""Mutants: the schema or the SDK with one weakness, and the test that must fail with it.

A mutant's test runs in a process of its own, which a fork server starts with the libraries already
imported. The process imports the weakened module, or weakens its own clone of the database.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import psycopg
import pytest

from tests.forks import exit_code_of

ROOT = Path(__file__).parents[2]
_KILLED, _SURVIVED = 10, 11
_SECONDS = 240.0


@dataclass(frozen=True)
class _Named:
    name: str

    def __str__(self) -> str:
        return self.name.replace(" ", "_")


@dataclass(frozen=True)
class SqlMutant(_Named):
    """A weakness as SQL that the owner of the schema runs before the test."""

    sql: str
    test: str

    def plugin(self) -> object:
        """Return a pytest plugin that applies the weakness."""

        @pytest.fixture(scope="session", autouse=True)
        def weakened(session_owner: psycopg.Connection[Any]) -> None:
            session_owner.execute(self.sql.encode())

        plugin = ModuleType("weakened")
        vars(plugin)["weakened"] = weakened
        return plugin


@dataclass(frozen=True)
class SourceMutant(_Named):
    """A weakness as a replacement in one file of the SDK."""

    file: str
    old: str
    new: str
    test: str

    def source(self) -> str:
        """Return the weakened source; the old text must be in it exactly once."""
        text = (ROOT / self.file).read_text(encoding="utf-8")
        assert text.count(self.old) == 1, f"{self.file} does not contain once: {self.old}"
        return text.replace(self.old, self.new)

    def plugin(self) -> object:
        """Return a pytest plugin that does nothing: the weakened module is imported instead."""
        name = self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        assert name not in sys.modules, f"{name} was imported before it was weakened"
        sys.meta_path.insert(0, _Finder(name, ROOT / self.file, self.source()))
        return object()


class _Finder(MetaPathFinder):
    """Finds one module, with another source."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self._name = name
        self._path = str(path)
        self._source = source

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        loader = _Loader(fullname, self._path, self._source)
        return spec_from_file_location(fullname, self._path, loader=loader)


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, source: str) -> None:
        super().__init__(fullname, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the base class names it
        return compile(self._source, self.path, "exec", dont_inherit=True)


class _Results:
    """A pytest plugin that records whether a test failed; an error of a fixture does not count."""

    def __init__(self) -> None:
        self.has_failure = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.has_failure = self.has_failure or (report.when == "call" and report.failed)


def in_function(name: str, old: str, new: str) -> str:
    """Return SQL that replaces a text in a function; it fails unless the text is there once."""
    return f"""
        do $weaken$
        declare
            v_source constant text := pg_get_functiondef('{name}'::regproc);
            v_old constant text := $text${old}$text$;
        begin
            if length(replace(v_source, v_old, '')) <> length(v_source) - length(v_old) then
                raise 'the text is not once in {name}';
            end if;
            execute replace(v_source, v_old, $text${new}$text$);
        end
        $weaken$
    """


def assert_killed(mutant: SqlMutant | SourceMutant, log: Path) -> None:
    """Fail unless the mutant's test fails."""
    code = exit_code_of(_run, mutant, log, seconds=_SECONDS)
    output = log.read_text(encoding="utf-8", errors="replace")
    assert code == _KILLED, f"{mutant.test} does not fail with this mutant (exit {code}):\n{output}"


def _run(mutant: SqlMutant | SourceMutant, log: Path) -> None:
    with log.open("w", encoding="utf-8") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    os.chdir(ROOT)
    # Never weaken an external stack.
    os.environ.pop("SUPABASE_URL", None)
    # A mutant may wait for a lock that its own test holds.
    os.environ["PGOPTIONS"] = "-c lock_timeout=5s"
    results = _Results()
    # Rewritten assertions would load the package's modules, as it has a plugin, from their files.
    options = ["-x", "--tb=short", "--assert=plain", "-p", "no:cacheprovider", mutant.test]
    pytest.main(options, plugins=[results, mutant.plugin()])
    sys.stdout.flush()
    # Threads of a weakened client must not delay the end.
    os._exit(_KILLED if results.has_failure else _SURVIVED)
