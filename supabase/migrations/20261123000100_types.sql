-- Phase 0, types: enums and domains that the tables share.
--
-- Writers: none; labels are added by later migrations.
-- Readers: every table and function.
--
-- A closed list is an enum: a misspelt status cannot be stored. Open lists (provider, model_type,
-- component) stay text. Money is exact; scores are floating point, as Kaggle's reach 1.0e27 and
-- -2.9e25.

-- The document's domains. `<> 'NaN'`: PostgreSQL sorts NaN above every number, so a lower bound
-- alone would let it in.

create domain public.email as text
    constraint email_looks_like_an_address
        check (value ~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$');
comment on domain public.email is 'An e-mail address.';

create domain public.percentage as numeric(5, 2)
    constraint percentage_is_between_0_and_100 check (value >= 0 and value <= 100);
comment on domain public.percentage is 'A percentage from 0 to 100, to two decimals.';

create domain public.positive_decimal as numeric(15, 6)
    constraint positive_decimal_is_not_negative check (value >= 0 and value <> 'NaN');
comment on domain public.positive_decimal is
    'A number that is not negative, to six decimals; durations use it.';

-- The store's own.

create domain kaggle_store.dollars as numeric(16, 6)
    constraint dollars_are_not_negative check (value >= 0 and value <> 'NaN');
comment on domain kaggle_store.dollars is
    'US dollars, exact to a millionth: one model call may cost 0.0042.';

create domain kaggle_store.total_dollars as numeric(30, 6)
    constraint total_dollars_are_not_negative check (value >= 0 and value <> 'NaN');
comment on domain kaggle_store.total_dollars is
    'A sum of US dollars, exact to a millionth: wide enough for any number of `dollars`.';

create domain kaggle_store.gigabytes as numeric(18, 9)
    constraint gigabytes_are_not_negative check (value >= 0 and value <> 'NaN');
comment on domain kaggle_store.gigabytes is
    'Gigabytes (10^9 bytes), exact to the byte: a data set may have 25 kB.';

create domain kaggle_store.score as double precision
    constraint score_is_a_finite_number
        check (value <> 'NaN' and value not in ('infinity', '-infinity'));
comment on domain kaggle_store.score is 'A score of a model or a submission: any finite number.';

create domain kaggle_store.fraction as double precision
    constraint fraction_is_between_0_and_1 check (value >= 0 and value <= 1);
comment on domain kaggle_store.fraction is 'A number from 0 to 1.';

create domain kaggle_store.moment as timestamptz
    constraint a_moment_lies_in_our_time
        check (value >= '1900-01-01T00:00:00Z' and value < '2200-01-01T00:00:00Z');
comment on domain kaggle_store.moment is
    'A time between 1900 and 2200, so that no sum of it overflows.';

-- ndims first: array_position() raises for an array of several dimensions.
create domain kaggle_store.text_list as text[]
    constraint a_list_is_flat_and_has_no_nulls
        check (coalesce(array_ndims(value), 1) = 1 and array_position(value, null) is null);
comment on domain kaggle_store.text_list is
    'A list of texts: one dimension, no nulls, so that every client can read it.';

create type kaggle_store.lease_end as enum ('released', 'retried', 'failed', 'completed');
comment on type kaggle_store.lease_end is 'How a lease was ended by its holder.';

-- Competitions

create type kaggle_store.problem_type as enum (
    'tabular', 'nlp', 'cv', 'time_series', 'audio', 'multimodal', 'simulation', 'other'
);
comment on type kaggle_store.problem_type is 'What kind of data a competition is about.';

create type kaggle_store.data_availability as enum ('public', 'private', 'restricted');
comment on type kaggle_store.data_availability is 'Who may have a competition''s data.';

create type kaggle_store.metric_direction as enum ('maximize', 'minimize');
comment on type kaggle_store.metric_direction is 'Whether a higher or a lower score is better.';

create type kaggle_store.metric_direction_source as enum ('given', 'inferred');
comment on type kaggle_store.metric_direction_source is
    'Whether a client gave a metric direction, or the database inferred it from the metric.';

-- Executions

create type kaggle_store.execution_status as enum (
    'pending', 'data_acquisition', 'research', 'code_generation', 'training', 'human_review',
    'submission', 'completed', 'failed', 'cancelled'
);
comment on type kaggle_store.execution_status is 'The state of an execution.';

-- Research and code

create type kaggle_store.research_type
    as enum ('academic_papers', 'kaggle_solutions', 'documentation', 'code_examples');
comment on type kaggle_store.research_type is 'What kind of source a finding comes from.';

create type kaggle_store.code_type
    as enum ('eda', 'preprocessing', 'model', 'training', 'inference', 'submission');
comment on type kaggle_store.code_type is 'Which part of the pipeline a piece of code is.';

create type kaggle_store.validation_status as enum ('pending', 'valid', 'invalid', 'needs_review');
comment on type kaggle_store.validation_status is 'The validation result of a file of code.';

create type kaggle_store.code_outcome as enum ('untried', 'running', 'succeeded', 'failed');
comment on type kaggle_store.code_outcome is 'What became of a file of code.';

-- Sessions, jobs, submissions, interventions

create type kaggle_store.gpu_session_status
    as enum ('provisioning', 'running', 'idle', 'terminated', 'failed');
comment on type kaggle_store.gpu_session_status is 'The state of a GPU session.';

create type kaggle_store.training_job_status
    as enum ('queued', 'running', 'completed', 'failed', 'cancelled');
comment on type kaggle_store.training_job_status is 'The state of a training job.';

create type kaggle_store.submission_status
    as enum ('pending', 'submitted', 'scored', 'failed', 'disqualified', 'unknown');
comment on type kaggle_store.submission_status is
    'The state of a submission; `unknown` is an upload whose outcome was not observed.';

create type kaggle_store.intervention_type as enum (
    'approval_required', 'error_review', 'strategy_change', 'manual_override'
);
comment on type kaggle_store.intervention_type is 'Why an intervention is needed.';

create type kaggle_store.intervention_priority as enum ('low', 'medium', 'high', 'critical');
comment on type kaggle_store.intervention_priority is 'How soon a response is needed.';

create type kaggle_store.intervention_decision as enum ('approve', 'edit', 'reject', 'respond');
comment on type kaggle_store.intervention_decision is
    'A response to an intervention: approve the proposal, edit it, reject it, or respond freely.';

create type kaggle_store.timeout_action as enum ('escalate', 'approve', 'reject');
comment on type kaggle_store.timeout_action is
    'What happens to an intervention without a response at its deadline.';

create type kaggle_store.intervention_status
    as enum ('pending', 'reviewed', 'approved', 'rejected', 'escalated');
comment on type kaggle_store.intervention_status is 'The state of an intervention.';

-- Metrics and configuration

create type kaggle_store.metric_type as enum ('counter', 'gauge', 'histogram');
comment on type kaggle_store.metric_type is
    'How a metric''s values relate: a running total, a reading, or one of a distribution.';

create type kaggle_store.config_type as enum ('system', 'api', 'gpu', 'model', 'notification');
comment on type kaggle_store.config_type is 'What a setting is about.';

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123000100_types',
    'ffdf31452f0f7df86d1beba7512dbdf63689d34bb403071815c4d57719a3be39'
);
