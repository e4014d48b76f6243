"""docs/llms.txt lists every page, in the format of llmstxt.org."""

from __future__ import annotations

import re

import pytest

from tests.docs.blocks import DOCS, PAGES
from tools import llms_page

TEXT = (DOCS / "llms.txt").read_text("utf-8")


def test_file_is_up_to_date() -> None:
    assert llms_page.page() == TEXT


def test_every_page_is_listed_once() -> None:
    links = re.findall(r"^- \[[^]]+\]\(([^)]+)\)(?:: .+)?$", TEXT, re.MULTILINE)
    assert len(links) == len(set(links)) == len(PAGES)


def test_file_begins_with_title_and_summary() -> None:
    title, blank, summary = TEXT.splitlines()[:3]
    assert (title, blank, summary[:2]) == ("# kaggle_store", "", "> ")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# T\n\nOne [link](a.md): two. Three.", "One link: two."),
        ("# T\n\n```python\nx. y\n```\n\n| a | b |\n\nAfter\nthe code.", "After the code."),
        ("# T\n\nWritten by `make models` from the code. Methods.", "Methods."),
        ("# T\n\nVersion 1.2 of it:\n\n- a", "Version 1.2 of it"),
        ("# T\n\n::: a.b", ""),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    assert llms_page.first_sentence(text) == sentence
