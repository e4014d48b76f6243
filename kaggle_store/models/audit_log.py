# Generated from supabase/migrations by `make models`; do not edit.
"""Table `audit_log`: One change of a row's state, or one reading of a secret, with its author."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime
from typing_extensions import TypedDict

from kaggle_store.models._base import Json, Row, StoredJson


class AuditEntry(Row, frozen=True):
    """One change of a row's state, or one reading of a secret, with its author."""

    table: ClassVar[str] = "audit_log"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    select: ClassVar[str] = "*"
    id: int
    """The entry's id, in the order of the changes."""
    table_name: str
    """The table that changed."""
    row_id: UUID
    """The row that changed."""
    execution_id: UUID | None
    """The execution it belongs to, where it belongs to one."""
    action: str
    """`insert`, `update` or `delete`; `reveal` where a secret was read."""
    occurred_at: AwareDatetime
    """When it changed."""
    actor_role: str
    """The role that changed it, such as `service_role`."""
    actor: str | None
    """The token's subject, or else the worker whose lease the change was made under; null if
    neither is known.
    """
    old_values: StoredJson
    """What the changed columns were; secrets are redacted."""
    new_values: StoredJson
    """What the changed columns became; secrets are redacted."""
    transaction_id: int
    """The transaction that changed it; changes_after() finds new entries by it."""


class AuditEntryWhere(TypedDict, total=False):
    """Conditions on `audit_log`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: int | Sequence[int] | None
    id__not: int | None
    id__lt: int
    id__lte: int
    id__gt: int
    id__gte: int
    table_name: str | Sequence[str] | None
    table_name__not: str | None
    table_name__ilike: str
    row_id: UUID | Sequence[UUID] | None
    row_id__not: UUID | None
    execution_id: UUID | Sequence[UUID] | None
    execution_id__not: UUID | None
    action: str | Sequence[str] | None
    action__not: str | None
    action__ilike: str
    occurred_at: datetime | Sequence[datetime] | None
    occurred_at__not: datetime | None
    occurred_at__lt: datetime
    occurred_at__lte: datetime
    occurred_at__gt: datetime
    occurred_at__gte: datetime
    actor_role: str | Sequence[str] | None
    actor_role__not: str | None
    actor_role__ilike: str
    actor: str | Sequence[str] | None
    actor__not: str | None
    actor__ilike: str
    old_values__contains: Json
    new_values__contains: Json
    transaction_id: int | Sequence[int] | None
    transaction_id__not: int | None
    transaction_id__lt: int
    transaction_id__lte: int
    transaction_id__gt: int
    transaction_id__gte: int


AuditEntryColumn: TypeAlias = Literal[
    "id",
    "table_name",
    "row_id",
    "execution_id",
    "action",
    "occurred_at",
    "actor_role",
    "actor",
    "old_values",
    "new_values",
    "transaction_id",
]
"""A column of `audit_log`."""
AuditEntryOrder: TypeAlias = Literal[
    "id",
    "-id",
    "table_name",
    "-table_name",
    "row_id",
    "-row_id",
    "execution_id",
    "-execution_id",
    "action",
    "-action",
    "occurred_at",
    "-occurred_at",
    "actor_role",
    "-actor_role",
    "actor",
    "-actor",
    "transaction_id",
    "-transaction_id",
]
"""A column to sort `audit_log` by, descending with a minus. Nulls come last in both directions."""
