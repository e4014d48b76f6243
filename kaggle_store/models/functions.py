# Generated from supabase/migrations by `make models`; do not edit.
"""What the database's functions take and answer, named as in SQL."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, ClassVar, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, Field, with_config
from typing_extensions import TypedDict

from kaggle_store.models._base import (
    INPUT,
    Characters,
    Float,
    Int4,
    Int8,
    Json,
    JsonObject,
    Row,
    StoredJson,
    Text,
    Timestamp,
)
from kaggle_store.models.competitions import Competition
from kaggle_store.models.domains import Dollars, Fraction, PositiveDecimal
from kaggle_store.models.enums import MetricDirection, MetricType, ResearchType


@with_config(INPUT)
class MetricRow(TypedDict):
    """A metric to be stored by record_metrics(), measured now; fields as in system_metrics."""

    metric_name: Annotated[str, Characters(max_length=200)]
    """What was measured."""
    metric_value: Float
    """The value; NaN and infinities are allowed."""
    metric_type: MetricType
    """How the metric's values relate."""
    tags: NotRequired[JsonObject | None]
    """Names and values to group by, such as step and epoch."""
    execution_id: NotRequired[UUID | None]
    """The execution it was measured in; null once that is deleted."""
    component: NotRequired[Annotated[str, Characters(max_length=50)] | None]
    """The module that measured it, such as `research` or `gpu_management`."""


@with_config(INPUT)
class ResearchRow(TypedDict):
    """A finding to be stored by insert_research_results(); fields as in research_results."""

    id: NotRequired[UUID]
    """The finding's id."""
    execution_id: UUID
    """The execution it was found for."""
    research_type: ResearchType
    """The kind of source."""
    query_text: Text
    """What was asked."""
    source_api: Annotated[str, Characters(max_length=50)]
    """Who was asked, such as `arxiv`, `kaggle_api` or `google_deep_research`."""
    raw_response: Json
    """The answer, word for word."""
    processed_insights: NotRequired[list[Text] | None]
    """What the agent has learned from it."""
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
    external_id: NotRequired[Annotated[str, Characters(max_length=500)] | None]
    """The source's own id of what was found, such as an arXiv number."""


@with_config(INPUT)
class CorrectMetricDirectionArgs(TypedDict):
    """What `correct_metric_direction` takes.

    Sets a competition's metric direction even where scored submissions exist; best scores and
    rankings follow at once. Answers the competition, or no row where there is none.
    """

    p_competition_id: UUID
    p_metric_direction: MetricDirection | None


CorrectMetricDirectionResult: TypeAlias = list[Competition]
"""What `correct_metric_direction` answers."""


@with_config(INPUT)
class EnsureMetricPartitionsArgs(TypedDict):
    """What `ensure_metric_partitions` takes.

    Creates the missing monthly partitions of system_metrics, by default from this month to three
    months ahead, and moves strays of these months out of the default partition. Answers what it
    created and how many rows it moved; a repeat creates nothing. Give p_from before importing older
    metrics.
    """

    p_from: NotRequired[date | None]
    p_until: NotRequired[date | None]


class EnsureMetricPartitionsRow(Row, frozen=True):
    """One row of what `ensure_metric_partitions` answers."""

    table: ClassVar[str] = "ensure_metric_partitions"
    select: ClassVar[str] = "partition_name,moved_rows"
    partition_name: str
    moved_rows: int


EnsureMetricPartitionsResult: TypeAlias = list[EnsureMetricPartitionsRow]
"""What `ensure_metric_partitions` answers."""


@with_config(INPUT)
class InsertResearchResultsArgs(TypedDict):
    """What `insert_research_results` takes.

    Stores findings in one transaction and skips those already known (same execution, type, source,
    query, and external id or answer). Answers how many were inserted and how many skipped, so a
    repeat is harmless.
    """

    p_results: Sequence[ResearchRow]


class InsertResearchResultsRow(Row, frozen=True):
    """One row of what `insert_research_results` answers."""

    table: ClassVar[str] = "insert_research_results"
    select: ClassVar[str] = "inserted,skipped"
    inserted: int
    skipped: int


InsertResearchResultsResult: TypeAlias = list[InsertResearchResultsRow]
"""What `insert_research_results` answers."""


@with_config(INPUT)
class IntegrityReportArgs(TypedDict):
    """What `integrity_report` takes.

    Counts and checks every table: rows, distinct competitions (of executions; distinct executions
    for the rest), earliest and latest record, and how many rows contradict themselves or each
    other, by finding. A healthy store has zero findings.
    """


class IntegrityReportRow(Row, frozen=True):
    """One row of what `integrity_report` answers."""

    table: ClassVar[str] = "integrity_report"
    select: ClassVar[str] = (
        "table_name,row_count,unique_competitions,earliest_record,latest_record,findings,details"
    )
    table_name: str
    row_count: int
    unique_competitions: int | None
    earliest_record: AwareDatetime | None
    latest_record: AwareDatetime | None
    findings: int
    details: StoredJson


IntegrityReportResult: TypeAlias = list[IntegrityReportRow]
"""What `integrity_report` answers."""


@with_config(INPUT)
class RecordMetricPointsArgs(TypedDict):
    """What `record_metric_points` takes.

    Stores metric points, one element of each array a point, in one transaction and answers how many
    were new. Points carry their ids and times, so a repeat is harmless. A point of a deleted
    execution is kept and names it in its tags.
    """

    p_ids: Sequence[UUID | None]
    p_timestamps: Sequence[Timestamp | None]
    p_metric_names: Sequence[Text | None]
    p_metric_values: Sequence[Float | None]
    p_metric_types: Sequence[MetricType | None]
    p_tags: Sequence[Json | None]
    p_execution_ids: Sequence[UUID | None]
    p_components: Sequence[Text | None]


RecordMetricPointsResult: TypeAlias = int
"""What `record_metric_points` answers."""


@with_config(INPUT)
class RecordMetricsArgs(TypedDict):
    """What `record_metrics` takes.

    Stores metrics measured now in one transaction and answers how many. A repeat stores them again:
    record_metric_points() carries ids.
    """

    p_metrics: Sequence[MetricRow]


RecordMetricsResult: TypeAlias = int
"""What `record_metrics` answers."""


@with_config(INPUT)
class RefreshExecutionSummaryArgs(TypedDict):
    """What `refresh_execution_summary` takes.

    Brings execution_summary up to date while it is being read. A repeat is harmless.
    """


RefreshExecutionSummaryResult: TypeAlias = None
"""What `refresh_execution_summary` answers."""


@with_config(INPUT)
class RunRetentionArgs(TypedDict):
    """What `run_retention` takes.

    Drops the partitions of system_metrics that lie wholly past their retention (90 days, or the
    setting retention.metrics_days) and purges strays as old. Answers what was dropped, what was
    busy and is left for the next run, and how many strays were purged.
    """


class RunRetentionRow(Row, frozen=True):
    """One row of what `run_retention` answers."""

    table: ClassVar[str] = "run_retention"
    select: ClassVar[str] = "dropped_partitions,busy_partitions,purged_rows"
    dropped_partitions: list[str]
    busy_partitions: list[str]
    purged_rows: int


RunRetentionResult: TypeAlias = list[RunRetentionRow]
"""What `run_retention` answers."""


@with_config(INPUT)
class UpsertCompetitionsArgs(TypedDict):
    """What `upsert_competitions` takes.

    Stores discovered competitions in one transaction: new ones are added, known ones (by kaggle_id)
    take what is told. A null or missing field keeps what is known, source_record is merged, and the
    last of several items with one kaggle_id wins. A repeat changes nothing.
    """

    p_competitions: Json


UpsertCompetitionsResult: TypeAlias = list[Competition]
"""What `upsert_competitions` answers."""


@with_config(INPUT)
class ValidateHyperparametersArgs(TypedDict):
    """What `validate_hyperparameters` takes.

    Whether hyperparameters have a positive learning_rate and a positive whole number of epochs.
    Wrong types and JSON nulls are false; SQL null passes; it never raises.
    """

    params: Json | None


ValidateHyperparametersResult: TypeAlias = bool | None
"""What `validate_hyperparameters` answers."""
