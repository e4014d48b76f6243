# Generated from supabase/migrations by `make models`; do not edit.
"""View `submission_ranking`: Submissions with their rank by the competition's direction, and
their shake-up; disqualified ones do not count.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Row
from kaggle_store.models.enums import SubmissionStatus


class SubmissionRanking(Row, frozen=True):
    """Submissions with their rank by the competition's direction, and their shake-up;
    disqualified ones do not count.
    """

    table: ClassVar[str] = "submission_ranking"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*"
    id: UUID
    """The submission's id in this store."""
    execution_id: UUID
    """The execution that made it."""
    competition_id: UUID
    """The competition it was made for."""
    training_job_id: UUID | None
    """The job whose model made it, of the same execution."""
    submission_status: SubmissionStatus | str
    """The state of the submission."""
    submitted_at: AwareDatetime | None
    """When Kaggle took it. Filled when it is submitted and this is left out."""
    scored_at: AwareDatetime | None
    """When Kaggle scored it. Filled when it is scored and this is left out."""
    public_score: float | None
    """The score on the public part of the test data."""
    private_score: float | None
    """The score on the private part, known when the competition ends."""
    public_rank: int | None
    """The place on the public leaderboard, from 1."""
    private_rank: int | None
    """The place on the private leaderboard, from 1."""
    shake_up: int | None
    """Places won (or lost, below zero) from the public to the private leaderboard; null until
    both are known.
    """
    rank_in_store: int | None
    """Its rank among this store's submissions to the competition, from 1; null without a score
    or a direction.
    """
    is_improvement: bool | None
    """Whether it beat all earlier ones of its execution; null without a score or a direction."""


class SubmissionRankingWhere(TypedDict, total=False):
    """Conditions on `submission_ranking`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    execution_id: UUID | Sequence[UUID] | None
    execution_id__not: UUID | None
    competition_id: UUID | Sequence[UUID] | None
    competition_id__not: UUID | None
    training_job_id: UUID | Sequence[UUID] | None
    training_job_id__not: UUID | None
    submission_status: SubmissionStatus | Sequence[SubmissionStatus] | None
    submission_status__not: SubmissionStatus | None
    submitted_at: datetime | Sequence[datetime] | None
    submitted_at__not: datetime | None
    submitted_at__lt: datetime
    submitted_at__lte: datetime
    submitted_at__gt: datetime
    submitted_at__gte: datetime
    scored_at: datetime | Sequence[datetime] | None
    scored_at__not: datetime | None
    scored_at__lt: datetime
    scored_at__lte: datetime
    scored_at__gt: datetime
    scored_at__gte: datetime
    public_score: float | Sequence[float] | None
    public_score__not: float | None
    public_score__lt: float
    public_score__lte: float
    public_score__gt: float
    public_score__gte: float
    private_score: float | Sequence[float] | None
    private_score__not: float | None
    private_score__lt: float
    private_score__lte: float
    private_score__gt: float
    private_score__gte: float
    public_rank: int | Sequence[int] | None
    public_rank__not: int | None
    public_rank__lt: int
    public_rank__lte: int
    public_rank__gt: int
    public_rank__gte: int
    private_rank: int | Sequence[int] | None
    private_rank__not: int | None
    private_rank__lt: int
    private_rank__lte: int
    private_rank__gt: int
    private_rank__gte: int
    shake_up: int | Sequence[int] | None
    shake_up__not: int | None
    shake_up__lt: int
    shake_up__lte: int
    shake_up__gt: int
    shake_up__gte: int
    rank_in_store: int | Sequence[int] | None
    rank_in_store__not: int | None
    rank_in_store__lt: int
    rank_in_store__lte: int
    rank_in_store__gt: int
    rank_in_store__gte: int
    is_improvement: bool | None
    is_improvement__not: bool | None


SubmissionRankingColumn: TypeAlias = Literal[
    "id",
    "execution_id",
    "competition_id",
    "training_job_id",
    "submission_status",
    "submitted_at",
    "scored_at",
    "public_score",
    "private_score",
    "public_rank",
    "private_rank",
    "shake_up",
    "rank_in_store",
    "is_improvement",
]
"""A column of `submission_ranking`."""
SubmissionRankingOrder: TypeAlias = Literal[
    "id",
    "-id",
    "execution_id",
    "-execution_id",
    "competition_id",
    "-competition_id",
    "training_job_id",
    "-training_job_id",
    "submission_status",
    "-submission_status",
    "submitted_at",
    "-submitted_at",
    "scored_at",
    "-scored_at",
    "public_score",
    "-public_score",
    "private_score",
    "-private_score",
    "public_rank",
    "-public_rank",
    "private_rank",
    "-private_rank",
    "shake_up",
    "-shake_up",
    "rank_in_store",
    "-rank_in_store",
    "is_improvement",
    "-is_improvement",
]
"""A column to sort `submission_ranking` by, descending with a minus. Nulls come last in both
directions.
"""
