"""Files of the spool: opened without following links, owned by this user, lockable."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from io import FileIO
from pathlib import Path

from kaggle_store._files import is_own, lock_file, not_own
from kaggle_store.errors import SpoolError

SPOOL_VARIABLE = "KAGGLE_STORE_SPOOL"
REMEDY = f"choose another folder with spool=, --spool or {SPOOL_VARIABLE}"

_NOFOLLOW, _NONBLOCK = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)
_CREATE = os.O_CREAT | os.O_EXCL | _NOFOLLOW | getattr(os, "O_BINARY", 0)
_NAMES = {errno.ELOOP: "a symbolic link", errno.EISDIR: "a folder"}


def reason(error: OSError) -> str:
    """Return why a file cannot be opened, without its path."""
    return _NAMES.get(error.errno or 0) or error.strerror or str(error)


def create_file(path: Path) -> int:
    """Create a private file for appending and return its descriptor."""
    return os.open(path, os.O_RDWR | os.O_APPEND | _CREATE, 0o600)


def open_own(path: Path, flags: int = os.O_RDONLY) -> int:
    """Open a regular file of this user and return its descriptor.

    Raises `OSError` for links, other kinds of files and files of other users.
    """
    # A named pipe would block without O_NONBLOCK; regular files ignore it.
    file = os.open(path, flags | _NOFOLLOW | _NONBLOCK | getattr(os, "O_BINARY", 0))
    found = os.fstat(file)
    if stat.S_ISREG(found.st_mode) and is_own(found):
        return file
    os.close(file)
    if stat.S_ISREG(found.st_mode):
        raise PermissionError(errno.EPERM, not_own(found), str(path))
    raise OSError(errno.EINVAL, "not a regular file", str(path))


class SpoolFile(FileIO):
    """An open file of the spool, closed with its last reference, so never during a write."""

    def __init__(self, file: int, path: Path) -> None:
        super().__init__(file, "r+b")
        self._path = path

    def __del__(self) -> None:
        self.close()

    def read_at(self, start: int, size: int) -> bytes:
        """Return up to `size` bytes from `start` on; other threads may read and write meanwhile."""
        if sys.platform != "win32":
            return os.pread(self.fileno(), size, start)
        # There is no pread; threads and what interrupts them would share the file's position.
        with self._path.open("rb", buffering=0) as file:
            file.seek(start)
            return file.read(size)


def read_own(path: Path) -> bytes:
    """Return the content of a small file; raises `OSError` as `open_own` does."""
    with os.fdopen(open_own(path), "rb") as file:
        return file.read()


def replace_own(path: Path, content: bytes) -> None:
    """Replace a small file atomically, or raise `OSError` and leave it unchanged."""
    scratch = path.with_suffix(".new")
    # Left by a crash, or a link that must not be followed.
    scratch.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(scratch, os.O_WRONLY | _CREATE, 0o600), "wb") as file:
            file.write(content)
        scratch.replace(path)
    except OSError:
        with suppress(OSError):
            scratch.unlink()
        raise


def lock(file: int, path: Path, *, wait: bool = False) -> None:
    """Lock a file until it is closed.

    Raises `BlockingIOError` if another process holds the lock and `wait` is false, and
    `SpoolError` if the file system has no locks.
    """
    try:
        lock_file(file, wait=wait)
    except BlockingIOError:
        raise
    except OSError as error:
        raise SpoolError(
            f"{path.parent}: file locks do not work on its file system ({error.strerror}); {REMEDY}"
        ) from None
