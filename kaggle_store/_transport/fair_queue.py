"""First-come-first-served access to the async client's connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpcore

from kaggle_store._transport.request import Request


class FairQueue:
    """As many slots as there are connections.

    Calls wait here rather than in the HTTP libraries' pools, which slow down with every waiting
    call and raise different errors when the wait is too long.
    """

    def __init__(self, connections: int) -> None:
        self._free = asyncio.Semaphore(connections)

    @asynccontextmanager
    async def slot(self, request: Request) -> AsyncIterator[None]:
        """Hold a slot, or raise `PoolTimeout` if none is free within the request's pool timeout."""
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
