"""Retention under load: sixteen writers run while a year of executions is archived."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from itertools import cycle, islice
from threading import Event
from typing import Any
from uuid import UUID

import psycopg
import pytest

from kaggle_store import KaggleStore, NotFound
from tests.conftest import Owner, Stack
from tests.lifecycle.concurrency import findings_by_table

WRITERS = 16
OLD = 122

# A year of executions, one every third day, with rows of every table; and a month of metrics.
OLD_ROWS = """
insert into competitions (kaggle_id, title, metric_direction) values ('old', 'Old', 'maximize');
insert into agent_executions
    (competition_id, execution_name, status, created_at, started_at, completed_at)
select c.id, 'day ' || day, 'completed', ended, ended, ended
from competitions as c, generate_series(1, 365, 3) as day,
    lateral (select now() - (400 + day) * interval '1 day' as ended);
insert into research_results (execution_id, research_type, query_text, source_api, raw_response)
select id, 'documentation', 'q' || n, 'arxiv', '{}'
from agent_executions, generate_series(1, 3) as n;
insert into generated_code (execution_id, code_type, file_name, code_content)
select id, 'training', 'a.py', 'pass' from agent_executions;
insert into gpu_sessions (
    execution_id, provider, instance_type, status, provisioned_at, terminated_at, total_cost_dollars
)
select id, 'vast_ai', 'A100', 'terminated', started_at, completed_at, 1.5 from agent_executions;
insert into training_jobs (execution_id, code_id, job_name, status, started_at, completed_at)
select execution_id, id, 'job', 'completed', created_at, created_at from generated_code;
insert into submissions (
    execution_id, training_job_id, submission_file_path, submission_status, public_score, scored_at
)
select execution_id, id, 's.csv', 'scored', 0.5, created_at from training_jobs;
insert into human_interventions (execution_id, intervention_type, title, description, status)
select id, 'error_review', 't', 'd', 'reviewed' from agent_executions;
select ensure_metric_partitions('2025-01-01', '2025-01-01');
insert into system_metrics (metric_name, metric_value, metric_type, timestamp)
select 'loss', n, 'gauge', '2025-01-01'::timestamptz + n * interval '1 minute'
from generate_series(1, 2000) as n;
insert into configurations (config_key, config_value, config_type)
values ('retention.batch_size', '20', 'system');
"""


@pytest.fixture
def old_executions(owner: Owner) -> set[UUID]:
    """The ids of a year of old executions."""
    for statement in OLD_ROWS.split(";\n"):
        owner.execute(statement.encode())
    return ids(owner, "agent_executions")


def ids(owner: Owner, table: str) -> set[UUID]:
    return {row[0] for row in owner.execute(f"select id from {table}".encode()).fetchall()}


def deadlocks(owner: Owner) -> int:
    owner.execute("select pg_stat_force_next_flush()")
    query = "select deadlocks from pg_stat_database where datname = current_database()"
    row = owner.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


@pytest.fixture
def no_retries(stack: Stack) -> Iterator[KaggleStore]:
    """A client without retries, so that a deadlock or a timeout raises."""
    with KaggleStore(stack.api_url, stack.secret_key, retry_for=0) as store:
        yield store


def run_once(store: KaggleStore, competition: UUID, number: int) -> None:
    """Write everything that a worker writes for one execution."""
    run = store.agent_executions.create(
        competition_id=competition, execution_name=f"w{number}", gpu_budget_dollars=5
    )
    code = store.generated_code.create(
        execution_id=run.id, code_type="training", file_name="a.py", code_content="pass"
    )
    session = store.gpu_sessions.open(
        execution_id=run.id, provider="vast_ai", instance_type="A100", cost_limit_dollars=1
    )
    store.gpu_sessions.heartbeat(session.id, gpu_utilization_percent=50)
    store.training_jobs.create(execution_id=run.id, code_id=code.id, job_name="job")
    points: Any = {"metric_name": "loss", "metric_value": 0.5, "metric_type": "gauge"}
    store.system_metrics.record([points | {"execution_id": run.id}] * 20)
    sent = store.submissions.reserve(execution_id=run.id, submission_file_path="a.csv")
    store.submissions.mark_scored(sent.id, public_score=0.5)
    intervention = store.human_interventions.request(
        execution_id=run.id, intervention_type="error_review", title="?", description="?"
    )
    store.human_interventions.respond(intervention.id, "approve")
    store.gpu_sessions.close(session.id)
    store.agent_executions.update(run.id, status="cancelled")


def late_bills(store: KaggleStore, id: UUID, number: int) -> None:
    """Write a late bill and a late update to an old execution, unless it is archived.

    A bill locks the session before the execution, the reverse of the archiver's order.
    """
    for row in store.gpu_sessions.list(execution_id=id):
        cost = Decimal(number + 1)
        _unless_archived(partial(store.gpu_sessions.close, row.id, total_cost_dollars=cost))
    _unless_archived(partial(store.agent_executions.update, id, execution_name="late"))


def _unless_archived(write: Callable[[], object]) -> None:
    try:
        write()
    except NotFound:
        return


def test_archive_and_retention_under_load(
    no_retries: KaggleStore, owner: Owner, old_executions: set[UUID]
) -> None:
    [competition] = ids(owner, "competitions")
    before, old = deadlocks(owner), sorted(old_executions, reverse=True)
    stopped = Event()

    def writer(number: int) -> int:
        runs = 0
        while not stopped.is_set():
            run_once(no_retries, competition, number)
            runs += 1
        return runs

    def biller(number: int) -> int:
        bills = 0
        for id in islice(cycle(old), number, None):
            if stopped.is_set():
                return bills
            late_bills(no_retries, id, number + bills)
            bills += 1
        return bills

    def upkeep(_: int) -> Counter[str]:
        outcomes: Counter[str] = Counter()
        until = time.monotonic() + 300
        while time.monotonic() < until and not (_all_archived(no_retries) and _is_dropped(owner)):
            for row in no_retries.upkeep.run_all():
                outcomes[row.outcome] += 1
                if isinstance(row.counts, dict):
                    outcomes["archived"] += int(str(row.counts.get("archived", 0)))
        return outcomes

    with ThreadPoolExecutor(WRITERS + 2) as pool:
        writers = [pool.submit(writer, number) for number in range(WRITERS - 4)]
        billers = [pool.submit(biller, number) for number in range(4)]
        keepers = [pool.submit(upkeep, number) for number in range(2)]
        try:
            outcomes = sum((keeper.result() for keeper in keepers), Counter[str]())
        finally:
            stopped.set()
        runs = [each.result() for each in writers]
    assert min(*runs, *(each.result() for each in billers)) > 0
    assert outcomes["failed"] == 0
    assert outcomes["archived"] == OLD, "archived twice, or not at all"
    assert deadlocks(owner) == before
    live, archived = ids(owner, "agent_executions"), ids(owner, "archived_executions")
    assert (archived, live & old_executions, len(live)) == (old_executions, set(), sum(runs))
    assert findings_by_table(no_retries) == {}
    _check_restore(no_retries, owner, old[:3])


def _all_archived(store: KaggleStore) -> bool:
    return store.archive.count() == OLD


def _is_dropped(owner: Owner) -> bool:
    with psycopg.connect(owner.info.dsn, password=owner.info.password) as connection:
        row = connection.execute("select to_regclass('system_metrics_2025_01') is null").fetchone()
        return row == (True,)


def _check_restore(store: KaggleStore, owner: Owner, some: list[UUID]) -> None:
    """Restored executions have their old rows, and are no longer in the archive."""
    for id in some:
        row = store.archive.get(id)
        assert store.archive.restore(id).id == id
        live = owner.execute("select kaggle_store.digest_of_live(%s)", [id]).fetchone()
        assert live == (row.checksum,)
    assert not ids(owner, "archived_executions") & set(some)


def test_killed_archiver_loses_nothing(
    no_retries: KaggleStore, owner: Owner, old_executions: set[UUID]
) -> None:
    owner.execute("select set_configuration('upkeep.batch_seconds', '60')")
    for ends in ("commit", "select"):
        dying = psycopg.connect(owner.info.dsn, password=owner.info.password)
        assert dying.execute("select archived from archive_executions()").fetchone() == (20,)
        dying.execute(ends)
        owner.execute("select pg_terminate_backend(%s)", [dying.info.backend_pid])
        dying.close()
        live, archived = ids(owner, "agent_executions"), ids(owner, "archived_executions")
        assert (live | archived, live & archived) == (old_executions, set())
        assert len(archived) == 20
    while no_retries.archive.archive_executions().more_left:
        pass
    assert ids(owner, "archived_executions") == old_executions
