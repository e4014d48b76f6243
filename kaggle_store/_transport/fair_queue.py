"""Who may use a connection of the awaited door: first come, first served."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpcore

from kaggle_store._transport.request import Request


class Places:
    """As many places as there are connections.

    Calls queue here, as the pools below lose time with every call that waits in them, and do not
    say the same when it waits for too long.
    """

    def __init__(self, connections: int) -> None:
        self._free = asyncio.Semaphore(connections)

    @asynccontextmanager
    async def place(self, request: Request) -> AsyncIterator[None]:
        """Hold a place, or raise `PoolTimeout` when none is free in the request's time for it."""
        if self._free.locked():
            try:
                async with asyncio.timeout(request.pool_timeout):
                    await self._free.acquire()
            except TimeoutError as error:
                raise httpcore.PoolTimeout("every connection is in use") from error
        else:
            await self._free.acquire()
        try:
            yield
        finally:
            self._free.release()
