"""The `kaggle-store` command: its sub-commands, help, errors and exit codes."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

from kaggle_store.cli import output
from kaggle_store.cli._help import HelpFormatter, Version, epilog


@dataclass(frozen=True)
class Command:
    """A sub-command, implemented by the module `kaggle_store.cli.<name>`.

    The module has `DESCRIPTION`, `EXAMPLES`, `arguments(parser)`, which declares the options, and
    `run(options) -> int`, which returns the exit code. It may have `EXIT_CODES`, a description of
    its own exit codes, and `exit_code(error) -> int`. It is imported when the command is used.
    """

    name: str
    help: str
    needs: tuple[str, ...] = ("rich",)
    """Modules that `run` imports and the core installation lacks."""
    extra: str = "cli"
    """The extra of the package that installs them."""

    def module(self) -> ModuleType:
        """Import and return the module of the command."""
        return importlib.import_module(f"{__name__}.{self.name}")

    def missing(self) -> str | None:
        """Return the first module of `needs` that is not installed."""
        return next((name for name in self.needs if not importlib.util.find_spec(name)), None)


LOCAL = ("rich",) if sys.platform == "linux" else ("rich", "psutil")

DEMO = (*LOCAL, "kagglesdk")

PROJECT = ("rich", "psycopg", "tomlkit")
NOTIFY = ("rich", "apprise")
KAGGLE = ("rich", "kagglesdk")

UI = ("jinja2", "multipart", "pygments", "sse_starlette", "starlette", "uvicorn", "vl_convert")

TOPICS: dict[str, tuple[Command, ...]] = {
    "Your project": (
        Command("install", "add the store to a Supabase project, or upgrade it", PROJECT),
        Command("uninstall", "remove the store from a Supabase project", PROJECT),
    ),
    "Local stack": (
        Command("up", "start the local stack and leave it running", LOCAL, "local"),
        Command("down", "stop the local stack; its data is kept", ()),
        Command("status", "show the running local stack: addresses and processes", LOCAL, "local"),
        Command("env", "print addresses and keys for a shell or a .env file", ()),
        Command("reset", "empty the local database and migrate it again", LOCAL, "local"),
    ),
    "Data": (
        Command("watch", "show what runs, what it costs and what waits, live"),
        Command("executions", "agents' runs: list, show, cancel, retry, extend the budget"),
        Command("competitions", "competitions: list, show"),
        Command("submissions", "submissions to Kaggle: list, show, disqualify"),
        Command("interventions", "decisions that agents ask for: list, show, answer"),
        Command("jobs", "training jobs: list, show, cancel, retry"),
        Command("artifacts", "files of executions: list, show, put, get, verify, prune"),
        Command("gpu", "rented GPU machines: list, show, terminate"),
        Command("metrics", "metrics of an execution: list, show; export whole months"),
        Command("settings", "settings and secrets: list, show, set, reveal"),
        Command("audit", "who changed what and when: list, show"),
        Command(
            "report",
            "write an execution or a competition as one HTML file",
            ("jinja2", "pygments", "vl_convert"),
            "report",
        ),
    ),
    "People": (
        Command("ui", "serve the web pages: overview, inbox, executions and more", UI, "ui"),
        Command("login", "sign in, to act as yourself from the terminal", ()),
        Command("logout", "end your session with a project", ()),
        Command("whoami", "show as whom commands act, and what the store lets you do"),
    ),
    "Agents": (Command("mcp", "serve the store to language models (MCP)", ("mcp",), "mcp"),),
    "Diagnosis": (
        Command("doctor", "diagnose the connection, the key and the database"),
        Command("check", "check the store's consistency"),
    ),
    "Operations": (
        Command("members", "list, add and remove the people who may use the store"),
        Command("supervise", "stop due machines, run upkeep, send notifications: one process"),
        Command("upkeep", "run maintenance tasks once, or repeat them"),
        Command("kaggle", "read Kaggle: competitions, scores, places", KAGGLE, "cli,kaggle"),
        Command("notify", "send notifications by Slack, e-mail and others", NOTIFY, "notify"),
        Command("archive", "list, export and restore archived executions"),
        Command(
            "backup", "back up the store and restore it", ("rich", "psycopg", "fsspec"), "backup"
        ),
        Command("spool", "list or send recorded metrics that wait on disk"),
    ),
    "More": (
        Command(
            "demo", "run a complete agent execution on real competitions", DEMO, "local,kaggle"
        ),
        Command("completion", "print the completion code for a shell", ("argcomplete",)),
    ),
}

COMMANDS = tuple(command for commands in TOPICS.values() for command in commands)

EXIT_CODES = {
    0: "success",
    1: "the command failed; the reason is on stderr",
    2: "wrong usage",
    130: "interrupted",
    143: "terminated (SIGTERM)",
}
"""Exit codes of every command; some have further ones, which their help lists."""

MORE = "kaggle-store COMMAND --help shows options and examples."


def main(
    arguments: Sequence[str] | None = None, *, before_run: Callable[[], object] = lambda: None
) -> int:
    """Run one sub-command and return its exit code.

    `before_run` is called when the command line is parsed and signals are handled here.
    """
    _open_closed_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser(words)
    options = parser.parse_args(words)
    command: Command = options.command
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Terminals whose encoding lacks a character get a question mark instead.
        sys.stdout.reconfigure(errors="replace")
    try:
        before_run()
        return _run(command, options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader, such as `head`, has closed the pipe: discard what is still buffered.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        if not _is_expected(error):
            raise
        output.error(command.name, _message(error))
        return int(getattr(command.module(), "exit_code", lambda _: 1)(error))


def _open_closed_streams() -> None:
    """Discard what is printed where the shell has closed standard output or error (`>&-`)."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))


def _run(command: Command, options: argparse.Namespace) -> int:
    from kaggle_store._leases import termination

    with termination.exits():
        return _run_installed(command, options)


def _run_installed(command: Command, options: argparse.Namespace) -> int:
    if missing := command.missing():
        output.error(command.name, f"needs {missing}: pip install 'kaggle_store[{command.extra}]'")
        return 1
    code = int(command.module().run(options))
    sys.stdout.flush()
    return code


def build_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser for a command line; only the command that it names has options."""
    parser = argparse.ArgumentParser(
        prog="kaggle-store",
        usage="kaggle-store [--help] [--version] COMMAND ...",
        description="\n".join(_overview()),
        epilog="\n\n".join((epilog("", EXIT_CODES), MORE, *_advice())),
        formatter_class=HelpFormatter,
    )
    parser.add_argument("--version", action=Version, help="print the version and exit")
    commands = parser.add_subparsers(
        prog=parser.prog, metavar="COMMAND", required=True, help=argparse.SUPPRESS
    )
    completed = _complete_words()
    named = next((word for word in completed or words if not word.startswith("-")), None)
    for command in COMMANDS:
        _add(commands, command, with_options=command.name == named)
    if completed is not None:
        _complete(parser)
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    command: Command,
    *,
    with_options: bool,
) -> None:
    if not with_options:  # Importing every command's module would make `--help` slow.
        commands.add_parser(command.name, help=command.help).set_defaults(command=command)
        return
    module = command.module()
    parser = commands.add_parser(
        command.name,
        help=command.help,
        description=module.DESCRIPTION,
        epilog=epilog(module.EXAMPLES, getattr(module, "EXIT_CODES", {})),
        formatter_class=HelpFormatter,
    )
    parser.set_defaults(command=command)
    module.arguments(parser)


def _overview() -> Iterator[str]:
    yield "Run, diagnose and maintain the state store of Kaggle agents."
    for topic, commands in TOPICS.items():
        yield f"\n{topic}:"
        yield from (f"  {command.name:<15}{command.help}" for command in commands)


def _advice() -> Iterator[str]:
    """Yield how to install what most commands need, if it is missing."""
    if not importlib.util.find_spec("rich"):
        yield "Most commands need the extra `cli`: pip install 'kaggle_store[cli]'"


def _complete_words() -> list[str] | None:
    """Return the words that a shell wants to complete; None in an ordinary run."""
    if "_ARGCOMPLETE" not in os.environ or not importlib.util.find_spec("argcomplete"):
        return None
    return os.environ.get("COMP_LINE", "").split()[1:]


def _complete(parser: argparse.ArgumentParser) -> None:
    import argcomplete

    argcomplete.autocomplete(parser)


def _is_expected(error: Exception) -> bool:
    """Return True for errors with a message for users; others keep their traceback."""
    from kaggle_store.errors import KaggleStoreError

    return isinstance(error, KaggleStoreError | OSError)


def _message(error: Exception) -> str:
    from kaggle_store.cli import _exit_codes
    from kaggle_store.errors import (
        AuthenticationFailed,
        KaggleStoreError,
        PermissionDenied,
        ServerError,
    )
    from kaggle_store.errors import TransportError as Transport

    if isinstance(error, OSError) and not isinstance(error, KaggleStoreError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    message = str(error)
    if isinstance(error, PermissionDenied | AuthenticationFailed):
        message = _exit_codes.message(error)
    if isinstance(error, Transport | ServerError | AuthenticationFailed):
        message += " (`kaggle-store doctor` finds the cause)"
    if isinstance(error, PermissionDenied):
        message += " (`kaggle-store whoami` shows as whom)"
    return message
