"""Storage of backups: a folder, or any fsspec URL such as `s3://bucket/store`."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Generic, TypeVar

import fsspec

from kaggle_store._digests import DigestWriter
from kaggle_store.backup.manifest import File, Manifest, SealedManifest
from kaggle_store.backup.names import LOGICAL, MANIFEST, UNFINISHED, is_file_name, kind_of
from kaggle_store.backup.names import name_of as name_of
from kaggle_store.backup.seal import SealKey
from kaggle_store.errors import BackupError, DamagedBackup, SealDiffers

_MAX_MANIFEST_BYTES = 16 << 20
S = TypeVar("S", bound=SealedManifest)


@dataclass(frozen=True)
class Found(Generic[S]):
    """The finished backups of a target, oldest first, and those whose manifest is refused."""

    manifests: list[S]
    damaged: list[DamagedBackup]


class FileWriter(DigestWriter):
    """Writer of one file of a backup, which computes its size and digest."""

    def flush(self) -> None:
        """Do nothing: data is flushed when the file is closed."""

    @property
    def file(self) -> File:
        """The file's entry in the manifest."""
        return File(size=self.size, sha256=self.sha256)


class Target:
    """A backup target, with one folder per backup, whose manifest is written last.

    `seal_key` seals new backups, and only backups sealed with it are read; by default it comes
    from the environment, see `SealKey.from_environment`.
    """

    def __init__(self, url: str | Path, seal_key: SealKey | None = None) -> None:
        self._seal_key = seal_key or SealKey.from_environment()
        try:
            self._files, self._root = fsspec.core.url_to_fs(str(url))
        except (ImportError, ValueError, TypeError, AttributeError) as problem:
            # The last two: a URL for a file system that needs more than a URL.
            raise BackupError(f"{url} cannot be used: {problem}") from None

    @contextmanager
    def writing(self, backup: str, name: str) -> Iterator[FileWriter]:
        """Write one file of a backup."""
        path = self._path(backup, name)
        self._files.makedirs(posixpath.dirname(path), exist_ok=True)
        try:
            opened = self._files.open(path, "wb")
        except NotImplementedError:
            raise BackupError(f"{self._root} cannot be written to; use another target.") from None
        with opened as file:
            yield FileWriter(file)

    @contextmanager
    def reading(self, backup: str, name: str) -> Iterator[IO[bytes]]:
        """Read one file of a backup."""
        with self._files.open(self._path(backup, name), "rb") as file:
            yield file

    @property
    def folder(self) -> Path:
        """The local folder of the target; WAL cannot be archived to other targets."""
        if "file" not in self._files.protocol:
            raise BackupError(
                "WAL is archived in a local folder: use that as target, not an object store."
            )
        return Path(self._root)

    def finish(self, manifest: SealedManifest) -> None:
        """Write the manifest atomically, which finishes the backup."""
        with self.writing(manifest.id, UNFINISHED) as writer:
            writer.write(manifest.to_json(self._seal_key))
        self._files.mv(self._path(manifest.id, UNFINISHED), self._path(manifest.id, MANIFEST))

    def names(self, *kinds: str) -> list[str]:
        """Return the ids of finished and unfinished backups of these kinds, oldest first."""
        if not self._files.exists(self._root):
            return []
        entries = self._files.ls(self._root, detail=True, refresh=True)
        if any(entry["name"] == self._root and entry["type"] == "file" for entry in entries):
            raise BackupError(f"{self._root} is a file; name a folder for backups.")
        # A symbolic link could lead out of the target.
        found = (str(entry["name"]) for entry in entries if not entry.get("islink"))
        names = (posixpath.basename(path.rstrip("/")) for path in found)
        return sorted(name for name in names if kind_of(name) in kinds)

    def manifest(self, backup: str) -> Manifest | None:
        """Return the manifest of a full or incremental backup; None if unfinished or missing."""
        return self.read_manifest(Manifest, backup)

    def read_manifest(self, kind: type[S], backup: str) -> S | None:
        """Return the manifest of a backup of any kind; None if unfinished or missing."""
        if kind_of(backup) is None or self.is_unfinished(backup):
            return None
        try:
            with self.reading(backup, MANIFEST) as file:
                text = file.read(_MAX_MANIFEST_BYTES + 1)
        except (FileNotFoundError, IsADirectoryError, PermissionError) as problem:
            raise DamagedBackup(
                f"The manifest of backup {backup} cannot be read: {problem.strerror}."
            ) from None
        if len(text) > _MAX_MANIFEST_BYTES:
            raise DamagedBackup(f"The manifest of backup {backup} is too large.")
        return kind.read(backup, text, self._seal_key)

    def newest(self, database: tuple[str, int] | None = None) -> Manifest | None:
        """Return the manifest of the newest finished backup, or None; of one database if given.

        Raises `DamagedBackup` if a newer manifest is damaged.
        """
        found = (self.manifest(name) for name in reversed(self.names(*LOGICAL)))
        return next((m for m in found if m and database in (None, m.state.database.identity)), None)

    def refuse_other_key(self, kind: type[S], *kinds: str) -> None:
        """Raise `SealDiffers` if the newest of these backups was sealed with another key.

        A backup made with a wrong key would hide the mistake until a restore.
        """
        try:
            any(self.read_manifest(kind, name) for name in reversed(self.names(*kinds)))
        except SealDiffers:
            raise
        except DamagedBackup:
            pass  # a new backup does not continue it

    def is_unfinished(self, backup: str) -> bool:
        """Return whether a backup has no manifest."""
        return not self._files.exists(self._path(backup, MANIFEST))

    def unfinished_after(self, backup: str) -> list[str]:
        """Return the newer backups of this kind without a manifest, whose content is unknown."""
        kinds = LOGICAL if kind_of(backup) in LOGICAL else ("base",)
        return [name for name in self.names(*kinds) if name > backup and self.is_unfinished(name)]

    def scan(self, kind: type[S], *kinds: str) -> Found[S]:
        """Return all finished backups of these kinds; a damaged manifest does not stop it."""
        found: Found[S] = Found([], [])
        for name in self.names(*kinds):
            try:
                if manifest := self.read_manifest(kind, name):
                    found.manifests.append(manifest)
            except DamagedBackup as damage:
                found.damaged.append(damage)
        return found

    def is_complete(self, manifest: SealedManifest) -> bool:
        """Return whether all files of a backup exist with the right size, without reading them."""
        return all(
            self._files.exists(path) and self._files.size(path) == file.size
            for path, file in (
                (self._path(manifest.id, name), file) for name, file in manifest.files.items()
            )
        )

    def is_intact(self, manifest: SealedManifest) -> bool:
        """Return whether all files of a backup have the right size and digest; reads them all."""
        try:
            with Path(os.devnull).open("wb") as sink:
                for name, file in manifest.files.items():
                    self._copy(self._path(manifest.id, name), sink, file)
        except DamagedBackup:
            return False
        return True

    def fetch(self, manifest: SealedManifest, folder: Path) -> Path:
        """Copy a backup's files into a subfolder of `folder`, verify them, and return its path."""
        local = folder / manifest.id
        local.mkdir()
        for name, file in manifest.files.items():
            with (local / name).open("xb") as copy:
                self._copy(self._path(manifest.id, name), copy, file)
        return local

    def _copy(self, path: str, sink: IO[bytes], file: File) -> None:
        """Copy a file of a backup; raise `DamagedBackup` unless it is the manifest's `file`."""
        writer = FileWriter(sink)
        try:
            with self._files.open(path, "rb") as source:
                writer.copy(source, file.size)
        except FileNotFoundError:
            raise DamagedBackup(f"A file of a backup is missing: {path}.") from None
        except (IsADirectoryError, PermissionError):
            raise DamagedBackup(f"A file of a backup cannot be read: {path}.") from None
        if writer.file != file:
            raise DamagedBackup(f"A file of a backup was changed or cut short: {path}.")

    def remove(self, backup: str) -> None:
        """Remove a backup, its manifest first: after a crash it counts as unfinished."""
        manifest = self._path(backup, MANIFEST)
        if self._files.exists(manifest):
            self._files.rm_file(manifest)
        self._files.rm(self._path(backup), recursive=True)

    def _path(self, backup: str, name: str | None = None) -> str:
        """Return the path of a backup or of one of its files; raise for any other name."""
        if kind_of(backup) is None or not (name is None or is_file_name(name)):
            raise BackupError(
                f"{backup!a}, {name!a}: not the id of a backup, or not a file of one."
            )
        return posixpath.join(self._root, *([backup, name] if name else [backup]))
