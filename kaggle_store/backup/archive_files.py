"""Archived executions as compressed JSON Lines files; the first line is a header.

A file is written under a temporary name, synced, read back and compared, then renamed: a file with
the final name is complete.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast
from uuid import UUID

from kaggle_store.errors import ArchiveFileDamaged
from kaggle_store.models.archived_executions import ArchivedExecution

KIND = "kaggle_store archived execution"


@dataclass(frozen=True)
class ArchiveFile:
    """The content of a file that matches its header."""

    id: UUID
    checksum: str
    lines: list[str]


def name_of(id: UUID) -> str:
    """Return the file name of an execution."""
    return f"{id}.jsonl.gz"


def write_file(folder: Path, archived: ArchivedExecution, lines: Iterable[str]) -> Path:
    """Write an execution, verify the written file and return its path."""
    handle, name = tempfile.mkstemp(prefix=f"{archived.id}.", suffix=".part", dir=folder)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as raw:
            _write(raw, archived, lines)
        if check_file(part) != archived.checksum:
            raise ArchiveFileDamaged(f"{archived.id} changed while it was written")
        path = part.replace(folder / name_of(archived.id))
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(folder)
    return path


def header_of(path: Path) -> dict[str, Any]:
    """Return the header of a file."""
    with _open_lines(path) as lines:
        return _header(path, lines)


def read_file(path: Path) -> ArchiveFile:
    """Return the content of a file, or raise `ArchiveFileDamaged`."""
    with _open_lines(path) as lines:
        header = _header(path, lines)
        read = [line.rstrip("\n") for line in lines]
    _compare(path, header, read)
    return ArchiveFile(UUID(header["id"]), header["checksum"], read)


def check_file(path: Path) -> str:
    """Read a whole file and return its checksum, or raise `ArchiveFileDamaged`."""
    with _open_lines(path) as lines:
        header = _header(path, lines)
        return _compare(path, header, (line.rstrip("\n") for line in lines))


def _write(raw: IO[bytes], archived: ArchivedExecution, lines: Iterable[str]) -> None:
    header = {"kind": KIND, **json.loads(archived.model_dump_json(exclude={"exported_at"}))}
    digest = hashlib.sha256()
    # Without name and time, the same execution always gives the same bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as compressed:
        compressed.write(json.dumps(header, ensure_ascii=False).encode() + b"\n")
        for line in lines:
            digest.update(hashlib.sha256(line.encode()).digest())
            compressed.write(line.encode() + b"\n")
    if digest.hexdigest() != archived.checksum:
        raise ArchiveFileDamaged(
            "the archive is damaged, or is being restored: its rows do not match its checksum"
        )
    raw.flush()
    os.fsync(raw.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _open_lines:  # noqa: N801 - used as a context manager
    """Open a file and iterate its lines; invalid gzip or UTF-8 raises `ArchiveFileDamaged`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Iterator[str]:
        self._file = gzip.open(self._path, "rt", encoding="utf-8", newline="\n")
        return iter(cast(IO[str], self._file))

    def __exit__(self, kind: type[BaseException] | None, error: Any, _: object) -> None:
        self._file.close()
        if isinstance(error, gzip.BadGzipFile | EOFError | UnicodeError | zlib.error):
            raise ArchiveFileDamaged(f"{self._path} is damaged: {error}") from error


def _header(path: Path, lines: Iterator[str]) -> dict[str, Any]:
    try:
        header = json.loads(next(lines, ""))
        UUID(header["id"])
        is_supported = header["kind"] == KIND and header["format"] == 1 and header["checksum"]
    except (ValueError, LookupError, TypeError) as error:
        raise ArchiveFileDamaged(f"{path} does not begin with an archive header") from error
    if not is_supported:
        raise ArchiveFileDamaged(f"{path} was not written by this version of the store")
    return cast(dict[str, Any], header)


def _compare(path: Path, header: dict[str, Any], lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    counts: Counter[str] = Counter()
    for line in lines:
        digest.update(hashlib.sha256(line.encode()).digest())
        counts[json.loads(line, parse_int=str, parse_float=str)["table"]] += 1
    if digest.hexdigest() != header["checksum"] or dict(counts) != header["counts"]:
        raise ArchiveFileDamaged(f"{path} does not contain the rows that its header lists")
    return digest.hexdigest()
