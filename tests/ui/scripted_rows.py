"""An execution with a row of each kind, whose texts are scripts, and the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kaggle_store import KaggleStore

SCRIPT = "<script>alert(1)</script>\"'&"


@dataclass(frozen=True)
class Rows:
    """Ids of rows that the pages show."""

    competition: UUID
    execution: UUID
    code: UUID
    job: UUID

    def path(self, path: str) -> str:
        """Return a path with these ids."""
        return path.format(**vars(self))


def fill(store: KaggleStore) -> Rows:
    """Store the rows, and return their ids."""
    competition = store.competitions.create(
        kaggle_id=SCRIPT, title=SCRIPT, evaluation_metric=SCRIPT, metric_direction="maximize"
    )
    execution = store.agent_executions.create(
        competition_id=competition.id, execution_name=SCRIPT, gpu_budget_dollars=5
    )
    store.research_results.create(
        execution_id=execution.id,
        research_type="documentation",
        query_text=SCRIPT,
        source_api=SCRIPT,
        raw_response={},
        processed_insights=[SCRIPT],
    )
    code = [
        store.generated_code.create(
            execution_id=execution.id,
            code_type="training",
            file_name=SCRIPT,
            code_content=f"{SCRIPT}\nprint({number})",
        )
        for number in range(2)
    ]
    session = store.gpu_sessions.open(
        execution_id=execution.id,
        provider=SCRIPT,
        instance_type=SCRIPT,
        hourly_rate_dollars=1,
        cost_limit_dollars=2,
    )
    job = store.training_jobs.create(
        execution_id=execution.id,
        code_id=code[-1].id,
        gpu_session_id=session.id,
        job_name=SCRIPT,
        hyperparameters={SCRIPT: SCRIPT},
    )
    for step in range(5):
        store.training_jobs.report(job.id, epoch=step + 1, metrics={SCRIPT: 1 / (step + 1)})
    _score(store, execution.id, job.id)
    store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="strategy_change",
        priority="high",
        title=SCRIPT,
        description=SCRIPT,
    )
    return Rows(competition.id, execution.id, code[-1].id, job.id)


def _score(store: KaggleStore, execution: UUID, job: UUID) -> None:
    for number, score in enumerate((0.7, 0.75, 0.72)):
        row = store.submissions.create(
            execution_id=execution,
            training_job_id=job,
            submission_file_path=f"{number}.csv",
        )
        store.submissions.mark_submitted(row.id)
        store.submissions.mark_scored(row.id, public_score=score, private_score=score - 0.01)


PAGES = (
    "/executions",
    "/executions?status=live",
    "/executions?competition={competition}",
    "/executions/{execution}",
    "/executions/{execution}/jobs",
    "/executions/{execution}/code",
    "/executions/{execution}/research",
    "/executions/{execution}/sessions",
    "/executions/{execution}/submissions",
    "/executions/{execution}/interventions",
    "/executions/{execution}/code/{code}",
    "/competitions",
    "/competitions?status=open&type=other",
    "/competitions/{competition}",
    "/gpu",
    "/gpu/sessions",
    "/metrics",
    "/metrics?execution={execution}",
    "/metrics?execution={execution}&job={job}&x=time",
    "/audit",
    "/audit?execution={execution}&table=training_jobs",
)
"""The address of every page that shows them."""
