"""Write docs/reference/cli.md: every command with its options, read from their parsers.

`python -m tools.cli_page` writes it, `--check` fails when it is out of date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kaggle_store.cli import EXIT_CODES, TOPICS, Command
from tools.written_page import write_or_check

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"
INTRODUCTION = """\
# The command line

Written by `make models` from the commands. `pip install 'kaggle_store[cli]'` installs them,
`kaggle_store[local]` also those of the local stack.

- `kaggle-store --help` lists the commands by topic, `kaggle-store COMMAND --help` shows options and
  examples.
- `eval "$(kaggle-store completion bash)"` (or `zsh`) in the shell's start file completes commands
  and options; for fish write `kaggle-store completion fish` to
  `~/.config/fish/completions/kaggle-store.fish`.
- A terminal gets colours unless `NO_COLOR` is set. A pipe gets plain rows that are not wrapped,
  unless `COLUMNS` is set.
- An error is one line on stderr, `kaggle-store COMMAND: message`.
"""


def page() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION, *_exit_codes(EXIT_CODES)]
    for topic, commands in TOPICS.items():
        parts.append(f"\n## {topic}")
        for command in commands:
            parts += _command(command)
    return "\n".join(parts) + "\n"


def _command(command: Command) -> Iterator[str]:
    module = command.module()
    parser = argparse.ArgumentParser(f"kaggle-store {command.name}")
    module.arguments(parser)
    yield f"\n### kaggle-store {command.name}\n"
    yield module.DESCRIPTION + "\n"
    yield from _options(parser)
    yield f"```sh\n{module.EXAMPLES.rstrip()}\n```"
    if codes := getattr(module, "EXIT_CODES", {}):
        yield from _exit_codes(codes)


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    verbs = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    yield from _table("option", _rows(parser))
    for action in verbs:
        yield from _verbs(action)


def _verbs(action: argparse._SubParsersAction[argparse.ArgumentParser]) -> Iterator[str]:
    """Yield the verbs; a row that all of them have, and a known argument, are printed once."""
    parsers = {choice.dest: action.choices[choice.dest] for choice in action._choices_actions}
    rows = {name: _rows(verb) for name, verb in parsers.items()}
    shared = [row for row in next(iter(rows.values())) if all(row in of for of in rows.values())]
    if len(parsers) > 1:
        yield from _table("option of every verb", shared)
    known = set(shared if len(parsers) > 1 else ())
    for choice in action._choices_actions:
        verb = parsers[choice.dest]
        yield f"**`{verb.prog}{_positionals(verb)}`** — {choice.help}\n"
        yield from _table("option", [row for row in rows[choice.dest] if row not in known])
        known |= {row for row in rows[choice.dest] if not row.startswith("| `-")}


def _rows(parser: argparse.ArgumentParser) -> list[str]:
    actions = [a for a in parser._actions if not isinstance(a, argparse._HelpAction)]
    shown = [a for a in actions if a.help is not argparse.SUPPRESS]
    return [
        f"| `{_name(a)}` | {_cell(_help(a, parser))} |"
        for a in shown
        if not isinstance(a, argparse._SubParsersAction)
    ]


def _table(header: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield f"| {header} | |\n|---|---|"
        yield from rows
        yield ""


def _name(action: argparse.Action) -> str:
    metavar = action.metavar or (action.dest if not action.option_strings else action.dest.upper())
    if isinstance(metavar, tuple):
        metavar = " ".join(metavar)
    if not action.option_strings:
        return str(metavar)
    shown = action.metavar and metavar
    value = "" if action.nargs == 0 else f" {shown or _choices(action) or metavar}"
    return ", ".join(action.option_strings) + value


def _choices(action: argparse.Action) -> str:
    return "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""


def _positionals(parser: argparse.ArgumentParser) -> str:
    given = [a for a in parser._actions if not a.option_strings]
    return "".join(f" [{_name(a)}]" if a.nargs in ("?", "*") else f" {_name(a)}" for a in given)


def _help(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    values = dict(vars(action), prog=parser.prog)
    return (action.help or "") % values


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("*", "\\*").replace("__", r"\_\_")


def _exit_codes(codes: dict[int, str]) -> Iterator[str]:
    yield "| exit code | |\n|---|---|"
    yield from (f"| {code} | {meaning} |" for code, meaning in codes.items())


def main() -> int:
    """Write the page, or with --check return 1 if it is out of date."""
    return write_or_check(PAGE, page(), "code")


if __name__ == "__main__":
    sys.exit(main())
