"""Upkeep tasks: their records, their policy, and concurrent runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Owner
from tests.database.clients import Client, connect, refused

Clock = Callable[[str], None]

TASKS = (
    "overdue_interventions",
    "gpu_sessions",
    "leftovers",
    "metric_partitions",
    "metrics_retention",
    "archive",
    "execution_summary",
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
    assert counts["overdue_interventions"] == {"escalated": 1}
    assert counts["gpu_sessions"] == {"due": 1}
    assert counts["metrics_retention"] == {"dropped": 2, "busy": 0, "purged_rows": 0}
    assert counts["archive"] == {"archived": 1, "busy": 0, "refused": {}, "more_left": False}
    assert agent.one("select count(*) from execution_summary") == 1
    assert agent.one("select terminate_reason from gpu_sessions") == "stale_heartbeat"


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
    assert run(agent, "leftovers")["counts"]["forgotten_runs"] == 1
    assert [row["task"] for row in agent.rows("select task from upkeep_runs")] == ["leftovers"] * 2


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


def test_every_task_has_an_interval(owner: Owner) -> None:
    rows = owner.execute(
        "select task::text from kaggle_store.upkeep_tasks as t order by t.task"
    ).fetchall()
    assert tuple(task for (task,) in rows) == TASKS
