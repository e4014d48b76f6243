"""Base backups: copies of a whole cluster, from which the kept log leads to any later moment.

For stacks whose files are ours. A hosted project has its own point-in-time recovery instead.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import tarfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, Self, cast

from pydantic import model_validator

from kaggle_store.backup.database import Connection, Programs, connected
from kaggle_store.backup.manifest import Sealed
from kaggle_store.backup.names import CLUSTER, FILES, Count, Segment, System, kind_of, name_of
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup
from kaggle_store.local.wal_archive import wal_folder

_LABEL = re.compile(rb"^START WAL LOCATION: .*\(file ([0-9A-F]{24})\)", re.MULTILINE)
_ASK = """
select clock_timestamp(), current_setting('server_version_num')::integer,
    (select system_identifier::text from pg_control_system()), current_setting('archive_mode')
"""
_FAILING = """
select last_failed_wal from pg_stat_archiver
where last_failed_time > coalesce(last_archived_time, '-infinity')
"""


class Base(Sealed):
    """A copy of a whole cluster: of which, from when to when, and where its log begins."""

    system: System
    server_version: Count
    started_at: datetime
    finished_at: datetime
    first_wal: Segment

    @model_validator(mode="after")
    def _check_kind(self) -> Self:
        if kind_of(self.id) != "base" or self.files.keys() != FILES["base"]:
            raise ValueError("not a base backup")
        return self


def take_base(url: str, target: Target) -> Base:
    """Copy the whole cluster while it runs; its log has to be archived already."""
    _ = target.folder  # refuses an object store before the work, not after it
    with connected(url) as connection:
        began, version, system, mode = _look(connection)
        if mode == "off":
            raise BackupError(
                "The server keeps no log, so no moment could be restored; start the stack with"
                " `kaggle-store up --wal-archive DIR`."
            )
        # pg_basebackup would wait for it without end.
        if failed := connection.execute(_FAILING).fetchone():
            raise BackupError(
                f"The server cannot keep its log: it failed with {failed[0]}. Its own log says why;"
                " a minute after that is mended, try again."
            )
        name = name_of(began, "base")
        words = ["--pgdata=-", "--format=tar", "--compress=1", "--wal-method=none"]
        words += ["--checkpoint=fast", "--no-password"]
        with (
            target.writing(name, CLUSTER) as sink,
            Programs.find(version).running("pg_basebackup", *words, url=url) as cluster,
        ):
            sink.copy(cluster)
        with target.reading(name, CLUSTER) as copied:
            first = _first_wal(copied)
        ended, *_ = _look(connection)
    base = Base(
        id=name,
        system=system,
        server_version=version,
        started_at=began,
        finished_at=ended,
        first_wal=first,
        files={CLUSTER: sink.file},
    )
    target.finish(base)
    return base


def _look(connection: Connection) -> tuple[Any, ...]:
    [found] = connection.execute(_ASK).fetchall()
    return found


def _first_wal(copied: IO[bytes]) -> str:
    with tarfile.open(fileobj=copied, mode="r|gz") as archive:
        for member in archive:
            if member.name.removeprefix("./") == "backup_label":
                label = cast(IO[bytes], archive.extractfile(member)).read()
                if found := _LABEL.search(label):
                    return found[1].decode()
    raise DamagedBackup("The copy of the cluster has no label; make another.")


def bases(target: Target) -> list[Base]:
    """Return the base backups, the oldest first."""
    found = (target.sealed(Base, name) for name in target.names("base"))
    return [base for base in found if base is not None]


def prune_moments(target: Target, now: datetime, *, keep_hours: int) -> list[str]:
    """Remove base backups and log that no moment of the last `keep_hours` hours needs."""
    removed: list[str] = []
    clusters: dict[str, list[Base]] = {}
    for base in bases(target):
        clusters.setdefault(base.system, []).append(base)
    for system, found in clusters.items():
        since = now - timedelta(hours=keep_hours)
        old = [base for base in found if base.finished_at <= since]
        for base in old[:-1]:
            target.remove(base.id)
            removed.append(base.id)
        _clean(wal_folder(target.folder, system), (old[-1:] or found)[0])
    return removed


def _clean(wal: Path, oldest: Base) -> None:
    if wal.is_symlink():
        raise BackupError(f"{wal} is a link, and segments are only removed from a real folder.")
    if not wal.is_dir():
        return  # somebody else keeps the log, and prunes it
    program = Programs.find(oldest.server_version).folder / "pg_archivecleanup"
    command = [str(program), "-x", ".gz", str(wal), oldest.first_wal]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise BackupError(f"{shlex.join(command)} failed: {answer.stderr.strip()}")
