"""The spool: a folder of segments, each written by one process and sent by whoever holds its lock.

Beside `ID.points` stands `ID.sent`, which says up to which byte the points have arrived, and how
many these are. It is written after the database's answer, so that a crash in between sends points
again, which the database knows by their ids.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kaggle_store.recorder.point_lines import Header

POINTS = ".points"
SENT = ".sent"
USUAL_LINE = 128
"""Bytes to read for a point; thousands of these hold the longest line too."""


def default_spool() -> Path:
    """Return where points wait when no folder was named: it may not outlive a restart."""
    return Path(tempfile.gettempdir()) / f"kaggle-store-spool-{os.getuid()}"


class Place(NamedTuple):
    """Where a point begins in a segment, or would."""

    byte: int
    """Counted from the file's beginning."""
    points: int
    """How many stand before it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Points that stand next to each other in a segment."""

    start: Place
    """Where the first begins."""
    lines: list[bytes]
    """The points, without the ends of their lines."""
    is_full: bool = False
    """Whether it could hold no more."""

    @property
    def end(self) -> Place:
        """Where the next one begins."""
        count = len(self.lines)
        return Place(self.start.byte + sum(map(len, self.lines)) + count, self.start.points + count)

    def halves(self) -> tuple[Batch, Batch]:
        """Divide it in two."""
        middle = len(self.lines) // 2
        first = Batch(self.start, self.lines[:middle])
        return first, Batch(first.end, self.lines[middle:])


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
        self._sent = self._read_sent()

    @classmethod
    def create(cls, folder: Path, header: Header) -> Segment:
        """Begin a segment that only its owner can read."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{header.id}{POINTS}"
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        segment = cls(path, file, header)
        try:
            segment._write(header.line())
        except OSError:
            segment.remove()
            raise
        return segment

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
                segment = cls(path, file, Header.read(content.readline()))
        except (BlockingIOError, ValueError, KeyError):
            os.close(file)
            return None
        if not os.fstat(file).st_nlink:
            # Another has just sent all of it, and deleted it.
            segment.close()
            return None
        return segment

    def append(self, line: bytes) -> bool:
        """Write one line; once this returns True, the end of the process loses nothing.

        False says that the segment was sealed meanwhile. Where the disk takes no more, `OSError`
        names the file, and nothing of the line stays.
        """
        with self._lock:
            if self._is_sealed:
                return False
            self._write(line)
            self.points += 1
        return True

    def _write(self, line: bytes) -> None:
        rest = line
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            # A full disk may have taken a part of it.
            os.ftruncate(self._file, self.written)
            raise OSError(error.errno, error.strerror, str(self.path)) from None
        self.written += len(line)

    def seal(self) -> None:
        """Take no more lines: whoever comes too late is told so."""
        with self._lock:
            self._is_sealed = True

    def sync(self) -> None:
        """Bring what was written to the disk itself, against a power cut."""
        with self._lock:
            if self._file < 0:
                return
            # A descriptor of its own, as the segment may be closed meanwhile.
            file = os.dup(self._file)
        try:
            os.fsync(file)
        finally:
            os.close(file)

    @property
    def unsent(self) -> int:
        """Bytes that were not sent yet."""
        return self.written - self._sent.byte

    def next_batch(self, most: int, start: Place | None = None) -> Batch | None:
        """Read up to `most` points from a place on, by default the first that were not sent.

        The last line counts once it is whole.
        """
        start = start or self._sent
        size = most * USUAL_LINE
        content = os.pread(self._file, size, start.byte)
        *lines, _ = content.split(b"\n", most)
        is_full = len(lines) == most or len(content) == size
        return Batch(start, lines, is_full) if lines else None

    def mark_sent(self, end: Place) -> None:
        """Note that everything before a place has arrived."""
        self._sent = end
        path = self.path.with_suffix(SENT)
        scratch = path.with_suffix(".new")
        try:
            scratch.write_text(f"{end.byte} {end.points}")
            scratch.replace(path)
        except OSError:
            # A full disk gets room by sending; without the note a crash sends again what is known.
            scratch.unlink(missing_ok=True)

    def remove(self) -> None:
        """Delete it, once all has arrived."""
        self.path.with_suffix(SENT).unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Let go of it: whoever comes next may send the rest."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1

    def abandon(self) -> None:
        """Leave it to the process that this one was forked from."""
        # Another thread may have held the lock when the process was forked.
        self._lock = threading.Lock()
        self.close()
        self._is_sealed = True
        self.written = self.points = 0
        self._sent = Place(0, 0)

    def _read_sent(self) -> Place:
        return _sent(self.path, len(self.header.line()))


def waiting(path: Path) -> int:
    """Count the bytes of a segment that were not sent, whoever holds it."""
    with path.open("rb") as content:
        begin = len(content.readline())
    return path.stat().st_size - _sent(path, begin).byte


def _sent(path: Path, begin: int) -> Place:
    try:
        byte, points = map(int, path.with_suffix(SENT).read_text().split())
        is_there = begin <= byte <= path.stat().st_size and points >= 0
    except (FileNotFoundError, ValueError):
        return Place(begin, 0)
    # A note of a place that is not there says nothing; what is sent again is known by its ids.
    return Place(byte, points) if is_there else Place(begin, 0)


def orphans(folder: Path) -> Iterator[Segment]:
    """Take over the segments that nobody holds, the oldest first."""
    for path in sorted(folder.glob(f"*{POINTS}"), key=_age):
        if segment := Segment.adopt(path):
            yield segment


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # Another has just sent all of it.
        return 0.0
