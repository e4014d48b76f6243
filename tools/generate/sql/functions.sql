-- The functions of `public` that a client may call; without computed columns of tables.
select
    p.proname as name,
    pg_get_function_identity_arguments(p.oid) as signature,
    p.prorettype as result,
    p.proretset as returns_set,
    p.pronargdefaults as defaults,
    obj_description(p.oid, 'pg_proc') as comment,
    coalesce(p.proargnames::text[], '{}') as names,
    coalesce(p.proargmodes::text[], '{}') as modes,
    coalesce(p.proallargtypes, p.proargtypes::oid[])::int8[] as types
from pg_proc as p
where p.pronamespace = 'public'::regnamespace
    and p.prokind = 'f'
    and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and not exists (
        select from pg_class as c
        where c.reltype = any (p.proargtypes) and c.relkind in ('r', 'p', 'v', 'm')
    )
    and exists (
        select from pg_roles as r
        where r.rolname = any (%(roles)s) and has_function_privilege(r.oid, p.oid, 'EXECUTE')
    )
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
    )
order by p.proname collate "C", p.pronargs, pg_get_function_identity_arguments(p.oid) collate "C";
