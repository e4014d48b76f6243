"""Every call of the API, and the rows that all of them write: for the test of the lock order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from tests.conftest import Owner
from tests.database.row_locks import Call, Name

ROWS = {
    "competition": "competitions",
    "execution": "agent_executions",
    "other_execution": "agent_executions",
    "ended_execution": "agent_executions",
    "old_execution": "agent_executions",
    "research": "research_results",
    "step": "execution_steps",
    "code": "generated_code",
    "unused_code": "generated_code",
    "session": "gpu_sessions",
    "other_session": "gpu_sessions",
    "old_session": "gpu_sessions",
    "termination": "gpu_terminations",
    "job": "training_jobs",
    "queued_job": "training_jobs",
    "spent_job": "training_jobs",
    "left_job": "training_jobs",
    "submission": "submissions",
    "unknown_submission": "submissions",
    "artifact": "artifacts",
    "intervention": "human_interventions",
    "overdue": "human_interventions",
    "left_intervention": "human_interventions",
    "notification": "intervention_notifications",
    "notice": "notices",
    "delivery": "notification_deliveries",
    "sending": "notification_deliveries",
    "secret": "configurations",
    "archived": "archived_executions",
}
"""The rows, by name, and their tables."""


def create_rows(owner: Owner) -> Mapping[str, Any]:
    """Create the rows, and return their ids and other values of the calls' parameters."""
    values: dict[str, Any] = {name: uuid4() for name in ("execution_lease", "job_lease", "new")}
    for number, (name, sql) in enumerate(_CREATE, start=1):
        # Ids of one millisecond have no order; calls lock rows by id.
        cursor = owner.execute(sql.encode(), values | {"next_id": UUID(int=number)})
        if name:
            [(values[name],)] = cursor.fetchall()
    return values | {"listed": json.dumps([_LISTED]), "found": json.dumps([_FOUND])}


_LISTED = {"kaggle_submission_id": "9", "file_name": "a.csv", "submitted_at": "2100-01-01T00:00Z"}
_FOUND = {"kaggle_id": "k", "title": "found again", "metric_direction": "minimize"}
_URI = "'s3://b/' || %(execution)s || '/' || repeat('0', 32) || '/a'"
_NEW_URI = _URI.replace("/a'", "/b'")
_OLD = "kaggle_store.now() - interval '500 days'"


def _new(table: str, columns: str, values: str) -> str:
    return f"insert into {table} (id, {columns}) values (%(next_id)s, {values}) returning id"


def _execution(name: str, columns: str = "", values: str = "") -> str:
    return _new(
        "agent_executions",
        f"competition_id, execution_name, gpu_budget_dollars{columns}",
        f"%(competition)s, '{name}', 1000{values}",
    )


def _job(name: str) -> str:
    return _new(
        "training_jobs",
        "execution_id, code_id, job_name, max_attempts",
        f"%(execution)s, %(code)s, '{name}', 1",
    )


_ENDED = ", status, started_at, completed_at"
_CREATE = [
    ("competition", _new("competitions", "kaggle_id, title", "'k', 'K'")),
    # Archived before the others exist: so it is the only one.
    ("archived", _execution("archived", _ENDED, f", 'completed', {_OLD}, {_OLD}")),
    ("", "select archive_executions()"),
    ("old_execution", _execution("old", _ENDED, f", 'completed', {_OLD}, {_OLD}")),
    (
        "old_session",
        _new(
            "gpu_sessions",
            "execution_id, provider, instance_type, status",
            "%(old_execution)s, 'p', 't', 'terminated'",
        ),
    ),
    ("ended_execution", _execution("ended", ", status", ", 'completed'")),
    ("execution", _execution("run", ", status, max_attempts", ", 'submission', 1")),
    ("code", _new("generated_code", "execution_id, code_type, file_name, code_content",
                  "%(execution)s, 'eda', 'a.py', 'a'")),
    ("unused_code", _new("generated_code", "execution_id, code_type, file_name, code_content",
                         "%(execution)s, 'eda', 'b.py', 'b'")),
    ("sha256", "select content_sha256 from generated_code where id = %(unused_code)s"),
    ("research", _new("research_results",
                      "execution_id, research_type, query_text, source_api, raw_response",
                      "%(execution)s, 'documentation', 'q', 's', '{}'")),
    ("step", _new("execution_steps", "execution_id, round, name, stage, result, worker",
                  "%(execution)s, 1, 'plan', 'submission', '1', 'w'")),
    ("session", _new("gpu_sessions",
                     "execution_id, provider, instance_id, instance_type, cost_limit_dollars, "
                     "hourly_rate_dollars", "%(execution)s, 'p', 'i', 't', 10, 1")),
    ("other_session", _new("gpu_sessions",
                           "execution_id, provider, instance_id, instance_type, "
                           "cost_limit_dollars", "%(execution)s, 'p', 'j', 't', 10")),
    ("termination", _new("gpu_terminations",
                         "gpu_session_id, execution_id, claim_id, claimed_by, claimed_until",
                         "%(session)s, %(execution)s, %(new)s, 's', '2100-01-01'")),
    ("", "select heartbeat_gpu_session(id, 50) from gpu_sessions where instance_id is not null"),
    # So each heartbeat has a cost to add.
    ("", "update gpu_sessions set provisioned_at = provisioned_at - interval '1 hour' "
         "where id = %(session)s"),
    ("", "select set_ssh_connection_info(%(session)s, '{}')"),
    ("ssh_ticket", "select request_ssh_reading(%(session)s, 'a test')"),
    ("job", _job("job")),
    ("", "select claim_training_jobs(%(job_lease)s, 'w', 86400, 1, %(session)s)"),
    ("spent_job", _job("spent")),
    ("", "select claim_training_jobs(gen_random_uuid(), 'w', 86400)"),
    ("", "update training_jobs set lease_expires_at = '2020-01-01' where id = %(spent_job)s"),
    ("queued_job", _job("queued")),
    ("", "select claim_executions(%(execution_lease)s, 'w', 86400)"),
    ("other_execution", _execution("other")),
    # What was skipped when its execution ended.
    ("left_code", _new("generated_code", "execution_id, code_type, file_name, code_content",
                       "%(ended_execution)s, 'eda', 'a.py', 'a'")),
    ("left_job", _new("training_jobs", "execution_id, code_id, job_name, status",
                      "%(ended_execution)s, %(left_code)s, 'left', 'running'")),
    ("left_intervention", _new("human_interventions",
                               "execution_id, intervention_type, title, description",
                               "%(ended_execution)s, 'error_review', 't', 'd'")),
    ("intervention", _new("human_interventions",
                          "execution_id, intervention_type, title, description, subject, "
                          "pauses_execution",
                          "%(execution)s, 'error_review', 't', 'd', 'known', false")),
    ("overdue", _new("human_interventions",
                     "execution_id, intervention_type, title, description, pauses_execution, "
                     "sla_deadline, created_at",
                     f"%(execution)s, 'error_review', 't', 'd', false, {_OLD}, {_OLD}")),
    ("notification",
     "select id from intervention_notifications where intervention_id = %(intervention)s"),
    ("notice", _new("notices", "kind, priority, title, dedup_key, execution_id",
                    "'health', 'low', 't', 'health:x', %(execution)s")),
    ("delivery", _new("notification_deliveries",
                      "notification_id, channel, priority, claim_id, claimed_by, claimed_until",
                      "%(notification)s, 'a', 'low', %(new)s, 'n', '2100-01-01'")),
    ("sending", _new("notification_deliveries",
                     "notification_id, channel, priority, status, claim_id, claimed_by,"
                     " claimed_until",
                     "%(notification)s, 'b', 'low', 'sending', %(new)s, 'n', '2100-01-01'")),
    ("submission", _new("submissions", "execution_id, training_job_id, submission_file_path",
                        "%(execution)s, %(job)s, 'a.csv'")),
    ("artifact", _new("artifacts",
                      "execution_id, training_job_id, submission_id, code_id, kind, name, uri, "
                      "sha256, size_bytes",
                      f"%(execution)s, %(job)s, %(submission)s, %(code)s, 'data', 'a', {_URI}, "
                      "repeat('0', 64), 1")),
    # Without a submission that Kaggle has received no execution is completed.
    ("", _new("submissions", "execution_id, submission_file_path, submission_status",
              "%(execution)s, 'sent.csv', 'submitted'")),
    ("unknown_submission", _new("submissions",
                                "execution_id, submission_file_path, submission_status",
                                "%(execution)s, 'u.csv', 'unknown'")),
    ("", "select report_training_progress(%(job)s, %(job_lease)s, p_validation_score => 0.5)"),
    ("", "select set_configuration('secret', '1', p_encrypted => true)"),
    ("secret", "select id from configurations"),
    ("secret_ticket", "select request_configuration_reading('secret')"),
    ("ciphertext", "select encrypt_config_value('x')"),
    ("checksum", "select checksum from archived_executions"),
    # Valid during the whole test, for the role that runs it.
    ("", "update kaggle_store.readings set asked_at = '2100-01-01', "
         "reader = 'service_role tester'"),
    ("metric", "select id from system_metrics limit 1"),
]  # fmt: skip


# Under no lease, the execution's, the job's, or both: each may reach other rows.
_LEASES = {
    "": "",
    " as its agent": "execution_lease",
    " as its trainer": "job_lease",
    " as both": "execution_lease job_lease",
}

_ASK = (
    "select request_intervention(null, %(execution)s, 'error_review', 't', 'd', p_subject => '{}',"
    " p_pauses_execution => true)"
)
_INTERVENTION = (
    "insert into human_interventions (execution_id, intervention_type, title, description, subject)"
    " values (%(execution)s, 'error_review', 't', 'd', '{}') on conflict do nothing"
)
_SESSION = (
    "insert into gpu_sessions (id, execution_id, provider, instance_type, cost_limit_dollars)"
    " values ({}, %(execution)s, 'p', 't', 1) on conflict (id) do nothing"
)
_RESEARCH = (
    "row(null, %(execution)s, 'documentation', 'q', 's', '{{\"a\": {}}}', null, null, null, null, "
    "null, null, null)::research_row"
)

_FENCED: dict[str, str] = {
    "heartbeat_gpu_session": "select heartbeat_gpu_session(%(session)s, 50)",
    "request_gpu_termination": "select request_gpu_termination(%(session)s)",
    "close_gpu_session": "select close_gpu_session(%(session)s, 'terminated', 1.5)",
    "set_ssh_connection_info": "select set_ssh_connection_info(%(session)s, '{}')",
    "request_ssh_reading": "select request_ssh_reading(%(session)s, 'a test')",
    "reveal_ssh_connection_info": "select reveal_ssh_connection_info(%(session)s, %(ssh_ticket)s)",
    "insert gpu_sessions": _SESSION.format("%(new)s"),
    "insert gpu_sessions: again": _SESSION.format("%(session)s"),
    "update gpu_sessions: limit":
        "update gpu_sessions set cost_limit_dollars = 20 where id = %(session)s",
    "update gpu_sessions: rate":
        "update gpu_sessions set hourly_rate_dollars = 2 where id = %(session)s",
    "update gpu_sessions: all":
        "update gpu_sessions set hourly_rate_dollars = 2 where execution_id = %(execution)s",
    "request_intervention": _ASK.format("new"),
    "request_intervention: again": _ASK.format("known"),
    "insert human_interventions": _INTERVENTION.format("new"),
    "insert human_interventions: again": _INTERVENTION.format("known"),
    "respond_intervention": "select respond_intervention(%(intervention)s, 'approve')",
    "update human_interventions":
        "update human_interventions set priority = 'critical' where id = %(intervention)s",
    "update human_interventions: all":
        "update human_interventions set title = 'x' where execution_id = %(execution)s",
    "insert submissions":
        "insert into submissions (execution_id, training_job_id, submission_file_path) "
        "values (%(execution)s, %(job)s, 'z.csv')",
    "update submissions":
        "update submissions set submission_status = 'submitted' where id = %(submission)s",
    "update submissions: all":
        "update submissions set submission_status = 'failed' where execution_id = %(execution)s",
    "insert training_jobs":
        "insert into training_jobs (execution_id, code_id, gpu_session_id, job_name) values "
        "(%(execution)s, %(code)s, %(session)s, 'x'), "
        "(%(execution)s, %(unused_code)s, %(other_session)s, 'y')",
    "insert generated_code":
        "insert into generated_code (execution_id, code_type, file_name, code_content) "
        "values (%(execution)s, 'eda', 'c.py', 'c')",
    "update generated_code":
        "update generated_code set file_name = 'c.py' where id = %(unused_code)s",
    "update generated_code: all":
        "update generated_code set file_path = 'c.py' where execution_id = %(execution)s",
    "approve_code": "select approve_code(%(unused_code)s, %(sha256)s)",
    "validate_code": "select validate_code(%(unused_code)s, %(sha256)s, 'valid')",
    "insert research_results":
        "insert into research_results (execution_id, research_type, query_text, source_api, "
        "raw_response) values (%(execution)s, 'documentation', 'r', 's', '{}')",
    "insert_research_results":
        f"select insert_research_results(array[{_RESEARCH.format(1)}, {_RESEARCH.format(2)}])",
    "record_artifact":
        f"select record_artifact(%(new)s, %(execution)s, 'data', 'b', {_NEW_URI}, repeat('0', 64),"
        " 1, %(job)s, %(submission)s, %(code)s)",
    "record_artifact: again":
        f"select record_artifact(%(new)s, %(execution)s, 'data', 'a', {_URI}, repeat('0', 64), 1,"
        " %(job)s, %(submission)s, %(code)s)",
    "update research_results":
        "update research_results set citation_count = 1 where execution_id = %(execution)s",
}  # fmt: skip
"""Calls whose lock order may depend on the leases of the request."""

_OF_AGENT: dict[str, str] = {
    "update agent_executions": "set priority = 3",
    "update agent_executions: failed": "set status = 'failed'",
    "update agent_executions: budget": "set gpu_budget_dollars = 0.1",
}
_JOB = "update training_jobs set {} where id = %(job)s"
_OF_TRAINER: dict[str, str] = {
    "update training_jobs": _JOB.format("progress = 0.5"),
    "update training_jobs: failed": _JOB.format("status = 'failed'"),
    "report_training_progress":
        "select report_training_progress(%(job)s, p_epoch => 2, p_validation_score => 0.6)",
}  # fmt: skip

_OTHERS: dict[str, str] = {
    "update agent_executions: cancelled":
        "update agent_executions set status = 'cancelled' where id = %(execution)s",
    "insert agent_executions":
        "insert into agent_executions (competition_id, execution_name) "
        "values (%(competition)s, 'x')",
    "insert agent_executions: again":
        "insert into agent_executions (id, competition_id, execution_name) "
        "values (%(execution)s, %(competition)s, 'x') on conflict (id) do nothing",
    "claim_executions": "select claim_executions(%(new)s, 'w', 60, 5)",
    "record_step":
        "select record_step(%(execution)s, %(execution_lease)s, 1, 'new', '1')",
    "record_step: again":
        "select record_step(%(execution)s, %(execution_lease)s, 1, 'plan', '1')",
    "heartbeat_execution": "select heartbeat_execution(%(execution)s, %(execution_lease)s)",
    "release_execution": "select release_execution(%(execution)s, %(execution_lease)s)",
    "fail_execution": "select fail_execution(%(execution)s, %(execution_lease)s, 'e', false)",
    "complete_execution": "select complete_execution(%(execution)s, %(execution_lease)s)",
    "claim_training_jobs": "select claim_training_jobs(%(new)s, 'w', 60, 5)",
    "claim_training_jobs: machine":
        "select claim_training_jobs(%(new)s, 'w', 60, 5, %(session)s)",
    "heartbeat_training_job": "select heartbeat_training_job(%(job)s, %(job_lease)s)",
    "release_training_job": "select release_training_job(%(job)s, %(job_lease)s)",
    "complete_training_job": "select complete_training_job(%(job)s, %(job_lease)s)",
    "fail_training_job": "select fail_training_job(%(job)s, %(job_lease)s, 'e')",
    "report_training_progress: lease":
        "select report_training_progress(%(job)s, %(job_lease)s, p_epoch => 2)",
    "update training_jobs: cancelled": _JOB.format("status = 'cancelled'"),
    "update training_jobs: all cancelled":
        "update training_jobs set status = 'cancelled' where execution_id = %(execution)s",
    "gpu_sessions_due": "select gpu_sessions_due()",
    "claim_gpu_terminations":
        "select claim_gpu_terminations(gen_random_uuid(), 's', '{p}')",
    "finish_gpu_termination": "select finish_gpu_termination(%(termination)s, %(new)s)",
    "finish_gpu_termination: failed":
        "select finish_gpu_termination(%(termination)s, %(new)s, 'e')",
    "report_gpu_machines": "select report_gpu_machines('p', '[]')",
    "escalate_overdue": "select escalate_overdue()",
    "confirm_notification": "select confirm_notification(%(notification)s, 'slack')",
    "claim_deliveries":
        "select claim_deliveries(gen_random_uuid(), 'n', '{\"a\": {}}', null)",
    "start_delivery": "select start_delivery(%(delivery)s, %(new)s)",
    "finish_delivery": "select finish_delivery(%(sending)s, %(new)s)",
    "finish_delivery: failed": "select finish_delivery(%(sending)s, %(new)s, 'e')",
    "release_deliveries": "select release_deliveries(%(new)s)",
    "resolve_deliveries": "select resolve_deliveries(true)",
    "close_leftovers": "select close_leftovers()",
    "reconcile_submissions": "select reconcile_submissions(%(competition)s, %(listed)s, true)",
    "correct_metric_direction": "select correct_metric_direction(%(competition)s, 'maximize')",
    "upsert_competitions": "select upsert_competitions(%(found)s)",
    "insert competitions": "insert into competitions (kaggle_id, title) values ('new', 'x')",
    "update competitions":
        "update competitions set metric_direction = 'maximize' where id = %(competition)s",
    "rotate_encryption_key": "select rotate_encryption_key()",
    "set_configuration": "select set_configuration('secret', '2')",
    "encrypt_config_value": "select encrypt_config_value('x')",
    "request_configuration_reading": "select request_configuration_reading('secret')",
    "reveal_configuration": "select reveal_configuration('secret', %(secret_ticket)s)",
    "insert configurations":
        "insert into configurations (config_key, config_value, config_type) "
        "values ('new', '1', 'system')",
    "update configurations":
        "update configurations set description = 'x' where id = %(secret)s",
    "delete configurations": "delete from configurations where id = %(secret)s",
    "archive_executions": "select archive_executions()",
    "restore_execution": "select restore_execution(%(archived)s)",
    "list_artifact_removals": "select list_artifact_removals()",
    "list_metric_exports": "select list_metric_exports()",
    "confirm_artifact_removals": "select confirm_artifact_removals(array[%(new)s]::uuid[])",
    "confirm_archive_export": "select confirm_archive_export(%(archived)s, %(checksum)s)",
    "probe_disk": "select probe_disk()",
    "start_upkeep": "select start_upkeep(%(new)s, 'leftovers')",
    "run_upkeep: interventions": "select run_upkeep('overdue_interventions')",
    "run_upkeep: sessions": "select run_upkeep('gpu_sessions')",
    "run_upkeep: leftovers": "select run_upkeep('leftovers')",
    "run_upkeep: archive": "select run_upkeep('archive')",
    "run_upkeep: notices": "select run_upkeep('notices')",
    "run_upkeep: health": "select run_upkeep('health_notices')",
    "run_upkeep: integrity": "select run_upkeep('integrity_notices')",
    "insert system_metrics":
        "insert into system_metrics (metric_name, metric_value, metric_type, execution_id) "
        "values ('loss', 1, 'gauge', %(execution)s)",
    "record_metrics":
        "select record_metrics(array[row('loss', 1, 'gauge', null, %(execution)s, null)"
        "::metric_row])",
    "record_metric_points":
        "select record_metric_points(array[gen_random_uuid()], array[now()], array['loss'], "
        "array[1.0], array['gauge']::kaggle_store.metric_type[], array[null]::jsonb[], "
        "array[%(execution)s]::uuid[], array['c'])",
}  # fmt: skip

_DELETED = {
    "competitions": "competition",
    "agent_executions": "execution",
    "research_results": "research",
    "generated_code": "code",
    "execution_steps": "step",
    "gpu_sessions": "session",
    "training_jobs": "job",
    "submissions": "submission",
    "human_interventions": "intervention",
    "artifacts": "artifact",
    "archived_executions": "archived",
    "system_metrics": "metric",
}


def calls() -> dict[str, Call]:
    """Return every call by its name: a function or `verb table`, and after a colon a variant."""
    found: dict[str, Call] = {}
    for name, sql in _FENCED.items():
        found |= {name + who: Call(sql, leases) for who, leases in _LEASES.items()}
    for who in (" as its agent", " as both"):
        for name, changes in _OF_AGENT.items():
            sql = f"update agent_executions {changes} where id = %(execution)s"
            found[name + who] = Call(sql, _LEASES[who])
        cancels = _OTHERS["update training_jobs: all cancelled"]
        found[f"update training_jobs: all cancelled{who}"] = Call(cancels, _LEASES[who])
        prefers = "update training_jobs set priority = 1 where id = %(queued_job)s"
        found[f"update training_jobs: queued{who}"] = Call(prefers, _LEASES[who])
    for who in (" as its trainer", " as both"):
        found |= {name + who: Call(sql, _LEASES[who]) for name, sql in _OF_TRAINER.items()}
    found |= {name: Call(sql) for name, sql in _OTHERS.items()}
    for table, row in _DELETED.items():
        sql = f"delete from {table} where id = %({row})s"
        found[f"delete {table}"] = Call(sql, role="admin")
    found["update system_metrics"] = Call(
        "update system_metrics set component = 'c' where id = %(metric)s", role="admin"
    )
    return found


def rows_of(values: Mapping[str, UUID]) -> dict[Name, tuple[str, UUID]]:
    """Return the table and the id of each row."""
    return {name: (table, values[name]) for name, table in ROWS.items()}
