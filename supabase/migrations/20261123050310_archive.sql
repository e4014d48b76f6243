-- Phase 5, archive: executions that ended long ago, and how they are restored.
--
-- Writers: upkeep archives; agents and admins restore, export and import.
-- Readers: people see archived_executions; rows are read by read_archived_rows() only.
--
-- An execution and all of its rows become one header and one JSON document per row, with a checksum
-- over all of them. It is archived, compared with its source and deleted in one transaction that
-- locks every one of its rows: it is always live or archived, never both and never neither. The
-- transaction waits for no row, so it cannot deadlock; a row that is being written is left to the
-- next run.
--
-- Not archived: metrics, which have their own retention and keep the execution's id in their tags,
-- and the audit log, which outlives its rows. Secrets stay encrypted.

create table public.archived_executions (
    id uuid primary key,
    competition_id uuid not null,
    execution_name varchar(200) not null,
    status kaggle_store.execution_status not null,
    created_at timestamptz not null,
    completed_at timestamptz not null,
    archived_at timestamptz not null default kaggle_store.now(),
    exported_at timestamptz,
    format integer not null default 1,
    counts jsonb not null,
    checksum text not null,
    constraint only_what_has_ended_is_archived
        check (status in ('completed', 'failed', 'cancelled')),
    constraint counts_are_an_object check (jsonb_typeof(counts) = 'object'),
    constraint a_checksum_has_64_digits check (checksum ~ '^[0-9a-f]{64}$')
);
comment on table public.archived_executions is
    'An execution that ended long ago and was moved to the archive with all of its rows.';
comment on column public.archived_executions.id is
    'The execution''s id, then and when it is restored.';
comment on column public.archived_executions.competition_id is 'The competition it worked on.';
comment on column public.archived_executions.execution_name is 'Its display name.';
comment on column public.archived_executions.status is 'How it ended.';
comment on column public.archived_executions.created_at is 'When it was planned.';
comment on column public.archived_executions.completed_at is 'When it ended.';
comment on column public.archived_executions.archived_at is 'When it was moved here.';
comment on column public.archived_executions.exported_at is
    'When it was last written to a file that was read back; null if never.';
comment on column public.archived_executions.format is 'How its rows are written down.';
comment on column public.archived_executions.counts is 'How many rows of each table it has.';
comment on column public.archived_executions.checksum is
    'SHA-256 over the SHA-256 of each line, in their order; in hexadecimal digits.';

-- "What is archived of this competition?"
create index idx_archived_executions_competition_id
on public.archived_executions (competition_id, completed_at);
-- "Which of the archived ones are newest?"
create index archived_executions_created_at on public.archived_executions (created_at);

create trigger a_counts_is_bounded before insert or update of counts on public.archived_executions
for each row when (kaggle_store.json_flaw(new.counts, 65536, 3) is not null)
execute function kaggle_store.refuse_json('counts', '65536', '3');

alter table public.archived_executions enable row level security;
create policy "people see what is archived" on public.archived_executions
for select to authenticated using (true);
create policy "admins keep the archive" on public.archived_executions for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.archived_executions
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant select on table public.archived_executions to authenticated, service_role;
grant delete on table public.archived_executions to admin;

create table kaggle_store.archived_rows (
    execution_id uuid not null references public.archived_executions (id) on delete cascade,
    place bigint not null,
    table_name text not null,
    document jsonb not null,
    primary key (execution_id, place)
);
comment on table kaggle_store.archived_rows is
    'The rows of archived executions, parents before children.';
comment on column kaggle_store.archived_rows.execution_id is 'Whose row it is.';
comment on column kaggle_store.archived_rows.place is
    'Its place among the rows of the execution, from 1.';
comment on column kaggle_store.archived_rows.table_name is 'The table it comes from.';
comment on column kaggle_store.archived_rows.document is
    'All of its columns; a jsonb column that was null is left out, for a JSON null is another '
    'thing.';

create trigger a_document_is_bounded before insert or update of document
on kaggle_store.archived_rows
for each row when (kaggle_store.json_flaw(new.document, 67108864, 102) is not null)
execute function kaggle_store.refuse_json('document', '67108864', '102');

alter table kaggle_store.archived_rows enable row level security;
create policy "an admin may see archived rows" on kaggle_store.archived_rows
for select to admin using (true);
revoke all on table kaggle_store.archived_rows
from public, anon, authenticated, service_role, admin, kaggle_worker;

create table kaggle_store.restored_executions (
    execution_id uuid primary key references public.agent_executions (id) on delete cascade,
    restored_at timestamptz not null default kaggle_store.now()
);
comment on table kaggle_store.restored_executions is
    'Restored executions, which are not archived again for a while.';
comment on column kaggle_store.restored_executions.execution_id is 'The execution.';
comment on column kaggle_store.restored_executions.restored_at is 'When it came back.';
alter table kaggle_store.restored_executions enable row level security;
create policy "an admin may see what was restored" on kaggle_store.restored_executions
for select to admin using (true);
revoke all on table kaggle_store.restored_executions
from public, anon, authenticated, service_role, admin, kaggle_worker;

-- "What ended over a year ago?", oldest first.
create index agent_executions_to_archive on public.agent_executions (completed_at, id)
where status in ('completed', 'failed', 'cancelled');

-- Rows as documents -------------------------------------------------------------------------------

create function kaggle_store.archived_tables() returns table (table_name text, belongs text)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    values
    ('agent_executions', 't.id = $1'),
    ('research_results', 't.execution_id = $1'),
    ('generated_code', 't.execution_id = $1'),
    ('execution_steps', 't.execution_id = $1'),
    ('gpu_sessions', 't.execution_id = $1'),
    ('gpu_terminations', 't.execution_id = $1'),
    ('training_jobs', 't.execution_id = $1'),
    ('submissions', 't.execution_id = $1'),
    ('human_interventions', 't.execution_id = $1'),
    ('notices', 't.execution_id = $1'),
    ('artifacts', 't.execution_id = $1'),
    (
        'intervention_notifications',
        't.id in ('
        'select n.id from public.intervention_notifications as n '
        'join public.human_interventions as i on i.id = n.intervention_id '
        'where i.execution_id = $1 union all '
        'select n.id from public.intervention_notifications as n '
        'join public.notices as s on s.id = n.notice_id where s.execution_id = $1)'
    ),
    (
        'notification_deliveries',
        't.notification_id in ('
        'select n.id from public.intervention_notifications as n '
        'join public.human_interventions as i on i.id = n.intervention_id '
        'where i.execution_id = $1 union all '
        'select n.id from public.intervention_notifications as n '
        'join public.notices as s on s.id = n.notice_id where s.execution_id = $1)'
    )
$$;
comment on function kaggle_store.archived_tables() is
    'The tables of an execution, parents before children, and which of their rows belong to it: '
    'exactly those that are deleted with it.';

-- Times in UTC and doubles with all digits: the same row is always the same text.
create function kaggle_store.rows_to_archive(p_id uuid)
returns table (table_name text, document jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
set extra_float_digits = 1
as $$
declare
    v_table text;
    v_belongs text;
    v_nulls text;
begin
    for v_table, v_belongs in select * from kaggle_store.archived_tables() loop
        select string_agg(format('case when t.%1$I is null then %1$L end', attname), ', ')
        into v_nulls
        from pg_catalog.pg_attribute
        where attrelid = ('public.' || v_table)::regclass and attnum > 0 and not attisdropped
            and atttypid = 'jsonb'::regtype;
        return query execute format(
            'select %L, to_jsonb(t) - array_remove(array[%s]::text[], null) from public.%I as t '
            'where %s order by t.id',
            v_table, coalesce(v_nulls, 'null'), v_table, v_belongs
        ) using p_id;
    end loop;
end
$$;
comment on function kaggle_store.rows_to_archive(uuid) is
    'The rows of an execution as documents, parents before children.';

create function kaggle_store.archive_line(p_table text, p_document jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select jsonb_build_object('table', p_table, 'row', p_document)::text $$;
comment on function kaggle_store.archive_line(text, jsonb) is 'A row as a line of a file.';

create function kaggle_store.digest_of_lines(p_lines text[]) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select encode(
        sha256(string_agg(sha256(convert_to(line, 'UTF8')), ''::bytea order by place)), 'hex'
    )
    from unnest(p_lines) with ordinality as given (line, place)
$$;
comment on function kaggle_store.digest_of_lines(text[]) is 'The checksum of lines.';

-- Not through an array of all lines: an execution may have gigabytes of research.
create function kaggle_store.digest_of_archive(p_id uuid) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select encode(sha256(string_agg(
        sha256(convert_to(kaggle_store.archive_line(table_name, document), 'UTF8')), ''::bytea
            order by place
    )), 'hex')
    from kaggle_store.archived_rows where execution_id = p_id
$$;
comment on function kaggle_store.digest_of_archive(uuid) is
    'The checksum of the rows of an archived execution.';

create function kaggle_store.digest_of_live(p_id uuid) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select encode(sha256(string_agg(
        sha256(convert_to(kaggle_store.archive_line(table_name, document), 'UTF8')), ''::bytea
            order by place
    )), 'hex')
    from kaggle_store.rows_to_archive(p_id) with ordinality as live (table_name, document, place)
$$;
comment on function kaggle_store.digest_of_live(uuid) is
    'The checksum that the rows of a live execution would have in the archive.';

-- Into the archive --------------------------------------------------------------------------------

create function kaggle_store.hold_children(p_id uuid) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_table text;
    v_belongs text;
    v_all bigint;
    v_held bigint;
begin
    for v_table, v_belongs in
        select * from kaggle_store.archived_tables()
        union all values ('system_metrics', 't.execution_id = $1')
    loop
        execute format(
            'select count(*) from (select from public.%I as t where %s for update of t skip '
            'locked) as held', v_table, v_belongs
        ) into v_held using p_id;
        execute format('select count(*) from public.%I as t where %s', v_table, v_belongs)
            into v_all using p_id;
        if v_held <> v_all then
            return false;
        end if;
    end loop;
    return true;
end
$$;
comment on function kaggle_store.hold_children(uuid) is
    'Locks every row of a locked execution, and its metrics, without waiting; false if one is '
    'being written.';

create function kaggle_store.archive_execution(p_id uuid) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_checksum text;
begin
    -- Only now no row is added or changed: a machine may have come since it was found.
    if not kaggle_store.hold_children(p_id) or exists (
        select from public.gpu_sessions
        where execution_id = p_id and status in ('provisioning', 'running', 'idle')
        union all
        select from public.training_jobs
        where execution_id = p_id and status in ('queued', 'running')
        union all
        select from public.human_interventions
        where execution_id = p_id and status in ('pending', 'escalated')
    ) then
        return false;
    end if;
    insert into public.archived_executions (
        id, competition_id, execution_name, status, created_at, completed_at, counts, checksum
    )
    select e.id, e.competition_id, e.execution_name, e.status, e.created_at, e.completed_at, '{}',
        repeat('0', 64)
    from public.agent_executions as e where e.id = p_id;
    insert into kaggle_store.archived_rows (execution_id, place, table_name, document)
    select p_id, place, table_name, document
    from kaggle_store.rows_to_archive(p_id) with ordinality as live (table_name, document, place);
    v_checksum := kaggle_store.digest_of_archive(p_id);
    update public.archived_executions
    set checksum = v_checksum, counts = (
        select jsonb_object_agg(table_name, rows) from (
            select table_name, count(*) as rows from kaggle_store.archived_rows
            where execution_id = p_id group by table_name
        ) as counted
    )
    where id = p_id;
    if v_checksum is distinct from kaggle_store.digest_of_live(p_id) then
        raise exception using errcode = 'KS341',
            message = format('the archive of execution %s differs from its source', p_id),
            detail = jsonb_build_object('id', p_id, 'checksum', v_checksum)::text,
            hint = 'Nothing was deleted. Check whether all of its rows can be read, and report it.';
    end if;
    -- Its remaining metrics are kept.
    update public.system_metrics
    set execution_id = null,
        tags = coalesce(tags, '{}') || jsonb_build_object('execution_id', p_id)
    where execution_id = p_id;
    insert into kaggle_store.artifact_removals (id, execution_id, name, uri, sha256)
    select a.id, a.execution_id, a.name, a.uri, a.sha256 from public.artifacts as a
    where a.execution_id = p_id and kaggle_store.policy('retention.remove_artifacts') = 1;
    delete from public.agent_executions where id = p_id;
    return true;
end
$$;
comment on function kaggle_store.archive_execution(uuid) is
    'Moves a locked execution into the archive, compares it with its source (KS341) and deletes '
    'it. False if one of its rows is being written, or if it has a live session or job, or an open '
    'intervention.';

-- An execution that cannot be archived does not block the others: it is left unchanged, and the
-- result names the reason.
create function public.archive_executions(p_limit integer default null)
returns table (archived bigint, busy bigint, refused jsonb, more_left boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp
set cursor_tuple_fraction = 0.001 set statement_timeout = '10min'
as $$
declare
    v_ended_before constant timestamptz := kaggle_store.now()
        - make_interval(days => kaggle_store.policy('retention.executions_days'));
    v_restored_before constant timestamptz := kaggle_store.now()
        - make_interval(days => kaggle_store.policy('retention.restored_days'));
    v_limit constant integer := least(p_limit, kaggle_store.policy('retention.batch_size'));
    v_until constant timestamptz := kaggle_store.batch_end();
    v_seen bigint := 0;
    -- Few rows are fetched: planned for the first rows, the index returns them in order.
    v_ended cursor for
        select e.id from public.agent_executions as e
        where e.status in ('completed', 'failed', 'cancelled') and e.completed_at < v_ended_before
            and not exists (
                select from kaggle_store.restored_executions as r
                where r.execution_id = e.id and r.restored_at >= v_restored_before
            )
            -- A session costs until its provider has stopped it, and jobs are ended by upkeep
            -- first.
            and not exists (
                select from public.gpu_sessions as s
                where s.execution_id = e.id and s.status in ('provisioning', 'running', 'idle')
            )
            and not exists (
                select from public.training_jobs as j
                where j.execution_id = e.id and j.status in ('queued', 'running')
            )
            -- Of a failed execution a person may still have to look at it: open interventions stay
            -- in every list until they are answered.
            and not exists (
                select from public.human_interventions as i
                where i.execution_id = e.id and i.status in ('pending', 'escalated')
            )
        order by e.completed_at, e.id for update of e skip locked;
begin
    archived := 0; busy := 0; refused := '{}'; more_left := false;
    -- Before the metrics, as all others that write both.
    lock table public.agent_executions in row exclusive mode;
    for v_execution in v_ended loop
        more_left := archived >= v_limit or (v_seen > 0 and clock_timestamp() > v_until);
        exit when more_left;
        v_seen := v_seen + 1;
        begin
            if kaggle_store.archive_execution(v_execution.id) then
                archived := archived + 1;
            else
                busy := busy + 1;
            end if;
        -- Where the statement is cancelled, too: what was archived before is kept.
        exception when query_canceled or others then
            if (select count(*) from jsonb_object_keys(refused)) < 50 then
                refused := refused || jsonb_build_object(
                    v_execution.id, left(format('%s: %s', sqlstate, sqlerrm), 200)
                );
            end if;
            more_left := sqlstate = '57014';
            exit when more_left;
        end;
    end loop;
    return next;
end
$$;
comment on function public.archive_executions(integer) is
    'Moves executions that ended over a year ago (the setting retention.executions_days) into the '
    'archive, oldest first: one batch per call, of at most p_limit or retention.batch_size '
    'executions and for upkeep.batch_seconds. Returns how many were archived, how many were being '
    'written, the first 50 that could not be archived and why, and whether more are left. '
    'Executions with a live session or job, or an open intervention, are skipped. A repeat is '
    'harmless.';

-- And back ----------------------------------------------------------------------------------------

-- A restored row keeps its times, takes no slot and no budget, and notifies no one: the triggers
-- that would do so skip rows while kaggle_store.restores is on. Only restore_execution() sets it.

create function kaggle_store.insert_archived_rows(p_id uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    v_table text;
    v_columns text;
    v_values text;
begin
    for v_table in select table_name from kaggle_store.archived_tables() loop
        select
            string_agg(format('%I', attname), ', ' order by attnum),
            string_agg(
                case when atttypid = 'jsonb'::regtype then format('a.document -> %L', attname)
                    else format('r.%I', attname) end,
                ', ' order by attnum
            )
        into v_columns, v_values
        from pg_catalog.pg_attribute
        where attrelid = ('public.' || v_table)::regclass and attnum > 0 and not attisdropped
            and attgenerated = ''
            -- What none of the rows has is null, or younger than the archive: left to its default.
            and exists (
                select from kaggle_store.archived_rows as a
                where a.execution_id = p_id and a.table_name = v_table and a.document ? attname
            );
        continue when v_columns is null;
        execute format(
            'insert into public.%1$I (%2$s) select %3$s from kaggle_store.archived_rows as a
            cross join lateral jsonb_populate_record(null::public.%1$I, a.document) as r
            where a.execution_id = $1 and a.table_name = %1$L order by a.place',
            v_table, v_columns, v_values
        ) using p_id;
    end loop;
end
$$;
comment on function kaggle_store.insert_archived_rows(uuid) is
    'Inserts the rows of an archived execution into their tables.';

create function kaggle_store.is_as_archived(p_id uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select not exists (
        select
        from (select * from kaggle_store.archived_rows where execution_id = p_id) as a
        full join kaggle_store.rows_to_archive(p_id) as live
            on live.table_name = a.table_name and live.document -> 'id' = a.document -> 'id'
        where a.document is distinct from live.document - array(
            select key from jsonb_object_keys(live.document) as key where not a.document ? key
        )
    )
$$;
comment on function kaggle_store.is_as_archived(uuid) is
    'Whether a live execution has exactly the rows of its archive, each with the same value in '
    'every column that is there.';

create function kaggle_store.find_archived(p_id uuid) returns public.archived_executions
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_archived public.archived_executions;
begin
    select * into v_archived from public.archived_executions where id = p_id
    for no key update;
    if v_archived.id is null then
        raise exception using errcode = 'P0002',
            message = format('there is no execution %s in the archive', p_id);
    end if;
    return v_archived;
end
$$;
comment on function kaggle_store.find_archived(uuid) is
    'Locks an archived execution and returns it; refused where there is none.';

create function public.restore_execution(p_id uuid) returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
set statement_timeout = '10min'
as $$
declare
    v_archived public.archived_executions;
begin
    -- A concurrent restore of the same execution waits here and then finds it restored.
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.restore ' || p_id, 0));
    if not exists (select from kaggle_store.restored_executions where execution_id = p_id) then
        v_archived := kaggle_store.find_archived(p_id);
        if v_archived.format <> 1
            or kaggle_store.digest_of_archive(p_id) is distinct from v_archived.checksum then
            raise exception using errcode = 'KS342',
                message = format('the archive of execution %s is damaged', p_id),
                detail = jsonb_build_object(
                    'id', p_id, 'format', v_archived.format, 'checksum', v_archived.checksum
                )::text,
                hint = 'Delete it from the archive as an admin, import it from its exported file, '
                    'and restore it then.';
        end if;
        perform set_config('kaggle_store.restores', 'on', true);
        perform kaggle_store.insert_archived_rows(p_id);
        perform set_config('kaggle_store.restores', '', true);
        if not kaggle_store.is_as_archived(p_id) then
            raise exception using errcode = 'KS343',
                message = format('execution %s would not be restored as it was archived', p_id),
                detail = jsonb_build_object('id', p_id, 'checksum', v_archived.checksum)::text,
                hint = 'Its tables have changed since it was archived; its rows must be migrated '
                    'first.';
        end if;
        update public.system_metrics as m
        set execution_id = p_id, tags = nullif(m.tags - 'execution_id', '{}')
        where m.execution_id is null and m.tags ->> 'execution_id' = p_id::text
            -- Without this range every metric would be read.
            and m.timestamp between v_archived.created_at - interval '1 day'
            and v_archived.completed_at + interval '30 days';
        delete from kaggle_store.artifact_removals where execution_id = p_id;
        insert into kaggle_store.restored_executions (execution_id) values (p_id);
        delete from public.archived_executions where id = p_id;
    end if;
    return query select * from public.agent_executions where id = p_id;
end
$$;
comment on function public.restore_execution(uuid) is
    'Restores an execution from the archive with all of its rows, under the same ids and equal in '
    'every column, and returns it; it leaves the archive. A damaged archive (KS342) or one that '
    'would be restored changed (KS343) is refused without effect. It stays for '
    'retention.restored_days before it is archived again. A repeat returns it.';

-- Files -------------------------------------------------------------------------------------------

create function public.read_archived_rows(
    p_id uuid, p_after bigint default 0, p_limit integer default 100
)
returns table (place bigint, line text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select l.place, l.line
    from (
        select a.place, a.line,
            sum(length(a.line)) over (order by a.place) - length(a.line) as before
        from (
            select r.place, kaggle_store.archive_line(r.table_name, r.document) as line
            from kaggle_store.archived_rows as r
            where r.execution_id = p_id and r.place > p_after
            order by r.place limit least(greatest(p_limit, 1), 1000)
        ) as a
    ) as l
    -- A line may have megabytes.
    where l.before < 8000000
    order by l.place
$$;
comment on function public.read_archived_rows(uuid, bigint, integer) is
    'The rows of an archived execution as lines of a file, after the place p_after: up to p_limit '
    '(1 to 1000), and about 8 MB, but at least one. The checksum is computed from these lines; '
    'secrets in them are encrypted.';

create function public.confirm_archive_export(p_id uuid, p_checksum text)
returns setof public.archived_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_archived constant public.archived_executions := kaggle_store.find_archived(p_id);
begin
    if p_checksum is distinct from v_archived.checksum then
        raise exception using errcode = 'KS344',
            message = format('the file of execution %s differs from the archive', p_id),
            detail = jsonb_build_object('id', p_id, 'checksum', v_archived.checksum)::text,
            hint = 'Export it again.';
    end if;
    return query update public.archived_executions set exported_at = kaggle_store.now()
    where id = p_id returning *;
end
$$;
comment on function public.confirm_archive_export(uuid, text) is
    'Records that an archived execution was exported to a file that was read back with this '
    'checksum; refused if it is another one (KS344). A repeat is harmless.';

-- Statuses are compared as text: a file may hold anything. What has no status is live.
create function kaggle_store.is_live_row(p_table text, p_row jsonb) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select p_row ->> 'lease_expires_at' is not null
        or p_row ->> 'reserved_dollars' is not null
        or coalesce((p_row ->> 'slot_day')::date >= kaggle_store.utc_day(), false)
        or case p_table
            when 'agent_executions' then coalesce(p_row ->> 'status', '')
                not in ('completed', 'failed', 'cancelled')
            when 'training_jobs' then coalesce(p_row ->> 'status', '')
                not in ('completed', 'failed', 'cancelled')
            when 'gpu_sessions' then coalesce(p_row ->> 'status', '')
                not in ('terminated', 'failed')
            when 'human_interventions' then coalesce(p_row ->> 'status', '')
                not in ('reviewed', 'approved', 'rejected')
            else false
        end
$$;
comment on function kaggle_store.is_live_row(text, jsonb) is
    'Whether a row of a file would be work in progress once it is restored: claimable, costing, '
    'waiting for a person, or counted in a budget or in today''s quota.';

-- Casting what a file holds can fail in many ways, and all of them mean the same: no archive.
create function kaggle_store.parse_archive(
    p_lines text[], out p_execution public.agent_executions, out p_rows jsonb[],
    out p_live_row text
)
language plpgsql set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
begin
    p_rows := array(
        select line::jsonb from unnest(p_lines) with ordinality as given (line, place)
        order by place
    );
    perform kaggle_store.check_json('p_lines', line, 67108864, 103) from unnest(p_rows) as line;
    p_execution := jsonb_populate_record(null::public.agent_executions, p_rows[1] -> 'row');
    p_live_row := (
        select format('%s %s', line ->> 'table', line #>> '{row, id}')
        from unnest(p_rows) with ordinality as given (line, place)
        where kaggle_store.is_live_row(line ->> 'table', line -> 'row')
        order by place limit 1
    );
exception when data_exception or check_violation then
    p_rows := null;
    p_execution := null;
end
$$;
comment on function kaggle_store.parse_archive(text[]) is
    'The lines of an exported file as JSON, the execution of the first one, and the first row that '
    'is work in progress; null if they are none.';

-- An imported execution that cannot be restored would stay in place of a good file, and only an
-- admin could delete it.
create function kaggle_store.check_restorable(p_id uuid, p_checksum text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform public.restore_execution(p_id);
    raise assert_failure; -- Undoes the restore.
exception
    when assert_failure then null;
    when others then
        -- A lock timeout or a deadlock is no fault of the rows: the call can be repeated.
        if left(sqlstate, 2) not in ('22', '23', 'KS') then
            raise;
        end if;
        raise exception using errcode = 'KS345',
            message = format(
                'execution %s cannot be restored from these lines: %s', p_id, left(sqlerrm, 300)
            ),
            detail = jsonb_build_object(
                'id', p_id, 'checksum', p_checksum, 'sqlstate', sqlstate
            )::text,
            hint = 'Give the unchanged lines of an exported file, of a competition that exists.';
end
$$;
comment on function kaggle_store.check_restorable(uuid, text) is
    'Restores an archived execution and undoes it; refused if its rows cannot be restored (KS345).';

-- Only what has ended is imported: an import adds no live work, budget or slots.
create function public.import_archived_execution(p_id uuid, p_checksum text, p_lines text[])
returns setof public.archived_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
set statement_timeout = '10min'
as $$
declare
    v_file constant record := kaggle_store.parse_archive(p_lines);
    v_e constant public.agent_executions := v_file.p_execution;
    v_archived public.archived_executions;
    v_is_live boolean;
    v_is_valid boolean;
begin
    -- A repeat waits until the first copy of this call has finished.
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.restore ' || p_id, 0));
    select * into v_archived from public.archived_executions where id = p_id;
    v_is_live := exists (select from public.agent_executions where id = p_id);
    -- The execution comes first, has ended, and its submissions are of its own competition.
    v_is_valid := kaggle_store.digest_of_lines(p_lines) = p_checksum and v_e.id = p_id
        and v_file.p_rows[1] ->> 'table' = 'agent_executions'
        and kaggle_store.is_terminal(v_e.status)
        and num_nulls(v_e.competition_id, v_e.execution_name, v_e.created_at, v_e.completed_at) = 0
        and kaggle_store.is_name(v_e.execution_name)
        and not exists (
            select from unnest(v_file.p_rows) as line
            where coalesce(jsonb_typeof(line -> 'row'), '') <> 'object'
                or coalesce(line ->> 'table', '')
                    not in (select table_name from kaggle_store.archived_tables())
                or line #> '{row, competition_id}' <> to_jsonb(v_e.competition_id)
        );
    if v_archived.checksum = p_checksum then
        return query select * from public.archived_executions where id = p_id;
        return;
    elsif v_is_live or v_archived.id is not null or v_is_valid is not true
        or v_file.p_live_row is not null
    then
        raise exception using errcode = 'KS345',
            message = format(case
                when v_is_live then 'execution %s is live'
                when v_archived.id is not null then 'execution %s is archived with other contents'
                when v_is_valid then 'these lines of execution %s hold work in progress'
                else 'these lines are not the archive of execution %s'
            end, p_id),
            detail = jsonb_build_object(
                'id', p_id, 'checksum', p_checksum, 'is_live', v_is_live,
                'is_archived', v_archived.id is not null, 'live_row', left(v_file.p_live_row, 200)
            )::text,
            hint = 'Give the unchanged lines of an exported file, of an execution that has ended '
                'with all of its work and is neither live nor archived.';
    end if;
    insert into public.archived_executions (
        id, competition_id, execution_name, status, created_at, completed_at, counts, checksum
    )
    values (
        p_id, v_e.competition_id, v_e.execution_name, v_e.status, v_e.created_at, v_e.completed_at,
        (
            select jsonb_object_agg(table_name, rows) from (
                select line ->> 'table' as table_name, count(*) as rows
                from unnest(v_file.p_rows) as line group by 1
            ) as counted
        ),
        p_checksum
    );
    insert into kaggle_store.archived_rows (execution_id, place, table_name, document)
    select p_id, place, line ->> 'table', line -> 'row'
    from unnest(v_file.p_rows) with ordinality as given (line, place);
    perform kaggle_store.check_restorable(p_id, p_checksum);
    return query select * from public.archived_executions where id = p_id;
end
$$;
comment on function public.import_archived_execution(uuid, text, text[]) is
    'Imports an execution into the archive from its file: the checksum of the file''s first line, '
    'and its other lines unchanged. restore_execution() can then restore it. Refused without '
    'effect if the lines do not match the checksum, if a row of them is work in progress, if they '
    'cannot be restored, which is tried, or if the execution is live or archived with other '
    'contents (KS345). A repeat is harmless.';

revoke all on function
kaggle_store.archived_tables(), kaggle_store.rows_to_archive(uuid),
kaggle_store.archive_line(text, jsonb), kaggle_store.digest_of_lines(text[]),
kaggle_store.digest_of_archive(uuid), kaggle_store.digest_of_live(uuid),
kaggle_store.hold_children(uuid), kaggle_store.archive_execution(uuid),
kaggle_store.insert_archived_rows(uuid), kaggle_store.is_as_archived(uuid),
kaggle_store.find_archived(uuid), kaggle_store.parse_archive(text[]),
kaggle_store.is_live_row(text, jsonb), kaggle_store.check_restorable(uuid, text),
public.archive_executions(integer), public.restore_execution(uuid),
public.read_archived_rows(uuid, bigint, integer), public.confirm_archive_export(uuid, text),
public.import_archived_execution(uuid, text, text[])
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
public.archive_executions(integer), public.restore_execution(uuid),
public.read_archived_rows(uuid, bigint, integer), public.confirm_archive_export(uuid, text),
public.import_archived_execution(uuid, text, text[])
to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050310_archive',
    '87a1083bb344a626398cf6eda73a87e7a823aae40eeddd406ce52ae40e78a683'
);
