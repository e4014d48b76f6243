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
    e.status,
    e.created_at,
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

-- A machine's cost is divided among the days it has run on, by time; research and code cost on the
-- day they were stored. JSON, because a server cuts long lists of rows.
create function public.cost_totals(
    p_by_day boolean default true, p_by_kind boolean default true,
    p_by_provider boolean default true, p_execution_id uuid default null,
    p_competition_id uuid default null, p_since date default null, p_until date default null
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
-- One plan would read every row, also for one execution.
set plan_cache_mode = force_custom_plan
as $$
declare
    -- As an array, so that the costs of each are looked up.
    v_executions constant uuid[] := case when p_competition_id is not null then array(
        select id from public.agent_executions where competition_id = p_competition_id
    ) end;
begin
    perform kaggle_store.require_member();
    return (
        with costs (execution_id, day, kind, provider, dollars, tokens) as (
            select
                s.execution_id, day::date, 'gpu', s.provider, s.total_cost_dollars * case
                    when s.ran > '0' then extract(
                        epoch from least(day + interval '1 day', s.began + s.ran)
                            - greatest(day, s.began)
                    ) / extract(epoch from s.ran)
                    else 1
                end, 0
            from (
                select
                    execution_id, provider, total_cost_dollars,
                    coalesce(provisioned_at, created_at) as began,
                    least(total_runtime_minutes, 1e6) * interval '1 minute' as ran
                from public.gpu_sessions where total_cost_dollars > 0
            ) as s
            cross join lateral generate_series(
                date_trunc('day', s.began), s.began + s.ran, interval '1 day'
            ) as day
            -- Nothing of a session that ended at midnight is on the next day.
            where day < s.began + s.ran or s.ran = '0'
            union all
            select
                execution_id, created_at::date, 'research', source_api, cost_dollars,
                tokens_consumed
            from public.research_results where cost_dollars > 0 or tokens_consumed > 0
            union all
            select
                execution_id, created_at::date, 'code', model_api_used, cost_dollars,
                tokens_consumed
            from public.generated_code where cost_dollars > 0 or tokens_consumed > 0
        )
        select coalesce(jsonb_agg(
            jsonb_build_object(
                'day', t.day, 'kind', t.kind, 'provider', t.provider, 'dollars', t.dollars::text,
                'tokens', t.tokens
            ) order by t.day, t.kind, t.provider
        ), '[]')
        from (
            select
                case when p_by_day then c.day end as day,
                case when p_by_kind then c.kind end as kind,
                case when p_by_provider then c.provider end as provider,
                round(coalesce(sum(c.dollars), 0), 6) as dollars,
                coalesce(sum(c.tokens), 0) as tokens
            from costs as c
            where (p_execution_id is null or c.execution_id = p_execution_id)
                and (p_since is null or c.day >= p_since) and (p_until is null or c.day < p_until)
                and (v_executions is null or c.execution_id = any (v_executions))
            group by 1, 2, 3
        ) as t
    );
end
$$;
comment on function public.cost_totals(boolean, boolean, boolean, uuid, uuid, date, date) is
    'What was spent, as an array of {day, kind, provider, dollars, tokens} by UTC day, kind (gpu, '
    'research, code) and provider (of the machine, the research''s source, the code''s model), '
    'each of them null where it is not asked for. Of one execution or competition, or all; from '
    'p_since to the day before p_until. dollars is text, with every digit.';
revoke all on function
public.cost_totals(boolean, boolean, boolean, uuid, uuid, date, date)
from public, anon, authenticated, service_role, admin;
grant execute on function public.cost_totals(boolean, boolean, boolean, uuid, uuid, date, date)
to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050150_costs_and_scores',
    '9f936859d45716ffaf2e56d441653f7b4956d2df07ba16be20ac05856feca9eb'
);
