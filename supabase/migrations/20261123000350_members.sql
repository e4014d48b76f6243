-- Phase 0, members: which callers may use the store, and which of them are admins.
--
-- Writers: add_store_member(), remove_store_member(); supabase/members.sql sets the mode.
-- Readers: policies, views and functions that people reach, through is_member(), require_member()
-- and is_admin().
--
-- In a project of its own every signed-in user is of the team: sign-up is off, and the policies
-- of people say `using (true)`. A project may also have users of its own. There
-- `kaggle-store install --members` adds supabase/members.sql, a migration that sets members_only
-- and changes the conditions of every policy of `authenticated` to
--
--     (select kaggle_store.is_member())
--     and ((select true) or tableoid <> kaggle_store.refuse_stranger())
--     and the former condition
--
-- The first line decides. It raises no error: PostgreSQL reads an index by what the caller asks for
-- before it looks at a policy, so that an error at the first row would show a stranger which rows
-- exist. The second line is never reached when rows are read. The planner evaluates
-- refuse_stranger() to estimate how many rows there are, so that a stranger gets an error before
-- anything is read, and no estimate. Where a session reuses a plan that was made for a member, a
-- stranger finds no rows instead.
--
-- What no such policy guards (definer functions, the view of a materialized view) calls
-- require_member() in both modes.

create table kaggle_store.access_mode (
    only_row boolean primary key default true,
    members_only boolean not null default false,
    constraint the_access_mode_has_one_row check (only_row)
);
comment on table kaggle_store.access_mode is
    'One row: whether only members may use the store. Only its owner can write it.';
comment on column kaggle_store.access_mode.only_row is 'Always true: there is one mode.';
comment on column kaggle_store.access_mode.members_only is
    'True: only members. False: every signed-in user of the project.';
insert into kaggle_store.access_mode default values;
alter table kaggle_store.access_mode enable row level security;
create policy "an admin may see the access mode" on kaggle_store.access_mode
for select to admin using (true);

create table kaggle_store.members (
    id uuid primary key,
    is_admin boolean not null default false,
    added_by text not null,
    added_at timestamptz not null default kaggle_store.now()
);
comment on table kaggle_store.members is
    'The people who may use the store in members mode. The only source: tokens add nothing to it, '
    'and a removal takes effect at the next request.';
comment on column kaggle_store.members.id is
    'The user''s id, as in auth.users and in the `sub` of tokens. No foreign key: a backup is '
    'restored into projects with other users.';
comment on column kaggle_store.members.is_admin is
    'Whether the member is an admin, as app_metadata.role = ''admin'' is in the other mode.';
comment on column kaggle_store.members.added_by is 'Who added the member: a person, or a role.';
comment on column kaggle_store.members.added_at is 'When the member was added.';
create trigger members_audit_log after insert or update or delete on kaggle_store.members
for each row execute function kaggle_store.write_audit_log('');
alter table kaggle_store.members enable row level security;
create policy "an admin may see the members" on kaggle_store.members
for select to admin using (true);
revoke all on table kaggle_store.access_mode, kaggle_store.members
from public, anon, authenticated, service_role, admin, kaggle_worker;

-- Who the caller is -------------------------------------------------------------------------------

-- A missing row counts as members mode.
create function kaggle_store.is_members_only() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$ select coalesce((select members_only from kaggle_store.access_mode), true) $$;
comment on function kaggle_store.is_members_only() is
    'Whether only members may use the store, instead of every signed-in user.';

-- A subject that is no UUID, of a token from elsewhere, is no member.
create function kaggle_store.is_admin_member() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
    select case when kaggle_store.is_members_only() then exists (
        select from kaggle_store.members
        where id::text = kaggle_store.token_claim('sub') and is_admin
    ) end
$$;
comment on function kaggle_store.is_admin_member() is
    'Whether the caller is a member and an admin; null where membership does not count.';

-- An admin is the database role, or a signed-in person: in members mode a member who is one,
-- otherwise one whose app metadata (signed by the server, not set by the user) say so. Called as
-- `(select kaggle_store.is_admin())` in policies, it runs once per query.
create function kaggle_store.is_admin() returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select current_user = 'admin'
        or coalesce(auth.role() = 'admin', false)
        or coalesce(
            kaggle_store.is_admin_member(), auth.jwt() -> 'app_metadata' ->> 'role' = 'admin', false
        )
$$;
comment on function kaggle_store.is_admin() is
    'Whether the caller is an admin: by database role, as a member, or, where every signed-in user '
    'may read, by app_metadata.role.';

-- The trusted agent, an admin of either kind, or a session without PostgREST: the owner, and
-- pg_cron's jobs.
create function kaggle_store.is_keeper() returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select kaggle_store.is_admin() or coalesce(auth.role() = 'service_role', false)
        or (auth.role() is null and session_user <> 'authenticator')
$$;
comment on function kaggle_store.is_keeper() is
    'Whether the caller may write settings, read secrets and change members.';

create function kaggle_store.check_keeper(p_what text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    if not kaggle_store.is_keeper() then
        raise exception using errcode = '42501',
            message = format('permission denied to %s', p_what),
            detail = jsonb_build_object('role', auth.role())::text,
            hint = 'Use the secret key, or sign in as an admin.';
    end if;
end
$$;
comment on function kaggle_store.check_keeper(text) is
    'Refuses callers other than the trusted agent and admins (42501).';

-- Workers are bound to their execution instead. In policies `(select kaggle_store.is_member())`, so
-- that it runs once per query.
create function kaggle_store.is_member() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
    select not kaggle_store.is_members_only() or kaggle_store.is_keeper()
        or coalesce(auth.role() = 'kaggle_worker', false)
        or exists (
            select from kaggle_store.members where id::text = kaggle_store.token_claim('sub')
        )
$$;
comment on function kaggle_store.is_member() is
    'Whether the caller may use the store: false for signed-in people who are not members, where '
    'only members may.';

create function kaggle_store.require_member() returns boolean
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if not kaggle_store.is_member() then
        raise exception using errcode = '42501',
            message = 'permission denied: the signed-in user is not a member of the store',
            detail = jsonb_build_object('user', auth.jwt() ->> 'sub')::text,
            hint = 'An admin adds members with: kaggle-store members add <e-mail address>.';
    end if;
    return true;
end
$$;
comment on function kaggle_store.require_member() is
    'Returns true, or refuses a caller for whom is_member() is false (42501).';

-- Compared with a column, so that the planner looks at it. Not for Supabase's own services:
-- Realtime asks the policies of all subscribers in one statement, and an error would stop it for
-- the whole project.
create function kaggle_store.refuse_stranger() returns oid
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if session_user !~ '^supabase_' then
        perform kaggle_store.require_member();
    end if;
    return 0;
end
$$;
comment on function kaggle_store.refuse_stranger() is
    'require_member() as part of a policy, called by the planner, but for sessions of Supabase''s '
    'own services; returns 0, the oid of no table.';

revoke all on function
kaggle_store.is_members_only(), kaggle_store.is_admin_member(), kaggle_store.is_admin(),
kaggle_store.is_keeper(), kaggle_store.check_keeper(text), kaggle_store.is_member(),
kaggle_store.require_member(), kaggle_store.refuse_stranger()
from public, anon, authenticated, service_role;
grant execute on function
kaggle_store.is_admin_member(), kaggle_store.is_admin(), kaggle_store.refuse_stranger()
to authenticated, service_role;
grant execute on function kaggle_store.is_member(), kaggle_store.require_member()
to authenticated, service_role, kaggle_worker;

-- Policies ----------------------------------------------------------------------------------------

-- `false` refuses all callers already. A condition asks when it is a check of membership, or that
-- and more.
create function kaggle_store.policies_of_people()
returns table (table_name text, policy_name text, using_text text, check_text text, asks boolean)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select p.table_name, p.policy_name, p.using_text, p.check_text, (
        select bool_and(
            condition
            ~ '^\(?\( SELECT kaggle_store\.(is|require)_member\(\)[^()]*\)( AND .*\))?$'
        )
        from unnest(array[p.using_text, p.check_text]) as condition
        where condition <> 'false'
    )
    from (
        select polrelid::regclass::text, polname::text, pg_get_expr(polqual, polrelid),
            pg_get_expr(polwithcheck, polrelid)
        from pg_catalog.pg_policy
        where polpermissive and polroles && array[0, 'authenticated'::regrole::oid]
            and polrelid in (select kaggle_store.own_tables())
    ) as p (table_name, policy_name, using_text, check_text)
    where coalesce(p.using_text, 'false') <> 'false' or coalesce(p.check_text, 'false') <> 'false'
$$;
comment on function kaggle_store.policies_of_people() is
    'The policies of the store''s tables that let `authenticated` in, and whether their conditions '
    'ask for membership first. supabase/members.sql is generated from it.';
revoke all on function kaggle_store.policies_of_people()
from public, anon, authenticated, service_role, admin, kaggle_worker;

-- Changing members --------------------------------------------------------------------------------

create type public.store_member as (
    user_id uuid, email text, is_admin boolean, added_by text, added_at timestamptz
);
comment on type public.store_member is
    'A member of the store, with the user''s e-mail address; null for a user who has none, or is '
    'gone.';

create function kaggle_store.described_members() returns setof public.store_member
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select m.id, u.email::text, m.is_admin, m.added_by, m.added_at
    from kaggle_store.members as m left join auth.users as u on u.id = m.id
    order by m.added_at, m.id;
end
$$;
comment on function kaggle_store.described_members() is
    'The members with their e-mail addresses, first added first.';

create function kaggle_store.refuse_user(p_user text, p_problem text, p_hint text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using errcode = 'KS360',
        message = format('"%s": %s', left(p_user, 320), p_problem),
        detail = jsonb_build_object('user', left(p_user, 320))::text, hint = p_hint;
end
$$;
comment on function kaggle_store.refuse_user(text, text, text) is
    'Refuses an id or e-mail address that does not name exactly one user or member (KS360).';

-- An address that is not confirmed may have been entered by anybody.
create function kaggle_store.find_user(p_user text) returns uuid
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_user constant text := nullif(lower(trim(p_user)), '');
    v_found uuid[];
    v_confirmed uuid[];
begin
    select array_agg(u.id),
        array_agg(u.id) filter (where u.id::text = v_user or u.email_confirmed_at is not null)
    into v_found, v_confirmed
    from auth.users as u where u.id::text = v_user or lower(u.email) = v_user;
    if v_found is null then
        perform kaggle_store.refuse_user(
            p_user, 'the project has no user with this id or e-mail address',
            'Invite the person first, or let them sign up; then add them.'
        );
    elsif v_confirmed is null then
        perform kaggle_store.refuse_user(
            p_user, 'this user has not confirmed the e-mail address',
            'Let the person confirm it first. Anybody can enter an address.'
        );
    elsif cardinality(v_confirmed) > 1 then
        perform kaggle_store.refuse_user(
            p_user, 'several users have this e-mail address', 'Give the id of the user.'
        );
    end if;
    return v_confirmed[1];
end
$$;
comment on function kaggle_store.find_user(text) is
    'The user with this id or confirmed e-mail address; refused unless there is exactly one '
    '(KS360).';

create function public.add_store_member(p_user text, p_is_admin boolean default null)
returns setof public.store_member
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid;
begin
    perform kaggle_store.check_keeper('change members');
    v_id := kaggle_store.find_user(p_user);
    insert into kaggle_store.members as m (id, is_admin, added_by)
    values (v_id, coalesce(p_is_admin, false), kaggle_store.named_person(null))
    on conflict (id) do update set is_admin = excluded.is_admin
    where p_is_admin is not null and m.is_admin <> excluded.is_admin;
    return query select * from kaggle_store.described_members() where user_id = v_id;
end
$$;
comment on function public.add_store_member(text, boolean) is
    'Adds a user, named by id or confirmed e-mail address, to the members and returns the member. '
    'Of one who is a member already, p_is_admin changes whether it is an admin; without it nothing '
    'changes. Refused unless there is exactly one such user (KS360). A repeat changes nothing.';

-- By the address or id of the member, whose user may be gone.
create function public.remove_store_member(p_user text) returns setof public.store_member
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_user constant text := nullif(lower(trim(p_user)), '');
    v_found public.store_member[];
begin
    perform kaggle_store.check_keeper('change members');
    v_found := array(
        select m from kaggle_store.described_members() as m
        where m.user_id::text = v_user or lower(m.email) = v_user
    );
    if cardinality(v_found) = 0 then
        perform kaggle_store.refuse_user(
            p_user, 'no member has this id or e-mail address',
            'List the members with: kaggle-store members list.'
        );
    elsif cardinality(v_found) > 1 then
        perform kaggle_store.refuse_user(
            p_user, 'several members have this e-mail address', 'Give the id of the member.'
        );
    end if;
    delete from kaggle_store.members where id = v_found[1].user_id;
    return next v_found[1];
end
$$;
comment on function public.remove_store_member(text) is
    'Removes a member, named by id or e-mail address, and returns what it was; refused unless '
    'there is exactly one (KS360). It takes effect at the member''s next request. The last admin '
    'can be removed too: the secret key adds another one.';

-- One array: Max rows cuts rows.
create function public.list_store_members() returns public.store_member[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_keeper('list members');
    return array(select m from kaggle_store.described_members() as m);
end
$$;
comment on function public.list_store_members() is 'The members, first added first.';

create function public.store_is_members_only() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_keeper('read the access mode');
    return kaggle_store.is_members_only();
end
$$;
comment on function public.store_is_members_only() is
    'Whether only members may use the store; false: every signed-in user of the project.';

revoke all on function
kaggle_store.described_members(), kaggle_store.refuse_user(text, text, text),
kaggle_store.find_user(text), public.add_store_member(text, boolean),
public.remove_store_member(text), public.list_store_members(), public.store_is_members_only()
from public, anon, authenticated, service_role, admin, kaggle_worker;
-- Also to people: the functions check whether they are admins.
grant execute on function
public.add_store_member(text, boolean), public.remove_store_member(text),
public.list_store_members(), public.store_is_members_only()
to authenticated, service_role;

-- What every client may call ----------------------------------------------------------------------

create function public.probe_max_rows() returns setof integer
language sql stable rows 1000 set search_path = pg_catalog, pg_temp
as $$ select 1 from generate_series(1, 1000) where (select kaggle_store.require_member()) $$;
comment on function public.probe_max_rows() is
    'A thousand rows. PostgREST cuts longer responses than Max rows without saying so; how many '
    'of these arrive is Max rows.';
revoke all on function public.probe_max_rows()
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.probe_max_rows() to authenticated, service_role, kaggle_worker;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123000350_members',
    'd5468cf8da7e597265698e79b54d2725b48306138c57de768d6ba82d797333b2'
);
