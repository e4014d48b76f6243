"""Archive the write-ahead log of a stack, for point-in-time recovery."""

from __future__ import annotations

import itertools
import re
import shlex
import struct
from datetime import UTC, datetime
from pathlib import Path

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account
from kaggle_store.local.files import absolute

# The most that is lost with the disk.
_TIMEOUT = "60s"
# A segment's timeline and its position there, as three hexadecimal numbers of 8 digits.
_SEGMENT = re.compile(r"[0-9A-F]{24}\.gz")


def wal_folder(archive: Path, system: str) -> Path:
    """Return the folder for a cluster's WAL segments; `system` is its system identifier."""
    if not (system.isascii() and system.isdecimal()):
        raise LocalStackError(f"{system!a} is not a system identifier, which is a number.")
    return archive / "wal" / system


def system_identifier(data: Path) -> str:
    """Return the system identifier of a cluster, from its control file."""
    head = (data / "global" / "pg_control").read_bytes()[:8]
    return str(struct.unpack("=Q", head)[0])


def archive_settings(archive: Path, data: Path, account: Account) -> dict[str, str]:
    """Return the settings that copy each finished segment into `archive`, compressed.

    Each copy is written atomically and flushed before the server deletes its own. A segment that
    exists already must be identical. Raises `LocalStackError` for an unusable folder.
    """
    folder = wal_folder(absolute(archive), system_identifier(data))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        account.own(folder)
    except OSError as problem:
        raise LocalStackError(
            f"The write-ahead log cannot be archived in {archive} ({problem.strerror});"
            " name another folder."
        ) from None
    if not account.reaches(folder):
        raise LocalStackError(
            f"The user {account.name}, who runs PostgreSQL, cannot enter {archive};"
            " name a folder that it can."
        )
    _refuse_restored_copy(folder, data)
    segment = _quoted(folder) + "/%f.gz"
    return {
        "wal_level": "replica",
        "archive_mode": "on",
        "archive_timeout": _TIMEOUT,
        "archive_command": (
            f'if test -f {segment}; then gzip -dc {segment} | cmp -s - "%p"; '
            f'else gzip -c "%p" > {segment}.part && sync {segment}.part'
            f" && mv {segment}.part {segment}; fi"
        ),
    }


def _refuse_restored_copy(folder: Path, data: Path) -> None:
    """Raise `LocalStackError` if the archive belongs to the original of this restored cluster."""
    own = max((segment.name[:8] for segment in (data / "pg_wal").glob("0*")), default="")
    if {segment.name[:8] for segment in folder.glob("0*.gz")} - {own}:
        raise LocalStackError(
            f"{folder} contains the log of the server that this one was restored from;"
            " name another --wal-archive."
        )


def restore_settings(folder: Path) -> dict[str, str]:
    """Return the settings that restore the log from the archive.

    A damaged segment stops the server; a missing one is the end of the log.
    """
    segment = _quoted(folder) + "/%f.gz"
    # PostgreSQL stops at an exit code above 125; a lower one means that the segment is missing.
    return {"restore_command": f'test -f {segment} && {{ gzip -dc {segment} > "%p" || exit 126; }}'}


def archived_until(folder: Path) -> datetime | None:
    """Return when the newest segment was archived; None if the folder has none."""
    if not folder.is_dir():
        return None
    segments = [path for path in folder.iterdir() if _SEGMENT.fullmatch(path.name)]
    newest = max((path.stat().st_mtime for path in segments), default=None)
    return None if newest is None else datetime.fromtimestamp(newest, UTC)


def last_before_gap(folder: Path, first: str) -> Path | None:
    """Return the last segment before the first gap, starting at `first`; None without a gap."""
    found = (path for path in folder.iterdir() if _SEGMENT.fullmatch(path.name))
    segments = sorted(path for path in found if path.name[8:24] >= first[8:])
    for segment, following in itertools.pairwise(segments):
        if segment.name[:8] == following.name[:8] and not _follows(segment.name, following.name):
            return segment
    return None


def _follows(segment: str, following: str) -> bool:
    (log, number), (next_log, next_number) = (
        (int(name[8:16], 16), int(name[16:24], 16)) for name in (segment, following)
    )
    return (next_log, next_number) in ((log, number + 1), (log + 1, 0))


def _quoted(folder: Path) -> str:
    return shlex.quote(str(folder)).replace("%", "%%")
