"""Sample data for backups: rows in every table, and later changes to them."""

from __future__ import annotations

from datetime import UTC, datetime
from math import inf, nan
from uuid import UUID

from kaggle_store import KaggleStore
from tests.conftest import Owner

SECRET = "a-very-secret-token"
SSH_CREDENTIALS = {"host": "10.1.2.3", "password": "open-sesame-42"}


def fill_store(store: KaggleStore) -> UUID:
    """Fill all tables of an execution, with secrets, odd text and two months; return it."""
    titanic = store.competitions.create(
        kaggle_id="titanic", title="Tita\tnic\\.\n\\N 🚢", metric_direction="maximize"
    )
    run = store.agent_executions.create(
        competition_id=titanic.id, execution_name="first", gpu_budget_dollars=100
    )
    for query in ("boosting", "stacking"):
        store.research_results.create(
            execution_id=run.id,
            research_type="academic_papers",
            query_text=query,
            source_api="arxiv",
            raw_response={"title": 'quotes " and \\ and 日本語'},
        )
    code = store.generated_code.create(
        execution_id=run.id, code_type="training", file_name="a.py", code_content="pass\n\tx = 1\n"
    )
    store.generated_code.create(
        id=UUID(int=1),  # sorts before its parent's
        execution_id=run.id,
        parent_id=code.id,
        operator="debug",
        code_type="training",
        file_name="b.py",
        code_content="pass",
    )
    store.artifacts.put(__file__, execution_id=run.id, kind="data", code_id=code.id)
    [held] = store.agent_executions.claim(worker="w", execution_id=run.id)
    assert held.lease_id is not None
    store.execution_steps.record(
        execution_id=run.id, lease_id=held.lease_id, round=1, name="plan", result=None
    )
    store.agent_executions.release(run.id, lease_id=held.lease_id)
    session = store.gpu_sessions.open(
        execution_id=run.id, provider="vast_ai", instance_type="A100", hourly_rate_dollars=2
    )
    store.gpu_sessions.set_ssh(session.id, SSH_CREDENTIALS)
    store.gpu_sessions.request_termination(session.id)
    store.gpu_sessions.claim_terminations(["vast_ai"], supervisor="s", lease=0.05)
    store.training_jobs.create(execution_id=run.id, code_id=code.id, job_name="job")
    store.submissions.create(execution_id=run.id, submission_file_path="out/s.csv")
    asked = store.human_interventions.request(
        execution_id=run.id,
        intervention_type="approval_required",
        title="?",
        description="May I?",
        response_schema={"properties": {"n": {"maximum": 1e300}}},
        allowed_decisions=["edit", "reject"],
        proposal={"n": 1.5},
        timeout_action="reject",
        pauses_execution=False,
    )
    store.human_interventions.respond(asked.id, "edit", response_data={"n": 0.1})
    store.human_interventions.request(
        execution_id=run.id, intervention_type="approval_required", title="?", description="May I?"
    )
    store.configurations.set("kaggle.token", SECRET, encrypted=True)
    store.configurations.set("limits", {"a": [1, None, 2.5]})
    store.upkeep.ensure_metric_partitions(datetime(2026, 9, 1, tzinfo=UTC).date())
    record_metrics(store, run.id, 2026, 9, nan, inf, -inf, 0.1)
    record_metrics(store, run.id, 2026, 10, 1e300, 5e-324)
    store.upkeep.refresh_execution_summary()
    return run.id


def record_metrics(
    store: KaggleStore, execution: UUID | None, year: int, month: int, *values: float
) -> None:
    """Record metric points of one month."""
    store.system_metrics.record(
        {
            "metric_name": "loss",
            "metric_value": value,
            "metric_type": "gauge",
            "timestamp": datetime(year, month, 1 + day, tzinfo=UTC),
            "execution_id": execution,
            "tags": {"day": day},
        }
        for day, value in enumerate(values)
    )


def change_store(store: KaggleStore, owner: Owner, execution: UUID) -> None:
    """Insert, update and delete rows; one natural key moves to another row."""
    store.agent_executions.update(execution, execution_name="renamed")
    store.configurations.set("limits", {"a": 2})
    owner.execute("delete from public.configurations where config_key = 'limits'")
    store.configurations.set("limits", {"new": True})
    gone = store.competitions.create(kaggle_id="gone", title="Gone")
    store.agent_executions.create(competition_id=gone.id, execution_name="second")
    record_metrics(store, execution, 2026, 10, 7.0, 8.0)
    record_metrics(store, None, 2031, 5, 9.0)
    owner.execute("delete from public.research_results where query_text = 'stacking'")
    store.upkeep.refresh_execution_summary()
