-- Phase 0, lifecycles: which moves a status may make, as data, and the guard that keeps to it.
--
-- Five tables have a status that means something: executions, GPU sessions, training jobs, submissions and interventions. Each
-- has a trigger that asks check_move() before a status changes, whoever changes it; a refusal lists the allowed moves.

create table kaggle_store.allowed_moves (
    lifecycle text not null,
    from_status text not null,
    to_status text not null,
    only_after text not null default 'any',
    primary key (lifecycle, from_status, to_status, only_after)
);
comment on table kaggle_store.allowed_moves is 'Every move that a status may make.';
comment on column kaggle_store.allowed_moves.lifecycle is 'Whose status: the table.';
comment on column kaggle_store.allowed_moves.from_status is 'Where it stands.';
comment on column kaggle_store.allowed_moves.to_status is 'Where it may go.';
comment on column kaggle_store.allowed_moves.only_after is 'Only if this is the status that a review interrupted, or only by what Kaggle lists (`listed`); `any` otherwise.';
alter table kaggle_store.allowed_moves enable row level security;
create policy "everybody inside may read the allowed moves" on kaggle_store.allowed_moves for select to authenticated using (true);
revoke all on table kaggle_store.allowed_moves from public, anon, authenticated, service_role;
grant select on table kaggle_store.allowed_moves to authenticated, service_role;

insert into kaggle_store.allowed_moves (lifecycle, from_status, to_status)
values
('agent_executions', 'pending', 'data_acquisition'),
('agent_executions', 'data_acquisition', 'research'),
('agent_executions', 'research', 'code_generation'),
('agent_executions', 'code_generation', 'training'),
('agent_executions', 'training', 'submission'),
('agent_executions', 'submission', 'completed'),
-- Another round.
('agent_executions', 'training', 'code_generation'),
('agent_executions', 'training', 'research'),
('agent_executions', 'submission', 'research'),
('agent_executions', 'submission', 'code_generation'),
('agent_executions', 'submission', 'training'),
('gpu_sessions', 'provisioning', 'running'),
('gpu_sessions', 'running', 'idle'),
('gpu_sessions', 'idle', 'running'),
('gpu_sessions', 'provisioning', 'terminated'),
('gpu_sessions', 'running', 'terminated'),
('gpu_sessions', 'idle', 'terminated'),
('gpu_sessions', 'provisioning', 'failed'),
('gpu_sessions', 'running', 'failed'),
('gpu_sessions', 'idle', 'failed'),
('training_jobs', 'queued', 'running'),
('training_jobs', 'queued', 'cancelled'),
('training_jobs', 'queued', 'failed'),
('training_jobs', 'running', 'completed'),
('training_jobs', 'running', 'failed'),
('training_jobs', 'running', 'cancelled'),
('submissions', 'pending', 'submitted'),
('submissions', 'pending', 'failed'),
('submissions', 'pending', 'unknown'),
-- Kaggle may have scored what nobody saw it take.
('submissions', 'pending', 'scored'),
('submissions', 'unknown', 'submitted'),
('submissions', 'unknown', 'scored'),
('submissions', 'unknown', 'failed'),
('submissions', 'submitted', 'scored'),
('submissions', 'submitted', 'failed'),
('submissions', 'submitted', 'unknown'),
('submissions', 'submitted', 'disqualified'),
('submissions', 'scored', 'disqualified'),
('human_interventions', 'pending', 'escalated'),
('human_interventions', 'pending', 'reviewed'),
('human_interventions', 'pending', 'approved'),
('human_interventions', 'pending', 'rejected'),
('human_interventions', 'escalated', 'reviewed'),
('human_interventions', 'escalated', 'approved'),
('human_interventions', 'escalated', 'rejected');

-- Any live execution may be stopped, or interrupted by a review, which goes back to where it came from; from a review of training
-- the way to submission is open too.
insert into kaggle_store.allowed_moves (lifecycle, from_status, to_status, only_after)
select 'agent_executions', live, move.to_status, 'any'
from unnest(array['pending', 'data_acquisition', 'research', 'code_generation', 'training', 'submission']) as live
cross join (values ('human_review'), ('failed'), ('cancelled')) as move (to_status)
union all
select 'agent_executions', 'human_review', live, live
from unnest(array['pending', 'data_acquisition', 'research', 'code_generation', 'training', 'submission']) as live
union all
values
('agent_executions', 'human_review', 'submission', 'training'),
('agent_executions', 'human_review', 'failed', 'any'),
('agent_executions', 'human_review', 'cancelled', 'any'),
-- Kaggle may list as taken what was thought to have failed.
('submissions', 'failed', 'submitted', 'listed'),
('submissions', 'failed', 'scored', 'listed');

create function kaggle_store.check_move(p_lifecycle text, p_id uuid, p_from text, p_to text, p_remembered text default null)
returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_allowed constant text[] := array(
        select distinct to_status from kaggle_store.allowed_moves
        where lifecycle = p_lifecycle and from_status = p_from and only_after in ('any', p_remembered)
        order by to_status
    );
begin
    if p_to <> all (v_allowed) then
        raise exception using errcode = 'KS201',
            message = format('%s %s is %s and cannot become %s', p_lifecycle, p_id, p_from, p_to),
            detail = jsonb_build_object('table', p_lifecycle, 'id', p_id, 'from', p_from, 'to', p_to, 'allowed', v_allowed)::text,
            hint = case
                when cardinality(v_allowed) = 0 then format('%s is an end: nothing follows it.', p_from)
                else format('From %s it may become %s.', p_from, array_to_string(v_allowed, ', '))
            end;
    end if;
end
$$;
comment on function kaggle_store.check_move(text, uuid, text, text, text) is
    'Refuses a move of a status that is not in allowed_moves (KS201), listing those that are.';
revoke all on function kaggle_store.check_move(text, uuid, text, text, text) from public, anon, authenticated, service_role;
grant execute on function kaggle_store.check_move(text, uuid, text, text, text) to authenticated, service_role;

-- Leases --------------------------------------------------------------------------------------------------------------

-- A worker that claims work gets a lease: an id of its own and a time. Its writes carry the id in the header `x-lease-id`
-- (several, separated by commas), and a worker whose lease has ended is refused, however late its write arrives. The owner of the
-- tables, in whose name our own functions run, is not fenced: they check leases themselves.

create type kaggle_store.resume_reason as enum ('fresh', 'retry', 'reclaimed', 'answered');
comment on type kaggle_store.resume_reason is
    'Why work is taken up: for the first time, after a failure, after its worker was lost, or after a person''s answer.';

create function kaggle_store.leases_of_request() returns uuid[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select case when current_setting('request.headers', true) like '%"x-lease-id"%' then array(
        select trim(lease)::uuid
        from string_to_table(current_setting('request.headers', true)::json ->> 'x-lease-id', ',') as lease
        where trim(lease) ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
    ) end
$$;
comment on function kaggle_store.leases_of_request() is 'The leases that this request carries in x-lease-id; null when it has no such header.';

create function kaggle_store.is_fenced() returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$ select current_user in ('authenticated', 'service_role', 'admin', 'kaggle_worker') $$;
comment on function kaggle_store.is_fenced() is 'Whether the caller is a client, rather than one of our own functions.';

create function kaggle_store.refuse_lost_lease(p_table text, p_id uuid, p_worker text, p_expires_at timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using errcode = 'KS210', message = format('the lease of %s %s is lost', p_table, p_id),
        detail = jsonb_build_object(
            'table', p_table, 'id', p_id, 'worker', p_worker, 'lease_expires_at', p_expires_at, 'now', kaggle_store.now()
        )::text,
        hint = 'Stop: somebody else may be at this work. Claim again to go on.';
end
$$;
comment on function kaggle_store.refuse_lost_lease(text, uuid, text, timestamptz) is 'Refuses a write under a lease that has ended or is another''s (KS210).';

create function kaggle_store.refuse_leased(p_table text, p_id uuid, p_worker text, p_expires_at timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using errcode = 'KS211', message = format('%s %s is being worked on by %s', p_table, p_id, p_worker),
        detail = jsonb_build_object('table', p_table, 'id', p_id, 'worker', p_worker, 'lease_expires_at', p_expires_at)::text,
        hint = 'Only its worker may change it, until the lease ends; anybody may cancel it.';
end
$$;
comment on function kaggle_store.refuse_leased(text, uuid, text, timestamptz) is 'Refuses a write to work that is somebody else''s (KS211).';

-- Until the end of the transaction, or the next check. A client cannot say it himself: only a valid lease does.
create function kaggle_store.act_as(p_worker text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('kaggle_store.worker', coalesce(p_worker, ''), true);
end
$$;
comment on function kaggle_store.act_as(text) is 'Notes the worker whose valid lease was shown, for the history; null for none.';

-- For a row that can be leased itself.
create function kaggle_store.check_lease(
    p_table text, p_id uuid, p_lease_id uuid, p_worker text, p_expires_at timestamptz, p_is_cancelled boolean,
    p_is_repeat boolean
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_leases constant uuid[] := kaggle_store.leases_of_request();
    v_is_leased constant boolean := coalesce(p_expires_at > kaggle_store.now(), false);
begin
    if p_is_repeat and p_lease_id = any (v_leases) then
        return;
    end if;
    if v_leases is null then
        if v_is_leased and not p_is_cancelled then
            perform kaggle_store.refuse_leased(p_table, p_id, p_worker, p_expires_at);
        end if;
        perform kaggle_store.act_as(null);
    else
        if not v_is_leased or p_lease_id <> all (v_leases) then
            perform kaggle_store.refuse_lost_lease(p_table, p_id, p_worker, p_expires_at);
        end if;
        perform kaggle_store.act_as(p_worker);
    end if;
end
$$;
comment on function kaggle_store.check_lease(text, uuid, uuid, text, timestamptz, boolean, boolean) is
    'Refuses a client''s write to leased work unless it carries the lease (KS211), or if the lease it carries is lost (KS210). Cancelling needs none; the end that was written under the last lease may be written again.';

create function kaggle_store.check_lease_seconds(p_seconds double precision) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if p_seconds is null or not p_seconds between 0.05 and 86400 then
        raise exception using errcode = 'KS212', message = format('a lease of %s seconds cannot be given', p_seconds),
            detail = jsonb_build_object('least', 0.05, 'most', 86400)::text, hint = 'Ask for less and prolong it by heartbeats.';
    end if;
end
$$;
comment on function kaggle_store.check_lease_seconds(double precision) is 'Refuses a lease shorter than 50 ms or longer than a day (KS212).';

create function kaggle_store.check_delay(p_seconds double precision) returns interval
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if not coalesce(p_seconds, 0) between 0 and 2592000 then
        raise exception using errcode = 'KS212', message = format('work cannot be given back for %s seconds', p_seconds),
            detail = jsonb_build_object('least', 0, 'most', 2592000)::text, hint = 'Thirty days are the most.';
    end if;
    return coalesce(p_seconds, 0) * interval '1 second';
end
$$;
comment on function kaggle_store.check_delay(double precision) is 'A delay of 0 to 30 days, or a refusal (KS212).';

-- Every claim ever made, for as long as it could be repeated: a lease's id is used once, so that no write of an earlier life passes.
create table kaggle_store.claims (
    lease_id uuid primary key,
    worker varchar(200) not null,
    claimed_at timestamptz not null default kaggle_store.now()
);
comment on table kaggle_store.claims is 'The claims of the last day, by their lease.';
comment on column kaggle_store.claims.lease_id is 'The lease that was asked for.';
comment on column kaggle_store.claims.worker is 'Who asked.';
comment on column kaggle_store.claims.claimed_at is 'When.';
create index claims_claimed_at on kaggle_store.claims using brin (claimed_at);
alter table kaggle_store.claims enable row level security;
create policy "an admin may see the claims" on kaggle_store.claims for select to admin using (true);
revoke all on table kaggle_store.claims from public, anon, authenticated, service_role, admin;

-- The same claim, sent again while the first is still under way, waits here for its end.
create function kaggle_store.begin_claim(p_lease_id uuid, p_worker text, p_lease_seconds double precision) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_lease_seconds(p_lease_seconds);
    if p_lease_id is null or coalesce(length(p_worker), 0) not between 1 and 200 then
        raise exception using errcode = 'KS213', message = 'a claim names a new lease and its worker',
            detail = jsonb_build_object('field', case when p_lease_id is null then 'p_lease_id' else 'p_worker' end)::text,
            hint = 'Give a UUID, and a name of 1 to 200 characters.';
    end if;
    perform kaggle_store.act_as(p_worker);
    insert into kaggle_store.claims (lease_id, worker) values (p_lease_id, p_worker) on conflict do nothing;
    return found;
end
$$;
comment on function kaggle_store.begin_claim(uuid, text, double precision) is
    'Takes down a claim and answers whether it is new; refuses what cannot be claimed with (KS212, KS213).';

-- Who has signed in answers and approves in his own name; a trusted agent says for whom it speaks.
create function kaggle_store.named_person(p_name text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select left(case
        when auth.role() = 'service_role' then coalesce(p_name, auth.jwt() ->> 'sub')
        else coalesce(auth.jwt() ->> 'email', auth.jwt() ->> 'sub', p_name)
    end, 100)
$$;
comment on function kaggle_store.named_person(text) is 'The signed-in person, by address or id; for the trusted agent the name that it gives.';

-- The end that was written under a lease may be written again, as long as that changes nothing.
create function kaggle_store.is_repeated_end(p_old jsonb, p_new jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select p_new ->> 'status' in ('completed', 'failed', 'cancelled') and p_new - 'updated_at' = p_old - 'updated_at' $$;
comment on function kaggle_store.is_repeated_end(jsonb, jsonb) is 'Whether an update leaves a row that has ended as it is.';

-- Cancelling somebody's work is all that a stranger may do to it, and he may say why.
create function kaggle_store.is_only_cancelled(p_old jsonb, p_new jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select p_new ->> 'status' = 'cancelled'
        and p_new - array['status', 'error_message', 'updated_at'] = p_old - array['status', 'error_message', 'updated_at']
$$;
comment on function kaggle_store.is_only_cancelled(jsonb, jsonb) is 'Whether a change of a row cancels it and does nothing else.';

-- Work is not begun for what has ended. After the insert, for only rows that really came in; it holds the execution's status still.
create function kaggle_store.refuse_after_the_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_status text;
begin
    select status into v_status from public.agent_executions where id = new.execution_id for share;
    if v_status in ('completed', 'cancelled') or (v_status = 'failed' and tg_table_name <> 'human_interventions') then
        raise exception using errcode = 'KS204', message = format('execution %s is %s', new.execution_id, v_status),
            detail = jsonb_build_object('execution_id', new.execution_id, 'status', v_status, 'table', tg_table_name)::text,
            hint = 'Nothing new is begun for it: make another execution.';
    end if;
    return null;
end
$$;
comment on function kaggle_store.refuse_after_the_end() is 'Trigger: refuses new work of an execution that has ended (KS204).';

-- Thirty seconds, doubled with every attempt, an hour at the most; the jitter keeps workers from returning in step.
create function kaggle_store.retry_delay(p_attempts integer) returns interval
language sql volatile set search_path = pg_catalog, pg_temp
as $$ select least(30 * 2 ^ least(greatest(p_attempts, 1) - 1, 20), 3600) * (0.75 + random() / 2) * interval '1 second' $$;
comment on function kaggle_store.retry_delay(integer) is 'How long work waits after its n-th failed attempt: 30 s doubled each time, at most an hour, a quarter more or less.';

revoke all on function
kaggle_store.leases_of_request(), kaggle_store.is_fenced(), kaggle_store.refuse_lost_lease(text, uuid, text, timestamptz),
kaggle_store.refuse_leased(text, uuid, text, timestamptz), kaggle_store.act_as(text),
kaggle_store.check_lease(text, uuid, uuid, text, timestamptz, boolean, boolean), kaggle_store.check_lease_seconds(double precision),
kaggle_store.check_delay(double precision), kaggle_store.begin_claim(uuid, text, double precision),
kaggle_store.named_person(text), kaggle_store.retry_delay(integer), kaggle_store.is_only_cancelled(jsonb, jsonb), kaggle_store.is_repeated_end(jsonb, jsonb),
kaggle_store.refuse_after_the_end()
from public, anon, authenticated, service_role;
grant execute on function
kaggle_store.leases_of_request(), kaggle_store.is_fenced(), kaggle_store.refuse_lost_lease(text, uuid, text, timestamptz),
kaggle_store.refuse_leased(text, uuid, text, timestamptz), kaggle_store.act_as(text),
kaggle_store.check_lease(text, uuid, uuid, text, timestamptz, boolean, boolean), kaggle_store.is_only_cancelled(jsonb, jsonb),
kaggle_store.is_repeated_end(jsonb, jsonb)
to authenticated, service_role;
