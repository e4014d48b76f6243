"""The design document's queries, verbatim, and helpers to compare them with the SDK."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution, Row

Table = list[dict[str, Any]]

DASHBOARD = """
SELECT
    c.*,
    COUNT(ae.id) as execution_count,
    MAX(ae.created_at) as last_execution,
    AVG(s.public_score) as avg_score
FROM competitions c
LEFT JOIN agent_executions ae ON c.id = ae.competition_id
LEFT JOIN submissions s ON ae.id = s.execution_id
WHERE c.deadline > NOW()
GROUP BY c.id
ORDER BY c.deadline ASC
"""
PROGRESS = """
SELECT
    ae.*,
    c.title as competition_title,
    c.deadline,
    gs.status as gpu_status,
    gs.total_cost_dollars as gpu_cost,
    COUNT(hi.id) as pending_interventions
FROM agent_executions ae
JOIN competitions c ON ae.competition_id = c.id
LEFT JOIN gpu_sessions gs ON ae.id = gs.execution_id AND gs.status IN ('running', 'idle')
LEFT JOIN human_interventions hi ON ae.id = hi.execution_id AND hi.status = 'pending'
WHERE ae.status NOT IN ('completed', 'failed', 'cancelled')
GROUP BY ae.id, c.id, gs.id
"""
SUMMARY = """
SELECT
    ae.id,
    ae.competition_id,
    ae.status,
    ae.gpu_budget_consumed,
    COUNT(DISTINCT rr.id) as research_count,
    COUNT(DISTINCT gc.id) as code_files_count,
    COUNT(DISTINCT tj.id) as training_jobs_count,
    COUNT(DISTINCT s.id) as submissions_count,
    MAX(s.public_score) as best_score,
    ae.created_at,
    ae.updated_at
FROM agent_executions ae
LEFT JOIN research_results rr ON ae.id = rr.execution_id
LEFT JOIN generated_code gc ON ae.id = gc.execution_id
LEFT JOIN training_jobs tj ON ae.id = tj.execution_id
LEFT JOIN submissions s ON ae.id = s.execution_id
GROUP BY ae.id
"""
RESEARCH = """
INSERT INTO research_results (
    execution_id, research_type, query_text, source_api,
    raw_response, processed_insights, relevance_score, cost_dollars
) VALUES (
    %(execution_id)s, %(research_type)s, %(query_text)s, %(source_api)s,
    %(raw_response)s, %(processed_insights)s, %(relevance_score)s, %(cost_dollars)s
)
ON CONFLICT DO NOTHING
"""
METRICS = """
INSERT INTO system_metrics (metric_name, metric_value, metric_type, tags, execution_id, component)
SELECT * FROM unnest(%s::metric_row[])
"""
INTEGRITY = """
SELECT
    'agent_executions' as table_name,
    COUNT(*) as row_count,
    COUNT(DISTINCT competition_id) as unique_competitions,
    MIN(created_at) as earliest_record,
    MAX(created_at) as latest_record
FROM agent_executions
UNION ALL
SELECT
    'training_jobs',
    COUNT(*),
    COUNT(DISTINCT execution_id),
    MIN(created_at),
    MAX(created_at)
FROM training_jobs
"""
HYPERPARAMETERS = """
CREATE FUNCTION pg_temp.validate_hyperparameters(params JSONB)
RETURNS BOOLEAN AS $$
BEGIN
    RETURN (
        params ? 'learning_rate' AND
        (params->>'learning_rate')::DECIMAL > 0 AND
        params ? 'epochs' AND
        (params->>'epochs')::INTEGER > 0
    );
END;
$$ LANGUAGE plpgsql
"""


def as_dicts(rows: Iterable[Row], columns: Iterable[str]) -> Table:
    """Return rows as dicts with the given columns only, to compare with SQL results."""
    wanted = set(columns)
    return [row.model_dump(include=wanted) for row in rows]


def start_run(store: KaggleStore, kaggle_id: str, name: str = "a run") -> AgentExecution:
    competition = store.competitions.find(kaggle_id)
    assert competition
    return store.agent_executions.create(
        competition_id=competition.id, execution_name=name, status="training"
    )
