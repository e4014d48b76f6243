-- Integrity: what every table holds, and what in it contradicts itself or its neighbours.
--
-- The document's check, for every table: its five columns, then what is wrong. Read it with an eye on `findings`: a healthy store
-- has none. `unique_competitions` counts what the document counts: the competitions of executions, the executions of all else.

create function public.integrity_report()
returns table (
    table_name text, row_count bigint, unique_competitions bigint, earliest_record timestamptz, latest_record timestamptz,
    findings bigint, details jsonb
)
language sql stable security definer set search_path = ''
as $$
    with counts as (
        select 'competitions' as table_name, count(*) as row_count, count(distinct id) as unique_competitions,
            min(created_at) as earliest_record, max(created_at) as latest_record
        from public.competitions
        union all
        select 'agent_executions', count(*), count(distinct competition_id), min(created_at), max(created_at)
        from public.agent_executions
        union all
        select 'research_results', count(*), count(distinct execution_id), min(created_at), max(created_at)
        from public.research_results
        union all
        select 'generated_code', count(*), count(distinct execution_id), min(created_at), max(created_at)
        from public.generated_code
        union all
        select 'gpu_sessions', count(*), count(distinct execution_id), min(created_at), max(created_at) from public.gpu_sessions
        union all
        select 'training_jobs', count(*), count(distinct execution_id), min(created_at), max(created_at) from public.training_jobs
        union all
        select 'submissions', count(*), count(distinct execution_id), min(created_at), max(created_at) from public.submissions
        union all
        select 'human_interventions', count(*), count(distinct execution_id), min(created_at), max(created_at)
        from public.human_interventions
        union all
        select 'system_metrics', count(*), count(distinct execution_id), min(timestamp), max(timestamp) from public.system_metrics
        union all
        select 'configurations', count(*), null, min(created_at), max(created_at) from public.configurations
    ),
    found (table_name, finding, rows) as (
        select 'agent_executions', 'gpu_budget_consumed differs from its sessions', count(*)
        from public.agent_executions as e
        left join (
            select execution_id, sum(total_cost_dollars) as cost from public.gpu_sessions group by execution_id
        ) as spent on spent.execution_id = e.id
        where e.gpu_budget_consumed <> coalesce(spent.cost, 0)
        union all
        select 'agent_executions', 'human_intervention_required differs from its questions', count(*)
        from public.agent_executions as e
        where e.human_intervention_required <> exists (
            select from public.human_interventions as i where i.execution_id = e.id and i.status in ('pending', 'escalated')
        )
        union all
        select 'agent_executions', 'its lease has expired', count(*)
        from public.agent_executions
        where lease_expires_at <= private.now() and status not in ('human_review', 'completed', 'failed', 'cancelled')
        union all
        select 'agent_executions', 'in review without a question', count(*)
        from public.agent_executions as e
        where e.status = 'human_review' and not exists (
            select from public.human_interventions as i
            where i.execution_id = e.id and i.status in ('pending', 'escalated') and i.pauses_execution
        )
        union all
        select 'training_jobs', 'its lease has expired', count(*)
        from public.training_jobs where lease_expires_at <= private.now()
        union all
        select 'training_jobs', 'live although its execution has ended', count(*)
        from public.training_jobs as j join public.agent_executions as e on e.id = j.execution_id
        where j.status in ('queued', 'running') and e.status in ('completed', 'failed', 'cancelled')
        union all
        select 'gpu_sessions', 'stored under an old key', count(*)
        from public.gpu_sessions
        where ssh_connection_info is not null and not starts_with(ssh_connection_info #>> '{}', (
            select format('v%s:', max(version)) from private.encryption_keys
        ))
        union all
        select 'configurations', 'stored under an old key', count(*)
        from public.configurations
        where is_encrypted and not starts_with(config_value #>> '{}', (
            select format('v%s:', max(version)) from private.encryption_keys
        ))
        union all
        select 'gpu_sessions', 'live although its execution has ended', count(*)
        from public.gpu_sessions as s join public.agent_executions as e on e.id = s.execution_id
        where s.status in ('provisioning', 'running', 'idle') and e.status in ('completed', 'failed', 'cancelled')
        union all
        select 'submissions', 'scored without a score', count(*) from public.submissions
        where submission_status = 'scored' and public_score is null
        union all
        select 'system_metrics', 'strays in the default partition', count(*) from public.system_metrics_default
        union all
        select 'system_metrics', 'no partition for the coming month', (
            to_regclass('public.system_metrics_' || to_char((private.now() at time zone 'UTC') + interval '1 month', 'YYYY_MM'))
            is null
        )::integer::bigint
    )
    select
        c.table_name, c.row_count, c.unique_competitions, c.earliest_record, c.latest_record,
        (select coalesce(sum(f.rows), 0)::bigint from found as f where f.table_name = c.table_name),
        (
            select coalesce(jsonb_object_agg(f.finding, f.rows), '{}') from found as f
            where f.table_name = c.table_name and f.rows > 0
        )
    from counts as c
$$;
comment on function public.integrity_report() is
    'Counts and checks every table: rows, distinct competitions (of executions; distinct executions for the rest), earliest and latest record, and how many rows contradict themselves or each other, by finding. A healthy store has zero findings.';
revoke all on function public.integrity_report() from public, anon, authenticated, service_role, admin;
grant execute on function public.integrity_report() to service_role, admin;
