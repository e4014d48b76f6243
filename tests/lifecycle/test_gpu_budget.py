"""The GPU budget: random sessions, heartbeats, bills and limits, exact to a millionth dollar."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from kaggle_store.errors import ApiError, ExecutionEnded, GpuBudgetExceeded, MoveRefused
from kaggle_store.models import GpuSessionStatus
from tests.lifecycle.gpu_costs import (
    LIVE_STATUSES,
    TERMINAL_STATUSES,
    TOLERANCE,
    ZERO,
    cost,
    cost_after,
    dollars,
    minutes,
    reasons,
    status_after,
    taken,
)
from tests.lifecycle.state_machine import PICK, Lifecycle, run
from tests.lifecycle.world import Record, World

BUDGETS = [Decimal("1.055"), Decimal("0.255")]
LIMITS = st.none() | st.sampled_from([Decimal(x) for x in ("0", "0.055", "0.155", "0.555", "1")])
MOVES = {"provisioning": {"running"}, "running": {"idle"}, "idle": {"running"}}
RATES = [Decimal(0), Decimal("0.6"), Decimal("1.2")]
COST_TRIGGERS = ("status", "last_heartbeat_at", "hourly_rate_dollars")
COMPUTED = (
    "provisioned_at",
    "last_heartbeat_at",
    "total_cost_dollars",
    "total_runtime_minutes",
)


class GpuBudget(Lifecycle):
    """Random calls on GPU sessions."""

    tables = ("agent_executions", "gpu_sessions", "human_interventions")

    def begin(self) -> None:
        self.overrun: set[UUID] = set()
        competition = self.client(0).competitions.create(kaggle_id="cats", title="Cats")
        self.executions = [
            self.client(0)
            .agent_executions.create(
                competition_id=competition.id, execution_name="run", gpu_budget_dollars=budget
            )
            .id
            for budget in BUDGETS
        ]
        for id in self.executions:
            session = self.client(0).gpu_sessions.open(
                execution_id=id,
                provider="vast_ai",
                instance_type="RTX4090",
                hourly_rate_dollars=RATES[-1],
                cost_limit_dollars=Decimal("0.155"),
            )
            self.client(0).gpu_sessions.heartbeat(session.id)

    @property
    def sessions(self) -> list[Record]:
        """The sessions, in order of creation."""
        return sorted(self.seen.rows["gpu_sessions"].values(), key=lambda s: str(s["created_at"]))

    def of(self, execution: UUID) -> list[Record]:
        """Return the sessions of an execution."""
        return [s for s in self.sessions if s["execution_id"] == str(execution)]

    def session(self, pick: int) -> tuple[UUID, Record] | None:
        """Return one of the sessions."""
        if not (sessions := self.sessions):
            return None
        session = sessions[pick % len(sessions)]
        return UUID(session["id"]), session

    def budget(self, execution: UUID) -> Decimal:
        """Return the GPU budget of an execution."""
        return dollars(self.seen.rows["agent_executions"][execution]["gpu_budget_dollars"])

    def is_cancelled(self, execution: UUID) -> bool:
        """Whether an execution was cancelled."""
        return bool(self.seen.rows["agent_executions"][execution]["status"] == "cancelled")

    @rule(
        client=PICK,
        execution=PICK,
        limit=LIMITS,
        rate=st.sampled_from([None, *RATES, *RATES[1:]]),
        deadline=st.sampled_from([None, None, 5.5, 100.5]),
    )
    def open(
        self,
        client: int,
        execution: int,
        limit: Decimal | None,
        rate: Decimal | None,
        deadline: Any,
    ) -> None:
        """No reservation exceeds the budget; a repeated call reserves once."""
        if len(self.sessions) == 8:
            return
        run = self.executions[execution % 2]
        left = self.budget(run) - taken(self.of(run))
        asked = max(left, ZERO) if limit is None else limit
        refusal: type[ApiError] | None = ExecutionEnded if self.is_cancelled(run) else None
        if asked > left or (not asked and rate != 0):
            refusal = GpuBudgetExceeded  # A reservation of zero is allowed only at a rate of zero.
        new: Any = {
            "id": uuid4(),
            "execution_id": run,
            "provider": "vast_ai",
            "instance_type": "RTX4090",
            "hourly_rate_dollars": rate,
        }
        new |= {"cost_limit_dollars": limit} if limit is not None else {}
        if deadline:
            new["auto_terminate_at"] = self.world.now + timedelta(minutes=deadline)
        row = self.expect(refusal, lambda: self.client(client).gpu_sessions.open(**new))
        if row is not None:
            assert self.client(client + 1).gpu_sessions.open(**new) == row
            assert row.cost_limit_dollars == row.reserved_dollars == asked
            self.expect_within_budget(run)

    def expect_within_budget(self, execution: UUID) -> None:
        """Check that a granted reservation fits into the budget."""
        sessions = self.world.snapshot(self.tables).rows["gpu_sessions"].values()
        mine = [s for s in sessions if s["execution_id"] == str(execution)]
        assert taken(mine) <= self.budget(execution)

    @rule(client=PICK, pick=PICK, limit=LIMITS)
    def set_limit(self, client: int, pick: int, limit: Decimal | None) -> None:
        """A raised limit must fit into the budget; None keeps the limit."""
        if (found := self.session(pick)) is None:
            return
        id, session = found
        run, held = UUID(session["execution_id"]), dollars(session["reserved_dollars"])
        refusal: type[ApiError] | None = None
        if session["status"] in LIVE_STATUSES and limit is not None and limit > held:
            others = [s for s in self.of(run) if s["id"] != session["id"]]
            mine = max(limit, dollars(session["total_cost_dollars"]))
            refusal = GpuBudgetExceeded if taken(others) + mine > self.budget(run) else None
        self.expect(
            refusal,
            lambda: self.client(client).gpu_sessions.update(id, cost_limit_dollars=limit),
        )

    @rule(client=PICK, pick=PICK, rate=st.sampled_from(RATES))
    def change_rate(self, client: int, pick: int, rate: Decimal) -> None:
        """A free session may get a rate, unless it has no reservation."""
        if (found := self.session(pick)) is None:
            return
        id, session = found
        is_unheld = session["status"] in LIVE_STATUSES and not dollars(session["reserved_dollars"])
        was_free = not dollars(session["hourly_rate_dollars"])
        self.expect(
            GpuBudgetExceeded if is_unheld and was_free and rate else None,
            lambda: self.client(client).gpu_sessions.update(id, hourly_rate_dollars=rate),
        )

    @rule(client=PICK, execution=PICK, budget=st.sampled_from([*BUDGETS, Decimal("0.055")]))
    def set_budget(self, client: int, execution: int, budget: Decimal) -> None:
        """A budget may change at any time, also below the cost."""
        run = self.executions[execution % 2]
        self.client(client).agent_executions.update(run, gpu_budget_dollars=budget)

    @rule(client=PICK, pick=PICK, use=st.sampled_from([None, 0.0, 4.9, 5.0, 97.5]))
    def heartbeat(self, client: int, pick: int, use: float | None) -> None:
        """A heartbeat computes the cost and returns whether and why to stop."""
        if (found := self.session(pick)) is None:
            return
        id, before = found
        response = self.client(client).gpu_sessions.heartbeat(id, gpu_utilization_percent=use)
        rows = self.world.snapshot(self.tables).rows
        session = rows["gpu_sessions"][id]
        run = rows["agent_executions"][UUID(session["execution_id"])]
        assert (response.status, response.total_cost_dollars) == (session["status"], cost(session))
        assert response.execution_left_dollars == max(
            dollars(run["gpu_budget_dollars"]) - dollars(run["gpu_budget_consumed"]), ZERO
        )
        limit = session["cost_limit_dollars"]
        left = None if limit is None else max(dollars(limit) - cost(session), ZERO)
        assert response.session_left_dollars == left
        assert response.should_stop == (response.reason is not None)
        if before["status"] in TERMINAL_STATUSES:
            assert response.reason == (before["terminate_reason"] or before["status"])
            return
        assert response.status == status_after(before["status"], use)
        computed = before | {k: session[k] for k in COMPUTED}
        assert response.reason in reasons(computed, run, self.world.now)

    @rule(client=PICK)
    def due(self, client: int) -> None:
        """`due` lists each session to terminate, with the reason, until it is closed."""
        before = {UUID(s["id"]): s for s in self.sessions if s["status"] in LIVE_STATUSES}
        runs = self.seen.rows["agent_executions"]
        due = {row.id: row.reason for row in self.client(client).gpu_sessions.due()}
        assert set(due) <= set(before)
        for id, session in before.items():
            run = runs[UUID(session["execution_id"])]
            assert due.get(id) in reasons(session, run, self.world.now)

    @rule(client=PICK, pick=PICK)
    def request_termination(self, client: int, pick: int) -> None:
        """A termination can be requested at any time."""
        if found := self.session(pick):
            self.client(client).gpu_sessions.request_termination(found[0], "enough")

    @rule(client=PICK, pick=PICK, status=st.sampled_from(LIVE_STATUSES))
    def move(self, client: int, pick: int, status: str) -> None:
        """Only allowed moves succeed; a session costs from the start of `running`."""
        if (found := self.session(pick)) is None:
            return
        id, session = found
        is_allowed = status in {session["status"], *MOVES.get(session["status"], ())}
        self.expect(
            None if is_allowed else MoveRefused,
            lambda: self.client(client).gpu_sessions.update(
                id, status=cast(GpuSessionStatus, status)
            ),
        )

    @rule(
        client=PICK,
        pick=PICK,
        status=st.sampled_from(["terminated", "failed"]),
        bill=st.sampled_from([None, None, Decimal("0.05"), Decimal("0.3")]),
    )
    def close(self, client: int, pick: int, status: str, bill: Decimal | None) -> None:
        """A bill replaces the cost, and the reservation is released."""
        if (found := self.session(pick)) is None:
            return
        id, before = found
        row = self.client(client).gpu_sessions.close(
            id, status=cast(Any, status), total_cost_dollars=bill
        )
        assert row.status == (before["status"] if before["status"] in TERMINAL_STATUSES else status)
        assert row.reserved_dollars is None
        assert bill is None or row.total_cost_dollars == bill

    @rule(client=PICK, pick=PICK, is_wanted=st.booleans())
    def cancel(self, client: int, pick: int, is_wanted: bool) -> None:
        """A cancelled execution's sessions cost until they are closed."""
        running = [s for s in self.sessions if s["provisioned_at"] and s["status"] in LIVE_STATUSES]
        if is_wanted and running:
            run = UUID(running[pick % len(running)]["execution_id"])
            self.client(client).agent_executions.update(run, status="cancelled")

    def findings(self) -> dict[str, dict[str, int]]:
        """Sessions that outlive their execution, and reservations over budget, are reported."""
        runs = self.seen.rows["agent_executions"]
        ended = {str(id) for id, run in runs.items() if run["status"] == "cancelled"}
        left = [
            s for s in self.sessions if s["status"] in LIVE_STATUSES and s["execution_id"] in ended
        ]
        found = {}
        if left:
            found["gpu_sessions"] = {"live although its execution has ended": len(left)}
        if over := [id for id in runs if self.held(id) > self.budget(id)]:
            found["agent_executions"] = {"its sessions hold more than its GPU budget": len(over)}
        return found

    def held(self, execution: UUID) -> Decimal:
        """Return the sum of the reservations of an execution."""
        return sum((dollars(s["reserved_dollars"]) for s in self.of(execution)), ZERO)

    def compare(self) -> None:
        for id, row in self.seen.rows["agent_executions"].items():
            assert dollars(row["gpu_budget_consumed"]) == sum(map(cost, self.of(id)), ZERO)
            self._check_overrun_request(id, row)
        for session in self.sessions:
            held = session["cost_limit_dollars"] if session["status"] in LIVE_STATUSES else None
            assert session["reserved_dollars"] == held
            assert (session["terminated_at"] is not None) == (
                session["status"] in TERMINAL_STATUSES
            )
            if before := self._before.rows["gpu_sessions"].get(UUID(session["id"])):
                self._check_cost(before, session)

    def _check_cost(self, before: Record, after: Record) -> None:
        """The runtime follows the store's clock, the cost the rate before, to a millionth."""
        is_live = before["status"] in LIVE_STATUSES and after["provisioned_at"] is not None
        if is_live and any(before[name] != after[name] for name in COST_TRIGGERS):
            ran = self.world.now - datetime.fromisoformat(str(after["provisioned_at"]))
            assert ran - TOLERANCE < timedelta(minutes=float(minutes(after))) < ran + TOLERANCE
        else:
            assert minutes(after) == minutes(before)
        if is_live or after["billed_dollars"] is not None:
            assert abs(cost(after) - cost_after(before, after)) <= Decimal("0.000001")
        else:
            assert cost(after) == cost(before)

    def _check_overrun_request(self, id: UUID, run: Record) -> None:
        requests = [
            row
            for row in self.seen.rows["human_interventions"].values()
            if row["execution_id"] == str(id) and row["subject"] == "gpu_budget"
        ]
        is_over = dollars(run["gpu_budget_consumed"]) > dollars(run["gpu_budget_dollars"])
        if is_over and not self.is_cancelled(id):
            self.overrun.add(id)
        assert len(requests) == (id in self.overrun), "an overrun is requested once"
        still = [row for row in requests if row["status"] == "pending"]
        assert bool(still) == (id in self.overrun and not self.is_cancelled(id))
        assert run["human_intervention_required"] == bool(still)


@pytest.mark.hypothesis
def test_gpu_budget_is_never_exceeded(world: World) -> None:
    run(GpuBudget, world, examples=20)
