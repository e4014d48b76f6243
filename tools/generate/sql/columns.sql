-- The columns of `public` in their order, and the privileges of client roles; without columns that no client may use.
select
    a.attrelid as relation,
    a.attname as name,
    a.atttypid as type,
    a.atttypmod as modifier,
    a.attnotnull as not_null,
    a.atthasdef or a.attidentity <> '' as has_default,
    a.attgenerated <> '' or a.attidentity = 'a' as generated,
    col_description(a.attrelid, a.attnum) as comment,
    allowed.privileges
from pg_attribute as a
join pg_class as c on c.oid = a.attrelid
cross join lateral (
    select array(
        select p.privilege from unnest(array['SELECT', 'INSERT', 'UPDATE']) as p (privilege)
        where c.relkind <> 'c' and exists (
            select from pg_roles as r
            where r.rolname = any (%(roles)s)
                and has_column_privilege(r.oid, a.attrelid, a.attnum, p.privilege)
        )
    ) as privileges
) as allowed
where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('r', 'p', 'v', 'm', 'c')
    and not c.relispartition
    and a.attnum > 0
    and not a.attisdropped
    and (c.relkind = 'c' or allowed.privileges <> '{}')
order by a.attrelid, a.attnum;
