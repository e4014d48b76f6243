"""Record the metrics of LightGBM: `lightgbm.train(…, callbacks=[lightgbm.callback(log)])`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from kaggle_store.integrations._training import Held, Training, metric_name
from kaggle_store.recorder import Recorder

__all__ = ["callback"]


def callback(
    log: Recorder, *, job: Held | None = None, should_stop: Callable[[], bool] | None = None
) -> Any:
    """Return a LightGBM callback that records every boosting round as a step.

    The metric of the data set `training` is recorded as `l2`, of `valid_0` as `val_l2`, of `cv`
    the mean. `log`, `job` and `should_stop` as for `keras.callback`; it is asked after every
    round. Raises `ImportError` without LightGBM.
    """
    training = Training(log, job, should_stop)
    stop: type[Exception] = import_module("lightgbm.callback").EarlyStopException

    def record(env: Any) -> None:
        found = env.evaluation_result_list or ()
        values = {metric_name(data, metric): value for data, metric, value, *_ in found}
        if training.record(values, step=env.iteration):
            raise stop(env.iteration, found)

    return record
