# Generated from supabase/migrations by `make models`; do not edit.
"""Table `research_results`: One finding of an execution's research."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, Field, with_config
from typing_extensions import TypedDict

from kaggle_store.models._base import INPUT, Characters, Int4, Int8, Json, Row, StoredJson
from kaggle_store.models.domains import Dollars, Fraction, Moment, PositiveDecimal, TextList
from kaggle_store.models.enums import ResearchType


class ResearchResultListed(Row, frozen=True):
    """One finding of an execution's research.

    The row of lists, without `raw_response`.
    """

    table: ClassVar[str] = "research_results"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    unique_keys: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("execution_id", "research_type", "source_api", "dedup_key"),
    )
    select: ClassVar[str] = (
        "id,execution_id,research_type,query_text,source_api,processed_insights,"
        "relevance_score,citation_count,research_duration_seconds::text,tokens_consumed,"
        "cost_dollars::text,created_at,external_id,dedup_key"
    )
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "research_duration_seconds": (15, 6),
        "cost_dollars": (16, 6),
    }
    id: UUID
    """The finding's id."""
    execution_id: UUID
    """The execution it was found for."""
    research_type: ResearchType | str
    """The kind of source."""
    query_text: str
    """The search query."""
    source_api: str
    """The source, such as `arxiv`, `kaggle_api` or `google_deep_research`."""
    processed_insights: list[str] | None
    """The insights that the agent extracted."""
    relevance_score: float | None
    """How relevant it is, from 0 to 1."""
    citation_count: int
    """How often it has been cited."""
    research_duration_seconds: Decimal | None
    """How long the research took, in seconds."""
    tokens_consumed: int | None
    """Model tokens that the research took."""
    cost_dollars: Decimal | None
    """What it cost, in US dollars."""
    created_at: AwareDatetime
    """When it was stored."""
    external_id: str | None
    """The source's own id of what was found, such as an arXiv number."""
    dedup_key: str
    """The deduplication key within execution, type and source: the query, and the external id or
    else the response.
    """


class ResearchResult(ResearchResultListed, frozen=True):
    """One finding of an execution's research.

    With `raw_response`.
    """

    select: ClassVar[str] = "*,research_duration_seconds::text,cost_dollars::text"
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {
        "research_duration_seconds": (15, 6),
        "cost_dollars": (16, 6),
    }
    raw_response: StoredJson
    """The response, unchanged."""


@with_config(INPUT)
class ResearchResultInsert(TypedDict):
    """A new research result. Required: `execution_id`, `research_type`, `query_text`,
    `source_api` and `raw_response`; the rest is optional.
    """

    id: NotRequired[UUID]
    """The finding's id."""
    execution_id: UUID
    """The execution it was found for."""
    research_type: ResearchType
    """The kind of source."""
    query_text: Annotated[str, Characters(max_length=100000)]
    """The search query."""
    source_api: Annotated[str, Characters(max_length=50, is_name=True)]
    """The source, such as `arxiv`, `kaggle_api` or `google_deep_research`."""
    raw_response: Json
    """The response, unchanged."""
    processed_insights: NotRequired[TextList | None]
    """The insights that the agent extracted."""
    relevance_score: NotRequired[Fraction | None]
    """How relevant it is, from 0 to 1."""
    citation_count: NotRequired[Annotated[Int4, Field(ge=0)]]
    """How often it has been cited."""
    research_duration_seconds: NotRequired[PositiveDecimal | None]
    """How long the research took, in seconds."""
    tokens_consumed: NotRequired[Annotated[Int8, Field(ge=0)] | None]
    """Model tokens that the research took."""
    cost_dollars: NotRequired[Dollars | None]
    """What it cost, in US dollars."""
    created_at: NotRequired[Moment]
    """When it was stored."""
    external_id: NotRequired[Annotated[str, Characters(max_length=500, is_name=True)] | None]
    """The source's own id of what was found, such as an arXiv number."""


@with_config(INPUT)
class ResearchResultUpdate(TypedDict, total=False):
    """Changes to a research result; omitted columns keep their values."""

    research_type: ResearchType
    query_text: Annotated[str, Characters(max_length=100000)]
    source_api: Annotated[str, Characters(max_length=50, is_name=True)]
    raw_response: Json
    processed_insights: TextList | None
    relevance_score: Fraction | None
    citation_count: Annotated[Int4, Field(ge=0)]
    research_duration_seconds: PositiveDecimal | None
    tokens_consumed: Annotated[Int8, Field(ge=0)] | None
    cost_dollars: Dollars | None
    external_id: Annotated[str, Characters(max_length=500, is_name=True)] | None


class ResearchResultWhere(TypedDict, total=False):
    """Conditions on `research_results`, combined with AND.

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
    research_type: ResearchType | Sequence[ResearchType] | None
    research_type__not: ResearchType | None
    query_text: str | Sequence[str] | None
    query_text__not: str | None
    query_text__ilike: str
    source_api: str | Sequence[str] | None
    source_api__not: str | None
    source_api__ilike: str
    raw_response__contains: Json
    processed_insights__contains: Sequence[str]
    relevance_score: float | Sequence[float] | None
    relevance_score__not: float | None
    relevance_score__lt: float
    relevance_score__lte: float
    relevance_score__gt: float
    relevance_score__gte: float
    citation_count: int | Sequence[int] | None
    citation_count__not: int | None
    citation_count__lt: int
    citation_count__lte: int
    citation_count__gt: int
    citation_count__gte: int
    research_duration_seconds: Decimal | float | Sequence[Decimal | float] | None
    research_duration_seconds__not: Decimal | float | None
    research_duration_seconds__lt: Decimal | float
    research_duration_seconds__lte: Decimal | float
    research_duration_seconds__gt: Decimal | float
    research_duration_seconds__gte: Decimal | float
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
    external_id: str | Sequence[str] | None
    external_id__not: str | None
    external_id__ilike: str
    dedup_key: str | Sequence[str] | None
    dedup_key__not: str | None
    dedup_key__ilike: str


ResearchResultColumn: TypeAlias = Literal[
    "id",
    "execution_id",
    "research_type",
    "query_text",
    "source_api",
    "raw_response",
    "processed_insights",
    "relevance_score",
    "citation_count",
    "research_duration_seconds",
    "tokens_consumed",
    "cost_dollars",
    "created_at",
    "external_id",
    "dedup_key",
]
"""A column of `research_results`."""
ResearchResultOrder: TypeAlias = Literal[
    "id",
    "-id",
    "execution_id",
    "-execution_id",
    "research_type",
    "-research_type",
    "query_text",
    "-query_text",
    "source_api",
    "-source_api",
    "relevance_score",
    "-relevance_score",
    "citation_count",
    "-citation_count",
    "research_duration_seconds",
    "-research_duration_seconds",
    "tokens_consumed",
    "-tokens_consumed",
    "cost_dollars",
    "-cost_dollars",
    "created_at",
    "-created_at",
    "external_id",
    "-external_id",
    "dedup_key",
    "-dedup_key",
]
"""A column to sort `research_results` by, descending with a minus. Nulls come last in both
directions.
"""
