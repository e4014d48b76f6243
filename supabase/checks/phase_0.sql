-- Check of phase 0, the foundation: roles, clock, types, lifecycles, audit log, secrets.
-- psql "$DATABASE_URL" -f supabase/checks/phase_0.sql prints a line for each check that passes
-- and stops with an error at the first that fails.
\ir begin.sql

select pg_temp.holds(
    format('role %s exists and cannot log in', name),
    (select not rolcanlogin from pg_roles where rolname = name)
)
from unnest(array['anon', 'authenticated', 'service_role', 'admin', 'kaggle_worker']) as name;
select pg_temp.holds(
    'anon has no access to schema kaggle_store',
    not has_schema_privilege('anon', 'kaggle_store', 'usage')
);
select * from pg_temp.closed(array[
    'public.audit_log', 'kaggle_store.clock', 'kaggle_store.allowed_moves', 'kaggle_store.claims',
        'kaggle_store.encryption_keys', 'kaggle_store.readings', 'kaggle_store.access_mode',
        'kaggle_store.members'
]);
select pg_temp.holds('the clock is not shifted', kaggle_store.now() = now());
select pg_temp.holds(
    'new ids are ordered by time',
    left(kaggle_store.new_id()::text, 13) <= left(kaggle_store.new_id()::text, 13)
);
select pg_temp.holds(
    'a secret can be encrypted and decrypted',
    kaggle_store.unseal(kaggle_store.seal('secret', 'check'), 'check') = 'secret'
);
select pg_temp.refuses(
    'a secret is decrypted for its own purpose only', 'KS313',
    $$ select kaggle_store.unseal(kaggle_store.seal('secret', 'one'), 'other') $$
);
select pg_temp.refuses(
    'an email address is validated', '23514', $$ select 'alice@nowhere'::email $$
);
select pg_temp.refuses('a score cannot be NaN', '23514', $$ select 'NaN'::kaggle_store.score $$);
select pg_temp.refuses('a forbidden transition has its own error', 'KS201', $$
    select kaggle_store.check_move(
        'execution', '00000000-0000-7000-8000-000000000002', 'pending', 'completed'
    )
$$);

update kaggle_store.access_mode set members_only = true;
select pg_temp.refuses('a user who is no member is refused in members mode', '42501', $$
    select pg_temp.as_role('authenticated', 'select kaggle_store.require_member()')
$$);

rollback;
