"""Files into the storage and out of it, verified; each call blocks."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import UUID

from kaggle_store.artifact_files.folder import write_file
from kaggle_store.artifact_files.names import location
from kaggle_store.artifact_files.storage import Content, Storage, compare, content_of, os_errors
from kaggle_store.errors import ArtifactMissing, InvalidInput

MOST_URI = 500
"""Characters of a URI, as of the paths in jobs and submissions."""


def store_file(
    storage: Storage, path: Path, execution_id: UUID, name: str, operation: str
) -> tuple[str, Content]:
    """Store a file and return its URI and content; it was read back."""
    with opened_source(path, operation) as source, os_errors(f"{path} cannot be stored"):
        content = content_of(source)
        place = location(execution_id, content.sha256, name)
        uri = storage.uri(place)
        if len(uri) > MOST_URI:
            raise InvalidInput(
                f"name: the URI {uri} has more than {MOST_URI} characters; use a shorter name or "
                "another storage",
                operation=operation,
            )
        if not storage.reuse(place, content):
            source.seek(0)
            storage.write(place, source, content)
        return uri, content


@contextmanager
def opened_source(path: Path, operation: str) -> Iterator[IO[bytes]]:
    """Open a regular file; raise `InvalidInput` for anything else."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    # A named pipe would block without O_NONBLOCK.
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise InvalidInput(f"path: {_problem(path, error)}", operation=operation) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise InvalidInput(f"path: {_problem(path, None)}", operation=operation)
    with os.fdopen(handle, "rb") as file:
        yield file


def _problem(path: Path, error: Exception | None) -> str:
    if os.path.islink(path):  # noqa: PTH114 - a path with NUL is no link
        return f"{path} is a symbolic link; give the file itself: Path(path).resolve()"
    if path.is_dir():
        return f"{path} is a folder; pack it into one file: shutil.make_archive(path, 'tar', path)"
    reason = getattr(error, "strerror", None) or error or "not a regular file"
    return f"{str(path)!a} cannot be read: {reason}"


def fetch_file(
    storage: Storage, place: str, content: Content, target: Path, operation: str
) -> Path:
    """Copy a stored file to a path, verified; the path appears complete or not at all."""
    with os_errors(f"{str(target)!a} cannot be written"):
        if target.is_dir():
            target = target / place.rpartition("/")[2]
        exists = os.path.lexists(target)
    if exists:
        _check_existing(target, content, operation)
        return target
    with opened_stored(storage, place) as source, os_errors(f"{target} cannot be written"):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, source, content, storage.uri(place))
    return target


def _check_existing(target: Path, content: Content, operation: str) -> None:
    with opened_source(target, operation) as file:
        if content_of(file, content.size) != content:
            raise InvalidInput(
                f"path: {target} exists with another content; give another path, or remove it",
                operation=operation,
            )


def verify_file(storage: Storage, place: str, content: Content) -> None:
    """Raise `ArtifactMissing` or `ArtifactDamaged` unless a stored file is complete."""
    with opened_stored(storage, place) as source:
        compare(content_of(source, content.size), content, storage.uri(place))


@contextmanager
def opened_stored(storage: Storage, place: str) -> Iterator[IO[bytes]]:
    """Open a stored file; raise `ArtifactMissing` or `ArtifactError`."""
    uri = storage.uri(place)
    with os_errors(f"{uri} cannot be read"):
        try:
            file = storage.open(place)
        except FileNotFoundError:
            raise ArtifactMissing(
                f"{uri} does not exist; if the file is elsewhere, open the store with artifacts=",
                uri=uri,
            ) from None
        with file:
            yield file
