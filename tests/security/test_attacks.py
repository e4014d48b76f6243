"""What a role may not do, tried all the same: unfiltered writes, rows given away, flags flipped."""

from __future__ import annotations

from typing import Any

import pytest

from tests.security.attacks import assert_refused, nothing_changes
from tests.security.doors import PERSON, Door, Doors, code_of
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
def test_writes_without_a_filter_change_nothing_where_the_right_is_missing(
    doors: Doors, world: World, role: Role
) -> None:
    for relation in RELATIONS:
        world.row(relation)
    world.sensitive()
    door = doors.of(role, world.own)
    with nothing_changes(world):
        for relation, cells in RELATIONS.items():
            name = world.named(relation)
            if access(cells[role], "update") == "refused":
                for change in (CHANGES[relation], {}):
                    door.ask("PATCH", name, json=change)
                door.ask("PATCH", f"{name}?limit=1&order=id", json=CHANGES[relation])
            if access(cells[role], "delete") == "refused":
                door.ask("DELETE", name)
                door.ask("DELETE", f"{name}?limit=1&order=id")


@pytest.mark.parametrize("role", ROLES)
def test_upserts_and_puts_change_nothing_where_the_right_is_missing(
    doors: Doors, world: World, role: Role
) -> None:
    door = doors.of(role, world.own)
    for relation, cells in RELATIONS.items():
        if access(cells[role], "update") != "refused" or relation not in SCOPED:
            continue
        id = world.row(relation)
        row = {**world.new(relation), "id": id, **CHANGES[relation]}
        with nothing_changes(world):
            door.ask("POST", relation, json=row, prefer="resolution=merge-duplicates")
            door.ask("PUT", f"{relation}?id=eq.{id}", json=row)


@pytest.mark.parametrize("relation", SCOPED)
@pytest.mark.parametrize("role", ["admin", "service_role"])
def test_nobody_gives_a_row_away_to_another_execution(
    doors: Doors, world: World, role: Role, relation: str
) -> None:
    id, door = world.row(relation), doors.of(role)
    stolen = {**world.new(relation), "id": id, "execution_id": world.other}
    with nothing_changes(world):
        given = {"execution_id": str(world.other)}
        assert_refused(door.ask("PATCH", f"{relation}?id=eq.{id}", json=given), "42501")
        taken = door.ask("POST", relation, json=stolen, prefer="resolution=merge-duplicates")
        assert_refused(taken, "42501")


def test_nobody_moves_an_execution_to_another_competition(agent: Door, world: World) -> None:
    change = {"competition_id": str(world.row("competitions"))}
    path = f"agent_executions?id=eq.{world.own}"
    with nothing_changes(world):
        moved = agent.ask("PATCH", path, json=change)
        assert_refused(moved, "42501")


def test_a_job_takes_no_code_and_no_machine_of_another_execution(agent: Door, world: World) -> None:
    job = world.new("training_jobs")
    code, machine = world.row("generated_code", world.other), world.row("gpu_sessions", world.other)
    with nothing_changes(world):
        assert_refused(agent.ask("POST", "training_jobs", json={**job, "code_id": code}), "23503")
        assert_refused(
            agent.ask("POST", "training_jobs", json={**job, "gpu_session_id": machine}), "23503"
        )


# Settings ---------------------------------------------------------------------------------------


def _encrypted(agent: Door) -> dict[str, Any]:
    [row] = agent.call(
        "set_configuration", p_key="api.token", p_value=SECRET, p_encrypted=True
    ).json()
    found: dict[str, Any] = row
    return found


def test_a_person_opens_no_setting(person: Door, agent: Door, world: World) -> None:
    world.sensitive()
    world.row("configurations")
    encrypted = _encrypted(agent)
    with nothing_changes(world):
        for change in (
            {"is_sensitive": False},
            {"config_value": "mine"},
            {"is_sensitive": False, "config_value": "mine"},
        ):
            for filters in ("is_sensitive=is.true", f"id=eq.{encrypted['id']}", "id=not.is.null"):
                person.ask("PATCH", f"configurations?{filters}", json=change)
        assert_refused(
            person.ask("PATCH", "configurations?id=not.is.null", json={"is_encrypted": False}),
            "42501",
        )


@pytest.mark.parametrize("role", ["admin", "admin_by_metadata", "service_role"])
def test_nobody_writes_encrypted_values_or_their_flag_by_hand(
    doors: Doors, agent: Door, world: World, role: Role
) -> None:
    door, row = doors.of(role), _encrypted(agent)
    sealed = agent.call("encrypt_config_value", value='"forged"').json()
    plain = world.new("configurations")
    where = f"configurations?id=eq.{row['id']}"
    with nothing_changes(world):
        assert_refused(
            door.ask("POST", "configurations", json={**plain, "is_encrypted": True}), "42501"
        )
        for flag in (False, True, None):
            assert_refused(door.ask("PATCH", where, json={"is_encrypted": flag}), "42501")
        values: list[Any] = ["in the clear", sealed, None, {}]
        for value in values:
            refusal = door.ask("PATCH", where, json={"config_value": value})
            assert_refused(refusal, "KS320", "23502")
        upsert = {**plain, "id": row["id"], "config_key": row["config_key"]}
        for key in ("id", "config_key"):
            assert_refused(
                door.ask(
                    "POST",
                    f"configurations?on_conflict={key}",
                    json=upsert,
                    prefer="resolution=merge-duplicates",
                ),
                "42501",
                "KS320",
            )
        cleared = door.call(
            "set_configuration", p_key=row["config_key"], p_value="open", p_encrypted=False
        )
        assert_refused(cleared, "KS321")


def test_a_person_learns_of_a_sensitive_setting_nothing_but_that_it_is_there(
    person: Door, agent: Door, world: World
) -> None:
    id = world.sensitive()
    hidden = "it opens the mail of the team"
    changed = agent.ask("PATCH", f"configurations?id=eq.{id}", json={"description": hidden})
    assert changed.is_success
    seen = person.get("audit_log").text + person.get("configurations").text
    assert str(id) in seen
    assert SECRET not in seen
    assert hidden not in seen


# History ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_nobody_writes_rewrites_or_erases_history(doors: Doors, world: World, role: Role) -> None:
    assert world.other
    row = {**world.new("audit_log"), "actor": "alice"}
    door = doors.of(role, world.own)
    with nothing_changes(world):
        for method, path in (
            ("POST", "audit_log"),
            ("PUT", "audit_log?id=eq.1"),
            ("PATCH", "audit_log?id=gt.0"),
            ("DELETE", "audit_log?id=gt.0"),
        ):
            assert_refused(door.ask(method, path, json=row))
        upsert = door.ask("POST", "audit_log", json=row, prefer="resolution=merge-duplicates")
        assert_refused(upsert, "42501")


def test_no_claim_and_no_header_chooses_who_history_says_has_done_it(
    doors: Doors, world: World
) -> None:
    forger = doors.with_claims(
        role="service_role",
        sub=PERSON,
        **{
            "kaggle_store.worker": "alice",
            "kaggle_store.corrects_metric_direction": str(world.competition),
            "actor": "alice",
            "request.jwt.claims": '{"sub": "alice"}',
        },
    )
    changed = forger.ask(
        "PATCH",
        f"agent_executions?id=eq.{world.own}",
        json={"status": "cancelled"},
        x_kaggle_store_worker="alice",
        kaggle_store_worker="alice",
    )
    assert changed.is_success
    [entry] = forger.get(f"audit_log?row_id=eq.{world.own}&action=eq.update").json()
    assert (entry["actor_role"], entry["actor"]) == ("service_role", PERSON)


def test_no_claim_passes_over_a_guard_of_the_store(doors: Doors, world: World) -> None:
    scored = world.row("submission_ranking")
    assert scored
    world.run("update competitions set metric_direction = 'maximize'")
    forger = doors.with_claims(
        role="service_role",
        **{"kaggle_store.corrects_metric_direction": str(world.competition)},
    )
    with nothing_changes(world):
        flipped = forger.ask(
            "PATCH",
            f"competitions?id=eq.{world.competition}",
            json={"metric_direction": "minimize"},
        )
        assert_refused(flipped, "KS101")


# Other doors ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_no_other_schema_is_reached_over_the_api(doors: Doors, world: World, role: Role) -> None:
    door = doors.of(role, world.own)
    for schema in (
        "kaggle_store",
        "vault",
        "auth",
        "extensions",
        "pg_catalog",
        "information_schema",
    ):
        for path in ("encryption_keys", "decrypted_secrets", "pg_authid", "users", "rpc/seal"):
            answer = door.ask("GET", path, accept_profile=schema)
            assert (answer.status_code, code_of(answer)) == (406, "PGRST106")
    for path in (
        "encryption_keys",
        "clock",
        "claims",
        "pg_authid",
        "kaggle_store.clock",
        "pg_stats",
    ):
        assert_refused(door.get(path), "42P01", "PGRST205", "42501")
    for function in ("seal", "unseal", "key_of", "now", "vault_secret", "set_config", "pg_sleep"):
        assert_refused(door.call(function), "PGRST202", "42883", "42501")


def test_partitions_are_no_way_round_the_rights_of_metrics(doors: Doors, world: World) -> None:
    id = world.row("system_metrics")
    partitions = world.owner.execute(
        b"select inhrelid::regclass::text from pg_inherits "
        b"where inhparent = 'public.system_metrics'::regclass"
    ).fetchall()
    assert len(partitions) > 1
    for role in ROLES:
        door = doors.of(role, world.own)
        with nothing_changes(world):
            for (name,) in partitions:
                assert_refused(door.get(f"{name}?select=*"))
                assert_refused(door.ask("POST", name, json=world.new("system_metrics")))
                assert_refused(door.ask("DELETE", f"{name}?id=eq.{id}"))
                assert_refused(door.get(f"agent_executions?select=id,{name}(*)"))


@pytest.mark.parametrize("role", ["anon", "kaggle_worker", "authenticated"])
def test_the_apis_description_of_itself_names_no_more_than_the_role_may_reach(
    doors: Doors, world: World, role: Role
) -> None:
    described = doors.of(role, world.own).get("").json()
    named = {path.strip("/") for path in described["paths"]} - {""}
    reached = {name for name, cells in RELATIONS.items() if cells[role] != "-"}
    called = {f"rpc/{name}" for name, cells in FUNCTIONS.items() if cells[role] != "-"}
    # What looks by itself whether its caller is an admin.
    looks = {"set_configuration", "request_configuration_reading", "reveal_configuration"}
    assert named <= reached | called | {f"rpc/{name}" for name in looks}
    assert role != "anon" or not named
