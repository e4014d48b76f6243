"""`kaggle-store gpu`: list and show rented GPU machines, and request their termination."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from kaggle_store import formats
from kaggle_store.cli import _data, _fields, _filters
from kaggle_store.cli._entities import Entity, Source
from kaggle_store.cli._exit_codes import WITH_VERBS, exit_code
from kaggle_store.models.enums import GpuSessionStatus

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = """\
List the rented GPU machines that cost money now, show one, and request its termination, which the
machine learns with its next heartbeat."""

EXAMPLES = """\
kaggle-store gpu list --watch
kaggle-store gpu list --all --where provider=vast_ai --order=-total_cost_dollars
kaggle-store gpu show 019a6b7c-0000-7000-8000-000000000004
kaggle-store gpu terminate 019a6b7c-0000-7000-8000-000000000004 --reason idle"""

EXIT_CODES = WITH_VERBS

_LIVE = ("provisioning", "running", "idle")


def _per_hour(rows: Sequence[Any]) -> str:
    live = [row for row in rows if row.status in _LIVE]
    rate = sum((row.hourly_rate_dollars or Decimal(0) for row in live), Decimal(0))
    return f"{formats.money(rate)} an hour"


def _end(row: Any) -> datetime | None:
    end: datetime | None = row.auto_terminate_at
    return end if row.status in _LIVE else None


ENTITY = Entity(
    noun="GPU session",
    plural="GPU sessions",
    resource="gpu_sessions",
    empty="agents record them with store.gpu_sessions.create(…)",
    open=Source("list", "GpuSession", ("auto_terminate_at",), {"status": _LIVE}),
    open_word="live",
    all=Source("list", "GpuSession", ("-id",)),
    options=(_filters.status(get_args(GpuSessionStatus)), _filters.EXECUTION),
    names=("execution_id",),
    fields=(
        _fields.identity(),
        _fields.status(),
        _fields.money("hourly_rate_dollars", "per hour", rank=1),
        _fields.money("total_cost_dollars", "cost"),
        _fields.money("cost_limit_dollars", "limit", rank=4),
        _fields.percentage("gpu_utilization_percent", "busy", whole=100, rank=2),
        _fields.deadline(_end, "ends", rank=3),
        _fields.text("provider", rank=5),
        _fields.text("instance_type", "machine"),
        _fields.name_of("execution_id", "execution", rank=6),
    ),
    lead=("status", "provider", "instance_type", "terminate_requested", "terminate_reason"),
    summary=_per_hour,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = _data.declare(parser, ENTITY, EXAMPLES)
    terminate = _data.declare_verb(verbs, "terminate", "request that a machine is ended", ENTITY)
    terminate.add_argument(
        "--reason", default="requested", metavar="TEXT", help="why, in up to 50 characters"
    )


def run(options: argparse.Namespace) -> int:
    """Carry out the verb."""
    return _data.run(ENTITY, options, {"terminate": _terminate})


def _terminate(store: KaggleStore, options: argparse.Namespace) -> int:
    row = store.gpu_sessions.request_termination(options.key, options.reason)
    if row.status not in _LIVE:
        return _data.refuse(options, f"GPU session {row.id} has ended already ({row.status})")
    sentence = f"The termination of GPU session {row.id} is requested ({row.terminate_reason})."
    return _data.done(options, row, sentence)
