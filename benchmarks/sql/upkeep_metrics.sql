-- Metrics of the current month and of four months before it, the oldest of them past its retention; a tenth of them belong to
-- executions. A partition is attached once it is full because this builds the indexes faster.
do $$
declare
    v_rows constant integer := current_setting('bench.points')::integer / 5;
    v_executions constant uuid[] := array(
        select id from public.agent_executions order by created_at desc limit 1000
    );
    v_from timestamptz;
    v_until timestamptz;
    v_name text;
begin
    for ago in 0..4 loop
        v_from := date_trunc('month', now(), 'UTC') - make_interval(months => case ago when 4 then 6 else ago end);
        v_until := v_from + interval '1 month';
        v_name := to_char(v_from at time zone 'UTC', '"system_metrics_"YYYY_MM');
        if ago = 0 then
            execute format('drop table public.%I', v_name);
        end if;
        execute format('create table public.%I (like public.system_metrics including defaults including constraints)', v_name);
        execute format(
            'insert into public.%I (metric_name, metric_value, metric_type, tags, component, execution_id, timestamp)
            select
                (array[''loss'', ''accuracy'', ''val_loss'', ''lr''])[1 + n %% 4], random(), ''gauge'',
                jsonb_build_object(''step'', n), ''training'', case when n %% 10 = 0 then $1[1 + n %% 1000] end,
                $2 + n * ($3 - $2) / ($4 + 1)
            from generate_series(1, $4) as n', v_name
        ) using v_executions, v_from, least(v_until, now()), v_rows;
        execute format(
            'alter table public.system_metrics attach partition public.%I for values from (%L) to (%L)',
            v_name, v_from, v_until
        );
        perform kaggle_store.close_metric_partition(format('public.%I', v_name)::regclass);
    end loop;
end
$$;
