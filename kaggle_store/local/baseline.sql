-- The state of a new Supabase database before the first migration, for a plain PostgreSQL 15 or later.
-- Runs once per cluster, as the superuser supabase_admin, in the database named postgres.
--
-- Only what migrations and clients can use is here: the roles and their settings, the schemas, the
-- functions of schema auth, the default privileges of schema public, and the event triggers that
-- make PostgREST reload the schema.

-- The role that runs migrations: privileged, but not a superuser, as on a hosted project.
-- Its password is set at each start; no other role here has one.
create role postgres with login createdb createrole replication bypassrls;

-- PostgREST connects as authenticator and becomes one of the three roles that a token names.
create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;
create role authenticator with login noinherit;
grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator to postgres with admin option;

-- Roles of services that a local stack lacks; migrations and policies may refer to them.
create role supabase_auth_admin with login noinherit createrole;
create role supabase_storage_admin with login noinherit createrole;
create role dashboard_user with nologin createdb createrole replication;
create role supabase_read_only_user with login bypassrls;
grant pg_read_all_data to supabase_read_only_user;

grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres with admin option;

do $$
begin
    -- Older servers reserve subscriptions for superusers.
    if exists (select from pg_roles where rolname = 'pg_create_subscription') then
        grant pg_create_subscription to postgres;
    end if;
end
$$;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
-- As hosted: `postgres` may run `alter role authenticator set pgrst.db_max_rows = …`.
grant set on parameter pgrst.db_max_rows to postgres;
-- The same for `pgrst.db_plan_enabled`, which enables explain for requests.
grant set on parameter pgrst.db_plan_enabled to postgres;
-- As hosted: a restore loads rows that were checked before, without firing their triggers.
grant set on parameter session_replication_role to postgres;
alter role postgres set search_path to "$user", public, extensions;
alter role supabase_admin set search_path to "$user", public, auth, extensions;

alter database postgres owner to postgres;
alter database postgres set statement_timeout = '2min';
grant all on database postgres to postgres, dashboard_user;

create schema auth;
create schema extensions;
create schema graphql_public;
create schema realtime;
create schema storage;
create schema vault;

create extension pgcrypto with schema extensions;

do $$
declare
    v_extension text;
begin
    -- Present on every hosted project, absent from some builds of PostgreSQL.
    foreach v_extension in array array['uuid-ossp', 'pg_stat_statements'] loop
        if exists (select from pg_available_extensions where name = v_extension) then
            begin
                execute format('create extension %I with schema extensions', v_extension);
            exception when others then
                raise notice 'extension % is listed but cannot be created: %', v_extension, sqlerrm;
            end;
        end if;
    end loop;
end
$$;

-- Hosted, postgres may create pg_cron; here it exists if the server has loaded it.
do $$
begin
    if current_setting('shared_preload_libraries') = 'pg_cron' then
        create extension pg_cron with schema pg_catalog;
        grant usage on schema cron to postgres;
    end if;
end
$$;

grant usage on schema extensions to anon, authenticated, service_role;
grant all on schema extensions to postgres;
grant all on all routines in schema extensions to postgres with grant option;
alter default privileges in schema extensions
    grant all on routines to postgres with grant option;

-- The API roles may use schema public. As hosted, they have all privileges on new objects until the
-- owner revokes them.
grant usage, create on schema public to postgres;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges for role postgres, supabase_admin in schema public
    grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role postgres, supabase_admin in schema public
    grant all on sequences to postgres, anon, authenticated, service_role;
alter default privileges for role postgres, supabase_admin in schema public
    grant all on functions to postgres, anon, authenticated, service_role;

grant all on schema auth to supabase_auth_admin;
grant usage on schema auth to postgres, anon, authenticated, service_role;

-- The caller, from the token's claims as PostgREST sets them: one setting per claim in old releases,
-- one JSON document in current ones.
create function auth.jwt() returns jsonb
    language sql stable
return coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
)::jsonb;

create function auth.uid() returns uuid
    language sql stable
return coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
)::uuid;

create function auth.role() returns text
    language sql stable
return coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
);

create function auth.email() returns text
    language sql stable
return coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
);

create table auth.users (
    id uuid primary key,
    instance_id uuid,
    aud varchar(255),
    role varchar(255),
    email varchar(255),
    email_confirmed_at timestamptz,
    raw_app_meta_data jsonb,
    raw_user_meta_data jsonb,
    is_super_admin boolean,
    created_at timestamptz,
    updated_at timestamptz
);
alter table auth.users owner to supabase_auth_admin;
alter function auth.jwt() owner to supabase_auth_admin;
alter function auth.uid() owner to supabase_auth_admin;
alter function auth.role() owner to supabase_auth_admin;
alter function auth.email() owner to supabase_auth_admin;
grant all on auth.users to postgres, dashboard_user;

create function extensions.pgrst_ddl_watch() returns event_trigger
    language plpgsql
as $$
begin
    -- Temporary objects are visible to their session only.
    perform from pg_event_trigger_ddl_commands() command
    where command.schema_name is distinct from 'pg_temp'
        and command.command_tag ~ (
            '^((CREATE|ALTER) (SCHEMA|TABLE|FOREIGN TABLE|VIEW|MATERIALIZED VIEW|FUNCTION|TYPE|RULE)'
            || '|CREATE TRIGGER|CREATE TABLE AS|SELECT INTO|COMMENT)$'
        );
    if found then
        notify pgrst, 'reload schema';
    end if;
end
$$;

create function extensions.pgrst_drop_watch() returns event_trigger
    language plpgsql
as $$
begin
    perform from pg_event_trigger_dropped_objects() dropped
    where not dropped.is_temporary
        and dropped.object_type in (
            'schema', 'table', 'foreign table', 'view', 'materialized view', 'function',
            'trigger', 'type', 'rule'
        );
    if found then
        notify pgrst, 'reload schema';
    end if;
end
$$;

create event trigger pgrst_ddl_watch on ddl_command_end
    execute function extensions.pgrst_ddl_watch();
create event trigger pgrst_drop_watch on sql_drop
    execute function extensions.pgrst_drop_watch();

create publication supabase_realtime;
