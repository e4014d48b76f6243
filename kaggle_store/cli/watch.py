"""`kaggle-store watch`: what runs, what it costs and what waits, live on the terminal."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from kaggle_store.cli import _identity, _options, output
from kaggle_store.cli._identity import Identity
from kaggle_store.errors import (
    KaggleStoreError,
    ServerError,
    TransportError,
    UnexpectedResponse,
)

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore
    from kaggle_store.models.dashboards import Overview

DESCRIPTION = """\
Show open competitions with their best scores, live executions, GPU costs, interventions that wait
and alerts, refreshed every two seconds. q or Ctrl-C ends it. It goes on while the server is out of
reach. Where the output is no terminal, a line is printed for each thing that changes."""

EXAMPLES = """\
kaggle-store watch
kaggle-store watch --every 30s
kaggle-store watch --once                # the picture of now
kaggle-store watch --json                # an object for each refresh
kaggle-store watch >> store.log          # a line for each change"""

EXIT_CODES = {1: "refused; with --once also: out of reach"}

OUT_OF_REACH = (TransportError, ServerError, UnexpectedResponse)
"""Errors after which a later refresh may succeed."""
TIMEOUT = 10.0

Show: TypeAlias = "Callable[[Overview | None, KaggleStoreError | None], None]"
"""Shows a refresh: the last overview, and the error if this refresh failed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the interval, and the output."""
    parser.add_argument(
        "--every",
        type=_options.duration,
        default=2.0,
        metavar="TIME",
        help="time between two refreshes, such as 2s or 1m (default: 2s)",
    )
    parser.add_argument("--once", action="store_true", help="show the picture of now, and end")
    parser.add_argument("--json", action="store_true", help="print a JSON object for each refresh")
    _identity.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Show the overview until q or Ctrl-C; return 1 if `--once` finds the server out of reach."""
    who = _identity.find(options)
    with (
        who.open(timeout=TIMEOUT) as store,
        _shown(who, options) as (show, wait),
        suppress(KeyboardInterrupt),
    ):
        return _repeat(store, show, wait, options)
    return 0


def _repeat(
    store: KaggleStore,
    show: Show,
    wait: Callable[[float], bool],
    options: argparse.Namespace,
) -> int:
    seen: Overview | None = None
    while True:
        error: KaggleStoreError | None = None
        try:
            seen = store.dashboards.overview()
        except OUT_OF_REACH as problem:
            error = problem
        show(seen, error)
        if options.once:
            return 1 if error else 0
        if wait(options.every):
            return 0


@contextmanager
def _shown(
    who: Identity, options: argparse.Namespace
) -> Iterator[tuple[Show, Callable[[float], bool]]]:
    """Yield how to show a refresh, and how to wait for the next one: True ends the loop."""
    if sys.stdout.isatty() and not options.json:
        from kaggle_store.cli._watch_live import Live

        with Live(who, is_static=options.once) as live:
            yield live.show, live.wait
    else:
        yield (_show_json if options.json else _LineOutput().show), _sleep


def _sleep(seconds: float) -> bool:
    time.sleep(seconds)
    return False


def _show_json(seen: Overview | None, error: KaggleStoreError | None) -> None:
    if error is not None:
        failed = {"now": datetime.now(UTC).isoformat(), "error": error.message}
        print(json.dumps(failed), flush=True)
    elif seen is not None:
        print(seen.model_dump_json(), flush=True)


class _LineOutput:
    """Prints a line for each change, also that the server is out of reach, and back."""

    def __init__(self) -> None:
        from kaggle_store.cli._watch_lines import Lines

        self._lines = Lines()
        self._failing: str | None = None

    def show(self, seen: Overview | None, error: KaggleStoreError | None) -> None:
        """Print what changed since the last call."""
        from kaggle_store.cli._watch_lines import line

        if error is not None:
            if error.message != self._failing:
                output.line(line(datetime.now(UTC), "unreachable", "", {"error": error.message}))
            self._failing = error.message
        elif seen is not None:
            if self._failing:
                output.line(line(seen.now, "reachable", "", {}))
            self._failing = None
            for text in self._lines.of(seen):
                output.line(text)
