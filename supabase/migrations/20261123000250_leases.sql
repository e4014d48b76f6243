-- Phase 0, leases: how several workers share work without two of them ever holding the same row.
--
-- Writers: begin_claim(), from the claim functions of executions and training jobs.
-- Readers: the triggers and functions of both.
--
-- A worker that claims work gets a lease: an id of its own and an expiry. Its requests carry the id
-- in the header `x-lease-id` (several, separated by commas). A write under a lease that has ended
-- is refused, however late it arrives. Only clients are fenced: functions that run as the tables'
-- owner check leases themselves.

create type kaggle_store.resume_reason as enum ('fresh', 'retry', 'reclaimed', 'answered');
comment on type kaggle_store.resume_reason is
    'Why work is claimed: for the first time, after a failure, after its worker''s lease expired, '
    'or after a person''s response.';

create function kaggle_store.leases_of_request() returns uuid[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    if current_setting('request.headers', true) like '%"x-lease-id"%' then
        return array(
            select trim(lease)::uuid
            from string_to_table(
                current_setting('request.headers', true)::json ->> 'x-lease-id', ','
            ) as lease
            where trim(lease) ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
        );
    end if;
    return null;
end
$$;
comment on function kaggle_store.leases_of_request() is
    'The leases that this request carries in x-lease-id; null when it has no such header.';

create function kaggle_store.is_fenced() returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return current_user in ('authenticated', 'service_role', 'admin', 'kaggle_worker');
end
$$;
comment on function kaggle_store.is_fenced() is
    'Whether the caller is a client rather than a function of the store.';

create type kaggle_store.held_lease as (
    table_name text,
    id uuid,
    lease_id uuid,
    worker text,
    expires_at timestamptz
);
comment on type kaggle_store.held_lease is
    'A row of work and the lease that it was last claimed under.';

create function kaggle_store.refuse_lost_lease(p_held kaggle_store.held_lease) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using errcode = 'KS210',
        message = format('the lease of %s %s is lost', p_held.table_name, p_held.id),
        detail = jsonb_build_object(
            'table', p_held.table_name, 'id', p_held.id, 'worker', p_held.worker,
            'lease_expires_at', p_held.expires_at, 'now', kaggle_store.now()
        )::text,
        hint = 'Stop working: another worker may have claimed it. Claim again to continue.';
end
$$;
comment on function kaggle_store.refuse_lost_lease(kaggle_store.held_lease) is
    'Refuses a write under a lease that has ended or belongs to another worker (KS210).';

-- In effect until the end of the transaction or the next check. Clients cannot set it: only a valid
-- lease does.
create function kaggle_store.act_as(p_worker text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('kaggle_store.worker', coalesce(p_worker, ''), true);
end
$$;
comment on function kaggle_store.act_as(text) is
    'Sets the worker that the audit log names, once its valid lease was checked; null for none.';

-- Executions and training jobs share this check. A job may also be written to under the lease of
-- its execution (p_execution_worker), while no worker holds the job; an execution has no such
-- parent.
create function kaggle_store.check_lease(
    p_held kaggle_store.held_lease, p_is_leased boolean, p_leases uuid[], p_execution_worker text,
    p_is_cancelled boolean, p_is_repeat boolean
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_own constant boolean := coalesce(p_held.lease_id = any (p_leases), false);
begin
    if v_is_own and (p_is_leased or p_is_repeat) then
        perform kaggle_store.act_as(p_held.worker);
    elsif p_leases is not null
        and (p_execution_worker is null or (v_is_own and p_held.expires_at is not null))
    then
        perform kaggle_store.refuse_lost_lease(p_held);
    elsif p_is_leased and not p_is_cancelled then
        raise exception using errcode = 'KS211',
            message = format('%s %s is leased to %s', p_held.table_name, p_held.id, p_held.worker),
            detail = jsonb_build_object(
                'table', p_held.table_name, 'id', p_held.id, 'worker', p_held.worker,
                'lease_expires_at', p_held.expires_at
            )::text,
            hint = 'Until the lease ends only its worker may change it; any client may cancel it.';
    else
        perform kaggle_store.act_as(p_execution_worker);
    end if;
end
$$;
comment on function kaggle_store.check_lease(
    kaggle_store.held_lease, boolean, uuid[], text, boolean, boolean
) is
    'Refuses a client''s write to leased work without its lease (KS211), or under a lost one '
    '(KS210). Cancelling needs no lease; the final write under the last lease may be repeated.';

-- The caller has locked the row: no worker claims it between the check and the write.
create function kaggle_store.check_holder(
    p_held kaggle_store.held_lease, p_lease_id uuid, p_is_valid boolean
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if p_held.lease_id is distinct from p_lease_id or p_is_valid is not true then
        perform kaggle_store.refuse_lost_lease(p_held);
    end if;
    perform kaggle_store.act_as(p_held.worker);
end
$$;
comment on function kaggle_store.check_holder(kaggle_store.held_lease, uuid, boolean) is
    'Refuses a caller whose lease is not the row''s own and valid (KS210).';

-- Another client may only cancel leased work, and give a reason.
create function kaggle_store.is_only_cancelled(p_old jsonb, p_new jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select p_new ->> 'status' = 'cancelled'
        and p_new - array['status', 'error_message', 'updated_at']
            = p_old - array['status', 'error_message', 'updated_at']
$$;
comment on function kaggle_store.is_only_cancelled(jsonb, jsonb) is
    'Whether a change of a row cancels it and does nothing else.';

create function kaggle_store.lease_expiry(p_seconds double precision) returns timestamptz
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if p_seconds is null or not p_seconds between 0.05 and 86400 then
        raise exception using errcode = 'KS212',
            message = format('a lease cannot last %s seconds', coalesce(p_seconds::text, 'null')),
            detail = jsonb_build_object('least', 0.05, 'most', 86400)::text,
            hint = 'Ask for 0.05 to 86400 seconds and prolong the lease by heartbeats.';
    end if;
    return kaggle_store.now() + p_seconds * interval '1 second';
end
$$;
comment on function kaggle_store.lease_expiry(double precision) is
    'When a lease of so many seconds ends; refuses less than 50 ms and more than a day (KS212).';

create function kaggle_store.check_delay(p_seconds double precision) returns interval
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if not coalesce(p_seconds, 0) between 0 and 2592000 then
        raise exception using errcode = 'KS212',
            message = format('work cannot be delayed by %s seconds', p_seconds),
            detail = jsonb_build_object('least', 0, 'most', 2592000)::text,
            hint = 'Give 0 to 2592000 seconds (30 days).';
    end if;
    return coalesce(p_seconds, 0) * interval '1 second';
end
$$;
comment on function kaggle_store.check_delay(double precision) is
    'A delay of 0 to 30 days, or a refusal (KS212).';

-- Thirty seconds, doubled with every attempt, an hour at the most; the jitter keeps workers from
-- returning in step.
create function kaggle_store.retry_delay(p_attempts integer) returns interval
language sql volatile set search_path = pg_catalog, pg_temp
as $$ select least(
    30 * 2 ^ least(greatest(p_attempts, 1) - 1, 20) * (0.75 + random() / 2), 3600
) * interval '1 second' $$;
comment on function kaggle_store.retry_delay(integer) is
    'How long work waits after its n-th failed attempt: 30 s doubled each time, a quarter more or '
    'less, at most an hour.';

create function kaggle_store.end_of_failure(
    p_retry boolean, p_attempts integer, p_max_attempts integer
) returns kaggle_store.lease_end
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select case
        when coalesce(p_retry, true) and p_attempts < p_max_attempts then 'retried' else 'failed'
    end::kaggle_store.lease_end
$$;
comment on function kaggle_store.end_of_failure(boolean, integer, integer) is
    'Whether a failed attempt is followed by another one (retried) or by none (failed).';

-- Claims of the last day, as long as one could be repeated: a lease id is used once, so that no
-- write of an earlier claim is accepted.
create table kaggle_store.claims (
    lease_id uuid primary key,
    worker varchar(200) not null,
    claimed_at timestamptz not null default kaggle_store.now()
);
comment on table kaggle_store.claims is 'The claims of the last day, by their lease.';
comment on column kaggle_store.claims.lease_id is 'The lease that was requested.';
comment on column kaggle_store.claims.worker is 'Who asked.';
comment on column kaggle_store.claims.claimed_at is 'When.';
create index claims_claimed_at on kaggle_store.claims using brin (claimed_at);
alter table kaggle_store.claims enable row level security;
create policy "an admin may see the claims" on kaggle_store.claims for select to admin using (true);
revoke all on table kaggle_store.claims from public, anon, authenticated, service_role, admin;

-- A repeat of a claim that is still running waits here until it has finished.
create function kaggle_store.begin_claim(p_lease_id uuid, p_worker text) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if p_lease_id is null or coalesce(length(p_worker), 0) not between 1 and 200
        or not kaggle_store.is_name(p_worker) then
        raise exception using errcode = 'KS213',
            message = 'a claim needs a lease id and a worker name',
            detail = jsonb_build_object(
                'field', case when p_lease_id is null then 'p_lease_id' else 'p_worker' end
            )::text,
            hint = 'Give a UUID, and a name of 1 to 200 characters without control characters.';
    end if;
    perform kaggle_store.act_as(p_worker);
    insert into kaggle_store.claims (lease_id, worker) values (p_lease_id, p_worker)
    on conflict do nothing;
    return found;
end
$$;
comment on function kaggle_store.begin_claim(uuid, text) is
    'Records a claim and returns whether it is new; refuses an invalid lease or worker name '
    '(KS213).';

create function kaggle_store.check_claimant(p_claim_id uuid, p_name text, p_role text)
returns void
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
    if p_claim_id is null or coalesce(length(p_name), 0) not between 1 and 200
        or not kaggle_store.is_name(p_name) then
        raise exception using errcode = 'KS213',
            message = format('a claim needs an id and the name of a %s', p_role),
            detail = jsonb_build_object(
                'field', case when p_claim_id is null then 'p_claim_id' else 'p_' || p_role end
            )::text,
            hint = 'Give a UUID, and a name of 1 to 200 characters without control characters.';
    end if;
end
$$;
comment on function kaggle_store.check_claimant(uuid, text, text) is
    'Refuses a claim without an id or the name of its claimant, in this role (KS213).';

revoke all on function
kaggle_store.leases_of_request(), kaggle_store.is_fenced(),
kaggle_store.check_claimant(uuid, text, text),
kaggle_store.refuse_lost_lease(kaggle_store.held_lease),
kaggle_store.act_as(text),
kaggle_store.check_lease(kaggle_store.held_lease, boolean, uuid[], text, boolean, boolean),
kaggle_store.check_holder(kaggle_store.held_lease, uuid, boolean),
kaggle_store.is_only_cancelled(jsonb, jsonb), kaggle_store.lease_expiry(double precision),
kaggle_store.check_delay(double precision), kaggle_store.retry_delay(integer),
kaggle_store.end_of_failure(boolean, integer, integer),
kaggle_store.begin_claim(uuid, text)
from public, anon, authenticated, service_role;
grant execute on function
kaggle_store.leases_of_request(), kaggle_store.is_fenced(),
kaggle_store.refuse_lost_lease(kaggle_store.held_lease),
kaggle_store.act_as(text),
kaggle_store.check_lease(kaggle_store.held_lease, boolean, uuid[], text, boolean, boolean),
kaggle_store.is_only_cancelled(jsonb, jsonb)
to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123000250_leases',
    'c4f64e71d56c2d229587cbe689fdfef9db9dd8cd7df2f0cf084920900d3f651c'
);
