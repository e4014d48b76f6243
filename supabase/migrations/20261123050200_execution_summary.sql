-- Phase 5, execution summary: what each execution has made, and the design document's materialized
-- view of it.
--
-- Writers: refresh_execution_summary(), every hour by upkeep.
-- Readers: people and agents read the view in public, which counts at the time of the read; only
-- the owner and the agent, by SQL, the materialized view.
--
-- A page of executions is counted by a few index reads for each, so the view is never out of date,
-- and costs no trigger, no table and no upkeep. Totals kept by triggers would make every write of a
-- child lock or mark its execution; totals kept by upkeep would be out of date, and stay so where
-- no upkeep runs. What the view cannot do by an index is to order all executions by what they
-- have made: it counts for every one of them then.

-- Each child is counted by itself, then joined: joined first and counted distinct, a million
-- executions took fifteen times as long. It is in the internal schema because a materialized view
-- has no row level security.
create materialized view kaggle_store.execution_summary as
select
    e.id,
    e.competition_id,
    e.status,
    e.gpu_budget_consumed,
    coalesce(research.count, 0) as research_count,
    coalesce(code.count, 0) as code_files_count,
    coalesce(jobs.count, 0) as training_jobs_count,
    coalesce(sent.count, 0) as submissions_count,
    case c.metric_direction
        when 'maximize' then sent.highest
        when 'minimize' then sent.lowest
    end as best_score,
    e.created_at,
    e.updated_at
from public.agent_executions as e
join public.competitions as c on c.id = e.competition_id
left join (
    select execution_id, count(*) from public.research_results group by execution_id
) as research on research.execution_id = e.id
left join (
    select execution_id, count(*) from public.generated_code group by execution_id
) as code on code.execution_id = e.id
left join (
    select execution_id, count(*) from public.training_jobs group by execution_id
) as jobs on jobs.execution_id = e.id
left join (
    select
        execution_id, count(*),
        max(public_score) filter (where submission_status <> 'disqualified') as highest,
        min(public_score) filter (where submission_status <> 'disqualified') as lowest
    from public.submissions group by execution_id
) as sent on sent.execution_id = e.id;

comment on materialized view kaggle_store.execution_summary is
    'What each execution has made, as of the last refresh.';

-- One row an execution, which a concurrent refresh needs.
create unique index idx_execution_summary_id on kaggle_store.execution_summary (id);

revoke all on table kaggle_store.execution_summary
from public, anon, authenticated, service_role, admin;
grant select on table kaggle_store.execution_summary to service_role;

-- Subqueries in the select list, where the planner leaves out those that are not asked for, and
-- computes the others for the rows of a page only, once they are ordered.
create view public.execution_summary with (security_invoker = true) as
select
    e.id,
    e.competition_id,
    e.status,
    e.gpu_budget_consumed,
    (
        select count(*) from public.research_results as r where r.execution_id = e.id
    ) as research_count,
    (
        select count(*) from public.generated_code as g where g.execution_id = e.id
    ) as code_files_count,
    (
        select count(*) from public.training_jobs as j where j.execution_id = e.id
    ) as training_jobs_count,
    (
        select count(*) from public.submissions as s where s.execution_id = e.id
    ) as submissions_count,
    case c.metric_direction
        when 'maximize' then (
            select max(s.public_score) from public.submissions as s
            where s.execution_id = e.id and s.submission_status <> 'disqualified'
        )
        when 'minimize' then (
            select min(s.public_score) from public.submissions as s
            where s.execution_id = e.id and s.submission_status <> 'disqualified'
        )
    end as best_score,
    e.created_at,
    e.updated_at
from public.agent_executions as e
join public.competitions as c on c.id = e.competition_id;

comment on view public.execution_summary is
    'What each execution has made, counted when it is read.';
comment on column public.execution_summary.id is 'The execution''s id.';
comment on column public.execution_summary.competition_id is 'The competition it works on.';
comment on column public.execution_summary.status is 'Its state.';
comment on column public.execution_summary.gpu_budget_consumed is
    'What its GPU sessions have cost, in US dollars.';
comment on column public.execution_summary.research_count is 'How many findings it has.';
comment on column public.execution_summary.code_files_count is 'How many files of code it has.';
comment on column public.execution_summary.training_jobs_count is 'How many training jobs it has.';
comment on column public.execution_summary.submissions_count is 'How many submissions it has.';
comment on column public.execution_summary.best_score is
    'Its best public score by the competition''s direction; null while that is unknown.';
comment on column public.execution_summary.created_at is 'When it was planned.';
comment on column public.execution_summary.updated_at is 'When it last changed.';

revoke all on table public.execution_summary from public, anon, authenticated, service_role, admin;
grant select on table public.execution_summary to authenticated, service_role;

-- Concurrently: readers go on reading the old rows meanwhile, and no writer waits. Only its owner
-- may refresh a materialized view, hence a definer. Memory enough to join a million executions with
-- what they made; with much more it takes longer again. PostgREST sets a function's
-- statement_timeout before it calls it: a refresh takes longer than a page may.
create function public.refresh_execution_summary() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set work_mem = '32MB'
set statement_timeout = '10min'
as $$
begin
    if (
        select relispopulated from pg_catalog.pg_class
        where oid = 'kaggle_store.execution_summary'::regclass
    ) then
        refresh materialized view concurrently kaggle_store.execution_summary;
    else
        -- As after a restore of a dump without data: there is nothing that a reader could read.
        refresh materialized view kaggle_store.execution_summary;
    end if;
end
$$;
comment on function public.refresh_execution_summary() is
    'Refreshes the materialized view kaggle_store.execution_summary, for readers by SQL, '
    'concurrently with them. The view execution_summary needs no refresh. A repeat is harmless.';
revoke all on function public.refresh_execution_summary()
from public, anon, authenticated, service_role, admin;
grant execute on function public.refresh_execution_summary() to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050200_execution_summary',
    'dbe2ec9d768df74adbf62e59fc58fa42986bfe687e53157f2b6a4c0a32878d27'
);
