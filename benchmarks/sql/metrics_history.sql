-- A part of the points of every fifth of a second up to now, inserted through the indexes of {table} as in use.
insert into public.{table} (metric_name, metric_value, metric_type, tags, execution_id, component, timestamp)
select
    (array['loss', 'accuracy', 'val_loss', 'val_accuracy', 'learning_rate', 'grad_norm'])[1 + n % 6],
    random(), 'gauge', jsonb_build_object('step', n / 6), ('{executions}'::uuid[])[1 + n % 8], 'training',
    now() - make_interval(secs => ({rows} - n) / 5.0)
from generate_series({first}, {last}) as n
