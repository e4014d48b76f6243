-- Phase 4: configurations, settings that the modules share.
--
-- Writers: admins and the trusted agent.
-- Readers: every signed-in role, except what is sensitive.
-- An admin is either the database role or has app_metadata.role = 'admin': hence the grants to
-- `authenticated`, which the policies narrow to admins.

create table public.configurations (
    id uuid primary key default kaggle_store.new_id(),
    config_key varchar(200) not null constraint idx_configurations_config_key unique,
    config_value jsonb not null,
    config_type kaggle_store.config_type not null,
    description text,
    is_encrypted boolean not null default false,
    is_sensitive boolean not null default false,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    updated_at kaggle_store.moment not null default kaggle_store.now(),
    constraint a_setting_has_a_name check (config_key <> ''),
    constraint an_encrypted_value_is_sealed
        check (not is_encrypted or kaggle_store.is_sealed(config_value #>> '{}')),
    constraint description_is_bounded check (length(description) <= 100000),
    constraint names_have_no_control_characters check (kaggle_store.is_name(config_key))
);

comment on table public.configurations is 'A setting that the modules share.';
comment on column public.configurations.id is 'The setting''s id.';
comment on column public.configurations.config_key is 'Its name, such as `gpu.max_hourly_rate`.';
comment on column public.configurations.config_value is
    'Its value, any JSON; of an encrypted setting the encrypted text.';
comment on column public.configurations.config_type is 'What it is about.';
comment on column public.configurations.description is 'What it does.';
comment on column public.configurations.is_encrypted is
    'Whether the value is stored encrypted; kept by the database.';
comment on column public.configurations.is_sensitive is
    'Whether only admins and the trusted agent may see it.';
comment on column public.configurations.created_at is 'When it was first set.';
comment on column public.configurations.updated_at is 'When it last changed; kept by the database.';

-- "All settings of the GPU module."
create index idx_configurations_config_type on public.configurations (config_type);

create trigger a_config_value_is_bounded before insert or update of config_value
on public.configurations
for each row when (kaggle_store.json_flaw(new.config_value, 2097152, 100) is not null)
execute function kaggle_store.refuse_json('config_value', '2097152', '100');
create trigger keep_updated_at before update on public.configurations
for each row execute function kaggle_store.keep_updated_at();

alter table public.configurations enable row level security;
create policy config_access_policy on public.configurations for select to authenticated
using (not is_sensitive or (select kaggle_store.is_admin()));
create policy "admins add settings" on public.configurations for insert to authenticated
with check ((select kaggle_store.is_admin()));
create policy "admins change settings" on public.configurations for update to authenticated
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
create policy "admins delete settings" on public.configurations for delete to authenticated
using ((select kaggle_store.is_admin()));
revoke all on table public.configurations from public, anon, authenticated, service_role, admin;
-- Only set_configuration(), in the next file, stores an encrypted value.
grant select, delete,
insert (id, config_key, config_value, config_type, description, is_sensitive, created_at),
update (config_key, config_value, config_type, description, is_sensitive)
on table public.configurations to authenticated, service_role;

create function kaggle_store.guard_encrypted_setting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if kaggle_store.is_fenced() then
        raise exception using errcode = 'KS320',
            message = format('the setting %s is encrypted', old.config_key),
            detail = jsonb_build_object('config_key', old.config_key)::text,
            hint = 'Set a new value with set_configuration().';
    end if;
    return new;
end
$$;
comment on function kaggle_store.guard_encrypted_setting() is
    'Trigger: refuses to overwrite an encrypted value directly (KS320).';
revoke all on function kaggle_store.guard_encrypted_setting()
from public, anon, authenticated, service_role;
create trigger guard_encrypted_setting before update on public.configurations
for each row when (old.is_encrypted and new.config_value is distinct from old.config_value)
execute function kaggle_store.guard_encrypted_setting();

create trigger record_changes after insert or update or delete on public.configurations
for each row execute function kaggle_store.write_audit_log('');

-- A value that was set in the open is in the audit log, which people read. The setting may have
-- been deleted since, and set again under another id.
create function kaggle_store.redact_earlier_entries() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update public.audit_log as a
    set old_values = kaggle_store.redact(a.old_values, true),
        new_values = kaggle_store.redact(a.new_values, true)
    where a.table_name = 'configurations' and a.action <> 'reveal'
        and (
            a.row_id = new.id or a.row_id in (
                select named.row_id from public.audit_log as named
                where named.table_name = 'configurations' and new.config_key
                    in (named.old_values ->> 'config_key', named.new_values ->> 'config_key')
            )
        )
        and (a.old_values, a.new_values) is distinct from (
            kaggle_store.redact(a.old_values, true), kaggle_store.redact(a.new_values, true)
        );
    return null;
end
$$;
comment on function kaggle_store.redact_earlier_entries() is
    'Trigger: redacts the audit log of a setting that becomes encrypted or sensitive.';
revoke all on function kaggle_store.redact_earlier_entries()
from public, anon, authenticated, service_role;
create trigger redact_earlier_entries after insert on public.configurations
for each row when (new.is_sensitive or new.is_encrypted)
execute function kaggle_store.redact_earlier_entries();
create trigger redact_earlier_entries_of_change after update on public.configurations
for each row when (
    (new.is_sensitive or new.is_encrypted) and (
        not (old.is_sensitive or old.is_encrypted) or new.config_key <> old.config_key
    )
)
execute function kaggle_store.redact_earlier_entries();

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123040200_configurations',
    '50894284e438ae68b7508715a484408868316ac6fb7d4609744b9160244224f7'
);
