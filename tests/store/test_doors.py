"""Opening and closing the store, on real stacks."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

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
from tests.conftest import Stack
from tests.store.conftest import opened

through_both = pytest.mark.parametrize("through", ["sync", "async"])


@through_both
def test_a_wrong_key_is_not_authenticated_and_not_shown(stack: Stack, through: str) -> None:
    key = "sb_secret_wrongwrongwrongwrong"
    with opened(through, stack.api_url, key) as store:
        with pytest.raises(AuthenticationFailed) as refused:
            store.competitions.list()
        shown = f"{refused.value} {refused.value!r} {store} {store.settings}"
    assert refused.value.status == 401
    assert key not in shown


def _token(stack: Stack, role: str, seconds: float) -> str:
    assert stack.jwt_secret
    return jwt.encode({"role": role, "exp": time.time() + seconds}, stack.jwt_secret, "HS256")


@through_both
def test_an_access_token_acts_instead_of_the_key(stack: Stack, through: str) -> None:
    token = _token(stack, "anon", 60)
    with (
        opened(through, stack.api_url, stack.secret_key, access_token=token) as store,
        pytest.raises(PermissionDenied, match="competitions"),
    ):
        store.competitions.list()


@through_both
def test_an_expired_token_is_not_authenticated(stack: Stack, through: str) -> None:
    token = _token(stack, "authenticated", -3600)
    with (
        opened(through, stack.api_url, stack.secret_key, access_token=token) as store,
        pytest.raises(AuthenticationFailed, match="expired") as refused,
    ):
        store.competitions.list()
    assert token not in str(refused.value)
    assert str(refused.value.code).startswith("PGRST30")


def test_a_closed_store_says_so(stack: Stack) -> None:
    store = KaggleStore(stack.api_url, stack.secret_key)
    store.close()
    with pytest.raises(StoreClosed, match=r"competitions\.list: this store was closed"):
        store.competitions.list()


async def test_a_closed_async_store_says_so(stack: Stack) -> None:
    async with AsyncKaggleStore(stack.api_url, stack.secret_key) as store:
        assert await store.competitions.list() == []
    with pytest.raises(StoreClosed):
        await store.competitions.list()


def test_an_async_store_belongs_to_one_event_loop(stack: Stack) -> None:
    store = AsyncKaggleStore(stack.api_url, stack.secret_key)
    with asyncio.Runner() as first:
        assert first.run(store.competitions.list()) == []
        with asyncio.Runner() as other, pytest.raises(StoreClosed, match="another event loop"):
            other.run(store.competitions.list())
        first.run(store.aclose())


async def test_calls_of_an_async_store_run_side_by_side(stack: Stack) -> None:
    async with AsyncKaggleStore(stack.api_url, stack.secret_key) as store:
        made = await asyncio.gather(
            *(store.competitions.create(kaggle_id=str(n), title="X") for n in range(20))
        )
        assert [row.kaggle_id for row in made] == [str(n) for n in range(20)]
        assert len([row async for row in store.competitions.iterate(page_size=7)]) == 20


def test_threads_share_a_store(store: KaggleStore) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.competitions.create(kaggle_id=str(n), title="X"), range(20)))
    assert store.competitions.count() == 20


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_store_opens_from_a_supabase_client(stack: Stack) -> None:
    with httpx.Client() as http:
        client = supabase.create_client(
            stack.api_url, stack.secret_key, SyncClientOptions(httpx_client=http)
        )
        with KaggleStore.from_supabase(client) as store:
            row = store.competitions.create(kaggle_id="x", title="X")
        assert client.table("competitions").select("id").execute().data == [{"id": str(row.id)}]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_an_async_store_opens_from_a_supabase_client(stack: Stack) -> None:
    async with httpx.AsyncClient() as http:
        client = await supabase.create_async_client(
            stack.api_url, stack.secret_key, AsyncClientOptions(httpx_client=http)
        )
        async with AsyncKaggleStore.from_supabase(client) as store:
            assert await store.competitions.count() == 0


def test_a_local_store_lasts_as_long_as_its_block_and_its_data_longer(tmp_path: Path) -> None:
    with KaggleStore.local(tmp_path / "data") as store:
        store.competitions.create(kaggle_id="x", title="X")
    with pytest.raises(StoreClosed):
        store.competitions.list()
    with KaggleStore.local(tmp_path / "data") as store:
        assert store.competitions.count() == 1


async def test_an_async_local_store_works_without_a_directory() -> None:
    async with AsyncKaggleStore.local() as store:
        assert await store.competitions.count() == 0
