-- A store of `bench.executions` executions, and in proportion 5/3 submissions, 20/3 metric points of the last half year, 10/3 entries
-- of the audit log, and the other tables. What is live is the same in every store: fifty executions with a job, a machine, a submission,
-- an intervention and two hundred points each. So are the twenty rows in each rare state: cancelled, failed, escalated.
--
-- Ids follow the time, as those that clients make. Triggers and foreign keys are off (the rows are valid), and indexes are created
-- afterwards, as a restore does.
set session_replication_role = replica;
set maintenance_work_mem = '256MB';

do $$
declare
    v_tables constant regclass[] := array(
        select oid::regclass from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and not relispartition
    );
begin
    call pg_temp.lay_indexes_aside(v_tables);
end
$$;

-- The rows of a table, oldest first. The newest fifty are live, and twenty others are in a rare state; `number` is what its id is made
-- from and `run` its execution, whose numbers end with the same one in every store.
create or replace function pg_temp.history(p_share numeric)
returns table (
    age bigint, number bigint, run_number bigint, run uuid, live boolean, rare boolean, second_rare boolean, at timestamptz
)
language sql as $$
    select
        age, 999999999 - age, 999999999 - age % executions, pg_temp.id_of('00000000-0000-7000-8002-', 999999999 - age % executions),
        age < 50, age >= 50 and (age - 50) % apart = 0 and (age - 50) / apart < 20,
        age >= 50 and (age - 50) % apart = apart / 2 and (age - 50) / apart < 20,
        now() - interval '2 hours' - age * (interval '180 days' / most)
    from (
        select executions, most, (most - 50) / 20 as apart
        from (select current_setting('bench.executions')::bigint as executions) as given,
            lateral (select ceil(executions * p_share)::bigint as most) as size
    ) as sizes, generate_series(0, most - 1) as age
    order by age desc
$$;

insert into public.competitions (
    id, kaggle_id, title, problem_type, deadline, evaluation_metric, metric_direction,
    metric_direction_source, daily_submission_limit, prize_pool, tags, discovery_source, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8001-', number), 'competition-' || number, 'Predict the outcome number ' || number,
    case when rare then 'nlp' else 'tabular' end::kaggle_store.problem_type, case when live then now() + interval '90 days' else at end, 'Accuracy',
    case when number % 2 = 0 then 'maximize' else 'minimize' end::kaggle_store.metric_direction, 'given', 5, number % 9973, array['tabular'],
    case when rare then 'recommendation' else 'kaggle_api' end, at, at
from pg_temp.history(1 / 10.0);

-- Ten of a competition.
insert into public.agent_executions (
    id, competition_id, execution_name, status, resume_status, priority, gpu_budget_dollars, gpu_budget_consumed, target_submission_hours,
    worker, lease_id, lease_expires_at, created_at, started_at, completed_at, updated_at
)
select
    run, pg_temp.id_of('00000000-0000-7000-8001-', 999999999 - age / 10), 'run ' || number,
    case
        when live and number % 10 = 1 then 'human_review' when live and number % 10 = 2 then 'pending' when live then 'training'
        when second_rare then 'failed' when rare then 'cancelled' else 'completed'
    end::kaggle_store.execution_status,
    case when live and number % 10 = 1 then 'training' end::kaggle_store.execution_status,
    number % 5, 10, 1, case when number % 10 = 2 then 1 else 100 end, case when live and number % 10 = 3 then 'worker' end,
    case when live and number % 10 = 3 then pg_temp.id_of('00000000-0000-7000-800c-', number) end,
    case when live and number % 10 = 3 then now() + interval '1 day' end,
    at, case when not live or number % 10 not in (1, 2) then at end, case when not live then at + interval '1 hour' end, at
from pg_temp.history(1);

insert into public.research_results (
    id, execution_id, research_type, query_text, source_api, raw_response, relevance_score, tokens_consumed, cost_dollars, created_at
)
select
    pg_temp.id_of('00000000-0000-7000-8006-', number), run,
    case when rare then 'academic_papers' else 'documentation' end::kaggle_store.research_type, 'query ' || number,
    case when rare then 'arxiv' else 'kaggle_api' end, '{"found": []}', abs(hashint8(number)) / 2147483648.0, 100, 0.01, at
from pg_temp.history(1);

insert into public.generated_code (
    id, execution_id, code_type, file_name, code_content, execution_order, validation_status, cost_dollars, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8007-', number), run,
    case when rare then 'training' else 'eda' end::kaggle_store.code_type, 'a.py', 'pass', case when rare then 9 else number % 5 end,
    case when live then 'pending' when rare then 'needs_review' else 'valid' end::kaggle_store.validation_status, 0.01, at, at
from pg_temp.history(1);

insert into public.execution_steps (id, execution_id, round, name, stage, result, worker, created_at)
select pg_temp.id_of('00000000-0000-7000-8008-', number), run, 1, 'step ' || number, 'research', '1', 'worker', at
from pg_temp.history(1);

insert into public.gpu_sessions (
    id, execution_id, provider, instance_id, instance_type, hourly_rate_dollars, status, provisioned_at, terminated_at, last_heartbeat_at,
    total_runtime_minutes, total_cost_dollars, cost_limit_dollars, reserved_dollars, auto_terminate_at, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8005-', number), run,
    case when rare then 'lambda_labs' else 'vast_ai' end, 'machine-' || number, 'RTX4090', 0.4,
    case when live then 'running' when rare then 'failed' else 'terminated' end::kaggle_store.gpu_session_status,
    case when live then now() - interval '1 hour' else at end, case when not live then at + interval '1 hour' end,
    case when live then now() + interval '1 day' end, 60, 0.4, 8, case when live then 8 end, at + interval '10 days', at, at
from pg_temp.history(1 / 3.0);

insert into public.gpu_terminations (id, gpu_session_id, execution_id, confirmed_at, next_attempt_at, created_at)
select
    pg_temp.id_of('00000000-0000-7000-800a-', number), s.id, s.execution_id, case when not rare then at end, at, at
from pg_temp.history(1 / 3.0)
join public.gpu_sessions as s on s.id = pg_temp.id_of('00000000-0000-7000-8005-', number)
where not live;

insert into public.training_jobs (
    id, execution_id, gpu_session_id, code_id, job_name, status, started_at, completed_at, best_validation_score, priority, created_at,
    updated_at, worker, lease_id, lease_expires_at
)
select
    pg_temp.id_of('00000000-0000-7000-8009-', number), run, null, pg_temp.id_of('00000000-0000-7000-8007-', number), 'job ' || number,
    case
        when live and number % 2 = 0 then 'queued' when live then 'running' when rare then 'failed' else 'completed'
    end::kaggle_store.training_job_status,
    case when not (live and number % 2 = 0) then at end, case when not live then at + interval '1 hour' end, abs(hashint8(number)) / 2147483648.0, number % 5, at, at,
    case when live and number % 2 = 1 then 'worker' end,
    case when live and number % 2 = 1 then pg_temp.id_of('00000000-0000-7000-800d-', number) end,
    case when live and number % 2 = 1 then now() + interval '1 day' end
from pg_temp.history(1);

insert into public.submissions (
    id, execution_id, competition_id, training_job_id, submission_file_path, kaggle_submission_id, submission_status, public_score,
    submitted_at, scored_at, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8003-', number),
    run,
    pg_temp.id_of('00000000-0000-7000-8001-', 999999999 - (999999999 - run_number) / 10),
    pg_temp.id_of('00000000-0000-7000-8009-', run_number), 'out.csv', number::text,
    case when live and number % 5 = 1 then 'submitted' when rare then 'disqualified' else 'scored' end::kaggle_store.submission_status,
    case when not (live and number % 5 = 1) then abs(hashint8(number)) / 2147483648.0 end, at, case when not (live and number % 5 = 1) then at end, at, at
from pg_temp.history(5 / 3.0);

insert into public.human_interventions (
    id, execution_id, intervention_type, priority, status, title, description, allowed_decisions, decision, sla_deadline, assigned_to,
    subject, created_at, responded_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8004-', number), run, 'approval_required',
    case when rare then 'critical' else 'low' end::kaggle_store.intervention_priority,
    case when live and number % 2 = 1 then 'escalated' when live then 'pending' when rare then 'rejected' else 'approved' end
        ::kaggle_store.intervention_status,
    'May I submit it?', 'Please decide.', array['approve', 'reject']::kaggle_store.intervention_decision[],
    case when rare then 'reject' when not live then 'approve' end::kaggle_store.intervention_decision, at + interval '4 hours',
    case when live and number % 5 = 0 then 'alice' else 'bob' end, 'out.csv', at, case when not live then at + interval '1 hour' end, at
from pg_temp.history(1 / 3.0);

insert into public.notices (id, kind, priority, title, dedup_key, execution_id, created_at, ended_at)
select
    pg_temp.id_of('00000000-0000-7000-800e-', number), 'better_score', 'low', 'A better score', 'better_score:' || number, run, at, at
from pg_temp.history(1 / 3.0);
insert into public.intervention_notifications (id, notice_id, reason, created_at, sent_at, routed_at)
select
    pg_temp.id_of('00000000-0000-7000-800f-', number), pg_temp.id_of('00000000-0000-7000-800e-', number), 'noticed', at,
    case when not live then at end, case when not live then at end
from pg_temp.history(1 / 3.0);
insert into public.notification_deliveries (id, notification_id, channel, priority, status, sent_at, created_at)
select
    pg_temp.id_of('00000000-0000-7000-8010-', number), pg_temp.id_of('00000000-0000-7000-800f-', number), 'team', 'low',
    case when live then 'pending' when rare then 'failed' else 'sent' end::kaggle_store.delivery_status,
    case when not live and not rare then at end, at
from pg_temp.history(1 / 3.0);

insert into public.artifacts (id, execution_id, training_job_id, code_id, kind, name, uri, sha256, size_bytes, created_at, created_by)
select
    pg_temp.id_of('00000000-0000-7000-8011-', number), run, pg_temp.id_of('00000000-0000-7000-8009-', number),
    pg_temp.id_of('00000000-0000-7000-8007-', number), 'model', 'm', 's3://bucket/' || run || '/' || repeat('0', 32) || '/m', repeat('0', 64), 1,
    at, 'worker'
from pg_temp.history(1);

insert into public.audit_log (table_name, row_id, execution_id, action, occurred_at, actor_role, actor, old_values, new_values)
select
    case when number % 10 < 3 then 'agent_executions' else 'submissions' end, run, run, 'update', at, 'service_role',
    case when rare then 'alice' else 'worker' end, '{"status": "training"}', '{"status": "completed"}'
from pg_temp.history(10 / 3.0);

-- As many in every store: settings are few, and records of upkeep are kept for a week.
insert into public.configurations (config_key, config_value, config_type)
select
    'bench.' || number, '1', case when number % 50 = 0 then 'notification' else 'system' end::kaggle_store.config_type
from generate_series(0, 999) as number;
insert into public.upkeep_runs (id, task, started_at, duration_seconds, outcome, run_by)
select
    pg_temp.id_of('00000000-0000-7000-8013-', number), case when number % 50 = 0 then 'archive' else 'notices' end::kaggle_store.upkeep_task,
    now() - (5000 - number) * interval '2 minutes', 1, 'done', 'schedule'
from generate_series(0, 4999) as number;

insert into public.archived_executions (
    id, competition_id, execution_name, status, created_at, completed_at, archived_at, counts, checksum
)
select
    pg_temp.id_of('00000000-0000-7000-8014-', number), pg_temp.id_of('00000000-0000-7000-8001-', 999999999 - age / 10), 'run',
    case when rare then 'failed' else 'completed' end::kaggle_store.execution_status, at - interval '2 years', at - interval '2 years', at,
    '{}', repeat('0', 64)
from pg_temp.history(1);

call pg_temp.create_indexes_again();

select public.ensure_metric_partitions((now() - interval '181 days')::date);
insert into public.system_metrics (metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp")
select
    case when rare then 'rare' else 'loss' end, 1.0 / (1 + number % 100), 'gauge', '{"step": 1}', run, 'training', at
from pg_temp.history(20 / 3.0) where run_number < 999999999 - 49;
insert into public.system_metrics (metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp")
select
    'loss', 1.0 / step, 'gauge', jsonb_build_object('step', step, 'training_job_id', pg_temp.id_of('00000000-0000-7000-8009-', number)), run,
    'training', now() - interval '1 hour' + make_interval(secs => step)
from pg_temp.history(1), generate_series(1, 200) as step
where live
order by step, age;

set session_replication_role = default;
