"""Run the examples and commands of the README and docs, and check links."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
PAGES = [
    example
    for page in sorted((ROOT / "docs").rglob("*.md"))
    for example in re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL)
    if "\nwith KaggleStore.local()" in example
]
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


# A clone of the tests' cluster starts in a tenth of the time of a new stack.
CLONING = """\
import kaggle_store.local
from kaggle_store.testing.stacks import TestRun
kaggle_store.local.LocalStack.start = lambda _: TestRun.current().cluster().clone()
"""


@pytest.mark.parametrize("example", [PYTHON[0], *(CLONING + x for x in (*PYTHON[1:], *PAGES))])
def test_example_output_matches_its_comments(example: str, tmp_path: Path) -> None:
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
    printed = ran.stdout.splitlines()
    assert len(expected) == len(printed) > 0
    for comment, line in zip(expected, printed, strict=True):
        assert comment in line


def test_sync_and_async_examples_are_equal() -> None:
    sync, awaited = PYTHON[:2]

    def plain(example: str) -> list[str]:
        body = example[example.index("KaggleStore.local()") :]
        lines = [line.strip().replace("await ", "") for line in body.splitlines()]
        return [line for line in lines[1:] if line and not line.startswith("asyncio.run")]

    assert plain(sync) == plain(awaited)


def test_demo_command() -> None:
    assert commands(SHELL[0]) == ["make demo", "make test"]
    ran = shell(f"make demo VENV={sys.prefix}", ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Titanic" in ran.stdout


def test_test_command_is_the_one_of_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert "make test" in script.splitlines()
    recipe = shell("make --dry-run --always-make test", ROOT).stdout
    assert "-m pytest" in recipe


def test_local_stack_commands(tmp_path: Path) -> None:
    up, status, env, into_dotenv, doctor, check, reset, down = commands(SHELL[2])
    try:
        ran = shell(f"{up}\n{status}\n{env}\n{doctor}\n{check}\n{reset}", tmp_path)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert re.search(r'^API_URL="http://127\.0\.0\.1:\d+"$', ran.stdout, re.MULTILINE)
        assert (tmp_path / ".kaggle-store").is_dir()
        used = shell(
            f"{into_dotenv}\n"
            'python -c "from kaggle_store import KaggleStore as K;'
            'print(K().competitions.count())"',
            tmp_path,
        )
        assert used.stdout.strip() == "0", used.stderr
    finally:
        ended = shell(down, tmp_path)
    assert ended.returncode == 0
    assert shell(status, tmp_path).returncode != 0


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to a page's headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def test_linked_pages_and_sections_exist() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target, _, section in (
            link.partition("#")
            for link in re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text())
        ):
            linked = page.parent / target if target else page
            assert linked.exists(), (page.name, target)
            assert not section or section in anchors(linked), (page.name, target, section)
