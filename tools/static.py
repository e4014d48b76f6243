"""Static analysis of the database: squawk checks new migrations, pgrls the row level security.

`python -m tools.static`. .squawk.toml and pgrls.toml explain each exception. Needs both programs
(extra `dev`) and no Docker: pgrls checks a freshly migrated local PostgreSQL.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kaggle_store.local.cluster import Cluster
from tools.freeze import unreleased

ROOT = Path(__file__).parents[1]
CHECKS = (
    "lint",
    "verify --mode anon",
    "verify --mode reachability --strict",
    "verify --mode escalation --strict",
)
"""pgrls's commands. A leak fails in each mode. `anon` is not strict, because pgrls does not analyse
kaggle_store.is_admin(): tests/security checks those policies over HTTP. The modes `cross-tenant`
and `write` need tenants, which the schema does not have."""


def squawk(*files: Path) -> list[str]:
    """Return squawk's findings for these migrations, or for those that no release contains."""
    named = files or unreleased()
    if not named:
        return []
    return _run(["squawk", "--config", str(ROOT / ".squawk.toml"), *map(str, named)])


def pgrls(url: str, partitions: list[str], checks: Iterable[str] = CHECKS) -> list[str]:
    """Return pgrls's findings and leaks for the policies of a migrated database."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".toml") as config:
        config.write(_with_partitions((ROOT / "pgrls.toml").read_text("utf-8"), partitions))
        config.flush()
        common = ["--config", config.name, "--database-url", url]
        return [line for check in checks for line in _run(["pgrls", *check.split(), *common])]


def partitions_of(cluster: Cluster) -> list[str]:
    """Return the names of the monthly partitions."""
    return cluster._server.run(
        "select relname from pg_class where relispartition and relkind = 'r' "
        "and relname ~ '[0-9]{4}_[0-9]{2}$'",
        database="postgres",
    ).split()


def _with_partitions(config: str, partitions: list[str]) -> str:
    """Repeat each line that names a monthly partition for every existing partition."""

    def each(line: re.Match[str]) -> str:
        return "".join(line[0].replace("system_metrics_YYYY_MM", name) for name in partitions)

    return re.sub(r'^ *".*system_metrics_YYYY_MM.*\n', each, config, flags=re.MULTILINE)


def _run(command: list[str]) -> list[str]:
    """Run a program of this environment; return its output if it fails."""
    program = Path(sys.executable).parent / command[0]
    if not program.exists():
        return [f"{command[0]} is not installed: pip install 'kaggle_store[dev]'"]
    completed = subprocess.run(
        [str(program), *command[1:]],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
    )
    if completed.returncode == 0:
        return []
    return [f"{' '.join(command[:4])}\n{completed.stdout}{completed.stderr}".strip()]


def main() -> int:
    """Check the migrations and the migrated database; print the findings."""
    wrong = squawk()
    with Cluster.start() as cluster:
        wrong += pgrls(cluster._server.url(), partitions_of(cluster))
    for each in wrong:
        print(each, end="\n\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
