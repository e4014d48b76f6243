"""Attempts to exceed a role's rights: unfiltered writes, moved rows, changed flags."""

from __future__ import annotations

from typing import Any

import pytest

from tests.security.assertions import assert_refused, nothing_changes
from tests.security.clients import PERSON, ApiClient, ApiClients, error_code
from tests.security.matrix import FUNCTIONS, RELATIONS, ROLES, Role, access
from tests.security.world import CHANGES, SECRET, World

SCOPED = (
    "research_results",
    "generated_code",
    "gpu_sessions",
    "training_jobs",
    "submissions",
    "human_interventions",
)


@pytest.mark.parametrize("role", ROLES)
def test_unfiltered_writes_change_nothing(clients: ApiClients, world: World, role: Role) -> None:
    for relation in RELATIONS:
        world.insert(relation)
    world.sensitive()
    client = clients.of(role, world.own)
    with nothing_changes(world):
        for relation, cells in RELATIONS.items():
            name = world.resolve(relation)
            if access(cells[role], "update") == "refused":
                for change in (CHANGES[relation], {}):
                    client.request("PATCH", name, json=change)
                client.request("PATCH", f"{name}?limit=1&order=id", json=CHANGES[relation])
            if access(cells[role], "delete") == "refused":
                client.request("DELETE", name)
                client.request("DELETE", f"{name}?limit=1&order=id")


@pytest.mark.parametrize("role", ROLES)
def test_unpermitted_upserts_change_nothing(clients: ApiClients, world: World, role: Role) -> None:
    client = clients.of(role, world.own)
    for relation, cells in RELATIONS.items():
        if access(cells[role], "update") != "refused" or relation not in SCOPED:
            continue
        id = world.insert(relation)
        row = {**world.new_values(relation), "id": id, **CHANGES[relation]}
        with nothing_changes(world):
            client.request("POST", relation, json=row, prefer="resolution=merge-duplicates")
            client.request("PUT", f"{relation}?id=eq.{id}", json=row)


@pytest.mark.parametrize("relation", SCOPED)
@pytest.mark.parametrize("role", ["admin", "service_role"])
def test_rows_cannot_move_to_another_execution(
    clients: ApiClients, world: World, role: Role, relation: str
) -> None:
    id, client = world.insert(relation), clients.of(role)
    stolen = {**world.new_values(relation), "id": id, "execution_id": world.other}
    with nothing_changes(world):
        given = {"execution_id": str(world.other)}
        assert_refused(client.request("PATCH", f"{relation}?id=eq.{id}", json=given), "42501")
        taken = client.request("POST", relation, json=stolen, prefer="resolution=merge-duplicates")
        assert_refused(taken, "42501")


def test_execution_cannot_change_competition(agent: ApiClient, world: World) -> None:
    change = {"competition_id": str(world.insert("competitions"))}
    path = f"agent_executions?id=eq.{world.own}"
    with nothing_changes(world):
        moved = agent.request("PATCH", path, json=change)
        assert_refused(moved, "42501")


def test_job_cannot_use_rows_of_other_executions(agent: ApiClient, world: World) -> None:
    job = world.new_values("training_jobs")
    code, machine = (
        world.insert("generated_code", world.other),
        world.insert("gpu_sessions", world.other),
    )
    with nothing_changes(world):
        assert_refused(
            agent.request("POST", "training_jobs", json={**job, "code_id": code}), "23503"
        )
        assert_refused(
            agent.request("POST", "training_jobs", json={**job, "gpu_session_id": machine}), "23503"
        )


# Settings ---------------------------------------------------------------------------------------


def _encrypted(agent: ApiClient) -> dict[str, Any]:
    [row] = agent.call(
        "set_configuration", p_key="api.token", p_value=SECRET, p_encrypted=True
    ).json()
    found: dict[str, Any] = row
    return found


def test_people_cannot_change_settings(person: ApiClient, agent: ApiClient, world: World) -> None:
    world.sensitive()
    world.insert("configurations")
    encrypted = _encrypted(agent)
    with nothing_changes(world):
        for change in (
            {"is_sensitive": False},
            {"config_value": "mine"},
            {"is_sensitive": False, "config_value": "mine"},
        ):
            for filters in ("is_sensitive=is.true", f"id=eq.{encrypted['id']}", "id=not.is.null"):
                person.request("PATCH", f"configurations?{filters}", json=change)
        assert_refused(
            person.request("PATCH", "configurations?id=not.is.null", json={"is_encrypted": False}),
            "42501",
        )


@pytest.mark.parametrize("role", ["admin", "admin_by_metadata", "service_role"])
def test_encrypted_values_cannot_be_written(
    clients: ApiClients, agent: ApiClient, world: World, role: Role
) -> None:
    client, row = clients.of(role), _encrypted(agent)
    sealed = agent.call("encrypt_config_value", value='"forged"').json()
    plain = world.new_values("configurations")
    where = f"configurations?id=eq.{row['id']}"
    with nothing_changes(world):
        assert_refused(
            client.request("POST", "configurations", json={**plain, "is_encrypted": True}), "42501"
        )
        for flag in (False, True, None):
            assert_refused(client.request("PATCH", where, json={"is_encrypted": flag}), "42501")
        values: list[Any] = ["plaintext", sealed, None, {}]
        for value in values:
            refusal = client.request("PATCH", where, json={"config_value": value})
            assert_refused(refusal, "KS320", "23502")
        upsert = {**plain, "id": row["id"], "config_key": row["config_key"]}
        for key in ("id", "config_key"):
            assert_refused(
                client.request(
                    "POST",
                    f"configurations?on_conflict={key}",
                    json=upsert,
                    prefer="resolution=merge-duplicates",
                ),
                "42501",
                "KS320",
            )
        cleared = client.call(
            "set_configuration", p_key=row["config_key"], p_value="open", p_encrypted=False
        )
        assert_refused(cleared, "KS321")


def test_sensitive_setting_shows_only_existence(
    person: ApiClient, agent: ApiClient, world: World
) -> None:
    id = world.sensitive()
    hidden = "password of the team mailbox"
    changed = agent.request("PATCH", f"configurations?id=eq.{id}", json={"description": hidden})
    assert changed.is_success
    seen = person.get("audit_log").text + person.get("configurations").text
    assert str(id) in seen
    assert SECRET not in seen
    assert hidden not in seen


# Audit log --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_audit_log_cannot_be_written(clients: ApiClients, world: World, role: Role) -> None:
    assert world.other
    row = {**world.new_values("audit_log"), "actor": "alice"}
    client = clients.of(role, world.own)
    with nothing_changes(world):
        for method, path in (
            ("POST", "audit_log"),
            ("PUT", "audit_log?id=eq.1"),
            ("PATCH", "audit_log?id=gt.0"),
            ("DELETE", "audit_log?id=gt.0"),
        ):
            assert_refused(client.request(method, path, json=row))
        upsert = client.request("POST", "audit_log", json=row, prefer="resolution=merge-duplicates")
        assert_refused(upsert, "42501")


def test_claims_and_headers_cannot_forge_actor(clients: ApiClients, world: World) -> None:
    forger = clients.with_claims(
        role="service_role",
        sub=PERSON,
        **{
            "kaggle_store.worker": "alice",
            "kaggle_store.corrects_metric_direction": str(world.competition),
            "actor": "alice",
            "request.jwt.claims": '{"sub": "alice"}',
        },
    )
    changed = forger.request(
        "PATCH",
        f"agent_executions?id=eq.{world.own}",
        json={"status": "cancelled"},
        x_kaggle_store_worker="alice",
        kaggle_store_worker="alice",
    )
    assert changed.is_success
    [entry] = forger.get(f"audit_log?row_id=eq.{world.own}&action=eq.update").json()
    assert (entry["actor_role"], entry["actor"]) == ("service_role", PERSON)


def test_claims_cannot_bypass_guards(clients: ApiClients, world: World) -> None:
    scored = world.insert("submission_ranking")
    assert scored
    world.run("update competitions set metric_direction = 'maximize'")
    forger = clients.with_claims(
        role="service_role",
        **{"kaggle_store.corrects_metric_direction": str(world.competition)},
    )
    with nothing_changes(world):
        flipped = forger.request(
            "PATCH",
            f"competitions?id=eq.{world.competition}",
            json={"metric_direction": "minimize"},
        )
        assert_refused(flipped, "KS101")


# Other schemas, partitions and the OpenAPI description ------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_other_schemas_are_unreachable(clients: ApiClients, world: World, role: Role) -> None:
    client = clients.of(role, world.own)
    for schema in (
        "kaggle_store",
        "vault",
        "auth",
        "extensions",
        "pg_catalog",
        "information_schema",
    ):
        for path in ("encryption_keys", "decrypted_secrets", "pg_authid", "users", "rpc/seal"):
            response = client.request("GET", path, accept_profile=schema)
            assert (response.status_code, error_code(response)) == (406, "PGRST106")
    for path in (
        "encryption_keys",
        "clock",
        "claims",
        "pg_authid",
        "kaggle_store.clock",
        "pg_stats",
    ):
        assert_refused(client.get(path), "42P01", "PGRST205", "42501")
    for function in ("seal", "unseal", "key_of", "now", "vault_secret", "set_config", "pg_sleep"):
        assert_refused(client.call(function), "PGRST202", "42883", "42501")


def test_partitions_cannot_be_accessed(clients: ApiClients, world: World) -> None:
    id = world.insert("system_metrics")
    partitions = world.owner.execute(
        b"select inhrelid::regclass::text from pg_inherits "
        b"where inhparent = 'public.system_metrics'::regclass"
    ).fetchall()
    assert len(partitions) > 1
    for role in ROLES:
        client = clients.of(role, world.own)
        with nothing_changes(world):
            for (name,) in partitions:
                assert_refused(client.get(f"{name}?select=*"))
                assert_refused(
                    client.request("POST", name, json=world.new_values("system_metrics"))
                )
                assert_refused(client.request("DELETE", f"{name}?id=eq.{id}"))
                assert_refused(client.get(f"agent_executions?select=id,{name}(*)"))


@pytest.mark.parametrize("role", ["anon", "kaggle_worker", "authenticated"])
def test_openapi_lists_only_reachable_names(clients: ApiClients, world: World, role: Role) -> None:
    described = clients.of(role, world.own).get("").json()
    named = {path.strip("/") for path in described["paths"]} - {""}
    reached = {name for name, cells in RELATIONS.items() if cells[role] != "-"}
    called = {f"rpc/{name}" for name, cells in FUNCTIONS.items() if cells[role] != "-"}
    # Functions that check themselves whether the caller is an admin.
    if role == "authenticated":
        called |= {
            f"rpc/{name}" for name, of in FUNCTIONS.items() if of["admin_by_metadata"] == "yes"
        }
    assert named <= reached | called
    assert role != "anon" or not named
