"""Wait for a row to change by reading it again and again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._requests.arguments import MIN_POLL_SECONDS
from kaggle_store._requests.operation import Flow, Op, Pause
from kaggle_store._requests.validation import checked
from kaggle_store._transport.retry import is_transient
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models._base import INPUT, Row
from kaggle_store.settings import Seconds, Wait

R = TypeVar("R", bound=Row)

LONGEST_POLL_PAUSE = 30.0
"""Maximum seconds between two polls."""

LAST_POLL_TIMEOUT = 1.0
"""Seconds that a poll may take after the timeout, so that at least one is made."""


@with_config(INPUT)
class _WaitArgs(TypedDict):
    timeout: Wait | None
    every: Seconds


_WAIT_ARGS: TypeAdapter[_WaitArgs] = TypeAdapter(_WaitArgs)


def poll_until(
    read: Op[R],
    is_done: Callable[[R], bool],
    timed_out: Callable[[R | None, float], KaggleStoreError],
    *,
    timeout: float | None,
    every: float,
) -> Flow[R]:
    """Read a row until it is done, and return it.

    The first pause is `every` seconds, then pauses double up to 30. After `timeout` seconds raises
    what `timed_out` returns for these and the last row, or None if the server was unreachable.
    """
    name = read.name.split(".")[-1]
    asked = {"timeout": timeout, "every": every}
    valid = checked(_WAIT_ARGS, asked, subject=name, operation=read.name)
    timeout, every = valid["timeout"], valid["every"]
    # Counted by the pauses as well as by the clock, as tests may stop the clock.
    unpaused = math.inf if timeout is None else timeout
    until, pause = time.monotonic() + unpaused, max(every, MIN_POLL_SECONDS)
    while True:
        found = yield from _poll(read, until)
        if not isinstance(found, KaggleStoreError) and is_done(found):
            return found
        left = min(until - time.monotonic(), unpaused)
        if left <= 0:
            if isinstance(found, KaggleStoreError):
                raise timed_out(None, timeout or 0.0) from found
            raise timed_out(found, timeout or 0.0)
        yield from Pause(min(pause, left))
        unpaused -= min(pause, left)
        pause = min(2 * pause, max(LONGEST_POLL_PAUSE, every))


def _poll(read: Op[R], until: float) -> Flow[R | KaggleStoreError]:
    """Return the row, or the transient error that prevented reading it."""
    if until == math.inf:
        return (yield from read)
    try:
        within = max(until - time.monotonic(), LAST_POLL_TIMEOUT)
        return (yield from replace(read, within=within))
    except KaggleStoreError as error:
        if not is_transient(error):
            raise
        return error
