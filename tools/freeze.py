"""Keep the checksums of released migrations, which are never changed again.

`python -m tools.freeze` adds the migrations that are new to `supabase/migrations.sha256`, at a
release; `--check` fails when a released file was changed, renamed or removed, or when a new one
would be applied before a released one, and `--released` also when there is a new one.
`sha256sum --check migrations.sha256` in `supabase` reads the same file.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "supabase"
CHECKSUMS = "migrations.sha256"
ADVICE = (
    "Released migrations are never changed: every store has applied them. Restore the file, and"
    " correct it with a new migration (docs/how-to/migrations.md)."
)


def released(project: Path = PROJECT) -> dict[str, str]:
    """Return the released files, such as `migrations/2026….sql`, and their SHA-256."""
    lines = (project / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    found = {name: digest for digest, name in (line.split("  ") for line in lines)}
    if list(found) != sorted(found) or len(found) != len(lines):
        raise SystemExit(f"{CHECKSUMS}: each file stands there once, in the order of the names")
    return found


def unreleased(project: Path = PROJECT) -> list[Path]:
    """Return the migrations that no release contains, in their order."""
    return [path for name, path in _files(project).items() if name not in released(project)]


def problems(project: Path = PROJECT) -> Iterator[str]:
    """Yield one sentence for each released migration that changed, and each new one before it."""
    files = _files(project)
    for name, digest in released(project).items():
        if name not in files:
            yield f"{name} was released and is missing"
        elif _digest(files[name]) != digest:
            yield f"{name} was released and has changed"
    newest = max(released(project), default="")
    for name in files:
        # The Supabase CLI takes a file with a number that is on record for an applied one.
        if name not in released(project) and _number(name) <= _number(newest):
            yield f"{name} is new and its number is not above that of {newest}, which was released"


def freeze(project: Path = PROJECT) -> list[str]:
    """Add the new migrations to the checksums and return their names."""
    new = unreleased(project)
    with (project / CHECKSUMS).open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{_digest(path)}  migrations/{path.name}\n" for path in new)
    return [path.name for path in new]


def _files(project: Path) -> dict[str, Path]:
    return {f"migrations/{path.name}": path for path in sorted(project.glob("migrations/*.sql"))}


def _number(name: str) -> str:
    return name.partition("_")[0]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> int:
    """Print the problems and return 1; else freeze, unless an option is given, and return 0."""
    if found := list(problems()):
        print("\n".join([*found, ADVICE]))
        return 1
    if "--released" in sys.argv[1:] and (new := unreleased()):
        print(f"{new[0].name} is in no release: run `python -m tools.freeze`.")
        return 1
    if not sys.argv[1:]:
        print("\n".join(freeze()) or "Every migration is released.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
