-- Removes the store from this database; written by `kaggle-store uninstall`.
--
-- Dropped: the schema kaggle_store, the store's objects in `public` that are listed below, if the
-- migration that creates them was applied here, its cron jobs, and the roles that it created.
-- Kept: everything of the project, extensions, the history of migrations, keys in Vault.
-- Refused, and then nothing is changed: rows in the store (unless it was written with
-- --drop-data), and objects of the project that need the store's.

do $uninstall$
declare
    v_drop_data constant boolean := {{drop_data}};
    v_messages constant text := current_setting('client_min_messages');
    v_found text;
    v_keys text;
    v_statement text;
    v_role record;
begin
    if to_regclass('kaggle_store.installed') is null then
        raise notice 'kaggle_store is not installed here: nothing to remove';
        return;
    end if;
    if not exists (select from kaggle_store.installed) then
        raise exception 'the record of what is installed is empty'
            using hint = 'Load the data of kaggle_store.installed from the dump that the database '
                'was restored from.';
    end if;

    create temporary table kaggle_store_listed on commit drop as
    select * from (values
{{objects}}
    ) as listed (migration, kind, identity);

    select string_agg(name, ', ') into v_found from kaggle_store.installed
    where name not in (select migration from pg_temp.kaggle_store_listed) and name <> 'members';
    if v_found is not null then
        raise exception 'the store was installed by a newer kaggle_store: %', v_found
            using hint = 'Upgrade the package, then run kaggle-store uninstall again.';
    end if;

    create temporary table kaggle_store_objects on commit drop as
    -- Materialized: to_regprocedure() raises an error where the type of an argument is missing.
    with applied as materialized (
        select kind, identity from pg_temp.kaggle_store_listed
        join kaggle_store.installed on name = migration
        where kind <> ''
    ),
    objects as materialized (
        select kind, identity,
            case when kind = 'function' then 'pg_catalog.pg_proc'
                when kind in ('type', 'domain', 'composite type') then 'pg_catalog.pg_type'
                else 'pg_catalog.pg_class' end::regclass as class,
            case when kind = 'function' then to_regprocedure(identity)::oid
                when kind in ('type', 'domain', 'composite type') then to_regtype(identity)::oid
                else to_regclass(identity)::oid end as id
        from applied
    )
    select * from objects where id is not null;

    perform set_config('lock_timeout', '10s', true);
    -- Rows may arrive between this migration's writing and now, and until the locks are held.
    for v_pass in 1..2 loop
        exit when v_drop_data;
        v_found := null;
        for v_statement in
            select format('select %L where exists (select from %s)', identity, identity)
            from pg_temp.kaggle_store_objects join pg_catalog.pg_class on oid = id
            -- Upkeep's own record, and its notices of findings, fill by themselves.
            where kind = 'table' and not relispartition and identity not in (
                'public.upkeep_runs', 'public.notices', 'public.intervention_notifications',
                'public.notification_deliveries'
            )
            order by identity
        loop
            execute format('select nullif(concat_ws('', '', $1, (%s)), '''')', v_statement)
                into v_found using v_found;
        end loop;
        if v_found is not null then
            raise exception 'the store holds rows: %', v_found
                using hint = 'Make a backup if you need them, then write the migration with '
                    'permission to drop them: kaggle-store uninstall --drop-data.';
        end if;
        select 'lock table ' || string_agg(identity, ', ') || ' in access exclusive mode'
            into v_statement from pg_temp.kaggle_store_objects where kind = 'table';
        execute coalesce(v_statement, 'select');
    end loop;

    with recursive
    own (class, id) as (
        (
            select class::oid, id from pg_temp.kaggle_store_objects
            union
            select 'pg_catalog.pg_namespace'::regclass::oid, 'kaggle_store'::regnamespace::oid
            union
            select classid, objid from pg_catalog.pg_depend
            where refclassid = 'pg_catalog.pg_namespace'::regclass
                and refobjid = 'kaggle_store'::regnamespace
        )
        union
        -- What belongs to an object: row types, indexes, constraints, triggers, partitions.
        select d.classid, d.objid from own join pg_catalog.pg_depend as d
            on d.refclassid = own.class and d.refobjid = own.id
        where d.deptype in ('a', 'i', 'P', 'S')
    )
    -- A view depends by its rule.
    select string_agg(distinct case when v.oid is not null
        then pg_describe_object('pg_catalog.pg_class'::regclass, v.ev_class, 0)
        else pg_describe_object(d.classid, d.objid, d.objsubid) end, ', ')
    into v_found
    from own join pg_catalog.pg_depend as d on d.refclassid = own.class and d.refobjid = own.id
    left join pg_catalog.pg_rewrite as v on d.classid = 'pg_catalog.pg_rewrite'::regclass
        and v.oid = d.objid and v.rulename = '_RETURN'
    where d.deptype = 'n' and (d.classid, d.objid) not in (select class, id from own);
    if v_found is not null then
        raise exception 'objects of the project need the store: %', v_found
            using hint = 'Drop or change them, or move them away from the store, and push again.';
    end if;

    create temporary table kaggle_store_roles on commit drop as
    select r.rolname as name, c.name is not null as is_created, array(
        select format('revoke %s from %I', granted, grantee) from kaggle_store.added_grants
        where r.rolname in (granted, grantee)
        order by 1
    ) as revokes
    from pg_catalog.pg_roles as r left join kaggle_store.created_roles as c on c.name = r.rolname
    where r.rolname in ('admin', 'kaggle_worker');
    if to_regclass('kaggle_store.encryption_keys') is not null then
        select string_agg(vault_name, ', ') into v_keys from kaggle_store.encryption_keys;
    end if;

    if to_regclass('cron.job') is not null then
        perform cron.unschedule(jobid) from cron.job
        where jobname like 'kaggle\_store: %' and database = current_database();
    end if;
    -- Nothing of the project needs them, so `cascade` reaches the store's objects only.
    perform set_config('client_min_messages', 'warning', true);
    for v_statement in
        select format('drop %s if exists %s cascade', replace(kind, 'composite ', ''), identity)
        from pg_temp.kaggle_store_objects where kind <> 'index'
        order by kind not like '%view', kind <> 'table', kind <> 'function', identity
    loop
        execute v_statement;
    end loop;
    drop schema kaggle_store cascade;
    perform set_config('client_min_messages', v_messages, true);

    for v_role in select * from pg_temp.kaggle_store_roles order by name loop
        begin
            foreach v_statement in array v_role.revokes loop
                execute v_statement;
            end loop;
            if v_role.is_created then
                execute format('drop role %I', v_role.name);
            end if;
        exception when dependent_objects_still_exist or insufficient_privilege then
            raise notice 'role % stays: %', v_role.name, sqlerrm;
        end;
    end loop;
    if v_keys is not null then
        raise notice 'kept in Vault, as backups may need it: %', v_keys;
    end if;
end
$uninstall$;
