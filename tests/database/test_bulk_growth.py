"""Functions and bulk inserts that take many rows: their time grows with the number of rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psutil
import pytest

from tests.conftest import Owner
from tests.database.clients import Client

TOO_MUCH = 7
"""Four times as many rows take four times as long; a look through all of them for each, sixteen."""


def cpu_seconds(client: Client) -> float:
    """Return the processor time of the client's backend, which other processes do not change."""
    pid = client.connection.info.backend_pid
    schedstat = Path(f"/proc/{pid}/schedstat")
    if schedstat.exists():
        return int(schedstat.read_text(encoding="ascii").split()[0]) / 1e9
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def cost(client: Client, run: Callable[[], object]) -> float:
    before = cpu_seconds(client)
    run()
    return cpu_seconds(client) - before


def assert_linear(
    client: Client, prepare: Callable[[int], Callable[[], object]], small: int = 250
) -> None:
    """Compare the cost of a call with that of one four times as large.

    The least of up to ten measurements: a disturbance only adds to a cost.
    """
    # A plan that was made while the statistics say "a few rows" reads the whole table, until the
    # next analysis: whether and when autovacuum makes one is not what is tested.
    client.connection.execute("set enable_seqscan = off")
    prepare(10)()
    costs: dict[int, list[float]] = {small: [], 4 * small: []}
    for _ in range(10):
        for count, found in costs.items():
            found.append(cost(client, prepare(count)))
        least = [min(found) for found in costs.values()]
        if least[1] < TOO_MUCH * least[0]:
            return
    pytest.fail(f"the processor times grow too much: {costs}")


# Kaggle's list ------------------------------------------------------------------------------------


def insert_submissions(owner: Owner, client: Client, count: int, name: str, status: str) -> UUID:
    """Insert submissions a minute apart, without triggers, and return their competition."""
    competition = client.competition()
    execution = client.execution(competition_id=competition)
    with owner.transaction():
        owner.execute("alter table submissions disable trigger user")
        owner.execute(
            f"""
            insert into submissions (
                execution_id, competition_id, submission_file_path, submission_status, created_at,
                submitted_at, kaggle_submission_id
            )
            select %s, %s, 'out/' || {name}, %s, at, case when %s = 'submitted' then at end,
                case when %s = 'by id' then %s || '-' || n end
            from generate_series(1, %s) as n,
                lateral (select kaggle_store.now() - n * interval '1 minute' as at) as t
            """.encode(),
            [
                execution,
                competition,
                {"undated": "unknown", "by id": "unknown"}.get(status, status),
                status,
                status,
                str(competition),
                count,
            ],
        )
        owner.execute("alter table submissions enable trigger user")
    return competition


@pytest.mark.parametrize(
    ("status", "name"),
    [
        ("submitted", "n || '.csv'"),
        ("submitted", "'s.csv'"),
        ("unknown", "'s.csv'"),
        ("failed", "'s.csv'"),
        ("undated", "'s.csv'"),
        ("by id", "'s.csv'"),
    ],
)
def test_reconciling_is_linear(owner: Owner, agent: Client, status: str, name: str) -> None:
    def prepare(count: int) -> Callable[[], object]:
        competition = insert_submissions(owner, agent, count, name, status)
        listed = agent.one(
            f"""
            select jsonb_agg(jsonb_build_object(
                'kaggle_submission_id', %s || '-' || n, 'file_name', {name}, 'public_score', n,
                'submitted_at', case when not %s
                    then kaggle_store.now() - n * interval '1 minute' end
            ))::text from generate_series(1, %s) as n
            """,
            str(competition),
            status == "undated",
            count,
        )

        def reconcile() -> None:
            row = agent.call("reconcile_submissions", p_competition_id=competition, p_listed=listed)
            assert row["matched"] == count

        return reconcile

    assert_linear(agent, prepare)


@pytest.mark.parametrize("apart", ["10 minutes", None])
@pytest.mark.parametrize(
    "at", ["n * interval '1 minute'", "interval '0'", "mod(n, 7) * interval '1 hour'"]
)
def test_pairing_is_linear(agent: Client, at: str, apart: str | None) -> None:
    def prepare(count: int) -> Callable[[], object]:
        files = (
            f"array(select (n, 's', now() - {at})::kaggle_store.dated_file "
            f"from generate_series(1, {count}) as n)"
        )
        owner = Client(agent.connection, "postgres")
        return lambda: owner.rows(
            f"select from kaggle_store.pair_in_time({files}, {files}, %s)", apart
        )

    assert_linear(agent, prepare, small=1000)


# Bulk functions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("is_known", [False, True])
def test_discovery_is_linear(agent: Client, is_known: bool) -> None:
    def prepare(count: int) -> Callable[[], object]:
        batch = uuid4().hex
        items = [
            {"kaggle_id": f"{batch}-{n}", "title": "C", "metric_direction": "maximize"}
            for n in range(count)
        ]
        if is_known:
            agent.calls("upsert_competitions", p_competitions=json.dumps(items))
        changed = json.dumps([{**item, "title": "D"} for item in items])
        return lambda: agent.calls("upsert_competitions", p_competitions=changed)

    assert_linear(agent, prepare)


@pytest.mark.parametrize("is_known", [False, True])
def test_storing_research_is_linear(agent: Client, is_known: bool) -> None:
    execution = agent.execution()

    def prepare(count: int) -> Callable[[], object]:
        batch = uuid4().hex

        def store() -> None:
            agent.rows(
                """
                select insert_research_results(array_agg(row(
                    null, %s, 'documentation', %s || n, 's', '{}', null, null, null, null, null,
                    null, null
                )::research_row)) from generate_series(1, %s) as n
                """,
                execution,
                batch,
                count,
            )

        if is_known:
            store()
        return store

    assert_linear(agent, prepare)


def test_recording_metrics_is_linear(agent: Client) -> None:
    execution = agent.execution()

    def prepare(count: int) -> Callable[[], object]:
        return lambda: agent.rows(
            "select record_metrics(array_agg(row('m', n, 'gauge', null, %s, 'c')::metric_row)) "
            "from generate_series(1, %s) as n",
            execution,
            count,
        )

    assert_linear(agent, prepare)


@pytest.mark.parametrize("execution", ["shared", "many", "deleted", "many deleted"])
def test_recording_points_is_linear(agent: Client, execution: str) -> None:
    shared = uuid4() if execution == "deleted" else agent.execution()

    def prepare(count: int) -> Callable[[], object]:
        ids: list[Any] = [shared] * count
        if execution == "many":
            ids = executions(agent, count)
        elif execution == "many deleted":
            ids = [uuid4() for _ in range(count)]
        return lambda: agent.rows(
            """
            select record_metric_points(
                array_agg(gen_random_uuid()), array_agg(now()), array_agg('m'::text),
                array_agg(n::double precision), array_agg('gauge'::kaggle_store.metric_type),
                array_agg(null::jsonb), array_agg(id), array_agg('c'::text)
            ) from unnest(%s::uuid[]) with ordinality as given (id, n)
            """,
            ids,
        )

    # Repeated in one session: the plans of later calls do not know the arrays.
    for _ in range(6):
        prepare(10)()
    assert_linear(agent, prepare)


# Bulk inserts, as PostgREST sends them ------------------------------------------------------------


def executions(client: Client, count: int) -> list[UUID]:
    rows = client.rows(
        "insert into agent_executions (competition_id, execution_name) "
        "select %s, 'run' from generate_series(1, %s) returning id",
        client.competition(),
        count,
    )
    return [row["id"] for row in rows]


INSERTS = {
    "competitions": "(kaggle_id, title, evaluation_metric) select gen_random_uuid(), 'C', 'RMSE'",
    "agent_executions": "(competition_id, execution_name) select {competition}, 'run'",
    "research_results": "(execution_id, research_type, query_text, source_api, raw_response) "
    "select {execution}, 'documentation', gen_random_uuid(), 's', '{{}}'",
    "generated_code": "(execution_id, code_type, file_name, code_content) "
    "select {execution}, 'training', 'train.py', n",
    "training_jobs": "(execution_id, code_id, job_name) select {execution}, {code}, 'job'",
    "submissions": "(execution_id, submission_file_path) select {execution}, 's.csv'",
    "submissions with digests": "(execution_id, submission_file_path, file_sha256) "
    "select {execution}, 's.csv', encode(sha256(n::text::bytea), 'hex')",
    "system_metrics": "(metric_name, metric_value, metric_type, execution_id) "
    "select 'm', n, 'gauge', {execution}",
}


@pytest.mark.parametrize("name", INSERTS)
def test_bulk_insert_is_linear(agent: Client, name: str) -> None:
    table = name.split()[0]

    def prepare(count: int) -> Callable[[], object]:
        competition = agent.competition()
        execution = agent.execution(competition_id=competition)
        ids = {
            "competition": f"'{competition}'::uuid",
            "execution": f"'{execution}'::uuid",
            "code": f"'{agent.code(execution)}'::uuid",
        }
        query = INSERTS[name].format(**ids)
        return lambda: agent.rows(
            f"insert into {table} {query} from generate_series(1, {count}) as n"
        )

    assert_linear(agent, prepare)
