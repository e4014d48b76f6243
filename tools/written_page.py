"""Write a generated page, or compare it with the checkout."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def write_or_check(path: Path, text: str, source: str) -> int:
    """Write the page; with --check on the command line return 1 if it is out of date.

    `source` is what it is made from, named in the message.
    """
    if "--check" not in sys.argv[1:]:
        path.write_text(text, "utf-8")
        return 0
    if path.exists() and path.read_text("utf-8") == text:
        return 0
    name = path.relative_to(ROOT).as_posix()
    print(f"{name} differs from the {source}: run `make models`", file=sys.stderr)
    return 1
