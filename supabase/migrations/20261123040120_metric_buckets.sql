-- Phase 4, metric buckets: metric_buckets(), a series reduced to what a plot shows.
--
-- Writers: none.
-- Readers: whatever draws; security invoker, so only metrics that the caller may read are counted.

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
    last_value double precision
);
comment on type public.metric_bucket is
    'The points of one metric in a span of time: how many, from when to when, their finite values '
    'and the last value.';

create function public.metric_buckets(
    p_execution_id uuid, p_metric_name text, p_buckets integer default 200,
    p_since timestamptz default null, p_until timestamptz default null
) returns public.metric_bucket[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    -- Within the times that metrics may have: a difference of infinite times raises.
    v_since timestamptz := greatest(p_since, '1900-01-01T00:00:00Z');
    v_until timestamptz := least(p_until, '2200-01-01T00:00:00Z');
    v_per_second double precision;
begin
    if p_buckets is null or p_buckets not between 1 and 5000 then
        raise exception using errcode = 'KS105',
            message = 'a series is divided into 1 to 5000 buckets',
            detail = jsonb_build_object('asked', p_buckets)::text,
            hint = 'Ask for 1 to 5000; a plot needs a few hundred.';
    end if;
    -- The ends are read from the index, unless they are given.
    if p_since is null then
        select m.timestamp into v_since from public.system_metrics as m
        where m.execution_id = p_execution_id and m.metric_name = p_metric_name
        order by m.timestamp limit 1;
    end if;
    if p_until is null then
        select m.timestamp + interval '1 microsecond' into v_until from public.system_metrics as m
        where m.execution_id = p_execution_id and m.metric_name = p_metric_name
        order by m.timestamp desc limit 1;
    end if;
    v_per_second := p_buckets / greatest(
        extract(epoch from v_until - v_since)::double precision, 1e-6
    );
    -- One array: Max rows cuts rows, and a plot without its end looks complete.
    return array(
        select row(
            b.bucket, min(b.at), max(b.at), count(*),
            min(b.finite), max(b.finite),
            case when count(b.large) = 0 then avg(b.ordinary)
                else kaggle_store.mean_with_large(
                    avg(b.ordinary), count(b.ordinary), sum(b.large::numeric), count(b.large)
                )
            end,
            (array_agg(b.value order by b.at desc, b.id desc))[1]
        )::public.metric_bucket
        from (
            select
                least(
                    1 + floor(
                        extract(epoch from m.timestamp - v_since)::double precision * v_per_second
                    )::integer, p_buckets
                ) as bucket,
                m.timestamp as at, m.id, m.metric_value as value,
                case when m.metric_value not in ('NaN', 'infinity', '-infinity')
                    then m.metric_value end as finite,
                case when m.metric_value between -1e150 and 1e150
                    then m.metric_value end as ordinary,
                case when m.metric_value not between -1e150 and 1e150
                    and m.metric_value not in ('NaN', 'infinity', '-infinity')
                    then m.metric_value end as large
            from public.system_metrics as m
            where m.execution_id = p_execution_id and m.metric_name = p_metric_name
                and m.timestamp >= v_since and m.timestamp < v_until
        ) as b
        group by b.bucket
        order by b.bucket
    );
end
$$;
comment on function public.metric_buckets(uuid, text, integer, timestamptz, timestamptz) is
    'One metric of an execution, divided into buckets of equal time (1 to 5000): how many points '
    'each has, from when to when, their least, greatest and average finite value, and the last '
    'value whatever it is. p_since is included, p_until is not; by default from the first point '
    'to the last. Buckets without points are left out.';
revoke all on function public.metric_buckets(uuid, text, integer, timestamptz, timestamptz)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.metric_buckets(uuid, text, integer, timestamptz, timestamptz)
to authenticated, service_role;
