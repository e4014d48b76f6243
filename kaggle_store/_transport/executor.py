"""How a store performs operations: the only place where requests are sent and answers arrive.

Both senders do the same; only the waiting differs.
"""

from __future__ import annotations

import asyncio
import copy
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any, Self, TypeVar

from postgrest import AsyncPostgrestClient, SyncPostgrestClient

from kaggle_store._requests.counters import Counters
from kaggle_store._requests.lease import Lease, header
from kaggle_store._requests.operation import Flow, Op, Pause, Stream
from kaggle_store._transport.clients import AsyncHttp, async_http, opening
from kaggle_store._transport.fair_queue import Places
from kaggle_store._transport.httpcore_client import SyncHttp
from kaggle_store._transport.in_use import InUse
from kaggle_store._transport.prefetch import WORTH, Task, Thread
from kaggle_store._transport.request import HEADERS, Request, Response, request_of
from kaggle_store._transport.response import read_result, transport_errors
from kaggle_store._transport.retry import Retries
from kaggle_store._transport.telemetry import Watch
from kaggle_store.errors import KaggleStoreError, LeaseLost, StoreClosed, TransportError
from kaggle_store.settings import Settings

T = TypeVar("T")


class _Executor:
    """What both senders share."""

    def __init__(self, settings: Settings, open_store: Callable[[Any], Any]) -> None:
        self.settings = settings
        self.counters = Counters()
        self.leases: tuple[Lease, ...] = ()
        self.store: Any = None
        self._open_store = open_store
        self._process = os.getpid()

    @property
    def is_own_process(self) -> bool:
        """Whether this is the process that made it; a fork shares its sockets, not its right."""
        return os.getpid() == self._process

    def under(self, lease: Lease) -> Self:
        """Share the connections with a executor whose writes carry a lease, until that is lost.

        Its `store` is a store like the one this executor belongs to.
        """
        bound = copy.copy(self)
        bound.leases = (*self.leases, lease)
        bound.store = self._open_store(bound)
        return bound

    def _check_process(self, op: Op[Any]) -> None:
        if not self.is_own_process:
            # On shared sockets each would get answers to what the other has asked.
            raise StoreClosed(
                "this store belongs to another process: make one per process", operation=op.name
            )

    def _check_leases(self, op: Op[Any]) -> None:
        for lease in self.leases:
            lease.check(op.name)

    def _carry_leases(self, request: Request) -> Request:
        if self.leases and request.method != "GET":
            for name, value in header(*(lease.id for lease in self.leases)).items():
                request.headers.setdefault(name, value)
        return request

    def _hear(self, error: KaggleStoreError) -> None:
        if isinstance(error, LeaseLost):
            for lease in self.leases:
                lease.hear(error)


class SyncExecutor(_Executor):
    """Performs operations at once, over one HTTP client for its whole life."""

    def __init__(self, settings: Settings, open_store: Callable[[SyncExecutor], Any]) -> None:
        super().__init__(settings, open_store)
        with opening():
            self._http = SyncHttp(settings)
        self._in_use = InUse(self._http.close)
        self._postgrest = SyncPostgrestClient(settings.rest_url, **_builder_options(settings))

    def execute(self, make: Callable[[], Op[T] | Flow[T]]) -> T:
        """Send one request, or follow a flow to its result."""
        step = make()
        return self._send(step) if isinstance(step, Op) else self._follow(step)

    def stream(self, make: Callable[[], Stream[T]]) -> Iterator[T]:
        """Yield row after row; while a long page is used up, the next is on its way."""
        pages = make()
        op, coming = next(pages, None), None
        while op is not None:
            page = coming.take() if coming else None
            self._check_leases(op)
            if page is None:
                page = self._send(op)
            op = _next_page(pages, page)
            coming = Thread(partial(self._once, op)) if op and len(page) >= WORTH else None
            yield from page

    def _once(self, op: Op[T]) -> T:
        with Watch(op, self.counters, self.settings):
            return self._try(op, Retries(op, self.settings).timeout)

    def close(self) -> None:
        """Close the connections, unless they are another's; calls under way end as they would."""
        if self.is_own_process and not self.leases:
            self._in_use.close()

    def _follow(self, flow: Flow[T]) -> T:
        try:
            step = next(flow)
            while True:
                try:
                    answer = self._take(step)
                except Exception as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(answer)
        except StopIteration as done:
            result: T = done.value
            return result
        finally:
            # One that is interrupted puts its things in order at once.
            flow.close()

    def _take(self, step: Op[Any] | Pause) -> Any:
        return self._sleep(step.seconds) if isinstance(step, Pause) else self._send(step)

    def _send(self, op: Op[T]) -> T:
        retries = Retries(op, self.settings)
        with Watch(op, self.counters, self.settings) as watch:
            while True:
                try:
                    return self._try(op, retries.timeout)
                except KaggleStoreError as error:
                    self._hear(error)
                    pause = retries.pause_after(error)
                    if pause is None:
                        raise
                    watch.again(error, pause)
                self._sleep(pause)

    def _try(self, op: Op[T], seconds: float) -> T:
        self._check_process(op)
        with self._in_use.call() as is_open:
            if not is_open:
                raise _closed(op)
            self._check_leases(op)
            with transport_errors(op, self.settings, seconds):
                request = request_of(op, self._postgrest, self.settings, seconds)
                response = self._http.send(self._carry_leases(request))
        return read_result(op, response, self.settings)

    def _sleep(self, seconds: float) -> None:
        # Under a lease nobody sleeps on after it is lost.
        self.leases[-1].wait(seconds) if self.leases else time.sleep(seconds)


class AsyncExecutor(_Executor):
    """Performs operations when awaited, over one HTTP client for its whole life."""

    def __init__(self, settings: Settings, open_store: Callable[[AsyncExecutor], Any]) -> None:
        super().__init__(settings, open_store)
        with opening():
            self._http: AsyncHttp = async_http(settings)
        self._places = Places(settings.connections)
        self._postgrest = AsyncPostgrestClient(settings.rest_url, **_builder_options(settings))
        self._loop: asyncio.AbstractEventLoop | None = None

    async def execute(self, make: Callable[[], Op[T] | Flow[T]]) -> T:
        """Send one request, or follow a flow to its result."""
        step = make()
        return await (self._send(step) if isinstance(step, Op) else self._follow(step))

    async def stream(self, make: Callable[[], Stream[T]]) -> AsyncIterator[T]:
        """Yield row after row; while a long page is used up, the next is on its way."""
        pages = make()
        op, coming = next(pages, None), None
        try:
            while op is not None:
                page = await coming.take() if coming else None
                self._check_leases(op)
                if page is None:
                    page = await self._send(op)
                op = _next_page(pages, page)
                coming = Task(self._once(op)) if op and len(page) >= WORTH else None
                for row in page:
                    yield row
        finally:
            if coming:
                await coming.drop()

    async def _once(self, op: Op[T]) -> T:
        with Watch(op, self.counters, self.settings):
            return await self._try(op, Retries(op, self.settings).timeout)

    async def aclose(self) -> None:
        """Close the connections, unless they are another's."""
        if self.is_own_process and not self.leases:
            await self._http.aclose()

    async def _follow(self, flow: Flow[T]) -> T:
        try:
            step = next(flow)
            while True:
                try:
                    answer = await self._take(step)
                except Exception as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(answer)
        except StopIteration as done:
            result: T = done.value
            return result
        finally:
            # One that is interrupted puts its things in order at once.
            flow.close()

    async def _take(self, step: Op[Any] | Pause) -> Any:
        if isinstance(step, Pause):
            return await asyncio.sleep(step.seconds)
        return await self._send(step)

    async def _send(self, op: Op[T]) -> T:
        retries = Retries(op, self.settings)
        with Watch(op, self.counters, self.settings) as watch:
            while True:
                try:
                    return await self._try(op, retries.timeout)
                except KaggleStoreError as error:
                    self._hear(error)
                    pause = retries.pause_after(error)
                    if pause is None:
                        raise
                    watch.again(error, pause)
                await asyncio.sleep(pause)

    async def _try(self, op: Op[T], seconds: float) -> T:
        self._check_usable(op)
        self._check_leases(op)
        try:
            response = await self._answer(op, seconds)
        except TransportError as error:
            if self._http.is_closed:
                raise _closed(op) from error
            raise
        return read_result(op, response, self.settings)

    async def _answer(self, op: Op[Any], seconds: float) -> Response:
        with transport_errors(op, self.settings, seconds):
            request = self._carry_leases(request_of(op, self._postgrest, self.settings, seconds))
            async with asyncio.timeout(seconds), self._places.place(request):
                self._check_open(op)
                return await self._http.send(request)

    def _check_usable(self, op: Op[Any]) -> None:
        self._check_process(op)
        self._check_open(op)
        loop = asyncio.get_running_loop()
        self._loop = self._loop or loop
        if self._loop is not loop:
            # Pooled connections are tied to their loop and would fail in obscure ways.
            raise StoreClosed(
                "this store belongs to another event loop: make one per loop", operation=op.name
            )

    def _check_open(self, op: Op[Any]) -> None:
        if self._http.is_closed:
            raise _closed(op)


def _builder_options(settings: Settings) -> dict[str, Any]:
    # Without an HTTP client, postgrest-py would make one; it builds requests here and sends none.
    return {"headers": {**HEADERS, **settings.headers}, "http_client": object()}


def _closed(op: Op[Any]) -> StoreClosed:
    return StoreClosed("this store was closed", operation=op.name)


def _next_page(pages: Stream[T], page: list[T]) -> Op[list[T]] | None:
    try:
        return pages.send(page)
    except StopIteration:
        return None
