-- Phase 3: gpu_sessions, GPU machines rented by the hour.
--
-- Writers: GPU management.
-- Readers: cost control every five minutes, execution_progress, execution_costs.
-- The costs are summed into `gpu_budget_consumed` of the execution. Providers (salad_cloud,
-- vast_ai, lambda_labs) are an open list. The next file keeps the budget.

create table public.gpu_sessions (
    id uuid primary key default kaggle_store.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    provider varchar(50) not null,
    instance_id varchar(200),
    instance_type varchar(100) not null,
    gpu_count integer not null default 1,
    memory_gb kaggle_store.gigabytes,
    storage_gb kaggle_store.gigabytes,
    hourly_rate_dollars kaggle_store.dollars,
    region varchar(50),
    status kaggle_store.gpu_session_status not null default 'provisioning',
    provisioned_at kaggle_store.moment,
    terminated_at kaggle_store.moment,
    total_runtime_minutes public.positive_decimal not null default 0,
    total_cost_dollars kaggle_store.dollars not null default 0.0,
    cost_limit_dollars kaggle_store.dollars,
    auto_terminate_at kaggle_store.moment,
    ssh_connection_info jsonb,
    error_message text,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    updated_at kaggle_store.moment not null default kaggle_store.now(),
    source_record jsonb not null default '{}',
    last_heartbeat_at kaggle_store.moment,
    gpu_utilization_percent public.percentage,
    terminate_requested boolean not null default false,
    terminate_reason varchar(50),
    reserved_dollars kaggle_store.dollars,
    billed_dollars kaggle_store.dollars,
    constraint a_machine_has_a_gpu check (gpu_count >= 1),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object'),
    constraint provisioning_sessions_are_not_up
        check (status <> 'provisioning' or provisioned_at is null),
    constraint live_sessions_have_no_end
        check (status in ('terminated', 'failed') or terminated_at is null),
    constraint ended_sessions_say_when
        check (status not in ('terminated', 'failed') or terminated_at is not null),
    constraint a_session_ends_after_it_starts check (terminated_at >= provisioned_at),
    constraint only_live_sessions_hold_budget
        check (reserved_dollars is null or status not in ('terminated', 'failed')),
    constraint a_reservation_has_a_limit
        check (reserved_dollars is null or cost_limit_dollars is not null),
    constraint ssh_connection_info_is_encrypted
        check (ssh_connection_info is null or kaggle_store.is_sealed(ssh_connection_info #>> '{}')),
    -- Referenced by training jobs, whose session belongs to the same execution.
    constraint a_session_belongs_to_its_execution unique (id, execution_id),
    constraint error_message_is_bounded check (length(error_message) <= 100000),
    constraint names_have_no_control_characters check (
        kaggle_store.is_name(provider) and kaggle_store.is_name(instance_id)
            and kaggle_store.is_name(instance_type) and kaggle_store.is_name(region)
            and kaggle_store.is_name(terminate_reason)
    )
);

comment on table public.gpu_sessions is 'A GPU machine rented for an execution.';
comment on column public.gpu_sessions.id is 'The session''s id.';
comment on column public.gpu_sessions.execution_id is 'The execution that pays for it.';
comment on column public.gpu_sessions.provider is 'The provider, such as `vast_ai`.';
comment on column public.gpu_sessions.instance_id is
    'The provider''s id of the machine; null until there is one. A machine has one live session; '
    'one that is stopped and started again gets another.';
comment on column public.gpu_sessions.instance_type is 'The machine type, such as `RTX4090`.';
comment on column public.gpu_sessions.gpu_count is 'How many GPUs it has.';
comment on column public.gpu_sessions.memory_gb is 'Its memory in gigabytes (10^9 bytes).';
comment on column public.gpu_sessions.storage_gb is 'Its storage in gigabytes (10^9 bytes).';
comment on column public.gpu_sessions.hourly_rate_dollars is
    'The hourly price, in US dollars; large machines cost more than 100. While it is unknown no '
    'cost is computed, and the provider''s bill counts.';
comment on column public.gpu_sessions.region is
    'Where the machine is, as its provider names it.';
comment on column public.gpu_sessions.status is 'The state of the session.';
comment on column public.gpu_sessions.provisioned_at is
    'When it became usable; kept by the database.';
comment on column public.gpu_sessions.terminated_at is
    'When it was terminated; kept by the database.';
comment on column public.gpu_sessions.total_runtime_minutes is
    'How long it has run, in minutes, as of the last heartbeat; kept by the database.';
comment on column public.gpu_sessions.total_cost_dollars is
    'What it has cost, in US dollars, as of the last heartbeat; kept by the database.';
comment on column public.gpu_sessions.cost_limit_dollars is
    'What it may cost, in US dollars. By default, for a session that is opened, what remains of '
    'its execution''s budget.';
comment on column public.gpu_sessions.auto_terminate_at is
    'When it must be terminated at the latest.';
comment on column public.gpu_sessions.ssh_connection_info is
    'SSH credentials, encrypted; readable only through request_ssh_reading().';
comment on column public.gpu_sessions.error_message is 'The error, if any.';
comment on column public.gpu_sessions.created_at is 'When it was requested.';
comment on column public.gpu_sessions.updated_at is 'When it last changed; kept by the database.';
comment on column public.gpu_sessions.last_heartbeat_at is
    'The time of the last heartbeat; kept by the database.';
comment on column public.gpu_sessions.gpu_utilization_percent is
    'How busy its GPU was at the last heartbeat, from 0 to 100; kept by the database.';
comment on column public.gpu_sessions.terminate_requested is
    'Whether it must be terminated; kept by the database.';
comment on column public.gpu_sessions.terminate_reason is
    'Why, such as `cost_limit` or `deadline`; kept by the database.';
comment on column public.gpu_sessions.reserved_dollars is
    'What it reserves of its execution''s budget, in US dollars; null once it has ended, and for '
    'an imported one. Kept by the database.';
comment on column public.gpu_sessions.billed_dollars is
    'What its provider charged, in US dollars, where known: then this is the cost. Kept by the '
    'database.';
comment on column public.gpu_sessions.source_record is
    'Everything else that the provider''s offer contains, unchanged.';

-- "Which machines does this execution have?", and the foreign key.
create index idx_gpu_sessions_execution_id on public.gpu_sessions (execution_id, status);
-- "All machines of this provider", and "which sessions did this machine have?"
create index idx_gpu_sessions_provider on public.gpu_sessions (provider, instance_id);
-- "Which is the live session of this machine?" Only live sessions: a machine that is stopped and
-- started again keeps its id.
create unique index a_machine_has_one_live_session
on public.gpu_sessions (provider, instance_id)
where status in ('provisioning', 'running', 'idle');
-- "All live machines."
create index idx_gpu_sessions_status on public.gpu_sessions (status);
-- "Which run?", "Which have failed?", for people: under row level security the planner has no
-- statistics about a status.
create index gpu_sessions_running on public.gpu_sessions (id) where status = 'running';
create index gpu_sessions_failed on public.gpu_sessions (id) where status = 'failed';
-- "Which were opened last?"
create index gpu_sessions_created_at on public.gpu_sessions (created_at);
-- "Which ended last?", and what the last days have cost.
create index gpu_sessions_ended on public.gpu_sessions (terminated_at desc, id desc)
where terminated_at is not null;
-- "Which must be terminated next?"
create index idx_gpu_sessions_auto_terminate_at on public.gpu_sessions (auto_terminate_at);

create trigger a_source_record_is_bounded before insert or update of source_record
on public.gpu_sessions
for each row when (kaggle_store.json_flaw(new.source_record, 4194304, 100) is not null)
execute function kaggle_store.refuse_json('source_record', '4194304', '100');
create trigger a_ssh_connection_info_is_bounded before insert or update of ssh_connection_info
on public.gpu_sessions
for each row when (kaggle_store.json_flaw(new.ssh_connection_info, 262144, 100) is not null)
execute function kaggle_store.refuse_json('ssh_connection_info', '262144', '100');
create trigger keep_updated_at before update on public.gpu_sessions
for each row execute function kaggle_store.keep_updated_at();

-- The cost of an execution's sessions is computed from their rows, one read by index; a running
-- total would drift when a session is corrected or deleted.
create function kaggle_store.sum_gpu_costs() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- Locked before the sum, in a statement of its own: two concurrent changes would each miss the
    -- other's cost.
    perform from public.agent_executions where id in (new.execution_id, old.execution_id)
    order by id for no key update;
    update public.agent_executions as e
    set gpu_budget_consumed = least(9999999999, coalesce(
        (
            select sum(s.total_cost_dollars) from public.gpu_sessions as s
            where s.execution_id = e.id
        ), 0
    ))
    where e.id in (new.execution_id, old.execution_id);
    return null;
end
$$;
comment on function kaggle_store.sum_gpu_costs() is
    'Trigger: an execution''s consumed budget is the sum of its sessions'' costs.';
revoke all on function kaggle_store.sum_gpu_costs() from public, anon, authenticated, service_role;

create trigger sum_gpu_costs after insert or delete on public.gpu_sessions
for each row when (current_setting('kaggle_store.restores', true) is distinct from 'on')
execute function kaggle_store.sum_gpu_costs();
-- Not `update of`: the cost is changed by another trigger, which such a list does not see.
create trigger sum_changed_gpu_costs after update on public.gpu_sessions
for each row when (
    new.total_cost_dollars <> old.total_cost_dollars or new.execution_id <> old.execution_id
)
execute function kaggle_store.sum_gpu_costs();

create trigger a_lease_holds after insert or update on public.gpu_sessions
for each row execute function kaggle_store.fence_child();
create trigger fence_update before update on public.gpu_sessions
for each row execute function kaggle_store.fence_child();
create trigger refuse_after_the_end after insert on public.gpu_sessions
for each row when (new.status = 'provisioning')
execute function kaggle_store.refuse_after_the_end();
create trigger record_inserts_and_deletes after insert or delete on public.gpu_sessions
for each row execute function kaggle_store.write_audit_log('execution_id');
create trigger record_moves after update of status on public.gpu_sessions
for each row when (new.status <> old.status)
execute function kaggle_store.write_audit_log('execution_id');

alter table public.gpu_sessions enable row level security;
create policy "people read sessions" on public.gpu_sessions
for select to authenticated using (true);
create policy "a worker reads the sessions of its execution" on public.gpu_sessions
for select to kaggle_worker
using (execution_id = (select kaggle_store.worker_execution_id()));
create policy "admins keep sessions" on public.gpu_sessions for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.gpu_sessions from public, anon, authenticated, service_role, admin;
-- All columns but the SSH credentials, which only functions read and write.
grant select (
    id, execution_id, provider, instance_id, instance_type, gpu_count, memory_gb, storage_gb,
    hourly_rate_dollars, region, status, provisioned_at, terminated_at, total_runtime_minutes,
    total_cost_dollars, cost_limit_dollars, auto_terminate_at, error_message, created_at,
    updated_at, source_record, last_heartbeat_at, gpu_utilization_percent, terminate_requested,
    terminate_reason, reserved_dollars, billed_dollars
) on table public.gpu_sessions to authenticated, service_role, kaggle_worker;
grant insert (
    id, execution_id, provider, instance_id, instance_type, gpu_count, memory_gb, storage_gb,
    hourly_rate_dollars, region, status, provisioned_at, terminated_at, total_runtime_minutes,
    total_cost_dollars, cost_limit_dollars, auto_terminate_at, error_message, created_at,
    source_record
), update (
    instance_id, instance_type, gpu_count, memory_gb, storage_gb, hourly_rate_dollars, region,
    status, cost_limit_dollars, auto_terminate_at, error_message, source_record
) on table public.gpu_sessions to service_role, admin;
grant delete on table public.gpu_sessions to admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030100_gpu_sessions',
    '81e995db9059c750704cf62b93fd45d1df0d19ed53d270e052090d5067106311'
);
