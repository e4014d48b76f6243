# Generated from supabase/migrations by `make models`; do not edit.
"""Table `configurations`: A setting that the modules share."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, ClassVar, Literal, NotRequired, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, Field, with_config
from typing_extensions import TypedDict

from kaggle_store.models._base import INPUT, Bool, Characters, Json, Row, StoredJson
from kaggle_store.models.domains import Moment
from kaggle_store.models.enums import ConfigType


class Configuration(Row, frozen=True):
    """A setting that the modules share."""

    table: ClassVar[str] = "configurations"
    primary_key: ClassVar[tuple[str, ...]] = ("id",)
    unique_keys: ClassVar[tuple[tuple[str, ...], ...]] = (("config_key",),)
    natural_key: ClassVar[tuple[str, ...]] = ("config_key",)
    select: ClassVar[str] = "*"
    id: UUID
    """The setting's id."""
    config_key: str
    """Its name, such as `gpu.max_hourly_rate`."""
    config_value: StoredJson = Field(repr=False)
    """Its value, any JSON; of an encrypted setting the encrypted text."""
    config_type: ConfigType | str
    """What it is about."""
    description: str | None
    """What it does."""
    is_encrypted: bool
    """Whether the value is stored encrypted; kept by the database."""
    is_sensitive: bool
    """Whether only admins and the trusted agent may see it."""
    created_at: AwareDatetime
    """When it was first set."""
    updated_at: AwareDatetime
    """When it last changed; kept by the database."""


@with_config(INPUT)
class ConfigurationInsert(TypedDict):
    """A new configuration. Required: `config_key`, `config_value` and `config_type`; the rest is
    optional.
    """

    id: NotRequired[UUID]
    """The setting's id."""
    config_key: Annotated[str, Characters(max_length=200, min_length=1, is_name=True)]
    """Its name, such as `gpu.max_hourly_rate`."""
    config_value: Json
    """Its value, any JSON; of an encrypted setting the encrypted text."""
    config_type: ConfigType
    """What it is about."""
    description: NotRequired[Annotated[str, Characters(max_length=100000)] | None]
    """What it does."""
    is_sensitive: NotRequired[Bool]
    """Whether only admins and the trusted agent may see it."""
    created_at: NotRequired[Moment]
    """When it was first set."""


@with_config(INPUT)
class ConfigurationUpdate(TypedDict, total=False):
    """Changes to a configuration; omitted columns keep their values."""

    config_key: Annotated[str, Characters(max_length=200, min_length=1, is_name=True)]
    config_value: Json
    config_type: ConfigType
    description: Annotated[str, Characters(max_length=100000)] | None
    is_sensitive: Bool


class ConfigurationWhere(TypedDict, total=False):
    """Conditions on `configurations`, combined with AND.

    `column=value` tests equality, a sequence matches any of its values, None matches null. `__not`
    differs from the value; `__lt`, `__lte`, `__gt`, `__gte` compare; `__ilike` matches a pattern,
    ignoring case; `__contains` finds array elements or parts of JSON.
    """

    id: UUID | Sequence[UUID] | None
    id__not: UUID | None
    id__lt: UUID
    id__gt: UUID
    config_key: str | Sequence[str] | None
    config_key__not: str | None
    config_key__ilike: str
    config_value__contains: Json
    config_type: ConfigType | Sequence[ConfigType] | None
    config_type__not: ConfigType | None
    description: str | Sequence[str] | None
    description__not: str | None
    description__ilike: str
    is_encrypted: bool | None
    is_encrypted__not: bool | None
    is_sensitive: bool | None
    is_sensitive__not: bool | None
    created_at: datetime | Sequence[datetime] | None
    created_at__not: datetime | None
    created_at__lt: datetime
    created_at__lte: datetime
    created_at__gt: datetime
    created_at__gte: datetime
    updated_at: datetime | Sequence[datetime] | None
    updated_at__not: datetime | None
    updated_at__lt: datetime
    updated_at__lte: datetime
    updated_at__gt: datetime
    updated_at__gte: datetime


ConfigurationColumn: TypeAlias = Literal[
    "id",
    "config_key",
    "config_value",
    "config_type",
    "description",
    "is_encrypted",
    "is_sensitive",
    "created_at",
    "updated_at",
]
"""A column of `configurations`."""
ConfigurationOrder: TypeAlias = Literal[
    "id",
    "-id",
    "config_key",
    "-config_key",
    "config_type",
    "-config_type",
    "description",
    "-description",
    "is_encrypted",
    "-is_encrypted",
    "is_sensitive",
    "-is_sensitive",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
]
"""A column to sort `configurations` by, descending with a minus. Nulls come last in both
directions.
"""
