-- A small store with fixed ids and times, as seen on 2026-12-01 at noon UTC.
set session_replication_role = replica;
delete from public.audit_log;

insert into public.competitions (
    id, kaggle_id, title, description, problem_type, deadline, evaluation_metric, metric_direction,
    metric_direction_source, daily_submission_limit, tags, prize_pool, created_at, updated_at
)
values
('c0000000-0000-7000-8000-000000000001', 'titanic', 'Titanic - Machine Learning from Disaster',
    'Predict who survives.', 'tabular', '2026-12-01T18:30Z', 'Categorization Accuracy', 'maximize',
    'given', 5, '{tabular,binary classification}', null, '2026-11-01T08:00Z', '2026-11-20T08:00Z'),
('c0000000-0000-7000-8000-000000000002', 'house-prices', 'House Prices 住宅価格　予測', null, 'tabular',
    '2027-02-28T23:59Z', 'Root Mean Squared Logarithmic Error', 'minimize', 'given', null, null,
    25000, '2026-11-02T08:00Z', '2026-11-21T08:00Z'),
('c0000000-0000-7000-8000-000000000003', 'birds-2025', 'Bird Songs 2025', null, 'audio',
    '2026-05-31T23:59Z', null, null, null, 3, null, 50000, '2026-01-02T08:00Z',
    '2026-11-22T08:00Z');

insert into public.agent_executions (
    id, competition_id, execution_name, status, priority, gpu_budget_dollars, gpu_budget_consumed,
    target_submission_hours, current_step, error_message, human_intervention_required,
    human_intervention_reason, started_at, completed_at, resume_status, available_at, attempts,
    worker, lease_id, lease_expires_at, lease_end, created_at, updated_at
)
values
('e0000000-0000-7000-8000-000000000001', 'c0000000-0000-7000-8000-000000000001',
    'gradient boosting', 'training', 5, 2, 1.251, 24, 4, null, false, null, '2026-12-01T09:00Z',
    null, null, '2026-12-01T08:55Z', 1, 'worker-7', 'a0000000-0000-7000-8000-000000000001',
    '2026-12-01T12:04Z', null, '2026-12-01T08:55Z', '2026-12-01T11:59Z'),
('e0000000-0000-7000-8000-000000000002', 'c0000000-0000-7000-8000-000000000002',
    'blend of five models', 'human_review', 10, 10, 8.5, 12, 6, null, true,
    'Submit the blend?', '2026-11-30T20:00Z', null, 'submission', '2026-11-30T20:00Z', 1, null, null,
    null, 'released', '2026-11-30T19:00Z', '2026-12-01T11:30Z'),
('e0000000-0000-7000-8000-000000000003', 'c0000000-0000-7000-8000-000000000001', 'first try',
    'pending', 0, 0.15, 0, 24, 1, null, false, null, null, null, null, '2026-12-01T12:20Z', 1, null,
    null, null, 'retried', '2026-12-01T10:00Z', '2026-12-01T11:50Z'),
('e0000000-0000-7000-8000-000000000004', 'c0000000-0000-7000-8000-000000000001', 'deep network',
    'failed', 0, 0.15, 0.1499, 24, 4, E'CUDA out of memory\nTraceback (most recent call last):\n'
    '  File "train.py", line 7', false, null, '2026-11-30T08:00Z', '2026-11-30T09:00Z', 'training',
    '2026-11-30T08:00Z', 3, 'worker-2', 'a0000000-0000-7000-8000-000000000002', null, 'failed',
    '2026-11-30T07:00Z', '2026-11-30T09:00Z');

insert into public.generated_code (
    id, execution_id, code_type, file_name, code_content, created_at, updated_at
)
values ('d0000000-0000-7000-8000-000000000001', 'e0000000-0000-7000-8000-000000000001', 'training',
    'train.py', 'print(1)', '2026-12-01T09:00Z', '2026-12-01T09:00Z');

insert into public.gpu_sessions (
    id, execution_id, provider, instance_id, instance_type, gpu_count, memory_gb,
    hourly_rate_dollars, region, status, provisioned_at, terminated_at, total_runtime_minutes,
    total_cost_dollars, cost_limit_dollars, auto_terminate_at, last_heartbeat_at,
    gpu_utilization_percent, created_at, updated_at
)
values
('b0000000-0000-7000-8000-000000000001', 'e0000000-0000-7000-8000-000000000001', 'vast_ai',
    'i-17', 'RTX 4090', 1, 24, 0.417, 'eu-west', 'running', '2026-12-01T09:05Z', null, 174,
    1.2093, 1.5, '2026-12-01T12:40Z', '2026-12-01T11:59Z', 93.5, '2026-12-01T09:04Z',
    '2026-12-01T11:59Z'),
('b0000000-0000-7000-8000-000000000002', 'e0000000-0000-7000-8000-000000000002', 'salad', null,
    'A100 80GB', 2, 160, 3.2, null, 'idle', '2026-12-01T08:00Z', null, 230, 8.5, null,
    '2026-12-01T11:50Z', '2026-12-01T11:58Z', 1, '2026-12-01T08:00Z', '2026-12-01T11:58Z'),
('b0000000-0000-7000-8000-000000000003', 'e0000000-0000-7000-8000-000000000004', 'vast_ai', 'i-3',
    'RTX 3090', 1, 24, 0.15, null, 'terminated', '2026-11-30T08:00Z', '2026-11-30T08:59Z', 59.96,
    0.1499, 0.15, null, '2026-11-30T08:59Z', null, '2026-11-30T08:00Z', '2026-11-30T08:59Z');

insert into public.training_jobs (
    id, execution_id, gpu_session_id, code_id, job_name, model_type, hyperparameters, status,
    started_at, completed_at, runtime_minutes, best_validation_score, metrics, total_epochs,
    error_message, priority, progress, current_epoch, attempts, worker, lease_id, lease_expires_at,
    available_at, created_at, updated_at
)
values
('f0000000-0000-7000-8000-000000000001', 'e0000000-0000-7000-8000-000000000001',
    'b0000000-0000-7000-8000-000000000001', 'd0000000-0000-7000-8000-000000000001', 'fold 1',
    'xgboost', '{"eta": 0.1, "n_estimators": 500}', 'running', '2026-12-01T11:00Z', null, null,
    0.8126801, '{"latest": {"loss": 0.31}}', 20, null, 0, 0.35, 7, 1, 'worker-7',
    'a0000000-0000-7000-8000-000000000003', '2026-12-01T12:04Z', '2026-12-01T10:59Z',
    '2026-12-01T10:59Z', '2026-12-01T11:59Z'),
('f0000000-0000-7000-8000-000000000002', 'e0000000-0000-7000-8000-000000000001', null,
    'd0000000-0000-7000-8000-000000000001', 'fold 2', 'xgboost',
    '{"eta": 0.1, "n_estimators": 500}', 'queued', null, null, null, null, null, 20, null, 3, null,
    null, 0, null, null, null, '2026-12-01T10:59Z', '2026-12-01T10:59Z', '2026-12-01T10:59Z'),
('f0000000-0000-7000-8000-000000000003', 'e0000000-0000-7000-8000-000000000001', null,
    'd0000000-0000-7000-8000-000000000001', 'fold 0', null, null, 'failed', '2026-12-01T10:00Z',
    '2026-12-01T10:00:00.4Z', 0.006667, null, null, null, 'KeyError: ''Age''', 0, null, null, 3,
    'worker-2', null, null, '2026-12-01T09:59Z', '2026-12-01T09:59Z', '2026-12-01T10:00Z');

insert into public.submissions (
    id, execution_id, competition_id, training_job_id, submission_file_path, description,
    kaggle_submission_id, public_score, private_score, public_rank, total_participants,
    submission_status, submitted_at, scored_at, error_message, slot_day, created_at, updated_at
)
values
('50000000-0000-7000-8000-000000000001', 'e0000000-0000-7000-8000-000000000001',
    'c0000000-0000-7000-8000-000000000001', null, 'runs/1/submission.csv', 'baseline', '41001',
    0.76555, null, 9120, 15012, 'scored', '2026-12-01T09:30Z', '2026-12-01T09:32Z', null,
    '2026-12-01', '2026-12-01T09:29Z', '2026-12-01T09:32Z'),
('50000000-0000-7000-8000-000000000002', 'e0000000-0000-7000-8000-000000000001',
    'c0000000-0000-7000-8000-000000000001', 'f0000000-0000-7000-8000-000000000001',
    'runs/1/fold-1.csv', null, '41002', 0.78947, 0.77033, 1873, 15012, 'scored',
    '2026-12-01T11:10Z', '2026-12-01T11:12Z', null, '2026-12-01', '2026-12-01T11:09Z',
    '2026-12-01T11:12Z'),
('50000000-0000-7000-8000-000000000003', 'e0000000-0000-7000-8000-000000000002',
    'c0000000-0000-7000-8000-000000000002', null, 'runs/2/blend.csv', null, null, null, null, null,
    null, 'unknown', null, null, 'The connection was lost.', null, '2026-12-01T11:20Z',
    '2026-12-01T11:20Z');

insert into public.artifacts (
    id, execution_id, training_job_id, kind, name, uri, sha256, size_bytes, created_at, created_by
)
select
    id::uuid, 'e0000000-0000-7000-8000-000000000001', job_id::uuid, kind, name,
    's3://kaggle/artifacts/e0000000-0000-7000-8000-000000000001/' || left(sha256, 32) || '/'
        || name,
    sha256, size_bytes, created_at::timestamptz, created_by
from (
    values
    ('70000000-0000-7000-8000-000000000001', 'f0000000-0000-7000-8000-000000000001', 'model',
        'fold 1/model.ubj', repeat('0a', 32), 1843200, '2026-12-01T11:05Z', 'worker-7'),
    ('70000000-0000-7000-8000-000000000002', null, 'predictions', 'submission.csv',
        repeat('1b', 32), 2839, '2026-12-01T11:09Z', null)
) as given (id, job_id, kind, name, sha256, size_bytes, created_at, created_by);

insert into public.human_interventions (
    id, execution_id, intervention_type, priority, status, title, description, context_data,
    assigned_to, response_schema, allowed_decisions, proposal, response, response_data, decision,
    escalation_count, sla_deadline, created_at, responded_at, responded_by, pauses_execution,
    updated_at
)
values
('90000000-0000-7000-8000-000000000001', 'e0000000-0000-7000-8000-000000000002',
    'approval_required', 'high', 'pending', 'Submit the blend?',
    E'Five models, cross-validated.\nOne submission is left today.', '{"validation": 0.11873}',
    'alice@example.org', '{
        "type": "object",
        "properties": {
            "file": {"type": "string", "enum": ["blend.csv", "best.csv"]},
            "budget": {
                "type": "number", "title": "GPU budget in dollars", "minimum": 0, "maximum": 5
            },
            "again": {"type": "boolean"}
        },
        "required": ["file", "budget"]
    }', '{approve,edit,reject}', '{"file": "blend.csv", "budget": 1.5}', null, null, null, 0,
    '2026-12-01T12:25Z', '2026-12-01T11:25Z', null, null, true, '2026-12-01T11:25Z'),
('90000000-0000-7000-8000-000000000002', 'e0000000-0000-7000-8000-000000000001', 'error_review',
    'critical', 'escalated', 'Validation and public score disagree by 0.05', 'Is the split wrong?',
    null, null, null, '{approve,reject,respond}', null, null, null, null, 2, '2026-12-01T11:45Z',
    '2026-12-01T11:00Z', null, null, false, '2026-12-01T11:45Z'),
('90000000-0000-7000-8000-000000000003', 'e0000000-0000-7000-8000-000000000001',
    'strategy_change', 'low', 'rejected', 'Try stacking?', 'Boosting alone has not improved.', null,
    null, null, '{approve,reject,respond}', null, 'Not before the second fold.', null, 'reject', 0,
    '2026-12-01T09:00Z', '2026-11-30T09:00Z', '2026-11-30T10:00Z', 'bob', true,
    '2026-11-30T10:00Z');

insert into public.system_metrics (
    id, metric_name, metric_value, metric_type, tags, execution_id, component, timestamp
)
select
    ('70000000-0000-7000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid, 'loss',
    case n when 3 then 'NaN'::double precision else round((1 / (n + 1.0))::numeric, 4) end,
    'gauge'::kaggle_store.metric_type,
    jsonb_build_object(
        'training_job_id', 'f0000000-0000-7000-8000-000000000001', 'attempt', 1, 'step', n
    ),
    'e0000000-0000-7000-8000-000000000001'::uuid, 'training',
    '2026-12-01T11:00Z'::timestamptz + n * interval '1 minute'
from generate_series(0, 39) as n
union all
select
    ('70000000-0000-7000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, 'cost.tokens', 1000 * n,
    'counter', null, 'e0000000-0000-7000-8000-000000000001'::uuid, 'research',
    '2026-12-01T09:10Z'::timestamptz + n * interval '5 minutes'
from generate_series(0, 5) as n;

insert into public.configurations (
    id, config_key, config_value, config_type, description, is_sensitive, created_at, updated_at
)
values
('60000000-0000-7000-8000-000000000001', 'gpu.max_hourly_rate', '1.5', 'gpu',
    'No machine above this price is rented.', false, '2026-11-01T08:00Z', '2026-11-20T08:00Z'),
('60000000-0000-7000-8000-000000000002', 'kaggle.users', '["alice", "bob"]', 'api', null, false,
    '2026-11-01T08:00Z', '2026-11-01T08:00Z'),
('60000000-0000-7000-8000-000000000003', 'mail.password', '"in the clear"', 'notification',
    'Not encrypted, but only for admins.', true, '2026-11-01T08:00Z', '2026-11-01T08:00Z');

insert into public.audit_log (
    id, table_name, row_id, execution_id, action, occurred_at, actor_role, actor, old_values,
    new_values, transaction_id
)
overriding system value
values
(101, 'agent_executions', 'e0000000-0000-7000-8000-000000000001',
    'e0000000-0000-7000-8000-000000000001', 'insert', '2026-12-01T08:55Z', 'service_role', null,
    '{}', '{"status": "pending"}', 870),
(102, 'agent_executions', 'e0000000-0000-7000-8000-000000000001',
    'e0000000-0000-7000-8000-000000000001', 'update', '2026-12-01T10:59Z', 'service_role',
    'worker-7', '{"status": "code_generation", "current_step": 3}',
    '{"status": "training", "current_step": 4}', 871),
(103, 'configurations', '60000000-0000-7000-8000-000000000001', null, 'update', '2026-12-01T11:00Z',
    'authenticated', 'alice@example.org', '{"config_value": 1.2}', '{"config_value": 1.5}', 872);
set session_replication_role = default;
-- The next entry gets none of these ids.
select setval('public.audit_log_id_seq', greatest(103, last_value)) from public.audit_log_id_seq;
