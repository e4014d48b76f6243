-- Constraints that hold for every role. Runs under `supabase test db` and under `python -m
-- tools.pgtap`.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(32);

select tables_are('public', array[
    'competitions', 'agent_executions', 'research_results', 'generated_code', 'gpu_sessions',
    'training_jobs', 'submissions', 'human_interventions', 'system_metrics', 'configurations',
    'audit_log', 'intervention_notifications', 'archived_executions', 'upkeep_runs', 'notices',
    'notification_deliveries', 'execution_steps',
    'artifacts', 'gpu_terminations'
] || array(select relname::text from pg_class where relispartition and relkind = 'r'),
    'the store has exactly these tables');
select has_pk('public', name, format('%s has a primary key', name))
from unnest(array[
    'competitions', 'agent_executions', 'research_results', 'generated_code', 'gpu_sessions',
    'training_jobs', 'submissions', 'human_interventions', 'system_metrics', 'configurations',
    'audit_log'
]) as name;
select col_is_unique('public', 'competitions', 'kaggle_id', 'kaggle_id is unique');
select col_is_unique('public', 'configurations', 'config_key', 'config_key is unique');
select col_is_unique(
    'public', 'submissions', 'kaggle_submission_id', 'kaggle_submission_id is unique'
);

insert into competitions (id, kaggle_id, title, deadline)
values ('00000000-0000-4000-8000-000000000001', 'titanic', 'Titanic', '2090-01-01');
insert into agent_executions (id, competition_id, execution_name)
values
('00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-000000000001', 'one'),
('00000000-0000-4000-8000-0000000000e2', '00000000-0000-4000-8000-000000000001', 'two');
insert into generated_code (id, execution_id, code_type, file_name, code_content)
values (
    '00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000e1', 'training',
    'train.py', 'pass'
);

select throws_ok(
    $$ insert into competitions (kaggle_id, title, deadline)
        values ('titanic', 'Again', '2090-01-01') $$,
    '23505', null, 'a duplicate kaggle_id is refused'
);
select throws_ok(
    $$ insert into agent_executions (competition_id, execution_name)
        values (gen_random_uuid(), 'x') $$,
    '23503', null, 'an execution needs an existing competition'
);
select throws_ok(
    $$ insert into training_jobs (execution_id, code_id, job_name)
    values ('00000000-0000-4000-8000-0000000000e2', '00000000-0000-4000-8000-0000000000c1', 'x') $$,
    '23503', null, 'a job must use code of its own execution'
);
select throws_ok(
    format(
        $$ insert into submissions (execution_id, submission_file_path)
        values ('00000000-0000-4000-8000-0000000000e1', %L) $$, path
    ),
    '23514', null, format('path traversal is refused: %s', path)
)
from unnest(array['../x', 'a/../b', E'..\\x', '%2e%2e/x']) as path;
select throws_ok(
    $$ insert into human_interventions (
        execution_id, intervention_type, title, description, assigned_to
    )
    values (
        '00000000-0000-4000-8000-0000000000e1', 'approval_required', 't', 'd', 'alice@nowhere'
    ) $$,
    '23514', null, 'an invalid email address is refused'
);
select throws_ok(
    $$ insert into gpu_sessions (
        execution_id, provider, instance_type, cost_limit_dollars, ssh_connection_info
    )
    values (
        '00000000-0000-4000-8000-0000000000e1', 'vast_ai', 'A100', 0.01, '{"password": "x"}'
    ) $$,
    '23514', null, 'plaintext SSH credentials are refused, even for the owner'
);
select throws_ok(
    $$ insert into configurations (config_key, config_value, config_type, is_encrypted)
        values ('k', '"x"', 'api', true) $$,
    '23514', null, 'plaintext in an encrypted setting is refused, even for the owner'
);
select throws_ok(
    $$ insert into configurations (config_key, config_value, config_type)
    values ('k', (repeat('[', 200) || repeat(']', 200))::jsonb, 'api') $$,
    'KS330', null, 'JSON that is too deep is refused'
);
select throws_ok(
    $$ insert into system_metrics (metric_name, metric_value, metric_type, tags)
    values ('loss', 1, 'gauge', jsonb_build_object('a', repeat('x', 10000))) $$,
    'KS330', null, 'tags that are too large are refused'
);
select throws_ok(
    $$ update agent_executions set status = 'completed' where execution_name = 'one' $$,
    'KS201', null, 'a status transition that is not allowed is refused'
);
select throws_ok(
    $$ insert into gpu_sessions (execution_id, provider, instance_type, cost_limit_dollars)
    values ('00000000-0000-4000-8000-0000000000e1', 'vast_ai', 'A100', 1000) $$,
    'KS220', null, 'a reservation beyond the budget is refused'
);
select throws_ok(
    $$ insert into competitions (kaggle_id, title, deadline, prize_pool)
        values ('a', 'A', '2090-01-01', -1) $$,
    '23514', null, 'a negative prize is refused'
);
select throws_ok(
    $$ insert into competitions (kaggle_id, title, deadline, difficulty_score)
        values ('a', 'A', '2090-01-01', 'NaN') $$,
    '23514', null, 'NaN is refused as a fraction'
);
select throws_ok(
    $$ insert into submissions (execution_id, submission_file_path, submission_status, public_score)
    values ('00000000-0000-4000-8000-0000000000e1', 'x', 'scored', 'infinity') $$,
    '23514', null, 'an infinite score is refused'
);

select * from finish();
rollback;
