"""The demo's model really learns, and always the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaggle_store.demo.agent_run import Data
from kaggle_store.demo.pipeline.network import Network
from kaggle_store.demo.pipeline.predict import write_submission
from kaggle_store.demo.pipeline.train import Epoch, Settings, evaluate, new_network, train
from kaggle_store.demo.scoring import accuracy_of


@pytest.fixture(scope="module")
def data() -> Data:
    return Data.draw()


@pytest.fixture(scope="module")
def trained(data: Data) -> tuple[Network, list[Epoch]]:
    network = new_network(Settings())
    return network, list(train(network, data.training, data.validation, Settings()))


def most_common_answer(data: Data) -> float:
    spared = sum(passenger.survived for passenger in data.validation) / len(data.validation)
    return max(spared, 1 - spared)


def test_the_loss_falls_with_the_epochs(trained: tuple[Network, list[Epoch]]) -> None:
    losses = [epoch.train_loss for epoch in trained[1]]
    assert losses[-1] < losses[len(losses) // 4] < losses[0]
    assert losses[-1] < 0.6 * losses[0]


def test_the_accuracy_is_well_above_chance(
    data: Data, trained: tuple[Network, list[Epoch]]
) -> None:
    _, untrained = evaluate(new_network(Settings()), data.validation)
    assert trained[1][-1].valid_accuracy > most_common_answer(data) + 0.1
    assert trained[1][-1].valid_accuracy > untrained + 0.1


def test_a_second_training_measures_the_same(
    data: Data, trained: tuple[Network, list[Epoch]]
) -> None:
    again = train(new_network(Settings()), data.training, data.validation, Settings())
    assert [next(again) for _ in range(2)] == trained[1][:2]


def test_a_submission_file_holds_a_prediction_for_each_unknown_passenger(
    data: Data, trained: tuple[Network, list[Epoch]], tmp_path: Path
) -> None:
    file = tmp_path / "submission.csv"
    assert write_submission(file, trained[0], data.unknown) == 418
    lines = file.read_text().splitlines()
    assert lines[0] == "PassengerId,Survived"
    assert [int(line.split(",")[0]) for line in lines[1:]] == list(range(892, 1310))
    assert accuracy_of(file, data.unknown) == evaluate(trained[0], data.unknown)[1] > 0.75


def test_a_passenger_that_the_file_leaves_out_counts_as_wrong(data: Data, tmp_path: Path) -> None:
    file = tmp_path / "submission.csv"
    first = data.unknown[0]
    file.write_text(f"PassengerId,Survived\n{first.id},{int(first.survived)}\n")
    assert accuracy_of(file, data.unknown) == 1 / 418
