"""Stacks for a test run: an external one from the environment, else clones of one cluster.

With pytest-xdist the main process opens a `TestRun`; the first worker that needs a database starts
the cluster, all workers clone it, and it stops when the main process ends, for whatever reason.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kaggle_store.local.files import is_own_folder, locked

if TYPE_CHECKING:
    from kaggle_store.local.cluster import Cluster

__all__ = ["OutsideStack", "TestRun"]

_PREFIX = "kaggle-store-tests-"
_ABANDONED_AFTER_SECONDS = 60.0
RUN_VARIABLE = "KAGGLE_STORE_TEST_RUN"
_KEY_VARIABLES = (
    "SUPABASE_SECRET_KEY",
    "SECRET_KEY",
    "SUPABASE_SERVICE_ROLE_KEY",
    "SERVICE_ROLE_KEY",
    "SUPABASE_KEY",
)


@dataclass(frozen=True)
class OutsideStack:
    """A stack that runs already, such as that of `supabase start`."""

    api_url: str
    """The project's URL."""
    secret_key: str
    """Its secret key, or the service role's."""
    db_url: str | None
    """The URL of its database; without one only the API can be tested."""
    publishable_key: str | None
    """Its publishable or anon key, where one is set."""
    jwt_secret: str | None
    """The secret that signs its tokens, where one is set."""

    @property
    def superuser_url(self) -> str | None:
        """The URL of `supabase_admin`, which has the password of `postgres` there."""
        return self.db_url and self.db_url.replace("//postgres:", "//supabase_admin:")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self | None:
        """Return the stack of SUPABASE_URL and one of the key variables; None if one is missing."""
        values = os.environ if environ is None else environ
        url = values.get("SUPABASE_URL")
        key = next((values[name] for name in _KEY_VARIABLES if values.get(name)), None)
        if not url or not key:
            return None
        return cls(
            api_url=url,
            secret_key=key,
            db_url=_with_or_without_prefix(values, "DB_URL"),
            publishable_key=_with_or_without_prefix(values, "PUBLISHABLE_KEY")
            or _with_or_without_prefix(values, "ANON_KEY"),
            jwt_secret=_with_or_without_prefix(values, "JWT_SECRET"),
        )


def _with_or_without_prefix(values: Mapping[str, str], name: str) -> str | None:
    return values.get(f"SUPABASE_{name}") or values.get(name)


class TestRun:
    """The cluster that all workers of a test run share; started on first use."""

    __test__ = False

    def __init__(self, folder: Path, alive: int | None = None) -> None:
        self._folder = folder
        self._alive = alive
        self._cluster: Cluster | None = None

    @classmethod
    def open(cls) -> Self:
        """Open a run in the main process; its children find it through the environment."""
        _remove_abandoned()
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        if sys.platform == "win32":  # where no cluster starts
            return cls(folder)
        os.mkfifo(folder / "owner", mode=0o600)
        # The cluster runs until this end of the pipe is closed; children do not inherit it.
        alive = os.open(folder / "owner", os.O_RDWR)
        os.environ[RUN_VARIABLE] = str(folder)
        return cls(folder, alive)

    @classmethod
    def current(cls) -> Self:
        """Return the main process's run, or open one if there is none."""
        folder = os.environ.get(RUN_VARIABLE)
        return cls(Path(folder)) if folder else cls.open()

    def cluster(self) -> Cluster:
        """Return the run's cluster; the first caller of all processes starts it."""
        if self._cluster is None:
            with locked(self._folder / "lock"):
                self._cluster = self._attach_or_start()
        return self._cluster

    def close(self) -> None:
        """Stop the run's cluster; call in the main process."""
        if self._alive is None:
            return
        if self._cluster is not None:
            self._cluster.stop()
        os.environ.pop(RUN_VARIABLE, None)
        os.close(self._alive)
        self._alive = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def _attach_or_start(self) -> Cluster:
        # Imported here: the main process of a parallel run opens a run that may start no cluster.
        from kaggle_store.local.cluster import Cluster

        path_file = self._folder / "cluster"
        if path_file.exists():
            return Cluster.attach(Path(os.fsdecode(path_file.read_bytes())))
        cluster = Cluster.start(owner=self._folder / "owner")
        path_file.write_bytes(os.fsencode(cluster.folder))
        return cluster


def _remove_abandoned() -> None:
    """Remove the folders of runs whose main process was killed: their pipe has no reader."""
    if sys.platform == "win32":
        return
    for folder in filter(is_own_folder, Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < _ABANDONED_AFTER_SECONDS:
                continue
            try:
                os.close(os.open(folder / "owner", os.O_WRONLY | os.O_NONBLOCK))
            except OSError as problem:
                if problem.errno == errno.ENXIO:
                    shutil.rmtree(folder, ignore_errors=True)
