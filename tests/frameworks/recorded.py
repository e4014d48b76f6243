"""What a training has recorded, and work whose lease is lost."""

from __future__ import annotations

from typing import Any

from kaggle_store import KaggleStore
from kaggle_store.errors import LeaseLost


class LostJob:
    """Stands for a job whose lease is lost after some checks."""

    def __init__(self, checks: int) -> None:
        self._left = checks

    def check(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise LeaseLost("the lease is lost", code="KS210")


class Stop:
    """Asks to stop at the given call."""

    def __init__(self, call: int) -> None:
        self._left = call

    def __call__(self) -> bool:
        self._left -= 1
        return self._left <= 0


def points(store: KaggleStore, name: str) -> list[tuple[float | None, float | None]]:
    """Return the step and epoch of each point of a metric, in order."""
    rows = store.system_metrics.iterate(metric_name=name)
    tags: list[dict[str, Any]] = [row.tags or {} for row in rows]
    found = [(each.get("step"), each.get("epoch")) for each in tags]
    return sorted(found, key=lambda at: (at[0] or 0, at[1] or 0))


def names(store: KaggleStore) -> set[str]:
    """Return the names of the recorded metrics."""
    return {row.metric_name for row in store.system_metrics.iterate()}
