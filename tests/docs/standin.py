"""Stand-ins for the programs in documented commands: they note the arguments and run nothing.

`install(folder)` writes one program for each into a folder for PATH. Bash runs the commands, so
quoting, redirections and variables are checked too; `check` then looks at what each was given, in
the process of the tests, which is faster than a Python process for each command.
"""

from __future__ import annotations

import functools
import os
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kaggle_store.cli import build_parser
from kaggle_store.local.account import server_account
from kaggle_store.local.binaries import find_postgres
from tests.npm import SUPABASE_CLI, npm_package

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class StandIns:
    """Programs in a folder, and the file in which each notes what it was given."""

    folder: Path

    @property
    def _notes(self) -> Path:
        return self.folder / "notes"

    def check(self) -> None:
        """Fail if a program was given what the real one refuses; forget what they were given."""
        for name, words in self._calls():
            if problem := CHECKS[name](words):
                raise AssertionError(f"{name} {words}: {problem}")
        self._notes.unlink(missing_ok=True)

    def _calls(self) -> Iterator[tuple[str, list[str]]]:
        noted = self._notes.read_text("utf-8").split("\0") if self._notes.exists() else [""]
        while len(noted) > 1:
            name, count, *rest = noted
            yield name, rest[: int(count)]
            noted = rest[int(count) :]


def _options(words: list[str]) -> set[str]:
    return {word.partition("=")[0] for word in words if word.startswith("--")}


def kaggle_store(words: list[str]) -> str | None:
    """Parse the words as the command does."""
    try:
        build_parser(words).parse_args(words)
    except SystemExit as ended:  # with 0 after --help
        return "not accepted by the parser, see stderr" if ended.code else None
    return None


def pip(words: list[str]) -> str | None:
    """Check that the extras of `kaggle_store[…]` exist."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {x for word in words for x in re.findall(r"kaggle_store\[([\w,-]+)\]", word)}
    unknown = {x for names in named for x in names.split(",")} - {*project["optional-dependencies"]}
    if words[0] not in {"install", "download", "wheel"} or unknown:
        return f"no such extra: {unknown}"
    return None


def make(words: list[str]) -> str | None:
    """Check that the targets exist."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, re.MULTILINE))
    unknown = {word for word in words if "=" not in word} - targets
    return f"no such target: {unknown}" if unknown else None


def supabase(words: list[str]) -> str | None:
    """Check the options against the help of the real CLI."""
    command = [word for word in words if not word.startswith("-")][:2]
    program = npm_package(*SUPABASE_CLI) / ".bin" / "supabase"
    return _not_in_help(words, str(program), *command)


def from_help(name: str, words: list[str]) -> str | None:
    """Check the options against the help of the program of this name."""
    return _not_in_help(words, str(find_postgres(None, server_account()).tool(name)))


def _not_in_help(words: list[str], *command: str) -> str | None:
    unknown = _options(words) - _options_in_help(*command)
    return f"not in its help: {unknown}" if unknown else None


@functools.cache
def _options_in_help(*command: str) -> set[str]:
    environment = os.environ | {"DO_NOT_TRACK": "1"}
    ran = subprocess.run(
        [*command, "--help"], capture_output=True, text=True, check=True, env=environment
    )
    return set(re.findall(r"--[a-z-]+", ran.stdout + ran.stderr))


def outside(words: list[str]) -> str | None:
    """Accept any arguments: the program is not part of the project and not installed here."""
    return None if words else "no arguments"


CHECKS: dict[str, Callable[[list[str]], str | None]] = {
    "kaggle-store": kaggle_store,
    "phases.sh": outside,
    "pip": pip,
    "make": make,
    "supabase": supabase,
    "psql": functools.partial(from_help, "psql"),
    "pg_dump": functools.partial(from_help, "pg_dump"),
    "pg_restore": functools.partial(from_help, "pg_restore"),
    **dict.fromkeys(
        ("brew", "curl", "docker", "gh", "git", "jupyter", "pass", "python", "systemctl"), outside
    ),
}
WHEN_REAL = ("pip", "make", "supabase", "brew", "curl", "docker", "git", "jupyter", "systemctl")
"""The stand-ins that commands which are run have too: the others are the real programs."""


def install(folder: Path, names: tuple[str, ...] = tuple(CHECKS)) -> StandIns:
    """Write the programs into a new folder."""
    folder.mkdir()
    for name in names:
        program = folder / name
        program.write_text(
            f"#!/bin/sh\nprintf '%s\\0' {name} $# \"$@\" >>'{folder}/notes'\n", encoding="utf-8"
        )
        program.chmod(0o755)
    return StandIns(folder)
