"""Record what Lightning modules log: `Trainer(logger=lightning.logger(log))`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from kaggle_store.integrations._base_class import subclass_instance
from kaggle_store.recorder import Recorder

_FLUSH_SECONDS = 10.0


def logger(log: Recorder) -> Any:
    """Return a Lightning logger, which records in the process of rank 0 only.

    `log` is what `store.system_metrics.recorder()` returns. Hyperparameters are not metrics and
    are left to other loggers. Raises `ImportError` without Lightning.
    """

    def log_metrics(_: Any, metrics: Mapping[str, float], step: int | None = None) -> None:
        if _is_rank_zero():
            values = dict(metrics)
            epoch = values.pop("epoch", None)
            log.metrics(values, step=step, epoch=epoch)

    def finalize(_: Any, __: str) -> None:
        # A process that Lightning has forked ends without its exit handlers.
        if _is_rank_zero():
            log.flush(_FLUSH_SECONDS)

    def log_hyperparams(*_: Any, **__: Any) -> None:
        """Ignore them."""

    return subclass_instance(
        "Logger",
        "lightning.pytorch.loggers",
        "pytorch_lightning.loggers",
        log_metrics=log_metrics,
        log_hyperparams=log_hyperparams,
        finalize=finalize,
        name=property(lambda _: "kaggle_store"),
        version=property(lambda _: ""),
    )


def _is_rank_zero() -> bool:
    """Return whether this is the first training process: Lightning makes a logger in each."""
    ranks: Any = import_module("lightning_utilities.core.rank_zero").rank_zero_only
    return bool(ranks.rank == 0)
