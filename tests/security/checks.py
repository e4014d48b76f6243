"""Small proofs that a mutation has to upset: each says what is wrong, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeAlias
from uuid import uuid4

from tests.conftest import Owner, Stack
from tests.security.catalog import catalog_violations
from tests.security.doors import Door, Doors, code_of, doors_to
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
    """The cells of the matrix of these roles and relations, functions or columns."""
    return partial(violations, roles=roles, relations=of, functions=calls, columns=columns)


def catalog(stack: Stack, owner: Owner) -> list[str]:
    """Grants are those of the matrix, views are read with their readers' rights, keys by nobody."""
    found = catalog_violations(owner)
    found += [
        f"{name} is read with its owner's rights"
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
def _at_work(stack: Stack, owner: Owner) -> Iterator[tuple[Doors, Door, World]]:
    with doors_to(stack) as doors:
        yield doors, doors.of("service_role"), World(owner)


def history_is_silent(stack: Stack, owner: Owner) -> list[str]:
    """Changes of settings stand in history, without the values that are not open."""
    with _at_work(stack, owner) as (doors, agent, world):
        id = world.sensitive()
        value = f"{SECRET}-{uuid4().hex}"
        path = f"configurations?id=eq.{id}"
        agent.ask("PATCH", path, json={"config_value": value})
        read = doors.of("authenticated").get(f"audit_log?row_id=eq.{id}&order=id")
    found = ["history shows a sensitive value"] if SECRET in read.text else []
    return found + ([] if len(read.json()) == 2 else ["a change is not in history"])


def readings_are_recorded(stack: Stack, owner: Owner) -> list[str]:
    with _at_work(stack, owner) as (_, agent, world):
        session = world.session_with_ssh()
        agent.call("set_configuration", p_key="sealed", p_value=SECRET, p_encrypted=True)
        agent.reveal("sealed")
        agent.reveal_ssh(session, "a look")
        recorded = world.one("select count(*) from audit_log where action = 'reveal'")
    return [] if recorded == 2 else [f"{recorded} of 2 readings are on record"]


def secrets_are_sealed(stack: Stack, owner: Owner) -> list[str]:
    """A secret comes back, and lies nowhere as it was given, nor merely written otherwise."""
    with _at_work(stack, owner) as (_, agent, world):
        given = {"p_key": "sealed", "p_value": SECRET, "p_encrypted": True}
        agent.call("set_configuration", **given)
        stored = world.one(
            "select config_value #>> '{}' from configurations where config_key = 'sealed'"
        )
        found = [] if agent.reveal("sealed").json() == SECRET else ["lost"]
        plain = world.one("select translate(encode(%s, 'base64'), E'\\n', '')", SECRET.encode())
        if SECRET in stored or plain[:20] in stored or not stored.startswith("v"):
            found += ["a secret lies in the clear"]
        other = "another key of more than thirty-two letters"
        world.run(
            "update kaggle_store.encryption_keys "
            "set fingerprint = kaggle_store.key_fingerprint(%s)",
            other,
        )
        refused = code_of(agent.call("set_configuration", **given, p_description="again"))
        return found + ([] if refused == "KS311" else [f"a replaced key: {refused}"])


def encrypted_values_stay(stack: Stack, owner: Owner) -> list[str]:
    with _at_work(stack, owner) as (_, agent, world):
        agent.call("set_configuration", p_key="sealed", p_value=SECRET, p_encrypted=True)
        path = "configurations?config_key=eq.sealed"
        by_hand = agent.ask("PATCH", path, json={"config_value": "v1:AAAA"})
        again = {"p_key": "sealed", "p_value": 1, "p_encrypted": False}
        opened = agent.call("set_configuration", **again)
        del world
    found = [] if code_of(by_hand) == "KS320" else ["an encrypted value is written over by hand"]
    return found + ([] if code_of(opened) == "KS321" else ["an encrypted setting is opened"])


def machines_are_left_alone(stack: Stack, owner: Owner) -> list[str]:
    """Nobody goes onto a machine without a reason, or after it was given back."""
    with _at_work(stack, owner) as (_, agent, world):
        session = world.session_with_ssh()
        idle = code_of(agent.reveal_ssh(session, ""))
        agent.call("close_gpu_session", p_id=session)
        late = code_of(agent.reveal_ssh(session, "a look"))
    return [
        f"{what}: {got}"
        for what, got, wanted in (("no reason", idle, "KS323"), ("an ended session", late, "KS322"))
        if got != wanted
    ]


def ended_tokens_open_nothing(stack: Stack, owner: Owner) -> list[str]:
    with _at_work(stack, owner) as (doors, _, world):
        found = []
        ended = world.row("agent_executions", status="cancelled")
        world.row("generated_code", ended)
        world.row("generated_code")
        if doors.worker(ended).get("generated_code?select=id").json():
            found += ["a token outlives its execution"]
        if doors.worker(world.own, exp=None).get("generated_code?select=id").json():
            found += ["a token without an end opens something"]
        world.run("update kaggle_store.clock set shift = '2 hours'")
        if doors.worker(world.own).get("generated_code?select=id").json():
            found += ["a token outlives its end"]
        return found


def input_is_bounded(stack: Stack, owner: Owner) -> list[str]:
    deep: dict[str, Any] = {}
    for _ in range(200):
        deep = {"a": deep}
    with _at_work(stack, owner) as (_, agent, world):
        row = world.new("submissions")
        tried = {"submission_file_path": "../x", "source_record": deep}
        found = [
            f"{column} takes anything"
            for column, value in tried.items()
            if agent.ask("POST", "submissions", json={**row, column: value}).is_success
        ]
        setting = agent.call("set_configuration", p_key="deep", p_value=deep)
    return found + ([] if code_of(setting) == "KS330" else ["an argument takes anything"])


CHECKS: tuple[Check, ...] = (
    catalog,
    history_is_silent,
    readings_are_recorded,
    secrets_are_sealed,
    encrypted_values_stay,
    machines_are_left_alone,
    ended_tokens_open_nothing,
    input_is_bounded,
)
