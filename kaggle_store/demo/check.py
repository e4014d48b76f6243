"""Reading a life back, typed, and comparing it with what happened."""

from __future__ import annotations

from kaggle_store import KaggleStore
from kaggle_store.demo.agent_run import Life
from kaggle_store.models import IntegrityReportRow


class ReadBackError(Exception):
    """What was read back differs from what was stored: a defect, to be reported."""


def read_back(store: KaggleStore, life: Life) -> list[IntegrityReportRow]:
    """Read everything of a life, compare, and return the store's report on its own integrity.

    Raises `ReadBackError` naming the first difference, or a table with findings.
    """
    execution = life.execution
    _same("execution", store.agent_executions.get(execution.id), execution)
    pipeline = store.generated_code.pipeline(execution.id)
    _same("pipeline", [f.code_content for f in pipeline], [f.code_content for f in life.code])
    _same("training job", store.training_jobs.get(life.job.id), life.job)
    for name, measured in {
        "train_loss": [epoch.train_loss for epoch in life.epochs],
        "valid_loss": [epoch.valid_loss for epoch in life.epochs],
        "validation_score": [epoch.valid_accuracy for epoch in life.epochs],
    }.items():
        series = store.system_metrics.series(execution.id, name)
        _same(name, [point.metric_value for point in series], measured)
    if life.submission:
        _same("submission", store.submissions.get(life.submission.id), life.submission)
    report = store.upkeep.integrity_report()
    _same("findings", {row.table_name: row.details for row in report if row.findings}, {})
    return report


def _same(what: str, stored: object, expected: object) -> None:
    if stored != expected:
        raise ReadBackError(f"{what}: read back {stored!r} instead of {expected!r}")
