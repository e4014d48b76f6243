"""Stores whose requests go to a mock; no test here needs a stack."""

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

URL = "http://project.test"
KEY = "sb_secret_0123456789abcdef"


class Wire:
    """What a store sent, and what it shall be answered next."""

    def __init__(self, router: respx.Router) -> None:
        self.route = router.route(url__startswith=f"{URL}/rest/v1/")
        self.answers("[]")

    def answers(self, *bodies: str | httpx.Response | Exception, status: int = 200) -> None:
        """Answer the next requests with these, the last of them for ever."""
        answers = [
            body
            if isinstance(body, httpx.Response | Exception)
            else httpx.Response(status, text=body)
            for body in bodies
        ]
        self.route.side_effect = [*answers, *[answers[-1]] * 20]

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
        return set(filter(None, self.last.headers.get("prefer", "").split(",")))

    @property
    def body(self) -> Any:
        return json.loads(self.last.content)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """A mock below httpx, as which the awaited door runs without its extra."""
    monkeypatch.setitem(sys.modules, "kaggle_store._transport.aiohttp_client", None)
    with respx.mock(assert_all_called=False) as router:
        yield Wire(router)


@pytest.fixture
def store(wire: Wire) -> Iterator[KaggleStore]:
    with KaggleStore(URL, KEY, retry_for=0) as opened:
        yield opened
