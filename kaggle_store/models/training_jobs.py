# Generated from supabase/migrations by `make models`; do not edit.
"""Table `training_jobs`: One training of a model."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, Field, with_config
from typing_extensions import TypedDict

from kaggle_store.models._base import (
    INPUT,
    Characters,
    Int4,
    Json,
    JsonObject,
    Row,
    StoredJson,
    StoredJsonObject,
)
from kaggle_store.models.domains import (
    Fraction,
    Gigabytes,
    Moment,
    Percentage,
    PositiveDecimal,
    Score,
)
from kaggle_store.models.enums import LeaseEnd, ResumeReason, TrainingJobStatus


class TrainingJob(Row, frozen=True):
    """One training of a model."""

    table: ClassVar[str] = "training_jobs"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = (
        "*,runtime_minutes::text,peak_memory_gb::text,gpu_utilization_percent::text"
    )
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "runtime_minutes": (15, 6),
        "peak_memory_gb": (18, 9),
        "gpu_utilization_percent": (5, 2),
    }
    id: UUID
    """The job's id."""
    execution_id: UUID
    """The execution it belongs to."""
    gpu_session_id: UUID | None
    """The machine it runs on, of the same execution; null for the agent's own."""
    code_id: UUID
    """The code it runs, of the same execution."""
    job_name: str
    """A display name."""
    model_type: str | None
    """What is trained, such as `xgboost`, `lightgbm`, `neural_network` or `transformer`."""
    hyperparameters: StoredJson | None
    """An object. Networks and transformers need a positive learning_rate and epochs, boosters a
    positive learning_rate (or eta) and number of rounds.
    """
    dataset_split: StoredJson | None
    """How the data is split into training, validation and test."""
    status: TrainingJobStatus | str
    """The state of the job."""
    started_at: AwareDatetime | None
    """When it began to run; kept by the database."""
    completed_at: AwareDatetime | None
    """When it ended, with or without success; kept by the database."""
    runtime_minutes: Decimal | None
    """How long it ran, in minutes; a job may last 0.4 seconds. Filled at its end when left out."""
    peak_memory_gb: Decimal | None
    """The most memory it took, in gigabytes (10^9 bytes)."""
    gpu_utilization_percent: Decimal | None
    """How busy the GPU was, from 0 to 100."""
    best_validation_score: float | None
    """The best validation score, by the competition's direction; null while that is unknown."""
    final_test_score: float | None
    """The score on the test part."""
    model_artifacts_path: str | None
    """Where the model is stored."""
    logs_path: str | None
    """Where the logs are stored."""
    metrics: StoredJson | None
    """The `latest` and the `best` value of each metric it has reported; their history is in
    system_metrics.
    """
    early_stopping_epoch: int | None
    """The epoch at which training was stopped early."""
    total_epochs: int | None
    """How many epochs it runs; at the end of a job that did not say, how many it has run."""
    error_message: str | None
    """The error, if any."""
    created_at: AwareDatetime
    """When it was queued."""
    updated_at: AwareDatetime
    """When it last changed; kept by the database."""
    source_record: StoredJsonObject
    """Everything else that an imported run contains, unchanged."""
    priority: int
    """Higher priority is claimed first."""
    progress: float | None
    """How much of it is done, from 0 to 1."""
    current_epoch: int | None
    """The last epoch it has reported."""
    available_at: AwareDatetime
    """When it may be claimed at the earliest."""
    attempts: int
    """How often it was claimed; kept by the database."""
    max_attempts: int
    """After how many attempts it fails."""
    worker: str | None
    """Who worked on it last; kept by the database."""
    lease_id: UUID | None
    """The lease it was last claimed under; kept by the database."""
    lease_expires_at: AwareDatetime | None
    """When that lease ends; null once it was ended. Kept by the database."""
    lease_end: LeaseEnd | str | None
    """How that lease was ended; null while it lasts, or when it expired. Kept by the database."""
    resume_reason: ResumeReason | str
    """Why it is claimed next, or was claimed last; kept by the database."""


@with_config(INPUT)
class TrainingJobInsert(TypedDict):
    """A new training job. Required: `execution_id`, `code_id` and `job_name`; the rest is
    optional.
    """

    id: NotRequired[UUID]
    """The job's id."""
    execution_id: UUID
    """The execution it belongs to."""
    gpu_session_id: NotRequired[UUID | None]
    """The machine it runs on, of the same execution; null for the agent's own."""
    code_id: UUID
    """The code it runs, of the same execution."""
    job_name: Annotated[str, Characters(max_length=200, is_name=True)]
    """A display name."""
    model_type: NotRequired[Annotated[str, Characters(max_length=100, is_name=True)] | None]
    """What is trained, such as `xgboost`, `lightgbm`, `neural_network` or `transformer`."""
    hyperparameters: NotRequired[Json | None]
    """An object. Networks and transformers need a positive learning_rate and epochs, boosters a
    positive learning_rate (or eta) and number of rounds.
    """
    dataset_split: NotRequired[Json | None]
    """How the data is split into training, validation and test."""
    status: NotRequired[TrainingJobStatus]
    """The state of the job."""
    started_at: NotRequired[Moment | None]
    """When it began to run; kept by the database."""
    completed_at: NotRequired[Moment | None]
    """When it ended, with or without success; kept by the database."""
    runtime_minutes: NotRequired[PositiveDecimal | None]
    """How long it ran, in minutes; a job may last 0.4 seconds. Filled at its end when left out."""
    peak_memory_gb: NotRequired[Gigabytes | None]
    """The most memory it took, in gigabytes (10^9 bytes)."""
    gpu_utilization_percent: NotRequired[Percentage | None]
    """How busy the GPU was, from 0 to 100."""
    best_validation_score: NotRequired[Score | None]
    """The best validation score, by the competition's direction; null while that is unknown."""
    final_test_score: NotRequired[Score | None]
    """The score on the test part."""
    model_artifacts_path: NotRequired[
        Annotated[str, Characters(max_length=500, is_name=True)] | None
    ]
    """Where the model is stored."""
    logs_path: NotRequired[Annotated[str, Characters(max_length=500, is_name=True)] | None]
    """Where the logs are stored."""
    metrics: NotRequired[Json | None]
    """The `latest` and the `best` value of each metric it has reported; their history is in
    system_metrics.
    """
    early_stopping_epoch: NotRequired[Annotated[Int4, Field(ge=0)] | None]
    """The epoch at which training was stopped early."""
    total_epochs: NotRequired[Annotated[Int4, Field(ge=0)] | None]
    """How many epochs it runs; at the end of a job that did not say, how many it has run."""
    error_message: NotRequired[Annotated[str, Characters(max_length=100000)] | None]
    """The error, if any."""
    created_at: NotRequired[Moment]
    """When it was queued."""
    source_record: NotRequired[JsonObject]
    """Everything else that an imported run contains, unchanged."""
    priority: NotRequired[Int4]
    """Higher priority is claimed first."""
    progress: NotRequired[Fraction | None]
    """How much of it is done, from 0 to 1."""
    current_epoch: NotRequired[Annotated[Int4, Field(ge=0)] | None]
    """The last epoch it has reported."""
    available_at: NotRequired[Moment]
    """When it may be claimed at the earliest."""
    max_attempts: NotRequired[Annotated[Int4, Field(ge=1)]]
    """After how many attempts it fails."""


@with_config(INPUT)
class TrainingJobUpdate(TypedDict, total=False):
    """Changes to a training job; omitted columns keep their values."""

    gpu_session_id: UUID | None
    job_name: Annotated[str, Characters(max_length=200, is_name=True)]
    model_type: Annotated[str, Characters(max_length=100, is_name=True)] | None
    hyperparameters: Json | None
    dataset_split: Json | None
    status: TrainingJobStatus
    runtime_minutes: PositiveDecimal | None
    peak_memory_gb: Gigabytes | None
    gpu_utilization_percent: Percentage | None
    best_validation_score: Score | None
    final_test_score: Score | None
    model_artifacts_path: Annotated[str, Characters(max_length=500, is_name=True)] | None
    logs_path: Annotated[str, Characters(max_length=500, is_name=True)] | None
    metrics: Json | None
    early_stopping_epoch: Annotated[Int4, Field(ge=0)] | None
    total_epochs: Annotated[Int4, Field(ge=0)] | None
    error_message: Annotated[str, Characters(max_length=100000)] | None
    source_record: JsonObject
    priority: Int4
    progress: Fraction | None
    current_epoch: Annotated[Int4, Field(ge=0)] | None
    available_at: Moment
    max_attempts: Annotated[Int4, Field(ge=1)]


class TrainingJobWhere(TypedDict, total=False):
    """Conditions on `training_jobs`, combined with AND.

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
    gpu_session_id: UUID | Sequence[UUID] | None
    gpu_session_id__not: UUID | None
    code_id: UUID | Sequence[UUID] | None
    code_id__not: UUID | None
    job_name: str | Sequence[str] | None
    job_name__not: str | None
    job_name__ilike: str
    model_type: str | Sequence[str] | None
    model_type__not: str | None
    model_type__ilike: str
    hyperparameters__contains: Json
    dataset_split__contains: Json
    status: TrainingJobStatus | Sequence[TrainingJobStatus] | None
    status__not: TrainingJobStatus | None
    started_at: datetime | Sequence[datetime] | None
    started_at__not: datetime | None
    started_at__lt: datetime
    started_at__lte: datetime
    started_at__gt: datetime
    started_at__gte: datetime
    completed_at: datetime | Sequence[datetime] | None
    completed_at__not: datetime | None
    completed_at__lt: datetime
    completed_at__lte: datetime
    completed_at__gt: datetime
    completed_at__gte: datetime
    runtime_minutes: Decimal | float | Sequence[Decimal | float] | None
    runtime_minutes__not: Decimal | float | None
    runtime_minutes__lt: Decimal | float
    runtime_minutes__lte: Decimal | float
    runtime_minutes__gt: Decimal | float
    runtime_minutes__gte: Decimal | float
    peak_memory_gb: Decimal | float | Sequence[Decimal | float] | None
    peak_memory_gb__not: Decimal | float | None
    peak_memory_gb__lt: Decimal | float
    peak_memory_gb__lte: Decimal | float
    peak_memory_gb__gt: Decimal | float
    peak_memory_gb__gte: Decimal | float
    gpu_utilization_percent: Decimal | float | Sequence[Decimal | float] | None
    gpu_utilization_percent__not: Decimal | float | None
    gpu_utilization_percent__lt: Decimal | float
    gpu_utilization_percent__lte: Decimal | float
    gpu_utilization_percent__gt: Decimal | float
    gpu_utilization_percent__gte: Decimal | float
    best_validation_score: float | Sequence[float] | None
    best_validation_score__not: float | None
    best_validation_score__lt: float
    best_validation_score__lte: float
    best_validation_score__gt: float
    best_validation_score__gte: float
    final_test_score: float | Sequence[float] | None
    final_test_score__not: float | None
    final_test_score__lt: float
    final_test_score__lte: float
    final_test_score__gt: float
    final_test_score__gte: float
    model_artifacts_path: str | Sequence[str] | None
    model_artifacts_path__not: str | None
    model_artifacts_path__ilike: str
    logs_path: str | Sequence[str] | None
    logs_path__not: str | None
    logs_path__ilike: str
    metrics__contains: Json
    early_stopping_epoch: int | Sequence[int] | None
    early_stopping_epoch__not: int | None
    early_stopping_epoch__lt: int
    early_stopping_epoch__lte: int
    early_stopping_epoch__gt: int
    early_stopping_epoch__gte: int
    total_epochs: int | Sequence[int] | None
    total_epochs__not: int | None
    total_epochs__lt: int
    total_epochs__lte: int
    total_epochs__gt: int
    total_epochs__gte: int
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
    priority: int | Sequence[int] | None
    priority__not: int | None
    priority__lt: int
    priority__lte: int
    priority__gt: int
    priority__gte: int
    progress: float | Sequence[float] | None
    progress__not: float | None
    progress__lt: float
    progress__lte: float
    progress__gt: float
    progress__gte: float
    current_epoch: int | Sequence[int] | None
    current_epoch__not: int | None
    current_epoch__lt: int
    current_epoch__lte: int
    current_epoch__gt: int
    current_epoch__gte: int
    available_at: datetime | Sequence[datetime] | None
    available_at__not: datetime | None
    available_at__lt: datetime
    available_at__lte: datetime
    available_at__gt: datetime
    available_at__gte: datetime
    attempts: int | Sequence[int] | None
    attempts__not: int | None
    attempts__lt: int
    attempts__lte: int
    attempts__gt: int
    attempts__gte: int
    max_attempts: int | Sequence[int] | None
    max_attempts__not: int | None
    max_attempts__lt: int
    max_attempts__lte: int
    max_attempts__gt: int
    max_attempts__gte: int
    worker: str | Sequence[str] | None
    worker__not: str | None
    worker__ilike: str
    lease_id: UUID | Sequence[UUID] | None
    lease_id__not: UUID | None
    lease_expires_at: datetime | Sequence[datetime] | None
    lease_expires_at__not: datetime | None
    lease_expires_at__lt: datetime
    lease_expires_at__lte: datetime
    lease_expires_at__gt: datetime
    lease_expires_at__gte: datetime
    lease_end: LeaseEnd | Sequence[LeaseEnd] | None
    lease_end__not: LeaseEnd | None
    resume_reason: ResumeReason | Sequence[ResumeReason] | None
    resume_reason__not: ResumeReason | None


TrainingJobColumn: TypeAlias = Literal[
    "id",
    "execution_id",
    "gpu_session_id",
    "code_id",
    "job_name",
    "model_type",
    "hyperparameters",
    "dataset_split",
    "status",
    "started_at",
    "completed_at",
    "runtime_minutes",
    "peak_memory_gb",
    "gpu_utilization_percent",
    "best_validation_score",
    "final_test_score",
    "model_artifacts_path",
    "logs_path",
    "metrics",
    "early_stopping_epoch",
    "total_epochs",
    "error_message",
    "created_at",
    "updated_at",
    "source_record",
    "priority",
    "progress",
    "current_epoch",
    "available_at",
    "attempts",
    "max_attempts",
    "worker",
    "lease_id",
    "lease_expires_at",
    "lease_end",
    "resume_reason",
]
"""A column of `training_jobs`."""
TrainingJobOrder: TypeAlias = Literal[
    "id",
    "-id",
    "execution_id",
    "-execution_id",
    "gpu_session_id",
    "-gpu_session_id",
    "code_id",
    "-code_id",
    "job_name",
    "-job_name",
    "model_type",
    "-model_type",
    "status",
    "-status",
    "started_at",
    "-started_at",
    "completed_at",
    "-completed_at",
    "runtime_minutes",
    "-runtime_minutes",
    "peak_memory_gb",
    "-peak_memory_gb",
    "gpu_utilization_percent",
    "-gpu_utilization_percent",
    "best_validation_score",
    "-best_validation_score",
    "final_test_score",
    "-final_test_score",
    "model_artifacts_path",
    "-model_artifacts_path",
    "logs_path",
    "-logs_path",
    "early_stopping_epoch",
    "-early_stopping_epoch",
    "total_epochs",
    "-total_epochs",
    "error_message",
    "-error_message",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "priority",
    "-priority",
    "progress",
    "-progress",
    "current_epoch",
    "-current_epoch",
    "available_at",
    "-available_at",
    "attempts",
    "-attempts",
    "max_attempts",
    "-max_attempts",
    "worker",
    "-worker",
    "lease_id",
    "-lease_id",
    "lease_expires_at",
    "-lease_expires_at",
    "lease_end",
    "-lease_end",
    "resume_reason",
    "-resume_reason",
]
"""A column to sort `training_jobs` by, descending with a minus. Nulls come last in both
directions.
"""
