# Generated from supabase/migrations by `make models`; do not edit.
"""The typed methods of each table."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaggle_store.resources._tables.agent_executions import AgentExecutionsTable
    from kaggle_store.resources._tables.archived_executions import ArchivedExecutionsTable
    from kaggle_store.resources._tables.artifacts import ArtifactsTable
    from kaggle_store.resources._tables.audit_log import AuditLogTable
    from kaggle_store.resources._tables.competitions import CompetitionsTable
    from kaggle_store.resources._tables.configurations import ConfigurationsTable
    from kaggle_store.resources._tables.execution_steps import ExecutionStepsTable
    from kaggle_store.resources._tables.generated_code import GeneratedCodeTable
    from kaggle_store.resources._tables.gpu_sessions import GpuSessionsTable
    from kaggle_store.resources._tables.gpu_terminations import GpuTerminationsTable
    from kaggle_store.resources._tables.human_interventions import HumanInterventionsTable
    from kaggle_store.resources._tables.intervention_notifications import (
        InterventionNotificationsTable,
    )
    from kaggle_store.resources._tables.notices import NoticesTable
    from kaggle_store.resources._tables.notification_deliveries import NotificationDeliveriesTable
    from kaggle_store.resources._tables.research_results import ResearchResultsTable
    from kaggle_store.resources._tables.submissions import SubmissionsTable
    from kaggle_store.resources._tables.system_metrics import SystemMetricsTable
    from kaggle_store.resources._tables.training_jobs import TrainingJobsTable
    from kaggle_store.resources._tables.upkeep_runs import UpkeepRunsTable
else:
    from kaggle_store._lazy import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "AgentExecutionsTable": "agent_executions",
            "ArchivedExecutionsTable": "archived_executions",
            "ArtifactsTable": "artifacts",
            "AuditLogTable": "audit_log",
            "CompetitionsTable": "competitions",
            "ConfigurationsTable": "configurations",
            "ExecutionStepsTable": "execution_steps",
            "GeneratedCodeTable": "generated_code",
            "GpuSessionsTable": "gpu_sessions",
            "GpuTerminationsTable": "gpu_terminations",
            "HumanInterventionsTable": "human_interventions",
            "InterventionNotificationsTable": "intervention_notifications",
            "NoticesTable": "notices",
            "NotificationDeliveriesTable": "notification_deliveries",
            "ResearchResultsTable": "research_results",
            "SubmissionsTable": "submissions",
            "SystemMetricsTable": "system_metrics",
            "TrainingJobsTable": "training_jobs",
            "UpkeepRunsTable": "upkeep_runs",
        },
    )

__all__ = [
    "AgentExecutionsTable",
    "ArchivedExecutionsTable",
    "ArtifactsTable",
    "AuditLogTable",
    "CompetitionsTable",
    "ConfigurationsTable",
    "ExecutionStepsTable",
    "GeneratedCodeTable",
    "GpuSessionsTable",
    "GpuTerminationsTable",
    "HumanInterventionsTable",
    "InterventionNotificationsTable",
    "NoticesTable",
    "NotificationDeliveriesTable",
    "ResearchResultsTable",
    "SubmissionsTable",
    "SystemMetricsTable",
    "TrainingJobsTable",
    "UpkeepRunsTable",
]
