select count(*)
from public.document_summary as d
full join {view} as s using (id)
where (d.status, d.gpu_budget_consumed, d.research_count, d.code_files_count, d.training_jobs_count, d.submissions_count)
    is distinct from
    (s.status, s.gpu_budget_consumed, s.research_count, s.code_files_count, s.training_jobs_count, s.submissions_count)
    or d.best_score is distinct from s.best_score
