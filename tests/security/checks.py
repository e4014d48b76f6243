"""Checks that detect a mutation: each returns its findings, none on an intact store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeAlias
from uuid import uuid4

from tests.conftest import Owner, Stack
from tests.security.catalog import catalog_violations
from tests.security.clients import ApiClient, ApiClients, api_clients, error_code
from tests.security.matrix import API_ROLES, Role
from tests.security.prover import violations
from tests.security.world import SECRET, World

Check: TypeAlias = Callable[[Stack, Owner], list[str]]


def cells(
    *roles: Role,
    of: tuple[str, ...] = (),
    calls: tuple[str, ...] = (),
    columns: tuple[str, ...] = (),
) -> Check:
    """Return a check of these roles' matrix cells for relations, functions or columns."""
    return partial(violations, roles=roles, relations=of, functions=calls, columns=columns)


def catalog(stack: Stack, owner: Owner) -> list[str]:
    """Check the grants, security_invoker views, row level security and access to keys."""
    found = catalog_violations(owner)
    found += [
        f"{name} is not a security_invoker view"
        for (name,) in owner.execute(
            b"select relname::text from pg_class where relnamespace = 'public'::regnamespace "
            b"and relkind = 'v' and not coalesce(reloptions, '{}') @> '{security_invoker=true}'"
        ).fetchall()
    ]
    found += [
        f"{name} has no row level security"
        for (name,) in owner.execute(
            b"select oid::regclass::text from pg_class where relkind in ('r', 'p') "
            b"and relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace) "
            b"and not relrowsecurity"
        ).fetchall()
    ]
    for role in API_ROLES:
        found += [
            f"{role} reaches {name}"
            for (name,) in owner.execute(
                b"select oid::regclass::text from pg_class "
                b"where relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace) "
                b"and relkind in ('r', 'p', 'v', 'm') "
                b"and (has_table_privilege(%(role)s, oid, 'truncate, references, trigger') "
                b"or oid = 'kaggle_store.encryption_keys'::regclass "
                b"and has_any_column_privilege(%(role)s, oid, 'select, insert, update'))",
                {"role": role},
            ).fetchall()
        ]
    return found


@contextmanager
def _connected(stack: Stack, owner: Owner) -> Iterator[tuple[ApiClients, ApiClient, World]]:
    with api_clients(stack) as clients:
        yield clients, clients.of("service_role"), World(owner)


def audit_log_hides_values(stack: Stack, owner: Owner) -> list[str]:
    """Check that setting changes are in the audit log without sensitive values."""
    with _connected(stack, owner) as (clients, agent, world):
        id = world.sensitive()
        value = f"{SECRET}-{uuid4().hex}"
        path = f"configurations?id=eq.{id}"
        agent.request("PATCH", path, json={"config_value": value})
        read = clients.of("authenticated").get(f"audit_log?row_id=eq.{id}&order=id")
    found = ["the audit log shows a sensitive value"] if SECRET in read.text else []
    return found + ([] if len(read.json()) == 2 else ["a change is not in the audit log"])


def readings_are_recorded(stack: Stack, owner: Owner) -> list[str]:
    with _connected(stack, owner) as (_, agent, world):
        session = world.session_with_ssh()
        agent.call("set_configuration", p_key="sealed", p_value=SECRET, p_encrypted=True)
        agent.reveal("sealed")
        agent.reveal_ssh(session, "a look")
        recorded = world.one("select count(*) from audit_log where action = 'reveal'")
    return [] if recorded == 2 else [f"{recorded} of 2 readings are recorded"]


def secrets_are_encrypted(stack: Stack, owner: Owner) -> list[str]:
    """Check that a secret can be read back and is stored neither in plaintext nor encoded."""
    with _connected(stack, owner) as (_, agent, world):
        given = {"p_key": "sealed", "p_value": SECRET, "p_encrypted": True}
        agent.call("set_configuration", **given)
        stored = world.one(
            "select config_value #>> '{}' from configurations where config_key = 'sealed'"
        )
        found = [] if agent.reveal("sealed").json() == SECRET else ["lost"]
        plain = world.one("select translate(encode(%s, 'base64'), E'\\n', '')", SECRET.encode())
        if SECRET in stored or plain[:20] in stored or not stored.startswith("v"):
            found += ["a secret is stored in plaintext"]
        other = "another key of more than thirty-two letters"
        world.run(
            "update kaggle_store.encryption_keys "
            "set fingerprint = kaggle_store.key_fingerprint(%s)",
            other,
        )
        refused = error_code(agent.call("set_configuration", **given, p_description="again"))
        return found + (
            [] if refused == "KS311" else [f"a replaced key is not detected: {refused}"]
        )


def encrypted_values_are_protected(stack: Stack, owner: Owner) -> list[str]:
    with _connected(stack, owner) as (_, agent, world):
        agent.call("set_configuration", p_key="sealed", p_value=SECRET, p_encrypted=True)
        path = "configurations?config_key=eq.sealed"
        direct = agent.request("PATCH", path, json={"config_value": "v1:AAAA"})
        again = {"p_key": "sealed", "p_value": 1, "p_encrypted": False}
        opened = agent.call("set_configuration", **again)
        del world
    found = (
        [] if error_code(direct) == "KS320" else ["an encrypted value can be overwritten directly"]
    )
    return found + (
        [] if error_code(opened) == "KS321" else ["an encrypted setting can be stored in plaintext"]
    )


def ssh_access_is_guarded(stack: Stack, owner: Owner) -> list[str]:
    """Check that SSH credentials need a reason and a live session."""
    with _connected(stack, owner) as (_, agent, world):
        session = world.session_with_ssh()
        idle = error_code(agent.reveal_ssh(session, ""))
        agent.call("close_gpu_session", p_id=session)
        late = error_code(agent.reveal_ssh(session, "a look"))
    return [
        f"{what}: {got}"
        for what, got, wanted in (("no reason", idle, "KS323"), ("an ended session", late, "KS322"))
        if got != wanted
    ]


def ended_tokens_read_nothing(stack: Stack, owner: Owner) -> list[str]:
    with _connected(stack, owner) as (clients, _, world):
        found = []
        ended = world.insert("agent_executions", status="cancelled")
        world.insert("generated_code", ended)
        world.insert("generated_code")
        if clients.worker(ended).get("generated_code?select=id").json():
            found += ["a token works after its execution has ended"]
        if clients.worker(world.own, exp=None).get("generated_code?select=id").json():
            found += ["a token without expiry reads rows"]
        world.run("update kaggle_store.clock set shift = '2 hours'")
        if clients.worker(world.own).get("generated_code?select=id").json():
            found += ["a token works after its expiry"]
        return found


def input_is_bounded(stack: Stack, owner: Owner) -> list[str]:
    deep: dict[str, Any] = {}
    for _ in range(200):
        deep = {"a": deep}
    with _connected(stack, owner) as (_, agent, world):
        row = world.new_values("submissions")
        tried = {"submission_file_path": "../x", "source_record": deep}
        found = [
            f"{column} is not bounded"
            for column, value in tried.items()
            if agent.request("POST", "submissions", json={**row, column: value}).is_success
        ]
        setting = agent.call("set_configuration", p_key="deep", p_value=deep)
    return found + ([] if error_code(setting) == "KS330" else ["an argument is not bounded"])


CHECKS: tuple[Check, ...] = (
    catalog,
    audit_log_hides_values,
    readings_are_recorded,
    secrets_are_encrypted,
    encrypted_values_are_protected,
    ssh_access_is_guarded,
    ended_tokens_read_nothing,
    input_is_bounded,
)
