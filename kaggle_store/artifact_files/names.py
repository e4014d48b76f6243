"""Names of artifacts, and where a file is stored below the root of its storage.

The database has the same rules: `kaggle_store.is_portable_name` and `artifact_location`.
"""

from __future__ import annotations

import re
from uuid import UUID

from kaggle_store.errors import InvalidInput

MOST_BYTES = 200
"""Bytes of a name in UTF-8; file systems allow 255 for each part."""

PREFIX = 32
"""Digits of the SHA-256 in a location: 128 bits, so that no two contents share one."""

_PARTS = re.compile(r'[^/\\:*?"<>|%#]+(/[^/\\:*?"<>|%#]+)*')
_EDGES = re.compile(r"(^|/) |[ .](/|$)")
_DEVICE = re.compile(r"(^|/)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.[^/]*)?(/|$)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def flaw(name: str) -> str | None:
    """Return why a name is not a relative path for every operating system, or None."""
    if not name:
        return "is empty"
    if _CONTROL.search(name):
        return "contains control characters or is not text in UTF-8"
    if len(name.encode()) > MOST_BYTES:
        return f"is longer than {MOST_BYTES} bytes"
    if name.startswith("/"):
        return "is an absolute path; give a relative one"
    if not _PARTS.fullmatch(name):
        return 'has an empty part or one of the characters \\ : * ? " < > | % #'
    if _EDGES.search(name):
        return "has a part that is `.` or `..`, begins with a space, or ends with a space or dot"
    return "is the name of a device on Windows" if _DEVICE.search(name) else None


def checked_name(name: object, operation: str) -> str:
    """Return the name of an artifact, or raise `InvalidInput`."""
    problem = flaw(name) if isinstance(name, str) else f"is {type(name).__name__}, not text"
    if problem:
        raise InvalidInput(f"name: {name!a} {problem}", operation=operation)
    return str(name)


def location(execution_id: UUID, sha256: str, name: str) -> str:
    """Return where a file is stored below the root."""
    return f"{execution_id}/{sha256[:PREFIX]}/{name}"
