-- `bench.rows` rows of each table that grows, with contents like those of real runs, inserted through the indexes as in use. Most rows
-- of a history have ended, so these have. Children belong to an execution each in the proportions of the benchmark `fleet`.
-- `bench.text` is program text of at least 20,000 characters.
set session_replication_role = replica;

create function pg_temp.n() returns integer language sql as $$ select current_setting('bench.rows')::integer $$;
create function pg_temp.some_text(p_number integer, p_length integer) returns text language sql as $$
    select substr(current_setting('bench.text'), 1 + p_number * 97 % 9000, p_length)
$$;
create function pg_temp.execution(p_number bigint) returns uuid language sql as $$
    select pg_temp.id_of('00000000-0000-7000-8002-', p_number)
$$;
create function pg_temp.at(p_number bigint) returns timestamptz language sql as $$
    select date_trunc('month', now()) + make_interval(secs => p_number * 0.5)
$$;

insert into public.competitions (
    id, kaggle_id, title, description, problem_type, deadline, evaluation_metric, metric_direction, metric_direction_source, tags,
    submission_format, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8001-', n), 'competition-' || n, 'Predict the outcome number ' || n, pg_temp.some_text(n, 2500),
    'tabular', now() - interval '1 day', 'Accuracy', 'maximize', 'inferred', array['tabular', 'finance'], pg_temp.some_text(n, 300),
    pg_temp.at(n), pg_temp.at(n)
from generate_series(1, pg_temp.n()) as n;

insert into public.agent_executions (
    id, competition_id, execution_name, status, current_step, started_at, completed_at, created_at, updated_at, lease_id, worker,
    lease_end, source_record
)
select
    pg_temp.execution(n), pg_temp.id_of('00000000-0000-7000-8001-', 1 + n % 1000), 'run ' || n, 'completed', 10, pg_temp.at(n),
    pg_temp.at(n + 1000), pg_temp.at(n), pg_temp.at(n), gen_random_uuid(), 'host-' || n % 50, 'completed', '{}'
from generate_series(1, pg_temp.n()) as n;

insert into public.research_results (execution_id, research_type, query_text, source_api, raw_response, processed_insights, created_at)
select
    pg_temp.execution(n / 5), 'academic_papers', pg_temp.some_text(n, 80), 'arxiv', jsonb_build_object('answer', pg_temp.some_text(n, 4000)),
    array[pg_temp.some_text(n, 100)], pg_temp.at(n)
from generate_series(1, pg_temp.n()) as n;

insert into public.generated_code (execution_id, code_type, file_name, code_content, dependencies, created_at)
select pg_temp.execution(n / 3), 'training', 'train_' || n || '.py', pg_temp.some_text(n, 6000), array['numpy', 'pandas', 'torch'], pg_temp.at(n)
from generate_series(1, pg_temp.n()) as n;

insert into public.execution_steps (execution_id, round, name, stage, result, duration_seconds, worker, created_at)
select
    pg_temp.execution(n / 6), 1, 'step ' || n, 'research', jsonb_build_object('text', pg_temp.some_text(n, 500)), 1, 'host-' || n % 50,
    pg_temp.at(n)
from generate_series(1, pg_temp.n()) as n;

insert into public.gpu_sessions (
    execution_id, provider, instance_id, instance_type, hourly_rate_dollars, status, provisioned_at, terminated_at, total_runtime_minutes,
    total_cost_dollars, cost_limit_dollars, created_at, updated_at, last_heartbeat_at
)
select
    pg_temp.execution(n), 'vast.ai', 'machine-' || n, 'RTX 4090', 0.4, 'terminated', pg_temp.at(n), pg_temp.at(n + 1000), 10, 0.07, 1,
    pg_temp.at(n), pg_temp.at(n), pg_temp.at(n + 1000)
from generate_series(1, pg_temp.n()) as n;

insert into public.training_jobs (
    id, execution_id, code_id, job_name, hyperparameters, status, started_at, completed_at, runtime_minutes,
    best_validation_score, final_test_score, metrics, progress, current_epoch, total_epochs, lease_id, worker, lease_end, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8004-', n), pg_temp.execution(n), gen_random_uuid(), 'fit',
    '{"lr": 0.001, "depth": 8, "layers": 12, "dropout": 0.1, "batch": 64}', 'completed', pg_temp.at(n), pg_temp.at(n + 1000), 10, 0.9, 0.8,
    '{"loss": {"best": 0.1, "last": 0.2}, "validation_score": {"best": 0.9, "last": 0.8}}', 1, 10, 10, gen_random_uuid(), 'host-1',
    'completed', pg_temp.at(n), pg_temp.at(n)
from generate_series(1, pg_temp.n()) as n;

insert into public.submissions (
    execution_id, competition_id, training_job_id, submission_file_path, kaggle_submission_id, submission_status, public_score,
    submitted_at, scored_at, file_sha256, created_at, updated_at
)
select
    pg_temp.execution(n), pg_temp.id_of('00000000-0000-7000-8001-', 1 + n % 1000), pg_temp.id_of('00000000-0000-7000-8004-', n),
    'submission.csv', n::text, 'scored', 0.8, pg_temp.at(n), pg_temp.at(n), encode(sha256(n::text::bytea), 'hex'), pg_temp.at(n),
    pg_temp.at(n)
from generate_series(1, pg_temp.n()) as n;

insert into public.human_interventions (
    id, execution_id, intervention_type, status, title, description, response, responded_by, responded_at, decision, sla_deadline,
    allowed_decisions, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8005-', n), pg_temp.execution(n), 'approval_required', 'approved', 'Submit?', pg_temp.some_text(n, 300),
    'yes', 'ann', pg_temp.at(n), 'approve', pg_temp.at(n + 7200), array['approve', 'reject', 'respond']::kaggle_store.intervention_decision[],
    pg_temp.at(n), pg_temp.at(n)
from generate_series(1, pg_temp.n()) as n;

insert into public.intervention_notifications (intervention_id, reason, created_at, sent_at, notification_method, routed_at)
select pg_temp.id_of('00000000-0000-7000-8005-', n), 'requested', pg_temp.at(n), pg_temp.at(n), 'slack', pg_temp.at(n)
from generate_series(1, pg_temp.n()) as n;

insert into public.artifacts (execution_id, kind, name, uri, sha256, size_bytes, created_at, created_by)
select e, 'model', 'model.bin', 's3://artifacts/' || kaggle_store.artifact_location(e, s, 'model.bin'), s, 1000000, pg_temp.at(n), 'host-1'
from (
    select n, pg_temp.execution(n) as e, encode(sha256(n::text::bytea), 'hex') as s from generate_series(1, pg_temp.n()) as n
) as files;

insert into public.system_metrics (metric_name, metric_value, metric_type, tags, execution_id, component, timestamp)
select
    (array['loss', 'accuracy', 'grad_norm'])[1 + n % 3], random(), 'gauge',
    jsonb_build_object('step', n, 'attempt', 1, 'training_job_id', pg_temp.id_of('00000000-0000-7000-8004-', n / 200)),
    pg_temp.execution(n / 200), 'training', pg_temp.at(n)
from generate_series(1, pg_temp.n()) as n;

-- Twelve changes of each execution, in the order of time.
insert into public.audit_log (table_name, row_id, execution_id, action, occurred_at, actor_role, actor, old_values, new_values)
select
    (array['agent_executions', 'training_jobs', 'submissions'])[1 + n % 3], pg_temp.id_of('00000000-0000-7000-8004-', n / 4),
    pg_temp.execution(n / 12), 'update', pg_temp.at(n), 'service_role', 'host-' || n % 50,
    '{"status": "research", "current_step": 2, "attempts": 1}', '{"status": "code_generation", "current_step": 3, "attempts": 0}'
from generate_series(1, pg_temp.n()) as n;

insert into public.upkeep_runs (task, started_at, duration_seconds, outcome, counts, run_by)
select 'notices', pg_temp.at(n), 0.01, 'done', '{"noticed": 0, "ended": 0}', 'pg_cron'
from generate_series(1, pg_temp.n()) as n;

insert into kaggle_store.claims (lease_id, worker, claimed_at)
select gen_random_uuid(), 'host-' || n % 50, pg_temp.at(n) from generate_series(1, pg_temp.n()) as n;

insert into public.archived_executions (id, competition_id, execution_name, status, created_at, completed_at, counts, checksum)
select
    pg_temp.execution(n), pg_temp.id_of('00000000-0000-7000-8001-', 1 + n % 1000), 'run ' || n, 'completed', pg_temp.at(n), pg_temp.at(n),
    '{"submissions": 3, "training_jobs": 2, "generated_code": 3, "research_results": 5}', encode(sha256(n::text::bytea), 'hex')
from generate_series(1, pg_temp.n()) as n;

set session_replication_role = default;
analyze;
