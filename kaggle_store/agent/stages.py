"""Stages: which function serves which state, and which state comes next."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from kaggle_store.errors import InvalidInput
from kaggle_store.models.enums import ExecutionStatus

State: TypeAlias = Literal[
    "pending", "data_acquisition", "research", "code_generation", "training", "submission"
]
"""A state in which an agent works, in the order of the standard path."""

PATH: tuple[State, ...] = get_args(State)
"""The standard path, which ends with `completed`."""

OPERATION = "agent.stage"


class EndOfStage(BaseException):
    """Ends a stage early, without a failure; no `except Exception` of the stage catches it."""


@contextmanager
def ending_early() -> Iterator[None]:
    """Let a stage end early, also in several tasks of a group."""
    try:
        yield
    except EndOfStage:
        pass
    except BaseExceptionGroup as group:
        # What else the group has is raised alone: with exceptions only, it fails the attempt.
        if (rest := group.split(EndOfStage)[1]) is not None:
            raise rest from group


@dataclass(frozen=True, slots=True)
class Stage:
    """A function and the states that it serves."""

    states: frozenset[str]
    function: Callable[[Any], Any]


class Stages:
    """The stages of one agent."""

    def __init__(self) -> None:
        self._by_state: dict[str, Stage] = {}

    @property
    def states(self) -> list[str]:
        """The states that have a stage, in the order of the path."""
        return [state for state in PATH if state in self._by_state]

    def find(self, state: str) -> Stage | None:
        """Return the stage of a state, or None."""
        return self._by_state.get(state)

    def add(self, states: tuple[object, ...], function: Callable[[Any], Any]) -> None:
        """Register a function for checked states."""
        stage = Stage(frozenset(map(str, states)), function)
        self._by_state.update(dict.fromkeys(stage.states, stage))

    def check(self, states: tuple[object, ...]) -> None:
        """Raise `InvalidInput` for states that do not exist, have a stage, or need none."""
        if not states or callable(states[0]):
            raise _invalid('name the states, as in @agent.stage("research")')
        for state in states:
            if state not in PATH:
                raise _invalid(_problem(state))
            if state in self._by_state or states.count(state) > 1:
                raise _invalid(f"{state!r} already has a stage")


def following(state: str) -> ExecutionStatus:
    """Return the state that comes next on the standard path."""
    for here, after in zip(PATH, [*PATH[1:], "completed"], strict=True):
        if here == state:
            return after  # type: ignore[return-value] # the names of the path are states
    raise ValueError(state)


def checked_status(value: object) -> ExecutionStatus:
    """Return the state that a stage has returned, or raise `InvalidInput`."""
    known = get_args(ExecutionStatus)
    if value == "human_review":
        raise InvalidInput(
            "a stage does not return 'human_review', which nothing would end: use job.ask(…)",
            operation=OPERATION,
        )
    if value in known:
        return value  # type: ignore[return-value] # it is one of them
    raise InvalidInput(
        f"a stage returns a state or None, not {value!r}{_suggestion(value, known)}",
        operation=OPERATION,
    )


def _problem(state: object) -> str:
    if state == "human_review":
        return "an execution in 'human_review' waits for a person; use job.ask(…) in the stage"
    if state in get_args(ExecutionStatus):
        return f"{state!r} is final: there is nothing to do in it"
    return f"there is no state {state!r}{_suggestion(state, PATH)}"


def _suggestion(value: object, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(str(value), known, n=1)
    return f", did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"


def _invalid(problem: str) -> InvalidInput:
    return InvalidInput(problem, operation=OPERATION)
