"""Services that record, channels of a store, and work to notify about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from apprise.plugins.discord import NotifyDiscord
from apprise.plugins.slack import NotifySlack

from kaggle_store import KaggleStore
from kaggle_store.integrations.notifications import CHANNELS, Notifier, Outcome
from kaggle_store.models import AgentExecution, HumanIntervention
from tests.conftest import Stack
from tests.notifications.services import WebService, web_service

SetChannels = Callable[..., None]


@pytest.fixture(autouse=True)
def settings(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the stack in the environment."""
    assert stack.secret_key
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebService]:
    """Return a stand-in for Slack, Discord and ntfy."""
    with web_service() as service:
        root = f"http://127.0.0.1:{service.port}"
        monkeypatch.setattr(NotifySlack, "webhook_url", f"{root}/slack")
        monkeypatch.setattr(NotifyDiscord, "notify_url", f"{root}/discord")
        # Apprise pauses between two messages to these services.
        monkeypatch.setattr(NotifySlack, "request_rate_per_sec", 0)
        monkeypatch.setattr(NotifyDiscord, "request_rate_per_sec", 0)
        yield service


@pytest.fixture
def set_channels(store: KaggleStore) -> SetChannels:
    """Return a function that stores channels: `set_channels(team={"url": …})`."""

    def set_all(**channels: dict[str, Any]) -> None:
        store.configurations.set(CHANNELS, channels, encrypted=True)

    return set_all


@pytest.fixture
def execution(store: KaggleStore) -> AgentExecution:
    """Return an execution in the Titanic competition."""
    competition = store.competitions.create(
        kaggle_id="titanic", title="Titanic", metric_direction="maximize"
    )
    return store.agent_executions.create(competition_id=competition.id, execution_name="first try")


@pytest.fixture
def ask(store: KaggleStore, execution: AgentExecution) -> Callable[..., HumanIntervention]:
    """Return a function that requests an intervention."""

    def request(title: str = "Submit titanic.csv?", **options: Any) -> HumanIntervention:
        options.setdefault("description", "Validation accuracy 0.82")
        asked: HumanIntervention = store.human_interventions.request(
            execution_id=execution.id,
            intervention_type="approval_required",
            title=title,
            pauses_execution=False,
            **options,
        )
        return asked

    return request


@pytest.fixture
def notify(store: KaggleStore) -> Callable[[], list[Outcome]]:
    """Return a function that sends what is due."""
    return lambda: list(Notifier(store, timeout=10).run())


def statuses(store: KaggleStore) -> dict[str, str]:
    """Return the status of each channel's newest delivery."""
    return {
        each.channel: each.status for each in store.notifications.deliveries(order="created_at")
    }


def only_id(store: KaggleStore) -> UUID:
    """Return the id of the only delivery."""
    [delivery] = store.notifications.deliveries()
    return delivery.id
