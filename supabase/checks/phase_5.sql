-- Check of phase 5, views, summary and upkeep.
-- psql "$DATABASE_URL" -f supabase/checks/phase_5.sql prints a line for each check that passes
-- and stops with an error at the first that fails.
\ir begin.sql
\ir rows.sql

select pg_temp.holds('an active competition is on the dashboard', count(*) = 1)
from competition_dashboard where id = '00000000-0000-7000-8000-000000000001'
    and execution_count = 1;
select pg_temp.holds('a running execution is in execution_progress', count(*) = 1)
from execution_progress where id = '00000000-0000-7000-8000-000000000002';
select pg_temp.holds(
    format('%s runs with the privileges of its reader', relname),
    reloptions @> '{security_invoker=true}'
)
from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v';
select pg_temp.holds('the summary has the execution', count(*) = 1)
from execution_summary where id = '00000000-0000-7000-8000-000000000002';
do $$ begin perform refresh_execution_summary(); end $$;
select pg_temp.holds('the materialized view has it once refreshed', count(*) = 1)
from kaggle_store.execution_summary where id = '00000000-0000-7000-8000-000000000002';
select pg_temp.holds('the execution has its costs', count(*) = 1)
from execution_costs where execution_id = '00000000-0000-7000-8000-000000000002';
select pg_temp.holds('the integrity report covers every table', count(distinct table_name) >= 10)
from integrity_report();
select * from pg_temp.closed(array[
    'public.notification_deliveries', 'kaggle_store.lost_leases', 'kaggle_store.integrity_round'
]);
update agent_executions set gpu_budget_dollars = 10
where id = '00000000-0000-7000-8000-000000000002';
insert into gpu_sessions (execution_id, provider, instance_type, status, total_cost_dollars)
values ('00000000-0000-7000-8000-000000000002', 'vast_ai', 'A100', 'terminated', 9);
select pg_temp.holds('a budget at 80 % is noticed and notified', count(*) = 1)
from notices as s join intervention_notifications as n on n.notice_id = s.id
where s.kind = 'budget_80';
do $$
begin
    perform claim_deliveries(
        gen_random_uuid(), 'check', '{"check": {}}',
        (select updated_at from configurations where config_key = 'notification.channels')
    );
end
$$;
select pg_temp.holds('a notifier gets its delivery', count(*) = 1)
from notices as s join intervention_notifications as n on n.notice_id = s.id
join notification_deliveries as d on d.notification_id = n.id
where s.kind = 'budget_80' and d.channel = 'check';
select pg_temp.holds('an upkeep task runs and is recorded', outcome = 'done')
from run_upkeep('archive');

rollback;
