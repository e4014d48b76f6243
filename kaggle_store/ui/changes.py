"""Tell open pages that something in the store has changed, so that they load themselves again.

The newest entry of the audit log is read every two seconds, as the person, once for all of their
tabs, and only while a page is open. What the audit log does not have, such as a metric, is on the
page at its next ordinary refresh.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.errors import (
    AuthenticationFailed,
    KaggleStoreError,
    PermissionDenied,
    SignInError,
    StoreClosed,
)

POLL_SECONDS = 2.0
MOST_LISTENERS = 4
"""Of one person; further pages refresh themselves every ten seconds. A browser opens up to six
connections to a server without HTTP/2, and a stream holds one of them for all of its tabs."""

Event: TypeAlias = Literal["changed", "ended"]
"""`ended`: the session is over, and the page has to lead to the sign-in."""

_ENDS = (AuthenticationFailed, PermissionDenied, SignInError, StoreClosed)


@dataclass(eq=False)
class Listener:
    """An open page: the version that it shows, and what it is told."""

    version: int | None
    events: asyncio.Queue[Event] = field(default_factory=asyncio.Queue)


class Changes:
    """The changes that one person's pages listen to."""

    def __init__(self, store: AsyncKaggleStore, every: float = POLL_SECONDS) -> None:
        self.version: int | None = None
        """The newest version that was seen; a page that is made now shows at least that."""
        self._store = store
        self._every = every
        self._listeners: set[Listener] = set()
        self._polling: asyncio.Task[None] | None = None

    @property
    def is_full(self) -> bool:
        """True if no further page can listen now."""
        return len(self._listeners) >= MOST_LISTENERS

    async def listen(self, version: int | None, stopping: asyncio.Event) -> AsyncIterator[Event]:
        """Yield an event for each change since `version`, the one that the page shows.

        Ends when `stopping` is set, the session is over, or no further page can listen.
        """
        if self.is_full:
            return
        with self._listener(version) as listener:
            while event := await _first(listener.events, stopping):
                yield event
                if event == "ended":
                    return

    @contextmanager
    def _listener(self, version: int | None) -> Iterator[Listener]:
        listener = Listener(version)
        self._listeners.add(listener)
        if self._polling is None or self._polling.done():
            self._polling = asyncio.create_task(self._poll())
        try:
            yield listener
        finally:
            self._listeners.discard(listener)
            if not self._listeners:
                self._polling.cancel()

    async def _poll(self) -> None:
        while True:
            try:
                self.version = await self._newest()
            except _ENDS:
                self._tell_all("ended")
                return
            except KaggleStoreError:
                pass  # out of reach: the pages notice that at their own refresh
            else:
                self._tell_changed(self.version)
            await asyncio.sleep(self._every)

    async def _newest(self) -> int:
        rows = await self._store.audit_log.list(order="-id", limit=1)
        return rows[0].id if rows else 0

    def _tell_changed(self, version: int) -> None:
        for listener in self._listeners:
            if listener.version != version:
                listener.version = version
                if listener.events.empty():  # Else the page is about to load itself anyway.
                    listener.events.put_nowait("changed")

    def _tell_all(self, event: Event) -> None:
        for listener in self._listeners:
            listener.events.put_nowait(event)


async def _first(queue: asyncio.Queue[Event], stopping: asyncio.Event) -> Event | None:
    """Return the next event, or None once the server stops."""
    event = asyncio.create_task(queue.get())
    stop = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait((event, stop), return_when=asyncio.FIRST_COMPLETED)
        return event.result() if event.done() else None
    finally:
        event.cancel()
        stop.cancel()
