"""However the owner ends, nothing of its stack is left."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from kaggle_store.local import LocalStack
from tests.local.helpers import Owner, eventually, get


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_throw_away_stack_ends_with_its_owner(notes: Path, signum: int) -> None:
    owner = Owner(notes)
    assert owner.folder.is_dir()
    owner.end(signum)
    assert eventually(owner.leaves_no_process)
    assert eventually(lambda: not owner.folder.exists())


def test_a_kept_stack_ends_with_its_killed_owner_and_starts_again(
    notes: Path, data_dir: Path
) -> None:
    owner = Owner(notes, data_dir)
    owner.end(signal.SIGKILL)
    with LocalStack.start(_once_free(data_dir), migrations=notes) as stack:
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success
    assert owner.leaves_no_process()


def _once_free(folder: Path) -> Path:
    assert eventually(lambda: not (folder / "running.json").exists())
    return folder


def test_a_killed_watchdog_takes_the_servers_along_and_is_healed(
    notes: Path, data_dir: Path
) -> None:
    owner = Owner(notes, data_dir)
    os.kill(owner.pids["watchdog"], signal.SIGKILL)
    with LocalStack.start(data_dir, migrations=notes) as stack:
        assert owner.leaves_no_process()
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success
    owner.end(signal.SIGKILL)


def test_a_server_that_dies_takes_the_stack_along(notes: Path) -> None:
    owner = Owner(notes)
    os.kill(owner.pids["gateway"], signal.SIGKILL)
    assert eventually(owner.leaves_no_process)
    assert not owner.folder.exists()
    owner.end(signal.SIGINT)


def test_stale_files_that_name_a_stranger_are_ignored(notes: Path, data_dir: Path) -> None:
    with LocalStack.start(data_dir, migrations=notes) as stack:
        places = stack._workshop.places
    # After a reboot the numbers belong to others: here, to this very test.
    me = os.getpid()
    (places.database / "postmaster.pid").write_text(f"{me}\n{places.database}\n0\n0\n\n\n0 0\n")
    record = {"processes": {"postgres": [me, "long ago"]}, "run": str(places.run)}
    places.running.write_text(json.dumps(record))
    places.lock.write_text(str(me))
    with LocalStack.start(data_dir, migrations=notes) as stack:
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success


def test_a_first_start_that_was_interrupted_begins_again(notes: Path, data_dir: Path) -> None:
    with LocalStack.start(data_dir, migrations=notes) as stack:
        places = stack._workshop.places
    places.baseline_done.unlink()
    (places.database / "PG_VERSION").unlink()
    with LocalStack.start(data_dir, migrations=notes) as stack:
        rows = get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).json()
    assert [row["body"] for row in rows] == ["seeded"]


def test_a_forked_child_does_not_stop_its_parent_s_stack(local: LocalStack) -> None:
    child = os.fork()
    if child == 0:
        local.stop()
        os._exit(0)
    os.waitpid(child, 0)
    assert get(f"{local.api_url}/rest/v1/notes", {"apikey": local.secret_key}).is_success
