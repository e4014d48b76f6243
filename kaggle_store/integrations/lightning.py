"""Record the metrics of a Lightning training: `Trainer(callbacks=[lightning.callback(log)])`.

The callback records every epoch. The logger, `Trainer(logger=lightning.logger(log))`, records all
that modules `self.log()`, at the steps at which Lightning logs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from kaggle_store.integrations._base_class import subclass_instance
from kaggle_store.integrations._training import Held, Training
from kaggle_store.recorder import Recorder

__all__ = ["callback", "logger"]

_FLUSH_SECONDS = 10.0


def callback(
    log: Recorder, *, job: Held | None = None, should_stop: Callable[[], bool] | None = None
) -> Any:
    """Return a Lightning callback that records the metrics of every epoch, in rank 0 only.

    `log`, `job` and `should_stop` as for `keras.callback`; with several processes, each checks the
    job and asks whether to stop. Raises `ImportError` without Lightning.
    """
    training = Training(log, job, should_stop)

    def on_train_epoch_end(_: Any, trainer: Any, __: Any) -> None:
        metrics = trainer.callback_metrics if trainer.is_global_zero else {}
        values = {name: value.item() for name, value in metrics.items()}
        if training.record(values, step=trainer.global_step, epoch=trainer.current_epoch):
            trainer.should_stop = True

    def teardown(_: Any, trainer: Any, *__: Any, **___: Any) -> None:
        # A process that Lightning has forked ends without its exit handlers.
        if trainer.is_global_zero:
            log.flush(_FLUSH_SECONDS)

    return subclass_instance(
        "Callback",
        "lightning.pytorch.callbacks",
        "pytorch_lightning.callbacks",
        on_train_epoch_end=on_train_epoch_end,
        teardown=teardown,
    )


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
