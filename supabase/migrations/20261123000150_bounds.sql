-- Phase 0, bounds: how large and deep client input may be, and where a path may lead.
--
-- Writers: none.
-- Readers: constraints of the tables, which are named after what they refuse.
-- The JSON path engine tests the depth, and the size is that of the value in memory: neither writes
-- the value out as text.

create function kaggle_store.is_bounded(p_value jsonb, p_bytes integer, p_depth integer)
returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select p_value is null or (
        pg_column_size(p_value) <= p_bytes
        and not jsonb_path_exists(p_value, format('strict $.**{%s}', p_depth)::jsonpath)
    )
$$;
comment on function kaggle_store.is_bounded(jsonb, integer, integer) is
    'Whether a JSON value has at most so many bytes and levels; null passes.';

create function kaggle_store.is_safe_path(p_path text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select p_path is null or (
        p_path <> '' and p_path !~ '(^|[/\\])\.\.([/\\]|$)' and p_path !~ '[[:cntrl:]]'
            and p_path !~* '%(25)*(2e|2f|5c)'
    )
$$;
comment on function kaggle_store.is_safe_path(text) is
    'Whether a path or URL has no `..` step, also not percent-encoded, and no control characters; '
    'null passes.';

create function kaggle_store.check_json(
    p_name text, p_value jsonb, p_bytes integer, p_depth integer
) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if not kaggle_store.is_bounded(p_value, p_bytes, p_depth) then
        raise exception using errcode = 'KS330',
            message = format('%s is too large or too deep', p_name),
            detail = jsonb_build_object('field', p_name, 'bytes', p_bytes, 'depth', p_depth)::text,
            hint = 'Store large data elsewhere and keep its address here.';
    end if;
end
$$;
comment on function kaggle_store.check_json(text, jsonb, integer, integer) is
    'Refuses a JSON argument over its size or depth (KS330), before it could be quoted in an '
    'error.';

revoke all on function
kaggle_store.is_bounded(jsonb, integer, integer), kaggle_store.is_safe_path(text),
kaggle_store.check_json(text, jsonb, integer, integer)
from public, anon, authenticated, service_role;
grant execute on function
kaggle_store.is_bounded(jsonb, integer, integer), kaggle_store.is_safe_path(text)
to authenticated, service_role, kaggle_worker;
