"""Signing in through supabase-py's client, and tokens that renew themselves."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import replace

import httpx
import pytest

from kaggle_store import ConnectionFailed, SignInError, SignInRequired
from kaggle_store.sign_in import SignedIn, sign_in
from kaggle_store.testing import AuthServer
from tests.sign_in.conftest import ALICE, KEY, PASSWORD

RENEWAL = "POST /token?grant_type=refresh_token"


def expire(person: SignedIn, left: float = 1.0) -> None:
    """Let a token expire in `left` seconds."""
    person.session = replace(person.session, expires_at=time.time() + left)


def test_person_gets_a_token(auth: AuthServer) -> None:
    alice = sign_in(auth.url, KEY, ALICE, PASSWORD)
    assert (alice.email, alice.role, alice.is_local) == (ALICE, "authenticated", False)
    assert alice.access_token() == alice.session.access_token


def test_tokens_and_key_are_not_shown(alice: SignedIn) -> None:
    shown = repr(alice) + repr(alice.session)
    for secret in (alice.key, alice.session.access_token, alice.session.refresh_token):
        assert str(secret) not in shown


@pytest.mark.parametrize("email", [ALICE, "nobody@example.org"])
def test_wrong_password_or_address_is_refused(auth: AuthServer, email: str) -> None:
    with pytest.raises(SignInError, match="address or the password is wrong") as refused:
        sign_in(auth.url, KEY, email, "guess")
    assert "guess" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_signing_in_never_signs_up(auth: AuthServer) -> None:
    with pytest.raises(SignInError):
        sign_in(auth.url, KEY, "new@example.org", PASSWORD)
    assert auth.requests == ["POST /token?grant_type=password"]


def test_refused_passwords_are_explained(auth: AuthServer) -> None:
    auth.refuse_passwords()
    with pytest.raises(SignInError, match="does not allow signing in by e-mail"):
        sign_in(auth.url, KEY, ALICE, PASSWORD)


def test_wrong_key_is_explained(auth: AuthServer) -> None:
    with pytest.raises(SignInError, match="Invalid API key"):
        sign_in(auth.url, "sb_publishable_other", ALICE, PASSWORD)


def test_server_out_of_reach_is_a_connection_error() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(ConnectionFailed, match="out of reach"):
            sign_in(url, KEY, ALICE, PASSWORD)


@pytest.mark.parametrize("status", [200, 400, 500])
def test_page_of_a_proxy_is_not_an_answer(
    auth: AuthServer, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    def page(_: httpx.Client, request: httpx.Request, **__: object) -> httpx.Response:
        return httpx.Response(status, html="<h1>Log in to the Wi-Fi</h1>", request=request)

    monkeypatch.setattr(httpx.Client, "send", page)
    with pytest.raises(SignInError, match="did not answer as Supabase Auth does"):
        sign_in(auth.url, KEY, ALICE, PASSWORD)


def test_token_is_renewed_before_it_expires(auth: AuthServer, alice: SignedIn) -> None:
    first = alice.session
    expire(alice, left=30)
    alice.access_token()
    assert alice.session.is_fresh
    assert alice.session.refresh_token != first.refresh_token
    assert auth.requests.count(RENEWAL) == 1


def test_threads_renew_once(auth: AuthServer, alice: SignedIn) -> None:
    expire(alice)
    tokens: list[str] = []
    threads = [
        threading.Thread(target=lambda: tokens.append(alice.access_token())) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(tokens)) == 1
    assert len(tokens) == len(threads)
    assert auth.requests.count(RENEWAL) == 1


def test_valid_token_is_kept_while_the_server_is_away(auth: AuthServer, alice: SignedIn) -> None:
    auth.close()
    token = alice.session.access_token
    expire(alice, left=30)
    assert alice.access_token() == token
    expire(alice, left=-1)
    with pytest.raises(ConnectionFailed):
        alice.access_token()


def test_revoked_session_asks_to_sign_in(auth: AuthServer, alice: SignedIn) -> None:
    auth.revoke_sessions(ALICE)
    with pytest.raises(SignInRequired, match=r"ended or was revoked.*kaggle-store login"):
        alice.check()
    expire(alice)
    with pytest.raises(SignInRequired, match=r"ended or was revoked.*kaggle-store login"):
        alice.access_token()


def test_banned_person_asks_to_sign_in(auth: AuthServer, alice: SignedIn) -> None:
    auth.ban(ALICE)
    expire(alice)
    with pytest.raises(SignInRequired, match="account is banned"):
        alice.access_token()


def test_changed_role_shows_after_renewal(auth: AuthServer, alice: SignedIn) -> None:
    auth.set_role(ALICE, "admin")
    assert alice.role == "authenticated"
    expire(alice)
    alice.access_token()
    assert alice.role == "admin"


def test_sign_out_ends_only_this_session(auth: AuthServer, alice: SignedIn) -> None:
    other = sign_in(auth.url, KEY, ALICE, PASSWORD)
    alice.sign_out()
    alice.sign_out()
    other.check()
    with pytest.raises(SignInRequired):
        alice.check()
