"""The restore drill: what is lost comes back row for row, from backups alone and a file of keys."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from kaggle_store import KaggleStore
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
from tests.backup.life import SECRET, WAY_IN, begin, go_on, measure
from tests.conftest import Owner
from tests.database.clients import Client

Contents = Callable[[], dict[str, list[str]]]
TEN = (
    "competitions",
    "agent_executions",
    "research_results",
    "generated_code",
    "gpu_sessions",
    "training_jobs",
    "submissions",
    "human_interventions",
    "system_metrics",
    "configurations",
)
FINDINGS = "select * from public.integrity_report()"
SUMMARISED = """
select count(*) from public.agent_executions as e
full join kaggle_store.execution_summary as s on s.id = e.id and s.updated_at = e.updated_at
where e.id is null or s.id is null
"""


def test_a_lost_store_comes_back_row_for_row(
    store: KaggleStore,
    owner: Owner,
    url: str,
    target: Target,
    new_database: str,
    contents: Contents,
    tmp_path: Path,
) -> None:
    execution = begin(store)
    assert all(contents()[name] for name in TEN)
    take_full(url, target)
    go_on(store, owner, execution)
    take_incremental(url, target)
    measure(store, execution, 2026, 9, 3.0)
    store.configurations.set("later", 1)
    take_incremental(url, target)
    before = contents()
    save_keys(url, tmp_path / "keys.json")

    # Its secrets could not be opened there: it is told, and nothing is done.
    with pytest.raises(EncryptionKeysDiffer):
        restore(new_database, target)
    restore(new_database, target, keys=load_keys(tmp_path / "keys.json"))

    with psycopg.connect(new_database, autocommit=True) as connection:
        assert rows_of(connection) == before
        assert connection.execute(FINDINGS).fetchall() == owner.execute(FINDINGS).fetchall()
        is_as_safe_and_as_usable(connection)


def is_as_safe_and_as_usable(connection: Owner) -> None:
    agent = Client(connection)
    ticket = agent.one("select request_configuration_reading('kaggle.token')")
    assert agent.one("select reveal_configuration('kaggle.token', %s)", ticket) == SECRET
    assert connection.execute(SUMMARISED).fetchone() == (0,)
    temporary = "select has_database_privilege('anon', current_database(), 'TEMPORARY')"
    assert connection.execute(temporary).fetchone() == (False,)
    newest = agent.one("select max(id) from audit_log")
    agent.one("select set_configuration('new', '1')")
    assert agent.one("select max(id) from audit_log") > newest
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        agent.execution(competition_id=UUID(int=0))


def test_every_backup_of_a_chain_restores_its_own_moment(
    store: KaggleStore, owner: Owner, url: str, target: Target, contents: Contents
) -> None:
    execution = begin(store)
    moments = [(take_full(url, target).id, contents())]
    go_on(store, owner, execution)
    moments.append((take_incremental(url, target).id, contents()))
    owner.execute("truncate public.competitions cascade")
    for backup, was in moments:
        restore(url, target, backup, replace=True)
        assert contents() == was


def test_metrics_that_were_dropped_or_deleted_stay_away(
    store: KaggleStore, owner: Owner, url: str, target: Target, contents: Contents
) -> None:
    now = datetime.now(UTC)
    long_ago = now - timedelta(days=200)
    store.upkeep.ensure_metric_partitions(long_ago.date())
    execution = begin(store)
    measure(store, execution, long_ago.year, long_ago.month, 1.0, 2.0)
    take_full(url, target)
    assert store.upkeep.run_retention().dropped_partitions
    owner.execute("delete from public.system_metrics where metric_value = 0.1")
    owner.execute("update public.system_metrics set timestamp = timestamp + interval '1 hour'")
    owner.execute("delete from public.competitions")
    take_incremental(url, target)
    before = contents()
    restore(url, target, replace=True)
    assert contents() == before


def test_a_store_with_rows_is_not_written_over_by_accident(
    store: KaggleStore, url: str, target: Target, contents: Contents
) -> None:
    store.configurations.set("old", 1)
    take_full(url, target)
    store.configurations.set("new", 1)
    before = contents()
    with pytest.raises(RestoreTargetInUse, match=r"public\.\w+ for one; --replace"):
        restore(url, target)
    assert contents() == before


def test_a_store_that_upkeep_alone_has_written_to_is_a_new_one(
    store: KaggleStore, url: str, target: Target, contents: Contents
) -> None:
    take_full(url, target)
    before = contents()
    store.upkeep.run("leftovers")
    restore(url, target)
    assert contents() == before


def test_a_database_at_another_migration_is_refused(
    store: KaggleStore, owner: Owner, url: str, target: Target
) -> None:
    store.configurations.set("old", 1)
    take_full(url, target)
    owner.execute("insert into supabase_migrations.schema_migrations values ('29990101000000')")
    try:
        with pytest.raises(BackupError, match="this database is at 29990101000000"):
            restore(url, target, replace=True)
        with pytest.raises(FullBackupRequired, match="migrated"):
            take_incremental(url, target)
    finally:
        owner.execute(
            "delete from supabase_migrations.schema_migrations where version = '29990101000000'"
        )


def test_neither_a_key_nor_a_secret_is_in_a_backup(
    store: KaggleStore, url: str, target: Target, tmp_path: Path
) -> None:
    begin(store)
    full = take_full(url, target)
    store.configurations.set("another.token", SECRET, encrypted=True)
    changes = take_incremental(url, target)
    save_keys(url, tmp_path / "keys.json")
    keys = [entry["key"] for entry in load_keys(tmp_path / "keys.json").values()]
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600

    words = ("--file=-", str(target.folder / full.id / DUMP))
    with Programs.find(full.state.server_version).running("pg_restore", *words) as script:
        dumped = script.read()
    changed = gzip.decompress((target.folder / changes.id / ROWS).read_bytes())
    described = (target.folder / full.id / "manifest.json").read_bytes()
    assert b"kaggle.token" in dumped
    assert b"another.token" in changed
    for secret in (*keys, SECRET, WAY_IN["password"]):
        assert secret.encode() not in dumped + changed + described
