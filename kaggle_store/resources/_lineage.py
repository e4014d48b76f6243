"""Where a submission came from, read along the foreign keys in one request."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from kaggle_store._requests.operation import Op, Postgrest, Response
from kaggle_store.errors import NotFound
from kaggle_store.models._base import Row
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.generated_code import GeneratedCodeListed
from kaggle_store.models.research_results import ResearchResultListed
from kaggle_store.models.submissions import Submission
from kaggle_store.models.training_jobs import TrainingJob


class Lineage(BaseModel, frozen=True):
    """A submission and what it was made from."""

    submission: Submission
    """The submission."""
    training_job: TrainingJob | None
    """The job whose model made it, where it came from one."""
    code: GeneratedCodeListed | None
    """The code that the job ran, without its text."""
    execution: AgentExecution
    """The execution that made it."""
    research: tuple[ResearchResultListed, ...]
    """What that execution found out, the most relevant first, without raw answers."""


class _Job(TrainingJob, frozen=True):
    code: GeneratedCodeListed

    select: ClassVar[str] = (
        f"{TrainingJob.select},"
        f"code:generated_code!a_job_runs_code_of_its_execution({GeneratedCodeListed.select})"
    )


class _Execution(AgentExecution, frozen=True):
    research: list[ResearchResultListed]

    select: ClassVar[str] = (
        f"{AgentExecution.select},research:research_results({ResearchResultListed.select})"
    )


class _Found(Submission, frozen=True):
    training_job: _Job | None
    execution: _Execution

    select: ClassVar[str] = (
        f"{Submission.select},execution:agent_executions({_Execution.select}),"
        f"training_job:training_jobs!a_submission_comes_from_a_job_of_its_execution({_Job.select})"
    )


_found = TypeAdapter(list[_Found])


def read_lineage(submission_id: UUID) -> Op[Lineage]:
    """Ask for one submission with everything that it came from."""
    name = "submissions.lineage"

    def build(postgrest: Postgrest) -> Any:
        query = postgrest.from_("submissions").select(_Found.select).eq("id", str(submission_id))
        found = "execution.research"
        return query.order("relevance_score", desc=True, foreign_table=found, nullsfirst=False)

    def read(answer: Response) -> Lineage:
        rows = _found.validate_json(answer.content)
        if not rows:
            raise NotFound(
                f"no row of submissions has id = {submission_id}",
                operation=name,
                code="PGRST116",
                status=answer.status_code,
            )
        return _of(rows[0])

    return Op(name, build, read, repeat="safe")


def _of(found: _Found) -> Lineage:
    job = found.training_job
    return Lineage(
        submission=_only(Submission, found),
        training_job=_only(TrainingJob, job) if job else None,
        code=job.code if job else None,
        execution=_only(AgentExecution, found.execution),
        research=tuple(found.execution.research),
    )


def _only(kind: type[Any], row: Row) -> Any:
    return kind.model_construct(**{name: getattr(row, name) for name in kind.model_fields})
