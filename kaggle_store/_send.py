"""How a store performs operations: the only place where requests are sent and answers arrive.

Both senders do the same; only the waiting differs.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
import pydantic
from postgrest import AsyncPostgrestClient, SyncPostgrestClient

from kaggle_store._operation import Flow, Op, Pause, Stream
from kaggle_store.errors import (
    ApiError,
    ConnectionFailed,
    StoreClosed,
    TimedOut,
    UnexpectedAnswer,
)
from kaggle_store.settings import CONNECT_TIMEOUT, Settings

T = TypeVar("T")

EXCERPT = 200


class SyncSender:
    """Performs operations at once, over one HTTP client for its whole life."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._http = httpx.Client(**_http_options(settings))
        self._postgrest = SyncPostgrestClient(
            settings.rest_url, headers=settings.headers, http_client=self._http
        )

    def perform(self, make: Callable[[], Op[T] | Flow[T]]) -> T:
        """Send one request, or follow a flow to its result."""
        step = make()
        return self._send(step) if isinstance(step, Op) else self._follow(step)

    def stream(self, make: Callable[[], Stream[T]]) -> Iterator[T]:
        """Yield row after row, asking for the next page when one is used up."""
        pages = make()
        op = next(pages, None)
        while op is not None:
            page = self._send(op)
            yield from page
            op = _next_page(pages, page)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

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

    def _take(self, step: Op[Any] | Pause) -> Any:
        return time.sleep(step.seconds) if isinstance(step, Pause) else self._send(step)

    def _send(self, op: Op[T]) -> T:
        if self._http.is_closed:
            raise StoreClosed("this store was closed", operation=op.name)
        with _transport_errors(op, self.settings):
            response = self._http.send(_request(op, self._postgrest))
        return _result(op, response, self.settings)


class AsyncSender:
    """Performs operations when awaited, over one HTTP client for its whole life."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._http = httpx.AsyncClient(**_http_options(settings))
        self._postgrest = AsyncPostgrestClient(
            settings.rest_url, headers=settings.headers, http_client=self._http
        )
        self._loop: asyncio.AbstractEventLoop | None = None

    async def perform(self, make: Callable[[], Op[T] | Flow[T]]) -> T:
        """Send one request, or follow a flow to its result."""
        step = make()
        return await (self._send(step) if isinstance(step, Op) else self._follow(step))

    async def stream(self, make: Callable[[], Stream[T]]) -> AsyncIterator[T]:
        """Yield row after row, asking for the next page when one is used up."""
        pages = make()
        op = next(pages, None)
        while op is not None:
            page = await self._send(op)
            for row in page:
                yield row
            op = _next_page(pages, page)

    async def aclose(self) -> None:
        """Close the connections."""
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

    async def _take(self, step: Op[Any] | Pause) -> Any:
        if isinstance(step, Pause):
            return await asyncio.sleep(step.seconds)
        return await self._send(step)

    async def _send(self, op: Op[T]) -> T:
        self._check_usable(op)
        with _transport_errors(op, self.settings):
            response = await self._http.send(_request(op, self._postgrest))
        return _result(op, response, self.settings)

    def _check_usable(self, op: Op[Any]) -> None:
        if self._http.is_closed:
            raise StoreClosed("this store was closed", operation=op.name)
        loop = asyncio.get_running_loop()
        self._loop = self._loop or loop
        if self._loop is not loop:
            # Pooled connections are tied to their loop and would fail in obscure ways.
            raise StoreClosed(
                "this store belongs to another event loop: make one per loop", operation=op.name
            )


def _http_options(settings: Settings) -> dict[str, Any]:
    return {
        "timeout": httpx.Timeout(settings.timeout, connect=min(CONNECT_TIMEOUT, settings.timeout)),
        # A proxy meant for the internet does not reach a stack on this machine.
        "trust_env": not settings.is_loopback,
    }


def _request(op: Op[Any], postgrest: Any) -> httpx.Request:
    config = op.build(postgrest).request
    request: httpx.Request = config.session.build_request(
        config.http_method,
        str(config.path),
        params=config.params,
        headers=config.headers,
        content=op.body,
    )
    return request


def _next_page(pages: Stream[T], page: list[T]) -> Op[list[T]] | None:
    try:
        return pages.send(page)
    except StopIteration:
        return None


@contextmanager
def _transport_errors(op: Op[Any], settings: Settings) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise TimedOut(
            f"no answer within {settings.timeout:g} s ({type(error).__name__})", operation=op.name
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
        reason = settings.redact(str(error)) or type(error).__name__
        raise ConnectionFailed(
            f"{settings.url} did not answer: {reason}", operation=op.name
        ) from error


def _result(op: Op[T], response: httpx.Response, settings: Settings) -> T:
    if not response.is_success:
        raise _refusal(op, response, settings)
    try:
        return op.read(response)
    except (pydantic.ValidationError, ValueError) as error:
        raise _unexpected(op, response, settings, _first_problem(error)) from error


def _refusal(op: Op[Any], response: httpx.Response, settings: Settings) -> Exception:
    status, said = response.status_code, _json_object(response, settings)
    if status < 400:
        return _unexpected(op, response, settings, "a redirect or informational answer")
    code = _text(said.get("code"))
    message = next((t for name in _MESSAGES if (t := _text(said.get(name)))), None)
    return ApiError.kind_of(code, status)(
        message or _excerpt(response, settings) or response.reason_phrase or "no reason given",
        operation=op.name,
        code=code,
        status=status,
        detail=_text(said.get("details")),
        hint=_text(said.get("hint")),
    )


_MESSAGES = ("message", "msg", "error_description", "error")
"""Where PostgREST and the gateways before it put their sentence."""


def _json_object(response: httpx.Response, settings: Settings) -> dict[str, Any]:
    try:
        said = json.loads(settings.redact(response.content.decode()))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return json.dumps(value, ensure_ascii=False)


def _unexpected(
    op: Op[Any], response: httpx.Response, settings: Settings, problem: str
) -> UnexpectedAnswer:
    return UnexpectedAnswer(
        f"HTTP {response.status_code} from {settings.url} is not an answer of PostgREST "
        f"({problem}): {_excerpt(response, settings) or 'empty'}",
        operation=op.name,
        status=response.status_code,
    )


def _excerpt(response: httpx.Response, settings: Settings) -> str:
    text = settings.redact(response.content[: 10 * EXCERPT].decode(errors="replace"))
    return " ".join(text.split())[:EXCERPT]


def _first_problem(error: Exception) -> str:
    if isinstance(error, pydantic.ValidationError):
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return ".".join(map(str, (*first["loc"], first["msg"])))
    return str(error)
