"""Two batches are sent in parallel, and each point is stored once, whichever of them fail."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import KaggleStore
from kaggle_store.errors import ConnectionFailed
from kaggle_store.recorder import Counts, connect
from kaggle_store.recorder.folder import POINTS
from kaggle_store.recorder.point_lines import point_line
from kaggle_store.recorder.segment import SENT, Segment
from kaggle_store.recorder.sender import Send, send_waiting
from kaggle_store.settings import Settings
from kaggle_store.testing.faults import WRITES, StoreFaults
from tests.conftest import Stack
from tests.recorder.spools import (
    left_behind,
    point,
    recorder,
    refused_point,
    send_all,
    until,
    values,
    written,
)

SIZE = 10
"""Points of a batch."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaggle_store.recorder.sender.BATCH", SIZE)


@pytest.fixture
def send(store: KaggleStore) -> Any:
    send, close = connect(store.settings)
    yield send
    close()


def holding(spool: Path, count: int) -> Segment:
    return written(spool, *map(point, numbers(count)))


def drain(segment: Segment, send: Send, counts: Counts) -> list[int]:
    """Send all batches and return how many points each had."""
    return [len(batch.lines) for batch in send_waiting(segment, send, counts)]


def first_point(segment: Segment, body: bytes) -> int:
    """Return the number of the first point of a request in its segment."""
    (first,) = json.loads(body)["p_ids"]
    return UUID(first).int - segment.header.id.int


def numbers(count: int) -> list[float]:
    return [float(value) for value in range(count)]


def test_two_full_batches_are_sent_in_parallel(tmp_path: Path) -> None:
    both = threading.Barrier(2)

    def send(_: bytes) -> int:
        both.wait(60)
        return SIZE

    counts = Counts()
    assert drain(holding(tmp_path, 4 * SIZE), send, counts) == [SIZE] * 4
    assert (counts.sent, counts.dropped) == (4 * SIZE, 0)


def test_points_logged_while_sending_wait(tmp_path: Path) -> None:
    segment = holding(tmp_path, SIZE + 1)

    def send(_: bytes) -> int:
        if segment.count_points() < 2 * SIZE:
            segment.append(point(0))
        return 1

    assert drain(segment, send, Counts()) == [SIZE, 2]
    assert segment.unsent == len(point(0))


def test_close_ends_despite_constant_logging(tmp_path: Path) -> None:
    sending = threading.Event()

    def send(body: bytes) -> int:
        for _ in range(2 * SIZE):
            log._segments[-1].append(point(0))
        sending.set()
        return SIZE

    with recorder(lambda _: (send, lambda: None), spool=tmp_path, every=0.01) as log:
        log("loss", 0)
        assert sending.wait(60)
    assert log.unsent == 0


def test_long_lines_fill_a_batch_with_fewer_points(tmp_path: Path) -> None:
    long = point_line("loss", 1, None, None, "gauge", {"note": "x" * 300})
    segment, both = written(tmp_path, *[long] * 7), threading.Barrier(2)

    def send(body: bytes) -> int:
        if first_point(segment, body) < 6:
            both.wait(60)
        return 3

    assert drain(segment, send, Counts()) == [3, 3, 1]


def test_small_batches_are_sent_in_sequence(tmp_path: Path) -> None:
    senders = []

    def send(_: bytes) -> int:
        senders.append(threading.current_thread())
        return 1

    assert drain(holding(tmp_path, 2 * SIZE - 1), send, Counts()) == [SIZE, SIZE - 1]
    assert senders == [threading.current_thread()] * 2


def test_second_batch_alone_is_not_stored_twice(
    store: KaggleStore, send: Send, tmp_path: Path
) -> None:
    segment, counts, delivered = holding(tmp_path, 3 * SIZE), Counts(), threading.Event()

    def first_fails(body: bytes) -> int:
        if first_point(segment, body) == 0:
            assert delivered.wait(60)
            raise ConnectionFailed("the network is down")
        stored = send(body)
        delivered.set()
        return stored

    with pytest.raises(ConnectionFailed):
        drain(segment, first_fails, counts)
    assert values(store, "loss") == numbers(3 * SIZE)[SIZE : 2 * SIZE]
    assert (counts.sent, segment.path.with_suffix(SENT).exists()) == (0, False)
    assert drain(segment, send, counts) == [SIZE] * 3
    assert counts.sent == 3 * SIZE
    assert values(store, "loss") == numbers(3 * SIZE)


def test_error_is_raised_after_parallel_request(tmp_path: Path) -> None:
    segment, failed, arrived = holding(tmp_path, 2 * SIZE), threading.Event(), []

    def first_fails(body: bytes) -> int:
        if first_point(segment, body) == 0:
            failed.set()
            raise ConnectionFailed("the network is down")
        assert failed.wait(60)
        arrived.append(body)
        return SIZE

    with pytest.raises(ConnectionFailed):
        drain(segment, first_fails, Counts())
    assert len(arrived) == 1


def test_failed_second_batch_is_sent_again(store: KaggleStore, send: Send, tmp_path: Path) -> None:
    segment, counts, failed = holding(tmp_path, 2 * SIZE), Counts(), threading.Event()

    def second_fails_once(body: bytes) -> int:
        if first_point(segment, body) and not failed.is_set():
            failed.set()
            raise ConnectionFailed("the network is down")
        assert failed.wait(60)
        return send(body)

    assert drain(segment, second_fails_once, counts) == [SIZE] * 2
    assert counts.sent == 2 * SIZE
    assert values(store, "loss") == numbers(2 * SIZE)


def test_batches_of_killed_process_are_stored_once(
    stack: Stack, store: KaggleStore, tmp_path: Path
) -> None:
    left_behind(tmp_path, *map(point, numbers(3 * SIZE)))
    with StoreFaults(stack.api_url) as faults:
        fault = faults.hold(WRITES)

        def run() -> None:
            (path,) = tmp_path.glob(f"*{POINTS}")
            segment = Segment.adopt(path)
            assert segment
            held, _ = connect(Settings.load(faults.url, stack.secret_key))
            direct, _ = connect(store.settings)
            drain(
                segment,
                lambda body: (direct if first_point(segment, body) else held)(body),
                Counts(),
            )

        child = multiprocessing.get_context("fork").Process(target=run)
        child.start()
        fault.wait()
        until(lambda: store.system_metrics.count() == SIZE)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        assert send_all(store, tmp_path) == 3 * SIZE
        assert fault.release().status == 200
    assert values(store, "loss") == numbers(3 * SIZE)


def test_refused_point_blocks_neither_batch(store: KaggleStore, send: Send, tmp_path: Path) -> None:
    points = [*map(point, numbers(2 * SIZE))]
    points[SIZE + 3] = refused_point(13)
    counts = Counts()
    assert drain(written(tmp_path, *points), send, counts) == [SIZE] * 2
    assert (counts.sent, counts.dropped) == (2 * SIZE - 1, 1)
    assert values(store, "loss") == [value for value in numbers(2 * SIZE) if value != 13]


def test_without_threads_batches_are_sent_in_sequence(
    store: KaggleStore, send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't create new thread at interpreter shutdown")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert drain(holding(tmp_path, 2 * SIZE + 1), send, Counts()) == [SIZE, SIZE, 1]
    assert values(store, "loss") == numbers(2 * SIZE + 1)


@pytest.mark.parametrize(
    "checkpoint", [None, "", "17", "not a checkpoint", "1 2 3", "-5 0", "5 0", "99999 9"]
)
def test_point_ids_do_not_depend_on_batches(
    store: KaggleStore,
    send: Send,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    checkpoint: str | None,
) -> None:
    segment = holding(tmp_path, 3 * SIZE)
    assert drain(segment, send, Counts()) == [SIZE] * 3
    segment.close()
    sent = segment.path.with_suffix(SENT)
    sent.unlink() if checkpoint is None else sent.write_text(checkpoint)
    monkeypatch.setattr("kaggle_store.recorder.sender.BATCH", SIZE + 3)
    assert send_all(store, tmp_path) == 3 * SIZE
    assert values(store, "loss") == numbers(3 * SIZE)
