-- Phase 3: training_jobs, code that runs on a machine and yields a model with a score.
--
-- Writers: the agent that trains; the worker that holds the job's lease.
-- Readers: the submission module, best score first.
-- Code and GPU session belong to the job's own execution: the foreign keys include execution_id.
-- Metric series are rows of system_metrics; `metrics` keeps a summary.
-- Heartbeats change no indexed column, and reports only a better best score: without one, a row's
-- next version adds nothing to the indexes (a HOT update).

-- The document's rule for hyperparameters, made total: it answers for any JSON and never raises ---

create function kaggle_store.is_positive_number(p_value jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    -- Comparing as jsonb orders numbers by value and never overflows.
    select coalesce(jsonb_typeof(p_value) = 'number' and p_value > '0'::jsonb, false)
$$;
comment on function kaggle_store.is_positive_number(jsonb) is
    'Whether a JSON value is a number above zero.';

create function kaggle_store.is_positive_integer(p_value jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select case
        when kaggle_store.is_positive_number(p_value) and p_value <= '2147483647'::jsonb
            then p_value::numeric = trunc(p_value::numeric)
        else false
    end
$$;
comment on function kaggle_store.is_positive_integer(jsonb) is
    'Whether a JSON value is a whole number from 1 to 2147483647.';

create function public.validate_hyperparameters(params jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select params is null or (
        kaggle_store.is_positive_number(params -> 'learning_rate')
            and kaggle_store.is_positive_integer(params -> 'epochs')
    )
$$;
comment on function public.validate_hyperparameters(jsonb) is
    'Whether hyperparameters have a positive learning_rate and a positive whole number of epochs. '
    'Wrong types and JSON nulls are false; SQL null passes; it never raises.';

create function kaggle_store.validate_booster_hyperparameters(p_params jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select p_params is null or (
        kaggle_store.is_positive_number(coalesce(p_params -> 'learning_rate', p_params -> 'eta'))
        and exists (
            select from unnest(array[
                'n_estimators', 'num_boost_round', 'num_iterations', 'iterations', 'num_round',
                    'num_rounds', 'max_iter'
            ]) as rounds
            where kaggle_store.is_positive_integer(p_params -> rounds)
        )
    )
$$;
comment on function kaggle_store.validate_booster_hyperparameters(jsonb) is
    'Whether hyperparameters have a positive learning_rate (or eta) and a positive whole number '
    'of boosting rounds, under any of the names that boosters use.';

create function kaggle_store.validate_hyperparameters_of(p_model_type text, p_params jsonb)
returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select case
        when lower(p_model_type) in ('neural_network', 'transformer')
        then public.validate_hyperparameters(p_params)
        when lower(p_model_type) in (
            'xgboost', 'lightgbm', 'catboost', 'gradient_boosting', 'hist_gradient_boosting'
        )
            then kaggle_store.validate_booster_hyperparameters(p_params)
        else p_params is null or jsonb_typeof(p_params) = 'object'
    end
$$;
comment on function kaggle_store.validate_hyperparameters_of(text, jsonb) is
    'Whether hyperparameters fit the model: the document''s rule for networks, its counterpart '
    'for boosters, an object for anything else.';

revoke all on function
kaggle_store.is_positive_number(jsonb), kaggle_store.is_positive_integer(jsonb),
public.validate_hyperparameters(jsonb), kaggle_store.validate_booster_hyperparameters(jsonb),
kaggle_store.validate_hyperparameters_of(text, jsonb)
from public, anon, authenticated, service_role, admin;
grant execute on function
kaggle_store.is_positive_number(jsonb), kaggle_store.is_positive_integer(jsonb),
public.validate_hyperparameters(jsonb), kaggle_store.validate_booster_hyperparameters(jsonb),
kaggle_store.validate_hyperparameters_of(text, jsonb)
to authenticated, service_role;

create table public.training_jobs (
    id uuid primary key default kaggle_store.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    gpu_session_id uuid,
    code_id uuid not null,
    job_name varchar(200) not null,
    model_type varchar(100),
    hyperparameters jsonb,
    dataset_split jsonb,
    status kaggle_store.training_job_status not null default 'queued',
    started_at kaggle_store.moment,
    completed_at kaggle_store.moment,
    runtime_minutes public.positive_decimal,
    peak_memory_gb kaggle_store.gigabytes,
    gpu_utilization_percent public.percentage,
    best_validation_score kaggle_store.score,
    final_test_score kaggle_store.score,
    model_artifacts_path varchar(500),
    logs_path varchar(500),
    metrics jsonb,
    early_stopping_epoch integer,
    total_epochs integer,
    error_message text,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    updated_at kaggle_store.moment not null default kaggle_store.now(),
    source_record jsonb not null default '{}',
    priority integer not null default 0,
    progress kaggle_store.fraction,
    current_epoch integer,
    available_at kaggle_store.moment not null default kaggle_store.now(),
    attempts integer not null default 0,
    max_attempts integer not null default 3,
    worker varchar(200),
    lease_id uuid,
    lease_expires_at kaggle_store.moment,
    lease_end kaggle_store.lease_end,
    resume_reason kaggle_store.resume_reason not null default 'fresh',
    constraint attempts_are_counted_from_zero check (attempts >= 0 and max_attempts >= 1),
    constraint a_lease_has_an_id_and_a_worker
        check (lease_expires_at is null or (lease_id is not null and worker is not null)),
    constraint queued_jobs_have_not_begun check (status <> 'queued' or started_at is null),
    constraint live_jobs_have_no_end
        check (status in ('completed', 'failed', 'cancelled') or completed_at is null),
    constraint ended_jobs_say_when
        check (status not in ('completed', 'failed', 'cancelled') or completed_at is not null),
    constraint a_job_ends_after_it_starts check (completed_at >= started_at),
    constraint epochs_are_not_negative check (total_epochs >= 0 and current_epoch >= 0),
    constraint early_stopping_epoch_is_not_negative check (early_stopping_epoch >= 0),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object'),
    constraint a_job_runs_code_of_its_execution foreign key (code_id, execution_id)
        references public.generated_code (id, execution_id) on delete cascade,
    constraint a_job_runs_on_a_machine_of_its_execution foreign key (gpu_session_id, execution_id)
        references public.gpu_sessions (id, execution_id) on delete set null (gpu_session_id),
    -- Referenced by submissions, whose job belongs to the same execution.
    constraint a_job_belongs_to_its_execution unique (id, execution_id),
    constraint valid_hyperparameters
        check (kaggle_store.validate_hyperparameters_of(model_type, hyperparameters)),
    constraint model_artifacts_path_is_a_safe_path
        check (kaggle_store.is_safe_path(model_artifacts_path)),
    constraint logs_path_is_a_safe_path check (kaggle_store.is_safe_path(logs_path)),
    constraint error_message_is_bounded check (length(error_message) <= 100000),
    constraint names_have_no_control_characters check (
        kaggle_store.is_name(job_name) and kaggle_store.is_name(model_type)
            and kaggle_store.is_name(worker)
    )
);

comment on table public.training_jobs is 'One training of a model.';
comment on column public.training_jobs.id is 'The job''s id.';
comment on column public.training_jobs.execution_id is 'The execution it belongs to.';
comment on column public.training_jobs.gpu_session_id is
    'The machine it runs on, of the same execution; null for the agent''s own.';
comment on column public.training_jobs.code_id is 'The code it runs, of the same execution.';
comment on column public.training_jobs.job_name is 'A display name.';
comment on column public.training_jobs.model_type is
    'What is trained, such as `xgboost`, `lightgbm`, `neural_network` or `transformer`.';
comment on column public.training_jobs.hyperparameters is
    'An object. Networks and transformers need a positive learning_rate and epochs, boosters a '
    'positive learning_rate (or eta) and number of rounds.';
comment on column public.training_jobs.dataset_split is
    'How the data is split into training, validation and test.';
comment on column public.training_jobs.status is 'The state of the job.';
comment on column public.training_jobs.started_at is 'When it began to run; kept by the database.';
comment on column public.training_jobs.completed_at is
    'When it ended, with or without success; kept by the database.';
comment on column public.training_jobs.runtime_minutes is
    'How long it ran, in minutes; a job may last 0.4 seconds. Filled at its end when left out.';
comment on column public.training_jobs.peak_memory_gb is
    'The most memory it took, in gigabytes (10^9 bytes).';
comment on column public.training_jobs.gpu_utilization_percent is
    'How busy the GPU was, from 0 to 100.';
comment on column public.training_jobs.best_validation_score is
    'The best validation score, by the competition''s direction; null while that is unknown.';
comment on column public.training_jobs.final_test_score is 'The score on the test part.';
comment on column public.training_jobs.model_artifacts_path is 'Where the model is stored.';
comment on column public.training_jobs.logs_path is 'Where the logs are stored.';
comment on column public.training_jobs.metrics is
    'The `latest` and the `best` value of each metric it has reported; their history is in '
    'system_metrics.';
comment on column public.training_jobs.early_stopping_epoch is
    'The epoch at which training was stopped early.';
comment on column public.training_jobs.total_epochs is
    'How many epochs it runs; at the end of a job that did not say, how many it has run.';
comment on column public.training_jobs.error_message is 'The error, if any.';
comment on column public.training_jobs.created_at is 'When it was queued.';
comment on column public.training_jobs.updated_at is 'When it last changed; kept by the database.';
comment on column public.training_jobs.priority is 'Higher priority is claimed first.';
comment on column public.training_jobs.progress is 'How much of it is done, from 0 to 1.';
comment on column public.training_jobs.current_epoch is 'The last epoch it has reported.';
comment on column public.training_jobs.available_at is 'When it may be claimed at the earliest.';
comment on column public.training_jobs.attempts is
    'How often it was claimed; kept by the database.';
comment on column public.training_jobs.max_attempts is 'After how many attempts it fails.';
comment on column public.training_jobs.worker is 'Who worked on it last; kept by the database.';
comment on column public.training_jobs.lease_id is
    'The lease it was last claimed under; kept by the database.';
comment on column public.training_jobs.lease_expires_at is
    'When that lease ends; null once it was ended. Kept by the database.';
comment on column public.training_jobs.lease_end is
    'How that lease was ended; null while it lasts, or when it expired. Kept by the database.';
comment on column public.training_jobs.resume_reason is
    'Why it is claimed next, or was claimed last; kept by the database.';
comment on column public.training_jobs.source_record is
    'Everything else that an imported run contains, unchanged.';

-- "The jobs of this execution", and the foreign key.
create index idx_training_jobs_execution_id on public.training_jobs (execution_id, status);
-- "What runs on this machine?", and the foreign key.
create index idx_training_jobs_gpu_session_id
on public.training_jobs (gpu_session_id, execution_id);
-- "What has run this code?", and the foreign key.
create index idx_training_jobs_code_id on public.training_jobs (code_id, execution_id);
-- "All running jobs."
create index idx_training_jobs_status on public.training_jobs (status);
-- "Which run?", "Which have failed?", for people: under row level security the planner has no
-- statistics about a status.
create index training_jobs_running on public.training_jobs (id) where status = 'running';
create index training_jobs_failed on public.training_jobs (id) where status = 'failed';
-- "Which were queued last?"
create index training_jobs_created_at on public.training_jobs (created_at);
-- "The best validation scores"; a missing score comes last.
create index idx_training_jobs_best_validation_score
on public.training_jobs (best_validation_score desc nulls last);

create trigger a_hyperparameters_is_bounded before insert or update of hyperparameters
on public.training_jobs
for each row when (kaggle_store.json_flaw(new.hyperparameters, 1048576, 100) is not null)
execute function kaggle_store.refuse_json('hyperparameters', '1048576', '100');
create trigger a_dataset_split_is_bounded before insert or update of dataset_split
on public.training_jobs
for each row when (kaggle_store.json_flaw(new.dataset_split, 1048576, 100) is not null)
execute function kaggle_store.refuse_json('dataset_split', '1048576', '100');
create trigger a_metrics_is_bounded before insert or update of metrics on public.training_jobs
for each row when (kaggle_store.json_flaw(new.metrics, 1048576, 100) is not null)
execute function kaggle_store.refuse_json('metrics', '1048576', '100');
create trigger a_source_record_is_bounded before insert or update of source_record
on public.training_jobs
for each row when (kaggle_store.json_flaw(new.source_record, 4194304, 100) is not null)
execute function kaggle_store.refuse_json('source_record', '4194304', '100');
create trigger keep_updated_at before update on public.training_jobs
for each row execute function kaggle_store.keep_updated_at();

create trigger a_lease_holds after insert on public.training_jobs
for each row execute function kaggle_store.fence_child();
create trigger refuse_after_the_end after insert on public.training_jobs
for each row when (new.status = 'queued') execute function kaggle_store.refuse_after_the_end();
create trigger record_inserts_and_deletes after insert or delete on public.training_jobs
for each row execute function kaggle_store.write_audit_log('execution_id');
create trigger record_moves after update of status on public.training_jobs
for each row when (new.status <> old.status)
execute function kaggle_store.write_audit_log('execution_id');

-- A job may be inserted in a later state, as an import. Missing times are filled.
create function kaggle_store.begin_training_job() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- Locks the code: a running edit is waited for, and a later one finds the job.
    perform from public.generated_code where id = new.code_id for share;
    if new.status <> 'queued' then
        new.started_at := coalesce(
            new.started_at, new.completed_at
                - least(coalesce(new.runtime_minutes, 0), 1e6) * interval '1 minute',
                    kaggle_store.now()
        );
    end if;
    if kaggle_store.is_terminal(new.status) then
        new.completed_at := coalesce(
            new.completed_at, new.started_at
                + least(coalesce(new.runtime_minutes, 0), 1e6) * interval '1 minute'
        );
    end if;
    return new;
end
$$;
comment on function kaggle_store.begin_training_job() is
    'Trigger: fills the times of a new job, whatever state it comes in.';

-- A job is written under its own lease. The worker of its execution may write to a job that no
-- worker holds, and cancel any.
create function kaggle_store.check_job_lease(
    p_job public.training_jobs, p_leases uuid[], p_is_cancelled boolean, p_is_repeat boolean
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    -- An execution that has ended has no running jobs.
    v_is_leased constant boolean := coalesce(p_job.lease_expires_at > kaggle_store.now(), false)
        and not exists (
            select from public.agent_executions
            where id = p_job.execution_id and kaggle_store.is_terminal(status)
        );
begin
    perform kaggle_store.check_lease(
        row(
            'training_jobs', p_job.id, p_job.lease_id, p_job.worker, p_job.lease_expires_at
        )::kaggle_store.held_lease,
        v_is_leased, p_leases, kaggle_store.worker_of_execution(p_job.execution_id, p_leases),
        p_is_cancelled, p_is_repeat
    );
end
$$;
comment on function kaggle_store.check_job_lease(public.training_jobs, uuid[], boolean, boolean) is
    'Refuses a write to a leased job without its lease (KS211), or under lost leases (KS210).';

create function kaggle_store.move_training_job() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
begin
    if kaggle_store.is_fenced() then
        perform kaggle_store.check_job_lease(
            old, kaggle_store.leases_of_request(),
            kaggle_store.is_only_cancelled(to_jsonb(old), to_jsonb(new)),
            kaggle_store.is_terminal(new.status)
                and to_jsonb(new) - 'updated_at' = to_jsonb(old) - 'updated_at'
        );
    end if;
    if new.status <> old.status then
        perform kaggle_store.check_move(
            'training_jobs', old.id, old.status::text, new.status::text
        );
        if new.status = 'running' then
            new.started_at := v_now;
        elsif kaggle_store.is_terminal(new.status) then
            new.completed_at := greatest(v_now, old.started_at);
            if old.lease_expires_at <= v_now then
                -- The lease had expired, so its former holder did not end this job: reject its
                -- later writes.
                new.lease_id := null;
            end if;
            new.lease_expires_at := null;
            if new.runtime_minutes is null and old.started_at is not null then
                new.runtime_minutes := extract(epoch from new.completed_at - old.started_at) / 60;
            end if;
        end if;
    end if;
    return new;
end
$$;
comment on function kaggle_store.move_training_job() is
    'Trigger: lets only the holder of the lease write, checks a move of the status, and carries '
    'times along.';

-- A job that is written under the lease of its execution: the execution is locked after all jobs of
-- the statement, which come before it in the lock order, and its lease is checked again.
create function kaggle_store.fence_job() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_leases constant uuid[] := kaggle_store.leases_of_request();
begin
    if v_leases is not null and not coalesce(old.lease_id = any (v_leases), false) then
        perform kaggle_store.lock_leased_execution(new.execution_id, v_leases);
        if kaggle_store.worker_of_execution(new.execution_id, v_leases) is null then
            perform kaggle_store.refuse_lost_lease(row(
                'training_jobs', old.id, old.lease_id, old.worker, old.lease_expires_at
            )::kaggle_store.held_lease);
        end if;
    end if;
    return null;
end
$$;
comment on function kaggle_store.fence_job() is
    'Trigger: keeps the lease of an execution valid whose worker writes to a job.';
create trigger a_lease_is_kept after update on public.training_jobs
for each row when (kaggle_store.is_fenced()) execute function kaggle_store.fence_job();

create trigger begin_training_job before insert on public.training_jobs
for each row when (current_setting('kaggle_store.restores', true) is distinct from 'on')
execute function kaggle_store.begin_training_job();
create trigger move_training_job before update on public.training_jobs
for each row execute function kaggle_store.move_training_job();

-- Jobs end with their execution. A job that is being written to is skipped, as are those beyond
-- 5,000: upkeep ends them, and until then their workers are refused.
create function kaggle_store.cancel_jobs() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update public.training_jobs
    set status = 'cancelled', error_message = format('its execution is %s', new.status)
    where id = any (array(
        select id from public.training_jobs
        where execution_id = new.id and status in ('queued', 'running')
        order by id limit 5000 for no key update skip locked
    ));
    return null;
end
$$;
comment on function kaggle_store.cancel_jobs() is
    'Trigger: cancels the live jobs of an execution that has ended.';
create trigger cancel_jobs after update of status on public.agent_executions
for each row when (new.status <> old.status and kaggle_store.is_terminal(new.status))
execute function kaggle_store.cancel_jobs();

-- Code that a job refers to is not edited.
create function kaggle_store.refuse_edit_of_used_code() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from public.training_jobs where code_id = old.id) then
        raise exception using errcode = 'KS231',
            message = format('code %s has been used by a training job', old.id),
            detail = jsonb_build_object('id', old.id, 'content_sha256', old.content_sha256)::text,
            hint = 'Store the new revision as a new row.';
    end if;
    return new;
end
$$;
comment on function kaggle_store.refuse_edit_of_used_code() is
    'Trigger: refuses an edit of code that a training job has used (KS231).';
create trigger refuse_edit_of_used_code before update on public.generated_code
for each row
when (
    (new.code_content, new.file_name, new.code_type, new.programming_language, new.dependencies)
    is distinct from
    (old.code_content, old.file_name, old.code_type, old.programming_language, old.dependencies)
)
execute function kaggle_store.refuse_edit_of_used_code();

revoke all on function
kaggle_store.cancel_jobs(), kaggle_store.refuse_edit_of_used_code(),
kaggle_store.begin_training_job(),
kaggle_store.check_job_lease(public.training_jobs, uuid[], boolean, boolean),
kaggle_store.move_training_job(), kaggle_store.fence_job()
from public, anon, authenticated, service_role;
grant execute on function kaggle_store.check_job_lease(
    public.training_jobs, uuid[], boolean, boolean
) to authenticated, service_role;

alter table public.training_jobs enable row level security;
create policy "people read jobs" on public.training_jobs for select to authenticated using (true);
create policy "a worker reads the jobs of its execution" on public.training_jobs
for select to kaggle_worker
using (execution_id = (select kaggle_store.worker_execution_id()));
create policy "admins keep jobs" on public.training_jobs for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.training_jobs from public, anon, authenticated, service_role, admin;
grant select on table public.training_jobs to authenticated, service_role, kaggle_worker;
grant insert (
    id, execution_id, gpu_session_id, code_id, job_name, model_type, hyperparameters, dataset_split,
    status, started_at, completed_at, runtime_minutes, peak_memory_gb, gpu_utilization_percent,
    best_validation_score, final_test_score, model_artifacts_path, logs_path, metrics,
    early_stopping_epoch, total_epochs, error_message, created_at, source_record, priority,
    progress, current_epoch, available_at, max_attempts
), update (
    gpu_session_id, job_name, model_type, hyperparameters, dataset_split, status, runtime_minutes,
    peak_memory_gb, gpu_utilization_percent, best_validation_score, final_test_score,
    model_artifacts_path, logs_path, metrics, early_stopping_epoch, total_epochs, error_message,
    source_record, priority, progress, current_epoch, available_at, max_attempts
) on table public.training_jobs to service_role, admin;
grant delete on table public.training_jobs to admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030200_training_jobs',
    '80fd4288f9ef872f5fa6a9fb8b9d4f54b941b525ecd660ffaef4d383ea069168'
);
