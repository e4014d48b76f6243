"""What the state machines share: steps that are checked, refusals that change nothing, history."""

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
from tests.lifecycle.world import STATUS, Record, Records, Seen, World

T = TypeVar("T")

PICK = st.integers(0, 23)
"""Which of the rows, clients or leases that there are: drawn the same whatever there is."""

PHASES = (Phase.generate, Phase.shrink)


def run(machine: type[Lifecycle], world: World, *, examples: int, steps: int = 40) -> None:
    """Run a state machine in so many examples per hundred of the Hypothesis profile."""
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
    """Random clients, a model of what they should find, and what has to hold after every step."""

    tables: ClassVar[tuple[str, ...]] = ("agent_executions", "human_interventions")

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        world.begin()
        self._was_refused = False
        self.begin()
        self.seen = self._before = world.look(self.tables)

    def begin(self) -> None:
        """Make the rows that every run begins with."""

    def holds(self) -> None:
        """Compare what is seen with the model."""

    def findings(self) -> dict[str, dict[str, int]]:
        """What the integrity report should find wrong."""
        return {}

    def is_ambiguous(self) -> bool:
        """Whether chance decides what holds at this moment, so that it has to be left."""
        return False

    def client(self, number: int) -> KaggleStore:
        """One of the clients."""
        return self.world.clients[number % len(self.world.clients)]

    def ask(self, refusal: type[ApiError] | None, call: Callable[[], T]) -> T | None:
        """Do something that should be answered, or refused with just this error."""
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
    def everything_holds(self) -> None:
        """After every step."""
        self._before, self.seen = self.seen, self.world.look(self.tables)
        if self._was_refused:
            self._was_refused = False
            assert self.seen == self._before, "a refusal has changed something"
        for table in set(STATUS) & set(self.tables):
            self._history_tells(table)
        assert self.seen.findings == self.findings()
        self.holds()

    def _history_tells(self, table: str) -> None:
        told = _told(self.seen, len(self._before.history), table)
        before, after = self._before.rows[table], self.seen.rows[table]
        assert set(told) <= set(after), "history tells of a row that is not there"
        for id, row in after.items():
            _entries_lead(STATUS[table], before.get(id), told.get(id, []), row)

    def teardown(self) -> None:
        """In the end the whole history of each row leads to where it stands."""
        store, seen = self.world.clients[0], self.world.look(self.tables)
        for table in set(STATUS) & set(self.tables):
            for id, status in seen.statuses(table).items():
                entries = list(store.audit_log.by_row(table, id))
                assert [e.action for e in entries] == ["insert"] + ["update"] * (len(entries) - 1)
                values = [cast(Record, e.new_values) for e in entries]
                assert [v[STATUS[table]] for v in values if STATUS[table] in v][-1] == status


def _told(seen: Seen, since: int, table: str) -> dict[UUID, list[Record]]:
    told: dict[UUID, list[Record]] = {}
    for entry in seen.history[since:]:
        if entry["table_name"] == table:
            told.setdefault(UUID(entry["row_id"]), []).append(entry)
    return told


def _entries_lead(column: str, before: Record | None, entries: list[Record], row: Record) -> None:
    """Every change of a status has one entry, which says rightly what was."""
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
    """One of the rows of a model, in the order of their making; None while there is none."""
    return list(rows.values())[number % len(rows)] if rows else None


def agree(seen: Records, model: dict[UUID, dict[str, Any]]) -> None:
    """Compare rows with what a model says of them, column by column."""
    assert set(seen) == set(model)
    for id, expected in model.items():
        assert {column: seen[id][column] for column in expected} == expected
