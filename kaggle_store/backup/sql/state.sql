-- The state of the database that a manifest records, from one snapshot.
select jsonb_build_object(
    'started_at', clock_timestamp(),
    'server_version', current_setting('server_version_num')::integer,
    -- After a restore by the host, or a failover, transaction ids are reused on another timeline.
    'database', jsonb_build_object(
        'system', (select system_identifier::text from pg_control_system()),
        'timeline', left(pg_walfile_name(pg_current_wal_lsn()), 8),
        'oid', (select oid::bigint from pg_database where datname = current_database())
    ),
    -- Every transaction with a lower id had ended at the snapshot.
    'watermark', pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    'next_transaction', pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
    -- Each table's filenode: another one means that the table was rewritten or truncated.
    'storage', (
        select jsonb_object_agg(format('%I.%I', n.nspname, c.relname), c.relfilenode::bigint)
        from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname in ('public', 'kaggle_store') and c.relkind = 'r'
    ),
    'months', (
        select coalesce(jsonb_agg(to_date(right(c.relname, 7), 'YYYY_MM') order by c.relname), '[]')
        from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
        where i.inhparent = 'public.system_metrics'::regclass and c.relname ~ '^system_metrics_[0-9]{4}_[0-9]{2}$'
    ),
    'sequences', (
        select coalesce(jsonb_object_agg(format('%I.%I', schemaname, sequencename), last_value), '{}')
        from pg_sequences where schemaname in ('public', 'kaggle_store') and last_value is not null
    ),
    'keys', (select coalesce(jsonb_object_agg(version, fingerprint), '{}') from kaggle_store.encryption_keys)
)
