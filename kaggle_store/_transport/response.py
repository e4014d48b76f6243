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
from kaggle_store._transport.access_token import is_early, is_publishable
from kaggle_store._transport.request import TRANSPORT_ERRORS, Response, Undecodable
from kaggle_store.errors import (
    UNAVAILABLE,
    UNDONE,
    ApiError,
    AuthenticationFailed,
    ConnectionFailed,
    KaggleStoreError,
    MissingSchema,
    PermissionDenied,
    TimedOut,
    Unavailable,
    UnexpectedResponse,
)
from kaggle_store.running_stack import find_running_stack, other_stack
from kaggle_store.settings import Settings

T = TypeVar("T")

EXCERPT = 200
"""Maximum characters of an unexpected response that the error quotes."""


UNDONE_HINT = "Other requests held the rows, and nothing was changed. Send it again."

EXPOSE_HINT = (
    "The store's API is in the schema public: add it to the exposed schemas, in the project's API "
    "settings (`schemas` in config.toml, `db-schemas` of PostgREST)."
)

MISSING_ROLE_HINT = (
    "The token names a role that the database lacks: apply the migrations "
    "(supabase db push --remote), or use a token of another role."
)

CREDENTIAL_STATUSES = {401, 403}
"""Statuses with which gateways reject a key or token, whatever the body."""


@contextmanager
def transport_errors(op: Op[Any], settings: Settings, seconds: float) -> Iterator[None]:
    """Convert the HTTP clients' errors into the SDK's errors."""
    try:
        yield
    except httpcore.PoolTimeout as error:
        within = min(settings.pool_timeout, seconds)
        raise TimedOut(
            f"no connection was free within {within:.3g} s: all {settings.connections} were in "
            "use; create the client with more `connections=`",
            operation=op.name,
        ) from error
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise TimedOut(
            f"no response within {seconds:.3g} s ({type(error).__name__})", operation=op.name
        ) from error
    except Undecodable as error:
        raise UnexpectedResponse(
            f"the response of {settings.url} cannot be read: {error}", operation=op.name
        ) from error
    except TRANSPORT_ERRORS as error:
        reason = settings.redact(str(error)) or type(error).__name__
        raise ConnectionFailed(
            f"{settings.url} did not respond: {reason}", operation=op.name
        ) from error


def read_result(op: Op[T], response: Response, settings: Settings) -> T:
    """Return the result of a successful response, or raise the error of a failed one."""
    if not 200 <= response.status_code < 300:
        raise _failure(op, response, settings)
    try:
        return op.read(response)
    except (KaggleStoreError, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, pydantic.ValidationError) and (older := _older(op, response, error)):
            raise older from error
        # Each decoder has errors of its own for content that it did not expect.
        raise _unexpected(op, response, settings, _first_problem(error)) from error


def _older(
    op: Op[Any], response: Response, error: pydantic.ValidationError
) -> MissingSchema | None:
    """Return the error for a row that lacks a column of this version, None for other content."""
    problems = error.errors(include_url=False, include_context=False)
    first, lacking = problems[0], sum(each["input"] is problems[0]["input"] for each in problems)
    if first["type"] != "missing" or len(first["input"]) <= lacking:
        return None
    # Imported late, as few programs need it.
    from kaggle_store._transport.missing_schema import added_column

    name = str(first["loc"][-1])
    column = added_column(_relation_in_path(response), name)
    status = response.status_code
    older = MissingSchema(f"column {column} does not exist", operation=op.name, status=status)
    _explain(older)
    return older if older.migration else None


def _failure(op: Op[Any], response: Response, settings: Settings) -> Exception:
    status, body = response.status_code, _json_object(response, settings)
    code = _text(body.get("code"))
    # PostgREST reports an ambiguous function (PGRST203) with status 300.
    if status < 400 and not code:
        return _unexpected(op, response, settings, "a redirect or informational response")
    message = next((t for name in _MESSAGE_KEYS if (t := _text(body.get(name)))), None)
    kind: type[ApiError] | None = ApiError.class_for(code, status)
    hint = UNDONE_HINT if code in UNDONE else _text(body.get("hint"))
    if status == 404 and response.content == b"{}":
        # PostgREST 12's whole response to a write to an unknown table.
        kind, message = MissingSchema, f"relation {_relation_in_path(response)} does not exist"
    elif code == "22023" and _is_missing_role(status, message):
        kind, hint = AuthenticationFailed, MISSING_ROLE_HINT
    elif not (code or message):
        kind, message = _kind_of_status(status), _excerpt(response, settings) or response.reason
        if message == _FAILED_SERVER:
            message = _FAILED_SERVER_MEANS
    if kind is None:
        return _unexpected(op, response, settings, "an error without code and message")
    error = kind(
        message or "no reason given",
        operation=op.name,
        code=code,
        status=status,
        # PostgreSQL quotes the whole refused row here, which may contain a secret.
        detail=None if code in _ROW_QUOTING_CODES else _text(body.get("details")),
        hint=hint,
    )
    if isinstance(error, MissingSchema):
        _explain(error)
    elif isinstance(error, AuthenticationFailed | PermissionDenied):
        _explain_refusal(error, settings)
    error.retry_after = _retry_after_seconds(response.headers.get("retry-after", ""))
    return error


def _is_missing_role(status: int, message: str | None) -> bool:
    """Return True if an invalid parameter (22023) is the role of the token.

    PostgREST answers that with 401 from 13.0.1 on, and with 400 before.
    """
    return status == 401 or re.fullmatch('role ".*" does not exist', message or "") is not None


def _explain(error: MissingSchema) -> None:
    """Add the migration that creates the missing object, if there is one."""
    if error.code == "PGRST106":
        hidden = f"{error.hint}. " if error.hint else ""
        error.hint = f"{hidden}{EXPOSE_HINT}"
        return
    # Imported late, as few programs need it.
    from kaggle_store._transport.missing_schema import explain

    if found := explain(error.message, error.code):
        error.detail, error.hint = error.message, found.hint
        error.missing, error.migration, error.message = (
            found.missing,
            found.migration,
            found.message,
        )


def _explain_refusal(error: AuthenticationFailed | PermissionDenied, settings: Settings) -> None:
    """Add whether the token only begins later, or is of another stack or without access."""
    token = settings.token
    if isinstance(error, AuthenticationFailed):
        error.is_early = is_early(error, token)
        if settings.is_loopback and error.code is None:
            error.hint = _hint_of_stack(settings) or error.hint
    if is_publishable(token):
        error.hint = (
            "The key is a publishable one (role anon), which has no access to the store: use a "
            "secret key (sb_secret_…), or pass `access_token=` of a signed-in user or worker."
        )


def _hint_of_stack(settings: Settings) -> str | None:
    """Return which local stack the settings belong to, if not to the one that runs here."""
    stack = find_running_stack()
    if stack and (problem := other_stack(settings.url, settings.key, stack)):
        return f"{problem[0].upper()}{problem[1:]}: run kaggle-store env --supabase > .env"
    return None if stack else _OTHER_FOLDER


_OTHER_FOLDER = (
    "Each local stack has keys of its own: take URL and key from `kaggle-store env --supabase`, "
    "run in the folder of the stack."
)


def _kind_of_status(status: int) -> type[ApiError] | None:
    """Return the error class of a response without code and message, None if it is unexpected.

    PostgREST reports a database connection lost during a request as a 400 without code and
    message, so after that status it is unknown whether the request was carried out.
    """
    if status == 400:
        return Unavailable
    if status in CREDENTIAL_STATUSES or status in UNAVAILABLE or status >= 500:
        return ApiError.class_for(None, status)
    return None


_FAILED_SERVER = "Something went wrong"
"""PostgREST's whole response when it fails itself, such as to write its log to a full disk."""

_FAILED_SERVER_MEANS = (
    "PostgREST failed without a reason; a full disk, its own or the database's, has this effect, "
    "and its log names others"
)

_MESSAGE_KEYS = ("message", "msg", "error_description", "error")
"""Keys under which PostgREST and gateways send their error message."""

_ROW_QUOTING_CODES = ("23502", "23514", "44000")
"""Codes for a row that violates NOT NULL, a check, or a view's check option."""


def _relation_in_path(response: Response) -> str:
    return urlsplit(response.url).path.rpartition("/")[2]


def _json_object(response: Response, settings: Settings) -> dict[str, Any]:
    try:
        parsed = json.loads(settings.redact(response.content.decode()))
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return json.dumps(value, ensure_ascii=False)


def _retry_after_seconds(retry_after: str) -> float | None:
    # A number of seconds, from some servers with a fraction, or a date, in UTC if it has no zone.
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
) -> UnexpectedResponse:
    return UnexpectedResponse(
        f"HTTP {response.status_code} from {settings.url} is not a response of PostgREST "
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
