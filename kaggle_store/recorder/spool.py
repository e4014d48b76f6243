"""The spool: a folder of segments, each written by one process and sent by whoever holds its lock.

Beside `ID.points` stands `ID.sent`, which says up to which byte the points have arrived, and how
many these are. It is written after the database's answer, so that a crash in between sends points
again, which the database knows by their ids.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kaggle_store.recorder.files import create_file, lock, open_own, read_own, reason, replace_own
from kaggle_store.recorder.folder import POINTS, make_folder
from kaggle_store.recorder.header import LONGEST_HEADER, Header, HeaderError, read_header

SENT = ".sent"
USUAL_LINE = 128
"""Bytes to read for a point; thousands of these hold the longest line too."""


class SegmentError(Exception):
    """An entry of the spool that cannot be sent; the message is the reason."""


class EmptySegmentError(SegmentError):
    """A segment whose process ended before it wrote the header: it holds no point."""


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

    def __init__(self, path: Path, file: int, header: Header, begin: int) -> None:
        self.path = path
        self.header = header
        self._file = file
        self._lock = threading.Lock()
        self._is_sealed = False
        self.written = os.fstat(file).st_size
        """Bytes that stand in the file."""
        self.points = 0
        """Points that were appended by this process."""
        self._sent = _sent(path, begin)

    @classmethod
    def create(cls, folder: Path, header: Header) -> Segment:
        """Begin a segment that only its owner can read, in a folder that is made if missing.

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
            # A flush that looks whether it is empty holds the lock for a moment.
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
        """Take over a segment whose process is gone.

        Returns None while another process holds it, and once it is deleted. Raises `SegmentError`
        for what cannot be sent.
        """
        if (file := _locked(path)) is None:
            return None
        try:
            return cls(path, file, *_header(file))
        except BaseException:
            os.close(file)
            raise

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
        # A full disk gets room by sending; without the note a crash sends again what is known.
        with suppress(OSError):
            replace_own(self.path.with_suffix(SENT), f"{end.byte} {end.points}".encode())

    def remove(self) -> None:
        """Delete it, once all has arrived."""
        with suppress(OSError):
            self.path.with_suffix(SENT).unlink()
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


def _locked(path: Path) -> int | None:
    """Open and lock a segment; return None while another process holds it or once it is gone."""
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
    """Return a segment's header and whether a process holds it; None once it is deleted.

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
    """Delete a segment without a header, unless a process has begun to write it."""
    if (file := _locked(path)) is None:
        return
    try:
        if not os.fstat(file).st_size:
            path.unlink(missing_ok=True)
    finally:
        os.close(file)


def waiting(path: Path) -> int:
    """Count the bytes of an entry that were not sent; 0 for one that cannot be opened."""
    try:
        file = open_own(path)
    except OSError:
        return 0
    try:
        begin = os.pread(file, LONGEST_HEADER, 0).find(b"\n") + 1
        return os.fstat(file).st_size - _sent(path, begin).byte
    finally:
        os.close(file)


def _sent(path: Path, begin: int) -> Place:
    try:
        byte, points = map(int, read_own(path.with_suffix(SENT)).split())
        is_there = begin <= byte <= path.stat().st_size and points >= 0
    except (OSError, ValueError):
        return Place(begin, 0)
    # A note of a place that is not there says nothing; what is sent again is known by its ids.
    return Place(byte, points) if is_there else Place(begin, 0)
