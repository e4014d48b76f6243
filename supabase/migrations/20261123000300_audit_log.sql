-- Phase 0: audit_log, an append-only record of who changed what and when.
--
-- Writers: write_audit_log() on each change of state of executions, sessions, jobs, submissions and
-- interventions and on each change of a setting or a member; record_reading() when a secret is
-- read.
-- Readers: people and agents, by row, by execution, by time.
-- No API role can write or delete here. Entries outlive their rows, so there are no foreign keys.
-- Entries are never changed, but for the values of a setting that becomes encrypted or sensitive:
-- redact_earlier_entries().

create table public.audit_log (
    id bigint generated always as identity primary key,
    table_name text not null,
    row_id uuid not null,
    execution_id uuid,
    action text not null,
    occurred_at timestamptz not null default kaggle_store.now(),
    actor_role text not null,
    actor text,
    old_values jsonb not null default '{}',
    new_values jsonb not null default '{}',
    transaction_id bigint not null default (pg_catalog.pg_current_xact_id()::text::bigint),
    constraint an_action_is_known check (action in ('insert', 'update', 'delete', 'reveal'))
);

comment on table public.audit_log is
    'One change of a row''s state, or one reading of a secret, with its author.';
comment on column public.audit_log.id is 'The entry''s id, in the order of the changes.';
comment on column public.audit_log.table_name is 'The table that changed.';
comment on column public.audit_log.row_id is 'The row that changed.';
comment on column public.audit_log.execution_id is
    'The execution it belongs to, where it belongs to one.';
comment on column public.audit_log.action is
    '`insert`, `update` or `delete`; `reveal` where a secret was read.';
comment on column public.audit_log.occurred_at is 'When it changed.';
comment on column public.audit_log.actor_role is
    'The role that changed it, such as `service_role`.';
comment on column public.audit_log.actor is
    'The token''s subject, or else the worker whose lease the change was made under; null if '
    'neither is known.';
comment on column public.audit_log.old_values is
    'What the changed columns were; secrets are redacted.';
comment on column public.audit_log.new_values is
    'What the changed columns became; secrets are redacted.';
comment on column public.audit_log.transaction_id is
    'The transaction that changed it; changes_after() finds new entries by it.';

-- "What happened to this row?"
create index idx_audit_log_row on public.audit_log (row_id, id);
-- "Who has changed the settings?": other tables have entries on every page.
create index audit_log_settings on public.audit_log (table_name, id)
where table_name in ('configurations', 'members');
-- "What happened in this execution?"
create index idx_audit_log_execution on public.audit_log (execution_id, id)
where execution_id is not null;
-- "What happened today?"
create index idx_audit_log_occurred_at on public.audit_log (occurred_at);
-- "What has this person or worker changed?"
create index audit_log_actor on public.audit_log (actor, id) where actor is not null;
-- "What is new since this snapshot?"
create index idx_audit_log_transaction_id on public.audit_log (transaction_id);

create trigger a_old_values_is_bounded before insert or update of old_values on public.audit_log
for each row when (kaggle_store.json_flaw(new.old_values, 67108864, 102) is not null)
execute function kaggle_store.refuse_json('old_values', '67108864', '102');
create trigger a_new_values_is_bounded before insert or update of new_values on public.audit_log
for each row when (kaggle_store.json_flaw(new.new_values, 67108864, 102) is not null)
execute function kaggle_store.refuse_json('new_values', '67108864', '102');

alter table public.audit_log enable row level security;
create policy "people read the audit log" on public.audit_log
for select to authenticated using (true);
revoke all on table public.audit_log from public, anon, authenticated, service_role, admin;
revoke all on sequence public.audit_log_id_seq
from public, anon, authenticated, service_role, admin;
grant select on table public.audit_log to authenticated, service_role;

-- Secrets are not in the audit log: SSH credentials, and the value of a sensitive or encrypted
-- setting.
create function kaggle_store.redact(p_row jsonb, p_is_secret boolean) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select p_row
        || case
            when p_row -> 'ssh_connection_info' <> 'null'
                then '{"ssh_connection_info": "[redacted]"}'
            else '{}'
        end::jsonb
        || case
            when p_is_secret and p_row ? 'config_value' then '{"config_value": "[redacted]"}'
            else '{}'
        end::jsonb
        || case
            when p_is_secret and p_row -> 'description' <> 'null'
                then '{"description": "[redacted]"}'
            else '{}'
        end::jsonb
$$;
comment on function kaggle_store.redact(jsonb, boolean) is
    'A row without its secrets, such as the value of a setting that is not open.';

-- The trigger's first argument is the column with the execution's id, or empty.
create function kaggle_store.write_audit_log() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
set extra_float_digits = 1
as $$
declare
    v_old constant jsonb := case when tg_op = 'INSERT' then '{}'
        else to_jsonb(old) - array['updated_at', 'source_record'] end;
    v_new constant jsonb := case when tg_op = 'DELETE' then '{}'
        else to_jsonb(new) - array['updated_at', 'source_record'] end;
    v_row constant jsonb := case when tg_op = 'DELETE' then v_old else v_new end;
    -- A setting that is secret before or after the change is redacted on both sides.
    v_is_secret constant boolean := v_old @> '{"is_sensitive": true}'
        or v_old @> '{"is_encrypted": true}'
        or v_new @> '{"is_sensitive": true}' or v_new @> '{"is_encrypted": true}';
    v_changed text[];
begin
    -- An insert and a delete record the identifying columns; an update what it changed.
    if tg_op = 'UPDATE' then
        v_changed := array(
            select key from jsonb_each(v_new) where value is distinct from v_old -> key
        );
        if v_changed = '{}' then
            return null;
        end if;
    else
        v_changed := array(
            select key from jsonb_each(v_row)
            where key in (
                'status', 'submission_status', 'config_key', 'config_value', 'config_type',
                'is_sensitive', 'is_encrypted', 'is_admin'
            )
        );
    end if;
    insert into public.audit_log (
        table_name, row_id, execution_id, action, actor_role, actor, old_values, new_values
    )
    values (
        tg_table_name, (v_row ->> 'id')::uuid, (v_row ->> nullif(tg_argv[0], ''))::uuid,
        lower(tg_op), coalesce(auth.role(), session_user),
        coalesce(
            kaggle_store.token_claim('sub'),
            nullif(current_setting('kaggle_store.worker', true), '')
        ),
        (
            select coalesce(jsonb_object_agg(key, value), '{}')
            from jsonb_each(kaggle_store.redact(v_old, v_is_secret))
            where key = any (v_changed)
        ),
        (
            select coalesce(jsonb_object_agg(key, value), '{}')
            from jsonb_each(kaggle_store.redact(v_new, v_is_secret))
            where key = any (v_changed)
        )
    );
    return null;
end
$$;
comment on function kaggle_store.write_audit_log() is
    'Trigger: records a change of a row and its author, without secrets.';
revoke all on function kaggle_store.redact(jsonb, boolean), kaggle_store.write_audit_log()
from public, anon, authenticated, service_role;

-- New entries -------------------------------------------------------------------------------------

-- A cursor is a snapshot: what it does not see is new, however late its transaction commits. Within
-- a long list of new entries it is `from/until/id`: what is new between two snapshots, after an id.
-- A list ends at its limit, or at 8 MB of entries: a JSON value has a size limit of its own.
-- The changes of one row come in the order in which they were made: each waits for the row's lock,
-- so that a later one has a higher id, and is never seen without the earlier ones.
create function public.changes_after(
    p_table_name text, p_after text default null, p_execution_id uuid default null,
    p_limit integer default 500
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant pg_snapshot := pg_current_snapshot();
    v_parts constant text[] := string_to_array(p_after, '/');
    v_from pg_snapshot;
    v_until pg_snapshot;
    v_id bigint;
    v_limit constant integer := least(greatest(coalesce(p_limit, 500), 1), 1000);
    v_change jsonb;
    v_changes jsonb[] := '{}';
    v_bytes bigint := 0;
begin
    perform kaggle_store.require_member();
    if p_after is null then
        return jsonb_build_object('cursor', v_now::text, 'changes', jsonb_build_array());
    end if;
    begin
        v_from := v_parts[1];
        v_until := coalesce(v_parts[2], v_now::text);
        v_id := coalesce(v_parts[3], '0');
    exception when invalid_text_representation or numeric_value_out_of_range then
        v_from := null;
    end;
    if v_from is null or cardinality(v_parts) not in (1, 3) then
        raise exception using errcode = 'KS380', message = 'the cursor is not one of this function',
            detail = jsonb_build_object('after', left(p_after, 200))::text,
            hint = 'Give the cursor of a change as it was returned.';
    end if;
    if greatest(pg_snapshot_xmax(v_from), pg_snapshot_xmax(v_until)) > pg_snapshot_xmax(v_now) then
        raise exception using errcode = 'KS381',
            message = 'the cursor is ahead of this database, which was restored or replaced',
            detail = jsonb_build_object('after', left(p_after, 200), 'now', v_now)::text,
            hint = 'Watch without a cursor, and read what was missed from the audit log by time.';
    end if;
    for v_change in
        select to_jsonb(a)
            || jsonb_build_object('cursor', format('%s/%s/%s', v_from, v_until, a.id))
        from public.audit_log as a
        where a.transaction_id >= pg_snapshot_xmin(v_from)::text::bigint
            and a.transaction_id < pg_snapshot_xmax(v_until)::text::bigint
            and a.table_name = p_table_name and a.id > v_id
            and (p_execution_id is null or a.execution_id = p_execution_id)
            and not pg_visible_in_snapshot(a.transaction_id::text::xid8, v_from)
            and pg_visible_in_snapshot(a.transaction_id::text::xid8, v_until)
        order by a.id limit v_limit
    loop
        v_changes := array_append(v_changes, v_change);
        v_bytes := v_bytes + octet_length(v_change::text);
        exit when v_bytes >= 8388608;
    end loop;
    return jsonb_build_object(
        'changes', to_jsonb(v_changes), 'cursor', case
            when cardinality(v_changes) = v_limit or v_bytes >= 8388608
                then v_change ->> 'cursor'
            else v_until::text
        end
    );
end
$$;
comment on function public.changes_after(text, text, uuid, integer) is
    'New audit log entries of a table, or of one execution in it: those that the cursor p_after '
    'does not see, at most p_limit (up to 1000) and about 8 MB, each with its own cursor, and the '
    'cursor to go on with. Without p_after only the cursor of this moment. Each entry is returned '
    'once, and those of one row in the order of their changes.';

-- Entries that were loaded from another cluster have its transaction ids. Those ahead of this
-- cluster's would be taken for new once it gets there.
create function kaggle_store.adopt_audit_log() returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_adopted bigint;
begin
    update public.audit_log set transaction_id = 3
    where transaction_id >= pg_current_xact_id()::text::bigint;
    get diagnostics v_adopted = row_count;
    return v_adopted;
end
$$;
comment on function kaggle_store.adopt_audit_log() is
    'Makes entries that were loaded from another cluster old, and returns how many; run it as the '
    'owner after loading a plain dump.';

revoke all on function
public.changes_after(text, text, uuid, integer), kaggle_store.adopt_audit_log()
from public, anon, authenticated, service_role, admin;
grant execute on function public.changes_after(text, text, uuid, integer)
to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123000300_audit_log',
    'f34e214e2eba377a3fdafb05666cf07b9e22094224bbcc938ef7a490568b419c'
);
