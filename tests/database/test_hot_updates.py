"""Heartbeats and reports change no indexed column and write no audit log; a best score does."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.conftest import Owner
from tests.database.clients import Client, Row, visible_columns

Write = Callable[[Client], Row]


def heartbeat_execution(agent: Client) -> Write:
    lease, id = uuid4(), agent.execution()
    agent.call("claim_executions", p_lease_id=lease, p_worker="w", p_execution_id=id)
    return lambda client: client.call(
        "heartbeat_execution", p_id=id, p_lease_id=lease, p_lease_seconds=900
    )


def leased_job(agent: Client) -> tuple[UUID, UUID]:
    lease, execution = uuid4(), agent.execution()
    id = agent.job(execution)
    agent.call("claim_training_jobs", p_lease_id=lease, p_worker="w", p_execution_id=execution)
    return id, lease


def heartbeat_job(agent: Client) -> Write:
    id, lease = leased_job(agent)
    return lambda client: client.call(
        "heartbeat_training_job", p_id=id, p_lease_id=lease, p_lease_seconds=900
    )


def report(agent: Client, score: float = 0.5) -> Write:
    """Prepare a report with every value, of a score that is worse than the best by default."""
    id, lease = leased_job(agent)
    agent.call(
        "report_training_progress", p_id=id, p_lease_id=lease, p_step=1, p_validation_score=0.8
    )
    return lambda client: client.call(
        "report_training_progress",
        p_id=id,
        p_lease_id=lease,
        p_step=2,
        p_epoch=1,
        p_total_epochs=10,
        p_metrics=json.dumps({"loss": 0.5}),
        p_validation_score=score,
        p_early_stopping_epoch=1,
        p_peak_memory_gb=3,
        p_gpu_utilization_percent=50,
    )


def heartbeat_session(agent: Client) -> Write:
    id = agent.session(agent.execution(gpu_budget_dollars=100))["id"]
    agent.call("heartbeat_gpu_session", p_id=id)
    return lambda client: client.call("heartbeat_gpu_session", p_id=id)


CASES: dict[Callable[[Client], Write], dict[str, int]] = {
    heartbeat_execution: {"agent_executions": 1},
    heartbeat_job: {"training_jobs": 1},
    report: {"training_jobs": 1},
    # The session's cost is added to its execution's.
    heartbeat_session: {"gpu_sessions": 1, "agent_executions": 1},
}


@pytest.mark.parametrize("case", CASES)
def test_touches_no_index(
    owner: Owner, agent: Client, set_clock: Callable[[str], None], case: Callable[[Client], Write]
) -> None:
    write = case(agent)
    audited = agent.one("select count(*) from audit_log")
    rows = {table: snapshot(agent, table) for table in CASES[case]}
    set_clock("1 minute")
    with agent.connection.transaction():
        earlier = {table: updates(agent, table) for table in CASES[case]}
        write(agent)
        for table, (updated, hot) in earlier.items():
            count = CASES[case][table]
            assert updates(agent, table) == (updated + count, hot + count)
    for table, before in rows.items():
        changed = changed_columns(before, snapshot(agent, table))
        assert "updated_at" in changed
        assert not changed & indexed_columns(owner, table), "an indexed column changes"
    assert agent.one("select count(*) from audit_log") == audited


def test_only_indexed_column_of_reports(owner: Owner, agent: Client) -> None:
    write = report(agent, score=0.9)
    before = snapshot(agent, "training_jobs")
    write(agent)
    changed = changed_columns(before, snapshot(agent, "training_jobs"))
    indexed = indexed_columns(owner, "training_jobs")
    assert changed & indexed == {"best_validation_score"}, "the list of the best has an index"


@pytest.mark.parametrize("table", ["agent_executions", "training_jobs", "gpu_sessions"])
def test_triggers_of_moves_name_their_columns(owner: Owner, table: str) -> None:
    """A condition is parsed by each statement that may fire the trigger."""
    rows = owner.execute(
        "select tgname, tgattr::text from pg_trigger"
        " where tgrelid = %s::regclass and pg_get_triggerdef(oid) ~ 'BEFORE UPDATE|AFTER UPDATE'"
        " and pg_get_triggerdef(oid) like '%%old.status%%'",
        [f"public.{table}"],
    ).fetchall()
    assert [name for name, columns in rows if not columns] == []
    assert "record_moves" in dict(rows)


def updates(client: Client, table: str) -> tuple[int, int]:
    """Return the rows that this connection has updated, and how many of them touched no index.

    Reported at the end of a transaction, at the latest, when both begin again with 0.
    """
    row = client.row(
        "select pg_stat_get_xact_tuples_updated(%s::regclass) as updated,"
        " pg_stat_get_xact_tuples_hot_updated(%s::regclass) as hot",
        table,
        table,
    )
    return row["updated"], row["hot"]


def snapshot(client: Client, table: str) -> Row:
    return client.row(f"select {visible_columns(table)} from {table}")


def changed_columns(before: Row, after: Row) -> set[str]:
    return {name for name in after if after[name] != before[name]}


def indexed_columns(owner: Owner, table: str) -> set[str]:
    """Return the columns of all indexes, those of expressions and conditions included."""
    rows = owner.execute(
        "select distinct a.attname from pg_index as i"
        " join pg_depend as d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid"
        " and d.refobjid = i.indrelid"
        " join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid"
        " where i.indrelid = %s::regclass and d.refobjsubid > 0"
        " union select a.attname from pg_index as i"
        " join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)"
        " where i.indrelid = %s::regclass",
        [f"public.{table}"] * 2,
    )
    return {name for (name,) in rows}
