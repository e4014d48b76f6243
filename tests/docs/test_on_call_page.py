"""docs/on-call.md has every finding, subject of `doctor` and notice, and only known codes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from kaggle_store.errors import ApiError
from kaggle_store.models.enums import NoticeKind

DOCS = Path(__file__).parents[2] / "docs"
ON_CALL = (DOCS / "on-call.md").read_text("utf-8")
DOCTOR = (DOCS / "reference" / "doctor.md").read_text("utf-8")


def section(page: str, title: str) -> str:
    return page.split(f"\n## {title}\n")[1].split("\n## ")[0]


def cells(text: str, column: int = 0) -> list[str]:
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [row[column] for row in rows[1:]]


def test_every_finding_is_on_call() -> None:
    known = cells(section(DOCTOR, "kaggle-store check"), column=1)
    listed = "; ".join(cells(section(ON_CALL, "By finding of check"))).split("; ")
    assert len(listed) == len(set(listed))
    assert set(listed) == set(known)


def test_every_subject_is_on_call() -> None:
    known = ", ".join(cells(section(DOCTOR, "kaggle-store doctor"))).split(", ")
    listed = ", ".join(cells(section(ON_CALL, "By subject of doctor"))).split(", ")
    assert len(listed) == len(set(listed))
    assert set(listed) == set(known)


def test_every_notice_is_on_call() -> None:
    listed = cells(section(ON_CALL, "By notice"))
    assert sorted(listed) == sorted(f"`{kind}`" for kind in get_args(NoticeKind))


def test_listed_codes_have_a_class() -> None:
    listed = re.findall(r"`([A-Z0-9]{5,8})`", "".join(cells(section(ON_CALL, "By error code"))))
    assert len(listed) > 20
    known = set(ApiError._by_code)
    assert {code for code in listed if not any(code.startswith(each) for each in known)} == set()


def test_each_row_says_whether_it_may_wait() -> None:
    for title in ("By alert", "By subject of doctor", "By finding of check", "By error code"):
        for answer in cells(section(ON_CALL, title), column=2):
            assert re.search(r"\*\*no\*\*|hours|days|until|as ", answer), answer
    for answer in cells(section(ON_CALL, "By notice"), column=3):
        assert re.search(r"\*\*no\*\*|hours|days|until|as ", answer), answer
