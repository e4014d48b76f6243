"""The API's roles on a direct connection: they make no object, and shadow none of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.acting import connect
from tests.security.matrix import API_ROLES


@contextmanager
def acting_as(owner: Owner, role: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection that has become this role, and whose work is undone."""
    with connect(owner) as connection, connection.transaction(force_rollback=True):
        connection.execute(f"set local role {role}".encode())
        connection.execute(
            "select set_config('request.jwt.claims', %s, true)", [f'{{"role": "{role}"}}']
        )
        yield connection


TEMPORARY: tuple[LiteralString, ...] = (
    "create temporary table now (shift interval)",
    "create temporary table pg_inherits as select 1",
    "create temporary view clock as select 1",
    "create temporary sequence s",
    "create type pg_temp.uuid as enum ('a')",
    "create domain pg_temp.text as pg_catalog.text",
    "create function pg_temp.now() returns timestamptz language sql as 'select null::timestamptz'",
    "select 1 as a into temporary t",
)
LASTING: tuple[LiteralString, ...] = (
    "create table {}.mine (a integer)",
    "create view {}.mine as select 1",
    "create function {}.now() returns timestamptz language sql as 'select null::timestamptz'",
    "create type {}.mine as enum ('a')",
    "create sequence {}.mine",
    "create operator {}.= (leftarg = uuid, rightarg = uuid, function = uuid_ne)",
)


@pytest.mark.parametrize("role", [*API_ROLES, "authenticator"])
def test_no_api_role_makes_a_temporary_object(owner: Owner, role: str) -> None:
    for statement in TEMPORARY:
        with acting_as(owner, role) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement.encode())


@pytest.mark.parametrize("schema", ["public", "private", "extensions", "auth", "pg_catalog"])
@pytest.mark.parametrize("role", [*API_ROLES, "authenticator"])
def test_no_api_role_makes_an_object_of_its_own(owner: Owner, role: str, schema: str) -> None:
    for statement in LASTING:
        with acting_as(owner, role) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement.format(schema).encode())


@pytest.mark.parametrize("role", API_ROLES)
def test_no_api_role_changes_an_object_of_the_store(owner: Owner, role: str) -> None:
    for statement in (
        "create schema mine",
        "alter table public.configurations disable row level security",
        "create policy mine on public.configurations for all to public using (true)",
        "drop policy config_access_policy on public.configurations",
        "grant select on private.encryption_keys to public",
        "alter function private.now() set search_path = pg_temp",
        "create trigger mine before update on public.history execute function private.now()",
        "create rule mine as on insert to public.history do instead nothing",
        "create extension hstore",
        "truncate public.history",
        "lock table public.history in access exclusive mode",
        "comment on table public.history is 'mine'",
        "set session_replication_role = replica",
        "copy public.configurations to program 'cat'",
        "copy public.competitions from '/etc/passwd'",
    ):
        with (
            acting_as(owner, role) as connection,
            pytest.raises((errors.InsufficientPrivilege, errors.FeatureNotSupported)),
        ):
            connection.execute(statement.encode())


@pytest.mark.parametrize("role", API_ROLES)
def test_row_security_is_not_switched_off_by_whom_it_binds(owner: Owner, role: str) -> None:
    owner.execute(
        "insert into configurations (config_key, config_value, config_type, is_sensitive) "
        """values ('hidden', '"secret"', 'api', true)"""
    )
    with acting_as(owner, role) as connection:
        connection.execute("set local row_security = off")
        query = b"select config_value #>> '{}' from configurations"
        if role == "service_role":
            assert connection.execute(query).fetchone() == ("secret",)
        else:
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(query)


@pytest.mark.parametrize("role", API_ROLES)
def test_no_api_role_reads_keys_clocks_and_claims_or_calls_what_guards_them(
    owner: Owner, role: str
) -> None:
    for statement in (
        "select * from private.encryption_keys",
        "insert into private.encryption_keys (version, fingerprint, secret) values (9, 'x', 'x')",
        "update private.clock set shift = '-10 years'",
        "insert into private.claims (lease_id, worker) values (gen_random_uuid(), 'w')",
        "select nextval('public.history_id_seq')",
    ):
        with acting_as(owner, role) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement.encode())


@pytest.mark.parametrize("role", API_ROLES)
def test_no_api_role_calls_what_opens_and_closes_secrets(owner: Owner, role: str) -> None:
    guarded = {"seal", "unseal", "key_of", "vault_secret", "add_encryption_key", "record_reading"}
    found = owner.execute(
        b"select proname::text, has_function_privilege(%s, oid, 'execute') from pg_proc "
        b"where pronamespace = 'private'::regnamespace and proname = any (%s)",
        [role, list(guarded)],
    ).fetchall()
    assert {name for name, _ in found} == guarded
    assert not any(may for _, may in found)


@pytest.mark.parametrize("role", ["authenticated", "worker", "anon"])
def test_functions_trust_a_token_and_not_the_settings_of_a_session(owner: Owner, role: str) -> None:
    with acting_as(owner, role) as connection:
        for name in ("kaggle_store.worker", "kaggle_store.role", "app.role", "role_of_request"):
            if "." in name:
                connection.execute(f"set local {name} = 'admin'".encode())
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("select request_configuration_reading('x')")
