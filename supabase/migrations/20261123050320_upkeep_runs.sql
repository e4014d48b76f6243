-- Phase 5, upkeep runs: the tasks of upkeep, their schedule and the record of each run.
--
-- Writers: start_upkeep() and run_upkeep(), from pg_cron or the command line.
-- Readers: people and agents, store_health().
-- A task is one call of run_upkeep() and one transaction. If several machines call at once, one
-- runs the task and the others return `elsewhere`. A run leaves a record, also when it failed or
-- its statement was cancelled. Clients record the start in a call before, start_upkeep(): a run
-- that was cut off, by a crash or a lost connection, has a start without an end. pg_cron records
-- its starts itself.

create type kaggle_store.upkeep_task as enum (
    'overdue_interventions', 'gpu_sessions', 'leftovers', 'metric_partitions', 'metrics_retention',
    'archive', 'execution_summary', 'notices', 'health_notices', 'integrity_notices'
);
comment on type kaggle_store.upkeep_task is
    'A task of upkeep, in the order in which they are done.';

create type kaggle_store.upkeep_outcome
    as enum ('running', 'done', 'failed', 'elsewhere', 'not_due');
comment on type kaggle_store.upkeep_outcome is
    'The outcome of a task: not known yet, done, failed, running on another machine, or not due '
    'yet.';

create table kaggle_store.upkeep_tasks (
    task kaggle_store.upkeep_task primary key,
    every interval not null,
    schedule text not null,
    since timestamptz not null default kaggle_store.now()
);
comment on table kaggle_store.upkeep_tasks is 'How often each task of upkeep is done.';
comment on column kaggle_store.upkeep_tasks.task is 'The task.';
comment on column kaggle_store.upkeep_tasks.every is 'How often, for the command line.';
comment on column kaggle_store.upkeep_tasks.schedule is
    'The same for pg_cron, at minutes of their own; more often where a call may leave work for the '
    'next one, which pg_cron makes no earlier.';
comment on column kaggle_store.upkeep_tasks.since is
    'When it was added: a task that never ran is late from then on.';
alter table kaggle_store.upkeep_tasks enable row level security;
create policy "API roles may read the upkeep tasks" on kaggle_store.upkeep_tasks
for select to authenticated using (true);
revoke all on table kaggle_store.upkeep_tasks
from public, anon, authenticated, service_role, admin, kaggle_worker;
insert into kaggle_store.upkeep_tasks (task, every, schedule)
values
('overdue_interventions', '1 minute', '* * * * *'),
('gpu_sessions', '1 minute', '* * * * *'),
('leftovers', '10 minutes', '5-59/10 * * * *'),
('metric_partitions', '1 day', '10 0 * * *'),
('metrics_retention', '1 hour', '20 * * * *'),
('archive', '1 hour', '3-59/10 * * * *'),
('execution_summary', '1 hour', '30 * * * *'),
('notices', '1 minute', '* * * * *'),
('health_notices', '10 minutes', '7-59/10 * * * *'),
('integrity_notices', '1 hour', '9-59/10 * * * *');

create table public.upkeep_runs (
    id uuid primary key default kaggle_store.new_id(),
    task kaggle_store.upkeep_task not null,
    started_at timestamptz not null default kaggle_store.now(),
    duration_seconds double precision not null default 0,
    outcome kaggle_store.upkeep_outcome not null,
    counts jsonb not null default '{}',
    error_code text,
    error text,
    run_by text not null,
    constraint a_failed_run_says_why check ((outcome = 'failed') = (error_code is not null)),
    constraint counts_are_an_object check (jsonb_typeof(counts) = 'object'),
    constraint names_have_no_control_characters check (kaggle_store.is_name(run_by))
);
comment on table public.upkeep_runs is 'One run of a task of upkeep, and what it did.';
comment on column public.upkeep_runs.id is 'The run''s id, in the order of time.';
comment on column public.upkeep_runs.task is 'The task.';
comment on column public.upkeep_runs.started_at is 'When it began.';
comment on column public.upkeep_runs.duration_seconds is
    'How long it took, in seconds; 0 until it ends.';
comment on column public.upkeep_runs.outcome is
    '`done` or `failed`; `running` until it ends.';
comment on column public.upkeep_runs.counts is
    'How many of each it has created, dropped, archived, ended or found.';
comment on column public.upkeep_runs.error_code is 'The SQLSTATE where it failed.';
comment on column public.upkeep_runs.error is 'The error of a failed run, which changed nothing.';
comment on column public.upkeep_runs.run_by is 'The role that ran it, and the name that it gave.';

-- "When did this task last run?"
create index idx_upkeep_runs_task on public.upkeep_runs (task, started_at desc);
-- "Which runs have not ended?"
create index upkeep_runs_running on public.upkeep_runs (task) where outcome = 'running';
-- "Which records are old?"
create index idx_upkeep_runs_started_at on public.upkeep_runs using brin (started_at);

create trigger a_counts_is_bounded before insert or update of counts on public.upkeep_runs
for each row when (kaggle_store.json_flaw(new.counts, 65536, 9) is not null)
execute function kaggle_store.refuse_json('counts', '65536', '9');

alter table public.upkeep_runs enable row level security;
create policy "people read upkeep runs" on public.upkeep_runs
for select to authenticated using (true);
revoke all on table public.upkeep_runs
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant select on table public.upkeep_runs to authenticated, service_role;

-- Runs --------------------------------------------------------------------------------------------

-- The latest record of each task stays: it has the time of the last run.
create function kaggle_store.forget_runs() returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_latest constant uuid[] := array(
        select r.id from kaggle_store.upkeep_tasks as t cross join lateral (
            select id from public.upkeep_runs where task = t.task order by started_at desc limit 1
        ) as r
    );
    v_forgotten bigint;
begin
    delete from public.upkeep_runs
    where id = any (array(
        select id from public.upkeep_runs
        where started_at < kaggle_store.now()
            - make_interval(days => kaggle_store.policy('upkeep.runs_days'))
            and id <> all (v_latest)
        limit 10000
    ));
    get diagnostics v_forgotten = row_count;
    return v_forgotten;
end
$$;
comment on function kaggle_store.forget_runs() is
    'Deletes a batch of old records of runs; returns how many.';

create function kaggle_store.do_upkeep(p_task kaggle_store.upkeep_task) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts jsonb := '{}';
    v_escalated integer;
begin
    case p_task
        when 'overdue_interventions' then
            -- It escalates 50 at the most.
            v_escalated := cardinality(public.escalate_overdue());
            v_counts := jsonb_build_object(
                'escalated', v_escalated, 'more_left', v_escalated >= 50
            );
        when 'gpu_sessions' then
            v_counts := jsonb_build_object('due', cardinality(public.gpu_sessions_due()));
        when 'leftovers' then
            select to_jsonb(done) into v_counts from public.close_leftovers() as done;
            v_counts := v_counts
                || jsonb_build_object('forgotten_runs', kaggle_store.forget_runs());
        when 'metric_partitions' then
            select jsonb_build_object(
                'created', count(*), 'moved_rows', coalesce(sum(moved_rows), 0)
            ) into v_counts
            from public.ensure_metric_partitions(
                null, (
                    kaggle_store.now() at time zone 'UTC'
                        + make_interval(months => kaggle_store.policy('upkeep.months_ahead'))
                )::date
            );
        when 'metrics_retention' then
            select jsonb_build_object(
                'dropped', cardinality(dropped_partitions), 'busy', cardinality(busy_partitions),
                'kept_unexported', cardinality(kept_unexported), 'purged_rows', purged_rows,
                'forgotten_notices', forgotten_notices, 'more_left', more_left
            ) into v_counts from public.run_retention();
        when 'archive' then
            select to_jsonb(done) into v_counts from public.archive_executions() as done;
        when 'execution_summary' then
            perform public.refresh_execution_summary();
        when 'notices' then
            v_counts := kaggle_store.notice_late_work();
        when 'health_notices' then
            v_counts := kaggle_store.notice_health();
        when 'integrity_notices' then
            v_counts := kaggle_store.notice_contradictions();
    end case;
    return v_counts;
end
$$;
comment on function kaggle_store.do_upkeep(kaggle_store.upkeep_task) is
    'Runs a task of upkeep and returns its counts.';

create function kaggle_store.run_lock(p_run_id uuid) returns bigint
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select hashtextextended('kaggle_store.upkeep_run ' || p_run_id, 0) $$;
comment on function kaggle_store.run_lock(uuid) is
    'The key of the advisory lock that a run with a recorded start holds while it works.';

-- A client may take a while from the recorded start to the call; a minute is plenty.
create function kaggle_store.is_cut_off(p_run public.upkeep_runs) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select p_run.outcome = 'running'
        and p_run.started_at < kaggle_store.now() - interval '1 minute'
        and not exists (
            select from pg_catalog.pg_locks
            where locktype = 'advisory' and objsubid = 1 and granted
                and (classid::bigint << 32) | objid::bigint = kaggle_store.run_lock(p_run.id)
        )
$$;
comment on function kaggle_store.is_cut_off(public.upkeep_runs) is
    'Whether a run has a recorded start, no end, and no session that works on it.';

-- Its end was never recorded, so the next start records it.
create function kaggle_store.close_cut_off_runs(p_task kaggle_store.upkeep_task) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
    update public.upkeep_runs as r
    set outcome = 'failed', error_code = '08006',
        error = 'it was cut off: the server, the connection or the caller ended before the task'
    where r.task = p_task and r.outcome = 'running' and kaggle_store.is_cut_off(r)
$$;
comment on function kaggle_store.close_cut_off_runs(kaggle_store.upkeep_task) is
    'Records runs of a task that were cut off as failed.';

-- Due a tenth early: a loop is not exact to the second.
create function kaggle_store.reason_to_skip(
    p_task kaggle_store.upkeep_task, p_only_when_due boolean
) returns kaggle_store.upkeep_outcome
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if not pg_try_advisory_xact_lock(hashtextextended('kaggle_store.upkeep ' || p_task, 0)) then
        return 'elsewhere';
    end if;
    return (
        select 'not_due' from public.upkeep_runs as r
        join kaggle_store.upkeep_tasks as t on t.task = r.task
        where p_only_when_due and r.task = p_task
            and r.started_at > kaggle_store.now() - 0.9 * t.every
        limit 1
    );
end
$$;
comment on function kaggle_store.reason_to_skip(kaggle_store.upkeep_task, boolean) is
    'Locks a task until the end of the transaction; why it is not to be run, or null.';

create function kaggle_store.run_of(
    p_task kaggle_store.upkeep_task, p_run_by text, p_run_id uuid
) returns public.upkeep_runs
language sql volatile set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(p_run_id, kaggle_store.new_id()), p_task, kaggle_store.now(),
        0.0::double precision, 'running'::kaggle_store.upkeep_outcome, '{}'::jsonb, null::text,
        null::text,
        concat_ws(' ', kaggle_store.reader(), left(p_run_by, 200))
$$;
comment on function kaggle_store.run_of(kaggle_store.upkeep_task, text, uuid) is
    'A run that begins now, by this caller.';

create function public.start_upkeep(
    p_run_id uuid, p_task kaggle_store.upkeep_task, p_only_when_due boolean default false,
    p_run_by text default null
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '1s'
as $$
begin
    perform kaggle_store.close_cut_off_runs(p_task);
    if not exists (select from public.upkeep_runs where id = p_run_id and task = p_task)
        and kaggle_store.reason_to_skip(p_task, p_only_when_due) is null
    then
        insert into public.upkeep_runs
        select * from kaggle_store.run_of(p_task, p_run_by, p_run_id)
        on conflict do nothing;
    end if;
    return exists (select from public.upkeep_runs where id = p_run_id and task = p_task);
end
$$;
comment on function public.start_upkeep(uuid, kaggle_store.upkeep_task, boolean, text) is
    'Records that run_upkeep() is about to be called with this p_run_id, in a transaction of its '
    'own: where the run is cut off, its start remains. Returns false and records nothing where the '
    'task is not due or runs elsewhere. A repeat is harmless.';

-- `others` leaves a cancelled statement out; named, it leaves a record like any failure.
create function kaggle_store.try_upkeep(p_run public.upkeep_runs) returns public.upkeep_runs
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_began constant timestamptz := clock_timestamp();
begin
    begin
        p_run.counts := kaggle_store.do_upkeep(p_run.task);
        p_run.outcome := 'done';
    exception when query_canceled or others then
        p_run.outcome := 'failed';
        p_run.error_code := sqlstate;
        p_run.error := left(sqlerrm, 1000);
    end;
    p_run.duration_seconds := extract(epoch from clock_timestamp() - v_began);
    insert into public.upkeep_runs select p_run.*
    on conflict (id) do update
    set duration_seconds = excluded.duration_seconds, outcome = excluded.outcome,
        counts = excluded.counts, error_code = excluded.error_code, error = excluded.error;
    return p_run;
end
$$;
comment on function kaggle_store.try_upkeep(public.upkeep_runs) is
    'Runs the task of a run, records its end, and returns the run; a failure is undone.';

-- A task gives up after waiting for a lock for a second, and is tried again: it must not queue
-- others behind it. PostgREST sets a function's statement_timeout before it calls it: the role's
-- own is meant for a page.
create function public.run_upkeep(
    p_task kaggle_store.upkeep_task, p_only_when_due boolean default false,
    p_run_by text default null, p_run_id uuid default null
)
returns table (
    task kaggle_store.upkeep_task, outcome kaggle_store.upkeep_outcome,
    duration_seconds double precision, counts jsonb, more_left boolean, error_code text, error text
)
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '1s'
set statement_timeout = '10min'
as $$
declare
    v_run public.upkeep_runs;
    v_is_repeat constant boolean := p_run_id is not null
        and not pg_try_advisory_xact_lock(kaggle_store.run_lock(p_run_id));
begin
    select * into v_run from public.upkeep_runs as r where r.id = p_run_id and r.task = p_task;
    if v_is_repeat then
        v_run.outcome := 'elsewhere';
    elsif v_run.id is null or v_run.outcome = 'running' then
        outcome := kaggle_store.reason_to_skip(p_task, p_only_when_due and v_run.id is null);
        if outcome is null then
            perform kaggle_store.close_cut_off_runs(p_task);
            v_run := kaggle_store.try_upkeep(kaggle_store.run_of(p_task, p_run_by, v_run.id));
        else
            -- Another machine was first.
            delete from public.upkeep_runs as r where r.id = v_run.id;
            v_run.outcome := outcome;
        end if;
    end if;
    return query select
        p_task, v_run.outcome, coalesce(v_run.duration_seconds, 0), coalesce(v_run.counts, '{}'),
        coalesce((v_run.counts ->> 'more_left')::boolean, false), v_run.error_code, v_run.error;
end
$$;
comment on function public.run_upkeep(kaggle_store.upkeep_task, boolean, text, uuid) is
    'Runs a task of upkeep and returns its outcome; with p_only_when_due only if its last run is '
    'long enough ago. A task that runs on another machine, or is not due, is skipped; one that '
    'fails, or whose statement is cancelled, is undone and returns the error. A task that was done '
    'or failed leaves a record in upkeep_runs, with p_run_by as the caller''s name; with the '
    'p_run_id of start_upkeep() it ends that record. A repeat is harmless.';

revoke all on function
kaggle_store.forget_runs(), kaggle_store.do_upkeep(kaggle_store.upkeep_task),
kaggle_store.run_lock(uuid), kaggle_store.is_cut_off(public.upkeep_runs),
kaggle_store.close_cut_off_runs(kaggle_store.upkeep_task),
kaggle_store.reason_to_skip(kaggle_store.upkeep_task, boolean),
kaggle_store.run_of(kaggle_store.upkeep_task, text, uuid),
kaggle_store.try_upkeep(public.upkeep_runs),
public.start_upkeep(uuid, kaggle_store.upkeep_task, boolean, text),
public.run_upkeep(kaggle_store.upkeep_task, boolean, text, uuid)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
public.start_upkeep(uuid, kaggle_store.upkeep_task, boolean, text),
public.run_upkeep(kaggle_store.upkeep_task, boolean, text, uuid)
to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050320_upkeep_runs',
    'c98b449421f5535c84e85dc8251860e1735cec037580cf49c71fcde793c2d618'
);
