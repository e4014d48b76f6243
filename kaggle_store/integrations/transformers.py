"""Record the metrics of Hugging Face's Trainer: `Trainer(callbacks=[transformers.callback(log)])`.

Give the Trainer `report_to="none"` if nothing else is to record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kaggle_store.integrations._base_class import subclass_instance
from kaggle_store.integrations._training import Held, Training
from kaggle_store.recorder import Recorder

__all__ = ["callback"]

_EVALUATION = "eval_"


def callback(
    log: Recorder, *, job: Held | None = None, should_stop: Callable[[], bool] | None = None
) -> Any:
    """Return a TrainerCallback that records every log of the main process.

    `eval_loss` is recorded as `val_loss`, as Keras has it. `log`, `job` and `should_stop` as for
    `keras.callback`; it is asked after every log. Raises `ImportError` without transformers.
    """
    training = Training(log, job, should_stop)

    def on_log(
        _: Any, __: Any, state: Any, control: Any, logs: Mapping[str, Any] | None = None, **___: Any
    ) -> None:
        found = _numbers(logs or {}) if state.is_world_process_zero else {}
        if training.record(found, step=state.global_step, epoch=state.epoch):
            control.should_training_stop = True

    return subclass_instance("TrainerCallback", "transformers", on_log=on_log)


def _numbers(logs: Mapping[str, Any]) -> dict[str, float]:
    return {
        f"val_{name.removeprefix(_EVALUATION)}" if name.startswith(_EVALUATION) else name: value
        for name, value in logs.items()
        if isinstance(value, int | float) and name != "epoch"
    }
