-- Upkeep: what keeps the store small and honest. Where pg_cron can be created the database runs it by itself; elsewhere the same
-- functions are called from outside. Each is safe to call at any time, from several places at once, again and again.

-- Retention ----------------------------------------------------------------------------------------------------------

-- Policy is data: a setting `retention.metrics_days` overrides the document's 90 days.
create function private.metrics_retention() returns interval
language sql stable set search_path = ''
as $$
    select make_interval(days => coalesce(
        (
            select (config_value #>> '{}')::integer from public.configurations
            where config_key = 'retention.metrics_days' and jsonb_typeof(config_value) = 'number'
        ), 90
    ))
$$;
comment on function private.metrics_retention() is
    'How long metrics are kept: the setting retention.metrics_days (a number of days), else 90 days.';
revoke all on function private.metrics_retention() from public, anon, authenticated, service_role;

-- Dropping a partition waits for every reader, and meanwhile everybody waits for the drop: so it waits a twentieth of a second at
-- most, gives up without harm, and the next run tries again. A whole month dropped leaves no dead rows behind.
create function private.drop_metric_partition(p_partition regclass) returns boolean
language plpgsql set search_path = '' set lock_timeout = '50ms'
as $$
begin
    execute format('drop table %s', p_partition);
    return true;
exception when lock_not_available then
    return false;
end
$$;
comment on function private.drop_metric_partition(regclass) is 'Drops a partition of system_metrics unless somebody is using it; answers whether it did.';
revoke all on function private.drop_metric_partition(regclass) from public, anon, authenticated, service_role;

-- With its execution a job is cancelled and a question withdrawn, but for one that was being written at that very moment.
create function private.close_leftovers() returns void
language sql set search_path = ''
as $$
    update public.training_jobs as j set status = 'cancelled', error_message = 'its execution has ended'
    where j.id = any (array(
        select l.id from public.training_jobs as l join public.agent_executions as e on e.id = l.execution_id
        where l.status in ('queued', 'running') and e.status in ('completed', 'failed', 'cancelled')
        order by l.id limit 10000 for no key update of l skip locked
    ));
    update public.human_interventions as i
    set status = 'rejected', response = 'withdrawn: the execution has ended', responded_by = 'kaggle_store'
    from public.agent_executions as e
    where e.id = i.execution_id and i.status in ('pending', 'escalated') and e.status in ('completed', 'cancelled');
$$;
comment on function private.close_leftovers() is 'Ends the jobs and questions that were passed over when their execution ended.';
revoke all on function private.close_leftovers() from public, anon, authenticated, service_role;

create function public.run_retention()
returns table (dropped_partitions text[], busy_partitions text[], purged_rows bigint)
language plpgsql security definer set search_path = '' set timezone = 'UTC'
as $$
declare
    v_keep_from constant timestamptz := private.now() - private.metrics_retention();
    v_partition regclass;
    v_name text;
begin
    dropped_partitions := '{}';
    busy_partitions := '{}';
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.metric_partitions', 0));
    for v_partition, v_name in
        select c.oid, c.relname
        from pg_catalog.pg_inherits as i
        join pg_catalog.pg_class as c on c.oid = i.inhrelid
        where i.inhparent = 'public.system_metrics'::regclass
            and c.relname ~ '^system_metrics_[0-9]{4}_[0-9]{2}$'
            and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= v_keep_from
        order by c.relname
    loop
        if private.drop_metric_partition(v_partition) then
            dropped_partitions := dropped_partitions || v_name;
        else
            busy_partitions := busy_partitions || v_name;
        end if;
    end loop;
    -- Strays that no partition will be made for any more; a bounded batch a call.
    delete from public.system_metrics_default
    where (id, timestamp) in (
        select id, timestamp from public.system_metrics_default where timestamp < v_keep_from limit 100000
    );
    get diagnostics purged_rows = row_count;
    perform private.close_leftovers();
    delete from private.readings where asked_at < private.now() - interval '1 hour';
    -- A claim is not repeated after a day.
    delete from private.claims where claimed_at < private.now() - interval '1 day';
    return next;
end
$$;
comment on function public.run_retention() is
    'Drops the partitions of system_metrics that lie wholly past their retention (90 days, or the setting retention.metrics_days) and purges strays as old. Answers what was dropped, what was busy and is left for the next run, and how many strays were purged.';
revoke all on function public.run_retention() from public, anon, authenticated, service_role, admin;
grant execute on function public.run_retention() to service_role, admin;
