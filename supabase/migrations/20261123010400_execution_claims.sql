-- Phase 1, execution claims: claim, heartbeat, release, complete and fail under a lease.
--
-- Writers: workers.
-- Readers: the caller gets the stored rows.
--
-- claim_executions() returns the best claimable executions by priority, then age. The caller makes
-- the lease's id, which is recorded in kaggle_store.claims: a claim whose response was lost can be
-- repeated and returns what it still holds. Heartbeats prolong the lease; when it expires, the next
-- claim takes the execution over, without a sweeper process.
--
-- Claims are planned once per session, as planning takes as long as the rest of a claim. Their
-- settings keep the plan from depending on the size of the queue at that time: it reads the queue
-- in order, up to the first free rows, instead of reading and sorting all of it. Where `+ 0` is in
-- an order, no index has it: few rows are found by another index and sorted.

-- A repeated claim finds what it got.
create index agent_executions_lease on public.agent_executions (lease_id)
where lease_id is not null;
-- Work whose last attempt is spent.
create index agent_executions_exhausted on public.agent_executions (id)
where attempts >= max_attempts
    and status in (
        'pending', 'data_acquisition', 'research', 'code_generation', 'training', 'submission'
    );

create function public.claim_executions(
    p_lease_id uuid, p_worker text, p_lease_seconds double precision default 300,
    p_limit integer default 1, p_statuses kaggle_store.execution_status[] default null,
    p_execution_id uuid default null
) returns public.agent_executions[]
language plpgsql security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_sort = off
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    v_expires_at constant timestamptz := kaggle_store.lease_expiry(p_lease_seconds);
    v_spent uuid[];
    v_free uuid[];
    v_claimed public.agent_executions[];
begin
    if not kaggle_store.begin_claim(p_lease_id, p_worker) then
        return array(
            select e from public.agent_executions as e
            where lease_id = p_lease_id and lease_expires_at > v_now
            order by priority + 0 desc, created_at, id
        );
    end if;
    -- Work whose lease expired at its last attempt has failed.
    v_spent := array(
        select id from public.agent_executions
        where attempts >= max_attempts and (lease_expires_at is null or lease_expires_at <= v_now)
            and status in (
                'pending', 'data_acquisition', 'research', 'code_generation', 'training',
                'submission'
            )
        order by id limit 100 for no key update skip locked
    );
    if v_spent <> '{}' then
        update public.agent_executions
        set status = 'failed',
            error_message = format(
                'given up after %s attempts: the lease of %s ended', attempts, worker
            )
        where id = any (v_spent);
    end if;
    if p_execution_id is null then
        v_free := array(
            select id from public.agent_executions
            where status in (
                'pending', 'data_acquisition', 'research', 'code_generation', 'training',
                'submission'
            )
                and available_at <= v_now
                and (lease_expires_at is null or lease_expires_at <= v_now)
                and attempts < max_attempts
                and (p_statuses is null or status = any (p_statuses))
            order by priority desc, created_at, id limit least(greatest(p_limit, 0), 1000)
            for no key update skip locked
        );
    else
        -- Found by its id, not by its place in the queue.
        v_free := array(
            select id from public.agent_executions
            where id = p_execution_id and status in (
                'pending', 'data_acquisition', 'research', 'code_generation', 'training',
                'submission'
            )
                and available_at <= v_now
                and (lease_expires_at is null or lease_expires_at <= v_now)
                and attempts < max_attempts
                and (p_statuses is null or status = any (p_statuses))
            limit least(greatest(p_limit, 0), 1) for no key update skip locked
        );
    end if;
    if v_free = '{}' then
        return '{}';
    end if;
    with claimed as (
        update public.agent_executions as e
        set lease_id = p_lease_id, worker = p_worker, lease_expires_at = v_expires_at,
            attempts = attempts + 1, lease_end = null,
            resume_reason = case when lease_expires_at is null then resume_reason
                else 'reclaimed' end
        where id = any (v_free)
        returning e as execution
    )
    select array_agg(
        execution
        order by (execution).priority desc, (execution).created_at, (execution).id
    ) into v_claimed from claimed;
    return v_claimed;
end
$$;
comment on function public.claim_executions(
    uuid, text, double precision, integer, kaggle_store.execution_status[], uuid
) is
    'Claims up to p_limit executions, best first, each under the lease p_lease_id for '
    'p_lease_seconds (0.05 to 86400), and returns them; resume_reason is why each is claimed. '
    'Claimable is any live execution outside human_review whose available_at has passed and that '
    'has no valid lease; with p_statuses only one in these states, with p_execution_id only this '
    'one. Each claim needs a new id; a repeat with the same id returns what it still holds. An '
    'execution whose lease expired at its last attempt fails.';

-- A call that was carried out before, under the same lease and with one of these ends, is a repeat:
-- the row comes back with its lease_end set and is not changed.
create function kaggle_store.hold_execution(
    p_id uuid, p_lease_id uuid, p_ends kaggle_store.lease_end[]
) returns public.agent_executions
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_execution public.agent_executions;
begin
    select * into v_execution from public.agent_executions where id = p_id for no key update;
    perform kaggle_store.check_holder(
        row(
            'agent_executions', p_id, v_execution.lease_id, v_execution.worker,
            v_execution.lease_expires_at
        )::kaggle_store.held_lease,
        p_lease_id,
        v_execution.lease_end = any (p_ends) or v_execution.lease_expires_at > kaggle_store.now()
    );
    return v_execution;
end
$$;
comment on function kaggle_store.hold_execution(uuid, uuid, kaggle_store.lease_end[]) is
    'Locks an execution and returns it; refuses a lease that is not its own and valid (KS210).';

create function public.heartbeat_execution(
    p_id uuid, p_lease_id uuid, p_lease_seconds double precision default 300
) returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_at constant timestamptz := kaggle_store.lease_expiry(p_lease_seconds);
begin
    perform kaggle_store.hold_execution(p_id, p_lease_id, '{}');
    return query
    update public.agent_executions
    set lease_expires_at = greatest(lease_expires_at, v_expires_at)
    where id = p_id returning *;
end
$$;
comment on function public.heartbeat_execution(uuid, uuid, double precision) is
    'Prolongs a lease to p_lease_seconds from now and returns the execution. Refused once the '
    'lease is lost (KS210). A repeat is harmless.';

create function public.release_execution(
    p_id uuid, p_lease_id uuid, p_delay_seconds double precision default 0
) returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_delay constant interval := kaggle_store.check_delay(p_delay_seconds);
    v_execution constant public.agent_executions := kaggle_store.hold_execution(
        p_id, p_lease_id, '{released}'
    );
begin
    if v_execution.lease_end is null then
        update public.agent_executions
        set lease_expires_at = null, lease_end = 'released', attempts = greatest(attempts - 1, 0),
            available_at = kaggle_store.now() + v_delay
        where id = p_id;
    end if;
    return query select * from public.agent_executions where id = p_id;
end
$$;
comment on function public.release_execution(uuid, uuid, double precision) is
    'Releases the lease; the execution can be claimed again after p_delay_seconds (30 days at '
    'most), and the attempt does not count. Refused once the lease is lost (KS210). A repeat is '
    'harmless.';

create function public.complete_execution(p_id uuid, p_lease_id uuid)
returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_execution constant public.agent_executions := kaggle_store.hold_execution(
        p_id, p_lease_id, '{completed}'
    );
begin
    if v_execution.lease_end is null then
        update public.agent_executions
        set status = 'completed', lease_expires_at = null, lease_end = 'completed'
        where id = p_id;
    end if;
    return query select * from public.agent_executions where id = p_id;
end
$$;
comment on function public.complete_execution(uuid, uuid) is
    'Completes an execution in state submission. Refused from any other state (KS201), before '
    'Kaggle has received a submission (KS205), and once the lease is lost (KS210). A repeat is '
    'harmless.';

create function public.fail_execution(
    p_id uuid, p_lease_id uuid, p_error text, p_retry boolean default true
) returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_execution constant public.agent_executions := kaggle_store.hold_execution(
        p_id, p_lease_id, '{retried, failed}'
    );
    v_end constant kaggle_store.lease_end := kaggle_store.end_of_failure(
        p_retry, v_execution.attempts, v_execution.max_attempts
    );
begin
    if v_execution.lease_end is null then
        update public.agent_executions
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
    return query select * from public.agent_executions where id = p_id;
end
$$;
comment on function public.fail_execution(uuid, uuid, text, boolean) is
    'Records a failed attempt. With p_retry the execution keeps its state and can be claimed again '
    'after a growing delay, until max_attempts; then it fails and an intervention is opened. '
    'Without p_retry it fails at once. Refused once the lease is lost (KS210). A repeat is '
    'harmless.';

revoke all on function
public.claim_executions(
    uuid, text, double precision, integer, kaggle_store.execution_status[], uuid
),
kaggle_store.hold_execution(uuid, uuid, kaggle_store.lease_end[]),
public.heartbeat_execution(uuid, uuid, double precision),
public.release_execution(uuid, uuid, double precision), public.complete_execution(uuid, uuid),
public.fail_execution(uuid, uuid, text, boolean)
from public, anon, authenticated, service_role, admin;
grant execute on function
public.claim_executions(
    uuid, text, double precision, integer, kaggle_store.execution_status[], uuid
),
public.heartbeat_execution(uuid, uuid, double precision),
public.release_execution(uuid, uuid, double precision), public.complete_execution(uuid, uuid),
public.fail_execution(uuid, uuid, text, boolean)
to service_role, admin;

-- Fencing of what belongs to an execution ---------------------------------------------------------

-- A write that carries a lease needs a valid one of the execution, or of one of its jobs. A write
-- without a lease (a supervisor, a person) is not fenced here; metrics and Kaggle's list never are.
-- The lock lasts until the end of the transaction: meanwhile no claim takes the execution.

create function kaggle_store.lock_leased_execution(p_execution_id uuid, p_leases uuid[])
returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform from public.agent_executions where id = p_execution_id and lease_id = any (p_leases)
    for no key update;
end
$$;
comment on function kaggle_store.lock_leased_execution(uuid, uuid[]) is
    'Locks an execution that was last claimed under one of these leases.';

-- Phase 3 creates training jobs. A job is locked before its execution, as everywhere.
create function kaggle_store.lock_leased_work(p_execution_id uuid, p_leases uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if p_leases is not null then
        if to_regclass('public.training_jobs') is not null then
            perform from public.training_jobs
            where execution_id = p_execution_id and lease_id = any (p_leases)
            order by id for no key update;
        end if;
        perform kaggle_store.lock_leased_execution(p_execution_id, p_leases);
    end if;
end
$$;
comment on function kaggle_store.lock_leased_work(uuid, uuid[]) is
    'Locks the jobs of an execution that were last claimed under one of these leases, then the '
    'execution if it was; nothing without leases (null).';

create function kaggle_store.worker_of_execution(p_execution_id uuid, p_leases uuid[]) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select worker from public.agent_executions
        where id = p_execution_id and lease_id = any (p_leases)
            and lease_expires_at > kaggle_store.now()
    );
end
$$;
comment on function kaggle_store.worker_of_execution(uuid, uuid[]) is
    'The worker of an execution if one of these leases is its valid one, else null.';

create function kaggle_store.check_fence(p_execution_id uuid, p_leases uuid[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_worker text;
    v_holder public.agent_executions;
begin
    if p_leases is null then
        perform kaggle_store.act_as(null);
        return;
    end if;
    v_worker := kaggle_store.worker_of_execution(p_execution_id, p_leases);
    if v_worker is null and to_regclass('public.training_jobs') is not null then
        select worker into v_worker from public.training_jobs
        where execution_id = p_execution_id and lease_id = any (p_leases)
            and lease_expires_at > kaggle_store.now()
        order by id limit 1;
    end if;
    if v_worker is null then
        select * into v_holder from public.agent_executions where id = p_execution_id;
        perform kaggle_store.refuse_lost_lease(row(
            'agent_executions', p_execution_id, v_holder.lease_id, v_holder.worker,
            v_holder.lease_expires_at
        )::kaggle_store.held_lease);
    end if;
    perform kaggle_store.act_as(v_worker);
end
$$;
comment on function kaggle_store.check_fence(uuid, uuid[]) is
    'Refuses leases none of which is valid for this execution or one of its jobs (KS210); no '
    'leases (null) pass.';

create function kaggle_store.fence(p_execution_id uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_leases constant uuid[] := kaggle_store.leases_of_request();
begin
    perform kaggle_store.lock_leased_work(p_execution_id, v_leases);
    perform kaggle_store.check_fence(p_execution_id, v_leases);
end
$$;
comment on function kaggle_store.fence(uuid) is
    'Refuses a request that carries leases unless one of them is valid for this execution (KS210), '
    'and keeps it valid until the end of the transaction.';

-- Named to fire first. Before an update the lease is checked, so that a lost one is refused before
-- anything else; it is locked after the statement has locked all of its rows, which come first in
-- the lock order. After an insert, because only rows that were really stored are writes.
create function kaggle_store.fence_child() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if not kaggle_store.is_fenced() then
        return new;
    elsif tg_when = 'BEFORE' then
        perform kaggle_store.check_fence(new.execution_id, kaggle_store.leases_of_request());
    else
        perform kaggle_store.fence(new.execution_id);
    end if;
    return new;
end
$$;
comment on function kaggle_store.fence_child() is
    'Trigger: a write that carries a lease needs a valid one of its execution (KS210).';

revoke all on function
kaggle_store.lock_leased_execution(uuid, uuid[]), kaggle_store.lock_leased_work(uuid, uuid[]),
kaggle_store.worker_of_execution(uuid, uuid[]), kaggle_store.check_fence(uuid, uuid[]),
kaggle_store.fence(uuid), kaggle_store.fence_child()
from public, anon, authenticated, service_role;
grant execute on function
kaggle_store.lock_leased_execution(uuid, uuid[]), kaggle_store.lock_leased_work(uuid, uuid[]),
kaggle_store.worker_of_execution(uuid, uuid[]), kaggle_store.check_fence(uuid, uuid[]),
kaggle_store.fence(uuid)
to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123010400_execution_claims',
    'cb30b30882f578417e1d27cf5a21a8ae8ad537ba670b15e3b9654c1ea542d55b'
);
