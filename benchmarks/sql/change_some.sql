-- Change one execution in a hundred, without triggers, which are not measured here.
set session_replication_role = replica;
update public.agent_executions set gpu_budget_consumed = gpu_budget_consumed + 1 where uuid_hash(id) % 100 = 7;
set session_replication_role = default;
