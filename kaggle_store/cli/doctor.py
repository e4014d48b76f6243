"""`kaggle-store doctor`: what is wrong between this machine and the store, in one screen."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from kaggle_store.cli._checks import lines_of, show
from kaggle_store.doctor import database, key, location, machine, server
from kaggle_store.doctor.checks import Check, problem
from kaggle_store.errors import SettingsError

TIMEOUT = 10.0
UNREACHABLE = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how to print, and how long to wait."""
    parser.add_argument("--json", action="store_true", help="print the checks as JSON")
    parser.add_argument(
        "--timeout",
        type=float,
        default=TIMEOUT,
        metavar="SECONDS",
        help=f"how long an answer may take (default: {TIMEOUT:g})",
    )


def run(options: argparse.Namespace) -> int:
    """Print every check; return 1 where there is a problem, 2 where the store is out of reach."""
    checks, is_reached = examine(options.timeout)
    if options.json:
        show([json.dumps([asdict(check) for check in checks], indent=2)])
    else:
        show(lines_of(checks))
    if not is_reached:
        return UNREACHABLE
    return int(any(check.state == "problem" for check in checks))


def examine(timeout: float) -> tuple[list[Check], bool]:
    """Return what was found, and whether the store was reached."""
    try:
        found = location.find(timeout)
    except SettingsError as error:
        unset = problem("settings", error.message, location.remedy(error))
        return [unset, *machine.look()], False
    answered = server.ask(found)
    checks = list(_between(found, answered))
    return [*checks, *machine.look()], answered.is_reached


def _between(found: location.Place, answered: server.Server) -> Iterator[Check]:
    first, *rest = answered.checks
    yield first
    yield key.look(found.settings)
    yield from rest
    if answered.is_reached and not any(check.subject == "key in use" for check in rest):
        yield from database.ask(found, answered)
        yield machine.advise(found)
