-- Phase 3: human_interventions, decisions that an agent needs from a person.
--
-- Writers: any module; people respond.
-- Readers: people, most urgent first; upkeep escalates overdue ones every minute.
-- The next file has requests, responses and escalation.

create function kaggle_store.status_of(p_decision kaggle_store.intervention_decision)
returns kaggle_store.intervention_status
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select case p_decision
        when 'approve' then 'approved'::kaggle_store.intervention_status
        when 'edit' then 'approved'
        when 'reject' then 'rejected'
        when 'respond' then 'reviewed'
    end
$$;
comment on function kaggle_store.status_of(kaggle_store.intervention_decision) is
    'The status that a decision leads to.';

create function kaggle_store.are_distinct(p_decisions kaggle_store.intervention_decision[])
returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_ndims(p_decisions) = 1, false) and (
        select count(distinct decision) = cardinality(p_decisions)
        from unnest(p_decisions) as decision
    )
$$;
comment on function kaggle_store.are_distinct(kaggle_store.intervention_decision[]) is
    'Whether a list has at least one decision, each once, and no nulls.';
revoke all on function
kaggle_store.status_of(kaggle_store.intervention_decision),
kaggle_store.are_distinct(kaggle_store.intervention_decision[])
from public, anon, authenticated, service_role;
grant execute on function
kaggle_store.status_of(kaggle_store.intervention_decision),
kaggle_store.are_distinct(kaggle_store.intervention_decision[])
to authenticated, service_role;

create table public.human_interventions (
    id uuid primary key default kaggle_store.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    intervention_type kaggle_store.intervention_type not null,
    priority kaggle_store.intervention_priority not null default 'medium',
    status kaggle_store.intervention_status not null default 'pending',
    title varchar(200) not null,
    description text not null,
    context_data jsonb,
    assigned_to varchar(100),
    response text,
    response_data jsonb,
    notification_sent boolean not null default false,
    notification_method varchar(50),
    escalation_count integer not null default 0,
    sla_deadline kaggle_store.moment,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    responded_at kaggle_store.moment,
    updated_at kaggle_store.moment not null default kaggle_store.now(),
    subject text constraint a_subject_has_up_to_200_characters
        check (length(subject) between 1 and 200),
    response_schema jsonb,
    allowed_decisions kaggle_store.intervention_decision[] not null,
    proposal jsonb,
    timeout_action kaggle_store.timeout_action not null default 'escalate',
    decision kaggle_store.intervention_decision,
    responded_by varchar(100),
    pauses_execution boolean not null default false,
    constraint open_interventions_have_a_deadline
        check (status not in ('pending', 'escalated') or sla_deadline is not null),
    constraint open_interventions_have_no_response check (
        status not in ('pending', 'escalated')
            or (responded_at is null and response is null and response_data is null)
    ),
    constraint closed_interventions_say_when
        check (status not in ('reviewed', 'approved', 'rejected') or responded_at is not null),
    constraint allowed_decisions_are_distinct
        check (kaggle_store.are_distinct(allowed_decisions)),
    -- Without a decision it is open, or was withdrawn.
    constraint the_status_follows_the_decision check (
        case
            when decision is not null then status = kaggle_store.status_of(decision)
            else status in ('pending', 'escalated') or status = 'rejected'
        end
    ),
    -- The upper bound allows the count to be raised further.
    constraint escalations_are_bounded check (escalation_count between 0 and 1000000),
    -- A user's id, or an e-mail address; the cast names the domain's rule in its refusal.
    constraint an_address_is_a_valid_one
        check (position('@' in assigned_to) = 0 or assigned_to::public.email is not null),
    constraint description_is_bounded check (length(description) <= 100000),
    constraint response_is_bounded check (length(response) <= 100000),
    constraint names_have_no_control_characters check (
        kaggle_store.is_name(title) and kaggle_store.is_name(assigned_to)
            and kaggle_store.is_name(notification_method) and kaggle_store.is_name(subject)
            and kaggle_store.is_name(responded_by)
    )
);

comment on table public.human_interventions is
    'An execution''s request for a person''s decision, and the response.';
comment on column public.human_interventions.id is 'The intervention''s id.';
comment on column public.human_interventions.execution_id is 'The execution that needs it.';
comment on column public.human_interventions.intervention_type is 'Why it is needed.';
comment on column public.human_interventions.priority is 'How soon a response is needed.';
comment on column public.human_interventions.status is
    'Its state; pending and escalated ones await a response.';
comment on column public.human_interventions.title is 'The decision in one line.';
comment on column public.human_interventions.description is 'The decision in full.';
comment on column public.human_interventions.context_data is 'Data that a person needs to decide.';
comment on column public.human_interventions.assigned_to is
    'The person in charge: a user id or an e-mail address.';
comment on column public.human_interventions.response is 'The response as text.';
comment on column public.human_interventions.response_data is 'The response as data.';
comment on column public.human_interventions.notification_sent is
    'Whether a notification was sent; kept by the database.';
comment on column public.human_interventions.notification_method is
    'How, such as `slack`, `discord` or `email`.';
comment on column public.human_interventions.escalation_count is
    'How often it has been escalated; kept by the database.';
comment on column public.human_interventions.sla_deadline is
    'When the response is needed. Filled when left out, by the priority.';
comment on column public.human_interventions.created_at is 'When it was requested.';
comment on column public.human_interventions.responded_at is
    'When the response was given; kept by the database.';
comment on column public.human_interventions.updated_at is
    'When it last changed; kept by the database.';
comment on column public.human_interventions.subject is
    'What it is about, such as `gpu_budget`; an execution has one open intervention per subject.';
comment on column public.human_interventions.response_schema is
    'What `response_data` must satisfy: a JSON Schema of `type`, `properties`, `required`, '
    '`additionalProperties`, `items`, `enum`, `const`, `minimum`, `maximum`, `minLength`, '
    '`maxLength`, and `title`, `description`, `default` for forms.';
comment on column public.human_interventions.allowed_decisions is
    'The decisions that a person may take. Filled when left out: approve, reject and respond, and '
    'edit if there is a proposal.';
comment on column public.human_interventions.proposal is
    'The data that is approved or edited; it satisfies `response_schema`.';
comment on column public.human_interventions.timeout_action is
    'What happens without a response at the deadline.';
comment on column public.human_interventions.decision is
    'The decision that was taken; null while it is open, and of a withdrawn one.';
comment on column public.human_interventions.responded_by is 'Who responded; kept by the database.';
comment on column public.human_interventions.pauses_execution is
    'Whether the execution waits in human_review for the response.';

-- "What does this execution wait for?", the progress view's count, and the foreign key.
create index idx_human_interventions_execution_id
on public.human_interventions (execution_id, status);
-- "Everything that awaits a response."
create index idx_human_interventions_status on public.human_interventions (status);
-- "The most urgent interventions."
create index idx_human_interventions_priority on public.human_interventions (priority);
-- "What is overdue?"
create index idx_human_interventions_sla_deadline on public.human_interventions (sla_deadline);
-- "Which were requested last?"
create index human_interventions_created_at on public.human_interventions (created_at);

create trigger a_context_data_is_bounded before insert or update of context_data
on public.human_interventions
for each row when (kaggle_store.json_flaw(new.context_data, 1048576, 100) is not null)
execute function kaggle_store.refuse_json('context_data', '1048576', '100');
create trigger a_response_data_is_bounded before insert or update of response_data
on public.human_interventions
for each row when (kaggle_store.json_flaw(new.response_data, 1048576, 100) is not null)
execute function kaggle_store.refuse_json('response_data', '1048576', '100');
create trigger a_response_schema_is_bounded before insert or update of response_schema
on public.human_interventions
for each row when (kaggle_store.json_flaw(new.response_schema, 65536, 40) is not null)
execute function kaggle_store.refuse_json('response_schema', '65536', '40');
create trigger a_proposal_is_bounded before insert or update of proposal
on public.human_interventions
for each row when (kaggle_store.json_flaw(new.proposal, 1048576, 100) is not null)
execute function kaggle_store.refuse_json('proposal', '1048576', '100');
create trigger keep_updated_at before update on public.human_interventions
for each row execute function kaggle_store.keep_updated_at();

-- "Is an intervention on this subject open?", and "how many of this execution are open?": those
-- without a subject are all distinct.
create unique index human_interventions_open_subject
on public.human_interventions (execution_id, subject)
where status in ('pending', 'escalated');
-- "What awaits a response, most urgent first?", exactly in that order.
create index human_interventions_most_urgent
on public.human_interventions (priority desc, sla_deadline, id)
where status in ('pending', 'escalated');
-- "What is escalated?" for people, as submissions_without_outcome, and what upkeep reads.
create index human_interventions_open on public.human_interventions (id)
where status in ('pending', 'escalated');
-- "What was rejected?", and "What was only reviewed?", in the same way.
create index human_interventions_rejected on public.human_interventions (id)
where status = 'rejected';
create index human_interventions_reviewed on public.human_interventions (id)
where status = 'reviewed';
-- "What waits for me?"
create index human_interventions_open_of_person
on public.human_interventions (assigned_to, sla_deadline)
where status in ('pending', 'escalated');

create trigger a_lease_holds after insert or update on public.human_interventions
for each row execute function kaggle_store.fence_child();
create trigger fence_update before update on public.human_interventions
for each row execute function kaggle_store.fence_child();
create trigger refuse_after_the_end after insert on public.human_interventions
for each row when (not kaggle_store.is_terminal(new.status) and kaggle_store.is_fenced())
execute function kaggle_store.refuse_after_the_end();
create trigger record_inserts_and_deletes after insert or delete on public.human_interventions
for each row execute function kaggle_store.write_audit_log('execution_id');
create trigger record_moves after update on public.human_interventions
for each row when (new.status <> old.status or new.escalation_count <> old.escalation_count)
execute function kaggle_store.write_audit_log('execution_id');

alter table public.human_interventions enable row level security;
create policy "people read interventions" on public.human_interventions
for select to authenticated using (true);
create policy "admins keep interventions" on public.human_interventions for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.human_interventions
from public, anon, authenticated, service_role, admin;
grant select on table public.human_interventions to authenticated, service_role;
grant insert (
    id, execution_id, intervention_type, priority, status, title, description, context_data,
    assigned_to, response, response_data, notification_sent, notification_method, escalation_count,
    sla_deadline, created_at, responded_at, subject, response_schema, allowed_decisions, proposal,
    timeout_action, decision, pauses_execution
), update (
    priority, title, description, context_data, assigned_to, notification_method, sla_deadline
) on table public.human_interventions to service_role, admin;
grant delete on table public.human_interventions to admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030400_human_interventions',
    '153e6d2182425b272ec4b0d302bfa00ca6d2d911f1e2da7a720fea05bd44f22f'
);
