-- A month of points, one a second.
insert into public.system_metrics (metric_name, metric_value, metric_type, tags, component, timestamp)
select
    'loss', random(), 'gauge', jsonb_build_object('step', n), 'training',
    '{month}'::timestamptz + make_interval(secs => n)
from generate_series(1, {rows}) as n
