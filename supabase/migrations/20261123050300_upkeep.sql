-- Phase 5, upkeep: retention of metrics, and cleanup after executions that ended.
--
-- Writers: pg_cron where it exists, else the command line; admins.
-- Readers: the caller gets counts.
-- Every function may be called at any time, from several places at once, and repeated. A call works
-- for a second (upkeep.batch_seconds), does one step at least, and returns whether more is left.

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
    'retention.export_metrics', 0, 0, 1,
    'choice whether metrics are dropped only once they are exported (1) or in any case (0)'
),
(
    'retention.executions_days', 365, 30, 36500,
    'days that an execution stays after its end, before it is archived'
),
(
    'retention.restored_days', 30, 1, 36500,
    'days that a restored execution stays before it is archived again'
),
(
    'retention.remove_artifacts', 0, 0, 1,
    'choice whether the files of an archived execution are removed (1) or kept (0)'
),
('retention.batch_size', 100, 1, 1000, 'executions that one call archives at the most'),
(
    'retention.notices_days', 90, 7, 36500,
    'days that notices, and notifications of answered interventions, are kept'
),
(
    'notification.send_within_hours', 168, 1, 8760,
    'hours after which a notice that was not sent is not sent any more'
),
('notification.attempts', 10, 1, 100, 'attempts to send a notification by one channel'),
('upkeep.batch_seconds', 1, 1, 300, 'seconds that one call of a task works at the most'),
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

-- By the server's own clock, as kaggle_store.now() stands still within a transaction: a number of
-- rows does not limit how long they take. The last step of a batch begins before its end, so it
-- ends early.
create function kaggle_store.batch_end() returns timestamptz
language sql volatile set search_path = pg_catalog, pg_temp
as $$
    select clock_timestamp()
        + kaggle_store.policy('upkeep.batch_seconds') * interval '0.7 seconds'
$$;
comment on function kaggle_store.batch_end() is
    'When a batch that begins now starts no other step (0.7 of upkeep.batch_seconds); what is left '
    'then is for the next call.';

-- Metrics -----------------------------------------------------------------------------------------

-- Rows of the default partition that are past their retention.
create function kaggle_store.purge_stray_metrics(
    p_before timestamptz, p_until timestamptz, out purged bigint, out more_left boolean
)
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_batch bigint;
begin
    purged := 0;
    loop
        delete from public.system_metrics_default
        where (timestamp, id) in (
            select timestamp, id from public.system_metrics_default where timestamp < p_before
            limit 5000
        );
        get diagnostics v_batch = row_count;
        purged := purged + v_batch;
        more_left := v_batch > 0 and clock_timestamp() > p_until;
        exit when more_left or v_batch = 0;
    end loop;
end
$$;
comment on function kaggle_store.purge_stray_metrics(timestamptz, timestamptz) is
    'Deletes rows of the default partition that were measured before p_before, until the time '
    'p_until; returns how many, and whether more may be left.';

-- Their notifications and deliveries go with them. What an open intervention has sent is kept.
create function kaggle_store.forget_notices(
    p_before timestamptz, p_until timestamptz, out forgotten bigint, out more_left boolean
)
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_notices bigint;
    v_notifications bigint;
begin
    forgotten := 0;
    loop
        delete from public.notices
        where id = any (array(
            select id from public.notices where created_at < p_before
            order by created_at, id limit 1000 for update skip locked
        ));
        get diagnostics v_notices = row_count;
        delete from public.intervention_notifications
        where id = any (array(
            -- Looked up by its id: as a join the planner may read all interventions.
            select n.id from public.intervention_notifications as n
            where n.created_at < p_before and n.intervention_id is not null and (
                select i.status from public.human_interventions as i where i.id = n.intervention_id
            ) not in ('pending', 'escalated')
            order by n.created_at, n.id limit 1000 for update skip locked
        ));
        get diagnostics v_notifications = row_count;
        forgotten := forgotten + v_notices + v_notifications;
        more_left := v_notices + v_notifications > 0 and clock_timestamp() > p_until;
        exit when more_left or v_notices + v_notifications = 0;
    end loop;
end
$$;
comment on function kaggle_store.forget_notices(timestamptz, timestamptz) is
    'Deletes notices, and notifications of answered interventions, that were added before '
    'p_before, until the time p_until; returns how many, and whether more may be left.';

-- The drops come last, because they lock the table until the end of the transaction. PostgREST sets
-- a function's statement_timeout before it calls it: the role's own is meant for a page.
create function public.run_retention()
returns table (
    dropped_partitions text[], busy_partitions text[], kept_unexported text[],
    purged_rows bigint, forgotten_notices bigint, more_left boolean
)
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
set statement_timeout = '10min'
as $$
declare
    v_until constant timestamptz := kaggle_store.batch_end();
    v_keep_from constant timestamptz := kaggle_store.now()
        - make_interval(days => kaggle_store.policy('retention.metrics_days'));
    v_only_exported constant boolean := kaggle_store.policy('retention.export_metrics') = 1;
    v_month date;
    v_name text;
    v_more_notices boolean;
begin
    dropped_partitions := '{}';
    busy_partitions := '{}';
    kept_unexported := '{}';
    select forgotten, done.more_left into forgotten_notices, v_more_notices
    from kaggle_store.forget_notices(
        kaggle_store.now()
            - make_interval(days => kaggle_store.policy('retention.notices_days')), v_until
    ) as done;
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.metric_partitions', 0));
    if not v_only_exported then
        select purged, done.more_left or v_more_notices into purged_rows, more_left
        from kaggle_store.purge_stray_metrics(v_keep_from, v_until) as done;
    else
        -- An export moves them into a partition of their month.
        purged_rows := 0;
        more_left := v_more_notices;
        if exists (select from public.system_metrics_default where timestamp < v_keep_from) then
            kept_unexported := '{system_metrics_default}';
        end if;
    end if;
    for v_month, v_name in
        select month, c.relname
        from pg_catalog.pg_inherits as i
        join pg_catalog.pg_class as c on c.oid = i.inhrelid
        cross join to_date(right(c.relname, 7), 'YYYY_MM') as month
        where i.inhparent = 'public.system_metrics'::regclass
            and c.relname ~ '^system_metrics_[0-9]{4}_[0-9]{2}$'
            and month + interval '1 month' <= v_keep_from
        order by c.relname
    loop
        exit when more_left;
        more_left := clock_timestamp() > v_until;
        case kaggle_store.drop_metric_partition(v_month, v_only_exported)
            when 'dropped' then dropped_partitions := dropped_partitions || v_name;
            when 'busy' then busy_partitions := busy_partitions || v_name;
            else kept_unexported := kept_unexported || v_name;
        end case;
    end loop;
    return next;
end
$$;
comment on function public.run_retention() is
    'Drops the partitions of system_metrics that are wholly past their retention (90 days, or the '
    'setting retention.metrics_days) and purges rows of that age from the default partition; with '
    'the setting retention.export_metrics only what was exported; deletes notices and '
    'notifications of answered interventions after 90 days (retention.notices_days). Works for '
    'upkeep.batch_seconds at the most. Returns what was dropped, what was in use and is left for '
    'the next run, what was kept because it is not exported, how many rows were purged, how many '
    'notices and notifications were deleted, and whether more is left. A setting out of bounds is '
    'refused (KS340).';

-- Leftovers ---------------------------------------------------------------------------------------

-- Jobs are cancelled and interventions withdrawn with their execution; those that were being
-- written to at that moment are left over. One by one, without waiting for any lock: what is locked
-- is left to the next run.
create function kaggle_store.cancel_leftover(p_id uuid, p_execution_id uuid) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform from public.training_jobs
    where id = p_id and status in ('queued', 'running') for no key update skip locked;
    if found then
        perform from public.agent_executions
        where id = p_execution_id for no key update skip locked;
    end if;
    if found then
        update public.training_jobs
        set status = 'cancelled', error_message = 'its execution has ended'
        where id = p_id;
    end if;
    return found::integer;
end
$$;
comment on function kaggle_store.cancel_leftover(uuid, uuid) is
    'Cancels a live job unless it or its execution is locked; returns how many.';

create function kaggle_store.withdraw_leftover(p_id uuid, p_execution_id uuid) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform from public.human_interventions
    where id = p_id and status in ('pending', 'escalated') for no key update skip locked;
    if found then
        perform from public.agent_executions
        where id = p_execution_id for no key update skip locked;
    end if;
    if found then
        perform kaggle_store.withdraw(array[p_id], 'withdrawn: the execution has ended');
    end if;
    return found::integer;
end
$$;
comment on function kaggle_store.withdraw_leftover(uuid, uuid) is
    'Withdraws an open intervention and its unsent notifications unless it or its execution is '
    'locked; returns how many.';

create function kaggle_store.end_leftovers(
    p_until timestamptz, out cancelled_jobs bigint, out withdrawn_interventions bigint,
    out more_left boolean
)
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_left record;
    v_seen bigint := 0;
begin
    cancelled_jobs := 0; withdrawn_interventions := 0; more_left := false;
    for v_left in
        select e.id as execution_id, j.id, true as is_job
        from public.training_jobs as j join public.agent_executions as e on e.id = j.execution_id
        where j.status in ('queued', 'running') and e.status in ('completed', 'failed', 'cancelled')
        union all
        select e.id, i.id, false
        from public.human_interventions as i
        join public.agent_executions as e on e.id = i.execution_id
        where i.status in ('pending', 'escalated') and e.status in ('completed', 'cancelled')
        order by execution_id, is_job desc, id
    loop
        more_left := v_seen > 0 and clock_timestamp() > p_until;
        exit when more_left;
        v_seen := v_seen + 1;
        if v_left.is_job then
            cancelled_jobs := cancelled_jobs
                + kaggle_store.cancel_leftover(v_left.id, v_left.execution_id);
        else
            withdrawn_interventions := withdrawn_interventions
                + kaggle_store.withdraw_leftover(v_left.id, v_left.execution_id);
        end if;
    end loop;
end
$$;
comment on function kaggle_store.end_leftovers(timestamptz) is
    'Ends jobs and interventions whose execution has ended, until the time p_until; returns how '
    'many of each, and whether more may be left.';

-- A claim is not repeated after a day, unless heartbeats have kept its lease until now: a repeat
-- must find what it holds, not claim more under the same lease.
create function kaggle_store.forget_claims() returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_forgotten bigint;
begin
    delete from kaggle_store.claims
    where lease_id = any (array(
        select c.lease_id from kaggle_store.claims as c
        where c.claimed_at < kaggle_store.now() - interval '1 day'
            and not exists (
                select from public.agent_executions as e
                where e.lease_id = c.lease_id and e.lease_expires_at is not null
            )
            and not exists (
                select from public.training_jobs as j
                where j.lease_id = c.lease_id and j.lease_expires_at is not null
            )
        limit 5000
    ));
    get diagnostics v_forgotten = row_count;
    return v_forgotten;
end
$$;
comment on function kaggle_store.forget_claims() is
    'Deletes a batch of claims that are older than a day and whose lease has ended; returns how '
    'many.';

create function kaggle_store.forget_readings() returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_forgotten bigint;
begin
    delete from kaggle_store.readings
    where ticket = any (array(
        select ticket from kaggle_store.readings
        where asked_at < kaggle_store.now() - interval '1 hour' limit 5000
    ));
    get diagnostics v_forgotten = row_count;
    return v_forgotten;
end
$$;
comment on function kaggle_store.forget_readings() is
    'Deletes a batch of tickets that are older than an hour; returns how many.';

create function kaggle_store.forget_slots() returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_forgotten bigint;
begin
    delete from kaggle_store.deleted_slots
    where (competition_id, slot_day, submission_id) in (
        select competition_id, slot_day, submission_id from kaggle_store.deleted_slots
        where slot_day < kaggle_store.utc_day() limit 5000
    );
    get diagnostics v_forgotten = row_count;
    return v_forgotten;
end
$$;
comment on function kaggle_store.forget_slots() is
    'Deletes a batch of the slots that deleted submissions took on earlier days; returns how many.';

create function public.close_leftovers()
returns table (
    cancelled_jobs bigint, withdrawn_interventions bigint, forgotten_claims bigint,
    forgotten_readings bigint, more_left boolean
)
language plpgsql security definer set search_path = pg_catalog, pg_temp
set statement_timeout = '10min'
as $$
declare
    v_until constant timestamptz := kaggle_store.batch_end();
    v_claims bigint;
    v_readings bigint;
    v_slots bigint;
begin
    forgotten_claims := 0; forgotten_readings := 0;
    select * into cancelled_jobs, withdrawn_interventions, more_left
    from kaggle_store.end_leftovers(v_until);
    -- At least one batch of each, whatever the ends have taken.
    loop
        v_claims := kaggle_store.forget_claims();
        v_readings := kaggle_store.forget_readings();
        v_slots := kaggle_store.forget_slots();
        forgotten_claims := forgotten_claims + v_claims;
        forgotten_readings := forgotten_readings + v_readings;
        exit when v_claims + v_readings + v_slots = 0;
        more_left := more_left or clock_timestamp() > v_until;
        exit when more_left;
    end loop;
    return next;
end
$$;
comment on function public.close_leftovers() is
    'Ends jobs and interventions that were skipped when their execution ended, and deletes claims '
    'older than a day whose lease has ended and tickets older than an hour, for '
    'upkeep.batch_seconds at the most, and the slots that deleted submissions took on earlier '
    'days. Returns how many of each of the first four, and whether more is left. A '
    'repeat is harmless.';

revoke all on function
kaggle_store.policy(text), kaggle_store.batch_end(),
kaggle_store.purge_stray_metrics(timestamptz, timestamptz),
kaggle_store.forget_notices(timestamptz, timestamptz),
kaggle_store.cancel_leftover(uuid, uuid), kaggle_store.withdraw_leftover(uuid, uuid),
kaggle_store.end_leftovers(timestamptz), kaggle_store.forget_claims(),
kaggle_store.forget_readings(), kaggle_store.forget_slots(), public.run_retention(),
public.close_leftovers()
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.run_retention(), public.close_leftovers() to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050300_upkeep',
    '80a4b567f199e948479c8055f9ddad586be5f0ee4267e35183bd277f46204c34'
);
