"""Run supabase/tests/database/*.sql without Docker, as `supabase test db` does with Docker.

`python -m tools.pgtap [file …]`. Each file is one psql, as with pg_prove: it begins a transaction
and rolls it back. pgTAP's SQL, from an npm package, is copied into the local PostgreSQL.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from kaggle_store.local.account import cache_dir, server_account
from kaggle_store.local.cluster import Cluster
from kaggle_store.local.files import locked
from kaggle_store.local.postgres import Server
from tests.npm import npm_package

PGTAP = ("@electric-sql/pglite-pgtap", "0.0.15")
"""Contains pgTAP 1.3.5 for PGlite; only its SQL is used."""
FOLDER = Path(__file__).parents[1] / "supabase" / "tests" / "database"

_BEGIN, _END = "begin;", "select * from finish();\nrollback;"
_TEST = re.compile(r"(not )?ok\b(?: (\d+))?(?: - )?(.*?)(?: # (todo|skip)\b.*)?$", re.IGNORECASE)
_PLAN = re.compile(r"1\.\.(\d+)")


def install(server: Server) -> None:
    """Copy the extension into the server's extension folder, unless it is there."""
    share = server.run("select setting from pg_config where name = 'SHAREDIR'").strip()
    folder = Path(share) / "extension"
    with locked(cache_dir(server_account()) / "pgtap.lock"):
        if (folder / "pgtap.control").exists():
            return
        archive = npm_package(*PGTAP) / PGTAP[0] / "dist" / "pgtap.tar.gz"
        with tarfile.open(archive) as tar:
            # The control file last: its presence marks the copy as complete.
            for member in sorted(tar, key=lambda member: member.name.endswith(".control")):
                name, content = Path(member.name).name, tar.extractfile(member)
                if content and re.fullmatch(r"pgtap(--[\d.]+\.sql|\.control)", name):
                    with content, (folder / name).open("wb") as target:
                        shutil.copyfileobj(content, target)


@dataclass
class TapResult:
    """A test file's result: planned tests, tests run, and problems."""

    planned: int | None = None
    seen: int = 0
    wrong: list[str] = field(default_factory=list)
    in_failure: bool = False

    def read(self, line: str) -> None:
        """Parse one line of the Test Anything Protocol."""
        if plan := _PLAN.match(line):
            self.planned = int(plan[1])
        elif test := _TEST.match(line):
            self.seen += 1
            self.in_failure = bool(test[1]) and (test[4] or "").lower() != "todo"
            if self.in_failure or (test[2] and int(test[2]) != self.seen):
                self.wrong.append(line)
        elif self.in_failure and line.startswith("#"):
            self.wrong.append(f"    {line}")


def run(file: Path, server: Server, url: str) -> TapResult:
    """Run one file against a migrated database."""
    result = TapResult()
    text = re.sub(r"^--.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE).strip()
    if not (text.startswith(_BEGIN) and text.endswith(_END)):
        result.wrong = [f"must begin with `{_BEGIN}` and end with `{' '.join(_END.split())}`"]
        return result
    command = [server.binaries.tool("psql"), "-XAtq", "-P", "pager=off", "-v", "ON_ERROR_STOP=1"]
    completed = subprocess.run(
        [*command, "-d", url, "-f", str(file)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    for line in completed.stdout.splitlines():
        result.read(line)
    if completed.returncode:
        result.wrong.append(completed.stderr.strip() or f"psql ended with {completed.returncode}")
    if result.planned != result.seen:
        result.wrong.append(f"planned {result.planned} tests, ran {result.seen}")
    return result


def main(names: list[str]) -> int:
    """Run these files, or all of them, against a freshly migrated database."""
    files = [Path(name) for name in names] or sorted(FOLDER.glob("*.sql"))
    failed = 0 if files else 1
    with Cluster.start() as cluster:
        server = cluster._server
        install(server)
        for file in files:
            result = run(file, server, server.socket_url("postgres"))
            failed += bool(result.wrong)
            print(f"{file.name} .. {'NOT OK' if result.wrong else 'ok'} ({result.seen} tests)")
            for line in result.wrong:
                print(f"    {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
