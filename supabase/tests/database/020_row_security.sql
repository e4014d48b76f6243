-- Which rows each role sees and changes. Runs under `supabase test db` and under `python -m
-- tools.pgtap`.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(36);
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
    $$ select oid::regclass from pg_class
    where relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
        and relkind in ('r', 'p') and not relrowsecurity $$,
    'row level security is on for every table, partitions and private tables included'
);
select is_empty(
    $$ select polname from pg_policy where polroles = '{0}' $$, 'every policy says for whom it is'
);
select policies_are('public', 'configurations', array[
    'config_access_policy', 'admins add settings', 'admins change settings',
        'admins delete settings'
]);
select policies_are('public', 'audit_log', array['people read the audit log']);
select policies_are('kaggle_store', 'encryption_keys', array['nobody reads a key']);

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
    'a person sees what is not sensitive'
);
select is(
    (select count(*) from generated_code), 2::bigint, 'a person sees the code of all executions'
);
select throws_ok(
    $$ insert into configurations (config_key, config_value, config_type)
        values ('x', '1', 'system') $$,
    '42501', null, 'a person adds no setting'
);
select lives_ok(
    $$ update configurations set config_value = '9' $$, 'a person may ask to change settings'
);
select lives_ok($$ delete from configurations $$, 'a person may ask to delete settings');
select throws_ok($$ delete from competitions $$, '42501', null, 'a person deletes no competition');
select throws_ok(
    $$ update agent_executions set priority = 9 $$, '42501', null, 'a person changes no execution'
);

-- An admin by metadata
set local request.jwt.claims = '{"role": "authenticated", "app_metadata": {"role": "admin"}}';
select results_eq(
    'select config_key::text from configurations order by 1', array['hidden', 'open'],
    'an admin by metadata sees all settings, and a person has changed and deleted none'
);
select is(
    (select config_value from configurations where config_key = 'open'), '1'::jsonb,
    'they are as they were'
);
select lives_ok(
    $$ insert into configurations (config_key, config_value, config_type)
        values ('x', '1', 'system') $$,
    'an admin by metadata adds settings'
);
select throws_ok(
    $$ delete from competitions $$, '42501', null, 'an admin by metadata deletes nothing else'
);
set local request.jwt.claims = '{"role": "authenticated", "user_metadata": {"role": "admin"}}';
select is(
    (select count(*) from configurations where is_sensitive), 0::bigint,
    'what a person writes himself makes no admin'
);

-- An admin by role
set local role admin;
set local request.jwt.claims = '{"role": "admin"}';
select is(
    (select count(*) from configurations where is_sensitive), 1::bigint,
    'an admin sees what is sensitive'
);
select lives_ok(
    $$ insert into competitions (kaggle_id, title, deadline)
        values ('digits', 'Digits', '2090-01-01') $$,
    'an admin adds competitions'
);
select lives_ok($$ delete from competitions where kaggle_id = 'digits' $$, 'an admin deletes them');
select is((select count(*) from competitions), 1::bigint, 'and they are gone');
select throws_ok($$ delete from audit_log $$, '42501', null, 'an admin deletes no audit log entry');

-- A rented machine
reset role;
select is(
    pg_temp.as_worker('select string_agg(file_name, '','') from generated_code'), 'own',
    'a machine sees the code of its execution'
);
select is(
    pg_temp.as_worker('select string_agg(metric_name, '','') from system_metrics'), 'own',
    'and its metrics'
);
select is(
    pg_temp.as_worker('select string_agg(id::text, '','') from agent_executions'),
    '00000000-0000-4000-8000-0000000000e1', 'and that it is there'
);
select is(
    pg_temp.as_worker('select execution_name from agent_executions'), '42501',
    'and nothing more of it'
);
select is(
    pg_temp.as_worker($$
        insert into system_metrics (metric_name, metric_value, metric_type, execution_id)
        values ('loss', 1, 'gauge', '00000000-0000-4000-8000-0000000000e1') returning metric_name
    $$), 'loss', 'a machine records metrics of its execution'
);
select is(
    pg_temp.as_worker($$
        insert into system_metrics (metric_name, metric_value, metric_type, execution_id)
        values ('loss', 1, 'gauge', '00000000-0000-4000-8000-0000000000e2') returning metric_name
    $$), '42501', 'and of no other'
);
select is(
    pg_temp.as_worker('select count(*) from configurations'), '42501', 'a machine sees no setting'
);
select is(pg_temp.as_worker('delete from generated_code'), '42501', 'a machine deletes nothing');
select is(
    pg_temp.as_worker('select count(*) from generated_code', '{"exp": 1}'), '0',
    'a token that has ended opens nothing'
);
select is(
    pg_temp.as_worker('select count(*) from generated_code', '{"exp": null}'), '0',
    'a token without an end opens nothing'
);
select is(
    pg_temp.as_worker('select count(*) from generated_code', '{"execution_id": "x"}'), '0',
    'a token without an execution opens nothing'
);

-- The trusted agent
set local role service_role;
set local request.jwt.claims = '{"role": "service_role"}';
select is((select count(*) from configurations), 3::bigint, 'the trusted agent sees every setting');
select throws_ok(
    $$ delete from competitions $$, '42501', null, 'the trusted agent deletes no competition'
);

-- Nobody
set local role anon;
set local request.jwt.claims = '{"role": "anon"}';
select throws_ok('select * from competitions', '42501', null, 'anon reads nothing');

reset role;
select * from finish();
rollback;
