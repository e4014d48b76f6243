"""A network backend for httpcore that enforces one deadline for a whole exchange.

httpcore applies a request's timeouts to each socket operation separately, so a response that
arrives one byte at a time never times out. With this backend a request's timeouts are times of the
monotonic clock, and each operation gets what remains until then. A deadline belongs to its
request, so a kept connection has none.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

import httpcore

T = TypeVar("T")

TLS_RECORD = 16_384
"""Bytes of the largest TLS record (RFC 8446, section 5.1)."""


class DeadlineBackend(httpcore.NetworkBackend):
    """Connects over TCP, with at most `connect_timeout` seconds for each address of a host."""

    def __init__(self, connect_timeout: float) -> None:
        self._connect_timeout = connect_timeout
        self._tcp = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the host's first address that accepts; `timeout` is a time, not a duration."""
        until = timeout or time.monotonic() + self._connect_timeout
        with _as_connect_errors():
            *others, last = _addresses(host, port, until)
            for address in others:
                with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                    return self._connect(address, port, until, local_address, socket_options)
            return self._connect(last, port, until, local_address, socket_options)

    def _connect(
        self, address: str, port: int, until: float, *options: Any
    ) -> httpcore.NetworkStream:
        seconds = min(_remaining(until), self._connect_timeout)
        stream = self._tcp.connect_tcp(address, port, seconds, *options)
        return _Stream(stream, self._connect_timeout, until)


class _Stream(httpcore.NetworkStream):
    """A TCP connection, with or without TLS."""

    def __init__(
        self, stream: httpcore.NetworkStream, connect_timeout: float, until: float
    ) -> None:
        self._stream = stream
        self._socket: socket.socket = stream.get_extra_info("socket")
        self._connect_timeout = connect_timeout
        # Used during SOCKS negotiation, for which httpcore passes no timeout.
        self._connect_deadline = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            self._set_timeout(timeout)
            return self._socket.recv(max_bytes)
        except OSError as error:
            kind = httpcore.ReadTimeout if isinstance(error, TimeoutError) else httpcore.ReadError
            raise self._failed(kind, error, timeout) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            rest = memoryview(buffer)
            while rest:
                self._set_timeout(timeout)
                rest = rest[self._socket.send(rest) :]
        except OSError as error:
            kind = httpcore.WriteTimeout if isinstance(error, TimeoutError) else httpcore.WriteError
            raise self._failed(kind, error, timeout) from error

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        end = timeout or self._connect_deadline
        until = min(end, time.monotonic() + self._connect_timeout)
        try:
            with _as_connect_errors():
                if isinstance(self._socket, ssl.SSLSocket):
                    return _TlsInTls(self, ssl_context, server_hostname, until)
                stream = self._stream.start_tls(ssl_context, server_hostname, _remaining(until))
                return _Stream(stream, self._connect_timeout, end)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _set_timeout(self, until: float | None) -> None:
        """Let the next operation take the time that remains."""
        self._socket.settimeout(_remaining(until or self._connect_deadline))

    def _failed(self, kind: type[Exception], error: OSError, until: float | None) -> Exception:
        """Return httpcore's error for a failed operation."""
        if until is None:
            # httpcore does not close a connection that fails during SOCKS negotiation.
            self.close()
        return kind(str(error))


class _TlsInTls(httpcore.NetworkStream):
    """TLS to a project inside TLS to a proxy, which `ssl`'s sockets do not support."""

    def __init__(
        self, outer: _Stream, context: ssl.SSLContext, hostname: str | None, until: float
    ) -> None:
        self._outer = outer
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=hostname)
        self._run(self._tls.do_handshake, until)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._run(partial(self._tls.read, max_bytes), timeout)
        except ssl.SSLZeroReturnError:
            return b""
        except ssl.SSLError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        rest = memoryview(buffer)
        try:
            while rest:
                write = partial(self._tls.write, rest[:TLS_RECORD])
                rest = rest[self._run(write, timeout) :]
        except ssl.SSLError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self._outer.close()

    def get_extra_info(self, info: str) -> Any:
        return self._tls if info == "ssl_object" else self._outer.get_extra_info(info)

    def _run(self, step: Callable[[], T], until: float | None) -> T:
        """Run a TLS operation, moving bytes to and from the outer stream until it completes."""
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                self._outer.write(self._outgoing.read(), until)
                received = self._outer.read(TLS_RECORD, until)
                self._incoming.write(received) if received else self._incoming.write_eof()
            else:
                self._outer.write(self._outgoing.read(), until)
                return result


@contextmanager
def _as_connect_errors() -> Iterator[None]:
    """Convert errors to connect errors: nothing of the request has been sent yet."""
    try:
        yield
    except (TimeoutError, httpcore.ReadTimeout, httpcore.WriteTimeout) as error:
        raise httpcore.ConnectTimeout(str(error)) from error
    except (OSError, httpcore.ReadError, httpcore.WriteError) as error:
        raise httpcore.ConnectError(str(error)) from error


def _remaining(until: float) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("the deadline of the request has passed")
    return seconds


def _addresses(host: str, port: int, until: float) -> list[str]:
    """Resolve a host in a thread, because the system's lookup takes no timeout."""
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        pass
    found: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()
    look_up = threading.Thread(target=_look_up, args=(host, port, found.put), daemon=True)
    try:
        look_up.start()
    except RuntimeError:
        _look_up(host, port, found.put)  # no thread can be started during interpreter shutdown
    try:
        result = found.get(timeout=_remaining(until))
    except queue.Empty:
        raise TimeoutError(f"looking up {host} took too long") from None
    if isinstance(result, Exception):
        raise result
    return result


def _look_up(
    host: str, port: int, put: Callable[[list[str] | OSError | UnicodeError], None]
) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        put([str(address[0]) for *_, address in found])
    except (OSError, UnicodeError) as error:
        put(error)
