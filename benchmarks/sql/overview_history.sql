-- The store that a team's overview shows, and `bench.executions` executions, `bench.submissions` submissions and
-- `bench.interventions` interventions in all. The first fifty of each are the same in every store: the executions are live, in 25 open
-- competitions, ten of them with a running machine, and twenty-five interventions are open. All others are history of the same
-- competitions: ended executions, scored submissions, closed interventions.
--
-- Triggers and foreign keys are off (the rows are valid), and indexes are created afterwards, as a restore does.
set session_replication_role = replica;
set maintenance_work_mem = '256MB';

call pg_temp.lay_indexes_aside('{public.agent_executions, public.submissions, public.human_interventions}');

insert into public.competitions (
    id, kaggle_id, title, problem_type, deadline, evaluation_metric, metric_direction,
    metric_direction_source, daily_submission_limit, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8001-', n), 'competition-' || n, 'Predict the outcome number ' || n, 'tabular',
    now() + make_interval(days => 10 + n), 'Accuracy', case when n % 2 = 0 then 'maximize' else 'minimize' end::kaggle_store.metric_direction,
    'given', 5, now(), now()
from generate_series(0, 24) as n;

-- The history first, as it was stored first.
insert into public.agent_executions (
    id, competition_id, execution_name, status, resume_status, priority, gpu_budget_dollars, gpu_budget_consumed, target_submission_hours,
    created_at, started_at, completed_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8002-', n), pg_temp.id_of('00000000-0000-7000-8001-', n % 25), 'run ' || n,
    case when n >= 50 then 'completed' when n % 10 = 1 then 'human_review' else 'training' end::kaggle_store.execution_status,
    case when n < 50 and n % 10 = 1 then 'training' end::kaggle_store.execution_status,
    n % 5, 10, 1, case when n % 10 = 2 then 1 else 100 end,
    created, created, case when n >= 50 then created + interval '1 hour' end, created
from (
    select n, now() - interval '2 hours' - make_interval(mins => n::integer) as created
    from generate_series(0, current_setting('bench.executions')::bigint - 1) as n
) as runs
order by n desc;

insert into public.submissions (
    id, execution_id, competition_id, submission_file_path, submission_status, public_score, submitted_at, scored_at,
    created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8003-', current_setting('bench.submissions')::bigint - n),
    pg_temp.id_of('00000000-0000-7000-8002-', run), pg_temp.id_of('00000000-0000-7000-8001-', run % 25), 'out.csv', 'scored',
    abs(hashint8(n)) / 2147483648.0, scored, scored, scored, scored
from (
    select n, n % current_setting('bench.executions')::bigint as run, now() - make_interval(mins => n::integer) as scored
    from generate_series(0, current_setting('bench.submissions')::bigint - 1) as n
) as made
order by n desc;

insert into public.human_interventions (
    id, execution_id, intervention_type, priority, status, title, description, allowed_decisions, decision, sla_deadline, created_at,
    responded_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8004-', current_setting('bench.interventions')::bigint - n),
    pg_temp.id_of('00000000-0000-7000-8002-', n % current_setting('bench.executions')::bigint), 'approval_required',
    (enum_range(null::kaggle_store.intervention_priority))[1 + n % 4],
    case when n < 25 then 'pending' else 'approved' end::kaggle_store.intervention_status, 'May I submit it?', 'Please decide.',
    array['approve', 'reject']::kaggle_store.intervention_decision[],
    case when n >= 25 then 'approve' end::kaggle_store.intervention_decision, asked + interval '4 hours', asked, case when n >= 25 then asked + interval '1 hour' end, asked
from (
    select n, now() - make_interval(mins => n::integer) as asked
    from generate_series(0, current_setting('bench.interventions')::bigint - 1) as n
) as made
order by n desc;

insert into public.gpu_sessions (
    id, execution_id, provider, instance_id, instance_type, hourly_rate_dollars, status, provisioned_at, last_heartbeat_at,
    total_runtime_minutes, total_cost_dollars, cost_limit_dollars, reserved_dollars, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8005-', n), pg_temp.id_of('00000000-0000-7000-8002-', n * 5), 'vast_ai', 'machine-' || n,
    'RTX4090', 0.4, 'running', now() - interval '1 hour', now() + interval '1 day', 60, 0.4, 8, 8, now() - interval '1 hour', now()
from generate_series(0, 9) as n;

call pg_temp.create_indexes_again();
set session_replication_role = default;
