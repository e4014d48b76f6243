"""Calls and attributes that README, docs and docstrings name exist, with such a signature."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_overloads

import pytest

from kaggle_store import KaggleStore
from kaggle_store.agent.job import StageJob
from kaggle_store.client import RESOURCES as NAMES
from kaggle_store.models import AgentExecution, TrainingJob
from kaggle_store.models._base import Row
from kaggle_store.recorder import Recorder
from kaggle_store.resources.agent_executions import ExecutionWork
from kaggle_store.resources.training_jobs import TrainingWork
from tests.docs.blocks import MODULES, ROOT, docstrings_of, examples_of, text_of
from tests.docs.blocks import PAGES as DOCS

PAGES = [
    *(ROOT / name for name in ("README.md", "SECURITY.md", "CHANGELOG.md", "examples/README.md")),
    *DOCS,
]
STORE = KaggleStore("http://localhost:1", "none")
STORE.close()
RESOURCES = {name: getattr(STORE, name) for name in NAMES}
ROOTS: dict[str, tuple[object, ...]] = {
    "store": (STORE,),
    "machine": (STORE,),
    "job": (ExecutionWork, TrainingWork, StageJob),
    "log": (Recorder,),
    **{name: (resource,) for name, resource in RESOURCES.items()},
}
VALUES = {"M": STORE, "AgentExecution": AgentExecution, "TrainingJob": TrainingJob}
OF_INSTANCES: dict[object, set[str]] = {StageJob: {"competition", "state"}}
"""Attributes that `__init__` sets."""
FILES = {"py", "sql", "md", "toml", "dump"}
MIGRATIONS = "".join(path.read_text("utf-8") for path in (ROOT / "supabase/migrations").iterdir())
SETTINGS = set(re.findall(r"'(\w+(?:\.\w+)+)'", MIGRATIONS))


class UnknownNameError(Exception):
    """A documented name does not exist."""


def member(owner: object, name: str) -> object:
    """Return the attribute of a client, a resource, or a class; None for any other value."""
    if not isinstance(owner, type):
        if name in columns(owner):
            return None
        return inspect.getattr_static(owner, name)
    if issubclass(owner, Row) and name in owner.model_fields:
        return None
    if name in OF_INSTANCES.get(owner, ()):
        return None
    found = inspect.getattr_static(owner, name)
    if isinstance(found, property):
        return VALUES.get(found.fget.__annotations__["return"])
    return found


@cache
def columns(resource: Any) -> frozenset[str]:
    """Return the columns of a resource's table: docs name them as `table.column`."""
    relation = getattr(resource, "_relation", None)
    return frozenset(relation.row.model_fields) if relation else frozenset()


def resolve(chain: list[str]) -> list[object]:
    """Return what `root.name.…` can be, or raise `UnknownNameError`."""
    root, *names = chain
    if names[-1] in FILES or ".".join(chain) in SETTINGS:
        return []
    found: list[object] = []
    for owner in ROOTS[root]:
        each: object = owner
        try:
            for name in names:
                each = each if each is None else member(each, name)
        except AttributeError:
            continue
        found.append(each)
    if not found:
        raise UnknownNameError(".".join(chain))
    return found


def function(found: object) -> Any:
    """Return the function behind a method, or None."""
    make = getattr(found, "_make", found)
    return make if inspect.isfunction(make) else None


def check_call(called: Any, call: ast.Call, name: str, *, is_inline: bool) -> None:
    """Raise `UnknownNameError` for an argument that a function does not have, or lacks.

    Inline code may name a method as `submissions.reserve()`.
    """
    # Overloads differ in their results; the last two take what the first two take.
    made = get_overloads(called)[1] if get_overloads(called) else called
    signature = inspect.signature(made)
    more = next((p for p in signature.parameters.values() if p.kind is p.VAR_KEYWORD), None)
    given = [each.arg for each in call.keywords]
    options = unpacked(made, more.annotation) if more else None
    for keyword in given:
        known = keyword is None or keyword in signature.parameters or (more and not options)
        if not known and not (options and keyword in options.__annotations__):
            raise UnknownNameError(f"{name}({keyword}=)")
    is_reference = is_inline and not call.args and not call.keywords
    is_partial = None in given or any(is_placeholder(each) for each in call.args)
    if is_reference or is_partial:
        return
    try:
        signature.bind(None, *call.args, **{str(keyword): None for keyword in given})
    except TypeError as error:
        raise UnknownNameError(f"{name}: {error}") from None
    if options and (missing := options.__required_keys__ - set(given)):
        raise UnknownNameError(f"{name}: {min(missing)} is missing")


def unpacked(made: Any, annotation: str) -> Any:
    """Return the TypedDict of `**options: Unpack[Options]`, or None for other keywords."""
    names = re.findall(r"Unpack\[(\w+)\]", annotation)
    return made.__globals__[names[0]] if names else None


def is_placeholder(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Starred) or (
        isinstance(argument, ast.Constant) and argument.value is ...
    )


def chain_of(node: ast.expr) -> list[str]:
    """Return `[root, name, …]` of an attribute chain that begins with a known root, or []."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    is_known = isinstance(node, ast.Name) and node.id in ROOTS
    return [node.id, *reversed(names)] if is_known and names else []  # type: ignore[attr-defined]


def check_code(code: str, *, is_inline: bool = False) -> int:
    """Check the chains and calls of Python code; return how many there are."""
    count = 0
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and (chain := chain_of(node)):
            resolve(chain)
            count += 1
        if isinstance(node, ast.Call) and (chain := chain_of(node.func)):
            made = [function(found) for found in resolve(chain)]
            called = [each for each in made if each is not None]
            errors = []
            for each in called:
                try:
                    check_call(each, node, ".".join(chain), is_inline=is_inline)
                except UnknownNameError as error:
                    errors.append(error)
            if called and len(errors) == len(called):
                raise errors[0]
    return count


def check_inline(text: str) -> int:
    """Check the chains of a piece of inline code, which need not be valid Python."""
    count = 0
    roots = "|".join(ROOTS)
    for found in re.findall(rf"(?<![\w./-])(?:{roots})(?:\.[a-z]\w*)+", text):
        chain = found.split(".")
        resolve(chain)
        count += 1
    try:
        ast.parse(text, mode="eval")
    except SyntaxError:
        return count
    return max(count, check_code(text, is_inline=True))


def blocks(page: str) -> Iterator[str]:
    for _, body in re.findall(r"^ *```(python|py)\n(.*?)^ *```", page, re.DOTALL | re.MULTILINE):
        yield textwrap.dedent(body)


def inline(text: str) -> Iterator[str]:
    without_blocks = re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    yield from re.findall(r"`([^`\n]+)`", without_blocks)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_names_of_page_exist(page: Path) -> None:
    text = text_of(page)
    for block in blocks(text):
        check_code(block)
    for code in inline(text):
        check_inline(code)


def test_names_of_docstrings_exist() -> None:
    texts = [text for module in MODULES for text in docstrings_of(module)]
    assert sum(check_inline(code) for text in texts for code in inline(text)) > 20


def test_names_of_examples_in_docstrings_exist() -> None:
    examples = [code for module in MODULES for code in examples_of(module)]
    assert sum(check_code(code) for code in examples) >= 5


def test_pages_name_many_calls() -> None:
    texts = [text_of(page) for page in PAGES]
    assert sum(check_code(block) for text in texts for block in blocks(text)) > 100
    assert sum(check_inline(code) for text in texts for code in inline(text)) > 100


@pytest.mark.parametrize(
    "code",
    [
        "store.nothing.list()",
        "store.submissions.send(1)",
        "store.competitions.create(kaggle_id='x')",
        "store.competitions.list(titel='x')",
        "store.submissions.quota(1, 2)",
        "store.agent_executions.work(pol=1)",
        "job.recorde()",
        "job.store.submissions.reserv",
        "job.training_job.nam",
        "submissions.reserved",
        "agent_executions.curent_step",
        "log(1).x if log.flushed else 0",
    ],
)
def test_wrong_names_are_found(code: str) -> None:
    with pytest.raises(UnknownNameError):
        check_inline(code)


@pytest.mark.parametrize(
    "code",
    [
        "store.competitions.create(kaggle_id='x', title='X')",
        "store.training_jobs.work(execution_id=1, poll=5)",
        "job.store.submissions.reserve(...)",
        "job.training_job.job_name",
        "job.execution.execution_name",
        "job.complete(final_test_score=1)",
        "agent_executions.current_step",
        "submissions.reserve()",
        "system_metrics.recorder(…)",
    ],
)
def test_right_names_are_accepted(code: str) -> None:
    assert check_inline(code) > 0
