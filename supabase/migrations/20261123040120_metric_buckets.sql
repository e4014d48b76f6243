-- Phase 4, metric buckets: metric_buckets(), a series reduced to what a plot shows.
--
-- Writers: none.
-- Readers: whatever draws; security invoker, so only metrics that the caller may read are counted.
-- Points that were logged under a training job have its `training_job_id` and `attempt` in their
-- tags. Attempts repeat the same steps: by default only the newest of each job is read.

-- Tags may contain anything.
create function kaggle_store.attempt_number(p_attempt text) returns integer
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ select case when p_attempt ~ '^[0-9]{1,9}$' then p_attempt::integer end $$;
comment on function kaggle_store.attempt_number(text) is
    'The number of an attempt, as it is in the tags of a metric; null if it is none.';

create function kaggle_store.metric_attempts(
    p_execution_id uuid, p_metric_name text, p_tags jsonb, p_attempt integer,
    p_since timestamptz, p_until timestamptz
) returns table (
    job text, attempt integer, first_at timestamptz, last_at timestamptz, newest integer
)
language sql stable set search_path = pg_catalog, pg_temp
-- The planner expects as many groups as points, and would sort all points to form a few groups.
set enable_sort = off set jit = off
as $$
    select p.job, a.attempt, p.first_at, p.last_at, max(a.attempt) over (partition by p.job)
    from (
        select
            m.tags ->> 'training_job_id' as job,
            case when m.tags ? 'training_job_id' then m.tags ->> 'attempt' end as attempt,
            min(m.timestamp) as first_at, max(m.timestamp) as last_at
        from public.system_metrics as m
        where m.execution_id = p_execution_id and m.metric_name = p_metric_name
            and m.timestamp >= coalesce(p_since, '-infinity')
            and m.timestamp < coalesce(p_until, 'infinity')
            and (p_tags is null or m.tags @> p_tags)
            and (p_attempt is null or m.tags ->> 'attempt' = p_attempt::text)
        group by 1, 2
    ) as p
    cross join lateral kaggle_store.attempt_number(p.attempt) as a (attempt)
    where p_attempt is null or a.attempt = p_attempt
$$;
comment on function kaggle_store.metric_attempts(
    uuid, text, jsonb, integer, timestamptz, timestamptz
) is
    'The jobs and attempts that logged a metric of an execution, from when to when, and the newest '
    'attempt of each job.';

create function public.newest_attempts(
    p_execution_id uuid, p_metric_name text, p_tags jsonb default null,
    p_since timestamptz default null, p_until timestamptz default null
) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(retried.job, retried.newest), '{}')
    from (
        select a.job, a.newest
        from kaggle_store.metric_attempts(
            p_execution_id, p_metric_name, p_tags, null, p_since, p_until
        ) as a
        where a.job is not null and a.newest is not null
        group by a.job, a.newest having count(*) > 1
    ) as retried
    where (select kaggle_store.require_member())
$$;
comment on function public.newest_attempts(uuid, text, jsonb, timestamptz, timestamptz) is
    'For each training job that logged a metric in several attempts, the newest of them: an object '
    'of attempts by job. To read a series, leave out the other attempts of these jobs.';

-- avg() of doubles also sums their squares, which overflow from 1e154 on, and then raises for all.
-- Callers average values up to 1e150 by avg(), and pass the others here.
create function kaggle_store.mean_with_large(
    p_mean double precision, p_values bigint, p_sum_of_large numeric, p_large bigint
) returns double precision
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select least(greatest(
        (coalesce(p_mean, 0)::numeric * p_values + p_sum_of_large) / (p_values + p_large),
        -1.7976931348623157e308
    ), 1.7976931348623157e308)::double precision
$$;
comment on function kaggle_store.mean_with_large(double precision, bigint, numeric, bigint) is
    'The mean of values of which some are very large: from the mean and the number of the others, '
    'and the sum and the number of the large ones.';
revoke all on function
kaggle_store.mean_with_large(double precision, bigint, numeric, bigint)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
kaggle_store.mean_with_large(double precision, bigint, numeric, bigint)
to authenticated, service_role;

create type public.metric_bucket as (
    bucket integer, first_at timestamptz, last_at timestamptz, points bigint,
    min_value double precision, max_value double precision, avg_value double precision,
    last_value double precision, training_job_id uuid, attempt integer
);
comment on type public.metric_bucket is
    'The points of one metric, job and attempt in a span of time: how many, from when to when, '
    'their finite values and the last value.';

create function public.metric_buckets(
    p_execution_id uuid, p_metric_name text, p_buckets integer default 200,
    p_since timestamptz default null, p_until timestamptz default null,
    p_training_job_id uuid default null, p_attempt integer default null,
    p_all_attempts boolean default false, p_tags jsonb default null
) returns public.metric_bucket[]
language plpgsql stable set search_path = pg_catalog, pg_temp
-- As above.
set enable_sort = off set jit = off
as $$
declare
    -- Within the times that metrics may have: a difference of infinite times raises.
    v_since timestamptz := greatest(p_since, '1900-01-01T00:00:00Z');
    v_until timestamptz := least(p_until, '2200-01-01T00:00:00Z');
    v_per_second double precision;
    v_tags constant jsonb := case when p_training_job_id is null then p_tags
        else coalesce(p_tags, '{}')
            || jsonb_build_object('training_job_id', p_training_job_id) end;
    -- Any attempt, or the one that was asked for.
    v_is_any constant boolean := coalesce(p_all_attempts, false) or p_attempt is not null;
begin
    perform kaggle_store.require_member();
    if p_buckets is null or p_buckets not between 1 and 5000 then
        raise exception using errcode = 'KS105',
            message = 'a series is divided into 1 to 5000 buckets',
            detail = jsonb_build_object('asked', p_buckets)::text,
            hint = 'Ask for 1 to 5000; a plot needs a few hundred.';
    end if;
    if p_since is null or p_until is null then
        select
            case when p_since is null then min(a.first_at) else v_since end,
            case when p_until is null then max(a.last_at) + interval '1 microsecond'
                else v_until end
        into v_since, v_until
        from kaggle_store.metric_attempts(
            p_execution_id, p_metric_name, v_tags, p_attempt, p_since, p_until
        ) as a
        where v_is_any or a.attempt is not distinct from a.newest;
    end if;
    v_per_second := p_buckets / greatest(
        extract(epoch from v_until - v_since)::double precision, 1e-6
    );
    -- One array: Max rows cuts rows, and a plot without its end looks complete.
    return array(
        select row(
            b.bucket, b.first_at, b.last_at, b.points, b.min_value, b.max_value, b.avg_value,
            -- Looked up: to sort the points of each bucket would take longer than to add them up.
            (
                select m.metric_value from public.system_metrics as m
                where m.execution_id = p_execution_id and m.metric_name = p_metric_name
                    and m.timestamp = b.last_at and m.timestamp >= v_since and m.timestamp < v_until
                    and (v_tags is null or m.tags @> v_tags)
                    and m.tags ->> 'training_job_id' is not distinct from b.job
                    and (b.raw is null or m.tags ->> 'attempt' = b.raw)
                order by m.id desc limit 1
            ),
            case when b.job ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
                then b.job::uuid end,
            b.attempt
        )::public.metric_bucket
        from (
            select p.*, a.attempt, max(a.attempt) over (partition by p.job) as newest
            from (
                select
                    m.tags ->> 'training_job_id' as job,
                    case when m.tags ? 'training_job_id' then m.tags ->> 'attempt' end as raw,
                    least(
                        1 + floor(
                            extract(epoch from m.timestamp - v_since)::double precision
                                * v_per_second
                        )::integer, p_buckets
                    ) as bucket,
                    min(m.timestamp) as first_at, max(m.timestamp) as last_at, count(*) as points,
                    min(v.finite) as min_value, max(v.finite) as max_value,
                    case when count(v.large) = 0 then avg(v.ordinary)
                        else kaggle_store.mean_with_large(
                            avg(v.ordinary), count(v.ordinary),
                            sum(v.large::numeric), count(v.large)
                        )
                    end as avg_value
                from public.system_metrics as m
                cross join lateral (
                    select
                        case when m.metric_value not in ('NaN', 'infinity', '-infinity')
                            then m.metric_value end as finite,
                        case when m.metric_value between -1e150 and 1e150
                            then m.metric_value end as ordinary,
                        case when m.metric_value not between -1e150 and 1e150
                            and m.metric_value not in ('NaN', 'infinity', '-infinity')
                            then m.metric_value end as large
                ) as v
                where m.execution_id = p_execution_id and m.metric_name = p_metric_name
                    and m.timestamp >= v_since and m.timestamp < v_until
                    and (v_tags is null or m.tags @> v_tags)
                    and (p_attempt is null or m.tags ->> 'attempt' = p_attempt::text)
                group by 1, 2, 3
            ) as p
            cross join lateral kaggle_store.attempt_number(p.raw) as a (attempt)
            where p_attempt is null or a.attempt = p_attempt
        ) as b
        where v_is_any or b.attempt is not distinct from b.newest
        order by b.job nulls first, b.attempt, b.bucket
    );
end
$$;
comment on function public.metric_buckets(
    uuid, text, integer, timestamptz, timestamptz, uuid, integer, boolean, jsonb
) is
    'One metric of an execution, divided into buckets of equal time (1 to 5000), each training job '
    'and attempt by itself: how many points each bucket has, from when to when, their least, '
    'greatest and average finite value, and the last value whatever it is. Of each job only the '
    'newest attempt, unless p_attempt names one or p_all_attempts is true; p_training_job_id and '
    'p_tags (an object that the tags contain) select points. p_since is included, p_until is not; '
    'by default from the first point to the last. Buckets without points are left out.';

create type public.metric_name as (
    metric_name text, component text, points bigint, first_at timestamptz, last_at timestamptz,
    last_value double precision
);
comment on type public.metric_name is
    'One metric of an execution and component: how many points, from when to when, and the last '
    'value.';

create function public.metric_names(p_execution_id uuid) returns public.metric_name[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
    -- One array: Max rows cuts rows.
    select array(
        select row(
            n.metric_name, n.component, n.points, n.first_at, n.last_at,
            (
                select m.metric_value from public.system_metrics as m
                where m.execution_id = p_execution_id and m.metric_name = n.metric_name
                    and m.timestamp = n.last_at and m.component is not distinct from n.component
                order by m.id desc limit 1
            )
        )::public.metric_name
        from (
            select
                m.metric_name, m.component, count(*) as points, min(m.timestamp) as first_at,
                max(m.timestamp) as last_at
            from public.system_metrics as m
            where m.execution_id = p_execution_id
            group by m.metric_name, m.component
        ) as n
        order by n.metric_name, n.component nulls first
    )
    where (select kaggle_store.require_member())
$$;
comment on function public.metric_names(uuid) is
    'The metrics of an execution by name and component: how many points each has, from when to '
    'when, and its last value.';
revoke all on function
public.metric_names(uuid), kaggle_store.attempt_number(text),
kaggle_store.metric_attempts(uuid, text, jsonb, integer, timestamptz, timestamptz),
public.newest_attempts(uuid, text, jsonb, timestamptz, timestamptz),
public.metric_buckets(
    uuid, text, integer, timestamptz, timestamptz, uuid, integer, boolean, jsonb
)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
public.metric_names(uuid), public.metric_buckets(
    uuid, text, integer, timestamptz, timestamptz, uuid, integer, boolean, jsonb
) to authenticated, service_role;
grant execute on function
kaggle_store.attempt_number(text),
kaggle_store.metric_attempts(uuid, text, jsonb, integer, timestamptz, timestamptz),
public.newest_attempts(uuid, text, jsonb, timestamptz, timestamptz)
to authenticated, service_role, kaggle_worker;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123040120_metric_buckets',
    'e85134bbe121b98623cb74eb17ecb28d4783dd4eb33b91d113ec311b5b742478'
);
