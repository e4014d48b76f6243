"""The recorder's own connection to the API, for the sync and the async client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kaggle_store._requests.counters import Counters
from kaggle_store._requests.operation import Op, Postgrest, Response
from kaggle_store._transport.executor import SyncExecutor
from kaggle_store.recorder.point_lines import ARGUMENTS
from kaggle_store.recorder.sender import Send
from kaggle_store.settings import Settings


def connect(
    settings: Settings, access_token: str | None = None, counters: Counters | None = None
) -> tuple[Send, Callable[[], None]]:
    """Open a connection; return a function that sends points and one that closes it.

    With a store's `counters`, its requests are counted among that store's.
    """
    if access_token is not None:
        settings = replace(settings, access_token=access_token)
    sender = SyncExecutor(settings, lambda _: None)
    sender.counters = counters or sender.counters

    def send(points: bytes) -> int:
        return sender.execute(lambda: _operation(points))

    return send, sender.close


def _operation(points: bytes) -> Op[int]:
    # Points were validated when they were logged.
    return Op("system_metrics.recorder", _build, _read, points, "never")


def _build(postgrest: Postgrest) -> Any:
    query = postgrest.rpc("record_metric_points", {})
    query.request.params = query.request.params.set("columns", ",".join(ARGUMENTS))
    return query


def _read(response: Response) -> int:
    return int(response.content)
