"""Rows for every table, by the migration of 0.1.0 that makes them possible, in its order."""

from __future__ import annotations

ROWS = {
    "secrets": """
        select kaggle_store.record_reading('configurations', gen_random_uuid(), null, '{}');
    """,
    "members": "insert into kaggle_store.members (id, added_by) values (gen_random_uuid(), 'me');",
    "competitions": """
        insert into competitions (id, kaggle_id, title, evaluation_metric, deadline)
        select gen_random_uuid(), 'c' || i, 'Competition ' || i, 'Accuracy',
            now() + i * interval '1 day'
        from generate_series(1, 20) as i;
        update competitions set metric_direction = 'minimize' where kaggle_id = 'c1';
    """,
    "agent_executions": """
        insert into agent_executions (id, competition_id, execution_name, source_record)
        select gen_random_uuid(), id, 'run of ' || kaggle_id, '{"from": "elsewhere"}'
        from competitions;
        update agent_executions set status = 'data_acquisition'
        where execution_name <= 'run of c2';
    """,
    "execution_claims": "select cardinality(claim_executions(gen_random_uuid(), 'w', 86400));",
    "execution_steps": """
        insert into execution_steps (execution_id, round, name, stage, result, worker)
        select id, 0, 'features', 'research', '{"rows": 3}', 'w' from agent_executions;
    """,
    "research_results": """
        insert into research_results (
            execution_id, research_type, query_text, source_api, raw_response
        )
        select id, 'documentation', 'q', 'kaggle_api', '{"a": [1, null]}' from agent_executions;
    """,
    "generated_code": """
        insert into generated_code (execution_id, code_type, file_name, code_content)
        select id, 'training', 'train.py', 'pass' from agent_executions;
        select count(*)
        from generated_code as c, approve_code(c.id, encode(sha256('pass'), 'hex'));
    """,
    "gpu_sessions": """
        insert into gpu_sessions (execution_id, provider, instance_type, total_cost_dollars)
        select id, 'vast_ai', 'A100', 0.0001 from agent_executions;
    """,
    "training_jobs": """
        insert into training_jobs (execution_id, code_id, job_name, hyperparameters)
        select execution_id, id, 'job', '{"learning_rate": 0.1}' from generated_code;
    """,
    "training_claims": "select cardinality(claim_training_jobs(gen_random_uuid(), 'w', 86400));",
    "submissions": """
        insert into submissions (execution_id, submission_file_path)
        select id, 's.csv' from agent_executions;
        insert into submissions (id, execution_id, submission_file_path)
        select '00000000-0000-0000-0000-000000000001', id, 'deleted.csv'
        from agent_executions limit 1;
        delete from submissions where id = '00000000-0000-0000-0000-000000000001';
    """,
    "human_interventions": """
        insert into human_interventions (
            execution_id, intervention_type, title, description, status, responded_at,
            allowed_decisions, decision
        )
        select id, 'approval_required', 't', 'd', 'approved', now(), '{approve}', 'approve'
        from agent_executions where status = 'pending';
    """,
    "gpu_terminations": """
        insert into gpu_terminations (gpu_session_id, execution_id)
        select id, execution_id from gpu_sessions;
    """,
    "notices": """
        insert into notices (kind, priority, title, dedup_key, execution_id)
        select 'better_score', 'low', 't', id::text, id from agent_executions;
    """,
    "intervention_responses": """
        insert into human_interventions (
            execution_id, intervention_type, title, description, notification_method
        )
        select id, 'approval_required', 't', 'd', 'email'
        from agent_executions where status <> 'pending';
        select count(*) from (
            select id from human_interventions where status = 'pending' order by id limit 3
        ) as open, respond_intervention(open.id, 'approve');
    """,
    "artifacts": """
        insert into artifacts (execution_id, kind, name, uri, sha256, size_bytes)
        select id, 'model', 'model.bin', 'file:///artifacts/'
            || kaggle_store.artifact_location(id, repeat('0', 64), 'model.bin'),
            repeat('0', 64), 1
        from agent_executions;
        insert into kaggle_store.artifact_removals (id, execution_id, name, uri, sha256)
        select gen_random_uuid(), execution_id, name, uri, sha256 from artifacts limit 1;
    """,
    "system_metrics": """
        select count(*) from ensure_metric_partitions();
        insert into system_metrics (execution_id, metric_name, metric_value, metric_type)
        select id, 'loss', 'NaN', 'gauge' from agent_executions;
    """,
    "metric_exports": """
        insert into kaggle_store.metric_exports (month, pending_id)
        values ('2024-01-01', gen_random_uuid());
        insert into kaggle_store.late_metrics (month, transaction)
        values ('2024-01-01', pg_current_xact_id());
    """,
    "configurations": """
        insert into configurations (config_key, config_value, config_type)
        values ('a', '{"b": 1}', 'system');
    """,
    "secret_settings": """
        select set_config('request.jwt.claims', '{"role": "service_role"}', false);
        set role service_role;
        select count(*)
        from set_configuration('kaggle.key', '"hunter2"', 'api', p_encrypted => true);
        reset role;
    """,
    "deliveries": """
        insert into notification_deliveries (notification_id, channel, priority)
        select id, 'team', 'low' from intervention_notifications;
    """,
    "archive": """
        insert into agent_executions (
            competition_id, execution_name, status, created_at, completed_at
        )
        select min(id::text)::uuid, 'old ' || n, 'cancelled', '2023-01-01', '2023-01-02'
        from competitions, generate_series(1, 2) as n group by n;
        select archive_executions();
        select restore_execution(min(id::text)::uuid) from archived_executions;
    """,
    "upkeep_runs": "select run_upkeep('leftovers');",
    "noticing": "insert into kaggle_store.lost_leases (work_id) values (gen_random_uuid());"
    "insert into kaggle_store.integrity_round default values;",
}
