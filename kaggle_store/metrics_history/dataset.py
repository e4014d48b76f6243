"""The layout of the dataset, and its files in a folder or an object store.

    year=2026/month=08/<export id>-0001.parquet
    _manifests/2026-08/<export id>.json

A manifest is written after its files, and counts once the store has recorded its SHA-256. So what
an interrupted export leaves is never read by the store. pyarrow and others skip folders that begin
with `_`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from kaggle_store.artifact_files.roots import storage_at
from kaggle_store.artifact_files.storage import Content, content_of, os_errors
from kaggle_store.errors import (
    ArtifactError,
    MetricsHistoryDamaged,
    MetricsHistoryError,
    SettingsError,
)
from kaggle_store.settings import METRICS_HISTORY_NAMES, metrics_history_root

MOST_MANIFEST_BYTES = 16 << 20


class DataFile(BaseModel):
    """A Parquet file of a month; its rows are sorted by metric, time and id.

    `is_late`: it was added after the month was dropped, and its times overlap those of others.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    rows: int
    size: int
    sha256: str
    first_metric: str
    last_metric: str
    first_at: AwareDatetime
    last_at: AwareDatetime
    is_late: bool = False


class Manifest(BaseModel):
    """The files of an exported month."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    month: date
    export_id: UUID
    rows: int
    files: tuple[DataFile, ...]

    def to_json(self) -> bytes:
        """Return the manifest as stored."""
        return self.model_dump_json(indent=1).encode()


class Dataset:
    """The Parquet files below a root: a folder, or a URL of fsspec."""

    def __init__(self, root: str) -> None:
        needs_extra(root)
        self._storage = storage_at(root, METRICS_HISTORY_NAMES[0])

    @property
    def uri(self) -> str:
        """The URI of the root."""
        return self._storage.uri("").rstrip("/")

    def write(self, location: str, path: Path) -> None:
        """Store a file, read back, completely or not at all."""
        with path.open("rb") as file, self._errors(location, "written"):
            content = content_of(file)
            file.seek(0)
            self._storage.write(location, file, content)

    def write_manifest(self, manifest: Manifest) -> str:
        """Store the manifest of a month's export and return its SHA-256."""
        text = manifest.to_json()
        digest = hashlib.sha256(text).hexdigest()
        location = manifest_location(manifest.month, manifest.export_id)
        with self._errors(location, "written"):
            self._storage.write(location, io.BytesIO(text), Content(digest, len(text)))
        return digest

    def manifest(self, month: date, export_id: UUID, sha256: str) -> Manifest:
        """Return a recorded manifest, or raise `MetricsHistoryDamaged`."""
        location = manifest_location(month, export_id)
        with self._opened(location) as file:
            text = file.read(MOST_MANIFEST_BYTES + 1)
        uri = self._storage.uri(location)
        if hashlib.sha256(text).hexdigest() != sha256:
            raise MetricsHistoryDamaged(f"{uri} was changed or cut short", uri=uri)
        try:
            return Manifest.model_validate_json(text)
        except ValidationError:
            raise MetricsHistoryError(
                f"{uri} was not written by this version of kaggle_store"
            ) from None

    @contextmanager
    def reading(self, month: date, file: DataFile) -> Iterator[IO[bytes]]:
        """Open a Parquet file of the size that it was stored with.

        What cannot be decoded in the block raises `MetricsHistoryDamaged` with its URI.
        """
        location = f"{folder_of(month)}/{file.name}"
        with self._opened(location) as opened:
            uri = self._storage.uri(location)
            if (size := opened.seek(0, io.SEEK_END)) != file.size:
                raise MetricsHistoryDamaged(
                    f"{uri} was changed or cut short: it has {size} bytes, not {file.size}", uri=uri
                )
            opened.seek(0)
            yield opened

    def verify(self, month: date, file: DataFile) -> None:
        """Read a whole file; raise `MetricsHistoryDamaged` unless it is what was stored."""
        with self.reading(month, file) as opened:
            if content_of(opened, file.size).sha256 != file.sha256:
                uri = self._storage.uri(f"{folder_of(month)}/{file.name}")
                raise MetricsHistoryDamaged(f"{uri} was changed: its SHA-256 differs", uri=uri)

    def files(self, month: date) -> list[str]:
        """Return the locations of a month's files, unfinished ones included."""
        found = []
        for folder in (folder_of(month), manifest_folder(month)):
            with self._errors(folder, "listed"):
                try:
                    found += [file.location for file in self._storage.files(folder)]
                except FileNotFoundError:
                    continue
        return found

    def remove(self, location: str) -> None:
        """Remove a file; one that is gone is fine."""
        with self._errors(location, "removed"):
            self._storage.remove(location)

    @contextmanager
    def _opened(self, location: str) -> Iterator[IO[bytes]]:
        uri = self._storage.uri(location)
        with self._errors(location, "read"):
            try:
                opened = self._storage.open(location)
            except FileNotFoundError:
                raise MetricsHistoryDamaged(
                    f"{uri} does not exist; if the files are elsewhere, give their root", uri=uri
                ) from None
            with opened:
                yield opened

    @contextmanager
    def _errors(self, location: str, done: str) -> Iterator[None]:
        """Raise `MetricsHistoryError` for what the storage raises."""
        try:
            with os_errors(f"{self._storage.uri(location)} cannot be {done}"):
                yield
        except ArtifactError as error:
            raise MetricsHistoryError(str(error)) from error


def folder_of(month: date) -> str:
    """Return the folder of a month's Parquet files, in the form that Hive has made common."""
    return f"year={month.year:04}/month={month.month:02}"


def manifest_folder(month: date) -> str:
    """Return the folder of a month's manifests."""
    return f"_manifests/{month.year:04}-{month.month:02}"


def manifest_location(month: date, export_id: UUID) -> str:
    """Return where the manifest of an export is stored below the root."""
    return f"{manifest_folder(month)}/{export_id}.json"


def find_root(given: str | None, recorded: str | None = None) -> str:
    """Return the root that is given, else that of the environment, else the recorded one."""
    if found := given or metrics_history_root() or recorded:
        return found
    raise SettingsError(
        f"no root for exported metrics: give one, or set {METRICS_HISTORY_NAMES[0]} to a folder or "
        "to a URL such as s3://bucket/metrics"
    )


def needs_extra(what: str) -> None:
    """Raise `SettingsError` unless the packages of the extra are installed."""
    try:
        import fsspec  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise SettingsError(
            f"{what} needs {error.name}: pip install 'kaggle_store[parquet]'"
        ) from None
