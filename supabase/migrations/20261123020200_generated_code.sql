-- Phase 2: generated_code, the files of an execution's pipeline.
--
-- Writers: code generation; validate_code() and approve_code().
-- Readers: training jobs, people, in `execution_order`.
-- `code_content` can be large: the SDK reads it only on request. Validation and approval belong to
-- the exact content, identified by its SHA-256: an edit resets both. Code that a job has used is
-- not edited; a new revision is a new row.
-- The files of an execution may form trees: `parent_id` is the file that one was made from, and
-- `operator` how. A parent is given once, with the row.

create table public.generated_code (
    id uuid primary key default kaggle_store.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    code_type kaggle_store.code_type not null,
    file_name varchar(200) not null,
    file_path varchar(500),
    code_content text not null,
    programming_language varchar(20) not null default 'python',
    dependencies kaggle_store.text_list,
    execution_order integer,
    estimated_runtime_minutes public.positive_decimal,
    memory_requirements_gb kaggle_store.gigabytes,
    gpu_required boolean not null default false,
    validation_status kaggle_store.validation_status not null default 'pending',
    validation_errors kaggle_store.text_list,
    human_approved boolean not null default false,
    model_api_used varchar(50),
    tokens_consumed bigint,
    cost_dollars kaggle_store.dollars,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    updated_at kaggle_store.moment not null default kaggle_store.now(),
    source_record jsonb not null default '{}',
    content_sha256 text not null generated always as (
        encode(extensions.digest(code_content, 'sha256'), 'hex')
    ) stored,
    approved_sha256 text,
    approved_by varchar(100),
    parent_id uuid,
    operator varchar(50),
    constraint tokens_are_not_negative check (tokens_consumed >= 0),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object'),
    -- Referenced by training jobs and by children, which belong to the same execution.
    constraint code_belongs_to_its_execution unique (id, execution_id),
    constraint a_parent_is_code_of_its_execution foreign key (parent_id, execution_id)
        references public.generated_code (id, execution_id) on delete set null (parent_id),
    constraint file_name_is_a_safe_path check (kaggle_store.is_safe_path(file_name)),
    constraint file_path_is_a_safe_path check (kaggle_store.is_safe_path(file_path)),
    constraint code_content_is_bounded check (length(code_content) <= 5000000),
    constraint dependencies_are_bounded check (pg_column_size(dependencies) <= 65536),
    constraint validation_errors_are_bounded check (pg_column_size(validation_errors) <= 1048576),
    constraint names_have_no_control_characters check (
        kaggle_store.is_name(programming_language) and kaggle_store.is_name(model_api_used)
            and kaggle_store.is_name(approved_by) and kaggle_store.is_name(operator)
    )
);

comment on table public.generated_code is
    'A file of code that an agent has written for an execution.';
comment on column public.generated_code.id is 'The file''s id.';
comment on column public.generated_code.execution_id is 'The execution it was written for.';
comment on column public.generated_code.parent_id is
    'The file of the same execution that it was made from; null for a first draft, and once that '
    'file is deleted. Given with the row, and then fixed.';
comment on column public.generated_code.operator is
    'How it was made from its parent, such as `draft`, `debug`, `improve`, `crossover`.';
comment on column public.generated_code.code_type is 'Which part of the pipeline it is.';
comment on column public.generated_code.file_name is 'The file''s name.';
comment on column public.generated_code.file_path is 'Where it is stored, if it is a file.';
comment on column public.generated_code.code_content is 'The source text.';
comment on column public.generated_code.programming_language is 'The language it is written in.';
comment on column public.generated_code.dependencies is 'The packages it needs.';
comment on column public.generated_code.execution_order is
    'Its place in the pipeline, lowest first.';
comment on column public.generated_code.estimated_runtime_minutes is
    'How long it should run, in minutes.';
comment on column public.generated_code.memory_requirements_gb is
    'Memory it needs, in gigabytes (10^9 bytes).';
comment on column public.generated_code.gpu_required is 'Whether it needs a GPU.';
comment on column public.generated_code.validation_status is
    'The validation result; validate_code() changes it.';
comment on column public.generated_code.validation_errors is
    'Validation errors, one sentence each.';
comment on column public.generated_code.human_approved is
    'Whether a person has approved exactly this content; kept by the database.';
comment on column public.generated_code.model_api_used is
    'The author, such as `claude_code` or `custom`.';
comment on column public.generated_code.tokens_consumed is 'Model tokens that writing it took.';
comment on column public.generated_code.cost_dollars is 'What writing it cost, in US dollars.';
comment on column public.generated_code.created_at is 'When it was written.';
comment on column public.generated_code.updated_at is 'When it last changed; kept by the database.';
comment on column public.generated_code.content_sha256 is
    'SHA-256 of the source text in UTF-8, in hexadecimal digits.';
comment on column public.generated_code.approved_sha256 is
    'SHA-256 of the content that was approved; kept by the database.';
comment on column public.generated_code.approved_by is 'Who approved it; kept by the database.';
comment on column public.generated_code.source_record is
    'Everything else that an imported journal contains, unchanged.';

-- "The pipeline of this execution, in order", and the foreign key.
create index idx_generated_code_execution_id
on public.generated_code (execution_id, execution_order);
-- "What was made from this file?", and the foreign key.
create index idx_generated_code_parent_id on public.generated_code (parent_id, execution_id);
-- "All training scripts."
create index idx_generated_code_code_type on public.generated_code (code_type);
create index idx_generated_code_execution_order on public.generated_code (execution_order);
-- "What still has to be validated?"
create index idx_generated_code_validation_status on public.generated_code (validation_status);
-- The same for people: the planner has no statistics about a status under row level security.
create index generated_code_to_validate on public.generated_code (id)
where validation_status = 'pending';
create index generated_code_to_review on public.generated_code (id)
where validation_status = 'needs_review';
-- "What was written last?"
create index generated_code_created_at on public.generated_code (created_at);

create trigger a_source_record_is_bounded before insert or update of source_record
on public.generated_code
for each row when (kaggle_store.json_flaw(new.source_record, 4194304, 100) is not null)
execute function kaggle_store.refuse_json('source_record', '4194304', '100');
create trigger keep_updated_at before update on public.generated_code
for each row execute function kaggle_store.keep_updated_at();

create trigger a_lease_holds after insert or update on public.generated_code
for each row execute function kaggle_store.fence_child();
create trigger fence_update before update on public.generated_code
for each row execute function kaggle_store.fence_child();

-- Parents ----------------------------------------------------------------------------------------

-- A foreign key is checked at the end of a statement, and a parent never changes: a cycle can only
-- consist of rows of one INSERT. What is below a row of that statement is part of it, too.
-- Without nested loops: the plan is kept from statements with few rows, and would compare all pairs
-- of a large one.
create function kaggle_store.refuse_cycles() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp set enable_nestloop = off
as $$
declare
    v_cyclic uuid[];
begin
    -- Ids are time-ordered by default: parents that all come before their children form no cycle.
    if not exists (select from added as a where a.parent_id >= a.id)
        or not exists (select from added as a join added as p on p.id = a.parent_id)
    then
        return null;
    end if;
    with recursive descended (id) as (
        select a.id from added as a
        where not exists (select from added as p where p.id = a.parent_id)
        union all
        select c.id from descended as d
        -- Looked up for each: the plan is kept, and the first statement may be a large one.
        cross join lateral (
            select g.id from public.generated_code as g where g.parent_id = d.id offset 0
        ) as c
    )
    select array_agg(a.id order by a.id) into v_cyclic from added as a
    where a.id not in (select d.id from descended as d);
    if v_cyclic is not null then
        raise exception using errcode = 'KS233',
            message = format('the parents of code %s form a cycle', v_cyclic[1]),
            detail = jsonb_build_object(
                'id', v_cyclic[1], 'ids', v_cyclic[:20], 'count', cardinality(v_cyclic)
            )::text,
            hint = 'Nothing was stored. Give each file a parent that was made before it.';
    end if;
    return null;
end
$$;
comment on function kaggle_store.refuse_cycles() is
    'Trigger: refuses files of code that would be their own ancestors (KS233).';
create trigger refuse_cycles after insert on public.generated_code
referencing new table as added
for each statement execute function kaggle_store.refuse_cycles();

create function kaggle_store.refuse_another_parent() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using errcode = 'KS234',
        message = format('the parent of code %s is fixed', old.id),
        detail = jsonb_build_object(
            'id', old.id, 'parent_id', old.parent_id, 'refused', new.parent_id
        )::text,
        hint = 'Store another file with that parent.';
end
$$;
comment on function kaggle_store.refuse_another_parent() is
    'Trigger: refuses another parent than the one that a file of code was stored with (KS234).';
-- A deleted parent is set to null.
create trigger refuse_another_parent before update of parent_id on public.generated_code
for each row when (new.parent_id is not null and new.parent_id is distinct from old.parent_id)
execute function kaggle_store.refuse_another_parent();

-- Reviews ----------------------------------------------------------------------------------------

-- Runs before the rows are stored, so the content's digest is computed here as in the generated
-- column.
create function kaggle_store.reset_code_review() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_sha256 constant text := encode(extensions.digest(new.code_content, 'sha256'), 'hex');
begin
    if tg_op = 'INSERT' then
        -- An import may contain approved code.
        new.approved_sha256 := case when new.human_approved then v_sha256 end;
    elsif v_sha256 <> old.content_sha256 then
        new.validation_status := 'pending';
        new.validation_errors := null;
        new.approved_sha256 := null;
        new.approved_by := null;
    end if;
    new.human_approved := coalesce(new.approved_sha256 = v_sha256, false);
    return new;
end
$$;
comment on function kaggle_store.reset_code_review() is
    'Trigger: an edit of the content resets validation and approval.';

create trigger reset_code_review before insert or update on public.generated_code
for each row execute function kaggle_store.reset_code_review();

create function public.validate_code(
    p_id uuid, p_content_sha256 text, p_validation_status kaggle_store.validation_status,
    p_validation_errors text[] default null
) returns setof public.generated_code
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_content(p_id, p_content_sha256);
    perform kaggle_store.fence(execution_id) from public.generated_code where id = p_id;
    return query
    update public.generated_code
    set validation_status = p_validation_status, validation_errors = p_validation_errors
    where id = p_id returning *;
end
$$;
comment on function public.validate_code(uuid, text, kaggle_store.validation_status, text[]) is
    'Stores the validation result of exactly this content. Refused if the content has changed '
    '(KS230). A repeat is harmless.';

create function public.approve_code(
    p_id uuid, p_content_sha256 text, p_approved_by text default null
)
returns setof public.generated_code
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_content(p_id, p_content_sha256);
    perform kaggle_store.fence(execution_id) from public.generated_code where id = p_id;
    return query
    update public.generated_code
    set approved_sha256 = content_sha256, approved_by = kaggle_store.named_person(p_approved_by)
    where id = p_id returning *;
end
$$;
comment on function public.approve_code(uuid, text, text) is
    'Approves exactly this content, in the name of the signed-in person or else of p_approved_by. '
    'Refused if the content has changed (KS230). A repeat is harmless.';

create function kaggle_store.check_content(p_id uuid, p_content_sha256 text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_sha256 text;
begin
    select content_sha256 into v_sha256 from public.generated_code where id = p_id
    for no key update;
    if v_sha256 is null then
        raise exception using errcode = 'P0002', message = format('there is no code %s', p_id);
    end if;
    if v_sha256 is distinct from lower(p_content_sha256) then
        raise exception using errcode = 'KS230',
            message = format('the content of code %s has changed', p_id),
            detail = jsonb_build_object(
                'id', p_id, 'content_sha256', v_sha256, 'asked', p_content_sha256
            )::text,
            hint = 'Read it again and decide on the new content.';
    end if;
end
$$;
comment on function kaggle_store.check_content(uuid, text) is
    'Locks a file of code and refuses if its content is another (KS230).';

revoke all on function
kaggle_store.refuse_cycles(), kaggle_store.refuse_another_parent(),
kaggle_store.reset_code_review(), kaggle_store.check_content(uuid, text),
public.validate_code(uuid, text, kaggle_store.validation_status, text[]),
public.approve_code(uuid, text, text)
from public, anon, authenticated, service_role, admin;
grant execute on function kaggle_store.check_content(uuid, text) to authenticated, service_role;
grant execute on function
public.validate_code(uuid, text, kaggle_store.validation_status, text[]),
public.approve_code(uuid, text, text)
to service_role, admin;

alter table public.generated_code enable row level security;
create policy "people read code" on public.generated_code for select to authenticated using (true);
create policy "a worker reads the code of its execution" on public.generated_code
for select to kaggle_worker
using (execution_id = (select kaggle_store.worker_execution_id()));
create policy "admins keep code" on public.generated_code for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.generated_code from public, anon, authenticated, service_role, admin;
grant select on table public.generated_code to authenticated, service_role, kaggle_worker;
grant insert (
    id, execution_id, parent_id, operator, code_type, file_name, file_path, code_content,
    programming_language, dependencies, execution_order, estimated_runtime_minutes,
    memory_requirements_gb, gpu_required, validation_status, validation_errors, human_approved,
    model_api_used, tokens_consumed, cost_dollars, created_at, source_record
), update (
    code_type, file_name, file_path, code_content, programming_language, dependencies,
    execution_order, estimated_runtime_minutes, memory_requirements_gb, gpu_required,
    model_api_used, tokens_consumed, cost_dollars, source_record
) on table public.generated_code to service_role, admin;
grant delete on table public.generated_code to admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123020200_generated_code',
    '0be0943530036ec7437f9880806c423571a460eec7c93c1afabba6ae8cb7c3d9'
);
