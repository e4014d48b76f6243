"""Sessions that are kept between two programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kaggle_store import SettingsError, SignInError, SignInRequired
from kaggle_store.sign_in import SignedIn, forget, load, open_store, save, sign_in, sign_out
from kaggle_store.testing import AuthServer
from tests.sign_in.conftest import ALICE, KEY, PASSWORD
from tests.sign_in.test_sign_in import RENEWAL

RENEW = """
from kaggle_store.sign_in import load
person = load()
print("ready", flush=True)
input()
print(person.access_token() == load().session.access_token)
"""


def _save_old(person: SignedIn) -> None:
    """Store a session whose token has expired."""
    save(SignedIn(replace(person.session, expires_at=time.time() - 1), lambda known: known))


@pytest.mark.posix
def test_session_is_stored_for_this_user_only(alice: SignedIn, session_file: Path) -> None:
    save(alice)
    assert session_file.stat().st_mode & 0o777 == 0o600
    assert session_file.parent.stat().st_mode & 0o777 == 0o700
    assert PASSWORD not in session_file.read_text()


def test_stored_session_is_loaded(alice: SignedIn, session_file: Path) -> None:
    save(alice)
    loaded = load()
    assert loaded is not None
    assert loaded.session == alice.session
    assert load("http://127.0.0.1:1") is None


def test_sessions_of_two_projects_are_kept_apart(
    alice: SignedIn, session_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(alice.session, url="https://other.supabase.co", email="other")
    save(alice)
    save(SignedIn(other, lambda known: known))
    with pytest.raises(SettingsError, match="set SUPABASE_URL to one"):
        load()
    for url, name in ((alice.url, ALICE), (other.url, "other")):
        monkeypatch.setenv("SUPABASE_URL", url)
        found = load()
        assert found is not None
        assert found.name == name
    forget(other.url)
    assert list(json.loads(session_file.read_text())["sessions"]) == [alice.url]


def test_last_forgotten_session_removes_the_file(alice: SignedIn, session_file: Path) -> None:
    save(alice)
    forget(alice.url)
    forget(alice.url)
    assert not session_file.exists()
    assert load() is None


def test_renewed_session_is_stored(auth: AuthServer, alice: SignedIn, session_file: Path) -> None:
    _save_old(alice)
    first, second = load(), load()
    assert first is not None
    assert second is not None
    first.access_token()
    second.access_token()
    assert second.session == first.session
    assert auth.requests.count(RENEWAL) == 1


def test_processes_renew_once(auth: AuthServer, alice: SignedIn, session_file: Path) -> None:
    _save_old(alice)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", RENEW],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60) for process in running] == [("True\n", "")] * 3
    assert auth.requests.count(RENEWAL) == 1


def test_lost_response_does_not_end_the_session(
    auth: AuthServer, alice: SignedIn, session_file: Path
) -> None:
    from kaggle_store.sign_in.auth_client import renew

    _save_old(alice)
    lost = renew(alice.session)
    loaded = load()
    assert loaded is not None
    loaded.access_token()
    assert loaded.session.refresh_token == lost.refresh_token


def test_signed_out_elsewhere_asks_to_sign_in(alice: SignedIn, session_file: Path) -> None:
    _save_old(alice)
    loaded = load()
    assert loaded is not None
    forget(alice.url)
    with pytest.raises(SignInRequired, match="signed out of"):
        loaded.access_token()


def test_other_person_meanwhile_is_not_impersonated(
    auth: AuthServer, alice: SignedIn, session_file: Path
) -> None:
    auth.add_user("bob@example.org", PASSWORD)
    _save_old(alice)
    loaded = load()
    assert loaded is not None
    save(sign_in(auth.url, KEY, "bob@example.org", PASSWORD))
    with pytest.raises(SignInRequired, match=r"bob@example\.org has signed in"):
        loaded.access_token()


def test_sign_out_revokes_and_forgets(
    auth: AuthServer, alice: SignedIn, session_file: Path
) -> None:
    _save_old(alice)
    sign_out(alice.url)
    assert load() is None
    assert auth.requests[-2:] == [RENEWAL, "POST /logout?scope=local"]


def test_nobody_signed_in_is_an_error(session_file: Path) -> None:
    with pytest.raises(SignInRequired, match="kaggle-store login"):
        open_store()


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"version": 2, "sessions": {}}', '{"version": 1, "sessions": {"u": 1}}', "\0"],
)
def test_damaged_file_is_refused(session_file: Path, content: str) -> None:
    session_file.parent.mkdir()
    session_file.touch(0o600)
    session_file.write_text(content)
    with pytest.raises(SignInError, match="is damaged; delete it"):
        load()
    assert session_file.read_text() == content


@pytest.mark.parametrize("field", ["key", "access_token", "expires_at", "email", "extra"])
def test_damaged_session_is_refused(alice: SignedIn, session_file: Path, field: str) -> None:
    save(alice)
    stored = json.loads(session_file.read_text())
    stored["sessions"][alice.url][field] = None
    session_file.write_text(json.dumps(stored))
    with pytest.raises(SignInError, match="a stored session has"):
        load()


@pytest.mark.posix
def test_file_that_others_can_read_is_refused(alice: SignedIn, session_file: Path) -> None:
    save(alice)
    session_file.chmod(0o644)
    with pytest.raises(SignInError, match="chmod 600"):
        load()


@pytest.mark.posix
def test_linked_file_is_refused(alice: SignedIn, session_file: Path, tmp_path: Path) -> None:
    save(alice)
    session_file.rename(tmp_path / "elsewhere.json")
    session_file.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(SignInError, match="symbolic link"):
        load()


@pytest.mark.posix
@pytest.mark.skipif(
    os.name == "posix" and os.geteuid() != 0, reason="needs root to give files away"
)
@pytest.mark.parametrize("name", ["sessions.json", "sessions.lock"])
def test_file_of_somebody_else_is_refused(alice: SignedIn, session_file: Path, name: str) -> None:
    save(alice)
    os.chown(session_file.with_name(name), 12345, 12345)
    with pytest.raises(SignInError, match="belongs to uid 12345"):
        save(alice)
