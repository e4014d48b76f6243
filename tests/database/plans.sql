-- The seed of test_plans.py: enough rows for the planner to prefer an index. Ids encode the
-- kind and number of a row; triggers are off while it runs.
create or replace function pg_temp.id_of(p_kind integer, p_number integer) returns uuid
language sql immutable as $$
    select (
        lpad(to_hex(p_kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(p_number), 12, '0')
    )::uuid
$$;

insert into public.competitions (id, kaggle_id, title, problem_type, discovery_source, deadline,
    metric_direction, metric_direction_source, prize_pool, created_at)
select pg_temp.id_of(1, n), 'c-' || n, 'C',
    case when n % 500 = 0 then 'nlp' else 'tabular' end::kaggle_store.problem_type,
    case when n % 500 = 1 then 'recommendation' else 'kaggle_api' end,
    now() + (n - 3500) * interval '1 hour', 'maximize', 'given', n,
    now() - n * interval '1 minute'
from generate_series(1, 4000) as n;

insert into public.agent_executions (
    id, competition_id, execution_name, status, resume_status, current_step, priority, started_at,
    completed_at, created_at, attempts,
    worker, lease_id, lease_expires_at
)
select pg_temp.id_of(2, n), pg_temp.id_of(1, n % 2000 + 1), 'run', status,
    case status when 'human_review' then 'training'::kaggle_store.execution_status end,
    1, n % 7, case when status <> 'pending' then now() - interval '3 days' end,
    case status when 'completed' then now() end,
    now() - n * interval '1 hour', case when n % 1000 = 3 then 3 else 0 end,
    case when n % 500 = 3 then 'w' end, case when n % 500 = 3 then pg_temp.id_of(8, n) end,
    case when n % 500 = 3 then now() + interval '1 day' end
from (
    select n, case n % 500 when 1 then 'pending' when 2 then 'human_review' when 3 then 'training'
        else 'completed' end
        ::kaggle_store.execution_status as status
    from generate_series(1, 20000) as n
) as made;

insert into public.research_results (execution_id, research_type, query_text, source_api,
    raw_response, relevance_score, created_at)
select pg_temp.id_of(2, n), case when n % 500 = 0 then 'academic_papers'
    else 'documentation' end::kaggle_store.research_type, n::text,
    case when n % 500 = 1 then 'arxiv' else 'kaggle_api' end, '{}', random(),
    now() - n * interval '1 minute'
from generate_series(1, 10000) as n;

insert into public.generated_code (id, execution_id, code_type, file_name, code_content,
    execution_order, validation_status, created_at)
select pg_temp.id_of(5, n), pg_temp.id_of(2, n),
    case when n % 500 = 0 then 'training' else 'eda' end::kaggle_store.code_type, 'a.py', 'pass',
    case when n % 500 = 1 then 9 else n % 5 end,
    case when n % 500 = 2 then 'pending' else 'valid' end::kaggle_store.validation_status,
    now() - n * interval '1 minute'
from generate_series(1, 10000) as n;

-- A solution tree, deep and wide.
insert into public.generated_code (id, execution_id, parent_id, code_type, file_name, code_content,
    execution_order, validation_status)
select pg_temp.id_of(15, n), pg_temp.id_of(2, 10001),
    case when n > 1 then pg_temp.id_of(15, case when n % 2 = 0 then n - 1 else n / 3 + 1 end) end,
    'eda', 'a.py', 'pass', n % 5, 'valid'
from generate_series(1, 1000) as n;

insert into public.gpu_sessions (
    id, execution_id, provider, instance_id, instance_type, status, provisioned_at, terminated_at,
    auto_terminate_at, created_at
)
select pg_temp.id_of(6, n), pg_temp.id_of(2, n),
    case when n % 500 = 0 then 'lambda_labs' else 'vast_ai' end, 'i-' || n, 'A100',
    case when n % 500 = 1 then 'running' else 'terminated' end::kaggle_store.gpu_session_status,
    now() - n * interval '1 hour',
    case when n % 500 <> 1 then now() - (n - 0.5) * interval '1 hour' end,
    now() + (n - 50) * interval '1 hour', now() - n * interval '1 minute'
from generate_series(1, 10000) as n;

insert into public.gpu_terminations (
    gpu_session_id, execution_id, confirmed_at, next_attempt_at, created_at
)
select pg_temp.id_of(6, n), pg_temp.id_of(2, n), case when n % 500 <> 1 then now() end,
    now() - interval '1 minute', now() - n * interval '1 minute'
from generate_series(1, 10000) as n;

insert into public.training_jobs (
    id, execution_id, gpu_session_id, code_id, job_name, status, started_at, completed_at,
    best_validation_score, attempts, priority,
    worker, lease_id, lease_expires_at, created_at
)
select pg_temp.id_of(7, n), pg_temp.id_of(2, n), pg_temp.id_of(6, n), pg_temp.id_of(5, n), 'job',
    status,
    case when status <> 'queued' then now() end, case status when 'completed' then now() end,
    random(),
    case when n % 1000 = 3 then 3 else 0 end, n % 7, case when status = 'running' then 'w' end,
    case when status = 'running' then pg_temp.id_of(8, n) end,
    case when status = 'running' then now() + interval '1 day' end, now() - n * interval '1 minute'
from (
    select n, case when n % 200 = 1 or n % 1000 = 5 then 'queued' when n % 500 = 3 then 'running'
        else 'completed' end::kaggle_store.training_job_status as status
    from generate_series(1, 10000) as n
) as made;

insert into public.submissions (
    id, execution_id, competition_id, training_job_id, submission_file_path, kaggle_submission_id,
    public_score, submission_status,
    submitted_at, scored_at, slot_day, file_sha256, created_at
)
select pg_temp.id_of(3, n), pg_temp.id_of(2, n), pg_temp.id_of(1, n % 2000 + 1),
    pg_temp.id_of(7, n), 'out/s.csv', n::text, random(),
    case when n % 500 = 1 then 'submitted' else 'scored' end::kaggle_store.submission_status,
    now() - n * interval '1 hour', now(),
    (now() - n * interval '1 hour')::date, lpad(n::text, 64, '0'),
    now() - n * interval '1 minute'
from generate_series(1, 10000) as n;

insert into public.execution_steps (execution_id, round, name, stage, result, worker)
select pg_temp.id_of(2, n % 2000 + 1), 1, 'step-' || n, 'research', '1', 'w'
from generate_series(1, 10000) as n;

insert into public.artifacts (
    execution_id, training_job_id, submission_id, code_id, kind, name, uri, sha256, size_bytes,
    created_at
)
select pg_temp.id_of(2, n), pg_temp.id_of(7, n), pg_temp.id_of(3, n), pg_temp.id_of(5, n),
    'model', 'm', 's3://b/' || pg_temp.id_of(2, n) || '/' || repeat('0', 32) || '/m',
    repeat('0', 64), 1, now() - n * interval '1 minute'
from generate_series(1, 10000) as n;

insert into public.human_interventions (
    id, execution_id, intervention_type, title, description, status, priority, subject, assigned_to,
    sla_deadline, responded_at, allowed_decisions, decision, created_at
)
select pg_temp.id_of(9, n), pg_temp.id_of(2, n), 'approval_required', 'May I?', 'So?', status,
    case when n % 500 = 0 then 'critical' else 'low' end::kaggle_store.intervention_priority, 's',
    case when n % 1000 = 1 then 'alice' else 'bob' end, now() + (n - 50) * interval '1 hour',
    case status when 'approved' then now() end,
    array['approve']::kaggle_store.intervention_decision[],
    case status when 'approved' then 'approve' end::kaggle_store.intervention_decision,
    now() - n * interval '1 minute'
from (
    select n, case n % 500 when 1 then 'pending' when 2 then 'escalated'
        else 'approved' end::kaggle_store.intervention_status as status
    from generate_series(1, 10000) as n
) as made;

insert into public.intervention_notifications (intervention_id, reason, sent_at)
select pg_temp.id_of(9, n), 'requested', case when n % 500 <> 1 then now() end
from generate_series(1, 10000) as n;

insert into public.notices (id, kind, priority, title, dedup_key, execution_id, created_at)
select pg_temp.id_of(13, n), 'better_score', 'low', 't', 'better_score:' || n,
    pg_temp.id_of(2, n), now() - n * interval '1 minute'
from generate_series(1, 10000) as n;
insert into public.intervention_notifications (
    id, notice_id, reason, created_at, sent_at, routed_at
)
select pg_temp.id_of(14, n), pg_temp.id_of(13, n), 'noticed', now() - n * interval '1 minute',
    case when n > 20 then now() end, case when n > 10 then now() end
from generate_series(1, 10000) as n;
insert into public.notification_deliveries (
    notification_id, channel, priority, status, sent_at, created_at
)
select pg_temp.id_of(14, n), 'team', 'low', case when n > 20 then 'sent' when n > 17 then 'failed'
    else 'pending' end::kaggle_store.delivery_status, case when n > 20 then now() end,
    now() - n * interval '1 minute'
from generate_series(11, 10000) as n;

select public.ensure_metric_partitions('2025-01-01', '2025-03-01');
insert into public.system_metrics (metric_name, metric_value, metric_type, execution_id, component,
    timestamp, tags)
select 'loss-' || n % 100, 1, 'gauge', pg_temp.id_of(2, n % 100 + 1), 'training',
    '2025-01-01'::timestamptz + n * interval '5 minutes',
    jsonb_build_object('training_job_id', pg_temp.id_of(7, n % 100 + 1), 'attempt', n / 10000 + 1)
from generate_series(1, 20000) as n;
-- Strays, past their retention.
insert into public.system_metrics (metric_name, metric_value, metric_type, timestamp)
select 'stray', 1, 'gauge', '2020-01-01'::timestamptz + n * interval '1 hour'
from generate_series(1, 1000) as n;

insert into public.audit_log (table_name, row_id, execution_id, action, occurred_at, actor_role,
    actor)
select 'submissions', pg_temp.id_of(3, n), pg_temp.id_of(2, n), 'update',
    now() - n * interval '1 hour', 'service_role', case when n % 500 = 1 then 'alice' else 'w' end
from generate_series(1, 10000) as n;

insert into public.configurations (config_key, config_value, config_type)
select 'k-' || n, '1', case when n % 500 = 0 then 'notification'
    else 'system' end::kaggle_store.config_type
from generate_series(1, 3000) as n;

insert into public.upkeep_runs (task, started_at, duration_seconds, outcome, run_by)
select 'archive', now() - n * interval '1 hour', 1, 'done', 'seed'
from generate_series(1, 12000) as n;

insert into public.archived_executions (
    id, competition_id, execution_name, status, created_at, completed_at, counts, checksum
)
select pg_temp.id_of(11, n), pg_temp.id_of(1, n % 2000 + 1), 'run', 'completed',
    now() - n * interval '1 minute', now(), '{}',
    repeat('0', 64)
from generate_series(1, 10000) as n;

select public.refresh_execution_summary();
