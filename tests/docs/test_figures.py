"""Limits and defaults on the pages are those of the code."""

from __future__ import annotations

import importlib
import re
from functools import cache

import pytest

from tests.docs.blocks import DOCS

FIGURES = [
    ("reference/errors.md", "`timeout` ({settings.DEFAULT_TIMEOUT:g} s) limits"),
    ("reference/errors.md", "`connect_timeout` ({settings.DEFAULT_CONNECT_TIMEOUT:g} s)"),
    ("reference/errors.md", "(default: {settings.DEFAULT_RETRY_FOR:g}; 0 disables retries)"),
    ("reference/errors.md", "from {_transport.retry.FIRST_PAUSE:g} to "),
    ("reference/errors.md", " to {_transport.retry.LONGEST_PAUSE:g} seconds"),
    ("reference/connections.md", "| `timeout` | {settings.DEFAULT_TIMEOUT:g} |"),
    ("reference/connections.md", "| `retry_for` | {settings.DEFAULT_RETRY_FOR:g} |"),
    ("reference/connections.md", "| `connections` | {settings.DEFAULT_CONNECTIONS} |"),
    ("reference/connections.md", "| `connect_timeout` | {settings.DEFAULT_CONNECT_TIMEOUT:g} |"),
    ("reference/connections.md", "| `pool_timeout` | {settings.DEFAULT_POOL_TIMEOUT:g} |"),
    ("reference/connections.md", "for {_transport.httpcore_client.KEEPALIVE:g} seconds"),
    ("reference/doctor.md", "(default: {cli.doctor.TIMEOUT:g} s)"),
    ("reference/doctor.md", "off by more than {doctor.database.SKEW:g} s"),
    ("on-call.md", "are tried for {settings.DEFAULT_RETRY_FOR:g} seconds"),
    ("how-to/artifacts.md", "at most {artifact_files.names.MOST_BYTES} bytes"),
    ("how-to/docker.md", "takes up to {_leases.job.RELEASE_TIMEOUT:g},"),
    ("how-to/kaggle.md", "after {integrations.kaggle.scoring.FIRST_PAUSE:g} seconds at first"),
    ("how-to/local-stack.md", "else {local.service.API_PORT} and {local.service.DB_PORT} or"),
    ("how-to/mcp.md", "{integrations.mcp.calls.ROWS} rows unless"),
    ("how-to/mcp.md", "({integrations.mcp.results.IN_LISTS} characters in lists"),
    ("how-to/mcp.md", "{integrations.mcp.results.IN_ROWS:,} in a single row"),
    ("how-to/notifications.md", "within {integrations.notifications.sender.SEND_TIMEOUT:g} s"),
    ("how-to/read.md", "at most {_requests.query.LARGEST_PAGE:,} rows"),
    ("how-to/read.md", "a page of {_transport.prefetch.MIN_PREFETCH_ROWS} rows or more"),
    ("how-to/report.md", "beyond {report.changes.BUDGET:,} characters"),
    ("how-to/resume.md", "is tried for {_leases.job.RELEASE_TIMEOUT:g} seconds"),
    ("how-to/stages.md", "After {agent.runner.GRACE_SECONDS:g} s the leases"),
    ("how-to/watch.md", "pauses of up to {resources._polling.LONGEST_POLL_PAUSE:g} seconds"),
    ("how-to/web-pages.md", "the newest {ui.pages.metrics.NAMED_POINTS:,} points"),
    ("explanation/recording.md", "when {recorder.sender.BATCH:,} points are waiting"),
    ("explanation/security.md", "at most {ui.sessions.MOST} sessions"),
]
"""Where a figure stands, and the words around it, with the constant of the package."""


def written(words: str) -> str:
    """Return the words with the values of the constants that they name."""

    def value(match: re.Match[str]) -> str:
        module = importlib.import_module(f"kaggle_store.{match[1]}")
        return format(getattr(module, match[2]), match[3] or "")

    return re.sub(r"\{([\w.]+)\.(\w+)(?::([^}]+))?\}", value, words)


@cache
def text(page: str) -> str:
    return re.sub(r"\s+", " ", (DOCS / page).read_text("utf-8"))


@pytest.mark.parametrize(("page", "words"), FIGURES)
def test_figure_is_that_of_the_code(page: str, words: str) -> None:
    assert written(words) in text(page)
