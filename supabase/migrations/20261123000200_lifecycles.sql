-- Phase 0, lifecycles: which states may follow which, as data, and the check of a move.
--
-- Writers: none; the moves are constants of this file.
-- Readers: the triggers of executions, GPU sessions, training jobs, submissions and interventions.
--
-- Each of these tables has a trigger that calls check_move() before a status changes, whichever
-- role changes it. A refusal lists the allowed moves.

create table kaggle_store.allowed_moves (
    lifecycle text not null,
    from_status text not null,
    to_status text not null,
    only_after text not null default 'any',
    primary key (lifecycle, from_status, to_status, only_after)
);
comment on table kaggle_store.allowed_moves is 'Every move that a status may make.';
comment on column kaggle_store.allowed_moves.lifecycle is 'Whose status: the table.';
comment on column kaggle_store.allowed_moves.from_status is 'Its current state.';
comment on column kaggle_store.allowed_moves.to_status is 'Where it may go.';
comment on column kaggle_store.allowed_moves.only_after is
    'Only if this is the status that a review interrupted, or only by what Kaggle lists '
    '(`listed`); `any` otherwise.';
alter table kaggle_store.allowed_moves enable row level security;
create policy "API roles may read the allowed moves" on kaggle_store.allowed_moves
for select to authenticated using (true);
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
-- Kaggle may score a submission before its acceptance was recorded.
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

-- Any live execution may fail, be cancelled or be interrupted by a review, which returns to the
-- interrupted state; from a review of training the move to submission is allowed too.
insert into kaggle_store.allowed_moves (lifecycle, from_status, to_status, only_after)
select 'agent_executions', live, move.to_status, 'any'
from unnest(
    array['pending', 'data_acquisition', 'research', 'code_generation', 'training', 'submission']
) as live
cross join (values ('human_review'), ('failed'), ('cancelled')) as move (to_status)
union all
select 'agent_executions', 'human_review', live, live
from unnest(
    array['pending', 'data_acquisition', 'research', 'code_generation', 'training', 'submission']
) as live
union all
values
('agent_executions', 'human_review', 'submission', 'training'),
('agent_executions', 'human_review', 'failed', 'any'),
('agent_executions', 'human_review', 'cancelled', 'any'),
-- Kaggle may list a submission that was marked as failed, and one that was scored as failed or as
-- waiting for another score.
('submissions', 'failed', 'submitted', 'listed'),
('submissions', 'failed', 'scored', 'listed'),
('submissions', 'scored', 'failed', 'listed'),
('submissions', 'scored', 'submitted', 'listed');

create function kaggle_store.check_move(
    p_lifecycle text, p_id uuid, p_from text, p_to text, p_remembered text default null
)
returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_allowed constant text[] := array(
        select distinct to_status from kaggle_store.allowed_moves
        where lifecycle = p_lifecycle and from_status = p_from
            and only_after in ('any', p_remembered)
        order by to_status
    );
begin
    if p_to <> all (v_allowed) then
        raise exception using errcode = 'KS201',
            message = format('%s %s is %s and cannot become %s', p_lifecycle, p_id, p_from, p_to),
            detail = jsonb_build_object(
                'table', p_lifecycle, 'id', p_id, 'from', p_from, 'to', p_to, 'allowed', v_allowed
            )::text,
            hint = case
                when cardinality(v_allowed) = 0 then format('%s is final.', p_from)
                else format('From %s it may become %s.', p_from, array_to_string(v_allowed, ', '))
            end;
    end if;
end
$$;
comment on function kaggle_store.check_move(text, uuid, text, text, text) is
    'Refuses a move of a status that is not in allowed_moves (KS201), listing those that are.';
revoke all on function kaggle_store.check_move(text, uuid, text, text, text)
from public, anon, authenticated, service_role;
grant execute on function kaggle_store.check_move(text, uuid, text, text, text)
to authenticated, service_role;

-- Terminal states ---------------------------------------------------------------------------------

-- Triggers and plpgsql call these. Indexes, views and queries over many rows keep the literal list,
-- because a function with SET is not inlined; a test holds every literal list equal to them.

create function kaggle_store.is_terminal(p_status kaggle_store.execution_status) returns boolean
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ begin return p_status in ('completed', 'failed', 'cancelled'); end $$;
comment on function kaggle_store.is_terminal(kaggle_store.execution_status) is
    'Whether an execution in this state has ended.';

create function kaggle_store.is_terminal(p_status kaggle_store.training_job_status) returns boolean
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ begin return p_status in ('completed', 'failed', 'cancelled'); end $$;
comment on function kaggle_store.is_terminal(kaggle_store.training_job_status) is
    'Whether a training job in this state has ended.';

create function kaggle_store.is_terminal(p_status kaggle_store.gpu_session_status) returns boolean
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ begin return p_status in ('terminated', 'failed'); end $$;
comment on function kaggle_store.is_terminal(kaggle_store.gpu_session_status) is
    'Whether a GPU session in this state has ended.';

create function kaggle_store.is_terminal(p_status kaggle_store.intervention_status) returns boolean
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ begin return p_status in ('reviewed', 'approved', 'rejected'); end $$;
comment on function kaggle_store.is_terminal(kaggle_store.intervention_status) is
    'Whether an intervention in this state has its response.';

revoke all on function
kaggle_store.is_terminal(kaggle_store.execution_status),
kaggle_store.is_terminal(kaggle_store.training_job_status),
kaggle_store.is_terminal(kaggle_store.gpu_session_status),
kaggle_store.is_terminal(kaggle_store.intervention_status)
from public, anon, authenticated, service_role;
grant execute on function
kaggle_store.is_terminal(kaggle_store.execution_status),
kaggle_store.is_terminal(kaggle_store.training_job_status),
kaggle_store.is_terminal(kaggle_store.gpu_session_status),
kaggle_store.is_terminal(kaggle_store.intervention_status)
to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123000200_lifecycles',
    'fb017df54fd826647adcae012903e211b2bba8113e12ff1ba02e6d7e9a38ad47'
);
