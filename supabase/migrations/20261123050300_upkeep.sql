-- Upkeep: what keeps the store small and honest. Where pg_cron can be created the database runs it by itself; elsewhere the same
-- functions are called from outside. Each is safe to call at any time, from several places at once, again and again.

-- Policy ---------------------------------------------------------------------------------------------------------------

-- Policy is data: a setting of the same name overrides a number. A number beyond its bounds is a slip of the hand, which must not
-- delete a year of metrics: it is refused, nothing is done, and the record of the run says so.
create table kaggle_store.upkeep_policy (
    config_key text primary key,
    default_value integer not null,
    least integer not null,
    most integer not null,
    meaning text not null,
    constraint a_default_lies_within_its_bounds check (default_value between least and most)
);
comment on table kaggle_store.upkeep_policy is 'The numbers that upkeep goes by, where no setting overrides them, and their bounds.';
comment on column kaggle_store.upkeep_policy.config_key is 'The setting that overrides it.';
comment on column kaggle_store.upkeep_policy.default_value is 'The number without a setting.';
comment on column kaggle_store.upkeep_policy.least is 'The least that a setting may say.';
comment on column kaggle_store.upkeep_policy.most is 'The most that a setting may say.';
comment on column kaggle_store.upkeep_policy.meaning is 'What it is, for people.';
alter table kaggle_store.upkeep_policy enable row level security;
create policy "everybody inside may read the upkeep policy" on kaggle_store.upkeep_policy for select to authenticated using (true);
revoke all on table kaggle_store.upkeep_policy from public, anon, authenticated, service_role, admin, kaggle_worker;
insert into kaggle_store.upkeep_policy (config_key, default_value, least, most, meaning)
values
('retention.metrics_days', 90, 7, 36500, 'days that metrics are kept'),
('retention.executions_days', 365, 30, 36500, 'days that an execution stays after its end, before it is archived'),
('retention.restored_days', 30, 1, 36500, 'days that a restored execution stays before it is archived again'),
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
            message = format('the setting %s is not a whole number from %s to %s', p_key, v_policy.least, v_policy.most),
            detail = jsonb_build_object('config_key', p_key, 'least', v_policy.least, 'most', v_policy.most)::text,
            hint = format('It is the %s: a whole number from %s to %s; without it %s holds.',
                v_policy.meaning, v_policy.least, v_policy.most, v_policy.default_value);
    end if;
    return v_set::integer;
end
$$;
comment on function kaggle_store.policy(text) is
    'The number that upkeep goes by: the setting of this name, else the default. A setting beyond its bounds is refused (KS340).';

-- Metrics --------------------------------------------------------------------------------------------------------------

-- Dropping a partition waits for every reader, and meanwhile everybody waits for the drop: so it waits a twentieth of a second at
-- most, gives up without harm, and the next run tries again. A whole month dropped leaves no dead rows behind.
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
comment on function kaggle_store.drop_metric_partition(regclass) is 'Drops a partition of system_metrics unless somebody is using it; answers whether it did.';

-- The drops come last: until the end of the transaction nobody else reaches the table.
create function public.run_retention()
returns table (dropped_partitions text[], busy_partitions text[], purged_rows bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    v_keep_from constant timestamptz := kaggle_store.now() - make_interval(days => kaggle_store.policy('retention.metrics_days'));
    v_partition regclass;
    v_name text;
begin
    dropped_partitions := '{}';
    busy_partitions := '{}';
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.metric_partitions', 0));
    -- Strays that no partition will be made for any more; a bounded batch a call.
    delete from public.system_metrics_default
    where (id, timestamp) in (
        select id, timestamp from public.system_metrics_default where timestamp < v_keep_from limit 100000
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
    'Drops the partitions of system_metrics that lie wholly past their retention (90 days, or the setting retention.metrics_days) and purges strays as old. Answers what was dropped, what was busy and is left for the next run, and how many strays were purged. A setting that cannot be meant is refused (KS340).';

-- Leftovers ------------------------------------------------------------------------------------------------------------

-- With its execution a job is cancelled and a question withdrawn, but for one that was being written at that very moment.
create function public.close_leftovers()
returns table (cancelled_jobs bigint, withdrawn_questions bigint, forgotten_claims bigint, forgotten_readings bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_open constant uuid[] := array(
        select i.id from public.human_interventions as i join public.agent_executions as e on e.id = i.execution_id
        where i.status in ('pending', 'escalated') and e.status in ('completed', 'cancelled')
        order by i.id limit 10000 for no key update of i skip locked
    );
begin
    -- Locked in one order: whoever answers or escalates at the same time does not wait for this in a ring.
    perform from public.agent_executions
    where id in (select execution_id from public.human_interventions where id = any (v_open)) order by id for no key update;
    update public.human_interventions
    set status = 'rejected', response = 'withdrawn: the execution has ended', responded_by = 'kaggle_store'
    where id = any (v_open);
    get diagnostics withdrawn_questions = row_count;
    update public.training_jobs as j set status = 'cancelled', error_message = 'its execution has ended'
    where j.id = any (array(
        select l.id from public.training_jobs as l join public.agent_executions as e on e.id = l.execution_id
        where l.status in ('queued', 'running') and e.status in ('completed', 'failed', 'cancelled')
        order by l.id limit 10000 for no key update of l skip locked
    ));
    get diagnostics cancelled_jobs = row_count;
    -- A claim is not repeated after a day. A bounded batch a call, as of all the rest.
    delete from kaggle_store.claims
    where lease_id = any (array(select lease_id from kaggle_store.claims where claimed_at < kaggle_store.now() - interval '1 day' limit 100000));
    get diagnostics forgotten_claims = row_count;
    delete from kaggle_store.readings
    where ticket = any (array(select ticket from kaggle_store.readings where asked_at < kaggle_store.now() - interval '1 hour' limit 10000));
    get diagnostics forgotten_readings = row_count;
    return next;
end
$$;
comment on function public.close_leftovers() is
    'Ends the jobs and questions that were passed over when their execution ended, and forgets claims of more than a day and tickets of more than an hour ago, a bounded batch of each. Answers how many of each. A repeat is harmless.';

revoke all on function
kaggle_store.policy(text), kaggle_store.drop_metric_partition(regclass), public.run_retention(), public.close_leftovers()
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.run_retention(), public.close_leftovers() to service_role, admin;
