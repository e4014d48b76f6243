-- Helper functions, included by every check. A check runs in a transaction that is rolled back: it
-- changes nothing and can be repeated at any time, with later phases applied or not.
\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
begin;
set local search_path = public, extensions;
set local client_min_messages = warning;

create function pg_temp.holds(p_fact text, p_holds boolean) returns text language plpgsql as $$
begin
    if p_holds is not true then
        raise exception 'check failed: %', p_fact;
    end if;
    return 'ok: ' || p_fact;
end
$$;

create function pg_temp.refuses(p_fact text, p_state text, p_statement text) returns text
language plpgsql as $$
begin
    begin
        execute p_statement;
    exception when others then
        return pg_temp.holds(format('%s (%s)', p_fact, p_state), sqlstate = p_state);
    end;
    return pg_temp.holds(p_fact, false);
end
$$;

-- Runs a statement as one of the API's roles, with the claims that PostgREST would set.
create function pg_temp.as_role(p_role text, p_statement text) returns void language plpgsql as $$
begin
    perform set_config(
        'request.jwt.claims', json_build_object('role', p_role, 'sub', 'check')::text, true
    );
    execute format('set local role %I', p_role);
    execute p_statement;
    execute 'reset role';
end
$$;

create function pg_temp.closed(p_tables text[]) returns setof text language sql as $$
    select pg_temp.holds(
        format('%s exists, with row security and policies', name),
        (
            select c.relrowsecurity and exists (select from pg_policy where polrelid = c.oid)
            from pg_class as c where c.oid = to_regclass(name)
        )
    ) || E'\n' || pg_temp.refuses(
        format('anon cannot read %s', name), '42501',
        format('select pg_temp.as_role(''anon'', ''select from %s'')', name)
    )
    from unnest(p_tables) as name
$$;

select pg_temp.holds('every table in public and kaggle_store has row security', not exists (
    select from pg_class
    where relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
        and relkind in ('r', 'p') and not relrowsecurity
));
select pg_temp.holds('every function in public and kaggle_store has a fixed search_path',
    not exists (
    select from pg_proc as f
    where pronamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
        and not exists (select from unnest(proconfig) as setting where setting like 'search_path=%')
        and not exists (select from pg_depend as d where d.objid = f.oid and d.deptype = 'e')
));
select pg_temp.holds('every constraint is validated and every index is ready', not exists (
    select from pg_constraint
    where not convalidated
        and connamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
) and not exists (
    select from pg_index as i join pg_class as c on c.oid = i.indexrelid
    where not (i.indisvalid and i.indisready)
        and c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
));
