"""A full backup beside plain pg_dump with the same compression, its verification beside a plain
pg_restore of the same dump, and an incremental backup after a change of one row in a hundred.

Both restores go into a new PostgreSQL of their own, as a verification makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from benchmarks import data
from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave, seconds
from kaggle_store.backup.create import DUMP, take_full, take_incremental
from kaggle_store.backup.database import Programs
from kaggle_store.backup.storage import Target
from kaggle_store.backup.verify import scratch_database, verify
from kaggle_store.errors import BackupError

FULL, DUMPED = "kaggle-store backup full", "pg_dump --format=custom"
CHECKED, RESTORED = "kaggle-store backup verify", "pg_restore"
CHANGED = "kaggle-store backup incremental, 1 % changed"
_SCHEMAS = ("--schema=public", "--schema=kaggle_store")


def run(bench: Bench) -> Result:
    """Measure seconds."""
    competitions, metrics, rounds = bench.size((20_000, 4_200_000, 3), (200, 10_000, 1))
    data.history(bench, competitions)
    _fill_metrics(bench, metrics)
    bench.owner.execute("vacuum analyze")
    rows = competitions * 41 + metrics
    result = Result(f"backup of {rows:,} rows", "s")
    with TemporaryDirectory() as folder:
        backups = Backups(bench, Path(folder))
        made = interleave(
            {DUMPED: _seconds(backups.dump), FULL: _seconds(backups.full)}, rounds, within=200
        )
        checked = interleave(
            {RESTORED: backups.restore, CHECKED: _seconds(backups.verify)}, rounds, within=200
        )
        changed = [backups.change_and_save() for _ in range(rounds)]
        size = (backups.folder / "plain.dump").stat().st_size
    result.add({**made, **checked, CHANGED: changed})
    result.goals = [
        Goal(f"rows/s, {FULL} / {DUMPED}", ratios(made[DUMPED], made[FULL]), at_least=0.8),
        Goal(f"{CHECKED} / {RESTORED}", ratios(checked[CHECKED], checked[RESTORED]), at_most=2),
    ]
    result.notes = [f"the dump has {size / 1e6:,.0f} MB"]
    return result


class Backups:
    """The backups of a run, in a folder."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self.bench = bench
        self.folder = folder
        self._target = Target(folder / "backups")
        self._url = bench.stack.db_url
        self._programs = Programs.find(bench.owner.info.server_version)

    def dump(self) -> None:
        """Dump the store's schemas to a file."""
        arguments = ("--format=custom", *_SCHEMAS, f"--file={self.folder / 'plain.dump'}")
        with self._programs.running("pg_dump", *arguments, url=self._url):
            pass

    def full(self) -> None:
        """Make a full backup."""
        take_full(self._url, self._target)

    def verify(self) -> None:
        """Verify the newest full backup."""
        full = self._target.names("full")[-1]
        if verify(self._target, full).manifest.id != full:
            raise AssertionError("another backup was verified")

    def restore(self) -> float:
        """Restore the dump of the newest backup, with the schema, and return the seconds."""
        dump = self.folder / "backups" / self._target.names("full")[-1] / DUMP
        with scratch_database() as url, psycopg.connect(url, autocommit=True) as connection:
            connection.execute("create role admin; create role kaggle_worker")
            took = seconds(partial(self._restore, url, dump))
            found = connection.execute("select count(*) from public.system_metrics").fetchone()
        if found != (self.bench.value("select count(*) from public.system_metrics"),):
            raise AssertionError(f"pg_restore has restored {found} points")
        return took

    def _restore(self, url: str, dump: Path) -> None:
        # It reports what a new database has already, such as the schema `public`, and goes on.
        with (
            suppress(BackupError),
            self._programs.running("pg_restore", "--dbname=postgres", str(dump), url=url),
        ):
            pass

    def change_and_save(self) -> float:
        """Change one row in a hundred and return the seconds of the backup alone."""
        self.bench.run("change_some.sql")
        return seconds(partial(take_incremental, self._url, self._target))


def _seconds(work: Callable[[], object]) -> Callable[[], float]:
    return partial(seconds, work)


def _fill_metrics(bench: Bench, rows: int) -> None:
    data.last_month(bench)
    found = bench.owner.execute("select id from public.agent_executions limit 8").fetchall()
    data.insert_metrics(bench, "system_metrics", [id for (id,) in found], rows, range(rows))
