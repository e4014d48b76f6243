-- Children of executions: every eighth has six findings, six files of code and four training jobs. Published journals of agents
-- have 5 to 64 files and 1 to 64 jobs.
set session_replication_role = replica;
-- Without statistics on the new rows, the planner would choose repeated sequential scans.
analyze public.agent_executions;

insert into public.research_results (execution_id, research_type, query_text, source_api, raw_response)
select e.id, 'academic_papers', 'question ' || k, 'arxiv', '{"answer": "none"}'
from public.agent_executions as e, generate_series(1, 6) as k
where uuid_hash(e.id) % 8 = 0;

insert into public.generated_code (execution_id, code_type, file_name, code_content)
select e.id, 'training', 'train.py', 'pass'
from public.agent_executions as e, generate_series(1, 6) as k
where uuid_hash(e.id) % 8 = 0;

analyze public.generated_code;

insert into public.training_jobs (execution_id, code_id, job_name, status, started_at, completed_at)
select e.id, c.id, 'fit', 'completed', e.created_at, e.completed_at
from public.agent_executions as e
cross join lateral (select id from public.generated_code where execution_id = e.id order by id limit 4) as c
where uuid_hash(e.id) % 8 = 0;

set session_replication_role = default;
