"""`kaggle-store audit`: who changed what and when."""

from __future__ import annotations

import argparse
from typing import Any, get_args

from kaggle_store.cli import _data, _documents, _fields, _filters
from kaggle_store.cli._entities import Entity, Field, Look, Option, Source
from kaggle_store.cli._exit_codes import EXIT_CODES, exit_code
from kaggle_store.models._audited_tables import AuditedTable

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = "List who changed which row and when, newest first, and show one change."

EXAMPLES = """\
kaggle-store audit list --since 2h
kaggle-store audit list --execution 019a6b7c-0000-7000-8000-000000000001
kaggle-store audit list --table gpu_sessions --row 019a6b7c-0000-7000-8000-000000000004
kaggle-store audit list --since 2026-11-01 --until 2026-12-01 --csv > november.csv
kaggle-store audit show 4711"""

TABLES: tuple[str, ...] = get_args(AuditedTable)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 2**63):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of a change")
    return int(text)


def _actor(row: Any, _: Look) -> str:
    return f"{row.actor} ({row.actor_role})" if row.actor else row.actor_role


def _change(row: Any, _: Look) -> str:
    """Return the changed columns, each with its old and new value."""
    old, new = (
        value if isinstance(value, dict) else {} for value in (row.old_values, row.new_values)
    )
    parts = []
    for column in sorted({*old, *new}):
        before, after = (_documents.as_line(each.get(column)) for each in (old, new))
        parts.append(f"{column} {before} → {after}" if column in old else f"{column} {after}")
    return ", ".join(parts)


ENTITY = Entity(
    noun="change",
    plural="changes",
    resource="audit_log",
    all=Source("list", "AuditEntry", ("-id",)),
    options=(
        Option("--table", "table_name", "TABLE", "only of this table", TABLES),
        Option("--row", "row_id", "ID", "only of the row with this id", parse=_filters.id),
        _filters.EXECUTION,
        Option(
            "--since",
            "occurred_at__gte",
            "TIME",
            "only from then on: 2h, 7d, 2026-11-29, 2026-11-29T12:00Z",
            parse=_filters.moment,
        ),
        Option("--until", "occurred_at__lt", "TIME", "only before then", parse=_filters.moment),
    ),
    names=("execution_id",),
    fields=(
        Field("number", lambda row, _: str(row.id), is_number=True),
        _fields.when("occurred_at", "when"),
        _fields.text("action"),
        _fields.text("table_name", "table", rank=1),
        Field("by", _actor, rank=2),
        _fields.name_of("execution_id", "execution", rank=3),
        Field("change", _change),
    ),
    key="NUMBER",
    key_help="the number of the change, as `list` shows it",
    parse_key=_number,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    _data.declare(parser, ENTITY, EXAMPLES)


def run(options: argparse.Namespace) -> int:
    """Carry out the verb."""
    return _data.run(ENTITY, options, {})
