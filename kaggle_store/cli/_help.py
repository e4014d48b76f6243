"""Parts of the help texts: examples, exit codes, verbs of a command, and `--version`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

DOCS = "https://kaggle-store.github.io/kaggle_store"
"""The documentation; a page of it is `{DOCS}/reference/doctor/`."""


def epilog(examples: str, exit_codes: Mapping[int, str]) -> str:
    """Return the end of a help text: examples, one a line, and exit codes."""
    parts = []
    if examples:
        parts.append("examples:\n" + "\n".join(f"  {line}" for line in examples.splitlines()))
    if exit_codes:
        lines = (f"  {code:<4}{meaning}" for code, meaning in exit_codes.items())
        parts.append("exit codes:\n" + "\n".join(lines))
    return "\n\n".join(parts)


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the line breaks of descriptions and examples, and long options on one line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)

    def add_argument(self, action: argparse.Action) -> None:
        """Add an option or the list of verbs, whose indentation argparse forgets to count."""
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):
            self._action_max_length += self._indent_increment


class Verbs:
    """The verbs of a command, such as `list` of `kaggle-store archive list`, stored as `verb`."""

    def __init__(self, parser: argparse.ArgumentParser, examples: str) -> None:
        self._parsers = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
        self._prog = parser.prog
        self._examples = examples.splitlines()

    def add(self, name: str, summary: str) -> argparse.ArgumentParser:
        """Add a verb; its help shows those of the command's examples that use it."""
        start = f"{self._prog} {name}"
        mine = "\n".join(line for line in self._examples if f"{line} ".startswith(f"{start} "))
        return self._parsers.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=epilog(mine, {}),
            formatter_class=HelpFormatter,
        )


class Version(argparse.Action):
    """Print the version of the package; reads the metadata only when asked to."""

    def __init__(self, option_strings: list[str], dest: str, **rest: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **rest)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"{parser.prog} {version('kaggle_store')}")
        parser.exit()
