-- Phase 3, GPU terminations: the attempts to stop the machines of sessions that are due.
--
-- Writers: supervisors (`kaggle-store supervise`), through claim and finish.
-- Readers: people; the trigger that escalates, in a later file.
--
-- A supervisor claims a session that is due under a lease, by the database's clock, stops its
-- machine at the provider, asks the provider whether it has stopped, and records the answer here:
-- the confirmation and the end of the session are one transaction. One that ends between the two
-- leaves a claim that expires, and the next one starts with asking the provider. A failed attempt
-- is repeated after a growing delay, without end, as the machine costs money without end; the sixth
-- failure escalates, once per session. A session is locked before its termination.

create table public.gpu_terminations (
    id uuid primary key default kaggle_store.new_id(),
    gpu_session_id uuid not null,
    execution_id uuid not null,
    attempts integer not null default 0 constraint attempts_are_counted check (attempts >= 0),
    next_attempt_at kaggle_store.moment not null default kaggle_store.now(),
    claim_id uuid,
    claimed_by varchar(200),
    claimed_until kaggle_store.moment,
    provider_status varchar(100),
    last_error varchar(1000),
    escalated_at kaggle_store.moment,
    confirmed_at kaggle_store.moment,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    constraint a_session_has_one_termination unique (gpu_session_id, execution_id),
    constraint a_termination_belongs_to_its_session
        foreign key (gpu_session_id, execution_id)
        references public.gpu_sessions (id, execution_id) on delete cascade,
    constraint names_have_no_control_characters check (
        kaggle_store.is_name(claimed_by) and kaggle_store.is_name(provider_status)
            and kaggle_store.is_name(last_error)
    )
);
comment on table public.gpu_terminations is
    'The attempts to stop the machine of a GPU session that is due.';
comment on column public.gpu_terminations.id is 'The termination''s id.';
comment on column public.gpu_terminations.gpu_session_id is 'The session.';
comment on column public.gpu_terminations.execution_id is 'Its execution.';
comment on column public.gpu_terminations.attempts is 'How many attempts have failed.';
comment on column public.gpu_terminations.next_attempt_at is
    'When the next attempt is made, at the earliest.';
comment on column public.gpu_terminations.claim_id is 'The last claim; only its holder may write.';
comment on column public.gpu_terminations.claimed_by is 'The supervisor of that claim.';
comment on column public.gpu_terminations.claimed_until is
    'When that claim expires; null when it has ended.';
comment on column public.gpu_terminations.provider_status is
    'What the provider last said about the machine, in its own word.';
comment on column public.gpu_terminations.last_error is
    'Why the last attempt failed, without secrets; null once it is confirmed.';
comment on column public.gpu_terminations.escalated_at is
    'When a person was asked for, after six failures.';
comment on column public.gpu_terminations.confirmed_at is
    'When the provider confirmed that the machine has stopped, or is gone.';
comment on column public.gpu_terminations.created_at is 'When the session was found to be due.';

-- "What was tried for this execution?", also by the archive.
create index idx_gpu_terminations_execution_id on public.gpu_terminations (execution_id);
-- "Which are tried next?"
create index gpu_terminations_open on public.gpu_terminations (next_attempt_at, id)
where confirmed_at is null;
-- "Which were due last?", and of these, "Which have not ended?"
create index gpu_terminations_created_at on public.gpu_terminations (created_at);

alter table public.gpu_terminations enable row level security;
create policy "people read terminations" on public.gpu_terminations
for select to authenticated using (true);
revoke all on table public.gpu_terminations
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant select on table public.gpu_terminations to authenticated, service_role;

-- Five seconds, doubled with every failure, five minutes at the most: each minute costs money.
create function kaggle_store.termination_delay(p_attempts integer) returns interval
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select least(5 * 2 ^ least(greatest(p_attempts, 1) - 1, 10), 300) * interval '1 second' $$;
comment on function kaggle_store.termination_delay(integer) is
    'How long a termination waits after its n-th failure: 5 s doubled each time, at most 5 min.';

-- A session that was closed in another way, such as manually, needs no termination any more.
create function kaggle_store.plan_terminations() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform public.gpu_sessions_due();
    insert into public.gpu_terminations (gpu_session_id, execution_id)
    select s.id, s.execution_id from public.gpu_sessions as s
    where s.status in ('provisioning', 'running', 'idle') and s.terminate_requested
        and not exists (select from public.gpu_terminations where gpu_session_id = s.id)
    order by s.id
    on conflict (gpu_session_id, execution_id) do nothing;
    update public.gpu_terminations as t
    set confirmed_at = s.terminated_at, last_error = null, claimed_until = null
    from public.gpu_sessions as s
    where s.id = t.gpu_session_id and s.status in ('terminated', 'failed')
        and t.id = any (array(
            select id from public.gpu_terminations where confirmed_at is null
            order by id for no key update skip locked
        ));
end
$$;
comment on function kaggle_store.plan_terminations() is
    'Adds a termination for each session that is due, and ends those of sessions that have ended.';

create function public.claim_gpu_terminations(
    p_claim_id uuid, p_supervisor text, p_providers text[], p_limit integer default 1,
    p_lease_seconds double precision default 120
) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    v_until constant timestamptz := kaggle_store.lease_expiry(p_lease_seconds);
begin
    perform kaggle_store.check_claimant(p_claim_id, p_supervisor, 'supervisor');
    perform kaggle_store.plan_terminations();
    -- A repeat returns what it holds, and claims no more. A provider that no supervisor has is left
    -- to the supervisors that have it for ten minutes; then any of them reports it.
    if not exists (
        select from public.gpu_terminations
        where claim_id = p_claim_id and confirmed_at is null and claimed_until > v_now
    ) then
        update public.gpu_terminations
        set claim_id = p_claim_id, claimed_by = p_supervisor, claimed_until = v_until
        where id = any (array(
            select t.id from public.gpu_terminations as t
            join public.gpu_sessions as s on s.id = t.gpu_session_id
            where t.confirmed_at is null and t.next_attempt_at <= v_now
                and (t.claimed_until is null or t.claimed_until <= v_now)
                and s.status in ('provisioning', 'running', 'idle')
                and (
                    s.provider = any (p_providers) or (
                        p_providers = '{}' and t.created_at <= v_now - interval '10 minutes'
                    )
                )
            order by t.next_attempt_at, t.id limit least(greatest(p_limit, 0), 100)
            for no key update of t skip locked
        ));
    end if;
    return (
        select coalesce(jsonb_agg(
            jsonb_build_object(
                'id', t.id, 'gpu_session_id', s.id, 'execution_id', s.execution_id,
                'provider', s.provider, 'instance_id', s.instance_id, 'status', s.status,
                'reason', s.terminate_reason, 'attempts', t.attempts,
                'seconds_since_heartbeat',
                extract(epoch from v_now - coalesce(s.last_heartbeat_at, s.created_at))
            ) order by t.next_attempt_at, t.id
        ), '[]')
        from public.gpu_terminations as t
        join public.gpu_sessions as s on s.id = t.gpu_session_id
        where t.claim_id = p_claim_id and t.confirmed_at is null and t.claimed_until > v_now
    );
end
$$;
comment on function public.claim_gpu_terminations(
    uuid, text, text[], integer, double precision
) is
    'Claims up to p_limit (100 at the most) sessions that are due at these providers, under the '
    'claim p_claim_id for p_lease_seconds (0.05 to 86400), and returns them, the longest due '
    'first. Without providers it claims those that have waited for ten minutes, of any provider. '
    'Stop each machine, ask the provider whether it has stopped, and record that with '
    'finish_gpu_termination(). A repeat with the same id returns what it holds.';

-- The machine has stopped whatever lease its execution is under: nothing is fenced.
create function kaggle_store.end_terminated_session(
    p_session_id uuid, p_end kaggle_store.gpu_session_status, p_dollars kaggle_store.dollars,
    p_hourly_rate_dollars kaggle_store.dollars, p_note text
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    update public.gpu_sessions
    set hourly_rate_dollars = p_hourly_rate_dollars
    where id = p_session_id and hourly_rate_dollars is null and p_hourly_rate_dollars is not null
        and not kaggle_store.is_terminal(status);
    update public.gpu_sessions
    set status = p_end, billed_dollars = p_dollars,
        error_message = coalesce(p_note, error_message)
    where id = p_session_id and not kaggle_store.is_terminal(status);
end
$$;
comment on function kaggle_store.end_terminated_session(
    uuid, kaggle_store.gpu_session_status, kaggle_store.dollars, kaggle_store.dollars, text
) is
    'Closes a session whose machine has stopped, with its bill, or at the provider''s rate where '
    'none was known.';

create function public.finish_gpu_termination(
    p_id uuid, p_claim_id uuid, p_error text default null, p_provider_status text default null,
    p_end kaggle_store.gpu_session_status default 'terminated',
    p_total_cost_dollars kaggle_store.dollars default null,
    p_hourly_rate_dollars kaggle_store.dollars default null, p_note text default null
) returns setof public.gpu_terminations
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    v_session_id constant uuid := (
        select gpu_session_id from public.gpu_terminations where id = p_id
    );
    v_termination public.gpu_terminations;
begin
    if kaggle_store.is_terminal(p_end) is not true then
        raise exception using errcode = 'KS221',
            message = format('a termination cannot end a session as %s', p_end),
            detail = jsonb_build_object('to', p_end, 'allowed', array['failed', 'terminated'])
            ::text,
            hint = 'End it as terminated, or as failed where the machine was lost.';
    end if;
    perform from public.gpu_sessions where id = v_session_id for no key update;
    select * into v_termination from public.gpu_terminations where id = p_id for no key update;
    perform kaggle_store.check_holder(
        row(
            'gpu_terminations', p_id, v_termination.claim_id, v_termination.claimed_by,
            v_termination.claimed_until
        )::kaggle_store.held_lease,
        p_claim_id, true
    );
    -- A repeat of what is recorded changes nothing.
    if v_termination.confirmed_at is null and v_termination.claimed_until is not null then
        if p_error is null then
            perform kaggle_store.end_terminated_session(
                v_session_id, p_end, p_total_cost_dollars, p_hourly_rate_dollars, p_note
            );
            update public.gpu_terminations
            set confirmed_at = v_now, last_error = null, claimed_until = null,
                provider_status = coalesce(p_provider_status, provider_status)
            where id = p_id;
        else
            update public.gpu_terminations
            set attempts = attempts + 1, claimed_until = null,
                last_error = left(
                    regexp_replace(
                        p_error, '[\u0001-\u001f\u007f-\u009f\u2028\u2029]+', ' ', 'g'
                    ), 1000
                ),
                provider_status = coalesce(p_provider_status, provider_status),
                next_attempt_at = v_now + kaggle_store.termination_delay(attempts + 1),
                escalated_at = coalesce(escalated_at, case when attempts + 1 >= 6 then v_now end)
            where id = p_id;
        end if;
    end if;
    return query select * from public.gpu_terminations where id = p_id;
end
$$;
comment on function public.finish_gpu_termination(
    uuid, uuid, text, text, kaggle_store.gpu_session_status, kaggle_store.dollars,
    kaggle_store.dollars, text
) is
    'Records the outcome of a claimed termination. Without p_error the provider has confirmed that '
    'the machine has stopped: its session is closed as p_end (terminated or failed, KS221), with '
    'the provider''s bill p_total_cost_dollars if it is known, at p_hourly_rate_dollars where the '
    'session has no rate, and with p_note as its error message. With p_error it is tried again '
    'after a growing delay (5 seconds to 5 minutes), and the sixth failure asks for a person. '
    'Refused once another supervisor has claimed it (KS210). A repeat changes nothing.';

revoke all on function
kaggle_store.termination_delay(integer), kaggle_store.plan_terminations(),
kaggle_store.end_terminated_session(
    uuid, kaggle_store.gpu_session_status, kaggle_store.dollars, kaggle_store.dollars, text
),
public.claim_gpu_terminations(uuid, text, text[], integer, double precision),
public.finish_gpu_termination(
    uuid, uuid, text, text, kaggle_store.gpu_session_status, kaggle_store.dollars,
    kaggle_store.dollars, text
)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
public.claim_gpu_terminations(uuid, text, text[], integer, double precision),
public.finish_gpu_termination(
    uuid, uuid, text, text, kaggle_store.gpu_session_status, kaggle_store.dollars,
    kaggle_store.dollars, text
)
to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030115_gpu_terminations',
    'c6d3faa031d90f6f912083f46e4657a9f31f8f959e27be004af30da427a03f7a'
);
