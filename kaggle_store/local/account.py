"""The account that runs the servers: the caller's, or an unprivileged one for root.

PostgreSQL refuses to run as root. Containers often run as root, with a virtual environment in a
home directory that no other user can enter, so files that the servers need are copied from there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kaggle_store.errors import LocalStackError
from kaggle_store.local.files import claim_folder, locked, user_cache

if sys.platform != "win32":
    import pwd

ONLY_POSIX = "The local stack runs on Linux and macOS; on Windows, use it inside WSL."

_PREFERRED = ("postgres", "nobody")
_SYSTEM_CACHE = Path("/var/cache/kaggle_store")
_SYSTEM_DATA = Path("/var/lib/kaggle_store")
_BELONGS_TO = "belongs_to"


@dataclass(frozen=True)
class Account:
    """The account that the servers run as; `uid` is None for the caller's own."""

    name: str
    uid: int | None = None
    gid: int | None = None

    def credentials(self) -> dict[str, Any]:
        """Return the arguments that make `subprocess` run a command as this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Make this account the owner of `path`."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Return whether this account can open `path`, by a real access check as that user."""
        if self.uid is None:
            return os.access(path, os.R_OK | os.X_OK)
        script = 'test -r "$1" && test -x "$1"'
        command = ["/bin/sh", "-c", script, "sh", str(path)]
        return subprocess.run(command, check=False, cwd="/", **self.credentials()).returncode == 0


@cache
def server_account() -> Account:
    """Return the account for the servers: the caller's, or as root the first unprivileged one.

    Raises `LocalStackError` on Windows, where there is no local stack.
    """
    if sys.platform == "win32":
        raise LocalStackError(ONLY_POSIX)
    if os.geteuid() != 0:
        return Account(name=str(os.geteuid()))
    for name in _PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise LocalStackError(
        "PostgreSQL does not run as root and this machine has neither a user `postgres` nor"
        " `nobody`; create one or run as an ordinary user."
    )


def cache_dir(account: Account) -> Path:
    """Return a cache folder that the account can read (root's home usually is not readable)."""
    candidates = [folder for folder in (user_cache(), _SYSTEM_CACHE) if folder is not None]
    for folder in candidates:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            # Programs are installed there: no other user may replace them.
            is_own = os.access(folder, os.W_OK | os.X_OK) and claim_folder(folder) is None
            if is_own and account.reaches(folder):
                return folder
    raise LocalStackError(
        "There is no cache folder that this user owns and alone can write, tried"
        f" {' and '.join(map(str, candidates))}; set XDG_CACHE_HOME to a folder of yours."
    )


def reachable(path: Path, account: Account) -> Path:
    """Return `path`, or a copy of it (hard links where possible) that the account can reach."""
    path = path.resolve()
    if account.reaches(path):
        return path
    stamp = path.stat().st_mtime_ns
    key = hashlib.sha256(os.fsencode(path) + f":{stamp}".encode()).hexdigest()[:16]
    folder = cache_dir(account) / "published"
    target = folder / f"{path.name}-{key}"
    with locked(folder / ".lock"):
        if not target.exists():
            _publish(path, target)
    return target


def _publish(path: Path, target: Path) -> None:
    """Copy `path` beside `target`, then rename, so that no incomplete copy is ever used."""
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        copy = Path(scratch) / path.name
        if path.is_dir():
            shutil.copytree(path, copy, symlinks=True, copy_function=_link_or_copy)
        else:
            _link_or_copy(str(path), str(copy))
        copy.replace(target)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def database_home(data_dir: Path, account: Account) -> Path:
    """Return `data_dir`, or a system folder for its database if the account cannot enter it."""
    if account.reaches(data_dir):
        return data_dir
    key = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    home = _SYSTEM_DATA / f"{data_dir.parent.name}-{key}"
    for folder in (_SYSTEM_DATA, home):
        folder.mkdir(parents=True, exist_ok=True)
        if distrust := claim_folder(folder):
            raise LocalStackError(
                f"{folder}, where the database would be, {distrust}; remove it, or choose a data"
                f" directory that {account.name} can enter."
            )
    (home / _BELONGS_TO).write_bytes(os.fsencode(data_dir))
    _remove_orphans()
    return home


def _remove_orphans() -> None:
    """Remove the databases of data directories that no longer exist."""
    for owner_file in _SYSTEM_DATA.glob(f"*/{_BELONGS_TO}"):
        with suppress(OSError):
            if not Path(os.fsdecode(owner_file.read_bytes())).exists():
                shutil.rmtree(owner_file.parent, ignore_errors=True)


def refuse_line_break(folder: Path, what: str, remedy: str) -> None:
    """Raise `LocalStackError` if PostgreSQL would refuse a folder for its name."""
    if set(str(folder)) & {"\n", "\r"}:
        raise LocalStackError(
            f"The {what} {str(folder)!r} has a line break in its name, which PostgreSQL does not"
            f" accept; {remedy}."
        )


def temporary_bases() -> list[Path]:
    """Return the folders for temporary ones: $TMPDIR, /tmp and /var/tmp."""
    return [*dict.fromkeys(map(Path, (*_default_temporary(), "/tmp", "/var/tmp")))]  # noqa: S108


def _default_temporary() -> list[str]:
    try:
        return [tempfile.gettempdir()]
    except FileNotFoundError:
        # It finds no folder to write to, its last candidate being the current one.
        return []


def temporary_dir(
    account: Account, prefix: str, suits: Callable[[Path], bool] = lambda _: True
) -> Path:
    """Create a new temporary folder that the account can enter, in the first base that `suits`.

    Raises `LocalStackError` if no base suits and can be written, or if one has a line break.
    """
    bases = temporary_bases()
    for base in bases:
        refuse_line_break(base, "temporary folder", "set TMPDIR to another")
    for base in filter(suits, bases):
        if not account.reaches(base):
            continue
        with suppress(OSError):
            folder = Path(tempfile.mkdtemp(prefix=prefix, dir=base))
            if account.uid is not None:
                folder.chmod(0o711)
            return folder
    raise LocalStackError(
        f"The local stack needs a temporary folder that {account.name} can enter, with a short"
        " path of plain characters for its sockets; set TMPDIR to one, such as /tmp."
    )
