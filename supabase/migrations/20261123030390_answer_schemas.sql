-- Phase 3: JSON Schemas of answers. An intervention may carry one for its response data.
--
-- Writers: none.
-- Readers: the triggers of human_interventions.
-- The subset: type (one or several), properties, required, additionalProperties, items, enum,
-- const, minimum, maximum, minLength, maxLength. title, description and default are kept for forms.
-- Any other keyword is refused when the intervention is requested, so that no rule is ignored. What
-- a keyword means is what JSON Schema says: 1.0 is an integer and equals 1, a boolean is no number,
-- lengths count code points, and a keyword says nothing about values of other types.
--
-- The time is bounded by the sizes of schema and data, which triggers bound: the values for one
-- subschema are checked together, each value is seen by at most one subschema per level, enums are
-- compared by hash, and the search ends at the twentieth error.

create function kaggle_store.pointer_step(p_key text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select '/' || replace(replace(left(p_key, 200), '~', '~0'), '/', '~1')
        || case when length(p_key) > 200 then '…' else '' end
$$;
comment on function kaggle_store.pointer_step(text) is
    'A step of a JSON pointer (RFC 6901), cut after 200 characters of the key.';

create function kaggle_store.members_of(p_value jsonb) returns table (name text, value jsonb)
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select * from jsonb_each(case when jsonb_typeof(p_value) = 'object' then p_value else '{}' end)
$$;
comment on function kaggle_store.members_of(jsonb) is
    'The members of a JSON object; none of another value.';

create function kaggle_store.elements_of(p_value jsonb) returns table (value jsonb, ordinal bigint)
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select * from jsonb_array_elements(
        case when jsonb_typeof(p_value) = 'array' then p_value else '[]' end
    ) with ordinality
$$;
comment on function kaggle_store.elements_of(jsonb) is
    'The elements of a JSON array with their numbers from 1; none of another value.';

create function kaggle_store.are_distinct_texts(p_value jsonb) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select jsonb_typeof(p_value) = 'array' and (
        select
            coalesce(bool_and(jsonb_typeof(value) = 'string'), true)
            and count(distinct value) = count(*)
        from kaggle_store.elements_of(p_value)
    )
$$;
comment on function kaggle_store.are_distinct_texts(jsonb) is
    'Whether a JSON value is an array of different texts.';

create function kaggle_store.keyword_problem(p_keyword text, p_value jsonb) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_kind constant text := jsonb_typeof(p_value);
    v_types constant jsonb
        := '["null", "boolean", "object", "array", "number", "string", "integer"]';
begin
    return case
        when p_keyword = 'type' then case
            when v_kind = 'string' and v_types @> p_value then null
            when kaggle_store.are_distinct_texts(p_value) and p_value <> '[]'
                and v_types @> p_value then null
            else 'must be a type or an array of different types: null, boolean, object, array, '
                'number, string, integer'
        end
        when p_keyword = 'properties' and v_kind <> 'object'
            then 'must be an object whose values are schemas'
        when p_keyword = 'items' and v_kind <> 'object' then 'must be a schema, an object'
        when p_keyword = 'additionalProperties' and v_kind not in ('boolean', 'object')
            then 'must be true, false or a schema'
        when p_keyword = 'required' and not kaggle_store.are_distinct_texts(p_value)
            then 'must be an array of different names'
        when p_keyword = 'enum' and (v_kind <> 'array' or p_value = '[]')
            then 'must be an array of at least one value'
        when p_keyword in ('minimum', 'maximum') and v_kind <> 'number' then 'must be a number'
        when p_keyword in ('minLength', 'maxLength') and case
            when v_kind = 'number' then p_value::numeric < 0
                or p_value::numeric <> trunc(p_value::numeric)
            else true
        end then 'must be a whole number from 0'
        when p_keyword in ('title', 'description') and v_kind <> 'string' then 'must be a text'
        when p_keyword not in (
            'properties', 'items', 'additionalProperties', 'required', 'enum', 'const', 'minimum',
            'maximum', 'minLength', 'maxLength', 'title', 'description', 'default'
        ) then 'is a keyword that is not supported'
    end;
end
$$;
comment on function kaggle_store.keyword_problem(text, jsonb) is
    'What is wrong with a keyword of a JSON Schema and its value; null if nothing is.';

create function kaggle_store.schema_flaw(
    p_schema jsonb, out path text, out keyword text, out problem text
)
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    with recursive schemas (path, keyword, schema) as (
        select '', '', p_schema where p_schema is not null
        union all
        select parent.path || child.path, child.keyword, child.schema
        from schemas as parent, lateral (
            select '/properties' || kaggle_store.pointer_step(name), 'properties', value
            from kaggle_store.members_of(parent.schema -> 'properties')
            union all
            select '/' || name, name, value
            from kaggle_store.members_of(parent.schema)
            where name in ('items', 'additionalProperties') and jsonb_typeof(value) = 'object'
        ) as child (path, keyword, schema)
    )
    select flaw.* from schemas, lateral (
        select schemas.path, schemas.keyword, 'must be a schema, an object'
        where jsonb_typeof(schemas.schema) <> 'object'
        union all
        select
            schemas.path || kaggle_store.pointer_step(name), left(name, 200),
            kaggle_store.keyword_problem(name, value)
        from kaggle_store.members_of(schemas.schema)
    ) as flaw (path, keyword, problem)
    where flaw.problem is not null
    order by flaw.path collate "C" limit 1
$$;
comment on function kaggle_store.schema_flaw(jsonb) is
    'The first flaw of a JSON Schema: its JSON pointer, its keyword and what is wrong; nulls if '
    'there is none.';

create function kaggle_store.own_answer_errors(p_schema jsonb, p_values jsonb[])
returns table (ordinal bigint, path text, message text)
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_types constant text[] := array(
        select jsonb_array_elements_text(
            case jsonb_typeof(p_schema -> 'type')
                when 'array' then p_schema -> 'type'
                when 'string' then jsonb_build_array(p_schema -> 'type')
                else '[]'
            end
        )
    );
    v_required constant text[] := array(
        select value #>> '{}' from kaggle_store.elements_of(p_schema -> 'required')
    );
    v_enum constant jsonb := p_schema -> 'enum';
    v_const constant jsonb := p_schema -> 'const';
    v_minimum constant numeric := p_schema -> 'minimum';
    v_maximum constant numeric := p_schema -> 'maximum';
    v_min_length constant numeric := p_schema -> 'minLength';
    v_max_length constant numeric := p_schema -> 'maxLength';
    v_properties constant jsonb := coalesce(p_schema -> 'properties', '{}');
    v_is_closed constant boolean := coalesce(p_schema -> 'additionalProperties' = 'false', false);
begin
    return query
    with given as (
        select given.value, given.ordinal, jsonb_typeof(given.value) as kind
        from unnest(p_values) with ordinality as given (value, ordinal)
    )
    select found.* from (
        select g.ordinal, '', format('must be %s', array_to_string(v_types, ' or '))
        from given as g
        where v_types <> '{}' and g.kind <> all (v_types) and case
            when g.kind = 'number' and 'integer' = any (v_types)
                then g.value::numeric <> trunc(g.value::numeric)
            else true
        end
        union all
        select g.ordinal, '', 'must be one of ' || left(v_enum::text, 200) from given as g
        where v_enum is not null and g.value not in (select jsonb_array_elements(v_enum))
        union all
        select g.ordinal, '', 'must be ' || left(v_const::text, 200) from given as g
        where v_const is not null and g.value <> v_const
        union all
        select
            g.ordinal, '',
            case when g.number < v_minimum then format('must be at least %s', v_minimum)
                else format('must be at most %s', v_maximum) end
        from (
            select
                given.ordinal,
                case when given.kind = 'number' then given.value::numeric end as number
            from given where v_minimum is not null or v_maximum is not null
        ) as g
        where g.number < v_minimum or g.number > v_maximum
        union all
        select
            g.ordinal, '',
            case when g.characters < v_min_length
                then format('must have at least %s characters', v_min_length)
                else format('must have at most %s characters', v_max_length) end
        from (
            select
                given.ordinal,
                case when given.kind = 'string' then length(given.value #>> '{}') end as characters
            from given where v_min_length is not null or v_max_length is not null
        ) as g
        where g.characters < v_min_length or g.characters > v_max_length
        union all
        select g.ordinal, kaggle_store.pointer_step(missing.name), 'is required'
        from given as g, lateral (
            -- Offset: else the values may be scanned once for each name.
            select name from unnest(v_required) as name where not g.value ? name offset 0
        ) as missing (name)
        where v_required <> '{}'
            -- Case: else each value may be looked up, which takes the names apart.
            and case when g.kind = 'object' then not g.value ?& v_required end
        union all
        select g.ordinal, kaggle_store.pointer_step(member.name), 'is not expected'
        from given as g,
            jsonb_object_keys(
                case when g.kind = 'object' then g.value else '{}' end
            ) as member (name)
        where v_is_closed and not v_properties ? member.name
    ) as found
    limit 20;
end
$$;
comment on function kaggle_store.own_answer_errors(jsonb, jsonb[]) is
    'At most 20 errors of values against the keywords of a schema itself, without those of its '
    'subschemas: the number of the value, the JSON pointer inside of it, and what is wrong.';

create function kaggle_store.inner_values(p_schema jsonb, p_values jsonb[])
returns table (schema jsonb, ordinals bigint[], steps text[], vals jsonb[])
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    with inside as (
        select
            case when p_schema -> 'properties' ? member.name then member.name end as property,
            given.ordinal, member.name as step, member.value, false as is_item
        from unnest(p_values) with ordinality as given (value, ordinal),
            jsonb_each(
                case jsonb_typeof(given.value) when 'object' then given.value else '{}' end
            ) as member (name, value)
        where p_schema ?| array['properties', 'additionalProperties']
        union all
        select null, given.ordinal, (item.ordinal - 1)::text, item.value, true
        from unnest(p_values) with ordinality as given (value, ordinal),
            jsonb_array_elements(
                case jsonb_typeof(given.value) when 'array' then given.value else '[]' end
            ) with ordinality as item (value, ordinal)
        where p_schema ? 'items'
    ),
    -- Materialized: the subschemas would be looked up for each value, before they are grouped.
    grouped as materialized (
        select
            property, is_item, array_agg(ordinal) as ordinals, array_agg(step) as steps,
            array_agg(value) as vals
        from inside group by property, is_item
    )
    select found.schema, ordinals, steps, vals
    from grouped, lateral (
        select case
            when is_item then p_schema -> 'items'
            when property is not null then p_schema -> 'properties' -> property
            else p_schema -> 'additionalProperties'
        end
    ) as found (schema)
    where case jsonb_typeof(found.schema)
        when 'object' then found.schema - array['title', 'description', 'default'] <> '{}'
    end
    order by is_item, property collate "C"
$$;
comment on function kaggle_store.inner_values(jsonb, jsonb[]) is
    'The members and elements of values by the subschema that they have to satisfy: of each, the '
    'number of the outer value, the name or index in it, and the value.';

create function kaggle_store.nested_answer_errors(p_schema jsonb, p_values jsonb[])
returns table (ordinal bigint, path text, message text)
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_left integer := 20;
    v_found integer;
    v_inner record;
begin
    return query select * from kaggle_store.own_answer_errors(p_schema, p_values);
    get diagnostics v_found = row_count;
    if not p_schema ?| array['properties', 'additionalProperties', 'items'] then
        return;
    end if;
    for v_inner in select * from kaggle_store.inner_values(p_schema, p_values) loop
        v_left := v_left - v_found;
        exit when v_left <= 0;
        return query
        select
            v_inner.ordinals[e.ordinal],
            kaggle_store.pointer_step(v_inner.steps[e.ordinal]) || e.path, e.message
        from kaggle_store.nested_answer_errors(v_inner.schema, v_inner.vals) as e
        limit v_left;
        get diagnostics v_found = row_count;
    end loop;
end
$$;
comment on function kaggle_store.nested_answer_errors(jsonb, jsonb[]) is
    'Errors of values against a schema and its subschemas, about 20 at most: the number of the '
    'value, the JSON pointer inside of it, and what is wrong.';

create function kaggle_store.answer_errors(p_schema jsonb, p_data jsonb) returns jsonb
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(
        jsonb_build_object('path', path, 'message', message) order by path collate "C", message
    )
    from (
        select path, message
        from kaggle_store.nested_answer_errors(p_schema, array[coalesce(p_data, 'null')])
        where p_schema is not null
        limit 20
    ) as found
$$;
comment on function kaggle_store.answer_errors(jsonb, jsonb) is
    'What is wrong with data against a JSON Schema: an array of at most 20 objects with `path`, a '
    'JSON pointer, and `message`; null if nothing is. No data counts as JSON null.';

revoke all on function
kaggle_store.pointer_step(text), kaggle_store.members_of(jsonb), kaggle_store.elements_of(jsonb),
kaggle_store.are_distinct_texts(jsonb), kaggle_store.keyword_problem(text, jsonb),
kaggle_store.schema_flaw(jsonb), kaggle_store.own_answer_errors(jsonb, jsonb[]),
kaggle_store.inner_values(jsonb, jsonb[]), kaggle_store.nested_answer_errors(jsonb, jsonb[]),
kaggle_store.answer_errors(jsonb, jsonb)
from public, anon, authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123030390_answer_schemas',
    'd776f6e235a258a461b8eb6df6c491fd9c0e753365e03e2586fedad6d8040db8'
);
