"""Record the metrics of a Keras training: `model.fit(…, callbacks=[keras.callback(log)])`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kaggle_store.integrations._base_class import subclass_instance
from kaggle_store.integrations._training import Held, Training
from kaggle_store.recorder import Recorder

__all__ = ["callback"]


def callback(
    log: Recorder, *, job: Held | None = None, should_stop: Callable[[], bool] | None = None
) -> Any:
    """Return a Keras callback that records the logs of every epoch, `val_` metrics included.

    `log` is what `store.system_metrics.recorder()` or `job.recorder()` returns. With `job` the
    training ends with `LeaseLost` once its lease is lost. `should_stop` is called after every
    epoch; when it returns True, the training stops. Raises `ImportError` without Keras.
    """
    training = Training(log, job, should_stop)

    def on_epoch_end(keras: Any, epoch: int, logs: Mapping[str, float] | None = None) -> None:
        if training.record(logs or {}, epoch=epoch):
            keras.model.stop_training = True

    return subclass_instance(
        "Callback", "keras.callbacks", "tf_keras.callbacks", on_epoch_end=on_epoch_end
    )
