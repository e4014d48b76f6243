"""The application: middleware, sign-in, static files and the pages of `kaggle_store.ui.pages`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from kaggle_store.ui import pages, problems, signing_in, static_files
from kaggle_store.ui.security import SecureResponses, TrustedRequests
from kaggle_store.ui.site import Site


def create_app(site: Site) -> Starlette:
    """Return the web pages of a store as an ASGI application."""
    # A redirect to a path without its last slash would name the host, and http behind a proxy.
    guarded = Router(
        pages.routes(),
        redirect_slashes=False,
        middleware=[Middleware(signing_in.SignedInOnly)],
    )
    app = Starlette(
        routes=[*static_files.ROUTES, *signing_in.ROUTES, Mount("", guarded)],
        middleware=[
            Middleware(SecureResponses),
            Middleware(TrustedRequests, site=site),
            Middleware(BelowRoot, root=site.root_path),
        ],
        exception_handlers=problems.HANDLERS,
        lifespan=_lifespan,
    )
    app.state.site = site
    app.state.sessions = site.sessions()
    app.state.stopping = asyncio.Event()
    return app


class BelowRoot:
    """Take the root path off requests, whether the proxy has done so or not."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self.app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        path = scope.get("path", "")
        if self._root and scope["type"] == "http":
            if path == self._root:
                path += "/"
            below = path if path.startswith(f"{self._root}/") else self._root + path
            scope = {**scope, "root_path": self._root, "path": below}
        await self.app(scope, receive, send)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    yield
    await app.state.sessions.end_all()
