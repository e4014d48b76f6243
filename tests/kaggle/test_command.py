"""`kaggle-store kaggle`: what it prints and returns, and how it stops."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from uuid import UUID

import pytest

from kaggle_store import KaggleStore
from kaggle_store.cli import main
from kaggle_store.testing import FakeKaggle, Fault
from tests.conftest import Stack
from tests.kaggle.test_sync import add, sent


@pytest.fixture(autouse=True)
def settings(stack: Stack, fake: FakeKaggle, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the stack and the stand-in in the environment."""
    assert stack.secret_key
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    for name, value in fake.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def titanic(fake: FakeKaggle, store: KaggleStore) -> UUID:
    return add(fake, store, "titanic")


def test_sync_prints_what_changed(
    fake: FakeKaggle, store: KaggleStore, titanic: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    sent(fake, store, titanic, 0.5)
    fake.add_competition("long", title="x" * 501)
    fake.fail("ListCompetitions", Fault.status(403, "Hosts only"), after=3)
    assert main(["kaggle", "sync"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "competitions: 1 added, 1 changed, 0 unchanged",
        "  not stored: long, title: String should have at most 500 characters",
        "  not shown: the list hosted: kaggle.ListCompetitions: Kaggle refused: Hosts only "
        "(code 403); join the competition and accept its rules on Kaggle with this account, or "
        "check the slug",
        "titanic: known 1, newly scored 1, failed 0, made elsewhere 0, places 1",
    ]


def test_sync_fails_where_a_part_does(
    fake: FakeKaggle, store: KaggleStore, titanic: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    sent(fake, store, titanic, 0.5)
    fake.fail("ListSubmissions", Fault.status(400, "Broken"))
    assert main(["kaggle", "sync", "--no-discover", "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["competitions"][0]["kaggle_id"] == "titanic"
    assert "kaggle-store kaggle: titanic: kaggle.ListSubmissions: Kaggle refused" in printed.err


def test_discover_takes_tabs(
    fake: FakeKaggle, titanic: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.add_competition("open", entered=False)
    words = ["kaggle", "discover", "--tab", "general", "--search", "open", "--json"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 1
    assert fake.called("ListCompetitions") == 1


def test_limits_are_shown(
    fake: FakeKaggle, titanic: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.submit_by_hand("titanic", b"0.5")
    assert main(["kaggle", "limits", "titanic"]) == 0
    assert "allowed now: 4; submitted today: 1, in all: 1" in capsys.readouterr().out
    assert main(["kaggle", "limits", "titanic", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["allowed_now"] == 4


def test_leaderboard_is_shown(
    fake: FakeKaggle, titanic: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.add_team("titanic", "team 0", 0.0)
    fake.add_team("titanic", "team 1", 0.1)
    fake.add_team("titanic", "team 2", 0.2)
    fake.add_team("titanic", "team 3", 0.3)
    fake.add_team("titanic", "team 4", 0.4)
    assert main(["kaggle", "leaderboard", "titanic", "--top", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:3]] == [["1", "0.40000"], ["2", "0.30000"]]
    assert lines[3] == "2 of 5 teams"
    assert main(["kaggle", "leaderboard", "titanic", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 5


def test_reconcile_updates_one_competition(
    fake: FakeKaggle, store: KaggleStore, titanic: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    row = sent(fake, store, titanic, 0.5)
    fake.submit_by_hand("titanic", b"0.1", description="a person's")
    assert main(["kaggle", "reconcile", "titanic"]) == 0
    shown = "titanic: known 1, newly scored 1, failed 0, made elsewhere 1\n"
    assert capsys.readouterr().out == shown
    assert store.submissions.get(row.id).submission_status == "scored"


def test_missing_credentials_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KAGGLE_API_TOKEN")
    assert main(["kaggle", "sync"]) == 1
    assert "no credentials for Kaggle: set KAGGLE_API_TOKEN" in capsys.readouterr().err


def test_service_goes_on_after_errors_and_stops(
    fake: FakeKaggle, store: KaggleStore, titanic: UUID
) -> None:
    row = sent(fake, store, titanic, 0.5)
    fake.fail("ListSubmissions", Fault.status(400, "Broken"))
    command = [sys.executable, "-m", "kaggle_store", "kaggle", "sync", "--every", "1s"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as process:
        try:
            assert process.stdout
            for line in process.stdout:
                if line.startswith("titanic: known 1, newly scored 1"):
                    break
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
            assert process.stderr
            assert "Broken" in process.stderr.read()
        finally:
            process.kill()
    assert store.submissions.get(row.id).public_rank == 1
