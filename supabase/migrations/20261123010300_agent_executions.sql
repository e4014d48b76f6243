-- Phase 1: agent executions, one run of an agent through one competition.
--
-- Written by the agent that works on it; read by every module, by the progress view and by the summary. Everything a run makes
-- (research, code, sessions, jobs, submissions, questions) hangs on its row and is deleted with it.

create table public.agent_executions (
    id uuid primary key default private.new_id(),
    competition_id uuid not null references public.competitions (id) on delete cascade,
    execution_name varchar(200) not null,
    status public.execution_status not null default 'pending',
    priority integer not null default 0,
    gpu_budget_dollars public.dollars not null default 0.15,
    gpu_budget_consumed public.dollars not null default 0.0,
    target_submission_hours integer not null default 24,
    current_step integer not null default 1,
    error_message text,
    human_intervention_required boolean not null default false,
    human_intervention_reason text,
    started_at timestamptz,
    completed_at timestamptz,
    created_at timestamptz not null default private.now(),
    updated_at timestamptz not null default private.now(),
    source_record jsonb not null default '{}',
    constraint target_submission_hours_are_positive check (target_submission_hours > 0),
    constraint there_are_ten_steps check (current_step >= 1 and current_step <= 10),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object')
);

comment on table public.agent_executions is 'One run of an agent through one competition, from data to submission.';
comment on column public.agent_executions.id is 'The execution''s id.';
comment on column public.agent_executions.competition_id is 'The competition it works on.';
comment on column public.agent_executions.execution_name is 'A name for people, such as the approach it tries.';
comment on column public.agent_executions.status is 'Where it stands.';
comment on column public.agent_executions.priority is 'Higher goes first.';
comment on column public.agent_executions.gpu_budget_dollars is 'What it may spend on rented GPUs, in US dollars.';
comment on column public.agent_executions.gpu_budget_consumed is 'What its GPU sessions have cost so far, in US dollars.';
comment on column public.agent_executions.target_submission_hours is 'Within how many hours of its start it should submit.';
comment on column public.agent_executions.current_step is 'Which of the ten steps of the workflow it is at.';
comment on column public.agent_executions.error_message is 'What went wrong, where something did.';
comment on column public.agent_executions.human_intervention_required is 'Whether it waits for a person.';
comment on column public.agent_executions.human_intervention_reason is 'What it waits for.';
comment on column public.agent_executions.started_at is 'When work began.';
comment on column public.agent_executions.completed_at is 'When work ended, well or not.';
comment on column public.agent_executions.created_at is 'When it was planned.';
comment on column public.agent_executions.updated_at is 'When it last changed; kept by the database.';
comment on column public.agent_executions.source_record is 'What an imported run''s journal said beyond these columns, word for word.';

-- "The runs of this competition, newest first", the dashboard's counts, and the foreign key.
create index idx_agent_executions_competition_id on public.agent_executions (competition_id, created_at);
-- "All runs in training."
create index idx_agent_executions_status on public.agent_executions (status);
-- "What is most urgent?", then by age.
create index idx_agent_executions_priority on public.agent_executions (priority desc, created_at);
-- "What was started this week?"
create index idx_agent_executions_created_at on public.agent_executions (created_at);

create trigger keep_updated_at before update on public.agent_executions
for each row execute function private.keep_updated_at();

alter table public.agent_executions enable row level security;
create policy "people read executions" on public.agent_executions for select to authenticated using (true);
create policy "admins keep executions" on public.agent_executions for all to admin
using ((select private.is_admin())) with check ((select private.is_admin()));
revoke all on table public.agent_executions from public, anon, authenticated, service_role, admin;
grant select on table public.agent_executions to authenticated;
grant select, insert, update on table public.agent_executions to service_role;
grant select, insert, update, delete on table public.agent_executions to admin;
