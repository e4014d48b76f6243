-- Phase 2: generated code, the pieces of the pipeline that an agent has written.
--
-- Written by code generation, checked by validation, approved by people, run by training jobs. `code_content` can be large: the
-- SDK reads it only when asked.

create table public.generated_code (
    id uuid primary key default private.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    code_type public.code_type not null,
    file_name varchar(200) not null,
    file_path varchar(500),
    code_content text not null,
    programming_language varchar(20) not null default 'python',
    dependencies text[],
    execution_order integer,
    estimated_runtime_minutes public.positive_decimal,
    memory_requirements_gb public.gigabytes,
    gpu_required boolean not null default false,
    validation_status public.validation_status not null default 'pending',
    validation_errors text[],
    human_approved boolean not null default false,
    model_api_used varchar(50),
    tokens_consumed bigint,
    cost_dollars public.dollars,
    created_at timestamptz not null default private.now(),
    updated_at timestamptz not null default private.now(),
    source_record jsonb not null default '{}',
    constraint tokens_are_not_negative check (tokens_consumed >= 0),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object'),
    -- What a training job points at, so that its code is of its own execution.
    constraint code_belongs_to_its_execution unique (id, execution_id)
);

comment on table public.generated_code is 'A file of code that an agent has written for an execution.';
comment on column public.generated_code.id is 'The file''s id.';
comment on column public.generated_code.execution_id is 'The execution it was written for.';
comment on column public.generated_code.code_type is 'Which part of the pipeline it is.';
comment on column public.generated_code.file_name is 'The file''s name.';
comment on column public.generated_code.file_path is 'Where it lies, if it lies anywhere.';
comment on column public.generated_code.code_content is 'The source text.';
comment on column public.generated_code.programming_language is 'The language it is written in.';
comment on column public.generated_code.dependencies is 'The packages it needs.';
comment on column public.generated_code.execution_order is 'Its place in the pipeline, lowest first.';
comment on column public.generated_code.estimated_runtime_minutes is 'How long it should run, in minutes.';
comment on column public.generated_code.memory_requirements_gb is 'Memory it needs, in gigabytes (10^9 bytes).';
comment on column public.generated_code.gpu_required is 'Whether it needs a GPU.';
comment on column public.generated_code.validation_status is 'What checking it has found.';
comment on column public.generated_code.validation_errors is 'What is wrong with it, one sentence each.';
comment on column public.generated_code.human_approved is 'Whether a person has approved it.';
comment on column public.generated_code.model_api_used is 'Who wrote it, such as `claude_code` or `custom`.';
comment on column public.generated_code.tokens_consumed is 'Model tokens that writing it took.';
comment on column public.generated_code.cost_dollars is 'What writing it cost, in US dollars.';
comment on column public.generated_code.created_at is 'When it was written.';
comment on column public.generated_code.updated_at is 'When it last changed; kept by the database.';
comment on column public.generated_code.source_record is 'What an imported journal said beyond these columns, word for word.';

-- "The pipeline of this execution, in order", and the foreign key.
create index idx_generated_code_execution_id on public.generated_code (execution_id, execution_order);
-- "All training scripts."
create index idx_generated_code_code_type on public.generated_code (code_type);
create index idx_generated_code_execution_order on public.generated_code (execution_order);
-- "What still has to be validated?"
create index idx_generated_code_validation_status on public.generated_code (validation_status);

create trigger keep_updated_at before update on public.generated_code
for each row execute function private.keep_updated_at();

alter table public.generated_code enable row level security;
create policy "people read code" on public.generated_code for select to authenticated using (true);
create policy "admins keep code" on public.generated_code for all to admin
using ((select private.is_admin())) with check ((select private.is_admin()));
revoke all on table public.generated_code from public, anon, authenticated, service_role, admin;
grant select on table public.generated_code to authenticated;
grant select, insert, update on table public.generated_code to service_role;
grant select, insert, update, delete on table public.generated_code to admin;
