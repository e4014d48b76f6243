"""Backups forged by an attacker with write access to the storage, but without the seal key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kaggle_store.backup.base_backups import BaseBackup
from kaggle_store.backup.manifest import SealedManifest
from kaggle_store.backup.storage import Target, name_of

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
NOWHERE = "postgresql://postgres@127.0.0.1:1/postgres"
Content = dict[str, Any]


def craft(target: Target, backup: str, change: Callable[[Content], None]) -> None:
    """Change a manifest and update its checksum."""
    path = target.folder / backup / "manifest.json"
    content: Content = json.loads(path.read_text())
    content.pop("seal")
    change(content)
    text = json.dumps({k: v for k, v in content.items() if k != "keyed_seal"}, sort_keys=True)
    seal = hashlib.sha256(text.encode()).hexdigest()
    path.write_text(json.dumps(content | {"seal": seal}))


def set_fields(**values: object) -> Callable[[Content], None]:
    """Return a change that sets top-level fields."""
    return lambda content: content.update(values)


def put_file(target: Target, backup: str, name: str, data: bytes) -> None:
    """Replace a file of a backup, with the right size and checksum in the manifest."""
    path = target.folder / backup / name
    path.write_bytes(data)
    entry = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    craft(target, backup, lambda content: content["files"].update({name: entry}))


def put_migrations(target: Target, backup: str, change: Callable[[Content], object]) -> None:
    """Change the names and digests of the migrations in a backup."""

    def change_migrations(content: Content) -> None:
        change(content["migrations"])

    craft(target, backup, change_migrations)


def make_base_backup(target: Target, started_at: datetime = NOON) -> BaseBackup:
    """Make a base backup with a dummy archive."""
    name = name_of(started_at, "base")
    with target.writing(name, "cluster.tar.gz") as sink:
        sink.write(b"cluster")
    made = BaseBackup(
        id=name,
        files={"cluster.tar.gz": sink.file},
        system="7",
        server_version=170000,
        started_at=started_at,
        finished_at=started_at,
        first_wal="0000000100000000000000F0",
    )
    target.finish(made)
    return made


def tree(folder: Path) -> set[str]:
    """Return every path below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def copy_as(target: Target, made: SealedManifest, name: str) -> None:
    """Copy a backup, unchanged, to a folder with another name."""
    folder = target.folder / name
    folder.mkdir()
    for path in (target.folder / made.id).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
