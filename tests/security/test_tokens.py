"""Tokens that open nothing: forged, expired, unsigned, of a foreign role, a worker's that ended."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import jwt
import pytest

from tests.conftest import Stack
from tests.security.attacks import assert_refused, nothing_changes
from tests.security.doors import Door, Doors, claims_of, token
from tests.security.matrix import ROLES, Role
from tests.security.world import World

WORDS = "forged-secret-with-at-least-32-characters"
SIGNED_ROLES = tuple(role for role in ROLES if role != "anon")


def tries_everything(door: Door, world: World) -> None:
    """Reading, adding, changing, deleting and calling: all of it is refused, and leaves nothing."""
    id = world.row("competitions")
    row = world.new("competitions")
    with nothing_changes(world):
        assert_refused(door.get("competitions"))
        assert_refused(door.get("generated_code"))
        assert_refused(door.ask("POST", "competitions", json=row))
        assert_refused(door.ask("PATCH", f"competitions?id=eq.{id}", json={"title": "x"}))
        assert_refused(door.ask("DELETE", f"competitions?id=eq.{id}"))
        assert_refused(door.call("claim_executions", p_lease_id=uuid4(), p_worker="w"))
        assert_refused(door.call("claim_training_jobs", p_lease_id=uuid4(), p_worker="w"))
        assert_refused(door.call("integrity_report"))


@pytest.mark.parametrize("role", SIGNED_ROLES)
def test_a_token_signed_with_another_secret_opens_nothing(
    doors: Doors, stack: Stack, world: World, role: Role
) -> None:
    forged = token(stack, WORDS, **claims_of(role, world.own))
    tries_everything(doors.showing(forged), world)


@pytest.mark.parametrize("role", SIGNED_ROLES)
def test_an_expired_token_opens_nothing(
    doors: Doors, stack: Stack, world: World, role: Role
) -> None:
    expired = token(stack, **claims_of(role, world.own), exp=int(time.time()) - 3600)
    tries_everything(doors.showing(expired), world)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
def test_a_token_without_a_signature_opens_nothing(
    doors: Doors, world: World, algorithm: str
) -> None:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    claims = {"role": "service_role", "exp": int(time.time()) + 3600}
    unsigned = f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(claims)}."
    tries_everything(doors.showing(unsigned), world)


def test_a_token_whose_claims_were_changed_after_signing_opens_nothing(
    doors: Doors, stack: Stack, world: World
) -> None:
    head, _, signature = token(stack, role="authenticated").split(".")
    claims = json.dumps({"role": "service_role", "exp": int(time.time()) + 3600}).encode()
    body = base64.urlsafe_b64encode(claims).rstrip(b"=").decode()
    tries_everything(doors.showing(f"{head}.{body}.{signature}"), world)


@pytest.mark.parametrize(
    "role",
    [
        "postgres",
        "authenticator",
        "supabase_admin",
        "supabase_auth_admin",
        "supabase_read_only_user",
        "dashboard_user",
        "pg_read_all_data",
        "nobody_at_all",
        "",
        'service_role"; set role postgres; --',
    ],
)
def test_a_token_of_a_role_that_is_not_the_apis_opens_nothing(
    doors: Doors, world: World, role: str
) -> None:
    tries_everything(doors.with_claims(role=role), world)


@pytest.mark.parametrize("role", [["service_role"], {"name": "service_role"}, 1, True])
def test_a_role_that_is_no_text_opens_nothing(doors: Doors, world: World, role: Any) -> None:
    tries_everything(doors.with_claims(role=role), world)


def test_a_token_without_a_role_is_nobodys(doors: Doors, world: World) -> None:
    tries_everything(doors.with_claims(sub="mallory", app_metadata={"role": "admin"}), world)


def test_metadata_that_a_person_writes_himself_makes_no_admin(doors: Doors, world: World) -> None:
    secret = world.sensitive()
    mallory = doors.with_claims(
        role="authenticated", user_metadata={"role": "admin"}, is_admin=True, admin=True
    )
    with nothing_changes(world):
        assert mallory.get(f"configurations?id=eq.{secret}").json() == []
        assert_refused(mallory.call("set_configuration", p_key="k", p_value=1), "42501")


# A worker's token -------------------------------------------------------------------------------

Opens = Callable[[Doors, World], Door]
OPENS_NOTHING: dict[str, Opens] = {
    "without an execution": lambda d, w: d.worker(w.own, execution_id=None),
    "with an execution that is not there": lambda d, _: d.worker(uuid4()),
    "with an execution that is no id": lambda d, w: d.worker(f"{w.own}' or true --"),
    "with an execution that is a pattern": lambda d, _: d.worker("%"),
    "with a list of executions": lambda d, w: d.worker(w.own, execution_id=[str(w.own)]),
    "with two executions": lambda d, w: d.worker(f"{w.own},{w.other}"),
    "without an end": lambda d, w: d.worker(w.own, exp=None),
    "whose execution has completed": lambda d, w: d.worker(_ended(w, "completed")),
    "whose execution has failed": lambda d, w: d.worker(_ended(w, "failed")),
    "whose execution was cancelled": lambda d, w: d.worker(_ended(w, "cancelled")),
}


def _ended(world: World, status: str) -> str:
    return str(world.row("agent_executions", status=status))


def reaches_nothing(door: Door, world: World) -> None:
    """A token of role worker that opens no execution sees no row and may not call anything."""
    for relation in ("generated_code", "training_jobs", "system_metrics"):
        world.row(relation)
        world.row(relation, world.other)
        answer = door.get(f"{relation}?select=id")
        assert answer.status_code in (200, 400, 401)
        assert not answer.is_success or answer.json() == []
    job, session = world.leased_job(), world.row("gpu_sessions")
    metric = world.new("system_metrics")
    with nothing_changes(world):
        assert_refused(door.ask("POST", "system_metrics", json=metric))
        assert_refused(door.call("claim_training_jobs", p_lease_id=uuid4(), p_worker="w"))
        assert_refused(door.call("heartbeat_gpu_session", p_id=session))
        assert_refused(door.call("report_training_progress", p_id=job, p_epoch=1))
        assert_refused(door.call("record_metrics", p_metrics=[metric]))


@pytest.mark.parametrize("which", OPENS_NOTHING)
def test_a_worker_token_opens_nothing(doors: Doors, world: World, which: str) -> None:
    reaches_nothing(OPENS_NOTHING[which](doors, world), world)


@pytest.mark.parametrize("end", ["soon", "1e400", 1e300, -1, 0, True, None, [1], {"exp": 1}])
def test_a_worker_token_with_an_odd_end_opens_nothing(doors: Doors, world: World, end: Any) -> None:
    reaches_nothing(doors.worker(world.own, exp=end), world)


def test_a_worker_token_ends_by_the_stores_clock(
    doors: Doors, world: World, machine: Door, set_clock: Callable[[str], None]
) -> None:
    code = world.row("generated_code")
    assert [row["id"] for row in machine.get("generated_code?select=id").json()] == [str(code)]
    set_clock("2 hours")
    reaches_nothing(machine, world)
    session = world.row("gpu_sessions")
    assert_refused(machine.call("heartbeat_gpu_session", p_id=session), "KS301")


def test_a_worker_token_ends_with_its_execution(world: World, machine: Door) -> None:
    world.row("generated_code")
    assert len(machine.get("generated_code?select=id").json()) == 1
    world.run("update agent_executions set status = 'cancelled' where id = %s", world.own)
    assert machine.get("generated_code?select=id").json() == []
    assert_refused(machine.call("claim_training_jobs", p_lease_id=uuid4(), p_worker="w"), "KS301")


def test_an_algorithm_of_another_family_is_not_taken(
    doors: Doors, stack: Stack, world: World
) -> None:
    assert stack.jwt_secret
    for algorithm in ("HS384", "HS512"):
        claims = {"role": "service_role", "exp": int(time.time()) + 3600}
        forged = jwt.encode(claims, WORDS * 2, algorithm=algorithm)
        tries_everything(doors.showing(forged), world)
