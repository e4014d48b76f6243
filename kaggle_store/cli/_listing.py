"""The verb `list` of every data command: a table, JSON or CSV, once or repeatedly."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kaggle_store.cli import _documents, _filters, _watching, output
from kaggle_store.cli._entities import Entity, Field, Look
from kaggle_store.cli._reading import Page, look, read_page
from kaggle_store.cli.output import Column

if TYPE_CHECKING:
    from rich.text import Text

    from kaggle_store.client import KaggleStore

DEFAULT_LIMIT = 50
LINES_AROUND = 5
"""Lines of a watched list besides its rows: header, rule, time, note and the cursor's."""
GAP = 2
LEAST_WIDTH = 14
"""Columns to which the last column of a table is narrowed."""
LONGEST_WORD = 40
"""Columns from which a word of the last column is broken: a long name costs no other column."""
FIRST_TO_LEAVE = 3
"""The rank of columns that leave before the last column is narrowed."""


def declare(parser: argparse.ArgumentParser, entity: Entity) -> None:
    """Declare the options of `list`."""
    if entity.open is not None:
        parser.add_argument("--all", action="store_true", help=f"not only {entity.open_word} ones")
    _filters.declare(parser, entity)
    parser.add_argument(
        "--order",
        action="append",
        default=[],
        metavar="COLUMN",
        help="sort by it; --order=-COLUMN in descending order; may be repeated",
    )
    parser.add_argument(
        "--limit",
        type=limit,
        metavar="N",
        help=f"at most N rows, to 1000 (default: {DEFAULT_LIMIT})",
    )
    parser.add_argument("--offset", type=count, default=0, metavar="N", help="skip N rows")
    declare_forms(parser)


def declare_forms(parser: argparse.ArgumentParser) -> None:
    """Declare `--json`, `--csv` and `--watch`, of which one may be given."""
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print the result as JSON")
    forms.add_argument("--csv", action="store_true", help="print CSV with every column")
    _watching.declare(forms)


def limit(text: str) -> int:
    """Return a number of rows from 1 to 1000."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)


def count(text: str) -> int:
    """Return a number of rows of 0 or more."""
    if not (text.isascii() and text.isdecimal() and int(text) < 2**31):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 0 or more")
    return int(text)


def run(store: KaggleStore, entity: Entity, options: argparse.Namespace) -> int:
    """Print the rows once, or with `--watch` until interrupted."""
    if options.limit is None:
        options.limit = _default_limit(options)
    return repeat_if_watched(lambda: _print(store, entity, options), options)


def repeat_if_watched(draw: Callable[[], int], options: argparse.Namespace) -> int:
    """Return what `draw` returns, or call it with `--watch` until interrupted."""
    return draw() if options.watch is None else _watching.repeat(draw, options.watch)


def _default_limit(options: argparse.Namespace) -> int:
    if options.watch is None or not sys.stdout.isatty():
        return DEFAULT_LIMIT
    # The most urgent rows come first, and a terminal would scroll them away.
    return max(1, min(DEFAULT_LIMIT, shutil.get_terminal_size().lines - LINES_AROUND))


def _print(store: KaggleStore, entity: Entity, options: argparse.Namespace) -> int:
    page = read_page(store, entity, options)
    if options.json:
        rows = [_documents.plain_row(row, _masked(entity, row)) for row in page.rows]
        _documents.print_json({"rows": rows, "next_offset": page.next_offset})
    elif options.csv:
        _print_csv(entity, page)
    else:
        print_table(entity.fields, page.rows, look(store, entity, page.rows))
        _documents.print_note(_note(entity, page))
    return 0


def _print_csv(entity: Entity, page: Page) -> None:
    import kaggle_store.models

    model = getattr(kaggle_store.models, page.source.model)
    rows = (_documents.plain_row(row, _masked(entity, row)) for row in page.rows)
    _documents.print_csv(list(model.model_fields), rows)
    if page.next_offset is not None:
        _documents.print_note(_note(entity, page))


def _masked(entity: Entity, row: Any) -> Mapping[str, object]:
    return entity.masked(row) if entity.masked else {}


def print_table(fields: Sequence[Field], rows: Sequence[Any], seen: Look) -> None:
    """Print rows as a table, with the columns for which the output is wide enough."""
    if not rows:
        return
    fields = [field for field in fields if not field.column or hasattr(rows[0], field.column)]
    found = [map(output.cell, field.cells(rows, seen)) for field in fields]
    cells = list(zip(*found, strict=True))
    kept = _fitting(fields, cells, output.width())
    columns = [Column(fields[n].header, fields[n].is_number) for n in kept]
    shown = [[row[n] for n in kept] for row in cells]
    output.table(columns, shown, gap=GAP, longest_word=LONGEST_WORD)


def _fitting(fields: Sequence[Field], cells: Sequence[Sequence[Text]], width: int) -> list[int]:
    """Return the positions of the columns that fit: the one with the highest rank leaves first.

    The last column is wrapped rather than that a column of rank 1 or 2 leaves.
    """
    widths = [
        max(len(fields[n].header), *(row[n].cell_len for row in cells)) for n in range(len(fields))
    ]
    from rich.cells import cell_len

    kept = _drop(fields, widths, width, FIRST_TO_LEAVE)
    longest = max(cell_len(word) for row in cells for word in (row[-1].plain or " ").split(" "))
    longest = min(longest, LONGEST_WORD)
    widths[-1] = min(widths[-1], max(longest, len(fields[-1].header), LEAST_WIDTH))
    return [
        n for n in _drop(fields, widths, width, 1) if n in kept or fields[n].rank < FIRST_TO_LEAVE
    ]


def _drop(fields: Sequence[Field], widths: Sequence[int], width: int, least_rank: int) -> list[int]:
    """Return the positions that are left when columns from this rank on have left."""
    kept = list(range(len(fields)))
    while sum(widths[n] + GAP for n in kept) - GAP > width:
        last = max(kept, key=lambda n: fields[n].rank)
        if fields[last].rank < least_rank:
            break
        kept.remove(last)
    return kept


def _note(entity: Entity, page: Page) -> str:
    text = "; ".join(_remarks(entity, page))
    return text[0].upper() + text[1:]


def _remarks(entity: Entity, page: Page) -> Iterator[str]:
    is_open = page.source is entity.open
    word = f"{entity.open_word} " if is_open else ""
    number = len(page.rows)
    if page.next_offset is not None:
        first, last = page.offset + 1, page.next_offset
        yield f"{word}{entity.plural} {first:,} to {last:,}"
        yield f"there are more: --offset {last}"
    else:
        start = f"{number:,}" if number else "No"
        yield f"{start} {word}{entity.noun if number == 1 else entity.plural}"
        if page.offset:
            yield f"from --offset {page.offset} on"
    if number and entity.summary:
        yield entity.summary(page.rows)
    if not number and not page.offset and entity.empty:
        yield entity.empty
    if is_open:
        yield "--all lists the others too"
