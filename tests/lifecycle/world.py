"""The world that random clients act in: the real stack, a clock, and what its owner sees of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any, LiteralString, TypeAlias
from uuid import UUID

from kaggle_store import KaggleStore
from tests.conftest import Owner

Record: TypeAlias = dict[str, Any]
Records: TypeAlias = dict[UUID, Record]

STATUS = {
    "agent_executions": "status",
    "gpu_sessions": "status",
    "training_jobs": "status",
    "submissions": "submission_status",
    "human_interventions": "status",
}
"""The tables that have a life, and the column that says where they stand in it."""

_LOOK = """
select jsonb_build_object(
    {tables},
    'versions', jsonb_build_array({versions}),
    'audit_log', (
        select coalesce(jsonb_agg(h order by h.id), '[]')
        from public.audit_log as h where h.id > %(since)s
    )
)::text
"""
# Upkeep does not run here: what the database itself asks is overdue after an hour.
_FIND = """
select coalesce(jsonb_object_agg(r.table_name, found), '{}')::text
from public.integrity_report() as r cross join lateral (
    select r.details - 'overdue and not escalated' as found
) as left_over
where found <> '{}'
"""
_VERSION = "(select (count(*), max(t.xmin::text::bigint))::text from public.{} as t)"
_VERSIONS = ", ".join(
    _VERSION.format(table)
    for table in (
        *STATUS,
        *("competitions", "research_results", "generated_code", "system_metrics"),
        *("intervention_notifications", "configurations"),
    )
)
"""Changes with every row that an integrity report reads."""
_ROWS = "'{0}', (select coalesce(jsonb_object_agg(t.id, t), '{{}}') from public.{0} as t)"


@dataclass(frozen=True)
class Seen:
    """Everything that a step may have changed."""

    rows: dict[str, Records]
    history: list[Record]
    findings: dict[str, dict[str, int]]

    def statuses(self, table: str) -> dict[UUID, str]:
        """Where each row of a table stands."""
        return {id: row[STATUS[table]] for id, row in self.rows[table].items()}


class World:
    """The stack that several clients share; its time stands at whole minutes and moves on demand.

    What lies between is real: a few seconds. Limits of time are therefore chosen half a minute
    off, so that a model knows on which side of them each moment lies.
    """

    def __init__(self, clients: Sequence[KaggleStore], owner: Owner) -> None:
        self.clients = clients
        self._owner = owner
        self._since = 0
        self._found: tuple[datetime, str, dict[str, dict[str, int]]] | None = None
        self.now = datetime.min.replace(tzinfo=UTC)

    def begin(self) -> None:
        """Empty the store, and set its clock half an hour into tomorrow."""
        self._owner.execute("delete from public.competitions")
        self._owner.execute("delete from public.system_metrics")
        row = self._owner.execute("select coalesce(max(id), 0), now() from public.audit_log")
        self._since, today = row.fetchone() or (0, datetime.now(UTC))
        day = today.astimezone(UTC).date() + timedelta(days=1)
        self._set_clock(datetime.combine(day, time(0, 30), UTC))

    def wait(self, span: timedelta) -> None:
        """Let time pass."""
        self._set_clock(self.now + span)

    def _set_clock(self, moment: datetime) -> None:
        self.now = moment
        self._owner.execute("update kaggle_store.clock set shift = %s - now()", [moment])

    def query(self, sql: LiteralString, *arguments: object) -> list[tuple[Any, ...]]:
        """Ask as the owner."""
        return self._owner.execute(sql, arguments).fetchall()

    def look(self, tables: Sequence[str]) -> Seen:
        """See the rows of these tables, what history has added, and what contradicts itself."""
        sql = _LOOK.format(
            tables=", ".join(_ROWS.format(table) for table in tables), versions=_VERSIONS
        )
        text = self._text(sql, {"since": self._since})
        seen = json.loads(text, parse_float=Decimal)
        history, findings = seen.pop("audit_log"), self._findings(text)
        del seen["versions"]
        rows = {t: {UUID(id): row for id, row in rows.items()} for t, rows in seen.items()}
        return Seen(rows, history, findings)

    def _findings(self, text: str) -> dict[str, dict[str, int]]:
        """What contradicts itself; of the same rows at the same time it is not asked again."""
        if self._found is None or self._found[:2] != (self.now, text):
            self._found = (self.now, text, json.loads(self._text(_FIND)))
        return self._found[2]

    def _text(self, sql: str, arguments: dict[str, object] | None = None) -> str:
        row = self._owner.execute(sql.encode(), arguments).fetchone()
        return str(row[0]) if row else "{}"
