"""Train with every framework, and write versions and date into docs/reference/frameworks.md.

`python -m tools.frameworks`, in the environment of `make frameworks`. The table changes only when
all trainings pass.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "frameworks.md"
TESTS = "tests/frameworks"
TABLE = re.compile(r"(<!-- versions -->\n).*?(<!-- /versions -->)", re.DOTALL)

FRAMEWORKS = {
    "Keras": ("keras", "jax"),
    "Lightning": ("lightning", "torch"),
    "Hugging Face Trainer": ("transformers", "torch"),
    "XGBoost": ("xgboost-cpu",),
    "LightGBM": ("lightgbm",),
}
"""Each framework's packages, as installed."""


def table() -> str:
    """Return the table of the versions that are installed here."""
    python = ".".join(map(str, sys.version_info[:3]))
    today = datetime.now(UTC).date()
    rows = (
        f"| {name} | {', '.join(f'{each} {version(each)}' for each in packages)} "
        f"| Python {python}, {sys.platform}, CPU | {today} |"
        for name, packages in FRAMEWORKS.items()
    )
    return "\n".join(("\n| framework | versions | on | date |\n|---|---|---|---|", *rows, "", ""))


def main() -> int:
    """Run the trainings; return pytest's exit code, and write the table if it is 0."""
    tests = [sys.executable, "-m", "pytest", "-n", "1", TESTS]
    code = subprocess.run(tests, check=False).returncode
    if code == 0:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(TABLE.sub(lambda found: found[1] + table() + found[2], page), "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
