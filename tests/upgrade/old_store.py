"""A store of an earlier release with rows, and clients that write while it is upgraded."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

import psycopg

from kaggle_store import KaggleStore
from kaggle_store.backup.database import Programs
from kaggle_store.local import LocalStack, project_dir
from tests.conftest import Owner
from tests.npm import supabase_cli

WAIT_SECONDS = 60.0
"""A bound for what takes less than a second, so that a failure ends the test."""


@dataclass
class OldStore:
    """A stack with a release's migrations and rows, and the project that upgrades it."""

    stack: LocalStack
    owner: Owner
    project: Path

    def client(self) -> KaggleStore:
        return KaggleStore(self.stack.api_url, self.stack.secret_key)

    def add(self, name: str, sql: str) -> None:
        """Add a migration to the project."""
        (self.project / "supabase" / "migrations" / name).write_text(sql)

    def push(self) -> str:
        """Apply the project's new migrations with the Supabase CLI; AssertionError if one fails."""
        return supabase_cli("db", "push", "--yes", db_url=self.stack.db_url, cwd=self.project)


def migrations_of(dump: Path) -> dict[str, str]:
    """Return the files that a dumped store had applied, and their digests."""
    copied = dump.read_text("utf-8").partition("COPY kaggle_store.installed ")[2]
    _, *rows = copied.partition("\n\\.")[0].splitlines()
    return {f"{name}.sql": digest for name, digest, *_ in map(str.split, rows)}


@contextmanager
def old_store(dump: Path, folder: Path) -> Iterator[OldStore]:
    """Start a store with the migrations and rows of a dump."""
    migrations = folder / "supabase" / "migrations"
    migrations.mkdir(parents=True)
    shutil.copy(project_dir() / "config.toml", migrations.parent)
    for name in migrations_of(dump):
        shutil.copy(project_dir() / "migrations" / name, migrations)
    with LocalStack.start(migrations=migrations) as stack:
        load = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={dump}")
        with Programs.find(170000).running("psql", *load, url=stack.superuser_url) as output:
            output.read()
        with psycopg.connect(stack.db_url, autocommit=True) as owner:
            yield OldStore(stack, owner, folder)


@dataclass
class Written:
    """A row that the store has acknowledged, and some of its values."""

    table: str
    values: dict[str, Any]


@dataclass
class Writer:
    """A thread that repeats one task until it is told to stop, and keeps what was acknowledged."""

    store: KaggleStore
    task: Callable[[KaggleStore, int], Iterator[Written]]
    written: list[Written] = field(default_factory=list)
    problem: BaseException | None = None
    rounds: int = 0
    round_ended: threading.Condition = field(default_factory=threading.Condition)
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        try:
            for number in count():
                if self.stop.is_set():
                    return
                self.written.extend(self.task(self.store, number))
                with self.round_ended:
                    self.rounds += 1
                    self.round_ended.notify_all()
        except BaseException as problem:
            self.problem = problem
        finally:
            with self.round_ended:
                self.round_ended.notify_all()

    def wait_for_rounds(self, more: int = 1) -> None:
        """Wait until this many rounds have begun and ended from now on, or one has failed."""
        with self.round_ended:
            until = self.rounds + more + 1
            ended = self.round_ended.wait_for(
                lambda: self.rounds >= until or self.problem is not None, WAIT_SECONDS
            )
            if not ended:
                self.problem = TimeoutError(f"no round ended within {WAIT_SECONDS:g} s")


class Writers(AbstractContextManager["Writers"]):
    """Clients that write at the same time, each in a thread with a connection of its own."""

    def __init__(self, old: OldStore) -> None:
        self._writers = [Writer(old.client(), task) for task in TASKS]
        self._threads = [threading.Thread(target=each.run, daemon=True) for each in self._writers]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        self.wait_for_rounds()
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers:
            writer.stop.set()
        for thread, writer in zip(self._threads, self._writers, strict=True):
            thread.join(WAIT_SECONDS)
            writer.store.close()

    def wait_for_rounds(self) -> None:
        """Wait until every writer has written again, from its first request to its last."""
        for writer in self._writers:
            writer.wait_for_rounds()

    def problems(self, owner: Owner) -> Iterator[str]:
        """Yield one sentence for each failed request, and each acknowledged row that is missing."""
        for writer in self._writers:
            if writer.problem is not None:
                yield f"{writer.task.__name__} failed: {writer.problem}"
            missing = [row for row in writer.written if not _exists(owner, row)]
            if missing:
                yield f"{writer.task.__name__} lost {len(missing)} rows, such as {missing[0]}"


def _exists(owner: Owner, row: Written) -> bool:
    conditions = " and ".join(f"{column}::text = %s" for column in row.values)
    found = owner.execute(
        f"select exists (select from {row.table} where {conditions})".encode(),
        [str(value) for value in row.values.values()],
    ).fetchone()
    return found == (True,)


def work(store: KaggleStore, number: int) -> Iterator[Written]:
    """Claim an execution, train, submit, and complete it."""
    run = _execution(store, f"run {number}")
    code = store.generated_code.create(
        execution_id=run, code_type="training", file_name="a.py", code_content="pass"
    )
    job = store.training_jobs.create(execution_id=run, code_id=code.id, job_name="job")
    with store.agent_executions.work(worker="w", execution_id=run) as held:
        assert held is not None
        store.execution_steps.record(
            execution_id=run, lease_id=held.lease_id, round=0, name="plan", result=number
        )
        yield Written("execution_steps", {"execution_id": run, "name": "plan"})
        with store.training_jobs.work(worker="w", execution_id=run) as training:
            assert training is not None
            training.report(epoch=1)
            training.complete()
        yield Written("training_jobs", {"id": job.id, "status": "completed"})
        sent = store.submissions.reserve(execution_id=run, submission_file_path=f"{number}.csv")
        store.submissions.mark_submitted(sent.id, kaggle_submission_id=str(sent.id))
        store.submissions.mark_scored(sent.id, public_score=0.5)
        yield Written("submissions", {"id": sent.id, "submission_status": "scored"})
        held.complete()
    yield Written("agent_executions", {"id": run, "status": "completed"})


def measure(store: KaggleStore, number: int) -> Iterator[Written]:
    """Record metric points and change a setting."""
    name = f"upgrade {uuid4()}"
    store.system_metrics.record(
        [{"metric_name": name, "metric_value": float(number), "metric_type": "gauge"}]
    )
    yield Written("system_metrics", {"metric_name": name})
    store.configurations.set(name, number)
    yield Written("configurations", {"config_key": name, "config_value": number})


def ask(store: KaggleStore, number: int) -> Iterator[Written]:
    """Ask a person, and answer."""
    asked = store.human_interventions.request(
        execution_id=_execution(store, f"question {number}"),
        intervention_type="approval_required",
        title="Continue?",
        description="Costs two dollars.",
    )
    store.human_interventions.respond(asked.id, "approve")
    yield Written("human_interventions", {"id": asked.id, "status": "approved"})


TASKS: Sequence[Callable[[KaggleStore, int], Iterator[Written]]] = (work, measure, ask)


def _execution(store: KaggleStore, name: str) -> UUID:
    """Create an execution that may submit and complete, of a competition of its own."""
    competition = store.competitions.create(kaggle_id=str(uuid4()), title=name)
    run = store.agent_executions.create(
        competition_id=competition.id, execution_name=name, status="submission"
    )
    return run.id
