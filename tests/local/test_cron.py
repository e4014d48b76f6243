"""Upkeep by pg_cron: the migrations schedule each task once, and the jobs really run."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kaggle_store.local import LocalStack, postgres, project_dir
from kaggle_store.upkeep import TASKS

POSTGRES = Path("/usr/lib/postgresql/15/bin")
EXTENSION = Path("/usr/share/postgresql/15/extension/pg_cron.control")
SCHEDULE = project_dir() / "migrations" / "20261123050400_schedule.sql"
PRELOADED = {
    "shared_preload_libraries": "pg_cron",
    "cron.use_background_workers": "on",
    "cron.database_name": "postgres",
}
# What a hosted project does when one of its owners creates the extension.
GIVEN = "create extension pg_cron with schema pg_catalog; grant usage on schema cron to postgres"


@pytest.mark.skipif(not EXTENSION.exists(), reason="pg_cron for PostgreSQL 15 is not here")
def test_pg_cron_runs_each_task_that_the_migrations_schedule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_SETTINGS", postgres._SETTINGS | PRELOADED)
    (tmp_path / "none").mkdir()
    kept: Any = {"data_dir": tmp_path / "stack", "postgres": POSTGRES}
    with LocalStack.start(**kept, migrations=tmp_path / "none") as stack:
        superuser = stack.db_url.replace("//postgres:", f"//{postgres.SUPERUSER}:")
        with psycopg.connect(superuser) as platform:
            platform.execute(GIVEN)
    with LocalStack.start(**kept) as stack, psycopg.connect(stack.db_url) as owner:
        jobs = _jobs(owner)
        assert {f"select public.run_upkeep('{task}')" for task in TASKS} < set(jobs.values())
        owner.execute(SCHEDULE.read_bytes())
        assert _jobs(owner) == jobs, "scheduled again, it is scheduled once"
        # For pg_cron the next start is sooner than the next minute.
        owner.execute("select cron.schedule(jobname, '@reboot', command) from cron.job")
        owner.commit()
        assert owner.execute("select count(*) from upkeep_runs").fetchone() == (0,)
    with LocalStack.start(**kept) as stack, psycopg.connect(stack.db_url, autocommit=True) as owner:
        runs: list[tuple[Any, ...]] = []
        for _ in range(600):
            runs = owner.execute("select task::text, outcome::text from upkeep_runs").fetchall()
            if len(runs) >= len(TASKS):
                break
            time.sleep(0.05)
        assert sorted(runs) == sorted((task, "done") for task in TASKS)


def _jobs(owner: psycopg.Connection[Any]) -> dict[str, str]:
    found = owner.execute("select jobname, command from cron.job").fetchall()
    jobs = dict(found)
    assert len(jobs) == len(found)
    return jobs
