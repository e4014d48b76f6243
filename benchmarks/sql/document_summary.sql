-- The document's materialized view, unchanged, with its index.
drop materialized view if exists public.document_summary;
create materialized view public.document_summary as
select
    ae.id,
    ae.competition_id,
    ae.status,
    ae.gpu_budget_consumed,
    count(distinct rr.id) as research_count,
    count(distinct gc.id) as code_files_count,
    count(distinct tj.id) as training_jobs_count,
    count(distinct s.id) as submissions_count,
    max(s.public_score) as best_score,
    ae.created_at,
    ae.updated_at
from public.agent_executions as ae
left join public.research_results as rr on ae.id = rr.execution_id
left join public.generated_code as gc on ae.id = gc.execution_id
left join public.training_jobs as tj on ae.id = tj.execution_id
left join public.submissions as s on ae.id = s.execution_id
group by ae.id
with no data;

create unique index document_summary_id on public.document_summary (id);
