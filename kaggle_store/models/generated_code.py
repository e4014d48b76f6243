# Generated from supabase/migrations by `make models`; do not edit.
"""Table `generated_code`: A file of code that an agent has written for an execution."""

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
    Int8,
    Json,
    JsonObject,
    Row,
    StoredJsonObject,
)
from kaggle_store.models.domains import Dollars, Gigabytes, Moment, PositiveDecimal, TextList
from kaggle_store.models.enums import CodeType, ValidationStatus


class GeneratedCodeListed(Row, frozen=True):
    """A file of code that an agent has written for an execution.

    The row of lists, without `code_content`.
    """

    table: ClassVar[str] = "generated_code"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = (
        "id,execution_id,code_type,file_name,file_path,programming_language,dependencies,"
        "execution_order,estimated_runtime_minutes::text,memory_requirements_gb::text,"
        "gpu_required,validation_status,validation_errors,human_approved,model_api_used,"
        "tokens_consumed,cost_dollars::text,created_at,updated_at,source_record,"
        "content_sha256,approved_sha256,approved_by,parent_id,operator"
    )
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "estimated_runtime_minutes": (15, 6),
        "memory_requirements_gb": (18, 9),
        "cost_dollars": (16, 6),
    }
    id: UUID
    """The file's id."""
    execution_id: UUID
    """The execution it was written for."""
    code_type: CodeType | str
    """Which part of the pipeline it is."""
    file_name: str
    """The file's name."""
    file_path: str | None
    """Where it is stored, if it is a file."""
    programming_language: str
    """The language it is written in."""
    dependencies: list[str] | None
    """The packages it needs."""
    execution_order: int | None
    """Its place in the pipeline, lowest first."""
    estimated_runtime_minutes: Decimal | None
    """How long it should run, in minutes."""
    memory_requirements_gb: Decimal | None
    """Memory it needs, in gigabytes (10^9 bytes)."""
    gpu_required: bool
    """Whether it needs a GPU."""
    validation_status: ValidationStatus | str
    """The validation result; validate_code() changes it."""
    validation_errors: list[str] | None
    """Validation errors, one sentence each."""
    human_approved: bool
    """Whether a person has approved exactly this content; kept by the database."""
    model_api_used: str | None
    """The author, such as `claude_code` or `custom`."""
    tokens_consumed: int | None
    """Model tokens that writing it took."""
    cost_dollars: Decimal | None
    """What writing it cost, in US dollars."""
    created_at: AwareDatetime
    """When it was written."""
    updated_at: AwareDatetime
    """When it last changed; kept by the database."""
    source_record: StoredJsonObject
    """Everything else that an imported journal contains, unchanged."""
    content_sha256: str
    """SHA-256 of the source text in UTF-8, in hexadecimal digits."""
    approved_sha256: str | None
    """SHA-256 of the content that was approved; kept by the database."""
    approved_by: str | None
    """Who approved it; kept by the database."""
    parent_id: UUID | None
    """The file of the same execution that it was made from; null for a first draft, and once
    that file is deleted. Given with the row, and then fixed.
    """
    operator: str | None
    """How it was made from its parent, such as `draft`, `debug`, `improve`, `crossover`."""


class GeneratedCode(GeneratedCodeListed, frozen=True):
    """A file of code that an agent has written for an execution.

    With `code_content`.
    """

    select: ClassVar[str] = (
        "*,estimated_runtime_minutes::text,memory_requirements_gb::text,cost_dollars::text"
    )
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "estimated_runtime_minutes": (15, 6),
        "memory_requirements_gb": (18, 9),
        "cost_dollars": (16, 6),
    }
    code_content: str
    """The source text."""


@with_config(INPUT)
class GeneratedCodeInsert(TypedDict):
    """A new file of code. Required: `execution_id`, `code_type`, `file_name` and `code_content`;
    the rest is optional.
    """

    id: NotRequired[UUID]
    """The file's id."""
    execution_id: UUID
    """The execution it was written for."""
    code_type: CodeType
    """Which part of the pipeline it is."""
    file_name: Annotated[str, Characters(max_length=200, is_name=True)]
    """The file's name."""
    file_path: NotRequired[Annotated[str, Characters(max_length=500, is_name=True)] | None]
    """Where it is stored, if it is a file."""
    code_content: Annotated[str, Characters(max_length=5000000)]
    """The source text."""
    programming_language: NotRequired[Annotated[str, Characters(max_length=20, is_name=True)]]
    """The language it is written in."""
    dependencies: NotRequired[TextList | None]
    """The packages it needs."""
    execution_order: NotRequired[Int4 | None]
    """Its place in the pipeline, lowest first."""
    estimated_runtime_minutes: NotRequired[PositiveDecimal | None]
    """How long it should run, in minutes."""
    memory_requirements_gb: NotRequired[Gigabytes | None]
    """Memory it needs, in gigabytes (10^9 bytes)."""
    gpu_required: NotRequired[Bool]
    """Whether it needs a GPU."""
    validation_status: NotRequired[ValidationStatus]
    """The validation result; validate_code() changes it."""
    validation_errors: NotRequired[TextList | None]
    """Validation errors, one sentence each."""
    human_approved: NotRequired[Bool]
    """Whether a person has approved exactly this content; kept by the database."""
    model_api_used: NotRequired[Annotated[str, Characters(max_length=50, is_name=True)] | None]
    """The author, such as `claude_code` or `custom`."""
    tokens_consumed: NotRequired[Annotated[Int8, Field(ge=0)] | None]
    """Model tokens that writing it took."""
    cost_dollars: NotRequired[Dollars | None]
    """What writing it cost, in US dollars."""
    created_at: NotRequired[Moment]
    """When it was written."""
    source_record: NotRequired[JsonObject]
    """Everything else that an imported journal contains, unchanged."""
    parent_id: NotRequired[UUID | None]
    """The file of the same execution that it was made from; null for a first draft, and once
    that file is deleted. Given with the row, and then fixed.
    """
    operator: NotRequired[Annotated[str, Characters(max_length=50, is_name=True)] | None]
    """How it was made from its parent, such as `draft`, `debug`, `improve`, `crossover`."""


@with_config(INPUT)
class GeneratedCodeUpdate(TypedDict, total=False):
    """Changes to a file of code; omitted columns keep their values."""

    code_type: CodeType
    file_name: Annotated[str, Characters(max_length=200, is_name=True)]
    file_path: Annotated[str, Characters(max_length=500, is_name=True)] | None
    code_content: Annotated[str, Characters(max_length=5000000)]
    programming_language: Annotated[str, Characters(max_length=20, is_name=True)]
    dependencies: TextList | None
    execution_order: Int4 | None
    estimated_runtime_minutes: PositiveDecimal | None
    memory_requirements_gb: Gigabytes | None
    gpu_required: Bool
    model_api_used: Annotated[str, Characters(max_length=50, is_name=True)] | None
    tokens_consumed: Annotated[Int8, Field(ge=0)] | None
    cost_dollars: Dollars | None
    source_record: JsonObject


class GeneratedCodeWhere(TypedDict, total=False):
    """Conditions on `generated_code`, combined with AND.

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
    code_type: CodeType | Sequence[CodeType] | None
    code_type__not: CodeType | None
    file_name: str | Sequence[str] | None
    file_name__not: str | None
    file_name__ilike: str
    file_path: str | Sequence[str] | None
    file_path__not: str | None
    file_path__ilike: str
    code_content: str | Sequence[str] | None
    code_content__not: str | None
    code_content__ilike: str
    programming_language: str | Sequence[str] | None
    programming_language__not: str | None
    programming_language__ilike: str
    dependencies__contains: Sequence[str]
    execution_order: int | Sequence[int] | None
    execution_order__not: int | None
    execution_order__lt: int
    execution_order__lte: int
    execution_order__gt: int
    execution_order__gte: int
    estimated_runtime_minutes: Decimal | float | Sequence[Decimal | float] | None
    estimated_runtime_minutes__not: Decimal | float | None
    estimated_runtime_minutes__lt: Decimal | float
    estimated_runtime_minutes__lte: Decimal | float
    estimated_runtime_minutes__gt: Decimal | float
    estimated_runtime_minutes__gte: Decimal | float
    memory_requirements_gb: Decimal | float | Sequence[Decimal | float] | None
    memory_requirements_gb__not: Decimal | float | None
    memory_requirements_gb__lt: Decimal | float
    memory_requirements_gb__lte: Decimal | float
    memory_requirements_gb__gt: Decimal | float
    memory_requirements_gb__gte: Decimal | float
    gpu_required: bool | None
    gpu_required__not: bool | None
    validation_status: ValidationStatus | Sequence[ValidationStatus] | None
    validation_status__not: ValidationStatus | None
    validation_errors__contains: Sequence[str]
    human_approved: bool | None
    human_approved__not: bool | None
    model_api_used: str | Sequence[str] | None
    model_api_used__not: str | None
    model_api_used__ilike: str
    tokens_consumed: int | Sequence[int] | None
    tokens_consumed__not: int | None
    tokens_consumed__lt: int
    tokens_consumed__lte: int
    tokens_consumed__gt: int
    tokens_consumed__gte: int
    cost_dollars: Decimal | float | Sequence[Decimal | float] | None
    cost_dollars__not: Decimal | float | None
    cost_dollars__lt: Decimal | float
    cost_dollars__lte: Decimal | float
    cost_dollars__gt: Decimal | float
    cost_dollars__gte: Decimal | float
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
    content_sha256: str | Sequence[str] | None
    content_sha256__not: str | None
    content_sha256__ilike: str
    approved_sha256: str | Sequence[str] | None
    approved_sha256__not: str | None
    approved_sha256__ilike: str
    approved_by: str | Sequence[str] | None
    approved_by__not: str | None
    approved_by__ilike: str
    parent_id: UUID | Sequence[UUID] | None
    parent_id__not: UUID | None
    operator: str | Sequence[str] | None
    operator__not: str | None
    operator__ilike: str


GeneratedCodeColumn: TypeAlias = Literal[
    "id",
    "execution_id",
    "code_type",
    "file_name",
    "file_path",
    "code_content",
    "programming_language",
    "dependencies",
    "execution_order",
    "estimated_runtime_minutes",
    "memory_requirements_gb",
    "gpu_required",
    "validation_status",
    "validation_errors",
    "human_approved",
    "model_api_used",
    "tokens_consumed",
    "cost_dollars",
    "created_at",
    "updated_at",
    "source_record",
    "content_sha256",
    "approved_sha256",
    "approved_by",
    "parent_id",
    "operator",
]
"""A column of `generated_code`."""
GeneratedCodeOrder: TypeAlias = Literal[
    "id",
    "-id",
    "execution_id",
    "-execution_id",
    "code_type",
    "-code_type",
    "file_name",
    "-file_name",
    "file_path",
    "-file_path",
    "code_content",
    "-code_content",
    "programming_language",
    "-programming_language",
    "execution_order",
    "-execution_order",
    "estimated_runtime_minutes",
    "-estimated_runtime_minutes",
    "memory_requirements_gb",
    "-memory_requirements_gb",
    "gpu_required",
    "-gpu_required",
    "validation_status",
    "-validation_status",
    "human_approved",
    "-human_approved",
    "model_api_used",
    "-model_api_used",
    "tokens_consumed",
    "-tokens_consumed",
    "cost_dollars",
    "-cost_dollars",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "content_sha256",
    "-content_sha256",
    "approved_sha256",
    "-approved_sha256",
    "approved_by",
    "-approved_by",
    "parent_id",
    "-parent_id",
    "operator",
    "-operator",
]
"""A column to sort `generated_code` by, descending with a minus. Nulls come last in both
directions.
"""
