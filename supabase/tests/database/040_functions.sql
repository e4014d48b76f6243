-- Who may call what, acting as each role. Runs under `supabase test db` and under `python -m
-- tools.pgtap`.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(40);
-- A machine has no business in the schema where pgTAP lies: it asks through here, and the answer or
-- the SQLSTATE comes back.
create function pg_temp.as_worker(p_query text, p_claims jsonb default '{}') returns text
language plpgsql as $$
declare
    v_answer text;
begin
    perform set_config('request.jwt.claims', (jsonb_build_object(
        'role', 'kaggle_worker', 'execution_id', '00000000-0000-4000-8000-0000000000e1',
        'exp', extract(epoch from kaggle_store.now() + interval '1 hour')::bigint
    ) || p_claims)::text, true);
    set local role kaggle_worker;
    execute p_query into v_answer;
    set local role none;
    return v_answer;
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
    'anon calls nothing'
);
select set_eq(
    $$ select proname::text from pg_proc where pronamespace = 'public'::regnamespace
    and has_function_privilege('authenticated', oid, 'execute') $$,
    array[
        'metric_buckets', 'request_configuration_reading', 'respond_intervention',
        'reveal_configuration', 'set_configuration', 'validate_hyperparameters'
    ],
    'people call these'
);
select set_eq(
    $$ select proname::text from pg_proc where pronamespace = 'public'::regnamespace
    and has_function_privilege('kaggle_worker', oid, 'execute') $$,
    array[
        'claim_training_jobs', 'complete_training_job', 'fail_training_job',
        'heartbeat_gpu_session', 'heartbeat_training_job', 'record_metric_points', 'record_metrics',
        'release_training_job', 'report_training_progress'
    ],
    'machines call these'
);
select is_definer('public', name, format('%s acts in its owner''s name', name))
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
    'an encrypted setting is sensitive'
);
select is(
    (select config_value::text like '%secret%' from configurations where config_key = 'token'),
    false, 'and sealed'
);
select isnt(request_configuration_reading('token'), null, 'it is asked for');
select throws_ok(
    $$ select reveal_configuration('token', request_configuration_reading('token')) $$, 'KS325',
    null,
    'and not read in the same transaction, which could take its record back'
);
select is(
    (select actor from audit_log where action = 'reveal' order by id desc limit 1), 'agent-1',
    'and the audit log has the reader'
);
select throws_ok(
    $$ update configurations set config_value = '"open"' where config_key = 'token' $$, 'KS320',
    null,
    'nobody writes over an encrypted value'
);
select throws_ok(
    $$ select set_configuration('token', '"open"', 'api', null, false) $$, 'KS321', null,
    'it stays encrypted'
);
select throws_ok(
    $$ select decrypt_config_value('v1:AAAA') $$, '42501', null,
    'nor is anything decrypted beside it'
);
select is(starts_with(encrypt_config_value('secret'), 'v'), true, 'a text is encrypted');
select lives_ok(
    $$ select set_ssh_connection_info(
        '00000000-0000-4000-8000-000000000051', '{"password": "secret"}'
    ) $$,
    'the way into a machine is stored'
);
select throws_ok(
    $$ select request_ssh_reading('00000000-0000-4000-8000-000000000051', ' ') $$, 'KS323', null,
    'it is not read without a reason'
);
select isnt(
    request_ssh_reading('00000000-0000-4000-8000-000000000051', 'a look'), null,
    'with one it is asked for'
);
select is(
    (
        select new_values ->> 'reason' from audit_log where action = 'reveal' order by id desc
        limit 1
    ), 'a look',
    'and the audit log has the reason'
);
select is((select version from rotate_encryption_key()) > 1, true, 'keys are changed');
select is(
    (
        select starts_with(config_value #>> '{}', 'v2:') from configurations
        where config_key = 'token'
    ), true,
    'and what was sealed under the old one is sealed again'
);
select is((select count(*) from integrity_report()), 10::bigint, 'every table is looked through');
select is(
    (select max(state) from store_health() where subject <> 'upkeep'), 'fine',
    'and the agent asks how the store stands'
);

-- A person
set local role authenticated;
set local request.jwt.claims = '{"role": "authenticated", "sub": '
    '"00000000-0000-4000-8000-00000000a11c"}';
select throws_ok(
    $$ select request_configuration_reading('hidden') $$, '42501', null, 'a person reveals nothing'
);
select throws_ok($$ select set_configuration('x', '1') $$, '42501', null, 'a person sets nothing');
select throws_ok($$ select rotate_encryption_key() $$, '42501', null, 'a person changes no keys');
select throws_ok(
    $$ select * from integrity_report() $$, '42501', null, 'a person does not look after the store'
);
select throws_ok($$ select * from store_health() $$, '42501', null, 'nor asks how it stands');

-- An admin by metadata
set local request.jwt.claims = '{"role": "authenticated", "app_metadata": {"role": "admin"}}';
select isnt(
    request_configuration_reading('hidden'), null, 'an admin by metadata asks for settings'
);
select lives_ok($$ select set_configuration('x', '1') $$, 'and sets them');

-- A rented machine
reset role;
select is(
    pg_temp.as_worker(
        $$ select status from heartbeat_gpu_session('00000000-0000-4000-8000-000000000051') $$
    ), 'running',
    'a machine says that it is alive'
);
select is(
    pg_temp.as_worker(
        $$ select status from heartbeat_gpu_session('00000000-0000-4000-8000-000000000052') $$
    ), 'KS302',
    'and nothing of another'
);
select is(
    pg_temp.as_worker($$ select request_configuration_reading('hidden') $$), '42501',
    'a machine reveals nothing'
);
select is(
    pg_temp.as_worker(
        $$ select request_ssh_reading('00000000-0000-4000-8000-000000000051', 'a look') $$
    ), '42501',
    'not even the way into itself'
);
select is(
    pg_temp.as_worker($$ select id from claim_executions(gen_random_uuid(), 'w') $$), '42501',
    'a machine claims no execution'
);
select is(
    pg_temp.as_worker(
        $$ select id from claim_training_jobs(gen_random_uuid(), 'w') $$, '{"exp": 1}'
    ), 'KS301',
    'with a token that has ended it claims nothing'
);

-- Nobody
set local role anon;
set local request.jwt.claims = '{"role": "anon"}';
select throws_ok($$ select validate_hyperparameters('{}') $$, '42501', null, 'anon calls nothing');
select throws_ok(
    $$ select request_configuration_reading('hidden') $$, '42501', null, 'anon reveals nothing'
);

reset role;
select * from finish();
rollback;
