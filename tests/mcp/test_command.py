"""`kaggle-store mcp`, started by the official client over standard input and output."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

from tests.conftest import Stack
from tests.mcp.asking import ask, refused
from tests.mcp.conftest import World

COMMAND = ("-m", "kaggle_store", "mcp")
DEADLINE = 60.0


def environment(stack: Stack, folder: Path) -> dict[str, str]:
    return {
        "SUPABASE_URL": stack.api_url,
        "SUPABASE_SECRET_KEY": stack.secret_key,
        "SUPABASE_PUBLISHABLE_KEY": stack.publishable_key or "",
        "SUPABASE_JWT_SECRET": stack.jwt_secret or "",
        "KAGGLE_STORE_SESSION": str(folder / "sessions.json"),
        "PATH": os.environ["PATH"],
    }


def parameters(stack: Stack, folder: Path, *options: str) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable,
        args=[*COMMAND, *options],
        env=environment(stack, folder),
        cwd=folder,
    )


async def test_command_reads_by_default(world: World, stack: Stack, tmp_path: Path) -> None:
    async with Client(parameters(stack, tmp_path)) as client:
        found = await ask(client, "agent_executions_get", id=str(world.execution))
        assert found["execution_name"] == "first"
        assert "--write" in (await refused(client, "agent_executions_claim"))["message"]


async def test_command_of_one_execution(world: World, stack: Stack, tmp_path: Path) -> None:
    options = ("--write", "--execution", str(world.execution))
    async with Client(parameters(stack, tmp_path, *options)) as client:
        [job] = (await ask(client, "training_jobs_claim", worker="w"))["rows"]
        assert job["id"] == str(world.job)
        assert str(world.execution) in (client.instructions or "")


@contextmanager
def running(stack: Stack, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Yield the command after its first response."""
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    with subprocess.Popen(
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(stack, folder),
        cwd=folder,
    ) as process:
        try:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(hello).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == 1
            yield process
        finally:
            process.kill()


@pytest.mark.posix
def test_sigterm_ends_the_command(stack: Stack, tmp_path: Path) -> None:
    with running(stack, tmp_path) as process:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=DEADLINE)
    assert (process.returncode, out) == (143, b"")
    assert b"Traceback" not in err


SIGNALLED_IN_A_TASK = """
import os
import sys

import anyio

from kaggle_store.cli import main
from kaggle_store.integrations import mcp

async def step():
    os.kill(os.getpid(), int(sys.argv[1]))
    await anyio.sleep_forever()

async def serve(store, **_):
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(anyio.sleep_forever)
        tasks.start_soon(step)

mcp.serve = serve
sys.exit(main(["mcp"]))
"""


@pytest.mark.posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_while_a_task_runs_ends_quietly(
    stack: Stack, tmp_path: Path, number: signal.Signals
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SIGNALLED_IN_A_TASK, str(int(number))],
        env=environment(stack, tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE,
    )
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", "")


def test_end_of_input_ends_the_command(stack: Stack, tmp_path: Path) -> None:
    with running(stack, tmp_path) as process:
        out, err = process.communicate(timeout=DEADLINE)
    assert (process.returncode, out, err) == (0, b"", b"")


def test_missing_settings_are_named(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, *COMMAND],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "KAGGLE_STORE_SESSION": str(tmp_path / "s.json")},
        capture_output=True,
        text=True,
        timeout=DEADLINE,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kaggle-store mcp: ")
