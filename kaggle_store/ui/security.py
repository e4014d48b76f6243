"""Protection of all requests: host names, size of bodies, headers, and requests of other sites."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kaggle_store.ui.site import Site, session_of

MOST_BODY_BYTES = 1_000_000
"""A form's size; the database allows less for an answer."""

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Without any referrer browsers would send forms with `Origin: null`.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Headers of every response."""

SAFE_METHODS = frozenset({"GET", "HEAD"})

FormHandler = Callable[[Request, FormData], Awaitable[Response]]


class SecureResponses:
    """Add the security headers to every response; pages are not cached unless they say so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_secured if scope["type"] == "http" else send)


class TrustedRequests:
    """Refuse a request for another host, from another site, or larger than any form.

    A page of another site can make a browser send requests here, but not choose these headers:
    `Host` (a name that resolves to this machine is refused: DNS rebinding), `Sec-Fetch-Site` and
    `Origin`. A request that changes something must come from a page of this server.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] == "http" and (refusal := self._refusal(scope)):
            await refusal(scope, receive, send)
        else:
            await self.app(scope, _limited(receive), send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self._site.allowed_hosts:
            allow = "This host name is not allowed. Start the pages with --allow-host NAME."
            return PlainTextResponse(allow, 400)
        if scope["method"] not in SAFE_METHODS and not self._is_own(scope, headers, host):
            return PlainTextResponse("Refused: the request comes from another site.", 403)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()):
            return PlainTextResponse("The length of the request is not a number.", 400)
        if int(length) > MOST_BODY_BYTES:
            return PlainTextResponse("The request is too large.", 413)
        return None

    def _is_own(self, scope: Scope, headers: Headers, host: str) -> bool:
        origin = headers.get("origin")
        if site := headers.get("sec-fetch-site"):
            return site == "same-origin"
        scheme = "https" if self._site.is_https else scope["scheme"]
        return origin == f"{scheme}://{host}"


def _limited(receive: Receive) -> Receive:
    """Return a `receive` that fails beyond the largest body, which may come without a length."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MOST_BODY_BYTES:
            raise HTTPException(413, "The request is too large.")
        return message

    return counted


_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?", re.ASCII | re.IGNORECASE)


def _name(host: str) -> str:
    """Return the name of a Host header without its port, or nothing if there is more in it.

    The URL of a request begins with this header: a path in it would stand in front of its own.
    """
    found = _HOST.fullmatch(host)
    return found[1].lower() if found else ""


def action(handler: FormHandler) -> Callable[[Request], Awaitable[Response]]:
    """Make a handler of a form: it gets the form once its token is that of the session."""

    @wraps(handler)
    async def checked(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=5000, max_part_size=MOST_BODY_BYTES)
        given = str(form.get("form_token", ""))
        if not secrets.compare_digest(given.encode(), session_of(request).form_token.encode()):
            raise HTTPException(403, "This form is of another session. Load the page again.")
        return await handler(request, form)

    return checked


def own_path(target: str | None, default: str) -> str:
    r"""Return a path of this server to continue at; `default` for anything else.

    Browsers read `//host`, `/\host` and control characters in ways that lead elsewhere.
    """
    if not target or not target.startswith("/") or target[1:2] in {"/", "\\"}:
        return default
    if any(char <= " " or char in "\\\x7f" for char in target):
        return default
    return target
