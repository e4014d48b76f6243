"""What the real stack refuses, and as which error it arrives, through both doors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from kaggle_store import (
    CheckFailed,
    KaggleStore,
    MissingSchema,
    PermissionDenied,
    ReferenceMissing,
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


def test_a_database_without_the_migrations_says_so(door: KaggleStore, owner: Owner) -> None:
    owner.execute("alter view public.execution_summary rename to elsewhere")
    owner.execute("notify pgrst, 'reload schema'")
    try:
        with pytest.raises(MissingSchema, match="execution_summary"):
            door.agent_executions.summaries()
    finally:
        owner.execute("alter view public.elsewhere rename to execution_summary")
        owner.execute("notify pgrst, 'reload schema'")
