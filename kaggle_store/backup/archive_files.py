"""Archived executions as files: JSON lines, compressed, the first of them a header.

A file is there under its name only when it is complete: it is written beside it, made durable, read
back and compared, then renamed.
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
    """A file that was read and agrees with its own header."""

    id: UUID
    checksum: str
    lines: list[str]


def name_of(id: UUID) -> str:
    """Return the name of an execution's file."""
    return f"{id}.jsonl.gz"


def write_file(folder: Path, archived: ArchivedExecution, lines: Iterable[str]) -> Path:
    """Write an execution and return its file, which was read back and holds what it should."""
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
    """Read the first line of a file."""
    with _opened(path) as lines:
        return _header(path, lines)


def read_file(path: Path) -> ArchiveFile:
    """Read a whole file, or raise `ArchiveFileDamaged`."""
    with _opened(path) as lines:
        header = _header(path, lines)
        read = [line.rstrip("\n") for line in lines]
    _compare(path, header, read)
    return ArchiveFile(UUID(header["id"]), header["checksum"], read)


def check_file(path: Path) -> str:
    """Return the checksum of a file after reading it through; raises `ArchiveFileDamaged`."""
    with _opened(path) as lines:
        header = _header(path, lines)
        return _compare(path, header, (line.rstrip("\n") for line in lines))


def _write(raw: IO[bytes], archived: ArchivedExecution, lines: Iterable[str]) -> None:
    header = {"kind": KIND, **json.loads(archived.model_dump_json(exclude={"exported_at"}))}
    digest = hashlib.sha256()
    # Without name and time in it, the same execution makes the same file.
    with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        packed.write(json.dumps(header, ensure_ascii=False).encode() + b"\n")
        for line in lines:
            digest.update(hashlib.sha256(line.encode()).digest())
            packed.write(line.encode() + b"\n")
    if digest.hexdigest() != archived.checksum:
        raise ArchiveFileDamaged(
            "the archive is damaged, or just being restored: its rows are not those of its checksum"
        )
    raw.flush()
    os.fsync(raw.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _opened:  # noqa: N801 - used as a context manager
    """The lines of a file; bad compression or text raises `ArchiveFileDamaged`."""

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
        known = header["kind"] == KIND and header["format"] == 1 and header["checksum"]
    except (ValueError, LookupError, TypeError) as error:
        raise ArchiveFileDamaged(f"{path} does not begin with an archive's header") from error
    if not known:
        raise ArchiveFileDamaged(f"{path} was not written by this version of the store")
    return cast(dict[str, Any], header)


def _compare(path: Path, header: dict[str, Any], lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    counts: Counter[str] = Counter()
    for line in lines:
        digest.update(hashlib.sha256(line.encode()).digest())
        counts[json.loads(line, parse_int=str, parse_float=str)["table"]] += 1
    if digest.hexdigest() != header["checksum"] or dict(counts) != header["counts"]:
        raise ArchiveFileDamaged(f"{path} does not hold the rows that its header names")
    return digest.hexdigest()
