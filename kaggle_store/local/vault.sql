-- A replacement for Supabase Vault: the same names, arguments and privileges, encrypted with pgcrypto.
-- The extension itself needs libsodium and a server key. Here the key is in a table that only
-- supabase_admin can read, which is secure enough for development only.

create table vault.secrets (
    id uuid primary key default gen_random_uuid(),
    name text,
    description text not null default '',
    secret text not null,
    key_id uuid,
    nonce bytea,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create unique index secrets_name_idx on vault.secrets (name) where name is not null;

create table vault._local_key (passphrase text not null);
insert into vault._local_key
values (encode(extensions.gen_random_bytes(32), 'hex'));

create function vault._seal(p_plain text) returns text
    language sql volatile security definer
    set search_path = ''
as $$
    select encode(extensions.pgp_sym_encrypt(p_plain, k.passphrase), 'base64')
    from vault._local_key k
$$;

create function vault._open(p_sealed text) returns text
    language sql stable security definer
    set search_path = ''
as $$
    select extensions.pgp_sym_decrypt(decode(p_sealed, 'base64'), k.passphrase)
    from vault._local_key k
$$;

create view vault.decrypted_secrets as
select
    s.id,
    s.name,
    s.description,
    s.secret,
    vault._open(s.secret) as decrypted_secret,
    s.key_id,
    s.nonce,
    s.created_at,
    s.updated_at
from vault.secrets s;

-- Parameter names are the extension's: clients may call by name.
create function vault.create_secret(
    new_secret text,
    new_name text default null,
    new_description text default '',
    new_key_id uuid default null
) returns uuid
    language sql security definer
    set search_path = ''
as $$
    insert into vault.secrets (secret, name, description)
    values (vault._seal(new_secret), new_name, new_description)
    returning id
$$;

create function vault.update_secret(
    secret_id uuid,
    new_secret text default null,
    new_name text default null,
    new_description text default null,
    new_key_id uuid default null
) returns void
    language sql security definer
    set search_path = ''
as $$
    update vault.secrets s
    set secret = case when new_secret is null then s.secret else vault._seal(new_secret) end,
        name = coalesce(new_name, s.name),
        description = coalesce(new_description, s.description),
        updated_at = now()
    where s.id = secret_id
$$;

revoke all on all functions in schema vault from public;
grant usage on schema vault to postgres with grant option;
grant usage on schema vault to service_role;
grant select, delete on vault.secrets, vault.decrypted_secrets to postgres with grant option;
grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
grant execute on function vault.create_secret, vault.update_secret, vault._open
    to postgres with grant option;
grant execute on function vault.create_secret, vault.update_secret, vault._open to service_role;
