-- Phase 1, discovery: upsert_competitions(), the bulk write of competition discovery.
--
-- Writers: competition discovery, hourly.
-- Readers: the caller gets the stored rows.
-- A source is never complete: a field that it leaves out does not overwrite what is known.

create function public.upsert_competitions(p_competitions jsonb) returns public.competitions[]
language plpgsql set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    v_unknown text;
    v_items jsonb[];
begin
    perform kaggle_store.check_json('p_competitions', p_competitions, 67108864, 102);
    select field into v_unknown
    from jsonb_array_elements(p_competitions) as item, jsonb_object_keys(item) as field
    where not exists (
        select from pg_catalog.pg_attribute
        where attrelid = 'public.competitions'::regclass and attnum > 0 and not attisdropped
            and attname = field
    )
    limit 1;
    if v_unknown is not null then
        raise exception using errcode = 'KS102',
            message = format('competitions have no field %s', v_unknown),
            detail = jsonb_build_object('field', v_unknown)::text,
            hint = 'Put additional fields of the source into source_record.';
    end if;

    -- One item per competition, the last one; nulls are fields that the source leaves out.
    v_items := array(
        select item from (
            select distinct on (item ->> 'kaggle_id') position,
                (
                    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(item)
                    where value <> 'null' and key <> 'metric_direction_source'
                        -- A row of another store: its inferred direction is not given.
                        and (key <> 'metric_direction'
                            or item ->> 'metric_direction_source' is distinct from 'inferred')
                ) as item
            from jsonb_array_elements(p_competitions) with ordinality as given (item, position)
            order by item ->> 'kaggle_id', position desc
        ) as last_named
        order by position
    );

    -- One order for inserts and locks: concurrent discoveries wait for each other instead of
    -- deadlocking.
    insert into public.competitions (
        id, kaggle_id, title, description, problem_type, dataset_size_gb, participant_count,
        prize_pool, deadline, evaluation_metric, submission_format, data_availability,
        difficulty_score, tags, external_data_allowed, team_limit, daily_submission_limit,
        discovery_source, metric_direction, deadline_is_estimated, source_record
    )
    select
        coalesce(told.id, kaggle_store.new_id()), told.kaggle_id, told.title, told.description,
        told.problem_type, told.dataset_size_gb, told.participant_count, told.prize_pool,
        told.deadline, told.evaluation_metric, told.submission_format, told.data_availability,
        told.difficulty_score, told.tags, coalesce(told.external_data_allowed, false),
        told.team_limit, told.daily_submission_limit, told.discovery_source, told.metric_direction,
        coalesce(told.deadline_is_estimated, false), coalesce(told.source_record, '{}')
    from unnest(v_items) as item
    cross join lateral jsonb_populate_record(null::public.competitions, item) as told
    where not exists (select from public.competitions as c where c.kaggle_id = told.kaggle_id)
    order by told.kaggle_id
    on conflict (kaggle_id) do nothing;

    perform from public.competitions as c
    where c.kaggle_id = any (array(select item ->> 'kaggle_id' from unnest(v_items) as item))
    order by c.kaggle_id for no key update;

    update public.competitions as c
    set title = told.title, description = told.description, problem_type = told.problem_type,
        dataset_size_gb = told.dataset_size_gb, participant_count = told.participant_count,
        prize_pool = told.prize_pool, deadline = told.deadline,
        evaluation_metric = told.evaluation_metric, submission_format = told.submission_format,
        data_availability = told.data_availability, difficulty_score = told.difficulty_score,
        tags = told.tags, external_data_allowed = told.external_data_allowed,
        team_limit = told.team_limit, daily_submission_limit = told.daily_submission_limit,
        discovery_source = told.discovery_source,
        deadline_is_estimated = told.deadline_is_estimated, source_record = told.source_record
    from public.competitions as known
    join unnest(v_items) as item on known.kaggle_id = item ->> 'kaggle_id'
    cross join lateral jsonb_populate_record(
        known,
        -- A given deadline is a real one, unless the source itself marks it as an estimate.
        case when item ? 'deadline' then '{"deadline_is_estimated": false}'::jsonb else '{}' end
        || (item - array['id', 'created_at', 'updated_at', 'metric_direction'])
        || jsonb_build_object(
            'source_record', known.source_record || coalesce(item -> 'source_record', '{}')
        )
    ) as told
    where c.id = known.id and told is distinct from known;

    -- In a statement of its own: an update that names the direction marks it as given.
    update public.competitions as c
    set metric_direction = (item ->> 'metric_direction')::kaggle_store.metric_direction
    from unnest(v_items) as item
    where c.kaggle_id = item ->> 'kaggle_id' and item ? 'metric_direction'
        and (c.metric_direction::text, c.metric_direction_source)
            is distinct from (item ->> 'metric_direction', 'given');

    return array(
        select c from unnest(v_items) with ordinality as given (item, position)
        join public.competitions as c on c.kaggle_id = item ->> 'kaggle_id'
        order by position
    );
end
$$;
comment on function public.upsert_competitions(jsonb) is
    'Stores discovered competitions in one transaction: new ones are added, known ones (by '
    'kaggle_id) are updated. A null or missing field keeps the stored value, source_record is '
    'merged, and the last of several items with one kaggle_id wins. A repeat changes nothing.';
revoke all on function public.upsert_competitions(jsonb)
from public, anon, authenticated, service_role, admin;
grant execute on function public.upsert_competitions(jsonb) to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123010200_discovery',
    'd7cb7e6ed8b5baf523979b2bacf3b6b7a2dc5b17b5d1d39c650de6bcb59cc032'
);
