"""The header of a spool segment: its first line, with what all its points share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import Strict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from kaggle_store._requests.validation import uuid7
from kaggle_store.recorder.project import Project

FORMAT = 2
"""Format 1 had no project."""
LONGEST_HEADER = 1 << 17
"""Bytes; the longest tags of a segment of format 1 take a quarter of this."""


class HeaderError(ValueError):
    """A header cannot be read; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Header:
    """The fields that all points of a segment share."""

    id: UUID
    """The segment's id; the ids of its points count up from it."""
    execution_id: UUID | None
    component: str | None
    tags: Mapping[str, Any]
    project: Project | None = None
    """The project to send to; None in segments of format 1."""

    @classmethod
    def new(
        cls,
        project: Project,
        execution_id: UUID | None,
        component: str | None,
        tags: Mapping[str, Any] | None,
    ) -> Header:
        """Return the header of a new segment."""
        return cls(uuid7(), execution_id, component, dict(tags or {}), project)

    def line(self) -> bytes:
        """Return the header as a line of JSON."""
        fields = {
            "format": FORMAT,
            "id": str(self.id),
            "execution_id": None if self.execution_id is None else str(self.execution_id),
            "component": self.component,
            "tags": self.tags,
            "project": None if self.project is None else asdict(self.project),
        }
        return json.dumps(fields, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Header:
        """Parse a header line; raise `HeaderError` if it is invalid."""
        try:
            stored = _FORMAT.validate_json(line)["format"]
            if stored <= FORMAT:
                return _HEADER.validate_json(line)
        except ValidationError:
            raise HeaderError("its header is damaged, or it is not a segment of metrics") from None
        raise HeaderError(f"format {stored} is newer than this version: upgrade kaggle_store")


class _Format(TypedDict):
    format: Annotated[int, Strict()]


_FORMAT = TypeAdapter(_Format)
_HEADER = TypeAdapter(Header)


def read_header(content: bytes) -> tuple[Header, int]:
    """Return the header at the beginning of a segment and the offset of its first point.

    Raises `HeaderError`.
    """
    line, end, _ = content.partition(b"\n")
    # A line without its end is incomplete, so not a header.
    return Header.read(line + end if end else b""), len(line) + 1
