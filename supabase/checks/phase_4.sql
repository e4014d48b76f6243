-- Check of phase 4, metrics and configurations.
-- psql "$DATABASE_URL" -f supabase/checks/phase_4.sql prints a line for each fact that holds and
-- ends with an error at the first that does not.
\ir begin.sql

select * from pg_temp.closed(
    array['public.system_metrics', 'public.system_metrics_default', 'public.configurations']
);
select pg_temp.holds('partitions can be made ahead', count(*) >= 0) from ensure_metric_partitions();
select pg_temp.holds('this month has its partition', to_regclass(
    'public.system_metrics_' || to_char(kaggle_store.now() at time zone 'UTC', 'YYYY_MM')
) is not null);
insert into system_metrics (metric_name, metric_value, metric_type)
values ('check of a phase', 'NaN', 'gauge');
select pg_temp.holds(
    'a metric lies in its month, a number or not', tableoid <> 'system_metrics_default'::regclass
)
from system_metrics where metric_name = 'check of a phase';
do $$
begin
    perform pg_temp.as_role(
        'service_role', 'select set_configuration(''check.of_a_phase'', ''"hunter2"'', ''api'', '
        'p_encrypted => true)'
    );
end
$$;
select pg_temp.holds('a secret is stored sealed', config_value #>> '{}' like 'v1:%')
from configurations where config_key = 'check.of_a_phase';
select pg_temp.refuses('a secret is not overwritten by plain text', 'KS321', $$
    select pg_temp.as_role(
        'service_role', $set$ select set_configuration(
            'check.of_a_phase', '"plain"', p_encrypted => false
        ) $set$
    )
$$);

rollback;
