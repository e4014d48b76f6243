"""What the real stack refuses, and as which error it arrives, through both doors."""

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


def test_a_reference_to_nothing_is_missing(door: KaggleStore) -> None:
    with pytest.raises(ReferenceMissing, match="agent_executions_competition_id_fkey") as refused:
        door.agent_executions.create(competition_id=UUID(int=0), execution_name="x")
    assert (refused.value.code, refused.value.status) == ("23503", 409)
    assert refused.value.operation == "agent_executions.create"
    assert "is not present" in str(refused.value.detail)


def test_a_row_that_contradicts_itself_fails_its_check(door: KaggleStore, samples: Samples) -> None:
    bad: Any = {"learning_rate": -1}
    with pytest.raises(CheckFailed, match="valid_hyperparameters") as refused:
        door.training_jobs.create(
            execution_id=samples.execution.id,
            code_id=samples.code.id,
            job_name="x",
            model_type="neural_network",
            hyperparameters=bad,
        )
    assert (refused.value.code, refused.value.status) == ("23514", 400)


def test_an_agent_may_not_delete_history(door: KaggleStore, samples: Samples) -> None:
    with pytest.raises(PermissionDenied, match="permission denied for table competitions") as no:
        door.competitions.delete(samples.competition.id)
    assert (no.value.code, no.value.operation) == ("42501", "competitions.delete")
    assert door.competitions.get(samples.competition.id)


@pytest.mark.parametrize(
    "room",
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
def test_only_settings_may_be_deleted_by_an_agent(door: KaggleStore, room: str) -> None:
    verbs: Any = getattr(door, room)
    key = (UUID(int=0), datetime.now(UTC)) if room == "system_metrics" else (UUID(int=0),)
    said = f"permission denied for table {room}"
    with pytest.raises(PermissionDenied, match=said):
        verbs.delete(*key)
    with pytest.raises(PermissionDenied, match=said):
        verbs.delete_where(id=key[0])


def test_a_rule_of_the_store_gives_its_code_its_facts_and_advice(door: KaggleStore) -> None:
    with pytest.raises(TooManyPartitions, match="20 years") as refused:
        door.upkeep.ensure_metric_partitions(date(1990, 1, 1), date(2026, 1, 1))
    assert (refused.value.code, refused.value.status) == ("KS103", 400)
    assert refused.value.facts == {"from": "1990-01-01", "until": "2026-01-01"}
    assert refused.value.hint


def test_a_database_without_the_migrations_says_so(door: KaggleStore, owner: Owner) -> None:
    owner.execute("alter view public.execution_summary rename to elsewhere")
    owner.execute("notify pgrst, 'reload schema'")
    try:
        with pytest.raises(MissingSchema, match="execution_summary"):
            door.agent_executions.summaries()
    finally:
        owner.execute("alter view public.elsewhere rename to execution_summary")
        owner.execute("notify pgrst, 'reload schema'")
