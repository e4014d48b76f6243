# Generated from supabase/migrations by `make models`; do not edit.
"""The typed methods of each table."""

from kaggle_store.resources._tables.agent_executions import AgentExecutionsTable
from kaggle_store.resources._tables.archived_executions import ArchivedExecutionsTable
from kaggle_store.resources._tables.audit_log import AuditLogTable
from kaggle_store.resources._tables.competitions import CompetitionsTable
from kaggle_store.resources._tables.configurations import ConfigurationsTable
from kaggle_store.resources._tables.generated_code import GeneratedCodeTable
from kaggle_store.resources._tables.gpu_sessions import GpuSessionsTable
from kaggle_store.resources._tables.human_interventions import HumanInterventionsTable
from kaggle_store.resources._tables.intervention_notifications import InterventionNotificationsTable
from kaggle_store.resources._tables.research_results import ResearchResultsTable
from kaggle_store.resources._tables.submissions import SubmissionsTable
from kaggle_store.resources._tables.system_metrics import SystemMetricsTable
from kaggle_store.resources._tables.training_jobs import TrainingJobsTable
from kaggle_store.resources._tables.upkeep_runs import UpkeepRunsTable

__all__ = [
    "AgentExecutionsTable",
    "ArchivedExecutionsTable",
    "AuditLogTable",
    "CompetitionsTable",
    "ConfigurationsTable",
    "GeneratedCodeTable",
    "GpuSessionsTable",
    "HumanInterventionsTable",
    "InterventionNotificationsTable",
    "ResearchResultsTable",
    "SubmissionsTable",
    "SystemMetricsTable",
    "TrainingJobsTable",
    "UpkeepRunsTable",
]
