-- Phase 5, noticing: what becomes a notice, when a row changes and when time has passed.
--
-- Writers: triggers; upkeep, every minute (executions and submissions), ten minutes (health) and
-- hour (integrity).
-- Readers: see the files of notices and intervention responses, phase 3.
--
-- budget_80 (medium), budget_100 (high): the sessions of a live execution have cost 80 %, 100 % of
-- its GPU budget; once per budget, and only the higher one where a cost passes both at once.
-- overdue_execution (medium): an execution runs past target_submission_hours.
-- lost_worker (high): the lease of an execution or a training job has expired for the third time.
-- unknown_submission (high): a submission has been unknown for an hour.
-- better_score (low): a public score is better than all others, by the competition's direction;
-- not the first score, and none while the direction is unknown.
-- health (high, warnings medium): store_health() or integrity_report() has found something.
--
-- A setting turns kinds off: notification.notices = {"better_score": false}. Imported and restored
-- rows are no news: inserts are not noticed.

-- Settings ----------------------------------------------------------------------------------------

create function kaggle_store.check_notice_setting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong text;
begin
    if jsonb_typeof(new.config_value) <> 'object' then
        v_wrong := 'its value is no object';
    else
        select format('%s: %s', key, value) into v_wrong from jsonb_each(new.config_value)
        where jsonb_typeof(value) <> 'boolean'
            or key <> all (enum_range(null::kaggle_store.notice_kind)::text[])
        order by 1 limit 1;
    end if;
    if v_wrong is not null then
        raise exception using errcode = 'KS371',
            message = format('the setting notification.notices is invalid: %s', left(v_wrong, 200)),
            detail = jsonb_build_object(
                'config_key', new.config_key, 'kinds', enum_range(null::kaggle_store.notice_kind)
            )::text,
            hint = 'Give an object of kinds, each true or false, such as '
                '{"better_score": false}, not encrypted.';
    end if;
    return new;
end
$$;
comment on function kaggle_store.check_notice_setting() is
    'Trigger: refuses a setting notification.notices with unknown kinds or other values than true '
    'and false (KS371).';
create trigger check_notice_setting before insert or update on public.configurations
for each row when (new.config_key = 'notification.notices')
execute function kaggle_store.check_notice_setting();

create function kaggle_store.is_noticed(p_kind kaggle_store.notice_kind) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select not exists (
        select from public.configurations
        where config_key = 'notification.notices'
            and config_value -> p_kind::text = 'false'
    )
$$;
comment on function kaggle_store.is_noticed(kaggle_store.notice_kind) is
    'Whether notices of a kind are turned on, as all are by default.';

-- A title is one line; what it quotes may be long.
create function kaggle_store.add_notice(
    p_kind kaggle_store.notice_kind, p_priority kaggle_store.intervention_priority,
    p_dedup_key text, p_title text, p_details jsonb, p_execution_id uuid default null,
    p_submission_id uuid default null
) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid;
begin
    if not kaggle_store.is_noticed(p_kind) then
        return 0;
    end if;
    insert into public.notices (
        kind, priority, title, details, dedup_key, execution_id, competition_id, submission_id
    )
    values (
        p_kind, p_priority,
        left(regexp_replace(p_title, '[\u0001-\u001f\u007f-\u009f\u2028\u2029]+', ' ', 'g'), 300),
        p_details, left(p_dedup_key, 500), p_execution_id,
        (select competition_id from public.agent_executions where id = p_execution_id),
        p_submission_id
    )
    on conflict (dedup_key) where ended_at is null do nothing
    returning id into v_id;
    if v_id is not null then
        insert into public.intervention_notifications (notice_id, reason) values (v_id, 'noticed');
    end if;
    return (v_id is not null)::integer;
end
$$;
comment on function kaggle_store.add_notice(
    kaggle_store.notice_kind, kaggle_store.intervention_priority, text, text, jsonb, uuid, uuid
) is
    'Adds a notice and its notification, unless its kind is turned off or the fact was noticed '
    'before; returns how many.';

-- When a row changes ------------------------------------------------------------------------------

create function kaggle_store.notice_budget() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_spent constant boolean := new.gpu_budget_consumed >= new.gpu_budget_dollars;
begin
    perform kaggle_store.add_notice(
        (case when v_is_spent then 'budget_100' else 'budget_80' end)::kaggle_store.notice_kind,
        (case when v_is_spent then 'high' else 'medium' end)::kaggle_store.intervention_priority,
        format(
            '%s:%s:%s', case when v_is_spent then 'budget_100' else 'budget_80' end, new.id,
            trim_scale(new.gpu_budget_dollars)
        ),
        format(
            '%s has used %s of its GPU budget', new.execution_name,
            case when v_is_spent then 'all' else '80 %' end
        ),
        jsonb_build_object(
            'budget', trim_scale(new.gpu_budget_dollars), 'consumed',
            trim_scale(new.gpu_budget_consumed)
        ),
        new.id
    );
    return null;
end
$$;
comment on function kaggle_store.notice_budget() is
    'Trigger: notices a live execution that has used 80 % or all of its GPU budget.';
-- Only where a limit is passed, or another one is set: costs change every few seconds.
create trigger notice_budget
after update of gpu_budget_dollars, gpu_budget_consumed, status on public.agent_executions
for each row when (
    new.gpu_budget_consumed > 0
        and new.gpu_budget_consumed >= 0.8 * new.gpu_budget_dollars
        and (
            new.gpu_budget_dollars is distinct from old.gpu_budget_dollars
            or old.gpu_budget_consumed < 0.8 * new.gpu_budget_dollars
            or (
                old.gpu_budget_consumed < new.gpu_budget_dollars
                and new.gpu_budget_consumed >= new.gpu_budget_dollars
            )
            or old.status in ('completed', 'failed', 'cancelled')
        )
        and new.status not in ('completed', 'failed', 'cancelled')
)
execute function kaggle_store.notice_budget();

-- No foreign keys: executions and jobs are counted alike, and a count is forgotten with its notice.
create table kaggle_store.lost_leases (
    work_id uuid primary key,
    losses integer not null default 1,
    lost_at timestamptz not null default kaggle_store.now()
);
comment on table kaggle_store.lost_leases is
    'How often the lease of an execution or a training job has expired.';
comment on column kaggle_store.lost_leases.work_id is 'The execution or the job.';
comment on column kaggle_store.lost_leases.losses is 'How often.';
comment on column kaggle_store.lost_leases.lost_at is 'When that was last found.';
create index lost_leases_lost_at on kaggle_store.lost_leases using brin (lost_at);
alter table kaggle_store.lost_leases enable row level security;
create policy "an admin may see lost leases" on kaggle_store.lost_leases
for select to admin using (true);
revoke all on table kaggle_store.lost_leases
from public, anon, authenticated, service_role, admin, kaggle_worker;

create function kaggle_store.notice_lost_worker() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_execution constant boolean := tg_table_name = 'agent_executions';
    v_losses integer;
begin
    if old.lease_expires_at > kaggle_store.now() then
        return null;
    end if;
    insert into kaggle_store.lost_leases (work_id) values (new.id)
    on conflict (work_id) do update
    set losses = lost_leases.losses + 1, lost_at = kaggle_store.now()
    returning losses into v_losses;
    if v_losses >= 3 then
        perform kaggle_store.add_notice(
            'lost_worker', 'high', 'lost_worker:' || new.id,
            format(
                '%s was lost by its worker %s times', to_jsonb(new)
                ->> case when v_is_execution then 'execution_name' else 'job_name' end, v_losses
            ),
            jsonb_build_object('losses', v_losses, 'worker', old.worker)
                || case when v_is_execution then '{}'
                    else jsonb_build_object('training_job_id', new.id) end,
            case when v_is_execution then new.id
                else (to_jsonb(new) ->> 'execution_id')::uuid end
        );
    end if;
    return null;
end
$$;
comment on function kaggle_store.notice_lost_worker() is
    'Trigger: counts the expired leases of work when it is claimed again or given up, and notices '
    'the third.';
create trigger notice_lost_worker after update of lease_id, status on public.agent_executions
for each row when (
    old.lease_expires_at is not null and (
        new.lease_id is distinct from old.lease_id
        or (new.status = 'failed' and old.status <> 'failed')
    )
)
execute function kaggle_store.notice_lost_worker();
create trigger notice_lost_worker after update of lease_id, status on public.training_jobs
for each row when (
    old.lease_expires_at is not null and (
        new.lease_id is distinct from old.lease_id
        or (new.status = 'failed' and old.status <> 'failed')
    )
)
execute function kaggle_store.notice_lost_worker();

-- The search for a better score ends at the first one; only a new best reads them all.
create function kaggle_store.notice_better_score() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
set extra_float_digits = 1
as $$
declare
    v_competition public.competitions;
    v_sign integer;
    v_best double precision;
begin
    select * into v_competition from public.competitions where id = new.competition_id;
    v_sign := case v_competition.metric_direction
        when 'maximize' then 1 when 'minimize' then -1 end;
    if v_sign is null or exists (
        select from public.submissions
        where competition_id = new.competition_id and id <> new.id
            and submission_status <> 'disqualified'
            and public_score * v_sign >= new.public_score * v_sign
    ) then
        return null;
    end if;
    select max(public_score * v_sign) * v_sign into v_best from public.submissions
    where competition_id = new.competition_id and id <> new.id
        and submission_status <> 'disqualified';
    if v_best is not null then
        perform kaggle_store.add_notice(
            'better_score', 'low', format('better_score:%s:%s', new.id, new.public_score),
            format('%s: best score %s', v_competition.title, new.public_score),
            jsonb_build_object(
                'score', new.public_score, 'previous_best', v_best, 'direction',
                v_competition.metric_direction
            ),
            new.execution_id, new.id
        );
    end if;
    return null;
end
$$;
comment on function kaggle_store.notice_better_score() is
    'Trigger: notices a public score that is better than all others of its competition.';
create trigger notice_better_score after update on public.submissions
for each row when (
    new.public_score is distinct from old.public_score and new.public_score is not null
        and new.submission_status <> 'disqualified'
)
execute function kaggle_store.notice_better_score();

-- An execution that was completed or cancelled takes no interventions. The notice ends with the
-- termination.
create function kaggle_store.notice_termination() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_key constant text := 'termination:' || new.gpu_session_id;
    v_session public.gpu_sessions;
begin
    if new.confirmed_at is not null then
        update public.notices set ended_at = greatest(kaggle_store.now(), created_at)
        where dedup_key = v_key and ended_at is null;
    elsif exists (
        select from public.agent_executions
        where id = new.execution_id and status in ('completed', 'cancelled')
    ) then
        select * into v_session from public.gpu_sessions where id = new.gpu_session_id;
        perform kaggle_store.add_notice(
            'health', 'critical', v_key,
            format(
                'a machine does not stop: %s %s', v_session.provider,
                coalesce(v_session.instance_id, '(no instance id)')
            ),
            jsonb_build_object(
                'found', format('%s attempts have failed: %s', new.attempts, new.last_error),
                'remedy', 'Stop it at the provider: it costs money. Further attempts follow.'
            ),
            new.execution_id
        );
    end if;
    return null;
end
$$;
comment on function kaggle_store.notice_termination() is
    'Trigger: notices a machine that does not stop, where no intervention can ask for a person, '
    'and ends the notice once it has stopped.';
create trigger notice_termination after update on public.gpu_terminations
for each row when (
    (new.escalated_at is not null and old.escalated_at is null)
    or (
        new.escalated_at is not null and new.confirmed_at is not null
        and old.confirmed_at is null
    )
)
execute function kaggle_store.notice_termination();

-- When time has passed ----------------------------------------------------------------------------

-- A count is kept as long as the work may be claimed again.
create function kaggle_store.forget_lost_leases() returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_forgotten bigint;
begin
    delete from kaggle_store.lost_leases
    where work_id = any (array(
        select work_id from kaggle_store.lost_leases
        where lost_at < kaggle_store.now() - interval '30 days' limit 1000
    ));
    get diagnostics v_forgotten = row_count;
    return v_forgotten;
end
$$;
comment on function kaggle_store.forget_lost_leases() is
    'Deletes a batch of counts of work that was last lost over 30 days ago; returns how many.';

-- The longest overdue first, as the index agent_executions_by_due holds them.
create function kaggle_store.notice_overdue_executions() returns bigint
language sql volatile set search_path = pg_catalog, pg_temp
as $$
    select coalesce(sum(kaggle_store.add_notice(
        'overdue_execution', 'medium', 'overdue_execution:' || late.id,
        format(
            '%s has run for longer than %s hours', late.execution_name,
            late.target_submission_hours
        ),
        jsonb_build_object(
            'target_hours', late.target_submission_hours, 'started_at', late.started_at, 'status',
            late.status
        ),
        late.id
    )), 0)
    from (
        select e.id, e.execution_name, e.target_submission_hours, e.started_at, e.status
        from public.agent_executions as e
        where e.status not in ('completed', 'failed', 'cancelled') and e.started_at is not null
            and (coalesce(e.started_at, e.created_at) at time zone 'UTC')
                + e.target_submission_hours * interval '1 hour'
                < (select kaggle_store.now()) at time zone 'UTC'
            and not exists (
                select from public.notices as n
                where n.dedup_key = 'overdue_execution:' || e.id and n.ended_at is null
            )
        order by (coalesce(e.started_at, e.created_at) at time zone 'UTC')
            + e.target_submission_hours * interval '1 hour', e.id
        limit 50
    ) as late
    where kaggle_store.is_noticed('overdue_execution')
$$;
comment on function kaggle_store.notice_overdue_executions() is
    'Notices live executions that run past target_submission_hours, 50 at the most; returns how '
    'many.';

create function kaggle_store.notice_unknown_submissions() returns bigint
language sql volatile set search_path = pg_catalog, pg_temp
as $$
    select coalesce(sum(kaggle_store.add_notice(
        'unknown_submission', 'high', 'unknown_submission:' || lost.id,
        format('%s: it is unknown whether Kaggle has a submission', lost.title),
        jsonb_build_object('file', lost.submission_file_path, 'since', lost.since),
        lost.execution_id, lost.id
    )), 0)
    from (
        select s.id, s.execution_id, s.submission_file_path, c.title, since.since
        from public.submissions as s
        join public.competitions as c on c.id = s.competition_id
        cross join lateral (
            select coalesce(max(a.occurred_at), s.created_at) as since
            from public.audit_log as a
            where a.table_name = 'submissions' and a.row_id = s.id
                and a.new_values ->> 'submission_status' = 'unknown'
        ) as since
        where s.submission_status = 'unknown'
            and since.since <= (select kaggle_store.now()) - interval '1 hour'
            and not exists (
                select from public.notices as n
                where n.dedup_key = 'unknown_submission:' || s.id and n.ended_at is null
            )
        limit 50
    ) as lost
    where kaggle_store.is_noticed('unknown_submission')
$$;
comment on function kaggle_store.notice_unknown_submissions() is
    'Notices submissions whose outcome has been unknown for an hour, 50 at the most; returns how '
    'many.';

create function kaggle_store.notice_late_work() returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_until constant timestamptz := kaggle_store.batch_end();
    v_overdue bigint := 0;
    v_unknown bigint := 0;
    v_batches bigint[];
    v_more_left boolean := true;
begin
    while v_more_left and (v_batches is null or clock_timestamp() < v_until) loop
        v_batches := array[
            kaggle_store.notice_overdue_executions(), kaggle_store.notice_unknown_submissions()
        ];
        v_overdue := v_overdue + v_batches[1];
        v_unknown := v_unknown + v_batches[2];
        v_more_left := 50 <= any (v_batches);
    end loop;
    return jsonb_build_object(
        'overdue_executions', v_overdue, 'unknown_submissions', v_unknown,
        'forgotten_counts', kaggle_store.forget_lost_leases(), 'more_left', v_more_left
    );
end
$$;
comment on function kaggle_store.notice_late_work() is
    'Notices overdue executions and unknown submissions, for upkeep.batch_seconds at the most; '
    'returns how many of each, and whether more may be left.';

-- p_found maps the key of each finding to its priority, title and details. A finding that is not
-- there any more has ended, and so have all when they are turned off.
create function kaggle_store.notice_findings(p_source text, p_found jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_found constant jsonb := case when kaggle_store.is_noticed('health') then p_found
        else '{}' end;
    v_added bigint;
    v_ended bigint;
begin
    update public.notices set ended_at = greatest(kaggle_store.now(), created_at)
    where kind = 'health' and ended_at is null and starts_with(dedup_key, p_source || ':')
        and not v_found ? dedup_key;
    get diagnostics v_ended = row_count;
    select coalesce(sum(kaggle_store.add_notice(
        'health', (value ->> 'priority')::kaggle_store.intervention_priority, key,
        value ->> 'title', value -> 'details'
    )), 0) into v_added
    from (select key, value from jsonb_each(v_found) order by key) as each_finding;
    return jsonb_build_object('found', v_added, 'gone', v_ended);
end
$$;
comment on function kaggle_store.notice_findings(text, jsonb) is
    'Notices new findings of a source, and ends the notices of those that are gone; returns how '
    'many of each.';

-- Overdue interventions have notifications of their own, and so have machines without a session and
-- sessions without a machine.
create function kaggle_store.notice_health() returns jsonb
language sql volatile set search_path = pg_catalog, pg_temp
as $$
    select kaggle_store.notice_findings('health', coalesce(jsonb_object_agg(
        left(format('health:%s:%s', subject, state), 500),
        jsonb_build_object(
            'priority', case state when 'problem' then 'high' else 'medium' end,
            'title', format('%s: %s', subject, left(found, 250)),
            'details', jsonb_build_object(
                'subject', subject, 'state', state, 'found', left(found, 2000), 'remedy', remedy
            )
        )
    ), '{}'))
    from public.store_health()
    where state <> 'fine' and subject <> 'interventions'
        and not (subject = 'machines' and facts -> 'due' = '{}')
$$;
comment on function kaggle_store.notice_health() is
    'Notices what store_health() finds, and what it no longer finds; returns how many of each.';

-- The check of the rows goes through the store by id, a slice at a time, as the whole takes a
-- minute with a million executions. What it has found is noticed once it has come to the end.
create table kaggle_store.integrity_round (
    only_row boolean primary key default true,
    checked_to uuid,
    found jsonb not null default '[]',
    constraint there_is_one_round check (only_row)
);
comment on table kaggle_store.integrity_round is
    'How far the upkeep''s check of rows that contradict each other has come.';
comment on column kaggle_store.integrity_round.only_row is 'Always true: there is one round.';
comment on column kaggle_store.integrity_round.checked_to is
    'The last id that was checked; null before the first.';
comment on column kaggle_store.integrity_round.found is
    'What was found so far: {table_name, finding, rows, examples} of each finding.';
alter table kaggle_store.integrity_round enable row level security;
create policy "an admin may see the round of checks" on kaggle_store.integrity_round
for select to admin using (true);
revoke all on table kaggle_store.integrity_round
from public, anon, authenticated, service_role, admin, kaggle_worker;

-- What belongs to an execution or a competition is checked with it.
create function kaggle_store.next_slice(p_after uuid, out first_id uuid, out last_id uuid)
language plpgsql stable set search_path = pg_catalog, pg_temp
-- The plan of the first slice would read each table from its beginning.
set plan_cache_mode = force_custom_plan
as $$
begin
    select ids[1], ids[cardinality(ids)] into first_id, last_id
    from (
        select array_agg(id order by id) as ids from (
            (
                select id from public.agent_executions where p_after is null or id > p_after
                order by id limit 500
            )
            union all
            (
                select id from public.competitions where p_after is null or id > p_after
                order by id limit 500
            )
            union all
            (
                select id from public.archived_executions where p_after is null or id > p_after
                order by id limit 500
            )
            order by id limit 500
        ) as slice
    ) as sliced;
end
$$;
comment on function kaggle_store.next_slice(uuid) is
    'The first and the last of the next 500 ids of competitions and executions after p_after; null '
    'where there are none.';

create function kaggle_store.add_contradictions(p_found jsonb, p_from uuid, p_to uuid)
returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(to_jsonb(found)), '[]')
    from (
        select table_name, finding, sum(rows) as rows,
            (array_agg(examples order by nth))[1] as examples
        from (
            select 1 as nth, f.*
            from jsonb_to_recordset(p_found) as f (
                table_name text, finding text, rows bigint, examples jsonb
            )
            union all
            select 2, c.* from kaggle_store.contradictions_in_rows(p_from, p_to) as c
        ) as each_one
        group by table_name, finding
    ) as found
$$;
comment on function kaggle_store.add_contradictions(jsonb, uuid, uuid) is
    'What was found so far, and what is found in a range of ids.';

-- Expired leases are a subject of store_health().
create function kaggle_store.notice_contradictions() returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
-- To start workers for a slice takes as long as to check it.
set max_parallel_workers_per_gather = 0
as $$
declare
    v_until constant timestamptz := kaggle_store.batch_end();
    v_round kaggle_store.integrity_round;
    v_slice record;
    v_slices bigint := 0;
begin
    insert into kaggle_store.integrity_round default values on conflict do nothing;
    select * into v_round from kaggle_store.integrity_round for update;
    loop
        v_slice := kaggle_store.next_slice(v_round.checked_to);
        exit when v_slice.last_id is null;
        v_round.found := kaggle_store.add_contradictions(
            v_round.found, v_slice.first_id, v_slice.last_id
        );
        v_round.checked_to := v_slice.last_id;
        v_slices := v_slices + 1;
        if clock_timestamp() > v_until then
            update kaggle_store.integrity_round
            set checked_to = v_round.checked_to, found = v_round.found;
            return jsonb_build_object('slices', v_slices, 'more_left', true);
        end if;
    end loop;
    delete from kaggle_store.integrity_round;
    return kaggle_store.notice_findings('integrity', (
        select coalesce(jsonb_object_agg(
            left(format('integrity:%s:%s', table_name, finding), 500),
            jsonb_build_object(
                'priority', 'medium',
                'title', format('%s: %s (%s)', table_name, finding, rows),
                'details', jsonb_build_object(
                    'table', table_name, 'finding', finding, 'rows', rows, 'examples', examples
                )
            )
        ), '{}')
        from (
            select * from jsonb_to_recordset(v_round.found) as f (
                table_name text, finding text, rows bigint, examples jsonb
            )
            union all
            select * from kaggle_store.contradictions_in_store()
        ) as found
        where finding <> 'its lease has expired'
    )) || jsonb_build_object('slices', v_slices, 'more_left', false);
end
$$;
comment on function kaggle_store.notice_contradictions() is
    'Checks the next rows for what integrity_report() finds, for upkeep.batch_seconds at the most; '
    'at the end of the store it notices what was found, and what is no longer found. Returns how '
    'many slices were checked, how many of each were noticed, and whether more is left.';

-- Machines at the providers ----------------------------------------------------------------------

-- A machine is rented before its session has its id: what is younger than ten minutes, or has the
-- id of a live session in its label, is no stray.
create function kaggle_store.stray_machines(p_provider text, p_machines jsonb)
returns table (instance_id text, machine jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select m.instance_id, to_jsonb(m)
    from jsonb_to_recordset(p_machines) as m (
        instance_id text, state text, label text, price_per_hour numeric, started_at timestamptz
    )
    where m.state = 'running' and m.instance_id is not null
        and coalesce(m.started_at <= kaggle_store.now() - interval '10 minutes', true)
        and not exists (
            select from public.gpu_sessions as s
            where s.provider = p_provider and s.status in ('provisioning', 'running', 'idle')
                and (
                    s.instance_id = m.instance_id
                    or (s.instance_id is null and strpos(m.label, s.id::text) > 0)
                )
        )
$$;
comment on function kaggle_store.stray_machines(text, jsonb) is
    'The machines of a provider''s list that cost money and have no live session.';

create function kaggle_store.missing_machines(p_provider text, p_machines jsonb)
returns table (gpu_session_id uuid, instance_id text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select s.id, s.instance_id from public.gpu_sessions as s
    where s.provider = p_provider and s.status in ('provisioning', 'running', 'idle')
        and s.instance_id is not null and not s.terminate_requested
        and coalesce(s.provisioned_at, s.created_at) < kaggle_store.now() - interval '2 minutes'
        and not exists (
            select from jsonb_array_elements(p_machines) as m (machine)
            where m.machine ->> 'instance_id' = s.instance_id
                and m.machine ->> 'state' = 'running'
        )
$$;
comment on function kaggle_store.missing_machines(text, jsonb) is
    'The live sessions whose machine the provider does not list, or lists as stopped.';

create function public.report_gpu_machines(p_provider text, p_machines jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_source constant text := 'machines:' || p_provider;
    v_strays jsonb;
    v_missing jsonb;
begin
    perform kaggle_store.check_json('p_machines', p_machines, 4194304, 4);
    if jsonb_typeof(p_machines) is distinct from 'array' or exists (
        select from jsonb_array_elements(p_machines) as m (machine)
        where jsonb_typeof(m.machine) <> 'object'
            or coalesce(m.machine ->> 'instance_id', '') = ''
            or coalesce(m.machine ->> 'state', '') not in ('running', 'stopped')
    ) then
        raise exception using errcode = 'KS222',
            message = 'the list of machines is invalid', detail = '{"field": "p_machines"}',
            hint = 'Give an array of objects, each with instance_id and a state, running or '
                'stopped.';
    end if;
    select coalesce(jsonb_object_agg(instance_id, machine), '{}') into v_strays
    from kaggle_store.stray_machines(p_provider, p_machines);
    select coalesce(jsonb_object_agg(gpu_session_id, instance_id), '{}') into v_missing
    from kaggle_store.missing_machines(p_provider, p_machines);
    perform kaggle_store.notice_findings(v_source, (
        select coalesce(jsonb_object_agg(key, value), '{}') from (
            select left(format('%s:stray:%s', v_source, key), 500) as key,
                jsonb_build_object(
                    'priority', 'high',
                    'title', format('%s: machine %s has no session', p_provider, key),
                    'details', jsonb_build_object(
                        'found', format('it costs %s $ an hour', coalesce(
                            value ->> 'price_per_hour', 'an unknown amount of'
                        )),
                        'remedy', 'Stop it at the provider, or record a session for it.',
                        'machine', value
                    )
                ) as value
            from jsonb_each(v_strays)
            union all
            select format('%s:missing:%s', v_source, key),
                jsonb_build_object(
                    'priority', 'high',
                    'title', format(
                        '%s does not list machine %s of a live session', p_provider, value #>> '{}'
                    ),
                    'details', jsonb_build_object(
                        'gpu_session_id', key, 'instance_id', value, 'remedy',
                        'Close the session if the machine is gone: kaggle-store gpu terminate.'
                    )
                )
            from jsonb_each(v_missing)
        ) as each_one
    ));
    return jsonb_build_object('strays', v_strays, 'missing', v_missing);
end
$$;
comment on function public.report_gpu_machines(text, jsonb) is
    'Compares the complete list of a provider''s machines (an array of objects with instance_id, '
    'state running or stopped, and label, price_per_hour and started_at where known; else KS222) '
    'with the live sessions. Returns the running machines without a session, by instance id, and '
    'the sessions without a running machine, by id; each is noticed until it is gone. A repeat is '
    'harmless.';

revoke all on function
kaggle_store.notice_termination(), kaggle_store.stray_machines(text, jsonb),
kaggle_store.missing_machines(text, jsonb), public.report_gpu_machines(text, jsonb)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.report_gpu_machines(text, jsonb) to service_role, admin;

revoke all on function
kaggle_store.check_notice_setting(), kaggle_store.is_noticed(kaggle_store.notice_kind),
kaggle_store.add_notice(
    kaggle_store.notice_kind, kaggle_store.intervention_priority, text, text, jsonb, uuid, uuid
),
kaggle_store.notice_budget(), kaggle_store.notice_lost_worker(),
kaggle_store.notice_better_score(), kaggle_store.forget_lost_leases(),
kaggle_store.notice_overdue_executions(), kaggle_store.notice_unknown_submissions(),
kaggle_store.notice_late_work(), kaggle_store.notice_findings(text, jsonb),
kaggle_store.notice_health(), kaggle_store.next_slice(uuid),
kaggle_store.add_contradictions(jsonb, uuid, uuid), kaggle_store.notice_contradictions()
from public, anon, authenticated, service_role, admin, kaggle_worker;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050365_noticing',
    'ca7229bcf917d62b046c6702db1ff8edf88a6e2e6cae2138552174eb35321036'
);
