"""`kaggle-store doctor`: diagnose the connection from this machine to the store."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from kaggle_store.cli import output
from kaggle_store.cli.output import MARKS, TEXT_WIDTH, Column
from kaggle_store.doctor import database, key, location, machine, server, sign_up
from kaggle_store.doctor.checks import Check, problem
from kaggle_store.errors import SettingsError

DESCRIPTION = """\
Check the settings, the address, the key, the migrations, the database and this machine's spool,
and print a remedy for each problem."""

EXAMPLES = """\
kaggle-store doctor
kaggle-store doctor --timeout 30
kaggle-store doctor --json    # for programs"""

TIMEOUT = 10.0
UNREACHABLE = 2
EXIT_CODES = {1: "a problem was found", UNREACHABLE: "the store cannot be reached, or wrong usage"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the output format and the timeout."""
    parser.add_argument("--json", action="store_true", help="print the checks as JSON")
    parser.add_argument(
        "--timeout",
        type=float,
        default=TIMEOUT,
        metavar="SECONDS",
        help=f"seconds to wait for each response (default: {TIMEOUT:g})",
    )


def run(options: argparse.Namespace) -> int:
    """Print every check; return 1 where one is a problem, 2 where the store cannot be reached."""
    checks, is_reached = examine(options.timeout)
    if options.json:
        print(json.dumps([asdict(check) for check in checks], indent=2))
    else:
        show(checks)
    if not is_reached:
        return UNREACHABLE
    return int(any(check.state == "problem" for check in checks))


def examine(timeout: float) -> tuple[list[Check], bool]:
    """Return the checks, and whether the store was reached."""
    try:
        found = location.find(timeout)
    except SettingsError as error:
        unset = problem("settings", error.message, location.remedy(error))
        return [unset, *machine.check()], False
    server_checks = server.check(found)
    checks = list(_store_checks(found, server_checks))
    return [*checks, *machine.check()], server_checks.is_reached


def _store_checks(
    found: location.StoreLocation, server_checks: server.ServerReport
) -> Iterator[Check]:
    first, *rest = server_checks.checks
    yield first
    yield from location.check_folder(found)
    yield key.check(found.settings)
    yield from rest
    if server_checks.is_reached and not any(check.subject == "key in use" for check in rest):
        of_database = database.check(found, server_checks)
        yield from of_database
        yield from sign_up.check(found.settings, of_database)
        yield machine.check_advisors(found)


def show(checks: Sequence[Check]) -> None:
    """Print a row for each check, its remedy below, and the counts."""
    columns = [Column(), Column(width=18), Column(), Column()]
    output.table(columns, _rows(checks), gap=1, max_width=TEXT_WIDTH)
    counts = Counter(check.state for check in checks)
    output.line()
    output.line(
        f"{counts['fine']} fine, {_counted(counts['warning'], 'warning')}, "
        f"{_counted(counts['problem'], 'problem')}."
    )


def _rows(checks: Sequence[Check]) -> Iterator[tuple[object, ...]]:
    for check in checks:
        yield output.mark(check.state), check.subject, "", check.found
        if check.remedy:
            yield "", "", output.styled("→", MARKS[check.state][1]), check.remedy


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
