"""MLflow's tracking client as far as the documentation uses it, where MLflow is not installed."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

POINTS = [(0, 1.0), (1, 0.5), (2, 0.25)]
RUN = "8efad93e40684a98a30a1ebcb13687cd"
STARTED = 1_735_689_600_000


class MlflowClient:
    """A client of a tracking server that holds one finished run."""

    def __init__(self, tracking_uri: str) -> None:
        self.uri = tracking_uri

    def search_experiments(self) -> list[Any]:
        return [
            SimpleNamespace(experiment_id=id, name=name)
            for id, name in (("1", "titanic"), ("0", "Default"))
        ]

    def search_runs(self, experiment_ids: list[str]) -> list[Any]:
        if experiment_ids != ["1"]:
            return []
        info = SimpleNamespace(
            run_id=RUN,
            run_name="baseline",
            status="FINISHED",
            start_time=STARTED,
            end_time=STARTED + 60_000,
        )
        data = SimpleNamespace(
            params={"max_depth": "6"},
            metrics={"loss": POINTS[-1][1]},
            tags={"mlflow.source.name": "train.py"},
        )
        return [SimpleNamespace(info=info, data=data)]

    def get_metric_history(self, run_id: str, key: str) -> list[Any]:
        assert (run_id, key) == (RUN, "loss")
        return [
            SimpleNamespace(step=step, value=value, timestamp=STARTED + step)
            for step, value in POINTS
        ]


def log_run(uri: str) -> None:
    """Log the same run with MLflow itself."""
    client = importlib.import_module("mlflow").MlflowClient(uri)
    run = client.create_run(client.create_experiment("titanic"), run_name="baseline")
    client.log_param(run.info.run_id, "max_depth", 6)
    for step, value in POINTS:
        client.log_metric(run.info.run_id, "loss", value, step=step)
    client.set_terminated(run.info.run_id)
