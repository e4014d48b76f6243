"""Interrupted agents: SIGTERM, Ctrl-C and SIGKILL in the middle of a stage.

Each test runs an agent in a process of its own, which prints a line when its stages are running.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kaggle_store import Agent, KaggleStore, StageJob
from kaggle_store.models import AgentExecution
from tests.conftest import Stack
from tests.store.samples import Samples

pytestmark = pytest.mark.posix

GRACE = 60
TERMINATED = 143

PRELUDE = """
import asyncio, os, sys, time
from kaggle_store import Agent, AsyncAgent, AsyncKaggleStore, KaggleStore

URL, KEY = sys.argv[1:]

def ready():
    os.write(1, b"ready\\n")  # in one piece: threads call it at once
"""

SYNC = """
agent = Agent(worker="first")

@agent.stage("pending")
def work(job):
    job.step("paid", lambda: "once")
    ready()
    {wait}

with KaggleStore(URL, KEY) as store:
    agent.run(store, concurrency={concurrency})
"""

ASYNC = """
agent = AsyncAgent(worker="first")

@agent.stage("pending")
async def work(job):
    await job.step("paid", lambda: "once")
    ready()
    await asyncio.sleep(3600)

async def main():
    async with AsyncKaggleStore(URL, KEY) as store:
        await agent.run(store, concurrency={concurrency})

asyncio.run(main())
"""

CLAIMING = """
from kaggle_store._leases.context import SyncWork

claim = SyncWork._claim

def slowly(block, attempt):
    claimed = claim(block, attempt)
    ready()
    time.sleep(1)
    return claimed

SyncWork._claim = slowly
"""

CHECKED = "while True: job.check(); time.sleep(0.02)"
UNCHECKED = "time.sleep(3600)"

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(stack: Stack) -> Iterator[Start]:
    """Start an agent and wait until so many of its stages are running."""
    agents: list[subprocess.Popen[str]] = []

    def run(program: str, running: int = 1) -> subprocess.Popen[str]:
        agent = subprocess.Popen(
            [sys.executable, "-c", PRELUDE + program, stack.api_url, stack.secret_key],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        agents.append(agent)
        assert agent.stdout
        for _ in range(running):
            assert agent.stdout.readline() == "ready\n"
        return agent

    yield run
    for agent in agents:
        agent.kill()
        agent.communicate()


@pytest.fixture
def executions(store: KaggleStore) -> list[AgentExecution]:
    competition = Samples(store).competition
    return [
        store.agent_executions.create(competition_id=competition.id, execution_name=name)
        for name in ("a", "b")
    ]


def _states(store: KaggleStore) -> set[tuple[Any, ...]]:
    rows = store.agent_executions.list()
    return {(row.status, row.attempts, row.lease_expires_at) for row in rows}


@pytest.mark.parametrize(
    ("program", "running"),
    [
        (SYNC.format(wait=UNCHECKED, concurrency=1), 1),
        (SYNC.format(wait=CHECKED, concurrency=2), 2),
        (SYNC.format(wait=UNCHECKED, concurrency=2), 2),
        (ASYNC.format(concurrency=1), 1),
        (ASYNC.format(concurrency=2), 2),
    ],
    ids=["sync", "threads", "busy threads", "async", "tasks"],
)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_signal_releases_without_an_attempt(
    store: KaggleStore,
    executions: list[AgentExecution],
    start: Start,
    program: str,
    running: int,
    number: signal.Signals,
) -> None:
    agent = start(program, running)
    agent.send_signal(number)
    code = agent.wait(GRACE)
    assert code == TERMINATED if number == signal.SIGTERM else code not in (0, TERMINATED)
    assert _states(store) == {("pending", 0, None)}
    assert {step.name for step in store.execution_steps.list()} == {"paid"}


@pytest.mark.parametrize(
    "program",
    [
        "agent = Agent()\nagent.stage('pending')(print)\n"
        "store = KaggleStore(URL, KEY)\nready()\nagent.run(store, concurrency={})",
        "agent = AsyncAgent()\nagent.stage('pending')(print)\n"
        "async def main():\n    async with AsyncKaggleStore(URL, KEY) as store:\n"
        "        asyncio.get_running_loop().call_later(0.2, ready)\n"
        "        await agent.run(store, concurrency={})\nasyncio.run(main())",
    ],
    ids=["sync", "async"],
)
@pytest.mark.parametrize("concurrency", [1, 2])
def test_idle_agent_ends_at_sigterm(
    store: KaggleStore, start: Start, program: str, concurrency: int
) -> None:
    agent = start(program.format(concurrency))
    agent.terminate()
    assert agent.wait(GRACE) in (TERMINATED, -signal.SIGTERM)


def test_signal_during_a_claim_releases_what_it_gets(
    store: KaggleStore, executions: list[AgentExecution], start: Start
) -> None:
    agent = start(CLAIMING + SYNC.format(wait=UNCHECKED, concurrency=2), 2)
    agent.terminate()
    assert agent.wait(GRACE) == TERMINATED
    assert _states(store) == {("pending", 0, None)}
    assert store.execution_steps.count() == 0


def test_second_signal_ends_at_once(
    store: KaggleStore, executions: list[AgentExecution], start: Start
) -> None:
    cleaning = """
    try:
        while True: job.check(); time.sleep(0.02)
    finally:
        print("cleaning", flush=True)
        time.sleep(3600)
    """
    program = SYNC.format(wait=textwrap.dedent(cleaning).replace("\n", "\n    "), concurrency=2)
    agent = start(program, 2)
    agent.terminate()
    assert agent.stdout
    assert agent.stdout.readline() == "cleaning\n"
    agent.terminate()
    assert agent.wait(GRACE) == TERMINATED


def test_killed_agent_is_taken_over(
    store: KaggleStore,
    executions: list[AgentExecution],
    start: Start,
    set_clock: Callable[[str], None],
) -> None:
    first = start(SYNC.format(wait=UNCHECKED, concurrency=2), 2)
    first.kill()
    first.wait(GRACE)
    set_clock("2 minutes")
    second, paid, reasons = Agent(worker="second"), threading.Event(), []

    @second.stage("pending")
    def work(job: StageJob) -> None:
        reasons.append(job.execution.resume_reason)
        assert job.step("paid", paid.set) == "once"

    second.run(store, until="idle")
    assert (reasons, paid.is_set()) == (["reclaimed", "reclaimed"], False)
    assert {row.status for row in store.agent_executions.list()} == {"data_acquisition"}
