select
    c.*,
    count(ae.id) as execution_count,
    max(ae.created_at) as last_execution,
    avg(s.public_score) as avg_score
from public.competitions as c
left join public.agent_executions as ae on c.id = ae.competition_id
left join public.submissions as s on ae.id = s.execution_id
where c.deadline > kaggle_store.now()
group by c.id
order by c.deadline asc
