"""Turn a response, or its absence, into a result or an error."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpcore
import pydantic

from kaggle_store._requests.operation import Op
from kaggle_store._transport.request import TRANSPORT_ERRORS, Response, Undecodable
from kaggle_store.errors import (
    UNAVAILABLE,
    ApiError,
    ConnectionFailed,
    MissingSchema,
    TimedOut,
    Unavailable,
    UnexpectedAnswer,
)
from kaggle_store.settings import Settings

T = TypeVar("T")

EXCERPT = 200
"""Characters of an unexpected answer that its error quotes."""


CREDENTIALS = {401, 403}
"""Statuses by which gateways refuse a key or token, whatever else they say."""


@contextmanager
def transport_errors(op: Op[Any], settings: Settings, seconds: float) -> Iterator[None]:
    """Turn what the HTTP clients raise meanwhile into an error of the SDK."""
    try:
        yield
    except httpcore.PoolTimeout as error:
        within = min(settings.pool_timeout, seconds)
        raise TimedOut(
            f"no connection was free within {within:.3g} s: all {settings.connections} of the "
            "store were in use; open it with more `connections=`",
            operation=op.name,
        ) from error
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise TimedOut(
            f"no answer within {seconds:.3g} s ({type(error).__name__})", operation=op.name
        ) from error
    except Undecodable as error:
        raise UnexpectedAnswer(
            f"{settings.url} sent what cannot be decoded: {error}", operation=op.name
        ) from error
    except TRANSPORT_ERRORS as error:
        reason = settings.redact(str(error)) or type(error).__name__
        raise ConnectionFailed(
            f"{settings.url} did not answer: {reason}", operation=op.name
        ) from error


def read_result(op: Op[T], response: Response, settings: Settings) -> T:
    """Read the result of a successful request, or raise the error of any other."""
    if not 200 <= response.status_code < 300:
        raise _failure(op, response, settings)
    try:
        return op.read(response)
    except (pydantic.ValidationError, ValueError, LookupError) as error:
        raise _unexpected(op, response, settings, _first_problem(error)) from error


def _failure(op: Op[Any], response: Response, settings: Settings) -> Exception:
    status, said = response.status_code, _json_object(response, settings)
    if status < 400:
        return _unexpected(op, response, settings, "a redirect or informational answer")
    code = _text(said.get("code"))
    message = next((t for name in _MESSAGES if (t := _text(said.get(name)))), None)
    kind: type[ApiError] | None = ApiError.kind_of(code, status)
    if status == 404 and response.content == b"{}":
        # All that PostgREST 12 says of a write to a table that it does not know.
        kind, message = MissingSchema, f"relation {_last_step(response)} does not exist"
    elif not (code or message):
        kind, message = _without_error(status), _excerpt(response, settings) or response.reason
    if kind is None:
        return _unexpected(op, response, settings, "an error without code and message")
    error = kind(
        message or "no reason given",
        operation=op.name,
        code=code,
        status=status,
        # PostgreSQL quotes the whole row that it refused, and with it what may be a secret.
        detail=None if code in _QUOTING else _text(said.get("details")),
        hint=_text(said.get("hint")),
    )
    if isinstance(error, MissingSchema):
        _explain(error)
    error.retry_after = _seconds(response.headers.get("retry-after", ""))
    return error


def _explain(error: MissingSchema) -> None:
    """Name the migration that creates what is missing, if one does."""
    # Imported here: few programs ever need it.
    from kaggle_store._transport.missing_schema import explain

    if found := explain(error.message, error.code):
        error.detail, error.hint = error.message, found.remedy
        error.missing, error.migration, error.message = (
            found.missing,
            found.migration,
            found.sentence,
        )


def _without_error(status: int) -> type[ApiError] | None:
    """Return what a status means without PostgREST's error object, None if it is unexpected.

    PostgREST reports a database connection that was lost during a request as a 400 without code
    and message, so that status leaves open whether the request was carried out.
    """
    if status == 400:
        return Unavailable
    if status in CREDENTIALS or status in UNAVAILABLE or status >= 500:
        return ApiError.kind_of(None, status)
    return None


_MESSAGES = ("message", "msg", "error_description", "error")
"""Where PostgREST and the gateways before it put their sentence."""

_QUOTING = ("23502", "23514", "44000")
"""Codes of a row that breaks NOT NULL, a check, or a view's check option."""


def _last_step(response: Response) -> str:
    return urlsplit(response.url).path.rpartition("/")[2]


def _json_object(response: Response, settings: Settings) -> dict[str, Any]:
    try:
        said = json.loads(settings.redact(response.content.decode()))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return json.dumps(value, ensure_ascii=False)


def _seconds(retry_after: str) -> float | None:
    # A number of seconds, which some servers break, or a date, which is in UTC if it does not say.
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", retry_after.strip()):
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((moment - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _unexpected(
    op: Op[Any], response: Response, settings: Settings, problem: str
) -> UnexpectedAnswer:
    return UnexpectedAnswer(
        f"HTTP {response.status_code} from {settings.url} is not an answer of PostgREST "
        f"({problem}): {_excerpt(response, settings) or response.reason or 'empty'}",
        operation=op.name,
        status=response.status_code,
    )


def _excerpt(response: Response, settings: Settings) -> str:
    text = settings.redact(response.content[: 10 * EXCERPT].decode(errors="replace"))
    return " ".join(text.split())[:EXCERPT]


def _first_problem(error: Exception) -> str:
    if isinstance(error, pydantic.ValidationError):
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return ".".join(map(str, (*first["loc"], first["msg"])))
    return str(error)
