-- Phase 4: system_metrics, time series of modules and training loops.
--
-- Writers: the metrics recorder at high frequency; rows are never updated.
-- Readers: by name and time, or by execution and time.
-- Partitions are UTC months and are dropped whole. Rows of a month without a partition go to the
-- default partition until ensure_metric_partitions() moves them. NaN and infinities are valid
-- values: an exploding loss is worth knowing.
--
-- The one exception to "the database's clock decides": a metric's time is when it was measured, so
-- its default is plain now().

create table public.system_metrics (
    -- kaggle_store.new_id() written out: the call alone would cost more than the id.
    id uuid not null default encode(
        set_bit(set_bit(overlay(
            uuid_send(gen_random_uuid())
            placing substring(
                int8send((date_part('epoch', clock_timestamp()) * 1000)::bigint) from 3
            ) from 1 for 6
        ), 52, 1), 53, 1), 'hex'
    )::uuid,
    metric_name varchar(200) not null,
    metric_value double precision not null,
    metric_type kaggle_store.metric_type not null,
    tags jsonb,
    execution_id uuid references public.agent_executions (id) on delete set null,
    component varchar(50),
    timestamp timestamptz not null default now(),
    -- Beyond these no client can read it back, and no month has a partition.
    constraint a_metric_is_of_our_time
        check (timestamp >= '1900-01-01T00:00:00Z' and timestamp < '2200-01-01T00:00:00Z'),
    constraint tags_are_an_object check (jsonb_typeof(tags) = 'object'),
    constraint a_metric_has_a_name check (metric_name <> ''),
    -- kaggle_store.is_name() written out, for both at once: each call costs as much as a column.
    constraint names_have_no_control_characters check (
        concat(metric_name, component) !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029]'
    ),
    primary key (timestamp, id)
) partition by range (timestamp);

comment on table public.system_metrics is 'One measured value of one metric.';
comment on column public.system_metrics.id is
    'The point''s id; with its time it makes a repeated delivery harmless.';
comment on column public.system_metrics.metric_name is 'What was measured.';
comment on column public.system_metrics.metric_value is
    'The value; NaN and infinities are allowed.';
comment on column public.system_metrics.metric_type is 'How the metric''s values relate.';
comment on column public.system_metrics.tags is
    'Names and values to group by, such as step and epoch; `execution_id` names a deleted one.';
comment on column public.system_metrics.execution_id is
    'The execution it was measured in; null once that is deleted.';
comment on column public.system_metrics.component is
    'The module that measured it, such as `research` or `gpu_management`.';
comment on column public.system_metrics.timestamp is 'When it was measured.';

-- "This metric over time."
create index idx_system_metrics_metric_name on public.system_metrics (metric_name, timestamp);
-- "Everything in this hour": rows come in time's order, so a block range index of a few pages does.
create index idx_system_metrics_timestamp on public.system_metrics using brin (timestamp);
-- "What has this execution measured?", and the foreign key.
create index idx_system_metrics_execution_id on public.system_metrics (execution_id, timestamp);
-- "What has this module measured lately?"
create index idx_system_metrics_component
on public.system_metrics using brin (component, timestamp);

-- With SET, plpgsql takes two thirds of the time of sql.
create function public.metric_value_or_null(p_metric public.system_metrics)
returns double precision
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
    return nullif(p_metric.metric_value, 'NaN');
end
$$;
comment on function public.metric_value_or_null(public.system_metrics) is
    'The value of a metric, null if it is NaN: a computed column to sort by, as PostgreSQL sorts '
    'NaN above every number.';
revoke all on function public.metric_value_or_null(public.system_metrics)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.metric_value_or_null(public.system_metrics)
to authenticated, service_role, kaggle_worker;

-- The hot path: tags under 300 bytes have no number beyond double precision, and without a dot or
-- a long run of digits no fraction with too many; they need no call of json_flaw().
--
-- The id of a deleted execution does not count, so that it can be added to tags that are full.
create trigger a_tags_is_bounded before insert or update of tags on public.system_metrics
for each row when (
    not (
        pg_column_size(new.tags) <= 512
        and (
            octet_length(replace(new.tags::text, '.', repeat('.', 300))) < 300
            or octet_length(new.tags::text) < 300 and new.tags::text !~ '[1-9][0-9.]{18}'
        )
        and not new.tags @? 'strict $.**{4}'
    )
    and kaggle_store.json_flaw(
        case when length(new.tags ->> 'execution_id') = 36
            then new.tags - 'execution_id'
            else new.tags
        end, 8192, 4
    ) is not null
)
execute function kaggle_store.refuse_json('tags', '8192', '4');

alter table public.system_metrics enable row level security;
create policy "people read metrics" on public.system_metrics
for select to authenticated using (true);
create policy "a worker reads the metrics of its execution" on public.system_metrics
for select to kaggle_worker
using (execution_id = (select kaggle_store.worker_execution_id()));
create policy "a worker records metrics of its execution" on public.system_metrics
for insert to kaggle_worker
with check (execution_id = (select kaggle_store.worker_execution_id()));
create policy "admins keep metrics" on public.system_metrics for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.system_metrics from public, anon, authenticated, service_role, admin;
grant select on table public.system_metrics to authenticated;
grant select, insert on table public.system_metrics to service_role, kaggle_worker;
grant select, insert, update, delete on table public.system_metrics to admin;

-- Partitions --------------------------------------------------------------------------------------

-- PostgREST treats a partition as a table of its own: it is closed to all clients, whatever the
-- project grants to new tables.
create function kaggle_store.close_metric_partition(p_partition regclass) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('alter table %s enable row level security', p_partition);
    execute format(
        'create policy "admins look through system_metrics" on %s for select to admin using '
        '(true)', p_partition
    );
    execute format(
        'revoke all on table %s from public, anon, authenticated, service_role, admin, '
        'kaggle_worker', p_partition
    );
end
$$;
comment on function kaggle_store.close_metric_partition(regclass) is
    'Makes a partition accessible only through system_metrics.';

create table public.system_metrics_default partition of public.system_metrics default;
comment on table public.system_metrics_default is
    'Metrics of months that have no partition yet; ensure_metric_partitions() moves them.';
do $$ begin perform kaggle_store.close_metric_partition('public.system_metrics_default'); end $$;

-- Rows of the month are moved out of the default partition first: attaching would fail while it
-- holds them. It is locked until the commit, so that no other row is added; it is small or empty.
-- Attaching locks the executions for the foreign key; they are locked first, as by all others that
-- write both. Writers of both tables queue behind a lock that waits, so it waits 200 ms at most.
create function kaggle_store.create_metric_partition(p_month date) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp set timezone = 'UTC'
set lock_timeout = '200ms'
as $$
declare
    v_name constant text := to_char(p_month, '"system_metrics_"YYYY_MM');
    v_until constant date := p_month + interval '1 month';
    v_moved bigint;
begin
    execute format(
        'create table public.%I (like public.system_metrics including defaults including '
        'constraints including comments)',
        v_name
    );
    lock table public.agent_executions in share row exclusive mode;
    lock table public.system_metrics_default in access exclusive mode;
    execute format(
        'with strays as (
            delete from public.system_metrics_default
            where timestamp >= %L and timestamp < %L returning *
        )
        insert into public.%I select * from strays', p_month, v_until, v_name
    );
    get diagnostics v_moved = row_count;
    execute format(
        'alter table public.system_metrics attach partition public.%I for values from (%L) to '
        '(%L)', v_name, p_month, v_until
    );
    execute format(
        'comment on table public.%I is %L', v_name,
        to_char(p_month, '"Metrics measured in "YYYY-MM", UTC."')
    );
    perform kaggle_store.close_metric_partition(format('public.%I', v_name)::regclass);
    return v_moved;
end
$$;
comment on function kaggle_store.create_metric_partition(date) is
    'Creates the partition of the month that begins at a date, moves its rows out of the default '
    'partition and returns their number.';

create function public.ensure_metric_partitions(p_from date default null, p_until date default null)
returns table (partition_name text, moved_rows bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    v_this_month constant date := date_trunc('month', kaggle_store.now());
    v_first constant date := date_trunc('month', coalesce(p_from, v_this_month));
    v_last constant date := date_trunc(
        'month', coalesce(p_until, greatest(v_first, v_this_month) + interval '3 months')
    );
    v_month date;
begin
    if v_first < '1900-01-01' or v_last >= '2200-01-01' or v_last > v_first + interval '20 years'
    then
        raise exception using errcode = 'KS103',
            message = 'no more than 20 years of partitions are created at once, from 1900 to 2199',
            detail = jsonb_build_object('from', v_first, 'until', v_last)::text,
            hint = 'Choose p_from and p_until at most 20 years apart, between 1900 and 2199.';
    end if;
    -- One at a time: concurrent upkeep would create the same partition.
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.metric_partitions', 0));
    for v_month in select generate_series(v_first, v_last, interval '1 month') loop
        partition_name := to_char(v_month, '"system_metrics_"YYYY_MM');
        if to_regclass('public.' || partition_name) is null then
            moved_rows := kaggle_store.create_metric_partition(v_month);
            return next;
        end if;
    end loop;
end
$$;
comment on function public.ensure_metric_partitions(date, date) is
    'Creates the missing monthly partitions of system_metrics, by default from this month to '
    'three months ahead, and moves rows of these months out of the default partition. Returns '
    'what it created and how many rows it moved; a repeat creates nothing. Fails without effect '
    '(55P03) if other writers hold the tables for more than 200 ms. Give p_from before importing '
    'older metrics.';

revoke all on function
kaggle_store.close_metric_partition(regclass), kaggle_store.create_metric_partition(date),
public.ensure_metric_partitions(date, date)
from public, anon, authenticated, service_role, admin;
grant execute on function public.ensure_metric_partitions(date, date) to service_role, admin;

do $$ begin perform public.ensure_metric_partitions(); end $$;

-- Bulk writes -------------------------------------------------------------------------------------

create type public.metric_row as (
    metric_name varchar(200),
    metric_value double precision,
    metric_type kaggle_store.metric_type,
    tags jsonb,
    execution_id uuid,
    component varchar(50)
);
comment on type public.metric_row is
    'A metric to be stored by record_metrics(), measured now; fields as in system_metrics.';

create function public.record_metrics(p_metrics public.metric_row[]) returns bigint
language sql set search_path = pg_catalog, pg_temp
as $$
    with added as (
        insert into public.system_metrics (
            metric_name, metric_value, metric_type, tags, execution_id, component
        )
        select * from unnest(p_metrics)
        returning 1
    )
    select count(*) from added
$$;
comment on function public.record_metrics(public.metric_row[]) is
    'Stores metrics measured now in one transaction and returns their number. A repeat stores '
    'them again: record_metric_points() has ids.';

-- One element for all points, or one per point: shared values are sent once. The copies are bounded
-- before they are made, at the size of 5,000 points with tags of 8 kB.
create function kaggle_store.spread(p_name text, p_array anyarray, p_points integer)
returns anyarray
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if cardinality(p_array) is distinct from 1 then
        return p_array;
    end if;
    if pg_column_size(p_array)::bigint * p_points > 40960000 then
        raise exception using errcode = 'KS330',
            message = format('%s is too large for %s points', p_name, p_points),
            detail = jsonb_build_object(
                'field', p_name, 'bytes', 40960000 / p_points, 'points', p_points
            )::text,
            hint = 'Send fewer points at once, or a smaller shared value.';
    end if;
    -- By unnest(): the only element may have another place than 1, or be nested.
    return array_fill((select element from unnest(p_array) as element), array[p_points]);
end
$$;
comment on function kaggle_store.spread(text, anyarray, integer) is
    'Repeats the only element of an array for so many points; refused if the copies would be too '
    'large (KS330).';

-- Parsing one id per point from JSON takes twice as long as counting, and writing it as long again.
create function kaggle_store.count_up(p_ids uuid[], p_points integer) returns uuid[]
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_kept constant text := left(p_ids[1]::text, 28);
    v_first constant bigint := ('x' || right(p_ids[1]::text, 8))::bit(32)::bigint;
begin
    if cardinality(p_ids) is distinct from 1 then
        return p_ids;
    end if;
    return array(
        select (v_kept || lpad(to_hex((v_first + g.place) & 4294967295), 8, '0'))::uuid
        from generate_series(0, p_points - 1) as g (place)
    );
end
$$;
comment on function kaggle_store.count_up(uuid[], integer) is
    'Expands one id to so many ids that count up in its last eight digits.';

create function public.record_metric_points(
    p_ids uuid[], p_timestamps timestamptz[], p_metric_names text[],
    p_metric_values double precision[], p_metric_types kaggle_store.metric_type[], p_tags jsonb[],
    p_execution_ids uuid[], p_components text[]
) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_points constant integer := coalesce(cardinality(p_metric_values), 0);
    v_gone constant uuid[] := array(
        select g.id from (select distinct unnest(p_execution_ids) as id) as g
        where g.id is not null
            and not exists (select from public.agent_executions as e where e.id = g.id)
    );
    v_stored bigint;
begin
    p_ids := kaggle_store.count_up(p_ids, v_points);
    p_timestamps := kaggle_store.spread('p_timestamps', p_timestamps, v_points);
    p_metric_names := kaggle_store.spread('p_metric_names', p_metric_names, v_points);
    p_metric_types := kaggle_store.spread('p_metric_types', p_metric_types, v_points);
    p_tags := kaggle_store.spread('p_tags', p_tags, v_points);
    p_execution_ids := kaggle_store.spread('p_execution_ids', p_execution_ids, v_points);
    p_components := kaggle_store.spread('p_components', p_components, v_points);
    if (cardinality(p_ids), cardinality(p_timestamps), cardinality(p_metric_names),
        cardinality(p_metric_types),
        cardinality(p_tags), cardinality(p_execution_ids), cardinality(p_components))
        is distinct from (v_points, v_points, v_points, v_points, v_points, v_points, v_points)
    then
        raise exception using errcode = 'KS104',
            message = 'the arrays of metric points differ in length',
            detail = jsonb_build_object('p_metric_values', v_points)::text,
            hint = 'Give every array one element per point (null for none), or one element that '
                'all points share; one id is counted up.';
    end if;
    -- A spool may be flushed after its execution was deleted: the metric is stored with the
    -- execution's id in its tags.
    if v_gone <> '{}' then
        select
            array_agg(case when p.execution_id in (select unnest(v_gone))
                then coalesce(p.tags, '{}') || jsonb_build_object('execution_id', p.execution_id)
                    else p.tags
            end order by p.place),
            array_agg(
                case when p.execution_id not in (select unnest(v_gone)) then p.execution_id end
                order by p.place
            )
        into p_tags, p_execution_ids
        from unnest(p_tags, p_execution_ids) with ordinality as p (tags, execution_id, place);
    end if;
    -- Arrays of equal length are unnested side by side and inserted row by row; a function in FROM
    -- would materialize all rows first. Nearly always all rows are new: checking each would cost a
    -- sixth more time and write more WAL.
    begin
        begin
            insert into public.system_metrics (
                id, timestamp, metric_name, metric_value, metric_type, tags, execution_id, component
            )
            select
                unnest(p_ids), unnest(p_timestamps), unnest(p_metric_names),
                unnest(p_metric_values),
                unnest(p_metric_types), unnest(p_tags), unnest(p_execution_ids),
                unnest(p_components);
        exception when unique_violation then
            insert into public.system_metrics (
                id, timestamp, metric_name, metric_value, metric_type, tags, execution_id, component
            )
            select
                unnest(p_ids), unnest(p_timestamps), unnest(p_metric_names),
                unnest(p_metric_values), unnest(p_metric_types), unnest(p_tags),
                unnest(p_execution_ids), unnest(p_components)
            on conflict do nothing;
        end;
    exception when foreign_key_violation then
        -- An execution was archived meanwhile: the second check finds it gone.
        if not exists (
            select from unnest(p_execution_ids) as g (id)
            where g.id is not null
                and not exists (select from public.agent_executions as e where e.id = g.id)
        ) then
            raise;
        end if;
        return public.record_metric_points(
            p_ids, p_timestamps, p_metric_names, p_metric_values, p_metric_types, p_tags,
            p_execution_ids, p_components
        );
    end;
    get diagnostics v_stored = row_count;
    return v_stored;
end
$$;
comment on function public.record_metric_points(
    uuid[], timestamptz[], text[], double precision[], kaggle_store.metric_type[], jsonb[], uuid[],
    text[]
) is
    'Stores metric points, one element of each array per point, in one transaction and returns '
    'how many were new. An array of one element is shared by all points (time, name, type, tags, '
    'execution, component); one id is that of the first point, and the others count up from it in '
    'its last eight digits. Points have ids and times, so a repeat is harmless. A point of a '
    'deleted execution is kept, with the id in its tags, even if they are full.';

revoke all on function
kaggle_store.spread(text, anyarray, integer),
kaggle_store.count_up(uuid[], integer),
public.record_metrics(public.metric_row[]),
public.record_metric_points(
    uuid[], timestamptz[], text[], double precision[], kaggle_store.metric_type[], jsonb[], uuid[],
    text[]
)
from public, anon, authenticated, service_role, admin;
grant execute on function
kaggle_store.spread(text, anyarray, integer),
kaggle_store.count_up(uuid[], integer),
public.record_metrics(public.metric_row[]),
public.record_metric_points(
    uuid[], timestamptz[], text[], double precision[], kaggle_store.metric_type[], jsonb[], uuid[],
    text[]
)
to service_role, admin, kaggle_worker;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123040100_system_metrics',
    '3e09244c58abf9a992a72b977671b4aaada271c11d14f8cd32c4642a7a1d9b23'
);
