"""No list is cut silently, whatever Max rows of the project is, with both clients."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from psycopg import sql

from kaggle_store import KaggleStore, TruncatedResponse
from kaggle_store.local import LocalStack
from kaggle_store.testing.pytest_plugin import shared_run
from tests.conftest import Owner, Stack
from tests.local.helpers import eventually
from tests.store.conftest import open_client
from tests.store.samples import Samples
from tests.unit.test_repeat_kinds import RESOURCES, VERBS

MANY = 9
MAX_ROWS = 4
LONG_AGO = datetime.now(UTC) - timedelta(days=730)


@contextmanager
def limited_stack(request: pytest.FixtureRequest, max_rows: int) -> Iterator[LocalStack]:
    """Start an empty stack whose PostgREST returns at most `max_rows` rows."""
    with shared_run(request.config).cluster().clone() as stack:
        with psycopg.connect(stack.db_url, autocommit=True) as owner:
            command = "alter role authenticator in database {} set pgrst.db_max_rows = {}"
            name = sql.Identifier(owner.info.dbname)
            owner.execute(sql.SQL(command).format(name, sql.Literal(str(max_rows))))
            owner.execute("notify pgrst, 'reload config'")
        assert eventually(lambda: len(_probe(stack)) == max_rows)
        yield stack


def _probe(stack: LocalStack) -> Any:
    headers = {"apikey": stack.secret_key, "Authorization": f"Bearer {stack.service_role_key}"}
    response = httpx.post(f"{stack.api_url}/rest/v1/rpc/probe_max_rows", headers=headers)
    return response.json()


class World:
    """A store with `MANY` rows in every relation."""

    def __init__(self, stack: LocalStack, owner: psycopg.Connection[Any]) -> None:
        self.stack = stack
        self.owner = owner
        with KaggleStore(stack.api_url, stack.secret_key) as store:
            self._fill(store)
        owner.execute(
            "insert into kaggle_store.members (id, added_by) "
            "select gen_random_uuid(), 'me' from generate_series(1, %s)",
            [MANY],
        )
        owner.execute(
            "insert into notices (kind, priority, title, dedup_key) "
            "select 'health', 'low', 't', n from generate_series(1, %s) as n",
            [MANY],
        )
        owner.execute(
            "insert into notification_deliveries (notification_id, channel, priority) "
            "select id, 'team', 'low' from intervention_notifications limit %s",
            [MANY],
        )
        owner.execute(
            "insert into execution_steps (execution_id, round, stage, name, result, worker) "
            "select %s, 1, 'training', n, '1', 'w' from generate_series(1, %s) as n",
            [self.id, MANY],
        )
        owner.execute(
            "insert into gpu_terminations (gpu_session_id, execution_id) "
            "select id, execution_id from gpu_sessions limit %s",
            [MANY],
        )
        for number in range(MANY):
            name = f"f{number}"
            owner.execute(
                "insert into artifacts (execution_id, kind, name, sha256, size_bytes, uri) "
                "values (%s, 'data', %s, repeat('0', 64), 1, %s)",
                [self.id, name, f"file:///r/{self.id}/{'0' * 32}/{name}"],
            )

    def _fill(self, store: KaggleStore) -> None:
        open_until = datetime(2090, 1, 1, tzinfo=UTC)
        new: Any = [
            {"kaggle_id": f"k{n}", "title": "T", "deadline": open_until} for n in range(MANY)
        ]
        competition = store.competitions.create_many(new)[0].id
        run: Any = {"competition_id": competition, "execution_name": "run"}
        old: Any = {**run, "status": "failed", "started_at": LONG_AGO, "completed_at": LONG_AGO}
        store.agent_executions.create_many([old] * MANY)
        while store.archive.archive_executions(limit=MANY).more_left:
            pass
        self.executions = [row.id for row in store.agent_executions.create_many([run] * MANY)]
        self.id = self.executions[0]
        of_run: Any = {"execution_id": self.id}
        code = self._fill_work(store, of_run)
        job: Any = {**of_run, "code_id": code, "job_name": "j"}
        store.training_jobs.create_many([job] * MANY)
        for number in range(MANY):
            self.setting = store.configurations.set("often", number).id
            store.configurations.set(f"k{number}", 1)
            store.upkeep.run("execution_summary")
            store.human_interventions.request(
                **of_run,
                intervention_type="error_review",
                title=f"{number}",
                description="d",
                pauses_execution=False,
            )

    def _fill_work(self, store: KaggleStore, of_run: Any) -> UUID:
        finding = {**of_run, "research_type": "documentation", "source_api": "s"}
        finding |= {"raw_response": {}, "relevance_score": 0.5}
        findings: Any = [{**finding, "query_text": f"{number}"} for number in range(MANY)]
        store.research_results.add_many(findings)
        file: Any = {**of_run, "code_type": "model", "file_name": "m.py", "code_content": "1"}
        code: UUID = store.generated_code.create_many([file] * MANY)[0].id
        session: Any = {**of_run, "provider": "p", "instance_type": "t", "cost_limit_dollars": 0.01}
        for row in store.gpu_sessions.create_many([session] * MANY):
            store.gpu_sessions.request_termination(row.id)
        sent: Any = {**of_run, "submission_file_path": "s.csv"}
        self.submission = store.submissions.create_many([sent] * MANY)[0].id
        at = datetime.now(UTC)
        point = {**of_run, "metric_name": "loss", "metric_value": 1.0, "metric_type": "gauge"}
        points: Any = [{**point, "timestamp": at + timedelta(seconds=n)} for n in range(MANY)]
        store.system_metrics.record(points)
        named: Any = [
            {**point, "execution_id": self.executions[1], "metric_name": f"m{number}"}
            for number in range(MANY)
        ]
        store.system_metrics.record(named)
        return code

    def count(self, relation: str) -> int:
        query = sql.SQL("select count(*) from {}").format(sql.Identifier(relation))
        row = self.owner.execute(query).fetchone()
        assert row is not None
        return int(row[0])


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    with (
        limited_stack(request, MAX_ROWS) as stack,
        psycopg.connect(stack.db_url, autocommit=True) as owner,
    ):
        yield World(stack, owner)


@pytest.fixture(params=["sync", "async"])
def client(request: pytest.FixtureRequest, world: World) -> Iterator[KaggleStore]:
    with open_client(request.param, world.stack.api_url, world.stack.secret_key) as store:
        yield store


TABLES = {
    "archive": "archived_executions",
    "competitions": "competitions",
    "agent_executions": "agent_executions",
    "research_results": "research_results",
    "generated_code": "generated_code",
    "execution_steps": "execution_steps",
    "artifacts": "artifacts",
    "gpu_sessions": "gpu_sessions",
    "training_jobs": "training_jobs",
    "submissions": "submissions",
    "human_interventions": "human_interventions",
    "system_metrics": "system_metrics",
    "configurations": "configurations",
    "audit_log": "audit_log",
}
WHOLE = {
    **{verb: {} for verb in ("iterate", "iterate_full", "to_arrow", "to_arrow_full")},
    **{verb: {"limit": 1000} for verb in ("list", "list_full", "costs_list")},
}
"""Verbs that read a whole table, with their arguments."""

PARTS: dict[str, Callable[[KaggleStore, World], Any]] = {
    "competitions.dashboard": lambda s, _: s.competitions.dashboard(limit=1000),
    "agent_executions.progress": lambda s, _: s.agent_executions.progress(limit=1000),
    "agent_executions.summaries": lambda s, _: s.agent_executions.summaries(limit=1000),
    "generated_code.pipeline": lambda s, w: s.generated_code.pipeline(w.id),
    "gpu_sessions.due": lambda s, _: s.gpu_sessions.due(),
    "gpu_sessions.terminations": lambda s, _: s.gpu_sessions.terminations(limit=1000),
    "submissions.ranking": lambda s, _: s.submissions.ranking(limit=1000),
    "human_interventions.pending": lambda s, _: s.human_interventions.pending(limit=1000),
    "system_metrics.buckets": lambda s, w: s.system_metrics.buckets(w.id, "loss", MANY),
    "system_metrics.names": lambda s, w: s.system_metrics.names(w.executions[1]),
    "system_metrics.series": lambda s, w: list(s.system_metrics.series(w.id, "loss")),
    "system_metrics.series_to_arrow": lambda s, w: s.system_metrics.series_to_arrow(w.id, "loss"),
    "upkeep.runs": lambda s, _: s.upkeep.runs(limit=1000),
    "notifications.notices": lambda s, _: s.notifications.notices(limit=1000),
    "notifications.deliveries": lambda s, _: s.notifications.deliveries(limit=1000),
    "members.list": lambda s, _: s.members.list(),
    "audit_log.by_row": lambda s, w: list(s.audit_log.by_row("configurations", w.setting)),
}
"""Reads that return `MANY` rows."""

CHANGES: dict[str, tuple[Callable[[KaggleStore, World], Any], str]] = {
    "audit_log.of_execution": (
        lambda s, w: s.audit_log.of_execution(w.id),
        "select count(*) from audit_log where execution_id = %(id)s",
    ),
    "audit_log.between": (
        lambda s, _: s.audit_log.between(LONG_AGO),
        "select count(*) from audit_log",
    ),
    "human_interventions.notifications": (
        lambda s, _: s.human_interventions.notifications(),
        "select count(*) from intervention_notifications where sent_at is null",
    ),
}
"""Reads of rows that other tests add, each with a query that counts them."""

YEARS = itertools.count(2010)
CUT: dict[str, Callable[[KaggleStore], Any]] = {
    "upkeep.integrity_report": lambda s: s.upkeep.integrity_report(),
    "upkeep.store_health": lambda s: s.upkeep.store_health(),
    "upkeep.ensure_metric_partitions": lambda s: _create_partitions(s, next(YEARS)),
}
"""Functions of SQL that return rows, of which a server cuts some: an error."""

ELSEWHERE = {
    *(
        "create_many",
        "update_where",
        "upsert_many",
        "claim",
        "claim_terminations",
        "escalate_overdue",
    ),
    *("cost_totals", "recent", "tree", "path_to_best", "open_leaves"),  # one JSON value
    # Reads single rows, or one after the other: each call's row is checked.
    *("run_all", "lines", "find", "best"),
}
"""Verbs of which other tests show that they return everything."""


def _create_partitions(store: KaggleStore, year: int) -> Any:
    return store.upkeep.ensure_metric_partitions(date(year, 1, 1), date(year, 12, 1))


def _lists() -> list[str]:
    kinds = ("Rows[", "Stream[", "pyarrow.Table", "| None]")
    return [
        f"{resource}.{verb}"
        for resource, verb in VERBS
        if any(
            kind in getattr(type(RESOURCES[resource]), verb).__annotations__["return"]
            for kind in kinds
        )
    ]


LISTS = _lists()


WHOLE_LISTS = [each for each in LISTS if each not in PARTS and each.partition(".")[2] in WHOLE]


@pytest.mark.parametrize("name", WHOLE_LISTS)
def test_table_is_read_whole(client: KaggleStore, world: World, name: str) -> None:
    resource, _, verb = name.partition(".")
    rows = getattr(getattr(client, resource), verb)(**WHOLE[verb])
    number = len(list(rows)) if isinstance(rows, Iterator) else len(rows)
    assert number == world.count(TABLES[resource]) > MAX_ROWS


@pytest.mark.parametrize("name", PARTS)
def test_part_is_read_whole(client: KaggleStore, world: World, name: str) -> None:
    assert len(PARTS[name](client, world)) == MANY


@pytest.mark.parametrize("name", CHANGES)
def test_changing_rows_are_read_whole(client: KaggleStore, world: World, name: str) -> None:
    call, query = CHANGES[name]
    found = len(list(call(client, world)))
    assert world.owner.execute(query.encode(), {"id": world.id}).fetchone() == (found,)
    assert found > MAX_ROWS


@pytest.mark.parametrize("name", CUT)
def test_cut_rows_of_function_are_an_error(client: KaggleStore, name: str) -> None:
    with pytest.raises(TruncatedResponse, match=rf"{name}: the server returned 4 of \d+ rows"):
        CUT[name](client)


def test_every_list_is_tested() -> None:
    tested = {*PARTS, *CHANGES, *CUT}
    rest = {each for each in LISTS if each.partition(".")[2] not in ELSEWHERE}
    assert rest == tested | set(WHOLE_LISTS)


def test_pages_have_the_length_asked_for(client: KaggleStore) -> None:
    pages = [client.configurations.list(limit=7, offset=offset) for offset in (0, 7)]
    whole = client.configurations.list(limit=1000)
    assert [len(page) for page in pages] == [7, min(7, len(whole) - 7)]
    assert [*pages[0], *pages[1]] == whole[:14]


def test_list_of_exactly_max_rows(client: KaggleStore, world: World) -> None:
    ids = world.executions[:MAX_ROWS]
    assert len(client.agent_executions.list(id=ids)) == MAX_ROWS


def test_lineage_has_all_research(client: KaggleStore, world: World) -> None:
    found = client.submissions.lineage(world.submission)
    assert len({row.id for row in found.research}) == len(found.research) == MANY


def test_upsert_many_returns_every_row(client: KaggleStore) -> None:
    new: Any = [{"kaggle_id": f"k{n}", "title": "T"} for n in reversed(range(MANY))]
    rows = client.competitions.upsert_many(new)
    assert [row.kaggle_id for row in rows] == [row["kaggle_id"] for row in new]


def test_writes_return_every_row(client: KaggleStore) -> None:
    ids = [uuid4() for _ in range(MANY)]
    rows: Any = [
        {"id": id, "config_key": f"{id}", "config_value": 1, "config_type": "gpu"} for id in ids
    ]
    assert [row.id for row in client.configurations.create_many(rows)] == ids
    assert [row.id for row in client.configurations.create_many(rows)] == ids
    assert len(client.configurations.update_where({"id": ids}, config_value=2)) == MANY
    assert client.configurations.delete_where(id=ids) == MANY


@pytest.mark.parametrize("entity", ["agent_executions", "training_jobs"])
def test_claim_returns_every_row(client: KaggleStore, world: World, entity: str) -> None:
    resource = getattr(client, entity)
    claimed = resource.claim(worker="w", limit=MANY)
    try:
        assert len({row.id for row in claimed}) == MANY
    finally:
        for row in claimed:
            resource.release(row.id, lease_id=row.lease_id)


def test_escalation_returns_every_row(client: KaggleStore, world: World) -> None:
    query = "update kaggle_store.clock set shift = shift + interval '3 days'"
    world.owner.execute(query)
    assert len(client.human_interventions.escalate_overdue()) == MANY


def test_server_of_100_rows(request: pytest.FixtureRequest) -> None:
    many: Any = [{"kaggle_id": f"k{n}", "title": "T"} for n in range(400)]
    with (
        limited_stack(request, 100) as stack,
        KaggleStore(stack.api_url, stack.secret_key) as store,
    ):
        assert len(store.competitions.upsert_many(many)) == 400
        assert len(store.competitions.list(limit=1000)) == 400
        assert len(store.competitions.list(limit=250, offset=300)) == 100
        others: Any = [{**row, "kaggle_id": f"z{row['kaggle_id']}"} for row in many]
        created = store.competitions.create_many(others)
        assert len({row.id for row in created}) == 400


@pytest.fixture(params=["sync", "async"])
def usual(request: pytest.FixtureRequest, stack: Stack, owner: Owner) -> Iterator[KaggleStore]:
    """A client of a server that returns at most 1,000 rows."""
    with open_client(request.param, stack.api_url, stack.secret_key) as store:
        yield store


def test_buckets_of_a_long_series(usual: KaggleStore) -> None:
    began = datetime.now(UTC) - timedelta(hours=2)
    competition = usual.competitions.create(kaggle_id="c", title="C")
    run = usual.agent_executions.create(competition_id=competition.id, execution_name="run")
    point: Any = {"execution_id": run.id, "metric_name": "loss", "metric_type": "gauge"}
    points: Any = [
        {**point, "metric_value": float(n), "timestamp": began + timedelta(seconds=n)}
        for n in range(3000)
    ]
    usual.system_metrics.record(points)
    rows = usual.system_metrics.buckets(run.id, "loss", 3000)
    assert rows[-1].last_value == 2999
    assert sum(row.points for row in rows) == 3000


def test_more_than_1000_machines_are_due(usual: KaggleStore, owner: Owner) -> None:
    owner.execute(
        "insert into gpu_sessions (execution_id, provider, instance_type, cost_limit_dollars)"
        " select %s, 'p', 't', 0.0001 from generate_series(1, 1001)",
        [Samples(usual).execution.id],
    )
    owner.execute("update gpu_sessions set terminate_requested = true")
    assert len({row.id for row in usual.gpu_sessions.due()}) == 1001


def test_max_rows_is_measured_once(usual: KaggleStore) -> None:
    usual.competitions.create(kaggle_id="a", title="A")
    before = usual.counters.requests
    for _ in range(3):
        usual.competitions.list()
    assert usual.counters.requests - before == 4
    assert usual.competitions.list(kaggle_id="none") == []
    assert usual.counters.requests - before == 5
