"""Values that tables accept stop neither a view nor upkeep, however extreme they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Owner
from tests.database.clients import Client, escalate
from tests.security.matrix import VIEWS
from tests.security.world import World

Clock = Callable[[str], None]

HIGH: dict[str, tuple[str, ...]] = {
    "double precision": ("1.7976931348623157e308", "1e308", "1"),
    "numeric": ("999999999999999999", "9999999999.999999", "999999999.999999", "1000", "100"),
    "bigint": ("9223372036854775807",),
    "integer": ("2147483647", "1000000", "10"),
    "timestamp with time zone": ("2199-12-31T23:59:59.999999Z", "9999-12-31T23:59:59Z"),
}
"""Values of each type, the most extreme first; the first that a column accepts is used."""
LOW: dict[str, tuple[str, ...]] = {
    "double precision": ("-1.7976931348623157e308", "0"),
    "numeric": ("0",),
    "bigint": ("0",),
    "integer": ("-2147483648", "0", "1"),
    "timestamp with time zone": ("1900-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
}
COLUMNS = """
select a.attname::text,
    format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null)
from pg_attribute as a join pg_type as t on t.oid = a.atttypid
where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and has_column_privilege('service_role', a.attrelid, a.attnum, 'insert') order by a.attnum
"""
STATES: dict[str, dict[str, Any]] = {
    "agent_executions": {"status": "training"},
    "gpu_sessions": {"status": "running"},
    "training_jobs": {"status": "running"},
    "submissions": {"submission_status": "scored"},
}
"""Live states, whose rows views and upkeep read."""
CHILDREN = (
    "research_results",
    "generated_code",
    "gpu_sessions",
    "training_jobs",
    "submissions",
    "human_interventions",
    "system_metrics",
)


@pytest.fixture
def world(rolled_back_owner: Owner) -> World:
    return World(rolled_back_owner)


def extreme(
    world: World, table: str, choices: dict[str, tuple[str, ...]], execution: UUID | None = None
) -> UUID:
    """Insert a row with the most extreme value that each column accepts beside the others."""
    row: dict[str, Any] = dict(STATES.get(table, {}))
    for column, kind in world.owner.execute(COLUMNS.encode(), [table]).fetchall():
        for value in choices.get(kind, ()):
            try:
                with world.owner.transaction(force_rollback=True):
                    world.insert(table, execution, **{**row, column: value})
            except psycopg.DatabaseError:
                continue
            row[column] = value
            break
    assert len(row) > len(STATES.get(table, {}))
    return world.insert(table, execution, **row)


@pytest.mark.parametrize("extremes", [(HIGH, HIGH), (LOW, LOW), (HIGH, LOW)])
def test_views_and_upkeep_bear_extreme_values(
    world: World, extremes: tuple[dict[str, tuple[str, ...]], ...]
) -> None:
    assert world.own  # created now: cached rows must not be rolled back with an attempt
    for choices in extremes:
        extreme(world, "competitions", choices)
    world.run("update competitions set metric_direction = 'maximize'")
    execution = extreme(world, "agent_executions", extremes[0])
    for table in CHILDREN:
        for choices in extremes:
            extreme(world, table, choices, execution)
    world.run("select refresh_execution_summary()")
    for view in VIEWS:
        assert world.owner.execute(f"select * from {view}".encode()).fetchall(), view
    for read in ("metric_buckets(%s, 'loss', 10)", "integrity_report()", "store_health()"):
        values = [execution] if "%s" in read else []
        assert world.owner.execute(f"select * from {read}".encode(), values).fetchall(), read
    tasks = world.owner.execute(
        "select t.task, run.outcome::text, run.error "
        "from kaggle_store.upkeep_tasks as t, run_upkeep(t.task) as run"
    ).fetchall()
    assert [task for task in tasks if task[1] != "done"] == []


def test_largest_escalation_count_does_not_stop_others(agent: Client, set_clock: Clock) -> None:
    def overdue(count: int) -> UUID:
        given: dict[str, object] = {"intervention_type": "error_review", "title": "t"}
        given |= {"description": "d", "escalation_count": count}
        found: UUID = agent.insert("human_interventions", execution_id=agent.execution(), **given)[
            "id"
        ]
        return found

    ids = [overdue(2_147_483_647), overdue(0)]
    assert agent.get("human_interventions", ids[0])["escalation_count"] == 1_000_000
    set_clock("2 days")
    found = {row["id"]: row["escalation_count"] for row in escalate(agent)}
    assert found == {ids[0]: 1_000_000, ids[1]: 1}


def test_average_score_bears_extremes(agent: Client) -> None:
    competition = agent.competition()
    execution = agent.execution(competition_id=competition)

    def average(*scores: float) -> float:
        agent.connection.execute("delete from submissions")
        for score in scores:
            agent.submission(execution, submission_status="scored", public_score=score)
        found: float = agent.one("select avg_score from competition_dashboard")
        return found

    greatest = 1.7976931348623157e308
    assert average(0.1, 0.2) == pytest.approx(0.15, rel=1e-15)
    assert average(1e200, 0.5) == 5e199
    assert average(1e200, -1e200, 3) == 1
    assert average(greatest, greatest, greatest) == greatest
    assert average(-greatest, -greatest) == -greatest


def test_buckets_bear_extreme_values_and_ends(agent: Client) -> None:
    execution = agent.execution()
    for value in (1e200, 0.5, "NaN", "Infinity"):
        agent.insert(
            "system_metrics",
            execution_id=execution,
            metric_name="loss",
            metric_value=value,
            metric_type="gauge",
        )
    for since, until in (
        (None, None),
        ("-infinity", None),
        (None, "infinity"),
        ("-infinity", "infinity"),
        ("0044-03-15 BC", "10000-01-01"),
    ):
        [row] = agent.rows(
            "select points, avg_value from unnest(metric_buckets(%s, 'loss', 1, %s, %s))",
            execution,
            since,
            until,
        )
        assert row == {"points": 4, "avg_value": 5e199}
    assert agent.one("select metric_buckets(%s, 'loss', 1, 'infinity')::text", execution) == "{}"


def test_costs_are_sums_of_any_size(agent: Client) -> None:
    execution = agent.execution()
    for _ in range(2):
        agent.session(execution, status="running", total_cost_dollars="9999999999.999999")
        code = {"code_type": "eda", "file_name": "a.py", "code_content": "x"}
        agent.insert("generated_code", execution_id=execution, tokens_consumed=2**63 - 1, **code)
    [costs] = agent.rows("select gpu_dollars::text, code_tokens from execution_costs")
    assert costs == {"gpu_dollars": "19999999999.999998", "code_tokens": 2**63 - 1}
    assert str(agent.one("select gpu_cost from execution_progress")) == "19999999999.999998"


def test_full_metrics_do_not_stop_a_correction(agent: Client, owner: Owner) -> None:
    competition = agent.competition(metric_direction=None)
    execution = agent.execution(competition_id=competition)
    full = '{"best": {}, "text": "%s"}' % ("x" * 1_048_530)
    jobs = [agent.job(execution, status="running", metrics=metrics) for metrics in (full, None)]
    for job in (jobs[1], jobs[0]):
        agent.insert(
            "system_metrics",
            execution_id=execution,
            metric_name="validation_score",
            metric_value=0.1 + 0.2,
            metric_type="gauge",
            component="training",
            tags=f'{{"training_job_id": "{job}"}}',
        )
    owner.execute("""update training_jobs set metrics = '{"best": {}}' where metrics is null""")
    agent.update("competitions", competition, metric_direction="maximize")
    scores = [agent.get("training_jobs", job)["best_validation_score"] for job in jobs]
    assert scores == [0.1 + 0.2] * 2


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("infinity", None),
        ("-infinity", "infinity"),
        ("1899-12-01", "1899-12-01"),
        ("2200-01-01", None),
    ],
)
def test_partitions_outside_our_time_are_refused(
    agent: Client, since: str, until: str | None
) -> None:
    with pytest.raises(psycopg.DatabaseError) as caught:
        agent.rows("select * from ensure_metric_partitions(%s, %s)", since, until)
    assert caught.value.sqlstate == "KS103"


def test_shared_values_are_spread_from_any_shape(agent: Client) -> None:
    """The only element of a nested array was lost: every point had null instead."""
    for tags in ("""{{"{\\"a\\": 1}"}}""", """[5:5]={"{\\"a\\": 1}"}"""):
        agent.rows(
            "select record_metric_points(array[gen_random_uuid()], array[now()], '{loss}', "
            "'{1,2,3}', '{gauge}', %s, '{NULL}', '{NULL}')",
            tags,
        )
    assert agent.one("select count(*) from system_metrics where tags = '{\"a\": 1}'") == 6
