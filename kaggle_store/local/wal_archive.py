"""Keeping the write-ahead log of a stack, so that it can be brought back to any moment."""

from __future__ import annotations

import itertools
import re
import shlex
import struct
from pathlib import Path

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account

# How many seconds of writing are lost at most when the disk is.
_TIMEOUT = "60s"
# A timeline, and a piece's place in it as two numbers.
_PIECE = re.compile(r"[0-9A-F]{24}\.gz")


def wal_folder(archive: Path, system: str) -> Path:
    """Return the folder for a cluster's WAL segments; `system` is its system identifier."""
    if not (system.isascii() and system.isdecimal()):
        raise LocalStackError(f"{system!a} is not a system identifier, which is a number.")
    return archive / "wal" / system


def system_identifier(data: Path) -> str:
    """Return the number that a cluster got when it was made, from the head of its control file."""
    head = (data / "global" / "pg_control").read_bytes()[:8]
    return str(struct.unpack("=Q", head)[0])


def archiving(archive: Path, data: Path, account: Account) -> dict[str, str]:
    """Return the settings that copy each finished piece of the log into `archive`, compressed.

    A piece that is there already must be the same one; it appears whole or not at all, and is on
    the disk before the server lets go of its own.
    """
    folder = wal_folder(archive.expanduser().resolve(), system_identifier(data))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        account.own(folder)
    except OSError as problem:
        raise LocalStackError(
            f"The write-ahead log cannot be kept in {archive} ({problem.strerror});"
            " name another folder."
        ) from None
    if not account.reaches(folder):
        raise LocalStackError(
            f"The user {account.name}, who runs PostgreSQL, cannot enter {archive};"
            " name a folder that it can."
        )
    _refuse_a_copy(folder, data)
    piece = _quoted(folder) + "/%f.gz"
    return {
        "wal_level": "replica",
        "archive_mode": "on",
        "archive_timeout": _TIMEOUT,
        "archive_command": (
            f'if test -f {piece}; then gzip -dc {piece} | cmp -s - "%p"; '
            f'else gzip -c "%p" > {piece}.part && sync {piece}.part && mv {piece}.part {piece}; fi'
        ),
    }


def _refuse_a_copy(folder: Path, data: Path) -> None:
    """Refuse to mix the log of a restored cluster with its original's, which it would hide."""
    own = max((piece.name[:8] for piece in (data / "pg_wal").glob("0*")), default="")
    if {piece.name[:8] for piece in folder.glob("0*.gz")} - {own}:
        raise LocalStackError(
            f"{folder} keeps the log of the server that this one is a copy of;"
            " name another --wal-archive."
        )


def fetching(folder: Path) -> dict[str, str]:
    """Return the settings that read the log back from where `archiving` has put it.

    A piece that is damaged ends the server; one that is missing is the log's end to it.
    """
    piece = _quoted(folder) + "/%f.gz"
    # Above 125 is a failure to PostgreSQL, below it a piece that was never written.
    return {"restore_command": f'test -f {piece} && {{ gzip -dc {piece} > "%p" || exit 126; }}'}


def last_before_a_gap(folder: Path, first: str) -> Path | None:
    """Return the piece after which one is missing, from `first` on; None where none is."""
    named = (piece for piece in folder.iterdir() if _PIECE.fullmatch(piece.name))
    pieces = sorted(piece for piece in named if piece.name[8:24] >= first[8:])
    for piece, following in itertools.pairwise(pieces):
        if piece.name[:8] == following.name[:8] and not _follows(piece.name, following.name):
            return piece
    return None


def _follows(piece: str, following: str) -> bool:
    (log, number), (next_log, next_number) = (
        (int(name[8:16], 16), int(name[16:24], 16)) for name in (piece, following)
    )
    return (next_log, next_number) in ((log, number + 1), (log + 1, 0))


def _quoted(folder: Path) -> str:
    return shlex.quote(str(folder)).replace("%", "%%")
