"""Select the points of one metric: by training job, attempt, tags and time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias, TypeVar
from uuid import UUID

from pydantic import Field, Strict, TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.filters import Filter, quoted, refuse_too_long
from kaggle_store._requests.operation import Op, Response, Rows
from kaggle_store._requests.rpc import Function, parameters
from kaggle_store._requests.validation import checked
from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import INPUT, JsonObject, Refusal, Text, Timestamp
from kaggle_store.models.functions import NewestAttemptsArgs

T = TypeVar("T")

Attempt: TypeAlias = Annotated[
    Literal["newest", "all"] | Annotated[int, Strict(), Field(ge=0, le=999_999_999)],
    Refusal("Input should be 'newest', 'all' or an integer from 0 to 999,999,999"),
]
"""An attempt of a training job by its number, or `newest`, or `all` attempts."""


@with_config(INPUT)
class SeriesOptions(TypedDict, total=False):
    """Which points of a metric to read."""

    training_job_id: UUID | None
    """Only points of this training job; by default of all jobs, and those without a job."""
    attempt: Attempt
    """Of each job the `newest` attempt with points (default), the one with this number, or `all`.
    Points without a job have no attempt and are left out by a number."""
    tags: JsonObject | None
    """Only points whose tags contain these."""
    since: Timestamp | None
    """The first time, included; by default that of the first point."""
    until: Timestamp | None
    """The end, excluded; by default after the last point."""


_OPTIONS: TypeAdapter[SeriesOptions] = TypeAdapter(SeriesOptions)
_METRIC_NAME: TypeAdapter[str] = TypeAdapter(Text)
_newest = Function("newest_attempts", NewestAttemptsArgs, dict[str, int], repeat="safe")


@dataclass(frozen=True)
class Series:
    """Points of one metric of an execution."""

    execution_id: UUID
    metric_name: str
    options: SeriesOptions
    operation: str

    @classmethod
    def of(cls, execution_id: UUID, metric_name: str, options: object, operation: str) -> Series:
        """Return the selection, or raise `InvalidInput`."""
        valid = checked(_OPTIONS, options, subject=operation.split(".")[-1], operation=operation)
        return cls(
            checked_id(execution_id, "execution_id", operation),
            checked(_METRIC_NAME, metric_name, subject="metric_name", operation=operation),
            valid,
            operation,
        )

    @property
    def attempt(self) -> Attempt:
        """The attempts to read."""
        return self.options.get("attempt", "newest")

    @property
    def tags(self) -> dict[str, Any] | None:
        """The tags that each point must have."""
        job = self.options.get("training_job_id")
        of_job = {} if job is None else {"training_job_id": str(job)}
        return {**(self.options.get("tags") or {}), **of_job} or None

    @property
    def where(self) -> dict[str, object]:
        """The conditions for every attempt."""
        asked = {"timestamp__gte": self.options.get("since"), "tags__contains": self.tags}
        asked |= {"timestamp__lt": self.options.get("until")}
        given: dict[str, object] = {name: each for name, each in asked.items() if each is not None}
        return given | {"execution_id": self.execution_id, "metric_name": self.metric_name}

    @property
    def arguments(self) -> dict[str, object]:
        """The arguments of `metric_buckets` that select points."""
        attempt = self.attempt
        return {
            **self.options,
            "attempt": None if isinstance(attempt, str) else attempt,
            "all_attempts": attempt == "all",
        }

    @property
    def attempt_filters(self) -> Rows[Filter]:
        """The filter for one attempt by its number; none for `newest` and `all`."""
        if isinstance(self.attempt, str):
            return []
        return [Filter("tags->>attempt", "eq", str(self.attempt))]

    def newest_attempts(self) -> Op[dict[str, int]]:
        """Return an `Op` that reads the newest attempt of each job that has several."""
        asked = {
            "execution_id": self.execution_id,
            "metric_name": self.metric_name,
            "tags": self.tags,
            "since": self.options.get("since"),
            "until": self.options.get("until"),
        }
        return _newest.call(self.operation, parameters(asked), subject="SystemMetric")

    def only_newest(self, newest: Mapping[str, int]) -> Rows[Filter]:
        """Return filters that leave out the other attempts of these jobs."""
        jobs: dict[int, Rows[str]] = {}
        for job, attempt in newest.items():
            jobs.setdefault(attempt, []).append(quoted(job))
        filters = [_of_attempt(attempt, names) for attempt, names in jobs.items()]
        try:
            refuse_too_long(filters, self.operation)
        except InvalidInput:
            raise InvalidInput(
                f"attempt: {len(newest)} jobs have several attempts, too many for one request; "
                "give training_job_id, or attempt='all'",
                operation=self.operation,
            ) from None
        return filters


def _of_attempt(attempt: int, jobs: Rows[str]) -> Filter:
    job = "tags->>training_job_id"
    others = f"{job}.is.null,{job}.not.in.({','.join(jobs)})"
    return Filter("", "or", f"{others},tags->>attempt.eq.{attempt}")


def without_rows(op: Op[T], results: Rows[T]) -> Op[Rows[Any]]:
    """Return an `Op` for a stream that yields no row and adds its result to `results`."""

    def read(response: Response) -> Rows[Any]:
        results.append(op.read(response))
        return []

    return Op(op.name, op.build, read, op.body, op.repeat)
