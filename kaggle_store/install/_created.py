# Generated from supabase/migrations by `make models`; do not edit.
"""The objects that each migration creates outside of the schema kaggle_store."""

CREATED: dict[str, tuple[str, ...]] = {
    "20261123000000_foundation": (
        "schema kaggle_store",
        "role admin",
        "role kaggle_worker",
    ),
    "20261123000100_types": (
        "domain public.email",
        "domain public.percentage",
        "domain public.positive_decimal",
    ),
    "20261123000150_bounds": (),
    "20261123000200_lifecycles": (),
    "20261123000250_leases": (),
    "20261123000300_audit_log": (
        "index public.idx_audit_log_execution",
        "index public.idx_audit_log_occurred_at",
        "index public.idx_audit_log_row",
        "table public.audit_log",
    ),
    "20261123000350_members": (
        "composite type public.store_member",
        "function public.add_store_member(text,boolean)",
        "function public.list_store_members()",
        "function public.probe_max_rows()",
        "function public.remove_store_member(text)",
        "function public.store_is_members_only()",
    ),
    "20261123000400_secrets": (),
    "20261123010100_competitions": (
        "index public.idx_competitions_deadline",
        "index public.idx_competitions_discovery_source",
        "index public.idx_competitions_kaggle_id",
        "index public.idx_competitions_problem_type",
        "table public.competitions",
    ),
    "20261123010200_discovery": ("function public.upsert_competitions(jsonb)",),
    "20261123010300_agent_executions": (
        "index public.agent_executions_under_way",
        "index public.idx_agent_executions_competition_id",
        "index public.idx_agent_executions_created_at",
        "index public.idx_agent_executions_priority",
        "index public.idx_agent_executions_status",
        "table public.agent_executions",
    ),
    "20261123010400_execution_claims": (
        "function public.claim_executions(uuid,text,double precision,integer)",
        "function public.complete_execution(uuid,uuid)",
        "function public.fail_execution(uuid,uuid,text,boolean)",
        "function public.heartbeat_execution(uuid,uuid,double precision)",
        "function public.release_execution(uuid,uuid,double precision)",
        "index public.agent_executions_exhausted",
        "index public.agent_executions_lease",
    ),
    "20261123010500_worker_tokens": (),
    "20261123020100_research_results": (
        "composite type public.research_row",
        "function public.insert_research_results(public.research_row[])",
        "index public.a_finding_is_stored_once",
        "index public.idx_research_results_execution_id",
        "index public.idx_research_results_relevance_score",
        "index public.idx_research_results_research_type",
        "index public.idx_research_results_source_api",
        "table public.research_results",
    ),
    "20261123020200_generated_code": (
        "function public.approve_code(uuid,text,text)",
        "function public.validate_code(uuid,text,kaggle_store.validation_status,text[])",
        "index public.code_belongs_to_its_execution",
        "index public.idx_generated_code_code_type",
        "index public.idx_generated_code_execution_id",
        "index public.idx_generated_code_execution_order",
        "index public.idx_generated_code_validation_status",
        "table public.generated_code",
    ),
    "20261123030100_gpu_sessions": (
        "index public.a_machine_has_one_live_session",
        "index public.a_session_belongs_to_its_execution",
        "index public.idx_gpu_sessions_auto_terminate_at",
        "index public.idx_gpu_sessions_execution_id",
        "index public.idx_gpu_sessions_provider",
        "index public.idx_gpu_sessions_status",
        "table public.gpu_sessions",
    ),
    "20261123030110_gpu_budget": (
        "composite type public.gpu_session_due",
        "function public.close_gpu_session(uuid,kaggle_store.gpu_session_status,kaggle_st"
        "ore.dollars,text)",
        "function public.gpu_sessions_due()",
        "function public.heartbeat_gpu_session(uuid,double precision)",
        "function public.request_gpu_termination(uuid,text)",
    ),
    "20261123030120_ssh_credentials": (
        "function public.request_ssh_reading(uuid,text)",
        "function public.reveal_ssh_connection_info(uuid,uuid)",
        "function public.set_ssh_connection_info(uuid,jsonb)",
    ),
    "20261123030200_training_jobs": (
        "function public.validate_hyperparameters(jsonb)",
        "index public.a_job_belongs_to_its_execution",
        "index public.idx_training_jobs_best_validation_score",
        "index public.idx_training_jobs_code_id",
        "index public.idx_training_jobs_execution_id",
        "index public.idx_training_jobs_gpu_session_id",
        "index public.idx_training_jobs_status",
        "table public.training_jobs",
    ),
    "20261123030210_training_claims": (
        "function public.claim_training_jobs(uuid,text,double precision,integer,uuid,uuid)",
        "function public.complete_training_job(uuid,uuid,double precision,integer,text,text)",
        "function public.fail_training_job(uuid,uuid,text,boolean)",
        "function public.heartbeat_training_job(uuid,uuid,double precision)",
        "function public.release_training_job(uuid,uuid,double precision)",
        "index public.training_jobs_exhausted",
        "index public.training_jobs_lease",
        "index public.training_jobs_to_claim",
    ),
    "20261123030300_submissions": (
        "function public.correct_metric_direction(uuid,kaggle_store.metric_direction)",
        "function public.reconcile_submissions(uuid,jsonb,boolean,timestamp with time zone)",
        "index public.a_kaggle_submission_is_stored_once",
        "index public.idx_submissions_execution_id",
        "index public.idx_submissions_public_score",
        "index public.idx_submissions_submission_status",
        "index public.idx_submissions_submitted_at",
        "index public.idx_submissions_training_job_id",
        "index public.submissions_of_a_competition",
        "index public.submissions_of_a_file",
        "index public.submissions_taking_slots",
        "index public.submissions_without_outcome",
        "table public.submissions",
        "view public.submission_quota",
    ),
    "20261123030400_human_interventions": (
        "index public.human_interventions_most_urgent",
        "index public.human_interventions_open",
        "index public.human_interventions_open_of_person",
        "index public.human_interventions_open_subject",
        "index public.idx_human_interventions_execution_id",
        "index public.idx_human_interventions_priority",
        "index public.idx_human_interventions_sla_deadline",
        "index public.idx_human_interventions_status",
        "table public.human_interventions",
    ),
    "20261123030410_intervention_responses": (
        "function public.confirm_notification(uuid,text)",
        "function public.escalate_overdue()",
        "function public.request_intervention(uuid,uuid,kaggle_store.intervention_type,te"
        "xt,text,kaggle_store.intervention_priority,text,jsonb,text,jsonb,timestamp with "
        "time zone,boolean)",
        "function public.respond_intervention(uuid,kaggle_store.intervention_status,text,"
        "jsonb,text)",
        "index public.idx_intervention_notifications_intervention_id",
        "index public.intervention_notifications_to_send",
        "table public.intervention_notifications",
    ),
    "20261123030500_deletes": (),
    "20261123040100_system_metrics": (
        "composite type public.metric_row",
        "function public.ensure_metric_partitions(date,date)",
        "function public.metric_value_or_null(public.system_metrics)",
        "function public.record_metric_points(uuid[],timestamp with time "
        "zone[],text[],double "
        "precision[],kaggle_store.metric_type[],jsonb[],uuid[],text[])",
        "function public.record_metrics(public.metric_row[])",
        "index public.idx_system_metrics_component",
        "index public.idx_system_metrics_execution_id",
        "index public.idx_system_metrics_metric_name",
        "index public.idx_system_metrics_timestamp",
        "table public.system_metrics",
        "table public.system_metrics_default",
    ),
    "20261123040110_training_progress": (
        "function public.report_training_progress(uuid,uuid,timestamp with time "
        "zone,bigint,integer,jsonb,double precision,double "
        "precision,integer,integer,double precision,double precision)",
    ),
    "20261123040120_metric_buckets": (
        "composite type public.metric_bucket",
        "function public.metric_buckets(uuid,text,integer,timestamp with time "
        "zone,timestamp with time zone,uuid,integer,boolean,jsonb)",
        "function public.newest_attempts(uuid,text,jsonb,timestamp with time "
        "zone,timestamp with time zone)",
    ),
    "20261123040200_configurations": (
        "index public.idx_configurations_config_key",
        "index public.idx_configurations_config_type",
        "table public.configurations",
    ),
    "20261123040210_secret_settings": (
        "function public.decrypt_config_value(text)",
        "function public.encrypt_config_value(text)",
        "function public.request_configuration_reading(text)",
        "function public.reveal_configuration(text,uuid)",
        "function public.rotate_encryption_key()",
        "function public.set_configuration(text,jsonb,kaggle_store.config_type,text,boole"
        "an,boolean)",
    ),
    "20261123050100_dashboards": (
        "view public.competition_dashboard",
        "view public.execution_progress",
    ),
    "20261123050150_costs_and_scores": (
        "function public.cost_totals(boolean,boolean,boolean,uuid,uuid,date,date)",
        "view public.execution_costs",
        "view public.submission_ranking",
    ),
    "20261123050200_execution_summary": (
        "function public.refresh_execution_summary()",
        "view public.execution_summary",
    ),
    "20261123050300_upkeep": (
        "function public.close_leftovers()",
        "function public.run_retention()",
    ),
    "20261123050310_archive": (
        "function public.archive_executions(integer)",
        "function public.confirm_archive_export(uuid,text)",
        "function public.import_archived_execution(uuid,text,text[])",
        "function public.read_archived_rows(uuid,bigint,integer)",
        "function public.restore_execution(uuid)",
        "index public.agent_executions_to_archive",
        "index public.idx_archived_executions_competition_id",
        "table public.archived_executions",
    ),
    "20261123050320_upkeep_runs": (
        "function public.run_upkeep(kaggle_store.upkeep_task,boolean,text,uuid)",
        "function public.start_upkeep(uuid,kaggle_store.upkeep_task,boolean,text)",
        "index public.idx_upkeep_runs_started_at",
        "index public.idx_upkeep_runs_task",
        "index public.upkeep_runs_running",
        "table public.upkeep_runs",
    ),
    "20261123050350_integrity": ("function public.integrity_report()",),
    "20261123050360_health": (
        "function public.probe_disk()",
        "function public.store_health()",
    ),
    "20261123050370_access": (),
    "20261123050400_schedule": (),
}
"""The objects by the original name of their migration, in the order of the migrations.

Each is its kind and its qualified name, of a function with its arguments.
"""
