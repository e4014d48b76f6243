"""The environment of the random clients: the real stack, its clock and the owner's view of it."""

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
"""The tables with a lifecycle, and their status columns."""

_SNAPSHOT = """
select jsonb_build_object(
    {tables},
    'versions', jsonb_build_array({versions}),
    'audit_log', (
        select coalesce(jsonb_agg(h order by h.id), '[]')
        from public.audit_log as h where h.id > %(since)s
    )
)::text
"""
# Without upkeep, the database's own interventions are overdue after an hour.
_FINDINGS = """
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
"""Changes with every row that the integrity report reads."""
_ROWS = "'{0}', (select coalesce(jsonb_object_agg(t.id, t), '{{}}') from public.{0} as t)"


@dataclass(frozen=True)
class Snapshot:
    """Everything that a step may have changed."""

    rows: dict[str, Records]
    history: list[Record]
    findings: dict[str, dict[str, int]]

    def statuses(self, table: str) -> dict[UUID, str]:
        """Return the status of each row of a table."""
        return {id: row[STATUS[table]] for id, row in self.rows[table].items()}


class World:
    """A stack shared by several clients, with a clock that is moved by whole minutes.

    A few real seconds pass in between. Time limits are therefore chosen half a minute off, so that
    the model knows whether each is reached.
    """

    def __init__(self, clients: Sequence[KaggleStore], owner: Owner) -> None:
        self.clients = clients
        self._owner = owner
        self._since = 0
        self._last_findings: tuple[datetime, str, dict[str, dict[str, int]]] | None = None
        self.now = datetime.min.replace(tzinfo=UTC)

    def begin(self) -> None:
        """Empty the store, and set its clock to 00:30 UTC of tomorrow."""
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
        """Run a query as the owner."""
        return self._owner.execute(sql, arguments).fetchall()

    def snapshot(self, tables: Sequence[str]) -> Snapshot:
        """Return the rows of these tables, the new audit entries and the integrity findings."""
        sql = _SNAPSHOT.format(
            tables=", ".join(_ROWS.format(table) for table in tables), versions=_VERSIONS
        )
        text = self._text(sql, {"since": self._since})
        seen = json.loads(text, parse_float=Decimal)
        history, findings = seen.pop("audit_log"), self._findings(text)
        del seen["versions"]
        rows = {t: {UUID(id): row for id, row in rows.items()} for t, rows in seen.items()}
        return Snapshot(rows, history, findings)

    def _findings(self, text: str) -> dict[str, dict[str, int]]:
        """Return the integrity findings, cached while neither rows nor time change."""
        if self._last_findings is None or self._last_findings[:2] != (self.now, text):
            self._last_findings = (self.now, text, json.loads(self._text(_FINDINGS)))
        return self._last_findings[2]

    def _text(self, sql: str, arguments: dict[str, object] | None = None) -> str:
        row = self._owner.execute(sql.encode(), arguments).fetchone()
        return str(row[0]) if row else "{}"
