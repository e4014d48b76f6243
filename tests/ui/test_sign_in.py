"""Sign-in through Supabase Auth: what changes there counts here at the next request."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from kaggle_store import KaggleStore
from kaggle_store.testing import AuthServer
from kaggle_store.ui.people import MOST_AT_ONCE, PasswordSignIn
from tests.conftest import Owner, Stack
from tests.security.members_mode import members_mode
from tests.ui.conftest import SAME_ORIGIN, Apps, Tab

ALICE = {"email": "alice@example.org", "password": "correct horse"}


@pytest.fixture
def auth(session_stack: Stack) -> Iterator[AuthServer]:
    """Return a stand-in of Supabase Auth in front of the stack, which knows Alice."""
    assert session_stack.jwt_secret
    with AuthServer(session_stack.jwt_secret, api_url=session_stack.api_url) as server:
        server.add_user(**ALICE)
        yield server


@pytest.fixture
def tab(apps: Apps, auth: AuthServer, session_stack: Stack) -> Tab:
    """Return a browser of pages where people sign in with a password."""
    assert session_stack.publishable_key
    sign_in = PasswordSignIn(auth.url, session_stack.publishable_key)
    return apps(url=auth.url, sign_in=sign_in)


async def _sign_in(tab: Tab, **fields: str) -> int:
    response = await tab.http.post("/sign-in", data={**ALICE, **fields}, headers=SAME_ORIGIN)
    return response.status_code


async def test_password_signs_in(tab: Tab) -> None:
    assert await _sign_in(tab) == 303
    page = await tab.get("/")
    assert page.status_code == 200
    assert "alice@example.org" in page.text
    assert tab.session.person.role == "authenticated"


async def test_wrong_password_is_asked_again(tab: Tab) -> None:
    form = {**ALICE, "password": "wrong"}
    response = await tab.http.post("/sign-in", data=form, headers=SAME_ORIGIN)
    assert response.status_code == 403
    assert "the e-mail address or the password is wrong" in response.text
    assert 'value="alice@example.org"' in response.text
    assert "wrong</" not in response.text.replace("is wrong</", "")
    assert tab.session_id is None


async def test_one_time_token_does_not_replace_a_password(tab: Tab) -> None:
    assert (await tab.get("/sign-in?token=x")).status_code == 403


async def test_strangers_leave_threads_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, release, counting = 0, 0, threading.Event(), threading.Lock()

    def slow(*_: str) -> None:
        nonlocal running, most
        with counting:
            running += 1
            most = max(most, running)
        release.wait(60)
        with counting:
            running -= 1

    monkeypatch.setattr("kaggle_store.ui.people.sign_in", slow)
    people = PasswordSignIn("http://127.0.0.1:1", "key")
    attempts = [asyncio.create_task(people.by_form({})) for _ in range(40)]
    async with asyncio.timeout(60):
        assert await asyncio.to_thread(lambda: 1) == 1
        while running < MOST_AT_ONCE:
            await asyncio.sleep(0)
        release.set()
        await asyncio.gather(*attempts)
    assert most == MOST_AT_ONCE


async def test_revoked_session_ends_at_next_request(tab: Tab, auth: AuthServer) -> None:
    await _sign_in(tab)
    auth.revoke_sessions("alice@example.org")
    response = await tab.get("/inbox")
    assert response.headers["location"] == "/sign-in?next=%2Finbox"
    assert len(tab.app.state.sessions) == 0


async def test_changed_role_counts_at_next_request(tab: Tab, auth: AuthServer) -> None:
    await _sign_in(tab)
    for role, expected in (("admin", "admin"), (None, "authenticated")):
        auth.set_role("alice@example.org", role)
        await tab.get("/")
        assert tab.session.person.role == expected


async def test_sign_out_ends_session_at_the_server(tab: Tab, auth: AuthServer) -> None:
    await _sign_in(tab)
    assert (await tab.post("/sign-out")).status_code == 303
    assert auth.requests[-1].startswith("POST /logout")


async def test_removed_member_is_refused_at_next_request(
    tab: Tab, auth: AuthServer, owner: Owner
) -> None:
    await _sign_in(tab)
    with members_mode(owner, tab.session.person.user_id):
        assert (await tab.get("/")).status_code == 200
        owner.execute("delete from kaggle_store.members")
        for path in ("/", "/inbox"):
            refused = await tab.get(path)
            assert refused.status_code == 403
            assert "kaggle-store members add" in refused.text


async def test_unreachable_store_is_tried_again(
    tab: Tab, auth: AuthServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaggle_store.ui.site.RETRY_SECONDS", 0.0)
    await _sign_in(tab)
    auth.close()
    page = await tab.get("/inbox")
    assert page.status_code == 503
    assert page.headers["retry-after"] == "5"
    assert '<meta http-equiv="refresh" content="5">' in page.text
    assert "kaggle-store doctor" in page.text
    sent = await tab.post("/inbox/019a6b7c-0000-7000-8000-000000000001", {"decision": "approve"})
    assert sent.status_code == 503
    assert "refresh" not in sent.text


async def test_unreachable_server_refuses_no_password(tab: Tab, auth: AuthServer) -> None:
    auth.close()
    assert await _sign_in(tab) == 503


async def test_unknown_page_is_not_found(tab: Tab, store: KaggleStore) -> None:
    await _sign_in(tab)
    for path in ("/none", "/inbox/x", "/inbox/019a6b7c-0000-7000-8000-000000000001"):
        response = await tab.get(path)
        assert response.status_code == 404
        assert "There is no such page" in response.text
