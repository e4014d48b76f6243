"""What was spent, added up by day, kind and provider."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias, get_args
from uuid import UUID

from pydantic import TypeAdapter

from kaggle_store._requests.operation import Op, Rows
from kaggle_store._requests.rpc import Function, parameters
from kaggle_store._requests.validation import checked
from kaggle_store.models._base import Row
from kaggle_store.models.functions import CostTotalsArgs

CostDimension: TypeAlias = Literal["day", "kind", "provider"]
"""What costs are added up by."""


class CostTotal(Row, frozen=True):
    """What was spent on one day, for one kind and with one provider; None where all are added."""

    table: ClassVar[str] = "cost_totals"
    day: date | None
    """The day in UTC: that of the machine's time, or on which research or code was stored."""
    kind: Literal["gpu", "research", "code"] | None
    """What the money was spent on."""
    provider: str | None
    """The GPU provider, the source of the research, or the model that wrote the code."""
    dollars: Decimal
    """The cost in US dollars."""
    tokens: int
    """Model tokens; 0 for GPU sessions."""


_DIMENSIONS: TypeAdapter[set[CostDimension]] = TypeAdapter(set[CostDimension])
_totals = Function("cost_totals", CostTotalsArgs, list[CostTotal], repeat="safe")


def read_totals(
    by: str | Iterable[str],
    execution_id: UUID | None,
    competition_id: UUID | None,
    since: date | None,
    until: date | None,
) -> Op[Rows[CostTotal]]:
    """Return an `Op` that reads totals by these dimensions."""
    name = "agent_executions.cost_totals"
    chosen = checked(_DIMENSIONS, [by] if isinstance(by, str) else by, subject="by", operation=name)
    asked: dict[str, object] = {f"by_{each}": each in chosen for each in get_args(CostDimension)}
    asked |= {"execution_id": execution_id, "competition_id": competition_id}
    asked |= {"since": since, "until": until}
    return _totals.call(name, parameters(asked), subject="CostTotal")
