-- Phase 3, SSH credentials: encrypted access to a rented machine, as long as it runs.
--
-- Writers: GPU management, when the provider returns them.
-- Readers: the trusted agent and admins, with a reason that is recorded.

create function kaggle_store.hold_live_session(p_id uuid) returns public.gpu_sessions
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_session public.gpu_sessions;
begin
    perform kaggle_store.check_keeper('reach machines');
    select * into v_session from public.gpu_sessions where id = p_id for no key update;
    if v_session.id is null then
        raise exception using errcode = 'P0002',
            message = format('there is no GPU session %s', p_id);
    end if;
    perform kaggle_store.fence(v_session.execution_id);
    if kaggle_store.is_terminal(v_session.status) then
        raise exception using errcode = 'KS322', message = format('GPU session %s has ended', p_id),
            detail = jsonb_build_object(
                'id', p_id, 'status', v_session.status, 'terminated_at', v_session.terminated_at
            )::text,
            hint = 'A terminated machine cannot be reached.';
    end if;
    return v_session;
end
$$;
comment on function kaggle_store.hold_live_session(uuid) is
    'Locks a live session for callers that may read SSH credentials (42501), or refuses (KS322).';

create function public.set_ssh_connection_info(p_id uuid, p_ssh_connection_info jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.hold_keys();
    perform kaggle_store.hold_live_session(p_id);
    perform kaggle_store.check_json('ssh_connection_info', p_ssh_connection_info, 65536, 8);
    update public.gpu_sessions
    set ssh_connection_info = to_jsonb(kaggle_store.seal(p_ssh_connection_info::text, 'ssh'))
        where id = p_id;
end
$$;
comment on function public.set_ssh_connection_info(uuid, jsonb) is
    'Stores the SSH credentials of a live session (any JSON up to 64 kB), encrypted; null removes '
    'them. Refused once the session has ended (KS322). A repeat is harmless.';

create function public.request_ssh_reading(p_id uuid, p_reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_session public.gpu_sessions;
begin
    if coalesce(length(trim(p_reason)), 0) not between 3 and 500 then
        raise exception using errcode = 'KS323',
            message = 'a reason of 3 to 500 characters is needed',
            detail = jsonb_build_object('field', 'p_reason')::text,
            hint = 'Give the reason; it is recorded.';
    end if;
    v_session := kaggle_store.hold_live_session(p_id);
    return kaggle_store.record_reading(
        'gpu_sessions', p_id, v_session.execution_id,
        jsonb_build_object('ssh_connection_info', '[revealed]', 'reason', trim(p_reason))
    );
end
$$;
comment on function public.request_ssh_reading(uuid, text) is
    'Records who reads the SSH credentials of a live session and why, and returns a ticket that '
    'reveal_ssh_connection_info() accepts for a minute. Refused without a reason (KS323) and once '
    'the session has ended (KS322).';

create function public.reveal_ssh_connection_info(p_id uuid, p_ticket uuid) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_session constant public.gpu_sessions := kaggle_store.hold_live_session(p_id);
begin
    perform kaggle_store.check_ticket(p_ticket, 'gpu_sessions', p_id);
    return kaggle_store.unseal(v_session.ssh_connection_info #>> '{}', 'ssh')::jsonb;
end
$$;
comment on function public.reveal_ssh_connection_info(uuid, uuid) is
    'Returns the SSH credentials of a live session to the caller that requested them by '
    'request_ssh_reading() in the last minute (KS325); null where none are stored. Refused once '
    'the session has ended (KS322).';

revoke all on function
kaggle_store.hold_live_session(uuid), public.set_ssh_connection_info(uuid, jsonb),
public.request_ssh_reading(uuid, text), public.reveal_ssh_connection_info(uuid, uuid)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
public.set_ssh_connection_info(uuid, jsonb), public.request_ssh_reading(uuid, text),
public.reveal_ssh_connection_info(uuid, uuid)
to service_role, admin;
