"""The recorder's own way to the database: one connection, whatever kind of store it belongs to."""

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
    """Open a connection and return how to send points, and how to close it.

    Its requests count among those of a store, given that store's `counters`.
    """
    if access_token is not None:
        settings = replace(settings, access_token=access_token)
    sender = SyncExecutor(settings, lambda _: None)
    sender.counters = counters or sender.counters

    def send(points: bytes) -> int:
        return sender.execute(lambda: _operation(points))

    return send, sender.close


def _operation(points: bytes) -> Op[int]:
    # What the spool holds was checked line by line, so it is not checked again.
    return Op("system_metrics.recorder", _build, _read, points, "never")


def _build(postgrest: Postgrest) -> Any:
    query = postgrest.rpc("record_metric_points", {})
    query.request.params = query.request.params.set("columns", ",".join(ARGUMENTS))
    return query


def _read(answer: Response) -> int:
    return int(answer.content)
