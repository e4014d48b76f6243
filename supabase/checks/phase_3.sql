-- Check of phase 3, GPU sessions, training jobs, submissions, interventions.
-- psql "$DATABASE_URL" -f supabase/checks/phase_3.sql prints a line for each check that passes
-- and stops with an error at the first that fails.
\ir begin.sql
\ir rows.sql

insert into generated_code (id, execution_id, code_type, file_name, code_content) values (
    '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'training',
    'train.py', 'pass'
);
insert into training_jobs (id, execution_id, code_id, job_name) values (
    '00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000002',
    '00000000-0000-7000-8000-000000000003', 'job'
);

select * from pg_temp.closed(array[
    'public.gpu_sessions', 'public.gpu_terminations', 'public.training_jobs', 'public.submissions',
    'public.human_interventions', 'public.intervention_notifications', 'public.notices',
    'kaggle_store.answer_times'
]);
insert into gpu_sessions (id, execution_id, provider, instance_type, cost_limit_dollars) values (
    '00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000002', 'vast_ai',
    'A100', 0.1
);
select pg_temp.refuses('a session beyond the budget is refused', 'KS220', $$
    insert into gpu_sessions (execution_id, provider, instance_type, cost_limit_dollars)
    values ('00000000-0000-7000-8000-000000000002', 'vast_ai', 'A100', 100)
$$);
select pg_temp.refuses('code that a job uses cannot change', 'KS231', $$
    update generated_code set code_content = 'print()'
    where id = '00000000-0000-7000-8000-000000000003'
$$);
select pg_temp.holds(
    'hyperparameters of any type are validated',
    not validate_hyperparameters('{"learning_rate": "fast"}')
);
update competitions set daily_submission_limit = 1
where id = '00000000-0000-7000-8000-000000000001';
insert into submissions (execution_id, submission_file_path)
values ('00000000-0000-7000-8000-000000000002', 'one.csv');
select pg_temp.refuses('the daily submission limit is enforced', 'KS240', $$
    insert into submissions (execution_id, submission_file_path)
    values ('00000000-0000-7000-8000-000000000002', 'two.csv')
$$);
insert into agent_executions (id, competition_id, execution_name, status)
select '00000000-0000-7000-8000-000000000007', id, 'run', 'submission' from competitions
where id = '00000000-0000-7000-8000-000000000001';
select pg_temp.refuses('an execution that has not submitted cannot be completed', 'KS205', $$
    update agent_executions set status = 'completed'
    where id = '00000000-0000-7000-8000-000000000007'
$$);
insert into human_interventions (id, execution_id, intervention_type, title, description) values (
    '00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000002',
    'approval_required', 't', 'd'
);
select pg_temp.holds(
    'an open intervention is flagged on its execution', human_intervention_required
)
from agent_executions where id = '00000000-0000-7000-8000-000000000002';
select pg_temp.holds('an intervention can be approved', status = 'approved')
from respond_intervention('00000000-0000-7000-8000-000000000006', 'approve');
select pg_temp.refuses('a closed intervention cannot be reopened', 'KS250', $$
    update human_interventions set status = 'rejected'
    where id = '00000000-0000-7000-8000-000000000006'
$$);

rollback;
