"""The Japanese design page has the same parts as the English one, so that they change together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "explanation"
ENGLISH = (FOLDER / "design.md").read_text("utf-8")
JAPANESE = (FOLDER / "design.ja.md").read_text("utf-8")
BLOCKS = r"^```.*?^```"


def outline(page: str) -> list[str]:
    """Return a page's headings by level, list items and table rows by columns, in their order."""
    text = re.sub(BLOCKS, "", page, flags=re.DOTALL | re.MULTILINE)
    lines = re.findall(r"^(#+ |- |\|.*\|$)", text, re.MULTILINE)
    return [f"{line.count('|')} cells" if line[0] == "|" else line for line in lines]


def test_outlines_are_equal() -> None:
    assert len(outline(ENGLISH)) > 150
    assert outline(JAPANESE) == outline(ENGLISH)


@pytest.mark.parametrize("pattern", [r"(?<!`)`[^`\n]+`(?!`)", r"KS\d{3}", BLOCKS])
def test_names_and_blocks_are_equal(pattern: str) -> None:
    flags = re.DOTALL | re.MULTILINE
    found = [set(re.findall(pattern, page, flags)) for page in (ENGLISH, JAPANESE)]
    assert found[0]
    assert found[0] == found[1]


def test_links_are_equal() -> None:
    pages = {"design.md", "design.ja.md"}
    english, japanese = (
        sorted(link for link in re.findall(r"\]\(([^)]+)\)", page) if link not in pages)
        for page in (ENGLISH, JAPANESE)
    )
    assert english == japanese


def test_pages_link_to_each_other() -> None:
    assert "](design.ja.md)" in ENGLISH
    assert "](design.md)" in JAPANESE
