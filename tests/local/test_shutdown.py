"""When the owner, the watchdog or a server ends, the whole stack is stopped and cleaned up."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from kaggle_store.local import LocalStack
from tests.local.helpers import Owner, eventually, get


@pytest.mark.parametrize(
    "signum",
    [
        signal.SIGKILL,
        signal.SIGINT,
        # These end the owner without its help, as SIGKILL does.
        pytest.param(signal.SIGTERM, marks=pytest.mark.long),
        pytest.param(signal.SIGHUP, marks=pytest.mark.long),
    ],
)
def test_throw_away_stack_stops_with_its_owner(notes: Path, signum: int) -> None:
    owner = Owner(notes)
    assert owner.folder.is_dir()
    owner.end(signum)
    assert eventually(owner.leaves_no_process)
    assert eventually(lambda: not owner.folder.exists())


def test_kept_stack_restarts_after_owner_was_killed(notes: Path, data_dir: Path) -> None:
    owner = Owner(notes, data_dir)
    owner.end(signal.SIGKILL)
    with LocalStack.start(_once_stopped(data_dir), migrations=notes) as stack:
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success
    assert owner.leaves_no_process()


def _once_stopped(folder: Path) -> Path:
    assert eventually(lambda: not (folder / "running.json").exists())
    return folder


def test_stack_restarts_after_watchdog_was_killed(notes: Path, data_dir: Path) -> None:
    owner = Owner(notes, data_dir)
    os.kill(owner.pids["watchdog"], signal.SIGKILL)
    with LocalStack.start(data_dir, migrations=notes) as stack:
        assert owner.leaves_no_process()
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success
    owner.end(signal.SIGKILL)


def test_stack_stops_when_a_server_dies(notes: Path) -> None:
    owner = Owner(notes)
    os.kill(owner.pids["gateway"], signal.SIGKILL)
    assert eventually(owner.leaves_no_process)
    assert not owner.folder.exists()
    owner.end(signal.SIGINT)


def test_stale_files_with_reused_pid_are_ignored(notes: Path, data_dir: Path) -> None:
    with LocalStack.start(data_dir, migrations=notes) as stack:
        paths = stack._builder.paths
    # After a reboot the ids may belong to other processes: here, to this test.
    pid = os.getpid()
    (paths.database / "postmaster.pid").write_text(f"{pid}\n{paths.database}\n0\n0\n\n\n0 0\n")
    record = {"processes": {"postgres": [pid, "long ago"]}, "run": str(paths.run)}
    paths.running.write_text(json.dumps(record))
    paths.lock.write_text(str(pid))
    with LocalStack.start(data_dir, migrations=notes) as stack:
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success


def test_interrupted_first_start_is_repeated(notes: Path, data_dir: Path) -> None:
    with LocalStack.start(data_dir, migrations=notes) as stack:
        paths = stack._builder.paths
    paths.baseline_done.unlink()
    (paths.database / "PG_VERSION").unlink()
    with LocalStack.start(data_dir, migrations=notes) as stack:
        rows = get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).json()
    assert [row["body"] for row in rows] == ["seeded"]


def test_forked_child_cannot_stop_parent_stack(local: LocalStack) -> None:
    child = os.fork()
    if child == 0:
        local.stop()
        os._exit(0)
    os.waitpid(child, 0)
    assert get(f"{local.api_url}/rest/v1/notes", {"apikey": local.secret_key}).is_success
