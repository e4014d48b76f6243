"""Each state change has one audit log entry (who, when, what) that no client can change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import get_args
from uuid import UUID, uuid4

import pytest
from psycopg import errors

from kaggle_store.models._audited_tables import AuditedTable
from tests.conftest import Owner
from tests.database.clients import Client, Row, connect, refused


@pytest.fixture
def admin(owner: Owner) -> Iterator[Client]:
    with connect(owner) as connection:
        yield Client(connection, role="admin", subject="root")


def entry(row: Row) -> tuple[object, ...]:
    return row["action"], row["actor_role"], row["actor"], row["old_values"], row["new_values"]


def test_audited_tables_are_those_with_triggers(owner: Owner) -> None:
    found = owner.execute(
        "select distinct relname::text from pg_trigger join pg_class as c on c.oid = tgrelid "
        "where tgfoid = 'kaggle_store.write_audit_log'::regproc"
    ).fetchall()
    assert {table for (table,) in found} == set(get_args(AuditedTable))


def test_execution_changes_are_recorded(agent: Client) -> None:
    id = agent.execution()
    agent.update("agent_executions", id, priority=5)
    agent.update("agent_executions", id, status="data_acquisition")
    agent.update("agent_executions", id, status="cancelled", error_message="enough")
    born, moved, ended = agent.audit_log(id)
    assert entry(born) == ("insert", "service_role", "agent-1", {}, {"status": "pending"})
    assert (born["table_name"], born["execution_id"]) == ("agent_executions", id)
    assert set(moved["old_values"]) == set(moved["new_values"]) == {"status", "started_at"}
    assert moved["old_values"] == {"status": "pending", "started_at": None}
    assert set(ended["new_values"]) == {"status", "error_message", "completed_at"}
    assert (ended["new_values"]["status"], ended["new_values"]["error_message"]) == (
        "cancelled",
        "enough",
    )


def states(client: Client, id: UUID) -> list[object]:
    found = []
    for row in client.audit_log(id):
        values = row["new_values"]
        found.append(values.get("status", values.get("submission_status", row["action"])))
    return found


def test_all_lifecycles_are_recorded(owner: Owner, agent: Client) -> None:
    execution = agent.execution()
    session = agent.session(execution)["id"]
    agent.call("heartbeat_gpu_session", p_id=session)
    agent.call("heartbeat_gpu_session", p_id=session)
    agent.call("close_gpu_session", p_id=session)
    job = agent.job(execution)
    lease = uuid4()
    agent.rows("select claim_training_jobs(%s, 'w')", lease)
    agent.rows("select report_training_progress(%s, %s, p_epoch => 1)", job, lease)
    agent.rows("select complete_training_job(%s, %s)", job, lease)
    submission = agent.submission(execution)
    agent.update("submissions", submission, submission_status="submitted")
    agent.update("submissions", submission, submission_status="scored", public_score=0.5)
    intervention = agent.intervention(execution)["id"]
    agent.call("respond_intervention", p_id=intervention, p_decision="approve")
    assert states(agent, execution) == ["pending", "human_review", "pending"]
    assert states(agent, session) == ["provisioning", "running", "terminated"]
    assert states(agent, job) == ["queued", "running", "completed"]
    assert states(agent, submission) == ["pending", "submitted", "scored"]
    assert states(agent, intervention) == ["pending", "approved"]
    rows = agent.rows("select * from audit_log where execution_id = %s", execution)
    assert len(rows) == 14
    owner.execute("delete from agent_executions where id = %s", [execution])
    rows = agent.rows("select * from audit_log where execution_id = %s order by id", execution)
    assert [row["action"] for row in rows].count("delete") == 5, "entries outlive their rows"
    assert {row["actor_role"] for row in rows} == {"service_role", "postgres"}


def test_every_escalation_is_recorded(agent: Client, set_clock: Callable[[str], None]) -> None:
    id = agent.intervention(agent.execution(), p_priority="critical")["id"]
    for passed in ("16 minutes", "32 minutes"):
        set_clock(passed)
        agent.rows("select escalate_overdue()")
    counts = [row["new_values"].get("escalation_count") for row in agent.audit_log(id)]
    assert counts == [None, 1, 2]


def test_repeat_is_not_recorded(agent: Client) -> None:
    competition, id = agent.competition(), uuid4()
    new = {"id": id, "competition_id": competition, "execution_name": "run"}
    for _ in range(3):
        agent.repeat("agent_executions", **new)
    agent.update("agent_executions", id, status="pending")
    assert len(agent.audit_log(id)) == 1


def test_refused_change_is_not_recorded(agent: Client) -> None:
    id = agent.execution()
    with refused("KS201"):
        agent.update("agent_executions", id, status="completed")
    assert len(agent.audit_log(id)) == 1


# Actors -------------------------------------------------------------------------------------------


def test_lease_names_actor_without_subject(agent: Client) -> None:
    unnamed = agent.with_subject(None)
    id = unnamed.execution()
    lease = uuid4()
    unnamed.rows("select claim_executions(%s, 'worker-7')", lease)
    held = unnamed.with_leases(lease)
    held.update("agent_executions", id, status="data_acquisition")
    submission = held.submission(id)
    session = held.session(id)["id"]
    held.rows("select close_gpu_session(%s)", session)
    unnamed.rows("select fail_execution(%s, %s, 'x', false)", id, lease)
    assert [row["actor"] for row in unnamed.audit_log(id)] == [None, "worker-7", "worker-7"]
    assert [row["actor"] for row in unnamed.audit_log(submission)] == ["worker-7"]
    assert [row["actor"] for row in unnamed.audit_log(session)] == ["worker-7", "worker-7"]


def test_canceller_is_not_recorded_as_worker(agent: Client) -> None:
    unnamed = agent.with_subject(None)
    id = unnamed.execution()
    lease = uuid4()
    with unnamed.connection.transaction():
        unnamed.rows("select claim_executions(%s, 'worker-7')", lease)
        unnamed.update("agent_executions", id, status="cancelled")
    assert unnamed.audit_log(id)[-1]["actor"] is None


def test_response_records_the_person(agent: Client, person: Client) -> None:
    execution = agent.execution(status="training")
    intervention = agent.intervention(execution)["id"]
    person.rows("select respond_intervention(%s, 'approve')", intervention)
    for id in (intervention, execution):
        last = agent.audit_log(id)[-1]
        assert (last["actor_role"], last["actor"]) == ("authenticated", "alice")


# Settings and secrets -----------------------------------------------------------------------------


def setting(client: Client, key: str, value: object, **more: object) -> UUID:
    found: UUID = client.insert(
        "configurations", config_key=key, config_value=json.dumps(value), config_type="api", **more
    )["id"]
    return found


def test_setting_changes_are_recorded(agent: Client) -> None:
    id = setting(agent, "gpu.limit", 1)
    agent.update("configurations", id, config_value="2")
    agent.update("configurations", id, config_value="2")
    agent.update("configurations", id, description="what it does")
    agent.rows("delete from configurations where id = %s", id)
    born, changed, described, gone = agent.audit_log(id)
    assert born["new_values"]["config_value"] == 1
    assert entry(changed)[3:] == ({"config_value": 1}, {"config_value": 2})
    assert described["new_values"] == {"description": "what it does"}
    assert gone["old_values"]["config_value"] == 2
    assert gone["new_values"] == {}


@pytest.mark.parametrize("flag", ["p_sensitive", "p_encrypted"])
def test_secret_values_are_redacted(agent: Client, flag: str) -> None:
    for value in ("hunter2", "hunter3"):
        row = agent.call("set_configuration", p_key="k", p_value=json.dumps(value), **{flag: True})
    agent.rows("delete from configurations where id = %s", row["id"])
    rows = agent.audit_log(row["id"])
    assert len(rows) == 3
    assert "hunter" not in json.dumps([row["old_values"] | row["new_values"] for row in rows])
    assert rows[1]["old_values"] == rows[1]["new_values"] == {"config_value": "[redacted]"}


def test_values_are_redacted_when_flag_changes(
    agent: Client,
) -> None:
    id = setting(agent, "k", "open")
    agent.update("configurations", id, config_value='"hunter2"', is_sensitive=True)
    agent.update("configurations", id, config_value='"open"', is_sensitive=False)
    _, closed, opened = agent.audit_log(id)
    assert closed["old_values"] == {"config_value": "[redacted]", "is_sensitive": False}
    assert closed["new_values"] == {"config_value": "[redacted]", "is_sensitive": True}
    assert opened["old_values"] == {"config_value": "[redacted]", "is_sensitive": True}
    assert opened["new_values"] == {"config_value": "[redacted]", "is_sensitive": False}


def all_values(client: Client) -> str:
    rows = client.rows("select old_values, new_values from audit_log")
    return json.dumps([row["old_values"] | row["new_values"] for row in rows])


@pytest.mark.parametrize("how", ["p_sensitive", "p_encrypted", "flag"])
def test_earlier_values_are_redacted_with_the_setting(agent: Client, how: str) -> None:
    id = setting(agent, "token", "hunter2", description="of hunter2")
    agent.update("configurations", id, description="of hunter2 too")
    other = setting(agent, "limit", 7)
    assert "hunter2" in all_values(agent)
    if how == "flag":
        agent.update("configurations", id, is_sensitive=True)
    else:
        agent.call("set_configuration", p_key="token", p_value='"hunter3"', **{how: True})
    assert "hunter" not in all_values(agent)
    born, *_ = agent.audit_log(id)
    assert born["new_values"]["config_key"] == "token"
    assert born["new_values"]["config_value"] == "[redacted]"
    assert agent.audit_log(other)[0]["new_values"]["config_value"] == 7


def test_values_of_a_deleted_setting_are_redacted(agent: Client) -> None:
    id = setting(agent, "token", "hunter2")
    agent.rows("delete from configurations where id = %s", id)
    agent.call("set_configuration", p_key="token", p_value='"x"', p_encrypted=True)
    assert "hunter2" not in all_values(agent)
    assert [row["action"] for row in agent.audit_log(id)] == ["insert", "delete"]


def test_record_of_a_reading_is_not_redacted(agent: Client) -> None:
    id = setting(agent, "token", "hunter2")
    agent.rows("select request_configuration_reading('token')")
    agent.update("configurations", id, is_sensitive=True)
    reading = agent.audit_log(id)[1]
    assert (reading["action"], reading["new_values"]["config_value"]) == ("reveal", "[revealed]")


def test_ssh_credentials_are_redacted(agent: Client) -> None:
    session = agent.session(agent.execution())["id"]
    agent.call(
        "set_ssh_connection_info", p_id=session, p_ssh_connection_info='{"host": "10.0.0.9"}'
    )
    agent.call("request_ssh_reading", p_id=session, p_reason="it hangs")
    agent.update("gpu_sessions", session, status="terminated")
    rows = agent.audit_log(session)
    assert "10.0.0.9" not in json.dumps([row["old_values"] | row["new_values"] for row in rows])
    assert [row["action"] for row in rows] == ["insert", "reveal", "update"]
    assert rows[1]["new_values"] == {"ssh_connection_info": "[revealed]", "reason": "it hangs"}


# Access -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "insert into audit_log (table_name, row_id, action, actor_role) "
        "values ('x', gen_random_uuid(), 'insert', 'me')",
        "update audit_log set actor = 'other'",
        "delete from audit_log",
        "truncate audit_log",
    ],
)
def test_clients_cannot_write_audit_log(
    agent: Client, admin: Client, person: Client, change: str
) -> None:
    id = agent.execution()
    for client in (agent, admin, person):
        with pytest.raises(errors.InsufficientPrivilege):
            client.rows(change)
    assert len(agent.audit_log(id)) == 1


def test_audit_log_is_open_to_people_not_anon(owner: Owner, agent: Client, person: Client) -> None:
    id = agent.execution()
    assert len(person.audit_log(id)) == 1
    with pytest.raises(errors.InsufficientPrivilege):
        Client(person.connection, role="anon", subject=None).audit_log(id)


def test_audit_log_queries_use_indexes(owner: Owner, agent: Client) -> None:
    id = agent.execution()
    # With few rows or stale statistics the planner may choose another index.
    owner.execute(
        "insert into agent_executions (competition_id, execution_name) "
        "select id, 'run' from competitions, generate_series(1, 2000)"
    )
    owner.execute("analyze audit_log")
    owner.execute("set enable_seqscan = off")
    try:
        for condition, index in (
            ("table_name = 'agent_executions' and row_id = %s", "idx_audit_log_row"),
            ("execution_id = %s", "idx_audit_log_execution"),
        ):
            plan = owner.execute(
                f"explain select * from audit_log where {condition} order by id".encode(), [id]
            ).fetchall()
            assert index in "\n".join(line for (line,) in plan)
    finally:
        owner.execute("reset enable_seqscan")
