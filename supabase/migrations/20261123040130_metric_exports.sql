-- Phase 4, exported metrics: the months of system_metrics that are stored as Parquet files.
--
-- Writers: `kaggle-store metrics export` over a database connection of the owner, and
-- run_retention(). No API role may record an export: retention drops what is recorded.
-- Readers: store.system_metrics.scan(), run_retention().
-- An export begins by watching its month: from then on a transaction that writes to the partition
-- leaves a row in late_metrics. So a drop knows under its short lock, without reading the month,
-- whether the files still have every point of it. A point that comes after the drop opens its month
-- again: the next export adds it to the files.

create table kaggle_store.metric_exports (
    month date primary key,
    pending_id uuid,
    export_id uuid,
    uri text,
    row_count bigint,
    manifest_sha256 text,
    exported_at timestamptz,
    dropped_at timestamptz,
    constraint a_month_begins_on_its_first_day check (extract(day from month) = 1),
    constraint an_export_is_recorded_whole check (
        num_nulls(export_id, uri, row_count, manifest_sha256, exported_at) in (0, 5)
    ),
    constraint what_is_dropped_was_exported check (dropped_at is null or export_id is not null)
);
comment on table kaggle_store.metric_exports is
    'The months of system_metrics that are stored as Parquet files, or are being stored.';
comment on column kaggle_store.metric_exports.month is 'Its first day, in UTC.';
comment on column kaggle_store.metric_exports.pending_id is
    'The export that has begun and is not recorded; the last one that began.';
comment on column kaggle_store.metric_exports.export_id is 'The recorded export.';
comment on column kaggle_store.metric_exports.uri is 'The root of the dataset.';
comment on column kaggle_store.metric_exports.row_count is 'How many points the files have.';
comment on column kaggle_store.metric_exports.manifest_sha256 is
    'The SHA-256 of the manifest, which has those of the files.';
comment on column kaggle_store.metric_exports.exported_at is 'When the export was recorded.';
comment on column kaggle_store.metric_exports.dropped_at is
    'When the partition was dropped: from then on the files are the only copy.';

create table kaggle_store.late_metrics (
    month date,
    transaction xid8,
    primary key (month, transaction)
);
comment on table kaggle_store.late_metrics is
    'Transactions that wrote to a month of system_metrics after its last export began.';
comment on column kaggle_store.late_metrics.month is 'The month.';
comment on column kaggle_store.late_metrics.transaction is 'The transaction.';

alter table kaggle_store.metric_exports enable row level security;
alter table kaggle_store.late_metrics enable row level security;
create policy "an admin may see the exports" on kaggle_store.metric_exports
for select to admin using (true);
create policy "an admin may see late metrics" on kaggle_store.late_metrics
for select to admin using (true);
revoke all on table kaggle_store.metric_exports, kaggle_store.late_metrics
from public, anon, authenticated, service_role, admin, kaggle_worker;

-- One row per transaction, so that writers never wait for each other. One that is committed is
-- enough: begin_metric_export() waits for all that rely on it before it deletes it.
create function kaggle_store.note_late_metric() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from kaggle_store.late_metrics where month = tg_argv[0]::date) then
        insert into kaggle_store.late_metrics (month, transaction)
        values (tg_argv[0]::date, pg_current_xact_id())
        on conflict do nothing;
    end if;
    return null;
end
$$;
comment on function kaggle_store.note_late_metric() is
    'Trigger of a partition whose export has begun: notes that the month was written to.';

-- Exports ----------------------------------------------------------------------------------------

-- The lock waits for transactions that write to the partition now, and new ones wait for it: 50 ms
-- at most, then it fails without effect (55P03) and is tried again. What they wrote is in the
-- export's snapshot, which is taken later.
create function kaggle_store.begin_metric_export(p_month date) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
set lock_timeout = '50ms'
as $$
declare
    v_name constant text := to_char(p_month, '"system_metrics_"YYYY_MM');
    v_id uuid;
begin
    if extract(day from p_month) <> 1 or p_month + interval '1 month' > kaggle_store.now() then
        return null;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.metric_partitions', 0));
    if to_regclass('public.' || v_name) is null then
        perform kaggle_store.create_metric_partition(p_month);
    end if;
    execute format('lock table public.%I in share row exclusive mode', v_name);
    execute format(
        'create or replace trigger note_late_metric after insert or update or delete on public.%I '
        'for each row execute function kaggle_store.note_late_metric(%L)', v_name, p_month
    );
    delete from kaggle_store.late_metrics where month = p_month;
    insert into kaggle_store.metric_exports as e (month, pending_id)
    values (p_month, kaggle_store.new_id())
    on conflict (month) do update set pending_id = excluded.pending_id
    returning e.pending_id into v_id;
    return v_id;
end
$$;
comment on function kaggle_store.begin_metric_export(date) is
    'Begins the export of the month that begins at a date and returns the export''s id; the month '
    'gets a partition if only the default one has its points. Returns null for a month that has '
    'not ended. Fails without effect (55P03) while the partition is being written to.';

-- The advisory lock is that of run_retention(): a partition that is dropped now is seen as dropped.
create function kaggle_store.record_metric_export(
    p_month date, p_export_id uuid, p_uri text, p_row_count bigint, p_manifest_sha256 text
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.metric_partitions', 0));
    update kaggle_store.metric_exports
    set pending_id = null, export_id = p_export_id, uri = p_uri, row_count = p_row_count,
        manifest_sha256 = p_manifest_sha256, exported_at = kaggle_store.now(),
        dropped_at = case
            when to_regclass(to_char(p_month, '"public.system_metrics_"YYYY_MM')) is null
                then coalesce(dropped_at, kaggle_store.now())
            else dropped_at
        end
    where month = p_month and pending_id = p_export_id;
    return found or exists (
        select from kaggle_store.metric_exports
        where month = p_month and export_id = p_export_id and pending_id is null
    );
end
$$;
comment on function kaggle_store.record_metric_export(date, uuid, text, bigint, text) is
    'Records an export whose files are complete and verified. False, and nothing is recorded, if '
    'another export of the month began later. A repeat is harmless.';

-- Only at read committed does a statement see what was committed before its lock was granted.
create function kaggle_store.is_metric_month_exported(p_month date) returns boolean
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    return current_setting('transaction_isolation') = 'read committed'
        and exists (
            select from kaggle_store.metric_exports
            where month = p_month and export_id is not null and pending_id is null
        )
        and not exists (select from kaggle_store.late_metrics where month = p_month)
        -- Missing where the partition was created again, as by a restore.
        and exists (
            select from pg_catalog.pg_trigger
            where tgrelid = to_regclass(to_char(p_month, '"public.system_metrics_"YYYY_MM'))
                and tgfoid = 'kaggle_store.note_late_metric'::regproc
                and tgenabled in ('O', 'A')
        );
end
$$;
comment on function kaggle_store.is_metric_month_exported(date) is
    'Whether the recorded export of a month has every point of its partition; certain while the '
    'partition is locked.';

-- A drop waits for every reader, and all others wait for the drop: so it waits 50 ms at most for
-- each lock, gives up without effect, and the next run tries again. Dropping a whole month leaves
-- no dead rows. The table is locked before its partition, as by all others that use both.
create function kaggle_store.drop_metric_partition(p_month date, p_only_exported boolean)
returns text
language plpgsql set search_path = pg_catalog, pg_temp set lock_timeout = '50ms'
as $$
declare
    v_name constant text := to_char(p_month, '"system_metrics_"YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.metric_partitions', 0));
    if to_regclass('public.' || v_name) is null then
        return 'dropped';
    end if;
    -- Before the locks, which a month that stays must not take.
    if p_only_exported and not kaggle_store.is_metric_month_exported(p_month) then
        return 'unexported';
    end if;
    lock table only public.system_metrics in access exclusive mode;
    execute format('lock table public.%I in access exclusive mode', v_name);
    if p_only_exported and not kaggle_store.is_metric_month_exported(p_month) then
        -- Written to meanwhile. The error gives the locks back.
        raise lock_not_available;
    end if;
    execute format('drop table public.%I', v_name);
    update kaggle_store.metric_exports set dropped_at = kaggle_store.now()
    where month = p_month and export_id is not null;
    delete from kaggle_store.late_metrics where month = p_month;
    return 'dropped';
exception when lock_not_available then
    return 'busy';
end
$$;
comment on function kaggle_store.drop_metric_partition(date, boolean) is
    'Drops the partition of a month. Returns `dropped`, `busy` if it is in use, or, with '
    'p_only_exported, `unexported` if no recorded export has every point of it.';

create function kaggle_store.unexported_metric_months(p_before timestamptz) returns setof date
language sql volatile set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
    select month from (
        select to_date(right(c.relname, 7), 'YYYY_MM') as month
        from pg_catalog.pg_inherits as i
        join pg_catalog.pg_class as c on c.oid = i.inhrelid
        where i.inhparent = 'public.system_metrics'::regclass
            and c.relname ~ '^system_metrics_[0-9]{4}_[0-9]{2}$'
        union
        select date_trunc('month', timestamp)::date from public.system_metrics_default
        where timestamp < p_before
    ) as there
    where month + interval '1 month' <= p_before
        and not kaggle_store.is_metric_month_exported(month)
    order by month
$$;
comment on function kaggle_store.unexported_metric_months(timestamptz) is
    'The months that ended by a time and have points that no recorded export has.';

create function public.list_metric_exports()
returns table (
    month date, export_id uuid, uri text, row_count bigint, manifest_sha256 text,
    exported_at timestamptz, dropped_at timestamptz
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.require_member();
    return query
    select e.month, e.export_id, e.uri, e.row_count, e.manifest_sha256, e.exported_at, e.dropped_at
    from kaggle_store.metric_exports as e
    where e.export_id is not null
    order by e.month;
end
$$;
comment on function public.list_metric_exports() is
    'The months of metrics that are stored as Parquet files, and when their partition was dropped: '
    'until then the table has them too.';

revoke all on function
kaggle_store.note_late_metric(), kaggle_store.begin_metric_export(date),
kaggle_store.record_metric_export(date, uuid, text, bigint, text),
kaggle_store.is_metric_month_exported(date), kaggle_store.drop_metric_partition(date, boolean),
kaggle_store.unexported_metric_months(timestamptz), public.list_metric_exports()
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.list_metric_exports() to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123040130_metric_exports',
    '77c914c3446ff00d33e650c25681e6bb3cf60b9ede2ee759982d3693db8b441c'
);
