"""Assertions of the attack tests: a request is refused and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5

import httpx

from tests.security.clients import error_code
from tests.security.matrix import RELATIONS, VIEWS
from tests.security.world import World

_TABLES = [
    name for name in RELATIONS if name not in VIEWS and not name.startswith("system_metrics_")
] + [
    "kaggle_store.claims",
    "kaggle_store.encryption_keys",
    "kaggle_store.clock",
    "kaggle_store.members",
]


def fingerprint(world: World) -> dict[str, str]:
    """Return one digest per table over all its rows."""
    query = "select coalesce(string_agg(t::text, ',' order by t::text), '') from {} as t"
    return {name: md5(world.one(query.format(name)).encode()).hexdigest() for name in _TABLES}


@contextmanager
def nothing_changes(world: World) -> Iterator[None]:
    before = fingerprint(world)
    yield
    after = fingerprint(world)
    assert [name for name in before if after[name] != before[name]] == []


def assert_refused(response: httpx.Response, *codes: str) -> None:
    """Assert that a response is a client error, with one of these codes if any are given."""
    assert response.is_client_error, f"{response.status_code} {response.text[:300]}"
    assert not codes or error_code(response) in codes, response.text[:300]
