-- Check of phase 1, competitions and executions.
-- psql "$DATABASE_URL" -f supabase/checks/phase_1.sql prints a line for each check that passes
-- and stops with an error at the first that fails.
\ir begin.sql
\ir rows.sql

select * from pg_temp.closed(array[
    'public.competitions', 'public.agent_executions', 'kaggle_store.known_metrics',
        'kaggle_store.workflow_steps'
]);
select pg_temp.refuses('kaggle_id is unique', '23505', $$
    insert into competitions (kaggle_id, title, deadline)
    values ('check-of-a-phase', 'Again', '2090-01-01')
$$);
select pg_temp.refuses('an execution needs its competition', '23503', $$
    insert into agent_executions (competition_id, execution_name)
    values (gen_random_uuid(), 'orphan')
$$);
select pg_temp.refuses('an execution cannot skip to completed', 'KS201', $$
    update agent_executions set status = 'completed'
    where id = '00000000-0000-7000-8000-000000000002'
$$);
update agent_executions set status = 'data_acquisition', priority = 1000000
where id = '00000000-0000-7000-8000-000000000002';
select pg_temp.holds('a transition is in the audit log', exists (
    select from audit_log
    where row_id = '00000000-0000-7000-8000-000000000002'
        and new_values ->> 'status' = 'data_acquisition'
));
select pg_temp.holds('an execution is claimed with a lease', count(*) = 1)
from unnest(claim_executions('00000000-0000-7000-8000-00000000000a', 'check'))
    where id = '00000000-0000-7000-8000-000000000002';
select pg_temp.refuses('a heartbeat without the lease is refused', 'KS210', $$
    select heartbeat_execution(
        '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-00000000000b'
    )
$$);
delete from competitions where id = '00000000-0000-7000-8000-000000000001';
select pg_temp.holds('deleting a competition deletes its executions', not exists (
    select from agent_executions where id = '00000000-0000-7000-8000-000000000002'
));

rollback;
