"""What a storage of artifacts can do, and how files are copied and compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Protocol

from kaggle_store._digests import DigestWriter
from kaggle_store.errors import ArtifactDamaged, ArtifactError, KaggleStoreError


@dataclass(frozen=True, slots=True)
class Content:
    """The digest and size of a file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the storage, by its location below the root."""

    location: str
    modified_at: float
    """Seconds since 1970."""


class Storage(Protocol):
    """A folder or object store; paths are locations, see `names.location`."""

    def uri(self, location: str) -> str:
        """Return the URI of a location."""
        ...

    def reuse(self, location: str, content: Content) -> bool:
        """Return whether the file is stored already, and protect it from a running prune."""
        ...

    def write(self, location: str, source: IO[bytes], content: Content) -> None:
        """Store a file completely, or raise and leave nothing at its location."""
        ...

    def open(self, location: str) -> IO[bytes]:
        """Open a file; raise `FileNotFoundError`, or `OSError` for links and folders."""
        ...

    def remove(self, location: str, modified_before: float | None = None) -> bool:
        """Remove a file, unless it was modified later; return whether it was there to remove."""
        ...

    def executions(self) -> Iterator[str]:
        """Yield the folders below the root."""
        ...

    def files(self, execution: str) -> Iterator[StoredFile]:
        """Yield the files of an execution, unfinished ones included."""
        ...


def content_of(source: Any, limit: int | None = None) -> Content:
    """Return the digest and size of the rest of an open file, read up to soon after `limit`."""
    writer = DigestWriter()
    writer.copy(source, limit)
    return Content(writer.sha256, writer.size)


def copy(source: Any, target: Any, content: Content, uri: str) -> None:
    """Copy a file; raise `ArtifactDamaged` if it is not this content."""
    writer = DigestWriter(target)
    writer.copy(source, content.size)
    compare(Content(writer.sha256, writer.size), content, uri)


def compare(found: Content, content: Content, uri: str) -> None:
    """Raise `ArtifactDamaged` if a file's content is another one."""
    if found != content:
        raise ArtifactDamaged(
            f"{uri} was changed or cut short: SHA-256 {found.sha256} instead of {content.sha256}"
            if found.size == content.size
            else f"{uri} was changed or cut short: it has not {content.size} bytes",
            uri=uri,
            expected_sha256=content.sha256,
            found_sha256=found.sha256,
        )


@contextmanager
def os_errors(what: str) -> Iterator[None]:
    """Raise `ArtifactError` for an `OSError`, such as a full disk, or of fsspec's packages.

    Those have classes of their own, such as botocore's and aiohttp's.
    """
    try:
        yield
    except KaggleStoreError:
        raise
    except Exception as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ArtifactError(f"{what}: {reason}") from error
