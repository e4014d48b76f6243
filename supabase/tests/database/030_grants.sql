-- The grants of each role, read from the catalog. Runs under `supabase test db` and under
-- `python -m tools.pgtap`.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(69);

-- anon has no privileges
select table_privs_are(
    'public', name, 'anon', array[]::text[], format('anon has no privilege on %s', name)
)
from unnest(array[
    'competitions', 'agent_executions', 'research_results', 'generated_code', 'gpu_sessions',
    'training_jobs', 'submissions', 'human_interventions', 'system_metrics', 'configurations',
    'audit_log', 'intervention_notifications', 'competition_dashboard', 'execution_costs',
    'execution_progress', 'execution_summary', 'submission_quota', 'submission_ranking',
    'archived_executions', 'upkeep_runs', 'notices', 'notification_deliveries', 'execution_steps',
    'artifacts', 'gpu_terminations'
]) as name;

-- people can read
select table_privs_are(
    'public', name, 'authenticated', array['SELECT'], format('people can read %s', name)
)
from unnest(array[
    'competitions', 'agent_executions', 'research_results', 'generated_code', 'training_jobs',
    'submissions', 'human_interventions', 'system_metrics', 'audit_log',
    'intervention_notifications', 'competition_dashboard', 'execution_costs', 'execution_progress',
    'execution_summary', 'submission_quota', 'submission_ranking', 'archived_executions',
    'upkeep_runs', 'notices', 'notification_deliveries', 'execution_steps',
    'artifacts', 'gpu_terminations'
]) as name;

-- the trusted agent can delete settings only, and cannot write the audit log
select table_privs_are(
    'public', 'configurations', 'service_role', array['SELECT', 'DELETE'],
    'agents can read and delete settings; column grants let them write'
);
select table_privs_are(
    'public', 'audit_log', 'service_role', array['SELECT'], 'agents can only read the audit log'
);
select table_privs_are(
    'public', 'system_metrics', 'service_role', array['SELECT', 'INSERT'],
    'agents can read and add metrics'
);
select is_empty(
    $$ select oid::regclass from pg_class where relnamespace = 'public'::regnamespace
        and relname <> 'configurations'
    and relkind in ('r', 'p', 'v') and has_table_privilege('service_role', oid, 'delete') $$,
    'agents can delete nothing else'
);
select column_privs_are(
    'public', 'configurations', 'is_encrypted', 'service_role', array['SELECT'],
    'agents cannot set is_encrypted'
);
select column_privs_are(
    'public', 'gpu_sessions', 'ssh_connection_info', role, array[]::text[],
    format('%s cannot access SSH credentials', role)
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
    array[
        'agent_executions', 'artifacts', 'generated_code', 'gpu_sessions', 'system_metrics',
        'training_jobs'
    ],
    'a machine reads these'
);

-- all roles
select is_empty(
    $$ select oid::regclass, role from pg_class,
    unnest(array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']) as role
    where relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
        and relkind in ('r', 'p', 'v', 'm')
    and has_table_privilege(role, oid, 'truncate, references, trigger') $$,
    'no role may truncate, reference or add triggers'
);
select is_empty(
    $$ select oid::regclass, role from pg_class,
    unnest(array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']) as role
    where relispartition and relkind = 'r'
        and has_any_column_privilege(role, oid, 'select, insert, update') $$,
    'no role can access a partition'
);
select is_empty(
    $$ select role from unnest(
        array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']
    ) as role
    where has_any_column_privilege(
        role, 'kaggle_store.encryption_keys', 'select, insert, update'
    ) $$,
    'no role can access keys'
);
select is_empty(
    $$ select nspname, role from pg_namespace,
    unnest(array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']) as role
    where nspname in ('public', 'kaggle_store', 'extensions')
        and has_schema_privilege(role, oid, 'create') $$,
    'no role can create objects in our schemas'
);
select is_empty(
    $$ select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
    and not coalesce(reloptions, '{}') @> '{security_invoker=true}' $$,
    'views use security_invoker'
);
select is(
    has_schema_privilege('anon', 'kaggle_store', 'usage'), false,
    'anon has no usage on kaggle_store'
);

select is_empty(
    $$ select sequence.oid::regclass, role
    from pg_class as sequence,
        unnest(array['anon', 'authenticated', 'admin', 'kaggle_worker', 'service_role']) as role
    where relkind = 'S' and relnamespace = 'public'::regnamespace
    and has_sequence_privilege(role, sequence.oid, 'usage, select, update') $$,
    'no role can use a sequence'
);
select ok(pg_has_role('authenticator', 'admin', 'member'), 'PostgREST can set role admin');
select ok(
    pg_has_role('authenticator', 'kaggle_worker', 'member'), 'PostgREST can set role kaggle_worker'
);

select * from finish();
rollback;
