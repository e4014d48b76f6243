"""Settings that the catalog does not contain: names, keys, heavy columns, nullability."""

SCHEMAS = ("public", "kaggle_store")
"""The project's schemas: the API, and the internals with their enums and domains."""

API_ROLES = ("authenticated", "admin", "service_role", "kaggle_worker")
"""The client roles; what none of them may write or call is not generated."""

STEMS = {"audit_log": "AuditEntry", "generated_code": "GeneratedCode"}
"""Class names of tables whose singular is not the name without s."""

NOUNS = {
    "audit_log": "audit log entry",
    "gpu_sessions": "GPU session",
    "gpu_terminations": "GPU termination",
    "generated_code": "file of code",
    "system_metrics": "metric",
}
"""A row's name in docstrings, if it is not the table's singular."""

HEAVY = {
    "execution_steps": ("result",),
    "generated_code": ("code_content",),
    "research_results": ("raw_response",),
}
"""Columns that lists leave out by default."""

HAND_WRITTEN = {"artifacts": {"get"}}
"""Methods that a table's resource has itself, with another meaning."""

BASES = {"human_interventions": ("_answers", "AnsweredRow")}
"""Hand-written base classes of rows, besides `Row`: their module and name."""

NOT_SHOWN = {"configurations": ("config_value",)}
"""Columns that may contain a secret: the repr of a row leaves them out."""

NATURAL_KEYS = {
    "competitions": ("kaggle_id",),
    "configurations": ("config_key",),
    "gpu_sessions": ("provider", "instance_id"),
    "submissions": ("kaggle_submission_id",),
}
"""The unique key by which people and other systems identify a row."""

UNIQUE_WHILE_LIVE = {"gpu_sessions"}
"""Tables whose natural key is unique among live rows only; `find` and `upsert` are hand-written."""

LIKE = {
    "competition_dashboard": "competitions",
    "execution_costs": "agent_executions",
    "execution_progress": "agent_executions",
    "execution_summary": "agent_executions",
    "metric_row": "system_metrics",
    "research_row": "research_results",
    "submission_ranking": "submissions",
}
"""Views and composite types that contain a table's columns.

A column of the same name and type inherits the table's comment and NOT NULL; a composite type's
field also inherits its limits.
"""

NOT_NULL = {
    "competition_dashboard": {"execution_count"},
    "execution_costs": {
        "execution_id",
        "gpu_dollars",
        "research_dollars",
        "code_dollars",
        "total_dollars",
        "research_tokens",
        "code_tokens",
        "improvements",
    },
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
    "code_node": {
        "id",
        "code_type",
        "file_name",
        "validation_status",
        "created_at",
        "depth",
        "children",
        "jobs",
        "outcome",
        "failures",
        "is_on_path_to_best",
        "is_open",
    },
    "archive_executions": {"archived", "busy", "refused", "more_left"},
    "list_artifact_removals": {"id", "execution_id", "name", "uri", "sha256"},
    "close_leftovers": {
        "cancelled_jobs",
        "withdrawn_interventions",
        "forgotten_claims",
        "forgotten_readings",
        "more_left",
    },
    "insert_research_results": {"inserted", "skipped"},
    "ensure_metric_partitions": {"partition_name", "moved_rows"},
    "integrity_report": {"table_name", "row_count", "findings", "details", "examples"},
    "metric_buckets": {"bucket", "first_at", "last_at", "points", "last_value"},
    "list_metric_exports": {
        "month",
        "export_id",
        "uri",
        "row_count",
        "manifest_sha256",
        "exported_at",
    },
    "metric_names": {"metric_name", "first_at", "last_at", "points", "last_value"},
    "probe_disk": {"subject", "state", "found", "facts"},
    "read_archived_rows": {"place", "line"},
    "rotate_encryption_key": {"version", "configurations", "gpu_sessions"},
    "run_retention": {
        "dropped_partitions",
        "busy_partitions",
        "kept_unexported",
        "purged_rows",
        "forgotten_notices",
        "more_left",
    },
    "run_upkeep": {"task", "outcome", "duration_seconds", "counts", "more_left"},
    "store_health": {"subject", "state", "found", "facts"},
}
"""Computed columns of views and functions that are never null; the rest may be."""

NULLABLE_RESULTS = {
    "encrypt_config_value",
    "reveal_ssh_connection_info",
    "validate_hyperparameters",
}
"""Functions whose single value may be null."""

NULLABLE_ARGUMENTS = {
    "validate_hyperparameters": {"params"},
    "correct_metric_direction": {"p_metric_direction"},
    "set_ssh_connection_info": {"p_ssh_connection_info"},
}
"""Arguments without a default that may be null."""

NAME_ARGUMENTS = {
    "approve_code": {"p_approved_by"},
    "claim_deliveries": {"p_notifier"},
    "claim_executions": {"p_worker"},
    "claim_gpu_terminations": {"p_supervisor"},
    "claim_training_jobs": {"p_worker"},
    "complete_training_job": {"p_model_artifacts_path", "p_logs_path"},
    "confirm_notification": {"p_notification_method"},
    "record_step": {"p_name"},
    "request_gpu_termination": {"p_reason"},
    "request_intervention": {"p_title", "p_subject", "p_assigned_to"},
    "respond_intervention": {"p_responded_by"},
    "run_upkeep": {"p_run_by"},
    "set_configuration": {"p_key"},
}
"""Text arguments that are stored as names, without control characters."""

LARGEST_MEASURED_JSON = 65_536
"""Bytes; larger bounds are left to the database, as measuring takes longer than sending."""
