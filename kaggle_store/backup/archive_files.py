"""Archived executions as compressed JSON Lines files; the first line is a header.

A file is written under a temporary name, synced, read back and compared, then renamed: a file with
the final name is complete.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, Any, Literal, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from kaggle_store.errors import ArchiveFileDamaged
from kaggle_store.models.archived_executions import ArchivedExecution

KIND = "kaggle_store archived execution"
_OTHER_VERSION = {"kind", "format"}


class Header(BaseModel):
    """The first line of a file, as far as it is used; the rest describes the execution."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    kind: Literal["kaggle_store archived execution"]
    format: Literal[1]
    id: UUID
    checksum: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    counts: dict[str, Annotated[int, Field(ge=1)]]


class _Line(BaseModel):
    """A row: what is counted of it."""

    table: str


_LINE = TypeAdapter(_Line)


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
        if not holds(part, archived):
            raise ArchiveFileDamaged(f"{archived.id} changed while it was written")
        path = part.replace(folder / name_of(archived.id))
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(folder)
    return path


def holds(path: Path, archived: ArchivedExecution) -> bool:
    """Return whether a file is this execution's, by its header; reads the file to its end.

    Raises `ArchiveFileDamaged` if the rows are not those of the header.
    """
    header = check_file(path)
    return (header.id, header.checksum) == (archived.id, archived.checksum)


def read_file(path: Path) -> ArchiveFile:
    """Return the content of a file, or raise `ArchiveFileDamaged`."""
    with _open_lines(path) as lines:
        header = _header(path, lines)
        read = [line.rstrip("\n") for line in lines]
    _compare(path, header, read)
    return ArchiveFile(header.id, header.checksum, read)


def check_file(path: Path) -> Header:
    """Read a whole file and return its header, or raise `ArchiveFileDamaged`."""
    with _open_lines(path) as lines:
        header = _header(path, lines)
        _compare(path, header, (line.rstrip("\n") for line in lines))
    return header


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
    if sys.platform == "win32":  # where folders cannot be opened
        return
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


def _header(path: Path, lines: Iterator[str]) -> Header:
    try:
        return Header.model_validate_json(next(lines, ""))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = str(next(iter(first["loc"]), ""))
    if not field:
        raise ArchiveFileDamaged(f"{path} does not begin with an archive header")
    if field in _OTHER_VERSION:
        raise ArchiveFileDamaged(f"{path} was not written by this version of the store: {field}")
    raise ArchiveFileDamaged(f"{path} has an invalid header: {field}: {first['msg']}")


def _compare(path: Path, header: Header, lines: Iterable[str]) -> None:
    digest = hashlib.sha256()
    counts: Counter[str] = Counter()
    for number, line in enumerate(lines, 2):
        digest.update(hashlib.sha256(line.encode()).digest())
        try:
            counts[_LINE.validate_json(line).table] += 1
        except ValidationError:
            raise ArchiveFileDamaged(f"line {number} of {path} is not a row") from None
    if digest.hexdigest() != header.checksum or dict(counts) != header.counts:
        raise ArchiveFileDamaged(f"{path} does not contain the rows that its header lists")
