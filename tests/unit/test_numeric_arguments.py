"""Every duration, page size and limit of the SDK is checked before a request is sent."""

from __future__ import annotations

import inspect
import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import AsyncKaggleStore, InvalidInput, KaggleStore, Settings, SettingsError
from kaggle_store.client import RESOURCES
from tests.unit.conftest import KEY, URL, MockApi

ID = UUID(int=1)
SAMPLES: dict[str, Any] = {
    "id": ID,
    "row_id": ID,
    "execution_id": ID,
    "lease_id": ID,
    "worker": "w",
    "claim_id": ID,
    "notifier": "n",
    "channels": {},
    "channels_updated_at": datetime(2026, 1, 1, tzinfo=UTC),
    "metric_name": "loss",
    "providers": ["vast_ai"],
    "supervisor": "s",
    "table": "submissions",
    "since": datetime(2026, 1, 1, tzinfo=UTC),
    "until": datetime(2026, 1, 2, tzinfo=UTC),
}
"""Values for the arguments that a call requires besides the checked one."""

LEASED = ("agent_executions", "training_jobs")
DURATIONS = {
    *("ttl", "timeout", "every", "delay", "lease", "poll", "close_within", "heartbeat_every"),
    "older_than",
}
SPOOL = ("every", "close_within", "most_bytes")
"""Options of a recorder, which its signature unpacks."""

COUNTS = {"limit", "offset", "page_size", "buckets", "most_bytes"}

NEVER = [math.nan, math.inf, -math.inf, -1, -0.5, True, "1s", b"1", 1e300, 10**400, [1]]
"""Values that no duration and no count may have."""

BY_THE_DATABASE = {
    *((table, method, "lease") for table in LEASED for method in ("claim", "heartbeat")),
    *(("notifications", method, "lease") for method in ("claim", "start")),
    ("notifications", "claim", "limit"),
    *(("gpu_sessions", "claim_terminations", name) for name in ("lease", "limit")),
    ("system_metrics", "buckets", "buckets"),
}
"""Arguments whose range the database checks (KS212, KS105); the SDK checks their type only."""

OPTIONS = ("timeout", "retry_for", "connections", "connect_timeout", "pool_timeout")


def checked_arguments() -> Iterator[tuple[str, str, str]]:
    """Yield resource, method and argument for each duration and count of the SDK."""
    with KaggleStore(URL, KEY) as store:
        for resource in RESOURCES:
            found = getattr(store, resource)
            for method in dir(found):
                if not method.startswith("_") and callable(getattr(found, method)):
                    for name in inspect.signature(getattr(found, method)).parameters:
                        if name in DURATIONS | COUNTS:
                            yield resource, method, name
    for resource in LEASED:
        yield from ((resource, "work", name) for name in ("lease", "heartbeat_every"))
    yield from (("system_metrics", "recorder", name) for name in SPOOL)


def call(store: Any, resource: str, method: str, argument: str, value: object) -> Any:
    """Call a method with one argument; streams and blocks are entered."""
    function = getattr(getattr(store, resource), method)
    required = {
        name: SAMPLES[name]
        for name, parameter in inspect.signature(function).parameters.items()
        if name != "self" and parameter.default is parameter.empty and parameter.kind != 4
    }
    found = function(**{**required, argument: value})
    return list(found) if inspect.isgenerator(found) else found


ARGUMENTS = sorted(set(checked_arguments()) - BY_THE_DATABASE)


def test_arguments_are_found() -> None:
    names = {argument for _, _, argument in {*ARGUMENTS, *BY_THE_DATABASE}}
    assert names == DURATIONS | COUNTS
    assert len(ARGUMENTS) > 60


@pytest.mark.parametrize(("resource", "method", "argument"), ARGUMENTS)
def test_unusable_number_is_refused(
    api: MockApi, store: KaggleStore, tmp_path: Path, resource: str, method: str, argument: str
) -> None:
    for value in NEVER:
        with pytest.raises(InvalidInput) as refused:
            call(store, resource, method, argument, value)
        assert argument in str(refused.value), value
    assert api.requests == []


async def await_call(store: Any, *argument: Any) -> Any:
    found = call(store, *argument)
    return await (anext(found) if hasattr(found, "__anext__") else found)


async def test_async_client_refuses_them_too(api: MockApi) -> None:
    async with AsyncKaggleStore(URL, KEY) as store:
        for argument in ARGUMENTS:
            for value in (math.nan, -1, True):
                with pytest.raises(InvalidInput):
                    await await_call(store, *argument, value)
    assert api.requests == []


@pytest.mark.parametrize("argument", sorted(COUNTS - {"offset", "most_bytes"}))
def test_count_is_one_or_more(store: KaggleStore, argument: str) -> None:
    for resource, method, name in ARGUMENTS:
        if name == argument:
            with pytest.raises(InvalidInput):
                call(store, resource, method, argument, 0)


@pytest.mark.parametrize(("resource", "method", "argument"), sorted(BY_THE_DATABASE))
def test_other_type_is_no_number_for_the_database(
    api: MockApi, store: KaggleStore, resource: str, method: str, argument: str
) -> None:
    for value in (True, "1s", b"1", 10**400, [1]):
        with pytest.raises(InvalidInput, match=argument):
            call(store, resource, method, argument, value)
    assert api.requests == []


@pytest.mark.parametrize(
    "ttl", [timedelta(0), timedelta(days=-1), timedelta.max, 0, 0.5, 31 * 86400]
)
def test_token_lifetime_has_bounds(store: KaggleStore, ttl: object) -> None:
    with pytest.raises(InvalidInput, match="ttl"):
        call(store, "tokens", "for_execution", "ttl", ttl)


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("value", [*NEVER, timedelta(seconds=1)], ids=lambda value: repr(value)[:9])
def test_unusable_option_is_a_settings_error(option: str, value: Any) -> None:
    with pytest.raises(SettingsError, match=option):
        Settings.load(URL, KEY, **{option: value})
