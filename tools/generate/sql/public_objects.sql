-- The objects of `public` that have a name of their own, extensions' excluded.
select
    case c.relkind
        when 'v' then 'view'
        when 'm' then 'materialized view'
        when 'S' then 'sequence'
        when 'c' then 'composite type'
        when 'i' then 'index'
        when 'I' then 'index'
        else 'table'
    end as kind,
    c.relname as name,
    case when c.relkind = 'c' then c.reltype::regtype::text else c.oid::regclass::text end as identity
from pg_class as c
where c.relnamespace = 'public'::regnamespace
union all
select case t.typtype when 'd' then 'domain' else 'type' end, t.typname, t.oid::regtype::text
from pg_type as t
where t.typnamespace = 'public'::regnamespace and t.typtype in ('d', 'e', 'r')
union all
select 'function', p.proname, p.oid::regprocedure::text
from pg_proc as p
where p.pronamespace = 'public'::regnamespace
order by 1, 3;
