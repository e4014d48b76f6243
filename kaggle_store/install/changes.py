"""Changes to a project's files, which are made together or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """A file's text before and after; None where the file does not exist."""

    path: Path
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes to make, and what to tell the user about them."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
    members_only: bool = False


def apply(changes: Iterable[Change]) -> None:
    """Make the changes; if one fails or is interrupted, undo all of them and raise the error."""
    done: list[Change] = []
    try:
        for change in changes:
            done.append(change)
            _write(change.path, change.after)
    except BaseException:  # Ctrl-C, too
        for change in reversed(done):
            with suppress(OSError):
                _write(change.path, change.before)
        raise


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    # The line ends of the text are those of the file.
    path.write_text(text, encoding="utf-8", newline="")
