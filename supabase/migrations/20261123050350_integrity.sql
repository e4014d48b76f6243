-- Phase 5, integrity: integrity_report(), counts of rows and contradictions between them.
--
-- Writers: none.
-- Readers: `kaggle-store check`; agents and admins.
--
-- The design document's check with its five columns, for its ten tables and artifacts, then
-- findings; a healthy store has none. `unique_competitions` counts what the document counts: the
-- competitions of executions, the executions of all other tables.
--
-- What a constraint refuses is no finding. The rest is kept by triggers and functions, which can
-- fail: a disabled trigger, a row written by the owner or a restore, a task of upkeep that does not
-- run. Each query returns the rows that contradict one rule; the page Diagnosis explains each and
-- its remedy. The time is an argument: a call of kaggle_store.now() would keep the queries from
-- running in parallel.
--
-- Competitions, executions and archived executions of a range of ids, p_from to p_to, are checked
-- with what belongs to them: upkeep checks one slice after the other, people the whole store. The
-- two need other plans, so each call has its own.

create function kaggle_store.contradictions_in_work(
    p_now timestamptz, p_from uuid, p_to uuid
)
returns table (table_name text, finding text, row_id text)
language plpgsql stable set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
    return query
    select 'agent_executions', 'its lease has expired', id::text from public.agent_executions
    where id between p_from and p_to
        and lease_expires_at <= p_now
        and status not in ('human_review', 'completed', 'failed', 'cancelled')
    union all
    select 'agent_executions', 'leased although it has ended', id::text from public.agent_executions
    where id between p_from and p_to
        and lease_expires_at is not null and status in ('completed', 'failed', 'cancelled')
    union all
    select 'agent_executions', 'more attempts than it may have', id::text
    from public.agent_executions
    where id between p_from and p_to
        and attempts > max_attempts and status not in ('completed', 'failed', 'cancelled')
    union all
    select 'agent_executions', 'at work without a start', id::text from public.agent_executions
    where id between p_from and p_to
        and started_at is null and status not in ('pending', 'human_review', 'failed', 'cancelled')
    union all
    select 'agent_executions', 'its times lie ahead', id::text from public.agent_executions
    where id between p_from and p_to
        and greatest(created_at, started_at, completed_at) > p_now + interval '1 day'
    union all
    select 'agent_executions', 'its step does not belong to its status', e.id::text
    from public.agent_executions as e join kaggle_store.workflow_steps as s using (status)
    where e.id between p_from and p_to
        and e.current_step not between s.first_step and s.last_step
    union all
    select 'training_jobs', 'its lease has expired', id::text from public.training_jobs
    where execution_id between p_from and p_to
        and lease_expires_at <= p_now and status not in ('completed', 'failed', 'cancelled')
    union all
    select 'training_jobs', 'leased although it has ended', id::text from public.training_jobs
    where execution_id between p_from and p_to
        and lease_expires_at is not null and status in ('completed', 'failed', 'cancelled')
    union all
    select 'training_jobs', 'more attempts than it may have', id::text from public.training_jobs
    where execution_id between p_from and p_to
        and attempts > max_attempts and status not in ('completed', 'failed', 'cancelled')
    union all
    select 'training_jobs', 'at work without a start', id::text from public.training_jobs
    where execution_id between p_from and p_to
        and started_at is null and status in ('running', 'completed')
    union all
    select 'training_jobs', 'its times lie ahead', id::text from public.training_jobs
    where execution_id between p_from and p_to
        and greatest(created_at, started_at, completed_at) > p_now + interval '1 day'
    union all
    select 'training_jobs', 'live although its execution has ended', j.id::text
    from public.training_jobs as j join public.agent_executions as e on e.id = j.execution_id
    where j.execution_id between p_from and p_to
        and j.status in ('queued', 'running') and e.status in ('completed', 'failed', 'cancelled');
end
$$;
comment on function kaggle_store.contradictions_in_work(timestamptz, uuid, uuid) is
    'Executions and training jobs whose states, times, steps, attempts and leases contradict each '
    'other.';

create function kaggle_store.contradictions_in_spending(
    p_now timestamptz, p_from uuid, p_to uuid
)
returns table (table_name text, finding text, row_id text)
language plpgsql stable set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
    return query
    select 'agent_executions', 'gpu_budget_consumed differs from its sessions', e.id::text
    from public.agent_executions as e
    left join (
        select execution_id, least(9999999999, sum(total_cost_dollars)) as cost
        from public.gpu_sessions
        where execution_id between p_from and p_to group by execution_id
    ) as spent on spent.execution_id = e.id
    where e.id between p_from and p_to
        and e.gpu_budget_consumed <> coalesce(spent.cost, 0)
    union all
    select 'agent_executions', 'its sessions hold more than its GPU budget', e.id::text
    from (
        select execution_id, sum(reserved_dollars) as held from public.gpu_sessions
        where execution_id between p_from and p_to and reserved_dollars is not null
        group by execution_id
    ) as live
    join public.agent_executions as e on e.id = live.execution_id
    where live.held > e.gpu_budget_dollars
    union all
    select 'gpu_sessions', 'its reservation differs from its limit', id::text
    from public.gpu_sessions
    where execution_id between p_from and p_to
        and reserved_dollars <> cost_limit_dollars
    union all
    select 'gpu_sessions', 'its cost differs from its bill', id::text from public.gpu_sessions
    where execution_id between p_from and p_to
        and total_cost_dollars <> billed_dollars
    union all
    select 'gpu_sessions', 'running without a start', id::text from public.gpu_sessions
    where execution_id between p_from and p_to
        and status in ('running', 'idle') and provisioned_at is null
    union all
    select 'gpu_sessions', 'live although its execution has ended', s.id::text
    from public.gpu_sessions as s join public.agent_executions as e on e.id = s.execution_id
    where s.execution_id between p_from and p_to
        and s.status in ('provisioning', 'running', 'idle')
        and e.status in ('completed', 'failed', 'cancelled')
    union all
    -- Only today: a limit may have been lowered since.
    select 'competitions', 'more submissions today than it takes a day', c.id::text
    from (
        select competition_id, count(*) as taken from public.submissions
        where slot_day = (p_now at time zone 'UTC')::date
            and competition_id between p_from and p_to
        group by competition_id
    ) as today
    join public.competitions as c on c.id = today.competition_id
    where today.taken > c.daily_submission_limit
    union all
    select 'competitions', 'its direction was inferred from an earlier metric', c.id::text
    from public.competitions as c
    where c.id between p_from and p_to
        and c.metric_direction_source = 'inferred' and c.metric_direction is distinct from (
            select direction from kaggle_store.known_metrics
            where metric_key = kaggle_store.metric_key(c.evaluation_metric)
        )
    union all
    select 'submissions', 'counted for another competition than its execution', s.id::text
    from public.submissions as s join public.agent_executions as e on e.id = s.execution_id
    where s.execution_id between p_from and p_to
        and s.competition_id <> e.competition_id
    union all
    select 'submissions', 'takes a slot of a day to come', id::text from public.submissions
    where execution_id between p_from and p_to
        and slot_day > (p_now at time zone 'UTC')::date
    union all
    select 'submissions', 'scored without a score', id::text from public.submissions
    where execution_id between p_from and p_to
        and submission_status = 'scored' and public_score is null and private_score is null
    union all
    select 'submissions', 'scored before it was submitted', id::text from public.submissions
    -- Kaggle's clock may be ahead.
    where execution_id between p_from and p_to
        and scored_at < submitted_at - interval '10 minutes'
    union all
    select 'submissions', 'its times lie ahead', id::text from public.submissions
    where execution_id between p_from and p_to
        and greatest(created_at, submitted_at, scored_at) > p_now + interval '1 day';
end
$$;
comment on function kaggle_store.contradictions_in_spending(timestamptz, uuid, uuid) is
    'Budgets that differ from their sessions, slots that differ from their submissions, and '
    'scores that cannot be.';

create function kaggle_store.contradictions_in_interventions(
    p_now timestamptz, p_from uuid, p_to uuid
)
returns table (table_name text, finding text, row_id text)
language plpgsql stable set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
    return query
    select 'generated_code', 'approved as another content', id::text from public.generated_code
    where execution_id between p_from and p_to
        and human_approved and approved_sha256 is distinct from content_sha256
    union all
    select 'agent_executions', 'human_intervention_required differs from its interventions',
        e.id::text
    from public.agent_executions as e
    where e.id between p_from and p_to
        and e.human_intervention_required <> exists (
            select from public.human_interventions as i
            where i.execution_id = e.id and i.status in ('pending', 'escalated')
        )
    union all
    select 'agent_executions', 'in review without an open intervention', e.id::text
    from public.agent_executions as e
    -- A manual or imported review needs none.
    where e.id between p_from and p_to
        and e.status = 'human_review' and not e.review_is_manual and not exists (
            select from public.human_interventions as i
            where i.execution_id = e.id and i.status in ('pending', 'escalated')
                and i.pauses_execution
        )
    union all
    select 'human_interventions', 'open although its execution is over', i.id::text
    from public.human_interventions as i join public.agent_executions as e on e.id = i.execution_id
    where i.execution_id between p_from and p_to
        and i.status in ('pending', 'escalated') and e.status in ('completed', 'cancelled')
    union all
    -- Escalation runs every minute; five minutes allow for delays.
    select 'human_interventions', 'overdue and not escalated', i.id::text
    from public.human_interventions as i join public.agent_executions as e on e.id = i.execution_id
    where i.execution_id between p_from and p_to
        and i.status in ('pending', 'escalated') and i.sla_deadline <= p_now - interval '5 minutes'
        and e.status not in ('completed', 'cancelled');
end
$$;
comment on function kaggle_store.contradictions_in_interventions(timestamptz, uuid, uuid) is
    'Approvals of another content, and interventions that are not escalated or have no live '
    'execution.';

create function kaggle_store.lost_keys() returns setof integer
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select version from kaggle_store.encryption_keys
    where kaggle_store.key_fingerprint(coalesce(secret, kaggle_store.vault_secret(vault_name)))
        is distinct from fingerprint
$$;
comment on function kaggle_store.lost_keys() is
    'The versions of keys that are missing or were replaced.';

create function kaggle_store.contradictions_in_secrets()
returns table (table_name text, finding text, row_id text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with sealed (table_name, row_id, version) as materialized (
        select 'configurations', id::text,
            substring(config_value #>> '{}' from '^v([0-9]+):')::integer
        from public.configurations where is_encrypted
        union all
        select 'gpu_sessions', id::text,
            substring(ssh_connection_info #>> '{}' from '^v([0-9]+):')::integer
        from public.gpu_sessions where ssh_connection_info is not null
    )
    select table_name, 'stored under an old key', row_id from sealed
    where version < (select max(version) from kaggle_store.encryption_keys)
    union all
    select table_name, 'stored under a key that is lost', row_id from sealed
    where version not in (select version from kaggle_store.encryption_keys)
        or version in (select kaggle_store.lost_keys())
$$;
comment on function kaggle_store.contradictions_in_secrets() is
    'Secrets under an old key, and secrets whose key is lost.';

-- Rows are counted by the key of kaggle_store.archived_rows alone: a checksum would read every
-- document, and is compared when an execution is exported or restored.
create function kaggle_store.contradictions_in_archive(p_from uuid, p_to uuid)
returns table (table_name text, finding text, row_id text)
language plpgsql stable set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
    return query
    select 'agent_executions', 'live and in the archive', a.id::text
    from public.archived_executions as a join public.agent_executions as e on e.id = a.id
    where a.id between p_from and p_to
    union all
    select 'agent_executions', 'archived without all of its rows', a.id::text
    from public.archived_executions as a
    left join (
        select execution_id, count(*) as rows, max(place) as last_place
        from kaggle_store.archived_rows
        where execution_id between p_from and p_to group by execution_id
    ) as held on held.execution_id = a.id
    cross join lateral (
        select coalesce(sum(value::numeric), 0) as rows from jsonb_each(a.counts)
        where jsonb_typeof(value) = 'number'
    ) as told
    where a.id between p_from and p_to
        and (held.rows, held.last_place) is distinct from (told.rows, told.rows);
end
$$;
comment on function kaggle_store.contradictions_in_archive(uuid, uuid) is
    'Executions that are live and archived at once, and archived ones that have lost or gained '
    'rows.';

-- Findings about the store's tables, partitions, triggers, constraints and indexes. A partition's
-- findings count for system_metrics; store_health() checks the other tables.
create function kaggle_store.contradictions_in_tables(p_now timestamptz)
returns table (table_name text, finding text, row_id text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with tables as materialized (
        select c.oid, c.relname, c.relacl, c.relrowsecurity, c.relispartition,
            coalesce(parent.relname, c.relname)::text as table_name
        from pg_catalog.pg_class as c
        left join pg_catalog.pg_inherits as i on i.inhrelid = c.oid and c.relispartition
        left join pg_catalog.pg_class as parent on parent.oid = i.inhparent
        where c.oid in (select kaggle_store.own_tables())
            and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    )
    select table_name, 'row level security is off', relname::text from tables
    where not relrowsecurity
    union all
    select t.table_name, 'a partition is open to clients', t.relname::text from tables as t
    where t.relispartition and exists (
        select from aclexplode(t.relacl) as granted left
        join pg_catalog.pg_roles as r on r.oid = granted.grantee
        where coalesce(r.rolname, 'public')
            in ('public', 'anon', 'authenticated', 'service_role', 'admin', 'kaggle_worker')
    )
    union all
    select t.table_name, 'a trigger is switched off', format('%s.%s', t.relname, g.tgname)
    from tables as t join pg_catalog.pg_trigger as g on g.tgrelid = t.oid
    where g.tgenabled in ('D', 'R')
        and (g.tgisinternal or g.tgfoid::regprocedure in (select kaggle_store.own_routines()))
    union all
    select t.table_name, 'a constraint was never checked', format('%s.%s', t.relname, k.conname)
    from tables as t join pg_catalog.pg_constraint as k on k.conrelid = t.oid
    where not k.convalidated
    union all
    select t.table_name, 'an index is not valid', i.indexrelid::regclass::text
    from tables as t join pg_catalog.pg_index as i on i.indrelid = t.oid
    where not i.indisvalid
    union all
    select 'system_metrics', 'strays in the default partition', id::text
    from public.system_metrics_default
    union all
    select 'system_metrics', 'a month has no partition', month.name
    from (
        select to_char(
            date_trunc('month', p_now at time zone 'UTC') + ahead * interval '1 month',
            '"system_metrics_"YYYY_MM'
        ) as name
        from generate_series(0, 1) as ahead
    ) as month
    where not exists (select from tables as t where t.relname = month.name and t.relispartition)
$$;
comment on function kaggle_store.contradictions_in_tables(timestamptz) is
    'Tables, partitions, triggers, constraints and indexes that are not in effect, and metrics of '
    'a month without a partition.';

-- An execution that has a child is counted by the child's index, where count(distinct) would sort a
-- million rows.
create function kaggle_store.count_records()
returns table (
    table_name text, row_count bigint, unique_competitions bigint, earliest_record timestamptz,
    latest_record timestamptz
)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select 'competitions', count(*), count(*), min(created_at), max(created_at)
    from public.competitions
    union all
    select 'agent_executions', count(*), (
        select count(*) from public.competitions as c
        where exists (select from public.agent_executions as e where e.competition_id = c.id)
    ), min(created_at), max(created_at) from public.agent_executions
    union all
    select 'research_results', count(*), (
        select count(*) from public.agent_executions as e
        where exists (select from public.research_results as r where r.execution_id = e.id)
    ), min(created_at), max(created_at) from public.research_results
    union all
    select 'generated_code', count(*), (
        select count(*) from public.agent_executions as e
        where exists (select from public.generated_code as g where g.execution_id = e.id)
    ), min(created_at), max(created_at) from public.generated_code
    union all
    select 'gpu_sessions', count(*), (
        select count(*) from public.agent_executions as e
        where exists (select from public.gpu_sessions as s where s.execution_id = e.id)
    ), min(created_at), max(created_at) from public.gpu_sessions
    union all
    select 'training_jobs', count(*), (
        select count(*) from public.agent_executions as e
        where exists (select from public.training_jobs as j where j.execution_id = e.id)
    ), min(created_at), max(created_at) from public.training_jobs
    union all
    select 'submissions', count(*), (
        select count(*) from public.agent_executions as e
        where exists (select from public.submissions as s where s.execution_id = e.id)
    ), min(created_at), max(created_at) from public.submissions
    union all
    select 'artifacts', count(*), (
        select count(*) from public.agent_executions as e
        where exists (select from public.artifacts as a where a.execution_id = e.id)
    ), min(created_at), max(created_at) from public.artifacts
    union all
    select 'human_interventions', count(*), (
        select count(*) from public.agent_executions as e
        where exists (select from public.human_interventions as i where i.execution_id = e.id)
    ), min(created_at), max(created_at) from public.human_interventions
    union all
    select 'system_metrics', count(*), (
        select count(*) from public.agent_executions as e
        where exists (select from public.system_metrics as m where m.execution_id = e.id)
    ), min(timestamp), max(timestamp) from public.system_metrics
    union all
    select 'configurations', count(*), null, min(created_at), max(created_at)
    from public.configurations
$$;
comment on function kaggle_store.count_records() is
    'The document''s counts, of its ten tables and of artifacts.';

create function kaggle_store.contradictions_in_rows(p_from uuid, p_to uuid)
returns table (table_name text, finding text, rows bigint, examples jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with contradictions as (
        select * from kaggle_store.contradictions_in_work(
            (select kaggle_store.now()), p_from, p_to
        )
        union all
        select * from kaggle_store.contradictions_in_spending(
            (select kaggle_store.now()), p_from, p_to
        )
        union all
        select * from kaggle_store.contradictions_in_interventions(
            (select kaggle_store.now()), p_from, p_to
        )
        union all
        select * from kaggle_store.contradictions_in_archive(p_from, p_to)
    )
    select
        table_name, finding, count(*), jsonb_agg(row_id order by row_id) filter (where nth <= 5)
    from (
        select *, row_number() over (partition by table_name, finding order by row_id) as nth
        from contradictions
    ) as numbered
    group by table_name, finding
$$;
comment on function kaggle_store.contradictions_in_rows(uuid, uuid) is
    'The contradictions of a range of ids by finding, with the first five ids of each.';

create function kaggle_store.contradictions_in_store()
returns table (table_name text, finding text, rows bigint, examples jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with contradictions as (
        select * from kaggle_store.contradictions_in_secrets()
        union all
        select * from kaggle_store.contradictions_in_tables((select kaggle_store.now()))
    )
    select
        table_name, finding, count(*), jsonb_agg(row_id order by row_id) filter (where nth <= 5)
    from (
        select *, row_number() over (partition by table_name, finding order by row_id) as nth
        from contradictions
    ) as numbered
    group by table_name, finding
$$;
comment on function kaggle_store.contradictions_in_store() is
    'The contradictions in secrets and in the tables themselves by finding, with the first five '
    'ids of each.';

-- PostgREST sets a function's statement_timeout before it calls it: the whole of a store that is
-- large takes longer than a page may.
create function public.integrity_report()
returns table (
    table_name text, row_count bigint, unique_competitions bigint, earliest_record timestamptz,
    latest_record timestamptz, findings bigint, details jsonb, examples jsonb
)
language sql stable security definer set search_path = pg_catalog, pg_temp
set statement_timeout = '10min'
as $$
    with found as (
        select * from kaggle_store.contradictions_in_rows(
            '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        )
        union all
        select * from kaggle_store.contradictions_in_store()
    ),
    told as (
        select
            table_name, sum(rows)::bigint as findings, jsonb_object_agg(finding, rows) as details,
            jsonb_object_agg(finding, examples) as examples
        from found group by table_name
    )
    select
        c.table_name, c.row_count, c.unique_competitions, c.earliest_record, c.latest_record,
        coalesce(t.findings, 0), coalesce(t.details, '{}'), coalesce(t.examples, '{}')
    from kaggle_store.count_records() as c left join told as t using (table_name)
$$;
comment on function public.integrity_report() is
    'Counts and checks the design document''s ten tables and artifacts: rows, distinct '
    'competitions (of executions; distinct executions for the rest), earliest and latest record, '
    'and how many rows contradict themselves or each other, by finding, with the first five ids of '
    'each. A healthy store has zero findings.';
revoke all on function
kaggle_store.contradictions_in_work(timestamptz, uuid, uuid),
kaggle_store.contradictions_in_spending(timestamptz, uuid, uuid),
kaggle_store.contradictions_in_interventions(timestamptz, uuid, uuid), kaggle_store.lost_keys(),
kaggle_store.contradictions_in_secrets(), kaggle_store.contradictions_in_archive(uuid, uuid),
kaggle_store.contradictions_in_tables(timestamptz),
kaggle_store.contradictions_in_rows(uuid, uuid), kaggle_store.contradictions_in_store(),
kaggle_store.count_records(),
public.integrity_report()
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.integrity_report() to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050350_integrity',
    '66155556d5af989c860981b154e3c3e5b423a385e9b858e27246f03319fee491'
);
