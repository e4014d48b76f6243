"""The spool: a folder of segments, each written by one process and sent by its lock's holder.

The points are in `ID.points`. `ID.sent` is the checkpoint: the offset and the number of the points
that have arrived. It is written after the database's response; after a crash in between, points are
sent again, which the database recognises by their ids.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kaggle_store.recorder.folder import POINTS, make_folder
from kaggle_store.recorder.header import LONGEST_HEADER, Header, HeaderError, read_header
from kaggle_store.recorder.private_files import (
    SpoolFile,
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
LONGEST_LINE = 1 << 16
"""Bytes; the longest tags take half of this."""
READ_BYTES = 1 << 20
"""Bytes that are read at once to count points."""


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
    """One file of points, locked until it is closed.

    No method takes a lock. Points may be appended by a signal handler or a finaliser that
    interrupts any of them, and any of them may be ended by an exception between two instructions:
    what was written follows from the file alone. A write appends all of its lines at once.
    """

    def __init__(self, path: Path, file: SpoolFile, header: Header, begin: int) -> None:
        self.path = path
        self.header = header
        self._file: SpoolFile | None = file
        self._is_sealed = False
        self._ends: list[int] = []
        """The first element is the end of a sealed segment: the first thread decides."""
        self._sent = self._counted = _checkpoint(path, begin)

    @classmethod
    def create(cls, folder: Path, header: Header) -> Segment:
        """Create a private segment, and its folder if that is missing.

        Raises `SpoolError` for a folder that other users can write or that has no file locks, and
        `OSError` for one that cannot be written.
        """
        make_folder(folder)
        while True:
            path = folder / f"{header.id}{POINTS}"
            file = SpoolFile(create_file(path), path)
            segment = cls._begin(path, file, header)
            if os.fstat(file.fileno()).st_nlink:
                return segment
            # A flush found it empty before it was locked, and deleted it.
            segment.close()

    @classmethod
    def _begin(cls, path: Path, file: SpoolFile, header: Header) -> Segment:
        try:
            # A flush that checks whether the file is empty holds the lock for a moment.
            lock(file.fileno(), path, wait=True)
            line = header.line()
            _write(file, line, path)
            return cls(path, file, header, len(line))
        except BaseException:
            _delete(path, file)
            raise

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
            file.close()
            raise

    def append(self, lines: bytes) -> bytes:
        """Append lines, which survive the process; return those that came after the seal.

        Raises `OSError` with the file's name if the disk is full. The beginning of a line may then
        remain; the next line is appended to it and can be separated from it (`after_torn`).
        """
        file = self._file
        if file is None or self._is_sealed:
            return lines
        _write(file, lines, self.path)
        return self._late(file, lines) if self._is_sealed else b""

    def _late(self, file: SpoolFile, lines: bytes) -> bytes:
        """Return which of the written lines are beyond the end of a segment sealed meanwhile."""
        end = self.seal()
        beyond = file.read_at(end, file.seek(0, os.SEEK_END) - end)
        while lines not in beyond:
            lines = lines.partition(b"\n")[2]
        return lines

    def seal(self) -> int:
        """Accept no more lines, and return the end of the last one accepted."""
        self._is_sealed = True
        if file := self._file:
            self._ends.append(_end_of_lines(file))
        return self._ends[0]

    @property
    def _end(self) -> int:
        """The offset after the last whole line."""
        file = self._file
        return _end_of_lines(file) if file and not self._ends else self._ends[0]

    def sync(self) -> None:
        """Flush the file to the disk, so that it survives a power failure."""
        if file := self._file:
            os.fsync(file.fileno())

    @property
    def size(self) -> int:
        """Size of the file in bytes, with the beginning of a torn line."""
        file = self._file
        return file.seek(0, os.SEEK_END) if file else self._ends[0]

    @property
    def waiting(self) -> int:
        """Bytes after the checkpoint: `unsent` and a torn line, but faster."""
        file = self._file
        return (file.seek(0, os.SEEK_END) if file else self._ends[0]) - self._sent.byte

    @property
    def unsent(self) -> int:
        """Bytes of whole lines that are not sent yet."""
        return self._end - self._sent.byte

    def count_points(self) -> int:
        """Count the lines of the file; once it is closed, return the last count."""
        start, end, file = max(self._sent, self._counted), self._end, self._file
        if file and start.byte < end:
            start = SegmentPosition(end, start.points + _count_lines(file, start.byte, end))
            self._counted = start
        return start.points

    def next_batch(self, most: int, start: SegmentPosition | None = None) -> Batch | None:
        """Read up to `most` points from `start` on (default: the first unsent point).

        A last line without its end is left out. Returns None if there are no points.
        """
        start = start or self._sent
        if (file := self._file) is None:
            return None
        size = most * TYPICAL_LINE
        content = file.read_at(start.byte, size)
        if self._ends:
            content = content[: self._ends[0] - start.byte]
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
        try:
            if sys.platform == "win32":
                return self._close_and_delete()
            with suppress(OSError):
                self.path.with_suffix(SENT).unlink()
            self.path.unlink(missing_ok=True)
        finally:
            self.close()

    def _close_and_delete(self) -> None:
        # Windows deletes no open file. If another thread still has it open, the checkpoint stays
        # too, and a later flush deletes both.
        self.close()
        with suppress(PermissionError):
            self.path.unlink(missing_ok=True)
            self.path.with_suffix(SENT).unlink(missing_ok=True)

    def close(self) -> None:
        """Release the segment; another process may send the rest."""
        self.seal()
        self._file = None

    def abandon(self) -> None:
        """Release the segment of the parent in a forked child."""
        file, self._file = self._file, None
        if file:
            # The stacks of the parent's threads, which do not exist here, may still refer to it.
            file.close()
        self._is_sealed = True
        self._ends = [0]
        self._sent = self._counted = SegmentPosition(0, 0)


def _write(file: SpoolFile, lines: bytes, path: Path) -> None:
    try:
        while lines:
            lines = lines[file.write(lines) :]
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _end_of_lines(file: SpoolFile) -> int:
    """Return the offset after the last whole line; a torn one, or one being written, may follow."""
    size = file.seek(0, os.SEEK_END)
    start = max(size - LONGEST_LINE, 0)
    return start + file.read_at(start, size - start).rfind(b"\n") + 1


def _count_lines(file: SpoolFile, start: int, end: int) -> int:
    pieces = range(start, end, READ_BYTES)
    return sum(file.read_at(at, min(READ_BYTES, end - at)).count(b"\n") for at in pieces)


def _locked(path: Path) -> SpoolFile | None:
    """Open and lock a segment; return None if another process holds it or it is deleted."""
    try:
        file = SpoolFile(open_own(path, os.O_RDWR | os.O_APPEND), path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SegmentError(reason(error)) from None
    try:
        lock(file.fileno(), path)
        if os.fstat(file.fileno()).st_nlink:
            return file
    except BlockingIOError:
        pass
    except OSError as error:
        file.close()
        raise SegmentError(reason(error)) from None
    file.close()
    return None


def _delete(path: Path, file: SpoolFile) -> None:
    """Delete and close an open file."""
    if sys.platform == "win32":
        file.close()
    path.unlink(missing_ok=True)
    file.close()


def _header(file: SpoolFile) -> tuple[Header, int]:
    if not (content := file.read_at(0, LONGEST_HEADER)):
        raise EmptySegmentError("empty: its process ended before the first point")
    try:
        return read_header(content)
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
        with SpoolFile(open_own(path), path) as file:
            return _header(file)[0], True
    except FileNotFoundError:
        return None


def delete_empty(path: Path) -> None:
    """Delete an empty segment, unless a process has begun to write it."""
    if (file := _locked(path)) is None:
        return
    with file:
        if not os.fstat(file.fileno()).st_size:
            _delete(path, file)


def unsent_bytes(path: Path) -> int:
    """Return how many bytes of a file were not sent; 0 if it cannot be opened."""
    try:
        file = open_own(path)
    except OSError:
        return 0
    try:
        begin = os.read(file, LONGEST_HEADER).find(b"\n") + 1
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
