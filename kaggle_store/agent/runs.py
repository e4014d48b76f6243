"""What the runners of both clients share: the options of a run, its log, the next move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pydantic import TypeAdapter

from kaggle_store._requests.arguments import checked_count
from kaggle_store._requests.operation import Flow
from kaggle_store._requests.validation import checked
from kaggle_store.agent.job import _Job, log
from kaggle_store.agent.stages import Stages, checked_status, following
from kaggle_store.errors import InvalidInput, LeaseLost
from kaggle_store.resources.agent_executions import ExecutionWork
from kaggle_store.settings import Seconds

RUN = "agent.run"

Until: TypeAlias = Literal["stopped", "idle"]
"""When a run ends: when it is stopped, or also when nothing is left that can be claimed."""

LONGEST_PAUSE = 60.0
"""Seconds between two claims, at most, while the server cannot be reached."""

_seconds: TypeAdapter[float] = TypeAdapter(Seconds)
_until: TypeAdapter[Until] = TypeAdapter(Until)


@dataclass(frozen=True)
class Run:
    """The options of one run."""

    stages: Stages
    claim: Mapping[str, Any]
    concurrency: int
    until: Until
    poll: float

    @classmethod
    def of(
        cls, stages: Stages, claim: Mapping[str, Any], concurrency: int, until: Until, poll: float
    ) -> Run:
        """Return checked options, or raise `InvalidInput`."""
        if not stages.states:
            raise InvalidInput('this agent has no stage: add @agent.stage("…")', operation=RUN)
        return cls(
            stages,
            {**claim, "statuses": stages.states},
            checked_count(concurrency, "concurrency", RUN),
            checked(_until, until, subject="until", operation=RUN),
            checked(_seconds, poll, subject="poll", operation=RUN),
        )

    def pause_after(self, failures: int) -> float:
        """Return the seconds until the next claim, after so many that failed."""
        longest: float = max(self.poll, LONGEST_PAUSE)
        return min(self.poll * 2.0 ** min(failures, 10), longest)


def advance(job: _Job[Any], returned: object) -> Flow[None]:
    """Carry out what a stage has returned: a state, or None for the next one."""
    work, here = job._work, job.execution.status
    if work._lease.has_ended:
        return
    if returned is None:
        # A stage that has moved the execution itself goes on from there.
        status = following(here) if here == job.state else None
    elif (status := checked_status(returned)) == here == job.state:
        raise InvalidInput(
            f"the stage of {here!r} has returned its own state; to run it again use job.wait(…)",
            operation="agent.stage",
        )
    if status == "completed":
        yield from ExecutionWork.complete.of(work)
    elif status is not None and status != here:
        yield from ExecutionWork.move.of(work, status)


def log_stages(stages: Stages) -> None:
    """Log that a run begins, and for which states."""
    log.info("running the stages of %s", ", ".join(stages.states))


def log_idle() -> None:
    """Log that a run ends for want of work."""
    log.info("nothing is left that can be claimed")


def log_claim(work: ExecutionWork[Any]) -> None:
    """Log which execution is claimed."""
    execution = work.execution
    log.info(
        "execution %s (%s): claimed in %s", work.id, execution.execution_name, execution.status
    )


def log_end(work: ExecutionWork[Any], state: str, seconds: float) -> None:
    """Log that a stage has ended, and what it has led to."""
    log.info(
        "execution %s: %s ended after %.1f s, now %s",
        work.id,
        state,
        seconds,
        work.execution.status,
    )


def log_failure(work: ExecutionWork[Any], error: BaseException) -> None:
    """Log how a stage has failed."""
    execution = work.execution
    named = (execution.id, execution.execution_name, execution.status)
    if isinstance(error, LeaseLost):
        log.warning("execution %s (%s): the lease is lost in %s, stopping", *named)
    else:
        log.error("execution %s (%s): %s failed", *named, exc_info=error)


def log_outage(error: BaseException, pause: float) -> None:
    """Log that a claim has failed, and when it is tried again."""
    log.warning("cannot claim, trying again in %.1f s: %s", pause, error)
