"""The pages without a browser: requests to the application, as a browser would send them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from kaggle_store.ui.app import create_app
from kaggle_store.ui.people import LocalSignIn, LocalStackKeys, SignIn
from kaggle_store.ui.sessions import Session
from kaggle_store.ui.site import Site
from tests.conftest import Stack

ORIGIN = "http://127.0.0.1:8288"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


@dataclass
class Tab:
    """One browser: its cookies, and the pages that it asks for."""

    app: Starlette
    http: httpx.AsyncClient

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """Request a page; redirects are not followed."""
        return await self.http.get(path, headers=headers)

    async def post(
        self, path: str, fields: dict[str, str] | None = None, **headers: str
    ) -> httpx.Response:
        """Submit a form of this server, with the token of the session."""
        data = {"form_token": self.session.form_token, **(fields or {})}
        return await self.http.post(path, data=data, headers=SAME_ORIGIN | headers)

    async def sign_in(self, name: str = "alice") -> Session:
        """Sign in with a one-time token, and return the session."""
        sign_in = self.app.state.site.sign_in
        response = await self.get(f"/sign-in?token={sign_in.new_token(name)}")
        assert response.status_code == 303, response.text
        return self.session

    @property
    def session_id(self) -> str | None:
        return self.http.cookies.get(self.app.state.site.cookie)

    @property
    def session(self) -> Session:
        found: Session = self.app.state.sessions._by_id[self.session_id]
        return found


@dataclass
class Apps:
    """Makes applications of a stack; closes their sessions at the end."""

    stack: Stack
    made: list[tuple[Starlette, httpx.AsyncClient]] = field(default_factory=list)

    def __call__(self, *, sign_in: SignIn | None = None, **options: Any) -> Tab:
        """Return a browser for a new application; `options` are those of `Site`."""
        url = options.pop("url", self.stack.api_url)
        site = Site(url, sign_in or LocalSignIn(keys_of(self.stack)), **options)
        return self.another_tab(create_app(site))

    def another_tab(self, app: Starlette) -> Tab:
        """Return another browser, without cookies."""
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        http = httpx.AsyncClient(transport=transport, base_url=ORIGIN)
        self.made.append((app, http))
        return Tab(app, http)


def keys_of(stack: Stack) -> LocalStackKeys:
    assert stack.publishable_key
    assert stack.jwt_secret
    return LocalStackKeys(stack.api_url, stack.publishable_key, stack.secret_key, stack.jwt_secret)


@asynccontextmanager
async def apps_of(stack: Stack) -> AsyncIterator[Apps]:
    apps = Apps(stack)
    yield apps
    for app, http in apps.made:
        await app.state.sessions.end_all()
        await http.aclose()


@pytest.fixture
async def apps(session_stack: Stack) -> AsyncIterator[Apps]:
    """Return a function that makes applications of the stack, with its current rows."""
    async with apps_of(session_stack) as made:
        yield made


@pytest.fixture
async def tab(apps: Apps) -> Tab:
    """Return a browser of a new application."""
    return apps()
