-- A year of history: `bench.competitions` competitions, ten executions each, three submissions an execution.
--
-- Rows are stored in the order of their creation: a competition's executions and submissions are spread over its lifetime, among
-- those of some thousand other competitions, and not next to each other.
--
-- Triggers and foreign keys are off (the rows are valid), and indexes are created afterwards, as a restore does.
set session_replication_role = replica;
set maintenance_work_mem = '256MB';

call pg_temp.lay_indexes_aside('{public.agent_executions, public.submissions}');

-- Deadlines are one hour apart, so the shift of the clock in hours determines how many are in the future.
insert into public.competitions (
    id, kaggle_id, title, problem_type, deadline, evaluation_metric, metric_direction,
    metric_direction_source, tags, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8001-', n), 'competition-' || n, 'Predict the outcome number ' || n, 'tabular',
    now() + make_interval(hours => n - current_setting('bench.competitions')::integer + 5000, mins => -30),
    'Accuracy', 'maximize', 'inferred', array['tabular'], now(), now()
from generate_series(1, current_setting('bench.competitions')::integer) as n;

-- During the lifetime of a competition some five hundred others are open.
create temporary table runs as
select
    n as number,
    1 + (n / 10 + hashint8(n) % 250 + current_setting('bench.competitions')::bigint) % current_setting('bench.competitions')::bigint
        as competition
from generate_series(0, 10 * current_setting('bench.competitions')::bigint - 1) as n;

insert into public.agent_executions (
    id, competition_id, execution_name, status, current_step, started_at, completed_at, created_at, updated_at
)
select
    pg_temp.id_of('00000000-0000-7000-8002-', number), pg_temp.id_of('00000000-0000-7000-8001-', competition),
    'run ' || number, 'completed', 10, now() - make_interval(mins => 1000000 - number::integer),
    now() - make_interval(mins => 999940 - number::integer),
    now() - make_interval(mins => 1000000 - number::integer), now()
from runs order by number;

-- A later schema stores the competition in the submission.
do $$
declare
    v_more constant boolean := exists (
        select from pg_attribute where attrelid = 'public.submissions'::regclass and attname = 'competition_id'
    );
begin
    execute format(
        $sql$
        insert into public.submissions (
            id, execution_id, submission_file_path, submission_status, public_score, submitted_at, scored_at, created_at,
            updated_at %s
        )
        select
            pg_temp.id_of('00000000-0000-7000-8003-', 3 * r.number + k),
            pg_temp.id_of('00000000-0000-7000-8002-', r.number), 'out.csv', 'scored', (hashint8(3 * r.number + k) %% 1000) / 1000.0,
            now(), now(), now(), now() %s
        from runs as r, generate_series(0, 2) as k
        order by r.number + 300 * k
        $sql$,
        case when v_more then ', competition_id' end,
        case when v_more then $part$, pg_temp.id_of('00000000-0000-7000-8001-', r.competition)$part$ end
    );
end
$$;

call pg_temp.create_indexes_again();
drop table runs;
set session_replication_role = default;
