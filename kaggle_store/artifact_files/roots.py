"""Which storage belongs to a folder or URL."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path

from kaggle_store._files import expanded
from kaggle_store.artifact_files.folder import Folder
from kaggle_store.artifact_files.object_store import ObjectStore
from kaggle_store.artifact_files.storage import Storage
from kaggle_store.errors import SettingsError

VARIABLE = "KAGGLE_STORE_ARTIFACTS"


def storage_at(root: str | os.PathLike[str] | None, variable: str = VARIABLE) -> Storage:
    """Return the storage of a folder or URL; by default a folder in the user's data folder.

    Errors name the environment variable that sets it.
    """
    text = os.fspath(root) if root is not None else str(_default_folder())
    scheme, separator, rest = text.partition("://")
    if scheme == "file" and not rest.startswith("/"):
        raise SettingsError(f"{variable}: {text!a} names no folder: write file:/// and its path")
    if not separator or scheme == "file":
        if scheme == "file" and os.name == "nt":
            rest = rest.lstrip("/")
        return Folder(expanded(rest if separator else text))
    if urlsplit(text).password is not None:
        raise SettingsError(
            f"{variable}: no passwords in the URL, it is stored in the database; use the "
            "environment or the configuration of fsspec"
        )
    return ObjectStore(text)


def is_used_here(root: str | os.PathLike[str] | None) -> bool:
    """Return whether a storage is named, or the default folder exists."""
    try:
        return root is not None or _default_folder().is_dir()
    except SettingsError:
        return False


def _default_folder() -> Path:
    try:
        folder = user_data_path("kaggle_store", appauthor=False) / "artifacts"
    except RuntimeError:
        folder = Path("~")
    # Without a home folder older platformdirs return a path that begins with "~".
    if not folder.is_absolute():
        raise SettingsError(f"no folder for artifacts: the user has no home folder; set {VARIABLE}")
    return folder
