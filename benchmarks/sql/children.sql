-- What else executions make: every fourth has four findings, three files of code and two training jobs.
set session_replication_role = replica;

insert into public.research_results (execution_id, research_type, query_text, source_api, raw_response)
select e.id, 'academic_papers', 'question ' || k, 'arxiv', '{"answer": "none"}'
from public.agent_executions as e, generate_series(1, 4) as k
where uuid_hash(e.id) % 4 = 0;

insert into public.generated_code (execution_id, code_type, file_name, code_content)
select e.id, 'training', 'train.py', 'pass'
from public.agent_executions as e, generate_series(1, 3) as k
where uuid_hash(e.id) % 4 = 0;

insert into public.training_jobs (execution_id, code_id, job_name)
select e.id, c.id, 'fit'
from public.agent_executions as e
cross join lateral (select id from public.generated_code where execution_id = e.id order by id limit 2) as c
where uuid_hash(e.id) % 4 = 0;

set session_replication_role = default;
