"""A report of an execution and one of its competition, made once for the tests that only read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kaggle_store import KaggleStore
from kaggle_store.report import Report, make_report
from tests.conftest import Owner
from tests.report.rows import Filled, fill


@dataclass(frozen=True)
class Reports:
    """What was stored, and the reports of it."""

    rows: Filled
    execution: Report
    competition: Report


@pytest.fixture(scope="module")
def reports(module_owner: Owner, session_store: KaggleStore) -> Reports:
    """Return both reports of a filled store."""
    rows = fill(session_store)
    return Reports(
        rows,
        make_report(session_store, rows.execution),
        make_report(session_store, rows.competition),
    )
