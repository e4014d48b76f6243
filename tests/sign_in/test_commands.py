"""`kaggle-store login`, `logout` and `whoami`, and whom other commands act as."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kaggle_store import KaggleStore, PermissionDenied
from kaggle_store.cli import _identity, main
from kaggle_store.running_stack import RunningStack
from kaggle_store.sign_in import load, save
from kaggle_store.testing import AuthServer
from tests.cli.terminal import on_terminal
from tests.conftest import Owner, Stack
from tests.security.members_mode import members_mode
from tests.sign_in.conftest import ALICE, PASSWORD

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here(
    project: AuthServer, stack: Stack, monkeypatch: pytest.MonkeyPatch, session_file: Path
) -> AuthServer:
    """Name the project in the environment, without a secret key."""
    assert stack.publishable_key
    monkeypatch.setenv("SUPABASE_URL", project.url)
    monkeypatch.setenv("SUPABASE_PUBLISHABLE_KEY", stack.publishable_key)
    monkeypatch.delenv("COLUMNS", raising=False)
    return project


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command with a text as its standard input."""

    def command(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(words)
        printed = capsys.readouterr()
        port = re.compile(r"127\.0\.0\.1:\d+")
        return code, port.sub("HOST", printed.out), port.sub("HOST", printed.err)

    return command


def login(run: Run, email: str = ALICE, password: str = PASSWORD) -> tuple[int, str, str]:
    return run("login", "--email", email, "--password-stdin", typed=f"{password}\n")


def test_login_names_project_and_person(here: AuthServer, run: Run) -> None:
    assert login(run) == (0, f"Signed in to http://HOST as {ALICE}.\n", "")


def test_admin_is_told_so(here: AuthServer, run: Run) -> None:
    here.set_role(ALICE, "admin")
    assert login(run)[1].splitlines()[1:] == ["You are an admin of the store."]


def test_stranger_is_told_how_to_become_a_member(here: AuthServer, run: Run, owner: Owner) -> None:
    with members_mode(owner):
        assert login(run)[1].splitlines()[1:] == [
            "You are not a member of the store yet; an admin can add you:",
            f"  kaggle-store members add {ALICE}",
        ]
        code, printed, _ = run("whoami")
        assert code == 0
        assert "store    not a member: every read is refused" in printed


def test_wrong_password_stores_nothing(here: AuthServer, run: Run, session_file: Path) -> None:
    message = "kaggle-store login: the e-mail address or the password is wrong\n"
    assert login(run, password="guess") == (1, "", message)
    assert not session_file.exists()


def test_closed_sign_up_lets_no_new_person_in(here: AuthServer, run: Run) -> None:
    assert login(run, "new@example.org")[0] == 1
    assert here.requests == ["POST /token?grant_type=password"]


def test_password_is_not_an_argument(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("login", "--password", PASSWORD)
    assert "unrecognized arguments" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--email", ALICE), "no terminal to ask for the password: use --password-stdin"),
        (("--email", ALICE, "--password-stdin"), "the password is empty"),
        ((), "who signs in? Give --email, or --local on the local stack"),
        (("--admin",), "--admin is for the local stack; a project's owner makes admins"),
        (("--key", "sb_secret_x"), "that is a secret key"),
        (("--url", "https://abc.supabase.co", "--local", "bob"), "is not a local stack"),
        (("--url", "nonsense"), "the project's URL must look like"),
    ],
)
def test_unusable_login_is_explained(
    here: AuthServer, run: Run, words: tuple[str, ...], reason: str
) -> None:
    code, printed, error = run("login", *words)
    assert (code, printed) == (1, "")
    assert reason in error


def test_login_without_project_names_the_ways(session_file: Path, run: Run) -> None:
    code, _, error = run("login", "--email", ALICE)
    assert code == 1
    assert "Give --url, set SUPABASE_URL" in error


@pytest.mark.posix
def test_password_is_asked_without_an_echo(here: AuthServer, session_file: Path) -> None:
    words = [sys.executable, "-m", "kaggle_store", "login", "--email", ALICE]
    shown, code = on_terminal(words, answers={"Password": PASSWORD})
    assert code == 0
    assert f"Password of {ALICE}: " in shown
    assert f"as {ALICE}." in shown
    assert PASSWORD not in shown


def test_logout_revokes_and_removes(here: AuthServer, run: Run, session_file: Path) -> None:
    login(run)
    assert run("logout") == (0, "Signed out of http://HOST.\n", "")
    assert here.requests[-1] == "POST /logout?scope=local"
    assert not session_file.exists()
    assert run("logout") == (0, "You are not signed in.\n", "")


def test_logout_without_server_still_removes(
    here: AuthServer, run: Run, session_file: Path
) -> None:
    login(run)
    here.close()
    code, printed, error = run("logout")
    assert (code, printed) == (1, "")
    assert error.startswith("kaggle-store logout: removed from this machine, but the server was")
    assert not session_file.exists()


def test_whoami_shows_the_person(here: AuthServer, run: Run) -> None:
    login(run)
    code, printed, error = run("whoami")
    assert (code, error) == (0, "")
    assert re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "TIME", printed) == (
        "acts as  alice@example.org\n"
        "project  http://HOST (the environment)\n"
        "role     authenticated\n"
        "store    may use it\n"
        "token    until TIME UTC, then renewed\n"
    )


def test_whoami_is_json_for_programs(here: AuthServer, run: Run) -> None:
    login(run)
    found = json.loads(run("whoami", "--json")[1])
    person = load()
    assert person is not None
    assert found.pop("expires_at").endswith("+00:00")
    assert found == {
        "acts_as": "person",
        "name": ALICE,
        "user_id": person.user_id,
        "url": "http://HOST",
        "source": "the environment",
        "role": "authenticated",
        "is_member": True,
        "error": None,
    }


def test_whoami_names_the_secret_key(
    here: AuthServer, run: Run, stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, error = run("whoami")
    assert code == 1
    assert "you are not signed in to the project, and there is no secret key" in error
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    lines = run("whoami")[1].splitlines()
    assert lines[0] == "acts as  the holder of the secret key"
    assert lines[2] == "role     service_role"
    login(run)
    assert run("whoami")[1].startswith(f"acts as  {ALICE}\n")
    assert run("whoami", "--as-service")[1].startswith("acts as  the holder of the secret key\n")


def test_session_revoked_meanwhile_is_reported(here: AuthServer, run: Run) -> None:
    login(run)
    here.revoke_sessions(ALICE)
    code, printed, error = run("whoami")
    assert code == 1
    assert ALICE in printed
    assert error == (
        "kaggle-store whoami: the session has ended or was revoked; sign in again: "
        "kaggle-store login\n"
    )


def test_commands_act_as_the_person(
    here: AuthServer, run: Run, stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    login(run)
    who = _identity.find()
    assert (who.role, who.url) == ("authenticated", here.url)
    with _identity.open_store() as store:
        assert store.competitions.count() == 0
        assert store.settings.key == stack.publishable_key


def test_role_changed_in_mid_session_counts_after_renewal(here: AuthServer, run: Run) -> None:
    here.set_role(ALICE, "admin")
    login(run)
    here.set_role(ALICE, None)
    person = _identity.find().person
    assert person is not None
    with person.open() as store:
        store.configurations.set("gpu.max_hours", 3)
        person.session = replace(person.session, expires_at=time.time())
        save(person)
        with pytest.raises(PermissionDenied):
            store.configurations.set("gpu.max_hours", 4)
    assert json.loads(run("whoami", "--json")[1])["role"] == "authenticated"


def test_member_made_admin_is_one_at_once(here: AuthServer, run: Run, owner: Owner) -> None:
    login(run)
    person = load()
    assert person is not None
    with members_mode(owner, person.user_id):
        assert json.loads(run("whoami", "--json")[1])["role"] == "authenticated"
        owner.execute("update kaggle_store.members set is_admin = true")
        assert json.loads(run("whoami", "--json")[1])["role"] == "admin"


def test_refusal_names_whoami(here: AuthServer, run: Run) -> None:
    login(run)
    code, _, error = run("members", "list")
    assert code == 1
    assert error.endswith("(`kaggle-store whoami` shows as whom)\n")


def test_control_characters_never_reach_the_terminal(here: AuthServer, run: Run) -> None:
    here.add_user("eve\x1b[31m@example.org", PASSWORD)
    code, printed, _ = login(run, "eve\x1b[31m@example.org")
    assert code == 0
    assert "eve\ufffd[31m@example.org" in printed
    for words in (("whoami",), ("whoami", "--json"), ("logout",)):
        assert "\x1b" not in run(*words)[1]


def test_local_person_signs_in_by_name(
    stack: Stack, store: KaggleStore, run: Run, monkeypatch: pytest.MonkeyPatch, session_file: Path
) -> None:
    values: dict[str, Any] = {
        "SUPABASE_URL": stack.api_url,
        "SUPABASE_PUBLISHABLE_KEY": stack.publishable_key,
        "SUPABASE_JWT_SECRET": stack.jwt_secret,
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert run("login", "--local", "bob", "--admin") == (
        0,
        "Signed in to http://HOST as bob.\nYou are an admin of the store.\n",
        "",
    )
    assert run("whoami")[1].splitlines()[0] == "acts as  bob"
    assert run("login", "--local", "bob")[1] == "Signed in to http://HOST as bob.\n"
    monkeypatch.delenv("SUPABASE_JWT_SECRET")
    assert run("logout") == (0, "Signed out of http://HOST.\n", "")
    assert os.listdir(session_file.parent) == ["sessions.lock"]  # noqa: PTH208


def test_running_stack_needs_no_settings(
    stack: Stack, store: KaggleStore, run: Run, monkeypatch: pytest.MonkeyPatch, session_file: Path
) -> None:
    assert stack.jwt_secret
    assert stack.publishable_key
    keys = (stack.secret_key, stack.jwt_secret, stack.publishable_key)
    here = RunningStack(session_file.parent, stack.api_url, "", *keys)
    monkeypatch.setattr("kaggle_store.settings.find_running_stack", lambda: here)
    assert run("login", "--local", "bob")[0] == 0
    lines = run("whoami")[1].splitlines()
    assert lines[:2] == ["acts as  bob", "project  http://HOST (the local stack)"]
    monkeypatch.setattr("kaggle_store.settings.find_running_stack", lambda: None)
    code, _, error = run("whoami")
    assert code == 1
    assert "start it with `kaggle-store up`" in error
