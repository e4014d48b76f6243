"""A supervisor in a process of its own: ended by signals, and killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.testing import FakeVastAi
from kaggle_store.testing.fake_gpu_clouds import Fault
from tests.conftest import Stack
from tests.gpu.conftest import Rent
from tests.gpu.test_terminations import terminate
from tests.programs import running

pytestmark = [pytest.mark.posix, pytest.mark.usefixtures("settings")]

SetClock = Callable[[str], None]


def supervisor(*options: str) -> AbstractContextManager[subprocess.Popen[str]]:
    """Run a supervisor in a process of its own."""
    return running("supervise", *options)


KILLED = """
import os, signal, sys
from kaggle_store import KaggleStore
from kaggle_store.integrations.gpu import Terminations, VastAi

class Killed(VastAi):
    def stop(self, instance_id):
        super().stop(instance_id)
        os.kill(os.getpid(), signal.SIGKILL)

url, key, endpoint, secret = sys.argv[1:]
with KaggleStore(url, key) as store:
    list(Terminations(store, Killed(secret, endpoint=endpoint)).run())
"""


def test_killed_supervisor_is_continued(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, stack: Stack, set_clock: SetClock
) -> None:
    machine = vast.add("101")
    session = rent("101")
    store.gpu_sessions.request_termination(session.id)
    arguments = (stack.api_url, stack.secret_key or "", vast.endpoint, vast.key)
    subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False, timeout=60)
    assert machine.is_destroyed
    assert store.gpu_sessions.get(session.id).status == "running"
    assert terminate(store, vast) == []  # its claim holds
    set_clock("4 minutes")
    [attempt] = terminate(store, vast)
    assert attempt.error is None
    assert machine.stops == 1
    assert store.gpu_sessions.get(session.id).status == "terminated"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_supervisor_ends_on_a_signal(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, providers: Path, number: signal.Signals
) -> None:
    vast.add("101")
    session = rent("101")
    store.gpu_sessions.request_termination(session.id)
    with supervisor("--providers", str(providers), "--every", "1s") as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        assert any("stopped  vast_ai 101" in line for line in lines)
        process.send_signal(number)
        assert process.wait(30) == 0
    assert store.gpu_sessions.get(session.id).status == "terminated"


def test_provider_that_hangs_does_not_keep_it(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, providers: Path
) -> None:
    vast.add("101")
    store.gpu_sessions.request_termination(rent("101").id)
    vast.fail(fault=Fault(None, delay=20), times=100)
    options = ("--providers", str(providers), "--without", "notifications")
    with supervisor(*options) as process:
        assert process.stdout
        assert any("upkeep:" in line for line in iter(process.stdout.readline, ""))
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
