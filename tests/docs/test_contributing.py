"""CONTRIBUTING.md names what exists: paths, make targets, layers, fixtures."""

from __future__ import annotations

import ast
import re
import textwrap
from pathlib import Path

import psycopg
import pytest

from tests.conftest import Owner
from tests.docs.contributing import as_example, documented_migrations
from tests.security import calls
from tools.layout import LAYERS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z0-9-]+):", MAKEFILE, re.MULTILINE))
BLOCKS = [
    (language, textwrap.dedent(body))
    for language, body in re.findall(r"^ *```(\w*)\n(.*?)^ *```", PAGE, re.DOTALL | re.MULTILINE)
]
PYTHON = [body for language, body in BLOCKS if language == "python"]
MADE_BY_THE_EXAMPLES = {
    "kaggle_store/cli/notes.py",
    "supabase/migrations/20270105120000_competition_notes.sql",
    "tests/operations/test_notes_command.py",
}


def test_named_paths_exist() -> None:
    folders = "kaggle_store|supabase|tests|tools|benchmarks|docs"
    named = re.findall(rf"(?<![\w/])((?:{folders})/[\w./-]*\w|\.ci/run)", PAGE)
    assert len(set(named)) > 50
    assert {name for name in named if not (ROOT / name).exists()} == MADE_BY_THE_EXAMPLES


def test_named_constants_exist() -> None:
    path, name = r"`([a-z][\w/.]+\.py)`", r"`([A-Z][A-Z_]+)`"
    found = re.findall(rf"{path}, {name}", PAGE)
    found += [(file, constant) for constant, file in re.findall(rf"{name} in\s+{path}", PAGE)]
    assert len(found) >= 4
    missing = [
        f"{constant} in {file}"
        for file, constant in found
        if not re.search(rf"^{constant}\b", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    ]
    assert missing == []


def test_helpers_of_the_example_call_exist() -> None:
    [example] = [body for _, body in BLOCKS if ": Call(" in body]
    helpers = set(re.findall(r"\b(_\w+|Call)\(", example))
    assert len(helpers) == 2
    assert helpers <= set(vars(calls))


def test_named_links_exist() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_named_sections_exist() -> None:
    titles = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    linked = re.findall(r"\]\(#([\w-]+)\)", PAGE)
    assert set(linked) == {title.lower().replace(" ", "-") for title in titles}


def test_named_make_targets_exist() -> None:
    code = [*re.findall(r"`([^`\n]+)`", PAGE), *(line for _, b in BLOCKS for line in b.split("\n"))]
    commands = [line.split("#")[0].split() for line in code if line.startswith("make ")]
    named = {word for _, *words in commands for word in words if "=" not in word}
    assert len(named) > 10
    assert named <= TARGETS


@pytest.mark.parametrize("folder", ["kaggle_store", "tests"])
def test_every_folder_is_on_the_map(folder: str) -> None:
    names = [path.parent.name for path in (ROOT / folder).glob("*/__init__.py")]
    assert names
    assert [name for name in names if f"`{folder}/{name}`" not in PAGE] == []


def test_layers_are_those_of_the_check() -> None:
    [diagram] = [body for _, body in BLOCKS if "→" in body]
    drawn = [set(re.findall(r"\w+", layer)) for layer in diagram.split("→")]
    assert drawn[::-1] == [set(layer) for layer in LAYERS if layer != {""}]


def test_python_examples_parse() -> None:
    assert PYTHON
    for example in PYTHON:
        ast.parse(example)


def test_fixtures_of_the_examples_exist() -> None:
    tests = [node for body in PYTHON for node in ast.walk(ast.parse(body))]
    used = {
        argument.arg
        for node in tests
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for argument in node.args.args
    }
    assert used > {"store"}
    conftests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("conftest.py"))
    missing = {name for name in used - {"capsys"} if f"\ndef {name}(" not in conftests}
    assert missing == set()


def test_sql_examples_run(owner: Owner) -> None:
    column, _ = documented_migrations()
    examples = [as_example(body) for language, body in BLOCKS if language == "sql"]
    function, refusal = examples[2:]
    head, _, rest = function.split("$$")
    head = head.replace("language sql", "language plpgsql").replace("create", "create or replace")
    refusing = f"{head}$${refusal}$${rest}"
    owner.execute("begin")
    try:
        owner.execute(column.encode())
        owner.execute(function.encode())
        owner.execute(refusing.encode())
        with pytest.raises(psycopg.Error, match="a note has no text") as refused:
            owner.execute("select public.add_competition_note(null, ' ')")
        assert refused.value.sqlstate == "KS106"
    finally:
        owner.execute("rollback")
