"""The queries that are asked often, in the shape in which PostgREST and our functions send them.

Each names the indexes that it must read; an index that no query names would only cost writes.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.database.acting import shown

CLIENTS = ("authenticated", "service_role")
OWNER = ("postgres",)
# Under row level security the planner may not look at an enum's statistics, for its operators are
# not leakproof: to people every value seems common. The agent bypasses the policies.
AGENT = ("service_role",)


@dataclass(frozen=True)
class Hot:
    """A query, who asks it, what it has to read, and in how many partitions."""

    name: str
    sql: str
    indexes: frozenset[str]
    roles: tuple[str, ...] = CLIENTS
    partitions: int = 0


def page(
    name: str,
    relation: str,
    where: str,
    indexes: str,
    order: str = "id",
    partitions: int = 0,
    roles: tuple[str, ...] = CLIENTS,
) -> Hot:
    """A page as the SDK asks for it and PostgREST writes it: its sort says where nulls go."""
    sql = (
        f"with pgrst_source as (select {shown(relation)} from public.{relation} where {where} "
        f"order by {order} limit 100 offset 0) "
        "select null::bigint, pg_catalog.count(_t), coalesce(json_agg(_t), '[]') "
        "from (select * from pgrst_source) as _t"
    )
    return Hot(name, sql, frozenset(indexes.split()), roles, partitions)


def inside(name: str, sql: str, indexes: str) -> Hot:
    """A query of one of our functions, which runs in its owner's name."""
    return Hot(name, sql, frozenset(indexes.split()), OWNER)


# Ids of the seed: the kind of row, then its number.
def id_of(kind: int, number: int) -> str:
    return f"'{kind:08x}-0000-7000-8000-{number:012x}'"


EXECUTION = id_of(2, 77)
LIVE = (
    "status in ('pending', 'data_acquisition', 'research', 'code_generation', 'training', "
    "'submission')"
)
FREE = "available_at <= now() and (lease_expires_at is null or lease_expires_at <= now())"
BEST = "order by priority desc, created_at, id limit 1 for no key update skip locked"
OPEN = "status in ('pending', 'escalated')"
NOW = "current_timestamp"

HOT = [
    # Competitions
    page(
        "the dashboard's first page",
        "competition_dashboard",
        "true",
        "idx_competitions_deadline idx_agent_executions_competition_id"
        " submissions_of_a_competition",
        "deadline asc nulls last, id asc nulls last",
    ),
    page("NLP competitions", "competitions", "problem_type = 'nlp'",
         "idx_competitions_problem_type", roles=AGENT),
    page("what the recommender found", "competitions", "discovery_source = 'recommendation'",
         "idx_competitions_discovery_source", "deadline, id"),
    page("a competition by its name", "competitions", "kaggle_id = 'c-7'",
         "idx_competitions_kaggle_id"),
    page("the competition's slots of today", "submission_quota",
         f"competition_id = {id_of(1, 7)}", "competitions_pkey", "competition_id"),
    inside("the slots of a day that are taken",
           "select count(*) from public.submissions "
           f"where slot_day = current_date and competition_id = {id_of(1, 7)}",
           "submissions_taking_slots"),
    # Executions
    page("what is under way", "execution_progress", "true",
         "agent_executions_under_way competitions_pkey idx_gpu_sessions_execution_id"
         " idx_human_interventions_execution_id",
         "priority desc, created_at asc nulls last, id asc nulls last"),
    page("the most urgent of all times", "agent_executions", "true",
         "idx_agent_executions_priority",
         "priority desc, created_at asc nulls last, id asc nulls last"),
    page("the newest executions", "agent_executions", "true", "idx_agent_executions_created_at",
         "created_at desc, id asc nulls last"),
    page("executions in review", "agent_executions", "status = 'human_review'",
         "idx_agent_executions_status", roles=AGENT),
    page("runs of a competition, newest first", "agent_executions",
         f"competition_id = {id_of(1, 7)}", "idx_agent_executions_competition_id",
         "created_at desc, id asc nulls last"),
    page("an execution", "agent_executions", f"id = {EXECUTION}", "agent_executions_pkey"),
    page("the next page by key", "agent_executions", f"id > {EXECUTION}", "agent_executions_pkey",
         "id asc nulls last"),
    page("what an execution has made", "execution_summary", f"id = {EXECUTION}",
         "idx_execution_summary_id"),
    page("what an execution has cost", "execution_costs", f"execution_id = {EXECUTION}",
         "agent_executions_pkey idx_gpu_sessions_execution_id idx_research_results_execution_id"
         " idx_generated_code_execution_id idx_submissions_execution_id", "execution_id"),
    inside("the best claimable execution",
           f"select id from public.agent_executions where {LIVE} and {FREE} "
           f"and attempts < max_attempts {BEST}", "agent_executions_under_way"),
    inside("a claim that is repeated",
           "select * from public.agent_executions where lease_id = gen_random_uuid() "
           "and lease_expires_at > now()", "agent_executions_lease"),
    inside("executions whose last attempt is lost",
           "select id from public.agent_executions where attempts >= max_attempts and "
           f"(lease_expires_at is null or lease_expires_at <= now()) and {LIVE} "
           "order by id limit 100 for no key update skip locked", "agent_executions_exhausted"),
    # Research and code
    page("what an execution knows", "research_results", f"execution_id = {EXECUTION}",
         "idx_research_results_execution_id", "created_at asc nulls last, id asc nulls last"),
    page("academic papers", "research_results", "research_type = 'academic_papers'",
         "idx_research_results_research_type", roles=AGENT),
    page("the most relevant findings", "research_results", "true",
         "idx_research_results_relevance_score",
         "relevance_score desc nulls last, id asc nulls last"),
    page("what a source has brought", "research_results", "source_api = 'arxiv'",
         "idx_research_results_source_api"),
    page("the pipeline of an execution", "generated_code", f"execution_id = {EXECUTION}",
         "idx_generated_code_execution_id", "execution_order asc nulls last, id asc nulls last"),
    page("training scripts", "generated_code", "code_type = 'training'",
         "idx_generated_code_code_type", roles=AGENT),
    page("every pipeline's last step", "generated_code", "execution_order = 9",
         "idx_generated_code_execution_order"),
    page("code to validate", "generated_code", "validation_status = 'pending'",
         "idx_generated_code_validation_status", roles=AGENT),
    # Machines and jobs
    page("an execution's machines", "gpu_sessions", f"execution_id = {EXECUTION}",
         "idx_gpu_sessions_execution_id"),
    page("a provider's machines", "gpu_sessions", "provider = 'lambda_labs'",
         "idx_gpu_sessions_provider"),
    page("a machine by its provider's name", "gpu_sessions",
         "provider = 'vast_ai' and instance_id = 'i-7'", "an_instance_is_stored_once"),
    page("running machines", "gpu_sessions", "status = 'running'",
         "idx_gpu_sessions_status", roles=AGENT),
    page("machines to give back", "gpu_sessions", f"auto_terminate_at <= {NOW}",
         "idx_gpu_sessions_auto_terminate_at"),
    page("an execution's jobs", "training_jobs", f"execution_id = {EXECUTION}",
         "idx_training_jobs_execution_id"),
    page("a machine's jobs", "training_jobs", f"gpu_session_id = {id_of(6, 77)}",
         "idx_training_jobs_gpu_session_id"),
    page("what has run this code", "training_jobs", f"code_id = {id_of(5, 77)}",
         "idx_training_jobs_code_id"),
    page("running jobs", "training_jobs", "status = 'running'", "idx_training_jobs_status", roles=AGENT),
    page("the best validation scores", "training_jobs", "true",
         "idx_training_jobs_best_validation_score",
         "best_validation_score desc nulls last, id asc nulls last"),
    inside("the best claimable job",
           "select id from public.training_jobs where status in ('queued', 'running') and "
           f"{FREE} and attempts < max_attempts and (select e.status from "
           "public.agent_executions as e where e.id = training_jobs.execution_id) "
           f"not in ('completed', 'failed', 'cancelled') {BEST}",
           "training_jobs_to_claim agent_executions_pkey"),
    inside("a claim of jobs that is repeated",
           "select * from public.training_jobs where lease_id = gen_random_uuid() "
           "and lease_expires_at > now()", "training_jobs_lease"),
    inside("jobs whose last attempt is lost",
           "select id from public.training_jobs where attempts >= max_attempts and "
           "status in ('queued', 'running') and (lease_expires_at is null or "
           "lease_expires_at <= now()) order by id limit 100 for no key update skip locked",
           "training_jobs_exhausted"),
    # Submissions
    page("an execution's submissions", "submissions", f"execution_id = {EXECUTION}",
         "idx_submissions_execution_id"),
    page("a competition's submissions", "submissions", f"competition_id = {id_of(1, 7)}",
         "submissions_of_a_competition"),
    page("the best public scores", "submissions", "true", "idx_submissions_public_score",
         "public_score desc nulls last, id asc nulls last"),
    page("what waits for its score", "submissions", "submission_status = 'submitted'",
         "idx_submissions_submission_status", roles=AGENT),
    page("what was submitted today", "submissions", f"submitted_at >= {NOW} - interval '1 day'",
         "idx_submissions_submitted_at"),
    page("what a job's model scored", "submissions", f"training_job_id = {id_of(7, 77)}",
         "idx_submissions_training_job_id"),
    page("a submission by Kaggle's id", "submissions", "kaggle_submission_id = '77'",
         "a_kaggle_submission_is_stored_once"),
    page("the ranking of a competition", "submission_ranking",
         f"competition_id = {id_of(1, 7)}", "submissions_of_a_competition",
         "rank_in_store asc nulls last, id asc nulls last"),
    page("the best of an execution", "submission_ranking", f"execution_id = {EXECUTION}",
         "idx_submissions_execution_id submissions_of_a_competition",
         "rank_in_store asc nulls last, id asc nulls last"),
    inside("whether a file was sent before",
           "select id from public.submissions where file_sha256 = repeat('7', 64) "
           f"and competition_id = {id_of(1, 7)} limit 1", "submissions_of_a_file"),
    # Questions
    page("an execution's open questions", "human_interventions",
         f"execution_id = {EXECUTION} and {OPEN}", "idx_human_interventions_execution_id"),
    page("escalated questions", "human_interventions", "status = 'escalated'",
         "idx_human_interventions_status", roles=AGENT),
    page("critical questions of all times", "human_interventions", "priority = 'critical'",
         "idx_human_interventions_priority", roles=AGENT),
    page("questions due this hour", "human_interventions",
         f"sla_deadline between {NOW} and {NOW} + interval '1 hour'",
         "idx_human_interventions_sla_deadline"),
    page("what waits for me", "human_interventions", f"assigned_to = 'alice' and {OPEN}",
         "human_interventions_open_of_person", "sla_deadline asc nulls last, id asc nulls last"),
    inside("whether this is asked already",
           f"select id from public.human_interventions where execution_id = {EXECUTION} "
           f"and subject = 's' and {OPEN}", "human_interventions_open_subject"),
    inside("messages to send",
           "select * from public.intervention_notifications where sent_at is null "
           "order by created_at, id limit 100", "intervention_notifications_to_send"),
    inside("a question's messages",
           f"select * from public.intervention_notifications where intervention_id = {id_of(9, 7)}",
           "idx_intervention_notifications_intervention_id"),
    # Metrics
    page("an execution's series in a month", "system_metrics",
         f"execution_id = {EXECUTION} and timestamp >= '2025-02-03' and timestamp < '2025-02-10'",
         "idx_system_metrics_execution_id", "timestamp, id", 1),
    page("a metric in a month", "system_metrics",
         "metric_name = 'loss-7' and timestamp >= '2025-02-03' and timestamp < '2025-02-10'",
         "idx_system_metrics_metric_name", "timestamp, id", 1),
    page("the next page of metrics", "system_metrics",
         "timestamp >= '2025-02-27' and timestamp < '2025-03-01' and (timestamp > '2025-02-27' or "
         f"(timestamp = '2025-02-27' and id > {EXECUTION}))", "system_metrics_pkey",
         "timestamp asc nulls last, id asc nulls last", 1),
    # History and settings
    page("what happened to a row", "history",
         f"table_name = 'submissions' and row_id = {id_of(3, 77)}", "idx_history_row"),
    page("what happened in an execution", "history", f"execution_id = {EXECUTION}",
         "idx_history_execution"),
    page("what happened today", "history", f"occurred_at >= {NOW} - interval '1 day'",
         "idx_history_occurred_at"),
    page("a setting", "configurations", "config_key = 'k-7'", "idx_configurations_config_key",
         "config_key"),
    page("the notification settings", "configurations", "config_type = 'notification'",
         "idx_configurations_config_type", "config_key", roles=AGENT),
    # Upkeep and the archive
    page("the last runs of a task", "upkeep_runs", "task = 'archive'", "idx_upkeep_runs_task",
         "started_at desc, id asc nulls last", roles=AGENT),
    inside("whether a task is due",
           "select from public.upkeep_runs where task = 'archive' "
           "and started_at > now() - interval '54 minutes'", "idx_upkeep_runs_task"),
    inside("what ended over a year ago",
           "select id from public.agent_executions where status in "
           "('completed', 'failed', 'cancelled') and completed_at < now() - interval '365 days' "
           "order by completed_at, id for update skip locked", "agent_executions_to_archive"),
    page("what is archived of a competition", "archived_executions",
         f"competition_id = {id_of(1, 7)}", "idx_archived_executions_competition_id"),
]  # fmt: skip
