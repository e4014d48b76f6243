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

-- "What happened to this row?"
create index idx_audit_log_row on public.audit_log (table_name, row_id, id);
-- "What happened in this execution?"
create index idx_audit_log_execution on public.audit_log (execution_id, id)
where execution_id is not null;
-- "What happened today?"
create index idx_audit_log_occurred_at on public.audit_log (occurred_at);

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

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123000300_audit_log',
    '59ee0bea2461e3f380fc97634cfbd75d3edbd2b32a117834c01761f7c0dbf119'
);
