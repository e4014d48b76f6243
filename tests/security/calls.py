"""One valid call of every API function, and how to recognise that it worked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from tests.security.world import LEASE, SECRET, World

Arguments: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """The arguments of a call for an execution, and a check of its response."""

    prepare: Callable[[World, UUID], Arguments]
    works: Callable[[Any], bool]


def _first_row_has(**wanted: Any) -> Callable[[Any], bool]:
    """Return a check that the first row of a response has these values."""

    def works(response: Any) -> bool:
        row = response[0] if isinstance(response, list) and response else {}
        return all(row.get(name) == value for name, value in wanted.items())

    return works


def _is_ticket(response: Any) -> bool:
    return bool(UUID(response))


def _equals(value: Any) -> Callable[[Any], bool]:
    return lambda response: bool(response == value)


def _arguments(**arguments: Any) -> Callable[[World, UUID], Arguments]:
    return lambda _, __: dict(arguments)


def _code(world: World, execution: UUID) -> Arguments:
    id = world.insert("generated_code", execution)
    return {"p_id": id, "p_content_sha256": world.fetch("generated_code", id)["content_sha256"]}


def _leased_job(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.leased_job(execution), "p_lease_id": LEASE}


def _leased_execution(status: str = "research", **more: Any) -> Callable[[World, UUID], Arguments]:
    return lambda world, _: {
        "p_id": world.leased_execution(status),
        "p_lease_id": LEASE,
        **more,
    }


def _held_execution(world: World, _: UUID) -> Arguments:
    return {"p_execution_id": world.leased_execution("research"), "p_lease_id": LEASE}


def _submitted_execution(world: World, execution: UUID) -> Arguments:
    asked = _leased_execution("submission")(world, execution)
    world.insert("submissions", asked["p_id"], submission_status="submitted")
    return asked


def _claim_job(world: World, execution: UUID) -> Arguments:
    world.insert("training_jobs", execution, priority=1)
    return {"p_lease_id": uuid4(), "p_worker": "w"}


def _claim_execution(world: World, _: UUID) -> Arguments:
    world.insert("agent_executions")
    return {"p_lease_id": uuid4(), "p_worker": "w"}


def _session(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.insert("gpu_sessions", execution)}


def _notification(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.insert("intervention_notifications", execution)}


def _claimed_delivery(world: World, execution: UUID) -> Arguments:
    claim = uuid4()
    id = world.insert("notification_deliveries", execution)
    world.run(
        "update public.notification_deliveries set claim_id = %s, claimed_by = 'n', "
        "claimed_until = kaggle_store.now() + interval '1 minute' where id = %s",
        claim,
        id,
    )
    return {"p_id": id, "p_claim_id": claim}


def _started_delivery(world: World, execution: UUID) -> Arguments:
    sent = _claimed_delivery(world, execution)
    world.run(
        "update public.notification_deliveries set status = 'sending' where id = %s", sent["p_id"]
    )
    return sent


def _failed_delivery(world: World, execution: UUID) -> Arguments:
    id = world.insert("notification_deliveries", execution, status="failed")
    return {"p_send_again": True, "p_ids": [id]}


def _claimed_termination(world: World, execution: UUID) -> Arguments:
    claim = uuid4()
    id = world.insert("gpu_terminations", execution)
    world.run(
        "update public.gpu_terminations set claim_id = %s, claimed_by = 's', "
        "claimed_until = kaggle_store.now() + interval '1 minute' where id = %s",
        claim,
        id,
    )
    return {"p_id": id, "p_claim_id": claim}


def _overdue_intervention(world: World, execution: UUID) -> Arguments:
    world.insert("human_interventions", execution, sla_deadline="2020-01-01T00:00:00Z")
    return {}


def _due_session(world: World, execution: UUID) -> Arguments:
    id = world.insert("gpu_sessions", execution)
    world.run("update public.gpu_sessions set terminate_requested = true where id = %s", id)
    return {}


def _research_result(world: World, execution: UUID) -> Arguments:
    return {"p_results": [world.new_values("research_results", execution)]}


def _points(world: World, execution: UUID) -> Arguments:
    point = world.new_values("system_metrics", execution)
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


def _artifact(world: World, execution: UUID) -> Arguments:
    row = world.new_values("artifacts", execution)
    return {f"p_{name}": value for name, value in row.items()}


def _removal(world: World, execution: UUID) -> Arguments:
    id = uuid4()
    world.run(
        "insert into kaggle_store.artifact_removals (id, execution_id, name, uri, sha256) "
        "values (%s, %s, 'm', 's3://b/m', repeat('0', 64))",
        id,
        execution,
    )
    return {"p_ids": [id]}


def _listed_removal(world: World, execution: UUID) -> Arguments:
    _removal(world, execution)
    return {}


def _intervention(world: World, execution: UUID) -> Arguments:
    asked = {"p_id": uuid4(), "p_execution_id": execution, "p_title": "May I?"}
    return {
        **asked,
        "p_intervention_type": "approval_required",
        "p_description": "Submit?",
        "p_pauses_execution": False,
    }


def _response(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.insert("human_interventions", execution), "p_decision": "approve"}


def _sensitive(world: World, _: UUID) -> Arguments:
    return {"p_key": world.fetch("configurations", world.sensitive())["config_key"]}


def _ssh_reading(world: World, execution: UUID) -> Arguments:
    return {"p_id": world.session_with_ssh(execution), "p_reason": "a look at the log"}


def _ssh_credentials(world: World, execution: UUID) -> Arguments:
    return {**_session(world, execution), "p_ssh_connection_info": {"host": "h"}}


def _old_execution(world: World, _: UUID) -> Arguments:
    world.ended()
    return {}


def _archived(world: World, _: UUID) -> Arguments:
    return {"p_id": world.archived()}


def _exported(world: World, _: UUID) -> Arguments:
    id = world.archived()
    return {"p_id": id, "p_checksum": world.fetch("archived_executions", id)["checksum"]}


def _archive_file(world: World, _: UUID) -> Arguments:
    asked = _exported(world, _)
    lines = world.one(
        "select array_agg(line order by place) from public.read_archived_rows(%s)", asked["p_id"]
    )
    world.run("delete from public.archived_executions where id = %s", asked["p_id"])
    return {**asked, "p_lines": lines}


def _user(world: World, _: UUID) -> Arguments:
    return {"p_user": str(world.user())}


def _member(world: World, _: UUID) -> Arguments:
    asked = _user(world, _)
    world.run("select public.add_store_member(%s)", asked["p_user"])
    return asked


CALLS: Mapping[str, Call] = {
    "add_store_member": Call(_user, _first_row_has(is_admin=False)),
    "approve_code": Call(_code, _first_row_has(human_approved=True)),
    "archive_executions": Call(_old_execution, lambda response: response[0]["archived"] > 0),
    "claim_deliveries": Call(
        lambda _, __: {
            "p_claim_id": uuid4(),
            "p_notifier": "n",
            "p_channels": {},
            "p_channels_updated_at": "2020-01-01T00:00:00Z",
        },
        lambda response: response["is_current"] is False,
    ),
    "claim_executions": Call(_claim_execution, _first_row_has(worker="w")),
    "claim_gpu_terminations": Call(
        lambda _, __: {"p_claim_id": uuid4(), "p_supervisor": "s", "p_providers": ["none"]},
        lambda response: response == [],
    ),
    "finish_gpu_termination": Call(
        _claimed_termination, lambda response: bool(response[0]["confirmed_at"])
    ),
    "report_gpu_machines": Call(
        _arguments(p_provider="none", p_machines=[]),
        lambda response: response == {"strays": {}, "missing": {}},
    ),
    "claim_training_jobs": Call(_claim_job, _first_row_has(worker="w", status="running")),
    "close_gpu_session": Call(_session, _first_row_has(status="terminated")),
    "close_leftovers": Call(_arguments(), lambda response: response[0]["cancelled_jobs"] >= 0),
    "competition_details": Call(
        lambda w, _: {"p_id": w.insert("competitions")},
        lambda response: response["competition"]["best"] is None,
    ),
    "complete_execution": Call(_submitted_execution, _first_row_has(status="completed")),
    "complete_training_job": Call(_leased_job, _first_row_has(status="completed")),
    "confirm_archive_export": Call(_exported, lambda response: bool(response[0]["exported_at"])),
    "confirm_artifact_removals": Call(_removal, _equals(1)),
    "confirm_notification": Call(_notification, lambda response: bool(response[0]["sent_at"])),
    "correct_metric_direction": Call(
        lambda w, _: {
            "p_competition_id": w.insert("competitions"),
            "p_metric_direction": "minimize",
        },
        _first_row_has(metric_direction="minimize"),
    ),
    **{
        name: Call(lambda _, e: {"p_execution_id": e}, lambda response: isinstance(response, list))
        for name in ("code_tree", "open_code_leaves", "path_to_best_code")
    },
    "cost_totals": Call(_arguments(), lambda response: isinstance(response, list)),
    "decrypt_config_value": Call(
        lambda w, _: {"value": w.one("select public.encrypt_config_value(%s)", SECRET)},
        _equals(SECRET),
    ),
    "encrypt_config_value": Call(
        _arguments(value=SECRET), lambda response: str(response).startswith("v")
    ),
    "ensure_metric_partitions": Call(_arguments(), _equals([])),
    "escalate_overdue": Call(_overdue_intervention, _first_row_has(status="escalated")),
    "execution_details": Call(
        lambda _, execution: {"p_id": execution},
        lambda response: response["execution"]["is_overdue"] is False,
    ),
    "fail_execution": Call(_leased_execution(p_error="lost"), _first_row_has(lease_end="retried")),
    "fail_training_job": Call(
        lambda w, e: {**_leased_job(w, e), "p_error": "lost"}, _first_row_has(lease_end="retried")
    ),
    "gpu_overview": Call(_arguments(), lambda response: len(response["costs"]) == 30),
    "finish_delivery": Call(_started_delivery, _first_row_has(status="sent")),
    "gpu_sessions_due": Call(_due_session, lambda response: len(response) > 0),
    "heartbeat_execution": Call(_leased_execution(), _first_row_has(worker="w")),
    "heartbeat_gpu_session": Call(_session, _first_row_has(status="running")),
    "heartbeat_training_job": Call(_leased_job, _first_row_has(worker="w")),
    "import_archived_execution": Call(
        _archive_file, _first_row_has(counts={"agent_executions": 1})
    ),
    "insert_research_results": Call(_research_result, _first_row_has(inserted=1)),
    "integrity_report": Call(_arguments(), lambda response: len(response) == 11),
    "list_artifact_removals": Call(_listed_removal, _first_row_has(name="m")),
    "list_store_members": Call(_arguments(), lambda response: isinstance(response, list)),
    "changes_after": Call(
        _arguments(p_table_name="submissions"), lambda response: response["changes"] == []
    ),
    "list_metric_exports": Call(_arguments(), lambda response: isinstance(response, list)),
    "metric_buckets": Call(
        lambda _, e: {"p_execution_id": e, "p_metric_name": "never measured"}, _equals([])
    ),
    "metric_names": Call(
        lambda _, e: {"p_execution_id": e}, lambda response: isinstance(response, list)
    ),
    "metric_value_or_null": Call(_arguments(p_metric={"metric_value": "NaN"}), _equals(None)),
    "probe_max_rows": Call(_arguments(), _equals([1] * 1000)),
    "probe_disk": Call(_arguments(), _first_row_has(subject="disk", state="fine")),
    "newest_attempts": Call(
        lambda _, e: {"p_execution_id": e, "p_metric_name": "never measured"}, _equals({})
    ),
    "overview": Call(_arguments(), lambda response: response["competitions"]["rows"] != []),
    "read_archived_rows": Call(_archived, _first_row_has(place=1)),
    "recent_executions": Call(
        _arguments(p_limit=1), lambda response: response["executions"] is not None
    ),
    "reconcile_submissions": Call(
        lambda w, _: {"p_competition_id": w.competition, "p_listed": []}, _first_row_has(matched=0)
    ),
    "record_artifact": Call(_artifact, _first_row_has(kind="model")),
    "record_metric_points": Call(_points, _equals(1)),
    "record_metrics": Call(_metrics, _equals(1)),
    "record_step": Call(
        lambda w, e: {
            **_held_execution(w, e),
            "p_round": 1,
            "p_name": "plan",
            "p_result": {"a": 1},
        },
        _first_row_has(name="plan", stage="research", worker="w"),
    ),
    "refresh_execution_summary": Call(_arguments(), _equals(None)),
    "release_deliveries": Call(
        lambda w, e: {"p_claim_id": _claimed_delivery(w, e)["p_claim_id"]}, _equals(1)
    ),
    "release_execution": Call(_leased_execution(), _first_row_has(lease_end="released")),
    "release_training_job": Call(_leased_job, _first_row_has(lease_end="released")),
    "remove_store_member": Call(_member, _first_row_has(is_admin=False)),
    "report_training_progress": Call(
        lambda w, e: {**_leased_job(w, e), "p_epoch": 3}, _first_row_has(current_epoch=3)
    ),
    "request_gpu_termination": Call(_session, _first_row_has(terminate_requested=True)),
    "request_intervention": Call(_intervention, _first_row_has(status="pending")),
    "resolve_deliveries": Call(_failed_delivery, _equals(1)),
    "respond_intervention": Call(_response, _first_row_has(status="approved")),
    "restore_execution": Call(_archived, _first_row_has(status="completed")),
    "reveal_configuration": Call(_sensitive, _equals(SECRET)),
    "reveal_ssh_connection_info": Call(_ssh_reading, _equals({"password": SECRET})),
    "request_configuration_reading": Call(_sensitive, _is_ticket),
    "request_ssh_reading": Call(_ssh_reading, _is_ticket),
    "rotate_encryption_key": Call(_arguments(), lambda response: response[0]["version"] > 1),
    "run_retention": Call(_arguments(), lambda response: response[0]["busy_partitions"] == []),
    "run_upkeep": Call(_arguments(p_task="leftovers"), _first_row_has(outcome="done")),
    "set_configuration": Call(
        _arguments(p_key="set by a call", p_value=SECRET, p_encrypted=True),
        _first_row_has(is_encrypted=True, is_sensitive=True),
    ),
    "set_ssh_connection_info": Call(_ssh_credentials, _equals(None)),
    "start_delivery": Call(_claimed_delivery, _equals(True)),
    "start_upkeep": Call(
        lambda *_: {"p_run_id": str(uuid4()), "p_task": "leftovers"},
        lambda response: response is True,
    ),
    "store_health": Call(_arguments(), lambda response: all(row["found"] for row in response)),
    "store_is_members_only": Call(_arguments(), lambda response: isinstance(response, bool)),
    "upsert_competitions": Call(
        lambda w, _: {"p_competitions": [w.new_values("competitions")]}, _first_row_has(title="T")
    ),
    "validate_code": Call(
        lambda w, e: {**_code(w, e), "p_validation_status": "valid"},
        _first_row_has(validation_status="valid"),
    ),
    "validate_hyperparameters": Call(
        _arguments(params={"learning_rate": 0.1, "epochs": 3}), _equals(True)
    ),
}
