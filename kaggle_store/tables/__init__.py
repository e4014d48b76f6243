# Generated from supabase/migrations by `make models`; do not edit.
"""The typed verbs that every table has."""

from kaggle_store.tables.agent_executions import AgentExecutionsTable
from kaggle_store.tables.archived_executions import ArchivedExecutionsTable
from kaggle_store.tables.competitions import CompetitionsTable
from kaggle_store.tables.configurations import ConfigurationsTable
from kaggle_store.tables.generated_code import GeneratedCodeTable
from kaggle_store.tables.gpu_sessions import GpuSessionsTable
from kaggle_store.tables.history import HistoryTable
from kaggle_store.tables.human_interventions import HumanInterventionsTable
from kaggle_store.tables.intervention_notifications import InterventionNotificationsTable
from kaggle_store.tables.research_results import ResearchResultsTable
from kaggle_store.tables.submissions import SubmissionsTable
from kaggle_store.tables.system_metrics import SystemMetricsTable
from kaggle_store.tables.training_jobs import TrainingJobsTable
from kaggle_store.tables.upkeep_runs import UpkeepRunsTable

__all__ = [
    "AgentExecutionsTable",
    "ArchivedExecutionsTable",
    "CompetitionsTable",
    "ConfigurationsTable",
    "GeneratedCodeTable",
    "GpuSessionsTable",
    "HistoryTable",
    "HumanInterventionsTable",
    "InterventionNotificationsTable",
    "ResearchResultsTable",
    "SubmissionsTable",
    "SystemMetricsTable",
    "TrainingJobsTable",
    "UpkeepRunsTable",
]
