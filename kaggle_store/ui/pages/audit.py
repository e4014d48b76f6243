"""The audit log: who changed what and when, filtered and paged by key, the last change first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.models import AuditEntry
from kaggle_store.models._audited_tables import AuditedTable
from kaggle_store.ui import queries
from kaggle_store.ui.pages import Nav
from kaggle_store.ui.rendering import render
from kaggle_store.ui.site import store_of

NAV = Nav("Audit log", "audit", 60)

ROWS = 100
TABLES: tuple[str, ...] = get_args(AuditedTable)
IGNORED = {"updated_at"}
FILTERS = ("table", "row", "execution", "actor", "since", "until")


@dataclass(frozen=True, slots=True)
class Change:
    """A changed column with both values as text; None for one that was not set."""

    column: str
    before: str | None
    after: str | None


async def audit(request: Request) -> Response:
    """Show one page of entries, from one read."""
    before = queries.integer(request, "before")
    where = _conditions(request)
    since = where.get("occurred_at__gte")
    if before:
        where["id__lt"] = before
    found = await store_of(request).audit_log.list(order="-id", limit=ROWS + 1, **where)
    rows = found[:ROWS]
    return render(
        request,
        "audit.html",
        rows=[(row, list(changes(row))) for row in rows],
        asked={name: request.query_params.get(name, "") for name in FILTERS},
        is_filtered=bool(where),
        since=since,
        tables=TABLES,
        before=before,
        first=queries.with_changes(request, before=None),
        following=queries.with_changes(request, before=rows[-1].id) if len(found) > ROWS else None,
    )


def _conditions(request: Request) -> dict[str, Any]:
    """Return the conditions of the filters."""
    given = {
        "table_name": queries.choice(request, "table", TABLES),
        "row_id": queries.uuid(request, "row"),
        "execution_id": queries.uuid(request, "execution"),
        "actor": queries.text(request, "actor"),
        "occurred_at__gte": queries.moment(request, "since"),
        "occurred_at__lt": queries.moment(request, "until"),
    }
    return {name: value for name, value in given.items() if value is not None}


def changes(entry: AuditEntry) -> Iterator[Change]:
    """Yield the columns that an entry has changed, the status first."""
    old, new = _columns(entry.old_values), _columns(entry.new_values)
    for column in sorted({*old, *new} - IGNORED, key=lambda name: (name != "status", name)):
        yield Change(column, _text(old.get(column)), _text(new.get(column)))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _columns(values: Any) -> dict[str, Any]:
    return values if isinstance(values, dict) else {}


routes = [Route("/audit", audit, name="audit")]
