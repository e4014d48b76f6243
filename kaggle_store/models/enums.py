# Generated from supabase/migrations by `make models`; do not edit.
"""The closed lists, as the words that the database knows."""

from typing import Literal, TypeAlias

CodeType: TypeAlias = Literal[
    "eda", "preprocessing", "model", "training", "inference", "submission"
]
"""Which part of the pipeline a piece of code is."""
ConfigType: TypeAlias = Literal["system", "api", "gpu", "model", "notification"]
"""What a setting is about."""
DataAvailability: TypeAlias = Literal["public", "private", "restricted"]
"""Who may have a competition's data."""
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
"""Where an agent's run through a competition stands."""
GpuSessionStatus: TypeAlias = Literal["provisioning", "running", "idle", "terminated", "failed"]
"""Where a rented GPU machine stands."""
HealthState: TypeAlias = Literal["fine", "warning", "problem"]
"""How a part of the store stands: fine, soon to be looked after, or broken."""
InterventionPriority: TypeAlias = Literal["low", "medium", "high", "critical"]
"""How soon a person's answer is needed."""
InterventionStatus: TypeAlias = Literal["pending", "reviewed", "approved", "rejected", "escalated"]
"""What has come of a question to a person."""
InterventionType: TypeAlias = Literal[
    "approval_required", "error_review", "strategy_change", "manual_override"
]
"""Why a person is asked."""
LeaseEnd: TypeAlias = Literal["released", "retried", "failed", "completed"]
"""How a lease was given back by its holder."""
MetricDirection: TypeAlias = Literal["maximize", "minimize"]
"""Whether a higher or a lower score is better."""
MetricType: TypeAlias = Literal["counter", "gauge", "histogram"]
"""How a metric's values relate: a running total, a reading, or one of a distribution."""
ProblemType: TypeAlias = Literal[
    "tabular", "nlp", "cv", "time_series", "audio", "multimodal", "simulation", "other"
]
"""What kind of data a competition is about."""
ResearchType: TypeAlias = Literal[
    "academic_papers", "kaggle_solutions", "documentation", "code_examples"
]
"""What kind of source a finding comes from."""
ResumeReason: TypeAlias = Literal["fresh", "retry", "reclaimed", "answered"]
"""Why work is taken up: for the first time, after a failure, after its worker was lost, or after
a person's answer.
"""
SubmissionStatus: TypeAlias = Literal[
    "pending", "submitted", "scored", "failed", "disqualified", "unknown"
]
"""Where a submission stands; `unknown` is an upload whose outcome nobody saw."""
TrainingJobStatus: TypeAlias = Literal["queued", "running", "completed", "failed", "cancelled"]
"""Where a training job stands."""
UpkeepOutcome: TypeAlias = Literal["done", "failed", "elsewhere", "not_due"]
"""What came of a task: it was done, it failed, another machine is at it, or it is too soon."""
UpkeepTask: TypeAlias = Literal[
    "overdue_questions",
    "gpu_sessions",
    "leftovers",
    "metric_partitions",
    "metrics_retention",
    "archive",
    "execution_summary",
]
"""A task of upkeep, in the order in which they are done."""
ValidationStatus: TypeAlias = Literal["pending", "valid", "invalid", "needs_review"]
"""What checking a piece of code has found."""
