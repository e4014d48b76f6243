-- Phase 3, GPU budget: reservations, heartbeats and the end of GPU sessions.
--
-- Writers: GPU management and the rented machine itself (heartbeats).
-- Readers: supervisors poll gpu_sessions_due().
--
-- Opening a session reserves its cost limit in the execution's budget; a session that has ended
-- counts with its real cost. No reservation exceeds the budget, however many are requested at once.
-- Heartbeats compute the real cost by the database's clock; a cost beyond a limit is still
-- recorded, blocks new sessions and requests the session's termination. A session costs until
-- close_gpu_session() confirms that its provider has stopped it.
--
-- A session that is inserted in a later state was opened elsewhere: it reserves nothing and is not
-- refused, and its cost counts. A session is locked before its execution, here and in its triggers.

-- While it runs a session counts with its reservation, or its cost once that is higher; afterwards
-- with its cost.
create function kaggle_store.gpu_budget_taken(p_execution_id uuid) returns numeric
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select coalesce(sum(greatest(reserved_dollars, total_cost_dollars)), 0)
    from public.gpu_sessions where execution_id = p_execution_id
$$;
comment on function kaggle_store.gpu_budget_taken(uuid) is
    'What an execution''s sessions have used or reserved of its GPU budget, in US dollars.';

-- Before the insert: locks the budget against concurrent inserts and fills what was left out. It
-- refuses nothing, because it also runs for rows that turn out to be a repeat.
create function kaggle_store.prepare_gpu_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    v_ran constant interval := least(new.total_runtime_minutes, 1e6) * interval '1 minute';
    v_budget numeric;
begin
    -- No creation time in the future: a missing heartbeat would not be noticed.
    new.created_at := least(new.created_at, v_now);
    if new.provisioned_at > v_now then
        new.provisioned_at := v_now;
    end if;
    new.reserved_dollars := null;
    if kaggle_store.is_terminal(new.status) then
        new.terminated_at := coalesce(
            new.terminated_at, case when v_ran > '0'
                then new.provisioned_at + v_ran end, greatest(v_now, new.provisioned_at)
        );
        if v_ran > '0' then
            new.provisioned_at := coalesce(new.provisioned_at, new.terminated_at - v_ran);
        end if;
    elsif new.status <> 'provisioning' then
        new.provisioned_at := coalesce(new.provisioned_at, v_now);
        new.last_heartbeat_at := v_now;
    else
        -- In a repeat or an upsert the session is locked before the job whose lease is used, and
        -- that before its execution.
        perform from public.gpu_sessions
        where id = new.id or (
            provider = new.provider and instance_id = new.instance_id
                and status in ('provisioning', 'running', 'idle')
        )
        order by id for no key update;
        perform kaggle_store.lock_leased_work(
            new.execution_id, kaggle_store.leases_of_request()
        );
        select gpu_budget_dollars into v_budget from public.agent_executions
        where id = new.execution_id for no key update;
        new.cost_limit_dollars := coalesce(
            new.cost_limit_dollars,
            greatest(v_budget - kaggle_store.gpu_budget_taken(new.execution_id), 0)
        );
        new.reserved_dollars := new.cost_limit_dollars;
    end if;
    return new;
end
$$;
comment on function kaggle_store.prepare_gpu_session() is
    'Trigger: a new session''s limit defaults to the remaining budget; missing times of an '
    'imported one are filled.';

-- After the insert: only stored rows are checked.
create function kaggle_store.check_gpu_budget() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_budget numeric;
    v_taken numeric;
begin
    select gpu_budget_dollars into v_budget from public.agent_executions
    where id = new.execution_id for no key update;
    v_taken := kaggle_store.gpu_budget_taken(new.execution_id);
    if v_taken > v_budget
        or (new.reserved_dollars = 0 and coalesce(new.hourly_rate_dollars, 1) > 0) then
        raise exception using errcode = 'KS220',
            message = format(
                'the GPU budget of execution %s does not allow this session', new.execution_id
            ),
            detail = jsonb_build_object(
                'execution_id', new.execution_id, 'budget', v_budget, 'asked', new.reserved_dollars,
                'left',
                greatest(
                    v_budget - v_taken + greatest(new.reserved_dollars, new.total_cost_dollars), 0
                )
            )::text,
            hint = 'Ask for a lower cost_limit_dollars, close a session, or raise '
                'gpu_budget_dollars.';
    end if;
    return null;
end
$$;
comment on function kaggle_store.check_gpu_budget() is
    'Trigger: refuses a reservation beyond the budget (KS220).';

create trigger prepare_gpu_session before insert on public.gpu_sessions
for each row when (current_setting('kaggle_store.restores', true) is distinct from 'on')
execute function kaggle_store.prepare_gpu_session();
create trigger check_gpu_budget after insert on public.gpu_sessions
for each row when (new.reserved_dollars is not null)
execute function kaggle_store.check_gpu_budget();
-- Not `update of`: what is reserved is changed by another trigger.
create trigger check_raised_limit after update on public.gpu_sessions
for each row
when (
    new.reserved_dollars > old.reserved_dollars
    or (
        new.reserved_dollars = 0 and new.hourly_rate_dollars > 0
            and coalesce(old.hourly_rate_dollars, 0) = 0
    )
)
execute function kaggle_store.check_gpu_budget();

create function kaggle_store.move_gpu_session() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
begin
    if new.status <> old.status then
        perform kaggle_store.check_move('gpu_sessions', old.id, old.status::text, new.status::text);
        if kaggle_store.is_terminal(new.status) then
            new.terminated_at := greatest(v_now, old.provisioned_at);
        elsif new.status = 'running' then
            new.provisioned_at := coalesce(old.provisioned_at, v_now);
            new.last_heartbeat_at := coalesce(new.last_heartbeat_at, v_now);
        end if;
    end if;
    -- A session keeps its reservation until it ends, even if the limit is set to null.
    if kaggle_store.is_terminal(new.status) then
        new.reserved_dollars := null;
    elsif old.reserved_dollars is not null then
        new.cost_limit_dollars := coalesce(new.cost_limit_dollars, old.cost_limit_dollars);
        new.reserved_dollars := new.cost_limit_dollars;
    end if;
    -- The cost since the last update, at the rate that applied: a new rate counts from now on, the
    -- first known rate from the start. A bill of the provider replaces what the clock computed.
    if not kaggle_store.is_terminal(old.status) and new.provisioned_at is not null and (
        new.status <> old.status or new.last_heartbeat_at is distinct from old.last_heartbeat_at
        or new.hourly_rate_dollars is distinct from old.hourly_rate_dollars
    ) then
        new.total_runtime_minutes := greatest(
            old.total_runtime_minutes, extract(epoch from v_now - new.provisioned_at) / 60
        );
        new.total_cost_dollars := least(9999999999, case
            when old.hourly_rate_dollars is null and old.total_cost_dollars = 0
                then new.total_runtime_minutes / 60 * coalesce(new.hourly_rate_dollars, 0)
            else old.total_cost_dollars
                + (new.total_runtime_minutes - old.total_runtime_minutes) / 60 * coalesce(
                    old.hourly_rate_dollars, 0
                )
        end);
    end if;
    new.total_cost_dollars := coalesce(new.billed_dollars, new.total_cost_dollars);
    return new;
end
$$;
comment on function kaggle_store.move_gpu_session() is
    'Trigger: checks a move of the status and computes what the session has cost.';
create trigger move_gpu_session before update on public.gpu_sessions
for each row execute function kaggle_store.move_gpu_session();

-- Why a session must end, by now; null while it may continue.
create function kaggle_store.reason_to_terminate(
    p_session public.gpu_sessions, p_status kaggle_store.execution_status,
    p_budget_dollars numeric, p_consumed_dollars numeric
) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return case
        when kaggle_store.is_terminal(p_session.status) then null
        when p_session.terminate_requested then p_session.terminate_reason
        when kaggle_store.is_terminal(p_status) then 'execution_ended'
        when p_session.auto_terminate_at <= kaggle_store.now() then 'deadline'
        when p_session.hourly_rate_dollars > 0
        and p_session.cost_limit_dollars <= p_session.total_cost_dollars + greatest(
            extract(epoch from kaggle_store.now() - p_session.provisioned_at) / 3600
                - p_session.total_runtime_minutes / 60, 0
        ) * p_session.hourly_rate_dollars then 'cost_limit'
        when p_consumed_dollars > p_budget_dollars then 'budget'
        when coalesce(p_session.last_heartbeat_at, p_session.provisioned_at, p_session.created_at)
            < kaggle_store.now() - case when p_session.status = 'provisioning'
                then interval '30 minutes' else interval '5 minutes' end
            then 'stale_heartbeat'
    end;
end
$$;
comment on function kaggle_store.reason_to_terminate(
    public.gpu_sessions, kaggle_store.execution_status, numeric, numeric
) is
    'Why a session must end, given its execution''s status, budget and consumed budget: '
    'the requested reason, execution_ended, deadline, cost_limit, budget, or '
    'stale_heartbeat (5 minutes; 30 while provisioning). Null while it may continue.';

-- Functions return sessions without SSH credentials, which the caller may not select.
create function kaggle_store.without_ssh(p_session public.gpu_sessions) returns public.gpu_sessions
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
    p_session.ssh_connection_info := null;
    return p_session;
end
$$;
comment on function kaggle_store.without_ssh(public.gpu_sessions) is
    'A session without its SSH credentials.';

create function public.heartbeat_gpu_session(
    p_id uuid, p_gpu_utilization_percent double precision default null
)
returns table (
    status kaggle_store.gpu_session_status, total_cost_dollars kaggle_store.dollars,
    session_left_dollars kaggle_store.dollars, execution_left_dollars kaggle_store.dollars,
    should_stop boolean, reason text
)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_execution public.agent_executions;
    v_session public.gpu_sessions;
    v_reason text;
    -- An invalid utilisation does not invalidate the heartbeat.
    v_utilization constant numeric := case when p_gpu_utilization_percent <> 'NaN'
        then round(least(greatest(p_gpu_utilization_percent, 0), 100)::numeric, 2) end;
begin
    perform kaggle_store.check_worker(
        (select s.execution_id from public.gpu_sessions as s where s.id = p_id)
    );
    select s.* into v_session from public.gpu_sessions as s where s.id = p_id for no key update;
    if v_session.id is null then
        raise exception using errcode = 'P0002',
            message = format('there is no GPU session %s', p_id);
    end if;
    perform kaggle_store.fence(v_session.execution_id);
    if not kaggle_store.is_terminal(v_session.status) then
        update public.gpu_sessions as s
        set last_heartbeat_at = kaggle_store.now(),
            gpu_utilization_percent = coalesce(v_utilization, s.gpu_utilization_percent),
            status = case
                when s.status = 'provisioning' or v_utilization >= 5 then 'running'
                when v_utilization < 5 then 'idle'
                else s.status
            end
        where s.id = p_id returning s.* into v_session;
    end if;
    select e.* into v_execution from public.agent_executions as e
    where e.id = v_session.execution_id;
    if not kaggle_store.is_terminal(v_session.status) then
        v_reason := kaggle_store.reason_to_terminate(
            v_session, v_execution.status, v_execution.gpu_budget_dollars,
            v_execution.gpu_budget_consumed
        );
        if v_reason is not null and not v_session.terminate_requested then
            update public.gpu_sessions as s
            set terminate_requested = true, terminate_reason = v_reason where s.id = p_id;
        end if;
    else
        v_reason := coalesce(v_session.terminate_reason, v_session.status::text);
    end if;
    return query select
        v_session.status, v_session.total_cost_dollars,
        case when v_session.cost_limit_dollars is not null then greatest(
            v_session.cost_limit_dollars - v_session.total_cost_dollars, 0
        ) end::kaggle_store.dollars,
        greatest(
            v_execution.gpu_budget_dollars - v_execution.gpu_budget_consumed, 0
        )::kaggle_store.dollars,
        v_reason is not null, v_reason;
end
$$;
comment on function public.heartbeat_gpu_session(uuid, double precision) is
    'Records a heartbeat and the utilisation of the GPU (0 to 100; below 5 the session is idle, '
    'null keeps the last value). Computes the cost by the database''s clock and returns what is '
    'left of the session''s cost limit (null without one) and of the execution''s GPU budget (all '
    'sessions together), and whether to stop, and why: execution_ended, deadline, cost_limit, '
    'budget, stale_heartbeat, or the requested reason. A repeat is harmless.';

create function public.close_gpu_session(
    p_id uuid, p_status kaggle_store.gpu_session_status default 'terminated',
    p_total_cost_dollars kaggle_store.dollars default null, p_error_message text default null
) returns setof public.gpu_sessions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_session public.gpu_sessions;
begin
    select * into v_session from public.gpu_sessions where id = p_id for no key update;
    if v_session.id is null then
        raise exception using errcode = 'P0002',
            message = format('there is no GPU session %s', p_id);
    end if;
    perform kaggle_store.fence(v_session.execution_id);
    if kaggle_store.is_terminal(p_status) is not true then
        raise exception using errcode = 'KS201',
            message = format('a session cannot be closed as %s', p_status),
            detail = jsonb_build_object(
                'table', 'gpu_sessions', 'id', p_id, 'from', v_session.status, 'to', p_status,
                'allowed', array['failed', 'terminated']
            )::text,
            hint = 'Close it as terminated or failed.';
    end if;
    if not kaggle_store.is_terminal(v_session.status) then
        update public.gpu_sessions
        set status = p_status, error_message = coalesce(p_error_message, error_message),
            billed_dollars = p_total_cost_dollars
        where id = p_id;
    else
        -- The first end is kept; a later bill is still stored.
        update public.gpu_sessions set billed_dollars = p_total_cost_dollars
        where id = p_id and billed_dollars is distinct from p_total_cost_dollars
            and p_total_cost_dollars is not null;
    end if;
    return query
    select shown.* from public.gpu_sessions as s
    cross join lateral kaggle_store.without_ssh(s) as shown where s.id = p_id;
end
$$;
comment on function public.close_gpu_session(
    uuid, kaggle_store.gpu_session_status, kaggle_store.dollars, text
) is
    'Confirms that the provider has stopped a machine (terminated) or lost it (failed), and '
    'computes its final cost, or stores what the provider charged. A session that has ended only '
    'takes the bill. A repeat is harmless.';

create function public.request_gpu_termination(p_id uuid, p_reason text default 'requested')
returns setof public.gpu_sessions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_session public.gpu_sessions;
begin
    select * into v_session from public.gpu_sessions where id = p_id for no key update;
    if v_session.id is null then
        raise exception using errcode = 'P0002',
            message = format('there is no GPU session %s', p_id);
    end if;
    perform kaggle_store.fence(v_session.execution_id);
    update public.gpu_sessions
    set terminate_requested = true,
        terminate_reason = coalesce(terminate_reason, left(p_reason, 50), 'requested')
    where id = p_id and not kaggle_store.is_terminal(status) and not terminate_requested;
    return query
    select shown.* from public.gpu_sessions as s
    cross join lateral kaggle_store.without_ssh(s) as shown where s.id = p_id;
end
$$;
comment on function public.request_gpu_termination(uuid, text) is
    'Requests the termination of a live session and returns the session: its next heartbeat '
    'returns should_stop, and it is due. A repeat is harmless.';

revoke all on function
kaggle_store.gpu_budget_taken(uuid), kaggle_store.prepare_gpu_session(),
kaggle_store.check_gpu_budget(), kaggle_store.move_gpu_session(),
kaggle_store.without_ssh(public.gpu_sessions),
kaggle_store.reason_to_terminate(
    public.gpu_sessions, kaggle_store.execution_status, numeric, numeric
),
public.heartbeat_gpu_session(uuid, double precision),
public.close_gpu_session(uuid, kaggle_store.gpu_session_status, kaggle_store.dollars, text),
public.request_gpu_termination(uuid, text)
from public, anon, authenticated, service_role, admin;
grant execute on function
public.heartbeat_gpu_session(uuid, double precision),
public.close_gpu_session(uuid, kaggle_store.gpu_session_status, kaggle_store.dollars, text),
public.request_gpu_termination(uuid, text)
to service_role, admin;
grant execute on function public.heartbeat_gpu_session(uuid, double precision) to kaggle_worker;

-- Sessions due ------------------------------------------------------------------------------------

create type public.gpu_session_due as (
    id uuid, execution_id uuid, provider text, instance_id text,
    status kaggle_store.gpu_session_status, reason text, total_cost_dollars kaggle_store.dollars,
    last_heartbeat_at timestamptz
);
comment on type public.gpu_session_due is 'A live session to terminate, with the reason.';

create function public.gpu_sessions_due() returns public.gpu_session_due[]
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- A session that is due stays due: the reason is stored for its next heartbeat. A session whose
    -- heartbeat is being written is left to the next poll.
    update public.gpu_sessions as s
    set terminate_requested = true, terminate_reason = kaggle_store.reason_to_terminate(
        s, e.status, e.gpu_budget_dollars, e.gpu_budget_consumed
    )
    from public.agent_executions as e
    where e.id = s.execution_id and kaggle_store.reason_to_terminate(
            s, e.status, e.gpu_budget_dollars, e.gpu_budget_consumed
        ) is not null
        and s.id = any (array(
        select live.id from public.gpu_sessions as live
        where live.status in ('provisioning', 'running', 'idle') and not live.terminate_requested
        order by live.id for no key update skip locked
    ));
    return array(
        select row(
            s.id, s.execution_id, s.provider, s.instance_id, s.status, s.terminate_reason,
            s.total_cost_dollars, s.last_heartbeat_at
        )::public.gpu_session_due
        from public.gpu_sessions as s
        where s.status in ('provisioning', 'running', 'idle') and s.terminate_requested
        order by s.id
    );
end
$$;
comment on function public.gpu_sessions_due() is
    'The live sessions that must be terminated, each with the reason: requested, execution_ended, '
    'deadline, cost_limit, budget or stale_heartbeat. Terminate each at its provider, then close '
    'it. A repeat returns the same until it is closed.';
revoke all on function public.gpu_sessions_due()
from public, anon, authenticated, service_role, admin;
grant execute on function public.gpu_sessions_due() to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030110_gpu_budget',
    '7b389f1cad766b14fb878b3a2f78bdedd1b428838627079073daacf3d5086880'
);
