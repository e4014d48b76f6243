"""Send what recorders of ended processes have left in a spool."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kaggle_store.errors import KaggleStoreError
from kaggle_store.recorder.folder import segment_files
from kaggle_store.recorder.private_files import reason
from kaggle_store.recorder.project import Project
from kaggle_store.recorder.segment import EmptySegmentError, Segment, SegmentError, delete_empty
from kaggle_store.recorder.sender import Counts, Send, send_waiting

NO_PROJECT = "names no project (written by an older version)"


class Flush:
    """Sends the segments of one project that no process holds, and deletes those sent.

    `adopt` lists the URLs of other projects whose segments are sent too; None in it stands for
    segments that name no project.
    """

    def __init__(
        self, folder: Path, project: Project, send: Send, adopt: Collection[str | None] = ()
    ) -> None:
        self.counts = Counts()
        self.left: dict[str, str] = {}
        """The file names that were not sent, with the reason of each."""
        self._folder = folder
        self._project = project
        self._send = send
        self._adopt = adopt

    def run(self) -> Counts:
        """Send all segments that can be sent, the oldest first; return the counts.

        Raises `KaggleStoreError` if a request fails, and `SpoolError` for a folder that other users
        can write.
        """
        for path in segment_files(self._folder):
            try:
                self._flush(path)
            except SegmentError as error:
                self.left[path.name] = str(error)
            except KaggleStoreError:
                raise
            except OSError as error:
                self.left[path.name] = reason(error)
        return self.counts

    def _flush(self, path: Path) -> None:
        try:
            segment = Segment.adopt(path)
        except EmptySegmentError:
            return delete_empty(path)
        if segment is None:
            return None
        try:
            self._check_project(segment.header.project)
            for _ in send_waiting(segment, self._send, self.counts):
                pass
            segment.remove()
        finally:
            segment.close()

    def _check_project(self, project: Project | None) -> None:
        if project is None:
            if None not in self._adopt:
                raise SegmentError(f"{NO_PROJECT}; --adopt sends it to {self._project}")
        elif not project.is_same(self._project) and project.url not in self._adopt:
            raise SegmentError(
                f"belongs to {project}, not to {self._project}; flush it with the settings of that"
                f" project, or send it here with --adopt {project.url}"
            )
