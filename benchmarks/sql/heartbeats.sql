-- 64 workers at work: each holds an execution and a job of it, which runs on a machine. As many
-- executions and jobs are under way without a lease, for workers that have none.
update public.competitions set evaluation_metric = 'log loss';
set session_replication_role = replica;
insert into public.agent_executions (
    competition_id, execution_name, status, gpu_budget_dollars, started_at, attempts, worker,
    lease_id, lease_expires_at
)
select
    c.id, 'run ' || n, 'training', 1000, kaggle_store.now(), 1, 'worker-' || n, gen_random_uuid(),
    case when n <= 64 then kaggle_store.now() + interval '1 day' end
from public.competitions as c, generate_series(1, 128) as n;

insert into public.generated_code (execution_id, code_type, file_name, code_content)
select id, 'training', 'train.py', 'pass' from public.agent_executions;

insert into public.gpu_sessions (
    execution_id, provider, instance_id, instance_type, hourly_rate_dollars, cost_limit_dollars,
    reserved_dollars, status, provisioned_at, last_heartbeat_at
)
select id, 'vast_ai', id, 'RTX4090', 1, 900, 900, 'running', started_at, started_at
from public.agent_executions;

insert into public.training_jobs (
    execution_id, code_id, gpu_session_id, job_name, model_type, hyperparameters, status,
    started_at, total_epochs, attempts, worker, lease_id, lease_expires_at
)
select
    e.id, c.id, s.id, 'fit', 'neural_network', '{"learning_rate": 0.001, "epochs": 1000}',
    'running', e.started_at, 1000, 1, e.worker, gen_random_uuid(), e.lease_expires_at
from public.agent_executions as e
join public.generated_code as c on c.execution_id = e.id
join public.gpu_sessions as s on s.execution_id = e.id;
set session_replication_role = default;
