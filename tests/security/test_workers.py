"""A rented machine works for its execution, and is refused at every other door."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.security.attacks import assert_refused, nothing_changes
from tests.security.doors import Door
from tests.security.matrix import RELATIONS
from tests.security.world import LEASE, SECRET, World

READS = ("generated_code", "training_jobs", "gpu_sessions", "system_metrics")
OTHERS = tuple(name for name in RELATIONS if name not in (*READS, "agent_executions"))


def ids(door: Door, path: str) -> list[str]:
    answer = door.get(path)
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()]


def test_a_machine_does_its_whole_work(world: World, machine: Door) -> None:
    code = world.row("generated_code")
    job = world.row("training_jobs", code_id=code)
    session, lease = world.row("gpu_sessions"), str(uuid4())

    [claimed] = machine.call("claim_training_jobs", p_lease_id=lease, p_worker="gpu-1").json()
    assert (claimed["id"], claimed["status"]) == (str(job), "running")
    [read] = machine.get(f"generated_code?id=eq.{claimed['code_id']}").json()
    assert read["code_content"] == "pass"
    [beat] = machine.call("heartbeat_gpu_session", p_id=session).json()
    assert beat["should_stop"] is False
    told = {"p_id": str(job), "p_lease_id": lease}
    [at] = machine.call(
        "report_training_progress", **told, p_epoch=1, p_metrics={"loss": 0.5}
    ).json()
    assert at["current_epoch"] == 1
    metric = {"metric_name": "gpu", "metric_value": 1, "metric_type": "gauge"}
    assert (
        machine.call("record_metrics", p_metrics=[{**metric, "execution_id": world.own}]).json()
        == 1
    )
    assert len(machine.get("system_metrics?select=metric_name").json()) == 2
    assert machine.call("heartbeat_training_job", **told).is_success
    [done] = machine.call("complete_training_job", **told).json()
    assert done["status"] == "completed"


@pytest.mark.parametrize("relation", READS)
def test_a_machine_sees_its_executions_rows_whatever_it_asks_for(
    world: World, machine: Door, relation: str
) -> None:
    own, other = world.row(relation), world.row(relation, world.other)
    for asked in (
        "select=id",
        f"select=id&execution_id=eq.{world.other}",
        f"select=id&id=eq.{other}",
        f"select=id&or=(id.eq.{other},id.not.is.null)",
        f"select=id&id=in.({own},{other})",
    ):
        assert set(ids(machine, f"{relation}?{asked}")) <= {str(own)}, asked


def test_a_machine_knows_of_its_execution_the_id_and_nothing_else(
    world: World, machine: Door
) -> None:
    assert world.other
    assert ids(machine, "agent_executions?select=id") == [str(world.own)]
    for asked in (
        "select=*",
        "select=execution_name",
        "select=id&order=priority",
        "select=id&lease_id=not.is.null",
        "select=id,competitions(title)",
        "select=id,gpu_sessions(ssh_connection_info)",
    ):
        assert_refused(machine.get(f"agent_executions?{asked}"), "42501")


@pytest.mark.parametrize("relation", OTHERS)
def test_a_machine_reads_nothing_else_not_even_by_embedding(
    world: World, machine: Door, relation: str
) -> None:
    assert_refused(machine.get(f"{world.named(relation)}?select=*"))
    for through in READS:
        assert_refused(machine.get(f"{through}?select=id,{relation}(*)"))


def test_a_machine_adds_metrics_for_its_execution_alone(world: World, machine: Door) -> None:
    own, other = world.new("system_metrics"), world.new("system_metrics", world.other)
    nobodys = {**world.new("system_metrics"), "execution_id": None}
    with nothing_changes(world):
        for metrics in ([other], [nobodys], [own, other]):
            assert_refused(machine.ask("POST", "system_metrics", json=metrics), "42501")
            assert_refused(machine.call("record_metrics", p_metrics=metrics), "42501")
            assert_refused(machine.call("record_metric_points", **points(metrics)), "42501")
        merged = machine.ask(
            "POST",
            "system_metrics",
            json=[own],
            prefer="resolution=merge-duplicates",
        )
        assert_refused(merged, "42501")


def points(metrics: list[dict[str, Any]]) -> dict[str, Any]:
    names = ("id", "timestamp", "metric_name", "metric_value", "metric_type", "tags")
    plural = {"execution_id": "p_execution_ids", "component": "p_components", "tags": "p_tags"}
    return {
        plural.get(name, f"p_{name}s"): [metric.get(name) for metric in metrics]
        for name in (*names, "execution_id", "component")
    }


def test_every_door_of_another_execution_is_closed_to_a_machine(
    world: World, machine: Door
) -> None:
    job, session = world.leased_job(world.other), world.session_with_ssh(world.other)
    waiting = world.row("training_jobs", world.other)
    held = {"p_id": job, "p_lease_id": LEASE}
    with nothing_changes(world):
        asked: dict[str, dict[str, Any]] = {
            "heartbeat_training_job": held,
            "release_training_job": held,
            "complete_training_job": held,
            "fail_training_job": {**held, "p_error": "x"},
            "report_training_progress": {**held, "p_epoch": 1},
            "heartbeat_gpu_session": {"p_id": session},
        }
        for function, arguments in asked.items():
            assert_refused(machine.call(function, **arguments), "KS302")
        assert_refused(machine.call("report_training_progress", p_id=waiting, p_epoch=1), "KS302")
        assert_refused(machine.call("heartbeat_gpu_session", p_id=uuid4()), "KS302")
    claims: list[dict[str, Any]] = [{}, {"p_gpu_session_id": session}, {"p_limit": 1000}]
    for more in claims:
        lease = uuid4()
        claimed = machine.call("claim_training_jobs", p_lease_id=lease, p_worker="w", **more)
        assert claimed.json() == []
    # The lease of somebody else's claim, asked for again, answers nothing of theirs.
    again = machine.call("claim_training_jobs", p_lease_id=LEASE, p_worker="w", p_limit=9)
    assert again.json() == []


def test_a_machine_cannot_make_anothers_machine_its_own(world: World, machine: Door) -> None:
    job, foreign = world.row("training_jobs"), world.row("gpu_sessions", world.other)
    machine.call("claim_training_jobs", p_lease_id=uuid4(), p_worker="w", p_gpu_session_id=foreign)
    assert world.seen("training_jobs", job)["gpu_session_id"] is None


@pytest.mark.parametrize("relation", [*READS, "agent_executions"])
def test_a_machine_changes_and_deletes_no_row_by_hand(
    world: World, machine: Door, relation: str
) -> None:
    id = world.own if relation == "agent_executions" else world.row(relation)
    with nothing_changes(world):
        for change in ({"execution_id": str(world.own)}, {"status": "completed"}, {"id": str(id)}):
            assert_refused(machine.ask("PATCH", f"{relation}?id=eq.{id}", json=change))
        assert_refused(machine.ask("DELETE", f"{relation}?id=eq.{id}"), "42501")


def test_a_machine_reaches_no_secret(world: World, machine: Door) -> None:
    secret, session = world.sensitive(), world.session_with_ssh()
    key = world.seen("configurations", secret)["config_key"]
    with nothing_changes(world):
        asked: dict[str, dict[str, Any]] = {
            "request_configuration_reading": {"p_key": key},
            "reveal_configuration": {"p_key": key, "p_ticket": str(uuid4())},
            "set_configuration": {"p_key": key, "p_value": 1},
            "encrypt_config_value": {"value": "x"},
            "decrypt_config_value": {"value": "v1:AAAA"},
            "request_ssh_reading": {"p_id": session, "p_reason": "because"},
            "reveal_ssh_connection_info": {"p_id": session, "p_ticket": str(uuid4())},
            "set_ssh_connection_info": {"p_id": session, "p_ssh_connection_info": {}},
            "rotate_encryption_key": {},
            "close_gpu_session": {"p_id": session},
            "request_gpu_termination": {"p_id": session},
        }
        for function, arguments in asked.items():
            assert_refused(machine.call(function, **arguments), "42501")
        answer = machine.get("gpu_sessions?select=ssh_connection_info")
        assert_refused(answer, "42501")
    assert SECRET not in answer.text


# A worker's metrics are kept, and read again by the store itself --------------------------------


def _reported(world: World, job: UUID | str) -> dict[str, Any]:
    return world.new("system_metrics") | {
        "metric_name": "validation_score",
        "metric_value": 99,
        "component": "training",
        "tags": {"training_job_id": str(job)},
    }


def test_a_machines_metrics_do_not_change_the_score_of_anothers_job(
    world: World, machine: Door, agent: Door
) -> None:
    job = world.row("training_jobs", world.other)
    world.run(
        "update training_jobs set status = 'running', best_validation_score = 0.5, "
        """metrics = '{"best": {"validation_score": 0.5}}' where id = %s""",
        job,
    )
    assert machine.ask("POST", "system_metrics", json=_reported(world, job)).status_code == 201
    learned = {"metric_direction": "maximize"}
    agent.ask("PATCH", f"competitions?id=eq.{world.competition}", json=learned)
    assert world.seen("training_jobs", job)["best_validation_score"] == 0.5


def test_a_machines_metrics_do_not_stop_a_competition_from_learning_its_direction(
    world: World, machine: Door, agent: Door
) -> None:
    metric = _reported(world, "no job at all")
    assert machine.ask("POST", "system_metrics", json=metric).status_code == 201
    learned = {"metric_direction": "maximize"}
    answer = agent.ask("PATCH", f"competitions?id=eq.{world.competition}", json=learned)
    assert answer.is_success, answer.text
