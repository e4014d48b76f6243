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

-- Integrity ----------------------------------------------------------------------------------------------------------

-- The document's check, for every table: its five columns, then what is wrong. Read it with an eye on `findings`: a healthy store
-- has none. `unique_competitions` counts what the document counts: the competitions of executions, the executions of all else.
create function public.integrity_report()
returns table (
    table_name text, row_count bigint, unique_competitions bigint, earliest_record timestamptz, latest_record timestamptz,
    findings bigint, details jsonb
)
language sql stable security definer set search_path = ''
as $$
    with counts as (
        select 'competitions' as table_name, count(*) as row_count, count(distinct id) as unique_competitions,
            min(created_at) as earliest_record, max(created_at) as latest_record
        from public.competitions
        union all
        select 'agent_executions', count(*), count(distinct competition_id), min(created_at), max(created_at)
        from public.agent_executions
        union all
        select 'research_results', count(*), count(distinct execution_id), min(created_at), max(created_at)
        from public.research_results
        union all
        select 'generated_code', count(*), count(distinct execution_id), min(created_at), max(created_at)
        from public.generated_code
        union all
        select 'gpu_sessions', count(*), count(distinct execution_id), min(created_at), max(created_at) from public.gpu_sessions
        union all
        select 'training_jobs', count(*), count(distinct execution_id), min(created_at), max(created_at) from public.training_jobs
        union all
        select 'submissions', count(*), count(distinct execution_id), min(created_at), max(created_at) from public.submissions
        union all
        select 'human_interventions', count(*), count(distinct execution_id), min(created_at), max(created_at)
        from public.human_interventions
        union all
        select 'system_metrics', count(*), count(distinct execution_id), min(timestamp), max(timestamp) from public.system_metrics
        union all
        select 'configurations', count(*), null, min(created_at), max(created_at) from public.configurations
    ),
    found (table_name, finding, rows) as (
        select 'agent_executions', 'gpu_budget_consumed differs from its sessions', count(*)
        from public.agent_executions as e
        left join (
            select execution_id, sum(total_cost_dollars) as cost from public.gpu_sessions group by execution_id
        ) as spent on spent.execution_id = e.id
        where e.gpu_budget_consumed <> coalesce(spent.cost, 0)
        union all
        select 'agent_executions', 'human_intervention_required differs from its questions', count(*)
        from public.agent_executions as e
        where e.human_intervention_required <> exists (
            select from public.human_interventions as i where i.execution_id = e.id and i.status in ('pending', 'escalated')
        )
        union all
        select 'agent_executions', 'its lease has expired', count(*)
        from public.agent_executions
        where lease_expires_at <= private.now() and status not in ('human_review', 'completed', 'failed', 'cancelled')
        union all
        select 'agent_executions', 'in review without a question', count(*)
        from public.agent_executions as e
        where e.status = 'human_review' and not exists (
            select from public.human_interventions as i
            where i.execution_id = e.id and i.status in ('pending', 'escalated') and i.pauses_execution
        )
        union all
        select 'training_jobs', 'its lease has expired', count(*)
        from public.training_jobs where lease_expires_at <= private.now()
        union all
        select 'training_jobs', 'live although its execution has ended', count(*)
        from public.training_jobs as j join public.agent_executions as e on e.id = j.execution_id
        where j.status in ('queued', 'running') and e.status in ('completed', 'failed', 'cancelled')
        union all
        select 'gpu_sessions', 'stored under an old key', count(*)
        from public.gpu_sessions
        where ssh_connection_info is not null and not starts_with(ssh_connection_info #>> '{}', (
            select format('v%s:', max(version)) from private.encryption_keys
        ))
        union all
        select 'configurations', 'stored under an old key', count(*)
        from public.configurations
        where is_encrypted and not starts_with(config_value #>> '{}', (
            select format('v%s:', max(version)) from private.encryption_keys
        ))
        union all
        select 'gpu_sessions', 'live although its execution has ended', count(*)
        from public.gpu_sessions as s join public.agent_executions as e on e.id = s.execution_id
        where s.status in ('provisioning', 'running', 'idle') and e.status in ('completed', 'failed', 'cancelled')
        union all
        select 'submissions', 'scored without a score', count(*) from public.submissions
        where submission_status = 'scored' and public_score is null
        union all
        select 'system_metrics', 'strays in the default partition', count(*) from public.system_metrics_default
        union all
        select 'system_metrics', 'no partition for the coming month', (
            to_regclass('public.system_metrics_' || to_char((private.now() at time zone 'UTC') + interval '1 month', 'YYYY_MM'))
            is null
        )::integer::bigint
    )
    select
        c.table_name, c.row_count, c.unique_competitions, c.earliest_record, c.latest_record,
        (select coalesce(sum(f.rows), 0)::bigint from found as f where f.table_name = c.table_name),
        (
            select coalesce(jsonb_object_agg(f.finding, f.rows), '{}') from found as f
            where f.table_name = c.table_name and f.rows > 0
        )
    from counts as c
$$;
comment on function public.integrity_report() is
    'Counts and checks every table: rows, distinct competitions (of executions; distinct executions for the rest), earliest and latest record, and how many rows contradict themselves or each other, by finding. A healthy store has zero findings.';
revoke all on function public.integrity_report() from public, anon, authenticated, service_role, admin;
grant execute on function public.integrity_report() to service_role, admin;
