"""One HTTP exchange: its timeouts and deadline, and its failures as errors of the store."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NameResolutionError, NewConnectionError, ProxyError

from kaggle_store.errors import KaggleUnavailable
from kaggle_store.integrations.kaggle.responses import check_status

CONNECT_TIMEOUT = 5.0
"""Seconds for connecting to one address."""

_exchange = threading.local()


class Adapter(HTTPAdapter):
    """Sends one request within `seconds`, body included, and raises `KaggleError`s.

    `requests` applies its timeouts to each read of a socket, so that a response of one byte at a
    time never ends; here each operation gets what remains of the whole.
    """

    def __init__(self, operation: str, seconds: float) -> None:
        super().__init__()
        self._operation = operation
        self._seconds = seconds

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Create connections with deadlines."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Create connections with deadlines through a proxy too."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = _POOLS
        return manager

    def send(self, request: requests.PreparedRequest, *_: Any, **options: Any) -> Any:
        """Send a request and read its whole response."""
        options |= {"timeout": (min(CONNECT_TIMEOUT, self._seconds), self._seconds)}
        # A kept connection could be closed by the server just when the next request is sent.
        request.headers["Connection"] = "close"
        with self._errors(), _deadline(time.monotonic() + self._seconds):
            response = super().send(request, **options)
            content = response.content
        if request.method == "PUT" and response.ok:
            return response
        check_status(self._operation, response.status_code, response.headers, content)
        return response

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (requests.RequestException, OSError) as error:
            reason = _reason(error)
            is_late = isinstance(error, requests.Timeout | TimeoutError) or "timed out" in reason
            what = f"no response within {self._seconds:g} s" if is_late else reason
            raise self._unavailable(what, error) from error

    def _unavailable(self, what: str, error: Exception) -> KaggleUnavailable:
        return KaggleUnavailable(
            f"Kaggle is out of reach: {what}",
            operation=self._operation,
            may_have_arrived=not _is_before_the_request(error),
        )


def _is_before_the_request(error: Exception) -> bool:
    """Return True for a connection that was not established, so that nothing was sent."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, requests.exceptions.ConnectTimeout) or isinstance(
        reason, (NewConnectionError, NameResolutionError, ProxyError)
    )


def _reason(error: Exception) -> str:
    inner = getattr(error.args[0], "reason", None) if error.args else None
    return f"{type(inner or error).__name__}: {inner or error}"


@contextmanager
def _deadline(until: float) -> Iterator[None]:
    _exchange.until = until
    try:
        yield
    finally:
        del _exchange.until


class _Socket:
    """A socket whose reads and writes end at the exchange's deadline."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self._sock = sock
        self._until = until

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def arm(self) -> None:
        """Give the next operation what remains, or raise `TimeoutError`."""
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("the deadline of the exchange has passed")
        self._sock.settimeout(seconds)

    def sendall(self, data: Any, *_: Any) -> None:
        """Send all of the data, in pieces that are each bounded by the deadline."""
        rest = memoryview(data).cast("B")
        while rest:
            self.arm()
            rest = rest[self._sock.send(rest[:65_536]) :]

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        """Return a reader of the response."""
        return io.BufferedReader(_Reader(self, self._sock.makefile("rb", buffering=0)))


class _Reader(io.RawIOBase):
    def __init__(self, sock: _Socket, raw: io.RawIOBase) -> None:
        self._sock = sock
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.arm()
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _HttpConnection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        self.sock: Any = _Socket(self.sock, _exchange.until)


class _HttpsConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        self.sock: Any = _Socket(self.sock, _exchange.until)


class _HttpPool(HTTPConnectionPool):
    ConnectionCls: Any = _HttpConnection


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls: Any = _HttpsConnection


_POOLS = {"http": _HttpPool, "https": _HttpsPool}
