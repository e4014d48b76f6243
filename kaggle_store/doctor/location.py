"""Which store is meant: the one that the environment names, else the one that runs here."""

from __future__ import annotations

import os
from dataclasses import dataclass

from dotenv import dotenv_values, find_dotenv

from kaggle_store.client import KaggleStore
from kaggle_store.errors import SettingsError
from kaggle_store.settings import DEFAULT_TIMEOUT, KEY_NAMES, URL_NAMES, Settings

DATABASE = "SUPABASE_DB_URL"


@dataclass(frozen=True, slots=True)
class Place:
    """A store and how it was found; `database` is its PostgreSQL, where that is known."""

    settings: Settings
    source: str
    database: str | None = None

    def open(self, *, retry_for: float = 0) -> KaggleStore:
        """Open it; what fails is told at once, unless it is to be tried again for some seconds."""
        settings = self.settings
        return KaggleStore(
            settings.url, settings.key, timeout=settings.timeout, retry_for=retry_for
        )


def find(timeout: float = DEFAULT_TIMEOUT) -> Place:
    """Return the store of the environment or `.env`, else the local stack, or `SettingsError`."""
    try:
        settings = Settings.load(timeout=timeout, retry_for=0)
    except SettingsError:
        if is_named() or (local := _running(timeout)) is None:
            raise
        return local
    source = "the environment" if os.environ.get(URL_NAMES[0]) else ".env"
    return Place(settings, source, os.environ.get(DATABASE) or _dotenv().get(DATABASE))


def is_named() -> bool:
    """Whether the environment or `.env` names a store, rightly or wrongly."""
    try:
        Settings.load(key="none")
    except SettingsError as error:
        return error.missing != "url"
    return True


def remedy(error: SettingsError) -> str:
    """Return what to do about settings that are missing or malformed."""
    if error.missing == "url":
        return (
            f"Set {URL_NAMES[0]} to the project's URL, from its API settings; for a store on this "
            "machine start one: kaggle-store up."
        )
    if error.missing == "key":
        return f"Set {KEY_NAMES[0]} to a secret key of the project, from its API settings."
    return "Correct it in the environment or in .env."


def _dotenv() -> dict[str, str | None]:
    path = find_dotenv(usecwd=True)
    return dotenv_values(path) if path else {}


def _running(timeout: float) -> Place | None:
    try:
        from kaggle_store.local.service import default_data_dir, find_running
    except ImportError:  # There is no local stack on Windows.
        return None
    running = find_running(default_data_dir())
    if running is None:
        return None
    settings = Settings.load(running.api_url, running.secret_key, timeout=timeout, retry_for=0)
    return Place(settings, "the stack that runs here", running.db_url)
