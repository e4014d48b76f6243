"""Sample data of the benchmarks: metric points, competitions and executions."""

from __future__ import annotations

import json
import random
from typing import Any
from uuid import UUID

from benchmarks.bench import SQL, Bench
from kaggle_store.models.functions import MetricRow
from kaggle_store.models.system_metrics import SystemMetricInsert

NAMES = ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "grad_norm")


def a_competition(bench: Bench, name: str = "titanic") -> UUID:
    """Store one competition and return its id."""
    with bench.store() as store:
        return store.competitions.upsert(kaggle_id=name, title=name.title()).id


def some_executions(bench: Bench, count: int = 8) -> list[UUID]:
    """Store some executions of one competition and return their ids."""
    competition = a_competition(bench)
    with bench.store() as store:
        rows = store.agent_executions.create_many(
            [{"competition_id": competition, "execution_name": f"run {n}"} for n in range(count)]
        )
    return [row.id for row in rows]


def metric_rows(count: int, executions: list[UUID]) -> list[MetricRow]:
    """Return `count` points as `metric_row`: six names, a step in the tags, some executions."""
    rng = random.Random(7)
    return [
        {
            "metric_name": NAMES[n % len(NAMES)],
            "metric_value": rng.random(),
            "metric_type": "gauge",
            "tags": {"step": n // len(NAMES)},
            "execution_id": executions[n % len(executions)],
            "component": "training",
        }
        for n in range(count)
    ]


def points(rows: list[MetricRow]) -> list[SystemMetricInsert]:
    """Return the points as arguments of `system_metrics.record`."""
    return [SystemMetricInsert(**row) for row in rows]  # type: ignore[typeddict-item]


def plain_rows(rows: list[MetricRow]) -> list[dict[str, Any]]:
    """Return the points as JSON-compatible rows."""
    return [{**row, "execution_id": str(row.get("execution_id"))} for row in rows]


def encoded(tags: object) -> str:
    """Return tags as JSON text, for COPY."""
    return json.dumps(tags)


def insert_metrics(
    bench: Bench, table: str, executions: list[UUID], rows: int, part: range
) -> None:
    """Insert a part of a history of `rows` points, row by row through the table's indexes."""
    query = (SQL / "metrics_history.sql").read_text("utf-8").format(
        table=table, rows=rows, first=part[0], last=part[-1],
        executions="{" + ",".join(map(str, executions)) + "}",
    )  # fmt: skip
    bench.owner.execute(query.encode())


def last_month(bench: Bench) -> None:
    """Create the partition of the last month."""
    month_ago = bench.value("select (now() - interval '1 month')::date")
    with bench.store() as store:
        store.upkeep.ensure_metric_partitions(month_ago)


def history(bench: Bench, competitions: int) -> None:
    """Load so many competitions with ten executions each, unless they exist already."""
    if bench.value("select count(*) from public.agent_executions") == 10 * competitions:
        return
    bench.empty()
    bench.owner.execute(f"set bench.competitions = '{competitions}'".encode())
    bench.load("history.sql")
