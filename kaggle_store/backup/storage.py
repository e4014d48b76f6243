"""Where backups lie: a folder, or anything that fsspec reaches, such as `s3://bucket/store`."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import fsspec

from kaggle_store.backup.manifest import File, Manifest, Sealed
from kaggle_store.backup.names import LOGICAL, MANIFEST, UNFINISHED, is_file_name, kind_of
from kaggle_store.backup.names import name_of as name_of
from kaggle_store.backup.seal import SealKey
from kaggle_store.errors import BackupError, DamagedBackup

_CHUNK = 1 << 20
_LARGEST_MANIFEST = 16 << 20
S = TypeVar("S", bound=Sealed)


class Sink:
    """A file of a backup that is being written; knows its size and digest."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes | memoryview) -> int:
        """Append bytes."""
        self._digest.update(data)
        self._size += len(data)
        self._file.write(data)
        return len(data)

    def copy(self, source: Any, most: int | None = None) -> None:
        """Append all that `source` has to read; stop soon after `most` bytes."""
        while (most is None or self._size <= most) and (chunk := source.read(_CHUNK)):
            self.write(chunk)

    def flush(self) -> None:
        """Do nothing: what is written is safe when the file is closed."""

    @property
    def file(self) -> File:
        """What the manifest says of it."""
        return File(size=self._size, sha256=self._digest.hexdigest())


class Target:
    """A place for backups: one folder each, whose manifest is written last.

    `seal_key` seals new backups and is required of those that are read; by default it comes from
    the environment, see `SealKey.from_environment`.
    """

    def __init__(self, url: str | Path, seal_key: SealKey | None = None) -> None:
        self._seal_key = seal_key or SealKey.from_environment()
        try:
            self._files, self._root = fsspec.core.url_to_fs(str(url))
        except (ImportError, ValueError) as problem:
            raise BackupError(f"{url} cannot be used: {problem}") from None

    @contextmanager
    def writing(self, backup: str, name: str) -> Iterator[Sink]:
        """Write one file of a backup."""
        path = self._path(backup, name)
        self._files.makedirs(posixpath.dirname(path), exist_ok=True)
        with self._files.open(path, "wb") as file:
            yield Sink(file)

    @contextmanager
    def reading(self, backup: str, name: str) -> Iterator[IO[bytes]]:
        """Read one file of a backup."""
        with self._files.open(self._path(backup, name), "rb") as file:
            yield file

    @property
    def folder(self) -> Path:
        """The folder on this machine; other places cannot hold a server's log."""
        if "file" not in self._files.protocol:
            raise BackupError("The log lies in a folder: name that one, not an object store.")
        return Path(self._root)

    def finish(self, manifest: Sealed) -> None:
        """Make the files written so far a backup: the manifest appears whole or not at all."""
        with self.writing(manifest.id, UNFINISHED) as sink:
            sink.write(manifest.written(self._seal_key))
        self._files.mv(self._path(manifest.id, UNFINISHED), self._path(manifest.id, MANIFEST))

    def names(self, *kinds: str) -> list[str]:
        """Return what was begun here of these kinds, finished or not, the oldest first."""
        if not self._files.exists(self._root):
            return []
        entries = self._files.ls(self._root, detail=True, refresh=True)
        # A link could lead out of this place.
        found = (str(entry["name"]) for entry in entries if not entry.get("islink"))
        names = (posixpath.basename(path.rstrip("/")) for path in found)
        return sorted(name for name in names if kind_of(name) in kinds)

    def manifest(self, backup: str) -> Manifest | None:
        """Return a backup's manifest; None when it was never finished or is gone."""
        return self.sealed(Manifest, backup)

    def sealed(self, kind: type[S], backup: str) -> S | None:
        """Return what stands beside a backup's files; None when it was never finished."""
        if kind_of(backup) is None or self.is_unfinished(backup):
            return None
        with self.reading(backup, MANIFEST) as file:
            text = file.read(_LARGEST_MANIFEST + 1)
        if len(text) > _LARGEST_MANIFEST:
            raise DamagedBackup(f"The manifest of backup {backup} is too large.")
        return kind.read(backup, text, self._seal_key)

    def newest(self) -> Manifest | None:
        """Return the newest finished backup's manifest; None where there is none."""
        found = (self.manifest(name) for name in reversed(self.names(*LOGICAL)))
        return next((manifest for manifest in found if manifest is not None), None)

    def is_unfinished(self, backup: str) -> bool:
        """Tell whether a backup was begun and has no manifest."""
        return not self._files.exists(self._path(backup, MANIFEST))

    def manifests(self) -> list[Manifest]:
        """Return the finished backups, the oldest first; a damaged one raises."""
        found = (self.manifest(name) for name in self.names(*LOGICAL))
        return [manifest for manifest in found if manifest is not None]

    def is_complete(self, manifest: Sealed) -> bool:
        """Tell whether all files of a backup are there in their size, without reading them."""
        return all(
            self._files.exists(path) and self._files.size(path) == file.size
            for path, file in (
                (self._path(manifest.id, name), file) for name, file in manifest.files.items()
            )
        )

    def fetch(self, manifest: Sealed, folder: Path) -> Path:
        """Copy a backup's files into `folder`, and check each against its digest."""
        here = folder / manifest.id
        here.mkdir()
        for name, file in manifest.files.items():
            self._fetch(self._path(manifest.id, name), here / name, file)
        return here

    def _fetch(self, path: str, here: Path, file: File) -> None:
        try:
            with self._files.open(path, "rb") as source, here.open("xb") as copy:
                sink = Sink(copy)
                sink.copy(source, file.size)
        except FileNotFoundError:
            raise DamagedBackup(f"A file of a backup is missing: {path}.") from None
        if sink.file != file:
            raise DamagedBackup(f"A file of a backup was changed or cut short: {path}.")

    def remove(self, backup: str) -> None:
        """Remove a backup, its manifest first: what is left by a crash is no backup."""
        manifest = self._path(backup, MANIFEST)
        if self._files.exists(manifest):
            self._files.rm_file(manifest)
        self._files.rm(self._path(backup), recursive=True)

    def _path(self, backup: str, name: str | None = None) -> str:
        """Return the path of a backup or of one of its files; refuse any other."""
        if kind_of(backup) is None or not (name is None or is_file_name(name)):
            raise BackupError(f"{backup!a}, {name!a}: not a backup, or not a file of one.")
        return posixpath.join(self._root, *([backup, name] if name else [backup]))
