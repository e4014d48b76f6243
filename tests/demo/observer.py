"""Helpers for tests of the demo, and for tests that use its competitions."""

from __future__ import annotations

from kaggle_store import KaggleStore
from kaggle_store.demo.sample import stand_in
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.integrations.kaggle.discovery import Discovery
from kaggle_store.models import HumanIntervention


def discover_sample(store: KaggleStore) -> Discovery:
    """Store the competitions of the demo."""
    with stand_in() as kaggle:
        return Kaggle(store, endpoint=kaggle.endpoint, api_token=kaggle.token).discover()


class Observer:
    """Keeps all that it receives, and approves or rejects without a person."""

    def __init__(self, *, is_approving: bool = True) -> None:
        self.results: dict[str, str] = {}
        self.steps: list[tuple[str, int, int]] = []
        self.interventions: list[HumanIntervention] = []
        self._is_approving = is_approving

    def progress(self, name: str, done: int, total: int) -> None:
        self.steps.append((name, done, total))

    def done(self, name: str, result: str) -> None:
        self.results[name] = result

    def decide(self, intervention: HumanIntervention) -> tuple[bool, str]:
        self.interventions.append(intervention)
        return self._is_approving, "because"
