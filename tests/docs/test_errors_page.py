"""docs/reference/errors.md lists each code that a migration raises, with its class."""

from __future__ import annotations

import re
from pathlib import Path

from kaggle_store import errors
from kaggle_store.errors import ApiError, RuleViolation
from kaggle_store.local import project_dir

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "errors.md"


def test_codes_match_migrations_and_classes() -> None:
    migrations = [file.read_text() for file in (project_dir() / "migrations").glob("*.sql")]
    raised = set(re.findall(r"errcode = '(KS\d{3})'", "\n".join(migrations)))
    documented = re.findall(r"^\| `(KS\d{3})` \|", PAGE.read_text(), re.MULTILINE)
    classes = {code for code in ApiError._by_code if re.fullmatch(r"KS\d{3}", code)}
    assert documented == sorted(raised) == sorted(classes)
    assert f"{documented[0]} to {documented[-1]}" in PAGE.read_text()


def test_each_code_has_its_own_rule_violation() -> None:
    kinds = [kind for code, kind in ApiError._by_code.items() if code.startswith("KS1")]
    assert all(issubclass(kind, RuleViolation) for kind in kinds)
    assert len(set(kinds)) == len(kinds)


def test_page_names_the_class_of_each_code() -> None:
    rows = re.findall(r"^\| `(KS\d{3})` \| `(\w+)` \|", PAGE.read_text(), re.MULTILINE)
    assert dict(rows) == {
        code: kind.__name__
        for code, kind in ApiError._by_code.items()
        if re.fullmatch(r"KS\d{3}", code)
    }


def test_errors_named_in_the_docs_exist() -> None:
    pages = [page.read_text() for page in PAGE.parents[1].rglob("*.md")]
    suffixes = "Error|Violation|Lost|Held|Closed|Failed|Denied|Ended|Required|Scope|Requested"
    names = set(re.findall(rf"`([A-Z]\w+(?:{suffixes}))`", "\n".join(pages)))
    builtin = {"OSError", "TimeoutError", "CancelledError", "ImportError", "ValueError"}
    assert {name for name in names - builtin if not hasattr(errors, name)} == set()
