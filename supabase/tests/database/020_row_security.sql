-- The rows that each role can read and change. Runs under `supabase test db` and under `python -m
-- tools.pgtap`.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(36);
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
    $$ select oid::regclass from pg_class
    where relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
        and relkind in ('r', 'p') and not relrowsecurity $$,
    'every table has row level security, partitions and private tables included'
);
select is_empty(
    $$ select polname from pg_policy where polroles = '{0}' $$, 'every policy names its roles'
);
select policies_are('public', 'configurations', array[
    'config_access_policy', 'admins add settings', 'admins change settings',
        'admins delete settings'
]);
select policies_are('public', 'audit_log', array['people read the audit log']);
select policies_are('kaggle_store', 'encryption_keys', array['no role reads a key']);

insert into competitions (id, kaggle_id, title, deadline)
values ('00000000-0000-4000-8000-000000000001', 'titanic', 'Titanic', '2090-01-01');
insert into agent_executions (id, competition_id, execution_name)
values
('00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-000000000001', 'own'),
('00000000-0000-4000-8000-0000000000e2', '00000000-0000-4000-8000-000000000001', 'other');
insert into generated_code (execution_id, code_type, file_name, code_content)
select id, 'training', execution_name, 'pass' from agent_executions;
insert into system_metrics (metric_name, metric_value, metric_type, execution_id)
select execution_name, 1, 'gauge', id from agent_executions;
insert into configurations (config_key, config_value, config_type, is_sensitive)
values ('open', '1', 'system', false), ('hidden', '2', 'system', true);

-- A person
set local role authenticated;
set local request.jwt.claims = '{"role": "authenticated", "sub": '
    '"00000000-0000-4000-8000-00000000a11c"}';
select results_eq(
    'select config_key::text from configurations order by 1', array['open'],
    'people see settings that are not sensitive'
);
select is(
    (select count(*) from generated_code), 2::bigint, 'people see the code of all executions'
);
select throws_ok(
    $$ insert into configurations (config_key, config_value, config_type)
        values ('x', '1', 'system') $$,
    '42501', null, 'people cannot add settings'
);
select lives_ok(
    $$ update configurations set config_value = '9' $$,
    'an update of settings by people is not an error'
);
select lives_ok($$ delete from configurations $$, 'a delete of settings by people is not an error');
select throws_ok(
    $$ delete from competitions $$, '42501', null, 'people cannot delete competitions'
);
select throws_ok(
    $$ update agent_executions set priority = 9 $$, '42501', null, 'people cannot update executions'
);

-- An admin by metadata
set local request.jwt.claims = '{"role": "authenticated", "app_metadata": {"role": "admin"}}';
select results_eq(
    'select config_key::text from configurations order by 1', array['hidden', 'open'],
    'an admin by metadata sees all settings, none deleted by people'
);
select is(
    (select config_value from configurations where config_key = 'open'), '1'::jsonb,
    'people have changed no setting'
);
select lives_ok(
    $$ insert into configurations (config_key, config_value, config_type)
        values ('x', '1', 'system') $$,
    'an admin by metadata can add settings'
);
select throws_ok(
    $$ delete from competitions $$, '42501', null, 'an admin by metadata cannot delete competitions'
);
set local request.jwt.claims = '{"role": "authenticated", "user_metadata": {"role": "admin"}}';
select is(
    (select count(*) from configurations where is_sensitive), 0::bigint,
    'user_metadata makes no admin'
);

-- An admin by role
set local role admin;
set local request.jwt.claims = '{"role": "admin"}';
select is(
    (select count(*) from configurations where is_sensitive), 1::bigint,
    'an admin sees sensitive settings'
);
select lives_ok(
    $$ insert into competitions (kaggle_id, title, deadline)
        values ('digits', 'Digits', '2090-01-01') $$,
    'an admin can add competitions'
);
select lives_ok(
    $$ delete from competitions where kaggle_id = 'digits' $$, 'an admin can delete competitions'
);
select is((select count(*) from competitions), 1::bigint, 'the deleted competition is gone');
select throws_ok(
    $$ delete from audit_log $$, '42501', null, 'an admin cannot delete audit log entries'
);

-- A worker
reset role;
select is(
    pg_temp.as_worker('select string_agg(file_name, '','') from generated_code'), 'own',
    'a worker sees the code of its execution'
);
select is(
    pg_temp.as_worker('select string_agg(metric_name, '','') from system_metrics'), 'own',
    'a worker sees the metrics of its execution'
);
select is(
    pg_temp.as_worker('select string_agg(id::text, '','') from agent_executions'),
    '00000000-0000-4000-8000-0000000000e1', 'a worker sees the id of its execution'
);
select is(
    pg_temp.as_worker('select execution_name from agent_executions'), '42501',
    'a worker sees no other column of its execution'
);
select is(
    pg_temp.as_worker($$
        insert into system_metrics (metric_name, metric_value, metric_type, execution_id)
        values ('loss', 1, 'gauge', '00000000-0000-4000-8000-0000000000e1') returning metric_name
    $$), 'loss', 'a worker can record metrics of its execution'
);
select is(
    pg_temp.as_worker($$
        insert into system_metrics (metric_name, metric_value, metric_type, execution_id)
        values ('loss', 1, 'gauge', '00000000-0000-4000-8000-0000000000e2') returning metric_name
    $$), '42501', 'a worker cannot record metrics of another execution'
);
select is(
    pg_temp.as_worker('select count(*) from configurations'), '42501',
    'a worker cannot read settings'
);
select is(pg_temp.as_worker('delete from generated_code'), '42501', 'a worker cannot delete code');
select is(
    pg_temp.as_worker('select count(*) from generated_code', '{"exp": 1}'), '0',
    'an expired token reads nothing'
);
select is(
    pg_temp.as_worker('select count(*) from generated_code', '{"exp": null}'), '0',
    'a token without expiry reads nothing'
);
select is(
    pg_temp.as_worker('select count(*) from generated_code', '{"execution_id": "x"}'), '0',
    'a token without an execution reads nothing'
);

-- The trusted agent
set local role service_role;
set local request.jwt.claims = '{"role": "service_role"}';
select is((select count(*) from configurations), 3::bigint, 'the trusted agent sees every setting');
select throws_ok(
    $$ delete from competitions $$, '42501', null, 'the trusted agent cannot delete competitions'
);

-- Not signed in
set local role anon;
set local request.jwt.claims = '{"role": "anon"}';
select throws_ok('select * from competitions', '42501', null, 'anon cannot read competitions');

reset role;
select * from finish();
rollback;
