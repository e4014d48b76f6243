"""The access token is asked for at each request, and a refused one is renewed once."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import httpx
import pytest

from kaggle_store import (
    AsyncKaggleStore,
    AuthenticationFailed,
    KaggleStore,
    KaggleStoreError,
    PermissionDenied,
    SettingsError,
    TimedOut,
)
from tests.unit.conftest import KEY, URL, MockApi
from tests.unit.leased_work import row, wait_until
from tests.unit.test_prefetch import SIZE
from tests.unit.test_prefetch import _page as page
from tests.unit.test_retries import Call, Clock, clients, clock

__all__ = ["clock"]

GRANTED = httpx.Response(200, json=[row()])
EXPIRED = httpx.Response(401, json={"code": "PGRST303", "message": "JWT expired"})
ENDED = httpx.Response(400, json={"code": "KS301", "message": "no longer valid"})


class Tokens:
    """A function that returns one token after another, the last one repeatedly."""

    def __init__(self, *tokens: Any) -> None:
        self.left = list(tokens)
        self.calls = 0

    def __call__(self) -> Any:
        self.calls += 1
        token = self.left.pop(0) if len(self.left) > 1 else self.left[0]
        if isinstance(token, Exception):
            raise token
        return token


def as_async(tokens: Tokens) -> Callable[[], Awaitable[Any]]:
    async def token() -> Any:
        await asyncio.sleep(0)
        return tokens()

    return token


def used(api: MockApi) -> list[str]:
    return [each.headers["authorization"].removeprefix("Bearer ") for each in api.requests]


def jwt_of(**claims: Any) -> str:
    parts = ({"alg": "HS256", "typ": "JWT"}, claims)
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
    return b".".join([*encoded, b"c2lnbmF0dXJl"]).decode()


def _list(store: Any) -> Any:
    return store.competitions.list()


def _iterate_sync(**settings: Any) -> list[Any]:
    with KaggleStore(URL, KEY, **settings) as store:
        return list(store.configurations.iterate(page_size=SIZE))


def _iterate_async(**settings: Any) -> list[Any]:
    async def run() -> list[Any]:
        async with AsyncKaggleStore(URL, KEY, **settings) as store:
            return [row async for row in store.configurations.iterate(page_size=SIZE)]

    return asyncio.run(run())


@clients
def test_token_is_asked_for_at_each_request(api: MockApi, client: Call) -> None:
    tokens = Tokens("a.b.1", "a.b.2")
    client(_list, access_token=tokens)
    client(_list, access_token=tokens)
    assert used(api) == ["a.b.1", "a.b.2"]
    assert {each.headers["apikey"] for each in api.requests} == {KEY}


async def test_async_function_is_awaited(api: MockApi) -> None:
    tokens = Tokens("a.b.1", "a.b.2")
    async with AsyncKaggleStore(URL, KEY, access_token=as_async(tokens)) as store:
        await asyncio.gather(store.competitions.list(), store.competitions.list())
    assert sorted(used(api)) == ["a.b.1", "a.b.2"]


@clients
@pytest.mark.parametrize("refusal", [EXPIRED, ENDED, httpx.Response(401)])
def test_refused_token_is_renewed_once(api: MockApi, client: Call, refusal: httpx.Response) -> None:
    api.respond(refusal, "[]")
    tokens = Tokens("old.a.b", "new.a.b")
    assert client(_list, access_token=tokens, retry_for=0) == []
    assert used(api) == ["old.a.b", "new.a.b"]


@clients
def test_call_that_is_never_repeated_renews_it_too(api: MockApi, client: Call) -> None:
    api.respond(EXPIRED, "1")
    client(
        lambda store: store.system_metrics.record_rows(
            [{"metric_name": "m", "metric_value": 1.0, "metric_type": "gauge"}]
        ),
        access_token=Tokens("old.a.b", "new.a.b"),
    )
    assert used(api) == ["old.a.b", "new.a.b"]


@clients
def test_second_refusal_is_raised(api: MockApi, clock: Clock, client: Call) -> None:
    api.respond(EXPIRED)
    with pytest.raises(AuthenticationFailed):
        client(_list, access_token=Tokens("old.a.b"))
    assert len(api.requests) == 2


@clients
def test_fixed_token_is_not_sent_twice(api: MockApi, clock: Clock, client: Call) -> None:
    api.respond(EXPIRED)
    with pytest.raises(AuthenticationFailed):
        client(_list, access_token="old.a.b")
    assert len(api.requests) == 1


@clients
@pytest.mark.parametrize(
    ("token", "reason"),
    [
        (OSError("no network"), "OSError: no network"),
        (ValueError(), "ValueError"),
        (KaggleStoreError("inner"), "inner"),
        (TimeoutError(), "TimeoutError"),
        (None, "must be text, not NoneType"),
        (b"a.b.c", "must be text, not bytes"),
        ("", "visible ASCII"),
        ("Bearer a.b.c", "without spaces"),
        ("a\nb", "visible ASCII"),
    ],
)
def test_failing_function_is_named(api: MockApi, client: Call, token: Any, reason: str) -> None:
    with pytest.raises(SettingsError) as raised:
        client(_list, access_token=Tokens(token))
    assert str(raised.value).startswith(
        "competitions.list: the function given as access_token failed: "
    )
    assert reason in str(raised.value)
    assert api.requests == []


def test_sync_client_refuses_async_function(api: MockApi) -> None:
    with (
        KaggleStore(URL, KEY, access_token=as_async(Tokens("a.b.c"))) as store,  # type: ignore[arg-type]
        pytest.raises(SettingsError, match="use AsyncKaggleStore"),
    ):
        store.competitions.list()


def test_time_of_async_function_counts(api: MockApi) -> None:
    async def never() -> str:
        await asyncio.Event().wait()
        return ""

    async def run() -> None:
        async with AsyncKaggleStore(
            URL, KEY, access_token=never, timeout=0.05, retry_for=0
        ) as store:
            await store.competitions.list()

    with pytest.raises(TimedOut):
        asyncio.run(run())


@clients
def test_returned_token_is_not_quoted(api: MockApi, client: Call) -> None:
    api.respond('{"message":"bad token hush.hush.hush"}', status=400)
    with pytest.raises(KaggleStoreError) as raised:
        client(_list, access_token=Tokens("hush.hush.hush"), retry_for=0)
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize("iterate", [_iterate_sync, _iterate_async])
def test_each_page_uses_current_token(api: MockApi, iterate: Callable[..., list[Any]]) -> None:
    api.respond(page(1), page(1 + SIZE), "[]")
    assert len(iterate(access_token=Tokens("a.b.1", "a.b.2", "a.b.3"))) == 2 * SIZE
    assert used(api) == ["a.b.1", "a.b.2", "a.b.3"]


def test_work_block_renews_token(api: MockApi) -> None:
    api.respond(GRANTED)
    with (
        KaggleStore(URL, KEY, access_token=Tokens("a.b.1", "a.b.2")) as store,
        store.agent_executions.work(),
    ):
        pass
    assert used(api) == ["a.b.1", "a.b.2"]


def test_heartbeat_renews_token(api: MockApi) -> None:
    api.respond(GRANTED, EXPIRED, GRANTED)
    tokens = Tokens("first.a.b", "old.a.b", "new.a.b")
    with (
        KaggleStore(URL, KEY, access_token=tokens) as store,
        store.agent_executions.work(lease=60, heartbeat_every=0.01) as job,
    ):
        assert job is not None
        wait_until(lambda: len(api.requests) >= 3)
        assert not job.lost
    assert used(api)[:3] == ["first.a.b", "old.a.b", "new.a.b"]


def test_recorder_renews_token(api: MockApi, tmp_path: Path) -> None:
    api.respond(EXPIRED, "1")
    with (
        KaggleStore(URL, KEY, access_token=Tokens("old.a.b", "new.a.b")) as store,
        store.system_metrics.recorder(spool=tmp_path, every=60) as log,
    ):
        log("loss", 1.0)
        assert log.flush(30)
    assert used(api) == ["old.a.b", "new.a.b"]


async def test_recorder_awaits_async_function(api: MockApi, tmp_path: Path) -> None:
    api.respond("1")
    loops = []

    async def token() -> str:
        loops.append(asyncio.get_running_loop())
        return "a.b.c"

    async with (
        AsyncKaggleStore(URL, KEY, access_token=token) as store,
        store.system_metrics.recorder(spool=tmp_path, every=60) as log,
    ):
        log("loss", 1.0)
        assert await asyncio.to_thread(log.flush, 30)
    assert used(api) == ["a.b.c"]
    assert loops == [asyncio.get_running_loop()]


def supabase_client(bearer: str) -> Any:
    options = SimpleNamespace(headers={"Authorization": f"Bearer {bearer}"})
    return SimpleNamespace(supabase_url="https://x.test/", supabase_key=KEY, options=options)


@pytest.mark.parametrize("kind", [KaggleStore, AsyncKaggleStore])
def test_from_supabase_follows_the_client(kind: Any) -> None:
    client = supabase_client("first.a.b")
    settings = kind.from_supabase(client, timeout=3).settings
    assert (settings.url, settings.key, settings.timeout) == ("https://x.test", KEY, 3)
    client.options.headers["Authorization"] = "Bearer second.a.b"
    assert settings.access_token() == "second.a.b"
    client.options = SimpleNamespace(headers={})
    assert settings.access_token() == KEY


EARLY = [
    ("PGRST303", "JWT issued at future"),
    ("PGRST301", "JWT issued at future"),
    ("PGRST303", "JWT not yet valid"),
    ("PGRST301", "JWTNotYetValid"),
    ("PGRST301", "JWTIssuedAtFuture"),
]


@clients
@pytest.mark.parametrize(("code", "message"), EARLY)
def test_early_token_is_tried_again(
    api: MockApi, clock: Clock, client: Call, code: str, message: str
) -> None:
    refusal = httpx.Response(401, json={"code": code, "message": message})
    api.respond(refusal, refusal, "[]")
    assert client(_list) == []
    assert clock.slept == [0.1, 0.2]


@clients
def test_early_token_of_any_call_is_tried_again(api: MockApi, clock: Clock, client: Call) -> None:
    refusal = {"code": "PGRST303", "message": "JWT issued at future"}
    api.respond(httpx.Response(401, json=refusal), '[{"id":1}]')
    client(lambda store: store.configurations.delete(UUID(int=1)))
    assert [each.method for each in api.requests] == ["DELETE", "DELETE"]


@clients
@pytest.mark.parametrize("code", ["PGRST301", "PGRST303"])
@pytest.mark.parametrize("claim", ["iat", "nbf"])
def test_claims_tell_early_token(
    api: MockApi, clock: Clock, client: Call, code: str, claim: str
) -> None:
    api.respond(httpx.Response(401, json={"code": code, "message": "in another language"}), "[]")
    assert client(_list, access_token=jwt_of(**{claim: time.time() + 20})) == []
    assert len(api.requests) == 2


@clients
@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("PGRST303", "JWT expired"),
        ("PGRST301", "JWT expired"),
        ("PGRST301", "JWSError JWSInvalidSignature"),
        ("PGRST303", "JWT not in audience"),
        ("PGRST302", "Anonymous access is disabled"),
        ("other", "the future is here"),
        (None, "token issued at future"),
    ],
)
@pytest.mark.parametrize("token", [None, jwt_of(iat=1, exp=2), jwt_of(iat="soon"), "a.b.c"])
def test_other_refusal_is_not_tried_again(
    api: MockApi, clock: Clock, client: Call, code: str | None, message: str, token: str | None
) -> None:
    api.respond(httpx.Response(401, json={"code": code, "message": message}))
    with pytest.raises(AuthenticationFailed) as raised:
        client(_list, access_token=token)
    assert not raised.value.is_early
    assert len(api.requests) == 1


@clients
def test_early_token_is_not_tried_for_ever(api: MockApi, clock: Clock, client: Call) -> None:
    api.respond(httpx.Response(401, json={"code": "PGRST303", "message": "JWT issued at future"}))
    with pytest.raises(AuthenticationFailed) as raised:
        client(_list, retry_for=1)
    assert raised.value.is_early
    assert sum(clock.slept) == pytest.approx(1)


@pytest.mark.parametrize("key", ["sb_publishable_0123", jwt_of(role="anon")])
@pytest.mark.parametrize(("status", "code"), [(401, "42501"), (401, "PGRST302"), (403, None)])
def test_publishable_key_is_named(api: MockApi, key: str, status: int, code: str | None) -> None:
    body = {"code": code, "message": "permission denied", "hint": "Grant the privileges to anon"}
    api.respond(httpx.Response(status, json=body))
    with (
        KaggleStore(URL, key) as store,
        pytest.raises((PermissionDenied, AuthenticationFailed)) as raised,
    ):
        store.competitions.list()
    assert "a publishable one" in str(raised.value)
    assert "sb_secret_" in str(raised.value)
    assert "Grant" not in str(raised.value)


@pytest.mark.parametrize("token", [None, jwt_of(role="authenticated")])
def test_other_keys_keep_the_servers_hint(api: MockApi, token: str | None) -> None:
    body = {"code": "42501", "message": "permission denied", "hint": "Ask"}
    api.respond(httpx.Response(403, json=body))
    key = KEY if token is None else "sb_publishable_0123"
    with (
        KaggleStore(URL, key, access_token=token) as store,
        pytest.raises(PermissionDenied) as raised,
    ):
        store.competitions.list()
    assert raised.value.hint == "Ask"
