"""Whom the data commands act as."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.sign_in import local_person, save
from tests.conftest import Stack

Run = Callable[..., tuple[int, str, str]]

E1 = "e0000000-0000-7000-8000-000000000001"
I2 = "90000000-0000-7000-8000-000000000002"


@pytest.fixture
def bob(
    run: Run, stack: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Return `run` with Bob signed in, who is no admin."""
    monkeypatch.setenv("KAGGLE_STORE_SESSION", str(tmp_path / "sessions.json"))
    save(local_person(stack, "bob"))
    monkeypatch.setenv("SUPABASE_PUBLISHABLE_KEY", stack.publishable_key or "")
    monkeypatch.setenv("SUPABASE_JWT_SECRET", stack.jwt_secret or "")
    return run


def test_person_answers_under_their_own_name(bob: Run, store: KaggleStore) -> None:
    code, _, errors = bob("interventions", "answer", I2, "--approve", "--by", "eve")
    assert (code, errors) == (0, "")
    [row] = store.human_interventions.list(title__ilike="Validation%")
    assert (row.responded_by, row.decision) == ("bob", "approve")


def test_person_who_is_no_admin_cancels_nothing(bob: Run, store: KaggleStore) -> None:
    code, _, errors = bob("executions", "cancel", E1)
    assert code == 1
    assert "whoami" in errors
    assert store.agent_executions.count(status="cancelled") == 0


def test_as_service_uses_the_secret_key(bob: Run, store: KaggleStore) -> None:
    assert bob("executions", "cancel", E1, "--as-service")[0] == 0
    assert store.agent_executions.count(status="cancelled") == 1


def test_sensitive_settings_are_hidden_from_people(bob: Run) -> None:
    _, printed, _ = bob("settings", "list")
    assert "mail.password" not in printed
    assert bob("settings", "reveal", "mail.password", "--reason", "to look")[0] in (1, 3)


def test_reason_of_a_reading_is_recorded(run: Run, store: KaggleStore) -> None:
    assert run("settings", "reveal", "mail.password", "--reason", "to look")[1] == "in the clear\n"
    [entry] = store.audit_log.list(action="reveal")
    assert entry.new_values == {
        "config_key": "mail.password",
        "config_value": "[revealed]",
        "reason": "to look",
    }


def test_secret_is_read_from_stdin(
    run: Run, store: KaggleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("12345\n"))
    code, printed, errors = run("settings", "set", "kaggle.token", "--encrypted")
    assert (code, "12345" in printed + errors) == (0, False)
    assert store.configurations.reveal("kaggle.token") == "12345"


def test_secret_is_asked_without_echo(
    run: Run, store: KaggleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: f"typed at {prompt}")
    assert run("settings", "set", "kaggle.token", "--encrypted")[0] == 0
    assert store.configurations.reveal("kaggle.token") == "typed at kaggle.token: "
