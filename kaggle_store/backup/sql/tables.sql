-- The tables in a backup: all tables of the store, except the encryption keys and what migrations
-- write about their own database. Partitions are part of their table.
select
    n.nspname as schema,
    c.relname as name,
    c.relkind = 'p' as is_partitioned,
    array(
        select a.attname::text from pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum
    ) as columns,
    array(
        select a.attname::text
        from pg_index as i, unnest(i.indkey::smallint[]) with ordinality as k (attnum, position)
        join pg_attribute as a on a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid
        order by k.position
    ) as key
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('public', 'kaggle_store') and c.relkind in ('r', 'p') and not c.relispartition
    and (n.nspname, c.relname) not in (
        ('kaggle_store', 'encryption_keys'), ('kaggle_store', 'installed'),
        ('kaggle_store', 'created_roles'), ('kaggle_store', 'added_grants')
    )
    -- Tables of an extension are created by the extension.
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
    )
order by n.nspname, c.relname
