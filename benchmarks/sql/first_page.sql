-- `bench.runs` executions of one open competition, each with a training job, a scored submission and `bench.points` metric points of
-- this month; fifty of them are live.
set session_replication_role = replica;

insert into public.competitions (
    id, kaggle_id, title, problem_type, deadline, evaluation_metric, metric_direction, metric_direction_source
)
values (
    pg_temp.id_of('00000000-0000-7000-8001-', 0), 'titanic', 'Titanic', 'tabular', now() + interval '90 days', 'Accuracy',
    'maximize', 'given'
);

insert into public.agent_executions (id, competition_id, execution_name, status, created_at, started_at, completed_at)
select
    pg_temp.id_of('00000000-0000-7000-8002-', n), pg_temp.id_of('00000000-0000-7000-8001-', 0), 'run ' || n,
    case when n <= 50 then 'training' else 'completed' end::kaggle_store.execution_status,
    began, began, case when n > 50 then began + interval '1 hour' end
from (
    select n, now() - make_interval(mins => n) as began
    from generate_series(1, current_setting('bench.runs')::integer) as n
) as runs;

insert into public.generated_code (id, execution_id, code_type, file_name, code_content)
select pg_temp.id_of('00000000-0000-7000-8006-', n), pg_temp.id_of('00000000-0000-7000-8002-', n), 'training', 'train.py', 'pass'
from generate_series(1, current_setting('bench.runs')::integer) as n;

insert into public.training_jobs (id, execution_id, code_id, job_name, status, started_at, completed_at, best_validation_score)
select
    pg_temp.id_of('00000000-0000-7000-8007-', n), pg_temp.id_of('00000000-0000-7000-8002-', n),
    pg_temp.id_of('00000000-0000-7000-8006-', n), 'job ' || n, 'completed', now() - interval '1 hour', now(), n / 1000.0
from generate_series(1, current_setting('bench.runs')::integer) as n;

insert into public.submissions (
    id, execution_id, competition_id, training_job_id, submission_file_path, submission_status, public_score, submitted_at, scored_at
)
select
    pg_temp.id_of('00000000-0000-7000-8003-', n), pg_temp.id_of('00000000-0000-7000-8002-', n),
    pg_temp.id_of('00000000-0000-7000-8001-', 0), pg_temp.id_of('00000000-0000-7000-8007-', n), 'out.csv', 'scored',
    abs(hashint8(n)) / 2147483648.0, now() - make_interval(mins => n), now() - make_interval(mins => n)
from generate_series(1, current_setting('bench.runs')::integer) as n;

insert into public.system_metrics (metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp")
select
    'loss', 1.0 / step, 'gauge', jsonb_build_object('step', step), pg_temp.id_of('00000000-0000-7000-8002-', n), 'training',
    now() - make_interval(secs => step)
from generate_series(1, current_setting('bench.runs')::integer) as n,
    generate_series(1, current_setting('bench.points')::integer) as step;

set session_replication_role = default;
