"""What pages, docstrings, comments and messages name exists.

Calls and attributes of the SDK are the subject of `test_names.py`, the anchors of the built site
of `test_site.py`.
"""

from __future__ import annotations

import argparse
import builtins
import importlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from kaggle_store.cli import COMMANDS
from kaggle_store.errors import ApiError
from tests.docs.blocks import PAGES, ROOT, text_of


def files(folder: str, *suffixes: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)


TEXTS = {
    path.relative_to(ROOT).as_posix(): text_of(path)
    for path in [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
        *PAGES,
        *files("examples", ".md", ".py"),
        *files("kaggle_store", ".py", ".html", ".jinja"),
        *files("supabase", ".sql", ".toml"),
    ]
}
PYTHON = "".join(text for name, text in TEXTS.items() if name.endswith(".py"))
MIGRATIONS = "".join(text for name, text in TEXTS.items() if name.endswith((".sql", ".toml")))
HAND_WRITTEN = "".join(
    path.read_text("utf-8") for folder in ("tests", "tools") for path in files(folder, ".py")
)

ELSEWHERE = {
    # asyncio, LangChain, pyarrow, httpcore and kagglesdk
    *("CancelledError", "HumanInTheLoopMiddleware", "ToolApprovalRequest", "RecordBatchReader"),
    *("PoolTimeout", "ApiSubmission", "CreateSubmission", "GetSubmission"),
    # PostgreSQL, supabase-py, Optuna, DuckDB and the Supabase CLI
    *("gen_random_uuid", "numeric", "unnest", "uuidv7"),
    *("eq", "create_study", "read_parquet", "SUPABASE_ACCESS_TOKEN"),
    # .ci/run; folders below the user's own; a file of the reader's; a repository
    *("KAGGLE_STORE_DATA", "kaggle_store/artifacts", "kaggle_store/spool"),
    *(".github/workflows/test.yml", "supabase/supabase-js"),
    # what the examples of CONTRIBUTING.md add
    *("KS106", "BlankNote", "AddCompetitionNoteArgs", "kaggle_store/cli/notes.py", "notes"),
    "supabase/migrations/20270105120000_competition_notes.sql",
    "tests/operations/test_notes_command.py",
    # an argument that is called; a setting, and a function of an application, as examples
    *("admits", "gpu.max_hourly_rate", "add_member"),
}
"""Names that are defined outside of the project, or not at all."""


def mentions(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield `file:line` and what the pattern matches, at every place."""
    for name, text in TEXTS.items():
        for match in re.finditer(pattern, text):
            yield f"{name}:{text.count(chr(10), 0, match.start()) + 1}", match[1]


@cache
def constants() -> set[str]:
    return set(re.findall(r"""["'(]([\w.]+)[)"']""", PYTHON + MIGRATIONS))


def quoted(name: str) -> bool:
    return name in constants()


@cache
def definitions() -> set[str]:
    """Return the names that the code defines or imports, and those of Python itself."""
    code = PYTHON + MIGRATIONS + HAND_WRITTEN
    named = re.findall(r"\b(?:class |def |function \w+\.)(\w+)", code)
    assigned = re.findall(r"(?m)^(\w+)(?:: [^=\n]+)? = ", code)
    imported = re.findall(r"(?m)^ *from \S+ import (\([^)]+\)|[^\n]+)", code)
    return {*named, *assigned, *re.findall(r"\w+", " ".join(imported)), *dir(builtins)}


def defined(name: str) -> bool:
    return name in definitions()


def in_package(name: str) -> bool:
    """Return whether a dotted name is a module or one of its names, a table, or a metric."""
    module, _, attribute = name.rpartition(".")
    try:
        importlib.import_module(name)
    except ImportError:
        return (
            hasattr(importlib.import_module(module), attribute)
            or re.search(rf"\b{name}\b", MIGRATIONS) is not None
            or quoted(name)
        )
    return True


def targets(name: str) -> bool:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return re.search(rf"^{name}:", makefile, re.MULTILINE) is not None


FOLDERS = r"kaggle_store|supabase|tests|tools|benchmarks|docs|examples|\.ci|\.github"
KINDS: dict[str, tuple[str, Callable[[str], bool], int]] = {
    "code": (r"\b(KS\d{3})\b", lambda code: code in ApiError._by_code, 100),
    "variable": (r"\b((?:KAGGLE|SUPABASE)_[A-Z_]*[A-Z])\b", quoted, 100),
    "path": (
        rf"(?<![\w/.$~-])((?:{FOLDERS})/[\w./-]*\w)(?![\w*<{{])",
        lambda path: (ROOT / path).exists(),
        200,
    ),
    "module": (r"`(kaggle_store(?:\.\w+)+)\b[^`\n]*`", in_package, 20),
    "class": (r"(?<!`)`([A-Z][a-z]+(?:[A-Z][a-z]*)+)`(?!`)", defined, 300),
    "function": (r"(?<!`)`(?:public\.)?([a-z_]\w*)\([^`\n]*\)`(?!`)", defined, 50),
    "setting": (r"`((?:retention|upkeep|notification|gpu)\.[a-z_]+)`", quoted, 20),
    "target": (r"`make ([a-z][\w-]*)", targets, 20),
    "program": (r"python -m ([a-z][\w.]*)", lambda name: bool(find_spec(name)), 10),
}
"""What is looked for, how it is known to exist, and the least number of mentions."""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_named_exists(kind: str) -> None:
    pattern, exists, least = KINDS[kind]
    found = list(mentions(pattern))
    assert len(found) >= least
    missing = {name for _, name in found if not exists(name)}
    wrong = [f"{where}: {name}" for where, name in found if name in missing - ELSEWHERE]
    assert wrong == [], "\n".join(wrong)


def test_exceptions_are_needed() -> None:
    assert {name for name in ELSEWHERE if not any(name in text for text in TEXTS.values())} == set()


Options = dict[str, set[str]]


@cache
def options_of(command: str) -> Options:
    """Return the options of a command by verb; those of the command itself by an empty name."""
    [module] = [each.module() for each in COMMANDS if each.name == command]
    parser = argparse.ArgumentParser()
    module.arguments(parser)
    verbs: Options = {"": set(parser._option_string_actions)}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            verbs |= {
                name: verbs[""] | set(verb._option_string_actions)
                for name, verb in action.choices.items()
            }
    return verbs


def unknown_words(line: str) -> set[str]:
    """Return the command, the verbs and the options of a command line that do not exist."""
    command, *words = line.replace(" | ", "|").split()
    commands = set(command.split("|"))
    if unknown := commands - {each.name for each in COMMANDS}:
        return unknown
    if len(commands) > 1:
        return set()
    verbs = options_of(command)
    named = words[0].split("|") if words and words[0][0].islower() and len(verbs) > 1 else [""]
    if unknown := set(named) - set(verbs):
        return unknown
    given = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(words)))
    return given - {option for verb in named for option in verbs[verb]}


def command_lines() -> Iterator[tuple[str, str]]:
    """Yield where a command line is named in the middle of a text, and the line."""
    for where, line in mentions(r"(?<!`)`kaggle-store ((?:[^`\n]|\n *(?:#|--)? *(?=\S))+)`(?!`)"):
        yield where, re.sub(r"\n *(?:#|-- )? *", " ", line)


def test_commands_named_in_texts_exist() -> None:
    found = [each for each in command_lines() if each[1][0].islower()]
    assert len(found) > 150
    wrong = [f"{where}: {line}" for where, line in found if unknown_words(line) - ELSEWHERE]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("nothing", {"nothing"}),
        ("gpu stop", {"stop"}),
        ("gpu list --every 1s", {"--every"}),
        ("members add|drop", {"drop"}),
        ("upkeep archive --every 1m", set()),
        ("kaggle sync --every 15m", set()),
    ],
)
def test_unknown_words_of_command_lines_are_found(line: str, unknown: set[str]) -> None:
    assert unknown_words(line) == unknown


INTERNAL = {"KAGGLE_STORE_TEST_RUN"}


def test_every_variable_is_documented() -> None:
    read = set(re.findall(r"""["']((?:KAGGLE|SUPABASE)_[A-Z_]*[A-Z])["']""", PYTHON))
    docs = "".join(text for name, text in TEXTS.items() if name.startswith("docs/"))
    assert {name for name in read - INTERNAL if name not in docs} == set()
