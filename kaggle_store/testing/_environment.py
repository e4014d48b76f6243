"""The environment in which a test's programs find the throw-away stack, and no other."""

from __future__ import annotations

from pathlib import Path

from kaggle_store.local import Endpoints
from kaggle_store.settings import (
    DATABASE_NAMES,
    JWT_SECRET_NAMES,
    KEY_NAMES,
    PUBLISHABLE_KEY_NAMES,
    URL_NAMES,
)


def through(api_url: str, stack: Endpoints) -> Endpoints:
    """Return a stack whose API is reached through a proxy."""
    return Endpoints(api_url, stack.db_url, stack.superuser_url, stack.keys)


def of_clients(stack: Endpoints, folder: Path) -> dict[str, str]:
    """Return every variable by which clients and commands may find a project, for this stack.

    Spools of recorders and sessions of commands are kept in `folder`.
    """
    return {
        **dict.fromkeys(URL_NAMES, stack.api_url),
        **dict.fromkeys(KEY_NAMES, stack.secret_key),
        **dict.fromkeys(PUBLISHABLE_KEY_NAMES, stack.publishable_key),
        **dict.fromkeys(JWT_SECRET_NAMES, stack.jwt_secret),
        **dict.fromkeys(DATABASE_NAMES, stack.db_url),
        "KAGGLE_STORE_SPOOL": str(folder / "kaggle-store-spool"),
        "KAGGLE_STORE_SESSION": str(folder / "kaggle-store-sessions.json"),
    }
