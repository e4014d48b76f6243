"""The stored sessions: one file of this user, with an entry for each project."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kaggle_store._files import expanded, lock_file
from kaggle_store.errors import SignInError
from kaggle_store.recorder.private_files import create_file, open_own, reason, replace_own

SESSION_VARIABLE = "KAGGLE_STORE_SESSION"
VERSION = 1

Entries = dict[str, dict[str, Any]]


def default_file() -> Path:
    """Return `$KAGGLE_STORE_SESSION`, else the file in this user's folder of application state.

    Raises `SignInError` where no home folder is known.
    """
    from platformdirs import user_state_path

    if named := os.environ.get(SESSION_VARIABLE):
        return expanded(named).absolute()
    try:
        folder = user_state_path("kaggle_store", appauthor=False)
    except RuntimeError:
        folder = Path()
    if not folder.is_absolute():
        raise SignInError(f"no home folder is known; name a file for sessions: {SESSION_VARIABLE}")
    return folder / "sessions.json"


class SessionFile:
    """A file of sessions, readable by this user only.

    Files of others, links, and files that others can read are refused with `SignInError`.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_file()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the file's lock, across processes and threads; the kernel frees it at their end."""
        lock = self.path.with_suffix(".lock")
        with self._errors(lock):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileExistsError):
                os.close(create_file(lock))
            file = open_own(lock, os.O_RDWR)
        try:
            with self._errors(lock):
                lock_file(file, wait=True)
            yield
        finally:
            os.close(file)

    def read(self) -> Entries:
        """Return the entry of each project's URL; empty without a file."""
        with self._errors(self.path):
            try:
                file = open_own(self.path)
            except FileNotFoundError:
                return {}
            with os.fdopen(file, "rb") as content:
                self._check_private(os.fstat(content.fileno()))
                return self._parsed(content.read())

    def write(self, entries: Entries) -> None:
        """Replace the entries; hold the lock."""
        text = json.dumps({"version": VERSION, "sessions": entries}, indent=2) + "\n"
        with self._errors(self.path):
            replace_own(self.path, text.encode())

    def put(self, url: str, entry: dict[str, Any]) -> None:
        """Replace the entry of one project; hold the lock."""
        self.write(self.read() | {url: entry})

    def remove(self, url: str) -> None:
        """Remove the entry of one project, and the file with its last one; hold the lock."""
        entries = self.read()
        if entries.pop(url, None) is None:
            return
        if entries:
            self.write(entries)
        else:
            self.path.unlink(missing_ok=True)

    def _check_private(self, found: os.stat_result) -> None:
        if os.name == "posix" and found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SignInError(
                f"{self.path} can be read or written by other users: chmod 600 it, or delete it "
                "and sign in again"
            )

    def _parsed(self, content: bytes) -> Entries:
        try:
            stored = json.loads(content)
            if stored["version"] == VERSION and all(
                isinstance(entry, dict) for entry in stored["sessions"].values()
            ):
                return dict(stored["sessions"])
        except (ValueError, TypeError, LookupError, AttributeError):
            pass
        raise SignInError(f"{self.path} is damaged; delete it and sign in again")

    @contextmanager
    def _errors(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = f"{path} cannot be used for sessions: {reason(error)}"
            raise SignInError(
                f"{what}; make it writable, or name another file in {SESSION_VARIABLE}"
            ) from None
