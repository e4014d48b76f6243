"""Check the package's import layers: `python -m tools.layout`, part of `make lint`.

Every import counts, also those for type checkers only and those inside functions. A module may
import from its own folder and from folders in lower layers. Folders in one layer do not import
each other. Import cycles are errors.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = "kaggle_store"

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "_migrations", "_lazy", "_files", "_digests", "formats"}),
    frozenset({"project_url", "running_stack"}),
    frozenset({"settings"}),
    frozenset({"models"}),
    frozenset({"_requests"}),
    frozenset({"_transport"}),
    frozenset({"_leases"}),
    frozenset({"recorder"}),
    frozenset({"artifact_files"}),
    frozenset({"metrics_history"}),
    frozenset({"resources", "local"}),
    frozenset({"client"}),
    frozenset({"jobs"}),
    frozenset({"agent"}),
    frozenset({""}),  # kaggle_store/__init__.py
    frozenset({"doctor", "backup", "html", "integrations", "sign_in", "testing"}),
    frozenset({"demo", "install", "report", "supervise", "ui"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),  # kaggle_store/__main__.py
)
"""The package's files and folders, lowest layer first; each imports only from lower layers."""


def modules(root: Path) -> dict[str, Path]:
    """Return each module's file by its dotted name."""
    found = {}
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path, known: Set[str]) -> Iterator[str]:
    """Yield the modules of the package that a file imports, anywhere in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module in known:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from (names & known) or {node.module}


def folder(module: str) -> str:
    """Return the file or folder in the package's root that a module belongs to."""
    return module.split(".")[1] if "." in module else ""


def upward(graph: Mapping[str, Set[str]]) -> Iterator[str]:
    """Yield a sentence for each import that does not point to a lower layer."""
    rank = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    for module, imported in graph.items():
        here = folder(module)
        if here not in rank:
            yield f"{module}: {here} is in no layer of tools/layout.py"
            continue
        for other in sorted(imported):
            there = folder(other)
            # The root's `__init__` exports the public names of every layer below it.
            if there != here and rank.get(there, len(LAYERS)) >= rank[here]:
                yield f"{module} imports {other}, which is not below it"


def cycle(graph: Mapping[str, Set[str]]) -> str | None:
    """Return a description of one import cycle, or None."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return "import cycle: " + " -> ".join(reversed(error.args[1]))
    return None


def problems(root: Path = ROOT) -> list[str]:
    """Return the layout's problems, one sentence each."""
    files = modules(root)
    graph = {name: set(imports(path, files.keys())) - {name} for name, path in files.items()}
    found = cycle(graph)
    return [*upward(graph), *([found] if found else [])]


def main() -> int:
    """Print the problems and return 1, or return 0 if there are none."""
    found = problems()
    print("\n".join(found) or "The imports point one way.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
