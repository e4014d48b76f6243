"""The notebook shows scores, costs and a metric; it is kept without outputs."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from kaggle_store import KaggleStore
from tests.examples.conftest import EXAMPLES, Programs
from tests.store.samples import Samples

NOTEBOOK = EXAMPLES / "notebook.ipynb"


def cells(file: Path) -> list[dict[str, Any]]:
    found = json.loads(file.read_text("utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def test_notebook_shows_scores_costs_and_metric(store: KaggleStore, programs: Programs) -> None:
    samples = Samples(store)
    sent = store.submissions.reserve(
        execution_id=samples.execution.id, submission_file_path="a.csv"
    )
    store.submissions.mark_submitted(sent.id)
    store.submissions.mark_scored(sent.id, public_score=0.8125)
    for epoch in range(4):
        store.training_jobs.report(samples.job.id, epoch=epoch, validation_score=0.625)
    copy = shutil.copy(NOTEBOOK, programs.folder)
    programs.run(Path(sys.executable).with_name("jupyter-execute"), "--inplace", str(copy))
    _, *shown = ("".join(_texts(cell)) for cell in cells(Path(copy)))
    assert "0.8125" in shown[0]
    assert "total_dollars" in shown[1]
    assert "0.625" in shown[2]


def test_notebook_is_kept_without_outputs() -> None:
    assert all(
        cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(NOTEBOOK)
    )


def _texts(cell: dict[str, Any]) -> list[str]:
    return [line for output in cell["outputs"] for line in output["data"]["text/plain"]]
