"""Stand-ins for the programs in documented commands: they check the arguments and run nothing.

`install(folder)` writes one program for each into a folder for PATH. Bash runs the commands, so
quoting, redirections and variables are checked too.
"""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = sys.executable


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 64


def _options(words: list[str]) -> set[str]:
    return {word.partition("=")[0] for word in words if word.startswith("--")}


def kaggle_store(words: list[str]) -> int:
    """Parse the words as the command does."""
    from kaggle_store.cli import build_parser

    build_parser(words).parse_args(words)
    return 0


def pip(words: list[str]) -> int:
    """Check that the extras of `kaggle_store[…]` exist."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {x for word in words for x in re.findall(r"kaggle_store\[([\w,]+)\]", word)}
    unknown = {x for names in named for x in names.split(",")} - {*project["optional-dependencies"]}
    if words[0] not in {"install", "download", "wheel"} or unknown:
        return _fail(f"pip {words}: no such extra: {unknown}")
    return 0


def make(words: list[str]) -> int:
    """Check that the targets exist."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, re.MULTILINE))
    unknown = {word for word in words if "=" not in word} - targets
    return _fail(f"make {unknown}: no such target") if unknown else 0


def supabase(words: list[str]) -> int:
    """Check the options against the help of the real CLI."""
    from tests.npm import SUPABASE_CLI, npm_package

    command = [word for word in words if not word.startswith("-")][:2]
    program = npm_package(*SUPABASE_CLI) / ".bin" / "supabase"
    return _check_help([str(program), *command, "--help"], words)


def from_help(name: str, words: list[str]) -> int:
    """Check the options against the help of the program of this name."""
    from kaggle_store.local.account import server_account
    from kaggle_store.local.binaries import find_postgres

    return _check_help([find_postgres(None, server_account()).tool(name), "--help"], words)


def _check_help(command: list[str], words: list[str]) -> int:
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=_clean())
    unknown = _options(words) - set(re.findall(r"--[a-z-]+", ran.stdout + ran.stderr))
    if ran.returncode or unknown:
        return _fail(f"{command}: exit code {ran.returncode}, not in its help: {unknown}")
    return 0


def _clean() -> dict[str, str]:
    path = os.environ["PATH"].split(os.pathsep)[1:]
    return os.environ | {"PATH": os.pathsep.join(path), "DO_NOT_TRACK": "1"}


def outside(words: list[str]) -> int:
    """Accept any arguments: the program is not part of the project and not installed here."""
    return 0 if words else _fail("no arguments")


CHECKS: dict[str, Callable[[list[str]], int]] = {
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


def install(folder: Path, names: tuple[str, ...] = tuple(CHECKS)) -> Path:
    """Write the programs into a new folder and return it."""
    folder.mkdir()
    for name in names:
        program = folder / name
        program.write_text(
            f"#!/bin/sh\nexec '{PYTHON}' -m tests.docs.standin {name} \"$@\"\n", encoding="utf-8"
        )
        program.chmod(0o755)
    return folder


if __name__ == "__main__":
    sys.exit(CHECKS[sys.argv[1]](sys.argv[2:]))
