"""The job of a stage: the held execution, and what a stage may do with it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from inspect import isawaitable
from typing import Any, NoReturn, ParamSpec, TypeVar, Unpack, cast, overload
from uuid import UUID

from pydantic import BaseModel, TypeAdapter
from typing_extensions import TypedDict

from kaggle_store._requests.operation import (
    Entity,
    Flow,
    M,
    Op,
    operation,
)
from kaggle_store._requests.validation import checked
from kaggle_store.agent.answer import ASK, Answer, intervention_id
from kaggle_store.agent.memo import STEP, Memo, Scope
from kaggle_store.agent.stages import EndOfStage, Stage
from kaggle_store.client import AsyncKaggleStore, KaggleStore
from kaggle_store.errors import InvalidInput, KaggleStoreError
from kaggle_store.models._answers import X
from kaggle_store.models._base import Text
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.competitions import Competition
from kaggle_store.models.enums import (
    ExecutionStatus,
    InterventionDecision,
    InterventionPriority,
    InterventionType,
    TimeoutAction,
)
from kaggle_store.models.execution_steps import ExecutionStep
from kaggle_store.resources.agent_executions import ExecutionWork
from kaggle_store.resources.human_interventions import OPEN_STATUSES, HumanInterventions

T = TypeVar("T")
P = ParamSpec("P")

log = logging.getLogger("kaggle_store.agent")

_SUBJECT: TypeAdapter[str] = TypeAdapter(Text)

LONGEST_NAME = 200
"""Characters of a step's name."""

ASK_AGAIN_SECONDS = 30.0
"""Seconds until a stage that waits for an answer looks again, if no answer resumes it before."""


class Question(TypedDict, total=False):
    """What `job.ask` takes besides the subject and the model of the answer."""

    description: str
    proposal: Any
    priority: InterventionPriority
    intervention_type: InterventionType
    allowed_decisions: Sequence[InterventionDecision] | None
    timeout_action: TimeoutAction
    context_data: Mapping[str, Any] | None
    assigned_to: str | None
    sla_deadline: datetime | None


class _Job(Entity[M]):
    """What the jobs of both clients share."""

    def __init__(self, work: ExecutionWork[M], competition: Competition, stage: Stage) -> None:
        super().__init__(work._executor)
        self._work = work
        self._stage = stage
        self._names: set[tuple[str, str]] = set()
        self.competition = competition
        """The execution's competition, as read when the execution was claimed."""
        self.state = work.execution.status
        """The state that the stage was called for."""

    @property
    def execution(self) -> AgentExecution:
        """The execution as last read from the server."""
        return self._work.execution

    @property
    def id(self) -> UUID:
        """The execution's id."""
        return self._work.id

    @property
    def lease_id(self) -> UUID:
        """The id of the lease."""
        return self._work.lease_id

    @property
    def store(self) -> M:
        """A client of the same class, whose writes carry the lease."""
        return self._work.store

    def check(self) -> None:
        """Raise `LeaseLost` once the lease is lost, and end the stage if the agent stops.

        Call it regularly in a long computation.
        """
        self._work.check()

    @operation
    def move(
        self, status: ExecutionStatus, *, current_step: int | None = None
    ) -> Op[AgentExecution] | Flow[AgentExecution]:
        """Move the execution to `status` or set its `current_step`; raises `MoveRefused`.

        A stage need not: it returns the next state, or None for that of the standard path.
        """
        return ExecutionWork.move.of(self._work, status, current_step=current_step)

    @operation
    def wait(self, seconds: float) -> Flow[NoReturn]:
        """End the stage and release the execution; the stage runs again after `seconds`.

        The attempt is not counted. At most 30 days. No worker is occupied meanwhile.
        """
        yield from ExecutionWork.release.of(self._work, delay=seconds)
        log.info("execution %s: %s runs again in %g s", self.id, self.state, seconds)
        raise EndOfStage

    @operation
    def _ask(
        self,
        /,
        subject: str,
        *,
        title: str,
        answer: type[BaseModel] | None = None,
        description: str = "",
        intervention_type: InterventionType = "approval_required",
        **more: Any,
    ) -> Flow[Answer[Any]]:
        checked(_SUBJECT, subject, subject="subject", operation=ASK)
        id = intervention_id(self.id, self.execution.round, subject)
        request: Any = HumanInterventions.request
        interventions: HumanInterventions[M] = HumanInterventions(self._executor)
        row = yield from request.of(
            interventions,
            id=id,
            execution_id=self.id,
            subject=subject,
            title=title,
            description=description or title,
            answer=answer,
            intervention_type=intervention_type,
            **more,
        )
        if row.status in OPEN_STATUSES:
            log.info("execution %s: %s waits for an answer: %r", self.id, self.state, title)
            yield from self._end_waiting()
        if row.id != id:
            raise InvalidInput(
                f"subject: intervention {row.id} has asked about {subject!r}", operation=ASK
            )
        return Answer(row, answer)

    def _end_waiting(self) -> Flow[NoReturn]:
        # An answer makes the execution available at once. If this fails the block releases it.
        with suppress(KaggleStoreError):
            yield from ExecutionWork.release.of(self._work, delay=ASK_AGAIN_SECONDS)
        raise EndOfStage

    @contextmanager
    def _new_step(self, name: str, scope: Scope) -> Iterator[dict[str, Any]]:
        """Yield the key of a step, or raise `InvalidInput` if this run has had its name.

        A step that has failed may be tried again under its name.
        """
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
            # Before the function is called: its result could not be kept.
            raise InvalidInput(f"name: text of 1 to {LONGEST_NAME} characters", operation=STEP)
        if scope not in ("round", "execution"):
            raise InvalidInput(f"scope: 'round' or 'execution', not {scope!r}", operation=STEP)
        if (scope, name) in self._names:
            raise InvalidInput(
                f"name: this run of the stage already has a step {name!r}; give each its own name",
                operation=STEP,
            )
        self._names.add((scope, name))
        number = self.execution.round if scope == "round" else 0
        try:
            yield {"execution_id": self.id, "round": number, "name": name}
        except BaseException:
            self._names.discard((scope, name))
            raise

    def _kept(self, rows: list[ExecutionStep]) -> ExecutionStep | None:
        """Return the stored step, or raise `InvalidInput` if it belongs to another stage."""
        if not rows:
            return None
        if rows[0].round and rows[0].stage not in self._stage.states:
            raise InvalidInput(
                f"name: {rows[0].stage} already has a step {rows[0].name!r} in this round; "
                "give each its own name, or keep it for the whole execution",
                operation=STEP,
            )
        return rows[0]


class StageJob(_Job[KaggleStore]):
    """An execution held under a lease, as a stage of `Agent` gets it."""

    @overload
    def ask(
        self, subject: str, *, title: str, answer: type[X], **more: Unpack[Question]
    ) -> Answer[X]: ...
    @overload
    def ask(
        self, subject: str, *, title: str, answer: None = None, **more: Unpack[Question]
    ) -> Answer[Any]: ...
    def ask(self, subject: str, **options: Any) -> Answer[Any]:
        """Ask a person, and return the answer when there is one.

        Without an answer the stage ends: the execution waits in `human_review`, without a lease,
        and no attempt is counted. After the answer the stage runs again from its beginning, and
        this call returns. A subject is asked about once in each round of the execution. The other
        arguments are those of `human_interventions.request`: `answer` is the model of the answer,
        which a person approves or edits if there is a `proposal`.
        """
        return self._ask(subject, **options)

    def step(
        self,
        name: str,
        function: Callable[..., T],
        *args: Any,
        scope: Scope = "round",
        returns: type[T] | None = None,
    ) -> T:
        """Call `function(*args)` once and keep its result; later runs of the stage read it back.

        The result is kept in the execution's round, or with `scope="execution"` for all of them.
        It is JSON of at most 1 MiB: None, text, numbers, lists and dicts. `returns` is the type of
        another result: a pydantic model, a dataclass, a tuple. The first run gets it as later ones
        do. If the process ends between the call and its record, the function is called again.

        Raises `InvalidInput` for a name that this run of the stage has used, and for a result that
        JSON would change. What the function raises is not kept: the step may be tried again.
        """
        memo, steps = Memo(name, returns), self.store.execution_steps
        with self._new_step(name, scope) as key:
            kept = self._kept(steps.list_full(**key, limit=1))
            if kept is None:
                self.check()
                started = time.monotonic()
                result = memo.encode(function(*args))
                seconds = time.monotonic() - started
                kept = steps.record(
                    **key, lease_id=self.lease_id, result=result, duration_seconds=seconds
                )
        return cast("T", memo.decode(kept.result))


class AsyncStageJob(_Job[AsyncKaggleStore]):
    """An execution held under a lease, as a stage of `AsyncAgent` gets it."""

    @overload
    async def ask(
        self, subject: str, *, title: str, answer: type[X], **more: Unpack[Question]
    ) -> Answer[X]: ...
    @overload
    async def ask(
        self, subject: str, *, title: str, answer: None = None, **more: Unpack[Question]
    ) -> Answer[Any]: ...
    async def ask(self, subject: str, **options: Any) -> Answer[Any]:
        """Ask a person, and return the answer when there is one, as `StageJob.ask` does."""
        return await self._ask(subject, **options)

    @overload
    async def step(
        self,
        name: str,
        function: Callable[..., Awaitable[T]],
        *args: Any,
        scope: Scope = "round",
        returns: type[T] | None = None,
    ) -> T: ...
    @overload
    async def step(
        self,
        name: str,
        function: Callable[..., T],
        *args: Any,
        scope: Scope = "round",
        returns: type[T] | None = None,
    ) -> T: ...
    async def step(
        self,
        name: str,
        function: Callable[..., Any],
        *args: Any,
        scope: Scope = "round",
        returns: Any = None,
    ) -> Any:
        """Call `function(*args)` once and keep its result, as `StageJob.step` does.

        An async function is awaited, another one is called in a thread.
        """
        memo, steps = Memo(name, returns), self.store.execution_steps
        with self._new_step(name, scope) as key:
            kept = self._kept(await steps.list_full(**key, limit=1))
            if kept is None:
                self.check()
                started = time.monotonic()
                result = memo.encode(await in_thread_or_loop(function, *args))
                seconds = time.monotonic() - started
                kept = await steps.record(
                    **key, lease_id=self.lease_id, result=result, duration_seconds=seconds
                )
        return memo.decode(kept.result)


async def in_thread_or_loop(function: Callable[..., Any], *args: Any) -> Any:
    """Await an async function; call another one in a thread."""
    if asyncio.iscoroutinefunction(function):
        return await function(*args)
    result = await asyncio.to_thread(_called_in_thread, function, *args)
    # A partial or a lambda may return what is to be awaited.
    return await result if isawaitable(result) else result


def _called_in_thread(function: Callable[..., Any], *args: Any) -> Any:
    """Call a function; a StopIteration becomes an error, because no future can carry it."""
    try:
        return function(*args)
    except StopIteration as error:
        raise RuntimeError(f"{function!r} raised StopIteration") from error
