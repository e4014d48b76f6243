"""Keras callbacks and Lightning loggers record the metrics that the frameworks pass to them.

The base classes here require what the real ones do: Keras calls methods that only its base class
has, and Lightning's base class is abstract.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from kaggle_store import KaggleStore
from kaggle_store.integrations import keras, lightning


class Callback:
    def set_model(self, model: object) -> None:
        self.model = model

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        raise NotImplementedError


class Logger(ABC):
    @property
    @abstractmethod
    def name(self) -> str | None: ...

    @property
    @abstractmethod
    def version(self) -> int | str | None: ...

    @abstractmethod
    def log_metrics(self, metrics: dict[str, float], step: int | None = None) -> None: ...

    @abstractmethod
    def log_hyperparams(self, params: object, *args: Any, **kwargs: Any) -> None: ...

    def finalize(self, status: str) -> None:
        raise NotImplementedError


def provide(monkeypatch: pytest.MonkeyPatch, name: str, **members: object) -> None:
    module = ModuleType(name)
    vars(module).update(members)
    monkeypatch.setitem(sys.modules, name, module)


def of_rank(monkeypatch: pytest.MonkeyPatch, rank: int) -> None:
    rank_zero_only = SimpleNamespace(rank=rank)
    provide(monkeypatch, "lightning_utilities.core.rank_zero", rank_zero_only=rank_zero_only)


def recorded(store: KaggleStore) -> list[tuple[str, float, dict[str, Any] | None]]:
    rows = store.system_metrics.iterate()
    return sorted((row.metric_name, row.metric_value, row.tags) for row in rows)


def test_keras_callback_records_each_epoch(
    store: KaggleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provide(monkeypatch, "keras.callbacks", Callback=Callback)
    with store.system_metrics.recorder(spool=tmp_path) as log:
        callback = keras.callback(log)
        assert isinstance(callback, Callback)
        callback.set_model(object())
        callback.on_epoch_end(0, {"loss": 0.5, "val_loss": 0.75})
        callback.on_epoch_end(1, None)
    assert recorded(store) == [("loss", 0.5, {"epoch": 0}), ("val_loss", 0.75, {"epoch": 0})]


@pytest.mark.parametrize("package", ["lightning.pytorch.loggers", "pytorch_lightning.loggers"])
def test_lightning_logger_records_metrics(
    store: KaggleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    provide(monkeypatch, package, Logger=Logger)
    of_rank(monkeypatch, 0)
    with store.system_metrics.recorder(spool=tmp_path) as log:
        logger = lightning.logger(log)
        assert isinstance(logger, Logger)
        logger.log_hyperparams({"lr": 0.1})
        logger.log_metrics({"loss": 0.5, "epoch": 2}, step=9)
        assert logger.name == "kaggle_store"
        logger.finalize("success")
        assert recorded(store) == [("loss", 0.5, {"step": 9, "epoch": 2})]


def test_lightning_records_in_rank_0_only(
    store: KaggleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provide(monkeypatch, "lightning.pytorch.loggers", Logger=Logger)
    of_rank(monkeypatch, 1)
    with store.system_metrics.recorder(spool=tmp_path) as log:
        logger = lightning.logger(log)
        logger.log_metrics({"loss": 0.5}, step=9)
        logger.finalize("success")
    assert recorded(store) == []


def test_missing_framework_is_named(store: KaggleStore, tmp_path: Path) -> None:
    with store.system_metrics.recorder(spool=tmp_path) as log:
        with pytest.raises(ImportError, match="keras"):
            keras.callback(log)
        with pytest.raises(ImportError, match="lightning"):
            lightning.logger(log)
