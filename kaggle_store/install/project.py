"""A project's `supabase` folder: its config and its migrations, the store's copies among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store._migrations.registry import read
from kaggle_store.errors import InstallError

UNINSTALL = "kaggle_store_uninstall"
MEMBERS = "kaggle_store_members"
_FILE = re.compile(r"(?P<version>\d+)_(?P<name>.+)\.sql")
_ORIGINAL = re.compile(r"(?:\d+_)?(?P<name>\d{14}_\w+)\.sql")
_VERSION = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True)
class File:
    """A migration of the project; `original` is the store's name for it, None for others."""

    path: Path
    text: str
    original: str | None = None

    @property
    def version(self) -> str:
        """The number at the beginning of the file's name."""
        return self.path.name.partition("_")[0]

    @property
    def name(self) -> str:
        """The file's name after its number, without `.sql`."""
        return self.path.stem.partition("_")[2]


@dataclass(frozen=True)
class Project:
    """What a `supabase` folder contains, its files in the order they are applied."""

    folder: Path
    config: str
    files: tuple[File, ...]

    @property
    def migrations(self) -> Path:
        """The folder of the migrations."""
        return self.folder / "migrations"

    @cached_property
    def uninstalled_by(self) -> File | None:
        """The newest file that uninstalls the store."""
        return next((file for file in reversed(self.files) if file.name == UNINSTALL), None)

    @cached_property
    def current(self) -> tuple[File, ...]:
        """The files after the one that uninstalls the store: earlier copies do not count."""
        last = self.uninstalled_by
        return self.files[self.files.index(last) + 1 :] if last is not None else self.files

    @property
    def copies(self) -> list[File]:
        """The copies of the store's migrations."""
        return [file for file in self.current if file.original is not None]

    @property
    def members(self) -> File | None:
        """The newest file that switches the store to members only."""
        return next((file for file in reversed(self.current) if file.name == MEMBERS), None)

    @property
    def own(self) -> list[File]:
        """The project's own migrations."""
        return [
            file
            for file in self.files
            if file.original is None and file.name not in (UNINSTALL, MEMBERS)
        ]


def find(given: Path | None, here: Path) -> Path:
    """Return the project's `supabase` folder: `given`, else the nearest at or above `here`.

    Raises `InstallError` if there is none with a `config.toml`.
    """
    if given is not None:
        places = [given, given / "supabase"]
        missing = f"{given} has no config.toml: name the project's supabase folder"
    else:
        places = [folder / "supabase" for folder in (here, *here.parents)]
        missing = "there is no Supabase project here (supabase/config.toml)"
    found = next((place for place in places if (place / "config.toml").is_file()), None)
    if found is None:
        raise InstallError(f"{missing}; `supabase init` makes one in the current folder")
    return found


def open_project(folder: Path) -> Project:
    """Read a `supabase` folder."""
    paths = (folder / "migrations").glob("*.sql")
    files = [_file(path) for path in paths if _FILE.fullmatch(path.name)]
    # The Supabase CLI compares the numbers as texts: 10 comes before 9.
    files.sort(key=lambda file: (file.version, file.name))
    return Project(folder, _config(folder / "config.toml"), tuple(files))


def _config(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise InstallError(f"{path} is not UTF-8") from None


def _file(path: Path) -> File:
    text = _text(path)
    match = _ORIGINAL.fullmatch(path.name)
    if match is not None and match["name"] in MIGRATIONS:
        return File(path, text, match["name"])
    # Renamed, or of another version of the package.
    migration = read(text)
    return File(path, text, migration and migration.name)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def next_versions(files: Sequence[File], now: datetime, count: int) -> list[str]:
    """Return numbers for `count` new files, after those of `files` and after `now`."""
    newest = max((file.version[:14].ljust(14, "0") for file in files), default="")
    current = now.astimezone(UTC).strftime(_VERSION)
    latest = max(newest, current)
    try:
        start = datetime.strptime(latest, _VERSION).replace(tzinfo=UTC)
        found = [(start + timedelta(seconds=n)).strftime(_VERSION) for n in range(1, count + 1)]
    except (ValueError, OverflowError):  # A number that is no time.
        found = [str(int(latest) + n) for n in range(1, count + 1)]
    if any(len(version) != len(latest) for version in found):
        raise InstallError(f"no migration can follow {files[-1].path.name}: its number is too high")
    return found
