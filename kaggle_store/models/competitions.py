# Generated from supabase/migrations by `make models`; do not edit.
"""Table `competitions`: A Kaggle competition that an agent has discovered."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
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
    Timestamp,
)
from kaggle_store.models.domains import Dollars, Fraction, Gigabytes, Moment, TextList
from kaggle_store.models.enums import (
    DataAvailability,
    MetricDirection,
    MetricDirectionSource,
    ProblemType,
)


class Competition(Row, frozen=True):
    """A Kaggle competition that an agent has discovered."""

    table: ClassVar[str] = "competitions"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    unique_keys: ClassVar[tuple[tuple[str, ...], ...]] = (("kaggle_id",),)
    natural_key: ClassVar[tuple[str, ...]] = ("kaggle_id",)
    select: ClassVar[str] = "*,dataset_size_gb::text,prize_pool::text"
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "dataset_size_gb": (18, 9),
        "prize_pool": (16, 6),
    }
    id: UUID
    """The competition's id in this store."""
    kaggle_id: str
    """Kaggle's own name for it, the slug in its address; case-sensitive."""
    title: str
    """The title on Kaggle; several competitions may share one."""
    description: str | None
    """Kaggle's description."""
    problem_type: ProblemType | str
    """The kind of data. Filled when left out: `other`."""
    dataset_size_gb: Decimal | None
    """Size of the data in gigabytes (10^9 bytes)."""
    participant_count: int | None
    """The number of participants."""
    prize_pool: Decimal | None
    """All prizes together in US dollars; null where the reward is not money."""
    deadline: AwareDatetime
    """When the last submission is accepted. Filled when left out: the end of its year (see
    `deadline_is_estimated`).
    """
    evaluation_metric: str | None
    """The metric that ranks submissions, as Kaggle names it."""
    submission_format: str | None
    """What a submission file must look like."""
    data_availability: DataAvailability | str | None
    """Who may have the data."""
    difficulty_score: float | None
    """The agent's estimate, from 0 (easy) to 1 (hard)."""
    tags: list[str] | None
    """Kaggle's tags."""
    external_data_allowed: bool
    """Whether data from elsewhere may be used."""
    team_limit: int | None
    """The most members a team may have; null where unlimited."""
    daily_submission_limit: int | None
    """Submissions a team may make in a UTC day; null where unlimited."""
    discovery_source: str | None
    """Where it was found, such as `kaggle_api`, `manual` or `recommendation`."""
    created_at: AwareDatetime
    """When it was first stored."""
    updated_at: AwareDatetime
    """When it last changed; kept by the database."""
    metric_direction: MetricDirection | str | None
    """Whether a higher or a lower score is better. Filled when left out and `evaluation_metric`
    is well known; else null, and no score is best.
    """
    deadline_is_estimated: bool
    """True where the source has no deadline and the end of the year is used; false once a
    deadline is given.
    """
    source_record: StoredJsonObject
    """Everything else that the source contains, unchanged."""
    metric_direction_source: MetricDirectionSource | str | None
    """Whether the direction was given, or inferred from `evaluation_metric`: an inferred one
    follows a corrected metric until there are scores. Kept by the database.
    """


@with_config(INPUT)
class CompetitionInsert(TypedDict):
    """A new competition. Required: `kaggle_id` and `title`; the rest is optional."""

    id: NotRequired[UUID]
    """The competition's id in this store."""
    kaggle_id: Annotated[str, Characters(max_length=100, is_name=True)]
    """Kaggle's own name for it, the slug in its address; case-sensitive."""
    title: Annotated[str, Characters(max_length=500)]
    """The title on Kaggle; several competitions may share one."""
    description: NotRequired[Annotated[str, Characters(max_length=1000000)] | None]
    """Kaggle's description."""
    problem_type: NotRequired[ProblemType | None]
    """The kind of data. Filled when left out: `other`."""
    dataset_size_gb: NotRequired[Gigabytes | None]
    """Size of the data in gigabytes (10^9 bytes)."""
    participant_count: NotRequired[Annotated[Int4, Field(ge=0)] | None]
    """The number of participants."""
    prize_pool: NotRequired[Dollars | None]
    """All prizes together in US dollars; null where the reward is not money."""
    deadline: NotRequired[Timestamp | None]
    """When the last submission is accepted. Filled when left out: the end of its year (see
    `deadline_is_estimated`).
    """
    evaluation_metric: NotRequired[Annotated[str, Characters(max_length=100, is_name=True)] | None]
    """The metric that ranks submissions, as Kaggle names it."""
    submission_format: NotRequired[Annotated[str, Characters(max_length=100000)] | None]
    """What a submission file must look like."""
    data_availability: NotRequired[DataAvailability | None]
    """Who may have the data."""
    difficulty_score: NotRequired[Fraction | None]
    """The agent's estimate, from 0 (easy) to 1 (hard)."""
    tags: NotRequired[TextList | None]
    """Kaggle's tags."""
    external_data_allowed: NotRequired[Bool]
    """Whether data from elsewhere may be used."""
    team_limit: NotRequired[Annotated[Int4, Field(ge=1)] | None]
    """The most members a team may have; null where unlimited."""
    daily_submission_limit: NotRequired[Annotated[Int4, Field(ge=0)] | None]
    """Submissions a team may make in a UTC day; null where unlimited."""
    discovery_source: NotRequired[Annotated[str, Characters(max_length=100, is_name=True)] | None]
    """Where it was found, such as `kaggle_api`, `manual` or `recommendation`."""
    created_at: NotRequired[Moment]
    """When it was first stored."""
    metric_direction: NotRequired[MetricDirection | None]
    """Whether a higher or a lower score is better. Filled when left out and `evaluation_metric`
    is well known; else null, and no score is best.
    """
    deadline_is_estimated: NotRequired[Bool]
    """True where the source has no deadline and the end of the year is used; false once a
    deadline is given.
    """
    source_record: NotRequired[JsonObject]
    """Everything else that the source contains, unchanged."""


@with_config(INPUT)
class CompetitionUpdate(TypedDict, total=False):
    """Changes to a competition; omitted columns keep their values."""

    kaggle_id: Annotated[str, Characters(max_length=100, is_name=True)]
    title: Annotated[str, Characters(max_length=500)]
    description: Annotated[str, Characters(max_length=1000000)] | None
    problem_type: ProblemType
    dataset_size_gb: Gigabytes | None
    participant_count: Annotated[Int4, Field(ge=0)] | None
    prize_pool: Dollars | None
    deadline: Timestamp
    evaluation_metric: Annotated[str, Characters(max_length=100, is_name=True)] | None
    submission_format: Annotated[str, Characters(max_length=100000)] | None
    data_availability: DataAvailability | None
    difficulty_score: Fraction | None
    tags: TextList | None
    external_data_allowed: Bool
    team_limit: Annotated[Int4, Field(ge=1)] | None
    daily_submission_limit: Annotated[Int4, Field(ge=0)] | None
    discovery_source: Annotated[str, Characters(max_length=100, is_name=True)] | None
    metric_direction: MetricDirection | None
    deadline_is_estimated: Bool
    source_record: JsonObject


class CompetitionWhere(TypedDict, total=False):
    """Conditions on `competitions`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    kaggle_id: str | Sequence[str] | None
    kaggle_id__not: str | None
    kaggle_id__ilike: str
    title: str | Sequence[str] | None
    title__not: str | None
    title__ilike: str
    description: str | Sequence[str] | None
    description__not: str | None
    description__ilike: str
    problem_type: ProblemType | Sequence[ProblemType] | None
    problem_type__not: ProblemType | None
    dataset_size_gb: Decimal | float | Sequence[Decimal | float] | None
    dataset_size_gb__not: Decimal | float | None
    dataset_size_gb__lt: Decimal | float
    dataset_size_gb__lte: Decimal | float
    dataset_size_gb__gt: Decimal | float
    dataset_size_gb__gte: Decimal | float
    participant_count: int | Sequence[int] | None
    participant_count__not: int | None
    participant_count__lt: int
    participant_count__lte: int
    participant_count__gt: int
    participant_count__gte: int
    prize_pool: Decimal | float | Sequence[Decimal | float] | None
    prize_pool__not: Decimal | float | None
    prize_pool__lt: Decimal | float
    prize_pool__lte: Decimal | float
    prize_pool__gt: Decimal | float
    prize_pool__gte: Decimal | float
    deadline: datetime | Sequence[datetime] | None
    deadline__not: datetime | None
    deadline__lt: datetime
    deadline__lte: datetime
    deadline__gt: datetime
    deadline__gte: datetime
    evaluation_metric: str | Sequence[str] | None
    evaluation_metric__not: str | None
    evaluation_metric__ilike: str
    submission_format: str | Sequence[str] | None
    submission_format__not: str | None
    submission_format__ilike: str
    data_availability: DataAvailability | Sequence[DataAvailability] | None
    data_availability__not: DataAvailability | None
    difficulty_score: float | Sequence[float] | None
    difficulty_score__not: float | None
    difficulty_score__lt: float
    difficulty_score__lte: float
    difficulty_score__gt: float
    difficulty_score__gte: float
    tags__contains: Sequence[str]
    external_data_allowed: bool | None
    external_data_allowed__not: bool | None
    team_limit: int | Sequence[int] | None
    team_limit__not: int | None
    team_limit__lt: int
    team_limit__lte: int
    team_limit__gt: int
    team_limit__gte: int
    daily_submission_limit: int | Sequence[int] | None
    daily_submission_limit__not: int | None
    daily_submission_limit__lt: int
    daily_submission_limit__lte: int
    daily_submission_limit__gt: int
    daily_submission_limit__gte: int
    discovery_source: str | Sequence[str] | None
    discovery_source__not: str | None
    discovery_source__ilike: str
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
    metric_direction: MetricDirection | Sequence[MetricDirection] | None
    metric_direction__not: MetricDirection | None
    deadline_is_estimated: bool | None
    deadline_is_estimated__not: bool | None
    source_record__contains: Json
    metric_direction_source: MetricDirectionSource | Sequence[MetricDirectionSource] | None
    metric_direction_source__not: MetricDirectionSource | None


CompetitionColumn: TypeAlias = Literal[
    "id",
    "kaggle_id",
    "title",
    "description",
    "problem_type",
    "dataset_size_gb",
    "participant_count",
    "prize_pool",
    "deadline",
    "evaluation_metric",
    "submission_format",
    "data_availability",
    "difficulty_score",
    "tags",
    "external_data_allowed",
    "team_limit",
    "daily_submission_limit",
    "discovery_source",
    "created_at",
    "updated_at",
    "metric_direction",
    "deadline_is_estimated",
    "source_record",
    "metric_direction_source",
]
"""A column of `competitions`."""
CompetitionOrder: TypeAlias = Literal[
    "id",
    "-id",
    "kaggle_id",
    "-kaggle_id",
    "title",
    "-title",
    "description",
    "-description",
    "problem_type",
    "-problem_type",
    "dataset_size_gb",
    "-dataset_size_gb",
    "participant_count",
    "-participant_count",
    "prize_pool",
    "-prize_pool",
    "deadline",
    "-deadline",
    "evaluation_metric",
    "-evaluation_metric",
    "submission_format",
    "-submission_format",
    "data_availability",
    "-data_availability",
    "difficulty_score",
    "-difficulty_score",
    "external_data_allowed",
    "-external_data_allowed",
    "team_limit",
    "-team_limit",
    "daily_submission_limit",
    "-daily_submission_limit",
    "discovery_source",
    "-discovery_source",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "metric_direction",
    "-metric_direction",
    "deadline_is_estimated",
    "-deadline_is_estimated",
    "metric_direction_source",
    "-metric_direction_source",
]
"""A column to sort `competitions` by, descending with a minus. Nulls come last in both
directions.
"""
