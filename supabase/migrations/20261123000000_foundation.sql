-- Phase 0, foundation: what every later file stands on.
--
-- Two schemas. `public` holds what clients see: ten tables, their views and the functions that clients call.
-- `private` holds helpers; PostgREST does not expose it, and a caller reaches a helper there only through a grant.
--
-- Six roles. `anon` may do nothing. `authenticated` are people, who read what is not sensitive. `admin` is a person who may
-- also write and delete. `service_role` is the trusted agent. `worker` is a rented machine, whose token names one execution and
-- reaches nothing else. `authenticator` is PostgREST itself, which becomes one of them.
-- Nothing here relies on default privileges: each object says who may use it, whatever the project grants to new objects.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

do $$
begin
    -- Roles belong to the cluster, not to the database: another database may have made this one already.
    if not exists (select from pg_catalog.pg_roles where rolname = 'admin') then
        create role admin nologin inherit in role authenticated;
        grant admin to authenticator;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'worker') then
        create role worker nologin noinherit;
        grant worker to authenticator;
    end if;
end
$$;

create schema private;
comment on schema private is 'Helpers of the store. Not exposed by PostgREST; each object says who may use it.';
revoke all on schema private from public, anon, authenticated, service_role;
grant usage on schema private to authenticated, service_role, worker;
grant usage on schema public to anon, authenticated, service_role, worker;

-- A session's temporary types come before those of PostgreSQL itself, whatever a function's search_path says. No API role has any
-- use for them; the owner keeps his right.
do $$
begin
    execute format('revoke temporary on database %I from public', current_database());
exception when insufficient_privilege then
    raise notice 'the right to temporary objects stays as it is: this database is another role''s';
end
$$;

-- The clock ---------------------------------------------------------------------------------------------------------

create table private.clock (
    only_row boolean primary key default true,
    shift interval not null default interval '0',
    constraint the_clock_has_one_row check (only_row)
);
comment on table private.clock is 'One row that shifts the store''s clock, so that tests own the time. Only its owner can write it.';
comment on column private.clock.only_row is 'Always true: there is one clock.';
comment on column private.clock.shift is 'Added to the transaction''s time by private.now(); zero outside tests.';
insert into private.clock default values;
alter table private.clock enable row level security;
create policy "an admin may see the clock" on private.clock for select to admin using (true);
revoke all on table private.clock from public, anon, authenticated, service_role;

-- A definer function: callers need the time, not the table.
create function private.now() returns timestamptz
language sql stable security definer set search_path = ''
as $$ select pg_catalog.now() + shift from private.clock $$;
comment on function private.now() is 'The store''s time: the transaction''s start plus the shift of private.clock.';
revoke all on function private.now() from public, anon, authenticated, service_role;
grant execute on function private.now() to authenticated, service_role, worker;

-- Ids ---------------------------------------------------------------------------------------------------------------

-- Time-ordered ids (UUID version 7, RFC 9562) keep an index's hot pages together: half the write-ahead log of random ones
-- once a table is large. The milliseconds take the first 48 bits; of the random rest two bits make version 4 a 7.
create function private.new_id() returns uuid
language sql volatile set search_path = ''
as $$
    select encode(
        set_bit(set_bit(overlay(
            uuid_send(gen_random_uuid())
            placing substring(int8send((date_part('epoch', clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6
        ), 52, 1), 53, 1), 'hex'
    )::uuid
$$;
comment on function private.new_id() is 'A new time-ordered UUID (version 7).';
revoke all on function private.new_id() from public, anon, authenticated, service_role;
grant execute on function private.new_id() to authenticated, service_role, worker;

-- Callers -----------------------------------------------------------------------------------------------------------

-- An admin exists in two ways: as the database role, and as a signed-in person whose (signed, not self-chosen) app metadata
-- say so. Called as `(select private.is_admin())` in policies, it runs once a query.
create function private.is_admin() returns boolean
language sql stable set search_path = ''
as $$
    select current_user = 'admin'
        or coalesce(auth.role() = 'admin', false)
        or coalesce(auth.jwt() -> 'app_metadata' ->> 'role' = 'admin', false)
$$;
comment on function private.is_admin() is 'Whether the caller is an admin, by database role or by app_metadata.role.';
revoke all on function private.is_admin() from public, anon, authenticated, service_role;
grant execute on function private.is_admin() to authenticated, service_role;

-- Housekeeping ------------------------------------------------------------------------------------------------------

create function private.keep_updated_at() returns trigger
language plpgsql set search_path = ''
as $$
begin
    new.updated_at := private.now();
    return new;
end
$$;
comment on function private.keep_updated_at() is 'Trigger: an updated row says when, whatever its writer claims.';
revoke all on function private.keep_updated_at() from public, anon, authenticated, service_role;
