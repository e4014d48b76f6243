"""Telling a person, in one sentence, why a folder cannot be loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kaggle_store.errors import KaggleStoreError


class DataError(Exception):
    """A folder that cannot be loaded: names the file, and says what is wrong with it."""


def require_files(folder: Path, names: Iterable[str]) -> None:
    """Raise `DataError` naming what a folder lacks."""
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise DataError(f"{folder} is no folder of real data, it lacks {', '.join(missing)}")


@contextmanager
def blaming(file: Path) -> Iterator[None]:
    """Raise `DataError` where the block cannot read a file or make sense of its records."""
    try:
        yield
    except KaggleStoreError:
        raise
    except (ValueError, LookupError, TypeError, EOFError, OSError) as problem:
        raise DataError(f"{file} cannot be read: {problem!r}") from problem
