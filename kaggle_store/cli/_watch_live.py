"""The live picture: redrawn in place, ended with q."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urlsplit

from rich.console import Console, RenderableType
from rich.live import Live as RichLive
from rich.table import Table
from rich.text import Text

from kaggle_store import formats
from kaggle_store.cli import output
from kaggle_store.cli._identity import Identity
from kaggle_store.cli._keys import is_ended, single_keys
from kaggle_store.cli._watch_screen import BAD, picture
from kaggle_store.cli._watch_section import QUIET
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models.dashboards import Overview


class Live:
    """Draws each refresh over the last one; with `is_static` once, below the prompt."""

    def __init__(self, who: Identity, *, is_static: bool = False) -> None:
        self._place = output.clean(urlsplit(who.url).netloc)
        self._person = who.person.name if who.person else who.role
        self._is_static = is_static
        self._console = _console()
        self._live = RichLive(
            console=self._console, screen=True, auto_refresh=False, vertical_overflow="crop"
        )
        self._stack = ExitStack()
        self._has_keys = False
        self._last_reached: datetime | None = None

    def __enter__(self) -> Self:
        if not self._is_static:
            self._has_keys = self._stack.enter_context(single_keys())
            self._stack.enter_context(self._live)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def show(self, seen: Overview | None, error: KaggleStoreError | None) -> None:
        """Draw an overview, or the last one with the reason that there is none newer."""
        if error is None and seen is not None:
            self._last_reached = datetime.now(UTC)
        columns, lines = self._console.size
        header = self._header(seen, error)
        height = 0 if self._is_static else lines
        drawn = header if seen is None else picture(seen, columns, height, header)
        if self._is_static:
            output.write(drawn, columns)
        else:
            self._live.update(drawn, refresh=True)

    def wait(self, seconds: float) -> bool:
        """Wait for the next refresh; return True if q was pressed."""
        return is_ended(seconds, self._has_keys)

    def _header(self, seen: Overview | None, error: KaggleStoreError | None) -> RenderableType:
        row = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
        row.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        row.add_column(no_wrap=True, justify="right")
        if error is not None:
            row.add_row(Text(f"✗ {output.clean(self._problem(error))}", BAD), self._age())
            return row
        moment = formats.moment(seen.now if seen else None)
        who = Text.assemble((self._place, "bold"), (f"  as {self._person}", QUIET))
        row.add_row(who, Text(moment if self._is_static else f"{moment}  q ends", QUIET))
        return row

    def _problem(self, error: KaggleStoreError) -> str:
        return f"{self._place} is out of reach, trying again: {error.message}"

    def _age(self) -> Text:
        if self._last_reached is None:
            return Text()
        return Text(f"as of {formats.relative(self._last_reached, datetime.now(UTC))}", BAD)


def _console() -> Console:
    """Return a console that follows the terminal's size."""
    return Console(
        force_terminal=True,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )
