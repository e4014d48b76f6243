-- What else executions make: every fourth has two findings, a file of code and a training job.
set session_replication_role = replica;

insert into public.research_results (execution_id, research_type, query_text, source_api, raw_response)
select e.id, 'academic_papers', 'question ' || k, 'arxiv', '{"answer": "none"}'
from (select id from public.agent_executions where uuid_hash(id) % 4 = 0) as e, generate_series(1, 2) as k;

with files as (
    insert into public.generated_code (execution_id, code_type, file_name, code_content)
    select id, 'training', 'train.py', 'pass' from public.agent_executions where uuid_hash(id) % 4 = 0
    returning id, execution_id
)
insert into public.training_jobs (execution_id, code_id, job_name) select execution_id, id, 'fit' from files;

set session_replication_role = default;
