"""Charts are drawn outside of the server's process, and their lines have names and units."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from kaggle_store.html.charts import Line, line_chart
from kaggle_store.models import MetricBucketsRow
from kaggle_store.ui import chart_images
from kaggle_store.ui.series import Series, _labels, _Run, series_chart

BEGAN = datetime(2026, 11, 29, tzinfo=UTC)


def _drawn(draw: Any) -> str:
    return asyncio.run(chart_images._drawn(draw))


def test_charts_are_drawn_in_another_process() -> None:
    assert int(_drawn(partial(os.getpid))) != os.getpid()


def test_lost_process_is_replaced() -> None:
    first = int(_drawn(partial(os.getpid)))
    os.kill(first, signal.SIGKILL)
    lines = [Line("loss", [(0, 1.0), (1, 0.5)])]
    assert _drawn(partial(line_chart, lines, label="loss")).startswith("<svg")
    assert int(_drawn(partial(os.getpid))) != first


def test_closing_ends_the_process() -> None:
    process = int(_drawn(partial(os.getpid)))
    chart_images.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    chart_images.close()


def test_kept_charts_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_images, "_kept", type(chart_images._kept)())
    for number in range(chart_images.MOST_KEPT + 5):
        chart_images._keep(str(number), "<svg/>")
    assert len(chart_images._kept) == chart_images.MOST_KEPT
    assert "4" not in chart_images._kept


def _series(name: str, seconds: float) -> Series:
    def bucket(at: datetime) -> MetricBucketsRow:
        return MetricBucketsRow(
            bucket=0,
            first_at=at,
            last_at=at,
            points=1,
            min_value=1.0,
            max_value=1.0,
            avg_value=1.0,
            last_value=1.0,
            training_job_id=None,
            attempt=None,
        )

    return Series(name, [bucket(BEGAN), bucket(BEGAN + timedelta(seconds=seconds))])


@pytest.mark.parametrize(
    ("seconds", "title", "last"),
    [
        (0.5, "seconds", 0.5),
        (90, "seconds", 90.0),
        (120, "minutes", 2.0),
        (7200, "hours", 2.0),
        (864_000, "days", 10.0),
    ],
)
def test_axis_has_a_fitting_unit(seconds: float, title: str, last: float) -> None:
    chart = series_chart([_series("run", seconds)], "loss")
    assert chart["x_title"] == f"{title} since the first point"
    assert chart["lines"][0].points[-1][0] == last


def test_cut_names_begin_with_their_number() -> None:
    names = ["a" * 50 + "1" + "b" * 50, "a" * 50 + "2" + "b" * 50]
    lines = series_chart([_series(name, 1) for name in names], "loss")["lines"]
    assert [line.name[:3] for line in lines] == ["1 a", "2 a"]


def test_no_two_series_have_one_name() -> None:
    execution, other = UUID(int=1), UUID(int=2)
    jobs = {UUID(int=10): "fold", UUID(int=11): "fold"}
    runs = [_Run(execution, job, 1, []) for job in jobs]
    assert _labels(runs, {execution: "run"}, jobs) == ["fold (00000a)", "fold (00000b)"]
    runs = [_Run(execution, UUID(int=10), 1, []), _Run(other, None, None, [])]
    assert _labels(runs, {execution: "one", other: "two"}, jobs) == ["one, fold", "two"]
