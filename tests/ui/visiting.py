"""The pages in this process, visited by a person without a browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape

from httpx import ASGITransport, AsyncClient, Response

from kaggle_store.ui.app import create_app
from kaggle_store.ui.people import LocalSignIn, LocalStackKeys
from kaggle_store.ui.sessions import Session
from kaggle_store.ui.site import Site
from tests.conftest import Stack

COOKIE = "kaggle-store-test"


@dataclass(frozen=True)
class Visits:
    """A person's requests, and how many reads of the store each page needed."""

    client: AsyncClient
    runner: asyncio.Runner
    session: Session

    def get(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Return the response to a request, whatever its status."""
        return self.runner.run(self.client.get(path, params=query, headers=headers))

    def page(self, path: str) -> str:
        """Return a page."""
        response = self.get(path)
        assert response.status_code == 200, response.text
        return response.text

    def reads(self, path: str) -> int:
        """Return how many requests a page sends to the store."""
        before = self.session.store.counters.requests
        self.page(path)
        return self.session.store.counters.requests - before


@contextmanager
def visits(stack: Stack, root: str = "") -> Iterator[Visits]:
    """Yield the visits of a person who has signed in."""
    assert stack.jwt_secret
    assert stack.publishable_key
    keys = LocalStackKeys(stack.api_url, stack.publishable_key, stack.secret_key, stack.jwt_secret)
    sign_in = LocalSignIn(keys)
    app = create_app(Site(keys.url, sign_in, root=root, cookie=COOKIE))
    client = AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1")
    with asyncio.Runner() as runner:
        token = {"token": sign_in.new_token("alice")}
        runner.run(client.get(f"{root}/sign-in", params=token))
        [session] = app.state.sessions._by_id.values()
        yield Visits(client, runner, session)
        runner.run(app.state.sessions.end_all())


def links(page: str) -> list[str]:
    """Return the targets of a page's links."""
    return [unescape(target) for target in re.findall(r'<a [^>]*href="([^"]*)"', page)]


def following(page: str) -> str | None:
    """Return the link to the next page of a list."""
    found = re.search(r'href="([^"]*)" rel="next"', page)
    return unescape(found[1]) if found else None
