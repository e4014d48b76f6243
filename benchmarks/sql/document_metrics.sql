-- The design document's metrics table, with its columns, types, defaults, four indexes and foreign key, in monthly partitions (so
-- the primary key must contain the time). It has RLS like the project's tables, so that only the DDL differs.
drop table if exists public.document_metrics cascade;
drop type if exists public.document_metric_row cascade;

create table public.document_metrics (
    id uuid default gen_random_uuid(),
    metric_name varchar(100) not null,
    metric_value decimal(15, 6) not null,
    metric_type varchar(50) not null,
    tags jsonb,
    execution_id uuid references public.agent_executions (id) on delete set null,
    component varchar(50),
    timestamp timestamptz default now(),
    primary key (id, timestamp)
) partition by range (timestamp);

create index document_metrics_metric_name on public.document_metrics (metric_name);
create index document_metrics_timestamp on public.document_metrics (timestamp);
create index document_metrics_execution_id on public.document_metrics (execution_id);
create index document_metrics_component on public.document_metrics (component);

do $$
declare v_month constant timestamptz := date_trunc('month', now(), 'UTC');
begin
    -- The last month is split over two partitions, as in the project's table.
    execute format(
        'create table public.document_metrics_last partition of public.document_metrics for values from (%L) to (%L)',
        v_month - interval '1 month', v_month
    );
    execute format(
        'create table public.document_metrics_this partition of public.document_metrics for values from (%L) to (%L)',
        v_month, v_month + interval '1 month'
    );
end
$$;

alter table public.document_metrics enable row level security;
alter table public.document_metrics owner to postgres;
grant select, insert on public.document_metrics to service_role;

create type public.document_metric_row as (
    metric_name varchar(100),
    metric_value decimal(15, 6),
    metric_type varchar(50),
    tags jsonb,
    execution_id uuid,
    component varchar(50)
);

-- The document's insert, called like record_metrics().
create function public.document_record_metrics(p_metrics public.document_metric_row[]) returns bigint
language sql set search_path = ''
as $$
    with added as (
        insert into public.document_metrics (metric_name, metric_value, metric_type, tags, execution_id, component)
        select * from unnest(p_metrics)
        returning 1
    )
    select count(*) from added
$$;
grant execute on function public.document_record_metrics(public.document_metric_row[]) to service_role;
notify pgrst, 'reload schema';
