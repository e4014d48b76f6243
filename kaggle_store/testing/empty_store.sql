-- Delete all rows and all keys but the first, reset the clock and recreate the first partitions.
-- Small tables are emptied with DELETE, because TRUNCATE creates new files for the table and each
-- of its indexes.
set session_replication_role = replica;
do $$
declare
    v_table regclass;
    v_rows integer;
begin
    -- Every table of the store but those whose rows are the migrations' own.
    for v_table in
        select c.oid from pg_class as c
        where c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
            and c.relkind in ('r', 'p') and not c.relispartition
            and c.oid <> all ('{
                kaggle_store.access_mode, kaggle_store.added_grants, kaggle_store.allowed_moves,
                kaggle_store.answer_times, kaggle_store.clock, kaggle_store.created_roles,
                kaggle_store.encryption_keys, kaggle_store.workflow_steps,
                kaggle_store.installed, kaggle_store.known_metrics, kaggle_store.recorded_access,
                kaggle_store.upkeep_policy, kaggle_store.upkeep_tasks
            }'::regclass[])
    loop
        execute format('select count(*) from (select from %s limit 2001) as few', v_table)
            into v_rows;
        if v_rows > 2000 then
            execute format('truncate %s cascade', v_table);
        elsif v_rows > 0 then
            execute format('delete from %s', v_table);
        end if;
    end loop;
end
$$;
set session_replication_role = default;
with gone as (delete from kaggle_store.encryption_keys where version > 1 returning *)
delete from vault.secrets using gone where name = gone.vault_name;
update kaggle_store.clock set shift = '0' where shift <> '0';
do $$
declare
    v_months constant text[] := array(
        select 'system_metrics_' || to_char(this_month + ahead * interval '1 month', 'YYYY_MM')
        from date_trunc('month', now() at time zone 'UTC') as this_month,
            generate_series(0, 3) as ahead
    ) || array['system_metrics_default'];
    v_there constant text[] := array(
        select inhrelid::regclass::text from pg_inherits
        where inhparent = 'public.system_metrics'::regclass
    );
    v_old text;
begin
    foreach v_old in array array(select unnest(v_there) except select unnest(v_months)) loop
        execute format('drop table %s', v_old);
    end loop;
    if not v_there @> v_months then
        perform public.ensure_metric_partitions();
    end if;
end
$$;
