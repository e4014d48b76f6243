"""What the catalog does not say: names, the rows a view shows, and what is heavy to read."""

SCHEMAS = ("public", "kaggle_store")
"""What the store owns: the API, and its internals with their enums and domains."""

API_ROLES = ("authenticated", "admin", "service_role", "kaggle_worker")
"""The roles that clients act as; what none of them may write or call is not generated."""

STEMS = {"audit_log": "AuditEntry", "generated_code": "GeneratedCode"}
"""Class names of tables whose plural does not end in s; for the rest it is dropped."""

NOUNS = {
    "audit_log": "audit log entry",
    "gpu_sessions": "GPU session",
    "generated_code": "file of code",
    "system_metrics": "metric",
}
"""What one row is called in docstrings, where it is not the table's name in the singular."""

HEAVY = {
    "generated_code": ("code_content",),
    "research_results": ("raw_response",),
}
"""Columns that lists leave out unless they are asked for."""

NOT_SHOWN = {"configurations": ("config_value",)}
"""Columns that may hold a secret: a row that is printed leaves them out."""

NATURAL_KEYS = {
    "competitions": ("kaggle_id",),
    "configurations": ("config_key",),
    "gpu_sessions": ("provider", "instance_id"),
    "submissions": ("kaggle_submission_id",),
}
"""The unique key that people and other systems know a row by."""

LIKE = {
    "competition_dashboard": "competitions",
    "execution_progress": "agent_executions",
    "execution_summary": "agent_executions",
    "metric_row": "system_metrics",
    "research_row": "research_results",
}
"""Views and composite types that carry a table's columns.

A column of the same name and type takes the table's comment, and never being null; a composite
type's field also takes its limits.
"""

NOT_NULL = {
    "competition_dashboard": {"execution_count"},
    "execution_progress": {
        "competition_title",
        "deadline",
        "pending_interventions",
        "is_overdue",
    },
    "execution_summary": {
        "research_count",
        "code_files_count",
        "training_jobs_count",
        "submissions_count",
    },
    "archive_executions": {"archived", "busy", "refused", "more_left"},
    "close_leftovers": {
        "cancelled_jobs",
        "withdrawn_interventions",
        "forgotten_claims",
        "forgotten_readings",
    },
    "insert_research_results": {"inserted", "skipped"},
    "ensure_metric_partitions": {"partition_name", "moved_rows"},
    "integrity_report": {"table_name", "row_count", "findings", "details", "examples"},
    "metric_buckets": {"bucket", "first_at", "last_at", "points", "last_value"},
    "read_archived_rows": {"place", "line"},
    "rotate_encryption_key": {"version", "configurations", "gpu_sessions"},
    "run_retention": {"dropped_partitions", "busy_partitions", "purged_rows"},
    "run_upkeep": {"task", "outcome", "duration_seconds", "counts", "more_left"},
    "store_health": {"subject", "state", "found", "facts"},
}
"""Computed columns of views and functions that are never null; the rest may be."""

NULLABLE_RESULTS = {
    "encrypt_config_value",
    "reveal_ssh_connection_info",
    "validate_hyperparameters",
}
"""Functions whose single value may be null; the rest always answer."""

NULLABLE_ARGUMENTS = {
    "validate_hyperparameters": {"params"},
    "correct_metric_direction": {"p_metric_direction"},
    "set_ssh_connection_info": {"p_ssh_connection_info"},
}
"""Arguments without a default that may be null all the same."""
