"""The overview as lines for logs and programs: one line for each thing that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal

from kaggle_store.cli import output
from kaggle_store.models.dashboards import (
    ListedIntervention,
    LiveExecution,
    Overview,
    ScoredCompetition,
)

Facts = dict[tuple[str, str], dict[str, object]]
"""What is known of each thing, by its kind and name."""


class Lines:
    """Turns overviews into lines, such as `2026-11-29T12:00:00Z execution ID status=training …`.

    The first overview gives a line for each thing, later ones a line for each that changed. What
    has ended, or gone out of a list that is complete, is `gone`.
    """

    def __init__(self) -> None:
        self._known: Facts = {}

    def of(self, seen: Overview) -> Iterator[str]:
        """Yield the lines of an overview."""
        facts = _facts(seen)
        complete = _complete_kinds(seen)
        for thing, fields in facts.items():
            if self._known.get(thing) != fields:
                yield line(seen.now, *thing, fields)
        for thing in self._known.keys() - facts.keys():
            if thing[0] in complete:
                yield line(seen.now, *thing, {"gone": True})
        self._known = facts


def line(now: datetime, kind: str, name: str, fields: Mapping[str, object]) -> str:
    """Return a line: time, kind, name, and fields whose texts are quoted where they need it."""
    words = [f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", kind, *([_text(name)] if name else [])]
    return " ".join(words + [f"{field}={_text(value)}" for field, value in fields.items()])


def lease(row: LiveExecution, now: datetime) -> str:
    """Return whether a worker holds an execution: `held`, `lost` (it went silent) or `none`."""
    if row.worker is None or row.lease_expires_at is None:
        return "none"
    return "held" if row.lease_expires_at > now else "lost"


def _text(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    text = output.clean(value)
    plain = text and text != "-" and not set(text) & set(' "=')
    return text if plain else json.dumps(text, ensure_ascii=False)


def _facts(seen: Overview) -> Facts:
    facts: Facts = {("gpu", ""): _gpu(seen)}
    facts |= {
        ("alert", row.subject): {"state": row.state, "found": row.found} for row in seen.alerts
    }
    facts |= {("intervention", str(row.id)): _intervention(row) for row in seen.interventions.rows}
    facts |= {("competition", row.kaggle_id): _competition(row) for row in seen.competitions.rows}
    facts |= {("execution", str(row.id)): _execution(row, seen.now) for row in seen.executions.rows}
    return facts


def _complete_kinds(seen: Overview) -> set[str]:
    cut = {
        "intervention": seen.interventions.has_more,
        "competition": seen.competitions.has_more,
        "execution": seen.executions.has_more,
    }
    return {"alert", *(kind for kind, is_cut in cut.items() if not is_cut)}


def _gpu(seen: Overview) -> dict[str, object]:
    gpu = seen.gpu
    return {
        "sessions": gpu.live_sessions,
        "dollars_per_hour": _plain(gpu.burn_dollars_per_hour),
        "budget": _plain(gpu.budget_dollars),
        "used_percent": _percent(gpu.consumed_dollars, gpu.budget_dollars),
    }


def _competition(row: ScoredCompetition) -> dict[str, object]:
    return {
        "best": row.best.public_score if row.best else None,
        "left_today": row.remaining,
        "live": row.live_executions.count,
        "deadline": row.deadline,
        "title": row.title,
    }


def _execution(row: LiveExecution, now: datetime) -> dict[str, object]:
    return {
        "status": row.status,
        "step": row.current_step,
        "worker": row.worker if lease(row, now) != "none" else None,
        "lease": lease(row, now),
        "overdue": row.is_overdue,
        "used_percent": _percent(row.gpu_budget_consumed, row.gpu_budget_dollars),
        "competition": row.kaggle_id,
        "name": row.execution_name,
    }


def _intervention(row: ListedIntervention) -> dict[str, object]:
    return {
        "priority": row.priority,
        "status": row.status,
        "due": row.sla_deadline,
        "overdue": row.is_overdue,
        "execution": row.execution_id,
        "title": row.title,
    }


def _percent(part: Decimal, whole: Decimal) -> int | None:
    return round(100 * part / whole) if whole else None


def _plain(amount: Decimal) -> str:
    return f"{amount:.2f}"
