"""The spool's folder: where it is by default, and that no other user can put files into it."""

from __future__ import annotations

import errno
import logging
import os
import stat
import tempfile
from pathlib import Path

from platformdirs import user_state_path

from kaggle_store.errors import SpoolError
from kaggle_store.recorder.files import REMEDY, SPOOL_VARIABLE, is_own, not_own

log = logging.getLogger("kaggle_store.recorder")

POINTS = ".points"


def default_spool() -> Path:
    """Return the folder of recorders that name none.

    It is `$KAGGLE_STORE_SPOOL`, else `kaggle_store/spool` in the user's state folder, else, where
    that cannot be written, a private folder among the temporary files. Raises `SpoolError` where
    none of them can be written.
    """
    if chosen := os.environ.get(SPOOL_VARIABLE):
        return Path(os.path.expanduser(chosen)).absolute()  # noqa: PTH111 - never raises
    if folder := _state_folder():
        return folder
    try:
        temporary = Path(tempfile.gettempdir())
    except FileNotFoundError:
        raise SpoolError(
            "the metrics spool has no folder: neither the user's state folder nor a folder for"
            f" temporary files can be written; {REMEDY}"
        ) from None
    folder = temporary / f"kaggle-store-spool-{os.geteuid()}"
    log.warning("no state folder can be written: metrics wait in %s, until a restart", folder)
    return folder


def _state_folder() -> Path | None:
    try:
        folder = user_state_path("kaggle_store", appauthor=False) / "spool"
    except RuntimeError:
        # The user has no home folder.
        return None
    # Older platformdirs return a path that begins with "~"; Path.exists() raises PermissionError.
    there = next(each for each in (folder, *folder.parents) if os.path.exists(each))  # noqa: PTH110
    can_be_written = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    return folder if folder.is_absolute() and can_be_written else None


def make_folder(folder: Path) -> None:
    """Create a folder and its parents, mode 0700, where they are missing; then check it.

    Raises `SpoolError` as `check_folder` does, and `OSError` where it cannot be created.
    """
    if not os.path.lexists(folder):
        for missing in reversed([each for each in folder.parents if not each.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    check_folder(folder)


def check_folder(folder: Path) -> None:
    """Raise `SpoolError` where another user has put, or could put, files into a folder.

    Such files would be sent with this user's key, and links among them followed.
    """
    if folder.is_symlink() and _others_can_write(folder.parent.stat()):
        raise SpoolError(
            f"{folder}: a symbolic link in a folder that other users can write; {REMEDY}"
        )
    found = folder.stat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if not is_own(found):
        raise SpoolError(f"{folder}: {not_own(found)}; {REMEDY}")
    if _others_can_write(found):
        raise SpoolError(
            f"{folder}: mode {stat.S_IMODE(found.st_mode):04o} lets other users write there;"
            f" run `chmod go-w {folder}`, or {REMEDY}"
        )


def _others_can_write(found: os.stat_result) -> bool:
    return bool(found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def segment_files(folder: Path) -> list[Path]:
    """Return what may be a segment, the oldest first; nothing where there is no folder.

    Raises `SpoolError` as `check_folder` does, and `OSError` where it cannot be read.
    """
    if not os.path.lexists(folder):
        return []
    check_folder(folder)
    return sorted((each for each in folder.iterdir() if each.suffix == POINTS), key=_age)


def _age(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except FileNotFoundError:
        # Another process has just sent and deleted it.
        return 0.0
