-- Phase 5, access: the rights of the API roles on record, and one call that restores them.
--
-- Writers: this file records them in kaggle_store.recorded_access; restrict_access() grants and
-- revokes, called by the owner and by a restore.
-- Readers: store_health(), and all that has to tell the store's objects from the project's.
--
-- The migrations write out every grant, and revoke what a project's default privileges add to new
-- objects. A dump made by pg_dump has the grants and not these revokes: restored into a project
-- that opens new objects to `anon`, as Supabase's do, every function and table would be open to it.
-- A later migration that adds an object or changes a right calls record_access() at its end.

create function kaggle_store.rights_in_force()
returns table (
    object_kind text, object_name text, simple_name text, is_partition boolean, rights text[]
)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with objects (kind, name, simple_name, is_partition, oid, acl) as (
        select case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass::text,
            c.relname::text, c.relispartition, c.oid,
            coalesce(
                c.relacl,
                acldefault(case c.relkind when 'S' then 's'::"char" else 'r' end, c.relowner)
            )
        from pg_catalog.pg_class as c
        where c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
            and c.relkind in ('r', 'p', 'v', 'm', 'S')
        union all
        select 'routine', p.oid::regprocedure::text, p.proname::text, false, null,
            coalesce(p.proacl, acldefault('f', p.proowner))
        from pg_catalog.pg_proc as p
        where p.pronamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
        union all
        select 'schema', n.nspname::text, n.nspname::text, false, null,
            coalesce(n.nspacl, acldefault('n', n.nspowner))
        from pg_catalog.pg_namespace as n where n.nspname = 'kaggle_store'
    ),
    granted (kind, name, privilege, acl_of) as (
        select o.kind, o.name, lower(a.privilege_type), a
        from objects as o cross join lateral aclexplode(o.acl) as a
        union all
        select o.kind, o.name, format('%s (%I)', lower(a.privilege_type), c.attname), a
        from objects as o
        join pg_catalog.pg_attribute as c on c.attrelid = o.oid and c.attacl is not null
        cross join lateral aclexplode(c.attacl) as a
    ),
    of_clients (kind, name, right_of) as (
        select g.kind, g.name, format(
            '%s to %s%s', g.privilege, coalesce(r.rolname, 'public'),
            case when (g.acl_of).is_grantable then ' with grant option' else '' end
        )
        from granted as g left join pg_catalog.pg_roles as r on r.oid = (g.acl_of).grantee
        where coalesce(r.rolname, 'public')
            in ('public', 'anon', 'authenticated', 'service_role', 'admin', 'kaggle_worker')
    )
    select o.kind, o.name, o.simple_name, o.is_partition,
        coalesce(
            array_agg(c.right_of order by c.right_of) filter (where c.right_of is not null), '{}'
        )
    from objects as o left join of_clients as c using (kind, name)
    group by o.kind, o.name, o.simple_name, o.is_partition
$$;
comment on function kaggle_store.rights_in_force() is
    'What the API roles may do with each object of both schemas, the project''s own included.';

-- Objects of the project in `public` are not the store's: the store's are listed by name.
create function kaggle_store.record_access(p_public_names text[]) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
    insert into kaggle_store.recorded_access (object_kind, object_name, rights)
    select object_kind, object_name, rights from kaggle_store.rights_in_force()
    where not is_partition
        and (
            object_name like 'kaggle\_store.%' or object_kind = 'schema'
            or simple_name = any (p_public_names)
        )
    on conflict (object_kind, object_name) do update set rights = excluded.rights
$$;
comment on function kaggle_store.record_access(text[]) is
    'Records the rights in force on the store''s objects: all of kaggle_store, and those of '
    '`public` with these names.';

-- Partitions are made by upkeep and have no rights.
create function kaggle_store.changed_rights()
returns table (
    object_kind text, object_name text, privilege text, grantee text, is_surplus boolean
)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    with wanted (kind, name, right_of) as (
        select object_kind, object_name, unnest(rights) from kaggle_store.recorded_access
    ),
    ours as materialized (
        select f.* from kaggle_store.rights_in_force() as f
        left join kaggle_store.recorded_access as r using (object_kind, object_name)
        where r.object_name is not null
            or (
                f.is_partition and f.object_name::regclass in (
                    select inhrelid from pg_catalog.pg_inherits
                    where inhparent = 'public.system_metrics'::regclass
                )
            )
    ),
    found (kind, name, right_of) as (select object_kind, object_name, unnest(rights) from ours),
    differing (kind, name, right_of, is_surplus) as (
        (select *, true from found except select *, true from wanted)
        union all
        (
            select w.*, false from wanted as w
            where exists (
                select from ours as o where (o.object_kind, o.object_name) = (w.kind, w.name)
            )
            except select *, false from found
        )
    )
    select kind, name, split_part(right_of, ' to ', 1),
        split_part(split_part(right_of, ' to ', 2), ' ', 1), is_surplus
    from differing
$$;
comment on function kaggle_store.changed_rights() is
    'The rights of the API roles that differ from the recorded ones: surplus or missing.';

-- A grant option goes with its right, which is granted again without it.
create function kaggle_store.restrict_access() returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_change record;
    v_changes bigint := 0;
begin
    if not exists (select from kaggle_store.recorded_access) then
        raise exception using errcode = 'KS350', message = 'no rights are on record',
            detail = '{}',
            hint = 'Load the data of the table kaggle_store.recorded_access, which is in the dump, '
                'and call it again.';
    end if;
    for v_pass in 1..2 loop
        for v_change in
            select * from kaggle_store.changed_rights() where is_surplus = (v_pass = 1)
        loop
            execute format(
                case when v_change.is_surplus then 'revoke %s on %s %s from %s cascade'
                    else 'grant %s on %s %s to %s' end,
                v_change.privilege, v_change.object_kind, v_change.object_name, v_change.grantee
            );
            v_changes := v_changes + 1;
        end loop;
    end loop;
    return v_changes;
end
$$;
comment on function kaggle_store.restrict_access() is
    'Gives the API roles exactly the recorded rights on the store''s objects, and returns how many '
    'were granted or revoked. Call it as the owner after a dump was restored. Refused where no '
    'rights are on record (KS350). A repeat changes nothing.';

revoke all on function
kaggle_store.rights_in_force(), kaggle_store.record_access(text[]), kaggle_store.changed_rights(),
kaggle_store.restrict_access()
from public, anon, authenticated, service_role, admin, kaggle_worker;

do $$
begin
    perform kaggle_store.record_access('{
        agent_executions, archived_executions, artifacts, audit_log, competition_dashboard,
        competitions, configurations, execution_costs, execution_progress,
        execution_steps, execution_summary, generated_code, gpu_sessions, gpu_terminations,
        human_interventions,
        intervention_notifications, notices, notification_deliveries, research_results,
        submission_quota, submission_ranking,
        submissions, system_metrics, training_jobs, upkeep_runs, audit_log_id_seq,
        add_store_member, approve_code, archive_executions, changes_after, claim_deliveries,
        claim_executions, claim_gpu_terminations, claim_training_jobs, code_tree,
        close_gpu_session, close_leftovers, complete_execution, complete_training_job,
        confirm_archive_export, confirm_artifact_removals,
        confirm_notification, correct_metric_direction,
        cost_totals,
        decrypt_config_value, encrypt_config_value, ensure_metric_partitions,
        escalate_overdue, fail_execution, fail_training_job, finish_delivery,
        finish_gpu_termination, gpu_sessions_due,
        heartbeat_execution, heartbeat_gpu_session, heartbeat_training_job,
        import_archived_execution, insert_research_results, integrity_report,
        list_artifact_removals, list_metric_exports,
        list_store_members,
        execution_details, competition_details, gpu_overview, overview,
        metric_buckets, metric_names, metric_value_or_null, newest_attempts, open_code_leaves,
        path_to_best_code, probe_disk,
        probe_max_rows, read_archived_rows, recent_executions, reconcile_submissions,
        record_artifact, record_metric_points, record_metrics, record_step,
        refresh_execution_summary,
        release_deliveries, release_execution,
        release_training_job, remove_store_member, report_gpu_machines, report_training_progress,
        request_configuration_reading,
        request_gpu_termination, request_intervention, request_ssh_reading,
        resolve_deliveries, respond_intervention, restore_execution, reveal_configuration,
        reveal_ssh_connection_info, rotate_encryption_key, run_retention, run_upkeep,
        set_configuration, set_ssh_connection_info, start_delivery, start_upkeep,
        store_health, store_is_members_only, upsert_competitions, validate_code,
        validate_hyperparameters
    }');
end
$$;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050370_access',
    'c2a42b16e8ac0b994c4ec2a10d6e0943ad79e4fd92c3bdd786b64dc6cbca2e8d'
);
