"""Stand-ins of GPU providers, and sessions of their machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest

from kaggle_store import KaggleStore
from kaggle_store.integrations.gpu import SaladCloud, VastAi
from kaggle_store.models import AgentExecution, GpuSession
from kaggle_store.testing import FakeSaladCloud, FakeVastAi

Rent: TypeAlias = Callable[..., GpuSession]


@pytest.fixture
def vast() -> Iterator[FakeVastAi]:
    """Return a stand-in of vast.ai."""
    with FakeVastAi() as cloud:
        yield cloud


@pytest.fixture
def salad() -> Iterator[FakeSaladCloud]:
    """Return a stand-in of SaladCloud."""
    with FakeSaladCloud() as cloud:
        yield cloud


def vast_ai(cloud: FakeVastAi, **options: Any) -> VastAi:
    """Return an adapter of a stand-in."""
    return VastAi(options.pop("key", cloud.key), endpoint=cloud.endpoint, **options)


def salad_cloud(cloud: FakeSaladCloud, **options: Any) -> SaladCloud:
    """Return an adapter of a stand-in."""
    names = (cloud.organization, cloud.project)
    return SaladCloud(cloud.key, *names, endpoint=cloud.endpoint, **options)


@pytest.fixture
def execution(store: KaggleStore) -> AgentExecution:
    """Return an execution with a GPU budget of ten dollars."""
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    return store.agent_executions.create(
        competition_id=competition.id, execution_name="first try", gpu_budget_dollars=10
    )


@pytest.fixture
def rent(store: KaggleStore, execution: AgentExecution) -> Rent:
    """Return a function that opens a session of a running machine, 1 $ at the most."""

    def open_session(instance_id: str | None = "101", **values: Any) -> GpuSession:
        given = {"provider": "vast_ai", "hourly_rate_dollars": 0.5, "cost_limit_dollars": 1}
        session: GpuSession = store.gpu_sessions.open(
            execution_id=execution.id,
            instance_id=instance_id,
            instance_type="RTX4090",
            **{**given, **values},
        )
        if instance_id is not None:
            store.gpu_sessions.heartbeat(session.id, gpu_utilization_percent=90)
        return session

    return open_session
