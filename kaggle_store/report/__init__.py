"""A report of an execution or a competition as one HTML file."""

from __future__ import annotations

try:
    import jinja2 as jinja2
except ImportError as error:
    raise ImportError(
        f"the report needs {error.name}: pip install 'kaggle_store[report]'"
    ) from error

from kaggle_store.client import KaggleStore
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.competitions import Competition
from kaggle_store.report.competition import competition_report
from kaggle_store.report.execution import execution_report
from kaggle_store.report.page import Report
from kaggle_store.report.reading import find, read_contest, read_run, scrubber_for

__all__ = ["Report", "find", "make_report"]


def make_report(store: KaggleStore, subject: AgentExecution | Competition) -> Report:
    """Return the report of an execution or a competition, read as the client's role.

    Needs the extra `report`.
    """
    scrubber = scrubber_for(store)
    if isinstance(subject, Competition):
        return competition_report(read_contest(store, subject, scrubber), scrubber)
    return execution_report(read_run(store, subject, scrubber), scrubber)
