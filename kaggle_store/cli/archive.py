"""`kaggle-store archive`: list archived executions, export them to files, restore them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from kaggle_store.backup.archive_files import holds, name_of, read_file, write_file
from kaggle_store.cli import output
from kaggle_store.cli._help import Verbs
from kaggle_store.cli.output import Column
from kaggle_store.client import KaggleStore
from kaggle_store.doctor import location
from kaggle_store.errors import ArchiveFileDamaged, KaggleStoreError
from kaggle_store.models.archived_executions import ArchivedExecution
from kaggle_store.settings import DEFAULT_RETRY_FOR

DESCRIPTION = """\
List the executions that upkeep has moved to the archive, export them to files, and restore them
with all their rows, from the archive or from a file."""

EXAMPLES = """\
kaggle-store archive list
kaggle-store archive export /mnt/archive    # one file an execution; existing ones are kept
kaggle-store archive restore 019a6b7c-0000-7000-8000-000000000001
kaggle-store archive restore /mnt/archive/019a6b7c-0000-7000-8000-000000000001.jsonl.gz"""

COLUMNS = (
    *(Column(name) for name in ("id", "status", "ended")),
    Column("rows", is_number=True),
    *(Column(name) for name in ("exported", "name")),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = Verbs(parser, EXAMPLES)
    verbs.add("list", "list the executions in the archive")
    export = verbs.add("export", "write each archived execution to a file")
    export.add_argument("folder", type=Path, metavar="DIR", help="where to write the files")
    restore = verbs.add("restore", "restore an execution with all its rows")
    restore.add_argument("source", metavar="ID|FILE", help="an archived execution's id or file")


def run(options: argparse.Namespace) -> int:
    """Run the verb; return 1 where an execution could not be exported."""
    with location.find().open(retry_for=DEFAULT_RETRY_FOR) as store:
        return ACTIONS[options.verb](store, options)


def _list(store: KaggleStore, _: argparse.Namespace) -> int:
    rows = [
        (
            row.id,
            row.status,
            f"{row.completed_at:%Y-%m-%d}",
            f"{_row_count(row):,}",
            f"{row.exported_at:%Y-%m-%d}" if row.exported_at else "no",
            row.execution_name,
        )
        for row in store.archive.iterate()
    ]
    if rows:
        output.table(COLUMNS, rows)
    else:
        output.line("The archive is empty.")
    return 0


def _export(store: KaggleStore, options: argparse.Namespace) -> int:
    options.folder.mkdir(parents=True, exist_ok=True)
    written = kept = failed = 0
    for row in store.archive.iterate():
        try:
            if _is_exported(options.folder / name_of(row.id), row):
                kept += 1
            else:
                lines = (each.line for each in store.archive.lines(row.id))
                write_file(options.folder, row, lines)
                written += 1
            if row.exported_at is None:
                store.archive.confirm_export(row.id, row.checksum)
        except (KaggleStoreError, OSError) as error:
            failed += 1
            output.error("archive", f"{row.id}: {error}")
    output.line(f"{written} written to {options.folder}, {kept} already there, {failed} failed.")
    return 1 if failed else 0


def _is_exported(path: Path, row: ArchivedExecution) -> bool:
    """Return whether a file with this content exists; a damaged one is written again."""
    try:
        return path.exists() and holds(path, row)
    except ArchiveFileDamaged as damage:
        output.line(f"{damage}; writing it again")
        return False


def _restore(store: KaggleStore, options: argparse.Namespace) -> int:
    try:
        id = UUID(options.source)
    except ValueError:
        file = read_file(Path(options.source))
        id = file.id
        store.archive.bring_in(id, checksum=file.checksum, lines=file.lines)
    row = store.archive.restore(id)
    output.line(f"Restored {row.id}: {row.execution_name}, {row.status}.")
    return 0


def _row_count(row: ArchivedExecution) -> int:
    counts = row.counts if isinstance(row.counts, dict) else {}
    return sum(count for count in counts.values() if isinstance(count, int))


ACTIONS: dict[str, Callable[[KaggleStore, argparse.Namespace], int]] = {
    "list": _list,
    "export": _export,
    "restore": _restore,
}
