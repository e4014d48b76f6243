-- Phase 5, upkeep runs: the tasks of upkeep, their schedule and the record of each run.
--
-- Writers: run_upkeep(), one task and one transaction per call, from pg_cron or the command line.
-- Readers: people and agents, store_health().
-- If several machines call at once, one runs the task and the others return `elsewhere`. A run
-- leaves a record, also when it failed.

create type kaggle_store.upkeep_task as enum (
    'overdue_interventions', 'gpu_sessions', 'leftovers', 'metric_partitions', 'metrics_retention',
    'archive', 'execution_summary'
);
comment on type kaggle_store.upkeep_task is
    'A task of upkeep, in the order in which they are done.';

create type kaggle_store.upkeep_outcome as enum ('done', 'failed', 'elsewhere', 'not_due');
comment on type kaggle_store.upkeep_outcome is
    'The outcome of a task: done, failed, running on another machine, or not due yet.';

create table kaggle_store.upkeep_tasks (
    task kaggle_store.upkeep_task primary key,
    every interval not null,
    schedule text not null
);
comment on table kaggle_store.upkeep_tasks is 'How often each task of upkeep is done.';
comment on column kaggle_store.upkeep_tasks.task is 'The task.';
comment on column kaggle_store.upkeep_tasks.every is 'How often, for the command line.';
comment on column kaggle_store.upkeep_tasks.schedule is
    'The same for pg_cron, at minutes of their own.';
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
('archive', '1 hour', '40 * * * *'),
('execution_summary', '10 minutes', '*/10 * * * *');

create table public.upkeep_runs (
    id uuid primary key default kaggle_store.new_id(),
    task kaggle_store.upkeep_task not null,
    started_at timestamptz not null default kaggle_store.now(),
    duration_seconds double precision not null,
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
comment on column public.upkeep_runs.duration_seconds is 'How long it took, in seconds.';
comment on column public.upkeep_runs.outcome is '`done` or `failed`.';
comment on column public.upkeep_runs.counts is
    'How many of each it has created, dropped, archived, ended or found.';
comment on column public.upkeep_runs.error_code is 'The SQLSTATE where it failed.';
comment on column public.upkeep_runs.error is 'The error of a failed run, which changed nothing.';
comment on column public.upkeep_runs.run_by is 'The role that ran it, and the name that it gave.';

-- "When did this task last run?"
create index idx_upkeep_runs_task on public.upkeep_runs (task, started_at desc);
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

create function kaggle_store.do_upkeep(p_task kaggle_store.upkeep_task) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_counts jsonb := '{}';
    v_purged bigint;
begin
    case p_task
        when 'overdue_interventions' then
            v_counts := jsonb_build_object(
                'escalated', cardinality(public.escalate_overdue())
            );
        when 'gpu_sessions' then
            v_counts := jsonb_build_object('due', cardinality(public.gpu_sessions_due()));
        when 'leftovers' then
            select to_jsonb(done) into v_counts from public.close_leftovers() as done;
            delete from public.upkeep_runs
            where id = any (array(
                select id from public.upkeep_runs
                where started_at < kaggle_store.now()
                    - make_interval(days => kaggle_store.policy('upkeep.runs_days')) limit 10000
            ));
            get diagnostics v_purged = row_count;
            v_counts := v_counts || jsonb_build_object('forgotten_runs', v_purged);
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
                'purged_rows', purged_rows
            ) into v_counts from public.run_retention();
        when 'archive' then
            select to_jsonb(done) into v_counts from public.archive_executions() as done;
        when 'execution_summary' then
            perform public.refresh_execution_summary();
    end case;
    return v_counts;
end
$$;
comment on function kaggle_store.do_upkeep(kaggle_store.upkeep_task) is
    'Runs a task of upkeep and returns its counts.';

-- A task gives up after waiting for a lock for a second, and is tried again: it must not queue
-- others behind it.
create function public.run_upkeep(
    p_task kaggle_store.upkeep_task, p_only_when_due boolean default false,
    p_run_by text default null
)
returns table (
    task kaggle_store.upkeep_task, outcome kaggle_store.upkeep_outcome,
    duration_seconds double precision, counts jsonb, more_left boolean, error_code text, error text
)
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '1s'
as $$
declare
    v_began constant timestamptz := clock_timestamp();
begin
    task := p_task; outcome := 'done'; duration_seconds := 0; counts := '{}'; more_left := false;
    if not pg_try_advisory_xact_lock(hashtextextended('kaggle_store.upkeep ' || p_task, 0)) then
        outcome := 'elsewhere';
        return next;
        return;
    end if;
    -- Due a tenth early: a loop is not exact to the second.
    if p_only_when_due and exists (
        select from public.upkeep_runs as r join kaggle_store.upkeep_tasks as t on t.task = r.task
        where r.task = p_task and r.started_at > kaggle_store.now() - 0.9 * t.every
    ) then
        outcome := 'not_due';
        return next;
        return;
    end if;
    begin
        counts := kaggle_store.do_upkeep(p_task);
        more_left := coalesce((counts ->> 'more_left')::boolean, false);
    exception when others then
        outcome := 'failed';
        error_code := sqlstate;
        error := left(sqlerrm, 1000);
    end;
    duration_seconds := extract(epoch from clock_timestamp() - v_began);
    insert into public.upkeep_runs (
        task, duration_seconds, outcome, counts, error_code, error, run_by
    )
    values (
        p_task, duration_seconds, outcome, counts, error_code, error,
        concat_ws(' ', kaggle_store.reader(), left(p_run_by, 200))
    );
    return next;
end
$$;
comment on function public.run_upkeep(kaggle_store.upkeep_task, boolean, text) is
    'Runs a task of upkeep and returns its outcome; with p_only_when_due only if its last run is '
    'long enough ago. A task that runs on another machine, or is not due, is skipped; one that '
    'fails is undone and returns the error. A task that was done or failed leaves a record in '
    'upkeep_runs, with p_run_by as the caller''s name. A repeat is harmless.';

revoke all on function
kaggle_store.do_upkeep(kaggle_store.upkeep_task),
public.run_upkeep(kaggle_store.upkeep_task, boolean, text)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.run_upkeep(kaggle_store.upkeep_task, boolean, text)
to service_role, admin;
