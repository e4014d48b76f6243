"""Operations: how to build a request and read its response, written once for both clients.

A resource's method does no I/O. It returns an `Op` (one request), a flow (a generator of requests,
pauses and blocking calls), or a stream (a generator of pages). The descriptors `operation` and
`stream` hand it to the client that owns the resource, which performs it at once or when awaited.
`watch` does the same with flows that wait for new rows.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from types import CoroutineType
from typing import (
    Any,
    Concatenate,
    Generic,
    Literal,
    ParamSpec,
    Protocol,
    TypeAlias,
    TypeVar,
    overload,
)

from kaggle_store._requests.counters import Counters
from kaggle_store._requests.job_metrics import JobMetrics
from kaggle_store._requests.max_rows import MaxRows
from kaggle_store._requests.misuse import NotCopied, Pending
from kaggle_store.settings import Settings

T = TypeVar("T")
P = ParamSpec("P")

Rows: TypeAlias = list[T]
"""A list of rows; resources need the alias, as their method `list` hides the builtin."""


Repeat: TypeAlias = Literal["safe", "unless_pending", "never"]
"""Whether a request may be sent again.

`safe`: yes, because it reads or the database recognises the repeat. `unless_pending`: not while the
first copy may still be running, as after a timeout: a late copy would overwrite later writes.
`never`: not at all.
"""


class Postgrest(Protocol):
    """The methods that postgrest-py's sync and async clients share."""

    def from_(self, table: str, /) -> Any: ...
    def rpc(self, func: str, params: Any, /, count: Any = None) -> Any: ...


class Reusable:
    """Builds a request that is the same for each call but for a part of its URL, and its body.

    Building it each time takes a sixth of the client's time for a small call, so a builder of
    requests keeps what `fixed` builds.
    """

    __slots__ = ()

    def __call__(self, postgrest: Postgrest) -> Any:
        """Build the whole request."""
        raise NotImplementedError

    @property
    def fixed(self) -> Reusable:
        """What builds the part that is the same: equal and hashable."""
        raise NotImplementedError

    @property
    def query(self) -> str | None:
        """The end of the URL; None if only the whole can be built."""
        raise NotImplementedError


class Response(Protocol):
    """A successful response; headers are looked up by lower-case names."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def content(self) -> bytes: ...
    @property
    def max_rows(self) -> MaxRows | None: ...


@dataclass(frozen=True, slots=True)
class Op(Generic[T]):
    """One request and how to read its response."""

    name: str
    """The operation's name in errors, such as `competitions.create`."""
    build: Callable[[Postgrest], Any]
    """Builds the request with postgrest-py's builders."""
    read: Callable[[Response], T]
    """Reads the result from a successful response."""
    body: bytes | None = None
    """The JSON to send; postgrest-py cannot encode Decimal, NaN or infinities."""
    repeat: Repeat = "never"
    """Whether to send it again when it is unknown whether the first copy was carried out."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Extra headers of this request, such as its lease."""
    within: float | None = None
    """Seconds for all attempts together, if less than the client's settings allow."""

    def __iter__(self) -> Generator[Op[Any], Any, T]:
        """Let a flow write `row = yield from op` and keep the type of `row`."""
        result: T = yield self
        return result


@dataclass(frozen=True, slots=True)
class Pause:
    """A wait inside a flow; each client sleeps in its own way."""

    seconds: float

    def __iter__(self) -> Generator[Pause, Any, None]:
        yield self


@dataclass(frozen=True, slots=True)
class Blocking(Generic[T]):
    """A blocking call inside a flow, such as an upload; the async client runs it in a thread.

    A call that has begun is not interrupted: if an awaiting task is cancelled, the thread goes on.
    """

    call: Callable[[], T]

    def __iter__(self) -> Generator[Blocking[Any], Any, T]:
        """Let a flow write `content = yield from Blocking(read)` and keep the type."""
        result: T = yield self
        return result


@dataclass(frozen=True, slots=True)
class Batches(Generic[T]):
    """Requests that do not depend on each other and may be sent again; two are sent at once.

    The first error is raised once no other request is under way; some later batch may have been
    carried out by then.
    """

    ops: Iterator[Op[T]]

    def __iter__(self) -> Generator[Batches[Any], Any, list[T]]:
        """Let a flow write `results = yield from Batches(ops)`, in the order of the requests."""
        results: list[T] = yield self
        return results


Step: TypeAlias = Op[Any] | Batches[Any] | Pause | Blocking[Any]
"""What a flow yields."""

Flow: TypeAlias = Generator[Step, Any, T]
"""Several requests, pauses and blocking calls that produce one result."""

Stream: TypeAlias = Generator[Op[list[T]], list[T], None]
"""Requests for one page after another; each page is sent into the generator to find the next."""

Watch: TypeAlias = Iterator[Flow[list[T]]]
"""Flows that each wait for new rows and return them, one after another."""


class SyncClient:
    """Marks a client whose calls block; `KaggleStore` is one."""


class AsyncClient:
    """Marks a client whose calls are awaited; `AsyncKaggleStore` is one."""


M = TypeVar("M", bound=SyncClient | AsyncClient, covariant=True)
"""The client class that a resource belongs to: it decides whether calls block or are awaited."""

S = TypeVar("S", bound=SyncClient)
A = TypeVar("A", bound=AsyncClient)


class Executor(Protocol):
    """What a client offers its resources."""

    @property
    def settings(self) -> Settings: ...
    @property
    def counters(self) -> Counters: ...
    @property
    def job_metrics(self) -> JobMetrics | None: ...
    def execute(self, make: Callable[[], Op[T] | Flow[T]], /) -> Any: ...
    def stream(self, make: Callable[[], Stream[T]], /) -> Any: ...
    def watch(self, make: Callable[[], Watch[T]], /) -> Any: ...


class Entity(NotCopied, Generic[M]):
    """A resource's operations, bound to the client that performs them."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor


class operation(Generic[P, T]):  # noqa: N801 - used as a decorator
    """Turn a method that returns an `Op` or a flow into one that performs it."""

    def __init__(self, make: Callable[Concatenate[Any, P], Op[T] | Flow[T]]) -> None:
        self._make = make
        functools.update_wrapper(self, make)  # type: ignore[arg-type]

    def of(self, entity: Entity[Any], *args: P.args, **kwargs: P.kwargs) -> Op[T] | Flow[T]:
        """Return the request or flow without performing it, for a flow that includes it.

        `row = yield from AgentExecutions.move.of(executions, id, "research")` keeps the type.
        """
        return self._make(entity, *args, **kwargs)

    @overload
    def __get__(self, entity: None, owner: type[Any]) -> operation[P, T]: ...
    @overload
    def __get__(self, entity: Entity[SyncClient], owner: type[Any]) -> Callable[P, T]: ...
    @overload
    def __get__(
        self, entity: Entity[AsyncClient], owner: type[Any]
    ) -> Callable[P, Coroutine[Any, Any, T]]: ...
    def __get__(self, entity: Entity[Any] | None, owner: type[Any]) -> Any:
        if entity is None:
            return self

        @functools.wraps(self._make)
        def call(*args: P.args, **kwargs: P.kwargs) -> Any:
            # Called by the executor, so that the async client raises invalid input at the await.
            found = entity._executor.execute(functools.partial(self._make, entity, *args, **kwargs))
            if isinstance(found, CoroutineType):
                return Pending(found, f"{type(entity).__name__}.{self._make.__name__}")
            return found

        return call


def overloaded_operation(make: Callable[..., Op[Any] | Flow[Any]]) -> Any:
    """Turn the implementation of an overloaded method into an operation, typed by its overloads."""
    return operation(make)


class stream(Generic[P, T]):  # noqa: N801 - used as a decorator
    """Turn a method that returns a `Stream` into one that iterates over its rows."""

    _performed_by = "stream"

    def __init__(self, make: Callable[Concatenate[Any, P], Stream[T]]) -> None:
        self._make = make
        functools.update_wrapper(self, make)  # type: ignore[arg-type]

    @overload
    def __get__(self, entity: None, owner: type[Any]) -> stream[P, T]: ...
    @overload
    def __get__(self, entity: Entity[SyncClient], owner: type[Any]) -> Callable[P, Iterator[T]]: ...
    @overload
    def __get__(
        self, entity: Entity[AsyncClient], owner: type[Any]
    ) -> Callable[P, AsyncIterator[T]]: ...
    def __get__(self, entity: Entity[Any] | None, owner: type[Any]) -> Any:
        if entity is None:
            return self

        @functools.wraps(self._make)
        def call(*args: P.args, **kwargs: P.kwargs) -> Any:
            perform = getattr(entity._executor, self._performed_by)
            return perform(functools.partial(self._make, entity, *args, **kwargs))

        return call


class watch(stream[P, T]):  # noqa: N801 - used as a decorator
    """Turn a method that returns a `Watch` into one that iterates over new rows as they come."""

    _performed_by = "watch"

    def __init__(self, make: Callable[Concatenate[Any, P], Watch[T]]) -> None:
        super().__init__(make)  # type: ignore[arg-type] # performed by another method
