"""What was spent, and when: one list of all kinds for the charts, sums for the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from kaggle_store.models.generated_code import GeneratedCodeListed
from kaggle_store.models.gpu_sessions import GpuSession
from kaggle_store.models.research_results import ResearchResultListed

SLICES = 24
"""A machine's cost is spread evenly over its time, in so many parts."""


@dataclass(frozen=True, slots=True)
class Expense:
    """An amount of money, in US dollars."""

    at: datetime
    kind: str
    provider: str
    dollars: Decimal


@dataclass(frozen=True, slots=True)
class CostRow:
    """What one kind and provider has cost."""

    kind: str
    provider: str
    dollars: Decimal


def expenses_of(
    sessions: Iterable[GpuSession],
    findings: Iterable[ResearchResultListed],
    code: Iterable[GeneratedCodeListed],
) -> list[Expense]:
    """Return every expense above zero, oldest first."""
    found = [each for session in sessions for each in _of_session(session)]
    found += [
        Expense(row.created_at, "research", row.source_api, row.cost_dollars)
        for row in findings
        if row.cost_dollars
    ]
    found += [
        Expense(row.created_at, "code", row.model_api_used or "unknown model", row.cost_dollars)
        for row in code
        if row.cost_dollars
    ]
    return sorted(found, key=lambda each: each.at)


def _of_session(session: GpuSession) -> Iterator[Expense]:
    if not session.total_cost_dollars:
        return
    start = session.provisioned_at or session.created_at
    end = session.terminated_at or session.last_heartbeat_at or start
    part = session.total_cost_dollars / SLICES
    for number in range(1, SLICES + 1):
        at = start + (end - start) * (number / SLICES)
        yield Expense(at, "gpu", session.provider, part)


def by_provider(expenses: Iterable[Expense]) -> list[CostRow]:
    """Return the sums by kind and provider, the highest first."""
    sums: dict[tuple[str, str], Decimal] = {}
    for each in expenses:
        key = each.kind, each.provider
        sums[key] = sums.get(key, Decimal(0)) + each.dollars
    rows = [CostRow(kind, provider, dollars) for (kind, provider), dollars in sums.items()]
    return sorted(rows, key=lambda row: (-row.dollars, row.kind, row.provider))


def by_day(expenses: Iterable[Expense]) -> list[tuple[date, str, Decimal]]:
    """Return the sums by UTC day and kind."""
    sums: dict[tuple[date, str], Decimal] = {}
    for each in expenses:
        key = each.at.astimezone(UTC).date(), each.kind
        sums[key] = sums.get(key, Decimal(0)) + each.dollars
    return [(day, kind, dollars) for (day, kind), dollars in sorted(sums.items())]
