"""Point-in-time recovery of a local stack from a base backup and the archived WAL."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from kaggle_store.backup.base_backups import BaseBackup, list_base_backups
from kaggle_store.backup.names import CLUSTER
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup, LocalStackError
from kaggle_store.local.account import Account
from kaggle_store.local.builder import Programs, StackBuilder
from kaggle_store.local.paths import StackPaths
from kaggle_store.local.ports import free_port
from kaggle_store.local.postgres import Server, check_version, create_cluster, start_server
from kaggle_store.local.wal_archive import last_before_gap, restore_settings, wal_folder

_RECOVERY_SECONDS = 24 * 3600.0
# These files can name commands and libraries that the server runs.
_SETTINGS = ("postgresql.conf", "postgresql.auto.conf", "pg_hba.conf", "pg_ident.conf")
_FORBIDDEN_FILES = ("standby.signal", "recovery.signal")


def restore_to_time(
    target: Target, time: datetime | None, data_dir: Path, backup: str | None = None
) -> BaseBackup:
    """Create a local stack in `data_dir` with the state at `time`, by default the end of the WAL.

    `backup` is the base backup to start from, by default the newest that ended before `time`.
    `kaggle-store up --data-dir` starts the stack. The original is not changed.
    """
    base = _base_for(target, time, backup)
    if time is None:
        _refuse_gap(target, base)
    programs = Programs.database_only()
    if programs.postgres.major != base.server_version // 10_000:
        raise BackupError(
            f"The base backup is of PostgreSQL {base.server_version // 10_000} and the programs"
            f" here of {programs.postgres.major}; set KAGGLE_STORE_POSTGRES to the matching folder."
        )
    builder = StackBuilder.open(programs, data_dir)
    try:
        if builder.paths.database.exists():
            raise BackupError(f"{data_dir} already contains a database; choose another folder.")
        _recover(builder, target, base, time)
    finally:
        builder.supervisor.stop()
    return base


def _base_for(target: Target, time: datetime | None, backup: str | None) -> BaseBackup:
    if backup is None:
        found = list_base_backups(target)
    elif base := target.read_manifest(BaseBackup, backup):
        found = [base]
    else:
        raise BackupError(f"There is no base backup {backup} in the target.")
    if not found:
        raise BackupError("There is no base backup in the target.")
    suitable = [base for base in found if time is None or base.finished_at <= time]
    if not suitable:
        oldest = f"{found[0].finished_at:%Y-%m-%dT%H:%M:%SZ}"
        raise BackupError(f"No base backup ended before that time; the oldest ended at {oldest}.")
    if len({base.system for base in suitable}) > 1:
        raise BackupError(
            "The target has base backups of several clusters; pass one: `restore ID --to …`, an ID"
            " from `kaggle-store backup list`."
        )
    return suitable[-1]


def _refuse_gap(target: Target, base: BaseBackup) -> None:
    """Raise if segments are missing in the archived WAL: its end would be the gap."""
    folder = wal_folder(target.folder, base.system)
    if folder.is_dir() and (last := last_before_gap(folder, base.first_wal)):
        archived_at = datetime.fromtimestamp(last.stat().st_mtime, UTC)
        raise BackupError(
            f"The archived WAL has a gap after {last.name}, archived at"
            f" {archived_at:%Y-%m-%dT%H:%M:%SZ}; choose an earlier time."
        )


def _recover(
    builder: StackBuilder, target: Target, base: BaseBackup, time: datetime | None
) -> None:
    paths, account = builder.paths, builder.programs.account
    try:
        with tempfile.TemporaryDirectory(prefix="kaggle-store-restore-") as scratch:
            settings = _new_settings(builder)
            unpack(target.fetch(base, Path(scratch)) / CLUSTER, paths.database)
        for name, text in settings.items():
            (paths.database / name).write_bytes(text)
        (paths.database / "recovery.signal").touch()
        _change_owner(account, paths.database)
        check_version(paths.database, builder.programs.postgres)
        _replay(builder, wal_folder(target.folder, base.system), time)
        builder.supervisor.stop()
        os.sync()
    except BaseException:
        builder.supervisor.stop()
        shutil.rmtree(paths.database, ignore_errors=True)
        raise
    _mark_initialized(paths)


def _new_settings(builder: StackBuilder) -> dict[str, bytes]:
    """Return the settings files of a new cluster; those in the base backup are not used."""
    database = builder.paths.database
    create_cluster(builder.programs.postgres, database, builder.programs.account)
    settings = {name: (database / name).read_bytes() for name in _SETTINGS}
    shutil.rmtree(database)
    return settings


def unpack(archive: Path, database: Path) -> None:
    """Unpack a base backup; raise `DamagedBackup` unless it has only plain files and folders."""
    database.mkdir(mode=0o700)
    try:
        with tarfile.open(archive, "r:gz") as cluster:
            # Missing before Python 3.11.4; `_checked_members` does not rely on it.
            cluster.extraction_filter = getattr(tarfile, "data_filter", None)
            cluster.extractall(database, _checked_members(cluster))  # noqa: S202
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise DamagedBackup(f"{archive.name} cannot be read: {str(problem)!a}.") from None
    for folder in [database, *(path for path in database.rglob("*") if path.is_dir())]:
        folder.chmod(0o700)


def _checked_members(cluster: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for member in cluster:
        path = PurePosixPath(member.name)
        if (
            path.is_absolute()
            or ".." in path.parts
            or str(path) in _FORBIDDEN_FILES
            or (str(path) == "tablespace_map" and member.size > 0)
            or not (member.isreg() or member.isdir())
        ):
            raise DamagedBackup(
                f"{CLUSTER} contains {ascii(member.name)[:200]}, which no base backup may contain;"
                " it was not restored."
            )
        yield member


def _change_owner(account: Account, database: Path) -> None:
    for path in [database, *database.rglob("*")]:
        account.own(path)


def _replay(builder: StackBuilder, wal: Path, time: datetime | None) -> None:
    """Start the server once, until it has applied the WAL and is promoted."""
    settings = restore_settings(wal) | {"hot_standby": "off", "recovery_target_action": "promote"}
    # A failed recovery is deleted; a finished one is synced at the end.
    settings["fsync"] = "off"
    # The reason of a failure is found by the log's wording: a recovery has no SQLSTATE to read.
    settings["lc_messages"] = "C"
    if time is not None:
        settings["recovery_target_time"] = time.astimezone(UTC).isoformat(" ")
    paths = builder.paths
    port = free_port()
    server = Server(builder.programs.postgres, paths.run, port, builder.keys.db_password)
    log = paths.logs / "postgres.log"
    try:
        start_server(
            builder.supervisor,
            server,
            paths.database,
            log,
            builder.programs.account,
            throw_away=False,
            settings=settings,
            within=_RECOVERY_SECONDS,
        )
    except LocalStackError as problem:
        log_text = log.read_text("utf-8", "replace")
        if damaged := re.search(r"could not restore file \"(\w+)\" from archive", log_text):
            raise DamagedBackup(
                f"The archived WAL segment {damaged[1]} is damaged; choose a time before it."
            ) from None
        if "before configured recovery target" in log_text:
            raise BackupError(
                "The archived WAL ends before that time; choose an earlier one, or `latest`."
            ) from None
        raise BackupError(str(problem)) from None


def _mark_initialized(paths: StackPaths) -> None:
    """Mark migrations and seed as done for the next start of the stack."""
    paths.baseline_done.touch()
    paths.seed_done.touch()
