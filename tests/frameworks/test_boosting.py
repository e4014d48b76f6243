"""XGBoost and LightGBM train with the callbacks, and their metrics are in the store."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kaggle_store import KaggleStore, Recorder
from kaggle_store.errors import LeaseLost
from kaggle_store.integrations import lightgbm, xgboost
from kaggle_store.integrations._training import metric_name
from tests.frameworks.recorded import LostJob, Stop, names, points

ROUNDS = 4
STEPS = [(number, None) for number in range(ROUNDS)]
X = np.linspace(0, 1, 120).reshape(60, 2)
Y = X[:, 0] * 3


def boost(callback: Any) -> Any:
    import xgboost as xgb

    train, valid = xgb.DMatrix(X[:40], Y[:40]), xgb.DMatrix(X[40:], Y[40:])
    return xgb.train(
        {"nthread": 1, "max_depth": 2},
        train,
        ROUNDS,
        evals=[(train, "train"), (valid, "valid")],
        callbacks=[callback],
        verbose_eval=False,
    )


def grow(callback: Any) -> Any:
    import lightgbm as lgb

    train = lgb.Dataset(X[:40], Y[:40])
    return lgb.train(
        {"num_threads": 1, "objective": "l2", "min_data_in_leaf": 2, "verbose": -1},
        train,
        ROUNDS,
        valid_sets=[train, train.create_valid(X[40:], Y[40:])],
        valid_names=["training", "valid_0"],
        callbacks=[callback],
    )


@pytest.mark.parametrize(
    ("framework", "train", "metric"), [(xgboost, boost, "rmse"), (lightgbm, grow, "l2")]
)
class TestBoosting:
    def test_every_round_is_a_step(
        self, store: KaggleStore, log: Recorder, framework: Any, train: Any, metric: str
    ) -> None:
        train(framework.callback(log))
        log.flush()
        assert names(store) == {metric, f"val_{metric}"}
        assert points(store, metric) == points(store, f"val_{metric}") == STEPS

    def test_lost_lease_ends_the_training(
        self, store: KaggleStore, log: Recorder, framework: Any, train: Any, metric: str
    ) -> None:
        with pytest.raises(LeaseLost):
            train(framework.callback(log, job=LostJob(1)))
        log.flush()
        assert points(store, metric) == STEPS[:2]

    def test_should_stop_ends_the_training(
        self, store: KaggleStore, log: Recorder, framework: Any, train: Any, metric: str
    ) -> None:
        booster = train(framework.callback(log, should_stop=Stop(2)))
        log.flush()
        assert points(store, metric) == STEPS[:2]
        assert booster is not None


def test_xgboost_cv_records_means(store: KaggleStore, log: Recorder) -> None:
    import xgboost as xgb

    data = xgb.DMatrix(X, Y)
    xgb.cv({"nthread": 1}, data, ROUNDS, nfold=2, callbacks=[xgboost.callback(log)])
    log.flush()
    assert names(store) == {"rmse", "test_rmse"}


def test_lightgbm_cv_records_means(store: KaggleStore, log: Recorder) -> None:
    import lightgbm as lgb

    parameters = {"num_threads": 1, "objective": "l2", "min_data_in_leaf": 2, "verbose": -1}
    data = lgb.Dataset(X, Y)
    record = lightgbm.callback(log)
    lgb.cv(parameters, data, ROUNDS, nfold=2, stratified=False, callbacks=[record])
    log.flush()
    assert names(store) == {"val_l2"}
    assert points(store, "val_l2") == STEPS


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("train", "loss"),
        ("training", "loss"),
        ("valid", "val_loss"),
        ("validation_0", "val_loss"),
        ("valid_1", "val_1_loss"),
        ("test", "test_loss"),
    ],
)
def test_metric_names_are_those_of_keras(data: str, name: str) -> None:
    assert metric_name(data, "loss") == name
