"""Generate the last statement of each migration, and the package's list of migrations."""

from __future__ import annotations

import difflib
from pathlib import Path

from kaggle_store._migrations.registry import StoreMigration, read, registered
from tools.generate.migration_objects import MIGRATIONS

_TEMPLATE = '''# ruff: noqa: E501
"""The migrations that this version of the package installs."""

MIGRATIONS: dict[str, str] = {rows}
"""Original names without `.sql`, in their order, and the SHA-256 of each text."""
'''


def packaged_module() -> str:
    """Return the module that lists the migrations with their digests."""
    found = [StoreMigration(*_read(path)) for path in sorted(MIGRATIONS.glob("*.sql"))]
    rows = "".join(f'"{name}": "{sha256}",' for name, sha256 in found)
    return _TEMPLATE.replace("{rows}", f"{{{rows}}}")


def write(folder: Path = MIGRATIONS) -> list[str]:
    """Bring the last statement of each migration up to date; return the changed files' names."""
    changed = [path for path in sorted(folder.glob("*.sql")) if _text(path) != _registered(path)]
    for path in changed:
        path.write_text(_registered(path), encoding="utf-8", newline="\n")
    return [path.name for path in changed]


def difference(folder: Path = MIGRATIONS) -> str:
    """Return a unified diff from the migrations to what `write` makes of them; empty if equal."""
    lines: list[str] = []
    for path in sorted(folder.glob("*.sql")):
        old, new = _text(path).splitlines(True), _registered(path).splitlines(True)
        lines += difflib.unified_diff(old, new, f"migrations/{path.name}", f"generated/{path.name}")
    return "".join(lines)


def _read(path: Path) -> StoreMigration:
    found = read(_registered(path))
    assert found is not None
    return found


def _registered(path: Path) -> str:
    return registered(path.stem, _text(path))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
