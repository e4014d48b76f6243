-- Phase 3: submissions, prediction files sent to Kaggle and their scores.
--
-- Writers: the submission module, every 15 minutes; reconcile_submissions().
-- Readers: competition_dashboard, execution_summary, submission_ranking: best by direction.
-- A score is any finite number; a missing score is never best.
--
-- Kaggle accepts a limited number a day. Inserting a pending submission takes a slot of its UTC day
-- before the upload and is refused when none is left, however many are inserted at once. A failed
-- upload releases its slot; an unknown outcome keeps it until it is reconciled; a submission that
-- Kaggle accepted after midnight counts for the new day. The slot of a deleted submission stays
-- taken, because Kaggle has counted the upload.

create table public.submissions (
    id uuid primary key default kaggle_store.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    training_job_id uuid,
    submission_file_path varchar(500) not null,
    description text,
    kaggle_submission_id varchar(100) constraint a_kaggle_submission_is_stored_once unique,
    public_score kaggle_store.score,
    private_score kaggle_store.score,
    public_rank integer,
    private_rank integer,
    total_participants integer,
    submission_status kaggle_store.submission_status not null default 'pending',
    submitted_at kaggle_store.moment,
    scored_at kaggle_store.moment,
    error_message text,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    updated_at kaggle_store.moment not null default kaggle_store.now(),
    source_record jsonb not null default '{}',
    file_sha256 text,
    allow_duplicate boolean not null default false,
    slot_day date,
    competition_id uuid not null,
    constraint a_failed_upload_has_no_score
        check (submission_status <> 'failed' or (public_score is null and private_score is null)),
    constraint scored_rows_say_when check (submission_status <> 'scored' or scored_at is not null),
    constraint submitted_rows_say_when
        check (submission_status <> 'submitted' or submitted_at is not null),
    constraint a_pending_submission_takes_a_slot
        check (submission_status <> 'pending' or slot_day is not null),
    constraint a_failed_upload_takes_no_slot
        check (submission_status <> 'failed' or slot_day is null),
    constraint a_digest_has_64_digits check (file_sha256 ~ '^[0-9a-f]{64}$'),
    constraint ranks_begin_at_one check (public_rank >= 1 and private_rank >= 1),
    constraint participants_are_not_negative check (total_participants >= 0),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object'),
    constraint a_submission_comes_from_a_job_of_its_execution
        foreign key (training_job_id, execution_id)
        references public.training_jobs (id, execution_id) on delete set null (training_job_id),
    -- Referenced by artifacts, whose submission belongs to the same execution.
    constraint a_submission_belongs_to_its_execution unique (id, execution_id),
    constraint submission_file_path_is_a_safe_path
        check (kaggle_store.is_safe_path(submission_file_path)),
    constraint description_is_bounded check (length(description) <= 100000),
    constraint error_message_is_bounded check (length(error_message) <= 100000),
    constraint a_slot_lies_in_our_time check (slot_day between '1900-01-01' and '2200-01-01'),
    constraint names_have_no_control_characters check (kaggle_store.is_name(kaggle_submission_id))
);

comment on table public.submissions is 'A prediction file sent to Kaggle, and what became of it.';
comment on column public.submissions.id is 'The submission''s id in this store.';
comment on column public.submissions.execution_id is 'The execution that made it.';
comment on column public.submissions.training_job_id is
    'The job whose model made it, of the same execution.';
comment on column public.submissions.submission_file_path is 'Where the file is stored.';
comment on column public.submissions.description is 'The message of the submission.';
comment on column public.submissions.kaggle_submission_id is
    'Kaggle''s id of it; null until Kaggle has it.';
comment on column public.submissions.public_score is
    'The score on the public part of the test data.';
comment on column public.submissions.private_score is
    'The score on the private part, known when the competition ends.';
comment on column public.submissions.public_rank is 'The place on the public leaderboard, from 1.';
comment on column public.submissions.private_rank is
    'The place on the private leaderboard, from 1.';
comment on column public.submissions.total_participants is
    'The number of teams on the leaderboard.';
comment on column public.submissions.submission_status is 'The state of the submission.';
comment on column public.submissions.submitted_at is
    'When Kaggle took it. Filled when it is submitted and this is left out.';
comment on column public.submissions.scored_at is
    'When Kaggle scored it. Filled when it is scored and this is left out.';
comment on column public.submissions.error_message is 'The error, if any.';
comment on column public.submissions.created_at is 'When it was prepared.';
comment on column public.submissions.updated_at is 'When it last changed; kept by the database.';
comment on column public.submissions.file_sha256 is
    'SHA-256 of the file, 64 hexadecimal digits; the same file is not sent twice to a competition '
    'by accident.';
comment on column public.submissions.allow_duplicate is
    'Whether this file may have been sent before.';
comment on column public.submissions.slot_day is
    'The UTC day whose slot it takes; null when it takes none. Kept by the database.';
comment on column public.submissions.competition_id is
    'The competition of its execution; kept by the database.';
comment on column public.submissions.source_record is
    'Everything else that an imported record contains, unchanged.';

-- "What has this competition scored, and how many are better?", from the index alone. The scores
-- are included, not keys, so that entries follow the table's order and its visibility map: ids are
-- ordered by time. Backwards, "what was submitted to this competition last?"
create index submissions_of_a_competition on public.submissions (competition_id, id)
include (public_score, submission_status);
-- "Which submission of this competition is best, and which were before it?", from the index alone.
create index submissions_by_score
on public.submissions (competition_id, public_score, scored_at, id)
include (public_rank, total_participants)
where public_score is not null and submission_status <> 'disqualified';
-- Average and best score of an execution, from the index alone, and the foreign key.
create index idx_submissions_execution_id on public.submissions (execution_id)
include (public_score, submission_status);
-- "The best public scores": where the greatest is best; a missing score comes last either way.
create index idx_submissions_public_score on public.submissions (public_score desc nulls last);
-- "What still waits for its score?"
create index idx_submissions_submission_status on public.submissions (submission_status);
-- For people: under row level security the planner has no statistics about a status, since
-- comparing enums is not leakproof, and would scan the primary key until a page is full. A partial
-- index needs none.
create index submissions_without_outcome on public.submissions (id)
where submission_status in ('pending', 'submitted', 'unknown');
create index submissions_failed on public.submissions (id) where submission_status = 'failed';
create index submissions_disqualified on public.submissions (id)
where submission_status = 'disqualified';
-- "Is the outcome of any unknown?" on the overview.
create index submissions_of_unknown_outcome on public.submissions (id)
where submission_status = 'unknown';
-- "What was submitted today?", the latest first; what was not comes last.
create index idx_submissions_submitted_at on public.submissions (submitted_at desc nulls last);
-- "Which were made last?"
create index submissions_created_at on public.submissions (created_at);
-- "What did this job's model score?", and the foreign key.
create index idx_submissions_training_job_id on public.submissions (training_job_id, execution_id);

create trigger a_source_record_is_bounded before insert or update of source_record
on public.submissions
for each row when (kaggle_store.json_flaw(new.source_record, 4194304, 100) is not null)
execute function kaggle_store.refuse_json('source_record', '4194304', '100');
create trigger keep_updated_at before update on public.submissions
for each row execute function kaggle_store.keep_updated_at();

-- "How many slots of today are taken?" and "was this file sent before?"
create index submissions_taking_slots on public.submissions (slot_day, competition_id)
where slot_day is not null;
create index submissions_of_a_file on public.submissions (file_sha256)
where file_sha256 is not null;

create trigger a_lease_holds after insert or update on public.submissions
for each row execute function kaggle_store.fence_child();
create trigger fence_update before update on public.submissions
for each row execute function kaggle_store.fence_child();
create trigger refuse_after_the_end after insert on public.submissions
for each row
when (
    new.submission_status = 'pending'
        and current_setting('kaggle_store.restores', true) is distinct from 'on'
)
execute function kaggle_store.refuse_after_the_end();
create trigger record_inserts_and_deletes after insert or delete on public.submissions
for each row execute function kaggle_store.write_audit_log('execution_id');
create trigger record_moves after update on public.submissions
for each row when (new.submission_status <> old.submission_status)
execute function kaggle_store.write_audit_log('execution_id');

-- Slots -------------------------------------------------------------------------------------------

create function kaggle_store.utc_day() returns date
language sql stable set search_path = pg_catalog, pg_temp
as $$ select (kaggle_store.now() at time zone 'UTC')::date $$;
comment on function kaggle_store.utc_day() is 'Today, as Kaggle counts days: in UTC.';

-- No foreign key: its check would lock the competition after the submission.
create table kaggle_store.deleted_slots (
    competition_id uuid not null,
    slot_day date not null,
    submission_id uuid not null,
    primary key (competition_id, slot_day, submission_id)
);
comment on table kaggle_store.deleted_slots is
    'The slots of today that deleted submissions took; those of earlier days are removed by '
    'upkeep.';
comment on column kaggle_store.deleted_slots.competition_id is 'Its competition.';
comment on column kaggle_store.deleted_slots.slot_day is 'The UTC day whose slot it took.';
comment on column kaggle_store.deleted_slots.submission_id is 'The submission that was deleted.';
alter table kaggle_store.deleted_slots enable row level security;
create policy "API roles may read the slots of deleted submissions" on kaggle_store.deleted_slots
for select to authenticated using (true);
revoke all on table kaggle_store.deleted_slots
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant select on table kaggle_store.deleted_slots to authenticated, service_role;

create function kaggle_store.keep_slot() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kaggle_store.deleted_slots (competition_id, slot_day, submission_id)
    select old.competition_id, old.slot_day, old.id
    where old.slot_day >= kaggle_store.utc_day()
    on conflict do nothing;
    return null;
end
$$;
comment on function kaggle_store.keep_slot() is
    'Trigger: today''s slot of a deleted submission stays taken.';
create trigger keep_slot after delete on public.submissions
for each row when (old.slot_day is not null)
execute function kaggle_store.keep_slot();

-- A deleted submission that was restored counts by its own row.
create function kaggle_store.slots_taken(p_competition_id uuid, p_day date) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select count(*) from public.submissions
        where slot_day = p_day and competition_id = p_competition_id
    ) + (
        select count(*) from kaggle_store.deleted_slots as d
        where d.slot_day = p_day and d.competition_id = p_competition_id
            and not exists (select from public.submissions as s where s.id = d.submission_id)
    );
end
$$;
comment on function kaggle_store.slots_taken(uuid, date) is
    'How many slots of a competition''s day are taken, by submissions and deleted ones.';

-- Before the insert: locks the day against concurrent inserts. It refuses nothing, because it also
-- runs for rows that turn out to be a repeat. An imported submission, in a later state, takes no
-- slot.
create function kaggle_store.prepare_submission() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    new.slot_day := null;
    new.file_sha256 := lower(new.file_sha256);
    -- Without an execution the foreign key refuses the row.
    new.competition_id := coalesce(
        (select competition_id from public.agent_executions where id = new.execution_id),
        '00000000-0000-0000-0000-000000000000'
    );
    if new.submission_status = 'scored' then
        new.scored_at := coalesce(new.scored_at, kaggle_store.now());
    end if;
    if new.submission_status in ('submitted', 'scored', 'disqualified') then
        new.submitted_at := coalesce(new.submitted_at, least(new.scored_at, new.created_at));
    elsif new.submission_status = 'pending' then
        new.slot_day := kaggle_store.utc_day();
        perform from public.competitions where id = new.competition_id for no key update;
    end if;
    return new;
end
$$;
comment on function kaggle_store.prepare_submission() is
    'Trigger: a submission takes its execution''s competition, and a pending one a slot of today; '
    'the times of others are filled.';

-- After the insert: only stored rows are checked.
create function kaggle_store.check_submission() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_competition public.competitions;
    v_taken bigint;
    v_same uuid;
begin
    select * into v_competition from public.competitions where id = new.competition_id;
    -- Counted where there is a limit only: a bulk insert would count all of its rows for each.
    if v_competition.daily_submission_limit is not null then
        v_taken := kaggle_store.slots_taken(v_competition.id, new.slot_day);
    end if;
    if v_taken > v_competition.daily_submission_limit then
        raise exception using errcode = 'KS240',
            message = format(
                '%s accepts %s submissions a day and no slot is left today',
                v_competition.kaggle_id, v_competition.daily_submission_limit
            ),
            detail = jsonb_build_object(
                'competition_id', v_competition.id, 'limit', v_competition.daily_submission_limit,
                'day', new.slot_day, 'resets_at', (new.slot_day + 1)::timestamp at time zone 'UTC'
            )::text,
            hint = 'Wait for the next UTC day, or mark a failed upload as failed to release its '
                'slot.';
    end if;
    if not new.allow_duplicate and new.file_sha256 is not null then
        select id into v_same from public.submissions
        where file_sha256 = new.file_sha256 and competition_id = v_competition.id and id <> new.id
            and submission_status <> 'failed'
        limit 1;
        if v_same is not null then
            raise exception using errcode = 'KS241',
                message = format('this file was sent to %s before', v_competition.kaggle_id),
                detail = jsonb_build_object(
                    'file_sha256', new.file_sha256, 'submission_id', v_same
                )::text,
                hint = 'Set allow_duplicate to send it again.';
        end if;
    end if;
    return null;
end
$$;
comment on function kaggle_store.check_submission() is
    'Trigger: refuses a submission beyond the day''s limit (KS240) and a file that was sent '
    'before (KS241).';

create trigger prepare_submission before insert on public.submissions
for each row when (current_setting('kaggle_store.restores', true) is distinct from 'on')
execute function kaggle_store.prepare_submission();
create trigger check_submission after insert on public.submissions
for each row
when (
    new.submission_status = 'pending'
        and current_setting('kaggle_store.restores', true) is distinct from 'on'
)
execute function kaggle_store.check_submission();

-- No client may move an execution to another competition; if its owner does, its submissions
-- follow.
create function kaggle_store.carry_competition() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    update public.submissions set competition_id = new.competition_id where execution_id = new.id;
    return null;
end
$$;
comment on function kaggle_store.carry_competition() is
    'Trigger: submissions follow their execution to another competition.';
create trigger carry_competition after update of competition_id on public.agent_executions
for each row execute function kaggle_store.carry_competition();

-- An execution completes once Kaggle has received a submission of it. An unknown one may never have
-- arrived: it is reconciled first. An imported execution is inserted as completed, not moved.
create function kaggle_store.require_submission() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_found constant text[] := array(
        select distinct submission_status::text from public.submissions
        where execution_id = new.id order by 1
    );
begin
    if not v_found && array['submitted', 'scored', 'disqualified'] then
        raise exception using errcode = 'KS205',
            message = format('Kaggle has received no submission of execution %s', new.id),
            detail = jsonb_build_object('execution_id', new.id, 'submissions', v_found)::text,
            hint = 'Mark its submission as submitted, or reconcile an unknown one. To end without '
                'a submission, cancel the execution or fail it.';
    end if;
    return new;
end
$$;
comment on function kaggle_store.require_submission() is
    'Trigger: refuses to complete an execution before Kaggle has received a submission (KS205).';
-- Named to fire after move_execution, which refuses other moves first.
create trigger require_submission before update of status on public.agent_executions
for each row when (new.status = 'completed' and old.status <> 'completed')
execute function kaggle_store.require_submission();

create function kaggle_store.move_submission() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
begin
    if new.submission_status = old.submission_status then
        return new;
    end if;
    perform kaggle_store.check_move(
        'submissions', old.id, old.submission_status::text, new.submission_status::text,
        case when not kaggle_store.is_fenced() then 'listed' end
    );
    if new.submission_status in ('submitted', 'scored')
        and old.submission_status not in ('submitted', 'scored') then
        -- Kaggle counts the day on which it accepted the file, never a later one than today. The
        -- day of an upload that was not observed and has no time is kept. Imported rows take no
        -- slot.
        if old.slot_day is not null or old.submission_status = 'failed' then
            new.slot_day := greatest(old.slot_day, case
                when new.submitted_at is not null
                then least((new.submitted_at at time zone 'UTC')::date, kaggle_store.utc_day())
                when old.submission_status <> 'unknown' then kaggle_store.utc_day()
            end);
        end if;
        new.submitted_at := coalesce(new.submitted_at, v_now);
        if new.error_message is not distinct from old.error_message then
            -- Why its upload was thought to have failed.
            new.error_message := null;
        end if;
    end if;
    if new.submission_status = 'scored' then
        new.scored_at := coalesce(new.scored_at, v_now);
    elsif new.submission_status = 'failed' then
        new.slot_day := null;
    end if;
    if new.submission_status = 'failed'
        or (old.submission_status = 'scored' and new.submission_status = 'submitted') then
        new.public_score := null;
        new.private_score := null;
        new.public_rank := null;
        new.private_rank := null;
        new.scored_at := null;
    end if;
    return new;
end
$$;
comment on function kaggle_store.move_submission() is
    'Trigger: checks a move of the status, carries times and the day''s slot along, and clears the '
    'scores of what has failed or is scored again.';
create trigger move_submission before update on public.submissions
for each row execute function kaggle_store.move_submission();

-- Reconciliation with Kaggle's list ---------------------------------------------------------------

create function kaggle_store.check_listed(p_listed jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    v_item jsonb;
    v_at bigint;
    v_field text;
begin
    perform kaggle_store.check_json('p_listed', p_listed, 16777216, 8);
    if p_listed is null or jsonb_typeof(p_listed) <> 'array' then
        raise exception using errcode = 'KS242',
            message = 'p_listed must be an array of submissions',
            detail = '{"field": "p_listed"}',
            hint = 'Give [{"kaggle_submission_id": "1", …}], or [] for none.';
    end if;
    for v_item, v_at in
        select item, position - 1
        from jsonb_array_elements(p_listed) with ordinality as given (item, position)
    loop
        begin
            v_field := 'kaggle_submission_id';
            if coalesce(length(v_item ->> v_field), 0) not between 1 and 100
                or not kaggle_store.is_name(v_item ->> v_field) then
                raise invalid_parameter_value;
            end if;
            v_field := 'submitted_at';
            perform (v_item ->> v_field)::kaggle_store.moment;
            v_field := 'public_score';
            perform (v_item ->> v_field)::kaggle_store.score;
            v_field := 'private_score';
            perform (v_item ->> v_field)::kaggle_store.score;
            v_field := 'error_message';
            if length(v_item ->> v_field) > 100000 then
                raise invalid_parameter_value;
            end if;
            v_field := null;
        exception when data_exception or check_violation then
            null;
        end;
        if v_field is not null then
            raise exception using errcode = 'KS242',
                message = format('%s of listed submission %s is invalid', v_field, v_at),
                detail = jsonb_build_object('field', v_field, 'position', v_at)::text,
                hint = 'Each names its kaggle_submission_id; scores are finite numbers, times are '
                    'ISO 8601.';
        end if;
    end loop;
end
$$;
comment on function kaggle_store.check_listed(jsonb) is
    'Refuses an invalid list of submissions before anything is stored (KS242).';

-- Paths and texts come from other systems: Windows separators, decomposed letters of macOS, spaces
-- around a message.
create function kaggle_store.file_key(p_path text, p_description text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select concat(
        normalize(regexp_replace(p_path, '^.*[/\\]', '')), '/',
        normalize(btrim(
            p_description,
            E' \t\r\n\f\x0b\u00a0\u2002\u2003\u2007\u2009\u200a\u200b\u202f\u3000\ufeff'
        ))
    )
$$;
comment on function kaggle_store.file_key(text, text) is
    'What a submission and a listed one have in common without an id: the base name of the file '
    'and the description, normalised.';

create type kaggle_store.listed_submission as (
    kaggle_submission_id text,
    file_key text,
    submitted_at timestamptz,
    status text,
    public_score double precision,
    private_score double precision,
    error_message text
);
comment on type kaggle_store.listed_submission is 'A submission as Kaggle lists it.';

create function kaggle_store.read_listed(p_listed jsonb)
returns setof kaggle_store.listed_submission
language sql immutable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
    select distinct on (item ->> 'kaggle_submission_id')
        item ->> 'kaggle_submission_id',
        kaggle_store.file_key(item ->> 'file_name', item ->> 'description'),
        (item ->> 'submitted_at')::timestamptz, lower(item ->> 'status'),
        (item ->> 'public_score')::double precision,
        (item ->> 'private_score')::double precision, item ->> 'error_message'
    from jsonb_array_elements(p_listed) with ordinality as given (item, place)
    order by item ->> 'kaggle_submission_id', place desc
$$;
comment on function kaggle_store.read_listed(jsonb) is
    'The submissions of a list, each once: the last of several with one id.';

create type kaggle_store.dated_file as (id text, file_key text, at timestamptz);
comment on type kaggle_store.dated_file is
    'A submission, ours or a listed one, and the time that it is compared by.';

-- On one line of time let each of ours be a step up and each listed one a step down. Steps between
-- the same two heights alternate, and it is enough to pair neighbours of one such level (a minimum
-- cost matching on a line): sorting does it, so that the time does not grow with the square.
--
-- Within p_apart the sum of the differences is least: a level with one member too many leaves out
-- the one with the least cost, by a running sum. Without p_apart ours come before the
-- listed ones: each takes the nearest free one before it. Of ours with one time the first given are
-- taken, and what is chosen is paired in the order of time.
create function kaggle_store.pair_in_time(
    p_ours kaggle_store.dated_file[], p_listed kaggle_store.dated_file[],
    p_apart interval default null
)
returns table (ours_id text, listed_id text)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    with files as (
        select *, 1 as step from unnest(p_ours) with ordinality as ours (id, file_key, at, place)
        union all
        select *, -1 from unnest(p_listed) with ordinality as listed (id, file_key, at, place)
    ), gaps as (
        select *, at - lag(at) over line > p_apart as is_apart from files
        window line as (partition by file_key order by at, step desc, place)
    ), runs as (
        select *, count(*) filter (where is_apart) over line as run from gaps
        window line as (partition by file_key order by at, step desc, place)
    ), levels as (
        select *, sum(step) over line - (step + 1) / 2 as level from runs
        window line as (partition by file_key, run order by at, step desc, place)
    ), members as (
        select *, row_number() over same as member, lag(step) over same as before,
            lead(step) over same as after, extract(epoch from at - lag(at) over same) as gap,
            count(*) over (partition by file_key, run, level) % 2 = 1 as is_odd
        from levels window same as (partition by file_key, run, level order by at, step desc, place)
    ), costs as (
        select *, coalesce(sum(case member % 2 when 0 then gap else -gap end) over (
            partition by file_key, run, level order by member
        ), 0) as cost
        from members
    ), choices as (
        select *, case
            when p_apart is null then step = 1 and after = -1 or step = -1 and before = 1
            else not is_odd or member <> first_value(member) over (
                partition by file_key, run, level order by member % 2 desc, cost, member desc
            )
        end as is_chosen
        from costs
    ), equals as (
        select *, row_number() over (partition by file_key, run, step, at order by place) as rank,
            count(*) filter (where is_chosen) over (partition by file_key, run, step, at) as chosen
        from choices
    ), numbered as (
        select *, row_number() over (partition by file_key, run, step order by at, place) as number
        from equals where rank <= chosen
    )
    select min(id) filter (where step = 1), min(id) filter (where step = -1)
    from numbered
    group by file_key, run, number
    having p_apart is null or max(at) - min(at) <= p_apart
$$;
comment on function kaggle_store.pair_in_time(
    kaggle_store.dated_file[], kaggle_store.dated_file[], interval
) is
    'Pairs our submissions with listed ones of the same file key: those nearest in time if they '
    'are no further apart than p_apart, or without it each listed one with one of ours before it.';

-- In this order: by id; by the time at which ours arrived; then by the time at which ours was
-- prepared, live ones before failed ones. Kaggle's clock and ours may be ten minutes apart.
create function kaggle_store.match_listed(
    p_competition_id uuid, p_listed kaggle_store.listed_submission[]
)
returns table (submission_id uuid, listed kaggle_store.listed_submission)
language sql stable set search_path = pg_catalog, pg_temp set enable_nestloop = off
as $$
    with stored as (
        select s.id::text as ours_id, s.kaggle_submission_id::text as listed_id, s.competition_id
        from public.submissions as s
        where s.kaggle_submission_id = any (
            array(select kaggle_submission_id from unnest(p_listed))
        )
    ), ours as (
        select s.id::text, kaggle_store.file_key(s.submission_file_path, s.description) as file_key,
            s.submission_status as status, s.submitted_at, s.created_at,
            s.created_at - interval '10 minutes' as prepared_at
        from public.submissions as s
        where s.competition_id = p_competition_id and s.kaggle_submission_id is null
    ), listed as (
        select l.kaggle_submission_id as id, l.file_key, l.submitted_at from unnest(p_listed) as l
        where l.kaggle_submission_id not in (select listed_id from stored)
    ), arrived as (
        select * from kaggle_store.pair_in_time(
            array(
                select (id, file_key, submitted_at)::kaggle_store.dated_file from ours
                where status in ('submitted', 'scored', 'disqualified') order by created_at, id
            ),
            array(
                select (id, file_key, submitted_at)::kaggle_store.dated_file from listed
                where submitted_at is not null order by id
            ),
            interval '10 minutes'
        )
    ), prepared as (
        select * from kaggle_store.pair_in_time(
            array(
                select (id, file_key, prepared_at)::kaggle_store.dated_file from ours
                where status in ('submitted', 'unknown', 'pending')
                    and id not in (select ours_id from arrived)
                order by status = 'submitted' desc, created_at, id
            ),
            array(
                select (id, file_key, submitted_at)::kaggle_store.dated_file from listed
                where submitted_at is not null and id not in (select listed_id from arrived)
                order by id
            )
        )
    ), failed as (
        select * from kaggle_store.pair_in_time(
            array(
                select (id, file_key, prepared_at)::kaggle_store.dated_file from ours
                where status = 'failed' order by created_at, id
            ),
            array(
                select (id, file_key, submitted_at)::kaggle_store.dated_file from listed
                where submitted_at is not null and id not in (
                    select listed_id from arrived union all select listed_id from prepared
                )
                order by id
            )
        )
    ), undated as (
        select * from kaggle_store.pair_in_time(
            array(
                select (id, file_key, '1900-01-01T00:00:00Z')::kaggle_store.dated_file from ours
                where status in ('submitted', 'unknown') and id not in (
                    select ours_id from arrived union all select ours_id from prepared
                )
                order by status = 'submitted' desc, created_at, id
            ),
            array(
                select (id, file_key, '2200-01-01T00:00:00Z')::kaggle_store.dated_file from listed
                where submitted_at is null order by id
            )
        )
    ), pairs as (
        select ours_id, listed_id from stored where competition_id = p_competition_id
        union all select * from arrived union all select * from prepared
        union all select * from failed union all select * from undated
    )
    select p.ours_id::uuid, l from pairs as p
    join unnest(p_listed) as l on l.kaggle_submission_id = p.listed_id
$$;
comment on function kaggle_store.match_listed(uuid, kaggle_store.listed_submission[]) is
    'The submissions of a competition that match listed ones: by id, else by file and description '
    'and the nearest time.';

-- The page Lifecycles has the table. Only Kaggle's own `pending` takes a score away: a list may
-- leave scores out. It does not name disqualifications.
create function kaggle_store.status_by_list(
    p_status kaggle_store.submission_status, p_listed kaggle_store.listed_submission,
    p_is_newer boolean
) returns kaggle_store.submission_status
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_status = 'disqualified' then 'disqualified'
        when p_listed.status in ('failed', 'error') then 'failed'
        when num_nonnulls(p_listed.public_score, p_listed.private_score) > 0 then 'scored'
        when p_status = 'scored' and (p_is_newer or p_listed.status is distinct from 'pending')
            then 'scored'
        else 'submitted'
    end::kaggle_store.submission_status
$$;
comment on function kaggle_store.status_by_list(
    kaggle_store.submission_status, kaggle_store.listed_submission, boolean
) is
    'The status of a submission that Kaggle lists; p_is_newer if it changed after the list was '
    'read.';

-- With p_is_complete, an unknown submission that is older than the list and not in it never
-- arrived, unless one of the listed that match nothing could be it. Kaggle's list is a fact: no
-- lease is needed.
create function public.reconcile_submissions(
    p_competition_id uuid, p_listed jsonb, p_is_complete boolean default false,
    p_listed_at timestamptz default null
)
returns table (matched bigint, scored bigint, failed bigint, unrecognised text[])
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    v_listed kaggle_store.listed_submission[];
    v_lost bigint;
begin
    perform kaggle_store.check_listed(p_listed);
    v_listed := array(select l from kaggle_store.read_listed(p_listed) as l);
    perform from public.competitions where id = p_competition_id for no key update;
    -- Locked before they are looked at, in a statement of its own.
    perform from public.submissions as s
    where s.competition_id = p_competition_id and (
        s.kaggle_submission_id is null or s.submission_status = 'unknown'
        or s.kaggle_submission_id in (select l.kaggle_submission_id from unnest(v_listed) as l)
    )
    order by s.id for no key update;

    with found as materialized (
        select s.id, s.submission_status as status_before, listed.kaggle_submission_id, wanted.*
        from kaggle_store.match_listed(p_competition_id, v_listed) as m
        join public.submissions as s on s.id = m.submission_id
        cross join lateral (select (m.listed).*) as listed
        cross join lateral (
            select kaggle_store.status_by_list(
                s.submission_status, m.listed, coalesce(s.updated_at > p_listed_at, false)
            ) as status
        ) as decided
        cross join lateral (
            select decided.status,
                coalesce(listed.submitted_at, s.submitted_at) as submitted_at,
                case when decided.status <> 'failed'
                    then coalesce(listed.public_score, s.public_score) end as public_score,
                case when decided.status <> 'failed'
                    then coalesce(listed.private_score, s.private_score) end as private_score,
                coalesce(listed.error_message, s.error_message) as error_message
        ) as wanted
    ), stored as (
        update public.submissions as s
        set kaggle_submission_id = f.kaggle_submission_id, submission_status = f.status,
            submitted_at = f.submitted_at, public_score = f.public_score,
            private_score = f.private_score, error_message = f.error_message
        from found as f
        where s.id = f.id and (
            s.kaggle_submission_id, s.submission_status, s.submitted_at, s.public_score,
            s.private_score, s.error_message
        ) is distinct from (
            f.kaggle_submission_id, f.status, f.submitted_at, f.public_score, f.private_score,
            f.error_message
        )
    )
    select
        count(*), count(*) filter (where f.status = 'scored' and f.status_before <> 'scored'),
        count(*) filter (where f.status = 'failed' and f.status_before <> 'failed'),
        array(
            select l.kaggle_submission_id from unnest(v_listed) as l
            where l.kaggle_submission_id not in (select g.kaggle_submission_id from found as g)
            order by l.kaggle_submission_id
        )
    into matched, scored, failed, unrecognised from found as f;
    if p_is_complete and unrecognised = '{}' then
        update public.submissions as s
        set submission_status = 'failed',
            error_message = coalesce(
                s.error_message, 'not among the submissions that Kaggle lists'
            )
        where s.competition_id = p_competition_id and s.submission_status = 'unknown'
            and (p_listed_at is null or s.updated_at <= p_listed_at);
        get diagnostics v_lost = row_count;
        failed := failed + v_lost;
    end if;
    return next;
end
$$;
comment on function public.reconcile_submissions(uuid, jsonb, boolean, timestamptz) is
    'Updates a competition''s submissions from Kaggle''s list: an array of {kaggle_submission_id, '
    'file_name, description, submitted_at, status, public_score, private_score, error_message}. '
    'Matched by id, else by file name and description: the one whose time of arrival is nearest, '
    'or that was prepared last before it. With p_is_complete, unknown ones that are not listed '
    'fail and release their slot, unless a listed one matches nothing and could be it; '
    'p_listed_at, when Kaggle was asked, excludes those that became unknown later. Returns how '
    'many were matched, newly scored, newly failed, and the listed ids without a match. An '
    'invalid list is refused as a whole (KS242). A repeat is harmless.';

revoke all on function
kaggle_store.utc_day(), kaggle_store.keep_slot(), kaggle_store.slots_taken(uuid, date),
kaggle_store.prepare_submission(), kaggle_store.check_submission(),
kaggle_store.carry_competition(), kaggle_store.require_submission(),
kaggle_store.move_submission(),
kaggle_store.check_listed(jsonb), kaggle_store.file_key(text, text),
kaggle_store.read_listed(jsonb),
kaggle_store.pair_in_time(kaggle_store.dated_file[], kaggle_store.dated_file[], interval),
kaggle_store.match_listed(uuid, kaggle_store.listed_submission[]),
kaggle_store.status_by_list(
    kaggle_store.submission_status, kaggle_store.listed_submission, boolean
),
public.reconcile_submissions(uuid, jsonb, boolean, timestamptz)
from public, anon, authenticated, service_role, admin;
grant execute on function kaggle_store.utc_day(), kaggle_store.slots_taken(uuid, date)
to authenticated, service_role;
grant execute on function public.reconcile_submissions(uuid, jsonb, boolean, timestamptz)
to service_role, admin;

create view public.submission_quota with (security_invoker = true) as
select
    c.id as competition_id,
    c.kaggle_id,
    c.daily_submission_limit,
    taken.used_today,
    case when c.daily_submission_limit is not null
        then greatest(c.daily_submission_limit - taken.used_today, 0) end as remaining,
    (kaggle_store.utc_day() + 1)::timestamp at time zone 'UTC' as resets_at
from public.competitions as c
cross join lateral (select kaggle_store.slots_taken(c.id, kaggle_store.utc_day()) as used_today)
    as taken;
comment on view public.submission_quota is
    'How many submissions each competition still takes today, in UTC.';
comment on column public.submission_quota.competition_id is 'The competition.';
comment on column public.submission_quota.kaggle_id is 'Kaggle''s name for it.';
comment on column public.submission_quota.daily_submission_limit is
    'How many it takes in a UTC day; null where there is no limit.';
comment on column public.submission_quota.used_today is 'How many of today''s slots are taken.';
comment on column public.submission_quota.remaining is
    'How many are left; null where there is no limit.';
comment on column public.submission_quota.resets_at is 'When the next UTC day begins.';
revoke all on table public.submission_quota from public, anon, authenticated, service_role, admin;
grant select on table public.submission_quota to authenticated, service_role;

alter table public.submissions enable row level security;
create policy "people read submissions" on public.submissions
for select to authenticated using (true);
create policy "admins keep submissions" on public.submissions for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.submissions from public, anon, authenticated, service_role, admin;
grant select on table public.submissions to authenticated, service_role;
grant insert (
    id, execution_id, training_job_id, submission_file_path, description, kaggle_submission_id,
    public_score, private_score, public_rank, private_rank, total_participants, submission_status,
    submitted_at, scored_at, error_message, created_at, source_record, file_sha256, allow_duplicate
), update (
    training_job_id, submission_file_path, description, kaggle_submission_id, public_score,
    private_score, public_rank, private_rank, total_participants, submission_status, submitted_at,
    scored_at, error_message, source_record
) on table public.submissions to service_role, admin;
grant delete on table public.submissions to admin;

-- Metric direction and scores ---------------------------------------------------------------------

-- Once scores exist, a changed direction would silently make the worst submission the best. An
-- unknown direction may always be set; a wrong one is corrected by correct_metric_direction(). A
-- corrected metric is stored, but its direction is no longer inferred.
create function kaggle_store.guard_metric_direction() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(
        current_setting('kaggle_store.corrects_metric_direction', true), ''
    ) = new.id::text then
        return new;
    end if;
    if exists (
        select from public.submissions where competition_id = new.id and public_score is not null
    ) then
        if old.metric_direction_source = 'inferred'
            and new.metric_direction_source is distinct from 'given'
            and new.evaluation_metric is distinct from old.evaluation_metric then
            new.metric_direction := old.metric_direction;
            new.metric_direction_source := 'inferred';
            return new;
        end if;
        raise exception using errcode = 'KS101',
            message = format(
                'the metric direction of %s is %s and has scored submissions', new.kaggle_id,
                old.metric_direction
            ),
            detail = jsonb_build_object(
                'competition_id', new.id, 'metric_direction', old.metric_direction, 'refused',
                new.metric_direction
            )::text,
            hint = 'If it was wrong from the start, call correct_metric_direction().';
    end if;
    return new;
end
$$;
comment on function kaggle_store.guard_metric_direction() is
    'Trigger: refuses to change a known metric direction once there are scores; an inferred one '
    'stays when the metric is corrected.';
revoke all on function kaggle_store.guard_metric_direction()
from public, anon, authenticated, service_role;

-- After infer_metric_direction_again, by its name; not `update of`, which does not see what that
-- changes.
create trigger lock_metric_direction before update on public.competitions
for each row when (
    old.metric_direction is not null and new.metric_direction is distinct from old.metric_direction
)
execute function kaggle_store.guard_metric_direction();

create function public.correct_metric_direction(
    p_competition_id uuid, p_metric_direction kaggle_store.metric_direction
)
returns setof public.competitions
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('kaggle_store.corrects_metric_direction', p_competition_id::text, true);
    return query
    update public.competitions set metric_direction = p_metric_direction
    where id = p_competition_id returning *;
    perform set_config('kaggle_store.corrects_metric_direction', '', true);
end
$$;
comment on function public.correct_metric_direction(uuid, kaggle_store.metric_direction) is
    'Sets a competition''s metric direction even where scored submissions exist (null: to the one '
    'inferred from its metric); best scores and rankings follow at once. Returns the competition, '
    'or no row if there is none.';
revoke all on function public.correct_metric_direction(uuid, kaggle_store.metric_direction)
from public, anon, authenticated, service_role, admin;
grant execute on function public.correct_metric_direction(uuid, kaggle_store.metric_direction)
to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030300_submissions',
    '70cd1089f16c273504b524c371f64adac5b64a0c0366290ac5d4da2eded86f71'
);
