"""Inject faults between a client and a store: a proxy that loses, holds and damages messages.

    with StoreFaults(stack.api_url) as faults, KaggleStore(faults.url, stack.secret_key) as store:
        fault = faults.lose_response("POST", "/rest/v1/competitions")
        store.competitions.create(kaggle_id="titanic", title="Titanic")
        assert fault.exchanges[0].status == 201  # created, and the client was not told

A fault applies to the next `times` requests with its method and path; all others pass unchanged.
"""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack
from functools import partial
from typing import Self

from kaggle_store.local.ports import reserved
from kaggle_store.testing import _faults
from kaggle_store.testing._faults import Act, Exchange, FaultServer, Methods, StoreFault
from kaggle_store.testing._forwarding import Response
from kaggle_store.testing._serving import Handler

__all__ = ["WRITES", "Exchange", "StoreFault", "StoreFaults"]

WRITES = ("POST", "PATCH", "PUT", "DELETE")
"""The HTTP methods of requests that change something; reads by function also use POST."""


class StoreFaults:
    """A proxy in front of the API at `api_url`, whose faults are chosen request by request.

    Use it as a context manager; clients connect to `url`. Every method that adds a fault takes the
    HTTP method, or several of them (default: any), the path without its query (default: any; `*`
    stands for any text), and the number of requests to apply it to. It returns a `StoreFault`,
    which lists these requests. Where several faults match a request, the one added first applies.
    Threads may share the object.
    """

    def __init__(self, api_url: str) -> None:
        self._api_url = api_url
        self._faults: list[StoreFault] = []
        self._lock = threading.Lock()
        self._server: FaultServer | None = None
        self._reservation = ExitStack()
        # A proxy that is down keeps its port.
        self._port = self._reservation.enter_context(reserved(None, "proxy", "port"))

    @property
    def url(self) -> str:
        """The address for clients, instead of the store's."""
        return f"http://127.0.0.1:{self._port}"

    def lose_request(
        self, method: Methods = None, path: str = "*", *, times: int = 1
    ) -> StoreFault:
        """Close the connection of the next requests; the store does not receive them."""
        return self._add(_faults.lose_request, method, path, times)

    def lose_response(
        self, method: Methods = None, path: str = "*", *, times: int = 1
    ) -> StoreFault:
        """Let the store perform the next requests, and close the connection without a response."""
        return self._add(_faults.lose_response, method, path, times)

    def cut(self, method: Methods = None, path: str = "*", *, times: int = 1) -> StoreFault:
        """Send the first half of the next responses, and close the connection."""
        return self._add(_faults.cut, method, path, times)

    def hold(
        self,
        method: Methods = None,
        path: str = "*",
        *,
        seconds: float | None = None,
        times: int = 1,
    ) -> StoreFault:
        """Hold the next requests until `release()` of the fault, or for that many seconds.

        The store performs a request when it is released, even if the client has given up by then.
        """
        return self._add(partial(_faults.hold, seconds), method, path, times)

    def drip(
        self, method: Methods = None, path: str = "*", *, pause: float = 0.05, times: int = 1
    ) -> StoreFault:
        """Send the next responses byte by byte, with a `pause` in seconds after each."""
        return self._add(partial(_faults.drip, pause), method, path, times)

    def answer(
        self,
        status: int,
        method: Methods = None,
        path: str = "*",
        *,
        retry_after: int | None = None,
        body: object = None,
        times: int = 1,
    ) -> StoreFault:
        """Answer the next requests with this HTTP status; the store does not receive them.

        `retry_after` is in seconds. `body` is sent as JSON (default: a message).
        """
        headers = [("Content-Type", "application/json")]
        if retry_after is not None:
            headers.append(("Retry-After", str(retry_after)))
        content = {"message": f"injected HTTP {status}"} if body is None else body
        response = Response(status, headers, json.dumps(content).encode())
        return self._add(partial(_faults.answer, response), method, path, times)

    def down(self) -> None:
        """Refuse connections from now on, and end those that are open."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def up(self) -> None:
        """Accept connections again."""
        if self._server is None:
            self._server = FaultServer(self._port, self._api_url, self._next)
            self._server.start()

    def reset(self) -> None:
        """Remove all faults, and accept connections; held requests never reach the store."""
        with self._lock:
            faults, self._faults = self._faults, []
        for fault in faults:
            fault.end()
        self.up()

    def close(self) -> None:
        """Stop the proxy."""
        self.reset()
        self.down()
        self._reservation.close()

    def _add(self, act: Act, method: Methods, path: str, times: int) -> StoreFault:
        fault = StoreFault(act, method, path, times)
        with self._lock:
            self._faults.append(fault)
        return fault

    def _next(self, handler: Handler) -> StoreFault | None:
        with self._lock:
            return next((fault for fault in self._faults if fault.applies_to(handler)), None)

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
