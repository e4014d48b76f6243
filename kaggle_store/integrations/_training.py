"""What the callbacks of all training frameworks share: record, check the lease, ask to stop."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kaggle_store.recorder import Recorder

_TRAINING = frozenset({"train", "training", "learn"})
_VALIDATION = re.compile(r"(?:val|valid|validation|eval)(?:_(\d+))?")


class Held(Protocol):
    """Work under a lease, such as the job of `training_jobs.work`."""

    def check(self) -> None:
        """Raise `LeaseLost` once the lease is lost."""
        ...


class Training:
    """A training whose metrics are recorded."""

    def __init__(
        self, log: Recorder, job: Held | None, should_stop: Callable[[], bool] | None
    ) -> None:
        self.log = log
        self._job = job
        self._should_stop = should_stop

    def record(
        self, metrics: Mapping[str, Any], *, step: int | None = None, epoch: float | None = None
    ) -> bool:
        """Record metrics and return whether to stop; raises `LeaseLost` of the job."""
        self.log.metrics(metrics, step=step, epoch=epoch)
        if self._job is not None:
            self._job.check()
        return self._should_stop is not None and self._should_stop()


def metric_name(data: str, metric: str) -> str:
    """Return the name of a metric on a data set, as Keras has it: `loss`, `val_loss`.

    `valid_1` and the like keep their number, other names of data sets stay: `test_loss`.
    """
    if data in _TRAINING:
        return metric
    if found := _VALIDATION.fullmatch(data):
        number = found[1] or "0"
        return f"val_{metric}" if int(number) == 0 else f"val_{number}_{metric}"
    return f"{data}_{metric}"
