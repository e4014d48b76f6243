"""The examples of CONTRIBUTING.md that other tests run."""

from __future__ import annotations

import re
import textwrap

from tests.docs.blocks import ROOT


def documented_migrations() -> list[str]:
    """Return the migrations of the section "Add a column", without their last statements."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = page.partition("## Add a column")[2].partition("\n## ")[0]
    blocks = re.findall(r"^ +```sql\n(.*?)^ +```", section, re.DOTALL | re.MULTILINE)
    return [as_example(textwrap.dedent(block)) for block in blocks]


def as_example(sql: str) -> str:
    """Rename the column: a reader who follows the section has added it."""
    return re.sub(r"\bnotes(_are_bounded)?\b", r"example_notes\1", sql)
