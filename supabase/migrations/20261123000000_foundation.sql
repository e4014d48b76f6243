-- Phase 0, foundation: schemas, roles, clock, ids, names of callers.
--
-- Writers: none; only the owner shifts the clock.
-- Readers: every later file.
--
-- Two schemas. `public` has what clients see: ten tables, views and the functions of the API.
-- `kaggle_store` has the rest; PostgREST does not expose it, and each object is granted by name.
--
-- Six roles. `anon` may do nothing. `authenticated` are people, who read what is not sensitive.
-- `admin` may also write and delete. `service_role` is the trusted agent. `kaggle_worker` is a
-- rented machine, whose token names one execution. `authenticator` is PostgREST, which becomes
-- one of them.
--
-- The store is a guest in its database: nothing here depends on default privileges, and nothing
-- changes the database or what others own. Any role may create temporary objects, so every
-- function pins `search_path = pg_catalog, pg_temp` (pg_temp last: a temporary type or table
-- shadows nothing) and qualifies every name outside of pg_catalog.
--
-- A function with a pinned search_path is not inlined. Before PostgreSQL 18 one in SQL is planned
-- again by each transaction, one in plpgsql once per session: small functions that defaults,
-- constraints and triggers call are in plpgsql.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;

create schema kaggle_store;
comment on schema kaggle_store is
    'Internals of the store. Not exposed by PostgREST; each object is granted by name.';

-- Roles belong to the cluster: the project or another database may have created these already, and
-- what uninstalls the store drops only those that it created.
create table kaggle_store.created_roles (name text primary key);
comment on table kaggle_store.created_roles is
    'The roles that this database''s first migration created; roles that were there before are not '
    'in it.';
comment on column kaggle_store.created_roles.name is '`admin` or `kaggle_worker`.';
do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'admin') then
        create role admin nologin inherit;
        insert into kaggle_store.created_roles (name) values ('admin');
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'kaggle_worker') then
        create role kaggle_worker nologin noinherit;
        insert into kaggle_store.created_roles (name) values ('kaggle_worker');
    end if;
end
$$;

-- A role that was there before keeps what it had, and uninstalling takes back the rest.
create table kaggle_store.added_grants (
    granted text not null,
    grantee text not null,
    primary key (granted, grantee)
);
comment on table kaggle_store.added_grants is
    'What this migration granted to roles that may have been there before; grants that existed are '
    'not in it.';
comment on column kaggle_store.added_grants.granted is
    'A role, or `usage on schema public`: what stands between GRANT and TO.';
comment on column kaggle_store.added_grants.grantee is 'The role that it was granted to.';
insert into kaggle_store.added_grants (granted, grantee)
select wanted.granted, wanted.grantee
from (values
    ('authenticated', 'admin'), ('admin', 'authenticator'), ('kaggle_worker', 'authenticator')
) as wanted (granted, grantee)
where not exists (
    select from pg_catalog.pg_auth_members as m
    where m.roleid = wanted.granted::regrole and m.member = wanted.grantee::regrole
)
union all
select 'usage on schema public', wanted.grantee
from unnest(array['admin', 'kaggle_worker']) as wanted (grantee)
where not exists (
    select from pg_catalog.pg_namespace as n cross join lateral aclexplode(n.nspacl) as a
    where n.oid = 'public'::regnamespace and a.grantee = wanted.grantee::regrole
        and a.privilege_type = 'USAGE'
);
grant authenticated to admin;
grant admin, kaggle_worker to authenticator;

revoke all on schema kaggle_store from public, anon, authenticated, service_role;
-- Without USAGE, casts of JSON rows to the enums in it fail.
grant usage on schema kaggle_store to authenticated, service_role, kaggle_worker;
grant usage on schema public to admin, kaggle_worker;

-- What is installed -------------------------------------------------------------------------------

-- The last statement of each migration of the store, which `make models` generates, adds a row. A
-- project's own record, supabase_migrations.schema_migrations, has the project's timestamps: there
-- the store's files may be copies with other numbers, between migrations of the project.
create table kaggle_store.installed (
    name text primary key,
    sha256 text not null,
    installed_at timestamptz not null default pg_catalog.now(),
    constraint name_is_a_migration check (name ~ '^([0-9]{14}_[a-z0-9_]{1,100}|members)$'),
    constraint sha256_is_a_digest check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table kaggle_store.installed is
    'The store''s migrations in this database, by their original names. Compared with the package '
    'by kaggle-store doctor, up and restore.';
comment on column kaggle_store.installed.name is
    'The original file name without `.sql`, with its original timestamp; `members` of the '
    'migration that turns members mode on.';
comment on column kaggle_store.installed.sha256 is
    'SHA-256 of the file''s text above the generated statement (UTF-8, LF line ends).';
comment on column kaggle_store.installed.installed_at is 'When the file was applied here.';

create table kaggle_store.recorded_access (
    object_kind text not null,
    object_name text not null,
    rights text[] not null,
    primary key (object_kind, object_name)
);
comment on table kaggle_store.recorded_access is
    'What the API roles may do with each object of the store, as the migrations left it.';
comment on column kaggle_store.recorded_access.object_kind is
    '`table` (views too), `sequence`, `routine` or `schema`.';
comment on column kaggle_store.recorded_access.object_name is
    'Its qualified name, of a function with its arguments.';
comment on column kaggle_store.recorded_access.rights is
    'Each as `privilege to role`, such as `insert (title) to service_role`; {} for none.';

alter table kaggle_store.created_roles enable row level security;
alter table kaggle_store.added_grants enable row level security;
alter table kaggle_store.installed enable row level security;
alter table kaggle_store.recorded_access enable row level security;
create policy "an admin may see the created roles" on kaggle_store.created_roles
for select to admin using (true);
create policy "an admin may see the added grants" on kaggle_store.added_grants
for select to admin using (true);
create policy "an admin may see what is installed" on kaggle_store.installed
for select to admin using (true);
create policy "an admin may see the recorded rights" on kaggle_store.recorded_access
for select to admin using (true);
revoke all on table
kaggle_store.created_roles, kaggle_store.added_grants, kaggle_store.installed,
kaggle_store.recorded_access
from public, anon, authenticated, service_role, admin, kaggle_worker;

-- Of `public` the store owns what is on record, and the partitions of its tables.
create function kaggle_store.own_tables() returns setof regclass
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with ours as (
        select c.oid from pg_catalog.pg_class as c
        where c.relkind in ('r', 'p', 'v', 'm', 'S') and (
            c.relnamespace = 'kaggle_store'::regnamespace
            or c.relnamespace = 'public'::regnamespace and c.oid::regclass::text in (
                select object_name from kaggle_store.recorded_access
                where object_kind in ('table', 'sequence')
            )
        )
    )
    select oid::regclass from ours
    union
    select i.inhrelid::regclass
    from pg_catalog.pg_inherits as i
    join ours on ours.oid = i.inhparent
    join pg_catalog.pg_class as c on c.oid = i.inhrelid
    where c.relispartition
$$;
comment on function kaggle_store.own_tables() is
    'The store''s tables, partitions, views and sequences, without those of the project.';

create function kaggle_store.own_routines() returns setof regprocedure
language sql stable set search_path = pg_catalog, pg_temp
as $$
    -- Compared as text: to_regprocedure() fails where the type of an argument was dropped.
    select p.oid::regprocedure from pg_catalog.pg_proc as p
    where p.pronamespace = 'kaggle_store'::regnamespace
        or p.pronamespace = 'public'::regnamespace and p.oid::regprocedure::text in (
            select object_name from kaggle_store.recorded_access where object_kind = 'routine'
        )
$$;
comment on function kaggle_store.own_routines() is
    'The store''s functions, without those of the project.';

-- The clock ---------------------------------------------------------------------------------------

create table kaggle_store.clock (
    only_row boolean primary key default true,
    shift interval not null default interval '0',
    constraint the_clock_has_one_row check (only_row)
);
comment on table kaggle_store.clock is
    'One row that shifts the store''s clock, so that tests own the time. Only its owner can write '
    'it.';
comment on column kaggle_store.clock.only_row is 'Always true: there is one clock.';
comment on column kaggle_store.clock.shift is
    'Added to the transaction''s time by kaggle_store.now(); zero outside tests.';
insert into kaggle_store.clock default values;
alter table kaggle_store.clock enable row level security;
create policy "an admin may see the clock" on kaggle_store.clock for select to admin using (true);
revoke all on table kaggle_store.clock from public, anon, authenticated, service_role;

-- A definer function: callers need the time, not the table.
create function kaggle_store.now() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$ begin return pg_catalog.now() + (select shift from kaggle_store.clock); end $$;
comment on function kaggle_store.now() is
    'The store''s time: the transaction''s start plus the shift of kaggle_store.clock.';

-- Ids ---------------------------------------------------------------------------------------------

-- Time-ordered ids (UUID version 7, RFC 9562) keep an index's hot pages together: half the
-- write-ahead log of random ones once a table is large. The milliseconds take the first 48 bits; of
-- the random rest two bits make version 4 a 7.
create function kaggle_store.new_id() returns uuid
language sql volatile set search_path = pg_catalog, pg_temp
as $$
    select encode(
        set_bit(set_bit(overlay(
            uuid_send(gen_random_uuid())
            placing substring(
                int8send((date_part('epoch', clock_timestamp()) * 1000)::bigint) from 3
            ) from 1 for 6
        ), 52, 1), 53, 1), 'hex'
    )::uuid
$$;
comment on function kaggle_store.new_id() is 'A new time-ordered UUID (version 7).';

-- Callers -----------------------------------------------------------------------------------------

-- Supabase Auth leaves claims that it does not know empty, such as the e-mail address of a person
-- who signed in by phone.
create function kaggle_store.token_claim(p_claim text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select case when given.claim ~ '\S' then given.claim end
    from (select auth.jwt() ->> p_claim) as given (claim)
$$;
comment on function kaggle_store.token_claim(text) is
    'A text claim of the caller''s token; null where it is missing or blank.';

-- Signed-in people respond and approve in their own name; a trusted agent names the person.
create function kaggle_store.named_person(p_name text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select left(coalesce(
        case when auth.role() = 'service_role' then given.name end,
        kaggle_store.token_claim('email'), kaggle_store.token_claim('sub'), given.name,
        auth.role(), session_user
    ), 100)
    from (select case when p_name ~ '\S' then p_name end) as given (name)
$$;
comment on function kaggle_store.named_person(text) is
    'The signed-in person, by e-mail address or id; for the trusted agent the name that it '
    'passes. Without any of them the role.';

-- Housekeeping ------------------------------------------------------------------------------------

create function kaggle_store.keep_updated_at() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    new.updated_at := kaggle_store.now();
    return new;
end
$$;
comment on function kaggle_store.keep_updated_at() is
    'Trigger: sets updated_at of an updated row, whatever the client sent.';

revoke all on function
kaggle_store.own_tables(), kaggle_store.own_routines(), kaggle_store.now(),
kaggle_store.new_id(), kaggle_store.token_claim(text), kaggle_store.named_person(text),
kaggle_store.keep_updated_at()
from public, anon, authenticated, service_role;
grant execute on function kaggle_store.now(), kaggle_store.new_id()
to authenticated, service_role, kaggle_worker;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123000000_foundation',
    'ef5de083b934083ec8d7d5cb8bdfab5feb984d5214ed7a0fed730f65cb1009c6'
);
