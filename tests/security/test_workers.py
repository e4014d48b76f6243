"""A worker token works for its own execution and is refused everything else."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.security.assertions import assert_refused, nothing_changes
from tests.security.clients import ApiClient
from tests.security.matrix import RELATIONS
from tests.security.world import LEASE, SECRET, World

READS = ("artifacts", "generated_code", "training_jobs", "gpu_sessions", "system_metrics")
OTHERS = tuple(name for name in RELATIONS if name not in (*READS, "agent_executions"))


def ids(client: ApiClient, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return [row["id"] for row in response.json()]


def test_worker_can_do_its_whole_job(world: World, worker: ApiClient) -> None:
    code = world.insert("generated_code")
    job = world.insert("training_jobs", code_id=code)
    session, lease = world.insert("gpu_sessions"), str(uuid4())

    [claimed] = worker.call("claim_training_jobs", p_lease_id=lease, p_worker="gpu-1").json()
    assert (claimed["id"], claimed["status"]) == (str(job), "running")
    [read] = worker.get(f"generated_code?id=eq.{claimed['code_id']}").json()
    assert read["code_content"] == "pass"
    [beat] = worker.call("heartbeat_gpu_session", p_id=session).json()
    assert beat["should_stop"] is False
    leased = {"p_id": str(job), "p_lease_id": lease}
    [at] = worker.call(
        "report_training_progress", **leased, p_epoch=1, p_metrics={"loss": 0.5}
    ).json()
    assert at["current_epoch"] == 1
    metric = {"metric_name": "gpu", "metric_value": 1, "metric_type": "gauge"}
    assert (
        worker.call("record_metrics", p_metrics=[{**metric, "execution_id": world.own}]).json() == 1
    )
    assert len(worker.get("system_metrics?select=metric_name").json()) == 2
    assert worker.call("heartbeat_training_job", **leased).is_success
    [done] = worker.call("complete_training_job", **leased).json()
    assert done["status"] == "completed"


@pytest.mark.parametrize("relation", READS)
def test_worker_sees_own_rows_only(world: World, worker: ApiClient, relation: str) -> None:
    own, other = world.insert(relation), world.insert(relation, world.other)
    for query in (
        "select=id",
        f"select=id&execution_id=eq.{world.other}",
        f"select=id&id=eq.{other}",
        f"select=id&or=(id.eq.{other},id.not.is.null)",
        f"select=id&id=in.({own},{other})",
    ):
        assert set(ids(worker, f"{relation}?{query}")) <= {str(own)}, query


def test_worker_sees_only_id_of_its_execution(world: World, worker: ApiClient) -> None:
    assert world.other
    assert ids(worker, "agent_executions?select=id") == [str(world.own)]
    for query in (
        "select=*",
        "select=execution_name",
        "select=id&order=priority",
        "select=id&lease_id=not.is.null",
        "select=id,competitions(title)",
        "select=id,gpu_sessions(ssh_connection_info)",
    ):
        assert_refused(worker.get(f"agent_executions?{query}"), "42501")


@pytest.mark.parametrize("relation", OTHERS)
def test_worker_reads_no_other_relation(world: World, worker: ApiClient, relation: str) -> None:
    assert_refused(worker.get(f"{world.resolve(relation)}?select=*"))
    for through in READS:
        assert_refused(worker.get(f"{through}?select=id,{relation}(*)"))


def test_worker_adds_metrics_to_own_execution_only(world: World, worker: ApiClient) -> None:
    own, other = world.new_values("system_metrics"), world.new_values("system_metrics", world.other)
    unowned = {**world.new_values("system_metrics"), "execution_id": None}
    with nothing_changes(world):
        for metrics in ([other], [unowned], [own, other]):
            assert_refused(worker.request("POST", "system_metrics", json=metrics), "42501")
            assert_refused(worker.call("record_metrics", p_metrics=metrics), "42501")
            assert_refused(worker.call("record_metric_points", **points(metrics)), "42501")
        merged = worker.request(
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


def test_worker_cannot_call_for_other_executions(world: World, worker: ApiClient) -> None:
    job, session = world.leased_job(world.other), world.session_with_ssh(world.other)
    waiting = world.insert("training_jobs", world.other)
    held = {"p_id": job, "p_lease_id": LEASE}
    with nothing_changes(world):
        query: dict[str, dict[str, Any]] = {
            "heartbeat_training_job": held,
            "release_training_job": held,
            "complete_training_job": held,
            "fail_training_job": {**held, "p_error": "x"},
            "report_training_progress": {**held, "p_epoch": 1},
            "heartbeat_gpu_session": {"p_id": session},
        }
        for function, arguments in query.items():
            assert_refused(worker.call(function, **arguments), "KS302")
        assert_refused(worker.call("report_training_progress", p_id=waiting, p_epoch=1), "KS302")
        assert_refused(worker.call("heartbeat_gpu_session", p_id=uuid4()), "KS302")
    claims: list[dict[str, Any]] = [{}, {"p_gpu_session_id": session}, {"p_limit": 1000}]
    for more in claims:
        lease = uuid4()
        claimed = worker.call("claim_training_jobs", p_lease_id=lease, p_worker="w", **more)
        assert claimed.json() == []
    # Repeating the claim of another execution's worker returns nothing.
    again = worker.call("claim_training_jobs", p_lease_id=LEASE, p_worker="w", p_limit=9)
    assert again.json() == []


def test_worker_cannot_use_foreign_machine(world: World, worker: ApiClient) -> None:
    job, foreign = world.insert("training_jobs"), world.insert("gpu_sessions", world.other)
    worker.call("claim_training_jobs", p_lease_id=uuid4(), p_worker="w", p_gpu_session_id=foreign)
    assert world.fetch("training_jobs", job)["gpu_session_id"] is None


@pytest.mark.parametrize("relation", [*READS, "agent_executions"])
def test_worker_cannot_update_or_delete_rows(
    world: World, worker: ApiClient, relation: str
) -> None:
    id = world.own if relation == "agent_executions" else world.insert(relation)
    with nothing_changes(world):
        for change in ({"execution_id": str(world.own)}, {"status": "completed"}, {"id": str(id)}):
            assert_refused(worker.request("PATCH", f"{relation}?id=eq.{id}", json=change))
        assert_refused(worker.request("DELETE", f"{relation}?id=eq.{id}"), "42501")


def test_worker_reaches_no_secret(world: World, worker: ApiClient) -> None:
    secret, session = world.sensitive(), world.session_with_ssh()
    key = world.fetch("configurations", secret)["config_key"]
    with nothing_changes(world):
        query: dict[str, dict[str, Any]] = {
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
        for function, arguments in query.items():
            assert_refused(worker.call(function, **arguments), "42501")
        response = worker.get("gpu_sessions?select=ssh_connection_info")
        assert_refused(response, "42501")
    assert SECRET not in response.text


def test_worker_claims_for_its_execution_only(world: World, worker: ApiClient) -> None:
    world.insert("training_jobs", world.other)
    own = world.insert("training_jobs", priority=9)
    asked = {"p_lease_id": str(uuid4()), "p_worker": "gpu-1"}
    assert_refused(worker.call("claim_training_jobs", **asked, p_execution_id=world.other), "KS302")
    [claimed] = worker.call("claim_training_jobs", **asked, p_execution_id=world.own).json()
    assert claimed["id"] == str(own)


def test_worker_reads_own_attempts_only(world: World, worker: ApiClient) -> None:
    for execution in (world.own, world.other):
        for attempt in (1, 2):
            tags = {"training_job_id": str(execution), "attempt": attempt}
            world.insert("system_metrics", execution, metric_name="attempts", tags=tags)
    for execution, newest in ((world.own, {str(world.own): 2}), (world.other, {})):
        asked = {"p_execution_id": execution, "p_metric_name": "attempts"}
        assert worker.call("newest_attempts", **asked).json() == newest


# Metrics of a worker that the store reads itself ------------------------------------------------


def _reported(world: World, job: UUID | str) -> dict[str, Any]:
    return world.new_values("system_metrics") | {
        "metric_name": "validation_score",
        "metric_value": 99,
        "component": "training",
        "tags": {"training_job_id": str(job)},
    }


def test_worker_metrics_keep_other_jobs_score(
    world: World, worker: ApiClient, agent: ApiClient
) -> None:
    job = world.insert("training_jobs", world.other)
    world.run(
        "update training_jobs set status = 'running', best_validation_score = 0.5, "
        """metrics = '{"best": {"validation_score": 0.5}}' where id = %s""",
        job,
    )
    assert worker.request("POST", "system_metrics", json=_reported(world, job)).status_code == 201
    learned = {"metric_direction": "maximize"}
    agent.request("PATCH", f"competitions?id=eq.{world.competition}", json=learned)
    assert world.fetch("training_jobs", job)["best_validation_score"] == 0.5


def test_worker_metrics_do_not_block_direction(
    world: World, worker: ApiClient, agent: ApiClient
) -> None:
    metric = _reported(world, "no job at all")
    assert worker.request("POST", "system_metrics", json=metric).status_code == 201
    learned = {"metric_direction": "maximize"}
    response = agent.request("PATCH", f"competitions?id=eq.{world.competition}", json=learned)
    assert response.is_success, response.text
