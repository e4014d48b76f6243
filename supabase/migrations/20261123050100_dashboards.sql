-- Phase 5, dashboards: the design document's two read queries as views.
--
-- Writers: none.
-- Readers: people and agents; security invoker, so each reader sees what the tables show it.
-- Each child is aggregated before it is joined: joined side by side, an execution with three
-- submissions would count three times.
-- `c.*` and `e.*` are expanded once. A migration that adds a column to the table replaces the view
-- too: with every column by name, in their order, and the new one at the end.

-- Lateral reads by index: a first page costs the same with 50 and with 5,000 open competitions.
create view public.competition_dashboard with (security_invoker = true) as
select
    c.*,
    runs.execution_count,
    runs.last_execution,
    scores.avg_score,
    scores.best_score
from public.competitions as c
cross join lateral (
    select count(*) as execution_count, max(e.created_at) as last_execution
    from public.agent_executions as e
    where e.competition_id = c.id
) as runs
cross join lateral (
    select
        -- avg() of scores beyond 1e150 raises, for all: see kaggle_store.mean_with_large().
        case when count(*) filter (where abs(s.public_score) > 1e150) = 0
            then avg(s.public_score) filter (where abs(s.public_score) <= 1e150)
            else kaggle_store.mean_with_large(
                avg(s.public_score) filter (where abs(s.public_score) <= 1e150),
                count(*) filter (where abs(s.public_score) <= 1e150),
                sum(s.public_score::numeric) filter (where abs(s.public_score) > 1e150),
                count(*) filter (where abs(s.public_score) > 1e150)
            )
        end as avg_score,
        -- With an unknown direction no score is best: never a guess.
        case c.metric_direction
            when 'maximize' then max(s.public_score)
            when 'minimize' then min(s.public_score)
        end as best_score
    from public.submissions as s
    where s.competition_id = c.id and s.submission_status <> 'disqualified'
) as scores
where c.deadline > (select kaggle_store.now())
order by c.deadline, c.id;

comment on view public.competition_dashboard is
    'Open competitions with their runs and scores, soonest deadline first.';
comment on column public.competition_dashboard.execution_count is 'How many executions it has.';
comment on column public.competition_dashboard.last_execution is
    'When the newest of them was created.';
comment on column public.competition_dashboard.avg_score is
    'Average public score of its submissions; disqualified ones do not count.';
comment on column public.competition_dashboard.best_score is
    'Best public score by the competition''s direction; null while the direction is unknown or '
    'nothing is scored. Disqualified ones do not count.';

revoke all on table public.competition_dashboard
from public, anon, authenticated, service_role, admin;
grant select on table public.competition_dashboard to authenticated, service_role;

create view public.execution_progress with (security_invoker = true) as
select
    e.*,
    c.title as competition_title,
    c.deadline,
    machines.gpu_status,
    machines.gpu_cost,
    open_interventions.pending_interventions,
    coalesce(e.started_at, e.created_at)
        + e.target_submission_hours * interval '1 hour' < (select kaggle_store.now()) as is_overdue
from public.agent_executions as e
join public.competitions as c on c.id = e.competition_id
cross join lateral (
    -- Several sessions may run at once: `running` if any is, and their total cost.
    select
        min(s.status) as gpu_status,
        sum(s.total_cost_dollars)::kaggle_store.total_dollars as gpu_cost
    from public.gpu_sessions as s
    where s.execution_id = e.id and s.status in ('running', 'idle')
) as machines
cross join lateral (
    select count(*) as pending_interventions
    from public.human_interventions as i
    where i.execution_id = e.id and i.status in ('pending', 'escalated')
) as open_interventions
where e.status not in ('completed', 'failed', 'cancelled');

comment on view public.execution_progress is
    'Executions under way, with their competition, GPU sessions and open interventions; one row '
    'each.';
comment on column public.execution_progress.competition_title is 'The title of its competition.';
comment on column public.execution_progress.deadline is 'The deadline of its competition.';
comment on column public.execution_progress.gpu_status is
    '`running` if any of its GPU sessions is, else `idle`; null without a live session.';
comment on column public.execution_progress.gpu_cost is
    'The total cost of its live GPU sessions, in US dollars; null without one.';
comment on column public.execution_progress.pending_interventions is
    'How many interventions await a response, pending or escalated.';
comment on column public.execution_progress.is_overdue is
    'Whether it has run past target_submission_hours without an end.';

revoke all on table public.execution_progress from public, anon, authenticated, service_role, admin;
grant select on table public.execution_progress to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050100_dashboards',
    'd3f26181e77cc0fb3f8caafe530dcdbc39cc1527e9a9cbb232ff14f88c5c237c'
);
