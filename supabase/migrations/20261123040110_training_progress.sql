-- Phase 4, training progress: report_training_progress(), what a training loop reports.
--
-- A report changes no indexed column of the job, so that it adds nothing to the indexes (a HOT
-- update), unless it starts the job or has a better best score.
--
-- Writers: training loops, at every epoch or every few steps.
-- Readers: people and agents read the job's row; plots read system_metrics.
-- The series go to system_metrics with job, attempt, step and epoch in their tags. The job's row
-- keeps the latest and best values, the best score by the competition's direction, and the peaks.

create function kaggle_store.better_score(
    p_direction kaggle_store.metric_direction, p_one double precision, p_other double precision
)
returns double precision
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
    return case p_direction
        when 'maximize' then greatest(p_one, p_other)
        when 'minimize' then least(p_one, p_other)
    end;
end
$$;
comment on function kaggle_store.better_score(
    kaggle_store.metric_direction, double precision, double precision
) is
    'The better of two scores; null while the direction is unknown. A missing score is never '
    'better.';

create function kaggle_store.validation_score_names() returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ select '{validation_score, val_score, score}'::text[] $$;
comment on function kaggle_store.validation_score_names() is
    'The metric names that mean the competition''s own score, whose best follows its direction.';

-- The latest value of each metric, and the best where the direction is known: of well-known metrics
-- and the competition's own score.
create function kaggle_store.merge_metrics(
    p_metrics jsonb, p_reported jsonb, p_direction kaggle_store.metric_direction
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return case when jsonb_typeof(p_metrics) = 'object' then p_metrics else '{}' end
        || jsonb_build_object(
        'latest', coalesce(p_metrics -> 'latest', '{}') || p_reported,
        'best', coalesce(p_metrics -> 'best', '{}') || coalesce((
            select jsonb_object_agg(name, best)
            from jsonb_each_text(p_reported) as reported (name, value)
            left join kaggle_store.known_metrics
                as k on k.metric_key = kaggle_store.metric_key(
                    regexp_replace(name, '^(train|val|valid|validation|test)[_ /]', '')
                )
            cross join lateral kaggle_store.better_score(
                coalesce(
                    k.direction, case when name = any (kaggle_store.validation_score_names())
                        then p_direction end
                ),
                nullif(value::double precision, 'NaN'),
                (p_metrics -> 'best' ->> name)::double precision
            ) as best
            where best is not null and best not in ('infinity', '-infinity')
        ), '{}')
    );
end
$$;
comment on function kaggle_store.merge_metrics(jsonb, jsonb, kaggle_store.metric_direction) is
    '`metrics` after a report: `latest` and `best` value of each metric.';

create function kaggle_store.check_metrics(p_metrics jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong jsonb;
begin
    if jsonb_typeof(p_metrics) = 'object' then
        select jsonb_object_agg(left(name, 200), value) into v_wrong
        from jsonb_each(p_metrics) as reported (name, value)
        where length(name) not between 1 and 200 or not kaggle_store.is_name(name)
            or not case jsonb_typeof(value)
            when 'number' then true
            when 'string' then lower(value #>> '{}')
                in ('nan', 'infinity', '-infinity', 'inf', '-inf')
            else false
        end;
    else
        v_wrong := p_metrics;
    end if;
    if v_wrong is not null then
        raise exception using errcode = 'KS232',
            message = 'metrics are an object of names and numbers',
            detail = jsonb_build_object('wrong', v_wrong)::text,
            hint = 'Give {"loss": 0.3}; NaN, Infinity and -Infinity as strings, names of 1 to '
                '200 characters without control characters.';
    end if;
end
$$;
comment on function kaggle_store.check_metrics(jsonb) is
    'Refuses metrics that are not an object of names and numbers (KS232).';

create function kaggle_store.check_report(
    p_step bigint, p_epoch integer, p_progress double precision, p_total_epochs integer,
    p_peak_memory_gb double precision, p_gpu_utilization_percent double precision
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong constant text := case
        when p_step < 0 then 'p_step'
        when p_epoch < 0 then 'p_epoch'
        when p_total_epochs < 1 then 'p_total_epochs'
        when not p_progress between 0 and 1 then 'p_progress'
        when not p_peak_memory_gb between 0 and 1000000 then 'p_peak_memory_gb'
        when not p_gpu_utilization_percent between 0 and 100 then 'p_gpu_utilization_percent'
    end;
begin
    if v_wrong is not null then
        raise exception using errcode = 'KS232',
            message = format('%s is out of its range', v_wrong),
            detail = jsonb_build_object('wrong', v_wrong)::text,
            hint = 'Steps and epochs are not negative, progress is 0 to 1, memory in gigabytes, '
                'utilisation in percent.';
    end if;
end
$$;
comment on function kaggle_store.check_report(
    bigint, integer, double precision, integer, double precision, double precision
) is
    'Refuses a report with figures out of range (KS232).';

create function public.report_training_progress(
    p_id uuid, p_lease_id uuid default null, p_measured_at timestamptz default null,
    p_step bigint default null, p_epoch integer default null, p_metrics jsonb default null,
    p_validation_score double precision default null, p_progress double precision default null,
    p_total_epochs integer default null, p_early_stopping_epoch integer default null,
    p_peak_memory_gb double precision default null,
    p_gpu_utilization_percent double precision default null
) returns setof public.training_jobs
language plpgsql security definer set search_path = pg_catalog, pg_temp
set extra_float_digits = 1
as $$
declare
    v_job public.training_jobs;
    v_direction kaggle_store.metric_direction;
    v_reported jsonb := coalesce(p_metrics, '{}');
    v_points bigint;
    v_leases constant uuid[] := case when p_lease_id is null
        then kaggle_store.leases_of_request() else array[p_lease_id] end;
    v_validation_score constant double precision := case
        when p_validation_score not in ('NaN', 'infinity', '-infinity') then p_validation_score
    end;
begin
    perform kaggle_store.check_worker(
        (select execution_id from public.training_jobs where id = p_id)
    );
    perform kaggle_store.check_report(
        p_step, p_epoch, p_progress, p_total_epochs, p_peak_memory_gb, p_gpu_utilization_percent
    );
    perform kaggle_store.check_json('p_metrics', p_metrics, 1048576, 100);
    perform kaggle_store.check_metrics(v_reported);
    if p_validation_score is not null then
        v_reported := v_reported || jsonb_build_object('validation_score', p_validation_score);
    end if;
    select * into v_job from public.training_jobs where id = p_id for no key update;
    if v_job.id is null then
        raise exception using errcode = 'P0002',
            message = format('there is no training job %s', p_id);
    end if;
    perform kaggle_store.lock_leased_execution(v_job.execution_id, v_leases);
    perform kaggle_store.check_job_lease(v_job, v_leases, false, false);
    if v_job.status <> 'running' then
        perform kaggle_store.check_move('training_jobs', p_id, v_job.status::text, 'running');
    end if;
    select c.metric_direction into v_direction
    from public.agent_executions as e join public.competitions as c on c.id = e.competition_id
        where e.id = v_job.execution_id;

    -- The id follows from what is reported, so that a repeat with the same time is the same point.
    insert into public.system_metrics (
        id, timestamp, metric_name, metric_value, metric_type, tags, execution_id, component
    )
    select
        md5(jsonb_build_array(p_id, name, p_step, p_epoch)::text)::uuid,
        coalesce(p_measured_at, now()), name, value::double precision, 'gauge',
        jsonb_strip_nulls(jsonb_build_object(
            -- A job that was never claimed is at its first attempt.
            'training_job_id', p_id, 'attempt', greatest(v_job.attempts, 1), 'step', p_step,
            'epoch', p_epoch
        )),
        v_job.execution_id, 'training'
    from jsonb_each_text(v_reported) as reported (name, value)
    on conflict do nothing;
    get diagnostics v_points = row_count;
    if v_points = 0 and v_reported <> '{}' then
        -- A repeat may arrive after a later report, which stays the latest.
        return query select * from public.training_jobs where id = p_id;
        return;
    end if;

    if v_job.status <> 'running' then
        update public.training_jobs set status = 'running' where id = p_id;
    end if;
    return query
    update public.training_jobs
    set current_epoch = greatest(current_epoch, p_epoch),
        total_epochs = coalesce(p_total_epochs, total_epochs),
        progress = greatest(progress, p_progress, case
            when p_epoch is not null and coalesce(p_total_epochs, total_epochs) > 0
                then least(p_epoch::double precision / coalesce(p_total_epochs, total_epochs), 1)
        end),
        early_stopping_epoch = coalesce(p_early_stopping_epoch, early_stopping_epoch),
        best_validation_score = coalesce(
            kaggle_store.better_score(v_direction, best_validation_score, v_validation_score),
            best_validation_score
        ),
        peak_memory_gb = greatest(peak_memory_gb, p_peak_memory_gb::numeric),
        gpu_utilization_percent = coalesce(
            round(p_gpu_utilization_percent::numeric, 2), gpu_utilization_percent
        ),
        metrics = kaggle_store.merge_metrics(metrics, v_reported, v_direction)
    where id = p_id returning *;
end
$$;
comment on function public.report_training_progress(
    uuid, uuid, timestamptz, bigint, integer, jsonb, double precision, double precision, integer,
    integer, double precision, double precision
) is
    'Records training progress: metrics by name (NaN and infinities as strings), the validation '
    'score, epoch and step, memory in gigabytes, GPU utilisation in percent. Keeps the best '
    'validation score by the competition''s direction, the latest and best of each metric, and '
    'the peak memory; the series go to system_metrics with the job, its attempt, step and epoch in '
    'their tags. A repeat with the same p_measured_at is harmless. Refused once the job''s lease '
    'is lost (KS210).';

revoke all on function
kaggle_store.validation_score_names(),
kaggle_store.better_score(kaggle_store.metric_direction, double precision, double precision),
kaggle_store.merge_metrics(jsonb, jsonb, kaggle_store.metric_direction),
kaggle_store.check_metrics(jsonb),
kaggle_store.check_report(
    bigint, integer, double precision, integer, double precision, double precision
),
public.report_training_progress(
    uuid, uuid, timestamptz, bigint, integer, jsonb, double precision, double precision, integer,
    integer, double precision, double precision
)
from public, anon, authenticated, service_role, admin;
grant execute on function public.report_training_progress(
    uuid, uuid, timestamptz, bigint, integer, jsonb, double precision, double precision, integer,
    integer, double precision, double precision
) to service_role, admin, kaggle_worker;

-- Best scores and the direction -------------------------------------------------------------------

create function kaggle_store.with_best_scores(p_metrics jsonb, p_best jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select case when kaggle_store.json_flaw(changed, 1048576, 100) is null
        then changed else p_metrics end
    from jsonb_set(
        p_metrics, '{best}', jsonb_strip_nulls(p_metrics -> 'best' || p_best)
    ) as changed
$$;
comment on function kaggle_store.with_best_scores(jsonb, jsonb) is
    'The metrics of a job with other best scores, without those that are null; unchanged if they '
    'are full, so that one job does not stop the correction of all.';

-- When a direction becomes known, unknown or another one, best scores are computed again from the
-- series, under every name of the score. A job without a series (imported, or older than the
-- retention) keeps its score.
create function kaggle_store.find_best_validation_scores() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
set extra_float_digits = 1
as $$
begin
    -- Locked before the scores are read, in a statement of its own: a report that is under way is
    -- waited for, and a later one finds the new direction.
    perform from public.training_jobs
    where status in ('queued', 'running') and execution_id in (
        select id from public.agent_executions where competition_id = new.id
    )
    order by id for no key update;
    update public.training_jobs as j
    set best_validation_score = case when found.best ? 'validation_score'
            then (found.best ->> 'validation_score')::double precision
            else j.best_validation_score end,
        metrics = kaggle_store.with_best_scores(j.metrics, found.best)
    from (
        select execution_id, job_id, jsonb_object_agg(metric_name, best) as best
        from (
            select
                e.id as execution_id, m.tags ->> 'training_job_id' as job_id, m.metric_name,
                case new.metric_direction when 'maximize' then max(m.metric_value)
                    when 'minimize' then min(m.metric_value) end as best
            from public.agent_executions as e
            join public.system_metrics as m on m.execution_id = e.id
            where e.competition_id = new.id and m.component = 'training'
                and m.metric_name = any (kaggle_store.validation_score_names())
                and m.metric_value not in ('NaN', 'infinity', '-infinity')
            group by e.id, m.tags ->> 'training_job_id', m.metric_name
        ) as series
        group by execution_id, job_id
    ) as found
    -- Compared as text, within the job's execution: tags may contain anything.
    where j.execution_id = found.execution_id and j.id::text = found.job_id
        and jsonb_typeof(j.metrics -> 'best') = 'object';
    return null;
end
$$;
comment on function kaggle_store.find_best_validation_scores() is
    'Trigger: computes the best validation scores of every job again when its competition''s '
    'direction changes.';
revoke all on function
kaggle_store.with_best_scores(jsonb, jsonb), kaggle_store.find_best_validation_scores()
from public, anon, authenticated, service_role;
-- Not `update of`: the direction may be inferred by another trigger.
create trigger find_best_validation_scores after update on public.competitions
for each row when (new.metric_direction is distinct from old.metric_direction)
execute function kaggle_store.find_best_validation_scores();

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123040110_training_progress',
    'd917f8d8bd54fa17bbb11002ee23a1b161de771b2828953f869f1cb3ff3578cd'
);
