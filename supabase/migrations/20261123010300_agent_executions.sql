-- Phase 1: agent_executions, one agent's run in one competition.
--
-- Writers: the worker that holds the lease; supervisors for runs without a lease.
-- Readers: every module, execution_progress, execution_summary.
-- Research, code, sessions, jobs, submissions and interventions reference it with ON DELETE
-- CASCADE. State changes go through move_execution(), which checks kaggle_store.allowed_moves.
-- Derived columns (times, consumed budget, need for a person) are not granted to any client.
-- Heartbeats and costs change no indexed column: a row's next version is written to the same page
-- and adds nothing to the indexes (a HOT update).

create table public.agent_executions (
    id uuid primary key default kaggle_store.new_id(),
    competition_id uuid not null references public.competitions (id) on delete cascade,
    execution_name varchar(200) not null,
    status kaggle_store.execution_status not null default 'pending',
    priority integer not null default 0,
    gpu_budget_dollars kaggle_store.dollars not null default 0.15,
    gpu_budget_consumed kaggle_store.dollars not null default 0.0,
    target_submission_hours integer not null default 24,
    current_step integer not null default 1,
    error_message text,
    human_intervention_required boolean not null default false,
    human_intervention_reason text,
    started_at kaggle_store.moment,
    completed_at kaggle_store.moment,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    updated_at kaggle_store.moment not null default kaggle_store.now(),
    source_record jsonb not null default '{}',
    resume_status kaggle_store.execution_status,
    available_at kaggle_store.moment not null default kaggle_store.now(),
    attempts integer not null default 0,
    max_attempts integer not null default 3,
    worker varchar(200),
    lease_id uuid,
    lease_expires_at kaggle_store.moment,
    lease_end kaggle_store.lease_end,
    resume_reason kaggle_store.resume_reason not null default 'fresh',
    review_is_manual boolean,
    round integer not null default 1,
    constraint target_submission_hours_are_positive check (target_submission_hours > 0),
    constraint there_are_ten_steps check (current_step >= 1 and current_step <= 10),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object'),
    -- The upper bound allows the rounds to be counted further.
    constraint rounds_are_counted_from_one check (round between 1 and 1000000000),
    constraint attempts_are_counted_from_zero check (attempts >= 0 and max_attempts >= 1),
    constraint a_lease_has_an_id_and_a_worker
        check (lease_expires_at is null or (lease_id is not null and worker is not null)),
    constraint pending_executions_have_not_begun check (
        started_at is null
            or status <> 'pending' and (status <> 'human_review' or resume_status <> 'pending')
    ),
    constraint live_executions_have_no_end
        check (status in ('completed', 'failed', 'cancelled') or completed_at is null),
    constraint ended_executions_say_when
        check (status not in ('completed', 'failed', 'cancelled') or completed_at is not null),
    constraint an_execution_ends_after_it_starts check (completed_at >= started_at),
    constraint a_review_remembers_where_to_return
        check (status <> 'human_review' or resume_status is not null),
    constraint only_a_review_is_manual check (status = 'human_review' or review_is_manual is null),
    constraint only_live_work_is_remembered
        check (resume_status not in ('human_review', 'completed', 'failed', 'cancelled')),
    constraint error_message_is_bounded check (length(error_message) <= 100000),
    constraint names_have_no_control_characters
        check (kaggle_store.is_name(execution_name) and kaggle_store.is_name(worker))
);

comment on table public.agent_executions is
    'One run of an agent through one competition, from data to submission.';
comment on column public.agent_executions.id is 'The execution''s id.';
comment on column public.agent_executions.competition_id is 'The competition it works on.';
comment on column public.agent_executions.execution_name is
    'A display name, such as the approach it tries.';
comment on column public.agent_executions.status is 'Its current state.';
comment on column public.agent_executions.priority is 'Higher priority is claimed first.';
comment on column public.agent_executions.gpu_budget_dollars is
    'What it may spend on rented GPUs, in US dollars.';
comment on column public.agent_executions.gpu_budget_consumed is
    'What its GPU sessions have cost so far, in US dollars; kept by the database.';
comment on column public.agent_executions.target_submission_hours is
    'Within how many hours of its start it should submit.';
comment on column public.agent_executions.current_step is
    'Which of the ten steps of the workflow it is at; it stays within the steps of its status.';
comment on column public.agent_executions.resume_status is
    'What a review interrupted and returns to, or where it failed; kept by the database.';
comment on column public.agent_executions.available_at is 'When it may be claimed at the earliest.';
comment on column public.agent_executions.attempts is
    'How often its current state was claimed; kept by the database.';
comment on column public.agent_executions.max_attempts is
    'After how many attempts in one state it fails and opens an intervention.';
comment on column public.agent_executions.worker is 'Who worked on it last; kept by the database.';
comment on column public.agent_executions.lease_id is
    'The lease it was last claimed under; kept by the database.';
comment on column public.agent_executions.lease_expires_at is
    'When that lease ends; null once it was ended. Kept by the database.';
comment on column public.agent_executions.lease_end is
    'How that lease was ended; null while it lasts, or when it expired. Kept by the database.';
comment on column public.agent_executions.resume_reason is
    'Why it is claimed next, or was claimed last; kept by the database.';
comment on column public.agent_executions.review_is_manual is
    'Whether its review was started by hand, which only a move by hand ends, or by an '
    'intervention; null outside of a review and for an imported one. Kept by the database.';
comment on column public.agent_executions.round is
    'How often it has been on the path to a submission, from 1: one more whenever it moves back to '
    'an earlier state; kept by the database.';
comment on column public.agent_executions.error_message is 'The error, if any.';
comment on column public.agent_executions.human_intervention_required is
    'Whether it waits for a person; kept by the database.';
comment on column public.agent_executions.human_intervention_reason is
    'What it waits for; kept by the database.';
comment on column public.agent_executions.started_at is 'When work began; kept by the database.';
comment on column public.agent_executions.completed_at is
    'When work ended, with or without success; kept by the database.';
comment on column public.agent_executions.created_at is 'When it was planned.';
comment on column public.agent_executions.updated_at is
    'When it last changed; kept by the database.';
comment on column public.agent_executions.source_record is
    'Everything else that an imported journal contains, unchanged.';

-- "The runs of this competition, newest first", the dashboard's counts, and the foreign key.
create index idx_agent_executions_competition_id
on public.agent_executions (competition_id, created_at);
-- "All runs in training."
create index idx_agent_executions_status on public.agent_executions (status);
-- "What is under way, most urgent first?": partial, so its size does not depend on the history; in
-- the order of execution_progress.
create index agent_executions_under_way on public.agent_executions (priority desc, created_at, id)
where status not in ('completed', 'failed', 'cancelled');
-- "What is overdue, longest first?" among live executions, as urgent_executions() orders them; in
-- UTC, so that the expression is immutable.
create index agent_executions_by_due on public.agent_executions (
    (
        (coalesce(started_at, created_at) at time zone 'UTC')
            + target_submission_hours * interval '1 hour'
    ),
    id
)
where status not in ('completed', 'failed', 'cancelled');
-- "What waits in a review, most urgent first?" on the overview.
create index agent_executions_in_review on public.agent_executions (priority desc, created_at, id)
where status = 'human_review';
-- "Which have failed?", "Which were cancelled?" For people: under row level security the planner
-- has no statistics about a status, since comparing enums is not leakproof, and would scan the
-- primary key until a page is full. A partial index needs none.
create index agent_executions_failed on public.agent_executions (id) where status = 'failed';
create index agent_executions_cancelled on public.agent_executions (id)
where status = 'cancelled';
-- "How many runs of this competition are live?" on the overview.
create index agent_executions_live_of_competition on public.agent_executions (competition_id)
where status not in ('completed', 'failed', 'cancelled');
-- "What is most urgent?", then by age.
create index idx_agent_executions_priority on public.agent_executions (priority desc, created_at);
-- "What was started this week?"
create index idx_agent_executions_created_at on public.agent_executions (created_at);

create trigger a_source_record_is_bounded before insert or update of source_record
on public.agent_executions
for each row when (kaggle_store.json_flaw(new.source_record, 4194304, 100) is not null)
execute function kaggle_store.refuse_json('source_record', '4194304', '100');
create trigger keep_updated_at before update on public.agent_executions
for each row execute function kaggle_store.keep_updated_at();

-- The steps of each state -------------------------------------------------------------------------

create table kaggle_store.workflow_steps (
    status kaggle_store.execution_status primary key,
    first_step integer not null,
    last_step integer not null
);
comment on table kaggle_store.workflow_steps is
    'The steps of each state; states that are not listed keep the step they were reached with.';
comment on column kaggle_store.workflow_steps.status is 'The state.';
comment on column kaggle_store.workflow_steps.first_step is 'The step at which it begins.';
comment on column kaggle_store.workflow_steps.last_step is 'Its last step.';
alter table kaggle_store.workflow_steps enable row level security;
create policy "API roles may read the steps" on kaggle_store.workflow_steps
for select to authenticated using (true);
revoke all on table kaggle_store.workflow_steps from public, anon, authenticated, service_role;
grant select on table kaggle_store.workflow_steps to authenticated, service_role;
insert into kaggle_store.workflow_steps (status, first_step, last_step)
values
('pending', 1, 1), ('data_acquisition', 1, 1), ('research', 2, 2), ('code_generation', 3, 3),
('training', 4, 5), ('submission', 6, 9), ('completed', 10, 10);

create function kaggle_store.check_step(p_status kaggle_store.execution_status, p_step integer)
returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_steps kaggle_store.workflow_steps;
begin
    select * into v_steps from kaggle_store.workflow_steps where status = p_status;
    if v_steps.status is null or p_step not between v_steps.first_step and v_steps.last_step then
        raise exception using errcode = 'KS202',
            message = format('step %s does not belong to %s', p_step, p_status),
            detail = jsonb_build_object(
                'status', p_status, 'first', v_steps.first_step, 'last', v_steps.last_step
            )::text,
            hint = 'Move the status; the step follows it.';
    end if;
end
$$;
comment on function kaggle_store.check_step(kaggle_store.execution_status, integer) is
    'Refuses a step that does not belong to a state (KS202).';

-- A row may be inserted in a later state, as an import. Missing times and the step are filled.
create function kaggle_store.begin_execution() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_first integer;
begin
    if new.status = 'human_review' then
        new.resume_status := coalesce(new.resume_status, 'training');
    end if;
    if new.status <> 'pending'
        and (new.status <> 'human_review' or new.resume_status <> 'pending') then
        new.started_at := coalesce(new.started_at, least(new.completed_at, kaggle_store.now()));
    end if;
    if kaggle_store.is_terminal(new.status) then
        new.completed_at := coalesce(
            new.completed_at, greatest(kaggle_store.now(), new.started_at)
        );
    end if;
    select first_step into v_first from kaggle_store.workflow_steps where status = new.status;
    if new.current_step = 1 and v_first is not null then
        new.current_step := v_first;
    end if;
    if v_first is not null then
        perform kaggle_store.check_step(new.status, new.current_step);
    end if;
    return new;
end
$$;
comment on function kaggle_store.begin_execution() is
    'Trigger: fills the times and the step of a new execution, whatever state it comes in.';

-- restore_execution() inserts rows with their own times and step.
create trigger begin_execution before insert on public.agent_executions
for each row when (current_setting('kaggle_store.restores', true) is distinct from 'on')
execute function kaggle_store.begin_execution();

create function kaggle_store.move_execution() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    v_is_leased boolean;
    v_steps kaggle_store.workflow_steps;
begin
    -- Rows are converted to JSON for clients only: a heartbeat would convert a large source_record
    -- each time.
    if kaggle_store.is_fenced() then
        perform kaggle_store.check_lease(
            row(
                'agent_executions', old.id, old.lease_id, old.worker, old.lease_expires_at
            )::kaggle_store.held_lease,
            coalesce(old.lease_expires_at > v_now, false), kaggle_store.leases_of_request(), null,
            kaggle_store.is_only_cancelled(to_jsonb(old), to_jsonb(new)),
            kaggle_store.is_terminal(new.status)
                and to_jsonb(new) - 'updated_at' = to_jsonb(old) - 'updated_at'
        );
    end if;
    if new.status = old.status then
        if new.current_step <> old.current_step then
            perform kaggle_store.check_step(new.status, new.current_step);
        end if;
        return new;
    end if;
    perform kaggle_store.check_move(
        'agent_executions', old.id, old.status::text, new.status::text, old.resume_status::text
    );
    new.resume_status := case
        when new.status = 'human_review' then old.status
        when new.status = 'failed'
        then coalesce(case when old.status = 'human_review' then old.resume_status end, old.status)
    end;
    new.review_is_manual := case when new.status = 'human_review' then true end;
    if kaggle_store.is_terminal(new.status) then
        new.completed_at := greatest(v_now, old.started_at);
        if old.lease_expires_at <= v_now then
            -- The lease had expired, so its former holder did not end this execution: reject its
            -- later writes.
            new.lease_id := null;
        end if;
        new.lease_expires_at := null;
    elsif new.status <> 'human_review' then
        if new.status <> 'pending' then
            new.started_at := coalesce(old.started_at, v_now);
        end if;
        -- States are declared in the order of the path. A review returns to its state.
        if old.status <> 'human_review' and new.status < old.status then
            new.round := old.round + 1;
        end if;
        v_is_leased := coalesce(new.lease_expires_at > v_now, false);
        -- Attempts are counted per state, which a review does not end: a worker that is lost during
        -- each review must run out of them.
        if new.status is distinct from old.resume_status then
            new.attempts := v_is_leased::integer;
        end if;
        new.resume_reason := 'fresh';
        if old.status = 'human_review' then
            new.resume_reason := 'answered';
            new.available_at := v_now;
            if not v_is_leased then
                -- The response is why it resumes, also if the worker was lost during the review.
                new.lease_id := null;
                new.lease_expires_at := null;
            end if;
        end if;
    end if;
    select * into v_steps from kaggle_store.workflow_steps where status = new.status;
    if v_steps.status is not null then
        -- A step that was not set with the move becomes the state's first, unless a review kept it.
        if new.current_step = old.current_step and new.current_step not between v_steps.first_step
            and v_steps.last_step then
            new.current_step := v_steps.first_step;
        end if;
    end if;
    -- Review, failed and cancelled have no steps of their own: they keep the one they came with.
    if v_steps.status is not null or new.current_step <> old.current_step then
        perform kaggle_store.check_step(new.status, new.current_step);
    end if;
    return new;
end
$$;
comment on function kaggle_store.move_execution() is
    'Trigger: lets only the holder of the lease write, checks a move of the status, and carries '
    'times, step, round and attempts along.';

create trigger move_execution before update on public.agent_executions
for each row execute function kaggle_store.move_execution();

create trigger record_inserts_and_deletes after insert or delete on public.agent_executions
for each row execute function kaggle_store.write_audit_log('id');
-- Here and in later files `update of`: the condition of a trigger is parsed by each statement that
-- may fire it, and claims, heartbeats and reports set no status. No other trigger changes it.
create trigger record_moves after update of status on public.agent_executions
for each row when (new.status <> old.status) execute function kaggle_store.write_audit_log('id');

-- Ended executions get no new work. After the insert, so that only stored rows are checked; the
-- lock keeps the execution's status until the end of the transaction.
create function kaggle_store.refuse_after_the_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_status text;
begin
    select status into v_status from public.agent_executions where id = new.execution_id for share;
    if v_status in ('completed', 'cancelled')
        or (v_status = 'failed' and tg_table_name <> 'human_interventions') then
        raise exception using errcode = 'KS204',
            message = format('execution %s is %s', new.execution_id, v_status),
            detail = jsonb_build_object(
                'execution_id', new.execution_id, 'status', v_status, 'table', tg_table_name
            )::text,
            hint = 'Create another execution.';
    end if;
    return null;
end
$$;
comment on function kaggle_store.refuse_after_the_end() is
    'Trigger: refuses new work of an execution that has ended (KS204).';

revoke all on function
kaggle_store.check_step(kaggle_store.execution_status, integer), kaggle_store.begin_execution(),
kaggle_store.move_execution(), kaggle_store.refuse_after_the_end()
from public, anon, authenticated, service_role;
grant execute on function kaggle_store.check_step(kaggle_store.execution_status, integer)
to authenticated, service_role;

alter table public.agent_executions enable row level security;
create policy "people read executions" on public.agent_executions
for select to authenticated using (true);
create policy "admins keep executions" on public.agent_executions for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.agent_executions from public, anon, authenticated, service_role, admin;
grant select on table public.agent_executions to authenticated, service_role;
-- Derived columns are not here.
grant insert (
    id, competition_id, execution_name, status, priority, gpu_budget_dollars,
    target_submission_hours, current_step, error_message, started_at, completed_at, created_at,
    source_record, resume_status, available_at, max_attempts, round
), update (
    execution_name, status, priority, gpu_budget_dollars, target_submission_hours, current_step,
    error_message, source_record, available_at, max_attempts
) on table public.agent_executions to service_role, admin;
grant delete on table public.agent_executions to admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123010300_agent_executions',
    '02ce6261e933e6fb6be3af9d44e75cc385ef59286905a047b894d60c0c51f8f9'
);
