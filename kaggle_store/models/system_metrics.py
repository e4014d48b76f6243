# Generated from supabase/migrations by `make models`; do not edit.
"""Table `system_metrics`: One measured value of one metric."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, ClassVar, Literal, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, with_config
from typing_extensions import TypedDict

from kaggle_store.models._base import (
    INPUT,
    Characters,
    Float,
    Json,
    JsonBounds,
    JsonObject,
    Row,
    StoredJsonObject,
    Timestamp,
)
from kaggle_store.models.enums import MetricType


class SystemMetric(Row, frozen=True):
    """One measured value of one metric."""

    table: ClassVar[str] = "system_metrics"
    primary_key: ClassVar[tuple[str, ...]] = ("timestamp", "id")
    select: ClassVar[str] = "*"
    nan_columns: ClassVar[tuple[str, ...]] = ("metric_value",)
    id: UUID
    """The point's id; with its time it makes a repeated delivery harmless."""
    metric_name: str
    """What was measured."""
    metric_value: float
    """The value; NaN and infinities are allowed."""
    metric_type: MetricType | str
    """How the metric's values relate."""
    tags: StoredJsonObject | None
    """Names and values to group by, such as step and epoch; `execution_id` names a deleted one."""
    execution_id: UUID | None
    """The execution it was measured in; null once that is deleted."""
    component: str | None
    """The module that measured it, such as `research` or `gpu_management`."""
    timestamp: AwareDatetime
    """When it was measured."""


@with_config(INPUT)
class SystemMetricInsert(TypedDict):
    """A new metric. Required: `metric_name`, `metric_value` and `metric_type`; the rest is
    optional.
    """

    id: NotRequired[UUID]
    """The point's id; with its time it makes a repeated delivery harmless."""
    metric_name: Annotated[str, Characters(max_length=200, min_length=1, is_name=True)]
    """What was measured."""
    metric_value: Float
    """The value; NaN and infinities are allowed."""
    metric_type: MetricType
    """How the metric's values relate."""
    tags: NotRequired[Annotated[JsonObject, JsonBounds(8192, 4)] | None]
    """Names and values to group by, such as step and epoch; `execution_id` names a deleted one."""
    execution_id: NotRequired[UUID | None]
    """The execution it was measured in; null once that is deleted."""
    component: NotRequired[Annotated[str, Characters(max_length=50, is_name=True)] | None]
    """The module that measured it, such as `research` or `gpu_management`."""
    timestamp: NotRequired[Timestamp]
    """When it was measured."""


@with_config(INPUT)
class SystemMetricUpdate(TypedDict, total=False):
    """Changes to a metric; omitted columns keep their values."""

    metric_name: Annotated[str, Characters(max_length=200, min_length=1, is_name=True)]
    metric_value: Float
    metric_type: MetricType
    tags: Annotated[JsonObject, JsonBounds(8192, 4)] | None
    execution_id: UUID | None
    component: Annotated[str, Characters(max_length=50, is_name=True)] | None


class SystemMetricWhere(TypedDict, total=False):
    """Conditions on `system_metrics`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON. NaN is neither less nor
    greater than a number.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    metric_name: str | Sequence[str] | None
    metric_name__not: str | None
    metric_name__ilike: str
    metric_value: float | Sequence[float] | None
    metric_value__not: float | None
    metric_value__lt: float
    metric_value__lte: float
    metric_value__gt: float
    metric_value__gte: float
    metric_type: MetricType | Sequence[MetricType] | None
    metric_type__not: MetricType | None
    tags__contains: Json
    execution_id: UUID | Sequence[UUID] | None
    execution_id__not: UUID | None
    component: str | Sequence[str] | None
    component__not: str | None
    component__ilike: str
    timestamp: datetime | Sequence[datetime] | None
    timestamp__not: datetime | None
    timestamp__lt: datetime
    timestamp__lte: datetime
    timestamp__gt: datetime
    timestamp__gte: datetime


SystemMetricColumn: TypeAlias = Literal[
    "id",
    "metric_name",
    "metric_value",
    "metric_type",
    "tags",
    "execution_id",
    "component",
    "timestamp",
]
"""A column of `system_metrics`."""
SystemMetricOrder: TypeAlias = Literal[
    "id",
    "-id",
    "metric_name",
    "-metric_name",
    "metric_value",
    "-metric_value",
    "metric_type",
    "-metric_type",
    "execution_id",
    "-execution_id",
    "component",
    "-component",
    "timestamp",
    "-timestamp",
]
"""A column to sort `system_metrics` by, descending with a minus. Nulls come last in both
directions.
"""
