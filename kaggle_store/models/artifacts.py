# Generated from supabase/migrations by `make models`; do not edit.
"""Table `artifacts`: A file of an execution: a model, predictions, data, a log. Its content is
in the storage.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Row


class Artifact(Row, frozen=True):
    """A file of an execution: a model, predictions, data, a log. Its content is in the storage."""

    table: ClassVar[str] = "artifacts"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*"
    id: UUID
    """The artifact's id."""
    execution_id: UUID
    """The execution it belongs to."""
    training_job_id: UUID | None
    """The job that made it, of the same execution; under a job's lease that job by default."""
    submission_id: UUID | None
    """The submission it was sent as, of the same execution."""
    code_id: UUID | None
    """The code that made it, of the same execution."""
    kind: str
    """What it is: `model`, `predictions`, `data`, `log` or any other lower-case word."""
    name: str
    """The file's name, or a relative path with slashes."""
    uri: str
    """Where it was stored: the storage's root and the location that follows from this row."""
    sha256: str
    """SHA-256 of the content, 64 hexadecimal digits."""
    size_bytes: int
    """The content's size in bytes."""
    created_at: AwareDatetime
    """When it was stored."""
    created_by: str | None
    """The token's subject, or else the worker whose lease it was stored under; kept by the
    database.
    """


class ArtifactWhere(TypedDict, total=False):
    """Conditions on `artifacts`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    execution_id: UUID | Sequence[UUID] | None
    execution_id__not: UUID | None
    training_job_id: UUID | Sequence[UUID] | None
    training_job_id__not: UUID | None
    submission_id: UUID | Sequence[UUID] | None
    submission_id__not: UUID | None
    code_id: UUID | Sequence[UUID] | None
    code_id__not: UUID | None
    kind: str | Sequence[str] | None
    kind__not: str | None
    kind__ilike: str
    name: str | Sequence[str] | None
    name__not: str | None
    name__ilike: str
    uri: str | Sequence[str] | None
    uri__not: str | None
    uri__ilike: str
    sha256: str | Sequence[str] | None
    sha256__not: str | None
    sha256__ilike: str
    size_bytes: int | Sequence[int] | None
    size_bytes__not: int | None
    size_bytes__lt: int
    size_bytes__lte: int
    size_bytes__gt: int
    size_bytes__gte: int
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime
    created_by: str | Sequence[str] | None
    created_by__not: str | None
    created_by__ilike: str


ArtifactColumn: TypeAlias = Literal[
    "id",
    "execution_id",
    "training_job_id",
    "submission_id",
    "code_id",
    "kind",
    "name",
    "uri",
    "sha256",
    "size_bytes",
    "created_at",
    "created_by",
]
"""A column of `artifacts`."""
ArtifactOrder: TypeAlias = Literal[
    "id",
    "-id",
    "execution_id",
    "-execution_id",
    "training_job_id",
    "-training_job_id",
    "submission_id",
    "-submission_id",
    "code_id",
    "-code_id",
    "kind",
    "-kind",
    "name",
    "-name",
    "uri",
    "-uri",
    "sha256",
    "-sha256",
    "size_bytes",
    "-size_bytes",
    "created_at",
    "-created_at",
    "created_by",
    "-created_by",
]
"""A column to sort `artifacts` by, descending with a minus. Nulls come last in both directions."""
