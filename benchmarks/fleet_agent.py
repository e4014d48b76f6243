"""One agent of the simulated fleet: the life of an execution, call by call."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from benchmarks.timeline import TimeIsUp, Timeline
from kaggle_store import AsyncKaggleStore
from kaggle_store._leases.claims import DEFAULT_LEASE
from kaggle_store._requests.job_metrics import JobMetrics
from kaggle_store._requests.lease import Lease
from kaggle_store.models import AgentExecution, TrainingJob
from kaggle_store.models.system_metrics import SystemMetricInsert

HEARTBEAT = DEFAULT_LEASE / 3
"""Seconds between two heartbeats, as `work` sends them."""
GPU_HEARTBEAT = 60.0
EPOCH = 60.0
"""Seconds between two reports of a training job."""
POINTS = 10.0
"""Seconds between two requests with metric points of a training job."""
POINT_NAMES = ("loss", "accuracy", "grad_norm")
FINDINGS, FILES, STEPS = 5, 3, 6
MINUTES = {"data": 0.5, "research": 2, "code": 3, "training": 10, "answer": 2, "score": 1.5}
"""The average length of each part of a life: some twenty minutes in total, three lives an hour."""

SOURCE = Path(__file__).read_text("utf-8") * 2
"""Text like that of generated code, about fifteen kilobytes."""


@dataclass
class Done:
    """What the store has acknowledged to the fleet."""

    completed: Counter[UUID] = field(default_factory=Counter)
    started: int = 0
    submissions: set[UUID] = field(default_factory=set)
    stored: int = 0
    """Artifacts."""
    points: int = 0


def leased(
    store: AsyncKaggleStore, row: AgentExecution | TrainingJob, tags: JobMetrics | None = None
) -> AsyncKaggleStore:
    """Return a client whose writes carry the lease of a claimed row, as that of a `work` block."""
    assert row.lease_id
    # The simulated hour is shorter here than in the database, so the lease never ends here first.
    lease = Lease(row.lease_id, row.table, row.id, math.inf)
    client: AsyncKaggleStore = store._executor.with_lease(lease, tags).store
    return client


class Agent:
    """An agent that claims executions and takes each through all of its states."""

    def __init__(
        self, number: int, store: AsyncKaggleStore, time: Timeline, done: Done, file: Path
    ) -> None:
        self._name = f"agent-{number}"
        self._root = store
        self._time = time
        self._done = done
        self._file = file
        self._rng = random.Random(number)

    async def run(self) -> None:
        """Live one execution after another; the first begins within two minutes."""
        await self._time.sleep(self._rng.uniform(0, 120))
        while claimed := await self._root.agent_executions.claim(worker=self._name):
            self._done.started += 1
            await self._live(claimed[0])

    async def _part(self, name: str) -> None:
        await self._time.sleep(60 * MINUTES[name] * self._rng.uniform(0.5, 1.5))

    async def _live(self, row: AgentExecution) -> None:
        self._hold(row)
        try:
            await self._stages(row)
        except TimeIsUp:
            # As SIGTERM does: give it back.
            if not self._end.is_over:
                await self._root.agent_executions.release(row.id, lease_id=self._lease)
            raise

    def _hold(self, row: AgentExecution) -> None:
        assert row.lease_id
        self._lease, self._end = row.lease_id, _End()
        self._store = leased(self._root, row)
        self._time.start(self._beat(row.id, row.lease_id, self._end))

    async def _beat(self, id: UUID, lease_id: UUID, end: _End) -> None:
        while True:
            await self._time.sleep(HEARTBEAT)
            if end.is_over:
                return
            await self._root.agent_executions.heartbeat(id, lease_id=lease_id)

    async def _stages(self, row: AgentExecution) -> None:
        await self._store.competitions.get(row.competition_id)
        if row.status != "submission":
            await self._move(row, "data_acquisition")
            await self._steps(row, "data", 1)
            await self._move(row, "research")
            await self._research(row)
            await self._move(row, "code_generation")
            code = await self._code(row)
            await self._move(row, "training")
            await self._train(row, code)
            await self._move(row, "submission")
            await self._ask(row)
            return
        # The answer has come, perhaps for another agent's question.
        await self._submit(row)
        self._end.is_over = True
        await self._root.agent_executions.complete(row.id, lease_id=self._lease)
        self._done.completed[row.id] += 1

    async def _move(self, row: AgentExecution, status: str) -> None:
        await self._store.agent_executions.move(row.id, status, lease_id=self._lease)  # type: ignore[arg-type]

    async def _steps(self, row: AgentExecution, part: str, count: int) -> None:
        """Look up the result of each step, do the step, and record its result."""
        for number in range(count):
            key = {"execution_id": row.id, "round": 1, "name": f"{part} {number}"}
            await self._store.execution_steps.list_full(**key, limit=1)  # type: ignore[arg-type]
            await self._store.execution_steps.record(
                **key,  # type: ignore[arg-type]
                lease_id=self._lease,
                result={"ok": True, "text": SOURCE[:500]},
                duration_seconds=1.0,
            )
        await self._part(part)

    async def _research(self, row: AgentExecution) -> None:
        await self._steps(row, "research", STEPS // 2)
        for number in range(FINDINGS):
            await self._store.research_results.create(
                execution_id=row.id,
                research_type="academic_papers",
                query_text=f"question {number}",
                source_api="arxiv",
                raw_response={"answer": SOURCE[number * 500 :][:4000]},
                processed_insights=["one", "two"],
            )

    async def _code(self, row: AgentExecution) -> UUID:
        await self._steps(row, "code", STEPS // 2)
        files = [
            await self._store.generated_code.create(
                execution_id=row.id,
                code_type="training",
                file_name=f"train_{number}.py",
                code_content=SOURCE[number * 500 :][:6000],
            )
            for number in range(FILES)
        ]
        return files[-1].id

    async def _train(self, row: AgentExecution, code: UUID) -> None:
        session = await self._store.gpu_sessions.open(
            execution_id=row.id,
            provider="vast.ai",
            instance_type="RTX 4090",
            hourly_rate_dollars=0.4,
            cost_limit_dollars=1,
        )
        new = await self._store.training_jobs.create(
            execution_id=row.id, code_id=code, job_name="fit", gpu_session_id=session.id
        )
        (job,) = await self._root.training_jobs.claim(worker=self._name, execution_id=row.id)
        assert job.id == new.id
        assert job.lease_id
        tags = JobMetrics.of(row.id, job.id, job.attempts)
        store, end = leased(self._root, job, tags), _End()
        for work in (self._beat_job(job, end), self._beat_gpu(session.id, end)):
            self._time.start(work)
        try:
            await self._epochs(store, job)
        except TimeIsUp:
            await self._root.training_jobs.release(job.id, lease_id=job.lease_id)
            raise
        finally:
            end.is_over = True
        await store.artifacts.put(self._file, execution_id=row.id, kind="model")
        self._done.stored += 1
        await store.training_jobs.complete(job.id, lease_id=job.lease_id, final_test_score=0.8)
        await self._root.gpu_sessions.close(session.id)

    async def _beat_job(self, job: TrainingJob, end: _End) -> None:
        assert job.lease_id
        while True:
            await self._time.sleep(HEARTBEAT)
            if end.is_over:
                return
            await self._root.training_jobs.heartbeat(job.id, lease_id=job.lease_id)

    async def _beat_gpu(self, session: UUID, end: _End) -> None:
        while not end.is_over:
            await self._root.gpu_sessions.heartbeat(session, gpu_utilization_percent=90)
            await self._time.sleep(GPU_HEARTBEAT)

    async def _epochs(self, store: AsyncKaggleStore, job: TrainingJob) -> None:
        length = 60 * MINUTES["training"] * self._rng.uniform(0.5, 1.5)
        total = max(round(length / EPOCH), 1)
        for epoch in range(1, total + 1):
            for request in range(int(EPOCH / POINTS)):
                await self._time.sleep(POINTS)
                stored = await store.system_metrics.record(self._points(request))
                self._done.points += stored
            await store.training_jobs.report(
                job.id,
                lease_id=job.lease_id,
                epoch=epoch,
                total_epochs=total,
                validation_score=1 - 1 / (epoch + 1),
                gpu_utilization_percent=90,
            )
            # A report keeps its validation score as a point.
            self._done.points += 1

    def _points(self, step: int) -> list[SystemMetricInsert]:
        now = datetime.now(UTC)
        return [
            {
                "metric_name": name,
                "metric_value": self._rng.random(),
                "metric_type": "gauge",
                "component": "training",
                "tags": {"step": step},
                "timestamp": now,
            }
            for name in POINT_NAMES
        ]

    async def _ask(self, row: AgentExecution) -> None:
        """Ask a person as `job.ask` does: without a lease while the answer is missing."""
        asked = await self._store.human_interventions.request(
            execution_id=row.id,
            intervention_type="approval_required",
            title="Submit?",
            description="The validation score is good.",
        )
        self._end.is_over = True
        await self._root.agent_executions.release(row.id, lease_id=self._lease, delay=30.0)
        self._time.start(self._answer(asked.id))

    async def _answer(self, asked: UUID) -> None:
        await self._part("answer")
        await self._root.human_interventions.respond(asked, "approve", responded_by="ann")

    async def _submit(self, row: AgentExecution) -> None:
        (job,) = await self._store.training_jobs.list(execution_id=row.id)
        submission = await self._store.submissions.reserve(
            execution_id=row.id,
            training_job_id=job.id,
            submission_file_path="submission.csv",
            file_sha256=uuid4().hex * 2,
        )
        self._done.submissions.add(submission.id)
        await self._store.submissions.mark_submitted(submission.id, submission.id.hex)
        await self._part("score")
        await self._store.submissions.mark_scored(submission.id, public_score=0.8)


@dataclass
class _End:
    """Whether what heartbeats are sent for has ended."""

    is_over: bool = False
