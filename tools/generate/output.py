"""Tidies what was generated with ruff, and writes it or compares it with what is there."""

from __future__ import annotations

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "kaggle_store"
GENERATED = ("models/*.py", "resources/_tables/*.py", "_transport/_origins.py")
HAND_WRITTEN = {"models/_base.py"}


def tidied(files: dict[str, str]) -> dict[str, str]:
    """Sort imports, remove those that are not used, and format, by the project's own rules."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, "kaggle_store", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _ruff(folder, "check", "--fix", "--quiet", "--unsafe-fixes", "--select", "F401,I,RUF022")
        _ruff(folder, "format", "--quiet")
        _ruff(folder, "check", "--quiet", "--ignore", "A002")
        return {name: Path(folder, "kaggle_store", name).read_text("utf-8") for name in files}


def _ruff(folder: str, *arguments: str) -> None:
    command = [sys.executable, "-m", "ruff", *arguments, "--no-cache"]
    command += ["--config", str(ROOT / "pyproject.toml")]
    # The folder holds only part of the package, and import lists shrink as they are tidied.
    command += ["--config", 'lint.isort.known-first-party = ["kaggle_store"]']
    command += ["--config", "lint.isort.split-on-trailing-comma = false", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stdout + done.stderr
        raise SystemExit(f"ruff {arguments[0]} refuses what was generated:\n{said}")


def present() -> dict[str, str]:
    """Return the generated files as they are in the checkout."""
    found = [path for pattern in GENERATED for path in PACKAGE.glob(pattern)]
    names = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(found)}
    return {
        name: path.read_text("utf-8") for name, path in names.items() if name not in HAND_WRITTEN
    }


def write(files: dict[str, str]) -> list[str]:
    """Write what differs, remove what is no longer generated, and return the paths touched."""
    there = present()
    touched = []
    for name in sorted(there.keys() | files.keys()):
        if there.get(name) == files.get(name):
            continue
        touched.append(name)
        path = PACKAGE / name
        if name in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[name], encoding="utf-8")
        else:
            path.unlink()
    return touched


def difference(files: dict[str, str]) -> str:
    """Return a unified diff from the checkout to what is generated; empty when they are equal."""
    there = present()
    lines: list[str] = []
    for name in sorted(there.keys() | files.keys()):
        old = there.get(name, "").splitlines(keepends=True)
        new = files.get(name, "").splitlines(keepends=True)
        lines += difflib.unified_diff(old, new, f"kaggle_store/{name}", f"generated/{name}")
    return "".join(lines)
