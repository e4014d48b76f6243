"""Page reads equal reference queries in plain SQL after random changes; lists are bounded."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from kaggle_store.models import CompetitionDetails, GpuOverview, Overview
from tests.conftest import Owner
from tests.database.clients import Client, Row, respond

STATUSES = ("submitted", "scored", "disqualified", "unknown")
LIVE = "status not in ('completed', 'failed', 'cancelled')"
LAST = datetime.max.replace(tzinfo=UTC)
OPEN = "status in ('pending', 'escalated')"

SCORED = """
select s.id, s.public_score as score, s.scored_at as at
from submissions s where s.competition_id = %s and s.public_score is not null
    and s.submission_status <> 'disqualified'
"""
URGENT = f"""
select e.id from agent_executions e, lateral (
    select coalesce(e.started_at, e.created_at)
        + make_interval(hours => e.target_submission_hours) as due
) as target
where e.{LIVE}
order by due >= kaggle_store.now(),
    case when due < kaggle_store.now() then due end,
    case when due < kaggle_store.now() then e.id end,
    e.status <> 'human_review', e.priority desc, e.created_at, e.id
"""


def improvements(rows: list[Row], direction: str | None) -> list[UUID]:
    """Return the submissions that beat all before them, newest first."""
    best: float | None = None
    found: list[UUID] = []
    for row in sorted(rows, key=lambda row: (row["at"] or LAST, row["id"])):
        sign = {"maximize": 1, "minimize": -1, None: 0}[direction]
        if sign and (best is None or sign * row["score"] > sign * best):
            best = row["score"]
            found.insert(0, row["id"])
    return found


class Simulation:
    """Random rows of a store, by the agent."""

    def __init__(self, rng: random.Random, agent: Client, owner: Owner) -> None:
        self.rng, self.agent, self.owner = rng, agent, owner
        _set_clock(owner, 12)
        self.competitions: list[UUID] = []
        self.executions: list[UUID] = []

    def grow(self, events: int) -> None:
        for _ in range(events):
            if not self.competitions or self.rng.random() < 0.1:
                self.competition()
            elif not self.executions or self.rng.random() < 0.25:
                self.execution()
            else:
                self.rng.choice([self.submission, self.session, self.intervention, self.ends])()

    def competition(self) -> None:
        self.competitions.append(
            self.agent.competition(
                metric_direction=self.rng.choice(["maximize", "minimize", None]),
                deadline=self.rng.choice(["2040-01-01T00:00:00Z", "2001-01-01T00:00:00Z"]),
                daily_submission_limit=self.rng.choice([None, 0, 3]),
            )
        )

    def execution(self) -> None:
        self.executions.append(
            self.agent.execution(
                competition_id=self.rng.choice(self.competitions),
                status=self.rng.choice(["pending", "training", "human_review", "completed"]),
                priority=self.rng.randint(0, 2),
                gpu_budget_dollars=self.rng.choice(["1000", "1000.123456"]),
                target_submission_hours=self.rng.choice([1, 24, 2147483647]),
                created_at=f"2026-01-0{self.rng.randint(1, 9)}T00:00:00Z",
            )
        )

    def submission(self) -> None:
        times = [None, *(f"2026-02-0{day}T00:00:00Z" for day in range(1, 6))]
        score = self.rng.choice([None, 1e27, -2.9e25, 5e-324, *(n / 4 for n in range(9))])
        self.agent.submission(
            self.rng.choice(self.executions),
            submission_status=self.rng.choice(STATUSES),
            public_score=score,
            scored_at=self.rng.choice(times),
        )

    def session(self) -> None:
        status = self.rng.choice(["provisioning", "running", "idle", "terminated"])
        began = None
        if status != "provisioning":
            began = f"2026-03-0{self.rng.randint(1, 9)}T20:00:00Z"
        live = self.agent.rows(f"select id from agent_executions where {LIVE} order by id")
        if status == "provisioning" and not live:
            return
        ids = [row["id"] for row in live] if status == "provisioning" else self.executions
        self.agent.session(
            self.rng.choice(ids),
            cost_limit_dollars=1,
            status=status,
            hourly_rate_dollars=self.rng.choice([None, "0.4", "123.456789"]),
            total_cost_dollars=self.rng.choice(["0", "0.000001", "7.5"]),
            total_runtime_minutes=self.rng.choice([0, 30, 600]),
            provisioned_at=began,
            terminated_at="2026-03-20T06:00:00Z" if status == "terminated" else None,
        )

    def intervention(self) -> None:
        level = self.rng.choice(["low", "medium", "high", "critical"])
        live = self.agent.rows(f"select id from agent_executions where {LIVE}")
        if live:
            row = self.agent.intervention(self.rng.choice(live)["id"], p_priority=level)
            if self.rng.random() < 0.4:
                respond(self.agent, row["id"])

    def ends(self) -> None:
        live = self.agent.rows(f"select id from agent_executions where {LIVE} order by id")
        if live:
            self.agent.update("agent_executions", self.rng.choice(live)["id"], status="cancelled")


@pytest.mark.parametrize("seed", range(3))
def test_overview_matches_reference_queries(
    agent: Client, person: Client, owner: Owner, seed: int
) -> None:
    simulation = Simulation(random.Random(seed), agent, owner)
    for day in (16, 18, 20):
        simulation.grow(40)
        _set_clock(owner, day)
        page = Overview.model_validate(person.one("select overview()"))
        _check_competitions(agent, page)
        _check_executions(agent, page)
        _check_interventions(agent, page)
        _check_gpu(agent, page)


def _set_clock(owner: Owner, day: int) -> None:
    owner.execute(
        "update kaggle_store.clock set shift = %s - now()",
        [datetime(2026, 3, day, 12, tzinfo=UTC)],
    )


def _check_competitions(agent: Client, page: Overview) -> None:
    ids = [
        row["id"]
        for row in agent.rows(
            "select id from competitions as c where deadline > kaggle_store.now() "
            "order by not exists (select from agent_executions where competition_id = c.id), "
            "deadline, id"
        )
    ]
    assert [each.id for each in page.competitions.rows] == ids[:20]
    assert page.competitions.has_more == (len(ids) > 20)
    assert page.open_competitions.count == len(ids)
    for each in page.competitions.rows:
        scored = improvements(agent.rows(SCORED, each.id), each.metric_direction)
        found = [point.submission_id for point in each.score_history.rows]
        assert found == scored[: len(found)]
        assert each.score_history.has_more or len(found) == len(scored)
        assert (each.best.submission_id if each.best else None) == next(iter(scored), None)
        quota = agent.row("select * from submission_quota where competition_id = %s", each.id)
        assert (each.used_today, each.remaining) == (quota["used_today"], quota["remaining"])
        live = f"select count(*) from agent_executions where competition_id = %s and {LIVE}"
        assert each.live_executions.count == agent.one(live, each.id)


def _check_executions(agent: Client, page: Overview) -> None:
    ids = [row["id"] for row in agent.rows(URGENT)]
    assert [each.id for each in page.executions.rows] == ids[:50]
    assert (page.executions.has_more, page.live_executions.count) == (len(ids) > 50, len(ids))
    progress = {row["id"]: row for row in agent.rows("select * from execution_progress")}
    overdue = [id for id in progress if progress[id]["is_overdue"]]
    assert page.overdue_executions.count == len(overdue)
    for each in page.executions.rows:
        row = progress[each.id]
        assert each.is_overdue == row["is_overdue"]
        assert each.competition_title == row["competition_title"]
        assert each.pending_interventions.count == row["pending_interventions"]
        assert each.gpu_budget_consumed == row["gpu_budget_consumed"]
        assert (each.due_at is None) == (each.target_submission_hours > 10**6)
        if each.gpu_status != "provisioning":
            assert each.gpu_status == row["gpu_status"]


def _check_interventions(agent: Client, page: Overview) -> None:
    rows = agent.rows(
        "select i.id, e.execution_name, e.competition_id, "
        "i.sla_deadline <= kaggle_store.now() as late "
        f"from human_interventions i join agent_executions e on e.id = execution_id where i.{OPEN} "
        "order by i.priority desc, i.sla_deadline, i.id"
    )
    found = [
        (each.id, each.execution_name, each.competition_id, each.is_overdue)
        for each in page.interventions.rows
    ]
    assert found == [tuple(row.values()) for row in rows[:20]]
    assert page.interventions.has_more == (len(rows) > 20)
    assert page.open_interventions.count == len(rows)
    assert page.overdue_interventions.count == sum(row["late"] for row in rows)


def _check_gpu(agent: Client, page: Overview) -> None:
    live = "from gpu_sessions where status in ('provisioning', 'running', 'idle')"
    row = agent.row(
        "select count(*) as live_sessions, "
        "count(*) - count(hourly_rate_dollars) as unpriced_sessions, "
        "coalesce(sum(hourly_rate_dollars), 0) as burn_dollars_per_hour, "
        "coalesce(sum(total_cost_dollars), 0) as live_cost_dollars, "
        f"coalesce(sum(reserved_dollars), 0) as reserved_dollars {live}"
    )
    budgets = agent.row(
        "select coalesce(sum(gpu_budget_dollars), 0) as budget_dollars, "
        "coalesce(sum(gpu_budget_consumed), 0) as consumed_dollars "
        f"from agent_executions where id in (select execution_id {live})"
    )
    assert page.gpu.model_dump(exclude={"today_dollars"}) == row | budgets
    costs = agent.one("select cost_totals(p_by_provider => false)")
    today = [Decimal(each["dollars"]) for each in costs if each["day"] == str(page.now.date())]
    assert page.gpu.today_dollars == sum(today)


@pytest.mark.parametrize("seed", range(3))
def test_gpu_costs_match_cost_totals(agent: Client, owner: Owner, seed: int) -> None:
    simulation = Simulation(random.Random(seed), agent, owner)
    simulation.grow(80)
    _set_clock(owner, 20)
    page = GpuOverview.model_validate(agent.one("select gpu_overview()"))
    totals = agent.one(
        "select cost_totals(p_by_kind => false, p_by_provider => false, p_since => '2026-02-19')"
    )
    found = {str(each.day): each.dollars for each in page.costs if each.dollars}
    spent = {each["day"]: Decimal(each["dollars"]) for each in totals}
    assert found == {day: dollars for day, dollars in spent.items() if dollars}
    assert [str(page.costs[0].day), str(page.costs[-1].day)] == ["2026-02-19", "2026-03-20"]
    ended = agent.rows(
        "select id from gpu_sessions where terminated_at is not null "
        "order by terminated_at desc, id desc"
    )
    assert [each.id for each in page.ended.rows] == [row["id"] for row in ended[:50]]
    due = {
        row["id"]: row["reason"] for row in agent.rows("select * from unnest(gpu_sessions_due())")
    }
    assert {
        each.id: each.reason_to_terminate for each in page.live.rows if each.reason_to_terminate
    } == due
    reasons = [each.reason_to_terminate is None for each in page.live.rows]
    assert reasons == sorted(reasons)


@pytest.mark.parametrize("direction", ["maximize", "minimize"])
@pytest.mark.parametrize("ties", [False, True])
def test_long_history_is_exact(agent: Client, owner: Owner, direction: str, ties: bool) -> None:
    """Beyond what is read, improvements are left out, and never wrong."""
    rng = random.Random(7)
    competition = agent.competition(metric_direction=direction)
    execution = agent.execution(competition_id=competition)
    owner.execute(
        "insert into submissions (execution_id, competition_id, submission_file_path, "
        "submission_status, public_score, scored_at) "
        "select %s, %s, 'a.csv', 'scored', unnest(%s::float8[]), unnest(%s::timestamptz[])",
        [
            execution,
            competition,
            [rng.randrange(3 if ties else 10**6) for _ in range(300)],
            [f"2026-01-{rng.randint(1, 28)}T00:00:00Z" for _ in range(300)],
        ],
    )
    scored = improvements(agent.rows(SCORED, competition), direction)
    [listed] = Overview.model_validate(agent.one("select overview()")).competitions.rows
    found = [point.submission_id for point in listed.score_history.rows]
    assert found
    assert found == scored[: len(found)]
    assert listed.score_history.has_more
    details = CompetitionDetails.model_validate(
        agent.one("select competition_details(%s)", competition)
    )
    history = details.competition.score_history
    assert [point.submission_id for point in history.rows] == scored
    assert not history.has_more
    assert details.best_submission is not None
    assert details.best_submission.id == scored[0]
    assert len(details.submissions.rows) == 300


def test_history_of_steady_improvement_is_cut_at_40(agent: Client, owner: Owner) -> None:
    competition = agent.competition(metric_direction="maximize")
    execution = agent.execution(competition_id=competition)
    owner.execute(
        "insert into submissions (execution_id, competition_id, submission_file_path, "
        "submission_status, public_score, scored_at) "
        "select %s, %s, 'a.csv', 'scored', n, '2026-01-01Z'::timestamptz + n * interval '1 hour' "
        "from generate_series(1, 600) as n",
        [execution, competition],
    )
    [listed] = Overview.model_validate(agent.one("select overview()")).competitions.rows
    assert [point.public_score for point in listed.score_history.rows] == list(range(600, 561, -1))
    details = CompetitionDetails.model_validate(
        agent.one("select competition_details(%s)", competition)
    )
    assert len(details.competition.score_history.rows) == 200
    assert details.competition.score_history.has_more
    assert (len(details.submissions.rows), details.submissions.has_more) == (500, True)


def test_entered_competitions_come_first(agent: Client, person: Client) -> None:
    others = [agent.competition(deadline=f"2041-01-{day:02}T00:00:00Z") for day in range(1, 31)]
    late = [agent.competition(deadline=f"204{year}-01-01T00:00:00Z") for year in (8, 7, 9)]
    agent.execution(competition_id=late[0])
    agent.execution(competition_id=late[1], status="completed")
    agent.execution(competition_id=agent.competition(deadline="2001-01-01T00:00:00Z"))
    page = Overview.model_validate(person.one("select overview()")).competitions
    assert [each.id for each in page.rows] == [late[1], late[0], *others[:18]]
    assert [each.is_entered for each in page.rows] == [True] * 2 + [False] * 18
    assert page.has_more


def test_live_execution_is_shown_before_200_deadlines(agent: Client, owner: Owner) -> None:
    late = agent.competition(deadline="2049-01-01T00:00:00Z")
    agent.execution(competition_id=late)
    owner.execute(
        "insert into competitions (kaggle_id, title, deadline) select 'c' || n, 'c', "
        "'2040-01-01Z'::timestamptz + n * interval '1 hour' from generate_series(1, 210) as n"
    )
    page = Overview.model_validate(agent.one("select overview()")).competitions
    assert page.rows[0].id == late
    assert (len(page.rows), page.has_more) == (20, True)
