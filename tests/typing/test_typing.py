"""Public signatures, as both type checkers see them; run by `make types`."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


ACCEPTED, REFUSED = HERE / "accepted.py", HERE / "refused.py"


@pytest.fixture(scope="module")
def marked() -> set[int]:
    lines = REFUSED.read_text().splitlines()
    return {number for number, line in enumerate(lines, 1) if "# refused" in line}


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", *map(str, command)]
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)


def test_mypy_accepts_and_refuses_marked_lines(marked: set[int]) -> None:
    run = _run("mypy", "--no-error-summary", ACCEPTED, REFUSED)
    errors = re.findall(r"(\w+\.py):(\d+): error", run.stdout)
    assert {name for name, _ in errors} == {REFUSED.name}, run.stdout + run.stderr
    assert {int(line) for _, line in errors} == marked


def test_pyright_accepts_and_refuses_marked_lines(marked: set[int], tmp_path: Path) -> None:
    # Copies, because the project's own settings leave `refused.py` out.
    for file in (ACCEPTED, REFUSED):
        shutil.copy(file, tmp_path)
    settings = {"extraPaths": [str(ROOT)], "typeCheckingMode": "standard"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings))
    run = _run("pyright", "--outputjson", "--pythonpath", sys.executable, "-p", tmp_path)
    report = json.loads(run.stdout)
    assert report["summary"]["filesAnalyzed"] == 2
    found = [each for each in report["generalDiagnostics"] if each["severity"] == "error"]
    assert {Path(each["file"]).name for each in found} == {REFUSED.name}, run.stdout
    assert {each["range"]["start"]["line"] + 1 for each in found} == marked


def test_hosted_parts_use_what_windows_has() -> None:
    # The local stack needs POSIX, and says so.
    options = ("--platform", "win32", "--follow-imports", "silent", "--no-error-summary")
    folders = ("client.py", "_files.py", "_transport", "_leases", "recorder", "resources")
    parts = [ROOT / "kaggle_store" / name for name in (*folders, "doctor", "cli", "integrations")]
    run = _run("mypy", *options, "--cache-dir", ROOT / ".mypy_cache" / "win32", *parts)
    assert (run.stdout, run.returncode) == ("", 0)
