-- Phase 0, secrets: encryption keys, encrypted text, and tickets to read a secret.
--
-- Writers: the functions of this file, called by those that store settings and SSH credentials.
-- Readers: the same functions; no API role reads a key.
--
-- A secret is the value of an encrypted setting or the SSH credentials of a rented machine. It is
-- stored as text that names the version of its key (`v1:…`), encrypted together with its purpose by
-- pgcrypto (OpenPGP, AES-256, with an integrity check, so a wrong key is detected).
--
-- Keys are in Supabase Vault where it exists. `[db.vault]` in config.toml seeds version 1 under the
-- name kaggle_store_key; every other key is generated here under a name of its own, so that a later
-- push, which writes the seed again, does not change it. Without Vault keys are in
-- kaggle_store.encryption_keys, which no API role may read and no logical backup contains. A
-- fingerprint detects a key that was replaced from outside. A key is never a setting of the
-- database: any role can `show` those.

create table kaggle_store.encryption_keys (
    version integer primary key,
    fingerprint text not null,
    vault_name text,
    secret text,
    created_at timestamptz not null default kaggle_store.now(),
    constraint versions_begin_at_one check (version >= 1),
    constraint a_key_lies_in_one_place check ((vault_name is null) <> (secret is null))
);
comment on table kaggle_store.encryption_keys is
    'The keys that secrets are encrypted with; the highest version encrypts.';
comment on column kaggle_store.encryption_keys.version is 'The version that encrypted text names.';
comment on column kaggle_store.encryption_keys.fingerprint is 'Detects a key that was replaced.';
comment on column kaggle_store.encryption_keys.vault_name is
    'Its name in Supabase Vault; null where it is stored here.';
comment on column kaggle_store.encryption_keys.secret is
    'The key itself where there is no Vault; null where there is.';
comment on column kaggle_store.encryption_keys.created_at is 'When it was added.';
alter table kaggle_store.encryption_keys enable row level security;
create policy "no role reads a key" on kaggle_store.encryption_keys
for all to authenticated, service_role using (false);
revoke all on table kaggle_store.encryption_keys
from public, anon, authenticated, service_role, admin, kaggle_worker;

create function kaggle_store.key_fingerprint(p_key text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select left(encode(extensions.digest('kaggle_store key ' || p_key, 'sha256'), 'hex'), 16) $$;
comment on function kaggle_store.key_fingerprint(text) is
    'A fingerprint that does not reveal the key.';

-- By dynamic SQL: the migration also runs where there is no Vault.
create function kaggle_store.vault_secret(p_name text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret text;
begin
    if to_regclass('vault.decrypted_secrets') is not null then
        execute 'select decrypted_secret from vault.decrypted_secrets where name = $1'
            into v_secret using p_name;
    end if;
    return v_secret;
end
$$;
comment on function kaggle_store.vault_secret(text) is
    'A secret of Supabase Vault; null where there is none, or no Vault.';

create function kaggle_store.key_of(p_version integer) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_known kaggle_store.encryption_keys;
    v_key text;
begin
    select * into v_known from kaggle_store.encryption_keys where version = p_version;
    v_key := coalesce(v_known.secret, kaggle_store.vault_secret(v_known.vault_name));
    if v_key is null then
        raise exception using errcode = 'KS310',
            message = format('encryption key %s is missing', coalesce(p_version::text, '1')),
            detail = jsonb_build_object(
                'version', p_version, 'vault_name', v_known.vault_name
            )::text,
            hint = 'Restore the key where it was; without it nothing is encrypted and no secret '
                'under it can be read.';
    end if;
    if kaggle_store.key_fingerprint(v_key) <> v_known.fingerprint then
        raise exception using errcode = 'KS311',
            message = format('encryption key %s is not the one that was used', p_version),
            detail = jsonb_build_object(
                'version', p_version, 'vault_name', v_known.vault_name
            )::text,
            hint = 'Restore the old key, then call rotate_encryption_key().';
    end if;
    return v_key;
end
$$;
comment on function kaggle_store.key_of(integer) is
    'The key of a version, or a refusal: missing (KS310), or replaced from outside (KS311).';

-- The seed comes from the user and must be long enough; a generated key has 256 random bits.
create function kaggle_store.add_encryption_key() returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_version constant integer := (
        select coalesce(max(version), 0) + 1 from kaggle_store.encryption_keys
    );
    v_seed constant text := case when v_version = 1
        then kaggle_store.vault_secret('kaggle_store_key') end;
    v_key constant text := coalesce(v_seed, encode(extensions.gen_random_bytes(32), 'hex'));
    v_has_vault constant boolean := to_regclass('vault.decrypted_secrets') is not null;
    v_number integer := v_version;
    v_name text := 'kaggle_store_key';
begin
    if v_seed is null then
        -- A store that was uninstalled has left its keys in Vault, for its backups.
        loop
            v_name := 'kaggle_store_generated_key_' || v_number;
            exit when kaggle_store.vault_secret(v_name) is null;
            v_number := v_number + 1;
        end loop;
    end if;
    if length(v_key) < 32 then
        raise exception using errcode = 'KS312', message = 'the encryption key is too short',
            detail = jsonb_build_object('length', length(v_key), 'least', 32)::text,
            hint = 'Make one with: openssl rand -base64 32';
    end if;
    if v_has_vault and v_seed is null then
        execute 'select vault.create_secret($1, $2, $3)' using v_key, v_name,
            'Encrypts secrets of kaggle_store';
    end if;
    insert into kaggle_store.encryption_keys (version, fingerprint, vault_name, secret)
    values (
        v_version, kaggle_store.key_fingerprint(v_key), case when v_has_vault then v_name end, case
            when not v_has_vault then v_key end
    );
    return v_version;
end
$$;
comment on function kaggle_store.add_encryption_key() is
    'Adds the next key, in Vault where it exists: for version 1 the seed kaggle_store_key if '
    'there is one, else a random one.';

-- Called before a row is locked: rotation locks the keys first, then the rows.
create function kaggle_store.hold_keys() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('kaggle_store.encryption_keys', 0));
end
$$;
comment on function kaggle_store.hold_keys() is
    'Keeps the newest key the newest until the end of the transaction.';

-- Text that was encrypted for one purpose cannot be decrypted for another: otherwise SSH
-- credentials could be read as a setting.
create function kaggle_store.seal(p_text text, p_purpose text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_version integer;
begin
    if p_text is null then
        return null;
    end if;
    perform kaggle_store.hold_keys();
    select max(version) into v_version from kaggle_store.encryption_keys;
    -- The key is random, so it needs no stretching.
    return format('v%s:%s', v_version, translate(encode(
        extensions.pgp_sym_encrypt(
            p_purpose || ':' || p_text, kaggle_store.key_of(v_version),
            'cipher-algo=aes256, s2k-count=1024'
        ), 'base64'
    ), E'\n', ''));
end
$$;
comment on function kaggle_store.seal(text, text) is
    'Encrypts a text under the newest key; without a key it is refused (KS310).';

create function kaggle_store.is_sealed(p_text text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select coalesce(p_text ~ '^v[0-9]{1,9}:[A-Za-z0-9+/]+=*$', false) $$;
comment on function kaggle_store.is_sealed(text) is
    'Whether a text has the form of text that was encrypted here.';

create function kaggle_store.unseal(p_sealed text, p_purpose text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text;
    v_text text;
begin
    if p_sealed is null then
        return null;
    end if;
    if not kaggle_store.is_sealed(p_sealed) then
        raise exception using errcode = 'KS313',
            message = 'this is not a value that was encrypted here',
            detail = '{}', hint = 'Give what encrypt_config_value() returned.';
    end if;
    v_key := kaggle_store.key_of(substring(p_sealed from '^v([0-9]+):')::integer);
    begin
        v_text := extensions.pgp_sym_decrypt(decode(split_part(p_sealed, ':', 2), 'base64'), v_key);
    exception when external_routine_invocation_exception or invalid_parameter_value then
        -- The reason is internal to the cipher and not reported.
        null;
    end;
    if starts_with(v_text, p_purpose || ':') then
        return substr(v_text, length(p_purpose) + 2);
    end if;
    raise exception using errcode = 'KS313',
        message = 'this is not a value that was encrypted here, or it was changed',
        detail = jsonb_build_object(
            'version', substring(p_sealed from '^v([0-9]+):')::integer
        )::text,
        hint = 'Restore it from a backup, or set it again.';
end
$$;
comment on function kaggle_store.unseal(text, text) is
    'Decrypts text that was encrypted for this purpose, under the key that it names; refuses '
    'anything else (KS313).';

-- Reading a secret takes two requests. The first records who reads what and why, and returns a
-- ticket; the second shows the ticket and gets the secret. In one request the record could be
-- undone: PostgREST casts a result as its caller wishes, and a failing cast quotes the secret in
-- its error and rolls the transaction back.

create table kaggle_store.readings (
    ticket uuid primary key default gen_random_uuid(),
    table_name text not null,
    row_id uuid not null,
    reader text not null,
    asked_at timestamptz not null default kaggle_store.now(),
    asked_in xid8 not null default pg_current_xact_id()
);
comment on table kaggle_store.readings is
    'Recorded requests to read a secret; each is valid for a minute.';
comment on column kaggle_store.readings.ticket is 'The ticket that the reader shows.';
comment on column kaggle_store.readings.table_name is 'Where the secret is.';
comment on column kaggle_store.readings.row_id is 'In which row.';
comment on column kaggle_store.readings.reader is
    'Role and subject of the reader; the ticket is valid for them only.';
comment on column kaggle_store.readings.asked_at is 'When.';
comment on column kaggle_store.readings.asked_in is
    'The transaction of the request; the reading needs another one.';
create index readings_asked_at on kaggle_store.readings using brin (asked_at);
alter table kaggle_store.readings enable row level security;
create policy "an admin may see the readings" on kaggle_store.readings
for select to admin using (true);
revoke all on table kaggle_store.readings
from public, anon, authenticated, service_role, admin, kaggle_worker;

create function kaggle_store.reader() returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select concat_ws(
        ' ', coalesce(auth.role(), session_user), kaggle_store.token_claim('sub')
    )
$$;
comment on function kaggle_store.reader() is 'Role and subject of the caller.';

create function kaggle_store.record_reading(
    p_table text, p_row_id uuid, p_execution_id uuid, p_about jsonb
) returns uuid
language sql set search_path = pg_catalog, pg_temp
as $$
    insert into public.audit_log (
        table_name, row_id, execution_id, action, actor_role, actor, new_values
    )
    values (
        p_table, p_row_id, p_execution_id, 'reveal', coalesce(auth.role(), session_user),
        coalesce(
            kaggle_store.token_claim('sub'),
            nullif(current_setting('kaggle_store.worker', true), '')
        ),
        p_about
    );
    insert into kaggle_store.readings (table_name, row_id, reader)
    values (p_table, p_row_id, kaggle_store.reader()) returning ticket;
$$;
comment on function kaggle_store.record_reading(text, uuid, uuid, jsonb) is
    'Records who reads a secret and why, and returns the ticket to read it.';

create function kaggle_store.check_ticket(p_ticket uuid, p_table text, p_row_id uuid) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select from kaggle_store.readings
        where ticket = p_ticket and table_name = p_table and row_id = p_row_id
            and reader = kaggle_store.reader()
            and asked_at > kaggle_store.now() - interval '1 minute'
            and asked_in is distinct from pg_current_xact_id_if_assigned()
    ) then
        raise exception using errcode = 'KS325',
            message = 'no reading of this secret was requested in the last minute',
            detail = jsonb_build_object('table', p_table, 'row_id', p_row_id)::text,
            hint = 'Request the reading in a request of its own, which records it, and show the '
                'ticket that it returns.';
    end if;
end
$$;
comment on function kaggle_store.check_ticket(uuid, text, uuid) is
    'Refuses to show a secret unless this caller requested it in an earlier transaction of the '
    'last minute (KS325).';

revoke all on function
kaggle_store.key_fingerprint(text), kaggle_store.vault_secret(text), kaggle_store.key_of(integer),
kaggle_store.add_encryption_key(), kaggle_store.hold_keys(), kaggle_store.seal(text, text),
kaggle_store.is_sealed(text), kaggle_store.unseal(text, text), kaggle_store.reader(),
kaggle_store.record_reading(text, uuid, uuid, jsonb), kaggle_store.check_ticket(uuid, text, uuid)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function kaggle_store.is_sealed(text) to authenticated, service_role;

do $$ begin perform kaggle_store.add_encryption_key(); end $$;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123000400_secrets',
    'a7df9a7b3b6ddaed3e849af1e1a62474a6d4ee1731a3c8a7821b99dfb5c8db32'
);
