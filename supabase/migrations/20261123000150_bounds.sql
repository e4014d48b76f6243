-- Phase 0, bounds: how large and deep client input may be, which numbers JSON may hold, what a name
-- consists of, and where a path may lead.
--
-- Writers: none.
-- Readers: constraints and triggers of the tables, and functions that take JSON.
-- JSON is bounded in the form in which it is delivered: the bytes of its text. A number of 12 bytes
-- in memory, such as 1e131071, has 131,072 there, so extreme numbers are checked before any text is
-- made.
--
-- Each jsonb column has a trigger that refuses what json_flaw() finds. The trigger runs before any
-- constraint, because the message of a failed constraint contains the whole row; its name begins
-- with `a_`, because triggers fire in the order of their names.

create function kaggle_store.json_flaw(p_value jsonb, p_bytes integer, p_depth integer)
returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_extremes jsonb;
    v_are_doubles boolean;
    v_least_bytes bigint;
begin
    -- In memory jsonb takes at most four times the bytes of its text.
    if p_value is null or pg_column_size(p_value) > 4 * p_bytes + 64 then
        return case when p_value is not null then 'size' end;
    elsif jsonb_path_exists(p_value, format('strict $.**{%s}', p_depth)::jsonpath) then
        return 'depth';
    end if;
    -- Only very large and very small numbers, zeros among them, take many more bytes as text than
    -- in memory. An array, because the time of jsonb_path_query() grows with the square of its
    -- rows.
    v_extremes := jsonb_path_query_array(
        p_value, 'strict $.** ? (@ > 1e30 || @ < -1e30 || (@ > -1e-30 && @ < 1e-30))'
    );
    if v_extremes <> '[]' then
        select
            bool_and(
                abs(number) <= 1.7976931348623158e308
                and (number = 0 or abs(number) >= 2.4703282292062328e-324)
                and scale(number) <= 345
            ),
            sum(scale(number) + case when abs(number) > 1 then 30 else 1 end)
        into v_are_doubles, v_least_bytes
        from (
            select item::numeric from jsonb_array_elements(v_extremes) as item
        ) as found (number);
    end if;
    return case
        when not v_are_doubles then 'number'
        when v_least_bytes > p_bytes or octet_length(p_value::text) > p_bytes then 'size'
        -- 18 digits: a double prints 17, and exact columns, which the audit log and the archive
        -- hold as JSON, have up to 18.
        when p_value::text ~ '[1-9][0-9.]{18}' and exists (
            select
            from jsonb_array_elements(
                jsonb_path_query_array(p_value, 'strict $.** ? (@.type() == "number")')
            ) as item
            where item::numeric <> trunc(item::numeric)
                and length(trim('0' from translate(item::text, '-.', ''))) > 18
        ) then 'number'
    end;
end
$$;
comment on function kaggle_store.json_flaw(jsonb, integer, integer) is
    'The flaw of a JSON value: its `size` (bytes of its text), its `depth`, or a `number` '
    'that no double can hold; null if nothing is.';

-- A name is printed by terminals and logs, on one line. Ranges, because [[:cntrl:]] depends on the
-- database's locale. Joiners and no-break spaces are allowed: emoji and many languages need them.
create function kaggle_store.is_name(p_name text) returns boolean
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$ begin return p_name !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029]'; end $$;
comment on function kaggle_store.is_name(text) is
    'Whether a text has no control characters and no line separators; null for null.';

create function kaggle_store.is_safe_path(p_path text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select p_path is null or (
        p_path <> '' and p_path !~ '(^|[/\\])\.\.([/\\]|$)' and kaggle_store.is_name(p_path)
            and p_path !~* '%(25)*(2e|2f|5c)'
    )
$$;
comment on function kaggle_store.is_safe_path(text) is
    'Whether a path or URL has no `..` step, also not percent-encoded, and no control characters; '
    'null passes.';

create function kaggle_store.check_json(
    p_name text, p_value jsonb, p_bytes integer, p_depth integer
) returns void
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_flaw constant text := kaggle_store.json_flaw(p_value, p_bytes, p_depth);
begin
    if v_flaw = 'number' then
        raise exception using errcode = 'KS331',
            message = format('%s contains a number that no double can hold', p_name),
            detail = jsonb_build_object('field', p_name)::text,
            hint = 'Numbers in JSON are 0 or from 5e-324 to 1.7976931348623157e308, and fractions '
                'have at most 18 digits; round the number, or store it as text.';
    elsif v_flaw is not null then
        raise exception using errcode = 'KS330',
            message = format('%s is too large or too deep', p_name),
            detail = jsonb_build_object('field', p_name, 'bytes', p_bytes, 'depth', p_depth)::text,
            hint = 'Store large data elsewhere and keep its address here.';
    end if;
end
$$;
comment on function kaggle_store.check_json(text, jsonb, integer, integer) is
    'Refuses JSON over its size or depth (KS330) or with a number that no double can hold '
    '(KS331), before it could be quoted in an error.';

-- Its arguments are those of check_json(): the column, its bytes, its depth.
create function kaggle_store.refuse_json() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_json(
        tg_argv[0], to_jsonb(new) -> tg_argv[0], tg_argv[1]::integer, tg_argv[2]::integer
    );
    return new;
end
$$;
comment on function kaggle_store.refuse_json() is
    'Trigger: refuses a row for the JSON of one column (KS330, KS331).';

revoke all on function
kaggle_store.json_flaw(jsonb, integer, integer), kaggle_store.is_name(text),
kaggle_store.is_safe_path(text), kaggle_store.check_json(text, jsonb, integer, integer),
kaggle_store.refuse_json()
from public, anon, authenticated, service_role;
grant execute on function
kaggle_store.json_flaw(jsonb, integer, integer), kaggle_store.is_name(text),
kaggle_store.is_safe_path(text), kaggle_store.check_json(text, jsonb, integer, integer)
to authenticated, service_role, kaggle_worker;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123000150_bounds',
    '5751743035341b53f2aa611ba24ddc65751525a77a21ab39a559cec6c59e8524'
);
