"""API roles on a direct connection: they create no object and shadow none of the store's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import connect
from tests.database.test_conventions import LIFECYCLE
from tests.security.matrix import API_ROLES


@contextmanager
def as_role(owner: Owner, role: str) -> Iterator[psycopg.Connection[Any]]:
    """Yield a connection with this role; its changes are rolled back."""
    with connect(owner) as connection, connection.transaction(force_rollback=True):
        connection.execute(f"set local role {role}".encode())
        connection.execute(
            "select set_config('request.jwt.claims', %s, true)", [f'{{"role": "{role}"}}']
        )
        yield connection


SHADOWS = """
do $$
declare
    v_name text;
begin
    -- The session's own statements find the real objects; functions pin their search_path.
    set local search_path = pg_catalog, public, extensions, pg_temp;
    for v_name in
        select distinct typname from pg_type
        where typnamespace in ('pg_catalog'::regnamespace, {ours}) and typelem = 0 and typrelid = 0
            and typtype <> 'p'
    loop
        execute format('create type pg_temp.%I as enum (%L)', v_name, 'shadow');
    end loop;
    for v_name in
        select distinct relname from pg_class
        where relnamespace in ('pg_catalog'::regnamespace, {ours})
            and relkind in ('r', 'p', 'v', 'm')
    loop
        execute format('create temporary table %I (shadow integer)', v_name);
    end loop;
    for v_name in select distinct proname from pg_proc where pronamespace in ({ours}) loop
        execute format('create function pg_temp.%I() returns integer return 1 / 0', v_name);
    end loop;
    create function pg_temp.never(pg_catalog.uuid, pg_catalog.uuid) returns boolean return false;
    create operator pg_temp.= (leftarg = uuid, rightarg = uuid, function = pg_temp.never);
end
$$
""".replace("{ours}", "'public'::regnamespace, 'kaggle_store'::regnamespace")
"""Temporary objects with the names of everything that the store's functions may use."""

LASTING: tuple[LiteralString, ...] = (
    "create table {}.mine (a integer)",
    "create view {}.mine as select 1",
    "create function {}.now() returns timestamptz language sql as 'select null::timestamptz'",
    "create type {}.mine as enum ('a')",
    "create sequence {}.mine",
    "create operator {}.= (leftarg = uuid, rightarg = uuid, function = uuid_ne)",
)


def outcomes(connection: psycopg.Connection[Any]) -> dict[str, object]:
    """Call each permitted function with nulls; return its row count or SQLSTATE."""
    functions = connection.execute(
        "select p.oid::regprocedure::text, format('select * from %s.%I(%s)', "
        "p.pronamespace::regnamespace, p.proname, "
        "(select string_agg('null', ', ') from generate_series(1, p.pronargs))) "
        "from pg_proc as p where has_function_privilege(p.oid, 'execute') "
        "and p.prorettype <> 'trigger'::regtype "
        "and p.pronamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)"
    ).fetchall()
    found: dict[str, object] = {}
    for name, call in functions:
        try:
            with connection.transaction(force_rollback=True):
                found[name] = len(connection.execute(call.encode()).fetchall())
        except psycopg.Error as problem:
            found[name] = problem.sqlstate
    return found


@pytest.mark.parametrize("role", [*API_ROLES, "authenticator"])
def test_functions_ignore_temporary_objects(owner: Owner, role: str) -> None:
    with as_role(owner, role) as connection:
        expected = outcomes(connection)
    with as_role(owner, role) as connection:
        connection.execute(SHADOWS.encode())
        assert outcomes(connection) == expected


def test_lifecycle_ignores_temporary_objects(owner: Owner) -> None:
    with as_role(owner, "postgres") as connection:
        connection.execute(SHADOWS.encode())
        for statement in LIFECYCLE.split(";\n"):
            connection.execute(statement.encode())
        for (task,) in connection.execute(
            "select task from kaggle_store.upkeep_tasks where task <> 'execution_summary'"
        ).fetchall():
            [(outcome,)] = connection.execute(
                "select outcome::text from run_upkeep(%s)", [task]
            ).fetchall()
            assert outcome == "done", task
        rows = connection.execute("select sum(findings) from integrity_report()").fetchall()
        assert rows == [(0,)]


def test_shadowing_breaks_an_empty_search_path(owner: Owner) -> None:
    """An empty search_path, used formerly, resolves temporary types and tables first."""
    with as_role(owner, "postgres") as connection:
        connection.execute("alter function kaggle_store.utc_day() set search_path = ''")
        connection.execute(SHADOWS.encode())
        with pytest.raises(errors.ProgrammingError):
            connection.execute("select kaggle_store.utc_day()")


def test_migrations_change_no_database_privilege(owner: Owner) -> None:
    row = owner.execute(
        "select bool_and(has_database_privilege(name, current_database(), 'temporary')) "
        "from unnest(%s::text[]) as name",
        [list(API_ROLES)],
    ).fetchone()
    assert row == (True,)


@pytest.mark.parametrize("schema", ["public", "kaggle_store", "extensions", "auth", "pg_catalog"])
@pytest.mark.parametrize("role", [*API_ROLES, "authenticator"])
def test_api_roles_cannot_create_objects(owner: Owner, role: str, schema: str) -> None:
    for statement in LASTING:
        with as_role(owner, role) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement.format(schema).encode())


@pytest.mark.parametrize("role", API_ROLES)
def test_api_roles_cannot_alter_store_objects(owner: Owner, role: str) -> None:
    for statement in (
        "create schema mine",
        "alter table public.configurations disable row level security",
        "create policy mine on public.configurations for all to public using (true)",
        "drop policy config_access_policy on public.configurations",
        "grant select on kaggle_store.encryption_keys to public",
        "alter function kaggle_store.now() set search_path = pg_temp",
        "create trigger mine before update on public.audit_log execute function kaggle_store.now()",
        "create rule mine as on insert to public.audit_log do instead nothing",
        "create extension hstore",
        "truncate public.audit_log",
        "lock table public.audit_log in access exclusive mode",
        "comment on table public.audit_log is 'mine'",
        "set session_replication_role = replica",
        "copy public.configurations to program 'cat'",
        "copy public.competitions from '/etc/passwd'",
    ):
        with (
            as_role(owner, role) as connection,
            pytest.raises((errors.InsufficientPrivilege, errors.FeatureNotSupported)),
        ):
            connection.execute(statement.encode())


@pytest.mark.parametrize("role", API_ROLES)
def test_api_roles_cannot_disable_row_security(owner: Owner, role: str) -> None:
    owner.execute(
        "insert into configurations (config_key, config_value, config_type, is_sensitive) "
        """values ('hidden', '"secret"', 'api', true)"""
    )
    with as_role(owner, role) as connection:
        connection.execute("set local row_security = off")
        query = b"select config_value #>> '{}' from configurations"
        if role == "service_role":
            assert connection.execute(query).fetchone() == ("secret",)
        else:
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(query)


@pytest.mark.parametrize("role", API_ROLES)
def test_api_roles_cannot_access_internal_tables(owner: Owner, role: str) -> None:
    for statement in (
        "select * from kaggle_store.encryption_keys",
        "insert into kaggle_store.encryption_keys (version, fingerprint) values (9, 'x')",
        "update kaggle_store.clock set shift = '-10 years'",
        "insert into kaggle_store.claims (lease_id, worker) values (gen_random_uuid(), 'w')",
        "select nextval('public.audit_log_id_seq')",
    ):
        with as_role(owner, role) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement.encode())


@pytest.mark.parametrize("role", API_ROLES)
def test_api_roles_read_listed_internals_only(owner: Owner, role: str) -> None:
    readable = {
        # Constants of the schema, the materialized view, and what public.submission_quota counts.
        *("allowed_moves", "known_metrics", "workflow_steps", "answer_times"),
        *("upkeep_policy", "upkeep_tasks", "execution_summary", "deleted_slots"),
    }
    reached = owner.execute(
        b"select relname::text, privilege from pg_class, "
        b"unnest('{select, insert, update, references}'::text[]) as privilege "
        b"where relnamespace = 'kaggle_store'::regnamespace and relkind in ('r', 'p', 'v', 'm') "
        b"and has_any_column_privilege(%s, oid, privilege)",
        [role],
    ).fetchall()
    assert set(reached) <= {(table, "select") for table in readable}


@pytest.mark.parametrize("role", API_ROLES)
def test_api_roles_cannot_call_secret_functions(owner: Owner, role: str) -> None:
    guarded = {"seal", "unseal", "key_of", "vault_secret", "add_encryption_key", "record_reading"}
    found = owner.execute(
        b"select proname::text, has_function_privilege(%s, oid, 'execute') from pg_proc "
        b"where pronamespace = 'kaggle_store'::regnamespace and proname = any (%s)",
        [role, list(guarded)],
    ).fetchall()
    assert {name for name, _ in found} == guarded
    assert not any(may for _, may in found)


@pytest.mark.parametrize("role", ["authenticated", "kaggle_worker", "anon"])
def test_functions_ignore_session_settings(owner: Owner, role: str) -> None:
    with as_role(owner, role) as connection:
        for name in ("kaggle_store.worker", "kaggle_store.role", "app.role", "role_of_request"):
            if "." in name:
                connection.execute(f"set local {name} = 'admin'".encode())
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("select request_configuration_reading('x')")
