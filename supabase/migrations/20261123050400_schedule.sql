-- Phase 5, schedule: upkeep by pg_cron, where it can be created.
--
-- Writers: none after this file; pg_cron runs the jobs.
-- Readers: store_health().
-- That pg_cron is available does not mean that it can be created (only one database of a cluster
-- can have it), so the attempt decides; elsewhere `kaggle-store upkeep` runs the same tasks.

do $$
begin
    if not exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
        raise notice 'pg_cron is not here: run `kaggle-store upkeep --every 1m` somewhere';
        return;
    end if;
    create extension if not exists pg_cron with schema pg_catalog;
    -- Its jobs outlive a reset of our schemas.
    perform cron.unschedule(jobid) from cron.job
    where jobname like 'kaggle\_store: %' and database = current_database();
    perform cron.schedule(
        format('kaggle_store: %s', replace(task::text, '_', ' ')), schedule,
        -- The timeout of the jobs' role may be shorter than that of the task.
        format(
            'set statement_timeout = ''10min''; '
            'select public.run_upkeep(%L, p_run_by => ''pg_cron'')', task
        )
    )
    from kaggle_store.upkeep_tasks;
    -- pg_cron never forgets a run by itself.
    perform cron.schedule(
        'kaggle_store: old runs of these jobs', '30 0 * * *',
        $job$delete from cron.job_run_details where end_time < now() - interval '7 days'$job$
    );
exception when others then
    raise notice 'pg_cron could not be used (%): run `kaggle-store upkeep --every 1m` somewhere',
        sqlerrm;
end
$$;
