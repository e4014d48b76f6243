"""Where the parts of one stack lie on disk."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account, database_home, temporary_base, temporary_dir
from kaggle_store.local.files import lock_holder

# A socket's address holds 107 bytes, and PostgreSQL adds `/.s.PGSQL.54322.lock` to the folder's.
_LONGEST_RUN_DIR = 80
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
_ABANDONED_AFTER_SECONDS = 60.0
THROW_AWAY_PREFIX = "kaggle-store-throw-away-"


@dataclass(frozen=True)
class Places:
    """The folders and files of one stack.

    `home` is `root`, or another folder when the servers' account cannot enter `root`.
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
        """The servers' logs."""
        return self.root / "logs"

    @property
    def keys(self) -> Path:
        """The stack's keys."""
        return self.root / "keys.json"

    @property
    def lock(self) -> Path:
        """Held by the watchdog while the stack runs; its presence marks a folder as a stack's."""
        return self.root / "stack.lock"

    @property
    def running(self) -> Path:
        """What runs, and where; left behind only by a watchdog that was killed."""
        return self.root / "running.json"

    @property
    def baseline_done(self) -> Path:
        """Present once the database is whole enough to be migrated."""
        return self.root / "baseline.done"

    @property
    def seed_done(self) -> Path:
        """Present once the seed ran."""
        return self.root / "seed.done"

    @property
    def wal_archive(self) -> Path:
        """Names the folder where the write-ahead log is kept; absent where it is not."""
        return self.root / "wal_archive"

    def temporary(self) -> list[Path]:
        """Return what must not outlive the running stack."""
        return [self.root, self.run] if self.throw_away else [self.running, self.run]


def is_stack(folder: Path) -> bool:
    """Tell whether `folder` holds a local stack, running or not."""
    return (folder / "stack.lock").is_file()


def prepare(data_dir: Path | None, account: Account) -> Places:
    """Make the folders of a stack: in `data_dir`, or in a fresh temporary one."""
    if data_dir is None:
        sweep(account)
        root = home = temporary_dir(account, THROW_AWAY_PREFIX)
    else:
        root = _own_folder(data_dir)
        home = database_home(root, account)
    (root / "logs").mkdir(exist_ok=True)
    return Places(root, home, _run_dir(home, account), throw_away=data_dir is None)


def _own_folder(data_dir: Path) -> Path:
    root = data_dir.expanduser().resolve()
    try:
        root.mkdir(parents=True, exist_ok=True)
        contents = any(root.iterdir())
        if not contents:
            (root / ".gitignore").write_text("*\n")
        with tempfile.TemporaryFile(dir=root):
            pass
    except OSError as problem:
        raise LocalStackError(
            f"The data directory {root} cannot be written ({problem.strerror});"
            " choose one that can, with KAGGLE_STORE_HOME or --data-dir."
        ) from None
    if contents and not is_stack(root) and {x.name for x in root.iterdir()} != {".gitignore"}:
        raise LocalStackError(
            f"{root} holds other files and no local stack; name an empty or new folder."
        )
    return root


def _run_dir(home: Path, account: Account) -> Path:
    inside = home / "run"
    if len(str(inside).encode()) <= _LONGEST_RUN_DIR and _PLAIN.fullmatch(str(inside)):
        return inside
    return temporary_dir(account, "kaggle-store-run-")


def fresh_run_dir(places: Places, account: Account) -> None:
    """Empty the folder of sockets and configurations; call with the stack's lock held."""
    shutil.rmtree(places.run, ignore_errors=True)
    places.run.mkdir(mode=0o700, parents=True)
    account.own(places.run)


def sweep(account: Account) -> None:
    """Remove throw-away stacks whose watchdog was killed together with its owner."""
    for folder in temporary_base(account).glob(f"{THROW_AWAY_PREFIX}*"):
        try:
            age = time.time() - folder.stat().st_mtime
        except OSError:
            continue
        # A young one may be about to take its lock.
        if age > _ABANDONED_AFTER_SECONDS and lock_holder(folder / "stack.lock") is None:
            shutil.rmtree(folder, ignore_errors=True)
