# Generated from supabase/migrations by `make models`; do not edit.
"""Table `submissions`: A prediction file sent to Kaggle, and what became of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, Field, with_config
from typing_extensions import TypedDict

from kaggle_store.models._base import (
    INPUT,
    Bool,
    Characters,
    Int4,
    Json,
    JsonObject,
    Row,
    StoredJsonObject,
)
from kaggle_store.models.domains import Moment, Score
from kaggle_store.models.enums import SubmissionStatus


class Submission(Row, frozen=True):
    """A prediction file sent to Kaggle, and what became of it."""

    table: ClassVar[str] = "submissions"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    unique_keys: ClassVar[tuple[tuple[str, ...], ...]] = (("kaggle_submission_id",),)
    natural_key: ClassVar[tuple[str, ...]] = ("kaggle_submission_id",)
    select: ClassVar[str] = "*"
    id: UUID
    """The submission's id in this store."""
    execution_id: UUID
    """The execution that made it."""
    training_job_id: UUID | None
    """The job whose model made it, of the same execution."""
    submission_file_path: str
    """Where the file is stored."""
    description: str | None
    """The message of the submission."""
    kaggle_submission_id: str | None
    """Kaggle's id of it; null until Kaggle has it."""
    public_score: float | None
    """The score on the public part of the test data."""
    private_score: float | None
    """The score on the private part, known when the competition ends."""
    public_rank: int | None
    """The place on the public leaderboard, from 1."""
    private_rank: int | None
    """The place on the private leaderboard, from 1."""
    total_participants: int | None
    """The number of teams on the leaderboard."""
    submission_status: SubmissionStatus | str
    """The state of the submission."""
    submitted_at: AwareDatetime | None
    """When Kaggle took it. Filled when it is submitted and this is left out."""
    scored_at: AwareDatetime | None
    """When Kaggle scored it. Filled when it is scored and this is left out."""
    error_message: str | None
    """The error, if any."""
    created_at: AwareDatetime
    """When it was prepared."""
    updated_at: AwareDatetime
    """When it last changed; kept by the database."""
    source_record: StoredJsonObject
    """Everything else that an imported record contains, unchanged."""
    file_sha256: str | None
    """SHA-256 of the file, 64 hexadecimal digits; the same file is not sent twice to a
    competition by accident.
    """
    allow_duplicate: bool
    """Whether this file may have been sent before."""
    slot_day: date | None
    """The UTC day whose slot it takes; null when it takes none. Kept by the database."""
    competition_id: UUID
    """The competition of its execution; kept by the database."""


@with_config(INPUT)
class SubmissionInsert(TypedDict):
    """A new submission. Required: `execution_id` and `submission_file_path`; the rest is
    optional.
    """

    id: NotRequired[UUID]
    """The submission's id in this store."""
    execution_id: UUID
    """The execution that made it."""
    training_job_id: NotRequired[UUID | None]
    """The job whose model made it, of the same execution."""
    submission_file_path: Annotated[str, Characters(max_length=500, is_name=True)]
    """Where the file is stored."""
    description: NotRequired[Annotated[str, Characters(max_length=100000)] | None]
    """The message of the submission."""
    kaggle_submission_id: NotRequired[
        Annotated[str, Characters(max_length=100, is_name=True)] | None
    ]
    """Kaggle's id of it; null until Kaggle has it."""
    public_score: NotRequired[Score | None]
    """The score on the public part of the test data."""
    private_score: NotRequired[Score | None]
    """The score on the private part, known when the competition ends."""
    public_rank: NotRequired[Annotated[Int4, Field(ge=1)] | None]
    """The place on the public leaderboard, from 1."""
    private_rank: NotRequired[Annotated[Int4, Field(ge=1)] | None]
    """The place on the private leaderboard, from 1."""
    total_participants: NotRequired[Annotated[Int4, Field(ge=0)] | None]
    """The number of teams on the leaderboard."""
    submission_status: NotRequired[SubmissionStatus]
    """The state of the submission."""
    submitted_at: NotRequired[Moment | None]
    """When Kaggle took it. Filled when it is submitted and this is left out."""
    scored_at: NotRequired[Moment | None]
    """When Kaggle scored it. Filled when it is scored and this is left out."""
    error_message: NotRequired[Annotated[str, Characters(max_length=100000)] | None]
    """The error, if any."""
    created_at: NotRequired[Moment]
    """When it was prepared."""
    source_record: NotRequired[JsonObject]
    """Everything else that an imported record contains, unchanged."""
    file_sha256: NotRequired[Annotated[str, Characters(pattern="^[0-9a-f]{64}$")] | None]
    """SHA-256 of the file, 64 hexadecimal digits; the same file is not sent twice to a
    competition by accident.
    """
    allow_duplicate: NotRequired[Bool]
    """Whether this file may have been sent before."""


@with_config(INPUT)
class SubmissionUpdate(TypedDict, total=False):
    """Changes to a submission; omitted columns keep their values."""

    training_job_id: UUID | None
    submission_file_path: Annotated[str, Characters(max_length=500, is_name=True)]
    description: Annotated[str, Characters(max_length=100000)] | None
    kaggle_submission_id: Annotated[str, Characters(max_length=100, is_name=True)] | None
    public_score: Score | None
    private_score: Score | None
    public_rank: Annotated[Int4, Field(ge=1)] | None
    private_rank: Annotated[Int4, Field(ge=1)] | None
    total_participants: Annotated[Int4, Field(ge=0)] | None
    submission_status: SubmissionStatus
    submitted_at: Moment | None
    scored_at: Moment | None
    error_message: Annotated[str, Characters(max_length=100000)] | None
    source_record: JsonObject


class SubmissionWhere(TypedDict, total=False):
    """Conditions on `submissions`, combined with AND.

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
    training_job_id: UUID | Sequence[UUID] | None
    training_job_id__not: UUID | None
    submission_file_path: str | Sequence[str] | None
    submission_file_path__not: str | None
    submission_file_path__ilike: str
    description: str | Sequence[str] | None
    description__not: str | None
    description__ilike: str
    kaggle_submission_id: str | Sequence[str] | None
    kaggle_submission_id__not: str | None
    kaggle_submission_id__ilike: str
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
    total_participants: int | Sequence[int] | None
    total_participants__not: int | None
    total_participants__lt: int
    total_participants__lte: int
    total_participants__gt: int
    total_participants__gte: int
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
    error_message: str | Sequence[str] | None
    error_message__not: str | None
    error_message__ilike: str
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime
    updated_at: datetime | Sequence[datetime] | None
    updated_at__not: datetime | None
    updated_at__lt: datetime
    updated_at__lte: datetime
    updated_at__gt: datetime
    updated_at__gte: datetime
    source_record__contains: Json
    file_sha256: str | Sequence[str] | None
    file_sha256__not: str | None
    file_sha256__ilike: str
    allow_duplicate: bool | None
    allow_duplicate__not: bool | None
    slot_day: date | Sequence[date] | None
    slot_day__not: date | None
    slot_day__lt: date
    slot_day__lte: date
    slot_day__gt: date
    slot_day__gte: date
    competition_id: UUID | Sequence[UUID] | None
    competition_id__not: UUID | None


SubmissionColumn: TypeAlias = Literal[
    "id",
    "execution_id",
    "training_job_id",
    "submission_file_path",
    "description",
    "kaggle_submission_id",
    "public_score",
    "private_score",
    "public_rank",
    "private_rank",
    "total_participants",
    "submission_status",
    "submitted_at",
    "scored_at",
    "error_message",
    "created_at",
    "updated_at",
    "source_record",
    "file_sha256",
    "allow_duplicate",
    "slot_day",
    "competition_id",
]
"""A column of `submissions`."""
SubmissionOrder: TypeAlias = Literal[
    "id",
    "-id",
    "execution_id",
    "-execution_id",
    "training_job_id",
    "-training_job_id",
    "submission_file_path",
    "-submission_file_path",
    "description",
    "-description",
    "kaggle_submission_id",
    "-kaggle_submission_id",
    "public_score",
    "-public_score",
    "private_score",
    "-private_score",
    "public_rank",
    "-public_rank",
    "private_rank",
    "-private_rank",
    "total_participants",
    "-total_participants",
    "submission_status",
    "-submission_status",
    "submitted_at",
    "-submitted_at",
    "scored_at",
    "-scored_at",
    "error_message",
    "-error_message",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "file_sha256",
    "-file_sha256",
    "allow_duplicate",
    "-allow_duplicate",
    "slot_day",
    "-slot_day",
    "competition_id",
    "-competition_id",
]
"""A column to sort `submissions` by, descending with a minus. Nulls come last in both
directions.
"""
