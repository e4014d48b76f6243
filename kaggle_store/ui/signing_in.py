"""Sign-in and sign-out, and the gate in front of every page."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kaggle_store.errors import SignInError, TransportError
from kaggle_store.sign_in import SignedIn
from kaggle_store.ui.problems import to_sign_in
from kaggle_store.ui.rendering import render, url
from kaggle_store.ui.security import SAFE_METHODS, action, own_path
from kaggle_store.ui.sessions import ABSOLUTE_SECONDS
from kaggle_store.ui.site import session_of, sessions_of, site_of

RELOAD = """\
<!doctype html>
<html lang="en"><title>Loading</title><meta http-equiv="refresh" content="0"></html>
"""
"""A page that loads itself again, now as a request of this site."""


class SignedInOnly:
    """Let signed-in people pass; each request takes over what changed for them elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        request = Request(scope)
        session = await sessions_of(request).find(request.cookies.get(site_of(request).cookie))
        if session is None:
            response = await _without_session(request)
            await response(scope, receive, send)
            return
        await asyncio.to_thread(session.person.check)
        request.state.session = session
        request.state.version = session.changes.version  # before the page is read
        if _is_refused(request):
            raise HTTPException(403, "These pages are read-only (--read-only).")
        await self.app(scope, receive, send)


def _is_refused(request: Request) -> bool:
    """Return whether a request would change something, where that is turned off."""
    is_change = request.method not in SAFE_METHODS
    return site_of(request).read_only and is_change and request.url.path != url(request, "sign_out")


async def _without_session(request: Request) -> Response:
    # Browsers hold the cookie back when a link elsewhere, such as in a notification, leads here.
    if request.method == "GET" and request.headers.get("sec-fetch-site") == "cross-site":
        return HTMLResponse(RELOAD)
    return await to_sign_in(request)


async def sign_in_page(request: Request) -> Response:
    """Show the form; a one-time token in the address signs in at once."""
    token = request.query_params.get("token")
    if token and request.method == "GET":  # Programs that look at links ask for their HEAD.
        if person := site_of(request).sign_in.by_token(token):
            return await _signed_in(request, person)
        return _form(request, "This address was used before. Sign in below.", 403)
    return _form(request)


async def sign_in(request: Request) -> Response:
    """Sign in by the fields of the form."""
    form = await request.form(max_files=0, max_fields=10, max_part_size=10_000)
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        person = await site_of(request).sign_in.by_form(fields)
    except SignInError as refused:
        return _form(request, refused.message, 403, fields)
    return await _signed_in(request, person)


async def _signed_in(request: Request, person: SignedIn) -> Response:
    site, sessions = site_of(request), sessions_of(request)
    await sessions.end(request.cookies.get(site.cookie))
    id = await sessions.begin(person)
    target = own_path(request.query_params.get("next"), url(request, "overview"))
    response = RedirectResponse(target, 303)
    response.set_cookie(
        site.cookie,
        id,
        max_age=int(ABSOLUTE_SECONDS),
        path=site.root_path or "/",
        secure=site.is_https or request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


def _form(
    request: Request,
    problem: str | None = None,
    status: int = 200,
    fields: dict[str, str] | None = None,
) -> Response:
    shown = {name: value for name, value in (fields or {}).items() if name in {"name", "email"}}
    query = {"next": own_path(request.query_params.get("next"), "")}
    return render(
        request,
        site_of(request).sign_in.template,
        status=status,
        problem=problem,
        fields=shown,
        target=url(request, "sign_in", query),
    )


@action
async def sign_out(request: Request, _: FormData) -> Response:
    """End the session, here and where it was begun."""
    with suppress(TransportError):  # the session here ends anyway, and the token expires
        await asyncio.to_thread(session_of(request).person.sign_out)
    site = site_of(request)
    await sessions_of(request).end(request.cookies.get(site.cookie))
    response = RedirectResponse(url(request, "sign_in"), 303)
    response.delete_cookie(site.cookie, path=site.root_path or "/")
    return response


ROUTES = [
    Route("/sign-in", sign_in_page, name="sign_in"),
    Route("/sign-in", sign_in, methods=["POST"]),
]
