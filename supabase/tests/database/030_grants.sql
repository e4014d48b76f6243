-- What each role is granted, as the catalog says it. Runs under `supabase test db` and under
-- `python -m tools.pgtap`.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(59);

-- anon: nothing at all
select table_privs_are(
    'public', name, 'anon', array[]::text[], format('anon may nothing to %s', name)
)
from unnest(array[
    'competitions', 'agent_executions', 'research_results', 'generated_code', 'gpu_sessions',
    'training_jobs', 'submissions', 'human_interventions', 'system_metrics', 'configurations',
    'audit_log', 'intervention_notifications', 'competition_dashboard', 'execution_costs',
    'execution_progress', 'execution_summary', 'submission_quota', 'submission_ranking',
    'archived_executions', 'upkeep_runs'
]) as name;

-- people read
select table_privs_are(
    'public', name, 'authenticated', array['SELECT'], format('people read %s', name)
)
from unnest(array[
    'competitions', 'agent_executions', 'research_results', 'generated_code', 'training_jobs',
    'submissions', 'human_interventions', 'system_metrics', 'audit_log',
    'intervention_notifications', 'competition_dashboard', 'execution_costs', 'execution_progress',
    'execution_summary', 'submission_quota', 'submission_ranking', 'archived_executions',
    'upkeep_runs'
]) as name;

-- the trusted agent deletes settings and nothing else, and writes no audit log
select table_privs_are(
    'public', 'configurations', 'service_role', array['SELECT', 'DELETE'],
    'agents read and delete settings; columns say what they write'
);
select table_privs_are(
    'public', 'audit_log', 'service_role', array['SELECT'], 'agents read the audit log'
);
select table_privs_are(
    'public', 'system_metrics', 'service_role', array['SELECT', 'INSERT'], 'agents add metrics'
);
select is_empty(
    $$ select oid::regclass from pg_class where relnamespace = 'public'::regnamespace
        and relname <> 'configurations'
    and relkind in ('r', 'p', 'v') and has_table_privilege('service_role', oid, 'delete') $$,
    'agents delete nothing else'
);
select column_privs_are(
    'public', 'configurations', 'is_encrypted', 'service_role', array['SELECT'],
    'nobody says by hand what is encrypted'
);
select column_privs_are(
    'public', 'gpu_sessions', 'ssh_connection_info', role, array[]::text[],
    format('the way into a machine is closed to %s', role)
)
from unnest(array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']) as role;

-- a rented machine
select is_empty(
    $$ select oid::regclass from pg_class where relnamespace = 'public'::regnamespace
        and relkind in ('r', 'p', 'v')
    and has_table_privilege('kaggle_worker', oid, 'update, delete') $$,
    'a machine changes and deletes nothing'
);
select set_eq(
    $$ select relname::text from pg_class where relnamespace = 'public'::regnamespace
        and relkind in ('r', 'p', 'v')
    and has_any_column_privilege('kaggle_worker', oid, 'select') $$,
    array['agent_executions', 'generated_code', 'gpu_sessions', 'system_metrics', 'training_jobs'],
    'a machine reads these'
);

-- everybody
select is_empty(
    $$ select oid::regclass, role from pg_class,
    unnest(array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']) as role
    where relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
        and relkind in ('r', 'p', 'v', 'm')
    and has_table_privilege(role, oid, 'truncate, references, trigger') $$,
    'nobody may truncate, reference or add triggers'
);
select is_empty(
    $$ select oid::regclass, role from pg_class,
    unnest(array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']) as role
    where relispartition and relkind = 'r'
        and has_any_column_privilege(role, oid, 'select, insert, update') $$,
    'nobody reaches a partition'
);
select is_empty(
    $$ select role from unnest(
        array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']
    ) as role
    where has_any_column_privilege(
        role, 'kaggle_store.encryption_keys', 'select, insert, update'
    ) $$,
    'nobody reads keys'
);
select is_empty(
    $$ select nspname, role from pg_namespace,
    unnest(array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']) as role
    where nspname in ('public', 'kaggle_store', 'extensions')
        and has_schema_privilege(role, oid, 'create') $$,
    'nobody makes objects in our schemas'
);
select is_empty(
    $$ select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
    and not coalesce(reloptions, '{}') @> '{security_invoker=true}' $$,
    'views are read with their readers'' rights'
);
select is(
    has_schema_privilege('anon', 'kaggle_store', 'usage'), false,
    'anon does not look into kaggle_store'
);

select is_empty(
    $$ select sequence.oid::regclass, role
    from pg_class as sequence,
        unnest(array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']) as role
    where relkind = 'S' and relnamespace = 'public'::regnamespace
    and has_sequence_privilege(role, sequence.oid, 'usage, select, update') $$,
    'no role uses the sequence of the audit log'
);
select ok(pg_has_role('authenticator', 'admin', 'member'), 'PostgREST becomes admin');
select ok(
    pg_has_role('authenticator', 'kaggle_worker', 'member'), 'PostgREST becomes kaggle_worker'
);

select * from finish();
rollback;
