-- Phase 4, secret settings: set, read and re-encrypt encrypted settings.
--
-- Writers: admins and the trusted agent, through set_configuration().
-- Readers: the same, through a recorded request and reveal_configuration().

-- The document's function, and its counterpart. The key is in no setting of the database: see the
-- file on secrets.
create function public.encrypt_config_value(value text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_keeper('encrypt values');
    return kaggle_store.seal(value, 'setting');
end
$$;
comment on function public.encrypt_config_value(text) is
    'Encrypts a text under the newest key and returns text that names the key''s version. Refused '
    'without a key (KS310).';

-- For SQL as the owner; over the API a secret is read in two requests.
create function public.decrypt_config_value(value text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.check_keeper('decrypt values');
    if value is null then
        return null;
    end if;
    -- The text belongs to no row: the record identifies it by its digest.
    perform kaggle_store.record_reading(
        'configurations', md5(value)::uuid, null, '{"config_value": "[revealed]"}'
    );
    return kaggle_store.unseal(value, 'setting');
end
$$;
comment on function public.decrypt_config_value(text) is
    'Decrypts what encrypt_config_value() returned, and records the reading. Anything else is '
    'refused (KS313). Only the owner may call it; over the API use reveal_configuration().';

create function public.set_configuration(
    p_key text, p_value jsonb, p_type kaggle_store.config_type default null,
    p_description text default null, p_encrypted boolean default null,
    p_sensitive boolean default null
) returns setof public.configurations
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_known public.configurations;
    v_is_encrypted boolean;
    v_value jsonb := p_value;
begin
    perform kaggle_store.check_keeper('write settings');
    perform kaggle_store.check_json('p_value', p_value, 1048576, 100);
    -- Checked first: a refused row would be quoted with its value.
    if p_value is null or coalesce(length(p_key), 0) not between 1 and 200
        or not kaggle_store.is_name(p_key) or length(p_description) > 100000 then
        raise exception using errcode = 'KS324',
            message = 'a setting has a name of 1 to 200 characters without control characters, '
                'a value, and at most 100000 characters of description',
            detail = jsonb_build_object('field', case
                when p_value is null then 'p_value' when length(p_description) > 100000
                then 'p_description' else 'p_key'
            end)::text,
            hint = 'Give p_key, and p_value as JSON.';
    end if;
    perform kaggle_store.hold_keys();
    -- Concurrent calls for the same setting wait here.
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.setting ' || p_key, 0));
    select * into v_known from public.configurations where config_key = p_key
    for no key update;
    v_is_encrypted := coalesce(p_encrypted, v_known.is_encrypted, false);
    if v_known.is_encrypted and not v_is_encrypted then
        raise exception using errcode = 'KS321',
            message = format('the setting %s cannot become unencrypted', p_key),
            detail = jsonb_build_object('config_key', p_key)::text,
            hint = 'Delete it to start over.';
    end if;
    if v_is_encrypted then
        -- The same value is not encrypted again, so that a repeat changes nothing.
        v_value := case
            when v_known.is_encrypted
            and kaggle_store.is_sealed_as(v_known.config_value #>> '{}', p_value)
            then v_known.config_value
            else to_jsonb(kaggle_store.seal(p_value::text, 'setting'))
        end;
    end if;
    insert into public.configurations (
        config_key, config_value, config_type, description, is_encrypted, is_sensitive
    )
    values (
        p_key, v_value, coalesce(p_type, 'system'), p_description, v_is_encrypted,
        coalesce(p_sensitive, v_is_encrypted)
    )
    on conflict (config_key) do update
    set config_value = v_value, config_type = coalesce(p_type, v_known.config_type),
        description = coalesce(p_description, v_known.description), is_encrypted = v_is_encrypted,
        is_sensitive = coalesce(p_sensitive, v_known.is_sensitive or v_is_encrypted);
    return query select * from public.configurations where config_key = p_key;
end
$$;
comment on function public.set_configuration(
    text, jsonb, kaggle_store.config_type, text, boolean, boolean
) is
    'Sets a setting and returns it as stored; omitted arguments keep what is stored (new '
    'settings: type `system`, neither encrypted nor sensitive). An encrypted value is sensitive '
    'unless set otherwise, and stays encrypted (KS321); without a key nothing is stored (KS310). '
    'A repeat changes nothing.';

create function kaggle_store.is_sealed_as(p_sealed text, p_value jsonb) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    return p_sealed like format('v%s:%%', (select max(version) from kaggle_store.encryption_keys))
        and kaggle_store.unseal(p_sealed, 'setting')::jsonb = p_value;
exception when sqlstate 'KS313' then
    return false;
end
$$;
comment on function kaggle_store.is_sealed_as(text, jsonb) is
    'Whether an encrypted text has this value, under the newest key.';

create function kaggle_store.setting_of(p_key text) returns public.configurations
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_known public.configurations;
begin
    perform kaggle_store.check_keeper('read secrets');
    select * into v_known from public.configurations where config_key = p_key;
    if v_known.id is null then
        raise exception using errcode = 'P0002', message = format('there is no setting %s', p_key);
    end if;
    return v_known;
end
$$;
comment on function kaggle_store.setting_of(text) is
    'A setting, for callers that may read secrets (42501); refused where there is none.';

create function public.request_configuration_reading(p_key text, p_reason text default null)
returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if length(trim(p_reason)) not between 3 and 500 then
        raise exception using errcode = 'KS323',
            message = 'a reason for reading a setting has 3 to 500 characters',
            detail = jsonb_build_object('field', 'p_reason')::text,
            hint = 'Give a longer or shorter reason; it is recorded.';
    end if;
    return kaggle_store.record_reading(
        'configurations', (kaggle_store.setting_of(p_key)).id, null,
        jsonb_strip_nulls(jsonb_build_object(
            'config_key', p_key, 'config_value', '[revealed]', 'reason', trim(p_reason)
        ))
    );
end
$$;
comment on function public.request_configuration_reading(text, text) is
    'Records who reads the value of a setting, and why if a reason of 3 to 500 characters is given '
    '(KS323), and returns a ticket that reveal_configuration() accepts for a minute.';

create function public.reveal_configuration(p_key text, p_ticket uuid) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_known constant public.configurations := kaggle_store.setting_of(p_key);
begin
    perform kaggle_store.check_ticket(p_ticket, 'configurations', v_known.id);
    return case when v_known.is_encrypted
        then kaggle_store.unseal(v_known.config_value #>> '{}', 'setting')::jsonb
            else v_known.config_value end;
end
$$;
comment on function public.reveal_configuration(text, uuid) is
    'Returns the value of a setting, decrypted where it is encrypted, to the caller that '
    'requested it by request_configuration_reading() in the last minute (KS325). Refused where '
    'the key is missing (KS310) or replaced (KS311).';

create function kaggle_store.unreadable_secrets() returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret record;
    v_unreadable jsonb := '[]';
begin
    for v_secret in
        select 'configurations' as table_name, id, config_key as name, 'setting' as purpose,
            config_value #>> '{}' as sealed
        from public.configurations where is_encrypted
        union all
        select 'gpu_sessions', id, id::text, 'ssh', ssh_connection_info #>> '{}'
        from public.gpu_sessions where ssh_connection_info is not null
        order by 1, 3
    loop
        begin
            perform kaggle_store.unseal(v_secret.sealed, v_secret.purpose);
        exception when sqlstate 'KS310' or sqlstate 'KS311' or sqlstate 'KS313' then
            v_unreadable := v_unreadable || jsonb_build_object(
                'table', v_secret.table_name, 'id', v_secret.id, 'name', v_secret.name,
                'code', sqlstate, 'reason', sqlerrm
            );
        end;
    end loop;
    return v_unreadable;
end
$$;
comment on function kaggle_store.unreadable_secrets() is
    'The settings and SSH credentials that cannot be decrypted, each with the code and the reason.';

create function public.rotate_encryption_key()
returns table (version integer, configurations bigint, gpu_sessions bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
set statement_timeout = '10min'
as $$
declare
    v_unreadable jsonb;
begin
    perform kaggle_store.check_keeper('change keys');
    -- Waits for running encryptions, and they wait for this.
    perform pg_advisory_xact_lock(hashtextextended('kaggle_store.encryption_keys', 0));
    v_unreadable := kaggle_store.unreadable_secrets();
    if v_unreadable <> '[]' then
        raise exception using errcode = 'KS314',
            message = format(
                'no key was changed, as %s secrets cannot be decrypted: %s (%s)',
                jsonb_array_length(v_unreadable), (
                    select string_agg(each ->> 'name', ', ' order by nth)
                    from jsonb_array_elements(v_unreadable) with ordinality as secret (each, nth)
                    where nth <= 10
                ), v_unreadable -> 0 ->> 'reason'
            ),
            detail = jsonb_build_object('unreadable', v_unreadable)::text,
            hint = 'Restore the key or the values; or give them up: delete the settings and the '
                'SSH credentials, rotate again, and set them once more.';
    end if;
    version := kaggle_store.add_encryption_key();
    update public.configurations as c
    set config_value = to_jsonb(
        kaggle_store.seal(kaggle_store.unseal(c.config_value #>> '{}', 'setting'), 'setting')
    )
    where c.id = any (array(
        select o.id from public.configurations as o where o.is_encrypted
        order by o.id for no key update
    ));
    get diagnostics configurations = row_count;
    update public.gpu_sessions as s
    set ssh_connection_info = to_jsonb(
        kaggle_store.seal(kaggle_store.unseal(s.ssh_connection_info #>> '{}', 'ssh'), 'ssh')
    )
    where s.id = any (array(
        select o.id from public.gpu_sessions as o where o.ssh_connection_info is not null
        order by o.id for no key update
    ));
    get diagnostics gpu_sessions = row_count;
    return next;
end
$$;
comment on function public.rotate_encryption_key() is
    'Creates a new key and encrypts every setting and all SSH credentials again under it, in one '
    'transaction: all or nothing. Those that cannot be decrypted are listed, and nothing changes '
    '(KS314). Returns the new version and how many there were. Each call creates another key.';

revoke all on function
public.encrypt_config_value(text), public.decrypt_config_value(text),
public.set_configuration(text, jsonb, kaggle_store.config_type, text, boolean, boolean),
kaggle_store.is_sealed_as(text, jsonb), kaggle_store.setting_of(text),
kaggle_store.unreadable_secrets(), public.request_configuration_reading(text, text),
public.reveal_configuration(text, uuid),
public.rotate_encryption_key()
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function public.encrypt_config_value(text), public.rotate_encryption_key()
to service_role, admin;
-- Also to people: the functions check whether they are admins by app_metadata.
grant execute on function
public.set_configuration(text, jsonb, kaggle_store.config_type, text, boolean, boolean),
public.request_configuration_reading(text, text), public.reveal_configuration(text, uuid)
to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123040210_secret_settings',
    'd5d8ca92e1e80cf13b6dcf18923c0763c9219438278480928a8f97705efa834a'
);
