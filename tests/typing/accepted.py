"""Accepted calls with their exact result types; type-checked, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Coroutine, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, assert_type
from uuid import UUID

from pydantic import BaseModel

from kaggle_store import (
    Agent,
    Answer,
    AsyncAgent,
    AsyncJob,
    AsyncKaggleStore,
    AsyncStageJob,
    AsyncTrainingJobWork,
    CostTotal,
    Counters,
    Decision,
    Job,
    KaggleStore,
    Lineage,
    LocalStack,
    RecentExecution,
    RecentExecutions,
    Recorder,
    StageJob,
    TrainingJobWork,
    TypedIntervention,
    WorkerToken,
)
from kaggle_store.models import (
    AgentExecution,
    ArchivedExecution,
    AuditEntry,
    Competition,
    CompetitionDashboard,
    CompetitionDetails,
    CompetitionWhere,
    Configuration,
    ExecutionCosts,
    ExecutionDetails,
    ExecutionProgress,
    ExecutionSummary,
    GeneratedCode,
    GeneratedCodeListed,
    GpuOverview,
    GpuSessionsDueRow,
    HumanIntervention,
    IntegrityReportRow,
    MetricBucketsRow,
    MetricNamesRow,
    Overview,
    ReadArchivedRowsRow,
    ResearchResult,
    ResearchResultListed,
    RunUpkeepRow,
    ScoredCompetition,
    StoreHealthRow,
    Submission,
    SubmissionRanking,
    SystemMetric,
    TrainingJob,
    UpkeepRun,
)
from kaggle_store.resources.agent_executions import ExecutionWork
from kaggle_store.resources.members import Member
from kaggle_store.resources.research_results import Added
from kaggle_store.resources.training_jobs import TrainingWork


def table_methods(store: KaggleStore, id: UUID) -> None:
    """The sync client's table methods."""
    row = store.competitions.create(kaggle_id="x", title="X", prize_pool=Decimal(1), tags=["a"])
    assert_type(row, Competition)
    assert_type(row.prize_pool, Decimal | None)
    assert_type(row.deadline, datetime)
    assert_type(row.metric_direction, Literal["maximize", "minimize"] | str | None)
    assert_type(
        store.competitions.create_many([{"kaggle_id": "x", "title": "X"}]), list[Competition]
    )
    assert_type(store.competitions.get(id), Competition)
    assert_type(store.competitions.find(kaggle_id="x"), Competition | None)
    assert_type(store.competitions.list(order="-deadline", limit=5), list[Competition])
    assert_type(store.competitions.list(order=["title", "-id"]), list[Competition])
    assert_type(store.competitions.list(problem_type=["nlp", "cv"]), list[Competition])
    assert_type(store.competitions.list(deadline__gt=datetime.now(UTC)), list[Competition])
    assert_type(store.competitions.list(prize_pool=None, title__ilike="%x%"), list[Competition])
    assert_type(store.competitions.iterate(tags__contains=["a"]), Iterator[Competition])
    assert_type(store.competitions.update(id, title="Y", description=None), Competition)
    where: CompetitionWhere = {"problem_type": "nlp"}
    assert_type(store.competitions.update_where(where, team_limit=5), list[Competition])
    assert_type(store.competitions.upsert(kaggle_id="x", title="X"), Competition)
    assert_type(store.competitions.count(kaggle_id="x"), int)
    assert_type(
        store.configurations.create(config_key="k", config_value=1, config_type="gpu"),
        Configuration,
    )
    assert_type(store.configurations.delete_where(config_key="k"), int)
    store.configurations.delete(id)


def own_methods(store: KaggleStore, id: UUID, metrics: dict[str, list[float]]) -> None:
    """Methods that only one resource has."""
    assert_type(
        store.competitions.upsert_many([{"kaggle_id": "x", "title": "X"}]), list[Competition]
    )
    assert_type(store.competitions.dashboard(limit=5), list[CompetitionDashboard])
    assert_type(store.competitions.correct_metric_direction(id, "minimize"), Competition)
    assert_type(store.agent_executions.progress(status="training"), list[ExecutionProgress])
    assert_type(store.agent_executions.summary(id), ExecutionSummary)
    assert_type(store.agent_executions.summaries(order="-best_score"), list[ExecutionSummary])
    assert_type(store.generated_code.list(), list[GeneratedCodeListed])
    assert_type(store.generated_code.list_full(), list[GeneratedCode])
    assert_type(store.generated_code.pipeline(id), list[GeneratedCode])
    assert_type(store.research_results.get(id), ResearchResult)
    assert_type(store.research_results.iterate(), Iterator[ResearchResultListed])
    assert_type(store.research_results.add_many([]), Added)
    assert_type(store.system_metrics.record([]), int)
    assert_type(store.system_metrics.series(id, "loss"), Iterator[SystemMetric])
    assert_type(
        store.system_metrics.series(id, "loss", training_job_id=id, attempt="all", tags={"a": 1}),
        Iterator[SystemMetric],
    )
    assert_type(store.system_metrics.buckets(id, "loss", attempt=2), list[MetricBucketsRow])
    assert_type(store.system_metrics.names(id), list[MetricNamesRow])
    assert_type(store.upkeep.integrity_report(), list[IntegrityReportRow])
    assert_type(store.upkeep.run("archive", only_when_due=True), RunUpkeepRow)
    assert_type(store.upkeep.run_all(), list[RunUpkeepRow])
    assert_type(store.upkeep.runs(outcome="failed"), list[UpkeepRun])
    assert_type(store.archive.iterate(competition_id=id), Iterator[ArchivedExecution])
    assert_type(store.archive.restore(id), AgentExecution)
    assert_type(store.archive.lines(id), Iterator[ReadArchivedRowsRow])
    assert_type(store.upkeep.store_health(), list[StoreHealthRow])
    assert_type(store.members.add("alice@example.org", is_admin=True), Member)
    assert_type(store.members.remove(id), Member)
    assert_type(store.members.list(), list[Member])
    assert_type(store.members.required(), bool)
    store.training_jobs.update(id, metrics=metrics)
    store.agent_executions.refresh_summary()


def lifecycles(store: KaggleStore, id: UUID) -> None:
    """Leased work and state changes."""
    with store.agent_executions.work(worker="me", lease=60) as job:
        assert_type(job, Job | None)
        assert_type(job, ExecutionWork[KaggleStore] | None)
    with store.agent_executions.work(poll=5) as job_there:
        assert_type(job_there, ExecutionWork[KaggleStore])
        assert_type(job_there.execution, AgentExecution)
        assert_type(job_there.move("research"), AgentExecution)
        assert_type(job_there.complete(), AgentExecution)
        assert_type(job_there.fail("no", retry=False), AgentExecution)
        assert_type(job_there.store, KaggleStore)
        assert_type(job_there.lost, bool)
    with store.training_jobs.work(execution_id=id) as maybe:
        assert_type(maybe, TrainingJobWork | None)
        assert_type(maybe, TrainingWork[KaggleStore] | None)
    assert_type(store.agent_executions.release(id, lease_id=id), AgentExecution)
    assert_type(store.training_jobs.heartbeat(id, lease_id=id), TrainingJob)
    with store.training_jobs.work(poll=5, gpu_session_id=id) as training:
        assert_type(training.recorder(tags={"fold": 1}), Recorder)
        assert_type(training.report(epoch=1, metrics={"loss": 0.5}), TrainingJob)
        assert_type(training.complete(final_test_score=0.5), TrainingJob)
        assert_type(training.training_job, TrainingJob)
    assert_type(store.agent_executions.claim(worker="me"), list[AgentExecution])
    assert_type(store.agent_executions.move(id, "research", lease_id=id), AgentExecution)
    assert_type(store.agent_executions.costs(id), ExecutionCosts)
    assert_type(store.agent_executions.costs_list(total_dollars__gt=1), list[ExecutionCosts])
    assert_type(store.agent_executions.cost_totals(by=["day", "kind"]), list[CostTotal])
    recent = store.agent_executions.recent(status=["failed"], limit=9)
    assert_type(recent, RecentExecutions)
    assert_type(recent.executions[0], RecentExecution)
    store.agent_executions.recent(before=recent.executions[-1].key)
    assert_type(store.agent_executions.list(order="-id", id__lt=id), list[AgentExecution])
    assert_type(store.gpu_sessions.heartbeat(id).should_stop, bool | None)
    assert_type(store.gpu_sessions.due(), list[GpuSessionsDueRow])
    assert_type(store.generated_code.approve(id, content_sha256="0"), GeneratedCodeListed)
    assert_type(store.submissions.reserve(execution_id=id, file=Path("a.csv")), Submission)
    assert_type(store.submissions.best(execution_id=id), SubmissionRanking | None)
    assert_type(store.submissions.quota(id).remaining, int | None)
    assert_type(store.submissions.lineage(id), Lineage)
    assert_type(store.dashboards.overview(), Overview)
    assert_type(store.dashboards.execution(id), ExecutionDetails)
    assert_type(store.dashboards.competition(id), CompetitionDetails)
    assert_type(store.dashboards.gpu(), GpuOverview)
    assert_type(store.dashboards.overview().competitions.rows, tuple[ScoredCompetition, ...])
    assert_type(store.submissions.wait_until_scored(id, timeout=5), Submission)
    assert_type(store.human_interventions.wait_for_response(id), HumanIntervention)
    typed_answers(store, id)
    assert_type(store.audit_log.of_execution(id), Iterator[AuditEntry])


async def async_work(store: AsyncKaggleStore, id: UUID) -> None:
    """Leased work with the async client."""
    async with store.agent_executions.work() as job:
        assert_type(job, AsyncJob | None)
    async with store.agent_executions.work(poll=5) as job_there:
        assert_type(await job_there.move("research"), AgentExecution)
        assert_type(job_there.store, AsyncKaggleStore)
        job_there.check()
    async with store.training_jobs.work(poll=5) as training:
        assert_type(await training.report(epoch=1), TrainingJob)
        assert_type(training.recorder(), Recorder)
        assert_type(await training.fail("no"), TrainingJob)
    assert_type(await store.training_jobs.release(id, lease_id=id), TrainingJob)


async def async_methods(store: AsyncKaggleStore, id: UUID) -> None:
    """The async client's methods."""
    assert_type(await store.competitions.create(kaggle_id="x", title="X"), Competition)
    later: Coroutine[Any, Any, Competition] = store.competitions.get(id)
    assert_type(await later, Competition)
    assert_type(await store.competitions.find(kaggle_id="x"), Competition | None)
    assert_type(await store.agent_executions.list(status=["training"]), list[AgentExecution])
    assert_type(store.competitions.iterate(), AsyncIterator[Competition])
    assert_type([row.title async for row in store.competitions.iterate()], list[str])
    assert_type(await store.competitions.count(), int)
    assert_type(await store.generated_code.pipeline(id), list[GeneratedCode])
    assert_type(await store.system_metrics.record([]), int)
    await store.configurations.delete(id)


def access_token() -> str:
    """A function that returns a token."""
    return "a.b.c"


async def async_access_token() -> str:
    """An async function that returns a token."""
    return "a.b.c"


async def creating_clients() -> None:
    """Both clients, and the local stack of each."""
    KaggleStore(access_token=access_token)
    AsyncKaggleStore(access_token=access_token)
    AsyncKaggleStore(access_token=async_access_token)
    with KaggleStore.local() as store, KaggleStore("http://x.test", "key", timeout=5.0) as other:
        assert_type(store, KaggleStore)
        assert_type(other, KaggleStore)
    async with AsyncKaggleStore.local("data") as awaited, AsyncKaggleStore() as another:
        assert_type(awaited, AsyncKaggleStore)
        assert_type(another, AsyncKaggleStore)


def one_step(
    job: Job, log: Recorder, rows: list[Competition], decision: Decision
) -> AgentExecution:
    """A user's function with annotations of public names only."""
    log("rows", len(rows))
    job.store.human_interventions.respond(job.id, decision)
    assert_type(job.store.counters, Counters)
    assert_type(job.store.tokens.for_execution(job.id), WorkerToken)
    return job.move("research")


async def one_async_step(job: AsyncJob, training: AsyncTrainingJobWork) -> TrainingJob:
    """The same with the async client."""
    await job.move("training")
    return await training.report(epoch=1)


def train(job: TrainingJobWork, stack: LocalStack) -> KaggleStore:
    """A user's function that trains, and one that starts a stack."""
    assert_type(stack.api_url, str)
    return job.store


class SubmitDecision(BaseModel):
    """A typed answer."""

    budget: float


def typed_answers(store: KaggleStore, id: UUID) -> None:
    """The answer has the model's type, or is None."""
    asked = store.human_interventions.request(
        execution_id=id,
        intervention_type="approval_required",
        title="t",
        description="d",
        answer=SubmitDecision,
        proposal=SubmitDecision(budget=1),
        allowed_decisions=["approve", "edit"],
        timeout_action="approve",
    )
    assert_type(asked, TypedIntervention[SubmitDecision])
    answered = store.human_interventions.wait_for_response(asked, timeout=60)
    assert_type(answered, TypedIntervention[SubmitDecision])
    assert_type(answered.answer, SubmitDecision | None)
    row = store.human_interventions.get(id)
    assert_type(row.answer_as(SubmitDecision), SubmitDecision | None)
    assert_type(store.human_interventions.wait_for_response(row), HumanIntervention)
    untyped = store.human_interventions.request(
        execution_id=id,
        intervention_type="approval_required",
        title="t",
        description="d",
        response_schema={"type": "object"},
    )
    assert_type(untyped, HumanIntervention)
    assert_type(store.human_interventions.respond(id, "edit", response_data={}), HumanIntervention)


async def typed_answers_async(store: AsyncKaggleStore, id: UUID) -> None:
    """The async client's answers have the same types."""
    asked = await store.human_interventions.request(
        execution_id=id,
        intervention_type="approval_required",
        title="t",
        description="d",
        answer=SubmitDecision,
    )
    assert_type(asked, TypedIntervention[SubmitDecision])
    answered = await store.human_interventions.wait_for_response(asked)
    assert_type(answered.answer, SubmitDecision | None)
    assert_type(await store.human_interventions.wait_for_response(id), HumanIntervention)


class Plan(BaseModel):
    model: str


def stages(store: KaggleStore) -> None:
    agent = Agent(worker="w", lease=30)

    @agent.stage("pending", "research")
    def work(job: StageJob) -> Literal["training"] | None:
        assert_type(job.step("n", len, "abc"), int)
        assert_type(job.step("plan", Plan, returns=Plan), Plan)
        assert_type(job.ask("s", title="S?"), Answer[Any])
        answer = job.ask("submit", title="S?", answer=Plan, proposal=Plan(model="m"))
        assert_type(answer.value, Plan)
        assert_type(answer.reason, str | None)
        assert_type(job.store, KaggleStore)
        assert_type(job.competition, Competition)
        assert_type(job.move("training"), AgentExecution)
        return "training"

    assert_type(work(StageJob.__new__(StageJob)), Literal["training"] | None)
    assert_type(agent.run(store, concurrency=2, until="idle"), None)
    store.agent_executions.claim(worker="w", statuses=["research"])
    store.agent_executions.work(statuses=["research"])


async def awaited_stages(store: AsyncKaggleStore) -> None:
    agent = AsyncAgent()

    async def think(topic: str) -> float:
        return 1.0

    @agent.stage("training")
    async def work(job: AsyncStageJob) -> None:
        assert_type(await job.step("n", len, "abc"), int)
        assert_type(await job.step("t", think, "trees"), float)
        answer = await job.ask("s", title="S?", answer=Plan)
        assert_type(answer, Answer[Plan])
        assert_type(job.store, AsyncKaggleStore)
        await job.wait(60)

    @agent.stage("research")
    def plain(job: AsyncStageJob) -> None:
        job.check()

    await agent.run(store, concurrency=8)
