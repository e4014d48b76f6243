"""The `kaggle-store` command: the local stack, the care for a store, and a demonstration."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A subcommand: its name, what it gains, and the module that carries it out.

    The module has `arguments(parser)`, which declares options, and `run(options) -> int`, which
    returns the exit code. It is imported only when its command is used.
    """

    name: str
    help: str
    module: str


COMMANDS = (
    Command("up", "start the local stack and leave it running", "kaggle_store.cli.up"),
    Command("down", "stop the local stack", "kaggle_store.cli.down"),
    Command("status", "show what runs, and where", "kaggle_store.cli.status"),
    Command(
        "reset", "empty the database and migrate it again", "kaggle_store.cli.reset"
    ),
    Command(
        "env", "print addresses and keys for a shell or .env", "kaggle_store.cli.env"
    ),
    Command("doctor", "tell what is wrong, with remedies", "kaggle_store.cli.doctor"),
    Command("check", "tell whether the store contradicts itself", "kaggle_store.check"),
    Command("spool", "show or send metrics that wait on disk", "kaggle_store.cli.spool"),
    Command("upkeep", "do the tasks of upkeep, once or for ever", "kaggle_store.cli.upkeep"),
    Command(
        "archive", "list, export and restore old executions", "kaggle_store.cli.archive"
    ),
    Command("backup", "back the store up, and restore it", "kaggle_store.cli.backup"),
    Command("demo", "run an agent's whole life on real competitions", "kaggle_store.cli.demo"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(words).parse_args(words)
    try:
        code = int(importlib.import_module(options.command.module).run(options))
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
            importlib.import_module(command.module).arguments(sub)
    return parser


def _is_for_users(problem: Exception) -> bool:
    from kaggle_store.local.errors import LocalStackError

    return isinstance(problem, LocalStackError | PermissionError)


if __name__ == "__main__":
    sys.exit(main())
