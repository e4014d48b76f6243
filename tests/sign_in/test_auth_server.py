"""The stand-in of Supabase Auth: its wire format and its rules for refresh tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from supabase_auth import SyncGoTrueClient
from supabase_auth.errors import AuthApiError

from kaggle_store import AsyncKaggleStore, KaggleStore, SignInError, SignInRequired
from kaggle_store.sign_in import SignedIn, sign_in
from kaggle_store.testing import AuthServer
from tests.conftest import Stack
from tests.sign_in.conftest import ALICE, KEY, PASSWORD
from tests.sign_in.test_sign_in import expire

VERSION = {"X-Supabase-Api-Version": "2024-01-01"}


@pytest.fixture
def http(auth: AuthServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{auth.url}/auth/v1", headers={"apikey": KEY}) as client:
        yield client


@pytest.fixture
def client(auth: AuthServer) -> Iterator[SyncGoTrueClient]:
    with (
        httpx.Client() as http,
        SyncGoTrueClient(
            url=f"{auth.url}/auth/v1",
            headers={"apikey": KEY},
            http_client=http,
            auto_refresh_token=False,
        ) as found,
    ):
        yield found


def test_errors_have_the_shape_of_the_asked_version(http: httpx.Client) -> None:
    asked: dict[str, Any] = {
        "params": {"grant_type": "password"},
        "json": {"email": ALICE, "password": "guess"},
    }
    old, new = http.post("/token", **asked), http.post("/token", **asked, headers=VERSION)
    message = "Invalid login credentials"
    assert old.status_code == new.status_code == 400
    assert old.json() == {"code": 400, "error_code": "invalid_credentials", "msg": message}
    assert new.json() == {"code": "invalid_credentials", "message": message}
    assert new.headers["X-Supabase-Api-Version"] == "2024-01-01"


def test_missing_or_wrong_api_key_is_refused(auth: AuthServer, http: httpx.Client) -> None:
    assert httpx.get(f"{auth.url}/auth/v1/settings").json() == {
        "message": "No API key found in request"
    }
    wrong = http.get("/settings", headers={"apikey": "other"})
    assert (wrong.status_code, wrong.json()) == (401, {"message": "Invalid API key"})


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        ("GET", "/user", {}, 401, "no_authorization"),
        ("GET", "/user", {"headers": {"Authorization": "Bearer no"}}, 403, "bad_jwt"),
        ("POST", "/signup", {"json": {}}, 422, "signup_disabled"),
        ("POST", "/token?grant_type=pkce", {"json": {}}, 400, "invalid_credentials"),
        ("POST", "/token?grant_type=password", {"content": "{"}, 400, "bad_json"),
        ("GET", "/nothing", {}, 404, "not_found"),
    ],
)
def test_refusal_has_a_status_and_a_code(
    http: httpx.Client, method: str, path: str, options: dict[str, Any], status: int, code: str
) -> None:
    refused = http.request(method, path, **options)
    assert (refused.status_code, refused.json()["error_code"]) == (status, code)


def test_real_client_signs_in_and_out(client: SyncGoTrueClient) -> None:
    signed_in = client.sign_in_with_password({"email": ALICE, "password": PASSWORD})
    assert signed_in.session is not None
    found = client.get_user()
    assert found is not None
    assert (found.user.email, found.user.user_metadata["name"]) == (ALICE, "Alice")
    client.sign_out()
    with pytest.raises(AuthApiError) as ended:
        client.get_user(signed_in.session.access_token)
    assert (ended.value.status, ended.value.code) == (403, "session_not_found")


def test_refresh_token_is_used_once(client: SyncGoTrueClient) -> None:
    first = client.sign_in_with_password({"email": ALICE, "password": PASSWORD}).session
    assert first is not None
    second = client.refresh_session(first.refresh_token).session
    assert second is not None
    again = client.refresh_session(first.refresh_token).session
    assert again is not None
    assert again.refresh_token == second.refresh_token != first.refresh_token
    client.refresh_session(second.refresh_token)
    with pytest.raises(AuthApiError) as used:
        client.refresh_session(first.refresh_token)
    assert str(used.value.code) == "refresh_token_already_used"
    with pytest.raises(AuthApiError) as ended:
        client.refresh_session(second.refresh_token)
    assert str(ended.value.code) == "refresh_token_not_found"


@pytest.fixture
def person(project: AuthServer, stack: Stack) -> SignedIn:
    assert stack.publishable_key
    return sign_in(project.url, stack.publishable_key, ALICE, PASSWORD)


def test_one_url_serves_sign_in_and_data(person: SignedIn, store: KaggleStore) -> None:
    store.competitions.create_many(
        {"kaggle_id": f"competition-{number}", "title": "é" * 400} for number in range(300)
    )
    with person.open() as as_alice:
        assert as_alice.competitions.count() == 300
        assert len(as_alice.competitions.list(limit=300)) == 300


async def test_ended_session_ends_the_calls_of_both_clients(
    project: AuthServer, person: SignedIn
) -> None:
    project.revoke_sessions(ALICE)
    expire(person)
    with person.open() as store, pytest.raises(SignInRequired, match="kaggle-store login") as sync:
        store.competitions.count()
    assert sync.value.operation == "competitions.count"
    async with person.open_async() as other:
        assert isinstance(other, AsyncKaggleStore)
        with pytest.raises(SignInRequired, match="kaggle-store login"):
            await other.competitions.count()


def test_other_server_is_not_taken_for_supabase_auth(stack: Stack) -> None:
    with pytest.raises(SignInError, match="has no Supabase Auth"):
        sign_in(stack.api_url, KEY, ALICE, PASSWORD)


def test_project_out_of_reach_answers_502() -> None:
    with AuthServer("x" * 40, api_url="http://127.0.0.1:1") as server:
        assert httpx.get(f"{server.url}/rest/v1/competitions").status_code == 502
    with AuthServer("x" * 40) as server:
        assert httpx.get(f"{server.url}/rest/v1/competitions").status_code == 404
