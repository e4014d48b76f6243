"""Run the example and the commands of the README; check the links between pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs import standin
from tests.docs.blocks import PAGES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("SUPABASE_")
} | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euc", script],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=240,
    )


def commands(block: str) -> list[str]:
    return [line.split("#")[0].strip() for line in block.splitlines() if line.strip()]


def test_example_output_matches_its_comments(tmp_path: Path) -> None:
    [example] = PYTHON
    expected = re.findall(r"^\s*print\(.*\)  # (.+)$", example, re.MULTILINE)
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", example],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == expected != []


def test_readme_fits_on_a_screen() -> None:
    assert len(README.splitlines()) <= 80


@pytest.mark.long  # tests/demo runs the same command
def test_demo_command() -> None:
    assert commands(SHELL[0]) == ["make demo", "make test"]
    ran = shell(f"make demo VENV={sys.prefix}", ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Titanic" in ran.stdout


def test_test_command_is_the_one_of_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert re.search(r"(?m)^make test( |$)", script)
    recipe = shell("make --dry-run --always-make test", ROOT).stdout
    assert "-m pytest" in recipe


def test_project_commands_exist(tmp_path: Path) -> None:
    programs = standin.install(tmp_path / "programs")
    path = f"{programs.folder}{os.pathsep}{ENVIRONMENT['PATH']}"
    ran = shell(f"PATH='{path}' PROJECT_REF=abcdefghijklmnopqrst\n{SHELL[1]}", tmp_path)
    assert ran.returncode == 0, ran.stderr
    programs.check()


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to a page's headings."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    ids = set(re.findall(r'<a id="([\w-]+)">', text))
    return ids | {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def test_linked_pages_and_sections_exist() -> None:
    for page in [*ROOT.glob("*.md"), ROOT / "examples/README.md", *PAGES]:
        for target, _, section in (
            link.partition("#")
            for link in re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text())
        ):
            linked = page.parent / target if target else page
            assert linked.exists(), (page.name, target)
            assert not section or section in anchors(linked), (page.name, target, section)
