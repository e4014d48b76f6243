"""What attacks have in common: a refusal is one that leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5

import httpx

from tests.security.doors import code_of
from tests.security.matrix import RELATIONS, VIEWS
from tests.security.world import World

_TABLES = [
    name for name in RELATIONS if name not in VIEWS and not name.startswith("system_metrics_")
] + ["kaggle_store.claims", "kaggle_store.encryption_keys", "kaggle_store.clock"]


def fingerprint(world: World) -> dict[str, str]:
    """Every row of every table, as one digest a table."""
    query = "select coalesce(string_agg(t::text, ',' order by t::text), '') from {} as t"
    return {name: md5(world.one(query.format(name)).encode()).hexdigest() for name in _TABLES}


@contextmanager
def nothing_changes(world: World) -> Iterator[None]:
    before = fingerprint(world)
    yield
    after = fingerprint(world)
    assert [name for name in before if after[name] != before[name]] == []


def assert_refused(answer: httpx.Response, *codes: str) -> None:
    """RuleViolation, by one of these codes where any are given."""
    assert answer.is_client_error, f"{answer.status_code} {answer.text[:300]}"
    assert not codes or code_of(answer) in codes, answer.text[:300]
