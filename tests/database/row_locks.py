"""Derive the order in which a call locks rows, by blocking each row in turn.

A call runs in a transaction that is rolled back. First it runs freely, which tells the rows that it
locks. Then each of these is locked by another connection: if the call waits, the rows that it holds
by then were locked before. PostgreSQL tells whether it waits, so nothing depends on time.

A key share is not seen: it conflicts with locks for update only, and what takes these does not wait
afterwards, which is tested by itself.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, LiteralString, TypeAlias

import psycopg
from psycopg.pq import ExecStatus

Name: TypeAlias = str
"""A short name of a row, such as `job`."""
Held: TypeAlias = Mapping[Name, str]
"""Rows that a call holds, and how strongly."""
Waits: TypeAlias = Mapping[Name, Held]
"""The rows that a call waits for, and what it holds then."""

_PROBE = """
create function pg_temp.strength_held(p_table text, p_id uuid) returns text
language plpgsql as $$
declare
    v_mode text[];
    v_found boolean;
begin
    foreach v_mode slice 1 in array array[
        ['key share', 'update'], ['share', 'no key update'], ['no key update', 'share']
    ] loop
        execute format('select true from %I where id = $1 for %s skip locked', p_table, v_mode[1])
        into v_found using p_id;
        if v_found is null then
            return v_mode[2];
        end if;
    end loop;
    return null;
end
$$
"""


@dataclass(frozen=True)
class Call:
    """One request: SQL with the names of rows as parameters, its leases and its role."""

    sql: str
    leases: str = ""
    role: str = "service_role"


@dataclass
class LockTracer:
    """Connections that run, block and watch one call at a time."""

    open: Any
    rows: Mapping[Name, tuple[str, Any]]
    values: Mapping[str, Any]
    runner: psycopg.Connection[Any] = field(init=False)
    blocker: psycopg.Connection[Any] = field(init=False)
    watcher: psycopg.Connection[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.runner, self.blocker, self.watcher = self.open(), self.open(), self.open()
        self.watcher.execute(_PROBE)

    def close(self) -> None:
        for connection in (self.runner, self.blocker, self.watcher):
            connection.close()

    def waits_of(self, call: Call) -> Waits:
        """Return what a call waits for while it holds other rows."""
        with self._running(call):
            assert not self._is_waiting()
            self._finish(expect_success=True)
            locked = self._held(self.rows)
        return {row: held for row in locked if (held := self._held_in_wait(call, row))}

    def _held_in_wait(self, call: Call, row: Name) -> Held:
        """Run a call while `row` is locked; return what it holds if it waits."""
        table, id = self.rows[row]
        self.blocker.execute("begin")
        lock = f"select from {table} where id = %s for no key update"
        self.blocker.execute(lock.encode(), [id])
        with self._running(call):
            others = [name for name in self.rows if name != row]
            held = self._held(others) if self._is_waiting() else {}
            self.blocker.execute("rollback")
            self._finish()
        return held

    @contextmanager
    def _running(self, call: Call) -> Iterator[None]:
        claims = json.dumps({"role": call.role, "sub": "tester"})
        leases = ",".join(str(self.values[lease]) for lease in call.leases.split())
        headers = json.dumps({"x-lease-id": leases} if leases else {})
        with self.runner.transaction(force_rollback=True):
            self.runner.execute(
                "select set_config('request.jwt.claims', %s, true), "
                "set_config('request.headers', %s, true), set_config('role', %s, true)",
                [claims, headers, call.role],
            )
            query = psycopg.ClientCursor(self.runner).mogrify(call.sql.encode(), self.values)
            self.runner.pgconn.send_query(query.encode())
            yield

    def _is_waiting(self) -> bool:
        """Return True once the call waits for a lock, False once it has ended."""
        end = time.monotonic() + 60
        pid = self.runner.info.backend_pid
        while time.monotonic() < end:
            self.runner.pgconn.consume_input()
            if not self.runner.pgconn.is_busy():
                return False
            row = self.watcher.execute("select pg_blocking_pids(%s) <> '{}'", [pid]).fetchone()
            if row == (True,):
                return True
        raise AssertionError("the call neither ends nor waits")

    def _finish(self, *, expect_success: bool = False) -> None:
        while result := self.runner.pgconn.get_result():
            failed = result.status == ExecStatus.FATAL_ERROR
            assert not (expect_success and failed), result.error_message.decode()

    def _held(self, names: Any) -> Held:
        query: LiteralString = (
            "select name, strength from unnest(%s::text[], %s::text[], %s::uuid[]) "
            "as given (name, table_name, id), pg_temp.strength_held(table_name, id) as strength "
            "where strength is not null"
        )
        rows = [(name, *self.rows[name]) for name in names]
        return dict(self.watcher.execute(query, list(map(list, zip(*rows, strict=True)))))


@dataclass(frozen=True, order=True)
class Step:
    """A call that holds a row and waits for another."""

    call: str
    held: Name
    wanted: Name

    def __str__(self) -> str:
        return f"{self.call}: {self.held}, then {self.wanted}"


def opposing(waits: Mapping[str, Waits]) -> set[tuple[Step, Step]]:
    """Return the pairs of calls that may wait for each other."""
    found = set()
    for one, other in itertools.combinations_with_replacement(sorted(waits), 2):
        for wanted, held in waits[one].items():
            for row in held:
                back = waits[other].get(row, {})
                if wanted in back and not _exclude(held, back):
                    found.add((Step(one, row, wanted), Step(other, wanted, row)))
    return found


def _exclude(one: Held, other: Held) -> bool:
    """Return True if two calls cannot hold these rows at the same time."""
    return any({one[row], other[row]} != {"share"} for row in one.keys() & other.keys())


def out_of_order(
    waits: Mapping[str, Waits], rows: Mapping[Name, tuple[str, Any]], order: Sequence[Sequence[str]]
) -> set[Step]:
    """Return the steps that go against an order of tables, and of ids within one table."""

    def place(name: Name) -> tuple[int, str, Any]:
        table, id = rows[name]
        [rank] = [rank for rank, tables in enumerate(order) if table in tables]
        return rank, table, id

    def is_descent(held: Name, wanted: Name) -> bool:
        (rank, table, id), (next_rank, next_table, next_id) = place(held), place(wanted)
        return rank > next_rank or (table == next_table and id > next_id)

    return {
        Step(call, row, wanted)
        for call, found in waits.items()
        for wanted, held in found.items()
        for row in held
        if is_descent(row, wanted)
    }
