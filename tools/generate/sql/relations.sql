-- The tables, views and composite types of `public`; partitions belong to their table.
select
    c.oid,
    c.relname as name,
    c.relkind as kind,
    c.reltype as type,
    coalesce(obj_description(c.oid, 'pg_class'), obj_description(c.reltype, 'pg_type')) as comment,
    array(
        select pg_get_constraintdef(k.oid) from pg_constraint as k
        where k.conrelid = c.oid and k.contype = 'c' order by k.conname
    ) as checks,
    array(
        select t.action_condition::text from information_schema.triggers as t
        where t.event_object_schema = 'public' and t.event_object_table = c.relname
            and t.event_manipulation = 'INSERT' and t.action_timing = 'BEFORE' and t.action_orientation = 'ROW'
            and t.action_condition is not null
        order by t.trigger_name collate "C"
    ) as insert_conditions,
    array(
        select string_to_array(encode(t.tgargs, 'escape'), '\000')
        from pg_trigger as t join pg_proc as p on p.oid = t.tgfoid
        where t.tgrelid = c.oid and p.proname = 'refuse_json' order by t.tgname
    ) as json_bounds,
    array(
        select p.privilege from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as p (privilege)
        where c.relkind in ('r', 'p', 'v', 'm') and exists (
            select from pg_roles as r
            where r.rolname = any (%(roles)s)
                and (has_table_privilege(r.oid, c.oid, p.privilege)
                    or (p.privilege <> 'DELETE' and has_any_column_privilege(r.oid, c.oid, p.privilege)))
        )
    ) as privileges,
    exists (
        select from pg_roles as r
        where r.rolname = any (%(roles)s) and has_table_privilege(r.oid, c.oid, 'SELECT')
    ) as is_read_whole
from pg_class as c
where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('r', 'p', 'v', 'm', 'c')
    and not c.relispartition
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
    )
order by c.relname collate "C";
