"""Format generated files with ruff, and write them or compare them with the checkout."""

from __future__ import annotations

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "kaggle_store"
GENERATED = (
    "_migrations/packaged.py",
    "_transport/_migration_objects.py",
    "install/_created.py",
    "models/*.py",
    "resources/_tables/*.py",
)
HAND_WRITTEN = {
    "models/_answers.py",
    "models/_audited_tables.py",
    "models/_base.py",
    "models/_dashboard_rows.py",
    "models/_forms.py",
    "models/dashboards.py",
}


def formatted(files: dict[str, str]) -> dict[str, str]:
    """Return the files formatted by the project's rules, without unused imports."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, "kaggle_store", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _ruff(folder, "check", "--fix", "--quiet", "--unsafe-fixes", "--select", "F401,I,RUF022")
        _ruff(folder, "format", "--quiet")
        # Docstrings are comments of the database; `make lint` checks those of this schema.
        _ruff(folder, "check", "--quiet", "--ignore", "A002,D3,D4")
        return {name: Path(folder, "kaggle_store", name).read_text("utf-8") for name in files}


def _ruff(folder: str, *arguments: str) -> None:
    command = [sys.executable, "-m", "ruff", *arguments, "--no-cache"]
    command += ["--config", str(ROOT / "pyproject.toml")]
    # The folder contains only part of the package, and unused names leave the import lists.
    command += ["--config", 'lint.isort.known-first-party = ["kaggle_store"]']
    command += ["--config", "lint.isort.split-on-trailing-comma = false", "."]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise SystemExit(
            f"ruff {arguments[0]} rejects the generated files:\n{done.stdout}{done.stderr}"
        )


def present() -> dict[str, str]:
    """Return the generated files as they are in the checkout."""
    found = [path for pattern in GENERATED for path in PACKAGE.glob(pattern)]
    names = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(found)}
    return {
        name: path.read_text("utf-8") for name, path in names.items() if name not in HAND_WRITTEN
    }


def write(files: dict[str, str]) -> list[str]:
    """Write changed files, delete files no longer generated, and return the changed paths."""
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
    """Return a unified diff from the checkout to the generated files; empty if equal."""
    there = present()
    lines: list[str] = []
    for name in sorted(there.keys() | files.keys()):
        old = there.get(name, "").splitlines(keepends=True)
        new = files.get(name, "").splitlines(keepends=True)
        lines += difflib.unified_diff(old, new, f"kaggle_store/{name}", f"generated/{name}")
    return "".join(lines)
