"""Invalid tokens: forged, expired, unsigned, of a foreign role, or of an ended execution."""

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
from tests.security.assertions import assert_refused, nothing_changes
from tests.security.clients import ApiClient, ApiClients, claims_of, token
from tests.security.matrix import ROLES, Role
from tests.security.world import World

OTHER_SECRET = "forged-secret-with-at-least-32-characters"
SIGNED_ROLES = tuple(role for role in ROLES if role != "anon")


def assert_all_refused(client: ApiClient, world: World) -> None:
    """Assert that reads, writes and calls are refused and change nothing."""
    id = world.insert("competitions")
    row = world.new_values("competitions")
    with nothing_changes(world):
        assert_refused(client.get("competitions"))
        assert_refused(client.get("generated_code"))
        assert_refused(client.request("POST", "competitions", json=row))
        assert_refused(client.request("PATCH", f"competitions?id=eq.{id}", json={"title": "x"}))
        assert_refused(client.request("DELETE", f"competitions?id=eq.{id}"))
        assert_refused(client.call("claim_executions", p_lease_id=uuid4(), p_worker="w"))
        assert_refused(client.call("claim_training_jobs", p_lease_id=uuid4(), p_worker="w"))
        assert_refused(client.call("integrity_report"))


@pytest.mark.parametrize("role", SIGNED_ROLES)
def test_token_with_wrong_secret_is_refused(
    clients: ApiClients, stack: Stack, world: World, role: Role
) -> None:
    forged = token(stack, OTHER_SECRET, **claims_of(role, world.own))
    assert_all_refused(clients.with_token(forged), world)


@pytest.mark.parametrize("role", SIGNED_ROLES)
def test_expired_token_is_refused(
    clients: ApiClients, stack: Stack, world: World, role: Role
) -> None:
    expired = token(stack, **claims_of(role, world.own), exp=int(time.time()) - 3600)
    assert_all_refused(clients.with_token(expired), world)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
def test_unsigned_token_is_refused(clients: ApiClients, world: World, algorithm: str) -> None:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    claims = {"role": "service_role", "exp": int(time.time()) + 3600}
    unsigned = f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(claims)}."
    assert_all_refused(clients.with_token(unsigned), world)


def test_tampered_token_is_refused(clients: ApiClients, stack: Stack, world: World) -> None:
    head, _, signature = token(stack, role="authenticated").split(".")
    claims = json.dumps({"role": "service_role", "exp": int(time.time()) + 3600}).encode()
    body = base64.urlsafe_b64encode(claims).rstrip(b"=").decode()
    assert_all_refused(clients.with_token(f"{head}.{body}.{signature}"), world)


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
        "unknown_role",
        "",
        'service_role"; set role postgres; --',
    ],
)
def test_foreign_role_is_refused(clients: ApiClients, world: World, role: str) -> None:
    assert_all_refused(clients.with_claims(role=role), world)


@pytest.mark.parametrize("role", [["service_role"], {"name": "service_role"}, 1, True])
def test_non_text_role_is_refused(clients: ApiClients, world: World, role: Any) -> None:
    assert_all_refused(clients.with_claims(role=role), world)


def test_token_without_role_is_refused(clients: ApiClients, world: World) -> None:
    assert_all_refused(clients.with_claims(sub="mallory", app_metadata={"role": "admin"}), world)


def test_user_metadata_makes_no_admin(clients: ApiClients, world: World) -> None:
    secret = world.sensitive()
    mallory = clients.with_claims(
        role="authenticated", user_metadata={"role": "admin"}, is_admin=True, admin=True
    )
    with nothing_changes(world):
        assert mallory.get(f"configurations?id=eq.{secret}").json() == []
        assert_refused(mallory.call("set_configuration", p_key="k", p_value=1), "42501")


# Worker tokens ----------------------------------------------------------------------------------

MakeClient = Callable[[ApiClients, World], ApiClient]
INVALID_WORKER_TOKENS: dict[str, MakeClient] = {
    "without an execution": lambda d, w: d.worker(w.own, execution_id=None),
    "with an unknown execution": lambda d, _: d.worker(uuid4()),
    "with an invalid execution id": lambda d, w: d.worker(f"{w.own}' or true --"),
    "with a pattern as execution": lambda d, _: d.worker("%"),
    "with a list of executions": lambda d, w: d.worker(w.own, execution_id=[str(w.own)]),
    "with two executions": lambda d, w: d.worker(f"{w.own},{w.other}"),
    "without expiry": lambda d, w: d.worker(w.own, exp=None),
    "whose execution has completed": lambda d, w: d.worker(_ended(w, "completed")),
    "whose execution has failed": lambda d, w: d.worker(_ended(w, "failed")),
    "whose execution was cancelled": lambda d, w: d.worker(_ended(w, "cancelled")),
}


def _ended(world: World, status: str) -> str:
    return str(world.insert("agent_executions", status=status))


def assert_reaches_nothing(client: ApiClient, world: World) -> None:
    """Assert that a worker token without a live execution sees no row and calls nothing."""
    for relation in ("generated_code", "training_jobs", "system_metrics"):
        world.insert(relation)
        world.insert(relation, world.other)
        response = client.get(f"{relation}?select=id")
        assert response.status_code in (200, 400, 401)
        assert not response.is_success or response.json() == []
    job, session = world.leased_job(), world.insert("gpu_sessions")
    metric = world.new_values("system_metrics")
    with nothing_changes(world):
        assert_refused(client.request("POST", "system_metrics", json=metric))
        assert_refused(client.call("claim_training_jobs", p_lease_id=uuid4(), p_worker="w"))
        assert_refused(client.call("heartbeat_gpu_session", p_id=session))
        assert_refused(client.call("report_training_progress", p_id=job, p_epoch=1))
        assert_refused(client.call("record_metrics", p_metrics=[metric]))


@pytest.mark.parametrize("which", INVALID_WORKER_TOKENS)
def test_invalid_worker_token_reaches_nothing(
    clients: ApiClients, world: World, which: str
) -> None:
    assert_reaches_nothing(INVALID_WORKER_TOKENS[which](clients, world), world)


@pytest.mark.parametrize("end", ["soon", "1e400", 1e300, -1, 0, True, None, [1], {"exp": 1}])
def test_invalid_expiry_reaches_nothing(clients: ApiClients, world: World, end: Any) -> None:
    assert_reaches_nothing(clients.worker(world.own, exp=end), world)


def test_worker_token_expires_by_store_clock(
    clients: ApiClients, world: World, worker: ApiClient, set_clock: Callable[[str], None]
) -> None:
    code = world.insert("generated_code")
    assert [row["id"] for row in worker.get("generated_code?select=id").json()] == [str(code)]
    set_clock("2 hours")
    assert_reaches_nothing(worker, world)
    session = world.insert("gpu_sessions")
    assert_refused(worker.call("heartbeat_gpu_session", p_id=session), "KS301")


def test_worker_token_ends_with_its_execution(world: World, worker: ApiClient) -> None:
    world.insert("generated_code")
    assert len(worker.get("generated_code?select=id").json()) == 1
    world.run("update agent_executions set status = 'cancelled' where id = %s", world.own)
    assert worker.get("generated_code?select=id").json() == []
    assert_refused(worker.call("claim_training_jobs", p_lease_id=uuid4(), p_worker="w"), "KS301")


def test_other_algorithm_is_refused(clients: ApiClients, stack: Stack, world: World) -> None:
    assert stack.jwt_secret
    for algorithm in ("HS384", "HS512"):
        claims = {"role": "service_role", "exp": int(time.time()) + 3600}
        forged = jwt.encode(claims, OTHER_SECRET * 2, algorithm=algorithm)
        assert_all_refused(clients.with_token(forged), world)
