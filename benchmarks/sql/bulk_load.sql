-- What the scripts share that load a large history: ids made from numbers, and indexes that are
-- created after the rows, as a restore does. Both are gone with the session.
create or replace function pg_temp.id_of(p_kind text, p_number bigint) returns uuid
language sql immutable as $$ select (p_kind || lpad(to_hex(p_number), 12, '0'))::uuid $$;

create or replace procedure pg_temp.lay_indexes_aside(p_tables regclass[])
language plpgsql as $$
declare
    v_index text;
begin
    create temporary table laid_aside as
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index as i
    where i.indrelid = any (p_tables)
        and not exists (select from pg_constraint as c where c.conindid = i.indexrelid);
    for v_index in select name from laid_aside loop
        execute format('drop index %s', v_index);
    end loop;
end
$$;

create or replace procedure pg_temp.create_indexes_again()
language plpgsql as $$
declare
    v_definition text;
begin
    for v_definition in select definition from laid_aside loop
        execute v_definition;
    end loop;
    drop table laid_aside;
end
$$;
