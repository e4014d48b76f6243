"""Rows of one request that leave out different columns get the columns' defaults."""

from __future__ import annotations

import httpx
import pytest

from kaggle_store import CheckFailed, KaggleStore
from kaggle_store.models import AgentExecutionInsert
from tests.conftest import Stack
from tests.store.samples import Samples


def postgrest_version(stack: Stack) -> tuple[int, ...]:
    root = httpx.get(f"{stack.api_url}/rest/v1/", headers={"apikey": stack.secret_key})
    return tuple(map(int, root.json()["info"]["version"].split(".")))


def test_mixed_rows_get_defaults(client: KaggleStore, samples: Samples) -> None:
    shared: AgentExecutionInsert = {"competition_id": samples.competition.id, "execution_name": "x"}
    rows = client.agent_executions.create_many([{**shared, "priority": 9}, shared])
    assert [row.priority for row in rows] == [9, 0]


def test_domain_defaults_need_postgrest_12_2_4(
    client: KaggleStore, samples: Samples, stack: Stack
) -> None:
    """Before, PostgREST reads the default of the column's domain, which has none."""
    shared: AgentExecutionInsert = {"competition_id": samples.competition.id, "execution_name": "x"}
    before = client.agent_executions.count()
    mixed: list[AgentExecutionInsert] = [{**shared, "gpu_budget_dollars": 5}, shared]
    if postgrest_version(stack) < (12, 2, 4):
        with pytest.raises(CheckFailed, match="gpu_budget_dollars"):
            client.agent_executions.create_many(mixed)
        assert client.agent_executions.count() == before
    else:
        rows = client.agent_executions.create_many(mixed)
        assert [float(row.gpu_budget_dollars) for row in rows] == [5, 0.15]
