"""Upkeep tasks: their records, their policy, and concurrent runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Owner
from tests.database.clients import Client, claim_one, connect, refused

Clock = Callable[[str], None]

TASKS = (
    "overdue_interventions",
    "gpu_sessions",
    "leftovers",
    "metric_partitions",
    "metrics_retention",
    "archive",
    "execution_summary",
    "notices",
    "health_notices",
    "integrity_notices",
)


def run(agent: Client, task: str, **more: object) -> dict[str, Any]:
    return agent.call("run_upkeep", p_task=task, **more)


def set_policy(agent: Client, key: str, value: object) -> None:
    agent.insert(
        "configurations", config_key=key, config_value=json.dumps(value), config_type="system"
    )


@pytest.mark.parametrize("task", TASKS)
def test_each_run_leaves_a_record(agent: Client, task: str) -> None:
    done = run(agent, task, p_run_by="host:7")
    assert (done["outcome"], done["more_left"], done["error"]) == ("done", False, None)
    record = agent.row("select * from upkeep_runs")
    assert {name: record[name] for name in ("task", "outcome", "counts", "duration_seconds")} == {
        name: done[name] for name in ("task", "outcome", "counts", "duration_seconds")
    }
    assert record["duration_seconds"] > 0
    assert record["run_by"] == "service_role agent-1 host:7"


def test_tasks_do_their_work(agent: Client, owner: Owner, set_clock: Clock) -> None:
    execution = agent.execution(gpu_budget_dollars=5)
    agent.session(execution, cost_limit_dollars=1)
    agent.intervention(execution, p_pauses_execution=False)
    owner.execute("select ensure_metric_partitions('2020-01-01', '2020-02-01')")
    agent.execution(
        status="completed", started_at="2020-01-01T00:00:00Z", completed_at="2020-01-02T00:00:00Z"
    )
    set_clock("5 hours")
    counts = {task: run(agent, task)["counts"] for task in TASKS}
    assert counts["overdue_interventions"] == {"escalated": 1, "more_left": False}
    assert counts["gpu_sessions"] == {"due": 1}
    assert counts["metrics_retention"] == {
        "dropped": 2,
        "busy": 0,
        "kept_unexported": 0,
        "purged_rows": 0,
        "forgotten_notices": 0,
        "more_left": False,
    }
    assert counts["archive"] == {"archived": 1, "busy": 0, "refused": {}, "more_left": False}
    assert agent.one("select count(*) from kaggle_store.execution_summary") == 1
    assert agent.one("select terminate_reason from gpu_sessions") == "stale_heartbeat"


def test_tickets_are_kept_for_an_hour(agent: Client, owner: Owner, set_clock: Clock) -> None:
    agent.rows("select set_configuration('sealed', '1', null, null, true)")
    agent.rows("select request_configuration_reading('sealed')")
    for clock, forgotten in (("59 minutes", 0), ("61 minutes", 1)):
        set_clock(clock)
        assert run(agent, "leftovers")["counts"]["forgotten_readings"] == forgotten
    assert owner.execute("select count(*) from kaggle_store.readings").fetchone() == (0,)


def test_failed_task_rolls_back_and_records_error(agent: Client, owner: Owner) -> None:
    owner.execute("select ensure_metric_partitions('2020-01-01', '2020-01-01')")
    set_policy(agent, "retention.metrics_days", -1)
    done = run(agent, "metrics_retention")
    assert (done["outcome"], done["error_code"]) == ("failed", "KS340")
    assert "retention.metrics_days" in done["error"]
    record = agent.row("select * from upkeep_runs")
    assert (record["outcome"], record["error_code"], record["error"]) == (
        "failed",
        "KS340",
        done["error"],
    )
    assert agent.one("select to_regclass('system_metrics_2020_01') is not null")


@pytest.mark.parametrize(
    "value", [0, 6, 36501, -90, 90.5, 1e300, "90", True, None, [], {}, "v1:AAAA"]
)
def test_invalid_retention_deletes_nothing(agent: Client, owner: Owner, value: object) -> None:
    owner.execute("select ensure_metric_partitions('2020-01-01', '2020-01-01')")
    set_policy(agent, "retention.metrics_days", value)
    with refused("KS340") as facts:
        agent.call("run_retention")
    assert facts == {"config_key": "retention.metrics_days", "least": 7, "most": 36500}
    assert agent.one("select to_regclass('system_metrics_2020_01') is not null")


@pytest.mark.parametrize(
    ("key", "task"),
    [
        ("retention.executions_days", "archive"),
        ("retention.restored_days", "archive"),
        ("retention.batch_size", "archive"),
        ("upkeep.months_ahead", "metric_partitions"),
        ("upkeep.runs_days", "leftovers"),
        ("upkeep.batch_seconds", "leftovers"),
    ],
)
def test_policy_values_are_checked_on_use(agent: Client, key: str, task: str) -> None:
    set_policy(agent, key, 0)
    done = run(agent, task)
    assert (done["outcome"], done["error_code"], key in done["error"]) == ("failed", "KS340", True)


def test_settings_override_the_policy(agent: Client, owner: Owner, set_clock: Clock) -> None:
    for key, value in {
        "retention.executions_days": 30,
        "retention.batch_size": 1,
        "upkeep.months_ahead": 6,
    }.items():
        set_policy(agent, key, value)
    for _ in range(2):
        agent.update("agent_executions", agent.execution(), status="cancelled")
    set_clock("31 days")
    done = run(agent, "archive")
    assert (done["counts"]["archived"], done["more_left"]) == (1, True)
    assert run(agent, "metric_partitions")["counts"]["created"] >= 3


def test_concurrent_run_reports_elsewhere(agent: Client, other_agent: Client) -> None:
    with other_agent.connection.transaction():
        assert run(other_agent, "archive")["outcome"] == "done"
        assert run(agent, "archive")["outcome"] == "elsewhere"
        assert run(agent, "leftovers")["outcome"] == "done"
    assert run(agent, "archive")["outcome"] == "done"
    assert agent.one("select count(*) from upkeep_runs") == 3, "a skipped run has no record"


def test_task_runs_only_when_due(agent: Client, other_agent: Client, set_clock: Clock) -> None:
    assert run(agent, "archive", p_only_when_due=True)["outcome"] == "done"
    assert run(other_agent, "archive", p_only_when_due=True)["outcome"] == "not_due"
    assert run(agent, "overdue_interventions", p_only_when_due=True)["outcome"] == "done"
    set_clock("55 seconds")
    assert run(agent, "overdue_interventions", p_only_when_due=True)["outcome"] == "done"
    assert run(agent, "archive", p_only_when_due=True)["outcome"] == "not_due"
    set_clock("1 hour")
    assert run(agent, "archive", p_only_when_due=True)["outcome"] == "done"


def test_old_run_records_are_deleted(agent: Client, set_clock: Clock) -> None:
    run(agent, "archive")
    set_clock("6 days")
    assert run(agent, "leftovers")["counts"]["forgotten_runs"] == 0
    set_clock("8 days")
    assert run(agent, "leftovers")["counts"]["forgotten_runs"] == 0, "the latest of its task"
    run(agent, "archive")
    assert run(agent, "leftovers")["counts"]["forgotten_runs"] == 1
    assert agent.one("select count(*) from upkeep_runs where task = 'archive'") == 1


def test_task_gives_up_on_lock_timeout(agent: Client, owner: Owner) -> None:
    month = agent.one("select to_char(now(), 'YYYY_MM')")
    owner.execute(f"drop table system_metrics_{month}".encode())
    with connect(owner) as reader:
        reader.execute("begin")
        reader.execute("select from system_metrics_default")
        done = run(agent, "metric_partitions")
        assert (done["outcome"], done["error_code"]) == ("failed", "55P03")
        reader.execute("rollback")
    assert run(agent, "metric_partitions")["counts"]["created"] == 1


def test_summary_without_data_is_refreshed(agent: Client, owner: Owner) -> None:
    owner.execute("refresh materialized view kaggle_store.execution_summary with no data")
    assert run(agent, "execution_summary")["outcome"] == "done"
    owner.execute("select from kaggle_store.execution_summary")


def test_every_task_has_an_interval(owner: Owner) -> None:
    rows = owner.execute(
        "select task::text from kaggle_store.upkeep_tasks as t order by t.task"
    ).fetchall()
    assert tuple(task for (task,) in rows) == TASKS


# Records ------------------------------------------------------------------------------------------


def start(agent: Client, id: UUID, task: str = "archive", **more: object) -> object:
    return agent.one("select start_upkeep(%s, %s, %s)", id, task, more.get("when_due", False))


def record(agent: Client, id: UUID) -> tuple[object, object]:
    row = agent.get("upkeep_runs", id)
    return row["outcome"], row["error_code"]


def test_cancelled_task_leaves_a_record(agent: Client, owner: Owner) -> None:
    agent.connection.execute("set statement_timeout = '200ms'")
    with connect(owner) as other, other.transaction():
        other.execute("refresh materialized view kaggle_store.execution_summary")
        done = run(agent, "execution_summary")
    assert (done["outcome"], done["error_code"]) == ("failed", "57014")
    assert agent.one("select error_code from upkeep_runs") == "57014"
    assert run(agent, "archive")["outcome"] == "done"
    assert run(agent, "execution_summary")["outcome"] == "done"


def test_started_run_ends_its_own_record(agent: Client) -> None:
    id = uuid4()
    assert start(agent, id) is True
    assert start(agent, id) is True
    assert record(agent, id) == ("running", None)
    done = run(agent, "archive", p_run_id=id)
    assert (done["outcome"], record(agent, id)) == ("done", ("done", None))
    assert agent.one("select count(*) from upkeep_runs") == 1
    assert run(agent, "archive", p_run_id=id) == done, "a repeat returns what was recorded"
    assert agent.one("select count(*) from upkeep_runs") == 1


def test_start_without_end_is_a_failure(agent: Client, set_clock: Clock) -> None:
    id = uuid4()
    start(agent, id)
    start(agent, uuid4())
    assert record(agent, id) == ("running", None)
    set_clock("2 minutes")
    start(agent, uuid4())
    assert record(agent, id) == ("failed", "08006")


def test_run_at_work_is_not_cut_off(agent: Client, other_agent: Client, set_clock: Clock) -> None:
    id = uuid4()
    start(agent, id)
    set_clock("2 minutes")
    with other_agent.connection.transaction():
        assert run(other_agent, "archive", p_run_id=id)["outcome"] == "done"
        assert start(agent, uuid4()) is False
        assert record(agent, id) == ("running", None)
        assert run(agent, "archive", p_run_id=id)["outcome"] == "elsewhere", "a repeat"
    assert record(agent, id) == ("done", None)


def test_start_is_withdrawn_when_another_was_first(agent: Client, other_agent: Client) -> None:
    id = uuid4()
    start(agent, id)
    with other_agent.connection.transaction():
        assert run(other_agent, "archive")["outcome"] == "done"
        assert run(agent, "archive", p_run_id=id)["outcome"] == "elsewhere"
    assert agent.rows("select from upkeep_runs where id = %s", id) == []


def test_start_counts_as_run_for_others(agent: Client, set_clock: Clock) -> None:
    assert start(agent, uuid4(), when_due=True) is True
    assert start(agent, uuid4(), when_due=True) is False
    set_clock("1 hour")
    assert start(agent, uuid4(), when_due=True) is True


def test_id_of_another_task_is_not_overwritten(agent: Client) -> None:
    id = uuid4()
    start(agent, id, "leftovers")
    assert run(agent, "archive", p_run_id=id)["outcome"] == "done"
    assert record(agent, id) == ("running", None)
    assert start(agent, id, "archive") is False


@pytest.mark.parametrize(
    "function",
    [
        "run_upkeep",
        "run_retention",
        "close_leftovers",
        "archive_executions",
        "restore_execution",
        "import_archived_execution",
        "refresh_execution_summary",
        "rotate_encryption_key",
    ],
)
def test_long_calls_have_their_own_timeout(owner: Owner, function: str) -> None:
    """PostgREST sets a function's statement_timeout before it calls it."""
    found = owner.execute(
        "select 'statement_timeout=10min' = any (proconfig) from pg_proc where proname = %s",
        [function],
    ).fetchall()
    assert found == [(True,)]


# Batches ------------------------------------------------------------------------------------------


@pytest.fixture
def no_time(owner: Owner) -> Iterator[None]:
    """Let every batch be over when it begins, so that each call does one step."""
    [(definition,)] = owner.execute(
        "select pg_get_functiondef('kaggle_store.batch_end'::regproc)"
    ).fetchall()
    owner.execute(
        "create or replace function kaggle_store.batch_end() returns timestamptz language sql "
        "volatile set search_path = pg_catalog, pg_temp return '-infinity'::timestamptz"
    )
    yield
    owner.execute(definition.encode())


def leave_over(agent: Client, owner: Owner) -> None:
    """Leave a live job and an open intervention of two ended executions, old claims and tickets."""
    for _ in range(2):
        execution = agent.execution()
        agent.job(execution)
        agent.intervention(execution, p_pauses_execution=False)
        with connect(owner) as other, other.transaction():
            other.execute("select from training_jobs for update")
            other.execute("select from human_interventions for update")
            agent.update("agent_executions", execution, status="cancelled")
    owner.execute(
        "insert into kaggle_store.claims (lease_id, worker, claimed_at) "
        "select gen_random_uuid(), 'w', now() - interval '2 days' from generate_series(1, 6000); "
        "insert into kaggle_store.readings (table_name, row_id, reader, asked_at) "
        "select 't', gen_random_uuid(), 'r', now() - interval '2 days' from generate_series(1, 6)"
    )


def test_leftovers_end_with_their_time(agent: Client, owner: Owner, no_time: None) -> None:
    leave_over(agent, owner)
    calls = [run(agent, "leftovers") for _ in range(5)]
    ended = [
        (each["counts"]["cancelled_jobs"], each["counts"]["withdrawn_interventions"])
        for each in calls
    ]
    assert ended == [(1, 0), (0, 1), (1, 0), (0, 1), (0, 0)]
    assert [each["counts"]["forgotten_claims"] for each in calls] == [5000, 1000, 0, 0, 0]
    assert [each["more_left"] for each in calls] == [True, True, True, False, False]


def test_leftovers_finish_within_their_time(agent: Client, owner: Owner) -> None:
    leave_over(agent, owner)
    set_policy(agent, "upkeep.batch_seconds", 60)
    done = run(agent, "leftovers")
    assert done["counts"] == {
        "cancelled_jobs": 2,
        "withdrawn_interventions": 2,
        "forgotten_claims": 6000,
        "forgotten_readings": 6,
        "forgotten_runs": 0,
        "more_left": False,
    }
    assert agent.rows("select from intervention_notifications where sent_at is null") == []


def test_old_slots_are_deleted_in_batches(agent: Client, owner: Owner, no_time: None) -> None:
    owner.execute(
        "insert into kaggle_store.deleted_slots (competition_id, slot_day, submission_id) "
        "select gen_random_uuid(), kaggle_store.utc_day() - 1, gen_random_uuid() "
        "from generate_series(1, 6000); "
        "insert into kaggle_store.deleted_slots (competition_id, slot_day, submission_id) "
        "values (gen_random_uuid(), kaggle_store.utc_day(), gen_random_uuid())"
    )
    left = []
    for _ in range(2):
        run(agent, "leftovers")
        left += owner.execute("select count(*) from kaggle_store.deleted_slots").fetchall()
    assert left == [(1001,), (1,)], "today's stay"


def test_locked_leftovers_wait_for_next_run(agent: Client, owner: Owner) -> None:
    leave_over(agent, owner)
    with connect(owner) as other, other.transaction():
        other.execute("select from training_jobs for update")
        other.execute("select from human_interventions for update")
        counts = run(agent, "leftovers")["counts"]
        assert (counts["cancelled_jobs"], counts["withdrawn_interventions"]) == (0, 0)
        other.execute("select from agent_executions for update")
        assert run(agent, "leftovers")["outcome"] == "done"
    assert run(agent, "leftovers")["counts"]["cancelled_jobs"] == 2


def test_retention_ends_with_its_time(agent: Client, owner: Owner, no_time: None) -> None:
    owner.execute("select ensure_metric_partitions('2020-01-01', '2020-02-01')")
    owner.execute(
        "insert into system_metrics (metric_name, metric_value, metric_type, timestamp) "
        "select 'loss', 1, 'gauge', '1999-01-01' from generate_series(1, 6000)"
    )
    calls = [run(agent, "metrics_retention") for _ in range(5)]
    assert [
        (each["counts"]["purged_rows"], each["counts"]["dropped"], each["more_left"])
        for each in calls
    ] == [(5000, 0, True), (1000, 0, True), (0, 1, True), (0, 1, True), (0, 0, False)]


def test_archive_ends_with_its_time(agent: Client, owner: Owner, no_time: None) -> None:
    for _ in range(2):
        agent.execution(
            status="failed", started_at="2020-01-01T00:00:00Z", completed_at="2020-01-02T00:00:00Z"
        )
    calls = [run(agent, "archive") for _ in range(2)]
    assert [(each["counts"]["archived"], each["more_left"]) for each in calls] == [
        (1, True),
        (1, False),
    ]


def test_integrity_check_ends_with_its_time(agent: Client, owner: Owner, no_time: None) -> None:
    """What an early slice has is noticed with the rest, at the end of the store."""
    owner.execute(
        "insert into competitions (kaggle_id, title) "
        "select 'c-' || n, 'C' from generate_series(1, 1250) as n; "
        "set session_replication_role = replica; "
        "update competitions set metric_direction = 'maximize', "
        "metric_direction_source = 'inferred', evaluation_metric = 'RMSE' "
        "where id in (select id from competitions order by id limit 3)"
    )
    calls = [run(agent, "integrity_notices")["counts"] for _ in range(4)]
    assert calls[:3] == [{"slices": 1, "more_left": True}] * 3
    assert calls[3] == {"slices": 0, "found": 1, "gone": 0, "more_left": False}
    details = agent.one("select details from notices")
    assert (details["rows"], len(details["examples"])) == (3, 3)
    owner.execute("update competitions set evaluation_metric = 'Accuracy'")
    owner.execute("set session_replication_role = default")
    calls = [run(agent, "integrity_notices")["counts"] for _ in range(4)]
    assert calls[3] == {"slices": 0, "found": 0, "gone": 1, "more_left": False}


# Claims -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["execution", "job"])
def test_claim_is_kept_while_its_lease_is_held(
    agent: Client, owner: Owner, set_clock: Clock, kind: str
) -> None:
    execution = agent.execution()
    if kind == "execution":
        lease, _ = claim_one(agent)
        heartbeat = "select from heartbeat_execution(%s, %s, 86400)"
        held = execution
    else:
        held, lease = agent.job(execution), uuid4()
        agent.rows("select from claim_training_jobs(%s, 'w')", lease)
        heartbeat = "select from heartbeat_training_job(%s, %s, 86400)"
    agent.rows(heartbeat, held, lease)
    set_clock("20 hours")
    agent.rows(heartbeat, held, lease)
    set_clock("30 hours")
    assert agent.call("close_leftovers")["forgotten_claims"] == 0
    claims = {"execution": "claim_executions", "job": "claim_training_jobs"}
    again = agent.rows(f"select id from unnest({claims[kind]}(%s, 'w'))", lease)
    assert again == [{"id": held}], "a repeat claims nothing more"
    agent.update("agent_executions", execution, status="cancelled")
    assert agent.call("close_leftovers")["forgotten_claims"] == 1
