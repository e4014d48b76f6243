"""npm packages that some tests run, installed once into the user's cache."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from kaggle_store.local.account import cache_dir, server_account
from kaggle_store.local.files import locked

SUPABASE_CLI = ("supabase", "3.1.0")
SUPABASE_JS = ("@supabase/supabase-js", "2.80.0")


def npm_package(name: str, version: str) -> Path:
    """Return the `node_modules` folder that holds a package, installing it the first time."""
    home = cache_dir(server_account()) / "tests" / f"{name.replace('/', '-').strip('@')}-{version}"
    with locked(home.with_suffix(".lock")):
        if not (home / "node_modules").is_dir():
            npm = shutil.which("npm")
            assert npm, "these tests run an npm package, and npm is not on PATH"
            scratch = home.with_suffix(".new")
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(parents=True)
            command = [npm, "install", "--no-save", "--no-audit", "--no-fund", f"{name}@{version}"]
            subprocess.run(
                [*command, "--prefix", str(scratch)], cwd=scratch, check=True, capture_output=True
            )
            scratch.rename(home)
    return home / "node_modules"


def supabase_cli(*arguments: str, db_url: str, cwd: Path | None = None) -> str:
    """Run the Supabase CLI against a database and return its stdout."""
    program = npm_package(*SUPABASE_CLI) / ".bin" / "supabase"
    done = subprocess.run(
        [str(program), *arguments, f"--remote={db_url}?sslmode=disable"],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
        env={**os.environ, "SUPABASE_TELEMETRY_DISABLED": "1", "DO_NOT_TRACK": "1"},
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout
