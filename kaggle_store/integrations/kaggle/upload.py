"""The file of a submission: what is uploaded is what the slot was reserved for."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from kaggle_store._requests.operation import Blocking, Flow
from kaggle_store.errors import InvalidInput
from kaggle_store.integrations.kaggle.client import KaggleApi

SLOWEST_UPLOAD = 100_000
"""Bytes per second; an upload that is slower on average times out."""


@dataclass(frozen=True, slots=True)
class SubmissionFile:
    """A file, with its size and hash when it was first read."""

    path: Path
    size: int
    modified: int
    sha256: str

    @classmethod
    def read(cls, path: str | PathLike[str]) -> SubmissionFile:
        """Read a file for its hash; raise `InvalidInput` if it is missing, empty or no file."""
        try:
            with Path(path).open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
                status = os.fstat(content.fileno())
        except (OSError, ValueError, TypeError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise InvalidInput(f"file: {path}: {reason}", operation="kaggle.submit") from error
        if not status.st_size:
            raise InvalidInput(f"file: {path} is empty", operation="kaggle.submit")
        return cls(Path(path), status.st_size, int(status.st_mtime), digest)

    def upload(self, api: KaggleApi, slug: str) -> Flow[dict[str, Any]]:
        """Upload the file and return the fields of CreateSubmission that name it.

        An upload is not a submission, so it may be repeated; each try is a new one.
        """
        token = yield from api.repeated(lambda: self._upload_once(api, slug))
        return {"blob_file_tokens": token}

    def _upload_once(self, api: KaggleApi, slug: str) -> Flow[str]:
        started = yield from api.once(
            "StartSubmissionUpload",
            competition_name=slug,
            content_length=self.size,
            last_modified_epoch_seconds=self.modified,
            file_name=self.path.name,
        )
        yield from Blocking(lambda: self._put(api, started.create_url))
        token: str = started.token
        return token

    def _put(self, api: KaggleApi, url: str) -> None:
        try:
            with self.path.open("rb") as content:
                body = _Hashing(content, self.size)
                api.upload(url, body, self.size, 60.0 + self.size / SLOWEST_UPLOAD)
        except OSError as error:
            raise InvalidInput(f"file: {self.path}: {error}", operation="kaggle.submit") from error
        if body.digest.hexdigest() != self.sha256:
            raise InvalidInput(
                f"file: {self.path} has changed since its slot was reserved; submit a copy that "
                "nothing writes to",
                operation="kaggle.submit",
            )


class _Hashing:
    """A file that is read once, up to the size it had, and hashed meanwhile."""

    def __init__(self, content: Any, size: int) -> None:
        self._content = content
        self._left = size
        self.len = size
        """What `requests` takes for the size."""
        self.digest = hashlib.sha256()

    def __iter__(self) -> Any:
        return iter(lambda: self.read(65_536), b"")

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        wanted = self._left if size < 0 else min(size, self._left)
        data: bytes = self._content.read(wanted)
        if wanted and not data:
            raise InvalidInput("file: it has become shorter", operation="kaggle.submit")
        self._left -= len(data)
        self.digest.update(data)
        return data
