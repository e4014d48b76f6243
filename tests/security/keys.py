"""Encryption keys as the owner sees them: in a rolled-back transaction, or without Vault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import errors

from kaggle_store.local.builder import Programs, StackBuilder
from tests.conftest import Owner
from tests.database.clients import connect

SECRET = "correct-horse-battery-staple"


class Keyring:
    """The owner's connection; calls API functions as the trusted agent."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def one(self, query: str, *values: object) -> Any:
        row = self.connection.execute(query.encode(), values).fetchone()
        return row[0] if row else None

    def run(self, query: str, *values: object) -> None:
        self.connection.execute(query.encode(), values)

    def call(self, function: str, *values: object, role: str = "service_role") -> Any:
        """Call a function as a role and reset the role afterwards."""
        placeholders = ", ".join(["%s"] * len(values))
        with self.connection.transaction():
            self.run(f"set local role {role}")
            self.run(
                "select set_config('request.jwt.claims', %s, true)",
                f'{{"role": "{role}", "sub": "agent-1"}}',
            )
            try:
                return self.one(f"select to_jsonb(f) from {function}({placeholders}) as f", *values)
            finally:
                if self.connection.info.transaction_status.name == "INTRANS":
                    self.run("reset role")

    def set(self, key: str, value: str = SECRET) -> Any:
        return self.call("set_configuration", key, f'"{value}"', None, None, True)

    def reveal(self, key: str) -> Any:
        ticket = self._age_ticket(self.call("request_configuration_reading", key))
        return self.call("reveal_configuration", key, ticket)

    def reveal_ssh(self, session: object) -> Any:
        ticket = self._age_ticket(self.call("request_ssh_reading", session, "a look"))
        return self.call("reveal_ssh_connection_info", session, ticket)

    def _age_ticket(self, ticket: Any) -> Any:
        """Move the ticket to an earlier transaction: these tests run in a single one."""
        self.run("update kaggle_store.readings set asked_in = '3'::xid8")
        return ticket

    def decrypt(self, sealed: str) -> Any:
        """Decrypt as the owner; API roles may not call the function."""
        with self.connection.transaction():
            return self.one("select decrypt_config_value(%s)", sealed)

    def stored(self, key: str) -> Any:
        return self.one(
            "select config_value #>> '{}' from configurations where config_key = %s", key
        )

    @contextmanager
    def refused(self, code: str) -> Iterator[pytest.ExceptionInfo[errors.DatabaseError]]:
        """Expect the block to fail with this code and to leave the stored values unchanged."""
        stored_state = (
            "select md5(concat((select string_agg(c::text, '' order by id) from configurations c), "
            "(select string_agg(k::text, '' order by version) "
            "from kaggle_store.encryption_keys k), "
            "(select string_agg(l::text, '' order by id) "
            "from audit_log l where action <> 'reveal'), "
            "(select string_agg(s::text, '' order by id) from gpu_sessions s)))"
        )
        before = self.one(stored_state)
        with pytest.raises(errors.DatabaseError) as caught:
            yield caught
        assert caught.value.sqlstate == code, caught.value
        assert SECRET not in repr(caught.value) + str(caught.value.diag.message_detail)
        assert self.one(stored_state) == before


@contextmanager
def keyring(owner: Owner) -> Iterator[Keyring]:
    with connect(owner) as connection, connection.transaction(force_rollback=True):
        yield Keyring(connection)


@contextmanager
def without_vault() -> Iterator[psycopg.Connection[Any]]:
    """Start a freshly migrated store without Vault and yield its owner's connection."""
    builder = StackBuilder.open(Programs.find(), None)
    try:
        server = builder.serve_database(None)
        server.run("drop schema vault cascade")
        builder.migrate(server, None)
        with psycopg.connect(server.url(), autocommit=True) as connection:
            yield connection
    finally:
        builder.supervisor.stop()
