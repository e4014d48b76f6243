"""Charts as images: drawn in a process of their own, kept, and revalidated by browsers.

Drawing takes up to a tenth of a second of CPU in native code that holds the interpreter's lock, so
a thread would stop all other requests. Each request first reads the chart's data as its person;
drawn charts are kept by a digest of that data.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from kaggle_store.html import charts
from kaggle_store.html.charts import Line, Size

MOST_KEPT = 200
"""Drawn charts, of about 25 KB each."""

SMALL = Size(340, 220)

Draw = Callable[..., Markup]

_kept: OrderedDict[str, bytes] = OrderedDict()


async def chart_image(request: Request, draw: Draw, /, *data: Any, **options: Any) -> Response:
    """Return a chart of `kaggle_store.html.charts` as an image, or 304 if the browser has it.

    `data` and `options` are the chart function's arguments, which must be plain values.
    """
    digest = hashlib.sha256(repr((_version(), draw.__name__, data, options)).encode()).hexdigest()
    headers = {"ETag": f'"{digest}"', "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if digest not in _kept:
        _keep(digest, await _drawn(partial(draw, *data, **options, standalone=True)))
    _kept.move_to_end(digest)
    return Response(_kept[digest], headers=headers, media_type="image/svg+xml")


def size_of(request: Request, size: Size) -> Size:
    """Return the size of a chart: on phones a small one, as a wide one would be scaled down."""
    return SMALL if "small" in request.query_params else size


def warm_up() -> None:
    """Start the process and draw a first chart, which takes a second; returns at once."""
    _pool().submit(_first_chart)


def close() -> None:
    """End the process once it has drawn what it was given."""
    if _pool.cache_info().currsize:
        pool = _pool()
        _pool.cache_clear()
        pool.shutdown()


def _keep(digest: str, svg: str) -> None:
    _kept[digest] = svg.encode()
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)


async def _drawn(draw: partial[Markup]) -> str:
    loop = asyncio.get_running_loop()
    try:
        return str(await loop.run_in_executor(_pool(), draw))
    except BrokenProcessPool:
        # Such as by the system, when memory is short. One more try, in a new process.
        _pool.cache_clear()
        return str(await loop.run_in_executor(_pool(), draw))


@cache
def _pool() -> Executor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_follow_parent)


@cache
def _version() -> str:
    """Return what drawn charts depend on besides their data."""
    sources = sorted(Path(charts.__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _follow_parent() -> None:
    """End with the process that draws here, however that ends; Ctrl-C is for that one alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def _first_chart() -> None:
    charts.line_chart([Line("first", [(0, 0.0), (1, 1.0)])], label="first", standalone=True)
