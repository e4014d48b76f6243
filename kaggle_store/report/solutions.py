"""The solutions of an execution: its files of code, which came from which, and their scores.

The parent of a file of code is its `parent_id`. In an execution that has recorded no parents at
all, it is

1. the newest earlier file with the same path, or else the same name: its previous revision;
2. else the earlier file with the most lines in common, if these are at least half of all: derived,
   and drawn dashed.

A file's score is that of `store.generated_code.tree`; while no direction is known, the last one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from kaggle_store.models.generated_code import GeneratedCode, GeneratedCodeListed
from kaggle_store.models.submissions import Submission
from kaggle_store.models.training_jobs import TrainingJob
from kaggle_store.report.scores import badness, best_of

Origin: TypeAlias = Literal["", "recorded", "revision", "similar"]
"""Why another file is the parent."""

MOST_COMPARED = 400
"""Files of an execution that are compared by their lines."""
_NO_PARENT: Origin = ""
ENDED_BADLY = {"failed", "cancelled"}
LIVE = {"queued", "running"}


@dataclass(frozen=True, slots=True)
class Solution:
    """A file of code with what became of it."""

    number: int
    """Its place among the execution's files, from 1."""
    code: GeneratedCodeListed
    parent: UUID | None
    origin: Origin
    score: float | None
    jobs: Sequence[TrainingJob]
    submissions: Sequence[Submission]

    @property
    def failed(self) -> bool:
        """Whether its code is invalid or all its jobs have failed, and none is live."""
        return _has_failed(self.code, self.jobs)

    @property
    def state(self) -> str:
        """The state of its newest job, else of its validation."""
        return str(self.jobs[-1].status if self.jobs else self.code.validation_status)


def solutions_of(
    code: Sequence[GeneratedCodeListed],
    jobs: Iterable[TrainingJob],
    submissions: Iterable[Submission],
    direction: str | None,
) -> list[Solution]:
    """Return the solutions in order of time; the code is oldest first."""
    jobs_of: dict[UUID, list[TrainingJob]] = {}
    for job in jobs:
        jobs_of.setdefault(job.code_id, []).append(job)
    code_of_job = {job.id: job.code_id for group in jobs_of.values() for job in group}
    submissions_of: dict[UUID | None, list[Submission]] = {}
    for each in submissions:
        made_by = code_of_job.get(each.training_job_id) if each.training_job_id else None
        submissions_of.setdefault(made_by, []).append(each)
    counted = [row.id for row in code if not _has_failed(row, jobs_of.get(row.id, ()))]
    scores = _scores(counted, jobs_of, submissions_of, direction)
    parents = dict(_parents(code))
    found = []
    for number, row in enumerate(code, start=1):
        parent, origin = parents.get(row.id, (None, _NO_PARENT))
        made = jobs_of.get(row.id, ()), submissions_of.get(row.id, ())
        found.append(Solution(number, row, parent, origin, scores.get(row.id), *made))
    return found


def lineage_of(solution: Solution | None, by_id: Mapping[UUID, Solution]) -> list[Solution]:
    """Return a solution and its ancestors, the first one first."""
    found: list[Solution] = []
    while solution is not None and solution not in found:
        found.append(solution)
        solution = by_id.get(solution.parent) if solution.parent else None
    return found[::-1]


def best_solution(solutions: Iterable[Solution], direction: str | None) -> Solution | None:
    """Return the solution with the best score, the first of equals; None without a direction."""
    scored = [each for each in solutions if best_of([each.score], direction) is not None]
    return min(scored, key=lambda each: badness(each.score, direction), default=None)


def _has_failed(code: GeneratedCodeListed, jobs: Sequence[TrainingJob]) -> bool:
    if any(job.status in LIVE for job in jobs):
        return False
    is_failed = bool(jobs) and all(job.status in ENDED_BADLY for job in jobs)
    return is_failed or code.validation_status == "invalid"


def _scores(
    counted: Sequence[UUID],
    jobs_of: Mapping[UUID, Sequence[TrainingJob]],
    submissions_of: Mapping[UUID | None, Sequence[Submission]],
    direction: str | None,
) -> dict[UUID, float | None]:
    by_jobs = {code: _validation(jobs_of.get(code, ()), direction) for code in counted}
    if any(score is not None for score in by_jobs.values()):
        return by_jobs
    return {code: _public(submissions_of.get(code, ()), direction) for code in counted}


def _validation(jobs: Sequence[TrainingJob], direction: str | None) -> float | None:
    ended_well = [job for job in jobs if job.status not in ENDED_BADLY]
    return _shown_score([job.best_validation_score for job in ended_well], direction)


def _public(submissions: Sequence[Submission], direction: str | None) -> float | None:
    valid = [each for each in submissions if each.submission_status != "disqualified"]
    return _shown_score([each.public_score for each in valid], direction)


def _shown_score(scores: Sequence[float | None], direction: str | None) -> float | None:
    """Return the best score, or while no direction is known the last one."""
    if direction:
        return best_of(scores, direction)
    return next((score for score in reversed(scores) if score is not None), None)


def _parents(
    code: Sequence[GeneratedCodeListed],
) -> Iterator[tuple[UUID, tuple[UUID, Origin]]]:
    recorded = {row.id: row.parent_id for row in code if row.parent_id}
    if recorded:
        for id, parent in recorded.items():
            yield id, (parent, "recorded")
        return
    newest: dict[tuple[UUID, str], UUID] = {}
    lines = _Lines()
    for row in code:
        path = row.execution_id, row.file_path or row.file_name
        if path in newest:
            yield row.id, (newest[path], "revision")
        elif (similar := lines.most_similar(row)) is not None:
            yield row.id, (similar, "similar")
        newest[path] = row.id
        lines.add(row)


class _Lines:
    """The lines of files, to find the most similar one."""

    def __init__(self) -> None:
        self._seen: list[tuple[UUID, Counter[str]]] = []

    def add(self, row: GeneratedCodeListed) -> None:
        if isinstance(row, GeneratedCode) and len(self._seen) < MOST_COMPARED:
            self._seen.append((row.id, _lines_of(row)))

    def most_similar(self, row: GeneratedCodeListed) -> UUID | None:
        """Return the file with the most equal lines, if these are half of all lines."""
        if not isinstance(row, GeneratedCode):
            return None
        lines = _lines_of(row)
        shares = [(_share(lines, other), place, id) for place, (id, other) in enumerate(self._seen)]
        share, _, id = max(shares, default=(0.0, 0, row.id))
        return id if share >= 0.5 else None


def _lines_of(row: GeneratedCode) -> Counter[str]:
    return Counter(line.strip() for line in row.code_content.splitlines() if line.strip())


def _share(one: Counter[str], other: Counter[str]) -> float:
    both, whole = (one & other).total(), one.total() + other.total()
    return 2 * both / whole if whole else 0.0
