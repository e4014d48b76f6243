"""Proves the matrix from outside, cell by cell: who may, can; who may not, cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx

from kaggle_store.models import GpuSession
from tests.conftest import Owner, Stack
from tests.security.calls import CALLS
from tests.security.doors import Door, Doors, code_of, doors_to
from tests.security.matrix import (
    COLUMNS,
    FUNCTIONS,
    PARTITION,
    RELATIONS,
    ROLES,
    VERBS,
    VIEWS,
    Access,
    Role,
    Verb,
    access,
)
from tests.security.world import CHANGES, KEYS, World

CLOSED = {"42501", "PGRST202", "PGRST205", "42P01"}
PARTITIONS = (PARTITION, "system_metrics_default")
NOT_A_TABLE = "55000"
"""A view of several tables takes no rows, whoever asks."""


def violations(
    stack: Stack,
    owner: Owner,
    roles: Sequence[Role] = ROLES,
    relations: Sequence[str] = tuple(RELATIONS),
    functions: Sequence[str] = tuple(FUNCTIONS),
    columns: Sequence[str] = tuple(COLUMNS),
    world: World | None = None,
) -> list[str]:
    """Say where the stack is not as the matrix says; each sentence names its cell."""
    found: list[str] = []
    with doors_to(stack) as doors:
        prover = Prover(doors, world or World(owner))
        for role in roles:
            for relation in relations:
                found += prover.relation(role, relation)
            for name in columns:
                found += prover.column(role, name)
            for function in functions:
                found += prover.function(role, function)
    return found


@dataclass(frozen=True)
class Prover:
    """Asks as each role, and looks at what became of it as the owner."""

    doors: Doors
    world: World

    def relation(self, role: Role, relation: str) -> Iterator[str]:
        cell = RELATIONS[relation][role]
        ways: dict[Verb, Callable[[Cell, Access], str | None]] = {
            "select": self._select,
            "insert": self._insert,
            "update": self._update,
            "delete": self._delete,
        }
        for verb in VERBS:
            yield from self._proven(
                f"{role} x {relation} x {verb}",
                access(cell, verb),
                ways[verb],
                Cell(role, relation, self._door(role)),
            )

    def column(self, role: Role, name: str) -> Iterator[str]:
        relation, column = name.split(".")
        cell = Cell(role, relation, self._door(role), column)
        say = access(COLUMNS[name][role], "select")
        yield from self._proven(f"{role} x {name} x select", say, self._select, cell)
        # To write a column by hand takes the right to it: the value does not matter.
        for verb in ("insert", "update"):
            may_be = access(COLUMNS[name][role], verb)
            if may_be == "refused":
                yield from self._proven(
                    f"{role} x {name} x {verb}", may_be, self._write_column(verb), cell
                )

    def function(self, role: Role, function: str) -> Iterator[str]:
        say = access(FUNCTIONS[function][role], "select")
        cell = Cell(role, function, self._door(role))
        yield from self._proven(f"{role} x {function}()", say, self._call, cell)

    def _door(self, role: Role) -> Door:
        return self.doors.of(role, self.world.own)

    def _proven(
        self,
        cell: str,
        say: Access,
        prove: Callable[[Cell, Access], str | None],
        about: Cell,
    ) -> Iterator[str]:
        if wrong := prove(about, say):
            yield f"{cell}: should be {say}, but {wrong}"

    # Verbs --------------------------------------------------------------------------------------

    def _select(self, cell: Cell, say: Access) -> str | None:
        is_the_workers = say == "with_filters" and cell.relation == "agent_executions"
        id = self.world.own if is_the_workers else self.world.row(cell.relation)
        answer = cell.door.get(cell.where(self.world, id) + f"&select={cell.shown()}")
        if say == "refused":
            return _refused(answer, cell.relation)
        if answer.status_code != 200 or len(answer.json()) != 1:
            return _said(answer)
        if say == "with_filters":
            hidden = (
                self.world.sensitive()
                if cell.relation == "configurations"
                else self._foreign(cell.relation)
            )
            other = cell.door.get(cell.where(self.world, hidden) + f"&select={cell.shown()}")
            if other.status_code != 200 or other.json():
                return f"what is out of reach is answered: {_said(other)}"
        return None

    def _insert(self, cell: Cell, say: Access) -> str | None:
        if cell.relation in VIEWS:
            # Columns that the view has, so that it is the right which is missing.
            return self._added(cell, say, CHANGES[cell.relation])
        wrong = self._added(cell, say, self.world.new(cell.relation))
        if wrong is None and say == "with_filters":
            foreign = self.world.new(cell.relation, self.world.other)
            return self._added(cell, "refused", foreign)
        return wrong

    def _added(self, cell: Cell, say: Access, row: Mapping[str, Any]) -> str | None:
        before = self.world.count(cell.relation)
        answer = cell.door.ask("POST", self.world.named(cell.relation), json=row)
        added = self.world.count(cell.relation) - before
        if say == "refused":
            return f"{added} rows came in" if added else _refused(answer, cell.relation)
        return None if answer.status_code == 201 and added == 1 else _said(answer)

    def _update(self, cell: Cell, say: Access) -> str | None:
        id, change = self.world.row(cell.relation), CHANGES[cell.relation]
        return self._changed(cell, say, "PATCH", id, change)

    def _delete(self, cell: Cell, say: Access) -> str | None:
        return self._changed(cell, say, "DELETE", self.world.row(cell.relation), None)

    def _changed(
        self, cell: Cell, say: Access, method: str, id: UUID, change: Mapping[str, Any] | None
    ) -> str | None:
        before = self.world.seen(cell.relation, id)
        answer = cell.door.ask(method, cell.where(self.world, id), json=change)
        after = self.world.seen(cell.relation, id)
        if say == "refused":
            if after != before:
                return "the row has changed"
            # A policy that shows no row refuses no request: none was changed.
            return None if answer.status_code == 204 else _refused(answer, cell.relation)
        done = after is None if change is None else after == after | change
        return None if answer.is_success and done else _said(answer)

    def _write_column(self, verb: Verb) -> Callable[[Cell, Access], str | None]:
        def write(cell: Cell, say: Access) -> str | None:
            if verb == "insert":
                row = {**self.world.new(cell.relation), cell.column: None}
                return self._added(cell, say, row)
            id = self.world.row(cell.relation)
            return self._changed(cell, say, "PATCH", id, {cell.column: None})

        return write

    def _foreign(self, relation: str) -> UUID:
        if relation == "agent_executions":
            return self.world.other
        return self.world.row(relation, self.world.other)

    # Functions ----------------------------------------------------------------------------------

    def _call(self, cell: Cell, say: Access) -> str | None:
        call = CALLS[cell.relation]
        if say == "refused":
            return self._not_called(cell, self.world.own)
        answer = _called(cell, call.prepare(self.world, self.world.own))
        said = answer.json() if answer.content else None
        if not answer.is_success or not call.works(said):
            return _said(answer)
        if say == "with_filters" and cell.relation != "claim_training_jobs":
            return self._not_called(cell, self.world.other)
        if say == "with_filters" and {row["execution_id"] for row in said or []} != {
            str(self.world.own)
        }:
            return "it claims what is another's"
        return None

    def _not_called(self, cell: Cell, execution: UUID) -> str | None:
        arguments = CALLS[cell.relation].prepare(self.world, execution)
        answer = _called(cell, arguments)
        return None if code_of(answer) == "KS302" else _refused(answer, cell.relation)


@dataclass(frozen=True)
class Cell:
    """A role before a relation or function, and perhaps one column of it."""

    role: Role
    relation: str
    door: Door
    column: str = ""

    def where(self, world: World, id: UUID) -> str:
        return (
            f"{world.named(self.relation)}?{KEYS.get(self.relation, _key(self.relation))}=eq.{id}"
        )

    def shown(self) -> str:
        """All that there is to see: not the way into a machine; of executions a worker sees ids."""
        if self.column:
            return self.column
        if self.relation == "gpu_sessions":
            return ",".join(GpuSession.model_fields)
        return "id" if (self.role, self.relation) == ("kaggle_worker", "agent_executions") else "*"


ASKED_FOR = {
    "reveal_configuration": "request_configuration_reading",
    "reveal_ssh_connection_info": "request_ssh_reading",
}
"""What is read with a ticket, and where one gets that."""


def _called(cell: Cell, arguments: dict[str, Any]) -> httpx.Response:
    function = cell.relation
    if function in ASKED_FOR:
        asked = cell.door.call(ASKED_FOR[function], **arguments)
        ticket = asked.json() if asked.is_success else str(uuid4())
        arguments = {k: v for k, v in arguments.items() if k != "p_reason"} | {"p_ticket": ticket}
    return cell.door.call(function, **arguments)


def _key(relation: str) -> str:
    return "row_id" if relation == "audit_log" else "id"


def _refused(answer: httpx.Response, relation: str) -> str | None:
    code = code_of(answer)
    if answer.status_code in (401, 403, 404) and code in CLOSED:
        return None
    if relation in VIEWS and code == NOT_A_TABLE:
        return None
    if relation in PARTITIONS and answer.status_code == 404 and answer.json() == {}:
        # Not a table of the API: PostgREST has no word for it.
        return None
    return _said(answer)


def _said(answer: httpx.Response) -> str:
    return f"{answer.request.method} answers {answer.status_code} {answer.text[:300]}"
