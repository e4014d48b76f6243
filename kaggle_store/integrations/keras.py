"""Record the metrics of a Keras training: `model.fit(…, callbacks=[keras.callback(log)])`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaggle_store.integrations._base_class import subclass_instance
from kaggle_store.recorder import Recorder


def callback(log: Recorder) -> Any:
    """Return a Keras callback that records the logs of every epoch, `val_` metrics included.

    `log` is what `store.system_metrics.recorder()` returns. Raises `ImportError` without Keras.
    """

    def on_epoch_end(_: Any, epoch: int, logs: Mapping[str, float] | None = None) -> None:
        log.metrics(logs or {}, epoch=epoch)

    return subclass_instance(
        "Callback", "keras.callbacks", "tf_keras.callbacks", on_epoch_end=on_epoch_end
    )
