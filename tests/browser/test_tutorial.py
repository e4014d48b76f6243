"""The tutorial of people's answers: its agent, answered in the browser and in the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kaggle_store import KaggleStore
from tests.browser.visitor import BrowserPages
from tests.conftest import Stack
from tests.docs.blocks import DOCS, ROOT, blocks_of

PAGE = DOCS / "tutorial" / "people.md"


@pytest.fixture
def environment(session_stack: Stack) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("SUPABASE_")}
    stack = {"SUPABASE_URL": session_stack.api_url, "SUPABASE_SECRET_KEY": session_stack.secret_key}
    return kept | stack | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def agent(
    store: KaggleStore, environment: dict[str, str], tmp_path: Path
) -> Iterator[subprocess.Popen[str]]:
    """Start the page's agent, which asks twice and waits."""
    [block] = [each for each in blocks_of(PAGE) if each.title == "agent.py"]
    program = [sys.executable, "-W", "error", "-c", block.body]
    with subprocess.Popen(
        program, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as running:
        yield running
        running.kill()


def answer_in_terminal(environment: dict[str, str], folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "kaggle_store", "interventions", "answer", *arguments]
    ran = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=True
    )
    return ran.stdout


def test_agent_acts_on_both_answers(
    agent: subprocess.Popen[str],
    environment: dict[str, str],
    store: KaggleStore,
    visitor: BrowserPages,
    tmp_path: Path,
) -> None:
    person = visitor(name="alice")
    page = person.open("/")
    page.get_by_role("link", name="Raise the GPU budget?").click()
    page.get_by_role("button", name="Approve", exact=True).click()
    page.get_by_role("button", name="Send now").click()
    page.wait_for_url("**/inbox?done=*")
    assert agent.stdout is not None
    assert agent.stdout.readline() == "alice: approve. The budget is now $12.00.\n"

    [asked] = store.human_interventions.pending()
    edits = ("--set", "file=best.csv", "--set", "message=best fold", "--by", "bob")
    told = answer_in_terminal(environment, tmp_path, str(asked.id), "--edit", *edits)
    assert told == "Approved with changes: Submit this file?\n"
    assert agent.stdout.read() == "bob: edit. best.csv scored 0.78947 (best fold).\n"
    assert agent.wait(60) == 0
    expect(page.get_by_role("link", name="Submit this file?")).to_have_count(0)
