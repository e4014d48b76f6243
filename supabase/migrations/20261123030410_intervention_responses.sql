-- Phase 3, intervention responses: request, respond, escalate, notify.
--
-- Writers: agents request; people respond; upkeep escalates; notifiers confirm.
-- Readers: the agent that waits; notifiers send intervention_notifications.
--
-- The priority sets the deadline. An intervention that pauses moves its execution to human_review;
-- the last response returns it to the interrupted state, approved or rejected, and the agent
-- decides. A review that was started by hand is ended by hand. An overdue intervention is
-- escalated, gets a new deadline and stays in every list of open work, unless its timeout action
-- decides. Each request and each escalation adds a notification to the outbox.

create table kaggle_store.answer_times (
    priority kaggle_store.intervention_priority primary key,
    answer_within interval not null
);
comment on table kaggle_store.answer_times is 'How soon a response is needed, by priority.';
comment on column kaggle_store.answer_times.priority is 'The priority.';
comment on column kaggle_store.answer_times.answer_within is 'The time until the deadline.';
alter table kaggle_store.answer_times enable row level security;
create policy "API roles may read the answer times" on kaggle_store.answer_times
for select to authenticated using (true);
revoke all on table kaggle_store.answer_times from public, anon, authenticated, service_role;
grant select on table kaggle_store.answer_times to authenticated, service_role;
insert into kaggle_store.answer_times (priority, answer_within)
values ('critical', '15 minutes'), ('high', '1 hour'), ('medium', '4 hours'), ('low', '24 hours');

-- An outbox of notifications.
create table public.intervention_notifications (
    id uuid primary key default kaggle_store.new_id(),
    intervention_id uuid references public.human_interventions (id) on delete cascade,
    notice_id uuid references public.notices (id) on delete cascade,
    reason text not null,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    sent_at kaggle_store.moment,
    notification_method varchar(50),
    routed_at kaggle_store.moment,
    constraint a_reason_says_what_is_notified check (
        case when notice_id is null then intervention_id is not null
            and reason in ('requested', 'escalated')
        else intervention_id is null and reason = 'noticed' end
    ),
    constraint names_have_no_control_characters check (kaggle_store.is_name(notification_method))
);
comment on table public.intervention_notifications is
    'A notification about an intervention or a notice, to be sent to a person.';
comment on column public.intervention_notifications.id is 'The notification''s id.';
comment on column public.intervention_notifications.intervention_id is
    'The intervention, unless it is about a notice.';
comment on column public.intervention_notifications.notice_id is
    'The notice, unless it is about an intervention.';
comment on column public.intervention_notifications.reason is
    '`requested` or `escalated` of an intervention, `noticed` of a notice.';
comment on column public.intervention_notifications.created_at is 'When it was added.';
comment on column public.intervention_notifications.sent_at is
    'When it was sent; null while it still has to be.';
comment on column public.intervention_notifications.notification_method is
    'How it was sent, such as `slack`, or the first channel that has sent it.';
comment on column public.intervention_notifications.routed_at is
    'When claim_deliveries() chose its channels; null while it has not.';
-- "What was sent about this intervention?", and the foreign keys.
create index idx_intervention_notifications_intervention_id
on public.intervention_notifications (intervention_id, created_at, id);
create index idx_intervention_notifications_notice_id
on public.intervention_notifications (notice_id);
-- "What still has to be sent?", oldest first.
create index intervention_notifications_to_send
on public.intervention_notifications (created_at, id) where sent_at is null;
-- Retention, oldest first; those of notices go with them.
create index intervention_notifications_to_forget
on public.intervention_notifications (created_at, id) where intervention_id is not null;
-- "Which notifications have no channels yet?", oldest first.
create index intervention_notifications_to_route
on public.intervention_notifications (created_at, id)
where routed_at is null and sent_at is null;
alter table public.intervention_notifications enable row level security;
create policy "people read notifications" on public.intervention_notifications
for select to authenticated using (true);
revoke all on table public.intervention_notifications
from public, anon, authenticated, service_role, admin;
grant select on table public.intervention_notifications to authenticated, service_role;

-- Locks what a new intervention needs before its index entry is written, so that a conflicting one
-- is not waited for with the execution locked: the row that it repeats, the job whose lease is
-- used, and the execution. The database's own interventions come with the execution locked and
-- repeat no row.
create function kaggle_store.lock_execution() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if kaggle_store.is_fenced() then
        perform from public.human_interventions
        where id = new.id or (
            execution_id = new.execution_id and subject = new.subject
                and status in ('pending', 'escalated')
        )
        order by id for no key update;
        perform kaggle_store.lock_leased_work(
            new.execution_id, kaggle_store.leases_of_request()
        );
    end if;
    perform from public.agent_executions where id = new.execution_id for no key update;
    return new;
end
$$;
comment on function kaggle_store.lock_execution() is
    'Trigger: locks the execution of a new intervention until the end of the transaction.';
create trigger lock_execution before insert on public.human_interventions
for each row execute function kaggle_store.lock_execution();

create function kaggle_store.response_deadline(p_intervention public.human_interventions)
returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select answer_within + case
        when p_intervention.status = 'escalated' then kaggle_store.now()
        else p_intervention.created_at
    end
    from kaggle_store.answer_times where priority = p_intervention.priority
$$;
comment on function kaggle_store.response_deadline(public.human_interventions) is
    'When the priority requires a response: counted from the request, or from now once escalated.';

create function kaggle_store.check_contract(p_intervention public.human_interventions)
returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_schema constant jsonb := p_intervention.response_schema;
    v_allowed constant kaggle_store.intervention_decision[] := p_intervention.allowed_decisions;
    v_action constant text := p_intervention.timeout_action;
    v_flaw record;
    v_errors jsonb;
begin
    select * into v_flaw from kaggle_store.schema_flaw(v_schema);
    if v_flaw.problem is not null then
        raise exception using errcode = 'KS254',
            message = format('response_schema: %s %s', v_flaw.path, v_flaw.problem),
            detail = jsonb_build_object('path', v_flaw.path, 'keyword', v_flaw.keyword)::text,
            hint = 'Keywords are type, properties, required, additionalProperties, items, enum, '
                'const, minimum, maximum, minLength, maxLength, title, description and default.';
    elsif not kaggle_store.are_distinct(v_allowed) then
        raise exception using errcode = 'KS255',
            message = 'allowed_decisions is empty or has a decision twice',
            detail = jsonb_build_object('field', 'allowed_decisions', 'given', v_allowed)::text,
            hint = 'Give each allowed decision once: approve, edit, reject, respond.';
    elsif 'edit' = any (v_allowed) and p_intervention.proposal is null then
        raise exception using errcode = 'KS255',
            message = 'allowed_decisions has edit, but there is no proposal to edit',
            detail = jsonb_build_object('field', 'proposal', 'given', v_allowed)::text,
            hint = 'Give a proposal, or leave edit out.';
    elsif v_action <> 'escalate' and v_action <> all (v_allowed::text[]) then
        raise exception using errcode = 'KS255',
            message = format('timeout_action is %s, which allowed_decisions leaves out', v_action),
            detail = jsonb_build_object('field', 'timeout_action', 'given', v_action)::text,
            hint = 'Allow that decision, or use escalate.';
    end if;
    v_errors := kaggle_store.answer_errors(v_schema, p_intervention.proposal);
    if v_errors is not null and p_intervention.proposal is not null then
        raise exception using errcode = 'KS256',
            message = 'proposal: ' || kaggle_store.first_error(v_errors),
            detail = jsonb_build_object('errors', v_errors)::text,
            hint = 'Give a proposal that satisfies response_schema.';
    elsif v_errors is not null and v_action = 'approve' then
        raise exception using errcode = 'KS255',
            message = 'timeout_action is approve, but without a person there is no valid answer',
            detail = jsonb_build_object('field', 'timeout_action', 'given', v_action)::text,
            hint = 'Give a proposal that satisfies response_schema, or use escalate or reject.';
    end if;
end
$$;
comment on function kaggle_store.check_contract(public.human_interventions) is
    'Refuses an intervention that could not be answered as it says: a schema that is malformed or '
    'has other keywords (KS254), decisions or a timeout action that do not fit (KS255), a proposal '
    'that does not satisfy the schema (KS256).';

create function kaggle_store.first_error(p_errors jsonb) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select concat_ws(
        ' ', nullif(p_errors -> 0 ->> 'path', ''), p_errors -> 0 ->> 'message',
        case when jsonb_array_length(p_errors) > 1
            then format('(and %s more)', jsonb_array_length(p_errors) - 1) end
    )
$$;
comment on function kaggle_store.first_error(jsonb) is
    'The first of the errors of an answer as text, and how many more there are.';

create function kaggle_store.fill_allowed_decisions() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    new.allowed_decisions := case when coalesce(new.proposal, 'null') = 'null'
        then array['approve', 'reject', 'respond']
        else array['approve', 'edit', 'reject', 'respond'] end;
    return new;
end
$$;
comment on function kaggle_store.fill_allowed_decisions() is
    'Trigger: allows every decision that an intervention can have.';
-- By its name before prepare_intervention, which checks them.
create trigger fill_allowed_decisions before insert on public.human_interventions
for each row when (new.allowed_decisions is null)
execute function kaggle_store.fill_allowed_decisions();

create function kaggle_store.prepare_intervention() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- No creation time in the future: the deadline would never pass.
    new.created_at := least(new.created_at, kaggle_store.now());
    new.escalation_count := least(new.escalation_count, 1000000);
    new.proposal := nullif(new.proposal, 'null');
    if kaggle_store.is_terminal(new.status) then
        new.responded_at := coalesce(new.responded_at, kaggle_store.now());
        -- A rejection that is not allowed was a withdrawal.
        new.decision := coalesce(new.decision, case
            when new.status = 'rejected' then case
                when 'reject' = any (new.allowed_decisions)
                    then 'reject'::kaggle_store.intervention_decision
            end
            when new.status = 'reviewed' then 'respond'
            when new.response_data <> new.proposal then 'edit'
            else 'approve'
        end);
        if new.decision = 'approve' then
            new.response_data := coalesce(new.response_data, new.proposal);
        end if;
    end if;
    new.sla_deadline := coalesce(new.sla_deadline, kaggle_store.response_deadline(new));
    perform kaggle_store.check_contract(new);
    if new.decision is not null then
        perform kaggle_store.check_answer(new);
    end if;
    return new;
end
$$;
comment on function kaggle_store.prepare_intervention() is
    'Trigger: sets the deadline of a new intervention, and the decision and response time of an '
    'imported one; refuses one that could not be answered, or not so. An imported response may '
    'lack its reason or text.';
create trigger prepare_intervention before insert on public.human_interventions
for each row when (current_setting('kaggle_store.restores', true) is distinct from 'on')
execute function kaggle_store.prepare_intervention();

-- A row does not tell a deadline that the update names from one that it leaves out, but the trigger
-- below fires for named ones only. By its name it fires before move_intervention.
create function kaggle_store.keep_named_deadline() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('kaggle_store.named_deadline', new.id::text, true);
    return new;
end
$$;
comment on function kaggle_store.keep_named_deadline() is
    'Trigger: tells move_intervention that the update names the deadline, which it keeps.';
create trigger keep_named_deadline before update of sla_deadline on public.human_interventions
for each row execute function kaggle_store.keep_named_deadline();

create function kaggle_store.move_intervention() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_deadline_named constant boolean
        := current_setting('kaggle_store.named_deadline', true) = new.id::text;
begin
    if v_is_deadline_named then
        -- Later updates of this transaction may leave the deadline out.
        perform set_config('kaggle_store.named_deadline', '', true);
    end if;
    if kaggle_store.is_terminal(old.status)
        and (
            new.status, new.decision, new.response, new.response_data, new.title,
            new.description, new.context_data
        )
            is distinct from (
                old.status, old.decision, old.response, old.response_data, old.title,
                old.description, old.context_data
            )
    then
        raise exception using errcode = 'KS250',
            message = format('intervention %s already has a response', old.id),
            detail = jsonb_build_object(
                'id', old.id, 'status', old.status, 'responded_at', old.responded_at
            )::text,
            hint = 'Request a new intervention.';
    end if;
    if new.status <> old.status then
        perform kaggle_store.check_move(
            'human_interventions', old.id, old.status::text, new.status::text
        );
        if kaggle_store.is_terminal(new.status) then
            -- A withdrawal is no decision.
            if new.decision is not null then
                perform kaggle_store.check_decision(new);
            end if;
            new.responded_at := kaggle_store.now();
        end if;
    elsif new.priority <> old.priority and v_is_deadline_named is not true
        and not kaggle_store.is_terminal(old.status) then
        new.sla_deadline := kaggle_store.response_deadline(new);
    end if;
    return new;
end
$$;
comment on function kaggle_store.move_intervention() is
    'Trigger: checks a move of the status and the response, which is given once (KS250); a changed '
    'priority sets the deadline, unless the update names one.';

create function kaggle_store.refuse_decision(
    p_intervention public.human_interventions, p_decision kaggle_store.intervention_decision
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using errcode = 'KS252',
        message = format('decision %s is not allowed', coalesce(p_decision::text, 'null')),
        detail = jsonb_build_object(
            'id', p_intervention.id, 'decision', p_decision, 'allowed_decisions',
            p_intervention.allowed_decisions
        )::text,
        hint = format('Allowed: %s.', array_to_string(p_intervention.allowed_decisions, ', '));
end
$$;
comment on function kaggle_store.refuse_decision(
    public.human_interventions, kaggle_store.intervention_decision
) is
    'Refuses a decision that an intervention does not allow (KS252).';

create function kaggle_store.check_answer(p_intervention public.human_interventions)
returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_decision constant text := p_intervention.decision;
    v_data constant jsonb := p_intervention.response_data;
    v_errors jsonb;
begin
    if p_intervention.decision <> all (p_intervention.allowed_decisions) then
        perform kaggle_store.refuse_decision(p_intervention, p_intervention.decision);
    elsif v_decision = 'edit' and v_data is null then
        raise exception using errcode = 'KS258',
            message = 'response_data is empty, but edit needs the edited proposal',
            detail = jsonb_build_object('id', p_intervention.id, 'field', 'response_data')::text,
            hint = 'Give the edited proposal as response_data, or approve it.';
    elsif v_decision = 'approve' and v_data <> p_intervention.proposal then
        raise exception using errcode = 'KS259',
            message = 'response_data differs from the proposal, which approve does not change',
            detail = jsonb_build_object('id', p_intervention.id, 'field', 'response_data')::text,
            hint = 'Decide edit to change the proposal, or approve it without data.';
    end if;
    if v_data is not null or v_decision = 'approve' then
        v_errors := kaggle_store.answer_errors(p_intervention.response_schema, v_data);
    end if;
    if v_errors is not null then
        raise exception using errcode = 'KS251',
            message = 'response_data: ' || kaggle_store.first_error(v_errors),
            detail = jsonb_build_object('errors', v_errors)::text,
            hint = 'Give response_data that satisfies response_schema.';
    end if;
end
$$;
comment on function kaggle_store.check_answer(public.human_interventions) is
    'Refuses a decision that is not allowed (KS252), an edit without data (KS258), an approval of '
    'changed data (KS259), and data that does not satisfy the schema (KS251).';

create function kaggle_store.check_decision(p_intervention public.human_interventions)
returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_answer(p_intervention);
    if p_intervention.response ~ '\S' then
        return;
    elsif p_intervention.decision = 'reject' then
        raise exception using errcode = 'KS257',
            message = 'response is empty, but a rejection needs a reason',
            detail = jsonb_build_object('id', p_intervention.id, 'field', 'response')::text,
            hint = 'Give the reason as response.';
    elsif p_intervention.decision = 'respond' and p_intervention.response_data is null then
        raise exception using errcode = 'KS258',
            message = 'response and response_data are empty, but respond needs one of them',
            detail = jsonb_build_object('id', p_intervention.id, 'field', 'response')::text,
            hint = 'Give the response as text or as data.';
    end if;
end
$$;
comment on function kaggle_store.check_decision(public.human_interventions) is
    'Refuses a decision that does not fit (check_answer), a rejection without a reason (KS257), '
    'and a response without text and data (KS258).';

create trigger move_intervention before update on public.human_interventions
for each row execute function kaggle_store.move_intervention();

-- The need for a person is derived from the open interventions. The last response to one that
-- pauses resumes the execution, unless the review was started by hand; others may stay open.
create function kaggle_store.follow_intervention() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_intervention constant public.human_interventions := case when tg_op = 'DELETE' then old
        else new end;
    v_is_closed constant boolean := tg_op = 'DELETE'
        or (tg_op = 'UPDATE' and new.status <> old.status and kaggle_store.is_terminal(new.status));
    v_reason text;
    v_may_return boolean;
begin
    perform from public.agent_executions where id = v_intervention.execution_id for no key update;
    select title into v_reason from public.human_interventions
    where execution_id = v_intervention.execution_id and status in ('pending', 'escalated')
    order by priority desc, sla_deadline, id limit 1;
    v_may_return := v_is_closed and v_intervention.pauses_execution and not exists (
        select from public.human_interventions
        where execution_id = v_intervention.execution_id and status in ('pending', 'escalated')
            and pauses_execution
    );
    update public.agent_executions
    set human_intervention_required = v_reason is not null, human_intervention_reason = v_reason,
        status = case
            when tg_op = 'INSERT' and v_intervention.pauses_execution
            and not kaggle_store.is_terminal(v_intervention.status)
                and status <> 'human_review' and not kaggle_store.is_terminal(status)
                then 'human_review'
            when v_may_return and status = 'human_review' and review_is_manual is not true
                then resume_status
            else status
        end
    where id = v_intervention.execution_id;
    if tg_op = 'INSERT' and v_intervention.status = 'pending' then
        insert into public.intervention_notifications (intervention_id, reason)
        values (v_intervention.id, 'requested');
    end if;
    return null;
end
$$;
comment on function kaggle_store.follow_intervention() is
    'Trigger: derives what an execution waits for, pauses it for an intervention that pauses, and '
    'resumes it after the last response.';
create trigger follow_intervention after insert or delete on public.human_interventions
for each row when (current_setting('kaggle_store.restores', true) is distinct from 'on')
execute function kaggle_store.follow_intervention();
create trigger follow_answer after update on public.human_interventions
for each row
when (
    (new.status, new.title, new.priority, new.sla_deadline) is distinct
        from (old.status, old.title, old.priority, old.sla_deadline)
)
execute function kaggle_store.follow_intervention();

-- A review that an intervention started ends with its response. By its name the trigger fires after
-- move_execution, for which every review is manual.
create function kaggle_store.recognise_review() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    new.review_is_manual := not exists (
        select from public.human_interventions
        where execution_id = new.id and status in ('pending', 'escalated') and pauses_execution
    );
    return new;
end
$$;
comment on function kaggle_store.recognise_review() is
    'Trigger: tells a review that an intervention started from one that was started by hand.';
create trigger recognise_review before update of status on public.agent_executions
for each row when (old.status <> 'human_review' and new.status = 'human_review')
execute function kaggle_store.recognise_review();

-- Only the response may end a review; a client cannot move past an open intervention directly. By
-- its name it fires after move_execution, which checks the lease and the move.
create function kaggle_store.refuse_open_intervention() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_open public.human_interventions;
begin
    if not kaggle_store.is_fenced() then
        return new;
    end if;
    select * into v_open from public.human_interventions
    where execution_id = new.id and status in ('pending', 'escalated') and pauses_execution
    order by priority desc, sla_deadline, id limit 1;
    if v_open.id is not null then
        raise exception using errcode = 'KS203',
            message = format('execution %s waits for intervention "%s"', new.id, v_open.title),
            detail = jsonb_build_object(
                'execution_id', new.id, 'intervention_id', v_open.id
            )::text,
            hint = 'Respond to the intervention and the execution resumes; it can be cancelled '
                'meanwhile.';
    end if;
    return new;
end
$$;
comment on function kaggle_store.refuse_open_intervention() is
    'Trigger: refuses to resume an execution directly while an intervention that pauses it is open '
    '(KS203).';
create trigger refuse_open_intervention before update of status on public.agent_executions
for each row
when (
    old.status = 'human_review' and new.status not in ('human_review', 'failed', 'cancelled')
)
execute function kaggle_store.refuse_open_intervention();

create function kaggle_store.withdraw(p_ids uuid[], p_reason text) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_withdrawn bigint;
begin
    update public.human_interventions
    set status = 'rejected', response = p_reason, responded_by = 'kaggle_store'
    where id = any (p_ids);
    get diagnostics v_withdrawn = row_count;
    -- Those that have channels are left to their notifier, which then sends nothing.
    delete from public.intervention_notifications
    where intervention_id = any (p_ids) and sent_at is null and routed_at is null;
    return v_withdrawn;
end
$$;
comment on function kaggle_store.withdraw(uuid[], text) is
    'Rejects open interventions whose execution has ended, without a decision and without their '
    'unsent notifications; returns how many.';

-- An execution that has ended needs no response. An intervention that is being responded to is
-- skipped.
create function kaggle_store.withdraw_interventions() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_open constant uuid[] := array(
        select id from public.human_interventions
        where execution_id = new.id and status in ('pending', 'escalated')
        order by id for no key update skip locked
    );
begin
    perform kaggle_store.withdraw(v_open, format('withdrawn: the execution is %s', new.status));
    return null;
end
$$;
comment on function kaggle_store.withdraw_interventions() is
    'Trigger: withdraws the open interventions of an execution that was completed or cancelled.';
create trigger withdraw_interventions after update of status on public.agent_executions
for each row when (new.status in ('completed', 'cancelled') and new.status <> old.status)
execute function kaggle_store.withdraw_interventions();

create function public.request_intervention(
    p_id uuid, p_execution_id uuid, p_intervention_type kaggle_store.intervention_type,
    p_title text, p_description text,
    p_priority kaggle_store.intervention_priority default 'medium', p_subject text default null,
    p_context_data jsonb default null, p_assigned_to text default null,
    p_response_schema jsonb default null, p_sla_deadline timestamptz default null,
    p_pauses_execution boolean default true,
    p_allowed_decisions kaggle_store.intervention_decision[] default null,
    p_proposal jsonb default null,
    p_timeout_action kaggle_store.timeout_action default 'escalate'
) returns setof public.human_interventions
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid;
    v_execution_id uuid;
begin
    loop
        for v_pass in 1..2 loop
            -- A repeat, by its id or by the subject of an open intervention, returns the first one.
            select id, execution_id into v_id, v_execution_id from public.human_interventions
            where id = p_id or (
                execution_id = p_execution_id and subject = p_subject
                    and status in ('pending', 'escalated')
            )
            order by id = p_id desc limit 1;
            exit when v_id is not null or v_pass = 2;
            -- Looked up again under the lock of the execution: an insert would wait for a response
            -- to an intervention that was requested meanwhile, which waits for the execution.
            perform kaggle_store.lock_leased_work(
                p_execution_id, kaggle_store.leases_of_request()
            );
            perform from public.agent_executions where id = p_execution_id for no key update;
        end loop;
        exit when v_id is not null;
        insert into public.human_interventions (
            id, execution_id, intervention_type, title, description, priority, subject,
            context_data, assigned_to, response_schema, sla_deadline, pauses_execution,
            allowed_decisions, proposal, timeout_action
        )
        values (
            coalesce(p_id, kaggle_store.new_id()), p_execution_id, p_intervention_type, p_title,
            p_description, p_priority, p_subject, p_context_data, p_assigned_to, p_response_schema,
            p_sla_deadline, p_pauses_execution, p_allowed_decisions, p_proposal, p_timeout_action
        )
        on conflict do nothing
        returning id, execution_id into v_id, v_execution_id;
        exit when v_id is not null;
    end loop;
    if v_execution_id is distinct from p_execution_id then
        raise exception using errcode = 'KS253',
            message = format('intervention %s belongs to another execution', v_id),
            detail = jsonb_build_object('id', v_id, 'execution_id', p_execution_id)::text,
            hint = 'Give each intervention an id of its own.';
    end if;
    return query select * from public.human_interventions where id = v_id;
end
$$;
comment on function public.request_intervention(
    uuid, uuid, kaggle_store.intervention_type, text, text, kaggle_store.intervention_priority,
    text, jsonb, text, jsonb, timestamptz, boolean, kaggle_store.intervention_decision[], jsonb,
    kaggle_store.timeout_action
) is
    'Opens an intervention and returns it as stored. The priority sets the deadline (critical 15 '
    'minutes, high 1 hour, medium 4 hours, low 24 hours) unless one is given. With '
    'p_pauses_execution the execution waits in human_review. If one on the same subject is open, '
    'that one is returned. The response data, and the proposal that a person approves or edits, '
    'must satisfy p_response_schema. p_timeout_action decides in place of a person at the '
    'deadline, or escalates. A repeat is harmless.';

create function public.respond_intervention(
    p_id uuid, p_decision kaggle_store.intervention_decision, p_response text default null,
    p_response_data jsonb default null, p_responded_by text default null
) returns setof public.human_interventions
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_intervention public.human_interventions;
    v_data jsonb := nullif(p_response_data, 'null');
begin
    perform kaggle_store.require_member();
    select * into v_intervention from public.human_interventions where id = p_id for no key update;
    if v_intervention.id is null then
        raise exception using errcode = 'P0002',
            message = format('there is no intervention %s', p_id);
    elsif p_decision is null then
        perform kaggle_store.refuse_decision(v_intervention, null);
    end if;
    perform kaggle_store.fence(v_intervention.execution_id);
    if p_decision = 'approve' then
        v_data := coalesce(v_data, v_intervention.proposal);
    end if;
    -- A repeat changes nothing; a different response is refused by the trigger.
    update public.human_interventions
    set status = kaggle_store.status_of(p_decision), decision = p_decision, response = p_response,
        response_data = v_data, responded_by = kaggle_store.named_person(p_responded_by)
    where id = p_id
        and (decision, response, response_data) is distinct from (p_decision, p_response, v_data);
    return query select * from public.human_interventions where id = p_id;
end
$$;
comment on function public.respond_intervention(
    uuid, kaggle_store.intervention_decision, text, jsonb, text
) is
    'Responds to an intervention in the name of the signed-in person or else of p_responded_by: '
    'approve the proposal as it is, edit (with the changed data), reject (with the reason as '
    'p_response), or respond with text or data. Data must satisfy the schema. The last open '
    'response resumes a waiting execution where it was. A response is given once (KS250); a '
    'repeat of it is harmless.';

create function kaggle_store.decide_at_deadline(p_ids uuid[])
returns setof public.human_interventions
language sql set search_path = pg_catalog, pg_temp
as $$
    update public.human_interventions
    set status = case timeout_action when 'approve' then 'approved'
            else 'rejected' end::kaggle_store.intervention_status,
        decision = timeout_action::text::kaggle_store.intervention_decision,
        response = case timeout_action when 'reject' then 'no response until the deadline' end,
        response_data = case timeout_action when 'approve' then proposal end,
        responded_by = 'timeout'
    where id = any (p_ids) and timeout_action <> 'escalate'
    returning *
$$;
comment on function kaggle_store.decide_at_deadline(uuid[]) is
    'Approves or rejects the interventions whose timeout action says so, as responded by '
    '`timeout`, and returns them.';

create function kaggle_store.escalate(p_ids uuid[]) returns setof public.human_interventions
language sql set search_path = pg_catalog, pg_temp
as $$
    with escalated as (
        update public.human_interventions as i
        set status = 'escalated', escalation_count = least(i.escalation_count + 1, 1000000),
            notification_sent = false,
            sla_deadline = kaggle_store.now()
                + (
                    select answer_within from kaggle_store.answer_times as t
                    where t.priority = i.priority
                )
        where i.id = any (p_ids) and i.timeout_action = 'escalate'
        returning i.*
    ),
    told as (
        insert into public.intervention_notifications (intervention_id, reason)
        select id, 'escalated' from escalated
    )
    select * from escalated
$$;
comment on function kaggle_store.escalate(uuid[]) is
    'Escalates the interventions without another timeout action, and returns them.';

-- Few a call: until its end the heartbeats of their executions wait.
create function public.escalate_overdue() returns public.human_interventions[]
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_overdue constant uuid[] := array(
        select id from public.human_interventions
        where status in ('pending', 'escalated') and sla_deadline <= kaggle_store.now()
            and not exists (
            select from public.agent_executions as e
            where e.id = human_interventions.execution_id and e.status in ('completed', 'cancelled')
        )
        order by id limit 50 for no key update skip locked
    );
    v_moved public.human_interventions[];
begin
    -- Consistent lock order prevents deadlocks between concurrent escalations.
    perform from public.agent_executions
    where id in (select execution_id from public.human_interventions where id = any (v_overdue))
    order by id for no key update;
    select array_agg(moved order by moved.id) into v_moved
    from (
        select * from kaggle_store.decide_at_deadline(v_overdue)
        union all
        select * from kaggle_store.escalate(v_overdue)
    ) as moved;
    return coalesce(v_moved, '{}');
end
$$;
comment on function public.escalate_overdue() is
    'Carries out the timeout action of the interventions whose deadline has passed, and returns '
    'them. Approve and reject are responses by `timeout`. Escalation counts, sets the next '
    'deadline by the priority and adds a notification. One call carries out 50 at the most. A '
    'repeat finds nothing until the next deadline.';

create function public.confirm_notification(p_id uuid, p_notification_method text default null)
returns setof public.intervention_notifications
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- Its intervention first: whatever ends an execution locks interventions, then notifications.
    perform from public.human_interventions
    where id = (
        select intervention_id from public.intervention_notifications where id = p_id
    )
    for no key update;
    update public.intervention_notifications
    set sent_at = kaggle_store.now(), notification_method = p_notification_method
    where id = p_id and sent_at is null;
    if found then
        update public.human_interventions as i
        set notification_sent = true,
            notification_method = coalesce(p_notification_method, i.notification_method)
        from public.intervention_notifications as n
        where n.id = p_id and i.id = n.intervention_id;
    end if;
    return query select * from public.intervention_notifications where id = p_id;
    if not found then
        raise exception using errcode = 'P0002',
            message = format('there is no notification %s', p_id);
    end if;
end
$$;
comment on function public.confirm_notification(uuid, text) is
    'Marks a notification as sent, and how. A repeat is harmless.';

revoke all on function
kaggle_store.lock_execution(),
kaggle_store.response_deadline(public.human_interventions), kaggle_store.prepare_intervention(),
kaggle_store.keep_named_deadline(), kaggle_store.move_intervention(),
kaggle_store.check_contract(public.human_interventions), kaggle_store.first_error(jsonb),
kaggle_store.fill_allowed_decisions(), kaggle_store.check_answer(public.human_interventions),
kaggle_store.check_decision(public.human_interventions),
kaggle_store.refuse_decision(
    public.human_interventions, kaggle_store.intervention_decision
),
kaggle_store.decide_at_deadline(uuid[]), kaggle_store.escalate(uuid[]),
kaggle_store.follow_intervention(), kaggle_store.recognise_review(),
kaggle_store.refuse_open_intervention(),
kaggle_store.withdraw(uuid[], text), kaggle_store.withdraw_interventions(),
public.request_intervention(
    uuid, uuid, kaggle_store.intervention_type, text, text, kaggle_store.intervention_priority,
    text, jsonb, text, jsonb, timestamptz, boolean, kaggle_store.intervention_decision[], jsonb,
    kaggle_store.timeout_action
),
public.respond_intervention(uuid, kaggle_store.intervention_decision, text, jsonb, text),
public.escalate_overdue(), public.confirm_notification(uuid, text)
from public, anon, authenticated, service_role, admin;
grant execute on function
kaggle_store.response_deadline(public.human_interventions)
to authenticated, service_role;
grant execute on function public.respond_intervention(
    uuid, kaggle_store.intervention_decision, text, jsonb, text
) to authenticated;
grant execute on function
public.request_intervention(
    uuid, uuid, kaggle_store.intervention_type, text, text, kaggle_store.intervention_priority,
    text, jsonb, text, jsonb, timestamptz, boolean, kaggle_store.intervention_decision[], jsonb,
    kaggle_store.timeout_action
),
public.respond_intervention(uuid, kaggle_store.intervention_decision, text, jsonb, text),
public.escalate_overdue(), public.confirm_notification(uuid, text)
to service_role, admin;

-- Interventions opened by the database ------------------------------------------------------------

-- Not for an ended execution. Looked up before the insert: a conflicting insert would wait for a
-- response in progress, which waits for the execution.
create function kaggle_store.open_intervention(
    p_execution_id uuid, p_intervention_type kaggle_store.intervention_type, p_subject text,
    p_title text, p_description text, p_context_data jsonb,
    p_priority kaggle_store.intervention_priority default 'high'
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from public.human_interventions
        where execution_id = p_execution_id and subject = p_subject
            and status in ('pending', 'escalated')
    ) and exists (
        select from public.agent_executions
        where id = p_execution_id and status not in ('completed', 'cancelled')
    ) then
        insert into public.human_interventions (
            execution_id, intervention_type, priority, subject, title, description, context_data
        )
        values (
            p_execution_id, p_intervention_type, p_priority, p_subject, left(p_title, 200),
            p_description, p_context_data
        )
        on conflict do nothing;
    end if;
end
$$;
comment on function kaggle_store.open_intervention(
    uuid, kaggle_store.intervention_type, text, text, text, jsonb,
    kaggle_store.intervention_priority
) is
    'Opens an intervention for an execution, unless one on the same subject is open; the '
    'execution does not pause.';

create function kaggle_store.report_failure() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_table_name = 'agent_executions' then
        perform kaggle_store.open_intervention(
            new.id, 'error_review', 'failed',
            format('%s has failed', to_jsonb(new) ->> 'execution_name'),
            coalesce(new.error_message, 'It failed at its last attempt.'),
            jsonb_build_object(
                'attempts', new.attempts, 'failed_in', to_jsonb(new) -> 'resume_status', 'worker',
                new.worker
            )
        );
    else
        perform kaggle_store.open_intervention(
            (to_jsonb(new) ->> 'execution_id')::uuid, 'error_review', 'training job ' || new.id,
            format('%s has failed', to_jsonb(new) ->> 'job_name'),
            coalesce(new.error_message, 'It failed at its last attempt.'),
            jsonb_build_object(
                'training_job_id', new.id, 'attempts', new.attempts, 'worker', new.worker
            )
        );
    end if;
    return null;
end
$$;
comment on function kaggle_store.report_failure() is
    'Trigger: opens an intervention for work that has failed with its attempts spent.';
create trigger report_failure after update of status on public.agent_executions
for each row when (
    new.status = 'failed' and old.status <> 'failed' and new.attempts >= new.max_attempts
)
execute function kaggle_store.report_failure();
create trigger report_failure after update of status on public.training_jobs
for each row when (
    new.status = 'failed' and old.status <> 'failed' and new.attempts >= new.max_attempts
)
execute function kaggle_store.report_failure();

-- Once per budget: after a response the next heartbeat opens no other one.
create function kaggle_store.warn_of_overrun() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_execution public.agent_executions;
begin
    select * into v_execution from public.agent_executions
    where id = case when tg_table_name = 'agent_executions' then new.id
        else (to_jsonb(new) ->> 'execution_id')::uuid end;
    if v_execution.gpu_budget_consumed > v_execution.gpu_budget_dollars and not exists (
        select from public.human_interventions
        where execution_id = v_execution.id and subject = 'gpu_budget'
            and context_data @> jsonb_build_object('budget', v_execution.gpu_budget_dollars)
    ) then
        perform kaggle_store.open_intervention(
            v_execution.id, 'manual_override', 'gpu_budget',
            format('%s is over its GPU budget', v_execution.execution_name),
            'Its GPU sessions have cost more than its budget, and no new session can be opened. '
            'Raise gpu_budget_dollars or cancel the execution.',
            jsonb_build_object(
                'budget', v_execution.gpu_budget_dollars, 'consumed',
                v_execution.gpu_budget_consumed
            )
        );
    end if;
    return null;
end
$$;
comment on function kaggle_store.warn_of_overrun() is
    'Trigger: opens an intervention when sessions have cost more than an execution''s GPU budget.';
-- Not after an insert: an import is no overrun. By its name after sum_changed_gpu_costs.
create trigger warn_of_overrun after update on public.gpu_sessions
for each row when (new.total_cost_dollars > old.total_cost_dollars)
execute function kaggle_store.warn_of_overrun();
create trigger warn_of_overrun after update of gpu_budget_dollars on public.agent_executions
for each row when (new.gpu_budget_dollars < old.gpu_budget_dollars)
execute function kaggle_store.warn_of_overrun();

-- Once per session; an execution that was completed or cancelled takes no interventions, and its
-- termination becomes a notice.
create function kaggle_store.escalate_termination() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_session public.gpu_sessions;
begin
    select * into v_session from public.gpu_sessions where id = new.gpu_session_id;
    perform kaggle_store.open_intervention(
        new.execution_id, 'manual_override', 'gpu_termination ' || new.gpu_session_id,
        format(
            'a machine does not stop: %s %s', v_session.provider,
            coalesce(v_session.instance_id, '(no instance id)')
        ),
        format(
            'The session is due (%s), and %s attempts to stop its machine have failed: %s. It '
            'costs money until it stops: stop it at the provider. Further attempts follow.',
            v_session.terminate_reason, new.attempts, new.last_error
        ),
        jsonb_build_object(
            'gpu_session_id', new.gpu_session_id, 'provider', v_session.provider, 'instance_id',
            v_session.instance_id, 'attempts', new.attempts, 'reason', v_session.terminate_reason
        ),
        'critical'
    );
    return null;
end
$$;
comment on function kaggle_store.escalate_termination() is
    'Trigger: opens a critical intervention for a machine that does not stop.';
create trigger escalate_termination after update on public.gpu_terminations
for each row when (new.escalated_at is not null and old.escalated_at is null)
execute function kaggle_store.escalate_termination();

revoke all on function
kaggle_store.open_intervention(
    uuid, kaggle_store.intervention_type, text, text, text, jsonb,
    kaggle_store.intervention_priority
),
kaggle_store.report_failure(), kaggle_store.warn_of_overrun(), kaggle_store.escalate_termination()
from public, anon, authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030410_intervention_responses',
    'e36501fb6b77e9e613f70d50dc7b3ce708c40f5b891a08854aaef4a3631150f0'
);
