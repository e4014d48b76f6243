-- Phase 1, worker tokens: what a rented machine may reach.
--
-- A machine that is rented by the hour gets no key of the project, but a token of role `kaggle_worker` (a JWT, made by whoever holds the
-- signing secret) that names one execution and an end: claims `execution_id` and `exp`. With it a job reads its execution's code,
-- jobs and sessions, claims and reports its jobs, sends heartbeats and records metrics. Its end is judged by the store's clock, and
-- with the execution it ends too, so that there is nothing to revoke.
--
-- The tables' policies ask worker_execution_id(); functions that run in their owner's name ask check_worker().

create function kaggle_store.worker_execution_id() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims constant jsonb := auth.jwt();
begin
    return (
        select id from public.agent_executions
        where v_claims ->> 'role' = 'kaggle_worker'
            and id = case when v_claims ->> 'execution_id' ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
                then (v_claims ->> 'execution_id')::uuid end
            and case when jsonb_typeof(v_claims -> 'exp') = 'number'
                then to_timestamp((v_claims ->> 'exp')::double precision) > kaggle_store.now() else false end
            and status not in ('completed', 'failed', 'cancelled')
    );
end
$$;
comment on function kaggle_store.worker_execution_id() is
    'The execution that the caller''s worker token opens; null for other roles, after the token''s end, and once the execution has ended.';

create function kaggle_store.check_worker(p_execution_id uuid) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_own constant uuid := kaggle_store.worker_execution_id();
begin
    if coalesce(auth.role() = 'kaggle_worker', false) then
        if v_own is null then
            raise exception using errcode = 'KS301', message = 'this worker token opens nothing any more',
                detail = jsonb_build_object('execution_id', auth.jwt() -> 'execution_id', 'expired_at', auth.jwt() -> 'exp')::text,
                hint = 'It has expired, or its execution has ended: stop.';
        elsif p_execution_id is distinct from v_own then
            raise exception using errcode = 'KS302', message = 'this worker token does not reach that',
                detail = jsonb_build_object('execution_id', v_own)::text,
                hint = 'It opens the jobs, sessions and metrics of its own execution.';
        end if;
    end if;
end
$$;
comment on function kaggle_store.check_worker(uuid) is
    'Refuses a worker whose token has ended (KS301), or is another execution''s (KS302). Other roles pass.';

revoke all on function kaggle_store.worker_execution_id(), kaggle_store.check_worker(uuid)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function kaggle_store.worker_execution_id() to kaggle_worker;

-- That it exists, for the metrics that name it.
create policy "a worker knows its execution" on public.agent_executions for select to kaggle_worker
using (id = (select kaggle_store.worker_execution_id()));
grant select (id) on table public.agent_executions to kaggle_worker;
