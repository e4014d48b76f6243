"""Operations: what to ask PostgREST and how to read the answer, written once for both stores.

A room's method does no I/O. It returns an `Op` (one request), a flow (a generator of requests and
pauses that reads like prose), or a stream (a generator of pages). The descriptors `operation` and
`stream` hand it to the store that owns the room, which performs it at once or when awaited.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator, Mapping
from dataclasses import dataclass, field
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
from kaggle_store.settings import Settings

T = TypeVar("T")
P = ParamSpec("P")

Rows: TypeAlias = list[T]
"""A list of rows; in rooms, whose verb `list` hides the builtin of that name."""


Repeat: TypeAlias = Literal["safe", "prompt", "never"]
"""`safe`: the same request again does no harm, as it reads, or as the database sees to it.

`prompt`: not again where the first may still be under way, as after a timeout: arriving late, it
would undo what was written after it.
"""


class Postgrest(Protocol):
    """The verbs that postgrest-py's sync and async clients share."""

    def from_(self, table: str, /) -> Any: ...
    def rpc(self, func: str, params: Any, /) -> Any: ...


class Response(Protocol):
    """A successful response; headers are looked up by lower-case names."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def content(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Op(Generic[T]):
    """One request and how to read its answer."""

    name: str
    """What errors call it, such as `competitions.create`."""
    build: Callable[[Postgrest], Any]
    """Makes the request with the builders of postgrest-py."""
    read: Callable[[Response], T]
    """Makes the result from an answer whose status says that all went well."""
    body: bytes | None = None
    """The JSON to send; postgrest-py cannot encode Decimal, NaN or infinities."""
    repeat: Repeat = "never"
    """Whether it may be sent again when nobody knows whether it was carried out."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers of this request alone, such as the lease it is sent under."""
    within: float | None = None
    """Seconds for all its tries together, where that is less than the store's settings allow."""

    def __iter__(self) -> Generator[Op[Any], Any, T]:
        """Let a flow write `row = yield from op` and keep the type of `row`."""
        answer: T = yield self
        return answer


@dataclass(frozen=True, slots=True)
class Pause:
    """A wait inside a flow; each store sleeps in its own way."""

    seconds: float

    def __iter__(self) -> Generator[Pause, Any, None]:
        yield self


Flow: TypeAlias = Generator[Op[Any] | Pause, Any, T]
"""Several requests that make one result."""

Stream: TypeAlias = Generator[Op[list[T]], list[T], None]
"""Requests for one page after another; each page is sent back in to find the next."""


class SyncClient:
    """Marks a client whose calls block; `KaggleStore` is one."""


class AsyncClient:
    """Marks a client whose calls are awaited; `AsyncKaggleStore` is one."""


M = TypeVar("M", bound=SyncClient | AsyncClient, covariant=True)
"""The client class that a resource belongs to: it decides whether calls block or are awaited."""

S = TypeVar("S", bound=SyncClient)
A = TypeVar("A", bound=AsyncClient)


class Executor(Protocol):
    """What a store offers its rooms."""

    @property
    def settings(self) -> Settings: ...
    @property
    def counters(self) -> Counters: ...
    def execute(self, make: Callable[[], Op[T] | Flow[T]], /) -> Any: ...
    def stream(self, make: Callable[[], Stream[T]], /) -> Any: ...


class Entity(Generic[M]):
    """A room's operations, bound to the store that performs them."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor


class operation(Generic[P, T]):  # noqa: N801 - used as a decorator
    """Turn a method that returns an `Op` or a flow into one that performs it."""

    def __init__(self, make: Callable[Concatenate[Any, P], Op[T] | Flow[T]]) -> None:
        self._make = make
        functools.update_wrapper(self, make)  # type: ignore[arg-type]

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
            # Made by the executor, so that refused input is raised where a caller awaits.
            return entity._executor.execute(functools.partial(self._make, entity, *args, **kwargs))

        return call


class stream(Generic[P, T]):  # noqa: N801 - used as a decorator
    """Turn a method that returns a `Stream` into one that iterates over its rows."""

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
            return entity._executor.stream(functools.partial(self._make, entity, *args, **kwargs))

        return call
