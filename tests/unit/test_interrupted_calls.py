"""What a signal handler raises leaves a call unchanged, wherever the call is."""

from __future__ import annotations

import math
from contextlib import suppress

import httpx

from kaggle_store import KaggleStore
from kaggle_store.models.system_metrics import SystemMetricInsert
from tests.interruptions import interrupted_at
from tests.unit.conftest import MockApi


def _terminate() -> None:
    raise SystemExit(143)


def test_exit_in_a_write_is_no_other_error(api: MockApi, store: KaggleStore) -> None:
    api.route.side_effect = lambda _: httpx.Response(200, text="1")
    points: list[SystemMetricInsert] = [
        {"metric_name": "loss", "metric_type": "gauge", "metric_value": math.nan}
    ]

    def write() -> None:
        store.system_metrics.record(points)

    line, was_interrupted = 0, True
    while was_interrupted:
        line += 1
        with suppress(SystemExit):
            was_interrupted = interrupted_at(line, _terminate, write, event="line")
    assert line > 100
