"""Tasks run by themselves: one that fails, or hangs, delays no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from kaggle_store import KaggleStore
from kaggle_store.errors import ProviderError
from kaggle_store.supervise import Supervisor, Task
from kaggle_store.supervise.metrics import MetricExports
from kaggle_store.supervise.supervisor import IsStopped, Line, Result, backoff
from kaggle_store.supervise.upkeep import run_due

Run = Callable[[IsStopped], Iterator[Result]]


def task(run: Run, name: str = "upkeep", of: str | None = None) -> Task:
    return Task(name, 0.01, run, of)


def once(*tasks: Task) -> list[Line]:
    return list(Supervisor(tasks, Event()).run(once=True))


def succeed(_: IsStopped) -> Iterator[Result]:
    yield Result("done")


@pytest.mark.parametrize(
    ("error", "text"),
    [(ProviderError("vast_ai: down"), "vast_ai: down"), (ValueError("x"), "ValueError: x")],
)
def test_failed_task_does_not_stop_the_others(error: Exception, text: str) -> None:
    def fail(_: IsStopped) -> Iterator[Result]:
        yield Result("begun")
        raise error

    lines = {
        (str(line.task), line.text, line.is_error)
        for line in once(task(fail, "terminations", "vast_ai"), task(succeed))
    }
    assert lines == {
        ("terminations vast_ai", "begun", False),
        ("terminations vast_ai", text, True),
        ("upkeep", "done", False),
    }


def test_hanging_task_delays_no_other_and_no_end() -> None:
    stop, never = Event(), Event()

    def hang(_: IsStopped) -> Iterator[Result]:
        never.wait(60)
        yield Result("too late")

    supervisor = Supervisor([task(hang), task(succeed)], stop, grace=0.1)
    lines = []
    for line in supervisor.run():
        lines.append(line.text)
        if len(lines) == 3:
            stop.set()
    never.set()
    assert set(lines) == {"done"}


def test_task_runs_again_after_an_error() -> None:
    stop = Event()
    runs: list[int] = []

    def fail_twice(_: IsStopped) -> Iterator[Result]:
        runs.append(1)
        if len(runs) < 3:
            raise ProviderError("down")
        yield Result("up")

    texts = []
    for line in Supervisor([task(fail_twice)], stop).run():
        texts.append(line.text)
        if line.text == "up":
            stop.set()
    assert texts[:3] == ["down", "down", "up"]


def test_running_task_is_told_to_stop() -> None:
    stop = Event()

    def work(is_stopped: IsStopped) -> Iterator[Result]:
        yield Result("begun")
        while not is_stopped():
            stop.wait(0.01)

    for _ in Supervisor([task(work)], stop).run():
        stop.set()


def test_failures_double_the_interval() -> None:
    assert [backoff(10, failures) for failures in (0, 1, 2, 3, 30)] == [10, 20, 40, 80, 300]
    assert backoff(3600, 5) == 3600


def test_stopped_upkeep_begins_no_export(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KAGGLE_STORE_METRICS_HISTORY", str(tmp_path))
    begun: list[str] = []

    def begin(root: str, _: IsStopped) -> Iterator[Result]:
        begun.append(root)
        yield Result("exported")

    monkeypatch.setattr("kaggle_store.supervise.metrics._exports", begin)
    with KaggleStore("http://127.0.0.1:9", "sb_secret_0123456789abcdef") as store:
        assert list(run_due(store, MetricExports(), lambda: True)) == []
    assert begun == []
