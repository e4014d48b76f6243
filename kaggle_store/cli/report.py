"""`kaggle-store report`: write an execution or a competition as one HTML file."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from kaggle_store.cli import _identity, output
from kaggle_store.cli._exit_codes import NOT_FOUND, exit_code

if TYPE_CHECKING:
    from kaggle_store.models import AgentExecution, Competition

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = """\
Write an execution or a competition as one HTML file, to be opened offline, printed or sent: scores,
solution tree, lineage of the best submission, training curves, cost, code, interventions and
timeline. What looks like a secret is replaced. Reads as the person who is signed in, else with the
secret key."""

EXAMPLES = """\
kaggle-store report 019a6b7c-0000-7000-8000-000000000001
kaggle-store report titanic -o titanic.html    # replaces the file if there is one
kaggle-store report titanic -o -    # to the standard output"""

RETRY_FOR = 5.0
"""Seconds for which reads are tried again: a person waits, and a report has many reads."""

EXIT_CODES = {NOT_FOUND: "there is no such execution or competition"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the subject, the file, and whom to act as."""
    parser.add_argument(
        "subject",
        metavar="EXECUTION|COMPETITION",
        help="the id of an execution, or the id or Kaggle's name of a competition",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="where to write it, `-` for the standard output (default: a name after the subject)",
    )
    _identity.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Write the report; return 3 when there is no such execution or competition."""
    from kaggle_store import report

    with _identity.open_store(options, retry_for=RETRY_FOR) as store:
        subject = report.find(store, options.subject)
        if subject is None:
            output.error("report", f"no execution and no competition {options.subject}")
            return NOT_FOUND
        made = report.make_report(store, subject)
    if options.output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(made.html.encode())
        return 0
    path = Path(options.output or default_name(subject))
    write(path, made.html)
    output.line(f"{path}: {len(made.html.encode()) / 1000:,.0f} kB, {_secrets(made.secrets)}.")
    return 0


def default_name(subject: AgentExecution | Competition) -> str:
    """Return a file name after the subject; that of an execution has the end of its id."""
    kaggle_id = getattr(subject, "kaggle_id", None)
    name = kaggle_id or f"{getattr(subject, 'execution_name', '')[:60]}-{subject.id.hex[-8:]}"
    return f"report-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.html"


def write(path: Path, text: str) -> None:
    """Write a file completely or not at all; what is no regular file is written to directly."""
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    temporary = path.with_name(f".{path.name[:100]}.{uuid4().hex[:8]}")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        temporary.replace(path)
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from None  # not the temporary file
    finally:
        temporary.unlink(missing_ok=True)


def _secrets(count: int) -> str:
    if not count:
        return "nothing in it looks like a secret"
    return f"{count:,} {'text' if count == 1 else 'texts'} replaced that may be secret"
