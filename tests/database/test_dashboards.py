"""The views equal reference queries after random changes; their cost is bounded."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.conftest import Owner
from tests.database.clients import Client
from tests.database.explain import nodes

DASHBOARD_REFERENCE = """
select c.id, (select count(*) from agent_executions e where e.competition_id = c.id) as runs,
    (select max(e.created_at) from agent_executions e where e.competition_id = c.id) as last,
    avg(s.public_score) as average,
    case c.metric_direction when 'maximize' then max(s.public_score)
        when 'minimize' then min(s.public_score) end as best
from competitions as c
left join agent_executions as e on e.competition_id = c.id
left join submissions as s on s.execution_id = e.id and s.submission_status <> 'disqualified'
where c.deadline > now() group by c.id order by c.id
"""
DASHBOARD = """
select id, execution_count as runs, last_execution as last, avg_score as average,
    best_score as best
from competition_dashboard order by id
"""
RANKING_REFERENCE = """
select s.id,
    case when s.public_score is not null and c.metric_direction is not null then rank() over (
        partition by e.competition_id order by case c.metric_direction
            when 'maximize' then -s.public_score else s.public_score end nulls last
    ) end as place,
    case c.metric_direction
        when 'maximize'
            then s.public_score > coalesce(max(s.public_score) over earlier, '-infinity')
        when 'minimize'
            then s.public_score < coalesce(min(s.public_score) over earlier, 'infinity')
    end as better
from submissions as s join agent_executions as e on e.id = s.execution_id
join competitions as c on c.id = e.competition_id
where s.submission_status <> 'disqualified'
window earlier as (
    partition by s.execution_id order by s.scored_at, s.id
    rows between unbounded preceding and 1 preceding
)
order by s.id
"""
RANKING = """
select id, rank_in_store as place, is_improvement as better from submission_ranking order by id
"""
STATUSES = ("submitted", "scored", "failed", "disqualified", "unknown")


def one_event(rng: random.Random, agent: Client, admin: Client) -> None:
    """Apply one random change to a store."""
    competitions = [row["id"] for row in agent.rows("select id from competitions order by id")]
    executions = [row["id"] for row in agent.rows("select id from agent_executions order by id")]
    submissions = [row["id"] for row in agent.rows("select id from submissions order by id")]
    kind = rng.choices(
        ["competition", "execution", "submission", "score", "disqualify", "turn", "delete"],
        [1, 3, 8, 4, 2, 1, 1],
    )[0]
    if kind == "competition" or not competitions:
        direction = rng.choice(["maximize", "minimize", None])
        deadline = rng.choice(["2040-01-01T00:00:00Z", "2001-01-01T00:00:00Z"])
        agent.competition(metric_direction=direction, deadline=deadline)
    elif kind == "execution" or not executions:
        agent.execution(competition_id=rng.choice(competitions))
    elif kind == "submission" or not submissions:
        status = rng.choice(STATUSES)
        score = None if status == "failed" else rng.choice([None, rng.randint(0, 9) / 8])
        execution = rng.choice(executions)
        agent.submission(execution, submission_status=status, public_score=score)
    elif kind == "score":
        agent.rows(
            "update submissions set public_score = %s "
            "where id = %s and submission_status <> 'failed'",
            rng.randint(0, 9) / 8,
            rng.choice(submissions),
        )
    elif kind == "disqualify":
        agent.rows(
            "update submissions set submission_status = 'disqualified' "
            "where id = %s and submission_status = 'scored'",
            rng.choice(submissions),
        )
    elif kind == "turn":
        direction = rng.choice(["maximize", "minimize"])
        agent.rows("select correct_metric_direction(%s, %s)", rng.choice(competitions), direction)
    else:
        deleted = {
            "agent_executions": executions,
            "submissions": submissions,
            "competitions": competitions,
        }
        table = rng.choice(list(deleted))
        ids = deleted[table]
        admin.rows(f"delete from {table} where id = %s", rng.choice(ids))


@pytest.mark.parametrize("seed", range(3))
def test_views_match_reference_queries(agent: Client, seed: int) -> None:
    rng = random.Random(seed)
    admin = Client(agent.connection, role="admin", subject="root")
    for _ in range(8):
        for _ in range(15):
            one_event(rng, agent, admin)
        assert agent.rows(DASHBOARD) == agent.rows(DASHBOARD_REFERENCE)
        assert agent.rows(RANKING) == agent.rows(RANKING_REFERENCE)


def test_submissions_follow_their_execution(owner: Owner, agent: Client) -> None:
    right, wrong = agent.competition(), agent.competition()
    execution = agent.execution(competition_id=wrong)
    agent.submission(execution, submission_status="scored", public_score=0.5)
    owner.execute(
        "update agent_executions set competition_id = %s where id = %s", [right, execution]
    )
    [row] = agent.rows("select id, best_score from competition_dashboard where best_score > 0")
    assert row == {"id": right, "best_score": 0.5}


def test_submission_competition_is_read_only(agent: Client) -> None:
    execution = agent.execution()
    with pytest.raises(Exception, match="permission denied"):
        agent.submission(execution, competition_id=agent.competition())


def buffers(client: Client, query: str) -> int:
    [row] = client.rows(f"explain (analyze, buffers, format json) {query}")
    plan: dict[str, Any] = row["QUERY PLAN"][0]["Plan"]
    scans = [node for node in nodes(plan) if node["Node Type"] == "Limit"]
    found: int = scans[0]["Shared Hit Blocks"] + scans[0]["Shared Read Blocks"]
    return found


@pytest.mark.parametrize("role", ["authenticated", "service_role"])
def test_dashboard_cost_is_independent_of_size(owner: Owner, agent: Client, role: str) -> None:
    owner.execute("begin")
    for table in ("competitions", "agent_executions", "submissions"):
        owner.execute(f"alter table {table} disable trigger user".encode())
    owner.execute("""
        insert into competitions (
            kaggle_id, title, problem_type, deadline, metric_direction, metric_direction_source
        )
        select n, 'C', 'other', now() + (n - 2000) * interval '1 hour', 'maximize', 'given'
        from generate_series(1, 3000) as n
    """)
    owner.execute("""
        insert into agent_executions (competition_id, execution_name)
        select id, 'run' from competitions, generate_series(1, 3)
    """)
    owner.execute("""
        insert into submissions (
            execution_id, competition_id, submission_file_path, submission_status, scored_at,
            public_score
        )
        select id, competition_id, 's.csv', 'scored', now(), 0.5
        from agent_executions, generate_series(1, 2)
    """)
    for table in ("competitions", "agent_executions", "submissions"):
        owner.execute(f"alter table {table} enable trigger user".encode())
    owner.execute("commit")
    owner.execute("vacuum analyze competitions, agent_executions, submissions")
    client = Client(agent.connection, role=role)
    page = "select * from competition_dashboard order by deadline, id limit 50"
    buffers(client, page)  # warm up the catalog caches
    many = buffers(client, page)
    owner.execute("update kaggle_store.clock set shift = interval '940 hours'")
    few = buffers(client, page)
    assert many <= 1.1 * few
    assert many <= 16 * 50, "even if the visibility of every row has to be checked"
