"""What a backup says of itself: written last, so that a backup without it is none."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from kaggle_store.backup.errors import DamagedBackup

FORMAT = 1


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Database(_Frozen):
    """Which database it was: its cluster, that cluster's timeline, and its number there."""

    system: str
    timeline: str
    oid: int


class State(_Frozen):
    """The database at the backup's snapshot."""

    started_at: datetime
    server_version: int
    database: Database
    watermark: int
    next_transaction: int
    storage: dict[str, int]
    months: list[date]
    sequences: dict[str, int]
    keys: dict[int, str]


class Counted(_Frozen):
    """A table's rows at the snapshot, and how many of them this backup carries."""

    rows: int
    checksum: str | None
    carried: int


class File(_Frozen):
    """A file of the backup."""

    size: int
    sha256: str


class Sealed(_Frozen):
    """What stands beside a backup's files: what they must be, and whether it is whole itself."""

    format: Literal[1] = 1
    id: str
    files: dict[str, File]

    def written(self) -> bytes:
        """Return it as text."""
        content = self.model_dump(mode="json")
        return json.dumps(content | {"seal": _seal(content)}, indent=1).encode()

    @classmethod
    def read(cls, name: str, text: bytes) -> Self:
        """Return what was written, or raise `DamagedBackup`."""
        try:
            content: dict[str, Any] = json.loads(text)
            seal = content.pop("seal", None)
            if content.get("format") != FORMAT:
                raise DamagedBackup(
                    f"Backup {name} has format {content.get('format')}, which this version of"
                    " kaggle_store does not read; install a newer one."
                )
            if seal != _seal(content):
                raise DamagedBackup(f"The manifest of backup {name} was changed.")
            return cls.model_validate(content)
        except (ValueError, AttributeError):
            raise DamagedBackup(f"The manifest of backup {name} cannot be read.") from None


class Manifest(Sealed):
    """A finished backup: of what, since when, and what its files must be."""

    kind: Literal["full", "incremental"]
    chain: str
    parent: str | None
    since: int | None
    finished_at: datetime
    migrations: list[str]
    state: State
    tables: dict[str, Counted]


def _seal(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
