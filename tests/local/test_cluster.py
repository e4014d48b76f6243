"""A cluster's clones are complete, isolated stacks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kaggle_store.errors import LocalStackError
from kaggle_store.local import Cluster
from kaggle_store.local.files import read_json
from kaggle_store.local.processes import started_at
from kaggle_store.testing.stacks import OutsideStack, TestRun
from tests.local.helpers import eventually, get, takes_less_than

# The main process of a parallel test run, and one of its workers.
MAIN = """
import os, signal, subprocess, sys
from kaggle_store.testing.stacks import TestRun
run = TestRun.open()
workers = [subprocess.Popen([sys.executable, "-c", sys.argv[1], sys.argv[2]]) for _ in range(2)]
if [worker.wait() for worker in workers] != [9, 9]:
    sys.exit("a worker did not get its stack")
print(run.cluster().folder, flush=True)
while True:
    signal.pause()
"""
WORKER = """
import os, sys
from pathlib import Path
from kaggle_store.local import Cluster
from kaggle_store.testing.stacks import TestRun
start = Cluster.start
Cluster.start = lambda owner: start(owner=owner, migrations=Path(sys.argv[1]))
stack = TestRun.current().cluster().clone()
print(stack.api_url, flush=True)
os._exit(9)
"""


@pytest.fixture(scope="module")
def cluster(notes: Path) -> Iterator[Cluster]:
    with Cluster.start(migrations=notes) as cluster:
        yield cluster


def test_clone_is_ready_within_four_seconds(cluster: Cluster) -> None:
    assert takes_less_than(4, lambda: cluster.clone().stop())
    with cluster.clone() as stack:
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success


def test_clones_have_separate_rows(cluster: Cluster) -> None:
    with cluster.clone() as one, cluster.clone() as two:
        with psycopg.connect(one.db_url, autocommit=True) as connection:
            connection.execute("delete from public.notes")
        rows = [
            get(f"{stack.api_url}/rest/v1/notes?select=body", {"apikey": stack.secret_key}).json()
            for stack in (one, two)
        ]
    assert rows == [[], [{"body": "seeded"}]]


def test_clone_has_template_settings_and_privileges(cluster: Cluster) -> None:
    with cluster.clone() as stack, psycopg.connect(stack.db_url) as connection:
        shown = connection.execute("show statement_timeout").fetchone()
        connection.execute("create schema mine")
        granted = connection.execute(
            "select has_database_privilege('dashboard_user', current_database(), 'create')"
        ).fetchone()
    assert shown == ("2min",)
    assert granted == (True,)


def test_stopped_clone_drops_its_database(cluster: Cluster) -> None:
    clone = cluster.clone()
    clone.stop()
    with cluster.clone() as stack, psycopg.connect(stack.db_url) as connection:
        rows = connection.execute("select count(*) from pg_database where datname like 'clone%'")
        assert rows.fetchone() == (1,)


def test_cluster_of_another_process_can_be_cloned(cluster: Cluster) -> None:
    with Cluster.attach(cluster.folder).clone() as stack:
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success


def test_attach_to_stopped_cluster_raises(tmp_path: Path) -> None:
    with pytest.raises(LocalStackError, match="No cluster runs"):
        Cluster.attach(tmp_path)


def test_workers_share_the_main_process_cluster(notes: Path) -> None:
    main = subprocess.Popen(
        [sys.executable, "-c", MAIN, WORKER, str(notes)],
        stdout=subprocess.PIPE,
        text=True,
        env={key: value for key, value in os.environ.items() if "TEST_RUN" not in key},
    )
    assert main.stdout is not None
    with main.stdout as output:
        urls = {output.readline().strip(), output.readline().strip()}
        folder = Path(output.readline().strip())
    assert len(urls) == 2
    processes = read_json(folder / "running.json")["processes"]
    assert all(started_at(pid) == began for pid, began in processes.values())
    main.send_signal(signal.SIGKILL)
    main.wait(60)
    assert eventually(lambda: not folder.exists())
    assert eventually(lambda: all(started_at(pid) is None for pid, _ in processes.values()))


def test_run_without_main_process_opens_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAGGLE_STORE_TEST_RUN", raising=False)
    run = TestRun.current()
    folder = Path(os.environ["KAGGLE_STORE_TEST_RUN"])
    assert folder.is_dir()
    run.close()
    run.close()
    assert not folder.exists()


@pytest.mark.parametrize(
    "key", ["SUPABASE_SECRET_KEY", "SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_KEY"]
)
def test_outside_stack_comes_from_environment(key: str) -> None:
    stack = OutsideStack.from_environment({"SUPABASE_URL": "http://x", key: "k", "DB_URL": "pg"})
    assert stack is not None
    assert (stack.api_url, stack.secret_key, stack.db_url) == ("http://x", "k", "pg")


def test_no_outside_stack_without_url_or_key() -> None:
    assert OutsideStack.from_environment({}) is None
    assert OutsideStack.from_environment({"SUPABASE_URL": "http://x"}) is None
    assert OutsideStack.from_environment({"SUPABASE_KEY": "k"}) is None
