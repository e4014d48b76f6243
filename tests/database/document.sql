-- The design document's ten tables as it writes them. test_document.py applies them beside the store and compares the two.

CREATE TABLE competitions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    kaggle_id VARCHAR(100) UNIQUE NOT NULL,
    title VARCHAR(500) NOT NULL,
    description TEXT,
    problem_type VARCHAR(50) NOT NULL, -- 'tabular', 'nlp', 'cv', 'time_series'
    dataset_size_gb DECIMAL(10,2),
    participant_count INTEGER,
    prize_pool DECIMAL(12,2),
    deadline TIMESTAMPTZ NOT NULL,
    evaluation_metric VARCHAR(100),
    submission_format TEXT,
    data_availability VARCHAR(50), -- 'public', 'private', 'restricted'
    difficulty_score DECIMAL(3,2), -- 0.0 - 1.0
    tags TEXT[], -- ARRAY of tags
    external_data_allowed BOOLEAN DEFAULT false,
    team_limit INTEGER,
    daily_submission_limit INTEGER,
    discovery_source VARCHAR(100), -- 'kaggle_api', 'manual', 'recommendation'
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_competitions_kaggle_id ON competitions(kaggle_id);
CREATE INDEX idx_competitions_deadline ON competitions(deadline);
CREATE INDEX idx_competitions_problem_type ON competitions(problem_type);
CREATE INDEX idx_competitions_discovery_source ON competitions(discovery_source);

CREATE TABLE agent_executions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    competition_id UUID NOT NULL REFERENCES competitions(id) ON DELETE CASCADE,
    execution_name VARCHAR(200) NOT NULL,
    status VARCHAR(50) NOT NULL DEFAULT 'pending', 
    -- 'pending', 'data_acquisition', 'research', 'code_generation', 'training', 'human_review', 'submission', 'completed', 'failed', 'cancelled'
    priority INTEGER DEFAULT 0, -- Higher = more priority
    gpu_budget_dollars DECIMAL(8,2) DEFAULT 0.15,
    gpu_budget_consumed DECIMAL(8,2) DEFAULT 0.0,
    target_submission_hours INTEGER DEFAULT 24,
    current_step INTEGER DEFAULT 1, -- 1-10 workflow steps
    error_message TEXT,
    human_intervention_required BOOLEAN DEFAULT false,
    human_intervention_reason TEXT,
    started_at TIMESTAMPTZ,
    completed_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_agent_executions_competition_id ON agent_executions(competition_id);
CREATE INDEX idx_agent_executions_status ON agent_executions(status);
CREATE INDEX idx_agent_executions_priority ON agent_executions(priority DESC);
CREATE INDEX idx_agent_executions_created_at ON agent_executions(created_at);

CREATE TABLE research_results (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    execution_id UUID NOT NULL REFERENCES agent_executions(id) ON DELETE CASCADE,
    research_type VARCHAR(50) NOT NULL, -- 'academic_papers', 'kaggle_solutions', 'documentation', 'code_examples'
    query_text TEXT NOT NULL,
    source_api VARCHAR(50) NOT NULL, -- 'google_deep_research', 'arxiv', 'kaggle_api'
    raw_response JSONB NOT NULL,
    processed_insights TEXT[],
    relevance_score DECIMAL(3,2), -- 0.0 - 1.0
    citation_count INTEGER DEFAULT 0,
    research_duration_seconds INTEGER,
    tokens_consumed INTEGER,
    cost_dollars DECIMAL(8,4),
    created_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_research_results_execution_id ON research_results(execution_id);
CREATE INDEX idx_research_results_research_type ON research_results(research_type);
CREATE INDEX idx_research_results_relevance_score ON research_results(relevance_score DESC);
CREATE INDEX idx_research_results_source_api ON research_results(source_api);

CREATE TABLE generated_code (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    execution_id UUID NOT NULL REFERENCES agent_executions(id) ON DELETE CASCADE,
    code_type VARCHAR(50) NOT NULL, -- 'eda', 'preprocessing', 'model', 'training', 'inference', 'submission'
    file_name VARCHAR(200) NOT NULL,
    file_path VARCHAR(500),
    code_content TEXT NOT NULL,
    programming_language VARCHAR(20) DEFAULT 'python',
    dependencies TEXT[], -- Required packages
    execution_order INTEGER, -- Order of execution in pipeline
    estimated_runtime_minutes INTEGER,
    memory_requirements_gb DECIMAL(5,2),
    gpu_required BOOLEAN DEFAULT false,
    validation_status VARCHAR(50) DEFAULT 'pending', -- 'pending', 'valid', 'invalid', 'needs_review'
    validation_errors TEXT[],
    human_approved BOOLEAN DEFAULT false,
    model_api_used VARCHAR(50), -- 'claude_code', 'custom'
    tokens_consumed INTEGER,
    cost_dollars DECIMAL(8,4),
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_generated_code_execution_id ON generated_code(execution_id);
CREATE INDEX idx_generated_code_code_type ON generated_code(code_type);
CREATE INDEX idx_generated_code_execution_order ON generated_code(execution_order);
CREATE INDEX idx_generated_code_validation_status ON generated_code(validation_status);

CREATE TABLE gpu_sessions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    execution_id UUID NOT NULL REFERENCES agent_executions(id) ON DELETE CASCADE,
    provider VARCHAR(50) NOT NULL, -- 'salad_cloud', 'vast_ai', 'lambda_labs'
    instance_id VARCHAR(200), -- Provider's instance ID
    instance_type VARCHAR(100) NOT NULL, -- e.g., 'RTX4090', 'A100'
    gpu_count INTEGER DEFAULT 1,
    memory_gb INTEGER,
    storage_gb INTEGER,
    hourly_rate_dollars DECIMAL(6,4),
    region VARCHAR(50),
    status VARCHAR(50) NOT NULL DEFAULT 'provisioning',
    -- 'provisioning', 'running', 'idle', 'terminated', 'failed'
    provisioned_at TIMESTAMPTZ,
    terminated_at TIMESTAMPTZ,
    total_runtime_minutes INTEGER DEFAULT 0,
    total_cost_dollars DECIMAL(8,4) DEFAULT 0.0,
    cost_limit_dollars DECIMAL(8,4),
    auto_terminate_at TIMESTAMPTZ,
    ssh_connection_info JSONB, -- Encrypted connection details
    error_message TEXT,
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_gpu_sessions_execution_id ON gpu_sessions(execution_id);
CREATE INDEX idx_gpu_sessions_provider ON gpu_sessions(provider);
CREATE INDEX idx_gpu_sessions_status ON gpu_sessions(status);
CREATE INDEX idx_gpu_sessions_auto_terminate_at ON gpu_sessions(auto_terminate_at);

CREATE TABLE training_jobs (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    execution_id UUID NOT NULL REFERENCES agent_executions(id) ON DELETE CASCADE,
    gpu_session_id UUID REFERENCES gpu_sessions(id) ON DELETE SET NULL,
    code_id UUID NOT NULL REFERENCES generated_code(id) ON DELETE CASCADE,
    job_name VARCHAR(200) NOT NULL,
    model_type VARCHAR(100), -- 'xgboost', 'lightgbm', 'neural_network', 'transformer'
    hyperparameters JSONB,
    dataset_split JSONB, -- train/val/test split configuration
    status VARCHAR(50) NOT NULL DEFAULT 'queued',
    -- 'queued', 'running', 'completed', 'failed', 'cancelled'
    started_at TIMESTAMPTZ,
    completed_at TIMESTAMPTZ,
    runtime_minutes INTEGER,
    peak_memory_gb DECIMAL(6,2),
    gpu_utilization_percent DECIMAL(5,2),
    best_validation_score DECIMAL(10,6),
    final_test_score DECIMAL(10,6),
    model_artifacts_path VARCHAR(500), -- S3/MinIO path
    logs_path VARCHAR(500),
    metrics JSONB, -- Training metrics history
    early_stopping_epoch INTEGER,
    total_epochs INTEGER,
    error_message TEXT,
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_training_jobs_execution_id ON training_jobs(execution_id);
CREATE INDEX idx_training_jobs_gpu_session_id ON training_jobs(gpu_session_id);
CREATE INDEX idx_training_jobs_status ON training_jobs(status);
CREATE INDEX idx_training_jobs_best_validation_score ON training_jobs(best_validation_score DESC);

CREATE TABLE submissions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    execution_id UUID NOT NULL REFERENCES agent_executions(id) ON DELETE CASCADE,
    training_job_id UUID REFERENCES training_jobs(id) ON DELETE SET NULL,
    submission_file_path VARCHAR(500) NOT NULL,
    description TEXT,
    kaggle_submission_id VARCHAR(100),
    public_score DECIMAL(10,6),
    private_score DECIMAL(10,6),
    public_rank INTEGER,
    private_rank INTEGER,
    total_participants INTEGER,
    submission_status VARCHAR(50) DEFAULT 'pending',
    -- 'pending', 'submitted', 'scored', 'failed', 'disqualified'
    submitted_at TIMESTAMPTZ,
    scored_at TIMESTAMPTZ,
    error_message TEXT,
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_submissions_execution_id ON submissions(execution_id);
CREATE INDEX idx_submissions_public_score ON submissions(public_score DESC);
CREATE INDEX idx_submissions_submission_status ON submissions(submission_status);
CREATE INDEX idx_submissions_submitted_at ON submissions(submitted_at);

CREATE TABLE human_interventions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    execution_id UUID NOT NULL REFERENCES agent_executions(id) ON DELETE CASCADE,
    intervention_type VARCHAR(50) NOT NULL,
    -- 'approval_required', 'error_review', 'strategy_change', 'manual_override'
    priority VARCHAR(20) DEFAULT 'medium', -- 'low', 'medium', 'high', 'critical'
    status VARCHAR(50) DEFAULT 'pending', -- 'pending', 'reviewed', 'approved', 'rejected', 'escalated'
    title VARCHAR(200) NOT NULL,
    description TEXT NOT NULL,
    context_data JSONB, -- Relevant data for decision making
    assigned_to VARCHAR(100), -- User email/ID
    response TEXT,
    response_data JSONB, -- Structured response from human
    notification_sent BOOLEAN DEFAULT false,
    notification_method VARCHAR(50), -- 'slack', 'discord', 'email'
    escalation_count INTEGER DEFAULT 0,
    sla_deadline TIMESTAMPTZ, -- When response is needed by
    created_at TIMESTAMPTZ DEFAULT NOW(),
    responded_at TIMESTAMPTZ,
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_human_interventions_execution_id ON human_interventions(execution_id);
CREATE INDEX idx_human_interventions_status ON human_interventions(status);
CREATE INDEX idx_human_interventions_priority ON human_interventions(priority);
CREATE INDEX idx_human_interventions_sla_deadline ON human_interventions(sla_deadline);

CREATE TABLE system_metrics (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    metric_name VARCHAR(100) NOT NULL,
    metric_value DECIMAL(15,6) NOT NULL,
    metric_type VARCHAR(50) NOT NULL, -- 'counter', 'gauge', 'histogram'
    tags JSONB, -- Key-value pairs for grouping
    execution_id UUID REFERENCES agent_executions(id) ON DELETE SET NULL,
    component VARCHAR(50), -- 'competition_discovery', 'research', 'code_generation', etc.
    timestamp TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_system_metrics_metric_name ON system_metrics(metric_name);
CREATE INDEX idx_system_metrics_timestamp ON system_metrics(timestamp);
CREATE INDEX idx_system_metrics_execution_id ON system_metrics(execution_id);
CREATE INDEX idx_system_metrics_component ON system_metrics(component);

CREATE TABLE configurations (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    config_key VARCHAR(200) UNIQUE NOT NULL,
    config_value JSONB NOT NULL,
    config_type VARCHAR(50) NOT NULL, -- 'system', 'api', 'gpu', 'model', 'notification'
    description TEXT,
    is_encrypted BOOLEAN DEFAULT false,
    is_sensitive BOOLEAN DEFAULT false,
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_configurations_config_key ON configurations(config_key);
CREATE INDEX idx_configurations_config_type ON configurations(config_type);
