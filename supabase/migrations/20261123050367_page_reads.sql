-- Phase 5, page reads: what a page, the terminal or a report shows, as one JSON value per call.
--
-- Writers: none.
-- Readers: people and agents; kaggle_store/models/dashboards.py has the same keys.
-- Every list has a bound and tells whether there is more, and every read follows an index that is
-- ordered as the page is: a first page costs the same in a store of any size.
-- The public functions are security definer: under row level security conditions on enums and
-- numbers use no index, and a page would read whole tables. They ask for membership first and
-- return what `authenticated` may read of the tables. Money is text, with every digit.
-- The overview is read every few seconds: what it calls is plpgsql, which keeps plans, and plans
-- are generic, as parameters do not change them. No table is scanned: of a small one that seems
-- cheap, and the plan would be kept while the store grows.

-- Rows --------------------------------------------------------------------------------------------
-- Views, not functions of a row: a whole row as an argument would read the large columns too. A
-- view's columns are the keys of the JSON.

create view kaggle_store.competition_heads with (security_invoker = true) as
select
    id, kaggle_id, title, problem_type, evaluation_metric, metric_direction, deadline,
    deadline_is_estimated
from public.competitions;
comment on view kaggle_store.competition_heads is
    'What names a competition, and how its scores are read.';

-- Due is compared in UTC, where every day has 24 hours: then the expression is immutable, and
-- agent_executions_by_due holds it. Clients cannot read times beyond the year 9999.
create view kaggle_store.execution_heads with (security_invoker = true) as
select
    id, competition_id, execution_name, status, resume_status, priority, current_step,
    gpu_budget_dollars::text as gpu_budget_dollars,
    gpu_budget_consumed::text as gpu_budget_consumed,
    target_submission_hours, created_at, started_at, completed_at, worker, lease_expires_at,
    lease_end, resume_reason, attempts, max_attempts, human_intervention_reason,
    case
        when (coalesce(started_at, created_at) at time zone 'UTC')
        + target_submission_hours * interval '1 hour' < '10000-01-01'
        then (
            (coalesce(started_at, created_at) at time zone 'UTC')
                + target_submission_hours * interval '1 hour'
        ) at time zone 'UTC'
    end as due_at,
    status not in ('completed', 'failed', 'cancelled')
        and (coalesce(started_at, created_at) at time zone 'UTC')
        + target_submission_hours * interval '1 hour'
        < (select kaggle_store.now()) at time zone 'UTC' as is_overdue
from public.agent_executions;
comment on view kaggle_store.execution_heads is
    'Where an execution stands, who works on it, and its budget.';

create view kaggle_store.gpu_session_heads with (security_invoker = true) as
select
    id, execution_id, provider, instance_id, instance_type, gpu_count, region, status,
    hourly_rate_dollars::text as hourly_rate_dollars,
    total_cost_dollars::text as total_cost_dollars,
    cost_limit_dollars::text as cost_limit_dollars, reserved_dollars::text as reserved_dollars,
    total_runtime_minutes::text as total_runtime_minutes,
    gpu_utilization_percent::text as gpu_utilization_percent, created_at, provisioned_at,
    terminated_at, auto_terminate_at, last_heartbeat_at, terminate_requested, terminate_reason
from public.gpu_sessions;
comment on view kaggle_store.gpu_session_heads is
    'What a machine is, what it costs, and whether it must end; without SSH credentials.';

create view kaggle_store.intervention_heads with (security_invoker = true) as
select
    id, execution_id, intervention_type, priority, status, title, assigned_to, sla_deadline,
    escalation_count, pauses_execution, allowed_decisions, decision, created_at, responded_at,
    responded_by, proposal is not null as has_proposal,
    status in ('pending', 'escalated') and sla_deadline <= (select kaggle_store.now())
        as is_overdue
from public.human_interventions;
comment on view kaggle_store.intervention_heads is
    'What an intervention is about, its urgency and how it ended.';

create view kaggle_store.submission_heads with (security_invoker = true) as
select
    id, execution_id, training_job_id, kaggle_submission_id, submission_file_path,
    submission_status, public_score, private_score, public_rank, private_rank,
    total_participants, created_at, submitted_at, scored_at
from public.submissions;
comment on view kaggle_store.submission_heads is 'The state of a submission, and its scores.';

-- The stored size is looked at first: it is known without reading the value.
create view kaggle_store.training_job_heads with (security_invoker = true) as
select
    id, code_id, gpu_session_id, job_name, model_type, status, progress, current_epoch,
    total_epochs, best_validation_score, final_test_score, worker, attempts, max_attempts,
    created_at, started_at, completed_at, runtime_minutes::text as runtime_minutes,
    peak_memory_gb::text as peak_memory_gb,
    gpu_utilization_percent::text as gpu_utilization_percent, short.hyperparameters, short.metrics,
    (j.hyperparameters is not null and short.hyperparameters is null)
        or (j.metrics is not null and short.metrics is null) as is_shortened
from public.training_jobs as j
cross join lateral (
    select
        case when pg_column_size(j.hyperparameters) <= 16384
            and octet_length(j.hyperparameters::text) <= 16384 then j.hyperparameters end
            as hyperparameters,
        case when pg_column_size(j.metrics) <= 16384
            and octet_length(j.metrics::text) <= 16384 then j.metrics end as metrics
) as short;
comment on view kaggle_store.training_job_heads is
    'The progress of a training job, and its results.';

create view kaggle_store.code_heads with (security_invoker = true) as
select
    id, parent_id, operator, code_type, file_name, programming_language, execution_order,
    validation_status,
    human_approved, approved_by, model_api_used, tokens_consumed,
    cost_dollars::text as cost_dollars, content_sha256, created_at, updated_at,
    (
        select o.id from public.generated_code as o
        where o.execution_id = g.execution_id and o.file_name = g.file_name
            and (o.created_at, o.id) < (g.created_at, g.id)
        order by o.created_at desc, o.id desc limit 1
    ) as previous_id
from public.generated_code as g;
comment on view kaggle_store.code_heads is
    'A file of code without its text, and the revision before it.';

create view kaggle_store.research_heads with (security_invoker = true) as
select
    id, research_type, source_api, external_id, left(query_text, 1000) as query_text,
    (
        select array_agg(left(insight, 1000) order by place)
        from unnest(processed_insights) with ordinality as listed (insight, place)
        where place <= 10
        having processed_insights is not null
    ) as processed_insights,
    length(query_text) > 1000 or coalesce(cardinality(processed_insights), 0) > 10
        or exists (
            select from unnest(processed_insights) as insight where length(insight) > 1000
        ) as is_shortened,
    relevance_score, citation_count, tokens_consumed, cost_dollars::text as cost_dollars,
    created_at
from public.research_results;
comment on view kaggle_store.research_heads is
    'A finding without the raw response, its texts up to 1,000 characters.';

create view kaggle_store.state_changes with (security_invoker = true) as
select
    id, table_name, row_id, action, occurred_at, actor_role, actor,
    coalesce(old_values ->> 'status', old_values ->> 'submission_status') as from_status,
    coalesce(new_values ->> 'status', new_values ->> 'submission_status') as to_status
from public.audit_log;
comment on view kaggle_store.state_changes is
    'An entry of the audit log: which row moved from which state to which.';

create view kaggle_store.cost_heads with (security_invoker = true) as
select
    execution_id, competition_id, status, created_at, gpu_dollars::text as gpu_dollars,
    research_dollars::text as research_dollars, code_dollars::text as code_dollars,
    total_dollars::text as total_dollars, research_tokens, code_tokens, improvements,
    dollars_per_improvement::text as dollars_per_improvement
from public.execution_costs;
comment on view kaggle_store.cost_heads is 'What an execution has cost, its money as text.';

revoke all on table
kaggle_store.competition_heads, kaggle_store.execution_heads, kaggle_store.gpu_session_heads,
kaggle_store.intervention_heads, kaggle_store.submission_heads, kaggle_store.training_job_heads,
kaggle_store.code_heads, kaggle_store.research_heads, kaggle_store.state_changes,
kaggle_store.cost_heads
from public, anon, authenticated, service_role, admin, kaggle_worker;

-- Lists and counts --------------------------------------------------------------------------------

create function kaggle_store.first_rows(p_rows jsonb[], p_limit integer) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'rows', to_jsonb(p_rows[:p_limit]), 'has_more', cardinality(p_rows) > p_limit
    )
$$;
comment on function kaggle_store.first_rows(jsonb[], integer) is
    'A list up to its bound, of rows that were read up to one more.';

create function kaggle_store.capped_count(p_found bigint) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select jsonb_build_object('count', least(p_found, 100), 'has_more', p_found > 100) $$;
comment on function kaggle_store.capped_count(bigint) is
    'A count up to 100, of rows that were counted up to 101.';

-- Scores ------------------------------------------------------------------------------------------

create type kaggle_store.score_point as (
    submission_id uuid, scored_at timestamptz, public_score double precision, public_rank integer,
    total_participants integer
);
comment on type kaggle_store.score_point is
    'A submission that was the best of its competition when it was scored.';

-- Submissions in the order of their scores, the best one first, from submissions_by_score alone.
-- One of them has improved the best score if it was scored before all better ones: then only worse
-- ones came before it. Of the last score that is read some submissions may be missing.
create function kaggle_store.improvements(
    p_competition_id uuid, p_direction kaggle_store.metric_direction, p_read integer,
    p_limit integer, out points kaggle_store.score_point[], out has_more boolean
)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_last kaggle_store.score_point;
    v_next kaggle_store.score_point;
    v_read integer := 0;
begin
    points := '{}';
    -- Only one branch returns rows, in its order.
    for v_next in
        (
            select id, scored_at, public_score, public_rank, total_participants
            from public.submissions
            where p_direction = 'maximize' and competition_id = p_competition_id
                and public_score is not null and submission_status <> 'disqualified'
            order by public_score desc, scored_at desc, id desc limit p_read
        )
        union all
        (
            select id, scored_at, public_score, public_rank, total_participants
            from public.submissions
            where p_direction = 'minimize' and competition_id = p_competition_id
                and public_score is not null and submission_status <> 'disqualified'
            order by public_score, scored_at, id limit p_read
        )
    loop
        v_read := v_read + 1;
        continue when v_read > 1
            and (coalesce(v_next.scored_at, 'infinity'), v_next.submission_id)
            > (coalesce(v_last.scored_at, 'infinity'), v_last.submission_id);
        points := case when v_next.public_score = v_last.public_score
            then trim_array(points, 1) else points end || v_next;
        v_last := v_next;
        exit when cardinality(points) > p_limit;
    end loop;
    has_more := v_read = p_read or cardinality(points) > p_limit;
    if v_read = p_read and v_next.public_score = v_last.public_score then
        points := case when cardinality(points) > 1 then trim_array(points, 1) else array(
            select row(
                id, scored_at, public_score, public_rank, total_participants
            )::kaggle_store.score_point
            from public.submissions
            where competition_id = p_competition_id and public_score = v_last.public_score
                and submission_status <> 'disqualified'
            order by scored_at, id limit 1
        ) end;
    end if;
    points := points[:p_limit];
end
$$;
comment on function kaggle_store.improvements(
    uuid, kaggle_store.metric_direction, integer, integer
) is
    'The submissions that improved a competition''s best public score, newest first, so that the '
    'first one is the best, among so many of the best; none while the direction is unknown. '
    'has_more: whether earlier ones may be left out.';

create function kaggle_store.scored_competition(
    p_competition_id uuid, p_today date, p_read integer, p_limit integer
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_head constant kaggle_store.competition_heads := (
        select h from kaggle_store.competition_heads as h where h.id = p_competition_id
    );
    v_daily constant integer := (
        select daily_submission_limit from public.competitions where id = p_competition_id
    );
    v_taken constant bigint :=
        kaggle_store.slots_taken(p_competition_id, p_today);
    v_live constant bigint := (
        select count(*)
        from (
            select from public.agent_executions
            where competition_id = p_competition_id
                and status not in ('completed', 'failed', 'cancelled')
            limit 101
        ) as live
    );
    v_found record;
begin
    select * into v_found from kaggle_store.improvements(
        p_competition_id, v_head.metric_direction, p_read, p_limit
    );
    return to_jsonb(v_head) || jsonb_build_object(
        'daily_submission_limit', v_daily, 'used_today', v_taken,
        'remaining', case when v_daily is not null then greatest(v_daily - v_taken, 0) end,
        'best', to_jsonb(v_found.points[1]),
        'score_history', jsonb_build_object(
            'rows', to_jsonb(v_found.points), 'has_more', v_found.has_more
        ),
        'live_executions', kaggle_store.capped_count(v_live),
        'is_entered', v_live > 0 or exists (
            select from public.agent_executions where competition_id = p_competition_id
        )
    );
end
$$;
comment on function kaggle_store.scored_competition(uuid, date, integer, integer) is
    'A competition with its best score, its live executions and the submissions left today.';

-- GPU sessions ------------------------------------------------------------------------------------

create type kaggle_store.live_session as (
    session_id uuid, execution_id uuid, execution_name text,
    status kaggle_store.gpu_session_status,
    hourly_rate_dollars numeric, total_cost_dollars numeric, reserved_dollars numeric,
    gpu_budget_dollars numeric, gpu_budget_consumed numeric, reason text
);
comment on type kaggle_store.live_session is
    'What pages add up and order of a live GPU session and its execution.';

-- Executions that the page shows already are not read again.
create function kaggle_store.live_sessions(p_executions kaggle_store.execution_heads[])
returns kaggle_store.live_session[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        select row(
            s.id, s.execution_id, coalesce(shown.execution_name, e.execution_name), s.status,
            s.hourly_rate_dollars, s.total_cost_dollars, s.reserved_dollars, payer.budget,
            payer.consumed,
            kaggle_store.reason_to_terminate(s, payer.status, payer.budget, payer.consumed)
        )::kaggle_store.live_session
        from public.gpu_sessions as s
        left join unnest(p_executions) as shown on shown.id = s.execution_id
        left join public.agent_executions as e
            on e.id = case when shown.id is null then s.execution_id end
        cross join lateral (
            select
                coalesce(shown.status, e.status) as status,
                coalesce(shown.gpu_budget_dollars::numeric, e.gpu_budget_dollars) as budget,
                coalesce(shown.gpu_budget_consumed::numeric, e.gpu_budget_consumed) as consumed
        ) as payer
        where s.status in ('provisioning', 'running', 'idle')
    );
end
$$;
comment on function kaggle_store.live_sessions(kaggle_store.execution_heads[]) is
    'The live GPU sessions, with the budgets of their executions, and why they must end.';

-- As cost_totals() divides a machine's cost: among its days, by time. An ended one counts as long
-- as terminated_at lies in them.
create function kaggle_store.gpu_costs_since(p_since date)
returns table (day date, dollars numeric)
language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
    select d::date, round(sum(
        s.total_cost_dollars * case
            when s.ran > '0' then extract(
                epoch from least(d + interval '1 day', s.began + s.ran) - greatest(d, s.began)
            ) / extract(epoch from s.ran)
            else 1
        end
    ), 6)
    from (
        select
            total_cost_dollars, coalesce(provisioned_at, created_at) as began,
            least(total_runtime_minutes, 1e6) * interval '1 minute' as ran
        from (
            select total_cost_dollars, provisioned_at, created_at, total_runtime_minutes
            from public.gpu_sessions where status in ('provisioning', 'running', 'idle')
            union all
            select total_cost_dollars, provisioned_at, created_at, total_runtime_minutes
            from public.gpu_sessions where terminated_at >= p_since
        ) as recent
        where total_cost_dollars > 0
    ) as s
    cross join lateral generate_series(
        date_trunc('day', s.began), s.began + s.ran, interval '1 day'
    ) as d
    where d >= p_since and (d < s.began + s.ran or s.ran = '0')
    group by 1
$$;
comment on function kaggle_store.gpu_costs_since(date) is
    'What GPU sessions have cost on each UTC day since one, without days that cost nothing.';

create function kaggle_store.gpu_totals(p_live kaggle_store.live_session[]) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_today constant date := kaggle_store.utc_day();
begin
    return (
        select jsonb_build_object(
            'live_sessions', count(*),
            'unpriced_sessions', count(*) filter (where l.hourly_rate_dollars is null),
            'burn_dollars_per_hour', coalesce(sum(l.hourly_rate_dollars), 0)::text,
            'live_cost_dollars', coalesce(sum(l.total_cost_dollars), 0)::text,
            'today_dollars', coalesce((
                select sum(dollars) from kaggle_store.gpu_costs_since(v_today) where day = v_today
            ), 0)::text,
            'budget_dollars', coalesce(
                sum(l.gpu_budget_dollars) filter (where l.is_first), 0
            )::text,
            'consumed_dollars', coalesce(
                sum(l.gpu_budget_consumed) filter (where l.is_first), 0
            )::text,
            'reserved_dollars', coalesce(sum(l.reserved_dollars), 0)::text
        )
        from (
            select *, row_number() over (partition by execution_id) = 1 as is_first
            from unnest(p_live)
        ) as l
    );
end
$$;
comment on function kaggle_store.gpu_totals(kaggle_store.live_session[]) is
    'The live GPU sessions together, and the budgets that they spend.';

-- Overview ----------------------------------------------------------------------------------------

-- A part is read only while those before it do not fill the page.
create function kaggle_store.urgent_executions(p_limit integer)
returns kaggle_store.execution_heads[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_utc constant timestamp := kaggle_store.now() at time zone 'UTC';
    v_found kaggle_store.execution_heads[];
begin
    v_found := array(
        select h from kaggle_store.execution_heads as h
        where h.status not in ('completed', 'failed', 'cancelled')
            and (coalesce(h.started_at, h.created_at) at time zone 'UTC')
            + h.target_submission_hours * interval '1 hour' < v_utc
        order by (coalesce(h.started_at, h.created_at) at time zone 'UTC')
            + h.target_submission_hours * interval '1 hour', h.id
        limit p_limit
    );
    if cardinality(v_found) < p_limit then
        v_found := v_found || array(
            select h from kaggle_store.execution_heads as h
            where h.status = 'human_review' and not h.is_overdue
            order by h.priority desc, h.created_at, h.id
            limit p_limit - cardinality(v_found)
        );
    end if;
    if cardinality(v_found) < p_limit then
        v_found := v_found || array(
            select h from kaggle_store.execution_heads as h
            where h.status not in ('completed', 'failed', 'cancelled')
                and h.status <> 'human_review' and not h.is_overdue
            order by h.priority desc, h.created_at, h.id
            limit p_limit - cardinality(v_found)
        );
    end if;
    return v_found;
end
$$;
comment on function kaggle_store.urgent_executions(integer) is
    'Live executions: overdue ones, longest first; then those in review; then by priority and age.';

create function kaggle_store.live_executions(
    p_executions kaggle_store.execution_heads[], p_live kaggle_store.live_session[]
) returns jsonb[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        select to_jsonb(h) - 'ordinality' || jsonb_build_object(
            'kaggle_id', c.kaggle_id, 'competition_title', c.title,
            'gpu_status', machines.gpu_status, 'gpu_cost_dollars', machines.gpu_cost::text,
            'pending_interventions', kaggle_store.capped_count((
                select count(*)
                from (
                    select from public.human_interventions as i
                    where i.execution_id = h.id and i.status in ('pending', 'escalated')
                    limit 101
                ) as open
            ))
        )
        from unnest(p_executions) with ordinality as h
        join public.competitions as c on c.id = h.competition_id
        left join (
            select
                execution_id,
                case when bool_or(status = 'running') then 'running'
                    when bool_or(status = 'idle') then 'idle' else 'provisioning' end as gpu_status,
                sum(total_cost_dollars) as gpu_cost
            from unnest(p_live) group by 1
        ) as machines on machines.execution_id = h.id
        order by h.ordinality
    );
end
$$;
comment on function kaggle_store.live_executions(
    kaggle_store.execution_heads[], kaggle_store.live_session[]
) is
    'Live executions with their competitions, GPU sessions and open interventions.';

-- What the page shows already is not read again.
create function kaggle_store.urgent_interventions(
    p_limit integer, p_executions kaggle_store.execution_heads[]
) returns jsonb[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        select to_jsonb(i) || jsonb_build_object(
            'execution_name', coalesce(shown.execution_name, e.execution_name),
            'competition_id', c.id, 'competition_title', c.title
        )
        from (
            select * from kaggle_store.intervention_heads
            where status in ('pending', 'escalated')
            order by priority desc, sla_deadline, id limit p_limit
        ) as i
        left join unnest(p_executions) as shown on shown.id = i.execution_id
        left join public.agent_executions as e
            on e.id = case when shown.id is null then i.execution_id end
        join public.competitions as c
            on c.id = coalesce(shown.competition_id, e.competition_id)
        order by i.priority desc, i.sla_deadline, i.id
    );
end
$$;
comment on function kaggle_store.urgent_interventions(integer, kaggle_store.execution_heads[]) is
    'Interventions that await a response, most urgent first, with the names of their executions '
    'and competitions.';

-- By the index of the most urgent ones: in each priority the overdue ones come first.
create function kaggle_store.overdue_interventions(p_now timestamptz) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select count(*)
        from (
            select from unnest(enum_range(null::kaggle_store.intervention_priority)) as level
            cross join lateral (
                select from public.human_interventions
                where status in ('pending', 'escalated') and priority = level
                    and sla_deadline <= p_now
                limit 101
            ) as overdue
            limit 101
        ) as counted
    );
end
$$;
comment on function kaggle_store.overdue_interventions(timestamptz) is
    'How many interventions await a response past their deadline, up to 101.';

create function kaggle_store.overdue_executions(p_now timestamptz) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select count(*)
        from (
            select from public.agent_executions
            where status not in ('completed', 'failed', 'cancelled')
                and (coalesce(started_at, created_at) at time zone 'UTC')
                + target_submission_hours * interval '1 hour' < p_now at time zone 'UTC'
            limit 101
        ) as counted
    );
end
$$;
comment on function kaggle_store.overdue_executions(timestamptz) is
    'How many live executions are past their target, up to 101.';

create function kaggle_store.shown_count(p_found bigint) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select case when p_found > 100 then '100+' else p_found::text end $$;
comment on function kaggle_store.shown_count(bigint) is 'A count up to 100 as text.';

-- What store_health() finds in full, as far as it is read by index, in a store of any size.
create function kaggle_store.alerts(
    p_overdue_executions bigint, p_overdue_interventions bigint,
    p_live kaggle_store.live_session[]
)
returns table (subject text, state kaggle_store.health_state, found text, remedy text, facts jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_unknown constant bigint := (
        select count(*)
        from (
            select from public.submissions where submission_status = 'unknown' limit 101
        ) as counted
    );
    v_due jsonb;
begin
    return query select
        'executions', 'warning'::kaggle_store.health_state,
        format('%s past their target', kaggle_store.shown_count(p_overdue_executions)),
        'See what each of them waits for; extend target_submission_hours, or cancel it.',
        jsonb_build_object('overdue', p_overdue_executions)
    where p_overdue_executions > 0;
    return query select
        'interventions', 'warning'::kaggle_store.health_state,
        format('%s overdue', kaggle_store.shown_count(p_overdue_interventions)),
        'Respond to them, ordered by sla_deadline; escalate_overdue() sends reminders.',
        jsonb_build_object('overdue', p_overdue_interventions)
    where p_overdue_interventions > 0;
    return query select
        'submissions', 'warning'::kaggle_store.health_state,
        format('%s with an unknown outcome', kaggle_store.shown_count(v_unknown)),
        'Reconcile them with what Kaggle lists: reconcile_submissions().',
        jsonb_build_object('unknown', v_unknown)
    where v_unknown > 0;
    select jsonb_object_agg(reason, sessions order by reason) into v_due from (
        select reason, count(*) as sessions from unnest(p_live) where reason is not null group by 1
    ) as due;
    return query select
        'machines', 'problem'::kaggle_store.health_state,
        'to terminate: ' || (
            select string_agg(format('%s (%s)', value, key), ', ' order by key)
            from jsonb_each_text(v_due)
        ),
        'They cost money until their provider''s stop is confirmed: terminate what '
            'gpu_sessions_due() lists, then call close_gpu_session().',
        jsonb_build_object('due', v_due)
    where v_due is not null;
    return query
    select h.* from kaggle_store.health_of_upkeep() as h where h.state <> 'fine'
    union all
    select h.* from kaggle_store.health_of_wal() as h where h.state <> 'fine';
end
$$;
comment on function kaggle_store.alerts(bigint, bigint, kaggle_store.live_session[]) is
    'What needs attention: rows like those of store_health(), without what is fine, and without '
    'what takes longer in a large store.';

-- Those with a live execution are found from the live ones, of which there are few; others as long
-- as they are among the 200 with the soonest deadlines: an open competition costs one look.
create function kaggle_store.entered_competitions(p_now timestamptz, p_limit integer)
returns uuid[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_live constant uuid[] := array(
        with recursive live (id) as (
            (
                select competition_id from public.agent_executions
                where status not in ('completed', 'failed', 'cancelled')
                order by competition_id limit 1
            )
            union all
            select (
                select e.competition_id from public.agent_executions as e
                where e.status not in ('completed', 'failed', 'cancelled')
                    and e.competition_id > live.id
                order by e.competition_id limit 1
            )
            from live where live.id is not null
        )
        select id from live where id is not null limit 200
    );
begin
    return array(
        select id
        from (
            select id, deadline from public.competitions
            where id = any(v_live) and deadline > p_now
            union
            select soonest.id, soonest.deadline
            from (
                select id, deadline from public.competitions
                where deadline > p_now order by deadline, id limit 200
            ) as soonest
            where exists (
                select from public.agent_executions where competition_id = soonest.id
            )
        ) as entered
        order by deadline, id limit p_limit
    );
end
$$;
comment on function kaggle_store.entered_competitions(timestamptz, integer) is
    'Open competitions with executions, soonest deadline first: those with live executions, and '
    'those whose deadlines are among the next 200.';

create function kaggle_store.open_competitions(p_now timestamptz) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids uuid[] := kaggle_store.entered_competitions(p_now, 21);
    v_today constant date := kaggle_store.utc_day();
begin
    if cardinality(v_ids) < 21 then
        v_ids := v_ids || array(
            select id from public.competitions
            where deadline > p_now and id <> all(v_ids)
            order by deadline, id limit 21 - cardinality(v_ids)
        );
    end if;
    return jsonb_build_object(
        'rows', to_jsonb(array(
            select kaggle_store.scored_competition(id, v_today, 40, 40)
            from unnest(v_ids[:20]) with ordinality as c (id, place) order by place
        )),
        'has_more', cardinality(v_ids) > 20
    );
end
$$;
comment on function kaggle_store.open_competitions(timestamptz) is
    'Open competitions with their best scores: entered ones first, soonest deadline first.';

create function public.overview() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    v_executions kaggle_store.execution_heads[];
    v_live kaggle_store.live_session[];
    v_overdue_executions bigint;
    v_overdue_interventions bigint;
begin
    perform kaggle_store.require_member();
    v_executions := kaggle_store.urgent_executions(51);
    v_live := kaggle_store.live_sessions(v_executions);
    v_overdue_executions := kaggle_store.overdue_executions(v_now);
    v_overdue_interventions := kaggle_store.overdue_interventions(v_now);
    return jsonb_build_object(
        'now', v_now,
        'competitions', kaggle_store.open_competitions(v_now),
        'open_competitions', kaggle_store.capped_count((
            select count(*)
            from (select from public.competitions where deadline > v_now limit 101) as counted
        )),
        'executions', jsonb_build_object(
            'rows', to_jsonb(kaggle_store.live_executions(v_executions[:50], v_live)),
            'has_more', cardinality(v_executions) > 50
        ),
        'live_executions', kaggle_store.capped_count((
            select count(*)
            from (
                select from public.agent_executions
                where status not in ('completed', 'failed', 'cancelled') limit 101
            ) as counted
        )),
        'overdue_executions', kaggle_store.capped_count(v_overdue_executions),
        'gpu', kaggle_store.gpu_totals(v_live),
        'interventions', kaggle_store.first_rows(
            kaggle_store.urgent_interventions(21, v_executions), 20
        ),
        'open_interventions', kaggle_store.capped_count((
            select count(*)
            from (
                select from public.human_interventions
                where status in ('pending', 'escalated') limit 101
            ) as counted
        )),
        'overdue_interventions', kaggle_store.capped_count(v_overdue_interventions),
        'alerts', (
            select coalesce(jsonb_agg(to_jsonb(a) order by a.state desc, a.subject), '[]')
            from kaggle_store.alerts(
                v_overdue_executions, v_overdue_interventions, v_live
            ) as a
        )
    );
end
$$;
comment on function public.overview() is
    'The first page, as one JSON value: open competitions with their best scores, live executions, '
    'GPU costs, open interventions and alerts. Every list has a bound and tells whether there is '
    'more. A repeat is harmless.';

-- One execution -----------------------------------------------------------------------------------

create function kaggle_store.findings(p_execution_id uuid, p_limit integer) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select kaggle_store.first_rows(array(
        select to_jsonb(h)
        from (
            select id from public.research_results where execution_id = p_execution_id
            order by relevance_score desc nulls last, id limit p_limit + 1
        ) as r
        join kaggle_store.research_heads as h on h.id = r.id
        order by h.relevance_score desc nulls last, h.id
    ), p_limit)
$$;
comment on function kaggle_store.findings(uuid, integer) is
    'The most relevant findings of an execution.';

create function kaggle_store.code_revisions(p_execution_id uuid, p_limit integer) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select kaggle_store.first_rows(array(
        select to_jsonb(h)
        from (
            select id from public.generated_code where execution_id = p_execution_id
            order by created_at desc, id desc limit p_limit + 1
        ) as g
        join kaggle_store.code_heads as h on h.id = g.id
        order by h.created_at desc, h.id desc
    ), p_limit)
$$;
comment on function kaggle_store.code_revisions(uuid, integer) is
    'The newest files of code of an execution.';

create function kaggle_store.training_jobs_of(p_execution_id uuid, p_limit integer) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select kaggle_store.first_rows(array(
        select to_jsonb(h)
        from (
            select id from public.training_jobs where execution_id = p_execution_id
            order by created_at desc, id desc limit p_limit + 1
        ) as j
        join kaggle_store.training_job_heads as h on h.id = j.id
        order by h.created_at desc, h.id desc
    ), p_limit)
$$;
comment on function kaggle_store.training_jobs_of(uuid, integer) is
    'The newest training jobs of an execution.';

create function kaggle_store.best_lineage(
    p_execution_id uuid, p_direction kaggle_store.metric_direction
) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'submission', to_jsonb(s), 'training_job', to_jsonb(j),
        'code', (select to_jsonb(h) from kaggle_store.code_heads as h where h.id = j.code_id),
        'gpu_session', (
            select to_jsonb(h) from kaggle_store.gpu_session_heads as h
            where h.id = j.gpu_session_id
        ),
        'research', kaggle_store.findings(p_execution_id, 5)
    )
    from (
        select * from kaggle_store.submission_heads
        where execution_id = p_execution_id and submission_status <> 'disqualified'
            and public_score is not null and p_direction is not null
        order by
            case p_direction when 'maximize' then -public_score else public_score end,
            scored_at, id
        limit 1
    ) as s
    left join kaggle_store.training_job_heads as j on j.id = s.training_job_id
$$;
comment on function kaggle_store.best_lineage(uuid, kaggle_store.metric_direction) is
    'The best submission of an execution and what it was made from; null while none is best.';

create function public.execution_details(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
declare
    v_execution kaggle_store.execution_heads;
    v_competition kaggle_store.competition_heads;
begin
    perform kaggle_store.require_member();
    select * into v_execution from kaggle_store.execution_heads where id = p_id;
    if v_execution.id is null then
        raise exception using errcode = 'P0002', message = format('there is no execution %s', p_id);
    end if;
    select * into v_competition from kaggle_store.competition_heads
    where id = v_execution.competition_id;
    return jsonb_build_object(
        'now', kaggle_store.now(),
        'execution', to_jsonb(v_execution),
        'error_message', (
            select left(error_message, 10000) from public.agent_executions where id = p_id
        ),
        'competition', to_jsonb(v_competition),
        'costs', (select to_jsonb(k) from kaggle_store.cost_heads as k where k.execution_id = p_id),
        'timeline', kaggle_store.first_rows(array(
            select to_jsonb(h)
            from (
                select id from public.audit_log where execution_id = p_id order by id desc limit 201
            ) as l
            join kaggle_store.state_changes as h on h.id = l.id order by h.id desc
        ), 200),
        'research', kaggle_store.findings(p_id, 20),
        'code', kaggle_store.code_revisions(p_id, 50),
        'training_jobs', kaggle_store.training_jobs_of(p_id, 50),
        'gpu_sessions', kaggle_store.first_rows(array(
            select to_jsonb(h) from kaggle_store.gpu_session_heads as h where h.execution_id = p_id
            order by h.status in ('terminated', 'failed'), h.created_at desc, h.id desc limit 51
        ), 50),
        'submissions', kaggle_store.first_rows(array(
            select to_jsonb(h) from kaggle_store.submission_heads as h where h.execution_id = p_id
            order by h.created_at desc, h.id desc limit 51
        ), 50),
        'interventions', kaggle_store.first_rows(array(
            select to_jsonb(h) from kaggle_store.intervention_heads as h where h.execution_id = p_id
            order by h.status not in ('pending', 'escalated'), h.created_at desc, h.id desc
            limit 51
        ), 50),
        'best', kaggle_store.best_lineage(p_id, v_competition.metric_direction)
    );
end
$$;
comment on function public.execution_details(uuid) is
    'One execution as one JSON value: its history of states, results, costs, and the lineage of '
    'its best submission. Every list has a bound and tells whether there is more. An unknown '
    'execution is refused (P0002). A repeat is harmless.';

-- One competition ---------------------------------------------------------------------------------

create function kaggle_store.compared_executions(
    p_competition_id uuid, p_direction kaggle_store.metric_direction, p_limit integer
) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select kaggle_store.first_rows(array(
        select to_jsonb(h) || scores.found || jsonb_build_object('costs', to_jsonb(k))
        from (
            select * from kaggle_store.execution_heads where competition_id = p_competition_id
            order by created_at desc, id desc limit p_limit + 1
        ) as h
        join kaggle_store.cost_heads as k on k.execution_id = h.id
        cross join lateral (
            select jsonb_build_object(
                'best_public_score', case p_direction when 'maximize' then max(s.public_score)
                    when 'minimize' then min(s.public_score) end,
                'best_private_score', case p_direction when 'maximize' then max(s.private_score)
                    when 'minimize' then min(s.private_score) end,
                'submissions', count(*)
            ) as found
            from public.submissions as s
            where s.execution_id = h.id and s.submission_status <> 'disqualified'
        ) as scores
        order by h.created_at desc, h.id desc
    ), p_limit)
$$;
comment on function kaggle_store.compared_executions(
    uuid, kaggle_store.metric_direction, integer
) is
    'The newest executions of a competition with their best scores and costs.';

create function public.competition_details(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
declare
    v_competition jsonb;
begin
    perform kaggle_store.require_member();
    if not exists (select from public.competitions where id = p_id) then
        raise exception using errcode = 'P0002',
            message = format('there is no competition %s', p_id);
    end if;
    v_competition := kaggle_store.scored_competition(
        p_id, kaggle_store.utc_day(), 1000, 200
    );
    return jsonb_build_object(
        'now', kaggle_store.now(),
        'competition', v_competition,
        'best_submission', (
            select to_jsonb(h) from kaggle_store.submission_heads as h
            where h.id = (v_competition -> 'best' ->> 'submission_id')::uuid
        ),
        'submissions', kaggle_store.first_rows(array(
            select to_jsonb(h) from kaggle_store.submission_heads as h
            where h.id = any (array(
                select s.id from public.submissions as s where s.competition_id = p_id
                order by s.id desc limit 501
            ))
            order by h.id desc
        ), 500),
        'executions', kaggle_store.compared_executions(
            p_id, (v_competition ->> 'metric_direction')::kaggle_store.metric_direction, 20
        )
    );
end
$$;
comment on function public.competition_details(uuid) is
    'One competition as one JSON value: its scores over time, and its executions compared. Every '
    'list has a bound and tells whether there is more. An unknown competition is refused (P0002). '
    'A repeat is harmless.';

-- All machines ------------------------------------------------------------------------------------

create function kaggle_store.ended_sessions(p_limit integer) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select kaggle_store.first_rows(array(
        select to_jsonb(h) || jsonb_build_object(
            'execution_name', e.execution_name, 'reason_to_terminate', null
        )
        from (
            select * from kaggle_store.gpu_session_heads where terminated_at is not null
            order by terminated_at desc, id desc limit p_limit + 1
        ) as h
        join public.agent_executions as e on e.id = h.execution_id
        order by h.terminated_at desc, h.id desc
    ), p_limit)
$$;
comment on function kaggle_store.ended_sessions(integer) is
    'The machines that ended last, with the names of their executions.';

create function kaggle_store.urgent_sessions(
    p_live kaggle_store.live_session[], p_limit integer
) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select kaggle_store.first_rows(array(
        select to_jsonb(h) || jsonb_build_object(
            'execution_name', l.execution_name, 'reason_to_terminate', l.reason
        )
        from (
            select * from unnest(p_live)
            order by reason is null, hourly_rate_dollars desc nulls last, session_id
            limit p_limit + 1
        ) as l
        join kaggle_store.gpu_session_heads as h on h.id = l.session_id
        order by l.reason is null, l.hourly_rate_dollars desc nulls last, l.session_id
    ), p_limit)
$$;
comment on function kaggle_store.urgent_sessions(kaggle_store.live_session[], integer) is
    'Live machines: those that must end first, then the most expensive an hour.';

create function public.gpu_overview() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set timezone = 'UTC' set extra_float_digits = 1 set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
declare
    v_today constant date := kaggle_store.utc_day();
    v_live kaggle_store.live_session[];
begin
    perform kaggle_store.require_member();
    v_live := kaggle_store.live_sessions('{}');
    return jsonb_build_object(
        'now', kaggle_store.now(),
        'totals', kaggle_store.gpu_totals(v_live),
        'live', kaggle_store.urgent_sessions(v_live, 100),
        'ended', kaggle_store.ended_sessions(50),
        'costs', (
            select jsonb_agg(
                jsonb_build_object('day', d::date, 'dollars', coalesce(k.dollars, 0)::text)
                order by d
            )
            from generate_series(v_today - 29, v_today, interval '1 day') as d
            left join kaggle_store.gpu_costs_since(v_today - 29) as k on k.day = d::date
        )
    );
end
$$;
comment on function public.gpu_overview() is
    'The rented machines as one JSON value: live ones, those that ended last, and the cost of each '
    'of the last 30 days. Every list has a bound and tells whether there is more. A repeat is '
    'harmless.';

revoke all on function
kaggle_store.first_rows(jsonb[], integer), kaggle_store.capped_count(bigint),
kaggle_store.improvements(uuid, kaggle_store.metric_direction, integer, integer),
kaggle_store.scored_competition(uuid, date, integer, integer),
kaggle_store.entered_competitions(timestamptz, integer),
kaggle_store.open_competitions(timestamptz),
kaggle_store.live_sessions(kaggle_store.execution_heads[]),
kaggle_store.gpu_costs_since(date), kaggle_store.gpu_totals(kaggle_store.live_session[]),
kaggle_store.urgent_executions(integer),
kaggle_store.live_executions(kaggle_store.execution_heads[], kaggle_store.live_session[]),
kaggle_store.urgent_interventions(integer, kaggle_store.execution_heads[]),
kaggle_store.overdue_interventions(timestamptz), kaggle_store.overdue_executions(timestamptz),
kaggle_store.shown_count(bigint),
kaggle_store.alerts(bigint, bigint, kaggle_store.live_session[]),
kaggle_store.findings(uuid, integer), kaggle_store.code_revisions(uuid, integer),
kaggle_store.training_jobs_of(uuid, integer),
kaggle_store.best_lineage(uuid, kaggle_store.metric_direction),
kaggle_store.compared_executions(uuid, kaggle_store.metric_direction, integer),
kaggle_store.ended_sessions(integer),
kaggle_store.urgent_sessions(kaggle_store.live_session[], integer),
public.overview(), public.execution_details(uuid), public.competition_details(uuid),
public.gpu_overview()
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
public.overview(), public.execution_details(uuid), public.competition_details(uuid),
public.gpu_overview()
to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050367_page_reads',
    '389052be8c631dba59a94b6ffdc92131bb7103b7a2a7ed4324e1a189db9cef5a'
);
