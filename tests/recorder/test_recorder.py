"""Each logged point arrives exactly once, however the process ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import jwt
import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store.errors import InvalidInput, SettingsError, StoreClosed
from kaggle_store.recorder import Recorder, connect
from kaggle_store.recorder.folder import POINTS
from kaggle_store.recorder.segment import Segment
from kaggle_store.settings import Settings
from kaggle_store.testing.faults import WRITES, StoreFaults
from tests.conftest import Stack
from tests.recorder.spools import (
    NOWHERE,
    give_up,
    point,
    recorder,
    recording,
    refused_point,
    send_all,
    until,
    values,
)
from tests.store.samples import Samples


def fill_segments(log: Recorder, count: int) -> None:
    """Log until the sender has replaced so many full segments."""
    for number in range(1, count + 1):
        for step in range(30):
            log("loss", step)
        until(partial(has_segments, log, number + 1))


def has_segments(log: Recorder, count: int) -> bool:
    return len(log._segments) >= count


def test_logged_points_arrive_with_all_fields(
    store: KaggleStore, samples: Samples, tmp_path: Path
) -> None:
    with store.system_metrics.recorder(
        execution_id=samples.execution.id, component="training", tags={"fold": 1}, spool=tmp_path
    ) as log:
        log("loss", 0.5, step=7, epoch=1)
        log("steps", 3, metric_type="counter", tags={"fold": 2})
        log.metrics({"acc": 0.75, "f1": float("nan")}, step=8)
        assert log.flush(30)
        assert (log.counts.logged, log.counts.sent, log.counts.dropped) == (4, 4, 0)
    (loss,) = store.system_metrics.list(metric_name="loss")
    assert (loss.metric_value, loss.component) == (0.5, "training")
    assert loss.execution_id == samples.execution.id
    assert loss.tags == {"fold": 1, "step": 7, "epoch": 1}
    (steps,) = store.system_metrics.list(metric_name="steps")
    assert (steps.metric_type, steps.tags) == ("counter", {"fold": 2})
    assert store.system_metrics.count() == 4
    assert list(tmp_path.iterdir()) == [], "sent segments are deleted"


@pytest.mark.parametrize("values", [{"a": 1, "b": "x"}, {"a": 1, "b\n": 2}])
def test_one_invalid_value_records_none(
    store: KaggleStore, tmp_path: Path, values: dict[str, Any]
) -> None:
    with store.system_metrics.recorder(spool=tmp_path) as log:
        with pytest.raises(InvalidInput):
            log.metrics(values)
        assert log.counts.logged == 0
    assert store.system_metrics.count() == 0


async def test_async_client_records_too(stack: Stack, store: KaggleStore, tmp_path: Path) -> None:
    async with AsyncKaggleStore(stack.api_url, stack.secret_key) as client:
        with client.system_metrics.recorder(spool=tmp_path) as log:
            log("loss", 1)
    assert values(store, "loss") == [1.0]


def test_threads_can_share_a_recorder(store: KaggleStore, tmp_path: Path) -> None:
    with store.system_metrics.recorder(spool=tmp_path) as log:

        def run(number: int) -> None:
            for step in range(500):
                log(f"thread {number}", step)

        threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert log.counts.logged == 4000
    assert store.system_metrics.count() == 4000


def test_full_segments_are_replaced_and_removed(
    store: KaggleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaggle_store.recorder.recorder.SEGMENT_BYTES", 1000)
    with store.system_metrics.recorder(spool=tmp_path, every=0.01) as log:
        fill_segments(log, 5)
        until(lambda: len(list(tmp_path.glob("*.points"))) == 1)
        assert log.counts.logged == 150
    assert log.counts.sent == store.system_metrics.count() == 150
    assert list(tmp_path.iterdir()) == []


def test_flush_syncs_full_segments_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaggle_store.recorder.recorder.SEGMENT_BYTES", 1000)
    synced: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda file: synced.add(os.fstat(file).st_ino))
    with recording(NOWHERE, "key", tmp_path, close_within=0) as log:
        fill_segments(log, 3)
        assert not log.flush(0)
        assert synced == {path.stat().st_ino for path in tmp_path.glob("*.points")}
        assert len(synced) > 2
        give_up(log)


def test_killed_process_loses_no_point(store: KaggleStore, tmp_path: Path) -> None:
    def die() -> None:
        with recording(NOWHERE, "key", tmp_path) as log:
            for step in range(300):
                log("loss", step)
            os.kill(os.getpid(), signal.SIGKILL)

    child = multiprocessing.get_context("fork").Process(target=die)
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert send_all(store, tmp_path) == 300
    assert values(store, "loss") == [float(step) for step in range(300)]
    assert send_all(store, tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_incomplete_line_is_ignored(store: KaggleStore, tmp_path: Path) -> None:
    with recording(NOWHERE, "key", tmp_path, close_within=0.0) as log:
        log("loss", 1)
        path = log._segments[-1].path
        give_up(log)
    with path.open("ab") as torn:
        torn.write(b"1764000000000000000\t0.5\t")
    assert send_all(store, tmp_path) == 1
    assert values(store, "loss") == [1.0]


def test_lost_response_stores_nothing_twice(
    stack: Stack, store: KaggleStore, tmp_path: Path
) -> None:
    with StoreFaults(stack.api_url) as faults:
        lost = faults.lose_response(WRITES, times=3)
        with recording(faults.url, stack.secret_key, tmp_path) as log:
            for step in range(50):
                log("loss", step)
            assert log.flush(30)
        assert len(lost.exchanges) == 3
        assert log.counts.failures == 3
    assert values(store, "loss") == [float(step) for step in range(50)]


def test_points_stay_in_spool_while_offline(store: KaggleStore, tmp_path: Path) -> None:
    with recording(NOWHERE, "key", tmp_path, close_within=0.0) as log:
        for step in range(100):
            log("loss", step)
        assert not log.flush(0.2)
        until(lambda: log.counts.failures > 0)
        assert "ConnectionFailed" in (log.counts.last_error or "")
        give_up(log)
    assert send_all(store, tmp_path) == 100


def test_full_spool_can_drop_and_count_points(tmp_path: Path) -> None:
    with recording(
        NOWHERE, "key", tmp_path, most_bytes=200, when_full="drop", close_within=0.0
    ) as log:
        for step in range(100):
            log("loss", step)
        counts = log.counts
        assert counts.logged + counts.dropped == 100
        assert counts.dropped > 80
        give_up(log)


def test_refused_point_does_not_block_others(store: KaggleStore, tmp_path: Path) -> None:
    with store.system_metrics.recorder(spool=tmp_path) as log:
        for step in range(40):
            log("loss", step)
            if step == 17:
                log._segments[-1].append(refused_point(100))
        assert log.flush(30)
        assert (log.counts.sent, log.counts.dropped) == (40, 1)
        assert "tags" in (log.counts.last_error or "")
    assert values(store, "loss") == [float(step) for step in range(40)]


def test_forked_child_uses_its_own_segment(store: KaggleStore, tmp_path: Path) -> None:
    with store.system_metrics.recorder(spool=tmp_path) as log:
        log("parent", 1)

        def run() -> None:
            log("child", 2)
            log.close()

        child = multiprocessing.get_context("fork").Process(target=run)
        child.start()
        child.join()
        assert child.exitcode == 0
        log("parent", 3)
    assert (values(store, "parent"), values(store, "child")) == ([1.0, 3.0], [2.0])


def test_forked_child_without_points_creates_no_file(store: KaggleStore, tmp_path: Path) -> None:
    with store.system_metrics.recorder(spool=tmp_path, every=60) as log:
        log("loss", 1)

        def run() -> None:
            assert (log.unsent, log.counts.logged, log.flush()) == (0, 0, True)

        for _ in range(2):
            child = multiprocessing.get_context("fork").Process(target=run)
            child.start()
            child.join()
            assert child.exitcode == 0
        assert [path.suffix for path in tmp_path.iterdir()] == [".points"]
    assert values(store, "loss") == [1.0]


def test_forked_child_retries_after_write_error(store: KaggleStore, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    with store.system_metrics.recorder(spool=spool, every=60) as log:

        def run() -> None:
            spool.rename(tmp_path / "elsewhere")
            spool.touch()
            with pytest.raises(OSError, match=str(spool)):
                log("loss", 1)
            spool.unlink()
            log("loss", 2)
            log.close()

        child = multiprocessing.get_context("fork").Process(target=run)
        child.start()
        child.join()
        assert child.exitcode == 0
    assert values(store, "loss") == [2.0]


def test_invalid_token_does_not_stop_the_recorder(store: KaggleStore, tmp_path: Path) -> None:
    with store.system_metrics.recorder(spool=tmp_path) as log:
        for wrong in ("t\N{LATIN SMALL LETTER O WITH DIAERESIS}ken", "two\nlines", ""):
            with pytest.raises(SettingsError, match="access token"):
                log.renew(wrong)
        log("loss", 1)
        assert log.flush(30)


def test_point_of_deleted_execution_keeps_its_id(
    store: KaggleStore, samples: Samples, owner: Any, tmp_path: Path
) -> None:
    id = samples.execution.id
    with recording(NOWHERE, "key", tmp_path, execution_id=id, close_within=0.0) as log:
        log("loss", 1)
        give_up(log)
    owner.execute("delete from public.agent_executions where id = %s", [id])
    assert send_all(store, tmp_path) == 1
    (kept,) = store.system_metrics.list(metric_name="loss")
    assert (kept.execution_id, kept.tags) == (None, {"execution_id": str(id)})


def test_points_wait_for_a_new_token(
    stack: Stack, samples: Samples, store: KaggleStore, tmp_path: Path
) -> None:
    id = samples.execution.id

    def token(seconds: int) -> str:
        claims = {
            "role": "kaggle_worker",
            "execution_id": str(id),
            "exp": int(time.time()) + seconds,
        }
        return jwt.encode(claims, stack.jwt_secret or "", algorithm="HS256")

    key = stack.publishable_key or ""
    expired = Settings.load(stack.api_url, key, access_token=token(-3600), retry_for=0)
    with recorder(
        lambda token: connect(expired, token), spool=tmp_path, every=0.05, execution_id=id
    ) as log:
        log("loss", 1)
        assert not log.flush(0.3)
        assert "AuthenticationFailed" in (log.counts.last_error or "")
        log.renew(token(3600))
        assert log.flush(30)
    assert values(store, "loss") == [1.0]


def test_new_token_before_close_sends_the_rest(
    stack: Stack, store: KaggleStore, tmp_path: Path
) -> None:
    wrong = Settings.load(stack.api_url, stack.secret_key, access_token="expired", retry_for=0)
    key = stack.secret_key
    with recorder(lambda token: connect(wrong, token), spool=tmp_path, every=60) as log:
        log("loss", 1)
        assert not log.flush(0.3)
        log.renew(key)
    assert log.unsent == 0
    assert values(store, "loss") == [1.0]


def test_closing_recorder_accepts_no_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending, remove, accepted = threading.Event(), Segment.remove, []

    def send(_: bytes) -> int:
        sending.set()
        until(lambda: log._is_closing)
        return 1

    def late(segment: Segment) -> None:
        accepted.append(not segment.append(point(2)))
        remove(segment)

    monkeypatch.setattr(Segment, "remove", late)
    with recorder(lambda _: (send, lambda: None), spool=tmp_path, every=0.01) as log:
        log("loss", 1)
        assert sending.wait(60)
    assert accepted == [False]


def test_segment_in_use_is_not_adopted(tmp_path: Path) -> None:
    with recording(NOWHERE, "key", tmp_path, close_within=0.0) as log:
        log("loss", 1)
        (path,) = tmp_path.glob(f"*{POINTS}")
        assert Segment.adopt(path) is None
        give_up(log)


def test_closed_recorder_raises(store: KaggleStore, tmp_path: Path) -> None:
    with store.system_metrics.recorder(spool=tmp_path) as log:
        log("loss", 1)
    with pytest.raises(StoreClosed):
        log("loss", 2)
    assert log.flush()
    log.close()
    assert values(store, "loss") == [1.0]
