"""The files and folders of one stack."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kaggle_store._files import lock_holder
from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import (
    Account,
    database_home,
    refuse_line_break,
    temporary_bases,
    temporary_dir,
)
from kaggle_store.local.files import absolute, claim_folder, is_own_folder

# A socket's path has at most 107 bytes; PostgreSQL appends `/.s.PGSQL.54322.lock` to the folder.
_LONGEST_RUN_DIR = 80
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
_ABANDONED_AFTER_SECONDS = 60.0
PORTS = "ports.json"
THROW_AWAY_PREFIX = "kaggle-store-throw-away-"
_RUN_PREFIX = "kaggle-store-run-"


@dataclass(frozen=True)
class StackPaths:
    """The folders and files of one stack.

    `home`, which contains the database, is `root`, or another folder if the servers' account
    cannot enter `root`.
    """

    root: Path
    home: Path
    run: Path
    throw_away: bool

    @property
    def database(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "postgres"

    @property
    def logs(self) -> Path:
        """The folder of the servers' logs."""
        return self.root / "logs"

    @property
    def keys(self) -> Path:
        """The file of the stack's keys."""
        return self.root / "keys.json"

    @property
    def ports(self) -> Path:
        """The ports of the last start, which later ones use."""
        return self.root / PORTS

    @property
    def lock(self) -> Path:
        """Locked by the watchdog while the stack runs; its presence marks a stack's folder."""
        return self.root / "stack.lock"

    @property
    def running(self) -> Path:
        """Endpoints and process ids of the running stack; stale if the watchdog was killed."""
        return self.root / "running.json"

    @property
    def baseline_done(self) -> Path:
        """Exists once the baseline SQL has run, so that migrations can."""
        return self.root / "baseline.done"

    @property
    def seed_done(self) -> Path:
        """Exists once the seed has run."""
        return self.root / "seed.done"

    @property
    def wal_archive(self) -> Path:
        """Contains the path of the write-ahead log archive; missing if there is none."""
        return self.root / "wal_archive"

    def temporary(self) -> list[Path]:
        """Return the paths to delete when the stack stops."""
        return [self.root, self.run] if self.throw_away else [self.running, self.run]


def is_stack(folder: Path) -> bool:
    """Return whether `folder` contains a local stack, running or not."""
    return (folder / "stack.lock").is_file()


def refuse_foreign(root: Path) -> None:
    """Raise `LocalStackError` if another user may have changed a data directory."""
    if distrust := claim_folder(root):
        raise LocalStackError(
            f"The data directory {root} {distrust}; choose another with KAGGLE_STORE_HOME or"
            " --data-dir."
        )


def prepare(data_dir: Path | None, account: Account) -> StackPaths:
    """Create the folders of a stack, in `data_dir` or in a new temporary folder."""
    if data_dir is None:
        remove_abandoned()
        root = home = temporary_dir(account, THROW_AWAY_PREFIX)
    else:
        root = own_folder(data_dir)
        home = database_home(root, account)
    (root / "logs").mkdir(mode=0o700, exist_ok=True)
    return StackPaths(root, home, _run_dir(home, account), throw_away=data_dir is None)


def own_folder(data_dir: Path) -> Path:
    """Return a data directory, created where it is missing.

    Raises `LocalStackError` if it is another user's, cannot be written or holds other files.
    """
    root = absolute(data_dir)
    refuse_line_break(root, "data directory", "choose another with KAGGLE_STORE_HOME or --data-dir")
    try:
        root.mkdir(parents=True, exist_ok=True)
        refuse_foreign(root)
        contents = any(root.iterdir())
        if not contents:
            (root / ".gitignore").write_bytes(b"*\n")
        with tempfile.TemporaryFile(dir=root):
            pass
    except OSError as problem:
        raise LocalStackError(
            f"The data directory {root} cannot be written ({problem.strerror});"
            " choose another with KAGGLE_STORE_HOME or --data-dir."
        ) from None
    if contents and not is_stack(root) and {x.name for x in root.iterdir()} != {".gitignore"}:
        raise LocalStackError(
            f"{root} holds other files and no local stack; name an empty or new folder."
        )
    return root


def _run_dir(home: Path, account: Account) -> Path:
    inside = home / "run"
    return inside if _suits_sockets(inside) else temporary_dir(account, _RUN_PREFIX, _suits_run_dir)


def _suits_sockets(folder: Path) -> bool:
    """Return whether sockets fit in a folder, and its name needs no quoting in configurations."""
    return len(os.fsencode(folder)) <= _LONGEST_RUN_DIR and bool(_PLAIN.fullmatch(str(folder)))


def _suits_run_dir(base: Path) -> bool:
    return _suits_sockets(base / f"{_RUN_PREFIX}12345678")


def fresh_run_dir(paths: StackPaths, account: Account) -> None:
    """Empty the folder of sockets and configuration files; requires the stack's lock."""
    shutil.rmtree(paths.run, ignore_errors=True)
    paths.run.mkdir(mode=0o700, parents=True)
    account.own(paths.run)


def remove_abandoned() -> None:
    """Remove throw-away stacks whose watchdog was killed together with its owner."""
    for base in temporary_bases():
        for folder in filter(is_own_folder, base.glob(f"{THROW_AWAY_PREFIX}*")):
            with suppress(OSError):
                if _is_abandoned(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    # A new one may not have taken its lock yet.
    age = time.time() - folder.stat().st_mtime
    return age > _ABANDONED_AFTER_SECONDS and lock_holder(folder / "stack.lock") is None
