"""Static analysis of the database: squawk reads the migrations, pgrls the policies that they make.

`python -m tools.static`. Each exception is explained in .squawk.toml and pgrls.toml. Needs the two
programs (extra `dev`) and no Docker: policies are looked at in a freshly migrated local PostgreSQL.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kaggle_store.local.cluster import Cluster
from kaggle_store.local.migrate import project_dir

ROOT = Path(__file__).parents[1]
CHECKS = (
    "lint",
    "verify --mode anon",
    "verify --mode reachability --strict",
    "verify --mode escalation --strict",
)
"""What pgrls looks for, and proves. A leak fails everywhere; of `anon` the policies that ask
kaggle_store.is_admin() stay unproven, as pgrls sees through no function of ours: tests/security
proves them over HTTP. `cross-tenant` and `write` look for tenants, and there are none."""


def squawk(*files: Path) -> list[str]:
    """Return what is wrong with migrations; all of them unless some are named."""
    named = files or sorted((project_dir() / "migrations").glob("*.sql"))
    return _run(["squawk", "--config", str(ROOT / ".squawk.toml"), *map(str, named)])


def pgrls(url: str, partitions: list[str], checks: Iterable[str] = CHECKS) -> list[str]:
    """Return what is wrong with the policies of a migrated database: findings and leaks."""
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as config:
        config.write(_with_partitions((ROOT / "pgrls.toml").read_text(), partitions))
        config.flush()
        common = ["--config", config.name, "--database-url", url]
        return [line for check in checks for line in _run(["pgrls", *check.split(), *common])]


def partitions_of(cluster: Cluster, database: str = "postgres") -> list[str]:
    """Return the names of the monthly partitions, which differ from month to month."""
    return cluster._server.run(
        "select relname from pg_class where relispartition and relkind = 'r' "
        "and relname ~ '[0-9]{4}_[0-9]{2}$'",
        database=database,
    ).split()


def _with_partitions(config: str, partitions: list[str]) -> str:
    """Write a line that names a monthly partition once for each that there is."""

    def each(line: re.Match[str]) -> str:
        return "".join(line[0].replace("system_metrics_YYYY_MM", name) for name in partitions)

    return re.sub(r'^ *".*system_metrics_YYYY_MM.*\n', each, config, flags=re.MULTILINE)


def _run(command: list[str]) -> list[str]:
    """Run a program of this environment; return what it prints if it finds something."""
    program = Path(sys.executable).parent / command[0]
    if not program.exists():
        return [f"{command[0]} is not installed: pip install 'kaggle_store[dev]'"]
    answer = subprocess.run(
        [str(program), *command[1:]],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
    )
    if answer.returncode == 0:
        return []
    return [f"{' '.join(command[:4])}\n{answer.stdout}{answer.stderr}".strip()]


def main() -> int:
    """Look at the migrations and at what they make; print what is wrong."""
    wrong = squawk()
    with Cluster.start() as cluster:
        wrong += pgrls(cluster._server.url(), partitions_of(cluster))
    for each in wrong:
        print(each, end="\n\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
