"""Print text, tables and marks: in colour on a terminal, plain in a pipe or with `NO_COLOR`.

Control characters in data never reach the terminal. Tables need rich, which is imported when one
is printed; text does not.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
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
        letter if is_safe(letter) else "\N{REPLACEMENT CHARACTER}" for letter in str(text)
    )


def is_safe(letter: str) -> bool:
    """Return True for a character that moves, hides and reorders nothing on a terminal.

    Spaces of other scripts are safe, though Python does not call them printable.
    """
    return letter.isprintable() or unicodedata.category(letter) == "Zs"


def line(text: str = "") -> None:
    """Print a line, at once."""
    print(clean(text), flush=True)


def heading(text: str) -> None:
    """Print a line that heads a block; dim on a terminal, as headers of tables are."""
    write(styled(text, "dim"), UNLIMITED)


def error(command: str, message: str) -> None:
    """Print an error of a command, as one line on stderr."""
    text = "; ".join(message.splitlines())
    print(clean(f"kaggle-store {command}: {text}"), file=sys.stderr, flush=True)


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
    longest_word: int = UNLIMITED,
) -> None:
    """Print a table with `gap` spaces between columns; all cells are plain text or `styled`.

    Only the last column is wrapped, between words: on a terminal that is too narrow for that, rows
    continue on its next line, so that ids and addresses can be copied. Words of that column which
    are longer than `longest_word` may be broken.
    """
    cells = [[cell(value) for value in row] for row in rows]
    least = _least_width(columns, cells, gap, longest_word)
    write(make_table(columns, cells, gap=gap), max(min(width(), max_width), least))


def make_table(columns: Sequence[Column], rows: Iterable[Sequence[Text]], *, gap: int) -> Table:
    """Return a table of finished cells."""
    made = new_table(has_header=any(column.header for column in columns), gap=gap)
    for column in columns:
        made.add_column(
            column.header,
            justify="right" if column.is_number else "left",
            width=column.width,
            no_wrap=column is not columns[-1],
            overflow="fold",
        )
    for row in rows:
        made.add_row(*row)
    return made


def _least_width(
    columns: Sequence[Column], rows: Sequence[Sequence[Text]], gap: int, longest_word: int
) -> int:
    """Return the width at which only the last column is wrapped, between its words."""
    from rich.cells import cell_len

    def widest(index: int, parts: Callable[[str], Sequence[str]]) -> int:
        texts = [columns[index].header, *(row[index].plain for row in rows)]
        return max((cell_len(part) for text in texts for part in parts(text)), default=0)

    *fixed, last = range(len(columns))
    least = [columns[index].width or widest(index, lambda text: [text]) for index in fixed]
    return sum(least) + gap * len(fixed) + min(widest(last, str.split), longest_word)


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


def write(shown: RenderableType, columns: int) -> None:
    """Print what rich can render, without trailing spaces."""
    to = console(columns)
    with to.capture() as captured:
        to.print(shown)
    for text in captured.get().removesuffix("\n").split("\n"):
        print(text.rstrip(" "), flush=True)


def console(columns: int) -> Console:
    """Return a console for the standard output."""
    from rich.console import Console

    is_terminal = sys.stdout.isatty()
    return Console(
        width=columns,
        height=shutil.get_terminal_size().lines,  # without it a dumb terminal has 80 columns
        force_terminal=is_terminal,
        color_system="auto" if is_terminal and not os.environ.get("NO_COLOR") else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def text_width() -> int:
    """Return the columns for running text and for tables that fill the width."""
    return min(width(), TEXT_WIDTH)


def width() -> int:
    """Return the columns of the output: `COLUMNS`, else the terminal's; a pipe has no limit."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return UNLIMITED
    return shutil.get_terminal_size((TEXT_WIDTH, 24)).columns
