"""First-come-first-served access to the async client's connections."""

from __future__ import annotations

import asyncio

import httpcore

from kaggle_store._transport.request import Request


class FairQueue:
    """As many slots as there are connections.

    Calls wait here rather than in the HTTP libraries' pools, which slow down with every waiting
    call and raise different errors when the wait is too long.
    """

    def __init__(self, connections: int) -> None:
        self._free = asyncio.Semaphore(connections)

    def slot(self, request: Request) -> _Slot:
        """Hold a slot, or raise `PoolTimeout` if none is free within the request's pool timeout."""
        return _Slot(self._free, request.pool_timeout)


class _Slot:
    """One held slot; a class, as `asynccontextmanager` takes three times as long."""

    __slots__ = ("_free", "_timeout")

    def __init__(self, free: asyncio.Semaphore, timeout: float) -> None:
        self._free = free
        self._timeout = timeout

    async def __aenter__(self) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        try:
            async with asyncio.timeout(self._timeout):
                await self._free.acquire()
        except TimeoutError as error:
            raise httpcore.PoolTimeout("every connection is in use") from error

    async def __aexit__(self, *_: object) -> None:
        self._free.release()
