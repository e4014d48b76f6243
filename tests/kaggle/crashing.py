"""Run flows step by step, several at once, with crashes, lost responses and a clock of their own.

Each actor is one process: its flow is a generator whose steps are performed here, so that it can
be stopped for good between any two of them. One actor at a time makes a step, chosen by the seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests
import urllib3

from kaggle_store import KaggleStore
from kaggle_store._requests.operation import Op, Pause
from kaggle_store.errors import (
    ConnectionFailed,
    KaggleLimitReached,
    KaggleStoreError,
    SubmissionLimitReached,
)
from kaggle_store.integrations import kaggle as integration
from tests.interruptions import interrupted_at

FOLDERS = tuple(str(Path(each.__file__ or "").parent) for each in (integration, requests, urllib3))


class Crash(BaseException):
    """The process ends here."""


@dataclass
class Clock:
    """The time of the actors, of the store and of the stand-in."""

    shift: Callable[[timedelta], None]
    """Sets the distance of the other clocks from the machine's."""
    offset: timedelta = timedelta(0)

    def now(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC) + self.offset

    def monotonic(self) -> float:
        """Return the time in seconds."""
        return self.now().timestamp()

    def advance(self, seconds: float) -> None:
        """Move every clock."""
        self.set(self.offset + timedelta(seconds=max(seconds, 0.0)))

    def set(self, offset: timedelta) -> None:
        """Set every clock to this distance from the machine's."""
        self.offset = offset
        self.shift(offset)


@dataclass
class Accident:
    """What happens to one step of an actor."""

    step: int
    """The number of the step, over all of the actor's flows."""
    kind: str
    """`crash before`, `crash within`, `crash after`, `request lost` or `response lost`."""
    line: int = 1
    """For `crash within`: how many lines of code of the call are run."""


@dataclass
class Actor:
    """A process that runs one flow after another until its program ends."""

    name: str
    begin: Callable[[], Any]
    """Returns the flow of a new process."""
    accidents: list[Accident]
    most_flows: int = 40
    flow: Any = None
    steps: int = 0
    flows: int = 0
    wakes_at: float = 0.0
    result: Any = None
    errors: list[str] = field(default_factory=list)
    is_done: bool = False
    pending: Callable[[], Any] | None = None
    """Resumes the flow with the result of its last step."""


class Scheduler:
    """Performs the actors' steps in a random order, and counts the accidents."""

    def __init__(self, store: KaggleStore, clock: Clock, rng: random.Random) -> None:
        self._store = store
        self._clock = clock
        self._rng = rng
        self.accidents = 0

    def run(self, actors: list[Actor]) -> None:
        """Run all actors until each is done."""
        while waiting := [actor for actor in actors if not actor.is_done]:
            now = self._clock.monotonic()
            ready = [actor for actor in waiting if actor.wakes_at <= now]
            if ready:
                self._step(self._rng.choice(ready))
            else:
                self._clock.advance(min(actor.wakes_at for actor in waiting) - now + 0.001)

    def _step(self, actor: Actor) -> None:
        if actor.flow is None:
            actor.flows += 1
            assert actor.flows <= actor.most_flows, (actor.name, actor.errors)
            actor.flow, actor.pending = actor.begin(), None
        try:
            step = actor.pending() if actor.pending else next(actor.flow)
        except StopIteration as done:
            actor.result, actor.is_done = done.value, True
        except KaggleStoreError as error:
            self._ended_with(actor, error)
        else:
            self._perform(actor, step)

    def _ended_with(self, actor: Actor, error: KaggleStoreError) -> None:
        """Let the next process begin after a minute, as a stage that is tried again."""
        actor.errors.append(f"{type(error).__name__}: {error}")
        actor.is_done = isinstance(error, KaggleLimitReached | SubmissionLimitReached)
        actor.flow = None
        actor.wakes_at = self._clock.monotonic() + 60.0

    def _perform(self, actor: Actor, step: Any) -> None:
        actor.steps += 1
        accident = next((each for each in actor.accidents if each.step == actor.steps), None)
        if isinstance(step, Pause):
            actor.wakes_at = self._clock.monotonic() + step.seconds
            actor.pending = lambda: actor.flow.send(None)
            if accident is None or not accident.kind.startswith("crash"):
                return
        try:
            result = self._result(step, accident)
        except Crash:
            actor.errors.append(f"crash at step {actor.steps}")
            actor.flow = None
        except Exception as error:
            failure = error
            actor.pending = lambda: actor.flow.throw(failure)
        else:
            actor.pending = lambda: actor.flow.send(result)

    def _result(self, step: Any, accident: Accident | None) -> Any:
        call = self._call(step)
        if accident is None:
            return call()
        self.accidents += 1
        if accident.kind == "crash within" and not isinstance(step, Op | Pause):
            interrupted_at(accident.line, _crash, call, FOLDERS, "line")
            raise Crash
        if accident.kind == "crash before":
            raise Crash
        if accident.kind == "request lost" and isinstance(step, Op):
            raise ConnectionFailed("the request was lost")
        result = call()
        if accident.kind == "response lost" and isinstance(step, Op):
            raise ConnectionFailed("the response was lost")
        if accident.kind.startswith("crash"):
            raise Crash
        return result

    def _call(self, step: Any) -> Callable[[], Any]:
        if isinstance(step, Op):
            return lambda: self._store._executor._send(step)
        if isinstance(step, Pause):
            return lambda: None
        call: Callable[[], Any] = step.call
        return call


def _crash() -> None:
    raise Crash
