"""A lost store is restored row by row from backups and a key file alone."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from kaggle_store import KaggleStore
from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store.backup.create import DUMP, ROWS, take_full, take_incremental
from kaggle_store.backup.database import Programs
from kaggle_store.backup.encryption_keys import load_keys, save_keys
from kaggle_store.backup.restore import restore
from kaggle_store.backup.storage import Target
from kaggle_store.errors import (
    BackupError,
    EncryptionKeysDiffer,
    FullBackupRequired,
    RestoreTargetInUse,
)
from tests.backup.conftest import rows_of
from tests.backup.sample_store import (
    SECRET,
    SSH_CREDENTIALS,
    change_store,
    fill_store,
    record_metrics,
)
from tests.conftest import Owner
from tests.database.clients import Client
from tests.security.catalog import catalog_violations
from tests.security.clients import PERSON as MEMBER
from tests.security.members_mode import members_mode

Contents = Callable[[], dict[str, list[str]]]
LAST = list(MIGRATIONS)[-1]
TABLES = (
    "competitions",
    "agent_executions",
    "research_results",
    "generated_code",
    "execution_steps",
    "gpu_sessions",
    "gpu_terminations",
    "training_jobs",
    "submissions",
    "artifacts",
    "human_interventions",
    "system_metrics",
    "configurations",
)
ROLES = """
do $$
begin
    if to_regrole('admin') is null then create role admin; end if;
    if to_regrole('kaggle_worker') is null then create role kaggle_worker; end if;
end
$$;
grant authenticated to admin;
grant admin, kaggle_worker to authenticator;
"""
INTEGRITY_REPORT = "select * from public.integrity_report()"
UNSUMMARIZED = """
select count(*) from public.agent_executions as e
full join kaggle_store.execution_summary as s on s.id = e.id and s.updated_at = e.updated_at
where e.id is null or s.id is null
"""


def test_restore_recreates_every_row(
    store: KaggleStore,
    owner: Owner,
    url: str,
    target: Target,
    new_database: str,
    contents: Contents,
    tmp_path: Path,
) -> None:
    execution = fill_store(store)
    assert all(contents()[name] for name in TABLES)
    take_full(url, target)
    change_store(store, owner, execution)
    take_incremental(url, target)
    record_metrics(store, execution, 2026, 9, 3.0)
    store.configurations.set("later", 1)
    take_incremental(url, target)
    before = contents()
    save_keys(url, tmp_path / "keys.json")

    # Without the keys, the secrets could not be decrypted: restore refuses.
    with pytest.raises(EncryptionKeysDiffer):
        restore(new_database, target)
    restore(new_database, target, keys=load_keys(tmp_path / "keys.json"))

    with psycopg.connect(new_database, autocommit=True) as connection:
        assert rows_of(connection) == before
        assert (
            connection.execute(INTEGRITY_REPORT).fetchall()
            == owner.execute(INTEGRITY_REPORT).fetchall()
        )
        assert_usable_and_protected(connection)


def test_members_mode_is_restored(
    owner: Owner, url: str, target: Target, new_database: str
) -> None:
    """The package's migrations let every signed-in user read; the backup's store did not."""
    with members_mode(owner, MEMBER):
        take_full(url, target)
    restore(new_database, target, without_keys=True)
    with psycopg.connect(new_database, autocommit=True) as connection:
        checked = "select count(*), bool_and(asks) from kaggle_store.policies_of_people()"
        [(policies, all_ask)] = connection.execute(checked).fetchall()
        assert (policies > 10, all_ask) == (True, True)
        assert connection.execute("select id::text from kaggle_store.members").fetchall() == [
            (MEMBER,)
        ]
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not a member"):
            Client(connection, "authenticated", str(UUID(int=1))).rows("select from competitions")


def test_each_database_records_created_roles(
    owner: Owner, url: str, target: Target, new_database: str
) -> None:
    recorded = """
    select name from kaggle_store.created_roles
    union select granted from kaggle_store.added_grants where granted not like 'usage%'
    """
    assert owner.execute(recorded).fetchall()
    take_full(url, target)
    with psycopg.connect(new_database) as connection:
        connection.execute(ROLES)
    restore(new_database, target, without_keys=True)
    with psycopg.connect(new_database) as connection:
        assert connection.execute(recorded).fetchall() == []


def assert_usable_and_protected(connection: Owner) -> None:
    agent = Client(connection)
    ticket = agent.one("select request_configuration_reading('kaggle.token')")
    assert agent.one("select reveal_configuration('kaggle.token', %s)", ticket) == SECRET
    assert connection.execute(UNSUMMARIZED).fetchone() == (0,)
    readable = "select has_table_privilege('anon', 'public.configurations', 'select')"
    assert connection.execute(readable).fetchone() == (False,)
    newest = agent.one("select max(id) from audit_log")
    agent.one("select set_configuration('new', '1')")
    assert agent.one("select max(id) from audit_log") > newest
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        agent.execution(competition_id=UUID(int=0))


def test_restore_closes_a_store_that_was_opened(
    store: KaggleStore, owner: Owner, url: str, target: Target
) -> None:
    take_full(url, target)
    owner.execute("grant execute on function public.run_retention() to anon")
    restore(url, target, replace=True)
    assert catalog_violations(owner) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"1": "a key"}',
        '{"1": {"key": 7}}',
        '{"1": {"key": ""}}',
        '{"one": {"key": "k"}}',
        '{"0": {"key": "k"}}',
        '{"1": {"key": "k", "created_at": "soon"}}',
        '{"1": {"key": "k", "vault_name": 7}}',
        '{"1": {"key": "k", "other": 1}}',
        "\u00e9",
    ],
)
def test_malformed_key_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(BackupError, match="is not a key file") as refused:
        load_keys(tmp_path / "keys.json")
    assert refused.value.__cause__ is None


def test_store_without_keys_has_an_empty_key_file(owner: Owner, url: str, tmp_path: Path) -> None:
    deleted = owner.execute("delete from kaggle_store.encryption_keys returning *").fetchall()
    try:
        assert save_keys(url, tmp_path / "keys.json") == 0
        assert load_keys(tmp_path / "keys.json") == {}
    finally:
        for row in deleted:
            values = ", ".join(["%s"] * len(row))
            query = f"insert into kaggle_store.encryption_keys values ({values})"
            owner.execute(query.encode(), row)


def test_each_backup_of_a_chain_restores_its_state(
    store: KaggleStore, owner: Owner, url: str, target: Target, contents: Contents
) -> None:
    execution = fill_store(store)
    states = [(take_full(url, target).id, contents())]
    change_store(store, owner, execution)
    states.append((take_incremental(url, target).id, contents()))
    owner.execute("truncate public.competitions cascade")
    for backup, was in states:
        restore(url, target, backup, replace=True)
        assert contents() == was


def test_deleted_metrics_are_not_restored(
    store: KaggleStore, owner: Owner, url: str, target: Target, contents: Contents
) -> None:
    now = datetime.now(UTC)
    long_ago = now - timedelta(days=200)
    store.upkeep.ensure_metric_partitions(long_ago.date())
    execution = fill_store(store)
    record_metrics(store, execution, long_ago.year, long_ago.month, 1.0, 2.0)
    take_full(url, target)
    assert store.upkeep.run_retention().dropped_partitions
    owner.execute("delete from public.system_metrics where metric_value = 0.1")
    owner.execute("update public.system_metrics set timestamp = timestamp + interval '1 hour'")
    owner.execute("delete from public.competitions")
    take_incremental(url, target)
    before = contents()
    restore(url, target, replace=True)
    assert contents() == before


def test_restore_refuses_store_with_rows(
    store: KaggleStore, url: str, target: Target, contents: Contents
) -> None:
    store.configurations.set("old", 1)
    take_full(url, target)
    store.configurations.set("new", 1)
    before = contents()
    with pytest.raises(RestoreTargetInUse, match=r"for example in public\.\w+; --replace"):
        restore(url, target)
    assert contents() == before


def test_later_table_with_a_foreign_key_is_named(
    owner: Owner, url: str, target: Target, contents: Contents
) -> None:
    take_full(url, target)
    before = contents()
    owner.execute("create table public.notes (about uuid references public.competitions)")
    try:
        with pytest.raises(BackupError, match=r'"notes" references "competitions".* Drop'):
            restore(url, target, replace=True)
    finally:
        owner.execute("drop table public.notes")
    assert contents() == before


def test_dropped_table_requires_a_full_backup(owner: Owner, url: str, target: Target) -> None:
    owner.execute("create table public.notes (id int primary key)")
    take_full(url, target)
    owner.execute("drop table public.notes")
    with pytest.raises(FullBackupRequired, match=r"public\.notes was dropped since backup"):
        take_incremental(url, target)
    take_full(url, target)
    restore(url, target, replace=True)


def test_restore_accepts_store_with_upkeep_runs_only(
    store: KaggleStore, url: str, target: Target, contents: Contents
) -> None:
    take_full(url, target)
    before = contents()
    store.upkeep.run("leftovers")
    restore(url, target)
    assert contents() == before


NEWER = "29990101000000_newer"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (f"insert into kaggle_store.installed values ('{NEWER}', repeat('a', 64))",
         f"This database has {NEWER}"),
        (f"delete from kaggle_store.installed where name = '{LAST}'",
         f"was made with {LAST}, which this database lacks"),
        (f"update kaggle_store.installed set sha256 = repeat('a', 64) where name = '{LAST}'",
         f"Migration {LAST} of this database differs in text"),
    ],
)  # fmt: skip
def test_restore_refuses_other_migrations(
    store: KaggleStore,
    owner: Owner,
    url: str,
    target: Target,
    contents: Contents,
    change: str,
    expected: str,
) -> None:
    store.configurations.set("old", 1)
    take_full(url, target)
    before = contents()
    owner.execute(change.encode())
    try:
        with pytest.raises(BackupError, match=expected):
            restore(url, target, replace=True)
        with pytest.raises(FullBackupRequired, match="migrated"):
            take_incremental(url, target)
    finally:
        owner.execute("delete from kaggle_store.installed where name >= %s", [LAST])
        row = [LAST, MIGRATIONS[LAST]]
        owner.execute("insert into kaggle_store.installed (name, sha256) values (%s, %s)", row)
    assert contents() == before


def test_migrations_of_the_project_do_not_matter(
    store: KaggleStore, owner: Owner, url: str, target: Target, contents: Contents
) -> None:
    store.configurations.set("old", 1)
    take_full(url, target)
    before = contents()
    owner.execute("insert into supabase_migrations.schema_migrations values ('29990101000000')")
    try:
        take_incremental(url, target)
        restore(url, target, replace=True)
    finally:
        owner.execute(
            "delete from supabase_migrations.schema_migrations where version = '29990101000000'"
        )
    assert contents() == before


def test_restore_refuses_store_without_registry(
    url: str, target: Target, new_database: str
) -> None:
    take_full(url, target)
    with psycopg.connect(new_database, autocommit=True) as early:
        early.execute("create schema kaggle_store; create table kaggle_store.clock ()")
        with pytest.raises(BackupError, match="no record of its migrations"):
            restore(new_database, target, without_keys=True)
        row = early.execute("select to_regclass('public.competitions')").fetchone()
    assert row == (None,)


def test_backup_contains_no_key_or_secret(
    store: KaggleStore, url: str, target: Target, tmp_path: Path
) -> None:
    fill_store(store)
    full = take_full(url, target)
    store.configurations.set("another.token", SECRET, encrypted=True)
    changes = take_incremental(url, target)
    save_keys(url, tmp_path / "keys.json")
    keys = [entry.key for entry in load_keys(tmp_path / "keys.json").values()]
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600

    words = ("--file=-", str(target.folder / full.id / DUMP))
    with Programs.find(full.state.server_version).running("pg_restore", *words) as script:
        dumped = script.read()
    changed = gzip.decompress((target.folder / changes.id / ROWS).read_bytes())
    manifest = (target.folder / full.id / "manifest.json").read_bytes()
    assert b"kaggle.token" in dumped
    assert b"another.token" in changed
    for secret in (*keys, SECRET, SSH_CREDENTIALS["password"]):
        assert secret.encode() not in dumped + changed + manifest
