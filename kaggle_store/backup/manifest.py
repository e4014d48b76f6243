"""What a backup records about itself: written last, so that a backup without it is unfinished.

A manifest is read from storage, which is not trusted: every field has a type and a pattern.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kaggle_store.backup.names import (
    FILES,
    BackupId,
    Count,
    DataFile,
    Kind,
    MigrationVersion,
    ObjectName,
    PackageVersion,
    RowChecksum,
    Sha256,
    System,
    Timeline,
    kind_of,
)
from kaggle_store.backup.seal import SealKey
from kaggle_store.errors import BadSeal, DamagedBackup

FORMAT = 1
_MOST_MONTHS = 1200


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Database(_Frozen):
    """Which database it was: its cluster, that cluster's timeline, and its number there."""

    system: System
    timeline: Timeline
    oid: Count


class State(_Frozen):
    """The database at the backup's snapshot."""

    started_at: datetime
    server_version: Count
    database: Database
    watermark: Count
    next_transaction: Count
    storage: dict[ObjectName, Count]
    months: Annotated[list[date], Field(max_length=_MOST_MONTHS)]
    sequences: dict[ObjectName, int]
    keys: dict[int, str]


class Counted(_Frozen):
    """A table's rows at the snapshot, and how many of them this backup carries."""

    rows: Count
    checksum: RowChecksum | None
    carried: Count


class File(_Frozen):
    """A file of the backup."""

    size: Count
    sha256: Sha256


class Sealed(_Frozen):
    """What stands beside a backup's files: what they must be, and whether it is whole itself."""

    format: Literal[1] = 1
    id: BackupId
    files: dict[DataFile, File]

    def written(self, key: SealKey | None = None) -> bytes:
        """Return it as JSON, with its checksum, and with the keyed seal where there is a key."""
        content = self.model_dump(mode="json")
        text = _canonical(content)
        seals = {"seal": hashlib.sha256(text).hexdigest()}
        if key is not None:
            seals["keyed_seal"] = key.seal(text)
        return json.dumps(content | seals, indent=1).encode()

    @classmethod
    def read(cls, name: str, text: bytes, key: SealKey | None = None) -> Self:
        """Return the manifest in the folder `name`.

        Raises `DamagedBackup` when it was changed, is invalid or belongs to another folder, and
        `BadSeal` when there is a `key` and the manifest was not sealed with it.
        """
        content = _parsed(name, text)
        seal, keyed_seal = content.pop("seal", None), content.pop("keyed_seal", None)
        canonical = _canonical(content)
        if key is not None and not key.opens(canonical, keyed_seal):
            raise BadSeal(_seal_problem(name, is_sealed=keyed_seal is not None))
        if content.get("format") != FORMAT:
            raise DamagedBackup(
                f"Backup {name} has format {_shown(content.get('format'))}, which this version of"
                " kaggle_store does not read; install a newer one."
            )
        if seal != hashlib.sha256(canonical).hexdigest():
            raise DamagedBackup(f"The manifest of backup {name} was changed.")
        manifest = cls._valid(name, canonical)
        if manifest.id != name:
            raise DamagedBackup(f"The manifest in folder {name} is that of backup {manifest.id}.")
        return manifest

    @classmethod
    def _valid(cls, name: str, canonical: bytes) -> Self:
        try:
            return cls.model_validate_json(canonical)
        except ValidationError as problem:
            first = problem.errors(include_url=False, include_input=False)[0]
            field = _shown(".".join(map(str, first["loc"])))
            raise DamagedBackup(
                f"The manifest of backup {name} is not valid: {field}: {_shown(first['msg'])}."
            ) from None


class Manifest(Sealed):
    """A finished backup: of what, since when, and what its files must be."""

    kind: Kind
    chain: BackupId
    parent: BackupId | None
    since: Count | None
    finished_at: datetime
    migrations: list[MigrationVersion]
    state: State
    tables: dict[ObjectName, Counted]
    made_by: PackageVersion | None = None

    @model_validator(mode="after")
    def _check_links(self) -> Self:
        """Check that the kind fits the id, and that a chain only leads to earlier backups."""
        if self.kind != kind_of(self.id):
            raise ValueError("kind and id differ")
        if not self.files.keys() <= FILES["full"] | FILES["incremental"]:
            raise ValueError("files: not those of this kind of backup")
        if self.kind == "full" and (self.parent, self.since, self.chain) != (None, None, self.id):
            raise ValueError("a full backup begins its own chain")
        if self.kind == "incremental" and not self._continues():
            raise ValueError("an incremental backup continues an earlier one")
        return self

    def _continues(self) -> bool:
        earlier = self.parent is not None and self.chain <= self.parent < self.id
        return earlier and self.since is not None and kind_of(self.chain) == "full"


def _parsed(name: str, text: bytes) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise DamagedBackup(f"The manifest of backup {name} cannot be read.")
    return content


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True).encode()


def _shown(value: object) -> str:
    """Return untrusted text for a message: short, without control characters."""
    return ascii(value)[:100]


def _seal_problem(backup: str, *, is_sealed: bool) -> str:
    found = "has no seal"
    if is_sealed:
        found = "has another seal: it was changed, or sealed with another key"
    return (
        f"Backup {backup} {found}. It is refused because a seal key is configured; use the key"
        " that it was made with, or keep backups with another seal in a folder of their own."
    )
