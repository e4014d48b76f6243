-- Phase 4: configurations, the settings that modules share.
--
-- Written by admins and the trusted agent, read by everybody inside, except what is sensitive. An admin exists in two ways, as the
-- database role and by app_metadata.role: hence the grants to `authenticated`, which the policies narrow to admins.

create table public.configurations (
    id uuid primary key default private.new_id(),
    config_key varchar(200) not null constraint idx_configurations_config_key unique,
    config_value jsonb not null,
    config_type public.config_type not null,
    description text,
    is_encrypted boolean not null default false,
    is_sensitive boolean not null default false,
    created_at timestamptz not null default private.now(),
    updated_at timestamptz not null default private.now()
);

comment on table public.configurations is 'A setting that the modules share.';
comment on column public.configurations.id is 'The setting''s id.';
comment on column public.configurations.config_key is 'Its name, such as `gpu.max_hourly_rate`.';
comment on column public.configurations.config_value is 'Its value, any JSON.';
comment on column public.configurations.config_type is 'What it is about.';
comment on column public.configurations.description is 'What it does, for people.';
comment on column public.configurations.is_encrypted is 'Whether the value is stored encrypted.';
comment on column public.configurations.is_sensitive is 'Whether only admins and the trusted agent may see it.';
comment on column public.configurations.created_at is 'When it was first set.';
comment on column public.configurations.updated_at is 'When it last changed; kept by the database.';

-- "All settings of the GPU module."
create index idx_configurations_config_type on public.configurations (config_type);

create trigger keep_updated_at before update on public.configurations
for each row execute function private.keep_updated_at();

alter table public.configurations enable row level security;
create policy config_access_policy on public.configurations for select to authenticated
using (not is_sensitive or (select private.is_admin()));
create policy "admins add settings" on public.configurations for insert to authenticated
with check ((select private.is_admin()));
create policy "admins change settings" on public.configurations for update to authenticated
using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "admins delete settings" on public.configurations for delete to authenticated
using ((select private.is_admin()));
revoke all on table public.configurations from public, anon, authenticated, service_role, admin;
grant select, insert, update, delete on table public.configurations to authenticated, service_role;

create trigger record_changes after insert or update or delete on public.configurations
for each row execute function private.record_history('');
