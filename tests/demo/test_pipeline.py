"""The demo's model learns, and its training is repeatable."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaggle_store.demo.pipeline.network import Network
from kaggle_store.demo.pipeline.passengers import Data
from kaggle_store.demo.pipeline.predict import write_submission
from kaggle_store.demo.pipeline.train import Epoch, Settings, evaluate, new_network, train
from kaggle_store.demo.sample import accuracy


@pytest.fixture(scope="module")
def data() -> Data:
    return Data.draw()


@pytest.fixture(scope="module")
def trained(data: Data) -> tuple[Network, list[Epoch]]:
    network = new_network(Settings())
    return network, list(train(network, data.training, data.validation, Settings()))


def majority_accuracy(data: Data) -> float:
    survived = sum(passenger.survived for passenger in data.validation) / len(data.validation)
    return max(survived, 1 - survived)


def test_loss_falls(trained: tuple[Network, list[Epoch]]) -> None:
    losses = [epoch.train_loss for epoch in trained[1]]
    assert losses[-1] < losses[len(losses) // 4] < losses[0]
    assert losses[-1] < 0.6 * losses[0]


def test_accuracy_is_above_chance(data: Data, trained: tuple[Network, list[Epoch]]) -> None:
    _, untrained = evaluate(new_network(Settings()), data.validation)
    assert trained[1][-1].valid_accuracy > majority_accuracy(data) + 0.1
    assert trained[1][-1].valid_accuracy > untrained + 0.1


def test_training_is_repeatable(data: Data, trained: tuple[Network, list[Epoch]]) -> None:
    again = train(new_network(Settings()), data.training, data.validation, Settings())
    assert [next(again) for _ in range(2)] == trained[1][:2]


def test_submission_file_has_every_passenger(
    data: Data, trained: tuple[Network, list[Epoch]], tmp_path: Path
) -> None:
    file = tmp_path / "submission.csv"
    assert write_submission(file, trained[0], data.test) == 418
    lines = file.read_text().splitlines()
    assert lines[0] == "PassengerId,Survived"
    assert [int(line.split(",")[0]) for line in lines[1:]] == list(range(892, 1310))
    assert accuracy(file.read_bytes()) == evaluate(trained[0], data.test)[1] > 0.75


def test_saved_network_is_the_same(trained: tuple[Network, list[Epoch]], tmp_path: Path) -> None:
    network = Network.load(trained[0].save(tmp_path / "model.json"))
    assert vars(network) == vars(trained[0])


def test_missing_prediction_counts_as_wrong(data: Data) -> None:
    first = data.test[0]
    submission = f"PassengerId,Survived\n{first.id},{int(first.survived)}\n"
    assert accuracy(submission.encode()) == 1 / 418
