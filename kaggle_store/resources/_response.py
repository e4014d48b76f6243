"""Waiting for a person's answer, through servers that come and go."""

from __future__ import annotations

import math
import time
from dataclasses import replace

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._requests.arguments import SHORTEST_PAUSE
from kaggle_store._requests.operation import Flow, Op, Pause
from kaggle_store._requests.validation import checked
from kaggle_store._transport.retry import may_pass
from kaggle_store.errors import KaggleStoreError, NoResponse
from kaggle_store.models._base import INPUT
from kaggle_store.models.human_interventions import HumanIntervention
from kaggle_store.settings import Seconds, Wait

NAME = "human_interventions.wait_for_response"
OPEN = ("pending", "escalated")

LONGEST_PAUSE = 30.0
"""Seconds between two looks for an answer, at the most."""

LAST_LOOK = 1.0
"""Seconds that a look may take although the time is over, so that there is one at least."""


@with_config(INPUT)
class _Waiting(TypedDict):
    timeout: Wait | None
    every: Seconds


_WAITING: TypeAdapter[_Waiting] = TypeAdapter(_Waiting)


def wait_for_response(
    look: Op[HumanIntervention], timeout: float | None, every: float
) -> Flow[HumanIntervention]:
    """Look again and again, until it is answered or the time is over."""
    asked = {"timeout": timeout, "every": every}
    checked(_WAITING, asked, subject="wait_for_response", operation=NAME)
    until = math.inf if timeout is None else time.monotonic() + timeout
    pause = max(every, SHORTEST_PAUSE)
    while True:
        found = yield from _looked(look, until)
        if isinstance(found, HumanIntervention) and found.status not in OPEN:
            return found
        left = until - time.monotonic()
        if left <= 0:
            raise _no_response(found, timeout)
        yield from Pause(min(pause, left))
        pause = min(2 * pause, max(LONGEST_PAUSE, every))


def _looked(
    look: Op[HumanIntervention], until: float
) -> Flow[HumanIntervention | KaggleStoreError]:
    """Read the question, or answer why it could not be read just now."""
    if until == math.inf:
        return (yield from look)
    try:
        return (yield from replace(look, within=max(until - time.monotonic(), LAST_LOOK)))
    except KaggleStoreError as error:
        if not may_pass(error):
            raise
        return error


def _no_response(found: HumanIntervention | KaggleStoreError, timeout: float | None) -> NoResponse:
    if isinstance(found, HumanIntervention):
        return NoResponse(f"{found.title!r} has no answer after {timeout:g} s", operation=NAME)
    error = NoResponse(f"no answer could be read within {timeout:g} s", operation=NAME)
    error.__cause__ = found
    return error
