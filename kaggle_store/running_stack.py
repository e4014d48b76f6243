"""Find the local stack that runs in this folder, by the files that it keeps there.

Reads files only: programs that use a hosted project never import `kaggle_store.local`.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kaggle_store._files import expanded, is_own, lock_holder


@dataclass(frozen=True, slots=True)
class RunningStack:
    """The folder, address and keys of a running local stack."""

    folder: Path
    url: str
    db_url: str = field(repr=False)
    """With the password of `postgres`."""
    secret_key: str = field(repr=False)
    jwt_secret: str = field(repr=False)
    publishable_key: str = field(repr=False)

    @property
    def own_keys(self) -> frozenset[str]:
        """The API keys that its gateway accepts, the legacy JWTs excepted."""
        return frozenset((self.publishable_key, self.secret_key))


def default_data_dir() -> Path:
    """Return `$KAGGLE_STORE_HOME`, else `.kaggle-store` in the current directory."""
    home = os.environ.get("KAGGLE_STORE_HOME")
    return expanded(home) if home else Path.cwd() / ".kaggle-store"


def find_running_stack() -> RunningStack | None:
    """Return this user's stack in `default_data_dir()` if it runs, else None; never raise."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        folder = default_data_dir().resolve()
        # A killed watchdog leaves its files, and no lock.
        if _is_private(folder) and lock_holder(folder / "stack.lock") is not None:
            running, keys = _read(folder / "running.json"), _read(folder / "keys.json")
            names = ("secret_key", "jwt_secret", "publishable_key")
            addresses = (running["api_url"], running["db_url"])
            return RunningStack(folder, *addresses, *(keys[name] for name in names))
    return None


def other_stack(url: str, key: str, stack: RunningStack) -> str | None:
    """Return why the URL and key of a local stack are not those of `stack`; None if they are."""
    if _port(url) != _port(stack.url):
        return f"the settings name {url}, but the stack of this folder runs at {stack.url}"
    if key not in stack.own_keys and not _is_signed(key, stack.jwt_secret):
        return f"the key is not one of the stack at {stack.url}, which runs in {stack.folder}"
    return None


def _port(url: str) -> int | None:
    return urlsplit(url).port


def _is_signed(key: str, secret: str) -> bool:
    import jwt  # Few programs need it.

    try:
        jwt.decode(key, secret, algorithms=["HS256"], options={"verify_aud": False})
    except jwt.InvalidTokenError:
        return False
    return True


def _is_private(folder: Path) -> bool:
    """Return whether only this user writes to a folder: its files name a server to trust."""
    found = folder.stat()
    return is_own(found) and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))
