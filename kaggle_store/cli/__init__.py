"""The `kaggle-store` command: the local stack, the care for a store, and a demonstration."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True)
class Command:
    """A subcommand: its name and what it does.

    `kaggle_store.cli.<name>` implements it: `arguments(parser)` declares the options, and
    `run(options) -> int` returns the exit code. It is imported only when the command is used.
    """

    name: str
    help: str

    def module(self) -> ModuleType:
        """Import what implements it."""
        return importlib.import_module(f"{__name__}.{self.name}")


COMMANDS = (
    Command("up", "start the local stack and leave it running"),
    Command("down", "stop the local stack"),
    Command("status", "show what runs, and where"),
    Command("reset", "empty the database and migrate it again"),
    Command("env", "print addresses and keys for a shell or .env"),
    Command("doctor", "tell what is wrong, with remedies"),
    Command("check", "tell whether the store contradicts itself"),
    Command("spool", "show or send metrics that wait on disk"),
    Command("upkeep", "do the tasks of upkeep, once or for ever"),
    Command("archive", "list, export and restore old executions"),
    Command("backup", "back the store up, and restore it"),
    Command("demo", "run an agent's whole life on real competitions"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(words).parse_args(words)
    try:
        code = int(options.command.module().run(options))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` has; what is left in the buffer has to go too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as problem:
        if not _is_for_users(problem):
            raise
        print(f"kaggle-store: {problem}", file=sys.stderr)
        return 1
    return code


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kaggle-store", description="A Kaggle agent's store on this machine, without Docker."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=command.help, description=command.help)
        sub.set_defaults(command=command)
        # Options of the other commands would only cost their imports.
        if command.name in words:
            command.module().arguments(sub)
    return parser


def _is_for_users(problem: Exception) -> bool:
    from kaggle_store.errors import LocalStackError

    return isinstance(problem, LocalStackError | PermissionError)
