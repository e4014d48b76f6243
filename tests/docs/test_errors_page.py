"""Each code of the store is raised by a migration, has a class, and stands on the page."""

from __future__ import annotations

import re
from pathlib import Path

from kaggle_store.errors import ApiError, RuleViolation
from kaggle_store.local import project_dir

PAGE = Path(__file__).parents[2] / "docs" / "errors.md"


def test_migrations_classes_and_the_page_list_the_same_codes() -> None:
    migrations = [file.read_text() for file in (project_dir() / "migrations").glob("*.sql")]
    raised = set(re.findall(r"errcode = '(KS\d{3})'", "\n".join(migrations)))
    documented = re.findall(r"^\| `(KS\d{3})` \|", PAGE.read_text(), re.MULTILINE)
    classes = {code for code in ApiError._by_code if re.fullmatch(r"KS\d{3}", code)}
    assert documented == sorted(raised) == sorted(classes)


def test_every_code_has_a_class_of_its_own_below_refused() -> None:
    kinds = [kind for code, kind in ApiError._by_code.items() if code.startswith("KS1")]
    assert all(issubclass(kind, RuleViolation) for kind in kinds)
    assert len(set(kinds)) == len(kinds)
