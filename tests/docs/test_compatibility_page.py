"""The page of compatibility names tests that exist, and the releases that the doctor knows."""

from __future__ import annotations

import re
from pathlib import Path

from kaggle_store.doctor.releases import NEWEST_POSTGRES, NEWEST_POSTGREST, OLDEST_POSTGREST
from tools.postgres_releases import RELEASES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "compatibility.md").read_text()


def test_named_tests_exist() -> None:
    sources = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    defined = set(re.findall(r"^(?:async )?def (test_\w+)\(", sources, re.MULTILINE))
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 30
    assert named <= defined


def test_considered_releases_are_those_of_doctor() -> None:
    oldest, newest = (".".join(map(str, each)) for each in (OLDEST_POSTGREST, NEWEST_POSTGREST))
    assert f"| PostgREST | {oldest} to {newest}" in PAGE
    assert f"| PostgreSQL | 15 to {NEWEST_POSTGRES} |" in PAGE
    assert f"| {', '.join(RELEASES)} | `make postgres16-18`" in PAGE


def test_each_change_names_its_test() -> None:
    sections = PAGE.partition("## PostgREST")[2].partition("### The local stack")[0]
    rows = [line for line in sections.splitlines() if re.match(r"\| (before )?\d", line)]
    without = [row for row in rows if row.endswith("| |")]
    # What nothing reads has nothing to test.
    assert all("not read" in row for row in without)
    assert len(rows) > 30
