"""Checks as text: a line a subject, the remedy beneath, in colour where somebody looks."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from kaggle_store.doctor.checks import Check
from kaggle_store.models.enums import HealthState

WIDTH = 100
"""Wider than this, lines are hard to follow."""
INDENT = 22
"""Columns that the mark and the subject take."""

MARKS: dict[HealthState, tuple[str, str]] = {
    "fine": ("✓", "32"),
    "warning": ("!", "33"),
    "problem": ("✗", "31"),
}
"""How each state is marked, and its colour for a terminal."""


def show(lines: Iterable[str]) -> None:
    """Print lines; a terminal that cannot write a mark still gets the rest."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    for line in lines:
        print(line)


def is_coloured() -> bool:
    """Whether somebody looks who wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def painted(text: str, colour: str) -> str:
    """Return a text in a colour, where colours are wanted."""
    return f"\x1b[{colour}m{text}\x1b[0m" if is_coloured() else text


def width() -> int:
    """Return how many columns there are to write in."""
    return min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH)


def lines_of(checks: Sequence[Check]) -> Iterator[str]:
    """Yield the report's lines, and a last one that counts."""
    for check in checks:
        mark, colour = MARKS[check.state]
        first, *rest = _wrapped(check.found) or [""]
        yield f"{painted(mark, colour)} {check.subject:<{INDENT - 2}}{first}"
        yield from (" " * INDENT + line for line in rest)
        if check.remedy:
            first, *rest = _wrapped(check.remedy)
            yield " " * (INDENT - 2) + painted("→", colour) + f" {first}"
            yield from (" " * INDENT + line for line in rest)
    counts = Counter(check.state for check in checks)
    yield ""
    yield (
        f"{counts['fine']} fine, {_counted(counts['warning'], 'warning')}, "
        f"{_counted(counts['problem'], 'problem')}."
    )


def _wrapped(text: str) -> list[str]:
    return wrap(text, max(width() - INDENT, 20), break_long_words=False, break_on_hyphens=False)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
