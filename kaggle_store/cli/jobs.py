"""`kaggle-store jobs`: list, show, cancel and retry training jobs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, get_args

from kaggle_store.cli import _data, _fields, _filters, _retrying
from kaggle_store.cli._entities import Entity, Source
from kaggle_store.cli._exit_codes import WITH_VERBS, exit_code
from kaggle_store.models.enums import TrainingJobStatus

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = "List the training jobs that run or wait, show one, cancel it, retry it."

EXAMPLES = """\
kaggle-store jobs list --watch
kaggle-store jobs list --all --execution 019a6b7c-0000-7000-8000-000000000001
kaggle-store jobs list --status failed --where created_at__gte=2026-11-01T00:00Z --csv
kaggle-store jobs show 019a6b7c-0000-7000-8000-000000000003
kaggle-store jobs cancel 019a6b7c-0000-7000-8000-000000000003
kaggle-store jobs retry 019a6b7c-0000-7000-8000-000000000003"""

EXIT_CODES = WITH_VERBS

_COPIED = (
    "execution_id",
    "code_id",
    "job_name",
    "model_type",
    "hyperparameters",
    "dataset_split",
    "total_epochs",
    "priority",
    "max_attempts",
)
"""What a new job takes over from the one it repeats."""

ENTITY = Entity(
    noun="job",
    plural="jobs",
    resource="training_jobs",
    empty="agents queue them with store.training_jobs.create(…)",
    open=Source(
        "list",
        "TrainingJob",
        ("-status", "-priority", "created_at"),
        {"status": ("queued", "running")},
    ),
    open_word="live",
    all=Source("list", "TrainingJob", ("-id",)),
    options=(_filters.status(get_args(TrainingJobStatus)), _filters.EXECUTION),
    names=("execution_id",),
    lead=("job_name", "status", "error_message"),
    fields=(
        _fields.identity(),
        _fields.status(),
        _fields.percentage("progress", "done"),
        _fields.score("best_validation_score", "best score", rank=1),
        _fields.when("started_at", "started", rank=2),
        _fields.text("worker", rank=5),
        _fields.text("model_type", "model", rank=4),
        _fields.name_of("execution_id", "execution", rank=3),
        _fields.text("job_name", "name"),
    ),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = _data.declare(parser, ENTITY, EXAMPLES)
    _data.declare_verb(verbs, "cancel", "end a live job, also while a worker has it", ENTITY)
    _data.declare_verb(
        verbs, "retry", "queue a failed job again, as a new one, or end a waiting time", ENTITY
    )


def run(options: argparse.Namespace) -> int:
    """Carry out the verb."""
    return _data.run(ENTITY, options, {"cancel": _cancel, "retry": _retry})


def _cancel(store: KaggleStore, options: argparse.Namespace) -> int:
    row = store.training_jobs.update(options.key, status="cancelled")
    return _data.done(options, row, f"{row.job_name} is cancelled.")


def _retry(store: KaggleStore, options: argparse.Namespace) -> int:
    return _retrying.retry(store, options, ENTITY, _COPIED)
