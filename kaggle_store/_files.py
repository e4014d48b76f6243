"""Locks, owners and names of files.

The kernel releases a lock when its file is closed or the process ends. On Windows files have no
owner to check: the folders of a user's profile are closed to other users.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
    import time

    _LOCKED_BYTE = 1 << 40
    """Windows denies others to read what is locked, so this is beyond the end of every file."""
    _POLL_SECONDS = 0.01

    def lock_file(file: int, *, wait: bool = False, shared: bool = False) -> None:  # noqa: ARG001
        """Lock an open file; raise `BlockingIOError` if it is locked and `wait` is false.

        Raises another `OSError` if the file system has no locks. There are no shared locks here.
        """
        while True:
            os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
            try:
                return msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            except PermissionError as error:
                if not wait:
                    raise BlockingIOError(error.errno, error.strerror) from None
            time.sleep(_POLL_SECONDS)

else:
    import fcntl

    def lock_file(file: int, *, wait: bool = False, shared: bool = False) -> None:
        """Lock an open file; raise `BlockingIOError` if it is locked and `wait` is false.

        Raises another `OSError` if the file system has no locks. Shared locks exclude others only.
        """
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(file, kind if wait else kind | fcntl.LOCK_NB)


def lock_holder(path: Path) -> int | None:
    """Return the id of the process that wrote it into `path` and holds the lock on it, or None.

    Raises `OSError` if the file exists and cannot be opened, or is not a regular file.
    """
    if sys.platform == "win32":  # where no stack runs
        return None
    try:
        # A named pipe would block without O_NONBLOCK.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        lock_file(handle, shared=True)
    except BlockingIOError:
        return int(os.read(handle, 32).strip() or 0)
    finally:
        os.close(handle)
    return None


def expanded(path: str | Path) -> Path:
    """Replace a leading `~`; unlike `Path.expanduser`, keep it where no home folder is known."""
    return Path(os.path.expanduser(path))  # noqa: PTH111


def own_uid() -> int:
    """Return the id of this process's user; on Windows 0, as of every file there."""
    if sys.platform == "win32":
        return 0
    return os.geteuid()


def is_own(found: os.stat_result) -> bool:
    """Return whether a file or folder belongs to this process's user."""
    return found.st_uid == own_uid()


def not_own(found: os.stat_result) -> str:
    """Return who owns a file or folder that fails `is_own`, for an error message."""
    return f"belongs to uid {found.st_uid}, not to uid {own_uid()}"
