-- Phase 1: competitions, the Kaggle contests that an agent may enter.
--
-- Writers: competition discovery, hourly; admins.
-- Readers: every module, competition_dashboard.
-- agent_executions reference it with ON DELETE CASCADE. Sources are incomplete: missing values are
-- filled by rule (below), and whatever else a source contains is kept unchanged in `source_record`.

create table public.competitions (
    id uuid primary key default kaggle_store.new_id(),
    kaggle_id varchar(100) not null constraint idx_competitions_kaggle_id unique,
    title varchar(500) not null,
    description text,
    problem_type kaggle_store.problem_type not null,
    dataset_size_gb kaggle_store.gigabytes,
    participant_count integer,
    prize_pool kaggle_store.dollars,
    deadline timestamptz not null,
    evaluation_metric varchar(100),
    submission_format text,
    data_availability kaggle_store.data_availability,
    difficulty_score kaggle_store.fraction,
    tags kaggle_store.text_list,
    external_data_allowed boolean not null default false,
    team_limit integer,
    daily_submission_limit integer,
    discovery_source varchar(100),
    created_at kaggle_store.moment not null default kaggle_store.now(),
    updated_at kaggle_store.moment not null default kaggle_store.now(),
    metric_direction kaggle_store.metric_direction,
    deadline_is_estimated boolean not null default false,
    source_record jsonb not null default '{}',
    metric_direction_source kaggle_store.metric_direction_source,
    constraint a_deadline_can_be_read
        check (deadline >= '0001-01-01T00:00:00Z' and deadline <= '9999-12-31T23:59:59.999999Z'),
    constraint participants_are_not_negative check (participant_count >= 0),
    constraint a_team_has_a_member check (team_limit >= 1),
    constraint daily_submissions_are_not_negative check (daily_submission_limit >= 0),
    constraint a_direction_has_a_source
        check ((metric_direction is null) = (metric_direction_source is null)),
    constraint source_record_is_an_object check (jsonb_typeof(source_record) = 'object'),
    constraint description_is_bounded check (length(description) <= 1000000),
    constraint submission_format_is_bounded check (length(submission_format) <= 100000),
    constraint tags_are_bounded check (pg_column_size(tags) <= 65536),
    -- Not the title: it is Kaggle's own text.
    constraint names_have_no_control_characters check (
        kaggle_store.is_name(kaggle_id) and kaggle_store.is_name(evaluation_metric)
            and kaggle_store.is_name(discovery_source)
    )
);

comment on table public.competitions is 'A Kaggle competition that an agent has discovered.';
comment on column public.competitions.id is 'The competition''s id in this store.';
comment on column public.competitions.kaggle_id is
    'Kaggle''s own name for it, the slug in its address; case-sensitive.';
comment on column public.competitions.title is
    'The title on Kaggle; several competitions may share one.';
comment on column public.competitions.description is 'Kaggle''s description.';
comment on column public.competitions.problem_type is
    'The kind of data. Filled when left out: `other`.';
comment on column public.competitions.dataset_size_gb is
    'Size of the data in gigabytes (10^9 bytes).';
comment on column public.competitions.participant_count is 'The number of participants.';
comment on column public.competitions.prize_pool is
    'All prizes together in US dollars; null where the reward is not money.';
comment on column public.competitions.deadline is
    'When the last submission is accepted. Filled when left out: the end of its year (see '
    '`deadline_is_estimated`).';
comment on column public.competitions.evaluation_metric is
    'The metric that ranks submissions, as Kaggle names it.';
comment on column public.competitions.submission_format is 'What a submission file must look like.';
comment on column public.competitions.data_availability is 'Who may have the data.';
comment on column public.competitions.difficulty_score is
    'The agent''s estimate, from 0 (easy) to 1 (hard).';
comment on column public.competitions.tags is 'Kaggle''s tags.';
comment on column public.competitions.external_data_allowed is
    'Whether data from elsewhere may be used.';
comment on column public.competitions.team_limit is
    'The most members a team may have; null where unlimited.';
comment on column public.competitions.daily_submission_limit is
    'Submissions a team may make in a UTC day; null where unlimited.';
comment on column public.competitions.discovery_source is
    'Where it was found, such as `kaggle_api`, `manual` or `recommendation`.';
comment on column public.competitions.created_at is 'When it was first stored.';
comment on column public.competitions.updated_at is 'When it last changed; kept by the database.';
comment on column public.competitions.metric_direction is
    'Whether a higher or a lower score is better. Filled when left out and `evaluation_metric` is '
    'well known; else null, and no score is best.';
comment on column public.competitions.deadline_is_estimated is
    'True where the source has no deadline and the end of the year is used; false once a deadline '
    'is given.';
comment on column public.competitions.source_record is
    'Everything else that the source contains, unchanged.';
comment on column public.competitions.metric_direction_source is
    'Whether the direction was given, or inferred from `evaluation_metric`: an inferred one '
    'follows a corrected metric until there are scores. Kept by the database.';

-- The dashboard: competitions that are still open, soonest deadline first; id makes its pages
-- stable.
create index idx_competitions_deadline on public.competitions (deadline, id);
-- "All open NLP competitions."
create index idx_competitions_problem_type on public.competitions (problem_type);
-- "What did the recommender find?"
create index idx_competitions_discovery_source on public.competitions (discovery_source);
-- "Which have the largest prizes?"
create index competitions_prize_pool on public.competitions (prize_pool desc nulls last);
-- "Which were found last?"
create index competitions_created_at on public.competitions (created_at);

create trigger a_source_record_is_bounded before insert or update of source_record
on public.competitions
for each row when (kaggle_store.json_flaw(new.source_record, 4194304, 100) is not null)
execute function kaggle_store.refuse_json('source_record', '4194304', '100');
create trigger keep_updated_at before update on public.competitions
for each row execute function kaggle_store.keep_updated_at();

-- Metric direction --------------------------------------------------------------------------------

create table kaggle_store.known_metrics (
    metric_key text primary key,
    direction kaggle_store.metric_direction not null
);
comment on table kaggle_store.known_metrics is
    'Well-known metrics and whether a higher or a lower value is better.';
comment on column kaggle_store.known_metrics.metric_key is
    'The metric''s name as kaggle_store.metric_key() writes it.';
comment on column kaggle_store.known_metrics.direction is 'Which way is better.';
alter table kaggle_store.known_metrics enable row level security;
create policy "API roles may read the known metrics" on kaggle_store.known_metrics
for select to authenticated using (true);
revoke all on table kaggle_store.known_metrics from public, anon, authenticated, service_role;
grant select on table kaggle_store.known_metrics to authenticated, service_role;

-- "Mean Columnwise Root Mean Squared Error (deprecated)" and "root-mean-squared-error" are one
-- metric: averaging and weighting words and text in brackets do not change the direction.
create function kaggle_store.metric_key(p_metric text) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    return regexp_replace(
        regexp_replace(
            regexp_replace(lower(p_metric), '\([^)]*\)|@\s*\{?k?[0-9]*\}?|\mat k\M', ' ', 'g'),
            '\m(mean|average|averaged|weighted|normalized|macro|micro|columnwise|column wise|'
            'rowwise|multi column|'
            'score|metric|index|custom|variant|beta)\M|[^a-z0-9]+', ' ', 'g'
        ), '[^a-z0-9]+', '', 'g'
    );
end
$$;
comment on function kaggle_store.metric_key(text) is
    'A metric''s name without case, spacing, brackets and averaging words.';

insert into kaggle_store.known_metrics (metric_key, direction)
select distinct kaggle_store.metric_key(metric), direction
from (
    values
    ('maximize'::kaggle_store.metric_direction, array[
        'Accuracy', 'Categorization Accuracy', 'Balanced Accuracy', 'Top 5 Accuracy', 'AUC',
        'ROC AUC', 'AUROC', 'Area Under Receiver Operating Characteristic Curve',
        'Area Under the ROC Curve', 'PR AUC', 'AUPRC', 'Area Under Precision Recall Curve',
        'BirdCLEF ROC AUC', 'F1', 'F-Score', 'F-Measure', 'Dice', 'Dice Coefficient',
        'Sorensen Dice Coefficient', 'Precision', 'Recall', 'Average Precision', 'MAP', 'mAP', 'AP',
        'Global AP', 'NDCG', 'Normalized Discounted Cumulative Gain', 'Mean Reciprocal Rank', 'MRR',
        'Label Ranking Average Precision', 'Gini', 'Kappa', 'Cohen Kappa',
        'Quadratic Weighted Kappa', 'QuadraticWeightedKappa', 'QWK', 'MCC',
        'Matthews Correlation Coefficient', 'Intersection over Union', 'IoU', 'Jaccard',
        'Intersection over Union Object Segmentation', 'R2', 'R Squared', 'R^2',
        'Coefficient of Determination', 'Pearson Correlation', 'Pearson Correlation Coefficient',
        'Spearman Correlation', 'Spearman''s r', 'Spearman''s Rank Correlation',
        'Spearman''s Rank Correlation Coefficient', 'Log Likelihood', 'Laplace Log Likelihood',
        'BLEU', 'ROUGE', 'Concordance Index', 'C-Index', 'Stratified Concordance Index'
    ]),
    ('minimize', array[
        'Log Loss', 'Logarithmic Loss', 'Logloss', 'Multiclass Loss', 'Multiclass Log Loss',
        'Multi-class Logarithmic Loss', 'Binary Cross Entropy', 'Cross Entropy', 'Hinge Loss',
        'Hamming Loss', 'Binomial Deviance', 'Capped Binomial Deviance', 'Brier', 'Absolute Error',
        'Mean Absolute Error', 'MAE', 'Median Absolute Error', 'Squared Error',
        'Mean Squared Error', 'MSE', 'Root Mean Squared Error', 'RMSE', 'Root Mean Square Error',
        'Mean Columnwise Root Mean Squared Error', 'MCRMSE', 'Mean Squared Log Error',
        'Mean Squared Logarithmic Error', 'MSLE', 'Root Mean Squared Logarithmic Error',
        'Root Mean Squared Log Error', 'RMSLE', 'Mean Absolute Percentage Error', 'MAPE',
        'Symmetric Mean Absolute Percentage Error', 'SMAPE', 'Root Mean Square Percentage Error',
        'Root Mean Squared Percentage Error', 'RMSPE', 'Weighted Root Mean Squared Scaled Error',
        'WRMSSE', 'RMSSE', 'Pinball Loss', 'Quantile Loss', 'Continuous Ranked Probability Score',
        'Continuous Rank Probability Score', 'CRPS', 'Levenshtein', 'Levenshtein Mean',
        'Levenshtein Distance', 'Edit Distance', 'Word Error Rate', 'WER', 'Haversine Distance',
        'Euclidean Distance', 'Perplexity', 'Misclassification Error', 'FID',
        'Frechet Inception Distance', 'KL Divergence', 'Kullback Leibler Divergence', 'Loss',
        'Error'
    ])
) as known (direction, metrics)
cross join unnest(metrics) as metric;

-- What was left out -------------------------------------------------------------------------------

create function kaggle_store.end_of_year(p_source_record jsonb) returns timestamptz
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select make_timestamptz(year::integer, 12, 31, 23, 59, 59, 'UTC')
    from (
        values (coalesce(
            p_source_record ->> 'year',
            left(coalesce(p_source_record ->> 'enabled_at', p_source_record ->> 'enabledDate'), 4)
        ))
    ) as source (year)
    where year ~ '^[12][0-9]{3}$'
$$;
comment on function kaggle_store.end_of_year(jsonb) is
    'The end of the year that a source names; null if it names none.';

-- An upsert may give null for what it leaves out: a stored competition keeps what it has. A
-- competition without a deadline ends with the year that its source names.
create function kaggle_store.complete_competition() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_stored public.competitions;
begin
    select * into v_stored from public.competitions where kaggle_id = new.kaggle_id;
    new.problem_type := coalesce(new.problem_type, v_stored.problem_type, 'other');
    if new.deadline is null then
        new.deadline_is_estimated := coalesce(v_stored.deadline_is_estimated, true);
        new.deadline := coalesce(
            v_stored.deadline, kaggle_store.end_of_year(new.source_record),
            kaggle_store.end_of_year(jsonb_build_object(
                'year', extract(year from kaggle_store.now() at time zone 'UTC')
            ))
        );
    end if;
    return new;
end
$$;
comment on function kaggle_store.complete_competition() is
    'Trigger: fills the type and the deadline that a source left out.';

-- The generator reads in the condition that a new row may leave both out.
create trigger complete_competition before insert on public.competitions
for each row when (new.problem_type is null or new.deadline is null)
execute function kaggle_store.complete_competition();

-- An update that names the deadline gives a real one, unless it names the flag too. A trigger does
-- not see which columns an update names, so three of them, in the order of their names, find out:
-- the first clears the flag where the deadline is named, the second sets it again where the flag is
-- named, and the third ends with false.
create function kaggle_store.mark_deadline() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    new.deadline_is_estimated := nullif(tg_argv[0], '')::boolean;
    return new;
end
$$;
comment on function kaggle_store.mark_deadline() is
    'Trigger: sets whether the deadline is estimated to its argument.';
create trigger deadline_1_is_named before update of deadline on public.competitions
for each row when (new.deadline_is_estimated)
execute function kaggle_store.mark_deadline('');
create trigger deadline_2_is_estimated before update of deadline_is_estimated on public.competitions
for each row when (new.deadline_is_estimated is null)
execute function kaggle_store.mark_deadline('true');
create trigger deadline_3_is_given before update of deadline on public.competitions
for each row when (new.deadline_is_estimated is null)
execute function kaggle_store.mark_deadline('false');

create function kaggle_store.estimate_deadline_again() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    -- Only the end of a year was estimated here; a source may give other estimates.
    if old.deadline = kaggle_store.end_of_year(jsonb_build_object(
        'year', extract(year from old.deadline at time zone 'UTC')
    )) then
        new.deadline := coalesce(kaggle_store.end_of_year(new.source_record), new.deadline);
    end if;
    return new;
end
$$;
comment on function kaggle_store.estimate_deadline_again() is
    'Trigger: an estimated deadline follows the year that its source names.';
create trigger estimate_deadline_again before update of source_record on public.competitions
for each row when (
    new.deadline_is_estimated and new.deadline = old.deadline
    and new.source_record is distinct from old.source_record
)
execute function kaggle_store.estimate_deadline_again();

-- A direction that a client names is given, also if it is the one that was inferred; null asks for
-- the inferred one. The triggers of the direction fire in the order of their names, too.
create function kaggle_store.mark_given_direction() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    new.metric_direction_source := case when new.metric_direction is not null then 'given' end;
    return new;
end
$$;
comment on function kaggle_store.mark_given_direction() is
    'Trigger: marks a direction that a client names as given.';
create trigger direction_is_given before insert or update of metric_direction on public.competitions
for each row execute function kaggle_store.mark_given_direction();

create function kaggle_store.infer_metric_direction() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_stored public.competitions;
begin
    if tg_op = 'INSERT' then
        select * into v_stored from public.competitions where kaggle_id = new.kaggle_id;
        if found then
            -- An upsert, whose update would mark an inferred direction as given: null leaves it to
            -- the update.
            if v_stored.metric_direction_source = 'given' then
                new.metric_direction := v_stored.metric_direction;
                new.metric_direction_source := 'given';
            end if;
            return new;
        end if;
    end if;
    new.metric_direction := (
        select direction from kaggle_store.known_metrics
        where metric_key = kaggle_store.metric_key(new.evaluation_metric)
    );
    new.metric_direction_source := case when new.metric_direction is not null then 'inferred' end;
    return new;
end
$$;
comment on function kaggle_store.infer_metric_direction() is
    'Trigger: sets the direction of a well-known metric; null for another one.';

create trigger infer_metric_direction before insert on public.competitions
for each row when (new.metric_direction is null)
execute function kaggle_store.infer_metric_direction();

create trigger infer_metric_direction_again before update on public.competitions
for each row when (
    new.metric_direction_source is distinct from 'given'
    and (
        new.evaluation_metric is distinct from old.evaluation_metric
        or (new.metric_direction is null and old.metric_direction is not null)
    )
)
execute function kaggle_store.infer_metric_direction();

-- Who may -----------------------------------------------------------------------------------------

revoke all on function
kaggle_store.metric_key(text), kaggle_store.end_of_year(jsonb),
kaggle_store.complete_competition(), kaggle_store.mark_deadline(),
kaggle_store.estimate_deadline_again(), kaggle_store.mark_given_direction(),
kaggle_store.infer_metric_direction()
from public, anon, authenticated, service_role;
grant execute on function kaggle_store.metric_key(text), kaggle_store.end_of_year(jsonb)
to authenticated, service_role;

alter table public.competitions enable row level security;
create policy "people read competitions" on public.competitions
for select to authenticated using (true);
create policy "admins keep competitions" on public.competitions for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.competitions from public, anon, authenticated, service_role, admin;
grant select on table public.competitions to authenticated, service_role;
-- Not metric_direction_source: the database keeps it.
grant insert (
    id, kaggle_id, title, description, problem_type, dataset_size_gb, participant_count, prize_pool,
    deadline, evaluation_metric, submission_format, data_availability, difficulty_score, tags,
    external_data_allowed, team_limit, daily_submission_limit, discovery_source, created_at,
    metric_direction, deadline_is_estimated, source_record
), update (
    kaggle_id, title, description, problem_type, dataset_size_gb, participant_count, prize_pool,
    deadline, evaluation_metric, submission_format, data_availability, difficulty_score, tags,
    external_data_allowed, team_limit, daily_submission_limit, discovery_source, metric_direction,
    deadline_is_estimated, source_record
) on table public.competitions to service_role, admin;
grant delete on table public.competitions to admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123010100_competitions',
    'c9ffbccdc6d3e323995c7d2fa831e1ee19fa03b1361abfa3cd8ac6d48c094dae'
);
