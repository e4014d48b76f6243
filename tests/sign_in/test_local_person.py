"""People of the local stack, who sign in by a name."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import jwt
import pytest

from kaggle_store import KaggleStore, PermissionDenied, SignInError
from kaggle_store.settings import Project
from kaggle_store.sign_in import SignedIn, load, local_person, open_store, save
from tests.conftest import Stack
from tests.sign_in.conftest import KEY, SECRET
from tests.store.samples import Samples

HERE = Project("http://127.0.0.1:1", "the local stack", KEY, SECRET)


@pytest.fixture
def bob(stack: Stack, store: KaggleStore) -> SignedIn:
    return local_person(stack, "bob", is_admin=True)


def test_name_has_one_id_and_a_short_token() -> None:
    first, second = local_person(HERE, "bob"), local_person(HERE, " bob ")
    claims = jwt.decode(first.access_token(), SECRET, ["HS256"], audience="authenticated")
    assert claims["sub"] == first.user_id == second.user_id != local_person(HERE, "eve").user_id
    assert claims["email"] == claims["user_metadata"]["name"] == "bob"
    assert 0 < claims["exp"] - time.time() <= 600
    assert "role" not in claims["app_metadata"]


def test_expired_token_is_minted_again() -> None:
    bob = local_person(HERE, "bob")
    bob.session = replace(bob.session, access_token="old", expires_at=time.time())
    assert jwt.decode(bob.access_token(), options={"verify_signature": False})["email"] == "bob"


@pytest.mark.parametrize("name", ["", " ", "a" * 101, "bob\x1b[31m", "two\nlines", "\u202ebob"])
def test_unprintable_name_is_refused(name: str) -> None:
    with pytest.raises(SignInError, match="a name has 1 to 100 characters"):
        local_person(HERE, name)


def test_stack_without_keys_is_refused() -> None:
    with pytest.raises(SignInError, match="kaggle-store up"):
        local_person(Project("http://127.0.0.1:1", ".env", KEY), "bob")


def test_local_person_reads_and_writes_nothing(stack: Stack, store: KaggleStore) -> None:
    store.competitions.create(kaggle_id="titanic", title="Titanic")
    with local_person(stack, "eve").open() as as_eve:
        assert as_eve.competitions.count() == 1
        with pytest.raises(PermissionDenied):
            as_eve.competitions.create(kaggle_id="other", title="Other")


def test_answer_names_a_local_person(stack: Stack, store: KaggleStore) -> None:
    samples = Samples(store)
    asked = store.human_interventions.request(
        execution_id=samples.execution.id,
        intervention_type="approval_required",
        title="Submit?",
        description="The blend.",
    )
    with local_person(stack, "eve").open() as as_eve:
        answered = as_eve.human_interventions.respond(asked.id, "approve", responded_by="bob")
    assert answered.responded_by == "eve"


def test_audit_log_names_a_local_admin(bob: SignedIn, store: KaggleStore) -> None:
    with bob.open() as as_bob:
        setting = as_bob.configurations.set("gpu.max_hours", 3)
    (entry,) = store.audit_log.list(row_id=setting.id)
    assert (entry.actor, entry.actor_role) == (bob.user_id, "authenticated")


async def test_async_client_acts_as_the_person(bob: SignedIn) -> None:
    bob.session = replace(bob.session, expires_at=time.time())
    async with bob.open_async() as as_bob:
        assert await as_bob.competitions.count() == 0
    assert bob.session.is_fresh


@pytest.fixture
def environment(stack: Stack, monkeypatch: pytest.MonkeyPatch, session_file: Path) -> Path:
    assert stack.publishable_key
    assert stack.jwt_secret
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_PUBLISHABLE_KEY", stack.publishable_key)
    monkeypatch.setenv("SUPABASE_JWT_SECRET", stack.jwt_secret)
    return session_file


def test_local_person_is_stored_without_a_token(bob: SignedIn, environment: Path) -> None:
    save(bob)
    assert "bob" in environment.read_text()
    assert "eyJ" not in environment.read_text()
    loaded = load()
    assert loaded is not None
    assert (loaded.name, loaded.role, loaded.is_local) == ("bob", "admin", True)
    with open_store() as store:
        assert store.competitions.count() == 0
