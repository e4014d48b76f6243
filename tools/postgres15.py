"""Test on PostgreSQL 15, the oldest supported version, with pg_cron: `python -m tools.postgres15`.

Checks that the migrations create the same schema, that database and SDK tests pass, and that the
scheduled jobs run. As root it installs Debian's packages; it fails if they are missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from kaggle_store.local import LocalStack
from tools.postgres_releases import SCHEMA_CHECKS, run_checks

PACKAGES = ("postgresql-15", "postgresql-15-cron", "postgresql-15-pgtap")
BIN = Path("/usr/lib/postgresql/15/bin")
NEEDED = (
    BIN / "postgres",
    BIN.parent / "lib" / "pg_cron.so",
    Path("/usr/share/postgresql/15/extension/pgtap.control"),
)
CHECKS = (
    *SCHEMA_CHECKS,
    (
        *("pytest", "-n", "2", "tests/store/test_every_resource.py"),
        *("tests/database/test_claims.py", "tests/database/test_listed_matching.py"),
    ),
    ("pytest", "-n", "2", "tests/install/test_guest.py"),
)
# pg_cron polls once a minute; a due job may then wait for a free worker.
JOBS_TIMEOUT_SECONDS = 90.0

# pg_cron 1.4 has no seconds: every job is due at the next full minute.
_EVERY_MINUTE = "select cron.schedule(jobname, '* * * * *', command) from cron.job"
_FIRST_RUNS = """
    select distinct on (j.jobid) j.jobname, d.status, d.return_message
    from cron.job as j left join cron.job_run_details as d using (jobid)
    order by j.jobid, d.runid
"""
_JOBS = "select jobname, schedule, command from cron.job order by 1"
_LAST_PARTITION = """
    select max(inhrelid::regclass::text) from pg_catalog.pg_inherits
    where inhparent = 'public.system_metrics'::regclass
        and inhrelid <> 'public.system_metrics_default'::regclass
"""
_SCHEDULE = "select kaggle_store.schedule_upkeep()"
_JOB_OF_THE_PROJECT = "select cron.schedule('a job of the project', '* * * * *', 'select 1')"
_DELETE_RUNS = "select command from cron.job where jobname = 'kaggle_store: old runs of these jobs'"
_UNDONE = """
    select t.task::text, r.outcome::text, r.error
    from kaggle_store.upkeep_tasks as t left join public.upkeep_runs as r using (task)
    where r.outcome is distinct from 'done'
"""


def install_packages() -> str | None:
    """Install missing packages; return an error message if that is impossible."""
    if _missing() and os.geteuid() == 0 and (apt := shutil.which("apt-get")):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
            subprocess.run([apt, "--quiet", *words], env=environment, check=False)
    if missing := _missing():
        return (
            f"{missing[0]} is missing: as root, on Debian 12, apt-get install {' '.join(PACKAGES)}"
        )
    return None


def _missing() -> list[Path]:
    return [path for path in NEEDED if not path.exists()]


def wait_for_jobs(connection: psycopg.Connection[tuple[Any, ...]]) -> list[str]:
    """Wait until every job has run once, and return the failures."""
    deadline = time.monotonic() + JOBS_TIMEOUT_SECONDS
    while True:
        runs = connection.execute(_FIRST_RUNS).fetchall()
        if all(status in ("succeeded", "failed") for _, status, _ in runs):
            break
        if time.monotonic() > deadline:
            break
        time.sleep(0.5)
    for name, status, message in runs:
        print(f"{name} .. {status} ({message})")
    wrong = [
        f"job {name}: {status}, {message}"
        for name, status, message in runs
        if status != "succeeded"
    ]
    return wrong if runs else ["the migrations have scheduled no jobs"]


def delete_runs(connection: psycopg.Connection[tuple[Any, ...]]) -> list[str]:
    """Delete old runs as the store's job does in a week, and return their commands."""
    (delete,) = connection.execute(_DELETE_RUNS).fetchone() or ("",)
    in_a_week = delete.replace("now()", "now() + interval '8 days'")
    rows = connection.execute(f"{in_a_week} returning command".encode()).fetchall()
    return sorted({command for (command,) in rows})


def main() -> int:
    """Run the other checks while the jobs wait for their minute."""
    if reason := install_packages():
        print(reason, file=sys.stderr)
        return 1
    with (
        LocalStack.start(postgres=BIN) as stack,
        psycopg.connect(stack.db_url, autocommit=True) as connection,
    ):
        (partition,) = connection.execute(_LAST_PARTITION).fetchone() or (None,)
        connection.execute(f"drop table {partition}".encode())
        jobs = connection.execute(_JOBS).fetchall()
        connection.execute(_SCHEDULE)
        if connection.execute(_JOBS).fetchall() != jobs:
            print("FAILED: scheduling the jobs twice changed them", file=sys.stderr)
            return 1
        connection.execute(_JOB_OF_THE_PROJECT)
        connection.execute(_EVERY_MINUTE)
        wrong = run_checks(BIN, CHECKS) + wait_for_jobs(connection)
        wrong += [f"upkeep: {run}" for run in connection.execute(_UNDONE)]
        if "select 1" in (deleted := delete_runs(connection)) or not deleted:
            wrong.append(f"old runs of these commands are deleted: {deleted}")
        if connection.execute(_LAST_PARTITION).fetchone() != (partition,):
            wrong.append(f"no job has recreated the partition {partition}")
    for problem in wrong:
        print(f"FAILED: {problem}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
