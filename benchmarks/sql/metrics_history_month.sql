-- A month of {metrics} metrics of one execution, as recorders store them: ids count up within a
-- delivery, tags name the step.
insert into public.system_metrics (
    id, metric_name, metric_value, metric_type, tags, execution_id, component, timestamp
)
select
    (left(md5('{month}' || n / 5000)::uuid::text, 28) || lpad(to_hex(n % 5000), 8, '0'))::uuid,
    'metric_' || n % {metrics}, sin(n / 1000.0) + random() / 10, 'gauge',
    jsonb_build_object('step', n / {metrics}, 'epoch', n / {metrics} / 100),
    '{execution}', 'training', '{month}'::timestamptz + n * (interval '28 days' / {rows})
from generate_series(0, {rows} - 1) as n
