"""The verb `show` of every data command: one row with all its values."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kaggle_store import formats
from kaggle_store.cli import _documents, _filters, output
from kaggle_store.cli._entities import Entity, Look
from kaggle_store.cli._fields import style_of
from kaggle_store.cli._reading import look
from kaggle_store.cli.output import Column

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore

_ONE_LINE = 60
"""Characters up to which JSON and text are shown beside their name."""
_INDENT = "  "


def declare(parser: argparse.ArgumentParser, entity: Entity) -> None:
    """Declare how a row is named, and `--json`."""
    key(parser, entity)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def key(parser: argparse.ArgumentParser, entity: Entity) -> None:
    """Declare the argument that names a row."""
    parse = entity.parse_key or _filters.id
    parser.add_argument("key", type=parse, metavar=entity.key, help=entity.key_help)


def find(store: KaggleStore, entity: Entity, name: Any) -> Any:
    """Return the row that is named; raises `NotFound`."""
    if entity.find:
        return entity.find(store, name)
    return getattr(store, entity.resource).get(name)


def run(store: KaggleStore, entity: Entity, options: argparse.Namespace) -> int:
    """Print one row."""
    row = find(store, entity, options.key)
    masked = entity.masked(row) if entity.masked else {}
    if options.json:
        _documents.print_json(_documents.plain_row(row, masked))
        return 0
    seen = look(store, entity, [row])
    related = entity.related(store, row, seen) if entity.related else ()
    values = {**_values(row, seen), **masked, **dict(related)}
    lead = {name: values[name] for name in ("id", *entity.lead)}
    print_values(lead | values, seen)
    if entity.hint and (hint := entity.hint(row)):
        output.line()
        output.line(hint)
    return 0


def print_values(values: Mapping[str, object], seen: Look) -> None:
    """Print names and values: short ones as a table, long texts and JSON below their name."""
    shown = {name: _shown(name, value, seen) for name, value in values.items() if _is_set(value)}
    short = [(_label(name), text) for name, text in shown.items() if not _is_long(text)]
    output.table([Column(), Column()], short)
    for name, text in shown.items():
        if _is_long(text):
            output.line()
            output.heading(_label(name))
            for line in _lines(str(text)):
                output.line(_INDENT + line)


def _values(row: Any, seen: Look) -> dict[str, object]:
    found: dict[str, Any] = {name: getattr(row, name) for name in type(row).model_fields}
    for column in ("competition_id", "execution_id"):
        if (id := found.get(column)) in seen.names:
            found[column] = f"{seen.names[id]} ({id})"
    return found


def _is_set(value: object) -> bool:
    return value is not None and value != {} and value != []


def _label(name: str) -> str:
    if name in ("competition_id", "execution_id"):
        return name.removesuffix("_id")
    return name.removesuffix("_dollars").replace("_", " ")


def _shown(name: str, value: object, seen: Look) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{formats.moment(value)} ({formats.relative(value, seen.now)})"
    if isinstance(value, Decimal):
        return exact_money(value) if name.endswith(("_dollars", "consumed")) else exact(value)
    if isinstance(value, dict | list):
        line = _documents.as_line(value)
        return line if len(line) <= _ONE_LINE else _documents.as_json(value)
    if name.endswith(("status", "priority")) and isinstance(value, str):
        return output.styled(value, style_of(value))
    return value if isinstance(value, str) else f"{value}"


def exact_money(dollars: Decimal) -> str:
    """Return US dollars with every digit, at least two of them decimal."""
    whole, _, fraction = exact(dollars).partition(".")
    return f"${whole}.{fraction:0<2}"


def exact(value: Decimal) -> str:
    """Return every digit of a number but trailing zeros."""
    return f"{value.normalize():f}"


def _is_long(text: object) -> bool:
    return isinstance(text, str) and ("\n" in text or len(text) > output.TEXT_WIDTH)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, wrapped for a terminal but not for a pipe."""
    width = min(output.width(), output.UNLIMITED) - len(_INDENT)
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        yield from textwrap.wrap(
            line,
            max(width, 20),
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
            replace_whitespace=False,
            drop_whitespace=False,
        ) or [""]
