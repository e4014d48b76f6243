-- What upkeep looks at besides executions, submissions and their children: every eighth execution has had a GPU session and an
-- answered intervention, and the newest thousand are live and overdue.
set session_replication_role = replica;

insert into public.gpu_sessions (
    execution_id, provider, instance_type, status, provisioned_at, terminated_at, created_at, total_cost_dollars
)
select id, 'vast_ai', 'rtx', 'terminated', created_at, completed_at, created_at, 2
from public.agent_executions where uuid_hash(id) % 8 = 0;

insert into public.human_interventions (
    execution_id, intervention_type, title, description, status, decision, allowed_decisions, created_at, responded_at
)
select id, 'error_review', 'a title', 'a description', 'approved', 'approve', '{approve,reject}', created_at, completed_at
from public.agent_executions where uuid_hash(id) % 8 = 0;

update public.agent_executions set gpu_budget_consumed = 2 where uuid_hash(id) % 8 = 0;

update public.agent_executions
set status = 'research', current_step = 2, completed_at = null, available_at = now()
where id in (select id from public.agent_executions order by created_at desc limit 1000);
update public.agent_executions
set lease_id = gen_random_uuid(), worker = 'w', lease_expires_at = now() + interval '1 day'
where status = 'research' and uuid_hash(id) % 2 = 0;

-- As many are overdue.
insert into public.human_interventions (
    execution_id, intervention_type, title, description, status, allowed_decisions, created_at, sla_deadline
)
select id, 'error_review', 'a title', 'a description', 'pending', '{approve,reject}', created_at, now() - interval '1 hour'
from public.agent_executions where status = 'research';
update public.agent_executions set human_intervention_required = true where status = 'research';

set session_replication_role = default;
