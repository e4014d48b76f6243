"""An object store, or any other file system of fsspec."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any
from uuid import uuid4

from kaggle_store.artifact_files.storage import Content, StoredFile, compare, content_of, copy
from kaggle_store.errors import ArtifactError, SettingsError


class ObjectStore:
    """Objects below an fsspec URL, such as `s3://bucket/artifacts`."""

    def __init__(self, url: str) -> None:
        try:
            import fsspec
        except ImportError:
            raise SettingsError(
                f"artifacts at {url} need fsspec: pip install 'kaggle_store[artifacts]'"
            ) from None
        is_bare = url.endswith("://")
        self._prefix = url if is_bare else url.rstrip("/") + "/"
        try:
            self._files, root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError, TypeError, AttributeError) as problem:
            # The last two: a URL for a file system that needs more than a URL.
            raise SettingsError(f"artifacts at {url} cannot be used: {problem}") from None
        self._root = str(root).rstrip("/")

    def uri(self, location: str) -> str:
        """Return the URI of a location."""
        return self._prefix + location

    def reuse(self, location: str, content: Content) -> bool:  # noqa: ARG002
        """Return False: an object cannot be marked as new, so it is written again."""
        return False

    def write(self, location: str, source: IO[bytes], content: Content) -> None:
        """Write a temporary object, read it back, and rename it.

        So one that is there already, and has a row, is not lost if this call fails.
        """
        folder = location.rpartition("/")[0]
        unfinished = f"{folder}/.{uuid4().hex}.part"
        path = self._path(unfinished)
        try:
            self._files.makedirs(self._path(folder), exist_ok=True)
            with self._files.open(path, "wb") as file:
                copy(source, file, content, self.uri(location))
            with self.open(unfinished) as stored:
                compare(content_of(stored, content.size), content, self.uri(location))
            self._files.mv(path, self._path(location))
        except NotImplementedError:
            raise ArtifactError(f"{self._prefix} cannot be written to") from None
        except BaseException:
            # fsspec finishes an object also when its content could not be read to the end.
            with suppress(Exception):
                self._files.rm_file(path)
            raise

    def open(self, location: str) -> IO[bytes]:
        """Open an object."""
        self._files.invalidate_cache()
        opened: IO[bytes] = self._files.open(self._path(location), "rb")
        return opened

    def remove(self, location: str, modified_before: float | None = None) -> bool:
        """Remove an object."""
        path = self._path(location)
        self._files.invalidate_cache()
        try:
            if modified_before is not None and self._modified_at(path) >= modified_before:
                return False
            self._files.rm_file(path)
        except FileNotFoundError:
            return False
        return True

    def executions(self) -> Iterator[str]:
        """Yield the names of the folders below the root."""
        self._files.invalidate_cache()
        with suppress(FileNotFoundError):
            for entry in self._files.ls(self._root, detail=True):
                if entry["type"] == "directory":
                    yield str(entry["name"]).rstrip("/").rpartition("/")[2]

    def files(self, execution: str) -> Iterator[StoredFile]:
        """Yield the objects of an execution."""
        for path in self._files.find(self._path(execution)):
            location = str(path)[len(self._root) :].strip("/")
            with suppress(FileNotFoundError):
                yield StoredFile(location, self._modified_at(path))

    def _modified_at(self, path: str) -> float:
        """Return the time of an object; one without a time counts as new."""
        try:
            modified: Any = self._files.modified(path)
        except NotImplementedError:
            return float("inf")
        return float(modified.timestamp())

    def _path(self, location: str) -> str:
        return f"{self._root}/{location}"
