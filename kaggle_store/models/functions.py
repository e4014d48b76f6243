# Generated from supabase/migrations by `make models`; do not edit.
"""What the database's functions take and answer, named as in SQL."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, Field, with_config
from typing_extensions import TypedDict

from kaggle_store.models._base import (
    INPUT,
    Bool,
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
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.archived_executions import ArchivedExecution
from kaggle_store.models.competitions import Competition
from kaggle_store.models.configurations import Configuration
from kaggle_store.models.domains import Dollars, Fraction, PositiveDecimal
from kaggle_store.models.enums import (
    ConfigType,
    GpuSessionStatus,
    HealthState,
    InterventionPriority,
    InterventionStatus,
    InterventionType,
    MetricDirection,
    MetricType,
    ResearchType,
    UpkeepOutcome,
    UpkeepTask,
    ValidationStatus,
)
from kaggle_store.models.generated_code import GeneratedCode
from kaggle_store.models.gpu_sessions import GpuSession
from kaggle_store.models.human_interventions import HumanIntervention
from kaggle_store.models.intervention_notifications import InterventionNotification
from kaggle_store.models.training_jobs import TrainingJob


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
    query_text: Annotated[str, Characters(max_length=100000)]
    """The search query."""
    source_api: Annotated[str, Characters(max_length=50)]
    """The source, such as `arxiv`, `kaggle_api` or `google_deep_research`."""
    raw_response: Json
    """The response, unchanged."""
    processed_insights: NotRequired[list[Text] | None]
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
    external_id: NotRequired[Annotated[str, Characters(max_length=500)] | None]
    """The source's own id of what was found, such as an arXiv number."""


@with_config(INPUT)
class ApproveCodeArgs(TypedDict):
    """What `approve_code` takes.

    Approves exactly this content, in the name of the signed-in person or else of p_approved_by.
    Refused if the content has changed (KS230). A repeat is harmless.
    """

    p_id: UUID
    p_content_sha256: Text
    p_approved_by: NotRequired[Text | None]


ApproveCodeResult: TypeAlias = list[GeneratedCode]
"""What `approve_code` answers."""


@with_config(INPUT)
class ArchiveExecutionsArgs(TypedDict):
    """What `archive_executions` takes.

    Moves executions that ended over a year ago (the setting retention.executions_days) into the
    archive, oldest first: one batch per call, of at most p_limit or retention.batch_size executions
    and five seconds. Returns how many were archived, how many were being written, which could not
    be archived and why, and whether more are left. Executions with a live session or job are
    skipped. A repeat is harmless.
    """

    p_limit: NotRequired[Int4 | None]


class ArchiveExecutionsRow(Row, frozen=True):
    """One row of what `archive_executions` answers."""

    table: ClassVar[str] = "archive_executions"
    select: ClassVar[str] = "archived,busy,refused,more_left"
    archived: int
    busy: int
    refused: StoredJson
    more_left: bool


ArchiveExecutionsResult: TypeAlias = list[ArchiveExecutionsRow]
"""What `archive_executions` answers."""


@with_config(INPUT)
class ClaimExecutionsArgs(TypedDict):
    """What `claim_executions` takes.

    Claims up to p_limit executions, best first, each under the lease p_lease_id for p_lease_seconds
    (0.05 to 86400), and returns them; resume_reason is why each is claimed. Claimable is any live
    execution outside human_review whose available_at has passed and that has no valid lease. Each
    claim needs a new id; a repeat with the same id returns what it still holds. An execution whose
    lease expired at its last attempt fails.
    """

    p_lease_id: UUID
    p_worker: Text
    p_lease_seconds: NotRequired[Float | None]
    p_limit: NotRequired[Int4 | None]


ClaimExecutionsResult: TypeAlias = list[AgentExecution]
"""What `claim_executions` answers."""


@with_config(INPUT)
class ClaimTrainingJobsArgs(TypedDict):
    """What `claim_training_jobs` takes.

    Claims up to p_limit training jobs, best first, each under the lease p_lease_id for
    p_lease_seconds (0.05 to 86400), and returns them, running; resume_reason is why each is
    claimed. Jobs of ended executions are skipped. With p_gpu_session_id only jobs of that live
    session's execution, which then run on it. Each claim needs a new id; a repeat with the same id
    returns what it still holds. A job whose lease expired at its last attempt fails.
    """

    p_lease_id: UUID
    p_worker: Text
    p_lease_seconds: NotRequired[Float | None]
    p_limit: NotRequired[Int4 | None]
    p_gpu_session_id: NotRequired[UUID | None]


ClaimTrainingJobsResult: TypeAlias = list[TrainingJob]
"""What `claim_training_jobs` answers."""


@with_config(INPUT)
class CloseGpuSessionArgs(TypedDict):
    """What `close_gpu_session` takes.

    Confirms that the provider has stopped a machine (terminated) or lost it (failed), and computes
    its final cost, or stores what the provider charged. A session that has ended only takes the
    bill. A repeat is harmless.
    """

    p_id: UUID
    p_status: NotRequired[GpuSessionStatus | None]
    p_total_cost_dollars: NotRequired[Dollars | None]
    p_error_message: NotRequired[Text | None]


CloseGpuSessionResult: TypeAlias = list[GpuSession]
"""What `close_gpu_session` answers."""


@with_config(INPUT)
class CloseLeftoversArgs(TypedDict):
    """What `close_leftovers` takes.

    Ends jobs and interventions that were skipped when their execution ended, and deletes claims
    older than a day and tickets older than an hour, a bounded batch of each. Returns how many of
    each. A repeat is harmless.
    """


class CloseLeftoversRow(Row, frozen=True):
    """One row of what `close_leftovers` answers."""

    table: ClassVar[str] = "close_leftovers"
    select: ClassVar[str] = (
        "cancelled_jobs,withdrawn_interventions,forgotten_claims,forgotten_readings"
    )
    cancelled_jobs: int
    withdrawn_interventions: int
    forgotten_claims: int
    forgotten_readings: int


CloseLeftoversResult: TypeAlias = list[CloseLeftoversRow]
"""What `close_leftovers` answers."""


@with_config(INPUT)
class CompleteExecutionArgs(TypedDict):
    """What `complete_execution` takes.

    Completes an execution that has submitted. Refused from any other state (KS201) and once the
    lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID


CompleteExecutionResult: TypeAlias = list[AgentExecution]
"""What `complete_execution` answers."""


@with_config(INPUT)
class CompleteTrainingJobArgs(TypedDict):
    """What `complete_training_job` takes.

    Completes a job and stores its results. Refused once the lease is lost (KS210). A repeat is
    harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_final_test_score: NotRequired[Float | None]
    p_early_stopping_epoch: NotRequired[Int4 | None]
    p_model_artifacts_path: NotRequired[Text | None]
    p_logs_path: NotRequired[Text | None]


CompleteTrainingJobResult: TypeAlias = list[TrainingJob]
"""What `complete_training_job` answers."""


@with_config(INPUT)
class ConfirmArchiveExportArgs(TypedDict):
    """What `confirm_archive_export` takes.

    Records that an archived execution was exported to a file that was read back with this checksum;
    refused if it is another one (KS344). A repeat is harmless.
    """

    p_id: UUID
    p_checksum: Text


ConfirmArchiveExportResult: TypeAlias = list[ArchivedExecution]
"""What `confirm_archive_export` answers."""


@with_config(INPUT)
class ConfirmNotificationArgs(TypedDict):
    """What `confirm_notification` takes.

    Marks a notification as sent, and how. A repeat is harmless.
    """

    p_id: UUID
    p_notification_method: NotRequired[Text | None]


ConfirmNotificationResult: TypeAlias = list[InterventionNotification]
"""What `confirm_notification` answers."""


@with_config(INPUT)
class CorrectMetricDirectionArgs(TypedDict):
    """What `correct_metric_direction` takes.

    Sets a competition's metric direction even where scored submissions exist; best scores and
    rankings follow at once. Returns the competition, or no row if there is none.
    """

    p_competition_id: UUID
    p_metric_direction: MetricDirection | None


CorrectMetricDirectionResult: TypeAlias = list[Competition]
"""What `correct_metric_direction` answers."""


@with_config(INPUT)
class EncryptConfigValueArgs(TypedDict):
    """What `encrypt_config_value` takes.

    Encrypts a text under the newest key and returns text that names the key's version. Refused
    without a key (KS310).
    """

    value: Text


EncryptConfigValueResult: TypeAlias = str | None
"""What `encrypt_config_value` answers."""


@with_config(INPUT)
class EnsureMetricPartitionsArgs(TypedDict):
    """What `ensure_metric_partitions` takes.

    Creates the missing monthly partitions of system_metrics, by default from this month to three
    months ahead, and moves rows of these months out of the default partition. Returns what it
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
class EscalateOverdueArgs(TypedDict):
    """What `escalate_overdue` takes.

    Escalates the interventions whose deadline has passed: counts it, sets the next deadline by the
    priority, adds a notification, and returns them. A repeat finds nothing until the next deadline.
    """


EscalateOverdueResult: TypeAlias = list[HumanIntervention]
"""What `escalate_overdue` answers."""


@with_config(INPUT)
class FailExecutionArgs(TypedDict):
    """What `fail_execution` takes.

    Records a failed attempt. With p_retry the execution keeps its state and can be claimed again
    after a growing delay, until max_attempts; then it fails and an intervention is opened. Without
    p_retry it fails at once. Refused once the lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_error: Text
    p_retry: NotRequired[Bool | None]


FailExecutionResult: TypeAlias = list[AgentExecution]
"""What `fail_execution` answers."""


@with_config(INPUT)
class FailTrainingJobArgs(TypedDict):
    """What `fail_training_job` takes.

    Records a failed attempt. With p_retry the job can be claimed again after a growing delay, until
    max_attempts; then it fails and an intervention is opened. Without p_retry it fails at once.
    Refused once the lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_error: Text
    p_retry: NotRequired[Bool | None]


FailTrainingJobResult: TypeAlias = list[TrainingJob]
"""What `fail_training_job` answers."""


@with_config(INPUT)
class GpuSessionsDueArgs(TypedDict):
    """What `gpu_sessions_due` takes.

    The live sessions that must be terminated, each with the reason: requested, execution_ended,
    deadline, cost_limit, budget or stale_heartbeat. Terminate each at its provider, then close it.
    A repeat returns the same until it is closed.
    """


class GpuSessionsDueRow(Row, frozen=True):
    """One row of what `gpu_sessions_due` answers."""

    table: ClassVar[str] = "gpu_sessions_due"
    select: ClassVar[str] = (
        "id,execution_id,provider,instance_id,status,reason,total_cost_dollars::text,last_heartbeat_at"
    )
    id: UUID | None
    execution_id: UUID | None
    provider: str | None
    instance_id: str | None
    status: GpuSessionStatus | None
    reason: str | None
    total_cost_dollars: Decimal | None
    last_heartbeat_at: AwareDatetime | None


GpuSessionsDueResult: TypeAlias = list[GpuSessionsDueRow]
"""What `gpu_sessions_due` answers."""


@with_config(INPUT)
class HeartbeatExecutionArgs(TypedDict):
    """What `heartbeat_execution` takes.

    Prolongs a lease to p_lease_seconds from now and returns the execution. Refused once the lease
    is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_lease_seconds: NotRequired[Float | None]


HeartbeatExecutionResult: TypeAlias = list[AgentExecution]
"""What `heartbeat_execution` answers."""


@with_config(INPUT)
class HeartbeatGpuSessionArgs(TypedDict):
    """What `heartbeat_gpu_session` takes.

    Records a heartbeat and the utilisation of the GPU (0 to 100; below 5 the session is idle, null
    keeps the last value). Computes the cost by the database's clock and returns whether to stop,
    and why: execution_ended, deadline, cost_limit, budget, stale_heartbeat, or the requested
    reason. A repeat is harmless.
    """

    p_id: UUID
    p_gpu_utilization_percent: NotRequired[Float | None]


class HeartbeatGpuSessionRow(Row, frozen=True):
    """One row of what `heartbeat_gpu_session` answers."""

    table: ClassVar[str] = "heartbeat_gpu_session"
    select: ClassVar[str] = "status,total_cost_dollars::text,left_dollars::text,should_stop,reason"
    status: GpuSessionStatus | None
    total_cost_dollars: Decimal | None
    left_dollars: Decimal | None
    should_stop: bool | None
    reason: str | None


HeartbeatGpuSessionResult: TypeAlias = list[HeartbeatGpuSessionRow]
"""What `heartbeat_gpu_session` answers."""


@with_config(INPUT)
class HeartbeatTrainingJobArgs(TypedDict):
    """What `heartbeat_training_job` takes.

    Prolongs a job's lease to p_lease_seconds from now and returns the job. Refused once the lease
    is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_lease_seconds: NotRequired[Float | None]


HeartbeatTrainingJobResult: TypeAlias = list[TrainingJob]
"""What `heartbeat_training_job` answers."""


@with_config(INPUT)
class ImportArchivedExecutionArgs(TypedDict):
    """What `import_archived_execution` takes.

    Imports an execution into the archive from its file: the checksum of the file's first line, and
    its other lines unchanged. restore_execution() can then restore it. Refused if the lines do not
    match the checksum, or if the execution is live or archived with other contents (KS345). A
    repeat is harmless.
    """

    p_id: UUID
    p_checksum: Text
    p_lines: Sequence[Text | None]


ImportArchivedExecutionResult: TypeAlias = list[ArchivedExecution]
"""What `import_archived_execution` answers."""


@with_config(INPUT)
class InsertResearchResultsArgs(TypedDict):
    """What `insert_research_results` takes.

    Stores findings in one transaction and skips known ones (same execution, type, source, query,
    and external id or response). Returns how many were inserted and how many skipped. A repeat is
    harmless.
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
    other, by finding, with the first five ids of each. A healthy store has zero findings.
    """


class IntegrityReportRow(Row, frozen=True):
    """One row of what `integrity_report` answers."""

    table: ClassVar[str] = "integrity_report"
    select: ClassVar[str] = (
        "table_name,row_count,unique_competitions,earliest_record,latest_record,findings,details,examples"
    )
    table_name: str
    row_count: int
    unique_competitions: int | None
    earliest_record: AwareDatetime | None
    latest_record: AwareDatetime | None
    findings: int
    details: StoredJson
    examples: StoredJson


IntegrityReportResult: TypeAlias = list[IntegrityReportRow]
"""What `integrity_report` answers."""


@with_config(INPUT)
class MetricBucketsArgs(TypedDict):
    """What `metric_buckets` takes.

    One metric of an execution, divided into buckets of equal time (1 to 5000): how many points each
    has, from when to when, their least, greatest and average finite value, and the last value
    whatever it is. p_since is included, p_until is not; by default from the first point to the
    last. Buckets without points are left out.
    """

    p_execution_id: UUID
    p_metric_name: Text
    p_buckets: NotRequired[Int4 | None]
    p_since: NotRequired[Timestamp | None]
    p_until: NotRequired[Timestamp | None]


class MetricBucketsRow(Row, frozen=True):
    """One row of what `metric_buckets` answers."""

    table: ClassVar[str] = "metric_buckets"
    select: ClassVar[str] = (
        "bucket,first_at,last_at,points,min_value,max_value,avg_value,last_value"
    )
    bucket: int
    first_at: AwareDatetime
    last_at: AwareDatetime
    points: int
    min_value: float | None
    max_value: float | None
    avg_value: float | None
    last_value: float


MetricBucketsResult: TypeAlias = list[MetricBucketsRow]
"""What `metric_buckets` answers."""


@with_config(INPUT)
class ReadArchivedRowsArgs(TypedDict):
    """What `read_archived_rows` takes.

    The rows of an archived execution as lines of a file, after the place p_after: up to p_limit (1
    to 1000), and about 8 MB, but at least one. The checksum is computed from these lines; secrets
    in them are encrypted.
    """

    p_id: UUID
    p_after: NotRequired[Int8 | None]
    p_limit: NotRequired[Int4 | None]


class ReadArchivedRowsRow(Row, frozen=True):
    """One row of what `read_archived_rows` answers."""

    table: ClassVar[str] = "read_archived_rows"
    select: ClassVar[str] = "place,line"
    place: int
    line: str


ReadArchivedRowsResult: TypeAlias = list[ReadArchivedRowsRow]
"""What `read_archived_rows` answers."""


@with_config(INPUT)
class ReconcileSubmissionsArgs(TypedDict):
    """What `reconcile_submissions` takes.

    Updates a competition's submissions from Kaggle's list: an array of {kaggle_submission_id,
    file_name, description, submitted_at, status, public_score, private_score, error_message}.
    Matched by id, else by file name and description if prepared before they arrived, oldest first.
    With p_is_complete, unknown ones that are not listed fail and release their slot; p_listed_at,
    when Kaggle was asked, excludes those that became unknown later. Returns how many were matched,
    newly scored, newly failed, and the listed ids without a match. An invalid list is refused as a
    whole (KS242). A repeat is harmless.
    """

    p_competition_id: UUID
    p_listed: Json
    p_is_complete: NotRequired[Bool | None]
    p_listed_at: NotRequired[Timestamp | None]


class ReconcileSubmissionsRow(Row, frozen=True):
    """One row of what `reconcile_submissions` answers."""

    table: ClassVar[str] = "reconcile_submissions"
    select: ClassVar[str] = "matched,scored,failed,unrecognised"
    matched: int | None
    scored: int | None
    failed: int | None
    unrecognised: list[str] | None


ReconcileSubmissionsResult: TypeAlias = list[ReconcileSubmissionsRow]
"""What `reconcile_submissions` answers."""


@with_config(INPUT)
class RecordMetricPointsArgs(TypedDict):
    """What `record_metric_points` takes.

    Stores metric points, one element of each array per point, in one transaction and returns how
    many were new. An array of one element is shared by all points (time, name, type, tags,
    execution, component); one id is that of the first point, and the others count up from it in its
    last eight digits. Points have ids and times, so a repeat is harmless. A point of a deleted
    execution is kept, with the id in its tags.
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

    Stores metrics measured now in one transaction and returns their number. A repeat stores them
    again: record_metric_points() has ids.
    """

    p_metrics: Sequence[MetricRow]


RecordMetricsResult: TypeAlias = int
"""What `record_metrics` answers."""


@with_config(INPUT)
class RefreshExecutionSummaryArgs(TypedDict):
    """What `refresh_execution_summary` takes.

    Refreshes execution_summary concurrently with readers. A repeat is harmless.
    """


RefreshExecutionSummaryResult: TypeAlias = None
"""What `refresh_execution_summary` answers."""


@with_config(INPUT)
class ReleaseExecutionArgs(TypedDict):
    """What `release_execution` takes.

    Releases the lease; the execution can be claimed again after p_delay_seconds (30 days at most),
    and the attempt does not count. Refused once the lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_delay_seconds: NotRequired[Float | None]


ReleaseExecutionResult: TypeAlias = list[AgentExecution]
"""What `release_execution` answers."""


@with_config(INPUT)
class ReleaseTrainingJobArgs(TypedDict):
    """What `release_training_job` takes.

    Releases the lease; the job can be claimed again after p_delay_seconds (30 days at most), and
    the attempt does not count. Refused once the lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_delay_seconds: NotRequired[Float | None]


ReleaseTrainingJobResult: TypeAlias = list[TrainingJob]
"""What `release_training_job` answers."""


@with_config(INPUT)
class ReportTrainingProgressArgs(TypedDict):
    """What `report_training_progress` takes.

    Records training progress: metrics by name (NaN and infinities as strings), the validation
    score, epoch and step, memory in gigabytes, GPU utilisation in percent. Keeps the best
    validation score by the competition's direction, the latest and best of each metric, and the
    peak memory; the series go to system_metrics with step and epoch in their tags. A repeat with
    the same p_measured_at is harmless. Refused once the job's lease is lost (KS210).
    """

    p_id: UUID
    p_lease_id: NotRequired[UUID | None]
    p_measured_at: NotRequired[Timestamp | None]
    p_step: NotRequired[Int8 | None]
    p_epoch: NotRequired[Int4 | None]
    p_metrics: NotRequired[Json | None]
    p_validation_score: NotRequired[Float | None]
    p_progress: NotRequired[Float | None]
    p_total_epochs: NotRequired[Int4 | None]
    p_early_stopping_epoch: NotRequired[Int4 | None]
    p_peak_memory_gb: NotRequired[Float | None]
    p_gpu_utilization_percent: NotRequired[Float | None]


ReportTrainingProgressResult: TypeAlias = list[TrainingJob]
"""What `report_training_progress` answers."""


@with_config(INPUT)
class RequestConfigurationReadingArgs(TypedDict):
    """What `request_configuration_reading` takes.

    Records who reads the value of a setting, and returns a ticket that reveal_configuration()
    accepts for a minute.
    """

    p_key: Text


RequestConfigurationReadingResult: TypeAlias = UUID
"""What `request_configuration_reading` answers."""


@with_config(INPUT)
class RequestGpuTerminationArgs(TypedDict):
    """What `request_gpu_termination` takes.

    Requests the termination of a live session and returns the session: its next heartbeat returns
    should_stop, and it is due. A repeat is harmless.
    """

    p_id: UUID
    p_reason: NotRequired[Text | None]


RequestGpuTerminationResult: TypeAlias = list[GpuSession]
"""What `request_gpu_termination` answers."""


@with_config(INPUT)
class RequestInterventionArgs(TypedDict):
    """What `request_intervention` takes.

    Opens an intervention and returns it as stored. The priority sets the deadline (critical 15
    minutes, high 1 hour, medium 4 hours, low 24 hours) unless one is given. With p_pauses_execution
    the execution waits in human_review. If one on the same subject is open, that one is returned.
    p_response_shape, field to type, is the required shape of the response data. A repeat is
    harmless.
    """

    p_id: UUID
    p_execution_id: UUID
    p_intervention_type: InterventionType
    p_title: Text
    p_description: Text
    p_priority: NotRequired[InterventionPriority | None]
    p_subject: NotRequired[Text | None]
    p_context_data: NotRequired[Json | None]
    p_assigned_to: NotRequired[Text | None]
    p_response_shape: NotRequired[Json | None]
    p_sla_deadline: NotRequired[Timestamp | None]
    p_pauses_execution: NotRequired[Bool | None]


RequestInterventionResult: TypeAlias = list[HumanIntervention]
"""What `request_intervention` answers."""


@with_config(INPUT)
class RequestSshReadingArgs(TypedDict):
    """What `request_ssh_reading` takes.

    Records who reads the SSH credentials of a live session and why, and returns a ticket that
    reveal_ssh_connection_info() accepts for a minute. Refused without a reason (KS323) and once the
    session has ended (KS322).
    """

    p_id: UUID
    p_reason: Text


RequestSshReadingResult: TypeAlias = UUID
"""What `request_ssh_reading` answers."""


@with_config(INPUT)
class RespondInterventionArgs(TypedDict):
    """What `respond_intervention` takes.

    Responds to an intervention: approved, rejected or reviewed, as text and as data of the
    requested shape, in the name of the signed-in person or else of p_responded_by. The last open
    response resumes a waiting execution where it was. A response is given once (KS250); a repeat of
    it is harmless.
    """

    p_id: UUID
    p_status: InterventionStatus
    p_response: NotRequired[Text | None]
    p_response_data: NotRequired[Json | None]
    p_responded_by: NotRequired[Text | None]


RespondInterventionResult: TypeAlias = list[HumanIntervention]
"""What `respond_intervention` answers."""


@with_config(INPUT)
class RestoreExecutionArgs(TypedDict):
    """What `restore_execution` takes.

    Restores an execution from the archive with all of its rows, under the same ids and equal in
    every column, and returns it; it leaves the archive. A damaged archive (KS342) or one that would
    be restored changed (KS343) is refused without effect. It stays for retention.restored_days
    before it is archived again. A repeat returns it.
    """

    p_id: UUID


RestoreExecutionResult: TypeAlias = list[AgentExecution]
"""What `restore_execution` answers."""


@with_config(INPUT)
class RevealConfigurationArgs(TypedDict):
    """What `reveal_configuration` takes.

    Returns the value of a setting, decrypted where it is encrypted, to the caller that requested it
    by request_configuration_reading() in the last minute (KS325). Refused where the key is missing
    (KS310) or replaced (KS311).
    """

    p_key: Text
    p_ticket: UUID


RevealConfigurationResult: TypeAlias = StoredJson
"""What `reveal_configuration` answers."""


@with_config(INPUT)
class RevealSshConnectionInfoArgs(TypedDict):
    """What `reveal_ssh_connection_info` takes.

    Returns the SSH credentials of a live session to the caller that requested them by
    request_ssh_reading() in the last minute (KS325); null where none are stored. Refused once the
    session has ended (KS322).
    """

    p_id: UUID
    p_ticket: UUID


RevealSshConnectionInfoResult: TypeAlias = StoredJson | None
"""What `reveal_ssh_connection_info` answers."""


@with_config(INPUT)
class RotateEncryptionKeyArgs(TypedDict):
    """What `rotate_encryption_key` takes.

    Creates a new key and encrypts every setting and all SSH credentials again under it, in one
    transaction: all or nothing. Returns the new version and how many there were. Each call creates
    another key.
    """


class RotateEncryptionKeyRow(Row, frozen=True):
    """One row of what `rotate_encryption_key` answers."""

    table: ClassVar[str] = "rotate_encryption_key"
    select: ClassVar[str] = "version,configurations,gpu_sessions"
    version: int
    configurations: int
    gpu_sessions: int


RotateEncryptionKeyResult: TypeAlias = list[RotateEncryptionKeyRow]
"""What `rotate_encryption_key` answers."""


@with_config(INPUT)
class RunRetentionArgs(TypedDict):
    """What `run_retention` takes.

    Drops the partitions of system_metrics that are wholly past their retention (90 days, or the
    setting retention.metrics_days) and purges rows of that age from the default partition. Returns
    what was dropped, what was in use and is left for the next run, and how many rows were purged. A
    setting out of bounds is refused (KS340).
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
class RunUpkeepArgs(TypedDict):
    """What `run_upkeep` takes.

    Runs a task of upkeep and returns its outcome; with p_only_when_due only if its last run is long
    enough ago. A task that runs on another machine, or is not due, is skipped; one that fails is
    undone and returns the error. A task that was done or failed leaves a record in upkeep_runs,
    with p_run_by as the caller's name. A repeat is harmless.
    """

    p_task: UpkeepTask
    p_only_when_due: NotRequired[Bool | None]
    p_run_by: NotRequired[Text | None]


class RunUpkeepRow(Row, frozen=True):
    """One row of what `run_upkeep` answers."""

    table: ClassVar[str] = "run_upkeep"
    select: ClassVar[str] = "task,outcome,duration_seconds,counts,more_left,error_code,error"
    task: UpkeepTask
    outcome: UpkeepOutcome
    duration_seconds: float
    counts: StoredJson
    more_left: bool
    error_code: str | None
    error: str | None


RunUpkeepResult: TypeAlias = list[RunUpkeepRow]
"""What `run_upkeep` answers."""


@with_config(INPUT)
class SetConfigurationArgs(TypedDict):
    """What `set_configuration` takes.

    Sets a setting and returns it as stored; omitted arguments keep what is stored (new settings:
    type `system`, neither encrypted nor sensitive). An encrypted value is sensitive unless set
    otherwise, and stays encrypted (KS321); without a key nothing is stored (KS310). A repeat
    changes nothing.
    """

    p_key: Text
    p_value: Json
    p_type: NotRequired[ConfigType | None]
    p_description: NotRequired[Text | None]
    p_encrypted: NotRequired[Bool | None]
    p_sensitive: NotRequired[Bool | None]


SetConfigurationResult: TypeAlias = list[Configuration]
"""What `set_configuration` answers."""


@with_config(INPUT)
class SetSshConnectionInfoArgs(TypedDict):
    """What `set_ssh_connection_info` takes.

    Stores the SSH credentials of a live session (any JSON up to 64 kB), encrypted; null removes
    them. Refused once the session has ended (KS322). A repeat is harmless.
    """

    p_id: UUID
    p_ssh_connection_info: Json | None


SetSshConnectionInfoResult: TypeAlias = None
"""What `set_ssh_connection_info` answers."""


@with_config(INPUT)
class StoreHealthArgs(TypedDict):
    """What `store_health` takes.

    The state of the store, one row per subject: what was found, and what to do about it; `facts` is
    the same for programs. A repeat is harmless.
    """


class StoreHealthRow(Row, frozen=True):
    """One row of what `store_health` answers."""

    table: ClassVar[str] = "store_health"
    select: ClassVar[str] = "subject,state,found,remedy,facts"
    subject: str
    state: HealthState
    found: str
    remedy: str | None
    facts: StoredJson


StoreHealthResult: TypeAlias = list[StoreHealthRow]
"""What `store_health` answers."""


@with_config(INPUT)
class UpsertCompetitionsArgs(TypedDict):
    """What `upsert_competitions` takes.

    Stores discovered competitions in one transaction: new ones are added, known ones (by kaggle_id)
    are updated. A null or missing field keeps the stored value, source_record is merged, and the
    last of several items with one kaggle_id wins. A repeat changes nothing.
    """

    p_competitions: Json


UpsertCompetitionsResult: TypeAlias = list[Competition]
"""What `upsert_competitions` answers."""


@with_config(INPUT)
class ValidateCodeArgs(TypedDict):
    """What `validate_code` takes.

    Stores the validation result of exactly this content. Refused if the content has changed
    (KS230). A repeat is harmless.
    """

    p_id: UUID
    p_content_sha256: Text
    p_validation_status: ValidationStatus
    p_validation_errors: NotRequired[Sequence[Text | None] | None]


ValidateCodeResult: TypeAlias = list[GeneratedCode]
"""What `validate_code` answers."""


@with_config(INPUT)
class ValidateHyperparametersArgs(TypedDict):
    """What `validate_hyperparameters` takes.

    Whether hyperparameters have a positive learning_rate and a positive whole number of epochs.
    Wrong types and JSON nulls are false; SQL null passes; it never raises.
    """

    params: Json | None


ValidateHyperparametersResult: TypeAlias = bool | None
"""What `validate_hyperparameters` answers."""
