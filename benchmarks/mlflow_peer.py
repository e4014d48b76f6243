"""MLflow as a peer: its tracking store in a database of the same server, in-process and through
MLflow's own server.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.bench import Bench
from kaggle_store.local.ports import free_port

DIRECT, SERVED = "MLflow, in this process", "MLflow, through its server"
_READY_SECONDS = 180


def mlflow_ways(bench: Bench) -> dict[str, tuple[Any, str]]:
    """Return a client and a run id for each way to use MLflow; none if it is not installed.

    MLflow's server starts on first use and runs until the end, as its start takes seconds.
    """
    return bench.keep_open(_open)


@contextmanager
def _open(bench: Bench) -> Iterator[dict[str, tuple[Any, str]]]:
    os.environ |= {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_LOGGING_LEVEL": "WARNING"}
    if bench.peer("mlflow") is None or bench.peer("mlflow.store.tracking.sqlalchemy_store") is None:
        yield {}
        return
    tracking = bench.peer("mlflow.tracking")
    url = bench.database("mlflow").replace("postgresql://", "postgresql+psycopg://")
    with tempfile.TemporaryDirectory() as artifacts:
        direct = tracking.MlflowClient(url)
        experiment = direct.create_experiment("bench", artifact_location=artifacts)
        with _server(url, artifacts) as address:
            ways = {DIRECT: direct, SERVED: tracking.MlflowClient(address)}
            yield {
                name: (client, client.create_run(experiment).info.run_id)
                for name, client in ways.items()
            }


@contextmanager
def _server(url: str, artifacts: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--backend-store-uri", url, "--default-artifact-root", artifacts, "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=1).close()
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("MLflow's server did not start") from None
            time.sleep(0.2)
        else:
            return
