"""What training frameworks call: made when asked for, from the framework's own base class.

None of them is needed to use a recorder, and each module is imported only where its framework is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

_FLUSH_SECONDS = 10.0


def keras_callback(log: Any) -> Any:
    """Make a Keras callback that records the logs of every epoch, `val_` ones included."""

    def on_epoch_end(_: Any, epoch: int, logs: Mapping[str, float] | None = None) -> None:
        log.metrics(logs or {}, epoch=epoch)

    return _made("Callback", "keras.callbacks", "tf_keras.callbacks", on_epoch_end=on_epoch_end)


def lightning_logger(log: Any) -> Any:
    """Make a Lightning logger, which records in the process of rank 0 alone.

    Hyperparameters are not metrics, and are left to other loggers.
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
        """Leave them."""

    return _made(
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
    """Whether this is the first of the processes that train: callbacks want a logger in each."""
    told: Any = import_module("lightning_utilities.core.rank_zero").rank_zero_only
    return bool(told.rank == 0)


def _made(base: str, *modules: str, **members: Callable[..., Any] | property) -> Any:
    """Make an object of a subclass of `base` from the first module that is loaded, or there."""
    order = sorted(modules, key=lambda name: name not in sys.modules)
    for name in order:
        try:
            module = import_module(name)
        except ModuleNotFoundError:
            continue
        return type(f"Recorder{base}", (getattr(module, base),), members)()
    raise ImportError(f"none of {', '.join(modules)} can be imported")
