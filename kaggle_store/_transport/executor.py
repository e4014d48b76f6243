"""Send requests and return parsed results: the sync and the async executor of operations.

Both do the same and differ only in how they wait.
"""

from __future__ import annotations

import asyncio
import copy
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Self, TypeVar

from kaggle_store._requests.counters import Counters
from kaggle_store._requests.job_metrics import JobMetrics
from kaggle_store._requests.lease import Lease, lease_header
from kaggle_store._requests.max_rows import MaxRows
from kaggle_store._requests.operation import Batches, Flow, Op, Pause, Step, Stream, Watch
from kaggle_store._transport.access_token import current_settings, current_settings_async
from kaggle_store._transport.call_tracker import CallTracker
from kaggle_store._transport.clients import AsyncHttpClient, create_async_client, fork_blocked
from kaggle_store._transport.fair_queue import FairQueue
from kaggle_store._transport.httpcore_client import SyncHttpcoreClient
from kaggle_store._transport.prefetch import MIN_PREFETCH_ROWS, TaskPrefetch, ThreadPrefetch
from kaggle_store._transport.reentry import interrupts
from kaggle_store._transport.request import Request, RequestBuilder, Response
from kaggle_store._transport.response import read_result, transport_errors
from kaggle_store._transport.retry import Retries
from kaggle_store._transport.telemetry import RequestLog
from kaggle_store.errors import KaggleStoreError, LeaseLost, StoreClosed, TransportError
from kaggle_store.settings import Settings

T = TypeVar("T")


class _Executor:
    """State and checks that both executors share."""

    def __init__(self, settings: Settings, create_client: Callable[[Any], Any]) -> None:
        self.settings = settings
        self.counters = Counters()
        self.max_rows = MaxRows()
        self.leases: tuple[Lease, ...] = ()
        self.job_metrics: JobMetrics | None = None
        self.store: Any = None
        self._create_client = create_client
        self._requests = RequestBuilder(settings)
        self._process = os.getpid()

    @property
    def is_own_process(self) -> bool:
        """False in a forked child, which must not use its parent's sockets."""
        return os.getpid() == self._process

    def with_lease(self, lease: Lease, job_metrics: JobMetrics | None = None) -> Self:
        """Return an executor on the same connections whose writes carry this lease as well.

        Metrics that it records carry the tags of `job_metrics`. Its `store` is a client of the same
        class; its calls raise `LeaseLost` once it is lost.
        """
        bound = copy.copy(self)
        bound.leases = (*self.leases, lease)
        bound.job_metrics = job_metrics or self.job_metrics
        bound.store = self._create_client(bound)
        return bound

    def _check_process(self, op: Op[Any]) -> None:
        if not self.is_own_process:
            # On shared sockets, parent and child would receive each other's responses.
            raise StoreClosed(
                "this client belongs to another process: create one per process", operation=op.name
            )

    def _check_leases(self, op: Op[Any]) -> None:
        for lease in self.leases:
            lease.check(op.name)

    def _add_lease_header(self, request: Request) -> Request:
        if self.leases and request.method != "GET":
            for name, value in lease_header(*(lease.id for lease in self.leases)).items():
                request.headers.setdefault(name, value)
        return request

    def _read_result(self, op: Op[T], response: Response, settings: Settings) -> T:
        return read_result(op, response._replace(max_rows=self.max_rows), settings)

    def _record_lease_loss(self, error: KaggleStoreError) -> None:
        if isinstance(error, LeaseLost):
            for lease in self.leases:
                lease.record_refusal(error)


class SyncExecutor(_Executor):
    """Performs operations with blocking calls, over one HTTP client."""

    def __init__(self, settings: Settings, create_client: Callable[[SyncExecutor], Any]) -> None:
        super().__init__(settings, create_client)
        with fork_blocked():
            self._http = SyncHttpcoreClient(settings)
        self._calls = CallTracker(self._http.close)
        self._is_traced = True

    def execute(self, make: Callable[[], Op[T] | Flow[T]]) -> T:
        """Send one request, or run a flow to its result."""
        step = make()
        return self._send(step) if isinstance(step, Op) else self._run_flow(step)

    def stream(self, make: Callable[[], Stream[T]]) -> Iterator[T]:
        """Yield row after row, fetching the next page while a long one is consumed."""
        pages = make()
        op, prefetched = next(pages, None), None
        while op is not None:
            page = prefetched.result() if prefetched else None
            self._check_leases(op)
            if page is None:
                page = self._send(op)
            op = _next_page(pages, page)
            prefetched = self._prefetch(op) if op and len(page) >= MIN_PREFETCH_ROWS else None
            yield from page

    def watch(self, make: Callable[[], Watch[T]]) -> Iterator[T]:
        """Yield new rows as they come."""
        for flow in make():
            yield from self._run_flow(flow)

    def _prefetch(self, op: Op[T]) -> ThreadPrefetch[T] | None:
        if self._interrupts():
            # The thread might wait for a lock that the interrupted call of this thread holds.
            return None
        return ThreadPrefetch(partial(self._send_once, op))

    def _send_once(self, op: Op[T]) -> T:
        with RequestLog(op, self.counters, self.settings):
            return self._attempt(op, Retries(op, self.settings).timeout)

    def close(self) -> None:
        """Close the connections after the running calls, unless another client owns them."""
        if self.is_own_process and not self.leases:
            self._calls.close()

    def _run_flow(self, flow: Flow[T]) -> T:
        try:
            step = next(flow)
            while True:
                try:
                    result = self._run_step(step)
                except Exception as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(result)
        except StopIteration as done:
            value: T = done.value
            return value
        finally:
            # Run the generator's finally blocks now, not at garbage collection.
            flow.close()

    def _run_step(self, step: Step) -> Any:
        if isinstance(step, Op):
            return self._send(step)
        if isinstance(step, Batches):
            return self._send_batches(step.ops)
        return self._sleep(step.seconds) if isinstance(step, Pause) else step.call()

    def _send_batches(self, ops: Iterator[Op[T]]) -> list[T]:
        results: list[T] = []
        # The thread must not take the only connection from the request whose turn it is.
        may_prefetch = self.settings.connections > 1
        op, tried = next(ops, None), None
        while op is not None:
            ahead = None
            try:
                following = next(ops, None)
                ahead = self._prefetch(following) if following and may_prefetch else None
                result = tried.result() if tried else None
                results.append(self._send(op) if result is None else result)
            except Exception:
                for each in filter(None, (tried, ahead)):
                    each.result()
                raise
            op, tried = following, ahead
        return results

    def _interrupts(self) -> bool:
        return interrupts(SyncExecutor._send.__code__, SyncExecutor._send_once.__code__)

    def _send(self, op: Op[T]) -> T:
        if self._interrupts():
            with self._separate() as separate:
                return separate._send_with_retries(op)
        return self._send_with_retries(op)

    @contextmanager
    def _separate(self) -> Iterator[Self]:
        """Yield an executor for a call that interrupts another one of this thread.

        It has connections of its own, because the interrupted call may hold a lock of the others,
        and no spans, because of OpenTelemetry's locks.
        """
        separate = copy.copy(self)
        separate._is_traced = False
        with fork_blocked():
            separate._http = SyncHttpcoreClient(self.settings)
        try:
            yield separate
        finally:
            separate._http.close()

    def _send_with_retries(self, op: Op[T]) -> T:
        retries = Retries(op, self.settings)
        with RequestLog(op, self.counters, self.settings, self._is_traced) as request_log:
            while True:
                try:
                    return self._attempt(op, retries.timeout)
                except KaggleStoreError as error:
                    self._record_lease_loss(error)
                    pause = retries.pause_after(error)
                    if pause is None:
                        raise
                    request_log.record_retry(error, pause, retries.seconds)
                self._sleep(pause)

    def _attempt(self, op: Op[T], seconds: float) -> T:
        self._check_process(op)
        with self._calls.track() as is_open:
            if not is_open:
                raise _closed(op)
            self._check_leases(op)
            settings = current_settings(self.settings, op.name)
            with transport_errors(op, settings, seconds):
                request = self._requests.build(op, settings, seconds)
                response = self._http.send(self._add_lease_header(request))
        return self._read_result(op, response, settings)

    def _sleep(self, seconds: float) -> None:
        # Losing the lease ends the sleep.
        self.leases[-1].wait(seconds) if self.leases else time.sleep(seconds)


class AsyncExecutor(_Executor):
    """Performs operations as coroutines, over one HTTP client."""

    def __init__(self, settings: Settings, create_client: Callable[[AsyncExecutor], Any]) -> None:
        super().__init__(settings, create_client)
        with fork_blocked():
            self._http: AsyncHttpClient = create_async_client(settings)
        self._queue = FairQueue(settings.connections)
        self._loop: asyncio.AbstractEventLoop | None = None

    async def execute(self, make: Callable[[], Op[T] | Flow[T]]) -> T:
        """Send one request, or run a flow to its result."""
        step = make()
        return await (self._send(step) if isinstance(step, Op) else self._run_flow(step))

    async def stream(self, make: Callable[[], Stream[T]]) -> AsyncIterator[T]:
        """Yield row after row, fetching the next page while a long one is consumed."""
        pages = make()
        op, prefetched = next(pages, None), None
        try:
            while op is not None:
                page = await prefetched.result() if prefetched else None
                self._check_leases(op)
                if page is None:
                    page = await self._send(op)
                op = _next_page(pages, page)
                prefetched = (
                    TaskPrefetch(self._send_once(op))
                    if op and len(page) >= MIN_PREFETCH_ROWS
                    else None
                )
                for row in page:
                    yield row
        finally:
            if prefetched:
                await prefetched.cancel()

    async def watch(self, make: Callable[[], Watch[T]]) -> AsyncIterator[T]:
        """Yield new rows as they come."""
        for flow in make():
            for row in await self._run_flow(flow):
                yield row

    async def _send_once(self, op: Op[T]) -> T:
        with RequestLog(op, self.counters, self.settings):
            return await self._attempt(op, Retries(op, self.settings).timeout)

    async def aclose(self) -> None:
        """Close the connections, unless another client owns them."""
        if self.is_own_process and not self.leases:
            await self._http.aclose()

    async def _run_flow(self, flow: Flow[T]) -> T:
        try:
            step = next(flow)
            while True:
                try:
                    result = await self._run_step(step)
                except Exception as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(result)
        except StopIteration as done:
            value: T = done.value
            return value
        finally:
            # Run the generator's finally blocks now, not at garbage collection.
            flow.close()

    async def _run_step(self, step: Step) -> Any:
        if isinstance(step, Op):
            return await self._send(step)
        if isinstance(step, Batches):
            return await self._send_batches(step.ops)
        if isinstance(step, Pause):
            return await asyncio.sleep(step.seconds)
        return await asyncio.to_thread(step.call)

    async def _send_batches(self, ops: Iterator[Op[T]]) -> list[T]:
        results: list[T] = []
        op, tried = next(ops, None), None
        while op is not None:
            ahead = None
            try:
                following = next(ops, None)
                ahead = TaskPrefetch(self._send_once(following)) if following else None
                result = await tried.result() if tried else None
                results.append(await self._send(op) if result is None else result)
            except BaseException:
                # Also if this is cancelled: no request may be under way afterwards.
                for each in filter(None, (tried, ahead)):
                    await each.cancel()
                raise
            op, tried = following, ahead
        return results

    async def _send(self, op: Op[T]) -> T:
        retries = Retries(op, self.settings)
        with RequestLog(op, self.counters, self.settings) as request_log:
            while True:
                try:
                    return await self._attempt(op, retries.timeout)
                except KaggleStoreError as error:
                    self._record_lease_loss(error)
                    pause = retries.pause_after(error)
                    if pause is None:
                        raise
                    request_log.record_retry(error, pause, retries.seconds)
                await asyncio.sleep(pause)

    async def _attempt(self, op: Op[T], seconds: float) -> T:
        self._check_usable(op)
        self._check_leases(op)
        try:
            response, settings = await self._exchange(op, seconds)
        except TransportError as error:
            if self._http.is_closed:
                raise _closed(op) from error
            raise
        return self._read_result(op, response, settings)

    async def _exchange(self, op: Op[Any], seconds: float) -> tuple[Response, Settings]:
        with transport_errors(op, self.settings, seconds):
            async with asyncio.timeout(seconds):
                settings = await current_settings_async(self.settings, op.name)
                request = self._requests.build(op, settings, seconds)
                async with self._queue.slot(request):
                    self._check_open(op)
                    return await self._http.send(self._add_lease_header(request)), settings

    def _check_usable(self, op: Op[Any]) -> None:
        self._check_process(op)
        self._check_open(op)
        loop = asyncio.get_running_loop()
        self._loop = self._loop or loop
        if self._loop is not loop:
            # Pooled connections are tied to their loop and would fail with obscure errors.
            raise StoreClosed(
                "this client belongs to another event loop: create one per loop", operation=op.name
            )

    def _check_open(self, op: Op[Any]) -> None:
        if self._http.is_closed:
            raise _closed(op)


def _closed(op: Op[Any]) -> StoreClosed:
    return StoreClosed("this client was closed", operation=op.name)


def _next_page(pages: Stream[T], page: list[T]) -> Op[list[T]] | None:
    try:
        return pages.send(page)
    except StopIteration:
        return None
