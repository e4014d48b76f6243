-- Which columns each view of `public` reads, also through other views.
with recursive direct as (
    select distinct r.ev_class as view, d.refobjid as relation, d.refobjsubid as number
    from pg_rewrite as r
    join pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
    where d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.refobjid <> r.ev_class
), reads as (
    select view, relation, number from direct
    union
    select reads.view, direct.relation, direct.number
    from reads join direct on direct.view = reads.relation
)
select v.relname as view, c.relname as relation, a.attname as column
from reads
join pg_class as v on v.oid = reads.view and v.relnamespace = 'public'::regnamespace
join pg_class as c on c.oid = reads.relation and c.relnamespace = 'public'::regnamespace
join pg_attribute as a on a.attrelid = reads.relation and a.attnum = reads.number
order by 1, 2, 3;
