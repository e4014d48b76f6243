"""A backup whose files were copied to this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kaggle_store.backup.manifest import Manifest


@dataclass(frozen=True)
class LocalBackup:
    """A backup with a local copy of its files, which match the manifest's checksums."""

    manifest: Manifest
    folder: Path

    def path(self, name: str) -> Path:
        """Return the path of one of its files."""
        return self.folder / name
