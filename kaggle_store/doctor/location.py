"""Find the store: from the environment or `.env`, else the local stack."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from dotenv import dotenv_values, find_dotenv

from kaggle_store.client import KaggleStore
from kaggle_store.doctor.checks import Check, warning
from kaggle_store.errors import SettingsError
from kaggle_store.running_stack import find_running_stack, other_stack
from kaggle_store.settings import DEFAULT_TIMEOUT, KEY_NAMES, URL_NAMES, Settings

DATABASE = "SUPABASE_DB_URL"


@dataclass(frozen=True, slots=True)
class StoreLocation:
    """A store and where its settings are from; `database` is its PostgreSQL URL, if known."""

    settings: Settings
    source: str
    database: str | None = None

    def open(self, *, retry_for: float = 0) -> KaggleStore:
        """Open a client; requests are retried for `retry_for` seconds (default: not at all)."""
        settings = self.settings
        return KaggleStore(
            settings.url, settings.key, timeout=settings.timeout, retry_for=retry_for
        )


def find(timeout: float = DEFAULT_TIMEOUT) -> StoreLocation:
    """Return the store of the environment or `.env`, else the local stack that runs here.

    Raises `SettingsError` if there is neither, or if the settings are invalid.
    """
    settings = Settings.load(timeout=timeout, retry_for=0)
    stack = find_running_stack()
    if stack is not None and not is_configured():
        return StoreLocation(settings, "the local stack", stack.db_url)
    source = "the environment" if os.environ.get(URL_NAMES[0]) else ".env"
    return StoreLocation(settings, source, os.environ.get(DATABASE) or _dotenv().get(DATABASE))


def check_folder(location: StoreLocation) -> Iterator[Check]:
    """Yield a warning if the settings name another store than the stack that runs here."""
    settings, stack = location.settings, find_running_stack()
    if stack is None or not settings.is_loopback:
        return
    if problem := other_stack(settings.url, settings.key, stack):
        yield warning("local stack", problem, "kaggle-store env --supabase > .env")


def is_configured() -> bool:
    """Return whether the environment or `.env` has a URL, valid or not."""
    try:
        Settings.load(key="none")
    except SettingsError as error:
        return error.missing != "url"
    return True


def remedy(error: SettingsError) -> str:
    """Return the remedy for missing or malformed settings."""
    if error.missing == "url":
        return (
            f"Set {URL_NAMES[0]} to the project's URL, from its API settings; for a local "
            "stack run: kaggle-store up."
        )
    if error.missing == "key":
        return f"Set {KEY_NAMES[0]} to a secret key of the project, from its API settings."
    return "Correct it in the environment or in .env."


def _dotenv() -> dict[str, str | None]:
    path = find_dotenv(usecwd=True)
    return dotenv_values(path) if path else {}
