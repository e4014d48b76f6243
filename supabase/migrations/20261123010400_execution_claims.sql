-- Phase 1, claims: how several workers share the executions without two of them ever holding the same one.
--
-- claim_executions() hands out the best claimable work by priority, then age, each under a lease. The lease's id is made by the
-- caller and taken down in kaggle_store.claims, so a claim whose answer was lost can be asked again: it answers what it still holds. A worker prolongs its
-- lease by heartbeats; when it is lost the next claim takes its work over. Nobody has to sweep.

-- A repeated claim finds what it got.
create index agent_executions_lease on public.agent_executions (lease_id) where lease_id is not null;
-- Work whose last attempt is spent.
create index agent_executions_exhausted on public.agent_executions (id)
where attempts >= max_attempts
    and status in ('pending', 'data_acquisition', 'research', 'code_generation', 'training', 'submission');

create function public.claim_executions(
    p_lease_id uuid, p_worker text, p_lease_seconds double precision default 300, p_limit integer default 1
) returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
begin
    if not kaggle_store.begin_claim(p_lease_id, p_worker, p_lease_seconds) then
        return query
        select * from public.agent_executions where lease_id = p_lease_id and lease_expires_at > v_now
        order by priority desc, created_at, id;
        return;
    end if;
    -- Whoever was lost at his last attempt leaves work that has failed.
    update public.agent_executions
    set status = 'failed', error_message = format('given up after %s attempts: the lease of %s ended', attempts, worker)
    where id = any (array(
        select id from public.agent_executions
        where attempts >= max_attempts and (lease_expires_at is null or lease_expires_at <= v_now)
            and status in ('pending', 'data_acquisition', 'research', 'code_generation', 'training', 'submission')
        order by id limit 100 for no key update skip locked
    ));
    return query
    with claimed as (
        update public.agent_executions
        set lease_id = p_lease_id, worker = p_worker, lease_expires_at = v_now + p_lease_seconds * interval '1 second',
            attempts = attempts + 1, lease_end = null,
            resume_reason = case when lease_expires_at is null then resume_reason else 'reclaimed' end
        -- An array, computed once: as a join the planner may ask for the rows twice.
        where id = any (array(
            select id from public.agent_executions
            where status in ('pending', 'data_acquisition', 'research', 'code_generation', 'training', 'submission')
                and available_at <= v_now and (lease_expires_at is null or lease_expires_at <= v_now)
                and attempts < max_attempts
            order by priority desc, created_at, id limit least(greatest(p_limit, 0), 1000)
            for no key update skip locked
        ))
        returning *
    )
    select * from claimed order by priority desc, created_at, id;
end
$$;
comment on function public.claim_executions(uuid, text, double precision, integer) is
    'Claims up to p_limit executions, best first, each under the lease p_lease_id for p_lease_seconds (0.05 to 86400), and answers them; resume_reason says why each is taken up. Claimable is any live execution outside human_review whose available_at has passed and whose lease, if any, has ended. The id is new for every claim; the same again answers what it still holds. Work that was lost at its last attempt fails.';

create function public.heartbeat_execution(p_id uuid, p_lease_id uuid, p_lease_seconds double precision default 300)
returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_lease_seconds(p_lease_seconds);
    perform kaggle_store.hold_execution(p_id, p_lease_id);
    return query
    update public.agent_executions
    set lease_expires_at = greatest(lease_expires_at, kaggle_store.now() + p_lease_seconds * interval '1 second')
    where id = p_id returning *;
end
$$;
comment on function public.heartbeat_execution(uuid, uuid, double precision) is
    'Prolongs a lease to p_lease_seconds from now and answers the execution. Refused once the lease is lost (KS210). A repeat is harmless.';

-- Locks the row, so that nobody takes it between the check and the write.
create function kaggle_store.hold_execution(p_id uuid, p_lease_id uuid) returns public.agent_executions
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_execution public.agent_executions;
begin
    select * into v_execution from public.agent_executions where id = p_id for no key update;
    if v_execution.lease_id is distinct from p_lease_id or v_execution.lease_expires_at is null
        or v_execution.lease_expires_at <= kaggle_store.now()
    then
        perform kaggle_store.refuse_lost_lease('agent_executions', p_id, v_execution.worker, v_execution.lease_expires_at);
    end if;
    perform kaggle_store.act_as(v_execution.worker);
    return v_execution;
end
$$;
comment on function kaggle_store.hold_execution(uuid, uuid) is 'Locks an execution and answers it, or refuses if the lease is not its own and valid (KS210).';

-- How a lease ends. Its id and its end stay in the row, so that the same call again finds that it was carried out.
create function kaggle_store.end_execution_lease(
    p_id uuid, p_lease_id uuid, p_end kaggle_store.lease_end, p_status kaggle_store.execution_status, p_retry_at timestamptz,
    p_attempts integer, p_error text
) returns setof public.agent_executions
language sql set search_path = pg_catalog, pg_temp
as $$
    update public.agent_executions
    set status = coalesce(p_status, status), lease_expires_at = null, lease_end = p_end,
        available_at = coalesce(p_retry_at, available_at), attempts = coalesce(p_attempts, attempts),
        resume_reason = case p_end when 'retried' then 'retry' else resume_reason end,
        error_message = coalesce(left(p_error, 100000), error_message)
    where id = p_id and lease_id = p_lease_id returning *
$$;
comment on function kaggle_store.end_execution_lease(uuid, uuid, kaggle_store.lease_end, kaggle_store.execution_status, timestamptz, integer, text) is
    'Ends a lease and writes what follows from it.';

create function public.release_execution(p_id uuid, p_lease_id uuid, p_delay_seconds double precision default 0)
returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_delay constant interval := kaggle_store.check_delay(p_delay_seconds);
    v_execution public.agent_executions;
begin
    return query select * from public.agent_executions where id = p_id and lease_id = p_lease_id and lease_end = 'released';
    if not found then
        v_execution := kaggle_store.hold_execution(p_id, p_lease_id);
        return query select * from kaggle_store.end_execution_lease(
            p_id, p_lease_id, 'released', null, kaggle_store.now() + v_delay, greatest(v_execution.attempts - 1, 0), null
        );
    end if;
end
$$;
comment on function public.release_execution(uuid, uuid, double precision) is
    'Gives an execution back as it is, to be claimed again after p_delay_seconds (30 days at the most); the attempt is not counted. Refused once the lease is lost (KS210). A repeat is harmless.';

create function public.complete_execution(p_id uuid, p_lease_id uuid) returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query select * from public.agent_executions where id = p_id and lease_id = p_lease_id and lease_end = 'completed';
    if not found then
        perform kaggle_store.hold_execution(p_id, p_lease_id);
        return query select * from kaggle_store.end_execution_lease(p_id, p_lease_id, 'completed', 'completed', null, null, null);
    end if;
end
$$;
comment on function public.complete_execution(uuid, uuid) is
    'Ends an execution that has submitted. Refused from any other state (KS201) and once the lease is lost (KS210). A repeat is harmless.';

create function public.fail_execution(p_id uuid, p_lease_id uuid, p_error text, p_retry boolean default true)
returns setof public.agent_executions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_execution public.agent_executions;
begin
    return query
    select * from public.agent_executions where id = p_id and lease_id = p_lease_id and lease_end in ('retried', 'failed');
    if not found then
        v_execution := kaggle_store.hold_execution(p_id, p_lease_id);
        if coalesce(p_retry, true) and v_execution.attempts < v_execution.max_attempts then
            return query select * from kaggle_store.end_execution_lease(
                p_id, p_lease_id, 'retried', null, kaggle_store.now() + kaggle_store.retry_delay(v_execution.attempts), null, p_error
            );
        else
            return query select * from kaggle_store.end_execution_lease(p_id, p_lease_id, 'failed', 'failed', null, null, p_error);
        end if;
    end if;
end
$$;
comment on function public.fail_execution(uuid, uuid, text, boolean) is
    'Says that an attempt failed. With p_retry it keeps its state and can be claimed again after a growing delay, until max_attempts, when it fails and a person is asked; without p_retry it fails at once. Refused once the lease is lost (KS210). A repeat is harmless.';

revoke all on function
public.claim_executions(uuid, text, double precision, integer), public.heartbeat_execution(uuid, uuid, double precision),
kaggle_store.hold_execution(uuid, uuid),
kaggle_store.end_execution_lease(uuid, uuid, kaggle_store.lease_end, kaggle_store.execution_status, timestamptz, integer, text),
public.release_execution(uuid, uuid, double precision), public.complete_execution(uuid, uuid),
public.fail_execution(uuid, uuid, text, boolean)
from public, anon, authenticated, service_role, admin;
grant execute on function
public.claim_executions(uuid, text, double precision, integer), public.heartbeat_execution(uuid, uuid, double precision),
public.release_execution(uuid, uuid, double precision), public.complete_execution(uuid, uuid),
public.fail_execution(uuid, uuid, text, boolean)
to service_role, admin;

-- What belongs to an execution is written under its lease, or under that of one of its jobs, by whoever says that he has one.
-- Who carries no lease (a supervisor, a person) is not fenced here; metrics, and what Kaggle lists, never are.
-- Whose lease it is stays so until the end of the transaction: the next claim skips what is locked.
create function kaggle_store.worker_of_execution(p_execution_id uuid, p_leases uuid[]) returns text
language sql set search_path = pg_catalog, pg_temp
as $$
    select worker from public.agent_executions
    where id = p_execution_id and lease_id = any (p_leases) and lease_expires_at > kaggle_store.now()
    for no key update
$$;
comment on function kaggle_store.worker_of_execution(uuid, uuid[]) is
    'Whose lease of an execution is among these and valid, holding it; null if none is.';

-- Training jobs add their leases in their file.
create function kaggle_store.worker_within_execution(p_execution_id uuid, p_leases uuid[]) returns text
language sql set search_path = pg_catalog, pg_temp
as $$ select kaggle_store.worker_of_execution(p_execution_id, p_leases) $$;
comment on function kaggle_store.worker_within_execution(uuid, uuid[]) is
    'Whose lease of an execution, or of a job of it, is among these and valid, holding it; null if none is.';

-- For functions that write in their owner's name: there the triggers see no client.
create function kaggle_store.fence(p_execution_id uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_leases constant uuid[] := kaggle_store.leases_of_request();
    v_worker text;
    v_holder public.agent_executions;
begin
    if v_leases is not null then
        v_worker := kaggle_store.worker_within_execution(p_execution_id, v_leases);
        if v_worker is null then
            select * into v_holder from public.agent_executions where id = p_execution_id;
            perform kaggle_store.refuse_lost_lease('agent_executions', p_execution_id, v_holder.worker, v_holder.lease_expires_at);
        end if;
    end if;
    perform kaggle_store.act_as(v_worker);
end
$$;
comment on function kaggle_store.fence(uuid) is 'Refuses a request that carries a lease, unless it is a valid one of this execution (KS210).';

-- After an insert, for only rows that really came in are writes, and by its name before the other triggers; before an update.
create function kaggle_store.fence_child() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if kaggle_store.is_fenced() then
        perform kaggle_store.fence(new.execution_id);
    end if;
    return new;
end
$$;
comment on function kaggle_store.fence_child() is 'Trigger: a write that carries a lease needs a valid one of its execution (KS210).';

revoke all on function
kaggle_store.worker_of_execution(uuid, uuid[]), kaggle_store.worker_within_execution(uuid, uuid[]), kaggle_store.fence(uuid), kaggle_store.fence_child()
from public, anon, authenticated, service_role;
grant execute on function
kaggle_store.worker_of_execution(uuid, uuid[]), kaggle_store.worker_within_execution(uuid, uuid[]), kaggle_store.fence(uuid)
to authenticated, service_role;
