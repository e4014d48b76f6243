"""Kaggle's responses: which are errors, and how results are read in spite of unknown words."""

from __future__ import annotations

import email.utils
import json
import re
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from kaggle_store.errors import (
    UNAVAILABLE,
    KaggleError,
    KaggleNotFound,
    KaggleNotJoined,
    KaggleRateLimited,
    KaggleRefused,
    KaggleSignInFailed,
    KaggleUnavailable,
)

R = TypeVar("R")

CODE_WORDS = {
    "INVALID_ARGUMENT": 400,
    "FAILED_PRECONDITION": 400,
    "OUT_OF_RANGE": 400,
    "UNAUTHENTICATED": 401,
    "PERMISSION_DENIED": 403,
    "NOT_FOUND": 404,
    "RESOURCE_EXHAUSTED": 429,
    "UNAVAILABLE": 503,
    "DEADLINE_EXCEEDED": 504,
}
"""HTTP statuses for the words that Google's APIs use as codes."""

LONGEST_MESSAGE = 500
"""Characters of Kaggle's message in an error's."""

_DOUBTFUL = (408, 409, 425, 499)
"""Statuses below 500 after which the request may have been carried out."""

_NO_REASON = re.compile(r"(?i)(\d{3}\W*)?(bad request|invalid argument)?\W*")


def check_status(operation: str, status: int, headers: Any, content: bytes) -> None:
    """Raise the error of a response that is one; what is not JSON is one too, with any status."""
    found = _json(content)
    code, message = _error(found)
    if code is None and status >= 300:
        code = status
    if code is None and not isinstance(found, dict):
        raise KaggleUnavailable(
            f"the response is not Kaggle's: HTTP {status} with {_excerpt(content)}; is there a "
            "proxy or sign-in page between?",
            operation=operation,
            status=status,
        )
    if code is not None:
        if not isinstance(found, dict) and content.strip():
            message = _excerpt(content)
        raise problem(operation, code, message, headers)


def problem(operation: str, code: int, message: str, headers: Any = None) -> KaggleError:
    """Return the error for a code and Kaggle's message."""
    text = f"{message[:LONGEST_MESSAGE] or 'no message'} (code {code})"
    if code == 429:
        return KaggleRateLimited(
            f"Kaggle limits the rate of requests: {text}",
            operation=operation,
            status=code,
            may_have_arrived=False,
            retry_after=_retry_after(headers),
        )
    if code >= 500 or code in UNAVAILABLE or code in _DOUBTFUL or code < 400:
        return KaggleUnavailable(
            f"Kaggle did not carry out the request: {text}; try later",
            operation=operation,
            status=code,
            retry_after=_retry_after(headers),
        )
    return _refusal(code, message)(
        f"Kaggle refused: {text}{_advice(code, message)}", operation=operation, status=code
    )


def _refusal(code: int, message: str) -> type[KaggleRefused]:
    if code == 401:
        return KaggleSignInFailed
    if code == 404:
        return KaggleNotFound
    if code == 403 or (code == 400 and _NO_REASON.fullmatch(message)):
        return KaggleNotJoined
    return KaggleRefused


def _advice(code: int, message: str) -> str:
    return {
        KaggleSignInFailed: "; create a new API token in your account's settings on Kaggle",
        KaggleNotFound: "; check the competition's slug, and whether it has closed",
        KaggleNotJoined: "; join the competition and accept its rules on Kaggle with this "
        "account, or check the slug",
    }.get(_refusal(code, message), "")


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _error(found: Any) -> tuple[int | None, str]:
    """Return the code and message of an error body, also of one inside `error`."""
    if not isinstance(found, dict):
        return None, ""
    inner = found.get("error")
    body = inner if isinstance(inner, dict) else found
    message = body.get("message") or found.get("message") or (inner if body is found else "")
    code = _code(body.get("code", body.get("status") if body is inner else None))
    if code is None and inner:
        code = _code(found.get("code")) or 500
    return code, str(message or "").strip()


def _code(code: object) -> int | None:
    """Return the HTTP status of a code, a number or a word; None for one that is no error."""
    if isinstance(code, str):
        word = code.strip().upper()
        number = int(word) if word.isdecimal() else CODE_WORDS.get(word, 500 if word else 0)
    else:
        number = code if isinstance(code, int) else 0
    return number if number >= 400 else None


def _excerpt(content: bytes) -> str:
    text = " ".join(content[:LONGEST_MESSAGE].decode("utf-8", "replace").split())
    return text[:200] or "an empty body"


def _retry_after(headers: Any) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a time."""
    value = str((headers or {}).get("Retry-After") or "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value):
        return float(value)
    try:
        at = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((aware - datetime.now(UTC)).total_seconds(), 0.0)


class JsonReader:
    """Reads a response as the JSON object that Kaggle sent, where kagglesdk expects a class."""

    def prepare_from(self, response: Any) -> dict[str, Any]:
        """Return the object."""
        found: dict[str, Any] = json.loads(response.content)
        return found


class Reader(Generic[R]):
    """Reads a response into an object of kagglesdk, where kagglesdk expects a response's class.

    A word that an enum does not have, or a value of another type, leaves the field's default;
    times are aware, in UTC.
    """

    def __init__(self, kind: type[R]) -> None:
        self._kind = kind

    def prepare_from(self, response: Any) -> R:
        """Return the object."""
        found: R = _read(self._kind, json.loads(response.content))
        return found


def _read(kind: Any, data: dict[str, Any]) -> Any:
    found = kind()
    for field in kind._fields:
        value = data.get(field.json_name)
        if value is not None:
            _set(found, field, value)
    return found


def _set(found: Any, field: Any, value: Any) -> None:
    is_nested = hasattr(field.field_type, "_fields")
    if is_nested and isinstance(value, list):
        items = [_read(field.field_type, item) for item in value if isinstance(item, dict)]
        setattr(found, field.private_field_name, items)
        return
    try:
        field.set_from_dict(found, {field.json_name: value})
    except (KeyError, ValueError, TypeError, AttributeError):
        return
    read = getattr(found, field.private_field_name)
    if isinstance(read, datetime):
        aware = read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
        setattr(found, field.private_field_name, aware)
