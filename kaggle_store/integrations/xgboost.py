"""Record the metrics of XGBoost: `xgboost.train(…, evals=…, callbacks=[xgboost.callback(log)])`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kaggle_store.integrations._base_class import subclass_instance
from kaggle_store.integrations._training import Held, Training, metric_name
from kaggle_store.recorder import Recorder

__all__ = ["callback"]


def callback(
    log: Recorder, *, job: Held | None = None, should_stop: Callable[[], bool] | None = None
) -> Any:
    """Return an XGBoost callback that records every boosting round as a step.

    The metric of a data set named `train` is recorded as `rmse`, of `valid` as `val_rmse`; of
    `cv` the mean. `log`, `job` and `should_stop` as for `keras.callback`; it is asked after every
    round. Raises `ImportError` without XGBoost.
    """
    training = Training(log, job, should_stop)

    def after_iteration(_: Any, __: Any, epoch: int, evals_log: Mapping[str, Any]) -> bool:
        return training.record(dict(_values(evals_log)), step=epoch)

    return subclass_instance(
        "TrainingCallback", "xgboost.callback", after_iteration=after_iteration
    )


def _values(evals_log: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for data, metrics in evals_log.items():
        for metric, series in metrics.items():
            last = series[-1]
            yield metric_name(data, metric), last[0] if isinstance(last, tuple) else last
