"""Every code block of the documentation is run, or checked as far as it can be."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
import yaml

from kaggle_store.local.account import server_account
from kaggle_store.local.binaries import find_nginx
from tests.conftest import Owner, Stack
from tests.docs import blocks, standin
from tests.docs.blocks import DOCS, PAGES, ROOT, Block
from tests.docs.given import SUPABASE_PY, run_apart
from tests.docs.standin import StandIns
from tests.docs.terminals import Terminals, approve_first

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("SUPABASE_")
} | {"PYTHONPATH": str(ROOT)}
BLOCKS = blocks.blocks()
IN_ORDER = [page for page in PAGES if blocks.is_run_in_order(page)]

NOT_RUN: dict[str, str] = {
    "how-to/langgraph.md": "`make frameworks` runs it: langgraph is not installed for development"
}
"""Blocks that are not run, by page, with the reason that is given there."""

VARIABLES = dict.fromkeys(
    ("DATABASE_URL", "DB_URL", "OLD_DB_URL", "NEW_DB_URL", "SUPABASE_DB_URL"),
    "postgresql://postgres:secret@db.example.com:5432/postgres",
) | {
    "PROJECT_REF": "abcdefghijklmnopqrst",
    "SUPABASE_ACCESS_TOKEN": "sbp_0",
    "KAGGLE_STORE_BACKUPS": "backups",
}
"""Variables that a reader has set."""


PORT = "8899"
"""The port of a page's own server, for which the tests take a free one."""


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


def run_python(code: str, folder: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-W", f"ignore:{SUPABASE_PY}:DeprecationWarning", "-"],
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
def test_python_prints_its_comments(block: Block, stack: Stack, tmp_path: Path) -> None:
    if block.given:
        printed = run_apart(block.body, list(block.given), stack, tmp_path)
    else:
        printed = run_python(CLONING + block.body, tmp_path)
    printed_as_expected(block.body, printed)


EXAMPLES = {
    "integrations/mcp/__init__.py": (
        "async_store",
        "from kaggle_store.integrations import mcp; store = async_store",
    ),
    "local/cluster.py": ("", "from kaggle_store.local import Cluster"),
    "local/stack.py": ("", "import supabase; from kaggle_store.local import LocalStack"),
    "testing/faults.py": (
        "stack",
        "from kaggle_store import KaggleStore; from kaggle_store.testing import StoreFaults",
    ),
}
"""Modules with an example in a docstring: the names that are given, and what is imported."""

SHOWN_ON_A_PAGE = {"integrations/langchain.py"}
"""Their examples need LangChain; docs/how-to/approvals.md runs the same calls."""


@pytest.mark.parametrize("module", EXAMPLES)
def test_example_in_docstring_runs(module: str, stack: Stack, tmp_path: Path) -> None:
    names, imports = EXAMPLES[module]
    [code] = blocks.examples_of(ROOT / "kaggle_store" / module)
    run_apart(f"{imports}\n{code}", names.split(), stack, tmp_path)


def test_every_example_in_docstrings_is_run() -> None:
    found = {
        module.relative_to(ROOT / "kaggle_store").as_posix()
        for module in blocks.MODULES
        if list(blocks.examples_of(module))
    }
    assert found == {*EXAMPLES, *SHOWN_ON_A_PAGE}


def shell_environment(folder: Path, programs: StandIns) -> dict[str, str]:
    home = folder / "home"
    (home / ".config/fish/completions").mkdir(parents=True, exist_ok=True)
    path = os.pathsep.join(
        [str(programs.folder), str(Path(sys.executable).parent), os.environ["PATH"]]
    )
    return ENVIRONMENT | VARIABLES | {"PATH": path, "HOME": str(home)}


def run_shell(script: str, folder: Path, programs: StandIns) -> str:
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=shell_environment(folder, programs),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=240,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    with patch.dict(os.environ, VARIABLES):
        programs.check()
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


@pytest.mark.parametrize(
    "command",
    ["kaggle-store up --no-such", "make no-such", "pip install 'kaggle_store[no-such]'", "curl"],
)
def test_stand_ins_refuse_what_is_wrong(command: str, tmp_path: Path) -> None:
    programs = standin.install(tmp_path / "programs")
    with pytest.raises(AssertionError, match=command.split()[0]):
        run_shell(f"{command}; true", tmp_path, programs)


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


@of("nginx")
def test_nginx_accepts_configuration(block: Block, tmp_path: Path) -> None:
    config = tmp_path / "nginx.conf"
    server = f"server {{ listen 127.0.0.1:8080; {block.body} }}"
    paths = "".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config.write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}"
        f"http {{ access_log off; {paths} {server} }}",
        encoding="utf-8",
    )
    nginx = find_nginx(server_account())
    ran = subprocess.run(
        [nginx, "-t", "-e", "stderr", "-p", tmp_path, "-c", config],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


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
    tested = {"python", "sh", "sql", "js", "nginx", "dockerfile", "text", *PARSERS}
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


@dataclass
class Reader:
    """Follows a page from top to bottom, in one folder."""

    folder: Path
    programs: StandIns
    checked: StandIns
    terminals: Terminals
    printed: str = ""

    def follow(self, block: Block) -> None:
        """Do what a block asks for, or compare what it shows."""
        if block.title:
            write(self.folder / block.title, block)
        elif block.language == "python":
            printed_as_expected(block.body, run_python(block.body, self.folder))
        elif block.language == "sh":
            self.run(block)
        else:
            assert block.language == "text", str(block)
            self.compare(block)

    def run(self, block: Block) -> None:
        if block.note == "another terminal":
            self.terminals.open(block.body)
        else:
            programs = self.checked if block.note else self.programs
            self.printed = run_shell(block.body, self.folder, programs)

    def compare(self, block: Block) -> None:
        if block.note == "approved in the browser":
            approve_first(self.terminals.printed())
        if block.note:
            self.terminals.wait_for(partial(matches, block.body))
        else:
            assert matches(block.body, self.printed), f"{block}\n{self.printed}"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    programs = standin.install(tmp_path / "programs", standin.WHEN_REAL)
    checked = standin.install(tmp_path / "checked")
    folder = tmp_path / "folder"
    folder.mkdir()
    terminals = Terminals(folder, tmp_path / "logs", shell_environment(folder, programs))
    yield Reader(folder, programs, checked, terminals)
    terminals.close()
    run_shell("kaggle-store down", folder, programs)


@pytest.mark.parametrize("page", IN_ORDER, ids=lambda page: page.name)
def test_page_runs_in_order(page: Path, reader: Reader, unused_tcp_port: int) -> None:
    for block in blocks.blocks_of(page):
        free = block.body.replace(PORT, str(unused_tcp_port))
        reader.follow(replace(block, body=free))
