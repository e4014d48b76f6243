"""`training_runs.jsonl`: one run becomes one training job.

A "record" of the source is an approach with many runs, so it becomes an execution, with a session
for its machines and a placeholder for its code, which was not collected.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from uuid import UUID

from kaggle_store import KaggleStore
from kaggle_store.models import (
    AgentExecution,
    AgentExecutionInsert,
    GeneratedCodeInsert,
    GpuSession,
    GpuSessionInsert,
    TrainingJob,
    TrainingJobInsert,
)
from tests.real_data.placeholders import placeholder_competition
from tests.real_data.records import (
    LONG_AGO,
    Columns,
    Record,
    in_batches,
    parse_time,
    stable_id,
    unmapped_fields,
    without_nulls,
)

FILE = "training_runs.jsonl"
BATCH = 100
_MEBIBYTE = 2**20


def read(folder: Path) -> list[Record]:
    """Read the file's records."""
    with (folder / FILE).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load(store: KaggleStore, records: list[Record]) -> Iterator[int]:
    """Store the approaches, then the runs, and yield the size of each batch."""
    ordered = sorted(records, key=_approach_of)
    approaches = [list(runs) for _, runs in groupby(ordered, key=_approach_of)]
    store.agent_executions.create_many(_executions(store, approaches))
    store.generated_code.create_many(_code(runs[0]) for runs in approaches)
    machines = {machine: run for run in records if (machine := _machine_id(run))}
    store.gpu_sessions.create_many(_session(run, machine) for machine, run in machines.items())
    for batch in in_batches(records, BATCH):
        rows = [to_job(run, _machine_id(run)) for run in batch]
        yield len(store.training_jobs.create_many(rows))


def start_of(run: Record) -> datetime:
    """Return the start of a run: midnight of the day in its name, which has no time."""
    try:
        return parse_time(run["record"][:10]) or LONG_AGO
    except ValueError:
        return LONG_AGO


def execution_of(run: Record) -> UUID:
    """Return the id of a run's execution."""
    return stable_id("approach", *_approach_of(run))


def to_job(run: Record, gpu_session_id: UUID | None) -> TrainingJobInsert:
    """Map a run to a row; values without an exact column go to `source_record`."""
    memory, took, loss = (
        run.get(name) for name in ("peak_memory_mib", "train_time_ms", "final_val_loss")
    )
    spent = int(took or 0)
    row: TrainingJobInsert = {
        "id": stable_id("training_run", run["run_id"]),
        "execution_id": execution_of(run),
        "code_id": stable_id("code of", execution_of(run)),
        "gpu_session_id": gpu_session_id,
        "job_name": run["run_id"],
        "model_type": "nanogpt",
        "hyperparameters": run.get("hyperparameters"),
        "status": "completed",
        "started_at": start_of(run),
        "completed_at": start_of(run) + timedelta(milliseconds=spent),
        "runtime_minutes": round(Decimal(spent) / 60_000, 6) if took else None,
        "peak_memory_gb": Decimal(memory * _MEBIBYTE) / 10**9 if memory else None,
        "best_validation_score": float(loss) if loss else None,
        "logs_path": run["path"],
    }
    machine = _machine(run) if gpu_session_id else {}
    mapped = {**_mapped_fields(row), **machine, "record": run["record"], "track": run["track"]}
    return {**row, "source_record": unmapped_fields(run, mapped)}


def to_record(job: TrainingJob, execution: AgentExecution, machine: GpuSession | None) -> Record:
    """Rebuild the record from a job, its execution and its machines."""
    mapped = {**_mapped_fields(job.model_dump()), **execution.source_record}
    mapped["record"] = execution.execution_name
    if machine:
        mapped |= {"gpu": machine.instance_type, "gpu_count": machine.gpu_count}
    return {**mapped, **job.source_record}


def _mapped_fields(row: Columns) -> Record:
    memory, minutes, loss = (
        row[name] for name in ("peak_memory_gb", "runtime_minutes", "best_validation_score")
    )
    return without_nulls(
        {
            "run_id": row["job_name"],
            "path": row["logs_path"],
            "hyperparameters": row["hyperparameters"],
            "peak_memory_mib": None if memory is None else int(memory * 10**9 / _MEBIBYTE),
            "train_time_ms": None if minutes is None else str(round(minutes * 60_000)),
            "final_val_loss": None if loss is None else repr(loss),
        }
    )


def _approach_of(run: Record) -> tuple[str, str]:
    return run["track"], run["record"]


def _machine(run: Record) -> Record:
    return {name: run[name] for name in ("gpu", "gpu_count") if run.get(name)}


def _executions(
    store: KaggleStore, approaches: list[list[Record]]
) -> Iterator[AgentExecutionInsert]:
    """Map each approach to an execution with the duration of its longest run."""
    tracks = {runs[0]["track"] for runs in approaches}
    own = {
        track: placeholder_competition(
            store, f"training-{track}", f"Training runs of {track}", None
        )
        for track in sorted(tracks)
    }
    for runs in approaches:
        first, started_at = runs[0], start_of(runs[0])
        longest = max(int(run.get("train_time_ms") or 0) for run in runs)
        yield {
            "id": execution_of(first),
            "competition_id": own[first["track"]].id,
            "execution_name": first["record"],
            "status": "completed",
            "current_step": 10,
            "started_at": started_at,
            "completed_at": started_at + timedelta(milliseconds=longest),
            "source_record": {"track": first["track"]},
        }


def _code(run: Record) -> GeneratedCodeInsert:
    return {
        "id": stable_id("code of", execution_of(run)),
        "execution_id": execution_of(run),
        "code_type": "training",
        "file_name": "not-collected.txt",
        "programming_language": "text",
        "code_content": f"The source of {run['record']} was not collected.",
        "validation_status": "needs_review",
    }


def _machine_id(run: Record) -> UUID | None:
    if not run.get("gpu"):
        return None
    return stable_id("machine of", execution_of(run), run["gpu"], run["gpu_count"])


def _session(run: Record, machine: UUID) -> GpuSessionInsert:
    """Map a run's machines to a row; their provider and price are unknown."""
    return {
        "id": machine,
        "execution_id": execution_of(run),
        "provider": "unknown",
        "instance_type": run["gpu"],
        "gpu_count": run["gpu_count"],
        "status": "terminated",
        "provisioned_at": start_of(run),
        "terminated_at": start_of(run),
    }
