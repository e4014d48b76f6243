"""An independent computation of GPU session costs and termination reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.lifecycle.world import Record

LIVE_STATUSES = ("provisioning", "running", "idle")
TERMINAL_STATUSES = ("terminated", "failed")
ZERO = Decimal(0)
TOLERANCE = timedelta(seconds=25)
"""Real time that passes during a run, beside the store's clock."""


def dollars(value: Any) -> Decimal:
    """Return an amount; None is zero."""
    return Decimal(str(value or 0))


def cost(session: Record) -> Decimal:
    """Return the stored cost of a session."""
    return dollars(session["total_cost_dollars"])


def price(session: Record, minutes: Decimal) -> Decimal:
    """Return the price of `minutes` at the session's rate."""
    return dollars(session["hourly_rate_dollars"]) * minutes / 60


def minutes(session: Record) -> Decimal:
    """Return the runtime up to which the cost is computed."""
    return Decimal(str(session["total_runtime_minutes"]))


def cost_after(before: Record, after: Record) -> Decimal:
    """Return the expected cost, from the cost and the rate before.

    A provider's bill replaces it; the first rate set applies from the start.
    """
    if after["billed_dollars"] is not None:
        return dollars(after["billed_dollars"])
    if before["hourly_rate_dollars"] is None:
        return max(cost(before), price(after, minutes(after)))
    return cost(before) + price(before, minutes(after) - minutes(before))


def taken(sessions: Iterable[Record]) -> Decimal:
    """Return what sessions take of their budget: the reservation, or the cost if higher."""
    return sum((max(dollars(s["reserved_dollars"]), cost(s)) for s in sessions), ZERO)


def status_after(before: str, use: float | None) -> str:
    """Return the status of a live session after a heartbeat."""
    if before == "provisioning" or (use is not None and use >= 5):
        return "running"
    return before if use is None else "idle"


def reasons(session: Record, run: Record, now: datetime) -> set[str | None]:
    """Return the possible termination reasons; several if it depends on a few seconds."""
    if session["terminate_requested"]:
        return {session["terminate_reason"]}
    if run["status"] == "cancelled":
        return {"execution_ended"}
    deadline = session["auto_terminate_at"]
    if deadline and datetime.fromisoformat(deadline) <= now:
        return {"deadline"}
    limit, rest = dollars(session["cost_limit_dollars"]), _later_reasons(session, run, now)
    if not dollars(session["hourly_rate_dollars"]):
        return rest
    least, most = _cost_by(session, now)
    if least >= limit:
        return {"cost_limit"}
    return {"cost_limit", *rest} if most >= limit else rest


def _later_reasons(session: Record, run: Record, now: datetime) -> set[str | None]:
    """Return the reasons checked last: the whole budget, and missing heartbeats."""
    if dollars(run["gpu_budget_consumed"]) > dollars(run["gpu_budget_dollars"]):
        return {"budget"}
    last_sign = session["last_heartbeat_at"] or session["provisioned_at"] or session["created_at"]
    limit = timedelta(minutes=30 if session["status"] == "provisioning" else 5)
    silent = now - datetime.fromisoformat(last_sign)
    if abs(silent - limit) < TOLERANCE:
        return {"stale_heartbeat", None}
    return {"stale_heartbeat"} if silent > limit else {None}


def _cost_by(session: Record, now: datetime) -> tuple[Decimal, Decimal]:
    """Return the least and the most it can cost."""
    if session["provisioned_at"] is None:
        return cost(session), cost(session)
    ran = now - datetime.fromisoformat(session["provisioned_at"])
    least, most = (Decimal(str(span / timedelta(minutes=1))) for span in (ran, ran + TOLERANCE))
    known = minutes(session)
    return (
        cost(session) + price(session, max(least - known, ZERO)),
        cost(session) + price(session, max(most - known, ZERO)),
    )
