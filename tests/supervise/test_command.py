"""`kaggle-store supervise`: tasks, output and exit codes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kaggle_store import InvalidProvider, KaggleStore
from kaggle_store.cli import main
from kaggle_store.integrations.gpu import PROVIDERS, load
from kaggle_store.models import AgentExecution
from kaggle_store.supervise import usable
from kaggle_store.testing import FakeKaggle, FakeVastAi
from kaggle_store.testing.fake_gpu_clouds import Fault
from tests.gpu.conftest import Rent

pytestmark = pytest.mark.usefixtures("settings")

SetClock = Callable[[str], None]


def test_once_runs_every_task(
    store: KaggleStore,
    vast: FakeVastAi,
    rent: Rent,
    providers: Path,
    set_clock: SetClock,
    capsys: pytest.CaptureFixture[str],
) -> None:
    machine = vast.add("101")
    session = rent("101")
    set_clock("3 hours")
    assert main(["supervise", "--once", "--providers", str(providers)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == (
        "Running terminations, machines, upkeep, notifications, artifacts; providers: vast_ai."
    )
    assert "terminations vast_ai: stopped  vast_ai 101  (cost_limit)" in printed
    assert machine.is_destroyed
    assert store.gpu_sessions.get(session.id).status == "terminated"
    assert {run.outcome for run in store.upkeep.runs()} == {"done"}


def test_budget_overrun_ends_to_end(
    store: KaggleStore,
    vast: FakeVastAi,
    rent: Rent,
    execution: AgentExecution,
    providers: Path,
    set_clock: SetClock,
) -> None:
    machine = vast.add("101")
    session = rent("101", hourly_rate_dollars=4, cost_limit_dollars=10)
    set_clock("2 hours")
    store.gpu_sessions.heartbeat(session.id)
    only = ["supervise", "--once", "--only", "terminations", "--providers", str(providers)]
    assert main(only) == 0
    assert machine.is_running
    set_clock("3 hours")
    assert main(only) == 0
    assert machine.is_destroyed
    assert store.gpu_sessions.due() == []
    assert sum(row.findings for row in store.upkeep.integrity_report()) == 0
    spent = store.agent_executions.get(execution.id).gpu_budget_consumed
    assert 11.9 < spent < 12.1


def test_failed_termination_is_shown(
    store: KaggleStore,
    vast: FakeVastAi,
    rent: Rent,
    providers: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    vast.add("101")
    session = rent("101")
    store.gpu_sessions.request_termination(session.id, "idle")
    vast.fail(fault=Fault(500, {"msg": "broken"}))
    only = ["supervise", "--once", "--only", "terminations", "--providers", str(providers)]
    assert main(only) == 1
    assert "failed  vast_ai 101: vast_ai: GET" in capsys.readouterr().err
    assert main(["supervise", "--status"]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert f"{session.id} vast_ai 101 idle 1" in shown
    store.gpu_sessions.close(session.id)
    assert main(["supervise", "--status"]) == 0
    assert capsys.readouterr().out == "No machine is due.\n"


def test_stray_machine_is_reported_and_left(
    vast: FakeVastAi, providers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = vast.add("900", price=3)
    options = ["--once", "--only", "machines", "--providers", str(providers)]
    assert main(["supervise", *options]) == 1
    assert "machine 900 has no session and costs 3 $ an hour" in capsys.readouterr().err
    assert machine.is_running


def test_kaggle_is_read_where_there_are_credentials(
    store: KaggleStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["supervise", "--once", "--only", "kaggle"]) == 1
    assert "no credentials for Kaggle" in capsys.readouterr().err
    with FakeKaggle() as kaggle:
        kaggle.add_competition("titanic", title="Titanic")
        for name, value in kaggle.environment.items():
            monkeypatch.setenv(name, value)
        assert main(["supervise", "--once"]) == 0
        assert "kaggle: competitions: 1 added, 0 changed\n" in capsys.readouterr().out
        monkeypatch.setenv("KAGGLE_API_TOKEN", "another")
        assert main(["supervise", "--once", "--only", "kaggle"]) == 1
        assert "kaggle: kaggle.ListCompetitions: Kaggle refused" in capsys.readouterr().err
    assert [row.kaggle_id for row in store.competitions.list()] == ["titanic"]


def test_artifacts_are_pruned(
    store: KaggleStore,
    execution: AgentExecution,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "artifacts" / str(execution.id) / "0"
    folder.mkdir(parents=True)
    (left := folder / "left.csv").write_text("x")
    os.utime(left, (0, 0))
    assert main(["supervise", "--once", "--without", "upkeep"]) == 0
    assert "artifacts: removed 0 of the archive, 1 without a row\n" in capsys.readouterr().out
    assert not left.exists()


def test_artifacts_need_a_storage(
    store: KaggleStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("KAGGLE_STORE_ARTIFACTS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with KaggleStore(store.settings.url, "key") as opened:
        assert "artifacts" not in usable(opened)
        (tmp_path / "kaggle_store" / "artifacts").mkdir(parents=True)
        assert "artifacts" in usable(opened)


def test_providers_are_sealed_settings(store: KaggleStore, tmp_path: Path) -> None:
    store.configurations.set(PROVIDERS, {"vast_ai": {"api_key": "k"}}, encrypted=True)
    assert list(load(store)) == ["vast_ai"]
    store.configurations.set(
        PROVIDERS,
        {"lab": {"kind": "command", "list": ["x"], "stop": ["x", "{instance_id}"]}},
        encrypted=True,
    )
    with pytest.raises(InvalidProvider, match="programs are read from the file"):
        load(store)
    store.configurations.set(
        PROVIDERS, {"vast_ai": {"api_key": "k", "endpoint": "http://x"}}, encrypted=True
    )
    with pytest.raises(InvalidProvider, match="an endpoint is read from the file"):
        load(store)
    store.configurations.delete_where(config_key=PROVIDERS)
    store.configurations.set(PROVIDERS, {"vast_ai": {"api_key": "k"}})
    with pytest.raises(InvalidProvider, match="is not encrypted"):
        load(store)
    store.configurations.delete_where(config_key=PROVIDERS)
    with pytest.raises(InvalidProvider, match="No such file"):
        load(store, tmp_path / "none.json")


def test_wrong_file_of_providers_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["supervise", "--once", "--providers", str(tmp_path / "none.json")]) == 1
    assert "none.json: No such file" in capsys.readouterr().err


def test_only_and_without_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["supervise", "--only", "upkeep", "--without", "machines"])
    assert ended.value.code == 2
    assert "not allowed with argument" in capsys.readouterr().err
