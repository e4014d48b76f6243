-- Upkeep by itself, where pg_cron can be created. That it is available does not mean that it may be created (only one database
-- of a cluster can have it), so the attempt itself decides; elsewhere the same functions are called from outside.

do $$
begin
    if not exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
        raise notice 'pg_cron is not here: call ensure_metric_partitions(), run_retention() and refresh_execution_summary() from outside';
        return;
    end if;
    create extension if not exists pg_cron with schema pg_catalog;
    perform cron.schedule('kaggle_store: metric partitions', '10 0 * * *', 'select public.ensure_metric_partitions()');
    perform cron.schedule('kaggle_store: retention', '20 * * * *', 'select public.run_retention()');
    perform cron.schedule('kaggle_store: execution summary', '*/10 * * * *', 'select public.refresh_execution_summary()');
    -- pg_cron never forgets a run by itself.
    perform cron.schedule(
        'kaggle_store: old runs of these jobs', '30 0 * * *',
        $job$delete from cron.job_run_details where end_time < now() - interval '7 days'$job$
    );
exception when others then
    raise notice 'pg_cron could not be used (%): upkeep is to be called from outside', sqlerrm;
end
$$;
