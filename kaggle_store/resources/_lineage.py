"""The lineage of a submission, read along the foreign keys in one request."""

from __future__ import annotations

import math
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.cut_pages import max_rows_of, may_be_cut
from kaggle_store._requests.max_rows import MaxRows
from kaggle_store._requests.operation import Flow, Op, Postgrest, Response
from kaggle_store._requests.query import LARGEST_PAGE, Query
from kaggle_store.errors import NotFound
from kaggle_store.models._base import Row
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.generated_code import GeneratedCodeListed
from kaggle_store.models.research_results import ResearchResultListed, ResearchResultWhere
from kaggle_store.models.submissions import Submission
from kaggle_store.models.training_jobs import TrainingJob


class Lineage(BaseModel, frozen=True):
    """A submission and the rows it was made from."""

    submission: Submission
    """The submission."""
    training_job: TrainingJob | None
    """The job whose model made it, if any."""
    code: GeneratedCodeListed | None
    """The code that the job ran, without its text."""
    execution: AgentExecution
    """The execution that made it."""
    research: tuple[ResearchResultListed, ...]
    """The findings of that execution, most relevant first, without raw responses."""


class _JobWithCode(TrainingJob, frozen=True):
    code: GeneratedCodeListed

    select: ClassVar[str] = (
        f"{TrainingJob.select},"
        f"code:generated_code!a_job_runs_code_of_its_execution({GeneratedCodeListed.select})"
    )


class _ExecutionWithResearch(AgentExecution, frozen=True):
    research: list[ResearchResultListed]

    select: ClassVar[str] = (
        f"{AgentExecution.select},research:research_results({ResearchResultListed.select})"
    )


class _SubmissionWithLineage(Submission, frozen=True):
    training_job: _JobWithCode | None
    execution: _ExecutionWithResearch

    select: ClassVar[str] = (
        f"{Submission.select},execution:agent_executions({_ExecutionWithResearch.select}),"
        "training_job:training_jobs!a_submission_comes_from_a_job_of_its_execution("
        f"{_JobWithCode.select})"
    )


_NAME = "submissions.lineage"
_RESEARCH_ORDER = ("-relevance_score", "id")

_ROWS = TypeAdapter(list[_SubmissionWithLineage])
_research = Query(ResearchResultListed, ResearchResultWhere, "submissions")


def read_lineage(submission_id: UUID) -> Flow[Lineage]:
    """Read one submission with its lineage, in one request unless Max rows cuts the research."""
    submission_id = checked_id(submission_id, "id", _NAME)
    row, max_rows = yield from _read_embedded(submission_id)
    research = row.execution.research
    if (yield from may_be_cut(len(research), math.inf, max_rows, _NAME)):
        where = {"execution_id": row.execution.id}
        research += yield from _research.rest(
            _RESEARCH_ORDER, LARGEST_PAGE, len(research), where, "lineage"
        )
    return _lineage_of(row)


def _read_embedded(submission_id: UUID) -> Op[tuple[_SubmissionWithLineage, MaxRows | None]]:
    def build(postgrest: Postgrest) -> Any:
        query = postgrest.from_("submissions").select(_SubmissionWithLineage.select)
        for column in _RESEARCH_ORDER:
            query = query.order(
                column.removeprefix("-"),
                desc=column.startswith("-"),
                foreign_table="execution.research",
                nullsfirst=False,
            )
        return query.eq("id", str(submission_id))

    def read(response: Response) -> tuple[_SubmissionWithLineage, MaxRows | None]:
        rows = _ROWS.validate_json(response.content)
        if not rows:
            raise NotFound(
                f"no row of submissions has id = {submission_id}",
                operation=_NAME,
                code="PGRST116",
                status=response.status_code,
            )
        return rows[0], max_rows_of(response)

    return Op(_NAME, build, read, repeat="safe")


def _lineage_of(row: _SubmissionWithLineage) -> Lineage:
    job = row.training_job
    return Lineage(
        submission=_narrowed(Submission, row),
        training_job=_narrowed(TrainingJob, job) if job else None,
        code=job.code if job else None,
        execution=_narrowed(AgentExecution, row.execution),
        research=tuple(row.execution.research),
    )


def _narrowed(kind: type[Any], row: Row) -> Any:
    """Return the row as its base class, without the embedded rows."""
    return kind.model_construct(**{name: getattr(row, name) for name in kind.model_fields})
