"""Opening and closing clients, on real stacks."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import jwt
import pytest
import supabase
from supabase.lib.client_options import AsyncClientOptions, SyncClientOptions

from kaggle_store import (
    AsyncKaggleStore,
    AuthenticationFailed,
    KaggleStore,
    PermissionDenied,
    StoreClosed,
)
from kaggle_store._transport.access_token import is_early
from tests.conftest import Stack
from tests.store.conftest import open_client

both_clients = pytest.mark.parametrize("kind", ["sync", "async"])


@both_clients
def test_wrong_key_is_refused_and_not_shown(stack: Stack, kind: str) -> None:
    key = "sb_secret_wrongwrongwrongwrong"
    with open_client(kind, stack.api_url, key) as store:
        with pytest.raises(AuthenticationFailed) as refused:
            store.competitions.list()
        shown = f"{refused.value} {refused.value!r} {store} {store.settings}"
    assert refused.value.status == 401
    assert key not in shown


def _token(stack: Stack, role: str, seconds: float) -> str:
    assert stack.jwt_secret
    return jwt.encode({"role": role, "exp": time.time() + seconds}, stack.jwt_secret, "HS256")


@both_clients
def test_access_token_replaces_key(stack: Stack, kind: str) -> None:
    token = _token(stack, "anon", 60)
    with (
        open_client(kind, stack.api_url, stack.secret_key, access_token=token) as store,
        pytest.raises(PermissionDenied, match="competitions"),
    ):
        store.competitions.list()


@both_clients
def test_expired_token_is_refused(stack: Stack, kind: str) -> None:
    token = _token(stack, "authenticated", -3600)
    with (
        open_client(kind, stack.api_url, stack.secret_key, access_token=token) as store,
        pytest.raises(AuthenticationFailed, match="expired") as refused,
    ):
        store.competitions.list()
    assert token not in str(refused.value)
    assert str(refused.value.code).startswith("PGRST30")


@both_clients
@pytest.mark.parametrize("claim", ["iat", "nbf"])
def test_token_that_begins_later_is_early(stack: Stack, kind: str, claim: str) -> None:
    claims = {"role": "authenticated", claim: int(time.time()) + 3600}
    token = jwt.encode(claims, stack.jwt_secret or "", "HS256")
    with (
        open_client(
            kind, stack.api_url, stack.secret_key, access_token=token, retry_for=0
        ) as store,
        pytest.raises(AuthenticationFailed) as refused,
    ):
        store.competitions.list()
    assert refused.value.is_early
    assert is_early(refused.value, stack.secret_key), "recognised by the server's words alone"


@both_clients
def test_expired_token_is_renewed(stack: Stack, kind: str) -> None:
    tokens = [_token(stack, "authenticated", -3600), _token(stack, "authenticated", 3600)]
    key = stack.publishable_key or ""
    with open_client(kind, stack.api_url, key, access_token=lambda: tokens.pop(0)) as store:
        assert store.competitions.list() == []
    assert tokens == []


@both_clients
def test_publishable_key_is_named(stack: Stack, kind: str) -> None:
    with (
        open_client(kind, stack.api_url, stack.publishable_key or "") as store,
        pytest.raises(PermissionDenied, match="use a secret key"),
    ):
        store.competitions.list()


def test_closed_client_raises(stack: Stack) -> None:
    store = KaggleStore(stack.api_url, stack.secret_key)
    store.close()
    with pytest.raises(StoreClosed, match=r"competitions\.list: this client was closed"):
        store.competitions.list()


async def test_closed_async_client_raises(stack: Stack) -> None:
    async with AsyncKaggleStore(stack.api_url, stack.secret_key) as store:
        assert await store.competitions.list() == []
    with pytest.raises(StoreClosed):
        await store.competitions.list()


def test_async_client_is_bound_to_one_event_loop(stack: Stack) -> None:
    store = AsyncKaggleStore(stack.api_url, stack.secret_key)
    with asyncio.Runner() as first:
        assert first.run(store.competitions.list()) == []
        with asyncio.Runner() as other, pytest.raises(StoreClosed, match="another event loop"):
            other.run(store.competitions.list())
        first.run(store.aclose())


async def test_async_client_runs_calls_concurrently(stack: Stack) -> None:
    async with AsyncKaggleStore(stack.api_url, stack.secret_key) as store:
        made = await asyncio.gather(
            *(store.competitions.create(kaggle_id=str(n), title="X") for n in range(20))
        )
        assert [row.kaggle_id for row in made] == [str(n) for n in range(20)]
        assert len([row async for row in store.competitions.iterate(page_size=7)]) == 20


def test_threads_share_client(store: KaggleStore) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.competitions.create(kaggle_id=str(n), title="X"), range(20)))
    assert store.competitions.count() == 20


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_from_supabase_client(stack: Stack) -> None:
    with httpx.Client() as http:
        client = supabase.create_client(
            stack.api_url, stack.secret_key, SyncClientOptions(httpx_client=http)
        )
        with KaggleStore.from_supabase(client) as store:
            row = store.competitions.create(kaggle_id="x", title="X")
        assert client.table("competitions").select("id").execute().data == [{"id": str(row.id)}]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_from_supabase_follows_refreshed_token(stack: Stack) -> None:
    def session(seconds: float) -> Any:
        return SimpleNamespace(access_token=_token(stack, "authenticated", seconds))

    with httpx.Client() as http:
        options = SyncClientOptions(httpx_client=http)
        client = supabase.create_client(stack.api_url, stack.publishable_key or "", options)
        client._listen_to_auth_events("SIGNED_IN", session(-3600))
        with KaggleStore.from_supabase(client) as store:
            with pytest.raises(AuthenticationFailed):
                store.competitions.count()
            client._listen_to_auth_events("TOKEN_REFRESHED", session(3600))
            assert store.competitions.count() == 0


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_async_from_supabase_client(stack: Stack) -> None:
    async with httpx.AsyncClient() as http:
        client = await supabase.create_async_client(
            stack.api_url, stack.secret_key, AsyncClientOptions(httpx_client=http)
        )
        async with AsyncKaggleStore.from_supabase(client) as store:
            assert await store.competitions.count() == 0


def test_local_store_keeps_data_between_blocks(tmp_path: Path) -> None:
    with KaggleStore.local(tmp_path / "data") as store:
        store.competitions.create(kaggle_id="x", title="X")
    with pytest.raises(StoreClosed):
        store.competitions.list()
    with KaggleStore.local(tmp_path / "data") as store:
        assert store.competitions.count() == 1


async def test_async_local_store_without_directory() -> None:
    async with AsyncKaggleStore.local() as store:
        assert await store.competitions.count() == 0
