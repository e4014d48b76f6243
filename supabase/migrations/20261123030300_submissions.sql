-- Phase 3: submissions, prediction files sent to Kaggle and the scores that came back.
--
-- Written by the submission module, scored every 15 minutes; read by the dashboard and the summary, which take the best score by
-- the competition's direction. A score is any finite number, a missing one never wins.

create table public.submissions (
    id uuid primary key default private.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    training_job_id uuid,
    submission_file_path varchar(500) not null,
    description text,
    kaggle_submission_id varchar(100) constraint a_kaggle_submission_is_stored_once unique,
    public_score public.score,
    private_score public.score,
    public_rank integer,
    private_rank integer,
    total_participants integer,
    submission_status public.submission_status not null default 'pending',
    submitted_at timestamptz,
    scored_at timestamptz,
    error_message text,
    created_at timestamptz not null default private.now(),
    updated_at timestamptz not null default private.now(),
    source_record jsonb not null default '{}',
    constraint ranks_begin_at_one check (public_rank >= 1 and private_rank >= 1),
    constraint participants_are_not_negative check (total_participants >= 0),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object'),
    constraint a_submission_comes_from_a_job_of_its_execution foreign key (training_job_id, execution_id)
        references public.training_jobs (id, execution_id) on delete set null (training_job_id)
);

comment on table public.submissions is 'A prediction file sent to Kaggle, and what became of it.';
comment on column public.submissions.id is 'The submission''s id in this store.';
comment on column public.submissions.execution_id is 'The execution that made it.';
comment on column public.submissions.training_job_id is 'The job whose model made it, of the same execution.';
comment on column public.submissions.submission_file_path is 'Where the file lies.';
comment on column public.submissions.description is 'The message sent along.';
comment on column public.submissions.kaggle_submission_id is 'Kaggle''s id of it; null until Kaggle has it.';
comment on column public.submissions.public_score is 'The score on the public part of the test data.';
comment on column public.submissions.private_score is 'The score on the private part, known when the competition ends.';
comment on column public.submissions.public_rank is 'The place on the public leaderboard, from 1.';
comment on column public.submissions.private_rank is 'The place on the private leaderboard, from 1.';
comment on column public.submissions.total_participants is 'How many were on the leaderboard.';
comment on column public.submissions.submission_status is 'Where the submission stands.';
comment on column public.submissions.submitted_at is 'When Kaggle took it.';
comment on column public.submissions.scored_at is 'When Kaggle scored it.';
comment on column public.submissions.error_message is 'What went wrong, where something did.';
comment on column public.submissions.created_at is 'When it was prepared.';
comment on column public.submissions.updated_at is 'When it last changed; kept by the database.';
comment on column public.submissions.source_record is 'What an imported record said beyond these columns, word for word.';

-- Average and best score of an execution, from the index alone, and the foreign key.
create index idx_submissions_execution_id on public.submissions (execution_id) include (public_score);
-- "The best public scores", read from either end.
create index idx_submissions_public_score on public.submissions (public_score desc);
-- "What still waits for its score?"
create index idx_submissions_submission_status on public.submissions (submission_status);
-- "What was submitted today?"
create index idx_submissions_submitted_at on public.submissions (submitted_at);
-- "What did this job's model score?", and the foreign key.
create index idx_submissions_training_job_id on public.submissions (training_job_id, execution_id);

create trigger keep_updated_at before update on public.submissions
for each row execute function private.keep_updated_at();

alter table public.submissions enable row level security;
create policy "people read submissions" on public.submissions for select to authenticated using (true);
create policy "admins keep submissions" on public.submissions for all to admin
using ((select private.is_admin())) with check ((select private.is_admin()));
revoke all on table public.submissions from public, anon, authenticated, service_role, admin;
grant select on table public.submissions to authenticated;
grant select, insert, update on table public.submissions to service_role;
grant select, insert, update, delete on table public.submissions to admin;

-- A known direction is not flipped by accident --------------------------------------------------------------------------

-- Once scores exist, a flipped direction would make the worst submission the best one without a word. Learning a direction that
-- was unknown is always welcome; correcting a wrong one takes a call that says so.
create function private.guard_metric_direction() returns trigger
language plpgsql set search_path = ''
as $$
begin
    if coalesce(current_setting('kaggle_store.corrects_metric_direction', true), '') = new.id::text then
        return new;
    end if;
    if exists (
        select from public.agent_executions as e
        join public.submissions as s on s.execution_id = e.id
        where e.competition_id = new.id and s.public_score is not null
    ) then
        raise exception using errcode = 'KS101',
            message = format('the metric direction of %s is %s and has scored submissions', new.kaggle_id, old.metric_direction),
            detail = jsonb_build_object(
                'competition_id', new.id, 'metric_direction', old.metric_direction, 'refused', new.metric_direction
            )::text,
            hint = 'If it was wrong from the start, call correct_metric_direction().';
    end if;
    return new;
end
$$;
comment on function private.guard_metric_direction() is 'Trigger: refuses to change a known metric direction once there are scores.';
revoke all on function private.guard_metric_direction() from public, anon, authenticated, service_role;

create trigger guard_metric_direction before update of metric_direction on public.competitions
for each row when (old.metric_direction is not null and new.metric_direction is distinct from old.metric_direction)
execute function private.guard_metric_direction();

create function public.correct_metric_direction(p_competition_id uuid, p_metric_direction public.metric_direction)
returns setof public.competitions
language plpgsql set search_path = ''
as $$
begin
    perform set_config('kaggle_store.corrects_metric_direction', p_competition_id::text, true);
    return query
    update public.competitions set metric_direction = p_metric_direction where id = p_competition_id returning *;
    perform set_config('kaggle_store.corrects_metric_direction', '', true);
end
$$;
comment on function public.correct_metric_direction(uuid, public.metric_direction) is
    'Sets a competition''s metric direction even where scored submissions exist; best scores and rankings follow at once. Answers the competition, or no row where there is none.';
revoke all on function public.correct_metric_direction(uuid, public.metric_direction)
from public, anon, authenticated, service_role, admin;
grant execute on function public.correct_metric_direction(uuid, public.metric_direction) to service_role, admin;
