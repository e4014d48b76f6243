"""Clients whose requests go to a mock of the API; no test here needs a stack."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
import respx

from kaggle_store import KaggleStore
from kaggle_store._transport.request import IN_UTC

URL = "http://project.test"
KEY = "sb_secret_0123456789abcdef"


class MockApi:
    """A mock of PostgREST: the requests it received, and the responses it returns next."""

    def __init__(self, router: respx.Router) -> None:
        self.route = router.route(url__startswith=f"{URL}/rest/v1/")
        self.respond("[]")

    def respond(self, *bodies: str | httpx.Response | Exception, status: int = 200) -> None:
        """Return these responses to the next requests, the last one repeatedly."""
        responses = [
            body
            if isinstance(body, httpx.Response | Exception)
            else httpx.Response(status, text=body)
            for body in bodies
        ]
        self.route.side_effect = [*responses, *[responses[-1]] * 20]

    @property
    def requests(self) -> list[httpx.Request]:
        return [call.request for call in self.route.calls]

    @property
    def last(self) -> httpx.Request:
        return self.requests[-1]

    @property
    def line(self) -> str:
        """Method and path of the last request, such as `GET /competitions`."""
        return f"{self.last.method} {self.last.url.path.removeprefix('/rest/v1')}"

    @property
    def params(self) -> list[tuple[str, str]]:
        return parse_qsl(self.last.url.query.decode(), keep_blank_values=True)

    @property
    def prefer(self) -> set[str]:
        """The last request's preferences, without that for UTC, which every request has."""
        given = set(self.last.headers["prefer"].split(","))
        assert IN_UTC in given
        return given - {IN_UTC}

    @property
    def body(self) -> Any:
        return json.loads(self.last.content)


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[MockApi]:
    """A mock below httpcore; the async client runs without aiohttp."""
    monkeypatch.setitem(sys.modules, "kaggle_store._transport.aiohttp_client", None)
    with respx.mock(assert_all_called=False) as router:
        yield MockApi(router)


@pytest.fixture
def store(api: MockApi) -> Iterator[KaggleStore]:
    with KaggleStore(URL, KEY, retry_for=0) as opened:
        yield opened
