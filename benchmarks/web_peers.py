"""MLflow's and Optuna's web pages as peers: their stores, filled in bulk, and their servers."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.bench import Bench


def fill_mlflow(bench: Bench, folder: Path, runs: int, points: int) -> list[str] | None:
    """Fill MLflow's SQLite store; return its server's command, or None if not installed."""
    os.environ |= {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_LOGGING_LEVEL": "WARNING"}
    tracking = bench.peer("mlflow.tracking")
    if tracking is None:
        return None
    uri = f"sqlite:///{folder / 'mlflow.db'}"
    client = tracking.MlflowClient(uri)
    experiment = client.create_experiment("titanic", artifact_location=str(folder))
    run = client.create_run(experiment, run_name="run 0")
    client.log_metric(run.info.run_id, "loss", 1.0, step=0)
    client.set_terminated(run.info.run_id)
    with sqlite3.connect(folder / "mlflow.db") as database:
        database.execute("pragma cache_size = -400000")
        for table in ("runs", "latest_metrics", "tags"):
            _copy_rows(database, table, "run_uuid", run.info.run_id, _names(runs - 1))
        database.executemany(
            "insert into metrics (key, value, timestamp, run_uuid, step, is_nan) "
            "values ('loss', ?, ?, ?, ?, 0)",
            (
                (1 / step, 1_700_000_000_000 + step, run_id, step)
                for step in range(1, points)
                for run_id in (run.info.run_id, *_names(runs - 1))
            ),
        )
    return [sys.executable, "-m", "mlflow", "ui", "--backend-store-uri", uri, "--workers", "1"]


def fill_optuna(bench: Bench, folder: Path, runs: int, points: int) -> list[str] | None:
    """Fill Optuna's SQLite store; return the dashboard's command, or None if not installed."""
    optuna = bench.peer("optuna")
    if optuna is None or bench.peer("optuna_dashboard") is None:
        return None
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    uri = f"sqlite:///{folder / 'optuna.db'}"
    study = optuna.create_study(storage=uri, study_name="titanic", direction="maximize")
    study.add_trial(optuna.trial.create_trial(value=0.5))
    with sqlite3.connect(folder / "optuna.db") as database:
        database.executemany(
            "insert into trials (trial_id, number, study_id, state, datetime_start, "
            "datetime_complete) select ?, ?, study_id, state, datetime_start, datetime_complete "
            "from trials where number = 0",
            ((n + 1, n) for n in range(1, runs)),
        )
        database.executemany(
            "insert into trial_values (trial_id, objective, value, value_type) "
            "values (?, 0, ?, 'FINITE')",
            ((n + 1, n / runs) for n in range(1, runs)),
        )
        database.executemany(
            "insert into trial_intermediate_values "
            "(trial_id, step, intermediate_value, intermediate_value_type) "
            "values (?, ?, ?, 'FINITE')",
            ((n + 1, step, 1 / (step + 1)) for n in range(runs) for step in range(points)),
        )
    return [str(Path(sys.executable).with_name("optuna-dashboard")), uri]


def _names(count: int) -> list[str]:
    return [f"{n:032x}" for n in range(1, count + 1)]


def _copy_rows(
    database: sqlite3.Connection, table: str, key: str, value: str, copies: Iterable[str]
) -> None:
    """Copy the rows of one key for other keys, whatever other columns the table has."""
    columns = [row[1] for row in database.execute(f"pragma table_info({table})")]
    others: Any = ", ".join(f'"{name}"' for name in columns if name != key)
    database.executemany(
        f"insert into {table} ({key}, {others}) select ?, {others} from {table} where {key} = ?",
        ((copy, value) for copy in copies),
    )
