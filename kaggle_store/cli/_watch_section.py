"""Parts of the live picture: names that give way, and sections that share a terminal's height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from kaggle_store.cli import output

QUIET = "dim"


class Name:
    """A name that loses its middle where there is no room: names often differ at their end."""

    def __init__(self, text: object) -> None:
        self.text = output.clean(text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the name in the width there is."""
        yield Text(shortened(self.text, options.max_width), no_wrap=True)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return the least and the best width."""
        best = min(cell_len(self.text), options.max_width)
        return Measurement(min(8, best), best)


def shortened(text: str, width: int) -> str:
    """Return a text of at most `width` columns, with an ellipsis in place of its middle."""
    if cell_len(text) <= width:
        return text
    head, tail = list(text), list(text)
    head, tail = head[: len(head) * 2 // 3], tail[len(tail) * 2 // 3 :]
    while cell_len("".join(head)) + cell_len("".join(tail)) + 1 > width and (head or tail):
        if len(head) > len(tail):
            head.pop()
        else:
            tail.pop(0)
    return f"{''.join(head)}…{''.join(tail)}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a section, shown on terminals of at least `least` columns."""

    header: str = ""
    ratio: int | None = None
    is_right: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and rows, of which as many are shown as there is room for."""

    title: str
    count: str
    rows: Sequence[Sequence[RenderableType]]
    columns: Sequence[Column]
    width: int
    empty: str = ""

    @property
    def height(self) -> int:
        """Lines besides the rows: an empty one, the title and the header."""
        return 2 + (bool(self.rows) and self._has_header)

    @property
    def _has_header(self) -> bool:
        return any(column.header for column in self.columns)

    def render(self, count: int) -> RenderableType:
        """Return the section with its first rows."""
        title = Text.assemble((self.title, "bold"), " ", (self.count, QUIET))
        if not self.rows:
            return Group(Text(), title.append(f"  {self.empty}", QUIET))
        if count < len(self.rows):
            title.append(f"  {len(self.rows) - count} more", QUIET)
        return Group(Text(), title, *([self._table(count)] if count else []))

    def _table(self, count: int) -> Table:
        table = Table(
            box=None,
            expand=True,
            pad_edge=False,
            padding=(0, 2, 0, 0),
            show_header=self._has_header,
            header_style=QUIET,
        )
        shown = [n for n, column in enumerate(self.columns) if self.width >= column.least]
        for column in (self.columns[n] for n in shown):
            table.add_column(
                column.header,
                ratio=column.ratio,
                justify="right" if column.is_right else "left",
                no_wrap=True,
                overflow="ellipsis",
            )
        for row in self.rows[:count]:
            table.add_row(*(row[n] for n in shown))
        return table


def shares(room: int, wanted: Sequence[int]) -> list[int]:
    """Share lines among sections: each gets the same number, unless it wants fewer."""
    given = [0] * len(wanted)
    while room > 0 and given != list(wanted):
        for index, most in enumerate(wanted):
            if given[index] < most and room > 0:
                given[index] += 1
                room -= 1
    return given
