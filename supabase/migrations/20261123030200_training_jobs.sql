-- Phase 3: training jobs, code that runs on a machine and yields a model with a score.
--
-- Written by the agent that trains; read by submission, best first. A job's code and machine belong to its own execution: the
-- foreign keys carry the execution along. The series of its metrics are rows of system_metrics; `metrics` keeps a summary.

create table public.training_jobs (
    id uuid primary key default private.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    gpu_session_id uuid,
    code_id uuid not null,
    job_name varchar(200) not null,
    model_type varchar(100),
    hyperparameters jsonb,
    dataset_split jsonb,
    status public.training_job_status not null default 'queued',
    started_at timestamptz,
    completed_at timestamptz,
    runtime_minutes public.positive_decimal,
    peak_memory_gb public.gigabytes,
    gpu_utilization_percent public.percentage,
    best_validation_score public.score,
    final_test_score public.score,
    model_artifacts_path varchar(500),
    logs_path varchar(500),
    metrics jsonb,
    early_stopping_epoch integer,
    total_epochs integer,
    error_message text,
    created_at timestamptz not null default private.now(),
    updated_at timestamptz not null default private.now(),
    source_record jsonb not null default '{}',
    constraint epochs_are_not_negative check (total_epochs >= 0),
    constraint early_stopping_epoch_is_not_negative check (early_stopping_epoch >= 0),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object'),
    constraint a_job_runs_code_of_its_execution foreign key (code_id, execution_id)
        references public.generated_code (id, execution_id) on delete cascade,
    constraint a_job_runs_on_a_machine_of_its_execution foreign key (gpu_session_id, execution_id)
        references public.gpu_sessions (id, execution_id) on delete set null (gpu_session_id),
    -- What a submission points at, so that its job is of its own execution.
    constraint a_job_belongs_to_its_execution unique (id, execution_id)
);

comment on table public.training_jobs is 'One training of a model.';
comment on column public.training_jobs.id is 'The job''s id.';
comment on column public.training_jobs.execution_id is 'The execution it belongs to.';
comment on column public.training_jobs.gpu_session_id is 'The machine it runs on, of the same execution; null for the agent''s own.';
comment on column public.training_jobs.code_id is 'The code it runs, of the same execution.';
comment on column public.training_jobs.job_name is 'A name for people.';
comment on column public.training_jobs.model_type is 'What is trained, such as `xgboost`, `lightgbm`, `neural_network` or `transformer`.';
comment on column public.training_jobs.hyperparameters is
    'An object. Networks and transformers need a positive learning_rate and epochs, boosters a positive learning_rate (or eta) and number of rounds.';
comment on column public.training_jobs.dataset_split is 'How the data is split into training, validation and test.';
comment on column public.training_jobs.status is 'Where the job stands.';
comment on column public.training_jobs.started_at is 'When it began to run.';
comment on column public.training_jobs.completed_at is 'When it ended, well or not.';
comment on column public.training_jobs.runtime_minutes is 'How long it ran, in minutes; a job may last 0.4 seconds.';
comment on column public.training_jobs.peak_memory_gb is 'The most memory it took, in gigabytes (10^9 bytes).';
comment on column public.training_jobs.gpu_utilization_percent is 'How busy the GPU was, from 0 to 100.';
comment on column public.training_jobs.best_validation_score is 'The best validation score, by the competition''s direction.';
comment on column public.training_jobs.final_test_score is 'The score on the test part.';
comment on column public.training_jobs.model_artifacts_path is 'Where the model lies.';
comment on column public.training_jobs.logs_path is 'Where the logs lie.';
comment on column public.training_jobs.metrics is 'The latest and best metrics; their history is in system_metrics.';
comment on column public.training_jobs.early_stopping_epoch is 'The epoch at which training was stopped early.';
comment on column public.training_jobs.total_epochs is 'How many epochs were run.';
comment on column public.training_jobs.error_message is 'What went wrong, where something did.';
comment on column public.training_jobs.created_at is 'When it was queued.';
comment on column public.training_jobs.updated_at is 'When it last changed; kept by the database.';
comment on column public.training_jobs.source_record is 'What an imported run said beyond these columns, word for word.';

-- "The jobs of this execution", and the foreign key.
create index idx_training_jobs_execution_id on public.training_jobs (execution_id, status);
-- "What runs on this machine?", and the foreign key.
create index idx_training_jobs_gpu_session_id on public.training_jobs (gpu_session_id, execution_id);
-- "What has run this code?", and the foreign key.
create index idx_training_jobs_code_id on public.training_jobs (code_id, execution_id);
-- "All running jobs."
create index idx_training_jobs_status on public.training_jobs (status);
-- "The best validation scores", read from either end; NULL scores never win.
create index idx_training_jobs_best_validation_score on public.training_jobs (best_validation_score desc);

create trigger keep_updated_at before update on public.training_jobs
for each row execute function private.keep_updated_at();

-- The document's rule for hyperparameters, made total: it answers for any JSON and never raises ------------------------

create function private.is_positive_number(p_value jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
    -- Comparing as jsonb orders numbers by value and never overflows.
    select coalesce(jsonb_typeof(p_value) = 'number' and p_value > '0'::jsonb, false)
$$;
comment on function private.is_positive_number(jsonb) is 'Whether a JSON value is a number above zero.';

create function private.is_positive_integer(p_value jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
    select case
        when private.is_positive_number(p_value) and p_value <= '2147483647'::jsonb
            then p_value::numeric = trunc(p_value::numeric)
        else false
    end
$$;
comment on function private.is_positive_integer(jsonb) is 'Whether a JSON value is a whole number from 1 to 2147483647.';

create function public.validate_hyperparameters(params jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
    select params is null or (
        private.is_positive_number(params -> 'learning_rate') and private.is_positive_integer(params -> 'epochs')
    )
$$;
comment on function public.validate_hyperparameters(jsonb) is
    'Whether hyperparameters have a positive learning_rate and a positive whole number of epochs. Wrong types and JSON nulls are false; SQL null passes; it never raises.';

create function private.validate_booster_hyperparameters(p_params jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
    select p_params is null or (
        private.is_positive_number(coalesce(p_params -> 'learning_rate', p_params -> 'eta'))
        and exists (
            select from unnest(array[
                'n_estimators', 'num_boost_round', 'num_iterations', 'iterations', 'num_round', 'num_rounds', 'max_iter'
            ]) as rounds
            where private.is_positive_integer(p_params -> rounds)
        )
    )
$$;
comment on function private.validate_booster_hyperparameters(jsonb) is
    'Whether hyperparameters have a positive learning_rate (or eta) and a positive whole number of boosting rounds, under any of the names that boosters use.';

create function private.validate_hyperparameters_of(p_model_type text, p_params jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
    select case
        when lower(p_model_type) in ('neural_network', 'transformer') then public.validate_hyperparameters(p_params)
        when lower(p_model_type) in ('xgboost', 'lightgbm', 'catboost', 'gradient_boosting', 'hist_gradient_boosting')
            then private.validate_booster_hyperparameters(p_params)
        else p_params is null or jsonb_typeof(p_params) = 'object'
    end
$$;
comment on function private.validate_hyperparameters_of(text, jsonb) is
    'Whether hyperparameters fit the model: the document''s rule for networks, its counterpart for boosters, an object for anything else.';

alter table public.training_jobs add constraint valid_hyperparameters
check (private.validate_hyperparameters_of(model_type, hyperparameters));

revoke all on function
private.is_positive_number(jsonb), private.is_positive_integer(jsonb), public.validate_hyperparameters(jsonb),
private.validate_booster_hyperparameters(jsonb), private.validate_hyperparameters_of(text, jsonb)
from public, anon, authenticated, service_role, admin;
grant execute on function
private.is_positive_number(jsonb), private.is_positive_integer(jsonb), public.validate_hyperparameters(jsonb),
private.validate_booster_hyperparameters(jsonb), private.validate_hyperparameters_of(text, jsonb)
to authenticated, service_role;

alter table public.training_jobs enable row level security;
create policy "people read jobs" on public.training_jobs for select to authenticated using (true);
create policy "admins keep jobs" on public.training_jobs for all to admin
using ((select private.is_admin())) with check ((select private.is_admin()));
revoke all on table public.training_jobs from public, anon, authenticated, service_role, admin;
grant select on table public.training_jobs to authenticated;
grant select, insert, update on table public.training_jobs to service_role;
grant select, insert, update, delete on table public.training_jobs to admin;
