"""What a fault does to a request, and the requests that it has met."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from kaggle_store.testing._forwarding import Response, send
from kaggle_store.testing._serving import Handler, Server

_LONGEST_WAIT = 60.0

Methods: TypeAlias = str | Collection[str] | None


@dataclass(frozen=True)
class Exchange:
    """A request that met a fault, and the store's response, which the client may not have seen."""

    method: str
    """The HTTP method."""
    path: str
    """The path with its query."""
    status: int | None = None
    """The status of the store's response; None if the store did not receive the request."""
    body: bytes = b""
    """The body of the store's response."""

    def json(self) -> Any:
        """Return the body of the store's response, parsed."""
        return json.loads(self.body)


class StoreFault:
    """A fault that applies to a number of requests; `StoreFaults` creates it."""

    def __init__(self, act: Act, methods: Methods, path: str, times: int) -> None:
        self.remaining = times
        """The number of requests that the fault still applies to."""
        self.exchanges: list[Exchange] = []
        """The requests that met the fault; one that is held appears when it is released."""
        self._act = act
        self._methods = {methods} if isinstance(methods, str) else methods
        self._path = path
        self._change = threading.Condition()
        self._met = 0
        self._released = 0
        self._is_over = False

    def wait(self, times: int = 1) -> None:
        """Wait until this number of requests has met the fault; raise TimeoutError after 60 s."""
        with self._change:
            if not self._change.wait_for(lambda: self._met >= times, _LONGEST_WAIT):
                raise TimeoutError(f"{self._met} of {times} requests have met the fault")

    def release(self) -> Exchange:
        """Pass the oldest held request on to the store, and return the exchange.

        Waits for a request that is held; raises TimeoutError after 60 s without one.
        """
        self.wait(self._released + 1)
        with self._change:
            self._released += 1
            self._change.notify_all()
            self._change.wait_for(lambda: len(self.exchanges) >= self._released)
            return self.exchanges[-1]

    def applies_to(self, handler: Handler) -> bool:
        """Return whether the fault applies to a request, and count it if so."""
        if (
            self.remaining == 0
            or (self._methods is not None and handler.command not in self._methods)
            or not fnmatchcase(urlsplit(handler.path).path, self._path)
        ):
            return False
        self.remaining -= 1
        return True

    def apply(self, handler: Handler, store: Send) -> None:
        """Do to a request what the fault is for."""
        with self._change:
            self._met += 1
            self._change.notify_all()
        self._act(self, handler, store)

    def end(self) -> None:
        """Apply to no more requests, and drop those that are held."""
        with self._change:
            self.remaining = 0
            self._is_over = True
            self._change.notify_all()

    def record(self, handler: Handler, response: Response | None = None) -> None:
        """Add an exchange to the list."""
        status, body = (response.status, response.body) if response else (None, b"")
        with self._change:
            self.exchanges.append(Exchange(handler.command, handler.path, status, body))
            self._change.notify_all()

    def pause(self, seconds: float) -> bool:
        """Wait for some seconds; return False if the fault ends meanwhile."""
        with self._change:
            return not self._change.wait_for(lambda: self._is_over, seconds)

    def is_released(self, seconds: float | None) -> bool:
        """Wait for `release` or that many seconds; return False if the fault ends meanwhile."""
        with self._change:
            number = self._met
            self._change.wait_for(lambda: self._is_over or self._released >= number, seconds)
            return not self._is_over


Send: TypeAlias = Callable[[], Response]
"""Sends a request to the store."""
Act: TypeAlias = Callable[[StoreFault, Handler, Send], None]


def lose_request(fault: StoreFault, handler: Handler, _: Send) -> None:
    """Close the connection before the store receives the request."""
    handler.close_connection = True
    fault.record(handler)


def lose_response(fault: StoreFault, handler: Handler, store: Send) -> None:
    """Close the connection once the store has responded."""
    handler.close_connection = True
    fault.record(handler, store())


def cut(fault: StoreFault, handler: Handler, store: Send) -> None:
    """Send half of the response."""
    handler.close_connection = True
    response = store()
    data = response.encoded()
    handler.wfile.write(data[: len(data) // 2])
    fault.record(handler, response)


def hold(seconds: float | None, fault: StoreFault, handler: Handler, store: Send) -> None:
    """Pass the request on when it is released, or after some seconds."""
    handler.close_connection = True
    if fault.is_released(seconds):
        response = store()
        fault.record(handler, response)
        with suppress(OSError):  # the client may have given up
            handler.wfile.write(response.encoded())


def drip(seconds: float, fault: StoreFault, handler: Handler, store: Send) -> None:
    """Send the response byte by byte."""
    handler.close_connection = True
    response = store()
    fault.record(handler, response)
    with suppress(OSError):
        for byte in response.encoded():
            handler.wfile.write(bytes([byte]))
            if not fault.pause(seconds):
                break


def answer(response: Response, fault: StoreFault, handler: Handler, _: Send) -> None:
    """Send this response, without the store."""
    fault.record(handler)
    handler.wfile.write(response.encoded())


class FaultServer(Server):
    """The proxy's server: asks `find` for the fault of each request."""

    def __init__(
        self, port: int, api_url: str, find: Callable[[Handler], StoreFault | None]
    ) -> None:
        class Proxy(Handler):
            def handle_request(self, body: bytes) -> None:
                """Pass the request on, or apply its fault."""
                store = partial(send, self, api_url, body)
                if fault := find(self):
                    fault.apply(self, store)
                else:
                    self.wfile.write(store().encoded())

        super().__init__(Proxy, port)
