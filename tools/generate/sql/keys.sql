-- The sets of columns that identify a row: unique indexes without predicate or expressions.
select
    i.indrelid as relation,
    i.indisprimary as is_primary,
    array(
        select a.attname::text
        from unnest(i.indkey::int2[]) with ordinality as k (number, position)
        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
        where k.position <= i.indnkeyatts
        order by k.position
    ) as columns
from pg_index as i
join pg_class as c on c.oid = i.indrelid
where c.relnamespace = 'public'::regnamespace
    and not c.relispartition
    and i.indisunique
    and i.indisvalid
    and i.indpred is null
    and i.indexprs is null
order by i.indrelid, columns;
