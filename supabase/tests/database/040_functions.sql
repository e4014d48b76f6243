-- The functions that each role can call. Runs under `supabase test db` and under `python -m
-- tools.pgtap`.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(40);
-- kaggle_worker may not use the schema of pgTAP, so its queries run through this function, which
-- returns the result or the SQLSTATE.
create function pg_temp.as_worker(p_query text, p_claims jsonb default '{}') returns text
language plpgsql as $$
declare
    v_result text;
begin
    perform set_config('request.jwt.claims', (jsonb_build_object(
        'role', 'kaggle_worker', 'execution_id', '00000000-0000-4000-8000-0000000000e1',
        'exp', extract(epoch from kaggle_store.now() + interval '1 hour')::bigint
    ) || p_claims)::text, true);
    set local role kaggle_worker;
    execute p_query into v_result;
    set local role none;
    return v_result;
exception when others then
    return sqlstate;
end
$$;

select is_empty(
    $$ select oid::regprocedure from pg_proc
        where pronamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
    and not coalesce(proconfig, '{}') @> array['search_path=pg_catalog, pg_temp'] $$,
    'every function pins its search path'
);
select is_empty(
    $$ select oid::regprocedure from pg_proc
        where pronamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
    and has_function_privilege('anon', oid, 'execute') $$,
    'anon can call no function'
);
select set_eq(
    $$ select proname::text from pg_proc where pronamespace = 'public'::regnamespace
    and has_function_privilege('authenticated', oid, 'execute') $$,
    array[
        'add_store_member', 'changes_after', 'code_tree', 'competition_details', 'cost_totals',
        'execution_details', 'gpu_overview', 'list_metric_exports', 'list_store_members',
        'metric_buckets', 'metric_names', 'metric_value_or_null', 'newest_attempts',
        'open_code_leaves', 'overview',
        'path_to_best_code', 'probe_max_rows', 'recent_executions', 'remove_store_member',
        'request_configuration_reading', 'respond_intervention', 'reveal_configuration',
        'set_configuration', 'store_is_members_only', 'validate_hyperparameters'
    ],
    'people can call exactly these functions'
);
select set_eq(
    $$ select proname::text from pg_proc where pronamespace = 'public'::regnamespace
    and has_function_privilege('kaggle_worker', oid, 'execute') $$,
    array[
        'claim_training_jobs', 'complete_training_job', 'fail_training_job',
        'heartbeat_gpu_session', 'heartbeat_training_job', 'metric_value_or_null',
        'newest_attempts', 'probe_max_rows', 'record_artifact', 'record_metric_points',
        'record_metrics', 'release_training_job', 'report_training_progress'
    ],
    'workers can call exactly these functions'
);
select is_definer('public', name, format('%s is security definer', name))
from unnest(
    array['reveal_configuration', 'reveal_ssh_connection_info', 'set_configuration',
    'rotate_encryption_key']
) as name;

insert into competitions (id, kaggle_id, title, deadline)
values ('00000000-0000-4000-8000-000000000001', 'titanic', 'Titanic', '2090-01-01');
insert into agent_executions (id, competition_id, execution_name, gpu_budget_dollars)
values
('00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-000000000001', 'own', 10),
('00000000-0000-4000-8000-0000000000e2', '00000000-0000-4000-8000-000000000001', 'other', 10);
insert into gpu_sessions (id, execution_id, provider, instance_type, cost_limit_dollars)
values
(
    '00000000-0000-4000-8000-000000000051', '00000000-0000-4000-8000-0000000000e1', 'vast_ai',
    'A100', 1
),
(
    '00000000-0000-4000-8000-000000000052', '00000000-0000-4000-8000-0000000000e2', 'vast_ai',
    'A100', 1
);
insert into configurations (config_key, config_value, config_type, is_sensitive)
values ('hidden', '"secret"', 'api', true);

-- The trusted agent
set local role service_role;
set local request.jwt.claims = '{"role": "service_role", "sub": "agent-1"}';
select is(
    (
        select is_encrypted and is_sensitive
        from set_configuration('token', '"secret"', 'api', null, true)
    ), true,
    'an encrypted setting is marked as encrypted and sensitive'
);
select is(
    (select config_value::text like '%secret%' from configurations where config_key = 'token'),
    false, 'an encrypted setting is not stored in plaintext'
);
select isnt(request_configuration_reading('token'), null, 'a ticket for a reading is issued');
select throws_ok(
    $$ select reveal_configuration('token', request_configuration_reading('token')) $$, 'KS325',
    null,
    'a ticket is refused in its own transaction, whose rollback would remove the record'
);
select is(
    (select actor from audit_log where action = 'reveal' order by id desc limit 1), 'agent-1',
    'the audit log names the reader'
);
select throws_ok(
    $$ update configurations set config_value = '"open"' where config_key = 'token' $$, 'KS320',
    null,
    'an encrypted value cannot be overwritten directly'
);
select throws_ok(
    $$ select set_configuration('token', '"open"', 'api', null, false) $$, 'KS321', null,
    'an encrypted setting stays encrypted'
);
select throws_ok(
    $$ select decrypt_config_value('v1:AAAA') $$, '42501', null,
    'the agent cannot decrypt a value directly'
);
select is(starts_with(encrypt_config_value('secret'), 'v'), true, 'the agent can encrypt a text');
select lives_ok(
    $$ select set_ssh_connection_info(
        '00000000-0000-4000-8000-000000000051', '{"password": "secret"}'
    ) $$,
    'SSH credentials are stored'
);
select throws_ok(
    $$ select request_ssh_reading('00000000-0000-4000-8000-000000000051', ' ') $$, 'KS323', null,
    'reading SSH credentials without a reason is refused'
);
select isnt(
    request_ssh_reading('00000000-0000-4000-8000-000000000051', 'a look'), null,
    'reading SSH credentials with a reason issues a ticket'
);
select is(
    (
        select new_values ->> 'reason' from audit_log where action = 'reveal' order by id desc
        limit 1
    ), 'a look',
    'the audit log has the reason'
);
select is((select version from rotate_encryption_key()) > 1, true, 'a rotation creates a new key');
select is(
    (
        select starts_with(config_value #>> '{}', 'v2:') from configurations
        where config_key = 'token'
    ), true,
    'a rotation encrypts secrets under the new key'
);
select is(
    (select count(*) from integrity_report()), 11::bigint,
    'the integrity report has a row per table'
);
select is(
    (select max(state) from store_health() where subject <> 'upkeep'), 'fine',
    'the agent can read the store health'
);

-- A person
set local role authenticated;
set local request.jwt.claims = '{"role": "authenticated", "sub": '
    '"00000000-0000-4000-8000-00000000a11c"}';
select throws_ok(
    $$ select request_configuration_reading('hidden') $$, '42501', null,
    'people cannot read secrets'
);
select throws_ok(
    $$ select set_configuration('x', '1') $$, '42501', null, 'people cannot set settings'
);
select throws_ok($$ select rotate_encryption_key() $$, '42501', null, 'people cannot rotate keys');
select throws_ok(
    $$ select * from integrity_report() $$, '42501', null, 'people cannot read the integrity report'
);
select throws_ok(
    $$ select * from store_health() $$, '42501', null, 'people cannot read the store health'
);

-- An admin by metadata
set local request.jwt.claims = '{"role": "authenticated", "app_metadata": {"role": "admin"}}';
select isnt(
    request_configuration_reading('hidden'), null, 'an admin by metadata can request a reading'
);
select lives_ok($$ select set_configuration('x', '1') $$, 'an admin by metadata can set settings');

-- A worker
reset role;
select is(
    pg_temp.as_worker(
        $$ select status from heartbeat_gpu_session('00000000-0000-4000-8000-000000000051') $$
    ), 'running',
    'a worker can send a heartbeat of its session'
);
select is(
    pg_temp.as_worker(
        $$ select status from heartbeat_gpu_session('00000000-0000-4000-8000-000000000052') $$
    ), 'KS302',
    'a worker cannot send a heartbeat of another session'
);
select is(
    pg_temp.as_worker($$ select request_configuration_reading('hidden') $$), '42501',
    'a worker cannot read settings'
);
select is(
    pg_temp.as_worker(
        $$ select request_ssh_reading('00000000-0000-4000-8000-000000000051', 'a look') $$
    ), '42501',
    'a worker cannot read SSH credentials'
);
select is(
    pg_temp.as_worker($$ select claim_executions(gen_random_uuid(), 'w') $$), '42501',
    'a worker cannot claim executions'
);
select is(
    pg_temp.as_worker(
        $$ select id from unnest(claim_training_jobs(gen_random_uuid(), 'w')) $$, '{"exp": 1}'
    ), 'KS301',
    'an expired token cannot claim jobs'
);

-- Not signed in
set local role anon;
set local request.jwt.claims = '{"role": "anon"}';
select throws_ok(
    $$ select validate_hyperparameters('{}') $$, '42501', null, 'anon cannot call a function'
);
select throws_ok(
    $$ select request_configuration_reading('hidden') $$, '42501', null, 'anon cannot read secrets'
);

reset role;
select * from finish();
rollback;
