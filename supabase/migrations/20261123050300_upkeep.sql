-- Phase 5, upkeep: retention of metrics, and cleanup after executions that ended.
--
-- Writers: pg_cron where it exists, else the command line; admins.
-- Readers: the caller gets counts.
-- Every function may be called at any time, from several places at once, and repeated.

-- Policy ------------------------------------------------------------------------------------------

-- Policy is data: a setting of the same name overrides the default. A number out of bounds is
-- refused, nothing is done, and the record of the run has the error: a typing error must not delete
-- a year of metrics.
create table kaggle_store.upkeep_policy (
    config_key text primary key,
    default_value integer not null,
    least integer not null,
    most integer not null,
    meaning text not null,
    constraint a_default_lies_within_its_bounds check (default_value between least and most)
);
comment on table kaggle_store.upkeep_policy is
    'The numbers that upkeep uses, where no setting overrides them, and their bounds.';
comment on column kaggle_store.upkeep_policy.config_key is 'The setting that overrides it.';
comment on column kaggle_store.upkeep_policy.default_value is 'The number without a setting.';
comment on column kaggle_store.upkeep_policy.least is 'The least allowed value.';
comment on column kaggle_store.upkeep_policy.most is 'The greatest allowed value.';
comment on column kaggle_store.upkeep_policy.meaning is 'Its meaning.';
alter table kaggle_store.upkeep_policy enable row level security;
create policy "API roles may read the upkeep policy" on kaggle_store.upkeep_policy
for select to authenticated using (true);
revoke all on table kaggle_store.upkeep_policy
from public, anon, authenticated, service_role, admin, kaggle_worker;
insert into kaggle_store.upkeep_policy (config_key, default_value, least, most, meaning)
values
('retention.metrics_days', 90, 7, 36500, 'days that metrics are kept'),
(
    'retention.executions_days', 365, 30, 36500,
    'days that an execution stays after its end, before it is archived'
),
(
    'retention.restored_days', 30, 1, 36500,
    'days that a restored execution stays before it is archived again'
),
('retention.batch_size', 100, 1, 1000, 'executions that one call archives at the most'),
('upkeep.months_ahead', 3, 1, 24, 'months of metrics that have their partition in advance'),
('upkeep.runs_days', 7, 1, 3650, 'days that the records of runs are kept');

create function kaggle_store.policy(p_key text) returns integer
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_policy kaggle_store.upkeep_policy;
    v_set jsonb;
begin
    select * into v_policy from kaggle_store.upkeep_policy where config_key = p_key;
    select config_value into v_set from public.configurations where config_key = p_key;
    if v_set is null then
        return v_policy.default_value;
    end if;
    -- As numerics: a number of any size is compared, not cast.
    if jsonb_typeof(v_set) <> 'number' or (v_set::numeric) <> trunc(v_set::numeric)
        or v_set::numeric not between v_policy.least and v_policy.most
    then
        raise exception using errcode = 'KS340',
            message = format(
                'the setting %s is not a whole number from %s to %s', p_key, v_policy.least,
                v_policy.most
            ),
            detail = jsonb_build_object(
                'config_key', p_key, 'least', v_policy.least, 'most', v_policy.most
            )::text,
            hint = format('Set the %s to a whole number from %s to %s, or delete the setting for '
                'the default of %s.',
                v_policy.meaning, v_policy.least, v_policy.most, v_policy.default_value);
    end if;
    return v_set::integer;
end
$$;
comment on function kaggle_store.policy(text) is
    'The number that upkeep uses: the setting of this name, else the default. A setting out of '
    'bounds is refused (KS340).';

-- Metrics -----------------------------------------------------------------------------------------

-- A drop waits for every reader, and all others wait for the drop: so it waits 50 ms at most, gives
-- up without effect, and the next run tries again. Dropping a whole month leaves no dead rows.
create function kaggle_store.drop_metric_partition(p_partition regclass) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp set lock_timeout = '50ms'
as $$
begin
    execute format('drop table %s', p_partition);
    return true;
exception when lock_not_available then
    return false;
end
$$;
comment on function kaggle_store.drop_metric_partition(regclass) is
    'Drops a partition of system_metrics unless it is in use; returns whether it did.';

-- The drops come last, because they lock the table until the end of the transaction.
create function public.run_retention()
returns table (dropped_partitions text[], busy_partitions text[], purged_rows bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    v_keep_from constant timestamptz := kaggle_store.now()
        - make_interval(days => kaggle_store.policy('retention.metrics_days'));
    v_partition regclass;
    v_name text;
begin
    dropped_partitions := '{}';
    busy_partitions := '{}';
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.metric_partitions', 0));
    -- Rows of the default partition that are past their retention; a bounded batch per call.
    delete from public.system_metrics_default
    where (id, timestamp) in (
        select id, timestamp from public.system_metrics_default where timestamp < v_keep_from
        limit 100000
    );
    get diagnostics purged_rows = row_count;
    for v_partition, v_name in
        select c.oid, c.relname
        from pg_catalog.pg_inherits as i
        join pg_catalog.pg_class as c on c.oid = i.inhrelid
        where i.inhparent = 'public.system_metrics'::regclass
            and c.relname ~ '^system_metrics_[0-9]{4}_[0-9]{2}$'
            and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= v_keep_from
        order by c.relname
    loop
        if kaggle_store.drop_metric_partition(v_partition) then
            dropped_partitions := dropped_partitions || v_name;
        else
            busy_partitions := busy_partitions || v_name;
        end if;
    end loop;
    return next;
end
$$;
comment on function public.run_retention() is
    'Drops the partitions of system_metrics that are wholly past their retention (90 days, or the '
    'setting retention.metrics_days) and purges rows of that age from the default partition. '
    'Returns what was dropped, what was in use and is left for the next run, and how many rows '
    'were purged. A setting out of bounds is refused (KS340).';

-- Leftovers ---------------------------------------------------------------------------------------

-- Jobs are cancelled and interventions withdrawn with their execution; those that were being
-- written to at that moment are left over.
create function public.close_leftovers()
returns table (
    cancelled_jobs bigint, withdrawn_interventions bigint, forgotten_claims bigint,
    forgotten_readings bigint
)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_open constant uuid[] := array(
        select i.id from public.human_interventions as i
        join public.agent_executions as e on e.id = i.execution_id
        where i.status in ('pending', 'escalated') and e.status in ('completed', 'cancelled')
        order by i.id limit 10000 for no key update of i skip locked
    );
begin
    -- Consistent lock order prevents deadlocks with responses and escalations.
    perform from public.agent_executions
    where id in (select execution_id from public.human_interventions where id = any (v_open))
    order by id for no key update;
    withdrawn_interventions :=
        kaggle_store.withdraw(v_open, 'withdrawn: the execution has ended');
    update public.training_jobs as j
    set status = 'cancelled', error_message = 'its execution has ended'
    where j.id = any (array(
        select l.id from public.training_jobs as l
        join public.agent_executions as e on e.id = l.execution_id
        where l.status in ('queued', 'running') and e.status in ('completed', 'failed', 'cancelled')
        order by l.id limit 10000 for no key update of l skip locked
    ));
    get diagnostics cancelled_jobs = row_count;
    -- Claims are not repeated after a day. A bounded batch per call, as for all others.
    delete from kaggle_store.claims
    where lease_id = any (
        array(
            select lease_id from kaggle_store.claims
            where claimed_at < kaggle_store.now() - interval '1 day' limit 100000
        )
    );
    get diagnostics forgotten_claims = row_count;
    delete from kaggle_store.readings
    where ticket = any (
        array(
            select ticket from kaggle_store.readings
            where asked_at < kaggle_store.now() - interval '1 hour' limit 10000
        )
    );
    get diagnostics forgotten_readings = row_count;
    delete from kaggle_store.deleted_slots where slot_day < kaggle_store.utc_day();
    return next;
end
$$;
comment on function public.close_leftovers() is
    'Ends jobs and interventions that were skipped when their execution ended, and deletes claims '
    'older than a day and tickets older than an hour, a bounded batch of each, and the slots that '
    'deleted submissions took on earlier days. Returns how many of each of the first four. A '
    'repeat is harmless.';

revoke all on function
kaggle_store.policy(text), kaggle_store.drop_metric_partition(regclass), public.run_retention(),
public.close_leftovers()
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.run_retention(), public.close_leftovers() to service_role, admin;
