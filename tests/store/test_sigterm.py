"""SIGTERM, as `docker stop` and spot preemption send it, or Ctrl-C gives leased work back at once.

Each test runs a worker in a process of its own, which prints a line when it is ready.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kaggle_store import KaggleStore
from kaggle_store.testing.faults import StoreFaults
from tests.conftest import Stack
from tests.store.samples import Samples

GRACE = 60
"""Seconds until a worker would be killed; docker's 10, and more for a busy machine."""
TERMINATED = 143

PRELUDE = """
import asyncio, multiprocessing, os, signal, sys, threading, time
from kaggle_store import AsyncKaggleStore, KaggleStore

URL, KEY = sys.argv[1:]

def ready():
    print("ready", flush=True)

def forked_child():
    fork = multiprocessing.get_context("fork")
    started = fork.Event()
    def run():
        started.set()
        time.sleep(3600)
    child = fork.Process(target=run)
    child.start()
    started.wait()
    return child

def ready_when_waiting():
    from kaggle_store._leases import plan
    pause = plan.Pause
    def announced(seconds):
        ready()
        return pause(seconds)
    plan.Pause = announced
"""

Start = Callable[[str], subprocess.Popen[str]]


@pytest.fixture
def start(stack: Stack) -> Iterator[Start]:
    """Start a worker and wait until it is ready."""
    workers: list[subprocess.Popen[str]] = []

    def run(program: str, url: str = stack.api_url) -> subprocess.Popen[str]:
        code = PRELUDE + textwrap.dedent(program)
        worker = subprocess.Popen(
            [sys.executable, "-c", code, url, stack.secret_key],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        workers.append(worker)
        too_late = threading.Timer(GRACE, worker.kill)
        too_late.start()
        assert worker.stdout
        assert worker.stdout.readline().startswith("ready"), worker.communicate()
        too_late.cancel()
        return worker

    yield run
    for worker in workers:
        worker.kill()
        worker.communicate()


def end(worker: subprocess.Popen[str], *, signals: int = 1) -> tuple[int, str]:
    """Send SIGTERM; return the exit code and what the worker has printed since."""
    for _ in range(signals):
        worker.send_signal(signal.SIGTERM)
    printed, _ = worker.communicate(timeout=GRACE)
    return worker.returncode, printed


def leases(store: KaggleStore) -> list[tuple[Any, ...]]:
    """Return whether each execution and job is leased, and the attempts counted."""
    rows: list[Any] = [*store.agent_executions.list(), *store.training_jobs.list()]
    return sorted((row.lease_expires_at is not None, row.attempts) for row in rows)


def test_sigterm_releases_work(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        with KaggleStore(URL, KEY) as store:
            try:
                with store.agent_executions.work(heartbeat_every=0.01, lease=60):
                    ready()
                    time.sleep(3600)
            except SystemExit as exit:
                print(exit.code, signal.getsignal(signal.SIGTERM).name)
                raise
    """)
    assert leases(store) == [(True, 1)]
    assert end(worker) == (TERMINATED, "143 SIG_DFL\n")
    assert leases(store) == [(False, 0)]


def test_sigterm_ends_a_waiting_worker(start: Start, store: KaggleStore) -> None:
    worker = start("""
        ready_when_waiting()
        with KaggleStore(URL, KEY) as store, store.agent_executions.work(poll=3600):
            pass
    """)
    assert end(worker) == (TERMINATED, "")


def test_sigterm_releases_nested_blocks(start: Start, store: KaggleStore) -> None:
    assert Samples(store).job
    worker = start("""
        with KaggleStore(URL, KEY) as store:
            with store.agent_executions.work() as work:
                with work.store.training_jobs.work() as job:
                    with store.agent_executions.work() as nothing:
                        ready()
                        time.sleep(3600)
    """)
    assert leases(store) == [(True, 1), (True, 1)]
    assert end(worker) == (TERMINATED, "")
    assert leases(store) == [(False, 0), (False, 0)]


def test_inner_block_keeps_the_handler(start: Start, store: KaggleStore) -> None:
    assert Samples(store).job
    worker = start("""
        with KaggleStore(URL, KEY) as store, store.agent_executions.work() as work:
            with work.store.training_jobs.work() as job:
                job.complete(final_test_score=0.5)
            ready()
            time.sleep(3600)
    """)
    assert end(worker) == (TERMINATED, "")
    assert leases(store)[0] == (False, 0)


def test_several_sigterms_release_work(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        with KaggleStore(URL, KEY) as store, store.agent_executions.work():
            ready()
            while True:
                try:
                    time.sleep(3600)
                finally:
                    os.kill(os.getpid(), signal.SIGTERM)
    """)
    assert end(worker, signals=5) == (TERMINATED, "")
    assert leases(store) == [(False, 0)]


def test_sigterm_waits_for_a_release(start: Any, stack: Stack, store: KaggleStore) -> None:
    assert Samples(store).execution
    with StoreFaults(stack.api_url) as faults:
        worker = start(
            """
            from kaggle_store._leases import job
            finish = job.finish_block
            def slowly(*arguments):
                ready()
                time.sleep(0.3)
                yield from finish(*arguments)
            from kaggle_store._leases import context
            context.finish_block = slowly
            with KaggleStore(URL, KEY) as store:
                with store.agent_executions.work():
                    pass
                print("not reached")
            """,
            faults.url,
        )
        assert end(worker, signals=3) == (TERMINATED, "")
    assert leases(store) == [(False, 0)]


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_signals_wait_for_a_last_heartbeat(start: Start, store: KaggleStore, number: str) -> None:
    assert Samples(store).execution
    worker = start(f"""
        from kaggle_store._leases.plan import WorkPlan
        in_flight = threading.Event()
        def slow_heartbeat(plan, job):
            in_flight.set()
            block._finished.wait()
            for _ in range(3):
                os.kill(os.getpid(), signal.{number})
                time.sleep(0.02)
            return 60
            yield
        WorkPlan.send_heartbeat = slow_heartbeat
        ready()
        with KaggleStore(URL, KEY) as store:
            try:
                block = store.agent_executions.work(heartbeat_every=0.01)
                with block:
                    in_flight.wait()
            except (KeyboardInterrupt, SystemExit) as raised:
                print(type(raised).__name__, signal.getsignal(signal.SIGINT).__name__)
    """)
    name = "KeyboardInterrupt" if number == "SIGINT" else "SystemExit"
    assert worker.communicate(timeout=GRACE)[0] == f"{name} default_int_handler\n"
    assert leases(store) == [(False, 0)]


def test_sigterm_comes_before_ctrl_c(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        from kaggle_store._leases import context
        finish = context.finish_block
        def interrupted(*arguments):
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
                signal.raise_signal(number)
            yield from finish(*arguments)
        context.finish_block = interrupted
        ready()
        with KaggleStore(URL, KEY) as store, store.agent_executions.work():
            pass
    """)
    assert worker.wait(GRACE) == TERMINATED
    assert leases(store) == [(False, 0)]


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_signals_at_any_instruction_release_work(
    start: Start, store: KaggleStore, number: str
) -> None:
    assert Samples(store).execution
    worker = start(f"""
        NUMBER = signal.{number}
        from tests.interruptions import interrupted_at

        def terminate():
            if signal.getsignal(NUMBER) is not signal.SIG_DFL:
                signal.raise_signal(NUMBER)

        def work():
            with store.agent_executions.work():
                pass

        instruction, was_interrupted, ended = 0, True, 0
        ready()
        with KaggleStore(URL, KEY) as store:
            while was_interrupted:
                instruction += 61
                try:
                    was_interrupted = interrupted_at(instruction, terminate, work)
                except (KeyboardInterrupt, SystemExit):
                    ended += 1
                (row,) = store.agent_executions.list()
                assert (row.lease_expires_at, row.attempts) == (None, 0), instruction
        assert ended > 20
    """)
    assert worker.wait(2 * GRACE) == 0


def test_sigterm_after_the_blocks_has_its_default(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        with KaggleStore(URL, KEY) as store:
            with store.agent_executions.work():
                pass
            ready()
            time.sleep(3600)
    """)
    assert end(worker) == (-signal.SIGTERM, "")


def test_own_sigterm_handler_is_kept(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        with KaggleStore(URL, KEY) as store, store.agent_executions.work():
            ready()
            stop.wait()
        print("left")
    """)
    assert end(worker) == (0, "left\n")
    assert leases(store) == [(False, 0)]


def test_work_in_a_thread_installs_no_handler(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        def work():
            with KaggleStore(URL, KEY) as store, store.agent_executions.work():
                ready()
                time.sleep(3600)
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join()
    """)
    assert end(worker) == (-signal.SIGTERM, "")
    assert leases(store) == [(True, 1)], "it expires"


def test_documented_handler_ends_work_in_threads(start: Start, store: KaggleStore) -> None:
    samples = Samples(store)
    assert samples.execution
    worker = start("""
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        def work(store):
            with store.agent_executions.work():
                ready()
                stop.wait()
        with KaggleStore(URL, KEY) as store:
            thread = threading.Thread(target=work, args=(store,))
            thread.start()
            while thread.is_alive():
                thread.join(0.1)
    """)
    assert end(worker) == (0, "")
    assert leases(store) == [(False, 0)]


def test_forked_child_is_terminated_at_once(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        with KaggleStore(URL, KEY) as store, store.agent_executions.work() as job:
            child = forked_child()
            child.terminate()
            child.join()
            assert (child.exitcode, job.lost) == (-signal.SIGTERM, False)
            ready()
            time.sleep(3600)
    """)
    assert end(worker) == (TERMINATED, "")
    assert leases(store) == [(False, 0)]


# Awaited blocks ----------------------------------------------------------------------------------


def test_sigterm_releases_awaited_work(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        async def main():
            async with AsyncKaggleStore(URL, KEY) as store:
                try:
                    async with store.agent_executions.work(heartbeat_every=0.01, lease=60):
                        ready()
                        await asyncio.sleep(3600)
                except SystemExit as exit:
                    print(exit.code, signal.getsignal(signal.SIGTERM).name)
                    raise
        asyncio.run(main())
    """)
    assert leases(store) == [(True, 1)]
    assert end(worker) == (TERMINATED, "143 SIG_DFL\n")
    assert leases(store) == [(False, 0)]


def test_sigterm_ends_an_awaiting_worker(start: Start, store: KaggleStore) -> None:
    worker = start("""
        ready_when_waiting()
        async def main():
            async with AsyncKaggleStore(URL, KEY) as store:
                async with store.agent_executions.work(poll=3600):
                    pass
        asyncio.run(main())
    """)
    assert end(worker) == (TERMINATED, "")


@pytest.mark.parametrize(
    "run", ["asyncio.run(main())", "asyncio.new_event_loop().run_until_complete(main())"]
)
def test_sigterm_releases_work_of_several_tasks(start: Start, store: KaggleStore, run: str) -> None:
    samples = Samples(store)
    for number in range(3):
        store.agent_executions.create(
            competition_id=samples.competition.id, execution_name=f"run {number}"
        )
    worker = start(f"""
        async def work(store, held):
            async with store.agent_executions.work() as job:
                async with job.store.training_jobs.work() as nothing:
                    held.release()
                    await asyncio.sleep(3600)
        async def main():
            held = asyncio.Semaphore(0)
            async with AsyncKaggleStore(URL, KEY) as store:
                tasks = [asyncio.create_task(work(store, held)) for _ in range(3)]
                for _ in tasks:
                    await held.acquire()
                ready()
                await asyncio.gather(*tasks)
        {run}
    """)
    assert leases(store) == [(True, 1)] * 3
    assert end(worker, signals=3) == (TERMINATED, "")
    assert leases(store) == [(False, 0)] * 3


def test_own_handler_of_the_loop_is_kept(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        async def main():
            stop = asyncio.Event()
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
            async with AsyncKaggleStore(URL, KEY) as store:
                async with store.agent_executions.work():
                    ready()
                    await stop.wait()
            print("left")
        asyncio.run(main())
    """)
    assert end(worker) == (0, "left\n")
    assert leases(store) == [(False, 0)]


def test_terminated_child_of_a_loop_leaves_its_parent(start: Start, store: KaggleStore) -> None:
    assert Samples(store).execution
    worker = start("""
        async def main():
            async with AsyncKaggleStore(URL, KEY) as store:
                async with store.agent_executions.work() as job:
                    child = forked_child()
                    child.terminate()
                    child.join()
                    await asyncio.sleep(0.2)
                    assert (child.exitcode, job.lost) == (-signal.SIGTERM, False)
                    ready()
                    await asyncio.sleep(3600)
        asyncio.run(main())
    """)
    assert end(worker) == (TERMINATED, "")
    assert leases(store) == [(False, 0)]


# The command -------------------------------------------------------------------------------------


def test_command_exits_on_sigterm(monkeypatch: pytest.MonkeyPatch) -> None:
    from kaggle_store.cli import completion, main

    def run(_: object) -> int:
        os.kill(os.getpid(), signal.SIGTERM)
        signal.sigtimedwait([], 60)
        return 0

    monkeypatch.setattr(completion, "run", run)
    with pytest.raises(SystemExit) as exited:
        main(["completion", "bash"])
    assert exited.value.code == TERMINATED
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
