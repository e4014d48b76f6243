"""Progress, costs and quota equal reference queries after random changes."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest

from tests.conftest import Owner
from tests.database.clients import Client, Row, mark, refused, respond

PROGRESS_REFERENCE = """
select e.id, c.title as competition_title, c.deadline, case
        when exists (
            select from gpu_sessions s where s.execution_id = e.id and s.status = 'running'
        ) then 'running'
        when exists (
            select from gpu_sessions s where s.execution_id = e.id and s.status = 'idle'
        ) then 'idle'
    end as gpu_status,
    (select sum(s.total_cost_dollars) from gpu_sessions s
        where s.execution_id = e.id and s.status in ('running', 'idle')) as gpu_cost,
    (select count(*) from human_interventions i
        where i.execution_id = e.id and i.status in ('pending', 'escalated')
    ) as pending_interventions,
    extract(epoch from kaggle_store.now() - coalesce(e.started_at, e.created_at))
        > 3600 * e.target_submission_hours as is_overdue
from agent_executions e, competitions c
where c.id = e.competition_id and e.status <> all ('{completed, failed, cancelled}')
order by e.id
"""
PROGRESS = """
select id, competition_title, deadline, gpu_status::text, gpu_cost, pending_interventions,
    is_overdue
from execution_progress order by id
"""
COSTS_REFERENCE = """
with spent as (
    select e.id, c.metric_direction as direction,
        (
            select coalesce(sum(total_cost_dollars), 0) from gpu_sessions where execution_id = e.id
        ) as gpu,
        (
            select coalesce(sum(cost_dollars), 0) from research_results where execution_id = e.id
        ) as research,
        (
            select coalesce(sum(cost_dollars), 0) from generated_code where execution_id = e.id
        ) as code,
        (
            select coalesce(sum(tokens_consumed), 0) from research_results where execution_id = e.id
        ) as research_tokens,
        (
            select coalesce(sum(tokens_consumed), 0) from generated_code where execution_id = e.id
        ) as code_tokens
    from agent_executions e, competitions c where c.id = e.competition_id
),
gained as (
    select spent.*, (
        select count(*) from submissions s
        where s.execution_id = spent.id and s.submission_status <> 'disqualified'
            and s.public_score is not null and spent.direction is not null and not exists (
                select from submissions o
                where o.execution_id = s.execution_id and o.submission_status <> 'disqualified'
                    and (coalesce(o.scored_at, 'infinity'), o.id)
                    < (coalesce(s.scored_at, 'infinity'), s.id)
                    and case spent.direction when 'maximize' then o.public_score >= s.public_score
                        else o.public_score <= s.public_score end
            )
    ) as improvements
    from spent
)
select id, gpu, research, code, gpu + research + code as total, research_tokens, code_tokens,
    improvements, round((gpu + research + code) / nullif(improvements, 0), 6) as each
from gained order by id
"""
COSTS = """
select execution_id as id, gpu_dollars as gpu, research_dollars as research, code_dollars as code,
    total_dollars as total, research_tokens, code_tokens, improvements,
    dollars_per_improvement as each
from execution_costs order by execution_id
"""
QUOTA = """
select competition_id, daily_submission_limit, used_today, remaining
from submission_quota order by competition_id
"""
NEXT = {
    "pending": "data_acquisition",
    "data_acquisition": "research",
    "research": "code_generation",
    "code_generation": "training",
}


@dataclass
class Simulation:
    """Random changes of a store, and the slots they should have taken."""

    rng: random.Random
    agent: Client
    person: Client
    admin: Client
    owner: Owner
    slots: dict[UUID, tuple[UUID, date]] = field(default_factory=dict)

    def one_event(self) -> None:
        live = self.rows("select id, competition_id, status from execution_progress order by id")
        if not live:
            limit = self.rng.choice([None, None, 0, 3])
            direction = self.rng.choice(["maximize", "minimize", None])
            competition = self.agent.competition(
                daily_submission_limit=limit, metric_direction=direction
            )
            for _ in range(3):
                hours = self.rng.choice([1, 24])
                self.agent.execution(competition_id=competition, target_submission_hours=hours)
            return
        events = [
            self.advance,
            self.rent,
            self.heartbeat,
            self.spend,
            self.request_intervention,
            self.respond,
        ]
        events += [self.submit, self.receive_result] * 4 + [self.wait, self.wait, self.delete]
        self.rng.choice(events)(self.rng.choice(live))

    def rows(self, query: str) -> list[Row]:
        return self.agent.rows(query)

    def random_row(self, query: str) -> Row | None:
        rows = self.rows(query)
        return self.rng.choice(rows) if rows else None

    @property
    def today(self) -> date:
        found: date = self.agent.one("select (kaggle_store.now() at time zone 'UTC')::date")
        return found

    def advance(self, execution: Row) -> None:
        status = self.rng.choice([NEXT.get(execution["status"], "cancelled")] * 5 + ["cancelled"])
        self.agent.update("agent_executions", execution["id"], status=status)

    def rent(self, execution: Row) -> None:
        status = self.rng.choice(["running", "idle", "terminated"])
        cost = self.rng.randint(0, 999) / 100
        self.agent.session(execution["id"], status=status, total_cost_dollars=cost)

    def heartbeat(self, _: Row) -> None:
        live = "select id from gpu_sessions where status in ('running', 'idle') order by id"
        if session := self.random_row(live):
            if self.rng.random() < 0.3:
                self.agent.call("close_gpu_session", p_id=session["id"])
            else:
                busy = self.rng.choice([1, 90])
                self.agent.call(
                    "heartbeat_gpu_session", p_id=session["id"], p_gpu_utilization_percent=busy
                )

    def spend(self, execution: Row) -> None:
        code = self.agent.code(execution["id"])
        price = {"cost_dollars": self.rng.randint(0, 99) / 1000, "tokens_consumed": 7}
        self.agent.update("generated_code", code, **price)
        self.agent.insert(
            "research_results",
            execution_id=execution["id"],
            research_type="documentation",
            query_text=str(self.rng.random()),
            source_api="s",
            raw_response="{}",
            **price,
        )

    def request_intervention(self, execution: Row) -> None:
        self.agent.intervention(execution["id"], p_pauses_execution=False)

    def respond(self, _: Row) -> None:
        waiting = (
            "select id from human_interventions "
            "where status in ('pending', 'escalated') order by id"
        )
        if intervention := self.random_row(waiting):
            respond(self.person, intervention["id"])

    def submit(self, execution: Row) -> None:
        competition = execution["competition_id"]
        today = self.today
        limit = self.agent.get("competitions", competition)["daily_submission_limit"]
        if limit is not None and self.used(today).count(competition) >= limit:
            with refused("KS240"):
                self.agent.submission(execution["id"])
        else:
            self.slots[self.agent.submission(execution["id"])] = competition, today

    def receive_result(self, _: Row) -> None:
        known = self.random_row(
            "select id, submission_status as status from submissions "
            "where submission_status in ('pending', 'submitted', 'scored') order by id"
        )
        if known is None:
            return
        id, status = known["id"], known["status"]
        if status == "pending":
            status = self.rng.choice(["submitted", "submitted", "failed"])
            mark(self.agent, id, status)
            competition, _day = self.slots.pop(id)
            if status == "submitted":
                # Kaggle counts the day on which it accepts the file.
                self.slots[id] = competition, self.today
        elif status == "submitted":
            score = self.rng.choice([None, 0, 0.5, 0.5, 1])
            mark(self.agent, id, "scored", public_score=score)
        elif self.rng.random() < 0.3:
            mark(self.agent, id, "disqualified")

    def wait(self, _: Row) -> None:
        hours = self.rng.choice([1, 5, 11])
        self.owner.execute(
            "update kaggle_store.clock set shift = shift + %s * interval '1 hour'", [hours]
        )
        self.rows("select escalate_overdue()")

    def delete(self, execution: Row) -> None:
        if self.rng.random() < 0.2:
            self.admin.rows("delete from agent_executions where id = %s", execution["id"])

    def used(self, day: date) -> list[UUID]:
        """Return the competition of each slot taken on a day."""
        return [competition for competition, taken in self.slots.values() if taken == day]

    def quota_reference(self) -> list[Row]:
        used = self.used(self.today)
        limits = self.rows(
            "select id, daily_submission_limit as most from competitions order by id"
        )
        return [
            {
                "competition_id": row["id"],
                "daily_submission_limit": row["most"],
                "used_today": (taken := used.count(row["id"])),
                # A submission reserved yesterday and sent today may exceed the limit.
                "remaining": None if row["most"] is None else max(0, row["most"] - taken),
            }
            for row in limits
        ]


@pytest.mark.parametrize("seed", range(3))
def test_progress_costs_and_quota_match_reference(
    owner: Owner, agent: Client, person: Client, seed: int
) -> None:
    # Start at noon, so that no UTC day ends unnoticed.
    owner.execute(
        "update kaggle_store.clock set shift = date_trunc('day', now(), 'UTC') + '12 hours' - now()"
    )
    admin = Client(agent.connection, role="admin", subject="root")
    simulation = Simulation(random.Random(seed), agent, person, admin, owner)
    for _ in range(10):
        for _ in range(20):
            simulation.one_event()
        assert agent.rows(PROGRESS) == agent.rows(PROGRESS_REFERENCE)
        assert agent.rows(COSTS) == agent.rows(COSTS_REFERENCE)
        assert agent.rows(QUOTA) == simulation.quota_reference()
