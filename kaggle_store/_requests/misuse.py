"""Errors that name a usual mistake: a forgotten `with` or `await`, the other client's keyword."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import CoroutineType, TracebackType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar

T = TypeVar("T")
C = TypeVar("C", covariant=True)


class Pending(Coroutine[Any, Any, T]):
    """A call of the async client that can only be awaited, like the coroutine inside it."""

    __slots__ = ("__weakref__", "_coroutine")

    def __init__(self, coroutine: CoroutineType[Any, Any, T], name: str) -> None:
        # Python's warning about a call that was never awaited shows this name.
        coroutine.__qualname__ = name
        self._coroutine = coroutine

    def __await__(self) -> Generator[Any, Any, T]:
        return self._coroutine.__await__()

    def send(self, value: Any) -> Any:
        """Continue the coroutine."""
        return self._coroutine.send(value)

    def throw(self, *error: Any) -> Any:
        """Raise an error inside the coroutine."""
        return self._coroutine.throw(*error)

    def close(self) -> None:
        """Close the coroutine."""
        self._coroutine.close()

    def __repr__(self) -> str:
        return f"<{self._coroutine.__qualname__}(…), to be awaited>"

    if not TYPE_CHECKING:

        @property
        def __class__(self) -> type:
            # For `inspect.iscoroutine`, by which callers tell what they have to await.
            return CoroutineType

        def __getattr__(self, name: str) -> Any:
            if name == "_coroutine":
                raise AttributeError(name)
            if name.startswith(("_", "cr_")):  # for asyncio and inspect
                return getattr(self._coroutine, name)
            raise AttributeError(f"{self._mistake()} before using .{name} of its result")

        def _refuse(self, *_: object) -> NoReturn:
            raise TypeError(f"{self._mistake()} before using its result")

        # No `__next__`, by which asyncio would run the call.
        __iter__ = __aiter__ = __bool__ = __len__ = __getitem__ = __contains__ = _refuse

        def _mistake(self) -> str:
            return f"{self._coroutine.__qualname__}(…) was not awaited: write `await` before it,"


class OnlyInBlock:
    """A context manager without attributes of its own: what it yields is used inside its block."""

    _usage: str
    """How to write the block, such as `with store.training_jobs.work(…) as job:`."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            raise AttributeError(f"there is no .{name} outside of the block: {self._mistake()}")

        def _refuse(self, *_: object) -> NoReturn:
            raise TypeError(self._mistake())

        __iter__ = __aiter__ = __bool__ = __len__ = __getitem__ = __await__ = __next__ = _refuse

        def _mistake(self) -> str:
            return f"this is a context manager, write `{self._usage}`"


def only(right: Literal["with", "async with"], advice: str = "") -> Callable[[T], T]:
    """Let a class name the right keyword when the other kind of block is written with it."""

    def decorate(cls: T) -> T:
        def refuse(self: object, *_: object) -> NoReturn:
            raise TypeError(f"{type(self).__name__} needs `{right}`{advice}")

        for step in ("enter", "exit"):
            setattr(cls, f"__a{step}__" if right == "with" else f"__{step}__", refuse)
        return cls

    return decorate


@only("with")
class Block(OnlyInBlock, AbstractContextManager[C]):
    """A context manager that names the mistake when it is used without `with`."""

    def __init__(self, block: AbstractContextManager[C], usage: str) -> None:
        self._block = block
        self._usage = usage

    def __enter__(self) -> C:
        return self._block.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        return self._block.__exit__(kind, error, trace)


@only("async with")
class AsyncBlock(OnlyInBlock, AbstractAsyncContextManager[C]):
    """An async context manager that names the mistake when it is used without `async with`."""

    def __init__(self, block: AbstractAsyncContextManager[C], usage: str) -> None:
        self._block = block
        self._usage = usage

    async def __aenter__(self) -> C:
        return await self._block.__aenter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        return await self._block.__aexit__(kind, error, trace)


class NotCopied:
    """An object of a store, which has connections and a key: it is neither pickled nor copied."""

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} cannot be pickled or copied, as it has open connections and a "
            "key: threads share one store, and each process creates its own"
        )
