"""The demo's progress on the screen: a bar while a step runs, a line when it is done."""

from __future__ import annotations

from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from kaggle_store.cli import output
from kaggle_store.cli.output import Column
from kaggle_store.models import HumanIntervention

COLUMNS = (Column(width=1), Column(width=14), Column())


class Screen:
    """Shows the steps of an agent run, and asks the user where `ask` is set.

    In a pipe, where a line cannot be replaced, there is no bar.
    """

    def __init__(self, *, ask: bool = False) -> None:
        self._ask = ask
        self._tasks: dict[str, TaskID] = {}
        self._console = output.console(output.text_width())
        self._bar = Progress(
            TextColumn("  {task.description:<14}"),
            BarColumn(30),
            MofNCompleteColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def progress(self, name: str, done: int, total: int) -> None:
        """Show how many of a step's units are done."""
        if name not in self._tasks:
            self._tasks[name] = self._bar.add_task(name, total=total)
        self._bar.update(self._tasks[name], completed=done, total=total)

    def done(self, name: str, result: str) -> None:
        """Replace a step's bar by its result."""
        if (task := self._tasks.pop(name, None)) is not None:
            self._bar.remove_task(task)
        row = [output.mark("fine"), output.cell(name), output.cell(result)]
        shown = output.make_table(COLUMNS, [row], gap=1)
        if self._console.is_terminal:
            # On the bar's own console, which moves the bar below what is printed.
            self._console.print(shown)
        else:
            output.write(shown, output.text_width())

    def decide(self, intervention: HumanIntervention) -> tuple[bool, str]:
        """Return whether the intervention is approved, by the user or by the demo, and a reason."""
        if not self._ask:
            return True, "Approved by the demo in place of a person."
        self._bar.stop()
        prompt = output.clean(f"? {intervention.title} {intervention.description} [y/N] ")
        try:
            print(prompt, end="", flush=True)
            reply = input()
        except EOFError:
            # Without a user at the terminal nothing is submitted.
            reply = ""
        self._bar.start()
        is_approved = reply.strip().lower() in {"y", "yes"}
        return is_approved, f"{'Approved' if is_approved else 'Rejected'} at the terminal."
