"""Locks on open files, which the kernel releases when the file is closed or its process ends."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt
    import os
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
