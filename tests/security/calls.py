"""A call of every function of the API: how whoever may call it does, and what it then answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from tests.security.world import LEASE, SECRET, World

Arguments: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """How to call a function for an execution, and what shows that it did its work."""

    prepare: Callable[[World, UUID], Arguments]
    works: Callable[[Any], bool]


def _first(**wanted: Any) -> Callable[[Any], bool]:
    """The first row that is answered has these values."""

    def works(answer: Any) -> bool:
        row = answer[0] if isinstance(answer, list) and answer else {}
        return all(row.get(name) == value for name, value in wanted.items())

    return works


def _a_ticket(answer: Any) -> bool:
    return bool(UUID(answer))


def _is(value: Any) -> Callable[[Any], bool]:
    return lambda answer: bool(answer == value)


def _given(**arguments: Any) -> Callable[[World, UUID], Arguments]:
    return lambda _, __: dict(arguments)


def _code(world: World, execution: UUID) -> Arguments:
    id = world.row("generated_code", execution)
    return {"p_id": id, "p_content_sha256": world.seen("generated_code", id)["content_sha256"]}


def _held_job(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.leased_job(execution), "p_lease_id": LEASE}


def _held_execution(status: str = "research", **more: Any) -> Callable[[World, UUID], Arguments]:
    return lambda world, _: {
        "p_id": world.leased_execution(status),
        "p_lease_id": LEASE,
        **more,
    }


def _claim_job(world: World, execution: UUID) -> Arguments:
    world.row("training_jobs", execution, priority=1)
    return {"p_lease_id": uuid4(), "p_worker": "w"}


def _claim_execution(world: World, _: UUID) -> Arguments:
    world.row("agent_executions")
    return {"p_lease_id": uuid4(), "p_worker": "w"}


def _session(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.row("gpu_sessions", execution)}


def _notification(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.row("intervention_notifications", execution)}


def _overdue(world: World, execution: UUID) -> Arguments:
    world.row("human_interventions", execution, sla_deadline="2020-01-01T00:00:00Z")
    return {}


def _due(world: World, execution: UUID) -> Arguments:
    id = world.row("gpu_sessions", execution)
    world.run("update public.gpu_sessions set terminate_requested = true where id = %s", id)
    return {}


def _finding(world: World, execution: UUID) -> Arguments:
    return {"p_results": [world.new("research_results", execution)]}


def _points(world: World, execution: UUID) -> Arguments:
    point = world.new("system_metrics", execution)
    return {
        "p_ids": [point["id"]],
        "p_timestamps": [point["timestamp"]],
        "p_metric_names": ["loss"],
        "p_metric_values": [0.5],
        "p_metric_types": ["gauge"],
        "p_tags": [None],
        "p_execution_ids": [execution],
        "p_components": ["training"],
    }


def _metrics(world: World, execution: UUID) -> Arguments:
    metric = {"metric_name": "loss", "metric_value": 1, "metric_type": "gauge"}
    return {"p_metrics": [{**metric, "execution_id": execution}]}


def _question(world: World, execution: UUID) -> Arguments:
    asked = {"p_id": uuid4(), "p_execution_id": execution, "p_title": "May I?"}
    return {
        **asked,
        "p_intervention_type": "approval_required",
        "p_description": "Submit?",
        "p_pauses_execution": False,
    }


def _answer(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.row("human_interventions", execution), "p_status": "approved"}


def _sensitive(world: World, _: UUID) -> Arguments:
    return {"p_key": world.seen("configurations", world.sensitive())["config_key"]}


def _reach(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.session_with_ssh(execution), "p_reason": "a look at the log"}


def _way_in(world: World, execution: UUID) -> Arguments:
    return {**_session(world, execution), "p_ssh_connection_info": {"host": "h"}}


def _old(world: World, _: UUID) -> Arguments:
    world.ended()
    return {}


def _archived(world: World, _: UUID) -> Arguments:
    return {"p_id": world.archived()}


def _exported(world: World, _: UUID) -> Arguments:
    id = world.archived()
    return {"p_id": id, "p_checksum": world.seen("archived_executions", id)["checksum"]}


def _file(world: World, _: UUID) -> Arguments:
    asked = _exported(world, _)
    lines = world.one(
        "select array_agg(line order by place) from public.read_archived_rows(%s)", asked["p_id"]
    )
    world.run("delete from public.archived_executions where id = %s", asked["p_id"])
    return {**asked, "p_lines": lines}


CALLS: Mapping[str, Call] = {
    "approve_code": Call(_code, _first(human_approved=True)),
    "archive_executions": Call(_old, lambda answer: answer[0]["archived"] > 0),
    "claim_executions": Call(_claim_execution, _first(worker="w")),
    "claim_training_jobs": Call(_claim_job, _first(worker="w", status="running")),
    "close_gpu_session": Call(_session, _first(status="terminated")),
    "close_leftovers": Call(_given(), lambda answer: answer[0]["cancelled_jobs"] >= 0),
    "complete_execution": Call(_held_execution("submission"), _first(status="completed")),
    "complete_training_job": Call(_held_job, _first(status="completed")),
    "confirm_archive_export": Call(_exported, lambda answer: bool(answer[0]["exported_at"])),
    "confirm_notification": Call(_notification, lambda answer: bool(answer[0]["sent_at"])),
    "correct_metric_direction": Call(
        lambda w, _: {"p_competition_id": w.row("competitions"), "p_metric_direction": "minimize"},
        _first(metric_direction="minimize"),
    ),
    "decrypt_config_value": Call(
        lambda w, _: {"value": w.one("select public.encrypt_config_value(%s)", SECRET)}, _is(SECRET)
    ),
    "encrypt_config_value": Call(_given(value=SECRET), lambda answer: str(answer).startswith("v")),
    "ensure_metric_partitions": Call(_given(), _is([])),
    "escalate_overdue": Call(_overdue, _first(status="escalated")),
    "fail_execution": Call(_held_execution(p_error="lost"), _first(lease_end="retried")),
    "fail_training_job": Call(
        lambda w, e: {**_held_job(w, e), "p_error": "lost"}, _first(lease_end="retried")
    ),
    "gpu_sessions_due": Call(_due, lambda answer: len(answer) > 0),
    "heartbeat_execution": Call(_held_execution(), _first(worker="w")),
    "heartbeat_gpu_session": Call(_session, _first(status="running")),
    "heartbeat_training_job": Call(_held_job, _first(worker="w")),
    "import_archived_execution": Call(_file, _first(counts={"agent_executions": 1})),
    "insert_research_results": Call(_finding, _first(inserted=1)),
    "integrity_report": Call(_given(), lambda answer: len(answer) == 10),
    "metric_buckets": Call(
        lambda _, e: {"p_execution_id": e, "p_metric_name": "never measured"}, _is([])
    ),
    "read_archived_rows": Call(_archived, _first(place=1)),
    "reconcile_submissions": Call(
        lambda w, _: {"p_competition_id": w.competition, "p_listed": []}, _first(matched=0)
    ),
    "record_metric_points": Call(_points, _is(1)),
    "record_metrics": Call(_metrics, _is(1)),
    "refresh_execution_summary": Call(_given(), _is(None)),
    "release_execution": Call(_held_execution(), _first(lease_end="released")),
    "release_training_job": Call(_held_job, _first(lease_end="released")),
    "report_training_progress": Call(
        lambda w, e: {**_held_job(w, e), "p_epoch": 3}, _first(current_epoch=3)
    ),
    "request_gpu_termination": Call(_session, _first(terminate_requested=True)),
    "request_intervention": Call(_question, _first(status="pending")),
    "respond_intervention": Call(_answer, _first(status="approved")),
    "restore_execution": Call(_archived, _first(status="completed")),
    "reveal_configuration": Call(_sensitive, _is(SECRET)),
    "reveal_ssh_connection_info": Call(_reach, _is({"password": SECRET})),
    "request_configuration_reading": Call(_sensitive, _a_ticket),
    "request_ssh_reading": Call(_reach, _a_ticket),
    "rotate_encryption_key": Call(_given(), lambda answer: answer[0]["version"] > 1),
    "run_retention": Call(_given(), lambda answer: answer[0]["busy_partitions"] == []),
    "run_upkeep": Call(_given(p_task="leftovers"), _first(outcome="done")),
    "set_configuration": Call(
        _given(p_key="set by a call", p_value=SECRET, p_encrypted=True),
        _first(is_encrypted=True, is_sensitive=True),
    ),
    "set_ssh_connection_info": Call(_way_in, _is(None)),
    "store_health": Call(_given(), lambda answer: all(row["found"] for row in answer)),
    "upsert_competitions": Call(
        lambda w, _: {"p_competitions": [w.new("competitions")]}, _first(title="T")
    ),
    "validate_code": Call(
        lambda w, e: {**_code(w, e), "p_validation_status": "valid"},
        _first(validation_status="valid"),
    ),
    "validate_hyperparameters": Call(_given(params={"learning_rate": 0.1, "epochs": 3}), _is(True)),
}
