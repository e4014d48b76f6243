"""Read a run back from the store and compare it with what was stored."""

from __future__ import annotations

from kaggle_store import KaggleStore
from kaggle_store.demo.agent_run import RunResult
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models import IntegrityReportRow


class ReadBackError(KaggleStoreError):
    """A row read back differs from the one stored: a defect, please report it."""


def read_back(store: KaggleStore, result: RunResult) -> list[IntegrityReportRow]:
    """Read all rows of a run, compare them, and return the integrity report.

    Raises `ReadBackError` naming the first difference, or a table with findings.
    """
    execution = result.execution
    _compare("execution", store.agent_executions.get(execution.id), execution)
    pipeline = store.generated_code.pipeline(execution.id)
    _compare("pipeline", [f.code_content for f in pipeline], [f.code_content for f in result.code])
    _compare("training job", store.training_jobs.get(result.job.id), result.job)
    for name, measured in {
        "train_loss": [epoch.train_loss for epoch in result.epochs],
        "valid_loss": [epoch.valid_loss for epoch in result.epochs],
        "validation_score": [epoch.valid_accuracy for epoch in result.epochs],
    }.items():
        series = store.system_metrics.series(execution.id, name)
        _compare(name, [point.metric_value for point in series], measured)
    if result.submission:
        stored = store.submissions.get(result.submission.id)
        _compare("submission", stored, result.submission)
    report = store.upkeep.integrity_report()
    _compare("findings", {row.table_name: row.details for row in report if row.findings}, {})
    return report


def _compare(name: str, stored: object, expected: object) -> None:
    if stored != expected:
        raise ReadBackError(f"{name}: read back {stored!r} instead of {expected!r}")
