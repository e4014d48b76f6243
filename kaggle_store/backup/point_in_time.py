"""Bringing a stack of one's own back to a moment: a base backup, and the kept log on top of it."""

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

from kaggle_store.backup.base_backups import Base, bases
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
# Settings name commands and libraries, which the server would run.
_SETTINGS = ("postgresql.conf", "postgresql.auto.conf", "pg_hba.conf", "pg_ident.conf")
_NEVER = ("standby.signal", "recovery.signal")


def restore_moment(
    target: Target, moment: datetime | None, data_dir: Path, backup: str | None = None
) -> Base:
    """Make a local stack in `data_dir` as it was at `moment`, by default at the end of the log.

    `backup` names the base to begin with, by default the newest that is old enough.
    `kaggle-store up --data-dir` starts the stack. The original is not touched.
    """
    base = _base_for(target, moment, backup)
    if moment is None:
        _see_to_its_end(target, base)
    programs = Programs.database_only()
    if programs.postgres.major != base.server_version // 10_000:
        raise BackupError(
            f"The copy is of PostgreSQL {base.server_version // 10_000} and this is"
            f" {programs.postgres.major}; set KAGGLE_STORE_POSTGRES to its bin folder."
        )
    builder = StackBuilder.open(programs, data_dir)
    try:
        if builder.paths.database.exists():
            raise BackupError(f"{data_dir} holds a database already; name a new folder.")
        _recover(builder, target, base, moment)
    finally:
        builder.supervisor.stop()
    return base


def _base_for(target: Target, moment: datetime | None, backup: str | None) -> Base:
    found = [base for base in bases(target) if backup in (None, base.id)]
    if backup and not found:
        raise BackupError(f"There is no base backup {backup} here.")
    fitting = [base for base in found if moment is None or base.finished_at <= moment]
    if not fitting:
        since = f"; the oldest ended at {found[0].finished_at:%Y-%m-%dT%H:%M:%SZ}" if found else ""
        raise BackupError(f"No base backup is as old as that moment{since}.")
    if len({base.system for base in fitting}) > 1:
        raise BackupError(
            "Base backups of several clusters lie here; name one: `restore ID --to …`, with an ID"
            " from `kaggle-store backup list`."
        )
    return fitting[-1]


def _see_to_its_end(target: Target, base: Base) -> None:
    """Refuse to take a gap in the log for its end."""
    folder = wal_folder(target.folder, base.system)
    if folder.is_dir() and (last := last_before_gap(folder, base.first_wal)):
        kept_at = datetime.fromtimestamp(last.stat().st_mtime, UTC)
        raise BackupError(
            f"The kept log lacks what comes after {last.name}, which was kept at"
            f" {kept_at:%Y-%m-%dT%H:%M:%SZ}; name a moment before that."
        )


def _recover(builder: StackBuilder, target: Target, base: Base, moment: datetime | None) -> None:
    paths, account = builder.paths, builder.programs.account
    try:
        with tempfile.TemporaryDirectory(prefix="kaggle-store-restore-") as scratch:
            settings = _new_settings(builder)
            unpack(target.fetch(base, Path(scratch)) / CLUSTER, paths.database)
        for name, text in settings.items():
            (paths.database / name).write_bytes(text)
        (paths.database / "recovery.signal").touch()
        _give_to(account, paths.database)
        check_version(paths.database, builder.programs.postgres)
        _replay(builder, wal_folder(target.folder, base.system), moment)
        builder.supervisor.stop()
        os.sync()
    except BaseException:
        builder.supervisor.stop()
        shutil.rmtree(paths.database, ignore_errors=True)
        raise
    _mark(paths)


def _new_settings(builder: StackBuilder) -> dict[str, bytes]:
    """Return the settings files of a new cluster; those in a base backup are not used."""
    database = builder.paths.database
    create_cluster(builder.programs.postgres, database, builder.programs.account)
    settings = {name: (database / name).read_bytes() for name in _SETTINGS}
    shutil.rmtree(database)
    return settings


def unpack(archive: Path, database: Path) -> None:
    """Unpack a base backup; raise `DamagedBackup` for anything but plain files and folders."""
    database.mkdir(mode=0o700)
    try:
        with tarfile.open(archive, "r:gz") as cluster:
            # Missing before Python 3.11.4; `_checked` does not rely on it.
            cluster.extraction_filter = getattr(tarfile, "data_filter", None)
            cluster.extractall(database, _checked(cluster))  # noqa: S202
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise DamagedBackup(f"{archive.name} cannot be read: {str(problem)!a}.") from None
    for folder in [database, *(path for path in database.rglob("*") if path.is_dir())]:
        folder.chmod(0o700)


def _checked(cluster: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for member in cluster:
        path = PurePosixPath(member.name)
        if (
            path.is_absolute()
            or ".." in path.parts
            or str(path) in _NEVER
            or (str(path) == "tablespace_map" and member.size > 0)
            or not (member.isreg() or member.isdir())
        ):
            raise DamagedBackup(
                f"{CLUSTER} holds {ascii(member.name)[:200]}, which no base backup of this package"
                " holds; it was not restored."
            )
        yield member


def _give_to(account: Account, database: Path) -> None:
    for path in [database, *database.rglob("*")]:
        account.own(path)


def _replay(builder: StackBuilder, wal: Path, moment: datetime | None) -> None:
    """Start the server once, until it has read the log and is a database of its own."""
    settings = restore_settings(wal) | {"hot_standby": "off", "recovery_target_action": "promote"}
    # What is cut short is thrown away; what is finished is flushed as a whole.
    settings["fsync"] = "off"
    if moment is not None:
        settings["recovery_target_time"] = moment.astimezone(UTC).isoformat(" ")
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
        said = log.read_text(errors="replace")
        if damaged := re.search(r"could not restore file \"(\w+)\" from archive", said):
            raise DamagedBackup(
                f"The piece {damaged[1]} of the kept log is damaged; name a moment before it."
            ) from None
        if "before configured recovery target" in said:
            raise BackupError(
                "The kept log ends before that moment; name an earlier one, or `latest`."
            ) from None
        raise BackupError(str(problem)) from None


def _mark(paths: StackPaths) -> None:
    """Tell the next start that the database is whole."""
    paths.baseline_done.touch()
    paths.seed_done.touch()
