-- Phase 3: human interventions, questions that an agent puts to a person.
--
-- Written by any module that needs a decision; read by people, most urgent first; answered by them. Overdue ones are looked for
-- every minute.

create table public.human_interventions (
    id uuid primary key default private.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    intervention_type public.intervention_type not null,
    priority public.intervention_priority not null default 'medium',
    status public.intervention_status not null default 'pending',
    title varchar(200) not null,
    description text not null,
    context_data jsonb,
    assigned_to varchar(100),
    response text,
    response_data jsonb,
    notification_sent boolean not null default false,
    notification_method varchar(50),
    escalation_count integer not null default 0,
    sla_deadline timestamptz,
    created_at timestamptz not null default private.now(),
    responded_at timestamptz,
    updated_at timestamptz not null default private.now(),
    constraint escalations_are_not_negative check (escalation_count >= 0),
    -- A user's id, or an e-mail address; the cast names the domain's rule in its refusal.
    constraint an_address_is_a_valid_one check (position('@' in assigned_to) = 0 or assigned_to::public.email is not null)
);

comment on table public.human_interventions is 'A question that an execution has put to a person, and the answer.';
comment on column public.human_interventions.id is 'The question''s id.';
comment on column public.human_interventions.execution_id is 'The execution that asks.';
comment on column public.human_interventions.intervention_type is 'Why it asks.';
comment on column public.human_interventions.priority is 'How soon it needs an answer.';
comment on column public.human_interventions.status is 'What has come of it; pending and escalated ones await an answer.';
comment on column public.human_interventions.title is 'The question in a line.';
comment on column public.human_interventions.description is 'The question in full.';
comment on column public.human_interventions.context_data is 'What a person needs to decide.';
comment on column public.human_interventions.assigned_to is 'Who is asked: a user id or an e-mail address.';
comment on column public.human_interventions.response is 'The answer in words.';
comment on column public.human_interventions.response_data is 'The answer as data.';
comment on column public.human_interventions.notification_sent is 'Whether the person has been told.';
comment on column public.human_interventions.notification_method is 'How, such as `slack`, `discord` or `email`.';
comment on column public.human_interventions.escalation_count is 'How often it has been escalated.';
comment on column public.human_interventions.sla_deadline is 'When the answer is needed.';
comment on column public.human_interventions.created_at is 'When it was asked.';
comment on column public.human_interventions.responded_at is 'When it was answered.';
comment on column public.human_interventions.updated_at is 'When it last changed; kept by the database.';

-- "What does this execution wait for?", the progress view's count, and the foreign key.
create index idx_human_interventions_execution_id on public.human_interventions (execution_id, status);
-- "Everything that awaits an answer."
create index idx_human_interventions_status on public.human_interventions (status);
-- "The most urgent questions."
create index idx_human_interventions_priority on public.human_interventions (priority);
-- "What is overdue?"
create index idx_human_interventions_sla_deadline on public.human_interventions (sla_deadline);

create trigger keep_updated_at before update on public.human_interventions
for each row execute function private.keep_updated_at();

alter table public.human_interventions enable row level security;
create policy "people read interventions" on public.human_interventions for select to authenticated using (true);
create policy "admins keep interventions" on public.human_interventions for all to admin
using ((select private.is_admin())) with check ((select private.is_admin()));
revoke all on table public.human_interventions from public, anon, authenticated, service_role, admin;
grant select on table public.human_interventions to authenticated;
grant select, insert, update on table public.human_interventions to service_role;
grant select, insert, update, delete on table public.human_interventions to admin;
