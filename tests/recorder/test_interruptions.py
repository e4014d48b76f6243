"""Signal handlers, finalisers, interrupts and forks anywhere inside `log()` lose nothing."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kaggle_store import KaggleStore, StoreClosed
from kaggle_store.recorder import Recorder
from kaggle_store.recorder import segment as segment_module
from kaggle_store.recorder.segment import Segment
from tests.conftest import Stack
from tests.interruptions import at_every_instruction, interrupted_at
from tests.recorder.spools import point, recorder, send_all, values, written


class Server:
    """Receives the points that recorders send."""

    def __init__(self) -> None:
        self.values: list[float] = []

    def connect(self, _: str | None) -> tuple[Callable[[bytes], int], Callable[[], None]]:
        return self._send, lambda: None

    def _send(self, body: bytes) -> int:
        sent = json.loads(body)["p_metric_values"]
        self.values += sent
        return len(sent)


@pytest.fixture
def server() -> Server:
    return Server()


def stored(log: Recorder) -> list[float]:
    """Return the values in the spool of a recorder that has sent nothing."""
    _, *lines = log._segments[-1].path.read_bytes().splitlines()
    return [float(line.split(b"\t")[1]) for line in lines]


def in_child(run: Callable[[], None]) -> None:
    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join()
    assert child.exitcode == 0


def raise_interrupt() -> None:
    raise KeyboardInterrupt


def test_log_may_be_interrupted_at_every_instruction(server: Server, tmp_path: Path) -> None:
    returned: list[int] = []

    def call(number: int) -> None:
        try:
            log("loss", number)
            returned.append(number)
        except KeyboardInterrupt:
            log("after", -number)

    with recorder(server.connect, spool=tmp_path, every=3600) as log:
        count = at_every_instruction(raise_interrupt, call)
        in_file = stored(log)
        assert (log.counts.logged, log.unsent > 0) == (len(in_file), True)
        assert log.flush(30)
        assert (log.unsent, log.counts.sent) == (0, len(in_file))
    assert count > 100
    assert sorted(server.values) == sorted(in_file)
    assert len(set(in_file)) == len(in_file)
    assert {*returned, *(-number for number in range(1, count))} <= set(in_file)


def test_log_may_be_called_at_every_instruction_of_log(server: Server, tmp_path: Path) -> None:
    with recorder(server.connect, spool=tmp_path, every=3600) as log:
        count = at_every_instruction(lambda: log("handler", -1), lambda number: log("loss", number))
        assert log.counts.logged == 2 * count - 1
        assert log.flush(30)
    assert sorted(server.values) == [-1] * (count - 1) + list(range(1, count + 1))


def test_close_at_every_instruction_of_log_keeps_points(server: Server, tmp_path: Path) -> None:
    instruction, was_interrupted = 0, True
    while was_interrupted:
        instruction += 3
        log = recorder(server.connect, spool=tmp_path, every=3600)
        log_it = partial(log, "loss", instruction)
        try:
            was_interrupted = interrupted_at(instruction, log.close, log_it)
            log.close()
            assert server.values[-1:] == [instruction]
        except StoreClosed:
            assert server.values[-1:] != [instruction]
    assert instruction > 100
    assert list(tmp_path.iterdir()) == []


def test_flush_at_every_instruction_of_log_keeps_points(server: Server, tmp_path: Path) -> None:
    with recorder(server.connect, spool=tmp_path, every=3600) as log:
        count = at_every_instruction(
            lambda: log.flush(30), lambda number: log("loss", number), step=5
        )
        assert log.flush(30)
    assert server.values == list(range(1, count + 1))


def test_first_log_of_a_fork_may_be_interrupted(
    server: Server, store: KaggleStore, tmp_path: Path
) -> None:
    def run() -> None:
        with suppress(KeyboardInterrupt):
            interrupted_at(instruction, interrupt, lambda: log("first", 1))
        log("loss", 7)
        assert log.flush(30)
        log.close()
        assert 7 in server.values

    with recorder(server.connect, spool=tmp_path, every=3600) as log:
        for instruction in range(1, 900, 45):
            interrupt = raise_interrupt if instruction % 2 else lambda: log("nested", 2)
            in_child(run)
    # A segment that an interrupted call has just created has no points.
    assert send_all(store, tmp_path) == 0


@pytest.mark.parametrize("is_before", [True, False])
def test_line_written_during_seal_is_kept_or_returned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_before: bool
) -> None:
    segment, write = written(tmp_path, point(1)), segment_module._write

    def sealed_meanwhile(*arguments: Any) -> None:
        if is_before:
            segment.seal()
        write(*arguments)
        segment.seal()

    monkeypatch.setattr(segment_module, "_write", sealed_meanwhile)
    both = point(2) + point(3)
    assert segment.append(both) == (both if is_before else b"")
    assert segment.count_points() == (1 if is_before else 3)
    batch = segment.next_batch(100)
    assert batch is not None
    assert len(batch.lines) == segment.count_points()


def test_lines_before_the_end_are_not_returned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment, write = written(tmp_path), segment_module._write
    first, second = point(1), point(2)

    def sealed_between(file: Any, lines: bytes, path: Path) -> None:
        write(file, lines[: len(first) + 5], path)
        segment.seal()
        write(file, lines[len(first) + 5 :], path)

    monkeypatch.setattr(segment_module, "_write", sealed_between)
    assert segment.append(first + second) == second
    assert segment.count_points() == 1


def test_file_closes_after_the_writes_in_flight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment, write, other = written(tmp_path), segment_module._write, tmp_path / "other"

    def closed_meanwhile(file: Any, lines: bytes, path: Path) -> None:
        segment.close()
        with other.open("wb") as opened:
            assert opened.fileno() != file.fileno()
            write(file, lines, path)

    monkeypatch.setattr(segment_module, "_write", closed_meanwhile)
    assert segment.append(point(1))
    assert other.read_bytes() == b""


def test_full_spool_does_not_block_its_own_sender(tmp_path: Path) -> None:
    def send(_: bytes) -> int:
        with suppress(StoreClosed):
            log("from a finaliser", 1)
        assert not log.flush()
        log.close()
        return 1

    log = recorder(lambda _: (send, lambda: None), spool=tmp_path, every=0.01, most_bytes=0)
    log("loss", 1)
    log.close()
    assert log._has_ended
    assert log.counts.failures == 0


def test_full_spool_does_not_block_a_parallel_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaggle_store.recorder.sender.BATCH", 10)
    threads = set()

    def send(_: bytes) -> int:
        threads.add(threading.current_thread())
        log("from a finaliser", 1)
        return 10

    log = recorder(lambda _: (send, lambda: None), spool=tmp_path, every=3600, most_bytes=10_000)
    for step in range(40):
        log("loss", step)
    log._most_bytes = 0
    log.close()
    assert log._has_ended
    assert len(threads) > 1


def limit_file_size(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_torn_line_damages_no_other(server: Server, store: KaggleStore, tmp_path: Path) -> None:
    def run() -> None:
        with recorder(server.connect, spool=tmp_path, every=3600) as log:
            log("loss", 1)
            for kept in (1, 19, 25, 39):
                limit_file_size(log._segments[-1].size + kept)
                with pytest.raises(OSError, match=str(tmp_path)):
                    log("loss", -kept)
                limit_file_size(resource.RLIM_INFINITY)
                log("loss", kept)
            assert log.flush(30)
            assert (log.unsent, log.counts.dropped) == (0, 0)
            assert (log.counts.logged, log.counts.sent) == (5, 5)
        assert sorted(server.values) == [1, 1, 19, 25, 39]

    in_child(run)


def test_torn_line_at_the_end_does_not_block_flush(server: Server, tmp_path: Path) -> None:
    def run() -> None:
        with recorder(server.connect, spool=tmp_path, every=3600) as log:
            log("loss", 1)
            limit_file_size(log._segments[-1].size + 10)
            with pytest.raises(OSError, match=str(tmp_path)):
                log("loss", 2)
            assert log.flush(30)
            assert log.unsent == 0
        assert server.values == [1]

    in_child(run)


def test_full_disk_gets_the_space_of_sent_points(server: Server, tmp_path: Path) -> None:
    def run() -> None:
        with recorder(server.connect, spool=tmp_path, every=3600) as log:
            for step in range(40):
                log("loss", step)
            limit_file_size(log._segments[-1].size + 10)
            for _ in range(2):
                with pytest.raises(OSError, match=str(tmp_path)):
                    log("loss", -1)
            assert log.flush(30)
            log("loss", 40)
            assert len(list(tmp_path.glob("*.points"))) == 1
            assert log.flush(30)
            assert (log.counts.logged, log.counts.sent) == (41, 41)
        assert server.values == list(range(41))
        assert list(tmp_path.iterdir()) == []

    in_child(run)


def test_full_disk_loses_no_point_of_a_thread(server: Server, tmp_path: Path) -> None:
    def run() -> None:
        def log_in_thread() -> None:
            thread = threading.Thread(target=log, args=("loss", -1))
            thread.start()
            thread.join()

        with recorder(server.connect, spool=tmp_path, every=3600) as log:
            number, was_interrupted = 0, True
            while was_interrupted:
                number += 1
                assert log.flush(30)
                log._has_write_failed = True
                call = partial(log, "loss", number)
                was_interrupted = interrupted_at(3 * number, log_in_thread, call)
            assert log.flush(30)
            assert log.counts.logged == log.counts.sent == 2 * number - 1
        assert sorted(server.values) == [-1] * (number - 1) + list(range(1, number + 1))
        assert list(tmp_path.iterdir()) == []

    in_child(run)


def test_interrupts_before_a_full_disk_lose_nothing(server: Server, tmp_path: Path) -> None:
    def run() -> None:
        def call(number: int) -> None:
            with suppress(KeyboardInterrupt):
                log("loss", number)

        with recorder(server.connect, spool=tmp_path, every=3600) as log:
            at_every_instruction(raise_interrupt, call)
            before = stored(log)
            limit_file_size(log._segments[-1].size + 10)
            with pytest.raises(OSError, match=str(tmp_path)):
                log("loss", 0)
            assert log.flush(30)
        assert server.values == before

    in_child(run)


LOGS_AT_EXIT = """
import atexit, sys

atexit.register(lambda: log("too late", 1))
from tests.recorder.spools import NOWHERE, recorder
from kaggle_store.recorder import connect
from kaggle_store.settings import Settings

settings = Settings.load(NOWHERE, "key", retry_for=0)
log = recorder(lambda _: connect(settings), spool=sys.argv[1], every=3600, close_within=0)
atexit.register(lambda: log("in time", 1))
"""


def test_log_after_the_exit_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOGS_AT_EXIT, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "StoreClosed: this recorder was closed at exit" in ended.stderr
    (spool,) = tmp_path.glob("*.points")
    assert b"in time" in spool.read_bytes()
    assert b"too late" not in spool.read_bytes()


LOGS_UNTIL_TERMINATED = """
import os, signal, sys
from kaggle_store import KaggleStore

store = KaggleStore(sys.argv[1], sys.argv[2])
log = store.system_metrics.recorder(spool=sys.argv[3], close_within=60)

def preempted(*_):
    log("preempted", 1.0)
    log.close()
    sys.exit(0)

signal.signal(signal.SIGTERM, preempted)
for step in range(10**9):
    log("loss", step, step=step)
    if step == 1000:
        print("ready", flush=True)
"""


def test_sigterm_handler_may_log_and_close(
    stack: Stack, store: KaggleStore, tmp_path: Path
) -> None:
    program = [sys.executable, "-c", LOGS_UNTIL_TERMINATED, stack.api_url, stack.secret_key]
    children = [
        subprocess.Popen([*program, str(tmp_path / str(number))], stdout=subprocess.PIPE)
        for number in range(3)
    ]
    for child in children:
        assert child.stdout
        assert child.stdout.readline() == b"ready\n"
        child.send_signal(signal.SIGTERM)
    for child in children:
        assert child.wait(120) == 0
        child.communicate()
    assert values(store, "preempted") == [1.0] * 3
    assert list(tmp_path.rglob("*.points")) == []


def test_alarms_interrupt_log_without_loss(server: Server, tmp_path: Path) -> None:
    def run() -> None:
        signal.signal(signal.SIGALRM, lambda *_: raise_interrupt())
        with recorder(server.connect, spool=tmp_path, every=0.01) as log:
            returned = 0
            for _ in range(100):
                try:
                    signal.setitimer(signal.ITIMER_REAL, 0.001)
                    while True:
                        log("loss", returned)
                        returned += 1
                except KeyboardInterrupt:
                    signal.setitimer(signal.ITIMER_REAL, 0)
            assert log.flush(30)
            counts = log.counts
            assert returned <= counts.logged <= returned + 100
            assert (log.unsent, counts.sent) == (0, counts.logged)
        os._exit(0)

    in_child(run)


def test_closed_segment_counts_its_points(tmp_path: Path) -> None:
    segment: Segment = written(tmp_path, point(1), point(2))
    assert segment.count_points() == 2
    segment.close()
    assert segment.count_points() == 2
