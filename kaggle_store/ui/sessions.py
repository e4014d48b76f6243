"""Sessions of signed-in people, in this process's memory: their cookies carry a random id only."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.sign_in import SignedIn
from kaggle_store.ui.changes import Changes

IDLE_SECONDS = 8 * 3600.0
"""A session ends this long after its last request; an open page makes requests by itself."""
ABSOLUTE_SECONDS = 7 * 86_400.0
"""A session ends this long after its sign-in, however much it is used."""
MOST = 200
"""The number of sessions; one more ends the one that was used longest ago."""


@dataclass
class Session:
    """A signed-in person, a client that acts as them, and the token of their forms."""

    person: SignedIn
    store: AsyncKaggleStore
    began: float
    used: float
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    changes: Changes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.changes = Changes(self.store)


class Sessions:
    """All sessions of one server."""

    def __init__(
        self,
        open_store: Callable[[SignedIn], AsyncKaggleStore],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._open_store = open_store
        self._clock = clock
        self._by_id: dict[str, Session] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    async def begin(self, person: SignedIn) -> str:
        """Start a session and return its id, which no client has had before."""
        now = self._clock()
        for id in [id for id, session in self._by_id.items() if self._is_over(session)]:
            await self.end(id)
        while len(self._by_id) >= MOST:
            await self.end(min(self._by_id, key=lambda id: self._by_id[id].used))
        id = secrets.token_urlsafe(32)
        self._by_id[id] = Session(person, self._open_store(person), now, now)
        return id

    async def find(self, id: str | None) -> Session | None:
        """Return the session of an id and note its use; None if it has ended."""
        if id is None or (session := self._by_id.get(id)) is None:
            return None
        if self._is_over(session):
            await self.end(id)
            return None
        session.used = self._clock()
        return session

    async def end(self, id: str | None) -> Session | None:
        """End a session and close its client; return it, or None if there is none."""
        session = self._by_id.pop(id, None) if id else None
        if session is not None:
            await session.store.aclose()
        return session

    async def end_all(self) -> None:
        """End all sessions, when the server stops."""
        await asyncio.gather(*(self.end(id) for id in list(self._by_id)))

    def _is_over(self, session: Session) -> bool:
        now = self._clock()
        return now - session.used > IDLE_SECONDS or now - session.began > ABSOLUTE_SECONDS
