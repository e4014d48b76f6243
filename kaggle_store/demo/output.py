"""What a person sees of the demo: a line a step, a bar while it works, tables at the end."""

from __future__ import annotations

import io
import sys
from textwrap import wrap
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from kaggle_store.models import HumanIntervention

WIDTH = 100
"""Wider than this, lines are hard to follow."""


INDENT = 17
"""Columns that a step's name takes."""


class Screen:
    """The terminal, or a log that nobody can rub out: there the bar is left away."""

    def __init__(self, *, ask: bool = False) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A terminal that cannot write an arrow still gets the rest of the line.
            sys.stdout.reconfigure(errors="replace")
        self.console = Console(highlight=False)
        self.console.width = min(self.console.width, WIDTH)
        self._ask = ask
        self._tasks: dict[str, TaskID] = {}
        self._bar = Progress(
            TextColumn("   {task.description}"),
            BarColumn(30),
            MofNCompleteColumn(),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def progress(self, name: str, done: int, total: int) -> None:
        """Show how far a step is."""
        if name not in self._tasks:
            self._tasks[name] = self._bar.add_task(f"{name:<14}", total=total)
        self._bar.update(self._tasks[name], completed=done, total=total)

    def done(self, name: str, sentence: str) -> None:
        """Show what a step has come to, instead of its bar."""
        if task := self._tasks.pop(name, None):
            self._bar.remove_task(task)
        lines = wrap(sentence, self.console.width - INDENT)
        text = escape(f"{name:<{INDENT - 3}} " + f"\n{' ' * INDENT}".join(lines))
        # In one piece: beside a live bar, what a print leaves unfinished is wiped away.
        self.console.print(f"[green]✓[/] {text}", soft_wrap=True)

    def decide(self, question: HumanIntervention) -> tuple[bool, str]:
        """Answer a question: the person at the terminal, or in their place the demo itself."""
        if not self._ask:
            return True, "Approved by the demo in place of a person."
        self._bar.stop()
        asked = escape(f"{question.title} {question.description} [y/N] ")
        try:
            answer = self.console.input(f"[yellow]?[/] {asked}")
        except EOFError:
            # Nobody is there to answer; the agent does not submit on its own.
            answer = ""
        self._bar.start()
        yes = answer.strip().lower() in {"y", "yes"}
        return yes, "Approved at the terminal." if yes else "Rejected at the terminal."
