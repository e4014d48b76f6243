"""Rows for programs: JSON and CSV without control characters.

In JSON a character that is not printable is an escape sequence, so every value is exact. CSV has no
escapes: there U+FFFD replaces each control character but line feed and tab.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kaggle_store.cli import output

if TYPE_CHECKING:
    from pydantic import BaseModel

_NOT_ASCII = re.compile("[^\x20-\x7e\n]")
"""The characters of a JSON text that may have to be escaped; those of one line are spaces."""


def as_json(value: object) -> str:
    """Return a value as indented JSON whose characters are all printable."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return _NOT_ASCII.sub(lambda found: _escaped(found[0]), text)


def as_line(value: object) -> str:
    """Return a value of a JSON column as one short line: text as it is, the rest as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def print_json(value: object) -> None:
    """Print one JSON document."""
    print(as_json(value), flush=True)


def plain_row(row: BaseModel, masked: Mapping[str, object]) -> dict[str, Any]:
    """Return a row as the model writes it to JSON, with every digit; masked columns are null."""
    found: dict[str, Any] = json.loads(row.model_dump_json())
    return found | dict.fromkeys(masked)


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as CSV (RFC 4180, but with line feeds) below a header."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(row[column]) for column in columns])
    print(written.getvalue(), end="", flush=True)


def print_note(text: str) -> None:
    """Print a remark about what was printed: on stderr where programs read the output."""
    if sys.stdout.isatty():
        output.line(text)
    else:
        print(output.clean(text), file=sys.stderr, flush=True)


def _escaped(letter: str) -> str:
    return letter if output.is_safe(letter) else json.dumps(letter)[1:-1]


def _csv_cell(value: object) -> object:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(letter if letter in "\n\t" else output.clean(letter) for letter in text)
