"""Read a run back from the store, and compare it with what was measured and sent."""

from __future__ import annotations

from kaggle_store import KaggleStore
from kaggle_store.demo import code
from kaggle_store.demo.agent_run import RunResult
from kaggle_store.demo.stages import training_id
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models import IntegrityReportRow


class ReadBackError(KaggleStoreError):
    """A row read back differs from what was stored: a defect, please report it."""


def read_back(store: KaggleStore, result: RunResult) -> list[IntegrityReportRow]:
    """Read a run's rows and files, compare them, and return the integrity report.

    Raises `ReadBackError` naming the first difference, or a table with findings.
    """
    id = result.execution.id
    stored = [file.code_content for file in store.generated_code.pipeline(id)]
    _compare("pipeline", stored, [file["code_content"] for file in code.files(id)])
    for name, measured in {
        "train_loss": [epoch.train_loss for epoch in result.epochs],
        "valid_loss": [epoch.valid_loss for epoch in result.epochs],
        "validation_score": (accuracies := [epoch.valid_accuracy for epoch in result.epochs]),
    }.items():
        series = store.system_metrics.series(id, name)
        _compare(name, [point.metric_value for point in series], measured)
    best = store.training_jobs.get(training_id(id)).best_validation_score
    _compare("training job", best, max(accuracies))
    _compare_submissions(store, result)
    report = store.upkeep.integrity_report()
    _compare("findings", {row.table_name: row.details for row in report if row.findings}, {})
    return report


def _compare_submissions(store: KaggleStore, result: RunResult) -> None:
    rows = store.submissions.list(execution_id=result.execution.id)
    stored = [(row.kaggle_submission_id, f"{row.public_score:.5f}") for row in rows]
    _compare("submissions", stored, [(str(at.ref), at.public_score) for at in result.submissions])
    files = [
        store.artifacts.verify(file.id)
        for file in store.artifacts.list(execution_id=result.execution.id, order="created_at")
    ]
    kinds = ["model", *("predictions" for _ in result.submissions)]
    _compare("artifacts", [file.kind for file in files], kinds)


def _compare(name: str, stored: object, expected: object) -> None:
    if stored != expected:
        raise ReadBackError(f"{name}: read back {stored!r} instead of {expected!r}")
