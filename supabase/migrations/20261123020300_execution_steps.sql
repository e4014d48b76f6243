-- Phase 2: execution_steps, results that a stage of an agent keeps, so that they are made once.
--
-- Writers: record_step(), called by the worker that holds the execution's lease.
-- Readers: the same stage when it runs again; people.
--
-- A stage that was interrupted runs again from its beginning. A step is a part of it whose result
-- is read back then: a paid model call, a search. A step belongs to the execution's round, or to
-- the whole execution (round 0). The first result stays: a repeat, and a second writer, get it.

create table public.execution_steps (
    id uuid primary key default kaggle_store.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    round integer not null,
    name varchar(200) not null,
    stage kaggle_store.execution_status not null,
    result jsonb not null,
    duration_seconds double precision,
    worker varchar(200) not null,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    constraint a_step_is_recorded_once unique (execution_id, round, name),
    constraint rounds_are_not_negative check (round >= 0),
    constraint durations_are_finite
        check (duration_seconds >= 0 and duration_seconds < 'infinity'),
    constraint names_are_given check (name <> ''),
    constraint names_have_no_control_characters
        check (kaggle_store.is_name(name) and kaggle_store.is_name(worker))
);

comment on table public.execution_steps is
    'One step of a stage whose result is kept, so that it is not made again.';
comment on column public.execution_steps.id is 'The step''s id.';
comment on column public.execution_steps.execution_id is 'The execution it belongs to.';
comment on column public.execution_steps.round is
    'The execution''s round it belongs to; 0 for a step of the whole execution.';
comment on column public.execution_steps.name is 'Its name, unique in the round.';
comment on column public.execution_steps.stage is
    'The execution''s state when it was recorded; of a review, the interrupted one.';
comment on column public.execution_steps.result is 'What it returned, as JSON.';
comment on column public.execution_steps.duration_seconds is
    'How long it took, in seconds, if the worker has measured it.';
comment on column public.execution_steps.worker is 'The worker that recorded it.';
comment on column public.execution_steps.created_at is 'When it was recorded.';

create trigger a_result_is_bounded before insert or update of result on public.execution_steps
for each row when (kaggle_store.json_flaw(new.result, 1048576, 100) is not null)
execute function kaggle_store.refuse_json('result', '1048576', '100');

create function public.record_step(
    p_execution_id uuid, p_lease_id uuid, p_round integer, p_name text,
    p_result jsonb default null, p_duration_seconds double precision default null
) returns setof public.execution_steps
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    -- The lock also orders two writers of the same lease.
    v_execution constant public.agent_executions := kaggle_store.hold_execution(
        p_execution_id, p_lease_id, '{}'
    );
    v_limit constant integer := 10000;
begin
    if exists (
        select from public.execution_steps
        where execution_id = p_execution_id and round = p_round and name = p_name
    ) then
        return query select * from public.execution_steps
        where execution_id = p_execution_id and round = p_round and name = p_name;
        return;
    end if;
    -- A late copy of a call must not be recorded in the next round.
    if p_round is null or p_round not in (0, v_execution.round) then
        raise exception using errcode = 'KS261',
            message = format(
                'execution %s is in round %s, not %s', p_execution_id, v_execution.round, p_round
            ),
            detail = jsonb_build_object(
                'execution_id', p_execution_id, 'round', v_execution.round, 'asked', p_round
            )::text,
            hint = 'Read the execution again; round 0 is for the whole execution.';
    elsif (
        select count(*) from public.execution_steps where execution_id = p_execution_id
    ) >= v_limit then
        raise exception using errcode = 'KS260',
            message = format('execution %s already has %s steps', p_execution_id, v_limit),
            detail = jsonb_build_object(
                'execution_id', p_execution_id, 'limit', v_limit, 'name', left(p_name, 200)
            )::text,
            hint = 'Keep several results in one step, for instance as a list.';
    end if;
    return query
    insert into public.execution_steps (
        execution_id, round, name, stage, result, duration_seconds, worker
    )
    values (
        p_execution_id, p_round, p_name,
        case when v_execution.status = 'human_review' then v_execution.resume_status
            else v_execution.status end,
        -- PostgREST passes a JSON null as a null; a result left out is one too.
        coalesce(p_result, 'null'), p_duration_seconds, v_execution.worker
    )
    returning *;
end
$$;
comment on function public.record_step(uuid, uuid, integer, text, jsonb, double precision) is
    'Records the result of a step under the execution''s lease, and returns it as stored: the '
    'first one, if there is one of this name in the round. p_round is the execution''s current '
    'round (KS261 for another one), or 0 for the whole execution. Refused once the lease is lost '
    '(KS210), and after 10,000 steps of an execution (KS260). A repeat is harmless.';

revoke all on function
public.record_step(uuid, uuid, integer, text, jsonb, double precision)
from public, anon, authenticated, service_role, admin;
grant execute on function
public.record_step(uuid, uuid, integer, text, jsonb, double precision)
to service_role, admin;

alter table public.execution_steps enable row level security;
create policy "people read steps" on public.execution_steps
for select to authenticated using (true);
create policy "admins keep steps" on public.execution_steps for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.execution_steps from public, anon, authenticated, service_role, admin;
grant select on table public.execution_steps to authenticated, service_role;
grant delete on table public.execution_steps to admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123020300_execution_steps',
    '8e2b934ace369d1405d4c3033a7d425b4537892da04cee46b2de113767a30426'
);
