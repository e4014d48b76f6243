"""Print text, tables and marks: in colour on a terminal, plain in a pipe or with `NO_COLOR`.

Control characters in data never reach the terminal. Tables need rich, which is imported when one
is printed; text does not.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from kaggle_store.models.enums import HealthState

TEXT_WIDTH = 100
"""Columns of running text on wide terminals."""
UNLIMITED = 100_000
"""Columns of a table in a pipe, whose rows are not broken."""

MARKS: dict[HealthState, tuple[str, str]] = {
    "fine": ("✓", "green"),
    "warning": ("!", "yellow"),
    "problem": ("✗", "red"),
}
"""Symbol and colour of each state."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; a fixed `width` aligns tables that are printed row by row."""

    header: str = ""
    is_number: bool = False
    width: int | None = None


def clean(text: object) -> str:
    """Return a text as one line, with each control character replaced by U+FFFD."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(text)
    )


def line(text: str = "") -> None:
    """Print a line, at once."""
    print(clean(text), flush=True)


def error(command: str, message: str) -> None:
    """Print an error of a command, as one line on stderr."""
    print(clean(f"kaggle-store {command}: {message}"), file=sys.stderr, flush=True)


def styled(text: object, style: str) -> Text:
    """Return a text in a colour or style of rich."""
    from rich.text import Text

    return Text(clean(text), style)


def mark(state: HealthState) -> Text:
    """Return the symbol of a state."""
    return styled(*MARKS[state])


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    gap: int = 2,
    max_width: int = UNLIMITED,
) -> None:
    """Print a table with `gap` spaces between columns; all cells are plain text or `styled`."""
    shown = new_table(has_header=any(column.header for column in columns), gap=gap)
    for column in columns:
        shown.add_column(
            column.header,
            justify="right" if column.is_number else "left",
            width=column.width,
            overflow="fold",
            no_wrap=column.is_number,
        )
    for row in rows:
        shown.add_row(*map(cell, row))
    write(shown, max_width=max_width)


def new_table(title: str | None = None, *, has_header: bool = True, gap: int = 2) -> Table:
    """Return an empty table in the style of this command: a rule below the header, no frame."""
    from rich import box
    from rich.table import Table

    has_rule = has_header and sys.stdout.isatty()
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD if has_rule else None,
        show_header=has_header,
        show_edge=False,
        pad_edge=False,
        padding=(0, gap - has_rule, 0, 0),  # a box adds a space
        header_style="dim",
    )


def cell(value: object) -> Text:
    """Return a value as the content of a cell."""
    from rich.text import Text

    return value if isinstance(value, Text) else Text(clean(value))


def write(shown: RenderableType, *, max_width: int = UNLIMITED) -> None:
    """Print what rich can render, without trailing spaces."""
    to = console(max_width)
    with to.capture() as captured:
        to.print(shown)
    for text in captured.get().removesuffix("\n").split("\n"):
        print(text.rstrip(" "), flush=True)


def console(max_width: int = UNLIMITED) -> Console:
    """Return a console for the standard output."""
    from rich.console import Console

    is_terminal = sys.stdout.isatty()
    return Console(
        width=min(width(), max_width),
        height=shutil.get_terminal_size().lines,  # without it a dumb terminal has 80 columns
        force_terminal=is_terminal,
        color_system="auto" if is_terminal and not os.environ.get("NO_COLOR") else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def width() -> int:
    """Return the columns of the output: `COLUMNS`, else the terminal's; a pipe has no limit."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return UNLIMITED
    return shutil.get_terminal_size((TEXT_WIDTH, 24)).columns
