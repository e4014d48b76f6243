-- Check of phase 4, metrics and configurations.
-- psql "$DATABASE_URL" -f supabase/checks/phase_4.sql prints a line for each check that passes
-- and stops with an error at the first that fails.
\ir begin.sql

select * from pg_temp.closed(
    array[
        'public.system_metrics', 'public.system_metrics_default', 'public.configurations',
        'kaggle_store.metric_exports', 'kaggle_store.late_metrics'
    ]
);
select pg_temp.holds('partitions can be created in advance', count(*) >= 0)
from ensure_metric_partitions();
select pg_temp.holds('the current month has a partition', to_regclass(
    'public.system_metrics_' || to_char(kaggle_store.now() at time zone 'UTC', 'YYYY_MM')
) is not null);
insert into system_metrics (metric_name, metric_value, metric_type)
values ('check of a phase', 'NaN', 'gauge');
select pg_temp.holds(
    'a NaN metric is in the partition of its month', tableoid <> 'system_metrics_default'::regclass
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
select pg_temp.holds('a secret is stored encrypted', config_value #>> '{}' like 'v1:%')
from configurations where config_key = 'check.of_a_phase';
select pg_temp.refuses('plain text cannot replace a secret', 'KS321', $$
    select pg_temp.as_role(
        'service_role', $set$ select set_configuration(
            'check.of_a_phase', '"plain"', p_encrypted => false
        ) $set$
    )
$$);

rollback;
