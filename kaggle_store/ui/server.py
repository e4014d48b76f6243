"""Serve the pages with uvicorn, until SIGTERM or Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
import socket

import uvicorn
from starlette.applications import Starlette

from kaggle_store.ui import chart_images

PORT = 8288


def listen(host: str, port: int | None) -> socket.socket:
    """Return a listening socket on a port, by default 8288, or a free one if that is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for wanted in [port] if port else [PORT, 0]:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, wanted))
        except OSError as error:
            listener.close()
            if port or error.errno != errno.EADDRINUSE:
                raise
        else:
            listener.listen(128)
            return listener
    raise AssertionError("a free port is always found")


class Server(uvicorn.Server):
    """A server that ends the streams of events when it stops: nothing else would."""

    def __init__(self, app: Starlette) -> None:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)
        self._stopping: asyncio.Event = app.state.stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and prepare the first chart meanwhile."""
        await super().startup(sockets)
        chart_images.warm_up()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, within a second."""
        self._stopping.set()
        await super().shutdown(sockets)
        await asyncio.to_thread(chart_images.close)
