"""`supabase db push` reaches a hosted project with --remote only, from version 3 of the CLI on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.docs.blocks import DOCS, ROOT

PUSH = re.compile(r"supabase\s+db\s+push(?!\s+--remote)")


def without_target() -> Iterator[str]:
    for folder, suffix in ((DOCS, "md"), (ROOT / "kaggle_store", "py")):
        for path in folder.rglob(f"*.{suffix}"):
            text = path.read_text("utf-8")
            for found in PUSH.finditer(text):
                line = text.count("\n", 0, found.start()) + 1
                yield f"{path.relative_to(ROOT)}:{line}"


def test_push_names_its_target() -> None:
    assert list(without_target()) == []
