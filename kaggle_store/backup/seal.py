"""The optional keyed seal: an HMAC-SHA256 over a manifest, which lists every file's SHA-256.

With a key, a backup that was not sealed with it is refused: write access to the storage is not
enough to forge a backup.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kaggle_store._files import expanded
from kaggle_store.errors import BackupError

KEY, KEY_FILE = "KAGGLE_STORE_BACKUP_SEAL_KEY", "KAGGLE_STORE_BACKUP_SEAL_KEY_FILE"
_MIN_LENGTH = 16
# Separates this use of the key from any other.
_PURPOSE = b"kaggle_store backup manifest\n"
_HOW_TO_MAKE = "make one with `openssl rand -hex 32`"


@dataclass(frozen=True)
class SealKey:
    """The secret key of a seal, 16 characters or more."""

    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < _MIN_LENGTH:
            raise BackupError(
                f"The seal key has {len(self.secret)} characters, not at least {_MIN_LENGTH};"
                f" {_HOW_TO_MAKE}."
            )

    @classmethod
    def from_environment(cls) -> Self | None:
        """Return the key of KAGGLE_STORE_BACKUP_SEAL_KEY or …_SEAL_KEY_FILE, or None.

        An empty variable raises: a missing secret must not disable the seal.
        """
        text, file = os.environ.get(KEY), os.environ.get(KEY_FILE)
        if text is not None and file is not None:
            raise BackupError(f"{KEY} and {KEY_FILE} are both set; unset one of them.")
        if file is not None:
            return cls.from_file(Path(file))
        if text is None:
            return None
        if not text.strip():
            raise BackupError(f"{KEY} is set and empty; unset it, or {_HOW_TO_MAKE}.")
        return cls(text.strip())

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Return the key in a file, without surrounding white space."""
        try:
            return cls(expanded(path).read_text(encoding="utf-8").strip())
        except (OSError, UnicodeError) as problem:
            raise BackupError(f"The seal key cannot be read from {path}: {problem}.") from None

    def seal(self, manifest: bytes) -> str:
        """Return the seal of a manifest's canonical text."""
        return hmac.new(self.secret.encode(), _PURPOSE + manifest, hashlib.sha256).hexdigest()

    def verifies(self, manifest: bytes, seal: object) -> bool:
        """Return whether `seal` is the seal of this text with this key."""
        given = seal.encode() if isinstance(seal, str) and seal.isascii() else b""
        return hmac.compare_digest(self.seal(manifest).encode(), given)
