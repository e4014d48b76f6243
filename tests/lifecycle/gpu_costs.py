"""What machines cost and when they have to stop, reckoned a second time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.lifecycle.world import Record

LIVE = ("provisioning", "running", "idle")
TERMINAL = ("terminated", "failed")
ZERO = Decimal(0)
NOISE = timedelta(seconds=25)
"""The real time that a run takes beside the store's."""


def dollars(value: Any) -> Decimal:
    """Read an amount; none is nothing."""
    return Decimal(str(value or 0))


def cost(session: Record) -> Decimal:
    """What a session is known to have cost."""
    return dollars(session["total_cost_dollars"])


def price(session: Record, minutes: Decimal) -> Decimal:
    """What so much time costs at the session's rate."""
    return dollars(session["hourly_rate_dollars"]) * minutes / 60


def minutes(session: Record) -> Decimal:
    """For how long its cost is settled."""
    return Decimal(str(session["total_runtime_minutes"]))


def cost_after(before: Record, after: Record) -> Decimal:
    """What a session has to cost, by what it had cost and the rate that held since.

    A provider's bill is the truth; a first rate that is known counts from the beginning.
    """
    if after["billed_dollars"] is not None:
        return dollars(after["billed_dollars"])
    if before["hourly_rate_dollars"] is None:
        return max(cost(before), price(after, minutes(after)))
    return cost(before) + price(before, minutes(after) - minutes(before))


def taken(sessions: Iterable[Record]) -> Decimal:
    """What sessions take of their budget: while they live their limit, or their cost if more."""
    return sum((max(dollars(s["reserved_dollars"]), cost(s)) for s in sessions), ZERO)


def status_after(before: str, use: float | None) -> str:
    """What a heartbeat makes of a live session."""
    if before == "provisioning" or (use is not None and use >= 5):
        return "running"
    return before if use is None else "idle"


def reasons(session: Record, run: Record, now: datetime) -> set[str | None]:
    """Why a live session has to end; several, where a few seconds decide."""
    if session["terminate_requested"]:
        return {session["terminate_reason"]}
    if run["status"] == "cancelled":
        return {"execution_ended"}
    deadline = session["auto_terminate_at"]
    if deadline and datetime.fromisoformat(deadline) <= now:
        return {"deadline"}
    limit, rest = dollars(session["cost_limit_dollars"]), _lesser_reasons(session, run, now)
    if not dollars(session["hourly_rate_dollars"]):
        return rest
    least, most = _cost_by(session, now)
    if least >= limit:
        return {"cost_limit"}
    return {"cost_limit", *rest} if most >= limit else rest


def _lesser_reasons(session: Record, run: Record, now: datetime) -> set[str | None]:
    """What is asked last: the budget of all, and whether anybody has heard of the session."""
    if dollars(run["gpu_budget_consumed"]) > dollars(run["gpu_budget_dollars"]):
        return {"budget"}
    heard = session["last_heartbeat_at"] or session["provisioned_at"] or session["created_at"]
    patience = timedelta(minutes=30 if session["status"] == "provisioning" else 5)
    silent = now - datetime.fromisoformat(heard)
    if abs(silent - patience) < NOISE:
        return {"stale_heartbeat", None}
    return {"stale_heartbeat"} if silent > patience else {None}


def _cost_by(session: Record, now: datetime) -> tuple[Decimal, Decimal]:
    """At least and at most."""
    if session["provisioned_at"] is None:
        return cost(session), cost(session)
    ran = now - datetime.fromisoformat(session["provisioned_at"])
    least, most = (Decimal(str(span / timedelta(minutes=1))) for span in (ran, ran + NOISE))
    known = minutes(session)
    return (
        cost(session) + price(session, max(least - known, ZERO)),
        cost(session) + price(session, max(most - known, ZERO)),
    )
