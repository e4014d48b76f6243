"""Faults that the stand-in of Kaggle can answer with, and the queue that they wait in."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Answer = dict[str, Any]
_HTML = b"<html><body>We will be back soon</body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one call instead of an ordinary answer; made by the class methods."""

    takes_effect: bool = False
    """Whether the call is carried out."""
    code: int | None = None
    """The HTTP status of the answer; None for the ordinary answer."""
    body: bytes = b""
    """The body that comes with `code`."""
    content_type: str = "application/json"
    """The content type that comes with `code`."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Further headers that come with `code`."""
    drops: bool = False
    """The connection is closed without an answer."""
    change: Callable[[Answer], Answer] | None = None
    """Makes the answer from the ordinary one."""
    wait_before: float = 0.0
    """Seconds before the call is carried out."""
    wait_after: float = 0.0
    """Seconds between carrying out the call and answering."""
    drip: float = 0.0
    """Seconds between two bytes of the answer's body."""
    held: bool = False
    """The answer waits for `FakeKaggle.release()`."""

    @classmethod
    def lost_request(cls) -> Fault:
        """Close the connection, and do nothing."""
        return cls(drops=True)

    @classmethod
    def lost_response(cls) -> Fault:
        """Carry out the call, and close the connection without an answer."""
        return cls(takes_effect=True, drops=True)

    @classmethod
    def status(
        cls,
        code: int,
        message: str = "",
        *,
        retry_after: float | str | None = None,
        nested: bool = False,
        takes_effect: bool = False,
    ) -> Fault:
        """Answer with an HTTP error; `nested` puts code and message under `error`.

        `retry_after` is sent as the header Retry-After: seconds, or a date as text.
        """
        content: Answer = {"code": code, "message": message}
        return cls(
            takes_effect=takes_effect,
            code=code,
            body=_json({"error": content} if nested else content),
            headers={} if retry_after is None else {"Retry-After": str(retry_after)},
        )

    @classmethod
    def error_body(cls, code: int, message: str = "", *, takes_effect: bool = False) -> Fault:
        """Answer with HTTP 200 and an error in the body."""
        body = _json({"code": code, "message": message})
        return cls(takes_effect=takes_effect, code=200, body=body)

    @classmethod
    def text_code(cls, code: str = "NOT_FOUND", message: str = "") -> Fault:
        """Answer with HTTP 200 and a body whose `code` is a word."""
        return cls(code=200, body=_json({"code": code, "message": message}))

    @classmethod
    def not_json(cls, code: int = 200, *, takes_effect: bool = False) -> Fault:
        """Answer with a web page that claims to be JSON."""
        return cls(takes_effect=takes_effect, code=code, body=_HTML)

    @classmethod
    def blank(cls, code: int = 500, *, takes_effect: bool = False) -> Fault:
        """Answer with a status and nothing else; 400 is how Kaggle says: rules not accepted."""
        return cls(takes_effect=takes_effect, code=code, content_type="text/plain")

    @classmethod
    def message(cls, text: str = "Could not submit to competition") -> Fault:
        """Answer with HTTP 200 and a message only, and do nothing.

        Kaggle does so for an upload that failed, and past the limit ("Successfully submitted").
        """
        return cls(code=200, body=_json({"message": text}))

    @classmethod
    def changed(cls, change: Callable[[Answer], Answer]) -> Fault:
        """Carry out the call, and answer with `change(answer)`; it gets its own copy."""
        return cls(takes_effect=True, change=change)

    @classmethod
    def slow(cls, seconds: float) -> Fault:
        """Carry out the call, and answer after `seconds`."""
        return cls(takes_effect=True, wait_after=seconds)

    @classmethod
    def late(cls, seconds: float) -> Fault:
        """Carry out the call only after `seconds`, also if the client has hung up by then."""
        return cls(takes_effect=True, wait_before=seconds)

    @classmethod
    def dripped(cls, seconds: float) -> Fault:
        """Carry out the call, and send the answer byte by byte, one every `seconds`."""
        return cls(takes_effect=True, drip=seconds)

    @classmethod
    def on_hold(cls) -> Fault:
        """Carry out the call, and answer when `FakeKaggle.release()` is called."""
        return cls(takes_effect=True, held=True)


@dataclass(slots=True)
class _Waiting:
    fault: Fault
    left: int
    after: int
    competition: str | None


class FaultQueue:
    """The faults that wait for calls, in the order in which they were added."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, list[_Waiting]] = {}

    def add(self, method: str, fault: Fault, times: int, after: int, slug: str | None) -> None:
        """Let the next calls of `method` fail."""
        with self._lock:
            waiting = _Waiting(fault, times, after, slug)
            self._waiting.setdefault(method, []).append(waiting)

    def take(self, method: str, competition: str | None) -> Fault | None:
        """Return the fault for this call, if one waits for it."""
        with self._lock:
            for waiting in self._waiting.get(method, []) + self._waiting.get("*", []):
                if waiting.left < 1 or waiting.competition not in (None, competition):
                    continue
                if waiting.after > 0:
                    waiting.after -= 1
                    continue
                waiting.left -= 1
                return waiting.fault
        return None

    def clear(self) -> None:
        """Forget all faults."""
        with self._lock:
            self._waiting.clear()


def _json(content: Answer) -> bytes:
    return json.dumps(content).encode()
