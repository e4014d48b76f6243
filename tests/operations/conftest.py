"""Settings of the test stack for the commands, and an old execution to archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution
from tests.conftest import Stack


@pytest.fixture(autouse=True)
def settings(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the stack in the environment."""
    assert stack.secret_key
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def old_execution(store: KaggleStore) -> AgentExecution:
    """Return an execution with code and research that ended two years ago."""
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    ended = datetime.now(UTC) - timedelta(days=730)
    execution = store.agent_executions.create(
        competition_id=competition.id,
        execution_name="first try, é",
        status="completed",
        started_at=ended - timedelta(hours=5),
        completed_at=ended,
    )
    store.generated_code.create(
        execution_id=execution.id, code_type="model", file_name="m.py", code_content="é = 1"
    )
    store.research_results.create(
        execution_id=execution.id,
        research_type="documentation",
        query_text="q",
        source_api="arxiv",
        raw_response={"line\u2028end": [None, 10**5000 % 10**4200]},
    )
    return execution
