from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.sign_in import SignedIn, sign_in
from kaggle_store.testing import AuthServer
from tests.conftest import Stack

ALICE = "alice@example.org"
PASSWORD = "correct horse"
KEY = "sb_publishable_of_the_tests"
SECRET = "a secret of the tests with more than 32 characters"


@pytest.fixture
def session_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of stored sessions, which does not exist yet."""
    path = tmp_path / "state" / "sessions.json"
    monkeypatch.setenv("KAGGLE_STORE_SESSION", str(path))
    for name in ("SUPABASE_URL", "SUPABASE_SECRET_KEY", "SUPABASE_PUBLISHABLE_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def auth() -> Iterator[AuthServer]:
    """Return Supabase Auth without a database, which knows Alice."""
    with AuthServer(SECRET, publishable_key=KEY) as server:
        server.add_user(ALICE, PASSWORD, name="Alice")
        yield server


@pytest.fixture
def alice(auth: AuthServer) -> SignedIn:
    return sign_in(auth.url, KEY, ALICE, PASSWORD)


@pytest.fixture
def project(stack: Stack, store: KaggleStore) -> Iterator[AuthServer]:
    """Return Supabase Auth in front of an empty store, which knows Alice."""
    assert stack.jwt_secret
    assert stack.publishable_key
    with AuthServer(
        stack.jwt_secret, api_url=stack.api_url, publishable_key=stack.publishable_key
    ) as server:
        server.add_user(ALICE, PASSWORD)
        yield server
