-- One line for each fact in the catalog: objects with their owners and definitions,
-- each granted right, default privileges, roles, memberships, settings.
with rights (owner_of, acl) as (
    select format('schema %s', nspname), nspacl from pg_namespace
    union all
    select format('relation %s', oid::regclass), relacl from pg_class
    union all
    select format('column %s.%s', attrelid::regclass, attname), attacl from pg_attribute
    union all
    select format('function %s', oid::regprocedure), proacl from pg_proc
    union all
    select format('type %s', oid::regtype), typacl from pg_type
    union all
    select format('database %s', datname), datacl from pg_database
    union all
    select format('defaults of %s in %s for %s', defaclrole::regrole, defaclnamespace::regnamespace,
        defaclobjtype), defaclacl
    from pg_default_acl
)
select format('%s: %s to %s%s', owner_of, right_of.privilege_type, right_of.grantee::regrole,
    case when right_of.is_grantable then ' with grant option' else '' end)
from rights, aclexplode(acl) as right_of
union all
select format('schema %s of %s', nspname, nspowner::regrole) from pg_namespace
where nspname !~ '^pg_(toast_)?temp_'
union all
select format('relation %s, %s of %s, rls %s %s, options %s, view %s', oid::regclass, relkind,
    relowner::regrole, relrowsecurity, relforcerowsecurity, reloptions,
    case when relkind in ('v', 'm') then pg_get_viewdef(oid) end)
from pg_class where relnamespace::regnamespace::text !~ '^pg_'
union all
select format('column %s.%s %s, not null %s, default %s', attrelid::regclass, attname,
    format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
from pg_attribute join pg_class as c on c.oid = attrelid
left join pg_attrdef on adrelid = attrelid and adnum = attnum
where attnum > 0 and relnamespace::regnamespace::text !~ '^pg_'
union all
select format('constraint %s on %s%s: %s', conname, conrelid::regclass, contypid::regtype,
    pg_get_constraintdef(oid))
from pg_constraint
union all
select pg_get_indexdef(indexrelid) from pg_index join pg_class on oid = indexrelid
where relnamespace::regnamespace::text !~ '^pg_'
union all
select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
union all
select format('policy %s on %s for %s to %s using %s check %s', polname, polrelid::regclass, polcmd,
    polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
from pg_policy
union all
select format('of %s: %s', proowner::regrole, pg_get_functiondef(oid)) from pg_proc
where pronamespace::regnamespace::text !~ '^(pg_catalog|information_schema)' and prokind = 'f'
union all
select format('type %s of %s, %s, labels %s', oid::regtype, typowner::regrole, typtype,
    array(select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder))
from pg_type as t where typnamespace::regnamespace::text !~ '^pg_'
union all
select to_jsonb(r)::text from pg_roles as r where rolname !~ '^pg_'
union all
select format('%s is a member of %s, admin %s, by %s', member::regrole, roleid::regrole,
    admin_option, grantor::regrole)
from pg_auth_members
union all
select format('settings of %s: %s', setrole::regrole, setconfig) from pg_db_role_setting
union all
select format('extension %s in %s', extname, extnamespace::regnamespace) from pg_extension
union all
select format('event trigger %s', evtname) from pg_event_trigger
union all
select format('publication %s of %s', pubname, prrelid::regclass)
from pg_publication left join pg_publication_rel on prpubid = pg_publication.oid
order by 1
