"""Test the access matrix over HTTP, cell by cell: allowed succeeds, refused fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx

from kaggle_store.models import GpuSession
from tests.conftest import Owner, Stack
from tests.security.calls import CALLS
from tests.security.clients import ApiClient, ApiClients, api_clients, error_code
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

ACCESS_ERRORS = {"42501", "PGRST202", "PGRST205", "42P01"}
PARTITIONS = (PARTITION, "system_metrics_default")
NOT_UPDATABLE = "55000"
"""SQLSTATE of an insert into a view over several tables."""


def violations(
    stack: Stack,
    owner: Owner,
    roles: Sequence[Role] = ROLES,
    relations: Sequence[str] = tuple(RELATIONS),
    functions: Sequence[str] = tuple(FUNCTIONS),
    columns: Sequence[str] = tuple(COLUMNS),
    world: World | None = None,
) -> list[str]:
    """Return one sentence per matrix cell that the stack violates."""
    found: list[str] = []
    with api_clients(stack) as clients:
        prover = Prover(clients, world or World(owner))
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
    """Send requests as each role and compare the rows as the owner."""

    clients: ApiClients
    world: World

    def relation(self, role: Role, relation: str) -> Iterator[str]:
        cell = RELATIONS[relation][role]
        checks: dict[Verb, Callable[[Cell, Access], str | None]] = {
            "select": self._select,
            "insert": self._insert,
            "update": self._update,
            "delete": self._delete,
        }
        for verb in VERBS:
            yield from self._checked(
                f"{role} x {relation} x {verb}",
                access(cell, verb),
                checks[verb],
                Cell(role, relation, self._client(role)),
            )

    def column(self, role: Role, name: str) -> Iterator[str]:
        relation, column = name.split(".")
        cell = Cell(role, relation, self._client(role), column)
        expected = access(COLUMNS[name][role], "select")
        yield from self._checked(f"{role} x {name} x select", expected, self._select, cell)
        # Writing a column needs its privilege; the value does not matter.
        for verb in ("insert", "update"):
            expected = access(COLUMNS[name][role], verb)
            if expected == "refused":
                yield from self._checked(
                    f"{role} x {name} x {verb}", expected, self._write_column(verb), cell
                )

    def function(self, role: Role, function: str) -> Iterator[str]:
        expected = access(FUNCTIONS[function][role], "select")
        cell = Cell(role, function, self._client(role))
        yield from self._checked(f"{role} x {function}()", expected, self._call, cell)

    def _client(self, role: Role) -> ApiClient:
        return self.clients.of(role, self.world.own)

    def _checked(
        self,
        cell: str,
        expected: Access,
        prove: Callable[[Cell, Access], str | None],
        about: Cell,
    ) -> Iterator[str]:
        if wrong := prove(about, expected):
            yield f"{cell}: should be {expected}, but {wrong}"

    # Verbs --------------------------------------------------------------------------------------

    def _select(self, cell: Cell, expected: Access) -> str | None:
        is_the_workers = expected == "with_filters" and cell.relation == "agent_executions"
        id = self.world.own if is_the_workers else self.world.insert(cell.relation)
        response = cell.client.get(cell.where(self.world, id) + f"&select={cell.selected()}")
        if expected == "refused":
            return _check_refused(response, cell.relation)
        if response.status_code != 200 or len(response.json()) != 1:
            return _describe(response)
        if expected == "with_filters":
            hidden = (
                self.world.sensitive()
                if cell.relation == "configurations"
                else self._other_row(cell.relation)
            )
            other = cell.client.get(cell.where(self.world, hidden) + f"&select={cell.selected()}")
            if other.status_code != 200 or other.json():
                return f"a row outside the filter is returned: {_describe(other)}"
        return None

    def _insert(self, cell: Cell, expected: Access) -> str | None:
        if cell.relation in VIEWS:
            # Use columns that the view has, so that only the privilege is missing.
            return self._check_insert(cell, expected, CHANGES[cell.relation])
        wrong = self._check_insert(cell, expected, self.world.new_values(cell.relation))
        if wrong is None and expected == "with_filters":
            foreign = self.world.new_values(cell.relation, self.world.other)
            return self._check_insert(cell, "refused", foreign)
        return wrong

    def _check_insert(self, cell: Cell, expected: Access, row: Mapping[str, Any]) -> str | None:
        before = self.world.count(cell.relation)
        response = cell.client.request("POST", self.world.resolve(cell.relation), json=row)
        added = self.world.count(cell.relation) - before
        if expected == "refused":
            return (
                f"{added} rows were inserted" if added else _check_refused(response, cell.relation)
            )
        return None if response.status_code == 201 and added == 1 else _describe(response)

    def _update(self, cell: Cell, expected: Access) -> str | None:
        id, change = self.world.insert(cell.relation), CHANGES[cell.relation]
        return self._check_change(cell, expected, "PATCH", id, change)

    def _delete(self, cell: Cell, expected: Access) -> str | None:
        return self._check_change(cell, expected, "DELETE", self.world.insert(cell.relation), None)

    def _check_change(
        self, cell: Cell, expected: Access, method: str, id: UUID, change: Mapping[str, Any] | None
    ) -> str | None:
        before = self.world.fetch(cell.relation, id)
        response = cell.client.request(method, cell.where(self.world, id), json=change)
        after = self.world.fetch(cell.relation, id)
        if expected == "refused":
            if after != before:
                return "the row has changed"
            # A policy that hides all rows refuses nothing: zero rows were changed.
            return None if response.status_code == 204 else _check_refused(response, cell.relation)
        done = after is None if change is None else after == after | change
        return None if response.is_success and done else _describe(response)

    def _write_column(self, verb: Verb) -> Callable[[Cell, Access], str | None]:
        def write(cell: Cell, expected: Access) -> str | None:
            if verb == "insert":
                row = {**self.world.new_values(cell.relation), cell.column: None}
                return self._check_insert(cell, expected, row)
            id = self.world.insert(cell.relation)
            return self._check_change(cell, expected, "PATCH", id, {cell.column: None})

        return write

    def _other_row(self, relation: str) -> UUID:
        if relation == "agent_executions":
            return self.world.other
        return self.world.insert(relation, self.world.other)

    # Functions ----------------------------------------------------------------------------------

    def _call(self, cell: Cell, expected: Access) -> str | None:
        call = CALLS[cell.relation]
        if expected == "refused":
            return self._check_call_refused(cell, self.world.own)
        response = _call_function(cell, call.prepare(self.world, self.world.own))
        body = response.json() if response.content else None
        if not response.is_success or not call.works(body):
            return _describe(response)
        if expected == "with_filters" and cell.relation != "claim_training_jobs":
            return self._check_call_refused(cell, self.world.other)
        if expected == "with_filters" and {row["execution_id"] for row in body or []} != {
            str(self.world.own)
        }:
            return "it claims a job of another execution"
        return None

    def _check_call_refused(self, cell: Cell, execution: UUID) -> str | None:
        arguments = CALLS[cell.relation].prepare(self.world, execution)
        response = _call_function(cell, arguments)
        return None if error_code(response) == "KS302" else _check_refused(response, cell.relation)


@dataclass(frozen=True)
class Cell:
    """A role, a relation or function, and optionally a column."""

    role: Role
    relation: str
    client: ApiClient
    column: str = ""

    def where(self, world: World, id: UUID) -> str:
        return (
            f"{world.resolve(self.relation)}?{KEYS.get(self.relation, _key(self.relation))}=eq.{id}"
        )

    def selected(self) -> str:
        """Return the selectable columns: no SSH credentials; of executions a worker sees the id."""
        if self.column:
            return self.column
        if self.relation == "gpu_sessions":
            return ",".join(GpuSession.model_fields)
        return "id" if (self.role, self.relation) == ("kaggle_worker", "agent_executions") else "*"


TICKET_FUNCTIONS = {
    "reveal_configuration": "request_configuration_reading",
    "reveal_ssh_connection_info": "request_ssh_reading",
}
"""Functions that need a ticket, and the function that issues it."""


def _call_function(cell: Cell, arguments: dict[str, Any]) -> httpx.Response:
    function = cell.relation
    if function in TICKET_FUNCTIONS:
        issued = cell.client.call(TICKET_FUNCTIONS[function], **arguments)
        ticket = issued.json() if issued.is_success else str(uuid4())
        arguments = {k: v for k, v in arguments.items() if k != "p_reason"} | {"p_ticket": ticket}
    return cell.client.call(function, **arguments)


def _key(relation: str) -> str:
    return "row_id" if relation == "audit_log" else "id"


def _check_refused(response: httpx.Response, relation: str) -> str | None:
    code = error_code(response)
    if response.status_code in (401, 403, 404) and code in ACCESS_ERRORS:
        return None
    if relation in VIEWS and code == NOT_UPDATABLE:
        return None
    if relation in PARTITIONS and response.status_code == 404 and response.json() == {}:
        # PostgREST returns an empty object for a table that is not in the API.
        return None
    return _describe(response)


def _describe(response: httpx.Response) -> str:
    return f"{response.request.method} returned {response.status_code} {response.text[:300]}"
