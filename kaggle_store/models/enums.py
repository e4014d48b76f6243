# Generated from supabase/migrations by `make models`; do not edit.
"""The database's enums as `Literal` types."""

from typing import Literal, TypeAlias

CodeOutcome: TypeAlias = Literal["untried", "running", "succeeded", "failed"]
"""What became of a file of code."""
CodeType: TypeAlias = Literal[
    "eda", "preprocessing", "model", "training", "inference", "submission"
]
"""Which part of the pipeline a piece of code is."""
ConfigType: TypeAlias = Literal["system", "api", "gpu", "model", "notification"]
"""What a setting is about."""
DataAvailability: TypeAlias = Literal["public", "private", "restricted"]
"""Who may have a competition's data."""
DeliveryStatus: TypeAlias = Literal["pending", "sending", "sent", "failed", "unknown", "withdrawn"]
"""The state of a delivery: to be sent, being sent, sent, given up, interrupted while it was
being sent, or no longer needed.
"""
ExecutionStatus: TypeAlias = Literal[
    "pending",
    "data_acquisition",
    "research",
    "code_generation",
    "training",
    "human_review",
    "submission",
    "completed",
    "failed",
    "cancelled",
]
"""The state of an execution."""
GpuSessionStatus: TypeAlias = Literal["provisioning", "running", "idle", "terminated", "failed"]
"""The state of a GPU session."""
HealthState: TypeAlias = Literal["fine", "warning", "problem"]
"""The state of a part of the store: fine, needs attention soon, or broken."""
InterventionDecision: TypeAlias = Literal["approve", "edit", "reject", "respond"]
"""A response to an intervention: approve the proposal, edit it, reject it, or respond freely."""
InterventionPriority: TypeAlias = Literal["low", "medium", "high", "critical"]
"""How soon a response is needed."""
InterventionStatus: TypeAlias = Literal["pending", "reviewed", "approved", "rejected", "escalated"]
"""The state of an intervention."""
InterventionType: TypeAlias = Literal[
    "approval_required", "error_review", "strategy_change", "manual_override"
]
"""Why an intervention is needed."""
LeaseEnd: TypeAlias = Literal["released", "retried", "failed", "completed"]
"""How a lease was ended by its holder."""
MetricDirection: TypeAlias = Literal["maximize", "minimize"]
"""Whether a higher or a lower score is better."""
MetricDirectionSource: TypeAlias = Literal["given", "inferred"]
"""Whether a client gave a metric direction, or the database inferred it from the metric."""
MetricType: TypeAlias = Literal["counter", "gauge", "histogram"]
"""How a metric's values relate: a running total, a reading, or one of a distribution."""
NoticeKind: TypeAlias = Literal[
    "budget_80",
    "budget_100",
    "overdue_execution",
    "lost_worker",
    "unknown_submission",
    "better_score",
    "health",
]
"""What a notice is about."""
ProblemType: TypeAlias = Literal[
    "tabular", "nlp", "cv", "time_series", "audio", "multimodal", "simulation", "other"
]
"""What kind of data a competition is about."""
ResearchType: TypeAlias = Literal[
    "academic_papers", "kaggle_solutions", "documentation", "code_examples"
]
"""What kind of source a finding comes from."""
ResumeReason: TypeAlias = Literal["fresh", "retry", "reclaimed", "answered"]
"""Why work is claimed: for the first time, after a failure, after its worker's lease expired, or
after a person's response.
"""
SubmissionStatus: TypeAlias = Literal[
    "pending", "submitted", "scored", "failed", "disqualified", "unknown"
]
"""The state of a submission; `unknown` is an upload whose outcome was not observed."""
TimeoutAction: TypeAlias = Literal["escalate", "approve", "reject"]
"""What happens to an intervention without a response at its deadline."""
TrainingJobStatus: TypeAlias = Literal["queued", "running", "completed", "failed", "cancelled"]
"""The state of a training job."""
UpkeepOutcome: TypeAlias = Literal["running", "done", "failed", "elsewhere", "not_due"]
"""The outcome of a task: not known yet, done, failed, running on another machine, or not due
yet.
"""
UpkeepTask: TypeAlias = Literal[
    "overdue_interventions",
    "gpu_sessions",
    "leftovers",
    "metric_partitions",
    "metrics_retention",
    "archive",
    "execution_summary",
    "notices",
    "health_notices",
    "integrity_notices",
]
"""A task of upkeep, in the order in which they are done."""
ValidationStatus: TypeAlias = Literal["pending", "valid", "invalid", "needs_review"]
"""The validation result of a file of code."""
