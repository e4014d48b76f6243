"""Base backups: copies of a whole cluster, to which archived WAL is applied up to a given time.

Only for local stacks. A hosted project has its own point-in-time recovery instead.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tarfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, Self, cast

from pydantic import AwareDatetime, model_validator

from kaggle_store.backup.chain import Pruned
from kaggle_store.backup.database import Connection, Programs, connected
from kaggle_store.backup.manifest import SealedManifest
from kaggle_store.backup.names import (
    CLUSTER,
    FILES,
    ServerVersion,
    SystemId,
    WalSegment,
    kind_of,
    name_of,
)
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup
from kaggle_store.local.wal_archive import wal_folder

_LABEL = re.compile(rb"^START WAL LOCATION: .*\(file ([0-9A-F]{24})\)", re.MULTILINE)
_SERVER_STATE = """
select clock_timestamp(), current_setting('server_version_num')::integer,
    (select system_identifier::text from pg_control_system()), current_setting('archive_mode')
"""
_FAILED_WAL = """
select last_failed_wal from pg_stat_archiver
where last_failed_time > coalesce(last_archived_time, '-infinity')
"""


class BaseBackup(SealedManifest):
    """The manifest of a base backup: its cluster, start and end times, and first WAL segment."""

    system: SystemId
    server_version: ServerVersion
    started_at: AwareDatetime
    finished_at: AwareDatetime
    first_wal: WalSegment

    @model_validator(mode="after")
    def _check_kind(self) -> Self:
        if kind_of(self.id) != "base" or self.files.keys() != FILES["base"]:
            raise ValueError("not a base backup")
        return self


def take_base_backup(url: str, target: Target) -> BaseBackup:
    """Copy the whole cluster while it runs; WAL archiving has to be on."""
    if sys.platform == "win32":
        raise BackupError(
            "Base backups are made on Linux and macOS; on Windows, make full and incremental ones."
        )
    _ = target.folder  # raises for an object store before the copy starts
    target.refuse_other_key(BaseBackup, "base")
    with connected(url) as connection:
        started_at, version, system, mode = _server_state(connection)
        _check_archiving(connection, mode)
        name = name_of(started_at, "base")
        arguments = ["--pgdata=-", "--format=tar", "--compress=1", "--wal-method=none"]
        arguments += ["--checkpoint=fast", "--no-password"]
        with (
            target.writing(name, CLUSTER) as writer,
            Programs.find(version).running("pg_basebackup", *arguments, url=url) as cluster,
        ):
            writer.copy(cluster)
        with target.reading(name, CLUSTER) as archive_file:
            first = _first_segment(archive_file)
        finished_at, *_ = _server_state(connection)
    base = BaseBackup(
        id=name,
        system=system,
        server_version=version,
        started_at=started_at,
        finished_at=finished_at,
        first_wal=first,
        files={CLUSTER: writer.file},
    )
    target.finish(base)
    return base


def _check_archiving(connection: Connection, mode: str) -> None:
    if mode == "off":
        raise BackupError(
            "The server does not archive its WAL, which recovery needs; start the stack with"
            " `kaggle-store up --wal-archive DIR`."
        )
    # pg_basebackup would wait indefinitely for this segment.
    if failed := connection.execute(_FAILED_WAL).fetchone():
        raise BackupError(
            f"The server failed to archive the WAL segment {failed[0]}. Fix the cause, which"
            " its log names, and try again a minute later."
        )


def _server_state(connection: Connection) -> tuple[Any, ...]:
    [found] = connection.execute(_SERVER_STATE).fetchall()
    return found


def _first_segment(archive_file: IO[bytes]) -> str:
    with tarfile.open(fileobj=archive_file, mode="r|gz") as archive:
        for member in archive:
            if member.name.removeprefix("./") == "backup_label":
                label = cast(IO[bytes], archive.extractfile(member)).read()
                if found := _LABEL.search(label):
                    return found[1].decode()
    raise DamagedBackup("The copy of the cluster has no backup_label; make another base backup.")


def list_base_backups(target: Target) -> list[BaseBackup]:
    """Return the manifests of the finished base backups, oldest first."""
    manifests = (target.read_manifest(BaseBackup, name) for name in target.names("base"))
    return [base for base in manifests if base is not None]


def prune_base_backups(target: Target, now: datetime, *, keep_hours: int) -> Pruned:
    """Remove base backups and WAL that recovery to the last `keep_hours` hours does not need.

    While a manifest is damaged, no WAL is removed: its base backup may need it.
    """
    found = target.scan(BaseBackup, "base")
    clusters: dict[str, list[BaseBackup]] = {}
    for base in found.manifests:
        clusters.setdefault(base.system, []).append(base)
    removed: list[str] = []
    for system, bases in clusters.items():
        old = [base for base in bases if base.finished_at <= now - timedelta(hours=keep_hours)]
        for base in old[:-1]:
            target.remove(base.id)
            removed.append(base.id)
        if not found.damaged:
            _remove_segments(wal_folder(target.folder, system), (old[-1:] or bases)[0])
    return Pruned(removed, found.damaged)


def _remove_segments(wal: Path, oldest: BaseBackup) -> None:
    if wal.is_symlink():
        raise BackupError(f"{wal} is a symbolic link; WAL segments are only removed from a folder.")
    if not wal.is_dir():
        return  # WAL is archived elsewhere, and pruned there
    program = Programs.find(oldest.server_version).folder / "pg_archivecleanup"
    command = [str(program), "-x", ".gz", str(wal), oldest.first_wal]
    result = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if result.returncode != 0:
        raise BackupError(f"{shlex.join(command)} failed: {result.stderr.strip()}")
