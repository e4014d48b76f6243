# Generated from supabase/migrations by `make models`; do not edit.
"""Table `gpu_sessions`: A GPU machine rented for an execution."""

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
    StoredJsonObject,
)
from kaggle_store.models.domains import Dollars, Gigabytes, Moment, PositiveDecimal
from kaggle_store.models.enums import GpuSessionStatus


class GpuSession(Row, frozen=True):
    """A GPU machine rented for an execution."""

    table: ClassVar[str] = "gpu_sessions"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    natural_key: ClassVar[tuple[str, ...]] = ("provider", "instance_id")
    select: ClassVar[str] = (
        "id,execution_id,provider,instance_id,instance_type,gpu_count,memory_gb::text,"
        "storage_gb::text,hourly_rate_dollars::text,region,status,provisioned_at,"
        "terminated_at,total_runtime_minutes::text,total_cost_dollars::text,"
        "cost_limit_dollars::text,auto_terminate_at,error_message,created_at,updated_at,"
        "source_record,last_heartbeat_at,gpu_utilization_percent::text,terminate_requested,"
        "terminate_reason,reserved_dollars::text,billed_dollars::text"
    )
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "memory_gb": (18, 9),
        "storage_gb": (18, 9),
        "hourly_rate_dollars": (16, 6),
        "total_runtime_minutes": (15, 6),
        "total_cost_dollars": (16, 6),
        "cost_limit_dollars": (16, 6),
        "gpu_utilization_percent": (5, 2),
        "reserved_dollars": (16, 6),
        "billed_dollars": (16, 6),
    }
    id: UUID
    """The session's id."""
    execution_id: UUID
    """The execution that pays for it."""
    provider: str
    """The provider, such as `vast_ai`."""
    instance_id: str | None
    """The provider's id of the machine; null until there is one. A machine has one live session;
    one that is stopped and started again gets another.
    """
    instance_type: str
    """The machine type, such as `RTX4090`."""
    gpu_count: int
    """How many GPUs it has."""
    memory_gb: Decimal | None
    """Its memory in gigabytes (10^9 bytes)."""
    storage_gb: Decimal | None
    """Its storage in gigabytes (10^9 bytes)."""
    hourly_rate_dollars: Decimal | None
    """The hourly price, in US dollars; large machines cost more than 100. While it is unknown no
    cost is computed, and the provider's bill counts.
    """
    region: str | None
    """Where the machine is, as its provider names it."""
    status: GpuSessionStatus | str
    """The state of the session."""
    provisioned_at: AwareDatetime | None
    """When it became usable; kept by the database."""
    terminated_at: AwareDatetime | None
    """When it was terminated; kept by the database."""
    total_runtime_minutes: Decimal
    """How long it has run, in minutes, as of the last heartbeat; kept by the database."""
    total_cost_dollars: Decimal
    """What it has cost, in US dollars, as of the last heartbeat; kept by the database."""
    cost_limit_dollars: Decimal | None
    """What it may cost, in US dollars. By default, for a session that is opened, what remains of
    its execution's budget.
    """
    auto_terminate_at: AwareDatetime | None
    """When it must be terminated at the latest."""
    error_message: str | None
    """The error, if any."""
    created_at: AwareDatetime
    """When it was requested."""
    updated_at: AwareDatetime
    """When it last changed; kept by the database."""
    source_record: StoredJsonObject
    """Everything else that the provider's offer contains, unchanged."""
    last_heartbeat_at: AwareDatetime | None
    """The time of the last heartbeat; kept by the database."""
    gpu_utilization_percent: Decimal | None
    """How busy its GPU was at the last heartbeat, from 0 to 100; kept by the database."""
    terminate_requested: bool
    """Whether it must be terminated; kept by the database."""
    terminate_reason: str | None
    """Why, such as `cost_limit` or `deadline`; kept by the database."""
    reserved_dollars: Decimal | None
    """What it reserves of its execution's budget, in US dollars; null once it has ended, and for
    an imported one. Kept by the database.
    """
    billed_dollars: Decimal | None
    """What its provider charged, in US dollars, where known: then this is the cost. Kept by the
    database.
    """


@with_config(INPUT)
class GpuSessionInsert(TypedDict):
    """A new GPU session. Required: `execution_id`, `provider` and `instance_type`; the rest is
    optional.
    """

    id: NotRequired[UUID]
    """The session's id."""
    execution_id: UUID
    """The execution that pays for it."""
    provider: Annotated[str, Characters(max_length=50, is_name=True)]
    """The provider, such as `vast_ai`."""
    instance_id: NotRequired[Annotated[str, Characters(max_length=200, is_name=True)] | None]
    """The provider's id of the machine; null until there is one. A machine has one live session;
    one that is stopped and started again gets another.
    """
    instance_type: Annotated[str, Characters(max_length=100, is_name=True)]
    """The machine type, such as `RTX4090`."""
    gpu_count: NotRequired[Annotated[Int4, Field(ge=1)]]
    """How many GPUs it has."""
    memory_gb: NotRequired[Gigabytes | None]
    """Its memory in gigabytes (10^9 bytes)."""
    storage_gb: NotRequired[Gigabytes | None]
    """Its storage in gigabytes (10^9 bytes)."""
    hourly_rate_dollars: NotRequired[Dollars | None]
    """The hourly price, in US dollars; large machines cost more than 100. While it is unknown no
    cost is computed, and the provider's bill counts.
    """
    region: NotRequired[Annotated[str, Characters(max_length=50, is_name=True)] | None]
    """Where the machine is, as its provider names it."""
    status: NotRequired[GpuSessionStatus]
    """The state of the session."""
    provisioned_at: NotRequired[Moment | None]
    """When it became usable; kept by the database."""
    terminated_at: NotRequired[Moment | None]
    """When it was terminated; kept by the database."""
    total_runtime_minutes: NotRequired[PositiveDecimal]
    """How long it has run, in minutes, as of the last heartbeat; kept by the database."""
    total_cost_dollars: NotRequired[Dollars]
    """What it has cost, in US dollars, as of the last heartbeat; kept by the database."""
    cost_limit_dollars: NotRequired[Dollars | None]
    """What it may cost, in US dollars. By default, for a session that is opened, what remains of
    its execution's budget.
    """
    auto_terminate_at: NotRequired[Moment | None]
    """When it must be terminated at the latest."""
    error_message: NotRequired[Annotated[str, Characters(max_length=100000)] | None]
    """The error, if any."""
    created_at: NotRequired[Moment]
    """When it was requested."""
    source_record: NotRequired[JsonObject]
    """Everything else that the provider's offer contains, unchanged."""


@with_config(INPUT)
class GpuSessionUpdate(TypedDict, total=False):
    """Changes to a GPU session; omitted columns keep their values."""

    instance_id: Annotated[str, Characters(max_length=200, is_name=True)] | None
    instance_type: Annotated[str, Characters(max_length=100, is_name=True)]
    gpu_count: Annotated[Int4, Field(ge=1)]
    memory_gb: Gigabytes | None
    storage_gb: Gigabytes | None
    hourly_rate_dollars: Dollars | None
    region: Annotated[str, Characters(max_length=50, is_name=True)] | None
    status: GpuSessionStatus
    cost_limit_dollars: Dollars | None
    auto_terminate_at: Moment | None
    error_message: Annotated[str, Characters(max_length=100000)] | None
    source_record: JsonObject


class GpuSessionWhere(TypedDict, total=False):
    """Conditions on `gpu_sessions`, combined with AND.

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
    provider: str | Sequence[str] | None
    provider__not: str | None
    provider__ilike: str
    instance_id: str | Sequence[str] | None
    instance_id__not: str | None
    instance_id__ilike: str
    instance_type: str | Sequence[str] | None
    instance_type__not: str | None
    instance_type__ilike: str
    gpu_count: int | Sequence[int] | None
    gpu_count__not: int | None
    gpu_count__lt: int
    gpu_count__lte: int
    gpu_count__gt: int
    gpu_count__gte: int
    memory_gb: Decimal | float | Sequence[Decimal | float] | None
    memory_gb__not: Decimal | float | None
    memory_gb__lt: Decimal | float
    memory_gb__lte: Decimal | float
    memory_gb__gt: Decimal | float
    memory_gb__gte: Decimal | float
    storage_gb: Decimal | float | Sequence[Decimal | float] | None
    storage_gb__not: Decimal | float | None
    storage_gb__lt: Decimal | float
    storage_gb__lte: Decimal | float
    storage_gb__gt: Decimal | float
    storage_gb__gte: Decimal | float
    hourly_rate_dollars: Decimal | float | Sequence[Decimal | float] | None
    hourly_rate_dollars__not: Decimal | float | None
    hourly_rate_dollars__lt: Decimal | float
    hourly_rate_dollars__lte: Decimal | float
    hourly_rate_dollars__gt: Decimal | float
    hourly_rate_dollars__gte: Decimal | float
    region: str | Sequence[str] | None
    region__not: str | None
    region__ilike: str
    status: GpuSessionStatus | Sequence[GpuSessionStatus] | None
    status__not: GpuSessionStatus | None
    provisioned_at: datetime | Sequence[datetime] | None
    provisioned_at__not: datetime | None
    provisioned_at__lt: datetime
    provisioned_at__lte: datetime
    provisioned_at__gt: datetime
    provisioned_at__gte: datetime
    terminated_at: datetime | Sequence[datetime] | None
    terminated_at__not: datetime | None
    terminated_at__lt: datetime
    terminated_at__lte: datetime
    terminated_at__gt: datetime
    terminated_at__gte: datetime
    total_runtime_minutes: Decimal | float | Sequence[Decimal | float] | None
    total_runtime_minutes__not: Decimal | float | None
    total_runtime_minutes__lt: Decimal | float
    total_runtime_minutes__lte: Decimal | float
    total_runtime_minutes__gt: Decimal | float
    total_runtime_minutes__gte: Decimal | float
    total_cost_dollars: Decimal | float | Sequence[Decimal | float] | None
    total_cost_dollars__not: Decimal | float | None
    total_cost_dollars__lt: Decimal | float
    total_cost_dollars__lte: Decimal | float
    total_cost_dollars__gt: Decimal | float
    total_cost_dollars__gte: Decimal | float
    cost_limit_dollars: Decimal | float | Sequence[Decimal | float] | None
    cost_limit_dollars__not: Decimal | float | None
    cost_limit_dollars__lt: Decimal | float
    cost_limit_dollars__lte: Decimal | float
    cost_limit_dollars__gt: Decimal | float
    cost_limit_dollars__gte: Decimal | float
    auto_terminate_at: datetime | Sequence[datetime] | None
    auto_terminate_at__not: datetime | None
    auto_terminate_at__lt: datetime
    auto_terminate_at__lte: datetime
    auto_terminate_at__gt: datetime
    auto_terminate_at__gte: datetime
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
    last_heartbeat_at: datetime | Sequence[datetime] | None
    last_heartbeat_at__not: datetime | None
    last_heartbeat_at__lt: datetime
    last_heartbeat_at__lte: datetime
    last_heartbeat_at__gt: datetime
    last_heartbeat_at__gte: datetime
    gpu_utilization_percent: Decimal | float | Sequence[Decimal | float] | None
    gpu_utilization_percent__not: Decimal | float | None
    gpu_utilization_percent__lt: Decimal | float
    gpu_utilization_percent__lte: Decimal | float
    gpu_utilization_percent__gt: Decimal | float
    gpu_utilization_percent__gte: Decimal | float
    terminate_requested: bool | None
    terminate_requested__not: bool | None
    terminate_reason: str | Sequence[str] | None
    terminate_reason__not: str | None
    terminate_reason__ilike: str
    reserved_dollars: Decimal | float | Sequence[Decimal | float] | None
    reserved_dollars__not: Decimal | float | None
    reserved_dollars__lt: Decimal | float
    reserved_dollars__lte: Decimal | float
    reserved_dollars__gt: Decimal | float
    reserved_dollars__gte: Decimal | float
    billed_dollars: Decimal | float | Sequence[Decimal | float] | None
    billed_dollars__not: Decimal | float | None
    billed_dollars__lt: Decimal | float
    billed_dollars__lte: Decimal | float
    billed_dollars__gt: Decimal | float
    billed_dollars__gte: Decimal | float


GpuSessionColumn: TypeAlias = Literal[
    "id",
    "execution_id",
    "provider",
    "instance_id",
    "instance_type",
    "gpu_count",
    "memory_gb",
    "storage_gb",
    "hourly_rate_dollars",
    "region",
    "status",
    "provisioned_at",
    "terminated_at",
    "total_runtime_minutes",
    "total_cost_dollars",
    "cost_limit_dollars",
    "auto_terminate_at",
    "error_message",
    "created_at",
    "updated_at",
    "source_record",
    "last_heartbeat_at",
    "gpu_utilization_percent",
    "terminate_requested",
    "terminate_reason",
    "reserved_dollars",
    "billed_dollars",
]
"""A column of `gpu_sessions`."""
GpuSessionOrder: TypeAlias = Literal[
    "id",
    "-id",
    "execution_id",
    "-execution_id",
    "provider",
    "-provider",
    "instance_id",
    "-instance_id",
    "instance_type",
    "-instance_type",
    "gpu_count",
    "-gpu_count",
    "memory_gb",
    "-memory_gb",
    "storage_gb",
    "-storage_gb",
    "hourly_rate_dollars",
    "-hourly_rate_dollars",
    "region",
    "-region",
    "status",
    "-status",
    "provisioned_at",
    "-provisioned_at",
    "terminated_at",
    "-terminated_at",
    "total_runtime_minutes",
    "-total_runtime_minutes",
    "total_cost_dollars",
    "-total_cost_dollars",
    "cost_limit_dollars",
    "-cost_limit_dollars",
    "auto_terminate_at",
    "-auto_terminate_at",
    "error_message",
    "-error_message",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "last_heartbeat_at",
    "-last_heartbeat_at",
    "gpu_utilization_percent",
    "-gpu_utilization_percent",
    "terminate_requested",
    "-terminate_requested",
    "terminate_reason",
    "-terminate_reason",
    "reserved_dollars",
    "-reserved_dollars",
    "billed_dollars",
    "-billed_dollars",
]
"""A column to sort `gpu_sessions` by, descending with a minus. Nulls come last in both
directions.
"""
