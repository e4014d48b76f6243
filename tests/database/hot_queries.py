"""What is asked often, as rooms ask it, and what functions and upkeep do inside.

Each names the indexes that it must read; an index that nothing names would only cost writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.database.planning import Resources

CLIENTS = ("authenticated", "service_role")
# Under row level security the planner may not look at an enum's statistics, for its operators are
# not leakproof: to people every value seems common. What is open has an index of its own, which
# needs no statistics; for the rest the agent's plan alone is sure. docs/reading.md has figures.
AGENT = ("service_role",)
PERSON = ("authenticated",)
# Far below what the seed holds, and above the largest page.
MOST_ROWS = 1500


@dataclass(frozen=True)
class Asked:
    """A call, who makes it, what it has to read, and in how many partitions of metrics."""

    name: str
    ask: Callable[[Resources], object]
    indexes: frozenset[str]
    roles: tuple[str, ...] = CLIENTS
    partitions: int = 0


def asked(
    name: str,
    ask: Callable[[Resources], object],
    indexes: str,
    roles: tuple[str, ...] = CLIENTS,
    partitions: int = 0,
) -> Asked:
    return Asked(name, ask, frozenset(indexes.split()), roles, partitions)


@dataclass(frozen=True)
class Done:
    """Statements, what has to be read inside of them, and how much later they are called.

    `most` is how many rows a node may go through, `partitions` how many of metrics are read.
    """

    name: str
    statements: tuple[str, ...]
    indexes: frozenset[str]
    most: int = MOST_ROWS
    later: str = "0"
    partitions: int | None = None


def done(name: str, indexes: str, *statements: str, partitions: int | None = None) -> Done:
    return Done(name, statements, frozenset(indexes.split()), partitions=partitions)


def upkeep(name: str, indexes: str, statement: str, most: int = MOST_ROWS) -> Done:
    """What upkeep does a year after all that the seed holds, when it has the most to do."""
    return Done(name, (statement,), frozenset(indexes.split()), most, "400 days")


# Ids of the seed: the kind of row, then its number.
def id_of(kind: int, number: int) -> UUID:
    return UUID(f"{kind:08x}-0000-7000-8000-{number:012x}")


COMPETITION, EXECUTION, LIVE = id_of(1, 7), id_of(2, 77), id_of(2, 3)
NOW = datetime.now(UTC)
FEBRUARY = {
    "since": datetime(2025, 2, 3, tzinfo=UTC),
    "until": datetime(2025, 2, 10, tzinfo=UTC),
}

ASKED = [
    # Competitions
    asked("the dashboard's first page", lambda s: s.competitions.dashboard(),
          "idx_competitions_deadline idx_agent_executions_competition_id"
          " submissions_of_a_competition"),
    asked("NLP competitions", lambda s: s.competitions.list(problem_type="nlp"),
          "idx_competitions_problem_type", AGENT),
    asked("what the recommender found",
          lambda s: s.competitions.list(discovery_source="recommendation", order="deadline"),
          "idx_competitions_discovery_source"),
    asked("a competition by its name", lambda s: s.competitions.find("c-7"),
          "idx_competitions_kaggle_id"),
    asked("the competition's slots of today", lambda s: s.submissions.quota(COMPETITION),
          "competitions_pkey"),
    # Executions
    asked("what is under way", lambda s: s.agent_executions.progress(),
          "agent_executions_under_way competitions_pkey idx_gpu_sessions_execution_id"
          " idx_human_interventions_execution_id"),
    asked("what is in review and under way",
          lambda s: s.agent_executions.progress(status="human_review"),
          "agent_executions_under_way", PERSON),
    asked("the most urgent of all times",
          lambda s: s.agent_executions.list(order=("-priority", "created_at")),
          "idx_agent_executions_priority"),
    asked("the newest executions", lambda s: s.agent_executions.list(order="-created_at"),
          "idx_agent_executions_created_at"),
    asked("executions in review, in the order of their urgency",
          lambda s: s.agent_executions.list(
              status="human_review", order=("-priority", "created_at")),
          "agent_executions_under_way", PERSON),
    asked("executions in review", lambda s: s.agent_executions.list(status="human_review"),
          "idx_agent_executions_status", AGENT),
    asked("runs of a competition, newest first",
          lambda s: s.agent_executions.list(competition_id=COMPETITION, order="-created_at"),
          "idx_agent_executions_competition_id"),
    asked("an execution", lambda s: s.agent_executions.get(EXECUTION), "agent_executions_pkey"),
    asked("the next page by key", lambda s: s.agent_executions.iterate(page_size=50),
          "agent_executions_pkey"),
    asked("what an execution has made", lambda s: s.agent_executions.summary(EXECUTION),
          "idx_execution_summary_id"),
    asked("what an execution has cost", lambda s: s.agent_executions.costs(EXECUTION),
          "agent_executions_pkey idx_gpu_sessions_execution_id idx_research_results_execution_id"
          " idx_generated_code_execution_id idx_submissions_execution_id"),
    # Research and code
    asked("what an execution knows",
          lambda s: s.research_results.list(execution_id=EXECUTION, order="created_at"),
          "idx_research_results_execution_id"),
    asked("academic papers", lambda s: s.research_results.list(research_type="academic_papers"),
          "idx_research_results_research_type", AGENT),
    asked("the most relevant findings", lambda s: s.research_results.list(order="-relevance_score"),
          "idx_research_results_relevance_score"),
    asked("what a source has brought", lambda s: s.research_results.list(source_api="arxiv"),
          "idx_research_results_source_api"),
    asked("the pipeline of an execution", lambda s: s.generated_code.pipeline(EXECUTION),
          "idx_generated_code_execution_id"),
    asked("training scripts", lambda s: s.generated_code.list(code_type="training"),
          "idx_generated_code_code_type", AGENT),
    asked("every pipeline's last step", lambda s: s.generated_code.list(execution_order=9),
          "idx_generated_code_execution_order"),
    asked("code to validate", lambda s: s.generated_code.list(validation_status="pending"),
          "idx_generated_code_validation_status", AGENT),
    # Machines and jobs
    asked("an execution's machines", lambda s: s.gpu_sessions.list(execution_id=EXECUTION),
          "idx_gpu_sessions_execution_id"),
    asked("a provider's machines", lambda s: s.gpu_sessions.list(provider="lambda_labs"),
          "idx_gpu_sessions_provider"),
    asked("a machine by its provider's name",
          lambda s: s.gpu_sessions.list(provider="vast_ai", instance_id="i-7"),
          "an_instance_is_stored_once"),
    asked("running machines", lambda s: s.gpu_sessions.list(status="running"),
          "idx_gpu_sessions_status", AGENT),
    asked("machines to give back", lambda s: s.gpu_sessions.list(auto_terminate_at__lte=NOW),
          "idx_gpu_sessions_auto_terminate_at"),
    asked("an execution's jobs", lambda s: s.training_jobs.list(execution_id=EXECUTION),
          "idx_training_jobs_execution_id"),
    asked("a machine's jobs", lambda s: s.training_jobs.list(gpu_session_id=id_of(6, 77)),
          "idx_training_jobs_gpu_session_id"),
    asked("what has run this code", lambda s: s.training_jobs.list(code_id=id_of(5, 77)),
          "idx_training_jobs_code_id"),
    asked("running jobs, in the order of their urgency",
          lambda s: s.training_jobs.list(status="running", order=("-priority", "created_at")),
          "training_jobs_to_claim", PERSON),
    asked("running jobs", lambda s: s.training_jobs.list(status="running"),
          "idx_training_jobs_status", AGENT),
    asked("the best validation scores",
          lambda s: s.training_jobs.list(order="-best_validation_score"),
          "idx_training_jobs_best_validation_score"),
    # Submissions
    asked("an execution's submissions", lambda s: s.submissions.list(execution_id=EXECUTION),
          "idx_submissions_execution_id"),
    asked("a competition's submissions", lambda s: s.submissions.list(competition_id=COMPETITION),
          "submissions_of_a_competition"),
    asked("the best public scores", lambda s: s.submissions.list(order="-public_score"),
          "idx_submissions_public_score"),
    asked("what waits for its score", lambda s: s.submissions.list(submission_status="submitted"),
          "submissions_without_outcome", PERSON),
    asked("what waits for its score, to the agent",
          lambda s: s.submissions.list(submission_status="submitted"),
          "idx_submissions_submission_status", AGENT),
    asked("what was submitted today",
          lambda s: s.submissions.list(submitted_at__gte=NOW - timedelta(days=1)),
          "idx_submissions_submitted_at"),
    asked("what a job's model scored",
          lambda s: s.submissions.list(training_job_id=id_of(7, 77)),
          "idx_submissions_training_job_id"),
    asked("a submission by Kaggle's id", lambda s: s.submissions.find("77"),
          "a_kaggle_submission_is_stored_once"),
    asked("the ranking of a competition",
          lambda s: s.submissions.ranking(competition_id=COMPETITION),
          "submissions_of_a_competition"),
    asked("the best of an execution", lambda s: s.submissions.best(execution_id=EXECUTION),
          "idx_submissions_execution_id submissions_of_a_competition"),
    asked("where a submission comes from", lambda s: s.submissions.lineage(id_of(3, 77)),
          "submissions_pkey agent_executions_pkey idx_research_results_execution_id"),
    # Questions
    asked("an execution's open questions",
          lambda s: s.human_interventions.pending(execution_id=EXECUTION),
          "idx_human_interventions_execution_id"),
    asked("what awaits an answer", lambda s: s.human_interventions.pending(),
          "human_interventions_most_urgent", PERSON),
    asked("what waits for me", lambda s: s.human_interventions.pending(assigned_to="alice"),
          "human_interventions_open_of_person"),
    asked("escalated questions", lambda s: s.human_interventions.list(status="escalated"),
          "human_interventions_open", PERSON),
    asked("escalated questions, to the agent",
          lambda s: s.human_interventions.list(status="escalated"),
          "idx_human_interventions_status", AGENT),
    asked("critical questions of all times",
          lambda s: s.human_interventions.list(priority="critical"),
          "idx_human_interventions_priority", AGENT),
    asked("questions due this hour",
          lambda s: s.human_interventions.list(
              sla_deadline__gte=NOW, sla_deadline__lt=NOW + timedelta(hours=1)),
          "idx_human_interventions_sla_deadline"),
    asked("messages to send", lambda s: s.human_interventions.notifications(),
          "intervention_notifications_to_send"),
    # Metrics
    asked("an execution's series in a month",
          lambda s: s.system_metrics.series(id_of(2, 8), "loss-7", **FEBRUARY, page_size=20),
          "idx_system_metrics_execution_id", partitions=1),
    asked("a metric in a month",
          lambda s: s.system_metrics.list(
              metric_name="loss-7", timestamp__gte=FEBRUARY["since"],
              timestamp__lt=FEBRUARY["until"], order="timestamp"),
          "idx_system_metrics_metric_name", partitions=1),
    asked("the next page of metrics",
          lambda s: s.system_metrics.iterate(
              timestamp__gte=datetime(2025, 2, 27, tzinfo=UTC),
              timestamp__lt=datetime(2025, 3, 1, tzinfo=UTC), page_size=50),
          "system_metrics_pkey", partitions=1),
    # History and settings
    asked("what happened to a row", lambda s: s.audit_log.by_row("submissions", id_of(3, 77)),
          "idx_audit_log_row"),
    asked("what happened in an execution", lambda s: s.audit_log.of_execution(EXECUTION),
          "idx_audit_log_execution"),
    asked("what happened today",
          lambda s: s.audit_log.list(occurred_at__gte=NOW - timedelta(days=1)),
          "idx_audit_log_occurred_at"),
    asked("a setting", lambda s: s.configurations.get("k-7"), "idx_configurations_config_key"),
    asked("the notification settings",
          lambda s: s.configurations.list(config_type="notification"),
          "idx_configurations_config_type", AGENT),
    # Upkeep and the archive
    asked("the last runs of a task", lambda s: s.upkeep.runs(task="archive"),
          "idx_upkeep_runs_task", AGENT),
    asked("what is archived of a competition",
          lambda s: s.archive.list(competition_id=COMPETITION),
          "idx_archived_executions_competition_id"),
    asked("an archived execution", lambda s: s.archive.get(id_of(11, 7)),
          "archived_executions_pkey"),
]  # fmt: skip

LEASE = id_of(12, 1)
DONE = [
    done("executions are claimed, and again",
         "agent_executions_under_way agent_executions_lease agent_executions_exhausted"
         " agent_executions_pkey",
         f"select claim_executions('{LEASE}', 'w')", f"select claim_executions('{LEASE}', 'w')"),
    done("jobs are claimed, and again",
         "training_jobs_to_claim training_jobs_lease training_jobs_exhausted agent_executions_pkey",
         f"select claim_training_jobs('{LEASE}', 'w')",
         f"select claim_training_jobs('{LEASE}', 'w')"),
    done("a slot is taken for a file", "submissions_taking_slots submissions_of_a_file",
         f"update competitions set daily_submission_limit = 5 where id = '{id_of(1, 4)}'",
         "insert into submissions (execution_id, submission_file_path, file_sha256) "
         f"values ('{LIVE}', 's.csv', repeat('7', 64))"),
    done("a question is asked, and again", "human_interventions_open_subject",
         f"select request_intervention('{id_of(12, 2)}', '{LIVE}', 'approval_required', 'May I?', "
         "'So?', p_subject => 'other')",
         f"select request_intervention('{id_of(12, 3)}', '{LIVE}', 'approval_required', 'May I?', "
         "'So?', p_subject => 'other')"),
    done("a series becomes a plot", "idx_system_metrics_execution_id",
         f"select metric_buckets('{id_of(2, 8)}', 'loss-7', 100, '2025-02-03', '2025-02-10')",
         partitions=1),
    done("whether a task is due", "idx_upkeep_runs_task", "select run_upkeep('archive', true)"),
    # Which of the indexes of open questions it reads is a matter of a few rows.
    upkeep("overdue questions are escalated", "human_interventions_pkey",
           "select run_upkeep('overdue_interventions')"),
    upkeep("machines that are due are found", "idx_gpu_sessions_status gpu_sessions_pkey",
           "select run_upkeep('gpu_sessions')"),
    # Of its records no more than one batch.
    upkeep("leftovers are closed, and old records deleted",
           "agent_executions_pkey training_jobs_pkey",
           "select run_upkeep('leftovers')", most=10_000),
    upkeep("months past their retention are dropped, and strays deleted", "",
           "select run_upkeep('metrics_retention')"),
    upkeep("what ended over a year ago is archived",
           "agent_executions_to_archive agent_executions_pkey idx_research_results_execution_id"
           " idx_generated_code_execution_id idx_gpu_sessions_execution_id"
           " idx_training_jobs_execution_id idx_submissions_execution_id"
           " idx_human_interventions_execution_id idx_intervention_notifications_intervention_id"
           " idx_system_metrics_execution_id",
           "select archive_executions(3)"),
]  # fmt: skip
