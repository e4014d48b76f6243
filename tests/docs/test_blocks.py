"""Every code block of the documentation is run, or checked as far as it can be."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import Owner
from tests.docs import blocks, standin
from tests.docs.blocks import DOCS, PAGES, ROOT, Block

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("SUPABASE_")
} | {"PYTHONPATH": str(ROOT)}
BLOCKS = blocks.blocks()
IN_ORDER = [page for page in PAGES if blocks.is_run_in_order(page)]

NOT_RUN: dict[str, str] = {}
"""Blocks that are not run, by page, with the reason that is given there."""

VARIABLES = dict.fromkeys(
    ("DATABASE_URL", "OLD_DB_URL", "NEW_DB_URL", "SUPABASE_DB_URL"),
    "postgresql://postgres:secret@db.example.com:5432/postgres",
) | {
    "PROJECT_REF": "abcdefghijklmnopqrst",
    "SUPABASE_ACCESS_TOKEN": "sbp_0",
    "KAGGLE_STORE_BACKUPS": "backups",
}
"""Variables that a reader has set."""


def of(*languages: str) -> pytest.MarkDecorator:
    found = [b for b in BLOCKS if b.language in languages and not b.reason]
    return pytest.mark.parametrize("block", found, ids=str)


def printed_as_expected(code: str, printed: str) -> None:
    """Compare each line that Python printed with the comment behind its `print`."""
    expected = re.findall(r"^\s*print\(.*\)  # (.+)$", code, re.MULTILINE)
    lines = printed.splitlines()
    assert len(expected) == len(lines), printed
    for comment, line in zip(expected, lines, strict=True):
        assert comment in line


# supabase-py itself passes options that postgrest-py deprecates.
SUPABASE_PY = "ignore:The ':DeprecationWarning"


def run_python(arguments: list[str], code: str, folder: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-W", SUPABASE_PY, *arguments],
        input=code,
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


# A clone of the tests' cluster starts in a tenth of the time of a new stack.
CLONING = """\
import kaggle_store.local
from kaggle_store.testing.stacks import TestRun
kaggle_store.local.LocalStack.start = lambda _: TestRun.current().cluster().clone()
"""


@of("python")
def test_python_prints_its_comments(block: Block, tmp_path: Path) -> None:
    if block.given:
        printed = run_python(["-m", "tests.docs.given", *block.given], block.body, tmp_path)
    else:
        printed = run_python(["-"], CLONING + block.body, tmp_path)
    printed_as_expected(block.body, printed)


def run_shell(script: str, folder: Path, programs: Path) -> str:
    home = folder / "home"
    (home / ".config/fish/completions").mkdir(parents=True, exist_ok=True)
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=ENVIRONMENT | VARIABLES | {"PATH": path, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=240,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def new_folder(parent: Path) -> Path:
    """Return a folder with a stand-in for the script that a reader finds in a checkout."""
    standin.install(parent / "supabase", ("phases.sh",))
    return parent


@of("sh")
def test_commands_and_options_exist(block: Block, tmp_path: Path) -> None:
    names = standin.WHEN_REAL if block.note == "real" else tuple(standin.CHECKS)
    programs = standin.install(tmp_path / "programs", names)
    run_shell(block.body, new_folder(tmp_path), programs)


@of("sql")
def test_sql_runs(block: Block, owner: Owner) -> None:
    owner.execute("begin")
    try:
        owner.execute(block.body.encode())
    finally:
        owner.execute("rollback")


@of("js")
def test_javascript_parses(block: Block, tmp_path: Path) -> None:
    script = tmp_path / "block.mjs"
    script.write_text(block.body, encoding="utf-8")
    subprocess.run(["node", "--check", str(script)], check=True)


PARSERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
    "ini": lambda text: configparser.RawConfigParser().read_string(f"[top]\n{text}"),
}


@of(*PARSERS)
def test_data_parses(block: Block) -> None:
    PARSERS[block.language](block.body)


@of("yaml")
def test_workflow_commands_exist(block: Block, tmp_path: Path) -> None:
    workflow = yaml.safe_load(block.body)
    programs = standin.install(tmp_path / "programs")
    for job in workflow.get("jobs", {}).values():
        for step in job["steps"]:
            run_shell(step.get("run", ""), tmp_path, programs)


DOCKER = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "CMD", "VOLUME", "STOPSIGNAL"}


@of("dockerfile")
def test_dockerfile_parses(block: Block, tmp_path: Path) -> None:
    text = block.body.replace("\\\n", " ")
    steps = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    assert {word for word, _ in steps} <= DOCKER
    programs = standin.install(tmp_path / "programs")
    for word, rest in steps:
        if word == "RUN":
            run_shell(rest, tmp_path, programs)
        if word == "CMD":
            run_shell(" ".join(json.loads(rest)), tmp_path, programs)


def test_every_block_is_tested() -> None:
    tested = {"python", "sh", "sql", "js", "dockerfile", "text", *PARSERS}
    assert [str(block) for block in BLOCKS if block.language not in tested] == []


def test_every_fence_is_found() -> None:
    for page in PAGES:
        fences = re.findall(r"^ *```", page.read_text("utf-8"), re.MULTILINE)
        assert len(fences) == 2 * len(blocks.blocks_of(page)), page


def test_blocks_that_are_not_run_are_few() -> None:
    found = {b.page.relative_to(DOCS).as_posix(): b.reason for b in BLOCKS if b.reason}
    assert found == NOT_RUN


def matches(expected: str, printed: str) -> bool:
    """Compare output with its documentation, in which `…` stands for anything."""
    pattern = r"[^\n]*".join(map(re.escape, expected.strip().split("…")))
    return re.search(rf"^{pattern}$", printed, re.MULTILINE) is not None


def write(path: Path, block: Block) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.body, encoding="utf-8")
    if path.suffix == ".jsonl":
        [json.loads(line) for line in block.body.splitlines()]
    elif block.language in PARSERS:
        PARSERS[block.language](block.body)


@pytest.mark.parametrize("page", IN_ORDER, ids=lambda page: page.name)
def test_page_runs_in_order(page: Path, tmp_path: Path) -> None:
    programs = standin.install(tmp_path / "programs", standin.WHEN_REAL)
    checked = standin.install(tmp_path / "checked")
    folder = tmp_path / "folder"
    folder.mkdir()
    printed = ""
    try:
        for block in blocks.blocks_of(page):
            if block.title:
                write(folder / block.title, block)
            elif block.language == "sh":
                printed = run_shell(block.body, folder, checked if block.note else programs)
            elif block.language == "python":
                printed_as_expected(block.body, run_python(["-"], block.body, folder))
            else:
                assert block.language == "text", str(block)
                assert matches(block.body, printed), f"{block}\n{printed}"
    finally:
        run_shell("kaggle-store down", folder, programs)
