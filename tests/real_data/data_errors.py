"""Errors that say in one sentence why a folder cannot be loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kaggle_store.errors import KaggleStoreError


class DataError(Exception):
    """A folder cannot be loaded; the message has the file and the reason."""


def require_files(folder: Path, names: Iterable[str]) -> None:
    """Raise `DataError` with the files that a folder lacks."""
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise DataError(f"{folder} is not a folder of real data: it lacks {', '.join(missing)}")


@contextmanager
def raise_data_errors(file: Path) -> Iterator[None]:
    """Raise `DataError` if the block cannot read the file or map its records."""
    try:
        yield
    except KaggleStoreError:
        raise
    except (ValueError, LookupError, TypeError, EOFError, OSError) as problem:
        raise DataError(f"{file} cannot be read: {problem!r}") from problem
