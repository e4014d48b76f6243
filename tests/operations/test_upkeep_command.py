"""`kaggle-store upkeep`: a line for each task, once or repeatedly."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kaggle_store import KaggleStore, QueryTimedOut
from kaggle_store.cli import main
from kaggle_store.cli._options import duration
from kaggle_store.models import AgentExecution
from kaggle_store.models.enums import UpkeepTask
from kaggle_store.models.functions import RunUpkeepRow
from kaggle_store.resources.upkeep import TASKS
from kaggle_store.running_stack import RunningStack
from kaggle_store.supervise.upkeep import batches
from kaggle_store.testing.faults import StoreFaults
from tests.conftest import Owner, Stack


def test_upkeep_runs_every_task_once(
    store: KaggleStore, old_execution: AgentExecution, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["upkeep"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(TASKS)
    assert "archived 1" in next(line for line in lines if line.startswith("archive "))
    assert all(" s  " in line for line in lines)
    assert lines[TASKS.index("leftovers")].endswith(" s  nothing to do")
    assert max(map(len, lines)) <= 80
    runs = store.upkeep.runs()
    assert {run.task for run in runs} == set(TASKS)
    assert all(f":{os.getpid()}" in run.run_by for run in runs)


def test_archive_runs_until_backlog_is_empty(
    store: KaggleStore, old_execution: AgentExecution, capsys: pytest.CaptureFixture[str]
) -> None:
    store.configurations.set("retention.batch_size", 1)
    store.agent_executions.create(
        competition_id=old_execution.competition_id,
        execution_name="second try",
        status="failed",
        started_at=old_execution.started_at,
        completed_at=old_execution.completed_at,
    )
    assert main(["upkeep", "archive"]) == 0
    assert capsys.readouterr().out.count("archived 1") == 2
    assert store.archive.count() == 2


def test_failed_task_does_not_stop_the_others(
    store: KaggleStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.configurations.set("retention.metrics_days", -1)
    assert main(["upkeep"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(TASKS)
    assert (
        sum(
            "failed: the setting retention.metrics_days is not a whole number from 7" in line
            for line in lines
        )
        == 1
    )
    assert [run.error_code for run in store.upkeep.runs(outcome="failed")] == ["KS340"]


def test_failed_call_does_not_stop_the_others(
    store: KaggleStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail_leftovers(
        store: KaggleStore, task: UpkeepTask, *, only_when_due: bool
    ) -> Iterator[RunUpkeepRow]:
        if task == "leftovers":
            raise QueryTimedOut("canceling statement due to statement timeout", code="57014")
        return batches(store, task, only_when_due=only_when_due)

    monkeypatch.setattr("kaggle_store.supervise.upkeep.batches", fail_leftovers)
    assert main(["upkeep"]) == 1
    printed = capsys.readouterr()
    assert [line.split()[0] for line in printed.out.splitlines()] == [
        task for task in TASKS if task != "leftovers"
    ]
    assert "leftovers: canceling statement due to statement timeout" in printed.err


def test_refused_execution_is_named_with_reason(
    old_execution: AgentExecution, owner: Owner, capsys: pytest.CaptureFixture[str]
) -> None:
    owner.execute(
        "insert into archived_executions "
        "(id, competition_id, execution_name, status, created_at, completed_at, counts, checksum) "
        "select id, competition_id, execution_name, status, created_at, completed_at, '{}', "
        "repeat('0', 64) from agent_executions"
    )
    assert main(["upkeep", "archive"]) == 1
    line, reason = capsys.readouterr().out.splitlines()
    assert line.endswith(" s  refused 1")
    assert reason.startswith(f"    {old_execution.id}: 23505: duplicate key")


def test_unknown_task_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["upkeep", "everything"])
    assert ended.value.code == 2
    assert "unknown task 'everything'" in capsys.readouterr().err


def test_unreachable_store_is_a_one_line_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with _unused_port() as held:
        monkeypatch.setenv("SUPABASE_URL", f"http://127.0.0.1:{held.getsockname()[1]}")
        assert main(["upkeep", "archive"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("kaggle-store upkeep: ")


@pytest.mark.parametrize("words", [("upkeep", "archive"), ("archive", "list")])
def test_commands_use_local_stack_without_settings(
    stack: Stack,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    monkeypatch.delenv("SUPABASE_URL")
    monkeypatch.delenv("SUPABASE_SECRET_KEY")
    monkeypatch.chdir(tmp_path)
    assert main(words) == 1
    assert "SUPABASE_URL" in capsys.readouterr().err
    here = RunningStack(tmp_path, stack.api_url, "", stack.secret_key, "secret", "key")
    monkeypatch.setattr("kaggle_store.settings.find_running_stack", lambda: here)
    assert main(words) == 0
    assert "archive" in capsys.readouterr().out


def test_every_survives_outage_and_ends_on_sigterm(stack: Stack, store: KaggleStore) -> None:
    with StoreFaults(stack.api_url) as faults:
        faults.down()
        _survive_outage(faults)
    done = [run.outcome for run in store.upkeep.runs()]
    assert done == ["done"] * len(done)
    assert done


def _survive_outage(faults: StoreFaults) -> None:
    with _upkeep(faults.url, "--every", "1s") as process:
        assert process.stderr
        assert process.stdout
        assert "trying again" in process.stderr.readline()
        faults.up()
        assert " s  " in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


class _Process(subprocess.Popen[str]):
    def __exit__(self, *details: object) -> None:
        self.kill()
        super().__exit__(*details)  # type: ignore[arg-type]


def _upkeep(url: str, *words: str) -> _Process:
    return _Process(
        [sys.executable, "-m", "kaggle_store.cli", "upkeep", *words],
        env=os.environ | {"SUPABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _unused_port() -> socket.socket:
    """Bind a port that refuses connections."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    return held


@pytest.mark.parametrize(
    ("text", "length"), [("30s", 30), ("1m", 60), ("1.5h", 5400), ("1d", 86_400), (" 2h ", 7200)]
)
def test_duration_is_parsed(text: str, length: float) -> None:
    assert duration(text) == length


@pytest.mark.parametrize("text", ["", "1", "m", "0s", "-1m", "1y", "1 m", "999d", "nan s", "1e3s"])
def test_malformed_duration_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="not a duration"):
        duration(text)
