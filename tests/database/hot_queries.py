"""Frequent queries as resources send them, and the statements inside functions and upkeep.

Each names the indexes that it must read; an index that none names would only cost writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.database.explain import Resources

CLIENTS = ("authenticated", "service_role")
# Under row level security the planner ignores an enum's statistics, because its operators are not
# leakproof: every value seems common. Open rows have partial indexes that need no statistics; for
# other values only the agent's plan is certain. docs/explanation/list-costs.md has figures.
AGENT = ("service_role",)
PERSON = ("authenticated",)
# Far below the size of the seed, and above the largest page.
MOST_ROWS = 1500


@dataclass(frozen=True)
class HotRequest:
    """A call, the roles that make it, its indexes, and how many metric partitions it reads."""

    name: str
    call: Callable[[Resources], object]
    indexes: frozenset[str]
    roles: tuple[str, ...] = CLIENTS
    partitions: int = 0


def request(
    name: str,
    call: Callable[[Resources], object],
    indexes: str,
    roles: tuple[str, ...] = CLIENTS,
    partitions: int = 0,
) -> HotRequest:
    return HotRequest(name, call, frozenset(indexes.split()), roles, partitions)


@dataclass(frozen=True)
class HotStatements:
    """Statements, the indexes read inside them, and the clock shift they run with.

    `most` limits the rows a plan node reads, `partitions` is the number of metric partitions.
    """

    name: str
    statements: tuple[str, ...]
    indexes: frozenset[str]
    most: int = MOST_ROWS
    later: str = "0"
    partitions: int | None = None


def statements(
    name: str, indexes: str, *statements: str, partitions: int | None = None
) -> HotStatements:
    return HotStatements(name, statements, frozenset(indexes.split()), partitions=partitions)


def upkeep(name: str, indexes: str, statement: str, most: int = MOST_ROWS) -> HotStatements:
    """Return an upkeep task, run a year after the seed, when it has the most to do."""
    return HotStatements(name, (statement,), frozenset(indexes.split()), most, "400 days")


# Ids of the seed: the kind of row, then its number.
def id_of(kind: int, number: int) -> UUID:
    return UUID(f"{kind:08x}-0000-7000-8000-{number:012x}")


COMPETITION, EXECUTION, LIVE = id_of(1, 7), id_of(2, 77), id_of(2, 3)
NOW = datetime.now(UTC)
FEBRUARY: Any = {
    "since": datetime(2025, 2, 3, tzinfo=UTC),
    "until": datetime(2025, 2, 10, tzinfo=UTC),
}

REQUESTS = [
    # Competitions
    request("the dashboard's first page", lambda s: s.competitions.dashboard(),
          "idx_competitions_deadline idx_agent_executions_competition_id"
          " submissions_of_a_competition"),
    request("NLP competitions", lambda s: s.competitions.list(problem_type="nlp"),
          "idx_competitions_problem_type", AGENT),
    request("recommended competitions",
          lambda s: s.competitions.list(discovery_source="recommendation", order="deadline"),
          "idx_competitions_discovery_source"),
    request("the largest prizes", lambda s: s.competitions.list(order="-prize_pool", limit=20),
          "competitions_prize_pool"),
    request("the newest competitions", lambda s: s.competitions.list(order="-created_at"),
          "competitions_created_at"),
    request("a competition by its Kaggle id", lambda s: s.competitions.find("c-7"),
          "idx_competitions_kaggle_id"),
    request("a competition's slots of today", lambda s: s.submissions.quota(COMPETITION),
          "competitions_pkey"),
    # Executions
    request("live executions", lambda s: s.agent_executions.progress(),
          "agent_executions_under_way competitions_pkey idx_gpu_sessions_execution_id"
          " human_interventions_open_subject"),
    request("live executions in review",
          lambda s: s.agent_executions.progress(status="human_review"),
          "agent_executions_in_review", PERSON),
    request("the most urgent executions",
          lambda s: s.agent_executions.list(order=("-priority", "created_at")),
          "idx_agent_executions_priority"),
    request("the newest executions", lambda s: s.agent_executions.list(order="-created_at"),
          "idx_agent_executions_created_at"),
    request("executions in review, most urgent first",
          lambda s: s.agent_executions.list(
              status="human_review", order=("-priority", "created_at")),
          "agent_executions_in_review", PERSON),
    request("executions in review", lambda s: s.agent_executions.list(status="human_review"),
          "idx_agent_executions_status", AGENT),
    request("failed executions", lambda s: s.agent_executions.list(status="failed"),
          "agent_executions_failed", PERSON),
    request("cancelled executions",
          lambda s: s.agent_executions.list(status="cancelled", order="-id"),
          "agent_executions_cancelled", PERSON),
    request("runs of a competition, newest first",
          lambda s: s.agent_executions.list(competition_id=COMPETITION, order="-created_at"),
          "idx_agent_executions_competition_id"),
    request("an execution", lambda s: s.agent_executions.get(EXECUTION), "agent_executions_pkey"),
    request("the next page by key", lambda s: s.agent_executions.iterate(page_size=50),
          "agent_executions_pkey"),
    request("an execution's summary", lambda s: s.agent_executions.summary(EXECUTION),
          "agent_executions_pkey"),
    request("the newest executions' summaries", lambda s: s.agent_executions.summaries(),
          "idx_agent_executions_created_at competitions_pkey idx_research_results_execution_id"
          " idx_generated_code_execution_id idx_training_jobs_execution_id"
          " idx_submissions_execution_id"),
    request("the best executions of a competition",
          lambda s: s.agent_executions.summaries(competition_id=COMPETITION, order="-best_score"),
          "idx_agent_executions_competition_id idx_submissions_execution_id"),
    request("an execution's costs", lambda s: s.agent_executions.costs(EXECUTION),
          "agent_executions_pkey idx_gpu_sessions_execution_id idx_research_results_execution_id"
          " idx_generated_code_execution_id idx_submissions_execution_id"),
    request("the newest executions' costs",
          lambda s: s.agent_executions.costs_list(),
          "idx_agent_executions_created_at idx_gpu_sessions_execution_id"
          " idx_research_results_execution_id idx_generated_code_execution_id"
          " idx_submissions_execution_id"),
    request("a competition's costs",
          lambda s: s.agent_executions.costs_list(competition_id=COMPETITION),
          "idx_agent_executions_competition_id"),
    # Research and code
    request("an execution's research",
          lambda s: s.research_results.list(execution_id=EXECUTION, order="created_at"),
          "idx_research_results_execution_id"),
    request("academic papers", lambda s: s.research_results.list(research_type="academic_papers"),
          "idx_research_results_research_type", AGENT),
    request("the most relevant findings",
          lambda s: s.research_results.list(order="-relevance_score"),
          "idx_research_results_relevance_score"),
    request("results of a source", lambda s: s.research_results.list(source_api="arxiv"),
          "idx_research_results_source_api"),
    request("the newest findings", lambda s: s.research_results.list(order="-created_at"),
          "research_results_created_at"),
    request("the newest code", lambda s: s.generated_code.list(order="-created_at"),
          "generated_code_created_at"),
    request("code to validate, for a person",
          lambda s: s.generated_code.list(validation_status="pending"),
          "generated_code_to_validate", PERSON),
    request("code to review, for a person",
          lambda s: s.generated_code.list(validation_status="needs_review"),
          "generated_code_to_review", PERSON),
    request("the pipeline of an execution", lambda s: s.generated_code.pipeline(EXECUTION),
          "idx_generated_code_execution_id"),
    request("training scripts", lambda s: s.generated_code.list(code_type="training"),
          "idx_generated_code_code_type", AGENT),
    request("code by its step", lambda s: s.generated_code.list(execution_order=9),
          "idx_generated_code_execution_order"),
    request("code to validate", lambda s: s.generated_code.list(validation_status="pending"),
          "idx_generated_code_validation_status", AGENT),
    # Machines and jobs
    request("an execution's machines", lambda s: s.gpu_sessions.list(execution_id=EXECUTION),
          "idx_gpu_sessions_execution_id"),
    request("a provider's machines", lambda s: s.gpu_sessions.list(provider="lambda_labs"),
          "idx_gpu_sessions_provider"),
    request("a machine by its provider's id",
          lambda s: s.gpu_sessions.find("vast_ai", "i-7"),
          "idx_gpu_sessions_provider"),
    request("running machines", lambda s: s.gpu_sessions.list(status="running"),
          "idx_gpu_sessions_status", AGENT),
    request("running machines, for a person", lambda s: s.gpu_sessions.list(status="running"),
          "gpu_sessions_running", PERSON),
    request("running jobs, for a person", lambda s: s.training_jobs.list(status="running"),
          "training_jobs_running", PERSON),
    request("failed machines", lambda s: s.gpu_sessions.list(status="failed"),
          "gpu_sessions_failed", PERSON),
    request("the newest machines", lambda s: s.gpu_sessions.list(order="-created_at"),
          "gpu_sessions_created_at"),
    request("the newest terminations", lambda s: s.gpu_sessions.terminations(),
          "gpu_terminations_created_at"),
    request("failed jobs", lambda s: s.training_jobs.list(status="failed"),
          "training_jobs_failed", PERSON),
    request("the newest jobs", lambda s: s.training_jobs.list(order="-created_at"),
          "training_jobs_created_at"),
    request("machines to terminate", lambda s: s.gpu_sessions.list(auto_terminate_at__lte=NOW),
          "idx_gpu_sessions_auto_terminate_at"),
    request("an execution's jobs", lambda s: s.training_jobs.list(execution_id=EXECUTION),
          "idx_training_jobs_execution_id"),
    request("a machine's jobs", lambda s: s.training_jobs.list(gpu_session_id=id_of(6, 77)),
          "idx_training_jobs_gpu_session_id"),
    request("jobs of a piece of code", lambda s: s.training_jobs.list(code_id=id_of(5, 77)),
          "idx_training_jobs_code_id"),
    request("running jobs, most urgent first",
          lambda s: s.training_jobs.list(status="running", order=("-priority", "created_at")),
          "training_jobs_to_claim", PERSON),
    request("running jobs", lambda s: s.training_jobs.list(status="running"),
          "idx_training_jobs_status", AGENT),
    request("the best validation scores",
          lambda s: s.training_jobs.list(order="-best_validation_score"),
          "idx_training_jobs_best_validation_score"),
    # Submissions
    request("an execution's submissions", lambda s: s.submissions.list(execution_id=EXECUTION),
          "idx_submissions_execution_id"),
    request("a competition's submissions", lambda s: s.submissions.list(competition_id=COMPETITION),
          "submissions_of_a_competition"),
    request("the best public scores", lambda s: s.submissions.list(order="-public_score"),
          "idx_submissions_public_score"),
    request("submissions without a score",
          lambda s: s.submissions.list(submission_status="submitted"),
          "submissions_without_outcome", PERSON),
    request("submissions without a score, as the agent",
          lambda s: s.submissions.list(submission_status="submitted"),
          "idx_submissions_submission_status", AGENT),
    request("failed submissions", lambda s: s.submissions.list(submission_status="failed"),
          "submissions_failed", PERSON),
    request("disqualified submissions",
          lambda s: s.submissions.list(submission_status="disqualified", order="-id"),
          "submissions_disqualified", PERSON),
    request("the newest submissions", lambda s: s.submissions.list(order="-created_at"),
          "submissions_created_at"),
    request("submissions of today, latest first",
          lambda s: s.submissions.list(
              submitted_at__gte=NOW - timedelta(days=1), order="-submitted_at"),
          "idx_submissions_submitted_at"),
    request("submissions of today",
          lambda s: s.submissions.list(submitted_at__gte=NOW - timedelta(days=1)),
          "idx_submissions_submitted_at"),
    request("submissions of a job",
          lambda s: s.submissions.list(training_job_id=id_of(7, 77)),
          "idx_submissions_training_job_id"),
    request("a submission by Kaggle's id", lambda s: s.submissions.find("77"),
          "a_kaggle_submission_is_stored_once"),
    request("the ranking of a competition",
          lambda s: s.submissions.ranking(competition_id=COMPETITION),
          "submissions_of_a_competition"),
    request("the best submission of an execution",
          lambda s: s.submissions.best(execution_id=EXECUTION),
          "idx_submissions_execution_id submissions_by_score"),
    request("a submission's lineage", lambda s: s.submissions.lineage(id_of(3, 77)),
          # Which of two unique indexes finds the submission is all the same.
          "agent_executions_pkey idx_research_results_execution_id"),
    # Steps and files
    request("an execution's steps",
          lambda s: s.execution_steps.list(execution_id=EXECUTION, round=1),
          "a_step_is_recorded_once"),
    request("an execution's files", lambda s: s.artifacts.list(execution_id=EXECUTION),
          "idx_artifacts_execution_id"),
    request("a job's files", lambda s: s.artifacts.list(training_job_id=id_of(7, 77)),
          "idx_artifacts_training_job_id"),
    request("a submission's files", lambda s: s.artifacts.list(submission_id=id_of(3, 77)),
          "idx_artifacts_submission_id"),
    request("the files of code", lambda s: s.artifacts.list(code_id=id_of(5, 77)),
          "idx_artifacts_code_id"),
    request("the newest files", lambda s: s.artifacts.list(order="-created_at"),
          "artifacts_created_at"),
    request("a file by its URI",
          lambda s: s.artifacts.list(uri=f"s3://b/{EXECUTION}/{'0' * 32}/m"),
          "idx_artifacts_uri"),
    # Interventions
    request("an execution's open interventions",
          lambda s: s.human_interventions.pending(execution_id=EXECUTION),
          "human_interventions_open_subject"),
    request("open interventions", lambda s: s.human_interventions.pending(),
          "human_interventions_most_urgent", PERSON),
    request("open interventions of a person",
          lambda s: s.human_interventions.pending(assigned_to="alice"),
          "human_interventions_open_of_person"),
    request("escalated interventions", lambda s: s.human_interventions.list(status="escalated"),
          "human_interventions_open", PERSON),
    request("escalated interventions, as the agent",
          lambda s: s.human_interventions.list(status="escalated"),
          "idx_human_interventions_status", AGENT),
    request("rejected interventions", lambda s: s.human_interventions.list(status="rejected"),
          "human_interventions_rejected", PERSON),
    request("reviewed interventions", lambda s: s.human_interventions.list(status="reviewed"),
          "human_interventions_reviewed", PERSON),
    request("the newest interventions", lambda s: s.human_interventions.list(order="-created_at"),
          "human_interventions_created_at"),
    request("critical interventions",
          lambda s: s.human_interventions.list(priority="critical"),
          "idx_human_interventions_priority", AGENT),
    request("interventions due this hour",
          lambda s: s.human_interventions.list(
              sla_deadline__gte=NOW, sla_deadline__lt=NOW + timedelta(hours=1)),
          "idx_human_interventions_sla_deadline"),
    request("notifications to send", lambda s: s.human_interventions.notifications(),
          "intervention_notifications_to_send"),
    request("terminations of an execution",
          lambda s: s.gpu_sessions.terminations(execution_id=EXECUTION),
          "idx_gpu_terminations_execution_id"),
    # Notices and deliveries
    request("the latest notices", lambda s: s.notifications.notices(), "idx_notices_created_at"),
    request("notices of an execution",
          lambda s: s.notifications.notices(execution_id=EXECUTION), "idx_notices_execution_id"),
    request("the latest deliveries", lambda s: s.notifications.deliveries(),
          "notification_deliveries_created_at"),
    request("deliveries that need a person",
          lambda s: s.notifications.deliveries(status=("failed", "unknown")),
          "notification_deliveries_unsent"),
    # Metrics
    request("an execution's series in a month",
          lambda s: s.system_metrics.series(id_of(2, 8), "loss-7", **FEBRUARY, page_size=5),
          "idx_system_metrics_execution_id", partitions=1),
    request("a series of one attempt in a month",
          lambda s: s.system_metrics.series(
              id_of(2, 8), "loss-7", training_job_id=id_of(7, 8), attempt=2,
              **FEBRUARY, page_size=5),
          "idx_system_metrics_execution_id", partitions=1),
    request("a metric in a month",
          lambda s: s.system_metrics.list(
              metric_name="loss-7", timestamp__gte=FEBRUARY["since"],
              timestamp__lt=FEBRUARY["until"], order="timestamp"),
          "idx_system_metrics_metric_name", partitions=1),
    request("the next page of metrics",
          lambda s: s.system_metrics.iterate(
              timestamp__gte=datetime(2025, 2, 27, tzinfo=UTC),
              timestamp__lt=datetime(2025, 3, 1, tzinfo=UTC), page_size=50),
          "system_metrics_pkey", partitions=1),
    # Audit log and settings
    request("audit log of a row", lambda s: s.audit_log.by_row("submissions", id_of(3, 77)),
          "idx_audit_log_row"),
    request("audit log of a row's id", lambda s: s.audit_log.list(row_id=id_of(3, 77), order="id"),
          "idx_audit_log_row"),
    request("audit log of the settings",
          lambda s: s.audit_log.list(table_name="configurations", order="-id"),
          "audit_log_settings"),
    request("audit log since a time", lambda s: s.audit_log.between(NOW - timedelta(days=9)),
          "idx_audit_log_occurred_at"),
    request("audit log of an execution", lambda s: s.audit_log.of_execution(EXECUTION),
          "idx_audit_log_execution"),
    request("audit log of today",
          lambda s: s.audit_log.list(occurred_at__gte=NOW - timedelta(days=1)),
          "idx_audit_log_occurred_at"),
    request("audit log of a person", lambda s: s.audit_log.list(actor="alice", order="-id"),
          "audit_log_actor"),
    request("a setting", lambda s: s.configurations.get("k-7"), "idx_configurations_config_key"),
    request("the notification settings",
          lambda s: s.configurations.list(config_type="notification"),
          "idx_configurations_config_type", AGENT),
    # Upkeep and the archive
    request("the last runs of a task", lambda s: s.upkeep.runs(task="archive"),
          "idx_upkeep_runs_task", AGENT),
    request("archived executions of a competition",
          lambda s: s.archive.list(competition_id=COMPETITION),
          "idx_archived_executions_competition_id"),
    request("the newest archived executions", lambda s: s.archive.list(order="-created_at"),
          "archived_executions_created_at"),
    request("an archived execution", lambda s: s.archive.get(id_of(11, 7)),
          "archived_executions_pkey"),
]  # fmt: skip

NOT_SEARCHED_BY_MEMBERS = frozenset(
    [
        "competitions_prize_pool",
        "human_interventions_most_urgent",
        "idx_agent_executions_status",
        "idx_competitions_problem_type",
        "idx_configurations_config_type",
        "idx_generated_code_code_type",
        "idx_generated_code_validation_status",
        "idx_gpu_sessions_status",
        "idx_human_interventions_priority",
        "idx_human_interventions_status",
        "idx_research_results_research_type",
        "idx_submissions_submission_status",
        "idx_training_jobs_status",
        "idx_upkeep_runs_task",
        "upkeep_runs_running",
    ]
)
"""Indexes that begin with an enum or an exact number, whose `=` is not leakproof; see the page What
a list costs."""

LEASE = id_of(12, 1)
STATEMENTS = [
    statements("executions are claimed twice",
         "agent_executions_under_way agent_executions_lease agent_executions_exhausted"
         " agent_executions_pkey",
         f"select claim_executions('{LEASE}', 'w')", f"select claim_executions('{LEASE}', 'w')"),
    statements("jobs are claimed twice",
         "training_jobs_to_claim training_jobs_lease training_jobs_exhausted agent_executions_pkey",
         f"select claim_training_jobs('{LEASE}', 'w')",
         f"select claim_training_jobs('{LEASE}', 'w')"),
    statements("a submission takes a slot", "submissions_taking_slots submissions_of_a_file",
         f"update competitions set daily_submission_limit = 5 where id = '{id_of(1, 4)}'",
         "insert into submissions (execution_id, submission_file_path, file_sha256) "
         f"values ('{LIVE}', 's.csv', repeat('7', 64))"),
    statements("a machine is rented", "a_machine_has_one_live_session",
         "insert into gpu_sessions (execution_id, provider, instance_id, instance_type, "
         f"cost_limit_dollars) values ('{LIVE}', 'vast_ai', 'i-7', 'A100', 0.01)"),
    statements("an intervention is requested twice", "human_interventions_open_subject",
         f"select request_intervention('{id_of(12, 2)}', '{LIVE}', 'approval_required', 'May I?', "
         "'So?', p_subject => 'other')",
         f"select request_intervention('{id_of(12, 3)}', '{LIVE}', 'approval_required', 'May I?', "
         "'So?', p_subject => 'other')"),
    statements("a series is bucketed", "idx_system_metrics_execution_id",
         f"select metric_buckets('{id_of(2, 8)}', 'loss-7', 100, '2025-02-03', '2025-02-10')",
         partitions=1),
    statements("a job's series is bucketed", "idx_system_metrics_execution_id",
         f"select metric_buckets('{id_of(2, 8)}', 'loss-7', 100, '2025-02-03', '2025-02-10', "
         f"p_training_job_id => '{id_of(7, 8)}')",
         partitions=1),
    statements("newest attempts of a series", "idx_system_metrics_execution_id",
         f"select newest_attempts('{id_of(2, 8)}', 'loss-7', null, '2025-02-03', '2025-02-10')",
         partitions=1),
    statements("an execution's metrics are listed", "idx_system_metrics_execution_id",
         f"select metric_names('{id_of(2, 8)}')"),
    statements("jobs of an execution are claimed", "idx_training_jobs_execution_id",
         f"select claim_training_jobs('{id_of(12, 4)}', 'w', p_execution_id => '{LIVE}')"),
    statements("a competition's costs are added up",
         "idx_agent_executions_competition_id idx_gpu_sessions_execution_id"
         " idx_research_results_execution_id idx_generated_code_execution_id",
         f"select cost_totals(p_competition_id => '{COMPETITION}')"),
    statements("an execution's costs are added up",
         "idx_gpu_sessions_execution_id idx_research_results_execution_id"
         " idx_generated_code_execution_id",
         f"select cost_totals(p_execution_id => '{EXECUTION}')"),
    *(
        statements(f"{read} of a tree of 1,000 files",
             "idx_generated_code_execution_id idx_generated_code_parent_id"
             " idx_training_jobs_code_id",
             f"select {read}('{id_of(2, 10001)}')")
        for read in ("code_tree", "path_to_best_code", "open_code_leaves")
    ),
    statements("the path to the best file", "idx_submissions_training_job_id",
         f"select path_to_best_code('{EXECUTION}')"),
    statements("the overview",
         "agent_executions_by_due agent_executions_live_of_competition submissions_by_score"
         " submissions_of_unknown_outcome submissions_taking_slots"
         " human_interventions_most_urgent human_interventions_open_subject"
         " idx_competitions_deadline",
         "select overview()"),
    HotStatements("the overview with nothing overdue", ("select overview()",),
         frozenset({"agent_executions_under_way"}), most=10_001, later="-2000 days"),
    statements("the page of an execution",
         "idx_audit_log_execution idx_research_results_execution_id"
         " idx_generated_code_execution_id idx_training_jobs_execution_id"
         " idx_gpu_sessions_execution_id idx_submissions_execution_id"
         " idx_human_interventions_execution_id",
         f"select execution_details('{EXECUTION}')"),
    statements("the page of a competition",
         "submissions_by_score submissions_of_a_competition idx_agent_executions_competition_id",
         f"select competition_details('{id_of(1, 4)}')"),
    statements("the page of machines", "gpu_sessions_ended", "select gpu_overview()"),
    statements("a page of executions in a rare state",
         "idx_agent_executions_status competitions_pkey idx_submissions_execution_id"
         " human_interventions_open_subject",
         "select recent_executions('{human_review}')"),
    statements("a page of executions in a frequent state", "idx_agent_executions_created_at",
         f"select recent_executions('{{completed}}', null, now() - interval '9 days',"
         f" '{EXECUTION}')"),
    statements("an execution of the materialized view, by SQL", "idx_execution_summary_id",
         f"select from kaggle_store.execution_summary where id = '{EXECUTION}'"),
    statements("new changes are read", "idx_audit_log_transaction_id",
         "select changes_after('submissions', pg_current_snapshot()::text)"),
    statements("upkeep checks whether a task is due", "idx_upkeep_runs_task",
         "select run_upkeep('archive', true)"),
    # Which index of open interventions is cheapest depends on a few rows.
    upkeep("overdue interventions are escalated", "human_interventions_pkey",
           "select run_upkeep('overdue_interventions')"),
    upkeep("due machines are found", "idx_gpu_sessions_status gpu_sessions_pkey",
           "select run_upkeep('gpu_sessions')"),
    # It deletes at most one batch of records, and keeps the latest of its task.
    upkeep("leftovers are closed and old records deleted",
           "agent_executions_pkey agent_executions_lease training_jobs_lease",
           "select run_upkeep('leftovers')", most=10_001),
    upkeep("runs that were cut off are closed", "upkeep_runs_running",
           "select start_upkeep(gen_random_uuid(), 'archive')"),
    upkeep("expired months are dropped, strays and old notices deleted",
           "idx_notices_created_at intervention_notifications_to_forget"
           " idx_intervention_notifications_notice_id",
           "select run_upkeep('metrics_retention')"),
    statements("deliveries are claimed",
         "intervention_notifications_to_route notification_deliveries_due"
         " notification_deliveries_claimed",
         "select claim_deliveries(gen_random_uuid(), 'n', '{\"team\": {}}', null)"),
    statements("terminations are claimed", "gpu_terminations_open",
         "select claim_gpu_terminations(gen_random_uuid(), 's', '{vast_ai}')"),
    upkeep("overdue executions are noticed", "agent_executions_by_due notices_not_ended",
           "select run_upkeep('notices')"),
    # Clients call it through store_health(), which reads more.
    statements("findings that are gone are ended", "notices_findings",
         "set local role postgres", "select kaggle_store.notice_findings('health', '{}')"),
    upkeep("old executions are archived",
           "agent_executions_to_archive agent_executions_pkey idx_research_results_execution_id"
           " idx_generated_code_execution_id idx_gpu_sessions_execution_id"
           " idx_training_jobs_execution_id idx_submissions_execution_id"
           " idx_human_interventions_execution_id idx_intervention_notifications_intervention_id"
           " idx_system_metrics_execution_id",
           "select archive_executions(3)"),
]  # fmt: skip
