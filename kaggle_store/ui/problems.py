"""Pages for what went wrong: what happened, and what to do; never a traceback."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ExceptionHandler

from kaggle_store.errors import (
    ApiError,
    AuthenticationFailed,
    InvalidInput,
    KaggleStoreError,
    MissingSchema,
    NotFound,
    PermissionDenied,
    SignInError,
    TransportError,
    Unavailable,
    UnexpectedResponse,
)
from kaggle_store.ui.rendering import render, url
from kaggle_store.ui.security import HEADERS
from kaggle_store.ui.site import sessions_of, site_of

log = logging.getLogger("kaggle_store")

RETRY_AFTER_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """What a page about an error shows."""

    status: int
    title: str
    advice: str
    is_passing: bool = False
    """True if the same request may succeed a little later."""


NOT_A_MEMBER = Problem(
    403,
    "You have no access to this store",
    "Only its members have. Ask who runs it for: kaggle-store members add YOUR-E-MAIL",
)
UNREACHABLE = Problem(
    503,
    "The store cannot be reached",
    "This page tries again by itself. `kaggle-store doctor` finds the cause.",
    is_passing=True,
)
MISSING = Problem(404, "There is no such page", "It may have been archived or deleted.")
OUTDATED = Problem(
    500, "The store's schema is not the one of these pages", "Run: kaggle-store doctor"
)
INVALID = Problem(400, "The address of this page has an invalid value", "Correct it, or go back.")
UNEXPECTED = Problem(
    500, "Something went wrong here", "The reason stands in the log of `kaggle-store ui`."
)

PROBLEMS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Problem], ...] = (
    (NotFound, MISSING),
    (PermissionDenied, NOT_A_MEMBER),
    (MissingSchema, OUTDATED),
    ((TransportError, Unavailable, UnexpectedResponse), UNREACHABLE),
    (InvalidInput, INVALID),
)


def problem_of(error: Exception) -> Problem:
    """Return what to say about an error of the store."""
    for kinds, problem in PROBLEMS:
        if isinstance(error, kinds):
            return problem
    if isinstance(error, ApiError):
        return Problem(409, error.message, error.hint or "Go back and load the page again.")
    return UNEXPECTED


async def store_error(request: Request, error: Exception) -> Response:
    """Return the page of an error of the store."""
    if isinstance(error, AuthenticationFailed | SignInError):
        return await to_sign_in(request)
    problem = problem_of(error)
    if problem is UNEXPECTED:
        log.error("%s %s", request.method, request.url.path, exc_info=error)
    return problem_page(request, problem)


async def to_sign_in(request: Request) -> Response:
    """End the session of a request, and lead to the sign-in and back here."""
    await sessions_of(request).end(request.cookies.get(site_of(request).cookie))
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    query = {"next": here} if request.method == "GET" else None
    return RedirectResponse(url(request, "sign_in", query), 303)


async def http_error(request: Request, error: Exception) -> Response:
    """Return the page of a refusal by the pages themselves."""
    refused = cast("HTTPException", error)
    if refused.status_code == 404:
        return problem_page(request, MISSING)
    return problem_page(request, Problem(refused.status_code, "Refused", refused.detail))


async def unexpected_error(request: Request, _: Exception) -> Response:
    """Return a page without details; Starlette raises the error again for the server's log."""
    response = problem_page(request, UNEXPECTED)
    response.headers.update(HEADERS)  # this handler stands outside of all middleware
    return response


def problem_page(request: Request, problem: Problem) -> Response:
    """Return the page of a problem, with its status."""
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if problem.is_passing else {}
    if request.url.path.startswith(site_of(request).root_path + "/static/"):
        return PlainTextResponse(problem.title, problem.status, headers)
    retry = RETRY_AFTER_SECONDS if problem.is_passing and request.method == "GET" else None
    return render(
        request,
        "problem.html",
        status=problem.status,
        headers=headers,
        problem=problem,
        retry=retry,
    )


HANDLERS: dict[int | type[Exception], ExceptionHandler] = {
    KaggleStoreError: store_error,
    HTTPException: http_error,
    Exception: unexpected_error,
}
"""The handlers of every error."""
