"""The recorder with concurrent senders, a full disk, failing connections or damaged files."""

from __future__ import annotations

import asyncio
import errno
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from kaggle_store import AsyncKaggleStore, InvalidInput, KaggleStore
from kaggle_store._transport.httpcore_client import SyncHttpcoreClient
from kaggle_store.recorder import connect
from kaggle_store.recorder.sender import BATCH
from kaggle_store.settings import Settings
from kaggle_store.testing.faults import WRITES, StoreFaults
from tests.conftest import Stack
from tests.recorder.spools import (
    NOWHERE,
    give_up,
    left_behind,
    point,
    recorder,
    recording,
    send_all,
    until,
    values,
)


def forked(run: Callable[[], None]) -> BaseProcess:
    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    return child


def test_concurrent_flushes_send_each_point_once(store: KaggleStore, tmp_path: Path) -> None:
    for segment in range(20):
        left_behind(tmp_path, *(point(50 * segment + step) for step in range(50)))
    sent = multiprocessing.get_context("fork").Array("i", 3)

    def flush(number: int) -> Callable[[], None]:
        def run() -> None:
            sent[number] = send_all(store, tmp_path)

        return run

    for child in [forked(flush(number)) for number in range(3)]:
        child.join()
        assert child.exitcode == 0
    assert sum(sent[number] for number in range(3)) == 1000
    assert values(store, "loss") == [float(value) for value in range(1000)]
    assert list(tmp_path.iterdir()) == []


def test_late_request_of_killed_process_adds_nothing(
    stack: Stack, store: KaggleStore, tmp_path: Path
) -> None:
    with StoreFaults(stack.api_url) as faults:
        held = faults.hold(WRITES)

        def run() -> None:
            with recording(faults.url, stack.secret_key, tmp_path) as log:
                for step in range(50):
                    log("loss", step)
                log.flush()

        child = forked(run)
        held.wait()
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        assert send_all(store, tmp_path) == 50
        assert held.release().status == 200
    assert values(store, "loss") == [float(step) for step in range(50)]


def test_fork_waits_for_an_opening_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    began, go, done = threading.Event(), threading.Event(), threading.Event()

    def slowly(settings: Settings) -> SyncHttpcoreClient:
        began.set()
        go.wait(60)
        sum(range(1_000_000))
        done.set()
        return SyncHttpcoreClient(settings)

    monkeypatch.setattr("kaggle_store._transport.executor.SyncHttpcoreClient", slowly)
    opening = threading.Thread(target=connect, args=[Settings.load(NOWHERE, "key")])
    opening.start()
    assert began.wait(60)
    children: list[BaseProcess] = []
    forking = threading.Thread(
        target=lambda: children.append(forked(lambda: os._exit(0 if done.is_set() else 1)))
    )
    forking.start()
    go.set()
    forking.join()
    children[0].join()
    assert children[0].exitcode == 0
    opening.join()


def test_waiting_points_are_sent_after_an_outage(
    stack: Stack, store: KaggleStore, tmp_path: Path
) -> None:
    with (
        StoreFaults(stack.api_url) as faults,
        recording(faults.url, stack.secret_key, tmp_path) as log,
    ):
        faults.down()
        log("loss", 1)
        until(lambda: log.counts.failures > 1)
        log("loss", 2)
        faults.up()
        assert log.flush(30)
    assert values(store, "loss") == [1.0, 2.0]


def test_failed_connection_is_retried(store: KaggleStore, tmp_path: Path) -> None:
    refused = [OSError(errno.EMFILE, os.strerror(errno.EMFILE))]

    def open_late(token: str | None) -> Any:
        if refused:
            raise refused.pop()
        return connect(store.settings, token)

    with recorder(open_late, spool=tmp_path, every=0.01) as log:
        log("loss", 1)
        assert log.flush(30)
    assert (log.counts.sent, log.counts.failures) == (1, 1)


def test_connection_retries_are_limited(tmp_path: Path) -> None:
    tries: list[str | None] = []

    def open_never(token: str | None) -> Any:
        tries.append(token)
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    with recorder(open_never, spool=tmp_path, every=0.01, close_within=0.0) as log:
        log("loss", 1)
        # `flush` wakes the sender ten times a second.
        assert not log.flush(0.5)
        assert 1 <= len(tries) < 20


def test_invalid_url_loses_no_point(store: KaggleStore, tmp_path: Path) -> None:
    with recording("http://a..b", "key", tmp_path, close_within=0.0) as log:
        log("loss", 1)
        until(lambda: log.counts.failures > 0)
        assert "ConnectionFailed" in (log.counts.last_error or "")
        give_up(log)
    assert send_all(store, tmp_path) == 1


def test_full_disk_raises_and_keeps_earlier_points(store: KaggleStore, tmp_path: Path) -> None:
    def run() -> None:
        with recording(NOWHERE, "key", tmp_path, close_within=0.0) as log:
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
            logged = 0
            try:
                while True:
                    log("loss", logged)
                    logged += 1
            except OSError as error:
                os._exit(logged if str(error.filename).startswith(str(tmp_path)) else 0)

    child = forked(run)
    child.join()
    assert child.exitcode is not None
    assert child.exitcode > 20
    assert send_all(store, tmp_path) == child.exitcode


@pytest.mark.parametrize(
    "wrong",
    [
        {"execution_id": "not an id"},
        {"component": "c" * 51},
        {"tags": {"host": "\0"}},
        {"tags": ["host"]},
        {"every": 0},
        {"every": "1s"},
        {"most_bytes": -1},
        {"when_full": "Drop"},
        {"close_within": -1},
    ],
    ids=str,
)
def test_invalid_recorder_argument_is_refused(wrong: dict[str, Any], tmp_path: Path) -> None:
    with (
        KaggleStore(NOWHERE, "key") as store,
        pytest.raises(InvalidInput, match=rf"system_metrics\.recorder: .*{next(iter(wrong))}"),
    ):
        store.system_metrics.recorder(spool=tmp_path / "spool", **wrong)
    assert not (tmp_path / "spool").exists()


def test_spool_that_cannot_be_created_raises(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(OSError, match=str(tmp_path / "file")),
        recording(NOWHERE, "key", tmp_path / "file"),
    ):
        pass


def test_unwritable_checkpoint_does_not_block_sending(
    store: KaggleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr("kaggle_store.recorder.segment.replace_own", full)
    left_behind(tmp_path, point(1))
    assert send_all(store, tmp_path) == 1
    with store.system_metrics.recorder(spool=tmp_path) as log:
        log("loss", 2)
    assert (log.counts.sent, log.counts.failures) == (1, 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damaged",
    [
        b"not a point\n",
        b"17\t1\t\t\tgauge\tloss\t\n",
        b"9" * 40 + b"\t1\t\t\tgauge\tloss\t\n",
        b'1795569064744577588\t5.0\t\t\tgauge\tloss\t{"a":\n',
    ],
    ids=["no fields", "invalid time", "time out of range", "invalid tags"],
)
def test_only_the_damaged_line_is_dropped(
    store: KaggleStore, tmp_path: Path, damaged: bytes
) -> None:
    left_behind(tmp_path, point(1), damaged, point(2))
    assert send_all(store, tmp_path) == 2
    assert values(store, "loss") == [1.0, 2.0]


def test_full_batch_is_sent_at_once(store: KaggleStore, tmp_path: Path) -> None:
    with store.system_metrics.recorder(spool=tmp_path, every=3600) as log:
        for step in range(BATCH):
            log("loss", step)
        until(lambda: log.counts.sent == BATCH)


def test_special_values_are_stored_unchanged(store: KaggleStore, tmp_path: Path) -> None:
    tags = {'quote " \\ \t': "naïve \N{SNOWMAN} \N{GRINNING FACE}", "deep": [1, {"x": None}]}
    names = ['a "b"', "c\\d", "{e,f}", "g\N{SNOWMAN}", "NULL", "'h'"]
    numbers = [float("inf"), float("-inf"), float("nan"), -1e16, 5e-324, 1.7976931348623157e308]
    with store.system_metrics.recorder(spool=tmp_path) as log:
        for name, number in zip(names, numbers, strict=True):
            log(name, number, tags=tags)
        log("bare", 1)
    found = {row.metric_name: row for row in store.system_metrics.iterate()}
    assert set(found) == {*names, "bare"}
    for name, number in zip(names, numbers, strict=True):
        assert repr(found[name].metric_value) == repr(number)
        assert found[name].tags == tags
    bare = found["bare"]
    assert (bare.tags, bare.execution_id, bare.component) == (None, None, None)


async def test_aclose_does_not_block_the_event_loop(tmp_path: Path) -> None:
    responded = threading.Event()

    def send(_: bytes) -> int:
        responded.wait(60)
        return 1

    async with recorder(lambda _: (send, lambda: None), spool=tmp_path, every=0.01) as log:
        log("loss", 1)
        closing = asyncio.create_task(log.aclose())
        await asyncio.sleep(0)
        responded.set()
        await closing
    assert (log.counts.sent, log.unsent) == (1, 0)


async def test_async_with_sends_the_rest(stack: Stack, store: KaggleStore, tmp_path: Path) -> None:
    async with (
        AsyncKaggleStore(stack.api_url, stack.secret_key) as client,
        client.system_metrics.recorder(spool=tmp_path) as log,
    ):
        log("loss", 1)
    assert values(store, "loss") == [1.0]
