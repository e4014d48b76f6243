"""The optional keyed seal: an HMAC-SHA256 over a manifest, which lists every file's SHA-256.

With a key, a backup that was not sealed with it is refused. Without the key, write access to the
storage is not enough to make a backup that passes.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kaggle_store.errors import BackupError

KEY, KEY_FILE = "KAGGLE_STORE_BACKUP_SEAL_KEY", "KAGGLE_STORE_BACKUP_SEAL_KEY_FILE"
_SHORTEST = 16
# Keeps this use of the key apart from any other.
_PURPOSE = b"kaggle_store backup manifest\n"
_ADVICE = "make one with `openssl rand -hex 32`"


@dataclass(frozen=True)
class SealKey:
    """A secret text of 16 characters or more."""

    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < _SHORTEST:
            raise BackupError(
                f"The seal key has {len(self.secret)} characters and needs {_SHORTEST}; {_ADVICE}."
            )

    @classmethod
    def from_environment(cls) -> Self | None:
        """Return the key of KAGGLE_STORE_BACKUP_SEAL_KEY or …_SEAL_KEY_FILE; None without both.

        An empty variable is an error: a missing secret must not turn the seal off.
        """
        text, file = os.environ.get(KEY), os.environ.get(KEY_FILE)
        if text is not None and file is not None:
            raise BackupError(f"{KEY} and {KEY_FILE} are both set; unset one of them.")
        if file is not None:
            return cls.from_file(Path(file))
        if text is None:
            return None
        if not text.strip():
            raise BackupError(f"{KEY} is set and empty; unset it, or {_ADVICE}.")
        return cls(text.strip())

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Return the key that a file holds, without the white space around it."""
        try:
            return cls(path.expanduser().read_text(encoding="utf-8").strip())
        except (OSError, UnicodeError) as problem:
            raise BackupError(f"The seal key cannot be read from {path}: {problem}.") from None

    def seal(self, manifest: bytes) -> str:
        """Return the seal of a manifest's canonical text."""
        return hmac.new(self.secret.encode(), _PURPOSE + manifest, hashlib.sha256).hexdigest()

    def opens(self, manifest: bytes, seal: object) -> bool:
        """Return whether `seal` was made of this text with this key."""
        given = seal.encode() if isinstance(seal, str) and seal.isascii() else b""
        return hmac.compare_digest(self.seal(manifest).encode(), given)
