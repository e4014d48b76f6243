"""Pages of the open interventions by key, most urgent first: by priority, then by deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, cast, get_args

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.errors import InvalidInput
from kaggle_store.models import HumanIntervention
from kaggle_store.models.enums import InterventionPriority, InterventionStatus

OPEN: tuple[InterventionStatus, ...] = ("pending", "escalated")
PRIORITIES: tuple[InterventionPriority, ...] = get_args(InterventionPriority)
"""From low to critical."""


class Listed(Protocol):
    """A row of the list."""

    @property
    def priority(self) -> str:
        """How soon a response is needed."""
        ...

    @property
    def sla_deadline(self) -> datetime | None:
        """When the response is needed; open ones have a deadline."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after `skipped` rows of this priority with exactly this deadline."""

    priority: InterventionPriority
    deadline: datetime
    skipped: int

    @classmethod
    def parse(cls, text: str) -> Place:
        """Return the place of an address; raise `InvalidInput` if it is none."""
        try:
            priority, deadline, skipped = text.split("~")
            place = cls(
                cast("InterventionPriority", priority),
                datetime.fromisoformat(deadline),
                int(skipped),
            )
        except ValueError:
            raise InvalidInput("after: not a place in the list") from None
        if priority not in PRIORITIES or place.deadline.tzinfo is None or place.skipped < 1:
            raise InvalidInput("after: not a place in the list")
        return place

    def __str__(self) -> str:
        return f"{self.priority}~{self.deadline.isoformat()}~{self.skipped}"


def after(rows: Sequence[Listed], begin: Place | None = None) -> Place:
    """Return the place behind the last of some open rows, which began at `begin`."""
    last = _key(rows[-1])
    skipped = sum(_key(row) == last for row in rows)
    if begin and (begin.priority, begin.deadline) == last:
        skipped += begin.skipped
    return Place(*last, skipped)


def _key(row: Listed) -> tuple[InterventionPriority, datetime]:
    # An open intervention always has a deadline, which the database fills in.
    deadline = row.sla_deadline or datetime.max.replace(tzinfo=UTC)
    return cast("InterventionPriority", row.priority), deadline


async def page_after(store: AsyncKaggleStore, place: Place, limit: int) -> list[HumanIntervention]:
    """Return the next rows, in two reads at the same time, both along the index of this order."""
    lower = PRIORITIES[: PRIORITIES.index(place.priority)]
    interventions = store.human_interventions
    same, rest = await asyncio.gather(
        interventions.list(
            status=OPEN,
            priority=place.priority,
            sla_deadline__gte=place.deadline,
            order=("sla_deadline", "id"),
            offset=place.skipped,
            limit=limit,
        ),
        interventions.list(
            status=OPEN,
            priority=lower or ["low"],
            order=("-priority", "sla_deadline", "id"),
            limit=limit if lower else 1,
        ),
    )
    return [*same, *(rest if lower else [])][:limit]
