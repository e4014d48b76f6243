"""Docstrings of public names: that there is one, and the errors, units and defaults in it.

Public is what docs/reference/versioning.md lists, and what a page of docs/reference/python shows.
Ruff checks the form of every docstring, and the imperative mood of the first line of a function.
Here is checked, so far as a program can see it:

- a public class, function, property, field or constant has a docstring;
- a function names the errors that it raises itself, and those that the function of the database
  raises which it calls, but for `InvalidInput` and the errors of any request;
- the sentence on a number of seconds, bytes or dollars has the unit, unless the name has it;
- a default in a docstring is the default in the signature.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from functools import cache

import griffe
import pytest

from kaggle_store import errors
from kaggle_store._requests.rpc import Function, RowsFunction
from kaggle_store.client import RESOURCES
from kaggle_store.errors import ApiError, KaggleStoreError
from tests.docs.blocks import DOCS, ROOT

Public = dict[str, griffe.Object]

VERSIONS = (DOCS / "reference" / "versioning.md").read_text("utf-8")
[MODULES] = re.findall(r"(?m)^\| Python names \| ([^|]+) \|", VERSIONS)
MIGRATIONS = "".join(path.read_text("utf-8") for path in (ROOT / "supabase/migrations").iterdir())

OF_ANY_CALL = {"InvalidInput", "PermissionDenied", "TooLarge", "NumberOutOfRange"}
"""Errors that docs/reference/errors.md describes for every call."""

CHECKED_BEFORE = {
    "competitions.upsert": {"UnknownField"},
    "competitions.upsert_many": {"UnknownField"},
    "gpu_sessions.finish_termination": {"BadTermination"},
    "system_metrics.buckets": {"BadBuckets"},
    "system_metrics.record": {"UnequalArrays"},
}
"""Errors that only other clients get: the SDK refuses the input first, or never sends it."""

GENERATED = "kaggle_store.models."
"""Rows and inputs are described by comments in SQL: tests/database/test_conventions.py."""

DESCRIBED_ELSEWHERE = {"kaggle_store.settings.Options"}
"""Its docstring refers to the fields of `Settings`."""


def public_modules(package: griffe.Module) -> Iterator[griffe.Module]:
    yield package
    for name in re.findall(r"`(?:kaggle_store)?\.([a-z_.]+[a-z])`", MODULES):
        yield package[name]
    for module in package["integrations"].modules.values():
        if not module.name.startswith("_"):
            yield module


def target(found: griffe.Object | griffe.Alias) -> griffe.Object:
    return found.final_target if isinstance(found, griffe.Alias) else found


def with_members(found: griffe.Object) -> Iterator[griffe.Object]:
    """Yield an object, and the methods, properties and fields of a class."""
    yield found
    if isinstance(found, griffe.Class):
        for member in found.all_members.values():
            if not member.name.startswith("_") and member.path.startswith("kaggle_store"):
                yield target(member)


@pytest.fixture(scope="module")
def package() -> griffe.Module:
    found = griffe.load("kaggle_store", search_paths=[ROOT], resolve_aliases=True)
    assert isinstance(found, griffe.Module)
    return found


@pytest.fixture(scope="module")
def public(package: griffe.Module) -> Public:
    """Return the public objects by path."""
    shown = [
        package[name]
        for page in (DOCS / "reference" / "python").glob("*.md")
        for name in re.findall(r"(?m)^::: kaggle_store\.(\S+)", page.read_text("utf-8"))
    ]
    exported = [
        module[str(name)] for module in public_modules(package) for name in module.exports or ()
    ]
    found = [target(each) for each in (*shown, *exported)]
    return {each.path: each for top in found for each in with_members(top)}


def test_public_modules_list_their_names(package: griffe.Module) -> None:
    # The page of errors shows the whole module.
    without = {module.path for module in public_modules(package) if not module.exports}
    assert without == {"kaggle_store.errors"}


def is_described(found: griffe.Object) -> bool:
    """Return whether a name has a docstring, or overrides a name that has one."""
    owner = found.parent
    if found.has_docstring or owner is None or owner.path in DESCRIBED_ELSEWHERE:
        return True
    if not isinstance(owner, griffe.Class):
        return False
    bases = [base.members.get(found.name) for base in owner.mro()]
    return any(target(base).has_docstring for base in bases if base is not None)


def test_every_public_name_has_a_docstring(public: Public) -> None:
    assert len(public) > 1500
    without = {path for path, found in public.items() if not is_described(found)}
    without = {path for path in without if not path.endswith(".model_config")}
    resources = {f"kaggle_store.client._Resources.{name}" for name in RESOURCES}
    assert {path for path in without - resources if not path.startswith(GENERATED)} == set()


def functions(public: Public) -> Iterator[tuple[griffe.Function, str]]:
    """Yield the public functions with their docstrings."""
    for found in public.values():
        if isinstance(found, griffe.Function) and found.docstring is not None:
            yield found, found.docstring.value


def raised(found: griffe.Function) -> set[str]:
    """Return the package's errors that the body of a function raises."""
    tree = ast.parse(textwrap.dedent(found.source))
    calls = [each.exc for each in ast.walk(tree) if isinstance(each, ast.Raise)]
    names = {
        each.func.id
        for each in calls
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)
    }
    return {name for name in names if issubclass(getattr(errors, name, int), KaggleStoreError)}


def unnamed(expected: set[str], text: str) -> set[str]:
    return {name for name in expected - OF_ANY_CALL if f"`{name}`" not in text}


def test_raised_errors_are_named(public: Public) -> None:
    found = [(each, text, raised(each)) for each, text in functions(public)]
    assert sum(bool(expected) for _, _, expected in found) > 10
    wrong = {
        each.path: missing for each, text, expected in found if (missing := unnamed(expected, text))
    }
    assert wrong == {}


@cache
def codes_of(function: str) -> frozenset[str]:
    """Return the codes that a function of the database raises in its own body."""
    bodies = re.findall(
        rf"create function public\.{function}\(.*?\$(\w*)\$(.*?)\$\1\$", MIGRATIONS, re.DOTALL
    )
    return frozenset(code for _, body in bodies for code in re.findall(r"errcode = '(\w+)'", body))


def called(method: object) -> set[str]:
    """Return the functions of the database that a method of a resource names."""
    make = inspect.unwrap(getattr(method, "_make", method))  # type: ignore[arg-type]
    if not inspect.isfunction(make):
        return set()
    values = [make.__globals__.get(name) for name in make.__code__.co_names]
    return {each._function for each in values if isinstance(each, Function | RowsFunction)}


def test_errors_of_the_database_are_named() -> None:
    wrong, count = {}, 0
    for resource, name in RESOURCES.items():
        kind = getattr(importlib.import_module(f"kaggle_store.resources.{resource}"), name)
        for verb, method in vars(kind).items():
            codes = {code for function in called(method) for code in codes_of(function)}
            expected = {ApiError.class_for(code, 400).__name__ for code in codes}
            expected -= CHECKED_BEFORE.get(f"{resource}.{verb}", set())
            count += len(expected)
            if missing := unnamed(expected, inspect.getdoc(method) or ""):
                wrong[f"{resource}.{verb}"] = missing
    assert count > 20
    assert wrong == {}


QUANTITY = re.compile(
    r"(?:^|_)(?:timeout|lease|ttl|poll|every|delay|pause|within|retry_for|older_than|settle"
    r"|deadline|lifetime|expires_in|(?<!page_)size|price|cost|memory)$"
)
"""Names of numbers that have a unit; names such as `duration_seconds` say it themselves."""

UNIT = re.compile(r"(?i)\b(?:seconds?|minutes?|hours?|days?|bytes|MiB|GiB|gigabytes|dollars)\b")
REFERENCE = re.compile(r"\b(?:as|as for|like|those of) `\w+\.\w+`|\bas for `\w+`")


def is_quantity(name: str, annotation: object) -> bool:
    is_number = re.search(r"\b(?:float|int|Decimal|Seconds|Wait|Dollars)\b", str(annotation))
    return bool(is_number and QUANTITY.search(name))


def sentences_on(name: str, text: str) -> str:
    sentences = re.split(r"(?<=[.;:])\s+", " ".join(text.split()))
    return " ".join(each for each in sentences if f"`{name}`" in each)


def numbers(public: Public) -> Iterator[tuple[str, str]]:
    """Yield public numbers that need a unit, each with the text on it."""
    for found in public.values():
        own = found.docstring.value if found.docstring else ""
        if isinstance(found, griffe.Attribute | griffe.Function) and is_quantity(
            found.name, found.annotation
        ):
            yield found.path, own
        if (function := constructor_or_itself(found)) and not REFERENCE.search(own):
            # The fields of a class have docstrings of their own.
            fields = function.parent.members if function.parent else {}
            for each in function.parameters:
                if is_quantity(each.name, each.annotation) and each.name not in fields:
                    yield f"{found.path}({each.name}=)", sentences_on(each.name, own)


def constructor_or_itself(found: griffe.Object) -> griffe.Function | None:
    """Return a function, or the constructor of a class, whose docstring is that of the class."""
    if isinstance(found, griffe.Class) and (made := found.all_members.get("__init__")):
        found = target(made)
    return found if isinstance(found, griffe.Function) else None


def test_numbers_have_a_unit(public: Public) -> None:
    left_out = (GENERATED, *DESCRIBED_ELSEWHERE)
    found = {path: text for path, text in numbers(public) if not path.startswith(left_out)}
    assert len(found) > 40
    without = [path for path, text in found.items() if not UNIT.search(text)]
    assert without == [], "\n".join(without)


DEFAULT = (
    r"`%s`(?:(?!`\w+`)(?:[^.]|\.\d))*?\bdefault:? (\d[\d,]*(?:\.\d+)?)(?: (minutes|hours|MiB|GiB))?"
)
IN_ONE = {"minutes": 60, "hours": 3600, "MiB": 1 << 20, "GiB": 1 << 30, "": 1}


def stated_defaults(public: Public) -> Iterator[tuple[str, float, float]]:
    """Yield defaults of parameters: the path, the default in the docstring, the real one."""
    for found in public.values():
        of = constructor_or_itself(found)
        if of is None or found.docstring is None:
            continue
        text = " ".join(found.docstring.value.split())
        module = importlib.import_module(of.module.path)
        for each in of.parameters:
            stated = re.search(DEFAULT % each.name, text)
            if stated and each.default not in (None, "None"):
                value = float(stated[1].replace(",", "")) * IN_ONE[stated[2] or ""]
                yield f"{of.path}({each.name}=)", value, eval(str(each.default), vars(module))


def test_stated_defaults_are_those_of_the_signature(public: Public) -> None:
    found = list(stated_defaults(public))
    assert len(found) > 10
    wrong = [f"{path}: {stated}, not {real}" for path, stated, real in found if stated != real]
    assert wrong == []
