"""A folder of this machine or of a mounted file system."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from kaggle_store._files import is_own
from kaggle_store.artifact_files.storage import Content, StoredFile, compare, content_of, copy
from kaggle_store.recorder.private_files import create_file, open_own


class Folder:
    """Files of mode 0600 in folders of mode 0700; symbolic links are not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def uri(self, location: str) -> str:
        """Return the URI of a location, not percent-encoded, as fsspec reads it."""
        path = self._root.as_posix().rstrip("/")
        return f"file://{'' if path.startswith('/') or not path else '/'}{path}/{location}"

    def reuse(self, location: str, content: Content) -> bool:
        """Return whether the file is stored already, and mark it as new."""
        try:
            with self.open(location) as file:
                # A prune that runs now keeps what is new.
                os.utime(self._root / location)
                return content_of(file, content.size) == content
        except OSError:
            return False

    def write(self, location: str, source: IO[bytes], content: Content) -> None:
        """Write a temporary file, read it back, and rename it."""
        path = self._root / location
        self._make_folders(path.parent)
        write_file(path, source, content, self.uri(location))

    def open(self, location: str) -> IO[bytes]:
        """Open a regular file of this user."""
        path = self._root / location
        for folder in self._folders(path.parent):
            _check_folder(folder)
        return os.fdopen(open_own(path), "rb")

    def remove(self, location: str, modified_before: float | None = None) -> bool:
        """Remove a file and the folders that it leaves empty."""
        path = self._root / location
        try:
            for folder in self._folders(path.parent):
                _check_folder(folder)
            if modified_before is None:
                path.unlink()
            elif not _remove_old(path, modified_before):
                return False
        except FileNotFoundError:
            return False
        with suppress(OSError):  # not empty
            for folder in reversed(self._folders(path.parent)):
                folder.rmdir()
        return True

    def executions(self) -> Iterator[str]:
        """Yield the names of the folders below the root."""
        if self._root.is_dir():
            with os.scandir(self._root) as entries:
                yield from sorted(e.name for e in entries if e.is_dir(follow_symlinks=False))

    def files(self, execution: str) -> Iterator[StoredFile]:
        """Yield the files of an execution."""
        for folder, _, names in os.walk(self._root / execution):
            for name in names:
                path = Path(folder, name)
                with suppress(FileNotFoundError):
                    location = path.relative_to(self._root).as_posix()
                    yield StoredFile(location, path.lstat().st_mtime)

    def _folders(self, folder: Path) -> list[Path]:
        """Return the folders below the root down to this one."""
        parts = folder.relative_to(self._root).parts
        return [self._root.joinpath(*parts[: n + 1]) for n in range(len(parts))]

    def _make_folders(self, folder: Path) -> None:
        for missing in reversed([each for each in self._root.parents if not each.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
        self._root.mkdir(mode=0o700, exist_ok=True)
        for each in self._folders(folder):
            each.mkdir(mode=0o700, exist_ok=True)
            _check_folder(each)
            _sync_folder(each.parent)


def write_file(path: Path, source: IO[bytes], content: Content, uri: str) -> None:
    """Write a file of mode 0600 that appears complete and verified, or not at all."""
    unfinished = path.with_name(f".{uuid4().hex}.part")
    try:
        with os.fdopen(create_file(unfinished), "r+b") as file:
            copy(source, file, content, uri)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            compare(content_of(file, content.size), content, uri)
        unfinished.replace(path)
        _sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _remove_old(path: Path, modified_before: float) -> bool:
    """Remove a file, and return True, unless it was modified later."""
    if path.lstat().st_mtime >= modified_before:
        return False
    # `reuse` may mark it as new now: looked at again under a name that nobody else uses.
    aside = path.with_name(f".{uuid4().hex}.part")
    path.rename(aside)
    if aside.lstat().st_mtime >= modified_before:
        aside.replace(path)
        return False
    aside.unlink()
    return True


def _check_folder(folder: Path) -> None:
    """Raise `OSError` for a symbolic link, a file, and a folder of another user."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(f"{folder} is not a folder")
    if not is_own(found):
        raise PermissionError(f"{folder} belongs to another user")


def _sync_folder(folder: Path) -> None:
    """Make new names in a folder survive a power failure; Windows has no such call."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
