-- Phase 3, training claims: claim, heartbeat, release, complete and fail under a job's lease.
--
-- Writers: workers, also on rented machines (role kaggle_worker, jobs of its own execution only).
-- Readers: the caller gets the stored rows.
-- The rules are those of execution claims. A job that is claimed is running.

create index training_jobs_to_claim on public.training_jobs (priority desc, created_at, id)
where status in ('queued', 'running');
create index training_jobs_lease on public.training_jobs (lease_id) where lease_id is not null;
create index training_jobs_exhausted on public.training_jobs (id)
where attempts >= max_attempts and status in ('queued', 'running');

create function public.claim_training_jobs(
    p_lease_id uuid, p_worker text, p_lease_seconds double precision default 300,
    p_limit integer default 1, p_gpu_session_id uuid default null,
    p_execution_id uuid default null
) returns public.training_jobs[]
language plpgsql security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_sort = off
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    v_expires_at constant timestamptz := kaggle_store.lease_expiry(p_lease_seconds);
    -- A rented machine claims only jobs of its own execution.
    v_execution_id uuid := coalesce(p_execution_id, kaggle_store.worker_execution_id());
    v_spent uuid[];
    v_free uuid[];
    v_claimed public.training_jobs[];
begin
    perform kaggle_store.check_worker(v_execution_id);
    if not kaggle_store.begin_claim(p_lease_id, p_worker) then
        return array(
            select j from public.training_jobs as j
            where lease_id = p_lease_id and lease_expires_at > v_now
                and (v_execution_id is null or execution_id = v_execution_id)
            order by priority + 0 desc, created_at, id
        );
    end if;
    if p_gpu_session_id is not null then
        -- The jobs will refer to it; executions, which are locked below, come after it.
        perform from public.gpu_sessions where id = p_gpu_session_id for key share;
    end if;
    v_spent := array(
        select id from public.training_jobs
        where attempts >= max_attempts and status in ('queued', 'running')
            and (lease_expires_at is null or lease_expires_at <= v_now)
            and (v_execution_id is null or execution_id = v_execution_id)
        order by id limit 100 for no key update skip locked
    );
    if v_spent <> '{}' then
        -- Each failure opens an intervention of its execution; one lock order keeps two claims from
        -- deadlocking.
        perform from public.agent_executions
        where id in (select execution_id from public.training_jobs where id = any (v_spent))
        order by id for no key update;
        update public.training_jobs
        set status = 'failed',
            error_message = format(
                'given up after %s attempts: the lease of %s ended', attempts, worker
            )
        where id = any (v_spent);
    end if;
    if p_gpu_session_id is not null then
        -- A rented machine runs jobs of the execution that pays for it, while it is live.
        select s.execution_id into v_execution_id from public.gpu_sessions as s
        where s.id = p_gpu_session_id and s.status in ('provisioning', 'running', 'idle')
            and (v_execution_id is null or s.execution_id = v_execution_id);
        if not found then
            return '{}';
        end if;
    end if;
    if v_execution_id is null then
        v_free := array(
            select id from public.training_jobs
            where status in ('queued', 'running')
                and available_at <= v_now
                and (lease_expires_at is null or lease_expires_at <= v_now)
                and attempts < max_attempts
                -- An execution that has ended has no running jobs. Looked up by its id: as a join
                -- the planner may read all executions.
                and (
                    select e.status from public.agent_executions as e
                    where e.id = training_jobs.execution_id
                )
                    not in ('completed', 'failed', 'cancelled')
            order by priority desc, created_at, id limit least(greatest(p_limit, 0), 1000)
            for no key update skip locked
        );
    else
        -- The jobs of one execution are found by another index.
        v_free := array(
            select id from public.training_jobs
            where execution_id = v_execution_id and status in ('queued', 'running')
                and available_at <= v_now
                and (lease_expires_at is null or lease_expires_at <= v_now)
                and attempts < max_attempts
                and (select e.status from public.agent_executions as e where e.id = v_execution_id)
                    not in ('completed', 'failed', 'cancelled')
            order by priority + 0 desc, created_at, id limit least(greatest(p_limit, 0), 1000)
            for no key update skip locked
        );
    end if;
    if v_free = '{}' then
        return '{}';
    end if;
    with claimed as (
        update public.training_jobs as j
        set lease_id = p_lease_id, worker = p_worker, lease_expires_at = v_expires_at,
            -- Progress restarts with a new attempt.
            attempts = attempts + 1, status = 'running', lease_end = null, progress = null,
            current_epoch = null,
            gpu_session_id = coalesce(p_gpu_session_id, j.gpu_session_id),
            resume_reason = case when lease_expires_at is null then resume_reason
                else 'reclaimed' end
        where id = any (v_free)
        returning j as job
    )
    select array_agg(job order by (job).priority desc, (job).created_at, (job).id)
    into v_claimed from claimed;
    return v_claimed;
end
$$;
comment on function public.claim_training_jobs(
    uuid, text, double precision, integer, uuid, uuid
) is
    'Claims up to p_limit training jobs, best first, each under the lease p_lease_id for '
    'p_lease_seconds (0.05 to 86400), and returns them, running; resume_reason is why each is '
    'claimed. Jobs of ended executions are skipped. With p_execution_id only that execution''s '
    'jobs; with p_gpu_session_id only jobs of that live session''s execution, which then run on '
    'it. Each claim needs a new id; a repeat with the same id returns what it still holds. A job '
    'whose lease expired at its last attempt fails.';

create function kaggle_store.hold_training_job(
    p_id uuid, p_lease_id uuid, p_ends kaggle_store.lease_end[]
) returns public.training_jobs
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_job public.training_jobs;
begin
    perform kaggle_store.check_worker((
        select execution_id from public.training_jobs where id = p_id
    ));
    select * into v_job from public.training_jobs where id = p_id for no key update;
    perform kaggle_store.check_holder(
        row(
            'training_jobs', p_id, v_job.lease_id, v_job.worker, v_job.lease_expires_at
        )::kaggle_store.held_lease,
        p_lease_id,
        -- As for executions; and an execution that has ended has no running jobs.
        v_job.lease_end = any (p_ends) or (
            v_job.lease_expires_at > kaggle_store.now() and not exists (
                select from public.agent_executions
                where id = v_job.execution_id and kaggle_store.is_terminal(status)
            )
        )
    );
    return v_job;
end
$$;
comment on function kaggle_store.hold_training_job(uuid, uuid, kaggle_store.lease_end[]) is
    'Locks a job and returns it; refuses a lease that is not its own and valid (KS210), and a '
    'worker token of another execution (KS302).';

create function public.heartbeat_training_job(
    p_id uuid, p_lease_id uuid, p_lease_seconds double precision default 300
) returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_at constant timestamptz := kaggle_store.lease_expiry(p_lease_seconds);
begin
    perform kaggle_store.hold_training_job(p_id, p_lease_id, '{}');
    return query
    update public.training_jobs
    set lease_expires_at = greatest(lease_expires_at, v_expires_at)
    where id = p_id returning *;
end
$$;
comment on function public.heartbeat_training_job(uuid, uuid, double precision) is
    'Prolongs a job''s lease to p_lease_seconds from now and returns the job. Refused once the '
    'lease is lost (KS210). A repeat is harmless.';

create function public.release_training_job(
    p_id uuid, p_lease_id uuid, p_delay_seconds double precision default 0
) returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_delay constant interval := kaggle_store.check_delay(p_delay_seconds);
    v_job constant public.training_jobs := kaggle_store.hold_training_job(
        p_id, p_lease_id, '{released}'
    );
begin
    if v_job.lease_end is null then
        update public.training_jobs
        set lease_expires_at = null, lease_end = 'released', attempts = greatest(attempts - 1, 0),
            available_at = kaggle_store.now() + v_delay
        where id = p_id;
    end if;
    return query select * from public.training_jobs where id = p_id;
end
$$;
comment on function public.release_training_job(uuid, uuid, double precision) is
    'Releases the lease; the job can be claimed again after p_delay_seconds (30 days at most), and '
    'the attempt does not count. Refused once the lease is lost (KS210). A repeat is harmless.';

create function public.complete_training_job(
    p_id uuid, p_lease_id uuid, p_final_test_score double precision default null,
    p_early_stopping_epoch integer default null, p_model_artifacts_path text default null,
    p_logs_path text default null
) returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_job constant public.training_jobs := kaggle_store.hold_training_job(
        p_id, p_lease_id, '{completed}'
    );
begin
    if v_job.lease_end is null then
        update public.training_jobs
        set status = 'completed', lease_expires_at = null, lease_end = 'completed', progress = 1,
            total_epochs = coalesce(total_epochs, current_epoch),
            final_test_score = coalesce(p_final_test_score, final_test_score),
            early_stopping_epoch = coalesce(p_early_stopping_epoch, early_stopping_epoch),
            model_artifacts_path = coalesce(p_model_artifacts_path, model_artifacts_path),
            logs_path = coalesce(p_logs_path, logs_path)
        where id = p_id;
    end if;
    return query select * from public.training_jobs where id = p_id;
end
$$;
comment on function public.complete_training_job(
    uuid, uuid, double precision, integer, text, text
) is
    'Completes a job and stores its results. Refused once the lease is lost (KS210). A repeat is '
    'harmless.';

create function public.fail_training_job(
    p_id uuid, p_lease_id uuid, p_error text, p_retry boolean default true
) returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_job constant public.training_jobs := kaggle_store.hold_training_job(
        p_id, p_lease_id, '{retried, failed}'
    );
    v_end constant kaggle_store.lease_end := kaggle_store.end_of_failure(
        p_retry, v_job.attempts, v_job.max_attempts
    );
begin
    if v_job.lease_end is null then
        update public.training_jobs
        set lease_expires_at = null, lease_end = v_end,
            error_message = coalesce(left(p_error, 100000), error_message),
            status = case v_end when 'failed' then 'failed' else status end,
            resume_reason = case v_end when 'retried' then 'retry' else resume_reason end,
            available_at = case v_end
                when 'retried' then kaggle_store.now() + kaggle_store.retry_delay(attempts)
                else available_at
            end
        where id = p_id;
    end if;
    return query select * from public.training_jobs where id = p_id;
end
$$;
comment on function public.fail_training_job(uuid, uuid, text, boolean) is
    'Records a failed attempt. With p_retry the job can be claimed again after a growing delay, '
    'until max_attempts; then it fails and an intervention is opened. Without p_retry it fails at '
    'once. Refused once the lease is lost (KS210). A repeat is harmless.';

revoke all on function
kaggle_store.hold_training_job(uuid, uuid, kaggle_store.lease_end[]),
public.claim_training_jobs(uuid, text, double precision, integer, uuid, uuid),
public.heartbeat_training_job(uuid, uuid, double precision),
public.release_training_job(uuid, uuid, double precision),
public.complete_training_job(uuid, uuid, double precision, integer, text, text),
public.fail_training_job(uuid, uuid, text, boolean)
from public, anon, authenticated, service_role, admin;
grant execute on function
public.claim_training_jobs(uuid, text, double precision, integer, uuid, uuid),
public.heartbeat_training_job(uuid, uuid, double precision),
public.release_training_job(uuid, uuid, double precision),
public.complete_training_job(uuid, uuid, double precision, integer, text, text),
public.fail_training_job(uuid, uuid, text, boolean)
to service_role, admin, kaggle_worker;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030210_training_claims',
    'e5ac340e6324f59f2bbb937e15a0f82ce587b2cec3fbe7f57242643ac9bb1d3a'
);
