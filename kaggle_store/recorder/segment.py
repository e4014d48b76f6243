"""The spool: a folder of segments, each written by one process and sent by its lock's holder.

The points are in `ID.points`. `ID.sent` is the checkpoint: the offset and the number of the points
that have arrived. It is written after the database's response; after a crash in between, points are
sent again, which the database recognises by their ids.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kaggle_store.recorder.folder import POINTS, make_folder
from kaggle_store.recorder.header import LONGEST_HEADER, Header, HeaderError, read_header
from kaggle_store.recorder.private_files import (
    create_file,
    lock,
    open_own,
    read_own,
    reason,
    replace_own,
)

SENT = ".sent"
TYPICAL_LINE = 128
"""Bytes to read per point; a batch of these is longer than the longest line."""


class SegmentError(Exception):
    """A file of the spool cannot be sent; the message is the reason."""


class EmptySegmentError(SegmentError):
    """A segment has no header and no points: its process ended before it wrote them."""


class SegmentPosition(NamedTuple):
    """The position of a point in a segment."""

    byte: int
    """Offset from the start of the file."""
    points: int
    """Number of points before it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive points of a segment."""

    start: SegmentPosition
    """The position of the first point."""
    lines: list[bytes]
    """The points, without line ends."""
    is_full: bool = False
    """Whether it has as many points as a batch may have."""

    @property
    def end(self) -> SegmentPosition:
        """The position after the last point."""
        count = len(self.lines)
        return SegmentPosition(
            self.start.byte + sum(map(len, self.lines)) + count, self.start.points + count
        )

    def halves(self) -> tuple[Batch, Batch]:
        """Split the batch in two."""
        middle = len(self.lines) // 2
        first = Batch(self.start, self.lines[:middle])
        return first, Batch(first.end, self.lines[middle:])


class Segment:
    """One file of points, locked until it is closed."""

    def __init__(self, path: Path, file: int, header: Header, begin: int) -> None:
        self.path = path
        self.header = header
        self._file = file
        self._lock = threading.Lock()
        self._is_sealed = False
        self.written = os.fstat(file).st_size
        """Size of the file in bytes."""
        self.points = 0
        """Points appended by this process."""
        self._sent = _checkpoint(path, begin)

    @classmethod
    def create(cls, folder: Path, header: Header) -> Segment:
        """Create a private segment, and its folder if that is missing.

        Raises `SpoolError` for a folder that other users can write or that has no file locks, and
        `OSError` for one that cannot be written.
        """
        make_folder(folder)
        while True:
            segment = cls._begin(folder / f"{header.id}{POINTS}", header)
            if os.fstat(segment._file).st_nlink:
                return segment
            # A flush found it empty before it was locked, and deleted it.
            segment.close()

    @classmethod
    def _begin(cls, path: Path, header: Header) -> Segment:
        file = create_file(path)
        try:
            # A flush that checks whether the file is empty holds the lock for a moment.
            lock(file, path, wait=True)
            line = header.line()
            segment = cls(path, file, header, len(line))
            segment._write(line)
        except BaseException:
            path.unlink(missing_ok=True)
            os.close(file)
            raise
        return segment

    @classmethod
    def adopt(cls, path: Path) -> Segment | None:
        """Lock and return a segment whose process has ended.

        Returns None if another process holds it or it is deleted. Raises `SegmentError` if it
        cannot be sent.
        """
        if (file := _locked(path)) is None:
            return None
        try:
            return cls(path, file, *_header(file))
        except BaseException:
            os.close(file)
            raise

    def append(self, line: bytes) -> bool:
        """Append one line, which survives the process; return False if the segment is sealed.

        Raises `OSError` with the file's name if the disk is full; no part of the line is kept.
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
            # A full disk may have accepted a part of the line.
            os.ftruncate(self._file, self.written)
            raise OSError(error.errno, error.strerror, str(self.path)) from None
        self.written += len(line)

    def seal(self) -> None:
        """Accept no more lines; `append` returns False from now on."""
        with self._lock:
            self._is_sealed = True

    def sync(self) -> None:
        """Flush the file to the disk, so that it survives a power failure."""
        with self._lock:
            if self._file < 0:
                return
            # A duplicate, because another thread may close the segment meanwhile.
            file = os.dup(self._file)
        try:
            os.fsync(file)
        finally:
            os.close(file)

    @property
    def unsent(self) -> int:
        """Bytes not sent yet."""
        return self.written - self._sent.byte

    def next_batch(self, most: int, start: SegmentPosition | None = None) -> Batch | None:
        """Read up to `most` points from `start` on (default: the first unsent point).

        A last line without its end is left out. Returns None if there are no points.
        """
        start = start or self._sent
        size = most * TYPICAL_LINE
        content = os.pread(self._file, size, start.byte)
        *lines, _ = content.split(b"\n", most)
        is_full = len(lines) == most or len(content) == size
        return Batch(start, lines, is_full) if lines else None

    def mark_sent(self, end: SegmentPosition) -> None:
        """Write the checkpoint: everything before `end` has arrived."""
        self._sent = end
        # On a full disk go on without: after a crash some points are sent again, which is harmless.
        with suppress(OSError):
            replace_own(self.path.with_suffix(SENT), f"{end.byte} {end.points}".encode())

    def remove(self) -> None:
        """Delete the segment, once all its points have arrived."""
        with suppress(OSError):
            self.path.with_suffix(SENT).unlink()
        self.path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Release the segment; another process may send the rest."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1

    def abandon(self) -> None:
        """Release the segment of the parent in a forked child."""
        # Another thread may have held the lock when the process was forked.
        self._lock = threading.Lock()
        self.close()
        self._is_sealed = True
        self.written = self.points = 0
        self._sent = SegmentPosition(0, 0)


def _locked(path: Path) -> int | None:
    """Open and lock a segment; return None if another process holds it or it is deleted."""
    try:
        file = open_own(path, os.O_RDWR | os.O_APPEND)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SegmentError(reason(error)) from None
    try:
        lock(file, path)
        if os.fstat(file).st_nlink:
            return file
    except BlockingIOError:
        pass
    except OSError as error:
        os.close(file)
        raise SegmentError(reason(error)) from None
    os.close(file)
    return None


def _header(file: int) -> tuple[Header, int]:
    if not os.fstat(file).st_size:
        raise EmptySegmentError("empty: its process ended before the first point")
    try:
        return read_header(file)
    except HeaderError as error:
        raise SegmentError(str(error)) from None


def peek(path: Path) -> tuple[Header, bool] | None:
    """Return a segment's header and whether a process holds it; None if it is deleted.

    Raises `SegmentError` as `Segment.adopt` does.
    """
    if segment := Segment.adopt(path):
        segment.close()
        return segment.header, False
    try:
        file = open_own(path)
    except FileNotFoundError:
        return None
    try:
        return _header(file)[0], True
    finally:
        os.close(file)


def delete_empty(path: Path) -> None:
    """Delete an empty segment, unless a process has begun to write it."""
    if (file := _locked(path)) is None:
        return
    try:
        if not os.fstat(file).st_size:
            path.unlink(missing_ok=True)
    finally:
        os.close(file)


def unsent_bytes(path: Path) -> int:
    """Return how many bytes of a file were not sent; 0 if it cannot be opened."""
    try:
        file = open_own(path)
    except OSError:
        return 0
    try:
        begin = os.pread(file, LONGEST_HEADER, 0).find(b"\n") + 1
        return os.fstat(file).st_size - _checkpoint(path, begin).byte
    finally:
        os.close(file)


def _checkpoint(path: Path, begin: int) -> SegmentPosition:
    try:
        byte, points = map(int, read_own(path.with_suffix(SENT)).split())
        is_valid = begin <= byte <= path.stat().st_size and points >= 0
    except (OSError, ValueError):
        return SegmentPosition(begin, 0)
    # An invalid checkpoint is ignored; points sent again are recognised by their ids.
    return SegmentPosition(byte, points) if is_valid else SegmentPosition(begin, 0)
