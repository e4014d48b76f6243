# Generated from supabase/migrations by `make models`; do not edit.
"""Table `archived_executions`: An execution that ended long ago and was moved to the archive
with all of its rows.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Json, Row, StoredJsonObject
from kaggle_store.models.enums import ExecutionStatus


class ArchivedExecution(Row, frozen=True):
    """An execution that ended long ago and was moved to the archive with all of its rows."""

    table: ClassVar[str] = "archived_executions"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*"
    id: UUID
    """The execution's id, then and when it is restored."""
    competition_id: UUID
    """The competition it worked on."""
    execution_name: str
    """Its display name."""
    status: ExecutionStatus | str
    """How it ended."""
    created_at: AwareDatetime
    """When it was planned."""
    completed_at: AwareDatetime
    """When it ended."""
    archived_at: AwareDatetime
    """When it was moved here."""
    exported_at: AwareDatetime | None
    """When it was last written to a file that was read back; null if never."""
    format: int
    """How its rows are written down."""
    counts: StoredJsonObject
    """How many rows of each table it has."""
    checksum: str
    """SHA-256 over the SHA-256 of each line, in their order; in hexadecimal digits."""


class ArchivedExecutionWhere(TypedDict, total=False):
    """Conditions on `archived_executions`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    competition_id: UUID | Sequence[UUID] | None
    competition_id__not: UUID | None
    execution_name: str | Sequence[str] | None
    execution_name__not: str | None
    execution_name__ilike: str
    status: ExecutionStatus | Sequence[ExecutionStatus] | None
    status__not: ExecutionStatus | None
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime
    completed_at: datetime | Sequence[datetime] | None
    completed_at__not: datetime | None
    completed_at__lt: datetime
    completed_at__lte: datetime
    completed_at__gt: datetime
    completed_at__gte: datetime
    archived_at: datetime | Sequence[datetime] | None
    archived_at__not: datetime | None
    archived_at__lt: datetime
    archived_at__lte: datetime
    archived_at__gt: datetime
    archived_at__gte: datetime
    exported_at: datetime | Sequence[datetime] | None
    exported_at__not: datetime | None
    exported_at__lt: datetime
    exported_at__lte: datetime
    exported_at__gt: datetime
    exported_at__gte: datetime
    format: int | Sequence[int] | None
    format__not: int | None
    format__lt: int
    format__lte: int
    format__gt: int
    format__gte: int
    counts__contains: Json
    checksum: str | Sequence[str] | None
    checksum__not: str | None
    checksum__ilike: str


ArchivedExecutionColumn: TypeAlias = Literal[
    "id",
    "competition_id",
    "execution_name",
    "status",
    "created_at",
    "completed_at",
    "archived_at",
    "exported_at",
    "format",
    "counts",
    "checksum",
]
"""A column of `archived_executions`."""
ArchivedExecutionOrder: TypeAlias = Literal[
    "id",
    "-id",
    "competition_id",
    "-competition_id",
    "execution_name",
    "-execution_name",
    "status",
    "-status",
    "created_at",
    "-created_at",
    "completed_at",
    "-completed_at",
    "archived_at",
    "-archived_at",
    "exported_at",
    "-exported_at",
    "format",
    "-format",
    "checksum",
    "-checksum",
]
"""A column to sort `archived_executions` by, descending with a minus. Nulls come last in both
directions.
"""
