-- A month of points, one per second, in its own partition, attached once it is full because this builds the indexes faster.
do $$
declare v_partition constant text := to_char('{month}'::date, '"system_metrics_"YYYY_MM');
begin
    execute format('create table public.%I (like public.system_metrics including defaults including constraints)', v_partition);
    execute format(
        'insert into public.%I (metric_name, metric_value, metric_type, tags, component, timestamp)
        select
            ''loss'', random(), ''gauge'', jsonb_build_object(''step'', n), ''training'',
            ''{month}''::timestamptz + make_interval(secs => n)
        from generate_series(1, {rows}) as n', v_partition
    );
    execute format(
        'alter table public.system_metrics attach partition public.%I for values from (%L) to (%L)',
        v_partition, '{month}'::timestamptz, '{month}'::timestamptz + interval '1 month'
    );
    perform kaggle_store.close_metric_partition(format('public.%I', v_partition)::regclass);
end
$$;
