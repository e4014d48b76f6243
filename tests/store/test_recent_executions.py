"""Pages of executions, newest first, by key."""

from __future__ import annotations

from typing import Any

import pytest

from kaggle_store import InvalidInput, KaggleStore
from tests.store.samples import Samples


@pytest.fixture
def executions(client: KaggleStore, samples: Samples) -> list[str]:
    """Names of five executions, newest first; the odd ones are cancelled."""
    for number in range(5):
        row = client.agent_executions.create(
            competition_id=samples.competition.id, execution_name=f"run {number}"
        )
        if number % 2:
            client.agent_executions.move(row.id, "cancelled")
    return [f"run {number}" for number in reversed(range(5))]


def test_pages_by_key_return_every_execution_once(
    client: KaggleStore, executions: list[str]
) -> None:
    names: list[str] = []
    before = None
    while page := client.agent_executions.recent(before=before, limit=2).executions:
        names += [row.execution_name for row in page]
        before = page[-1].key
    assert names == executions


def test_page_of_states_and_competition(
    client: KaggleStore, samples: Samples, executions: list[str]
) -> None:
    recent = client.agent_executions.recent
    cancelled = recent(status="cancelled").executions
    assert [row.execution_name for row in cancelled] == ["run 3", "run 1"]
    assert len(recent(status=["cancelled", "pending"]).executions) == 5
    assert len(recent(competition_id=samples.competition.id).executions) == 5
    other = client.competitions.create(kaggle_id="other", title="Other")
    assert recent(competition_id=other.id).executions == ()


def test_row_has_competition_and_score(client: KaggleStore, samples: Samples) -> None:
    client.competitions.update(samples.competition.id, metric_direction="minimize")
    for score in (0.4, 0.3, 0.5):
        submitted = client.submissions.create(
            execution_id=samples.execution.id, submission_file_path=f"{score}.csv"
        )
        client.submissions.mark_submitted(submitted.id)
        client.submissions.mark_scored(submitted.id, public_score=score)
    page = client.agent_executions.recent()
    [row] = page.executions
    assert (row.competition_title, row.best_score) == (samples.competition.title, 0.3)
    assert row.created_at <= page.now
    assert not row.is_overdue


@pytest.mark.parametrize("limit", [0, 1001, "many"])
def test_limit_is_checked(client: KaggleStore, limit: Any) -> None:
    with pytest.raises(InvalidInput, match="limit"):
        client.agent_executions.recent(limit=limit)


def test_rows_before_and_after_an_id(client: KaggleStore, executions: list[str]) -> None:
    rows = client.agent_executions.list(order="-id")
    before = client.agent_executions.list(order="-id", id__lt=rows[2].id)
    assert [row.execution_name for row in before] == executions[3:]
    assert client.agent_executions.count(id__gt=rows[2].id) == 2
