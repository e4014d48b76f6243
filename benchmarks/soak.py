"""Workers for an hour while servers restart, processes are killed, the clock shifts and the network
fails: `make soak`, or `python -m benchmarks.soak --seconds 600`.

Nothing that was acknowledged may be lost or doubled, no two workers may write to one execution in
turns, and neither memory, open files, connections nor the bytes per row may grow. It prints what
was done and found, and exits with 1 for a violation. It ends by itself.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import report
from benchmarks.soak_check import (
    BOUNDS,
    LEAST_SECONDS,
    Acknowledged,
    Growth,
    growth_of,
    violations,
)
from benchmarks.soak_stack import SoakStack, open_stack
from benchmarks.soak_worker import PATH, Task
from kaggle_store import KaggleStore
from kaggle_store.errors import KaggleStoreError
from kaggle_store.recorder.connection import connect
from kaggle_store.recorder.flushing import Flush
from kaggle_store.recorder.project import Project
from kaggle_store.settings import Settings
from kaggle_store.testing.faults import WRITES, StoreFaults

PER_PROCESS = 8
"""Workers of one process."""
LASTING = 2
"""Processes that are never killed: their memory and files are sampled."""
LEASE = 20.0
PAUSE = 4.0
"""Average seconds between two outages."""
END_SECONDS = 120.0
MARKER = "soak"


@dataclass
class Outcome:
    """What a soak has done and found."""

    seconds: float = 0.0
    workers: int = 0
    outages: Counter[str] = field(default_factory=Counter)
    told: Acknowledged = field(default_factory=Acknowledged)
    growth: list[Growth] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the outcome as Markdown."""
        done, told = self.outages, self.told
        errors = ", ".join(f"{name} {times}" for name, times in told.errors.most_common())
        return [
            f"| {self.seconds:,.0f} s, {self.workers} workers | |",
            "|---|---|",
            *(f"| {name} | {times:,} |" for name, times in sorted(done.items())),
            f"| executions completed | {len(told.stored['completed']):,} |",
            f"| rows acknowledged | {sum(map(len, told.stored.values())):,} |",
            f"| metric points logged | {told.points.total():,} |",
            f"| errors that workers have seen | {told.errors.total():,} |",
            f"| lost, doubled, shared, inconsistent or grown | {len(self.violations)} |",
            "",
            f"- errors by class: {errors or 'none'}",
            *(
                f"- {each.name}: {each.first:,.0f} at the start, {each.last:,.0f} at the end;"
                f" {each.growth:+,.1f} in the second half, at most {each.bound:,.1f} allowed"
                for each in self.growth
            ),
            *(f"- VIOLATION: {each}" for each in self.violations),
        ]


class Soak:
    """One run: the stack, its proxy, the worker processes and the outages."""

    def __init__(self, stack: SoakStack, faults: StoreFaults, workers: int, seconds: float) -> None:
        self._stack = stack
        self._faults = faults
        self._seconds = seconds
        self._rng = random.Random(1)
        self._folder = stack.folder / "soak"
        self._folder.mkdir()
        self._started = 0
        self._processes: list[subprocess.Popen[bytes]] = []
        self._workers = workers
        self._samples: dict[str, list[tuple[float, float]]] = {name: [] for name in BOUNDS}
        self._outcome = Outcome(workers=workers)
        self._order: list[str] = []

    def run(self) -> Outcome:
        """Run until the time is up, and check everything."""
        begin = time.monotonic()
        with KaggleStore(self._stack.api_url, self._stack.key) as store:
            self._feed(store)
            while len(self._processes) < max(self._workers // PER_PROCESS, LASTING + 1):
                self._processes.append(self._start())
            next_sample = begin
            try:
                while time.monotonic() - begin < self._seconds:
                    time.sleep(self._rng.uniform(0, 2 * PAUSE))
                    self._disturb()
                    self._feed(store)
                    if time.monotonic() >= next_sample:
                        next_sample = time.monotonic() + self._seconds / 60
                        self._sample(time.monotonic() - begin)
                self._outcome.seconds = time.monotonic() - begin
                self._end()
            finally:
                for process in self._processes:
                    _kill(process)
            self._check(store)
        return self._outcome

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a worker process, every other one with the async client."""
        number = self._started
        self._started += 1
        task = Task(
            f"p{number}",
            is_async=number % 2 == 1,
            workers=PER_PROCESS,
            url=self._faults.url,
            key=self._stack.key,
            folder=str(self._folder),
            lease=LEASE,
        )
        command = [sys.executable, "-m", "benchmarks.soak_worker"]
        with (self._folder / f"p{number}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=Path(__file__).parents[1],
            )
        assert process.stdin
        process.stdin.write(json.dumps(asdict(task)).encode() + b"\n")
        process.stdin.flush()
        return process

    def _feed(self, store: KaggleStore) -> None:
        """Keep enough executions for all workers."""
        with suppress(KaggleStoreError):
            missing = 4 * self._workers - store.agent_executions.count(status="pending")
            if missing > 0:
                competition = store.competitions.upsert(kaggle_id="titanic", title="Titanic")
                store.agent_executions.create_many(
                    {
                        "competition_id": competition.id,
                        "execution_name": "run",
                        "max_attempts": 10_000,
                    }
                    for _ in range(missing)
                )

    def _disturb(self) -> None:
        """Cause the next outage."""
        outages: dict[str, Callable[[], object]] = {
            "PostgREST restarted": self._stack.restart_postgrest,
            "schema reloaded": lambda: self._sql("notify pgrst, 'reload schema'"),
            "PostgreSQL restarted, fast": lambda: self._stack.restart_postgres(immediate=False),
            "PostgreSQL restarted, immediate": lambda: self._stack.restart_postgres(immediate=True),
            "clock shifted": self._shift,
            "worker process killed": self._kill,
            "network down": self._cut_network,
            "requests damaged": self._damage,
        }
        # Each kind once, in a random order, before any comes again.
        self._order = self._order or self._rng.sample([*outages], len(outages))
        name = self._order.pop()
        outages[name]()
        self._outcome.outages[name] += 1

    def _sql(self, query: str, *values: object) -> list[Any]:
        with psycopg.connect(self._stack.superuser_url, autocommit=True) as owner:
            found = owner.execute(query.encode(), values)
            return found.fetchall() if found.description else []

    def _shift(self) -> None:
        by = self._rng.choice([1, LEASE / 2, 2 * LEASE])
        self._sql("update kaggle_store.clock set shift = shift + make_interval(secs => %s)", by)

    def _kill(self) -> None:
        number = self._rng.randrange(LASTING, len(self._processes))
        _kill(self._processes[number])
        self._processes[number] = self._start()

    def _cut_network(self) -> None:
        self._faults.down()
        time.sleep(self._rng.uniform(0.1, 2))
        self._faults.up()

    def _damage(self) -> None:
        # Those of the last time, with the requests that they have met.
        self._faults.reset()
        kinds: tuple[Callable[[], object], ...] = (
            lambda: self._faults.lose_request(times=3),
            lambda: self._faults.lose_response(WRITES, times=3),
            lambda: self._faults.cut(times=3),
            lambda: self._faults.hold(WRITES, seconds=self._rng.uniform(1, 12), times=3),
            lambda: self._faults.answer(503, times=3),
        )
        for cause in self._rng.choices(kinds, k=4):
            cause()

    def _sample(self, at: float) -> None:
        """Record the size of the lasting processes, of the hot tables, and the connections."""
        values = dict.fromkeys(BOUNDS, 0.0)
        names = list(BOUNDS)
        for process in self._processes[:LASTING]:
            proc = Path(f"/proc/{process.pid}")
            pages = int((proc / "statm").read_text().split()[1])
            found = (pages * 4096 / 1e6, len(list((proc / "fd").iterdir())))
            threads = len(list((proc / "task").iterdir()))
            for name, value in zip(names[:3], (*found, threads), strict=True):
                values[name] = max(values[name], value)
        ((values[names[3]],),) = self._sql(
            "select count(*) from pg_stat_activity where backend_type = 'client backend'"
        )
        for name, table in zip(names[4:], ("agent_executions", "training_jobs"), strict=True):
            self._sql(f"vacuum public.{table}")
            ((values[name],),) = self._sql(
                f"select pg_total_relation_size('public.{table}')::float8 / greatest(count(*), 1)"
                f" from public.{table}"
            )
        for name, value in values.items():
            self._samples[name].append((at, value))

    def _end(self) -> None:
        """Let the workers finish, without further outages."""
        self._faults.reset()
        (self._folder / "stop").touch()
        until = time.monotonic() + END_SECONDS
        for process in self._processes:
            try:
                status = process.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                self._outcome.violations.append(f"process {process.pid} does not end")
            else:
                if status:
                    self._outcome.violations.append(f"process {process.pid} ended with {status}")

    def _check(self, store: KaggleStore) -> None:
        outcome = self._outcome
        self._flush_spools()
        # What killed workers have held stays leased until it is claimed or cancelled.
        for row in [*store.agent_executions.iterate(status=PATH)]:
            store.agent_executions.move(row.id, "cancelled")
        outcome.told = Acknowledged.read(self._folder)
        with psycopg.connect(self._stack.superuser_url, autocommit=True) as owner:
            outcome.violations += violations(owner, outcome.told)
        outcome.violations += [
            f"{row.table_name}: {row.details}"
            for row in store.upkeep.integrity_report()
            if row.findings
        ]
        outcome.growth = [growth_of(name, found) for name, found in self._samples.items() if found]
        if self._seconds >= LEAST_SECONDS:
            outcome.violations += [
                f"{each.name} has grown by {each.growth:,.1f}"
                for each in outcome.growth
                if each.is_too_much
            ]

    def _flush_spools(self) -> None:
        """Send the metric points that killed processes have left."""
        settings = Settings.load(self._stack.api_url, self._stack.key)
        # The proxy, which the workers' spools name as their project.
        send, close = connect(settings)
        try:
            for spool in sorted((self._folder / "spool").iterdir()):
                flush = Flush(spool, Project.of(settings), send, adopt={self._faults.url})
                flush.run()
                self._outcome.violations += [
                    f"{spool.name}/{name}: {reason}" for name, reason in flush.left.items()
                ]
        finally:
            close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    if process.stdin:
        process.stdin.close()


def main(argv: list[str] | None = None) -> int:
    """Run a soak and print its outcome; return 1 for a violation."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600.0, help="default: an hour")
    parser.add_argument("--workers", type=int, default=64, help="default: 64")
    parser.add_argument(
        "--markdown",
        type=Path,
        metavar="PAGE",
        help="write the figures into a page, between its markers",
    )
    options = parser.parse_args(argv)
    outcome = soak(options.workers, options.seconds)
    text = "\n".join(outcome.lines())
    print(text)
    if options.markdown:
        page = options.markdown.read_text("utf-8")
        options.markdown.write_text(report.replaced(page, MARKER, text), "utf-8")
    return 1 if outcome.violations else 0


def soak(workers: int, seconds: float) -> Outcome:
    """Start a stack and its proxy, and run a soak."""
    with ExitStack() as opened:
        stack = opened.enter_context(open_stack())
        faults = opened.enter_context(StoreFaults(stack.api_url))
        return Soak(stack, faults, workers, seconds).run()


if __name__ == "__main__":
    sys.exit(main())
