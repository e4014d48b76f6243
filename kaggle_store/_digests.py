"""Copy files in chunks while their size and SHA-256 are computed."""

from __future__ import annotations

import hashlib
from typing import Any

CHUNK = 1 << 20
"""Bytes that are in memory at a time."""


class DigestWriter:
    """Writer of one file, which computes its size and digest; without a file only these."""

    def __init__(self, file: Any = None) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes | memoryview) -> int:
        """Append bytes."""
        self._digest.update(data)
        self.size += len(data)
        if self._file is not None:
            self._file.write(data)
        return len(data)

    def copy(self, source: Any, limit: int | None = None) -> None:
        """Append the rest of `source`; stop soon after `limit` bytes."""
        while (limit is None or self.size <= limit) and (chunk := source.read(CHUNK)):
            self.write(chunk)

    @property
    def sha256(self) -> str:
        """SHA-256 of what was written, in hexadecimal digits."""
        return self._digest.hexdigest()
