"""`kaggle-store archive`: list what is archived, write it to files, bring it back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from uuid import UUID

from kaggle_store.backup.archive_files import (
    header_of,
    name_of,
    read_file,
    write_file,
)
from kaggle_store.client import KaggleStore
from kaggle_store.doctor import location
from kaggle_store.errors import ArchiveFileDamaged, KaggleStoreError
from kaggle_store.models.archived_executions import ArchivedExecution
from kaggle_store.settings import DEFAULT_RETRY_FOR


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is to be done."""
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    show = verbs.add_parser("list", help="show what is in the archive")
    show.set_defaults(act=_list)
    export = verbs.add_parser("export", help="write each archived execution to a file")
    export.add_argument("folder", type=Path, metavar="DIR", help="where the files go")
    export.set_defaults(act=_export)
    restore = verbs.add_parser("restore", help="bring an execution back as it was")
    restore.add_argument("what", metavar="ID|FILE", help="an id of the archive, or a file of it")
    restore.set_defaults(act=_restore)


def run(options: argparse.Namespace) -> int:
    """Do it, and return 1 where something could not be done."""
    try:
        with location.find().open(retry_for=DEFAULT_RETRY_FOR) as store:
            return int(options.act(store, options))
    except BrokenPipeError:
        raise
    except (KaggleStoreError, OSError) as error:
        print(f"kaggle-store archive: {error}", file=sys.stderr)
        return 1


def _list(store: KaggleStore, _: argparse.Namespace) -> int:
    found = 0
    for row in store.archive.iterate():
        found += 1
        exported = f"exported {row.exported_at:%Y-%m-%d}" if row.exported_at else "not exported"
        print(
            f"{row.id}  {row.status:<9}  ended {row.completed_at:%Y-%m-%d}  {_rows(row):>6} rows"
            f"  {exported:<19}  {_shown(row.execution_name)}"
        )
    if not found:
        print("Nothing is in the archive.")
    return 0


def _export(store: KaggleStore, options: argparse.Namespace) -> int:
    options.folder.mkdir(parents=True, exist_ok=True)
    written = kept = failed = 0
    for row in store.archive.iterate():
        try:
            if _is_there(options.folder / name_of(row.id), row):
                kept += 1
            else:
                lines = (each.line for each in store.archive.lines(row.id))
                write_file(options.folder, row, lines)
                written += 1
            if row.exported_at is None:
                store.archive.confirm_export(row.id, row.checksum)
        except KaggleStoreError as error:
            failed += 1
            print(f"kaggle-store archive: {row.id}: {error}", file=sys.stderr)
    print(f"{written} written, {kept} there already, {failed} failed; in {options.folder}.")
    return 1 if failed else 0


def _is_there(path: Path, row: ArchivedExecution) -> bool:
    """Tell whether a complete file of just this is there: it gets its name when it is complete."""
    try:
        return path.exists() and header_of(path)["checksum"] == row.checksum
    except ArchiveFileDamaged:
        return False


def _restore(store: KaggleStore, options: argparse.Namespace) -> int:
    try:
        id = UUID(options.what)
    except ValueError:
        file = read_file(Path(options.what))
        id = file.id
        store.archive.bring_in(id, checksum=file.checksum, lines=file.lines)
    row = store.archive.restore(id)
    print(f"{row.id} is back: {_shown(row.execution_name)}, {row.status}.")
    return 0


def _shown(name: str) -> str:
    """Return a name as one line that gives the terminal no orders."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name
    )


def _rows(row: ArchivedExecution) -> int:
    counts = row.counts if isinstance(row.counts, dict) else {}
    return sum(count for count in counts.values() if isinstance(count, int))
