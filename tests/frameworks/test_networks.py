"""Keras, Lightning and Hugging Face's Trainer train with the callbacks: `make frameworks`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kaggle_store import KaggleStore, Recorder
from kaggle_store.errors import LeaseLost
from kaggle_store.integrations import keras, lightning, transformers
from tests.frameworks.recorded import LostJob, Stop, names, points

os.environ.setdefault("KERAS_BACKEND", "jax")

# The frameworks warn about their own libraries.
pytestmark = pytest.mark.filterwarnings("default")

EPOCHS = 3
ROWS = 8
X = np.linspace(0, 1, ROWS * 2, dtype="float32").reshape(ROWS, 2)
Y = X.sum(axis=1, keepdims=True)


def fit_keras(callback: Any, _: Path) -> None:
    import keras as framework

    model = framework.Sequential([framework.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(
        X, Y, epochs=EPOCHS, validation_data=(X, Y), callbacks=[callback], verbose=0, batch_size=4
    )


def fit_lightning(callback: Any, folder: Path, logger: Any = False) -> None:
    import lightning.pytorch as framework
    import torch

    class Module(framework.LightningModule):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.layer = torch.nn.Linear(2, 1)

        def loss(self, batch: Any) -> Any:
            return ((self.layer(batch[0]) - batch[1]) ** 2).mean()

        def training_step(self, batch: Any, _: int) -> Any:
            loss = self.loss(batch)
            self.log("loss", loss, on_epoch=True, on_step=False)
            return loss

        def validation_step(self, batch: Any, _: int) -> None:
            self.log("val_loss", self.loss(batch))

        def configure_optimizers(self) -> Any:
            return torch.optim.SGD(self.parameters(), lr=0.01)

    data = torch.utils.data.TensorDataset(torch.tensor(X), torch.tensor(Y))
    loader: Any = torch.utils.data.DataLoader(data, batch_size=4)
    trainer = framework.Trainer(
        max_epochs=EPOCHS,
        accelerator="cpu",
        callbacks=[callback] if callback else [],
        logger=logger,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        default_root_dir=folder,
        log_every_n_steps=1,
    )
    trainer.fit(Module(), loader, loader)


def fit_transformers(callback: Any, folder: Path) -> None:
    import torch
    import transformers as framework

    class Model(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.layer = torch.nn.Linear(2, 1)

        def forward(self, inputs: Any, labels: Any) -> dict[str, Any]:
            logits = self.layer(inputs)
            return {"loss": ((logits - labels) ** 2).mean(), "logits": logits}

    rows: Any = [{"inputs": x, "labels": y} for x, y in zip(X, Y, strict=True)]
    arguments = framework.TrainingArguments(
        str(folder / "out"),
        num_train_epochs=EPOCHS,
        per_device_train_batch_size=4,
        eval_strategy="epoch",
        logging_strategy="epoch",
        save_strategy="no",
        report_to="none",
        use_cpu=True,
        disable_tqdm=True,
    )
    trainer = framework.Trainer(
        Model(), arguments, train_dataset=rows, eval_dataset=rows, callbacks=[callback]
    )
    trainer.train()


CASES = [
    pytest.param(keras, fit_keras, id="keras"),
    pytest.param(lightning, fit_lightning, id="lightning"),
    pytest.param(transformers, fit_transformers, id="transformers"),
]
EPOCHS_OF = {
    keras: [(None, 0), (None, 1), (None, 2)],
    lightning: [(2, 0), (4, 1), (6, 2)],
    transformers: [(2, 1), (4, 2), (6, 3)],
}


@pytest.mark.parametrize(("framework", "fit"), CASES)
class TestNetworks:
    def test_loss_and_val_loss_of_every_epoch(
        self, store: KaggleStore, log: Recorder, tmp_path: Path, framework: Any, fit: Any
    ) -> None:
        fit(framework.callback(log), tmp_path)
        log.flush()
        assert {"loss", "val_loss"} <= names(store)
        assert points(store, "loss") == points(store, "val_loss") == EPOCHS_OF[framework]

    def test_lost_lease_ends_the_training(
        self, store: KaggleStore, log: Recorder, tmp_path: Path, framework: Any, fit: Any
    ) -> None:
        with pytest.raises(LeaseLost):
            fit(framework.callback(log, job=LostJob(0)), tmp_path)
        log.flush()
        assert len(points(store, "loss")) == 1

    def test_should_stop_ends_the_training(
        self, store: KaggleStore, log: Recorder, tmp_path: Path, framework: Any, fit: Any
    ) -> None:
        fit(framework.callback(log, should_stop=Stop(1)), tmp_path)
        log.flush()
        assert len(points(store, "loss")) == 1


def test_lightning_logger_records_what_modules_log(
    store: KaggleStore, log: Recorder, tmp_path: Path
) -> None:
    fit_lightning(None, tmp_path, logger=lightning.logger(log))
    log.flush()
    assert len(points(store, "val_loss")) == EPOCHS
