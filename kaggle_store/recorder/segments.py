"""The spool: a folder of segments, each written by one process and sent by whoever holds its lock.

Beside `ID.points` stands `ID.sent`, which says up to which byte the points have arrived. It is
written after the database's answer, so that a crash in between sends points again, which the
database knows by their ids.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kaggle_store.recorder.lines import Header

POINTS = ".points"
SENT = ".sent"


@dataclass(frozen=True, slots=True)
class Batch:
    """Points that stand next to each other in a segment."""

    start: int
    end: int
    lines: list[bytes]


class Segment:
    """One file of points, locked for as long as this object lives."""

    def __init__(self, path: Path, file: int, header: Header) -> None:
        self.path = path
        self.header = header
        self._file = file
        self._lock = threading.Lock()
        self._is_sealed = False
        self.written = os.fstat(file).st_size
        """Bytes that stand in the file."""
        self.points = 0
        """Points that were appended by this process."""
        self.sent = self._read_sent()
        """Bytes that have arrived, or never had to be sent."""

    @classmethod
    def create(cls, folder: Path, header: Header) -> Segment:
        """Begin a segment that only its owner can read."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{header.id}{POINTS}"
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.write(file, header.line())
        return cls(path, file, header)

    @classmethod
    def adopt(cls, path: Path) -> Segment | None:
        """Take over a segment whose process is gone; None while another holds it."""
        try:
            file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with os.fdopen(os.dup(file), "rb") as content:
                return cls(path, file, Header.read(content.readline()))
        except (BlockingIOError, ValueError, KeyError):
            os.close(file)
            return None

    def append(self, line: bytes) -> bool:
        """Write one line; once this returns True, the end of the process loses nothing.

        False says that the segment was sealed meanwhile.
        """
        with self._lock:
            if self._is_sealed:
                return False
            self.written += os.write(self._file, line)
            self.points += 1
        return True

    def seal(self) -> None:
        """Take no more lines: whoever comes too late is told so."""
        with self._lock:
            self._is_sealed = True

    def sync(self) -> None:
        """Bring what was written to the disk itself, against a power cut."""
        os.fsync(self._file)

    @property
    def unsent(self) -> int:
        """Bytes that were not sent yet."""
        return self.written - self.sent

    def next_batch(self, most: int, longest: int = 1 << 22) -> Batch | None:
        """Read up to `most` points that were not sent; the last line counts once it is whole."""
        content = os.pread(self._file, longest, self.sent)
        whole = content[: content.rfind(b"\n") + 1]
        lines = whole.splitlines(keepends=True)[:most]
        if not lines:
            return None
        return Batch(self.sent, self.sent + sum(map(len, lines)), lines)

    def mark_sent(self, end: int) -> None:
        """Note that everything before a byte has arrived."""
        path = self.path.with_suffix(SENT)
        scratch = path.with_suffix(".new")
        scratch.write_text(str(end))
        scratch.replace(path)
        self.sent = end

    def remove(self) -> None:
        """Delete it, once all has arrived."""
        self.path.with_suffix(SENT).unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Let go of it: whoever comes next may send the rest."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _read_sent(self) -> int:
        return _sent(self.path, len(self.header.line()))


def waiting(path: Path) -> int:
    """Count the bytes of a segment that were not sent, whoever holds it."""
    with path.open("rb") as content:
        begin = len(content.readline())
    return path.stat().st_size - _sent(path, begin)


def _sent(path: Path, begin: int) -> int:
    try:
        return max(int(path.with_suffix(SENT).read_text()), begin)
    except (FileNotFoundError, ValueError):
        return begin


def orphans(folder: Path) -> Iterator[Segment]:
    """Take over the segments that nobody holds, the oldest first."""
    found = sorted(folder.glob(f"*{POINTS}"), key=lambda path: path.stat().st_mtime)
    for path in found:
        if segment := Segment.adopt(path):
            yield segment
