"""An observer of the demo's agent run that decides without a person."""

from __future__ import annotations

from kaggle_store.models import HumanIntervention


class Observer:
    """Keeps all that it receives, and approves or rejects."""

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
