# Generated from supabase/migrations by `make models`; do not edit.
"""Arguments and results of the database functions, named as in SQL."""

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
    Date,
    Float,
    Int4,
    Int8,
    Json,
    JsonBounds,
    JsonObject,
    Name,
    Row,
    StoredJson,
    Text,
    Timestamp,
)
from kaggle_store.models.agent_executions import AgentExecution
from kaggle_store.models.archived_executions import ArchivedExecution
from kaggle_store.models.artifacts import Artifact
from kaggle_store.models.competitions import Competition
from kaggle_store.models.configurations import Configuration
from kaggle_store.models.domains import Dollars, Fraction, PositiveDecimal, TextList
from kaggle_store.models.enums import (
    CodeOutcome,
    CodeType,
    ConfigType,
    ExecutionStatus,
    GpuSessionStatus,
    HealthState,
    InterventionDecision,
    InterventionPriority,
    InterventionType,
    MetricDirection,
    MetricType,
    ResearchType,
    TimeoutAction,
    TrainingJobStatus,
    UpkeepOutcome,
    UpkeepTask,
    ValidationStatus,
)
from kaggle_store.models.execution_steps import ExecutionStep
from kaggle_store.models.generated_code import GeneratedCode
from kaggle_store.models.gpu_sessions import GpuSession
from kaggle_store.models.gpu_terminations import GpuTermination
from kaggle_store.models.human_interventions import HumanIntervention
from kaggle_store.models.intervention_notifications import InterventionNotification
from kaggle_store.models.notification_deliveries import NotificationDelivery
from kaggle_store.models.training_jobs import TrainingJob


@with_config(INPUT)
class MetricRow(TypedDict):
    """A metric to be stored by record_metrics(), measured now; fields as in system_metrics."""

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
    external_id: NotRequired[Annotated[str, Characters(max_length=500, is_name=True)] | None]
    """The source's own id of what was found, such as an arXiv number."""


class CodeNode(Row, frozen=True):
    """A file of code in the tree of its execution, without its text, and what became of it."""

    table: ClassVar[str] = "code_node"
    select: ClassVar[str] = (
        "id,parent_id,operator,code_type,file_name,execution_order,validation_status,created_at,depth,children,jobs,job_status,outcome,failures,validation_score,test_score,public_score,score,is_on_path_to_best,is_open"
    )
    id: UUID
    """The file's id."""
    parent_id: UUID | None
    """The file that it was made from; null for the root of a tree."""
    operator: str | None
    """How it was made, such as `draft`, `debug` or `improve`."""
    code_type: CodeType | str
    """Which part of the pipeline it is."""
    file_name: str
    """The file's name."""
    execution_order: int | None
    """Its place in the pipeline, lowest first."""
    validation_status: ValidationStatus | str
    """The validation result."""
    created_at: AwareDatetime
    """When it was written."""
    depth: int
    """How many ancestors it has."""
    children: int
    """How many files were made from it."""
    jobs: int
    """How many training jobs have been created for it."""
    job_status: TrainingJobStatus | str | None
    """The state of the newest of them; null without."""
    outcome: CodeOutcome | str
    """`running` while a job is queued or running; else `failed` if it is invalid, or if all of
    its jobs failed or were cancelled; `succeeded` if a job has completed; `untried` without a
    job.
    """
    failures: int
    """How many files have failed in a row: this one, its parent, and so on; 0 if it has not."""
    validation_score: float | None
    """The best validation score of its jobs, by the competition's direction."""
    test_score: float | None
    """The best test score of its jobs."""
    public_score: float | None
    """The best public score of the submissions that its jobs made."""
    score: float | None
    """What it is compared by: `validation_score`, or `public_score` where no file of the
    execution has a validation score. Null for a file that has failed.
    """
    is_on_path_to_best: bool
    """Whether it is the file with the best score, the oldest of equals, or an ancestor of it."""
    is_open: bool
    """Whether it may be improved next: a leaf that has not failed and has no live job."""


class StoreMember(Row, frozen=True):
    """A member of the store, with the user's e-mail address; null for a user who has none, or is
    gone.
    """

    table: ClassVar[str] = "store_member"
    select: ClassVar[str] = "user_id,email,is_admin,added_by,added_at"
    user_id: UUID | None
    email: str | None
    is_admin: bool | None
    added_by: str | None
    added_at: AwareDatetime | None


@with_config(INPUT)
class AddStoreMemberArgs(TypedDict):
    """Arguments of `add_store_member`.

    Adds a user, named by id or confirmed e-mail address, to the members and returns the member. Of
    one who is a member already, p_is_admin changes whether it is an admin; without it nothing
    changes. Refused unless there is exactly one such user (KS360). A repeat changes nothing.
    """

    p_user: Text
    p_is_admin: NotRequired[Bool | None]


AddStoreMemberResult: TypeAlias = list[StoreMember]
"""Result of `add_store_member`."""


@with_config(INPUT)
class ApproveCodeArgs(TypedDict):
    """Arguments of `approve_code`.

    Approves exactly this content, in the name of the signed-in person or else of p_approved_by.
    Refused if the content has changed (KS230). A repeat is harmless.
    """

    p_id: UUID
    p_content_sha256: Text
    p_approved_by: NotRequired[Name | None]


ApproveCodeResult: TypeAlias = list[GeneratedCode]
"""Result of `approve_code`."""


@with_config(INPUT)
class ArchiveExecutionsArgs(TypedDict):
    """Arguments of `archive_executions`.

    Moves executions that ended over a year ago (the setting retention.executions_days) into the
    archive, oldest first: one batch per call, of at most p_limit or retention.batch_size executions
    and for upkeep.batch_seconds. Returns how many were archived, how many were being written, the
    first 50 that could not be archived and why, and whether more are left. Executions with a live
    session or job, or an open intervention, are skipped. A repeat is harmless.
    """

    p_limit: NotRequired[Int4 | None]


class ArchiveExecutionsRow(Row, frozen=True):
    """One row of the result of `archive_executions`."""

    table: ClassVar[str] = "archive_executions"
    select: ClassVar[str] = "archived,busy,refused,more_left"
    archived: int
    busy: int
    refused: StoredJson
    more_left: bool


ArchiveExecutionsResult: TypeAlias = list[ArchiveExecutionsRow]
"""Result of `archive_executions`."""


@with_config(INPUT)
class ChangesAfterArgs(TypedDict):
    """Arguments of `changes_after`.

    New audit log entries of a table, or of one execution in it: those that the cursor p_after does
    not see, at most p_limit (up to 1000) and about 8 MB, each with its own cursor, and the cursor
    to go on with. Without p_after only the cursor of this moment. Each entry is returned once, and
    those of one row in the order of their changes.
    """

    p_table_name: Text
    p_after: NotRequired[Text | None]
    p_execution_id: NotRequired[UUID | None]
    p_limit: NotRequired[Int4 | None]


ChangesAfterResult: TypeAlias = StoredJson
"""Result of `changes_after`."""


@with_config(INPUT)
class ClaimDeliveriesArgs(TypedDict):
    """Arguments of `claim_deliveries`.

    Claims up to p_limit (100 at the most) due deliveries of p_channel, or of all channels, under
    the claim p_claim_id for p_lease_seconds (0.05 to 86400), and returns them, the most urgent
    first, with what their messages need. p_channels has the name and the filters of every channel,
    without its address; p_channels_updated_at is the updated_at of the setting
    notification.channels that they are from: if it has changed since, is_current is false and
    nothing is claimed. New notifications are routed first, also where p_limit is 0. Deliveries
    whose lease expired while they were being sent become unknown. A repeat with the same id returns
    what it holds, and may claim more.
    """

    p_claim_id: UUID
    p_notifier: Name
    p_channels: Json
    p_channels_updated_at: Timestamp
    p_channel: NotRequired[Text | None]
    p_limit: NotRequired[Int4 | None]
    p_lease_seconds: NotRequired[Float | None]


ClaimDeliveriesResult: TypeAlias = StoredJson
"""Result of `claim_deliveries`."""


@with_config(INPUT)
class ClaimExecutionsArgs(TypedDict):
    """Arguments of `claim_executions`.

    Claims up to p_limit executions, best first, each under the lease p_lease_id for p_lease_seconds
    (0.05 to 86400), and returns them; resume_reason is why each is claimed. Claimable is any live
    execution outside human_review whose available_at has passed and that has no valid lease; with
    p_statuses only one in these states, with p_execution_id only this one. Each claim needs a new
    id; a repeat with the same id returns what it still holds. An execution whose lease expired at
    its last attempt fails.
    """

    p_lease_id: UUID
    p_worker: Name
    p_lease_seconds: NotRequired[Float | None]
    p_limit: NotRequired[Int4 | None]
    p_statuses: NotRequired[Sequence[ExecutionStatus | None] | None]
    p_execution_id: NotRequired[UUID | None]


ClaimExecutionsResult: TypeAlias = list[AgentExecution]
"""Result of `claim_executions`."""


@with_config(INPUT)
class ClaimGpuTerminationsArgs(TypedDict):
    """Arguments of `claim_gpu_terminations`.

    Claims up to p_limit (100 at the most) sessions that are due at these providers, under the claim
    p_claim_id for p_lease_seconds (0.05 to 86400), and returns them, the longest due first. Without
    providers it claims those that have waited for ten minutes, of any provider. Stop each machine,
    ask the provider whether it has stopped, and record that with finish_gpu_termination(). A repeat
    with the same id returns what it holds.
    """

    p_claim_id: UUID
    p_supervisor: Name
    p_providers: Sequence[Text | None]
    p_limit: NotRequired[Int4 | None]
    p_lease_seconds: NotRequired[Float | None]


ClaimGpuTerminationsResult: TypeAlias = StoredJson
"""Result of `claim_gpu_terminations`."""


@with_config(INPUT)
class ClaimTrainingJobsArgs(TypedDict):
    """Arguments of `claim_training_jobs`.

    Claims up to p_limit training jobs, best first, each under the lease p_lease_id for
    p_lease_seconds (0.05 to 86400), and returns them, running; resume_reason is why each is
    claimed. Jobs of ended executions are skipped. With p_execution_id only that execution's jobs;
    with p_gpu_session_id only jobs of that live session's execution, which then run on it. Each
    claim needs a new id; a repeat with the same id returns what it still holds. A job whose lease
    expired at its last attempt fails.
    """

    p_lease_id: UUID
    p_worker: Name
    p_lease_seconds: NotRequired[Float | None]
    p_limit: NotRequired[Int4 | None]
    p_gpu_session_id: NotRequired[UUID | None]
    p_execution_id: NotRequired[UUID | None]


ClaimTrainingJobsResult: TypeAlias = list[TrainingJob]
"""Result of `claim_training_jobs`."""


@with_config(INPUT)
class CloseGpuSessionArgs(TypedDict):
    """Arguments of `close_gpu_session`.

    Confirms that the provider has stopped a machine (terminated) or lost it (failed), and computes
    its final cost, or stores what the provider charged. A session that has ended only takes the
    bill. A repeat is harmless.
    """

    p_id: UUID
    p_status: NotRequired[GpuSessionStatus | None]
    p_total_cost_dollars: NotRequired[Dollars | None]
    p_error_message: NotRequired[Text | None]


CloseGpuSessionResult: TypeAlias = list[GpuSession]
"""Result of `close_gpu_session`."""


@with_config(INPUT)
class CloseLeftoversArgs(TypedDict):
    """Arguments of `close_leftovers`.

    Ends jobs and interventions that were skipped when their execution ended, and deletes claims
    older than a day whose lease has ended and tickets older than an hour, for upkeep.batch_seconds
    at the most, and the slots that deleted submissions took on earlier days. Returns how many of
    each of the first four, and whether more is left. A repeat is harmless.
    """


class CloseLeftoversRow(Row, frozen=True):
    """One row of the result of `close_leftovers`."""

    table: ClassVar[str] = "close_leftovers"
    select: ClassVar[str] = (
        "cancelled_jobs,withdrawn_interventions,forgotten_claims,forgotten_readings,more_left"
    )
    cancelled_jobs: int
    withdrawn_interventions: int
    forgotten_claims: int
    forgotten_readings: int
    more_left: bool


CloseLeftoversResult: TypeAlias = list[CloseLeftoversRow]
"""Result of `close_leftovers`."""


@with_config(INPUT)
class CodeTreeArgs(TypedDict):
    """Arguments of `code_tree`.

    The files of an execution as a tree, parents before children, the oldest first: each with its
    depth, children, jobs, outcome and best score. An unknown execution is refused (P0002).
    """

    p_execution_id: UUID


CodeTreeResult: TypeAlias = list[CodeNode]
"""Result of `code_tree`."""


@with_config(INPUT)
class CompetitionDetailsArgs(TypedDict):
    """Arguments of `competition_details`.

    One competition as one JSON value: its scores over time, and its executions compared. Every list
    has a bound and tells whether there is more. An unknown competition is refused (P0002). A repeat
    is harmless.
    """

    p_id: UUID


CompetitionDetailsResult: TypeAlias = StoredJson
"""Result of `competition_details`."""


@with_config(INPUT)
class CompleteExecutionArgs(TypedDict):
    """Arguments of `complete_execution`.

    Completes an execution in state submission. Refused from any other state (KS201), before Kaggle
    has received a submission (KS205), and once the lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID


CompleteExecutionResult: TypeAlias = list[AgentExecution]
"""Result of `complete_execution`."""


@with_config(INPUT)
class CompleteTrainingJobArgs(TypedDict):
    """Arguments of `complete_training_job`.

    Completes a job and stores its results. Refused once the lease is lost (KS210). A repeat is
    harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_final_test_score: NotRequired[Float | None]
    p_early_stopping_epoch: NotRequired[Int4 | None]
    p_model_artifacts_path: NotRequired[Name | None]
    p_logs_path: NotRequired[Name | None]


CompleteTrainingJobResult: TypeAlias = list[TrainingJob]
"""Result of `complete_training_job`."""


@with_config(INPUT)
class ConfirmArchiveExportArgs(TypedDict):
    """Arguments of `confirm_archive_export`.

    Records that an archived execution was exported to a file that was read back with this checksum;
    refused if it is another one (KS344). A repeat is harmless.
    """

    p_id: UUID
    p_checksum: Text


ConfirmArchiveExportResult: TypeAlias = list[ArchivedExecution]
"""Result of `confirm_archive_export`."""


@with_config(INPUT)
class ConfirmArtifactRemovalsArgs(TypedDict):
    """Arguments of `confirm_artifact_removals`.

    Takes files that were removed from the storage off the list, and returns how many. A repeat is
    harmless.
    """

    p_ids: Sequence[UUID | None]


ConfirmArtifactRemovalsResult: TypeAlias = int
"""Result of `confirm_artifact_removals`."""


@with_config(INPUT)
class ConfirmNotificationArgs(TypedDict):
    """Arguments of `confirm_notification`.

    Marks a notification as sent, and how. A repeat is harmless.
    """

    p_id: UUID
    p_notification_method: NotRequired[Name | None]


ConfirmNotificationResult: TypeAlias = list[InterventionNotification]
"""Result of `confirm_notification`."""


@with_config(INPUT)
class CorrectMetricDirectionArgs(TypedDict):
    """Arguments of `correct_metric_direction`.

    Sets a competition's metric direction even where scored submissions exist (null: to the one
    inferred from its metric); best scores and rankings follow at once. Returns the competition, or
    no row if there is none.
    """

    p_competition_id: UUID
    p_metric_direction: MetricDirection | None


CorrectMetricDirectionResult: TypeAlias = list[Competition]
"""Result of `correct_metric_direction`."""


@with_config(INPUT)
class CostTotalsArgs(TypedDict):
    """Arguments of `cost_totals`.

    What was spent, as an array of {day, kind, provider, dollars, tokens} by UTC day, kind (gpu,
    research, code) and provider (of the machine, the research's source, the code's model), each of
    them null where it is not asked for. Of one execution or competition, or all; from p_since to
    the day before p_until. dollars is text, with every digit.
    """

    p_by_day: NotRequired[Bool | None]
    p_by_kind: NotRequired[Bool | None]
    p_by_provider: NotRequired[Bool | None]
    p_execution_id: NotRequired[UUID | None]
    p_competition_id: NotRequired[UUID | None]
    p_since: NotRequired[Date | None]
    p_until: NotRequired[Date | None]


CostTotalsResult: TypeAlias = StoredJson
"""Result of `cost_totals`."""


@with_config(INPUT)
class EncryptConfigValueArgs(TypedDict):
    """Arguments of `encrypt_config_value`.

    Encrypts a text under the newest key and returns text that names the key's version. Refused
    without a key (KS310).
    """

    value: Text


EncryptConfigValueResult: TypeAlias = str | None
"""Result of `encrypt_config_value`."""


@with_config(INPUT)
class EnsureMetricPartitionsArgs(TypedDict):
    """Arguments of `ensure_metric_partitions`.

    Creates the missing monthly partitions of system_metrics, by default from this month to three
    months ahead, and moves rows of these months out of the default partition. Returns what it
    created and how many rows it moved; a repeat creates nothing. Fails without effect (55P03) if
    other writers hold the tables for more than 200 ms. Give p_from before importing older metrics.
    """

    p_from: NotRequired[Date | None]
    p_until: NotRequired[Date | None]


class EnsureMetricPartitionsRow(Row, frozen=True):
    """One row of the result of `ensure_metric_partitions`."""

    table: ClassVar[str] = "ensure_metric_partitions"
    select: ClassVar[str] = "partition_name,moved_rows"
    partition_name: str
    moved_rows: int


EnsureMetricPartitionsResult: TypeAlias = list[EnsureMetricPartitionsRow]
"""Result of `ensure_metric_partitions`."""


@with_config(INPUT)
class EscalateOverdueArgs(TypedDict):
    """Arguments of `escalate_overdue`.

    Carries out the timeout action of the interventions whose deadline has passed, and returns them.
    Approve and reject are responses by `timeout`. Escalation counts, sets the next deadline by the
    priority and adds a notification. One call carries out 50 at the most. A repeat finds nothing
    until the next deadline.
    """


EscalateOverdueResult: TypeAlias = list[HumanIntervention]
"""Result of `escalate_overdue`."""


@with_config(INPUT)
class ExecutionDetailsArgs(TypedDict):
    """Arguments of `execution_details`.

    One execution as one JSON value: its history of states, results, costs, and the lineage of its
    best submission. Every list has a bound and tells whether there is more. An unknown execution is
    refused (P0002). A repeat is harmless.
    """

    p_id: UUID


ExecutionDetailsResult: TypeAlias = StoredJson
"""Result of `execution_details`."""


@with_config(INPUT)
class FailExecutionArgs(TypedDict):
    """Arguments of `fail_execution`.

    Records a failed attempt. With p_retry the execution keeps its state and can be claimed again
    after a growing delay, until max_attempts; then it fails and an intervention is opened. Without
    p_retry it fails at once. Refused once the lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_error: Text
    p_retry: NotRequired[Bool | None]


FailExecutionResult: TypeAlias = list[AgentExecution]
"""Result of `fail_execution`."""


@with_config(INPUT)
class FailTrainingJobArgs(TypedDict):
    """Arguments of `fail_training_job`.

    Records a failed attempt. With p_retry the job can be claimed again after a growing delay, until
    max_attempts; then it fails and an intervention is opened. Without p_retry it fails at once.
    Refused once the lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_error: Text
    p_retry: NotRequired[Bool | None]


FailTrainingJobResult: TypeAlias = list[TrainingJob]
"""Result of `fail_training_job`."""


@with_config(INPUT)
class FinishDeliveryArgs(TypedDict):
    """Arguments of `finish_delivery`.

    Records the outcome of a delivery that was being sent, and returns it: sent, or with p_error
    pending again after a growing delay, until notification.attempts, when it has failed. Refused
    once the claim is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_claim_id: UUID
    p_error: NotRequired[Text | None]


FinishDeliveryResult: TypeAlias = list[NotificationDelivery]
"""Result of `finish_delivery`."""


@with_config(INPUT)
class FinishGpuTerminationArgs(TypedDict):
    """Arguments of `finish_gpu_termination`.

    Records the outcome of a claimed termination. Without p_error the provider has confirmed that
    the machine has stopped: its session is closed as p_end (terminated or failed, KS221), with the
    provider's bill p_total_cost_dollars if it is known, at p_hourly_rate_dollars where the session
    has no rate, and with p_note as its error message. With p_error it is tried again after a
    growing delay (5 seconds to 5 minutes), and the sixth failure asks for a person. Refused once
    another supervisor has claimed it (KS210). A repeat changes nothing.
    """

    p_id: UUID
    p_claim_id: UUID
    p_error: NotRequired[Text | None]
    p_provider_status: NotRequired[Text | None]
    p_end: NotRequired[GpuSessionStatus | None]
    p_total_cost_dollars: NotRequired[Dollars | None]
    p_hourly_rate_dollars: NotRequired[Dollars | None]
    p_note: NotRequired[Text | None]


FinishGpuTerminationResult: TypeAlias = list[GpuTermination]
"""Result of `finish_gpu_termination`."""


@with_config(INPUT)
class GpuOverviewArgs(TypedDict):
    """Arguments of `gpu_overview`.

    The rented machines as one JSON value: live ones, those that ended last, and the cost of each of
    the last 30 days. Every list has a bound and tells whether there is more. A repeat is harmless.
    """


GpuOverviewResult: TypeAlias = StoredJson
"""Result of `gpu_overview`."""


@with_config(INPUT)
class GpuSessionsDueArgs(TypedDict):
    """Arguments of `gpu_sessions_due`.

    The live sessions that must be terminated, each with the reason: requested, execution_ended,
    deadline, cost_limit, budget or stale_heartbeat. Terminate each at its provider, then close it.
    A repeat returns the same until it is closed.
    """


class GpuSessionsDueRow(Row, frozen=True):
    """One row of the result of `gpu_sessions_due`."""

    table: ClassVar[str] = "gpu_sessions_due"
    select: ClassVar[str] = (
        "id,execution_id,provider,instance_id,status,reason,total_cost_dollars::text,last_heartbeat_at"
    )
    exact_numbers: ClassVar[dict[str, tuple[int, int]]] = {"total_cost_dollars": (16, 6)}
    id: UUID | None
    execution_id: UUID | None
    provider: str | None
    instance_id: str | None
    status: GpuSessionStatus | str | None
    reason: str | None
    total_cost_dollars: Decimal | None
    last_heartbeat_at: AwareDatetime | None


GpuSessionsDueResult: TypeAlias = list[GpuSessionsDueRow]
"""Result of `gpu_sessions_due`."""


@with_config(INPUT)
class HeartbeatExecutionArgs(TypedDict):
    """Arguments of `heartbeat_execution`.

    Prolongs a lease to p_lease_seconds from now and returns the execution. Refused once the lease
    is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_lease_seconds: NotRequired[Float | None]


HeartbeatExecutionResult: TypeAlias = list[AgentExecution]
"""Result of `heartbeat_execution`."""


@with_config(INPUT)
class HeartbeatGpuSessionArgs(TypedDict):
    """Arguments of `heartbeat_gpu_session`.

    Records a heartbeat and the utilisation of the GPU (0 to 100; below 5 the session is idle, null
    keeps the last value). Computes the cost by the database's clock and returns what is left of the
    session's cost limit (null without one) and of the execution's GPU budget (all sessions
    together), and whether to stop, and why: execution_ended, deadline, cost_limit, budget,
    stale_heartbeat, or the requested reason. A repeat is harmless.
    """

    p_id: UUID
    p_gpu_utilization_percent: NotRequired[Float | None]


class HeartbeatGpuSessionRow(Row, frozen=True):
    """One row of the result of `heartbeat_gpu_session`."""

    table: ClassVar[str] = "heartbeat_gpu_session"
    select: ClassVar[str] = (
        "status,total_cost_dollars::text,session_left_dollars::text,execution_left_dollars::text,should_stop,reason"
    )
    status: GpuSessionStatus | str | None
    total_cost_dollars: Decimal | None
    session_left_dollars: Decimal | None
    execution_left_dollars: Decimal | None
    should_stop: bool | None
    reason: str | None


HeartbeatGpuSessionResult: TypeAlias = list[HeartbeatGpuSessionRow]
"""Result of `heartbeat_gpu_session`."""


@with_config(INPUT)
class HeartbeatTrainingJobArgs(TypedDict):
    """Arguments of `heartbeat_training_job`.

    Prolongs a job's lease to p_lease_seconds from now and returns the job. Refused once the lease
    is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_lease_seconds: NotRequired[Float | None]


HeartbeatTrainingJobResult: TypeAlias = list[TrainingJob]
"""Result of `heartbeat_training_job`."""


@with_config(INPUT)
class ImportArchivedExecutionArgs(TypedDict):
    """Arguments of `import_archived_execution`.

    Imports an execution into the archive from its file: the checksum of the file's first line, and
    its other lines unchanged. restore_execution() can then restore it. Refused without effect if
    the lines do not match the checksum, if a row of them is work in progress, if they cannot be
    restored, which is tried, or if the execution is live or archived with other contents (KS345). A
    repeat is harmless.
    """

    p_id: UUID
    p_checksum: Text
    p_lines: Sequence[Text | None]


ImportArchivedExecutionResult: TypeAlias = list[ArchivedExecution]
"""Result of `import_archived_execution`."""


@with_config(INPUT)
class InsertResearchResultsArgs(TypedDict):
    """Arguments of `insert_research_results`.

    Stores findings in one transaction and skips known ones (same execution, type, source, query,
    and external id or response). Returns how many were inserted and how many skipped. A repeat is
    harmless.
    """

    p_results: Sequence[ResearchRow]


class InsertResearchResultsRow(Row, frozen=True):
    """One row of the result of `insert_research_results`."""

    table: ClassVar[str] = "insert_research_results"
    select: ClassVar[str] = "inserted,skipped"
    inserted: int
    skipped: int


InsertResearchResultsResult: TypeAlias = list[InsertResearchResultsRow]
"""Result of `insert_research_results`."""


@with_config(INPUT)
class IntegrityReportArgs(TypedDict):
    """Arguments of `integrity_report`.

    Counts and checks the design document's ten tables and artifacts: rows, distinct competitions
    (of executions; distinct executions for the rest), earliest and latest record, and how many rows
    contradict themselves or each other, by finding, with the first five ids of each. A healthy
    store has zero findings.
    """


class IntegrityReportRow(Row, frozen=True):
    """One row of the result of `integrity_report`."""

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
"""Result of `integrity_report`."""


@with_config(INPUT)
class ListArtifactRemovalsArgs(TypedDict):
    """Arguments of `list_artifact_removals`.

    The files of archived executions that are to be removed from the storage, by id: up to p_limit
    (1 to 1000) after p_after.
    """

    p_after: NotRequired[UUID | None]
    p_limit: NotRequired[Int4 | None]


class ListArtifactRemovalsRow(Row, frozen=True):
    """One row of the result of `list_artifact_removals`."""

    table: ClassVar[str] = "list_artifact_removals"
    select: ClassVar[str] = "id,execution_id,name,uri,sha256"
    id: UUID
    execution_id: UUID
    name: str
    uri: str
    sha256: str


ListArtifactRemovalsResult: TypeAlias = list[ListArtifactRemovalsRow]
"""Result of `list_artifact_removals`."""


@with_config(INPUT)
class ListMetricExportsArgs(TypedDict):
    """Arguments of `list_metric_exports`.

    The months of metrics that are stored as Parquet files, and when their partition was dropped:
    until then the table has them too.
    """


class ListMetricExportsRow(Row, frozen=True):
    """One row of the result of `list_metric_exports`."""

    table: ClassVar[str] = "list_metric_exports"
    select: ClassVar[str] = "month,export_id,uri,row_count,manifest_sha256,exported_at,dropped_at"
    month: date
    export_id: UUID
    uri: str
    row_count: int
    manifest_sha256: str
    exported_at: AwareDatetime
    dropped_at: AwareDatetime | None


ListMetricExportsResult: TypeAlias = list[ListMetricExportsRow]
"""Result of `list_metric_exports`."""


@with_config(INPUT)
class ListStoreMembersArgs(TypedDict):
    """Arguments of `list_store_members`.

    The members, first added first.
    """


ListStoreMembersResult: TypeAlias = list[StoreMember]
"""Result of `list_store_members`."""


@with_config(INPUT)
class MetricBucketsArgs(TypedDict):
    """Arguments of `metric_buckets`.

    One metric of an execution, divided into buckets of equal time (1 to 5000), each training job
    and attempt by itself: how many points each bucket has, from when to when, their least, greatest
    and average finite value, and the last value whatever it is. Of each job only the newest
    attempt, unless p_attempt names one or p_all_attempts is true; p_training_job_id and p_tags (an
    object that the tags contain) select points. p_since is included, p_until is not; by default
    from the first point to the last. Buckets without points are left out.
    """

    p_execution_id: UUID
    p_metric_name: Text
    p_buckets: NotRequired[Int4 | None]
    p_since: NotRequired[Timestamp | None]
    p_until: NotRequired[Timestamp | None]
    p_training_job_id: NotRequired[UUID | None]
    p_attempt: NotRequired[Int4 | None]
    p_all_attempts: NotRequired[Bool | None]
    p_tags: NotRequired[Json | None]


class MetricBucketsRow(Row, frozen=True):
    """One row of the result of `metric_buckets`."""

    table: ClassVar[str] = "metric_buckets"
    select: ClassVar[str] = (
        "bucket,first_at,last_at,points,min_value,max_value,avg_value,last_value,training_job_id,attempt"
    )
    bucket: int
    first_at: AwareDatetime
    last_at: AwareDatetime
    points: int
    min_value: float | None
    max_value: float | None
    avg_value: float | None
    last_value: float
    training_job_id: UUID | None
    attempt: int | None


MetricBucketsResult: TypeAlias = list[MetricBucketsRow]
"""Result of `metric_buckets`."""


@with_config(INPUT)
class MetricNamesArgs(TypedDict):
    """Arguments of `metric_names`.

    The metrics of an execution by name and component: how many points each has, from when to when,
    and its last value.
    """

    p_execution_id: UUID


class MetricNamesRow(Row, frozen=True):
    """One row of the result of `metric_names`."""

    table: ClassVar[str] = "metric_names"
    select: ClassVar[str] = "metric_name,component,points,first_at,last_at,last_value"
    metric_name: str
    component: str | None
    points: int
    first_at: AwareDatetime
    last_at: AwareDatetime
    last_value: float


MetricNamesResult: TypeAlias = list[MetricNamesRow]
"""Result of `metric_names`."""


@with_config(INPUT)
class NewestAttemptsArgs(TypedDict):
    """Arguments of `newest_attempts`.

    For each training job that logged a metric in several attempts, the newest of them: an object of
    attempts by job. To read a series, leave out the other attempts of these jobs.
    """

    p_execution_id: UUID
    p_metric_name: Text
    p_tags: NotRequired[Json | None]
    p_since: NotRequired[Timestamp | None]
    p_until: NotRequired[Timestamp | None]


NewestAttemptsResult: TypeAlias = StoredJson
"""Result of `newest_attempts`."""


@with_config(INPUT)
class OpenCodeLeavesArgs(TypedDict):
    """Arguments of `open_code_leaves`.

    The files that a search may expand next, the best score first: leaves that have not failed and
    have no queued or running job. With p_max_failures those to debug follow: leaves that have
    failed, with at most so many failures in a row. An unknown execution is refused (P0002).
    """

    p_execution_id: UUID
    p_max_failures: NotRequired[Int4 | None]


OpenCodeLeavesResult: TypeAlias = list[CodeNode]
"""Result of `open_code_leaves`."""


@with_config(INPUT)
class OverviewArgs(TypedDict):
    """Arguments of `overview`.

    The first page, as one JSON value: open competitions with their best scores, live executions,
    GPU costs, open interventions and alerts. Every list has a bound and tells whether there is
    more. A repeat is harmless.
    """


OverviewResult: TypeAlias = StoredJson
"""Result of `overview`."""


@with_config(INPUT)
class PathToBestCodeArgs(TypedDict):
    """Arguments of `path_to_best_code`.

    The file with the best score and its ancestors, the root first; empty while nothing is scored or
    the competition's direction is unknown. An unknown execution is refused (P0002).
    """

    p_execution_id: UUID


PathToBestCodeResult: TypeAlias = list[CodeNode]
"""Result of `path_to_best_code`."""


@with_config(INPUT)
class ProbeDiskArgs(TypedDict):
    """Arguments of `probe_disk`.

    Whether the database can write, by a write of 1 MB that is removed again; a row like those of
    store_health(). A repeat is harmless.
    """


class ProbeDiskRow(Row, frozen=True):
    """One row of the result of `probe_disk`."""

    table: ClassVar[str] = "probe_disk"
    select: ClassVar[str] = "subject,state,found,remedy,facts"
    subject: str
    state: HealthState | str
    found: str
    remedy: str | None
    facts: StoredJson


ProbeDiskResult: TypeAlias = list[ProbeDiskRow]
"""Result of `probe_disk`."""


@with_config(INPUT)
class ProbeMaxRowsArgs(TypedDict):
    """Arguments of `probe_max_rows`.

    A thousand rows. PostgREST cuts longer responses than Max rows without saying so; how many of
    these arrive is Max rows.
    """


ProbeMaxRowsResult: TypeAlias = list[int]
"""Result of `probe_max_rows`."""


@with_config(INPUT)
class ReadArchivedRowsArgs(TypedDict):
    """Arguments of `read_archived_rows`.

    The rows of an archived execution as lines of a file, after the place p_after: up to p_limit (1
    to 1000), and about 8 MB, but at least one. The checksum is computed from these lines; secrets
    in them are encrypted.
    """

    p_id: UUID
    p_after: NotRequired[Int8 | None]
    p_limit: NotRequired[Int4 | None]


class ReadArchivedRowsRow(Row, frozen=True):
    """One row of the result of `read_archived_rows`."""

    table: ClassVar[str] = "read_archived_rows"
    select: ClassVar[str] = "place,line"
    place: int
    line: str


ReadArchivedRowsResult: TypeAlias = list[ReadArchivedRowsRow]
"""Result of `read_archived_rows`."""


@with_config(INPUT)
class RecentExecutionsArgs(TypedDict):
    """Arguments of `recent_executions`.

    A page of executions, newest first: {now, executions}, each with its competition, best score and
    open interventions. Of some statuses or one competition, or all; the next page begins before
    created_at and id of the last. Dollars are text, with every digit.
    """

    p_statuses: NotRequired[Sequence[ExecutionStatus | None] | None]
    p_competition_id: NotRequired[UUID | None]
    p_before_at: NotRequired[Timestamp | None]
    p_before_id: NotRequired[UUID | None]
    p_limit: NotRequired[Int4 | None]


RecentExecutionsResult: TypeAlias = StoredJson
"""Result of `recent_executions`."""


@with_config(INPUT)
class ReconcileSubmissionsArgs(TypedDict):
    """Arguments of `reconcile_submissions`.

    Updates a competition's submissions from Kaggle's list: an array of {kaggle_submission_id,
    file_name, description, submitted_at, status, public_score, private_score, error_message}.
    Matched by id, else by file name and description: the one whose time of arrival is nearest, or
    that was prepared last before it. With p_is_complete, unknown ones that are not listed fail and
    release their slot, unless a listed one matches nothing and could be it; p_listed_at, when
    Kaggle was asked, excludes those that became unknown later. Returns how many were matched, newly
    scored, newly failed, and the listed ids without a match. An invalid list is refused as a whole
    (KS242). A repeat is harmless.
    """

    p_competition_id: UUID
    p_listed: Json
    p_is_complete: NotRequired[Bool | None]
    p_listed_at: NotRequired[Timestamp | None]


class ReconcileSubmissionsRow(Row, frozen=True):
    """One row of the result of `reconcile_submissions`."""

    table: ClassVar[str] = "reconcile_submissions"
    select: ClassVar[str] = "matched,scored,failed,unrecognised"
    matched: int | None
    scored: int | None
    failed: int | None
    unrecognised: list[str] | None


ReconcileSubmissionsResult: TypeAlias = list[ReconcileSubmissionsRow]
"""Result of `reconcile_submissions`."""


@with_config(INPUT)
class RecordArtifactArgs(TypedDict):
    """Arguments of `record_artifact`.

    Records a file that is stored at p_uri, and returns its row. Under a job's lease it is linked to
    that job unless p_training_job_id names another. The same file with the same kind and links is
    recorded once: a repeat returns the row. A worker records files of its own execution only
    (KS301, KS302).
    """

    p_id: UUID
    p_execution_id: UUID
    p_kind: Text
    p_name: Text
    p_uri: Text
    p_sha256: Text
    p_size_bytes: Int8
    p_training_job_id: NotRequired[UUID | None]
    p_submission_id: NotRequired[UUID | None]
    p_code_id: NotRequired[UUID | None]


RecordArtifactResult: TypeAlias = list[Artifact]
"""Result of `record_artifact`."""


@with_config(INPUT)
class RecordMetricPointsArgs(TypedDict):
    """Arguments of `record_metric_points`.

    Stores metric points, one element of each array per point, in one transaction and returns how
    many were new. An array of one element is shared by all points (time, name, type, tags,
    execution, component); one id is that of the first point, and the others count up from it in its
    last eight digits. Points have ids and times, so a repeat is harmless. A point of a deleted
    execution is kept, with the id in its tags, even if they are full.
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
"""Result of `record_metric_points`."""


@with_config(INPUT)
class RecordMetricsArgs(TypedDict):
    """Arguments of `record_metrics`.

    Stores metrics measured now in one transaction and returns their number. A repeat stores them
    again: record_metric_points() has ids.
    """

    p_metrics: Sequence[MetricRow]


RecordMetricsResult: TypeAlias = int
"""Result of `record_metrics`."""


@with_config(INPUT)
class RecordStepArgs(TypedDict):
    """Arguments of `record_step`.

    Records the result of a step under the execution's lease, and returns it as stored: the first
    one, if there is one of this name in the round. p_round is the execution's current round (KS261
    for another one), or 0 for the whole execution. Refused once the lease is lost (KS210), and
    after 10,000 steps of an execution (KS260). A repeat is harmless.
    """

    p_execution_id: UUID
    p_lease_id: UUID
    p_round: Int4
    p_name: Name
    p_result: NotRequired[Json | None]
    p_duration_seconds: NotRequired[Float | None]


RecordStepResult: TypeAlias = list[ExecutionStep]
"""Result of `record_step`."""


@with_config(INPUT)
class RefreshExecutionSummaryArgs(TypedDict):
    """Arguments of `refresh_execution_summary`.

    Refreshes the materialized view kaggle_store.execution_summary, for readers by SQL, concurrently
    with them. The view execution_summary needs no refresh. A repeat is harmless.
    """


RefreshExecutionSummaryResult: TypeAlias = None
"""Result of `refresh_execution_summary`."""


@with_config(INPUT)
class ReleaseDeliveriesArgs(TypedDict):
    """Arguments of `release_deliveries`.

    Gives back the deliveries of a claim that are not being sent, and returns how many. A repeat is
    harmless.
    """

    p_claim_id: UUID


ReleaseDeliveriesResult: TypeAlias = int
"""Result of `release_deliveries`."""


@with_config(INPUT)
class ReleaseExecutionArgs(TypedDict):
    """Arguments of `release_execution`.

    Releases the lease; the execution can be claimed again after p_delay_seconds (30 days at most),
    and the attempt does not count. Refused once the lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_delay_seconds: NotRequired[Float | None]


ReleaseExecutionResult: TypeAlias = list[AgentExecution]
"""Result of `release_execution`."""


@with_config(INPUT)
class ReleaseTrainingJobArgs(TypedDict):
    """Arguments of `release_training_job`.

    Releases the lease; the job can be claimed again after p_delay_seconds (30 days at most), and
    the attempt does not count. Refused once the lease is lost (KS210). A repeat is harmless.
    """

    p_id: UUID
    p_lease_id: UUID
    p_delay_seconds: NotRequired[Float | None]


ReleaseTrainingJobResult: TypeAlias = list[TrainingJob]
"""Result of `release_training_job`."""


@with_config(INPUT)
class RemoveStoreMemberArgs(TypedDict):
    """Arguments of `remove_store_member`.

    Removes a member, named by id or e-mail address, and returns what it was; refused unless there
    is exactly one (KS360). It takes effect at the member's next request. The last admin can be
    removed too: the secret key adds another one.
    """

    p_user: Text


RemoveStoreMemberResult: TypeAlias = list[StoreMember]
"""Result of `remove_store_member`."""


@with_config(INPUT)
class ReportGpuMachinesArgs(TypedDict):
    """Arguments of `report_gpu_machines`.

    Compares the complete list of a provider's machines (an array of objects with instance_id, state
    running or stopped, and label, price_per_hour and started_at where known; else KS222) with the
    live sessions. Returns the running machines without a session, by instance id, and the sessions
    without a running machine, by id; each is noticed until it is gone. A repeat is harmless.
    """

    p_provider: Text
    p_machines: Json


ReportGpuMachinesResult: TypeAlias = StoredJson
"""Result of `report_gpu_machines`."""


@with_config(INPUT)
class ReportTrainingProgressArgs(TypedDict):
    """Arguments of `report_training_progress`.

    Records training progress: metrics by name (NaN and infinities as strings), the validation
    score, epoch and step, memory in gigabytes, GPU utilisation in percent. Keeps the best
    validation score by the competition's direction, the latest and best of each metric, and the
    peak memory; the series go to system_metrics with the job, its attempt, step and epoch in their
    tags. A repeat with the same p_measured_at is harmless. Refused once the job's lease is lost
    (KS210).
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
"""Result of `report_training_progress`."""


@with_config(INPUT)
class RequestConfigurationReadingArgs(TypedDict):
    """Arguments of `request_configuration_reading`.

    Records who reads the value of a setting, and why if a reason of 3 to 500 characters is given
    (KS323), and returns a ticket that reveal_configuration() accepts for a minute.
    """

    p_key: Text
    p_reason: NotRequired[Text | None]


RequestConfigurationReadingResult: TypeAlias = UUID
"""Result of `request_configuration_reading`."""


@with_config(INPUT)
class RequestGpuTerminationArgs(TypedDict):
    """Arguments of `request_gpu_termination`.

    Requests the termination of a live session and returns the session: its next heartbeat returns
    should_stop, and it is due. A repeat is harmless.
    """

    p_id: UUID
    p_reason: NotRequired[Name | None]


RequestGpuTerminationResult: TypeAlias = list[GpuSession]
"""Result of `request_gpu_termination`."""


@with_config(INPUT)
class RequestInterventionArgs(TypedDict):
    """Arguments of `request_intervention`.

    Opens an intervention and returns it as stored. The priority sets the deadline (critical 15
    minutes, high 1 hour, medium 4 hours, low 24 hours) unless one is given. With p_pauses_execution
    the execution waits in human_review. If one on the same subject is open, that one is returned.
    The response data, and the proposal that a person approves or edits, must satisfy
    p_response_schema. p_timeout_action decides in place of a person at the deadline, or escalates.
    A repeat is harmless.
    """

    p_id: UUID
    p_execution_id: UUID
    p_intervention_type: InterventionType
    p_title: Name
    p_description: Text
    p_priority: NotRequired[InterventionPriority | None]
    p_subject: NotRequired[Name | None]
    p_context_data: NotRequired[Json | None]
    p_assigned_to: NotRequired[Name | None]
    p_response_schema: NotRequired[Json | None]
    p_sla_deadline: NotRequired[Timestamp | None]
    p_pauses_execution: NotRequired[Bool | None]
    p_allowed_decisions: NotRequired[Sequence[InterventionDecision | None] | None]
    p_proposal: NotRequired[Json | None]
    p_timeout_action: NotRequired[TimeoutAction | None]


RequestInterventionResult: TypeAlias = list[HumanIntervention]
"""Result of `request_intervention`."""


@with_config(INPUT)
class RequestSshReadingArgs(TypedDict):
    """Arguments of `request_ssh_reading`.

    Records who reads the SSH credentials of a live session and why, and returns a ticket that
    reveal_ssh_connection_info() accepts for a minute. Refused without a reason (KS323) and once the
    session has ended (KS322).
    """

    p_id: UUID
    p_reason: Text


RequestSshReadingResult: TypeAlias = UUID
"""Result of `request_ssh_reading`."""


@with_config(INPUT)
class ResolveDeliveriesArgs(TypedDict):
    """Arguments of `resolve_deliveries`.

    Sends failed and unknown deliveries again, from their first attempt, or withdraws them: those
    with these ids, or of this channel, or all. An unknown one may arrive twice. Returns how many. A
    repeat is harmless.
    """

    p_send_again: Bool
    p_ids: NotRequired[Sequence[UUID | None] | None]
    p_channel: NotRequired[Text | None]


ResolveDeliveriesResult: TypeAlias = int
"""Result of `resolve_deliveries`."""


@with_config(INPUT)
class RespondInterventionArgs(TypedDict):
    """Arguments of `respond_intervention`.

    Responds to an intervention in the name of the signed-in person or else of p_responded_by:
    approve the proposal as it is, edit (with the changed data), reject (with the reason as
    p_response), or respond with text or data. Data must satisfy the schema. The last open response
    resumes a waiting execution where it was. A response is given once (KS250); a repeat of it is
    harmless.
    """

    p_id: UUID
    p_decision: InterventionDecision
    p_response: NotRequired[Text | None]
    p_response_data: NotRequired[Json | None]
    p_responded_by: NotRequired[Name | None]


RespondInterventionResult: TypeAlias = list[HumanIntervention]
"""Result of `respond_intervention`."""


@with_config(INPUT)
class RestoreExecutionArgs(TypedDict):
    """Arguments of `restore_execution`.

    Restores an execution from the archive with all of its rows, under the same ids and equal in
    every column, and returns it; it leaves the archive. A damaged archive (KS342) or one that would
    be restored changed (KS343) is refused without effect. It stays for retention.restored_days
    before it is archived again. A repeat returns it.
    """

    p_id: UUID


RestoreExecutionResult: TypeAlias = list[AgentExecution]
"""Result of `restore_execution`."""


@with_config(INPUT)
class RevealConfigurationArgs(TypedDict):
    """Arguments of `reveal_configuration`.

    Returns the value of a setting, decrypted where it is encrypted, to the caller that requested it
    by request_configuration_reading() in the last minute (KS325). Refused where the key is missing
    (KS310) or replaced (KS311).
    """

    p_key: Text
    p_ticket: UUID


RevealConfigurationResult: TypeAlias = StoredJson
"""Result of `reveal_configuration`."""


@with_config(INPUT)
class RevealSshConnectionInfoArgs(TypedDict):
    """Arguments of `reveal_ssh_connection_info`.

    Returns the SSH credentials of a live session to the caller that requested them by
    request_ssh_reading() in the last minute (KS325); null where none are stored. Refused once the
    session has ended (KS322).
    """

    p_id: UUID
    p_ticket: UUID


RevealSshConnectionInfoResult: TypeAlias = StoredJson | None
"""Result of `reveal_ssh_connection_info`."""


@with_config(INPUT)
class RotateEncryptionKeyArgs(TypedDict):
    """Arguments of `rotate_encryption_key`.

    Creates a new key and encrypts every setting and all SSH credentials again under it, in one
    transaction: all or nothing. Those that cannot be decrypted are listed, and nothing changes
    (KS314). Returns the new version and how many there were. Each call creates another key.
    """


class RotateEncryptionKeyRow(Row, frozen=True):
    """One row of the result of `rotate_encryption_key`."""

    table: ClassVar[str] = "rotate_encryption_key"
    select: ClassVar[str] = "version,configurations,gpu_sessions"
    version: int
    configurations: int
    gpu_sessions: int


RotateEncryptionKeyResult: TypeAlias = list[RotateEncryptionKeyRow]
"""Result of `rotate_encryption_key`."""


@with_config(INPUT)
class RunRetentionArgs(TypedDict):
    """Arguments of `run_retention`.

    Drops the partitions of system_metrics that are wholly past their retention (90 days, or the
    setting retention.metrics_days) and purges rows of that age from the default partition; with the
    setting retention.export_metrics only what was exported; deletes notices and notifications of
    answered interventions after 90 days (retention.notices_days). Works for upkeep.batch_seconds at
    the most. Returns what was dropped, what was in use and is left for the next run, what was kept
    because it is not exported, how many rows were purged, how many notices and notifications were
    deleted, and whether more is left. A setting out of bounds is refused (KS340).
    """


class RunRetentionRow(Row, frozen=True):
    """One row of the result of `run_retention`."""

    table: ClassVar[str] = "run_retention"
    select: ClassVar[str] = (
        "dropped_partitions,busy_partitions,kept_unexported,purged_rows,forgotten_notices,more_left"
    )
    dropped_partitions: list[str]
    busy_partitions: list[str]
    kept_unexported: list[str]
    purged_rows: int
    forgotten_notices: int
    more_left: bool


RunRetentionResult: TypeAlias = list[RunRetentionRow]
"""Result of `run_retention`."""


@with_config(INPUT)
class RunUpkeepArgs(TypedDict):
    """Arguments of `run_upkeep`.

    Runs a task of upkeep and returns its outcome; with p_only_when_due only if its last run is long
    enough ago. A task that runs on another machine, or is not due, is skipped; one that fails, or
    whose statement is cancelled, is undone and returns the error. A task that was done or failed
    leaves a record in upkeep_runs, with p_run_by as the caller's name; with the p_run_id of
    start_upkeep() it ends that record. A repeat is harmless.
    """

    p_task: UpkeepTask
    p_only_when_due: NotRequired[Bool | None]
    p_run_by: NotRequired[Name | None]
    p_run_id: NotRequired[UUID | None]


class RunUpkeepRow(Row, frozen=True):
    """One row of the result of `run_upkeep`."""

    table: ClassVar[str] = "run_upkeep"
    select: ClassVar[str] = "task,outcome,duration_seconds,counts,more_left,error_code,error"
    task: UpkeepTask | str
    outcome: UpkeepOutcome | str
    duration_seconds: float
    counts: StoredJson
    more_left: bool
    error_code: str | None
    error: str | None


RunUpkeepResult: TypeAlias = list[RunUpkeepRow]
"""Result of `run_upkeep`."""


@with_config(INPUT)
class SetConfigurationArgs(TypedDict):
    """Arguments of `set_configuration`.

    Sets a setting and returns it as stored; omitted arguments keep what is stored (new settings:
    type `system`, neither encrypted nor sensitive). An encrypted value is sensitive unless set
    otherwise, and stays encrypted (KS321); without a key nothing is stored (KS310). A repeat
    changes nothing.
    """

    p_key: Name
    p_value: Json
    p_type: NotRequired[ConfigType | None]
    p_description: NotRequired[Text | None]
    p_encrypted: NotRequired[Bool | None]
    p_sensitive: NotRequired[Bool | None]


SetConfigurationResult: TypeAlias = list[Configuration]
"""Result of `set_configuration`."""


@with_config(INPUT)
class SetSshConnectionInfoArgs(TypedDict):
    """Arguments of `set_ssh_connection_info`.

    Stores the SSH credentials of a live session (any JSON up to 64 kB), encrypted; null removes
    them. Refused once the session has ended (KS322). A repeat is harmless.
    """

    p_id: UUID
    p_ssh_connection_info: Json | None


SetSshConnectionInfoResult: TypeAlias = None
"""Result of `set_ssh_connection_info`."""


@with_config(INPUT)
class StartDeliveryArgs(TypedDict):
    """Arguments of `start_delivery`.

    Marks a claimed delivery as being sent, for p_lease_seconds, and returns true: call it directly
    before the message is sent, and finish_delivery() afterwards. Returns false where the message is
    no longer needed. Refused once the claim is lost (KS210). A repeat returns the same, and the
    lease begins again.
    """

    p_id: UUID
    p_claim_id: UUID
    p_lease_seconds: NotRequired[Float | None]


StartDeliveryResult: TypeAlias = bool
"""Result of `start_delivery`."""


@with_config(INPUT)
class StartUpkeepArgs(TypedDict):
    """Arguments of `start_upkeep`.

    Records that run_upkeep() is about to be called with this p_run_id, in a transaction of its own:
    where the run is cut off, its start remains. Returns false and records nothing where the task is
    not due or runs elsewhere. A repeat is harmless.
    """

    p_run_id: UUID
    p_task: UpkeepTask
    p_only_when_due: NotRequired[Bool | None]
    p_run_by: NotRequired[Text | None]


StartUpkeepResult: TypeAlias = bool
"""Result of `start_upkeep`."""


@with_config(INPUT)
class StoreHealthArgs(TypedDict):
    """Arguments of `store_health`.

    The state of the store, one row per subject: what was found, and what to do about it; `facts` is
    the same for programs. A repeat is harmless.
    """


class StoreHealthRow(Row, frozen=True):
    """One row of the result of `store_health`."""

    table: ClassVar[str] = "store_health"
    select: ClassVar[str] = "subject,state,found,remedy,facts"
    subject: str
    state: HealthState | str
    found: str
    remedy: str | None
    facts: StoredJson


StoreHealthResult: TypeAlias = list[StoreHealthRow]
"""Result of `store_health`."""


@with_config(INPUT)
class StoreIsMembersOnlyArgs(TypedDict):
    """Arguments of `store_is_members_only`.

    Whether only members may use the store; false: every signed-in user of the project.
    """


StoreIsMembersOnlyResult: TypeAlias = bool
"""Result of `store_is_members_only`."""


@with_config(INPUT)
class UpsertCompetitionsArgs(TypedDict):
    """Arguments of `upsert_competitions`.

    Stores discovered competitions in one transaction: new ones are added, known ones (by kaggle_id)
    are updated. A null or missing field keeps the stored value, source_record is merged, and the
    last of several items with one kaggle_id wins. A repeat changes nothing.
    """

    p_competitions: Json


UpsertCompetitionsResult: TypeAlias = list[Competition]
"""Result of `upsert_competitions`."""


@with_config(INPUT)
class ValidateCodeArgs(TypedDict):
    """Arguments of `validate_code`.

    Stores the validation result of exactly this content. Refused if the content has changed
    (KS230). A repeat is harmless.
    """

    p_id: UUID
    p_content_sha256: Text
    p_validation_status: ValidationStatus
    p_validation_errors: NotRequired[Sequence[Text | None] | None]


ValidateCodeResult: TypeAlias = list[GeneratedCode]
"""Result of `validate_code`."""


@with_config(INPUT)
class ValidateHyperparametersArgs(TypedDict):
    """Arguments of `validate_hyperparameters`.

    Whether hyperparameters have a positive learning_rate and a positive whole number of epochs.
    Wrong types and JSON nulls are false; SQL null passes; it never raises.
    """

    params: Json | None


ValidateHyperparametersResult: TypeAlias = bool | None
"""Result of `validate_hyperparameters`."""
