-- Phase 5, costs and scores: what an execution has cost and how its submissions rank.
--
-- Writers: none.
-- Readers: people and agents; security invoker.

-- An improvement is a scored submission that beats all before it, by the competition's direction.
-- Ranks are counted row by row: a filter by anything is then applied first, where windows would
-- rank the whole store for one execution's submissions.
create view public.submission_ranking with (security_invoker = true) as
select
    s.id,
    s.execution_id,
    s.competition_id,
    s.training_job_id,
    s.submission_status,
    s.submitted_at,
    s.scored_at,
    s.public_score,
    s.private_score,
    s.public_rank,
    s.private_rank,
    s.public_rank - s.private_rank as shake_up,
    ranks.rank_in_store,
    case c.metric_direction
        when 'maximize' then s.public_score > coalesce(earlier.highest, '-infinity')
        when 'minimize' then s.public_score < coalesce(earlier.lowest, 'infinity')
    end as is_improvement
from public.submissions as s
join public.competitions as c on c.id = s.competition_id
cross join lateral (
    select case when s.public_score is not null then 1 + case c.metric_direction
        when 'maximize' then (
            select count(*) from public.submissions as o
            where o.competition_id = s.competition_id and o.public_score > s.public_score
                and o.submission_status <> 'disqualified'
        )
        when 'minimize' then (
            select count(*) from public.submissions as o
            where o.competition_id = s.competition_id and o.public_score < s.public_score
                and o.submission_status <> 'disqualified'
        )
    end end as rank_in_store
) as ranks
cross join lateral (
    select max(o.public_score) as highest, min(o.public_score) as lowest
    from public.submissions as o
    where o.execution_id = s.execution_id and o.submission_status <> 'disqualified'
        and (coalesce(o.scored_at, 'infinity'), o.id) < (coalesce(s.scored_at, 'infinity'), s.id)
) as earlier
where s.submission_status <> 'disqualified';
comment on view public.submission_ranking is
    'Submissions with their rank by the competition''s direction, and their shake-up; '
    'disqualified ones do not count.';
comment on column public.submission_ranking.competition_id is 'The competition it was made for.';
comment on column public.submission_ranking.shake_up is
    'Places won (or lost, below zero) from the public to the private leaderboard; null until both '
    'are known.';
comment on column public.submission_ranking.rank_in_store is
    'Its rank among this store''s submissions to the competition, from 1; null without a score or '
    'a direction.';
comment on column public.submission_ranking.is_improvement is
    'Whether it beat all earlier ones of its execution; null without a score or a direction.';
revoke all on table public.submission_ranking from public, anon, authenticated, service_role, admin;
grant select on table public.submission_ranking to authenticated, service_role;

create view public.execution_costs with (security_invoker = true) as
select
    e.id as execution_id,
    e.competition_id,
    gpu.dollars as gpu_dollars,
    research.dollars as research_dollars,
    code.dollars as code_dollars,
    (gpu.dollars + research.dollars + code.dollars)::kaggle_store.total_dollars as total_dollars,
    research.tokens as research_tokens,
    code.tokens as code_tokens,
    gained.improvements,
    (
        (gpu.dollars + research.dollars + code.dollars) / nullif(gained.improvements, 0)
    )::kaggle_store.total_dollars as dollars_per_improvement
from public.agent_executions as e
join public.competitions as c on c.id = e.competition_id
cross join lateral (
    select coalesce(sum(s.total_cost_dollars), 0)::kaggle_store.total_dollars as dollars
    from public.gpu_sessions as s where s.execution_id = e.id
) as gpu
cross join lateral (
    select
        coalesce(sum(r.cost_dollars), 0)::kaggle_store.total_dollars as dollars,
        least(coalesce(sum(r.tokens_consumed), 0), 9223372036854775807)::bigint as tokens
    from public.research_results as r where r.execution_id = e.id
) as research
cross join lateral (
    select
        coalesce(sum(g.cost_dollars), 0)::kaggle_store.total_dollars as dollars,
        least(coalesce(sum(g.tokens_consumed), 0), 9223372036854775807)::bigint as tokens
    from public.generated_code as g where g.execution_id = e.id
) as code
cross join lateral (
    select count(*) as improvements
    from (
        select
            case c.metric_direction
                when 'maximize' then s.public_score > coalesce(
                    max(s.public_score) over earlier, '-infinity'
                )
                when 'minimize' then s.public_score < coalesce(
                    min(s.public_score) over earlier, 'infinity'
                )
            end as is_better
        from public.submissions as s
        where s.execution_id = e.id and s.submission_status <> 'disqualified'
        window earlier as (
            order by s.scored_at, s.id rows between unbounded preceding and 1 preceding
        )
    ) as scored
    where is_better
) as gained;
comment on view public.execution_costs is
    'What each execution has cost, by kind and for each improvement of its best score.';
comment on column public.execution_costs.execution_id is 'The execution.';
comment on column public.execution_costs.gpu_dollars is
    'What its GPU sessions have cost, in US dollars.';
comment on column public.execution_costs.research_dollars is
    'What its research has cost in model tokens, in US dollars.';
comment on column public.execution_costs.code_dollars is
    'What its code has cost in model tokens, in US dollars.';
comment on column public.execution_costs.total_dollars is 'All of it together, in US dollars.';
comment on column public.execution_costs.research_tokens is 'Model tokens that its research took.';
comment on column public.execution_costs.code_tokens is 'Model tokens that its code took.';
comment on column public.execution_costs.improvements is
    'How often a submission beat all before it; the first one does.';
comment on column public.execution_costs.dollars_per_improvement is
    'Total cost for each of them, in US dollars; null without one.';
revoke all on table public.execution_costs from public, anon, authenticated, service_role, admin;
grant select on table public.execution_costs to authenticated, service_role;
