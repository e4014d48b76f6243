-- Phase 3: artifacts, the files of an execution: models, predictions, data, logs.
--
-- Writers: record_artifact(), once the file is stored and was read back; the agent, or a rented
-- machine for its own execution.
-- Readers: the execution's agents and machines, people.
-- The database holds no files. Where a file is stored follows from its row: below the storage's
-- root, `<execution_id>/<first 32 digits of its SHA-256>/<name>`. So no client can write a row that
-- leads to another place, and the same content is stored once. Rows are not changed.
-- The files of an archived execution are kept, unless the setting retention.remove_artifacts is 1:
-- then the archive lists them in kaggle_store.artifact_removals, which clients with access to the
-- storage work off.

-- The rule of the SDK, so that a name can be used on every operating system and in a URI.
create function kaggle_store.is_portable_name(p_name text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select p_name ~ '^[^/\\:*?"<>|%#]+(/[^/\\:*?"<>|%#]+)*$'
        and p_name !~ '(^|/) |[ .](/|$)'
        and p_name !~* '(^|/)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.[^/]*)?(/|$)'
        and octet_length(p_name) <= 200 and kaggle_store.is_name(p_name)
$$;
comment on function kaggle_store.is_portable_name(text) is
    'Whether a text is a relative path that Linux, macOS, Windows and object stores accept: at '
    'most 200 bytes, without `..`, backslashes and characters with a meaning in paths or URIs.';

create function kaggle_store.artifact_location(p_execution_id uuid, p_sha256 text, p_name text)
returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ select concat_ws('/', p_execution_id::text, left(p_sha256, 32), p_name) $$;
comment on function kaggle_store.artifact_location(uuid, text, text) is
    'Where a file is stored below the root of its storage.';

create table public.artifacts (
    id uuid primary key default kaggle_store.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    training_job_id uuid,
    submission_id uuid,
    code_id uuid,
    kind varchar(50) not null,
    name varchar(200) not null,
    uri varchar(500) not null,
    sha256 text not null,
    size_bytes bigint not null,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    created_by varchar(200),
    constraint kind_is_a_lower_case_word check (kind ~ '^[a-z][a-z0-9_]*$'),
    constraint name_is_a_portable_path check (kaggle_store.is_portable_name(name)),
    constraint a_digest_has_64_digits check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint size_is_not_negative check (size_bytes >= 0),
    constraint uri_is_a_safe_path check (kaggle_store.is_safe_path(uri)),
    constraint uri_ends_with_its_location check (
        right(uri, length(kaggle_store.artifact_location(execution_id, sha256, name)) + 1)
            = '/' || kaggle_store.artifact_location(execution_id, sha256, name)
    ),
    constraint created_by_has_no_control_characters check (kaggle_store.is_name(created_by)),
    constraint an_artifact_comes_from_a_job_of_its_execution
        foreign key (training_job_id, execution_id)
        references public.training_jobs (id, execution_id) on delete set null (training_job_id),
    constraint an_artifact_is_sent_by_a_submission_of_its_execution
        foreign key (submission_id, execution_id)
        references public.submissions (id, execution_id) on delete set null (submission_id),
    constraint an_artifact_comes_from_code_of_its_execution foreign key (code_id, execution_id)
        references public.generated_code (id, execution_id) on delete set null (code_id)
);

comment on table public.artifacts is
    'A file of an execution: a model, predictions, data, a log. Its content is in the storage.';
comment on column public.artifacts.id is 'The artifact''s id.';
comment on column public.artifacts.execution_id is 'The execution it belongs to.';
comment on column public.artifacts.training_job_id is
    'The job that made it, of the same execution; under a job''s lease that job by default.';
comment on column public.artifacts.submission_id is
    'The submission it was sent as, of the same execution.';
comment on column public.artifacts.code_id is 'The code that made it, of the same execution.';
comment on column public.artifacts.kind is
    'What it is: `model`, `predictions`, `data`, `log` or any other lower-case word.';
comment on column public.artifacts.name is
    'The file''s name, or a relative path with slashes.';
comment on column public.artifacts.uri is
    'Where it was stored: the storage''s root and the location that follows from this row.';
comment on column public.artifacts.sha256 is 'SHA-256 of the content, 64 hexadecimal digits.';
comment on column public.artifacts.size_bytes is 'The content''s size in bytes.';
comment on column public.artifacts.created_at is 'When it was stored.';
comment on column public.artifacts.created_by is
    'The token''s subject, or else the worker whose lease it was stored under; kept by the '
    'database.';

-- "The files of this execution", and the foreign key.
create index idx_artifacts_execution_id on public.artifacts (execution_id, created_at);
-- "The files of this job", and the foreign key.
create index idx_artifacts_training_job_id on public.artifacts (training_job_id, execution_id)
where training_job_id is not null;
-- "The files of this submission", and the foreign key.
create index idx_artifacts_submission_id on public.artifacts (submission_id, execution_id)
where submission_id is not null;
-- "The files of this code", and the foreign key.
create index idx_artifacts_code_id on public.artifacts (code_id, execution_id)
where code_id is not null;
-- "Which row has this URI?", and whether this content was stored before.
create index idx_artifacts_uri on public.artifacts (uri);
-- "Which were stored last?"
create index artifacts_created_at on public.artifacts (created_at);

-- The lock makes a concurrent call with the same file wait: it then finds the first one's row.
create function public.record_artifact(
    p_id uuid, p_execution_id uuid, p_kind text, p_name text, p_uri text, p_sha256 text,
    p_size_bytes bigint, p_training_job_id uuid default null, p_submission_id uuid default null,
    p_code_id uuid default null
) returns setof public.artifacts
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_leases constant uuid[] := kaggle_store.leases_of_request();
    v_job_id constant uuid := coalesce(p_training_job_id, (
        select id from public.training_jobs
        where execution_id = p_execution_id and lease_id = any (v_leases)
            and lease_expires_at > kaggle_store.now()
        order by id limit 1
    ));
    v_id uuid;
begin
    perform kaggle_store.check_worker(p_execution_id);
    perform kaggle_store.check_fence(p_execution_id, v_leases);
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.artifact ' || p_uri, 0));
    select id into v_id from public.artifacts
    where uri = p_uri and kind = p_kind
        and execution_id = p_execution_id and sha256 = p_sha256
        and row(training_job_id, submission_id, code_id)
            is not distinct from row(v_job_id, p_submission_id, p_code_id)
    order by id limit 1;
    if v_id is null then
        v_id := coalesce(p_id, kaggle_store.new_id());
        insert into public.artifacts (
            id, execution_id, training_job_id, submission_id, code_id, kind, name, uri, sha256,
            size_bytes, created_by
        )
        values (
            v_id, p_execution_id, v_job_id, p_submission_id, p_code_id, p_kind, p_name, p_uri,
            p_sha256, p_size_bytes, left(coalesce(
                kaggle_store.token_claim('sub'),
                nullif(current_setting('kaggle_store.worker', true), '')
            ), 200)
        );
    end if;
    perform kaggle_store.fence(p_execution_id);
    return query select * from public.artifacts where id = v_id;
end
$$;
comment on function public.record_artifact(
    uuid, uuid, text, text, text, text, bigint, uuid, uuid, uuid
) is
    'Records a file that is stored at p_uri, and returns its row. Under a job''s lease it is '
    'linked to that job unless p_training_job_id names another. The same file with the same kind '
    'and links is recorded once: a repeat returns the row. A worker records files of its own '
    'execution only (KS301, KS302).';

-- Removals ----------------------------------------------------------------------------------------

create table kaggle_store.artifact_removals (
    id uuid primary key,
    execution_id uuid not null,
    name varchar(200) not null,
    uri varchar(500) not null,
    sha256 text not null,
    listed_at timestamptz not null default kaggle_store.now()
);
comment on table kaggle_store.artifact_removals is
    'Files of archived executions that are to be removed from the storage.';
comment on column kaggle_store.artifact_removals.id is 'The artifact''s id.';
comment on column kaggle_store.artifact_removals.execution_id is 'The archived execution.';
comment on column kaggle_store.artifact_removals.name is 'The file''s name.';
comment on column kaggle_store.artifact_removals.uri is 'Where it was stored.';
comment on column kaggle_store.artifact_removals.sha256 is 'SHA-256 of the content.';
comment on column kaggle_store.artifact_removals.listed_at is 'When its execution was archived.';
alter table kaggle_store.artifact_removals enable row level security;
create policy "an admin may see which files are to be removed" on kaggle_store.artifact_removals
for select to admin using (true);
revoke all on table kaggle_store.artifact_removals
from public, anon, authenticated, service_role, admin, kaggle_worker;

create function public.list_artifact_removals(
    p_after uuid default null, p_limit integer default 100
)
returns table (id uuid, execution_id uuid, name text, uri text, sha256 text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select r.id, r.execution_id, r.name::text, r.uri::text, r.sha256
    from kaggle_store.artifact_removals as r
    where p_after is null or r.id > p_after
    order by r.id limit least(greatest(p_limit, 1), 1000)
$$;
comment on function public.list_artifact_removals(uuid, integer) is
    'The files of archived executions that are to be removed from the storage, by id: up to '
    'p_limit (1 to 1000) after p_after.';

create function public.confirm_artifact_removals(p_ids uuid[]) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp
as $$
    with confirmed as (
        delete from kaggle_store.artifact_removals
        where id in (
            select id from kaggle_store.artifact_removals where id = any (p_ids)
            order by id for update
        )
        returning 1
    )
    select count(*) from confirmed
$$;
comment on function public.confirm_artifact_removals(uuid[]) is
    'Takes files that were removed from the storage off the list, and returns how many. A repeat '
    'is harmless.';

revoke all on function
kaggle_store.is_portable_name(text), kaggle_store.artifact_location(uuid, text, text),
public.record_artifact(uuid, uuid, text, text, text, text, bigint, uuid, uuid, uuid),
public.list_artifact_removals(uuid, integer), public.confirm_artifact_removals(uuid[])
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
public.record_artifact(uuid, uuid, text, text, text, text, bigint, uuid, uuid, uuid)
to service_role, admin, kaggle_worker;
grant execute on function
public.list_artifact_removals(uuid, integer), public.confirm_artifact_removals(uuid[])
to service_role, admin;

alter table public.artifacts enable row level security;
create policy "people read artifacts" on public.artifacts
for select to authenticated using (true);
create policy "a worker reads the artifacts of its execution" on public.artifacts
for select to kaggle_worker
using (execution_id = (select kaggle_store.worker_execution_id()));
create policy "admins keep artifacts" on public.artifacts for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.artifacts
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant select on table public.artifacts to authenticated, service_role, kaggle_worker;
grant delete on table public.artifacts to admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030600_artifacts',
    '606508ad92a663ca8e8d72be3acfe82f163c6e2181decffbd2fcaf883de7674b'
);
