"""The file of a submission: where it lies, and what is in it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from kaggle_store._requests.validation import checked
from kaggle_store.errors import InvalidInput

NAME = "submissions.reserve"

_FILE: TypeAdapter[Path] = TypeAdapter(Path)
_PATH: TypeAdapter[str | None] = TypeAdapter(Annotated[str | None, Field(min_length=1)])


def path_of(file: object, path: str | None) -> str | None:
    """Return the path to note: as given, else that of the file."""
    given = checked(_PATH, path, subject="submission_file_path", operation=NAME)
    return str(_read(file)) if given is None and file is not None else given


def sha256_of(file: object) -> str | None:
    """Read the file, if there is one, and return what it is recognised by."""
    if file is None:
        return None
    path = _read(file)
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InvalidInput(f"file: {path}: {reason}", operation=NAME) from error


def _read(file: object) -> Path:
    return checked(_FILE, file, subject="file", operation=NAME)
