"""Errors of the real stack as SDK exceptions, with both clients."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import (
    CheckFailed,
    KaggleStore,
    MissingSchema,
    PermissionDenied,
    ReferenceMissing,
    TooManyPartitions,
)
from tests.conftest import Owner
from tests.store.samples import Samples


def test_unknown_foreign_key_raises_reference_missing(client: KaggleStore) -> None:
    with pytest.raises(ReferenceMissing, match="agent_executions_competition_id_fkey") as refused:
        client.agent_executions.create(competition_id=UUID(int=0), execution_name="x")
    assert (refused.value.code, refused.value.status) == ("23503", 409)
    assert refused.value.operation == "agent_executions.create"
    assert "is not present" in str(refused.value.detail)


def test_invalid_row_raises_check_failed(client: KaggleStore, samples: Samples) -> None:
    bad: Any = {"learning_rate": -1}
    with pytest.raises(CheckFailed, match="valid_hyperparameters") as refused:
        client.training_jobs.create(
            execution_id=samples.execution.id,
            code_id=samples.code.id,
            job_name="x",
            model_type="neural_network",
            hyperparameters=bad,
        )
    assert (refused.value.code, refused.value.status) == ("23514", 400)


def test_agent_cannot_delete_competition(client: KaggleStore, samples: Samples) -> None:
    with pytest.raises(PermissionDenied, match="permission denied for table competitions") as no:
        client.competitions.delete(samples.competition.id)
    assert (no.value.code, no.value.operation) == ("42501", "competitions.delete")
    assert client.competitions.get(samples.competition.id)


@pytest.mark.parametrize(
    "resource",
    [
        "competitions",
        "agent_executions",
        "research_results",
        "generated_code",
        "gpu_sessions",
        "training_jobs",
        "submissions",
        "human_interventions",
        "system_metrics",
    ],
)
def test_agent_can_only_delete_settings(client: KaggleStore, resource: str) -> None:
    verbs: Any = getattr(client, resource)
    key = (UUID(int=0), datetime.now(UTC)) if resource == "system_metrics" else (UUID(int=0),)
    message = f"permission denied for table {resource}"
    with pytest.raises(PermissionDenied, match=message):
        verbs.delete(*key)
    with pytest.raises(PermissionDenied, match=message):
        verbs.delete_where(id=key[0])


def test_rule_violation_has_code_facts_and_hint(client: KaggleStore) -> None:
    with pytest.raises(TooManyPartitions, match="20 years") as refused:
        client.upkeep.ensure_metric_partitions(date(1990, 1, 1), date(2026, 1, 1))
    assert (refused.value.code, refused.value.status) == ("KS103", 400)
    assert refused.value.facts == {"from": "1990-01-01", "until": "2026-01-01"}
    assert refused.value.hint


def test_missing_view_raises_missing_schema(client: KaggleStore, owner: Owner) -> None:
    owner.execute("alter view public.execution_summary rename to elsewhere")
    owner.execute("notify pgrst, 'reload schema'")
    try:
        with pytest.raises(MissingSchema, match="execution_summary"):
            client.agent_executions.summaries()
    finally:
        owner.execute("alter view public.elsewhere rename to execution_summary")
        owner.execute("notify pgrst, 'reload schema'")
