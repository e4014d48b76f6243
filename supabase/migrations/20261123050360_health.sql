-- Phase 5, health: store_health(), what the database knows about the state of the store.
--
-- Writers: none.
-- Readers: `kaggle-store doctor`, in one request; agents and admins.
-- A row per subject: its state, what was found, what to do, and `facts` for programs. It reads
-- little and by index; contradictions between rows are found by integrity_report().

create type kaggle_store.health_state as enum ('fine', 'warning', 'problem');
comment on type kaggle_store.health_state is
    'The state of a part of the store: fine, needs attention soon, or broken.';

create function kaggle_store.health_of_database()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_version constant text := split_part(current_setting('server_version'), ' ', 1);
    v_shift constant interval := (select shift from kaggle_store.clock);
    v_is_new constant boolean := current_setting('server_version_num')::integer >= 150000;
    v_digits constant integer := current_setting('extra_float_digits');
begin
    -- What PostgREST prints follows its session's extra_float_digits; no function can pin that.
    return query select
        'PostgreSQL', case when v_is_new and v_digits >= 1
            then 'fine' else 'problem' end::kaggle_store.health_state,
        'version ' || v_version || case when v_digits >= 1 then '' else format(
            '; scores lose digits when they are read: extra_float_digits is %s', v_digits
        ) end,
        case when not v_is_new then 'Upgrade it: the store needs 15 or newer.'
            when v_digits < 1 then 'Run alter database … set extra_float_digits = 1, also for '
                'roles that set it, and restart PostgREST.'
        end,
        jsonb_build_object('version', v_version, 'extra_float_digits', v_digits);
    return query select
        'clock', case when v_shift = '0' then 'fine' else 'warning' end::kaggle_store.health_state,
        case when v_shift = '0' then 'not shifted' else format('shifted by %s', v_shift) end,
        case when v_shift <> '0'
            then 'Tests do that. Reset it as the owner: update kaggle_store.clock set shift = '
                '''0''.' end,
        jsonb_build_object('now', clock_timestamp(), 'shift', extract(epoch from v_shift));
    -- The store's own: the project's migrations are not ours to judge.
    return query select
        'migrations', case when max(i.name) is null then 'problem'
            else 'fine' end::kaggle_store.health_state,
        coalesce(
            count(*) || ' installed, the last '
                || max(i.name) filter (where i.name <> 'members'), 'not on record'
        ),
        case when max(i.name) is null
            then 'Load the data of the table kaggle_store.installed from the dump that this '
                'database was restored from.' end,
        jsonb_build_object('installed', coalesce(jsonb_object_agg(i.name, i.sha256), '{}'))
    from kaggle_store.installed as i;
end
$$;
comment on function kaggle_store.health_of_database() is
    'The release, its printing of numbers, the clock and the store''s migrations.';

-- The checks of Supabase's advisors, for the store's own objects, as far as the catalog shows.
create function kaggle_store.health_of_protection()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_tables constant oid[] := array(select kaggle_store.own_tables());
    v_routines constant oid[] := array(select kaggle_store.own_routines());
    v_domains constant oid[] :=
        '{public.email, public.percentage, public.positive_decimal}'::regtype[];
    v_open text[];
    v_rights text[];
    v_off text[];
begin
    select array_agg(c.oid::regclass::text order by c.oid::regclass::text) into v_open
    from pg_catalog.pg_class as c
    where c.oid = any (v_tables) and c.relkind in ('r', 'p') and not (
        c.relrowsecurity and exists (select from pg_catalog.pg_policy as p where p.polrelid = c.oid)
    );
    return query select
        'row level security', case when v_open is null then 'fine'
            else 'problem' end::kaggle_store.health_state,
        coalesce(
            'off, or without a policy: ' || array_to_string(v_open, ', '), 'on for every table'
        ),
        case when v_open is not null
            then 'Run alter table … enable row level security, and add a policy for its roles.' end,
        jsonb_build_object('tables', coalesce(v_open, '{}'));

    select array_agg(wrong order by place, wrong) into v_rights from (
        select 1, 'anon reaches ' || c.oid::regclass from pg_catalog.pg_class as c
        where c.oid = any (v_tables) and c.relkind in ('r', 'p', 'v', 'm') and (
            has_table_privilege('anon', c.oid, 'select, insert, update, delete, truncate')
            or has_any_column_privilege('anon', c.oid, 'select, insert, update')
        )
        union all
        select 1, 'anon calls ' || p.oid::regprocedure from pg_catalog.pg_proc as p
        where p.oid = any (v_routines) and has_function_privilege('anon', p.oid, 'execute')
        union all
        select 1, c.oid::regclass || ' is open beside system_metrics' from pg_catalog.pg_class as c
        cross join unnest(array['authenticated', 'service_role', 'admin', 'kaggle_worker'])
            as client (name)
        where c.oid = any (v_tables) and c.relispartition
            and has_table_privilege(client.name, c.oid, 'select, insert, update, delete')
        union all
        select 1, p.oid::regprocedure || ' has no search_path of its own'
        from pg_catalog.pg_proc as p
        where p.oid = any (v_routines) and p.prosecdef
            and not coalesce(array_to_string(p.proconfig, ' ') like '%search_path=%', false)
        union all
        select 1, c.oid::regclass || ' reads as its owner' from pg_catalog.pg_class as c
        where c.oid = any (v_tables) and c.relkind = 'v'
            and not coalesce(
                array_to_string(c.reloptions, ' ') ~ 'security_invoker=(true|on|1)', false
            )
        union all
        select 1, 'no rights are on record' from (values (1)) as one
        where not exists (select from kaggle_store.recorded_access)
        union all
        select 2, format('%s %s %s on %s', grantee, case when is_surplus then 'may'
            else 'may no longer' end, privilege, object_name)
        from kaggle_store.changed_rights() where grantee not in ('anon', 'public')
    ) as checked (place, wrong);
    return query select
        'rights', case when v_rights is null then 'fine'
            else 'problem' end::kaggle_store.health_state,
        coalesce(
            array_to_string(v_rights[:5], ', ')
                || case when cardinality(v_rights) > 5
                    then format(', and %s more', cardinality(v_rights) - 5) else '' end,
            'as the migrations left them: none for anon, none around row level security'
        ),
        case when v_rights is not null
            then 'Run as the owner: select kaggle_store.restrict_access(), which restores the '
                'rights that the migrations gave. Set a missing search_path or security_invoker '
                'as they do. Then check who used it.' end,
        jsonb_build_object('wrong', coalesce(v_rights[:100], '{}'));

    select array_agg(wrong order by wrong) into v_off from (
        select format('trigger %s of %s is switched off', t.tgname, t.tgrelid::regclass)
        from pg_catalog.pg_trigger as t
        where t.tgrelid = any (v_tables) and t.tgenabled in ('D', 'R')
            and (t.tgisinternal or t.tgfoid = any (v_routines))
        union all
        select format('constraint %s was never checked', k.conname)
        from pg_catalog.pg_constraint as k
        where not k.convalidated and (
            k.conrelid = any (v_tables) or k.contypid = any (v_domains)
            or k.connamespace = 'kaggle_store'::regnamespace
        )
        union all
        select format('index %s is not valid', i.indexrelid::regclass) from pg_catalog.pg_index as i
        where i.indrelid = any (v_tables) and not i.indisvalid
    ) as checked (wrong);
    return query select
        'guards', case when v_off is null then 'fine' else 'problem' end::kaggle_store.health_state,
        coalesce(array_to_string(v_off, ', '), 'every trigger, constraint and index is in effect'),
        case when v_off is not null
            then 'Enable, validate or rebuild it; then see what `kaggle-store check` finds.' end,
        jsonb_build_object('wrong', coalesce(v_off, '{}'));
end
$$;
comment on function kaggle_store.health_of_protection() is
    'Row level security, rights, triggers, constraints and indexes of the store''s objects.';

-- A policy without the check is one of a later migration, or the project's own.
create function kaggle_store.health_of_members()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_on constant boolean := kaggle_store.is_members_only();
    v_members constant bigint := (select count(*) from kaggle_store.members);
    v_admins constant bigint := (select count(*) from kaggle_store.members where is_admin);
    v_open constant text[] := array(
        select format('"%s" of %s', policy_name, table_name)
        from kaggle_store.policies_of_people() where v_is_on and not asks order by 1
    );
begin
    return query select
        'members', case when v_open = '{}' then 'fine'
            else 'problem' end::kaggle_store.health_state,
        case
            when not v_is_on then 'every signed-in user of the project may read'
            else format('members only: %s, of them admins: %s', v_members, v_admins)
                || coalesce('; policies that do not ask: ' || nullif(
                    array_to_string(v_open, ', '), ''
                ), '')
        end,
        case when v_open <> '{}'
            then 'Run kaggle-store install --members again and push what it adds. Drop a policy of '
                'your own, or let it begin with (select kaggle_store.is_member()) and.' end,
        jsonb_build_object(
            'members_only', v_is_on, 'members', v_members, 'admins', v_admins, 'open', v_open
        );
end
$$;
comment on function kaggle_store.health_of_members() is
    'Whether only members may use the store, how many there are, and policies that let others in.';

create function kaggle_store.health_of_keys()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with seen as (
        select
            (select max(version) from kaggle_store.encryption_keys) as version,
            (select count(*) from kaggle_store.lost_keys()) as lost,
            (
                select count(*) from kaggle_store.contradictions_in_secrets()
                where finding = 'stored under an old key'
            ) as old,
            (
                select vault_name from kaggle_store.encryption_keys order by version desc limit 1
            ) is not null as in_vault
    )
    select
        'encryption key', case when version is null or lost > 0 then 'problem' when old > 0
            then 'warning' else 'fine' end::kaggle_store.health_state,
        case
            when version is null then 'there is none'
            when lost > 0 then format(
                'missing or replaced: %s of the keys up to version %s', lost, version
            )
            else format(
                'version %s, in %s', version, case when in_vault then 'Vault'
                    else 'kaggle_store.encryption_keys' end
            )
                || case when old > 0 then format('; secrets under an older one: %s', old)
                else '' end
        end,
        case
            when version is null or lost > 0
            then 'Restore the key where it was (Vault, or kaggle_store.encryption_keys): without '
                'it no secret can be stored or read.'
            when old > 0 then 'Call rotate_encryption_key(): it encrypts all of them again.'
        end,
        jsonb_build_object(
            'version', version, 'lost', lost, 'old_secrets', old, 'in_vault', in_vault
        )
    from seen
$$;
comment on function kaggle_store.health_of_keys() is
    'The encryption key: where it is stored, whether it is the right one, and what is encrypted '
    'under an older one.';

create function kaggle_store.health_of_partitions()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with seen as (
        select
            (
                select count(*)
                from (select from public.system_metrics_default limit 10001) as strays
            ) as strays,
            (
                select array_agg(row_id order by row_id)
                from kaggle_store.contradictions_in_tables(kaggle_store.now())
                where finding = 'a month has no partition'
            ) as missing,
            (
                select max(c.relname::text) from pg_catalog.pg_inherits as i
                join pg_catalog.pg_class as c on c.oid = i.inhrelid
                where i.inhparent = 'public.system_metrics'::regclass and c.relname ~ '[0-9]$'
            ) as last
    )
    select
        'partitions', case when missing is not null then 'problem' when strays > 0 then 'warning'
            else 'fine' end::kaggle_store.health_state,
        concat_ws('; ',
            coalesce('missing: ' || array_to_string(missing, ', '), 'there up to ' || last),
            case when strays > 0
                then format(
                    'strays in the default one: %s', case when strays > 10000 then 'over 10000'
                        else strays::text end
                ) end
        ),
        case
            when missing is not null then 'Call ensure_metric_partitions(); upkeep does so daily.'
            when strays > 0 then 'Call ensure_metric_partitions() from the month they belong to, '
                'which moves them; run_retention() purges those past their retention.'
        end,
        jsonb_build_object('missing', coalesce(missing, '{}'), 'strays', strays, 'last', last)
    from seen
$$;
comment on function kaggle_store.health_of_partitions() is
    'The partitions of system_metrics: existing, missing, and rows of the default one.';

-- A task that was cut off has failed. Late is a task that has not begun for three intervals, and
-- for a quarter of an hour.
create function kaggle_store.runs_by_task()
returns table (task text, failure text, last_run timestamptz, is_late boolean)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select
        t.task::text,
        case
            when kaggle_store.is_cut_off(latest) then 'it was cut off'
            when ended.outcome = 'failed' then ended.error
            -- A run that could not archive an execution is done, but needs attention.
            when ended.counts -> 'refused' <> '{}' then format(
                '%s cannot be archived', (
                    select count(*) from jsonb_object_keys(ended.counts -> 'refused')
                )
            )
            -- So does one that has kept metrics which are not exported.
            when (ended.counts ->> 'kept_unexported')::bigint > 0 then format(
                '%s months of metrics wait for their export', ended.counts ->> 'kept_unexported'
            )
        end,
        latest.started_at,
        coalesce(latest.started_at, t.since) <= kaggle_store.now()
            - greatest(3 * t.every, interval '15 minutes')
    from kaggle_store.upkeep_tasks as t
    left join lateral (
        select r.* from public.upkeep_runs as r where r.task = t.task
        order by r.started_at desc, r.id desc limit 1
    ) as latest on true
    left join lateral (
        select r.* from public.upkeep_runs as r where r.task = t.task and r.outcome <> 'running'
        order by r.started_at desc, r.id desc limit 1
    ) as ended on true
$$;
comment on function kaggle_store.runs_by_task() is
    'Each task of upkeep: how its last run failed, when it last began, and whether that is too '
    'long ago.';

-- pg_cron is queried by dynamic SQL: not every database has it.
create function kaggle_store.failed_cron_jobs(out jobs bigint, out failed text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    if to_regclass('cron.job') is null then
        return;
    end if;
    execute 'select count(*) from cron.job where jobname like ''kaggle_store:%'' and active'
        into jobs;
    execute $query$
        select string_agg(
            format('%s: %s', substr(j.jobname, 15), r.return_message), '; ' order by j.jobname
        )
        from cron.job as j cross join lateral (
            select d.status, d.return_message from cron.job_run_details as d
            where d.jobid = j.jobid order by d.runid desc limit 1
        ) as r
        where j.jobname like 'kaggle_store:%' and r.status = 'failed'
    $query$ into failed;
end
$$;
comment on function kaggle_store.failed_cron_jobs() is
    'How many jobs of the store pg_cron runs, null without pg_cron, and those whose last run '
    'failed.';

-- A new store without pg_cron needs upkeep at once; with it its jobs get their time.
create function kaggle_store.health_of_upkeep()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with runs as (select * from kaggle_store.runs_by_task()),
    seen as (
        select
            cron.jobs,
            (select count(*) from runs) as tasks,
            (select max(last_run) from runs) as last_run,
            concat_ws('; ', cron.failed, (
                select string_agg(format('%s: %s', task, failure), '; ' order by task)
                from runs where failure is not null
            )) as failed,
            array(
                select task from runs
                where is_late or (last_run is null and coalesce(cron.jobs, 0) = 0) order by task
            ) as late
        from kaggle_store.failed_cron_jobs() as cron
    )
    select
        'upkeep', case when failed <> '' then 'problem' when late <> '{}' then 'warning'
            else 'fine' end::kaggle_store.health_state,
        concat_ws('; ',
            case
                when jobs > 0 then format('pg_cron runs %s jobs', jobs)
                when jobs = 0 then 'pg_cron is here, and has no jobs of the store'
                else 'there is no pg_cron'
            end,
            'failed: ' || nullif(failed, ''),
            case
                when cardinality(late) = tasks then 'no task has run in time'
                when late <> '{}' then 'not run in time: ' || array_to_string(late, ', ')
            end,
            'last run ' || to_char(last_run at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')
        ),
        case
            when failed <> ''
            then 'Fix the cause of the error and run upkeep again; see cron.job_run_details and '
                'upkeep_runs.'
            when late <> '{}' and jobs > 0 and last_run is not null
            then 'Check cron.job and cron.job_run_details for the jobs of these tasks.'
            when late <> '{}'
            then 'Run `kaggle-store upkeep --every 1m` on a machine that is always on.'
        end,
        jsonb_build_object(
            'cron_jobs', jobs, 'failed', nullif(failed, ''), 'late', late, 'last_run', last_run
        )
    from seen
$$;
comment on function kaggle_store.health_of_upkeep() is
    'Whether each task of upkeep runs and succeeds, by pg_cron or by another caller.';

-- The server keeps what it cannot archive, until its disk is full. A command that hangs reports no
-- failure: the oldest segment that waits does.
create function kaggle_store.health_of_wal()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_on constant boolean := current_setting('archive_mode') <> 'off';
    v_archiver pg_catalog.pg_stat_archiver;
    v_waiting bigint;
    v_since timestamptz;
    v_is_stopped boolean;
begin
    select * into v_archiver from pg_catalog.pg_stat_archiver;
    begin
        select count(*), min(modification) into v_waiting, v_since
        from pg_catalog.pg_ls_archive_statusdir() where name like '%.ready';
    exception when insufficient_privilege then
        null;  -- The owner lacks pg_monitor.
    end;
    v_is_stopped := v_is_on and coalesce(
        v_archiver.last_failed_time > coalesce(v_archiver.last_archived_time, '-infinity')
        or v_since < clock_timestamp() - interval '10 minutes', false
    );
    return query select
        'WAL archive', case when v_is_stopped then 'problem'
            else 'fine' end::kaggle_store.health_state,
        case when v_is_stopped
            then concat_ws('; ',
                'archiving has stopped at ' || v_archiver.last_failed_wal,
                'segments that wait: ' || nullif(v_waiting, 0)
            )
            when not v_is_on then 'off: no point-in-time recovery from this server'
            else coalesce('up to ' || to_char(
                v_archiver.last_archived_time at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'
            ), 'on, nothing archived yet')
        end,
        case when v_is_stopped
            then 'Fix archive_command or its folder; the server''s log has the error. Until then '
                'no later moment can be restored, and its disk fills.' end,
        jsonb_build_object(
            'mode', current_setting('archive_mode'), 'waiting', v_waiting,
            'last_archived', v_archiver.last_archived_time,
            'last_failed', v_archiver.last_failed_time
        );
end
$$;
comment on function kaggle_store.health_of_wal() is
    'Whether the server archives its write-ahead log, and whether that has stopped.';

create function kaggle_store.health_of_work()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    v_executions constant bigint := (
        select count(*) from public.agent_executions
        where status not in ('human_review', 'completed', 'failed', 'cancelled')
            and available_at <= v_now
            and (lease_expires_at is null or lease_expires_at <= v_now)
    );
    v_jobs constant bigint := (
        select count(*) from public.training_jobs
        where status in ('queued', 'running') and available_at <= v_now
            and (lease_expires_at is null or lease_expires_at <= v_now)
    );
    v_submissions constant bigint := (
        select count(*) from public.submissions where submission_status = 'pending'
    );
    -- As integrity_report() finds them, which reads the whole history for the rest.
    v_lost constant bigint := (
        select count(*) from public.agent_executions
        where lease_expires_at <= v_now
            and status not in ('human_review', 'completed', 'failed', 'cancelled')
    ) + (
        select count(*) from public.training_jobs
        where lease_expires_at <= v_now and status in ('queued', 'running')
    );
    v_open bigint;
    v_overdue bigint;
    v_live bigint;
    v_due jsonb;
    v_strays bigint;
    v_missing bigint;
begin
    return query select
        'queues', case when v_lost > 0 then 'warning' else 'fine' end::kaggle_store.health_state,
        format(
            'executions to claim: %s, training jobs: %s; submissions to send: %s', v_executions,
            v_jobs, v_submissions
        )
            || case when v_lost > 0 then format('; lost by their workers: %s', v_lost) else '' end,
        case when v_lost > 0 then 'Start a worker: the next claim takes them over.' end,
        jsonb_build_object(
            'executions', v_executions, 'training_jobs', v_jobs, 'submissions', v_submissions,
            'lost', v_lost
        );

    select count(*), count(*) filter (where sla_deadline <= v_now) into v_open, v_overdue
    from public.human_interventions where status in ('pending', 'escalated');
    return query select
        'interventions', case when v_overdue > 0 then 'warning'
            else 'fine' end::kaggle_store.health_state,
        format('%s open, %s overdue', v_open, v_overdue),
        case when v_overdue > 0
            then 'Respond to them, ordered by sla_deadline; escalate_overdue() sends '
                'reminders.' end,
        jsonb_build_object('open', v_open, 'overdue', v_overdue);

    select count(*) into v_live from public.gpu_sessions
    where status in ('provisioning', 'running', 'idle');
    select jsonb_object_agg(reason, sessions order by reason) into v_due from (
        select
            kaggle_store.reason_to_terminate(
                s, e.status, e.gpu_budget_dollars, e.gpu_budget_consumed
            ) as reason,
            count(*) as sessions
        from public.gpu_sessions as s join public.agent_executions as e on e.id = s.execution_id
        where s.status in ('provisioning', 'running', 'idle') group by 1
    ) as due where reason is not null;
    select count(*) filter (where split_part(dedup_key, ':', 3) = 'stray'),
        count(*) filter (where split_part(dedup_key, ':', 3) = 'missing')
    into v_strays, v_missing
    from public.notices
    where kind = 'health' and ended_at is null and starts_with(dedup_key, 'machines:');
    return query select
        'machines', case when v_due is not null then 'problem' when v_strays + v_missing > 0
            then 'warning' else 'fine' end::kaggle_store.health_state,
        format('%s live', v_live) || coalesce('; to terminate: ' || (
            select string_agg(format('%s (%s)', value, key), ', ' order by key)
            from jsonb_each_text(v_due)
        ), '')
            || case when v_strays > 0
                then format('; machines without a session: %s', v_strays) else '' end
            || case when v_missing > 0
                then format('; sessions without a machine: %s', v_missing) else '' end,
        case when v_due is not null
            then 'They cost money: run `kaggle-store supervise`, or terminate what '
                'gpu_sessions_due() lists at the providers, then call close_gpu_session().'
            when v_strays + v_missing > 0
            then 'See the notices: stop the machines at the provider, and close the sessions.' end,
        jsonb_build_object(
            'live', v_live, 'due', coalesce(v_due, '{}'), 'strays', v_strays, 'missing', v_missing
        );
end
$$;
comment on function kaggle_store.health_of_work() is
    'Work that waits for workers and for people, and GPU sessions that must be terminated.';

-- A notifier routes what is new, and takes what is due, within seconds.
create function kaggle_store.health_of_notifications()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with seen as (
        select
            exists (
                select from public.configurations where config_key = 'notification.channels'
            ) as has_channels,
            (
                select count(*) from public.notification_deliveries where status = 'failed'
            ) as failed,
            (
                select count(*) from public.notification_deliveries where status = 'unknown'
            ) + (
                select count(*) from public.notification_deliveries
                where claimed_until <= kaggle_store.now() and status = 'sending'
            ) as unknown,
            (
                select count(*) from (
                    select from public.human_interventions as i
                    where i.status in ('pending', 'escalated')
                        and exists (
                            select from public.intervention_notifications as n
                            where n.intervention_id = i.id and n.routed_at is not null
                        )
                        and not exists (
                            select from public.intervention_notifications as n
                            join public.notification_deliveries as d on d.notification_id = n.id
                            where n.intervention_id = i.id
                        )
                    limit 1000
                ) as each_one
            ) as unwanted,
            least(
                (
                    select created_at from public.intervention_notifications
                    where routed_at is null and sent_at is null order by created_at limit 1
                ),
                (
                    select min(next_attempt_at) from public.notification_deliveries
                    where status = 'pending'
                )
            ) as waiting_since
    ),
    judged as (
        select *, has_channels and waiting_since < kaggle_store.now() - interval '15 minutes'
            as is_late
        from seen
    )
    select
        'notifications', case when is_late then 'problem' when failed + unknown + unwanted > 0
            then 'warning' else 'fine' end::kaggle_store.health_state,
        concat_ws('; ',
            case when not has_channels then 'no channels are set' when is_late
                then 'unsent since ' || to_char(
                    waiting_since at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'
                ) end,
            case when failed > 0 then format('failed: %s', failed) end,
            case when unknown > 0 then format('interrupted while sending: %s', unknown) end,
            case when unwanted > 0
                then format('open interventions that no channel wants: %s', unwanted) end,
            case when has_channels and not coalesce(is_late, false)
                    and failed + unknown + unwanted = 0
                then 'nothing waits for long' end
        ),
        case
            when is_late then 'Start `kaggle-store notify run` on a machine that is always on.'
            when failed + unknown > 0
            then 'See `kaggle-store notify status`; then `kaggle-store notify retry` sends them '
                'again, and `kaggle-store notify dismiss` does not.'
            when unwanted > 0
            then 'See `kaggle-store notify channels`, and add a channel that wants them: it gets '
                'what comes from then on. Until then answer them with `kaggle-store interventions`.'
        end,
        jsonb_build_object(
            'has_channels', has_channels, 'failed', failed, 'unknown', unknown, 'unwanted',
            unwanted, 'waiting_since', waiting_since
        )
    from judged
$$;
comment on function kaggle_store.health_of_notifications() is
    'Whether a notifier sends the notifications, and which it could not send.';

-- The files of an archived execution cost money until a client with the storage has removed them.
create function kaggle_store.health_of_artifacts()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with seen as (
        select count(*) as files, min(listed_at) as since from kaggle_store.artifact_removals
    ),
    judged as (
        select *, coalesce(since < kaggle_store.now() - interval '7 days', false) as is_late
        from seen
    )
    select
        'artifacts', case when is_late then 'warning' else 'fine' end::kaggle_store.health_state,
        format('files to remove from the storage: %s', files) || case when is_late
            then to_char(since at time zone 'UTC', '", since" YYYY-MM-DD HH24:MI "UTC"')
            else '' end,
        case when is_late
            then 'Run `kaggle-store artifacts prune` weekly where the storage can be reached.' end,
        jsonb_build_object('to_remove', files, 'since', since)
    from judged
$$;
comment on function kaggle_store.health_of_artifacts() is
    'Files of archived executions that have waited for a week to be removed from the storage.';

-- A write that is dropped again: only a write shows that the disk is full. A temporary table is in
-- the same place as the others, and leaves no dead rows in them.
create function public.probe_disk()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language plpgsql security definer set search_path = pg_catalog, pg_temp set temp_tablespaces = ''
as $$
declare
    v_error text;
    v_code text;
begin
    begin
        create temporary table disk_probe (filler text);
        -- Rows of this size are not compressed.
        insert into pg_temp.disk_probe select repeat(' ', 1900) from generate_series(1, 550);
        drop table pg_temp.disk_probe;
    exception when insufficient_resources or system_error or read_only_sql_transaction then
        v_error := sqlerrm;
        v_code := sqlstate;
    end;
    return query select
        'disk', case when v_error is null then 'fine'
            else 'problem' end::kaggle_store.health_state,
        coalesce('the database cannot write: ' || v_error, 'a write of 1 MB succeeds'),
        case when v_error is not null
            then 'Free space on the database''s disk, or enlarge it: until then nothing is '
                'stored.' end,
        jsonb_build_object('code', v_code);
end
$$;
comment on function public.probe_disk() is
    'Whether the database can write, by a write of 1 MB that is removed again; a row like those of '
    'store_health(). A repeat is harmless.';

create function public.store_health()
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select * from kaggle_store.health_of_database()
    union all
    select * from kaggle_store.health_of_protection()
    union all
    select * from kaggle_store.health_of_members()
    union all
    select * from kaggle_store.health_of_keys()
    union all
    select * from kaggle_store.health_of_partitions()
    union all
    select * from kaggle_store.health_of_upkeep()
    union all
    select * from kaggle_store.health_of_wal()
    union all
    select * from kaggle_store.health_of_work()
    union all
    select * from kaggle_store.health_of_notifications()
    union all
    select * from kaggle_store.health_of_artifacts()
$$;
comment on function public.store_health() is
    'The state of the store, one row per subject: what was found, and what to do about it; '
    '`facts` is the same for programs. A repeat is harmless.';
revoke all on function
kaggle_store.health_of_database(), kaggle_store.health_of_protection(),
kaggle_store.health_of_members(), kaggle_store.health_of_keys(),
kaggle_store.health_of_partitions(), kaggle_store.runs_by_task(),
kaggle_store.failed_cron_jobs(), kaggle_store.health_of_upkeep(), kaggle_store.health_of_wal(),
kaggle_store.health_of_work(), kaggle_store.health_of_notifications(),
kaggle_store.health_of_artifacts(), public.probe_disk(), public.store_health()
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.probe_disk(), public.store_health() to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050360_health',
    '2463a0e8508f544ae0a2e982819e3c6d46fbab339ad3ea18258ae89af4630bcd'
);
