"""Shared by the state machines: step checks, refused calls and the audit log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kaggle_store import KaggleStore
from kaggle_store.errors import ApiError
from tests.lifecycle.world import STATUS, Record, Records, Snapshot, World

T = TypeVar("T")

PICK = st.integers(0, 23)
"""An index into the rows, clients or leases, taken modulo their number."""

PHASES = (Phase.generate, Phase.shrink)


def run(machine: type[Lifecycle], world: World, *, examples: int, steps: int = 40) -> None:
    """Run a state machine with `examples` percent of the Hypothesis profile's examples."""
    run_state_machine_as_test(
        cast(Any, lambda: machine(world)),
        settings=settings(
            max_examples=max(1, examples * settings().max_examples // 100),
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            report_multiple_bugs=False,
            phases=PHASES,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )


class Lifecycle(RuleBasedStateMachine):
    """Random clients, a model of the expected state, and checks after every step."""

    tables: ClassVar[tuple[str, ...]] = ("agent_executions", "human_interventions")

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        world.begin()
        self._was_refused = False
        self.begin()
        self.seen = self._before = world.snapshot(self.tables)

    def begin(self) -> None:
        """Create the initial rows of a run."""

    def compare(self) -> None:
        """Compare the observed rows with the model."""

    def findings(self) -> dict[str, dict[str, int]]:
        """Return the expected findings of the integrity report."""
        return {}

    def is_ambiguous(self) -> bool:
        """Whether the expected state depends on chance now, so that time must pass."""
        return False

    def client(self, number: int) -> KaggleStore:
        """Return one of the clients."""
        return self.world.clients[number % len(self.world.clients)]

    def expect(self, refusal: type[ApiError] | None, call: Callable[[], T]) -> T | None:
        """Make a call that should succeed, or raise exactly this error."""
        if refusal is None:
            return call()
        self._was_refused = True
        with pytest.raises(ApiError) as refused:
            call()
        assert type(refused.value) is refusal, refused.value
        return None

    @rule(minutes=st.sampled_from([1, 2, 7, 31, 200]))
    def wait(self, minutes: int) -> None:
        """Time passes."""
        self.world.wait(timedelta(minutes=minutes))
        while self.is_ambiguous():
            self.world.wait(timedelta(minutes=1))

    @invariant()
    def state_is_consistent(self) -> None:
        """Check the store after every step."""
        self._before, self.seen = self.seen, self.world.snapshot(self.tables)
        if self._was_refused:
            self._was_refused = False
            assert self.seen == self._before, "a refused call changed the store"
        for table in set(STATUS) & set(self.tables):
            self._check_audit_log(table)
        assert self.seen.findings == self.findings()
        self.compare()

    def _check_audit_log(self, table: str) -> None:
        entries = _entries(self.seen, len(self._before.history), table)
        before, after = self._before.rows[table], self.seen.rows[table]
        assert set(entries) <= set(after), "audit entry of a missing row"
        for id, row in after.items():
            _check_entries(STATUS[table], before.get(id), entries.get(id, []), row)

    def teardown(self) -> None:
        """The audit log of each row leads to its final status."""
        store, seen = self.world.clients[0], self.world.snapshot(self.tables)
        for table in set(STATUS) & set(self.tables):
            for id, status in seen.statuses(table).items():
                entries = list(store.audit_log.by_row(table, id))
                assert [e.action for e in entries] == ["insert"] + ["update"] * (len(entries) - 1)
                values = [cast(Record, e.new_values) for e in entries]
                assert [v[STATUS[table]] for v in values if STATUS[table] in v][-1] == status


def _entries(seen: Snapshot, since: int, table: str) -> dict[UUID, list[Record]]:
    entries: dict[UUID, list[Record]] = {}
    for entry in seen.history[since:]:
        if entry["table_name"] == table:
            entries.setdefault(UUID(entry["row_id"]), []).append(entry)
    return entries


def _check_entries(column: str, before: Record | None, entries: list[Record], row: Record) -> None:
    """Every change of a status has one entry, with the correct old value."""
    at = before[column] if before else None
    moves = [entry for entry in entries if column in entry["new_values"]]
    for entry in moves:
        assert entry["action"] == ("insert" if at is None else "update")
        assert entry["old_values"].get(column) == at != entry["new_values"][column]
        at = entry["new_values"][column]
    assert at == row[column]
    assert len(moves) <= 1, "two moves in one step"
    assert all("escalation_count" in e["new_values"] for e in entries if e not in moves)
    if before and entries:
        assert entries[0]["old_values"] == {k: before[k] for k in entries[0]["old_values"]}


def nth(rows: dict[UUID, T], number: int) -> T | None:
    """Return one of the rows of a model, in order of creation; None without rows."""
    return list(rows.values())[number % len(rows)] if rows else None


def agree(seen: Records, model: dict[UUID, dict[str, Any]]) -> None:
    """Compare rows with a model, column by column."""
    assert set(seen) == set(model)
    for id, expected in model.items():
        assert {column: seen[id][column] for column in expected} == expected
