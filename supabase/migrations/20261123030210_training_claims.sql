-- Phase 3, claims of training jobs: several machines share the queue as workers share the executions.
--
-- The rules are those of execution claims: best first, a lease each, heartbeats, a repeat is harmless, lost work is taken over. A
-- job that is claimed runs.

create index training_jobs_to_claim on public.training_jobs (priority desc, created_at, id)
where status in ('queued', 'running');
create index training_jobs_lease on public.training_jobs (lease_id) where lease_id is not null;
create index training_jobs_exhausted on public.training_jobs (id)
where attempts >= max_attempts and status in ('queued', 'running');

-- A write under a job's lease is a write of its execution.
create or replace function kaggle_store.worker_within_execution(p_execution_id uuid, p_leases uuid[]) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_worker text;
begin
    -- A job before its execution, as everywhere: a change carries up.
    select worker into v_worker from public.training_jobs
    where execution_id = p_execution_id and lease_id = any (p_leases) and lease_expires_at > kaggle_store.now()
    order by id limit 1 for no key update;
    return coalesce(kaggle_store.worker_of_execution(p_execution_id, p_leases), v_worker);
end
$$;

create function public.claim_training_jobs(
    p_lease_id uuid, p_worker text, p_lease_seconds double precision default 300, p_limit integer default 1,
    p_gpu_session_id uuid default null
) returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    -- A rented machine takes up its execution's jobs alone.
    v_own constant uuid := kaggle_store.worker_execution_id();
    v_spent uuid[];
begin
    perform kaggle_store.check_worker(v_own);
    if not kaggle_store.begin_claim(p_lease_id, p_worker, p_lease_seconds) then
        return query
        select * from public.training_jobs
        where lease_id = p_lease_id and lease_expires_at > v_now and (v_own is null or execution_id = v_own)
        order by priority desc, created_at, id;
        return;
    end if;
    v_spent := array(
        select id from public.training_jobs
        where attempts >= max_attempts and status in ('queued', 'running')
            and (lease_expires_at is null or lease_expires_at <= v_now) and (v_own is null or execution_id = v_own)
        order by id limit 100 for no key update skip locked
    );
    if v_spent <> '{}' then
        -- Each failure asks a person in its execution's name; locked in one order, two claims do not wait for each other.
        perform from public.agent_executions
        where id in (select execution_id from public.training_jobs where id = any (v_spent)) order by id for no key update;
        update public.training_jobs
        set status = 'failed', error_message = format('given up after %s attempts: the lease of %s ended', attempts, worker)
        where id = any (v_spent);
    end if;
    return query
    with claimed as (
        update public.training_jobs as j
        set lease_id = p_lease_id, worker = p_worker, lease_expires_at = v_now + p_lease_seconds * interval '1 second',
            -- Another attempt begins anew, or says how far it came.
            attempts = attempts + 1, status = 'running', lease_end = null, progress = null, current_epoch = null,
            gpu_session_id = coalesce(
                (select s.id from public.gpu_sessions as s where s.id = p_gpu_session_id and s.execution_id = j.execution_id),
                j.gpu_session_id
            ),
            resume_reason = case when lease_expires_at is null then resume_reason else 'reclaimed' end
        where id = any (array(
            select id from public.training_jobs
            where status in ('queued', 'running')
                and available_at <= v_now and (lease_expires_at is null or lease_expires_at <= v_now)
                and attempts < max_attempts and (v_own is null or execution_id = v_own)
                -- Nobody trains for an execution that has ended. Looked up by its id: as a join the planner may read them all.
                and (select e.status from public.agent_executions as e where e.id = training_jobs.execution_id)
                    not in ('completed', 'failed', 'cancelled')
                -- A rented machine works for the execution that pays for it.
                and (p_gpu_session_id is null or execution_id = (
                    select s.execution_id from public.gpu_sessions as s
                    where s.id = p_gpu_session_id and s.status in ('provisioning', 'running', 'idle')
                ))
            order by priority desc, created_at, id limit least(greatest(p_limit, 0), 1000)
            for no key update skip locked
        ))
        returning *
    )
    select * from claimed order by priority desc, created_at, id;
end
$$;
comment on function public.claim_training_jobs(uuid, text, double precision, integer, uuid) is
    'Claims up to p_limit training jobs, best first, each under the lease p_lease_id for p_lease_seconds (0.05 to 86400), and answers them, running; resume_reason says why each is taken up. Jobs of ended executions are left alone. With p_gpu_session_id only jobs of that live machine''s execution, which then run on it. The lease''s id is new for every claim; the same again answers what it still holds. A job that was lost at its last attempt fails.';

create function kaggle_store.hold_training_job(p_id uuid, p_lease_id uuid) returns public.training_jobs
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_job public.training_jobs;
begin
    select * into v_job from public.training_jobs where id = p_id for no key update;
    if v_job.lease_id is distinct from p_lease_id or v_job.lease_expires_at is null or v_job.lease_expires_at <= kaggle_store.now()
        -- Nobody trains for an execution that has ended.
        or exists (
            select from public.agent_executions
            where id = v_job.execution_id and status in ('completed', 'failed', 'cancelled')
        )
    then
        perform kaggle_store.refuse_lost_lease('training_jobs', p_id, v_job.worker, v_job.lease_expires_at);
    end if;
    perform kaggle_store.act_as(v_job.worker);
    return v_job;
end
$$;
comment on function kaggle_store.hold_training_job(uuid, uuid) is 'Locks a job and answers it, or refuses if the lease is not its own and valid (KS210).';

create function public.heartbeat_training_job(p_id uuid, p_lease_id uuid, p_lease_seconds double precision default 300)
returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_worker((select execution_id from public.training_jobs where id = p_id));
    perform kaggle_store.check_lease_seconds(p_lease_seconds);
    perform kaggle_store.hold_training_job(p_id, p_lease_id);
    return query
    update public.training_jobs
    set lease_expires_at = greatest(lease_expires_at, kaggle_store.now() + p_lease_seconds * interval '1 second')
    where id = p_id returning *;
end
$$;
comment on function public.heartbeat_training_job(uuid, uuid, double precision) is
    'Prolongs a job''s lease to p_lease_seconds from now and answers the job. Refused once the lease is lost (KS210). A repeat is harmless.';

-- Whether this call has been carried out already and its answer was lost.
create function kaggle_store.is_job_lease_ended(p_id uuid, p_lease_id uuid, p_ends kaggle_store.lease_end[]) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select exists (select from public.training_jobs where id = p_id and lease_id = p_lease_id and lease_end = any (p_ends))
$$;
comment on function kaggle_store.is_job_lease_ended(uuid, uuid, kaggle_store.lease_end[]) is
    'Whether this lease of a job was given back in one of these ways, and nobody has claimed it since.';

create function public.release_training_job(p_id uuid, p_lease_id uuid, p_delay_seconds double precision default 0)
returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_worker((select execution_id from public.training_jobs where id = p_id));
    if not kaggle_store.is_job_lease_ended(p_id, p_lease_id, array['released']::kaggle_store.lease_end[]) then
        perform kaggle_store.hold_training_job(p_id, p_lease_id);
        update public.training_jobs
        set lease_expires_at = null, lease_end = 'released', attempts = greatest(attempts - 1, 0),
            available_at = kaggle_store.now() + kaggle_store.check_delay(p_delay_seconds)
        where id = p_id;
    end if;
    return query select * from public.training_jobs where id = p_id;
end
$$;
comment on function public.release_training_job(uuid, uuid, double precision) is
    'Gives a job back as it is, to be claimed again after p_delay_seconds; the attempt is not counted. Refused once the lease is lost (KS210). A repeat is harmless.';

create function public.complete_training_job(
    p_id uuid, p_lease_id uuid, p_final_test_score double precision default null, p_early_stopping_epoch integer default null,
    p_model_artifacts_path text default null, p_logs_path text default null
) returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_worker((select execution_id from public.training_jobs where id = p_id));
    if not kaggle_store.is_job_lease_ended(p_id, p_lease_id, array['completed']::kaggle_store.lease_end[]) then
        perform kaggle_store.hold_training_job(p_id, p_lease_id);
        update public.training_jobs
        set status = 'completed', lease_end = 'completed', progress = 1, total_epochs = coalesce(total_epochs, current_epoch),
            final_test_score = coalesce(p_final_test_score, final_test_score),
            early_stopping_epoch = coalesce(p_early_stopping_epoch, early_stopping_epoch),
            model_artifacts_path = coalesce(p_model_artifacts_path, model_artifacts_path),
            logs_path = coalesce(p_logs_path, logs_path)
        where id = p_id;
    end if;
    return query select * from public.training_jobs where id = p_id;
end
$$;
comment on function public.complete_training_job(uuid, uuid, double precision, integer, text, text) is
    'Ends a job that has gone well, with what it has yielded. Refused once the lease is lost (KS210). A repeat is harmless.';

create function public.fail_training_job(p_id uuid, p_lease_id uuid, p_error text, p_retry boolean default true)
returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_job public.training_jobs;
begin
    perform kaggle_store.check_worker((select execution_id from public.training_jobs where id = p_id));
    if not kaggle_store.is_job_lease_ended(p_id, p_lease_id, array['retried', 'failed']::kaggle_store.lease_end[]) then
        v_job := kaggle_store.hold_training_job(p_id, p_lease_id);
        if coalesce(p_retry, true) and v_job.attempts < v_job.max_attempts then
            update public.training_jobs
            set lease_expires_at = null, lease_end = 'retried', error_message = left(p_error, 100000), resume_reason = 'retry',
                available_at = kaggle_store.now() + kaggle_store.retry_delay(v_job.attempts)
            where id = p_id;
        else
            update public.training_jobs set status = 'failed', lease_end = 'failed', error_message = left(p_error, 100000)
            where id = p_id;
        end if;
    end if;
    return query select * from public.training_jobs where id = p_id;
end
$$;
comment on function public.fail_training_job(uuid, uuid, text, boolean) is
    'Says that an attempt failed. With p_retry the job can be claimed again after a growing delay, until max_attempts, when it fails and a person is asked; without p_retry it fails at once. Refused once the lease is lost (KS210). A repeat is harmless.';

revoke all on function
kaggle_store.worker_within_execution(uuid, uuid[]), kaggle_store.hold_training_job(uuid, uuid),
kaggle_store.is_job_lease_ended(uuid, uuid, kaggle_store.lease_end[]),
public.claim_training_jobs(uuid, text, double precision, integer, uuid), public.heartbeat_training_job(uuid, uuid, double precision),
public.release_training_job(uuid, uuid, double precision),
public.complete_training_job(uuid, uuid, double precision, integer, text, text),
public.fail_training_job(uuid, uuid, text, boolean)
from public, anon, authenticated, service_role, admin;
grant execute on function kaggle_store.worker_within_execution(uuid, uuid[]) to authenticated, service_role;
grant execute on function
public.claim_training_jobs(uuid, text, double precision, integer, uuid), public.heartbeat_training_job(uuid, uuid, double precision),
public.release_training_job(uuid, uuid, double precision),
public.complete_training_job(uuid, uuid, double precision, integer, text, text),
public.fail_training_job(uuid, uuid, text, boolean)
to service_role, admin, kaggle_worker;
