"""Backup manifests: written last, so a backup without one is unfinished.

Manifests are read from storage, which is not trusted: every field has a type and a pattern.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from kaggle_store.backup.names import (
    FILES,
    BackupId,
    Count,
    DataFile,
    Kind,
    MigrationName,
    Month,
    ObjectName,
    PackageVersion,
    RowChecksum,
    SequenceValue,
    ServerVersion,
    Sha256,
    SystemId,
    Timeline,
    kind_of,
    start_time_of,
)
from kaggle_store.backup.seal import SealKey
from kaggle_store.errors import BadSeal, DamagedBackup, SealDiffers

FORMAT = 1
_MAX_MONTHS = 1200


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Database(_Frozen):
    """The identity of a database: its cluster, the cluster's timeline, and its oid."""

    system: SystemId
    timeline: Timeline
    oid: Count

    @property
    def identity(self) -> tuple[str, int]:
        """The cluster and the oid, the same on every timeline."""
        return self.system, self.oid


class State(_Frozen):
    """The state of the database at the backup's snapshot."""

    started_at: AwareDatetime
    server_version: ServerVersion
    database: Database
    watermark: Count
    next_transaction: Count
    storage: dict[ObjectName, Count]
    months: Annotated[list[Month], Field(max_length=_MAX_MONTHS)]
    sequences: dict[ObjectName, SequenceValue]
    keys: dict[int, str]


class TableCount(_Frozen):
    """The number of a table's rows at the snapshot, and of those in this backup (`carried`)."""

    rows: Count
    checksum: RowChecksum | None
    carried: Count


class File(_Frozen):
    """The size and digest of a file of the backup."""

    size: Count
    sha256: Sha256


class SealedManifest(_Frozen):
    """The fields common to all manifests, with a checksum and an optional keyed seal."""

    format: Literal[1] = 1
    id: BackupId
    files: dict[DataFile, File]

    def to_json(self, key: SealKey | None = None) -> bytes:
        """Return the manifest as JSON with its checksum, and the keyed seal if there is a key."""
        content = self.model_dump(mode="json")
        text = _canonical_text(content)
        seals = {"seal": hashlib.sha256(text).hexdigest()}
        if key is not None:
            seals["keyed_seal"] = key.seal(text)
        return json.dumps(content | seals, indent=1).encode()

    @classmethod
    def read(cls, name: str, text: bytes, key: SealKey | None = None) -> Self:
        """Parse the manifest in the folder `name`.

        Raises `DamagedBackup` if it was changed, is invalid or belongs to another folder. With a
        `key`, raises `BadSeal` if the manifest has no seal, and `SealDiffers` if it has another.
        """
        content = _parse(name, text)
        seal, keyed_seal = content.pop("seal", None), content.pop("keyed_seal", None)
        canonical = _canonical_text(content)
        if (version := content.get("format")) != FORMAT:
            raise DamagedBackup(
                f"Backup {name} has format {_escaped(str(version))}, which this version of"
                " kaggle_store does not read; install a newer one."
            )
        if seal != hashlib.sha256(canonical).hexdigest():
            raise DamagedBackup(f"The manifest of backup {name} was changed.")
        if key is not None and not key.verifies(canonical, keyed_seal):
            raise _seal_error(name, is_sealed=keyed_seal is not None)
        manifest = cls._validated(name, canonical)
        if manifest.id != name:
            raise DamagedBackup(f"The manifest in folder {name} is of backup {manifest.id}.")
        return manifest

    @classmethod
    def _validated(cls, name: str, canonical: bytes) -> Self:
        try:
            return cls.model_validate_json(canonical)
        except ValidationError as problem:
            raise invalid_manifest(name, first_reason(problem)) from None


class Manifest(SealedManifest):
    """The manifest of a full or incremental backup."""

    kind: Kind
    chain: BackupId
    parent: BackupId | None
    since: Count | None
    finished_at: AwareDatetime
    migrations: dict[MigrationName, Sha256]
    state: State
    tables: Annotated[dict[ObjectName, TableCount], Field(min_length=1)]
    made_by: PackageVersion | None = None

    @model_validator(mode="after")
    def _check_links(self) -> Self:
        """Check the id and the files, and that a chain only refers to earlier backups."""
        if self.kind != kind_of(self.id):
            raise ValueError("kind and id differ")
        if self.state.started_at != start_time_of(self.id):
            raise ValueError("state.started_at: not the time in the id")
        if self.files.keys() != FILES[self.kind]:
            raise ValueError(f"files: not those of a backup of kind {self.kind}")
        if self.kind == "full" and (self.parent, self.since, self.chain) != (None, None, self.id):
            raise ValueError("a full backup has no parent and starts its own chain")
        if self.kind == "incremental" and not self._continues_earlier_backup():
            raise ValueError("an incremental backup has to continue an earlier one")
        return self

    def _continues_earlier_backup(self) -> bool:
        earlier = self.parent is not None and self.chain <= self.parent < self.id
        return earlier and self.since is not None and kind_of(self.chain) == "full"


def invalid_manifest(backup: str, reason: str) -> DamagedBackup:
    """Return the error for a manifest with a value that no backup has; `reason` names the field."""
    return DamagedBackup(f"The manifest of backup {backup} is not valid: {_escaped(reason)}.")


def first_reason(problem: ValidationError) -> str:
    """Return the first field that is not valid, and why."""
    first = problem.errors(include_url=False, include_input=False)[0]
    field = ".".join(map(str, first["loc"]))
    reason = first["msg"].removeprefix("Value error, ")
    return f"{field}: {reason}" if field else reason


def _parse(name: str, text: bytes) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise DamagedBackup(f"The manifest of backup {name} cannot be read.")
    return content


def _canonical_text(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True).encode()


def _escaped(text: str) -> str:
    """Return untrusted text for a message, shortened and without control characters."""
    return ascii(text)[1:-1][:150]


def _seal_error(backup: str, *, is_sealed: bool) -> BadSeal:
    if is_sealed:
        return SealDiffers(
            f"Backup {backup} has another seal: it was sealed with another key, or forged. Use the"
            " key that it was made with, or a separate folder for each key."
        )
    return BadSeal(
        f"Backup {backup} has no seal, and a seal key is configured: read it without the key, and"
        " keep sealed backups in a separate folder."
    )
