-- Every type a column or a function may have, with an enum's labels and a domain's checks.
select
    t.oid,
    n.nspname as schema,
    t.typname as name,
    t.typtype as kind,
    case when t.typcategory = 'A' then t.typelem else 0 end as element,
    t.typbasetype as base,
    t.typtypmod as modifier,
    t.typnotnull as not_null,
    t.typrelid as relation,
    obj_description(t.oid, 'pg_type') as comment,
    array(
        select e.enumlabel::text from pg_enum as e where e.enumtypid = t.oid order by e.enumsortorder
    ) as labels,
    array(
        select pg_get_constraintdef(c.oid) from pg_constraint as c
        where c.contypid = t.oid and c.contype = 'c' order by c.conname
    ) as checks
from pg_type as t
join pg_namespace as n on n.oid = t.typnamespace;
