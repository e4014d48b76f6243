-- Phase 1, worker tokens: what a rented machine may reach.
--
-- Writers: none; tokens are signed outside of the database.
-- Readers: policies call worker_execution_id(); functions that run as owner call check_worker().
--
-- A machine that is rented by the hour gets no key of the project but a JWT of role `kaggle_worker`
-- with the claims `execution_id` and `exp`. With it a job reads its execution's code, jobs and
-- sessions, claims and reports its jobs, sends heartbeats and records metrics. The store's clock
-- decides whether it has expired; it also ends with its execution, so there is nothing to revoke.

create function kaggle_store.worker_execution_id() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant jsonb := auth.jwt();
begin
    return (
        select id from public.agent_executions
        where v_claims ->> 'role' = 'kaggle_worker'
            and id = case
                when v_claims ->> 'execution_id'
                    ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
                    then (v_claims ->> 'execution_id')::uuid
            end
            and case
                when jsonb_typeof(v_claims -> 'exp') = 'number'
                    then to_timestamp((v_claims ->> 'exp')::double precision) > kaggle_store.now()
                else false
            end
            and not kaggle_store.is_terminal(status)
    );
end
$$;
comment on function kaggle_store.worker_execution_id() is
    'The execution of the caller''s worker token; null for other roles, after its expiry, and '
    'once the execution has ended.';

create function kaggle_store.check_worker(p_execution_id uuid) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_own constant uuid := kaggle_store.worker_execution_id();
begin
    if coalesce(auth.role() = 'kaggle_worker', false) then
        if v_own is null then
            raise exception using errcode = 'KS301',
                message = 'this worker token is no longer valid',
                detail = jsonb_build_object(
                    'execution_id', auth.jwt() -> 'execution_id', 'expired_at', auth.jwt() -> 'exp'
                )::text,
                hint = 'It has expired or its execution has ended: stop working.';
        elsif p_execution_id is distinct from v_own then
            raise exception using errcode = 'KS302',
                message = 'this worker token does not include that',
                detail = jsonb_build_object('execution_id', v_own)::text,
                hint = 'It includes the jobs, sessions and metrics of its own execution only.';
        end if;
    end if;
end
$$;
comment on function kaggle_store.check_worker(uuid) is
    'Refuses a worker whose token has ended (KS301), or is another execution''s (KS302). Other '
    'roles pass.';

revoke all on function kaggle_store.worker_execution_id(), kaggle_store.check_worker(uuid)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function kaggle_store.worker_execution_id() to kaggle_worker;

-- A worker sees that its execution exists, for its metrics.
create policy "a worker knows its execution" on public.agent_executions for select to kaggle_worker
using (id = (select kaggle_store.worker_execution_id()));
grant select (id) on table public.agent_executions to kaggle_worker;
