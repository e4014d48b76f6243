"""What the machines of executions and of training jobs share: work that is claimed under leases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kaggle_store.errors import ApiError, LeaseLost
from tests.lifecycle.machine import PICK, Lifecycle, nth

TOKEN = st.integers(-8, 7)
"""Which lease a worker shows: below zero the one that the work was last claimed under."""
LEASES = st.sampled_from([timedelta(minutes=minutes) for minutes in (0.5, 2.5, 20.5, 300.5)])
ABOUT = timedelta(seconds=25)
"""How far apart two moments may lie that the model takes for the same."""
REPEATS = {"release": ("released",), "complete": ("completed",), "fail": ("retried", "failed")}
"""A verb is a repeat where its lease was given back in one of these ways."""


@dataclass
class Work:
    """What the model knows of an execution or a job."""

    id: UUID
    priority: int
    max_attempts: int
    status: str
    available: datetime
    attempts: int = 0
    lease: UUID | None = None
    worker: str | None = None
    until: datetime | None = None
    end: str | None = None
    """How its last lease was given back; None while it lasts, or when it was not."""
    reason: str = "fresh"
    step: int = 1
    resume: str | None = None
    may_return_from: datetime | None = None
    """When a failed attempt waits no longer, if its jitter is at its least."""

    def is_leased(self, now: datetime) -> bool:
        """Whether somebody holds it."""
        return self.until is not None and self.until > now

    def is_held_under(self, lease: UUID, now: datetime) -> bool:
        """Whether this lease is valid."""
        return self.is_leased(now) and self.lease == lease

    def was_ended_under(self, lease: UUID, verb: str) -> bool:
        """Whether this lease was the last, and given back by this verb."""
        return self.lease == lease and self.end in REPEATS.get(verb, ())


class ClaimedWork(Lifecycle):
    """Workers that claim, prolong, fail and release, with the right lease and with wrong ones."""

    live: ClassVar[tuple[str, ...]]
    """The states in which work can be claimed."""
    room: ClassVar[str]

    def begin(self) -> None:
        self.work: dict[UUID, Work] = {}
        self.leases: list[UUID] = []

    def fall(self, work: Work) -> None:
        """Fail for good."""
        raise NotImplementedError

    def take_up(self, work: Work) -> None:
        """What else happens to work that is claimed."""

    def of(self, client: int) -> Any:
        """The room of the work, as one of the clients sees it."""
        return getattr(self.client(client), self.room)

    def token(self, work: Work, number: int) -> UUID:
        """A lease: the work's own, one that was given some time, or one that never was."""
        if number < 0 and work.lease:
            return work.lease
        return self.leases[number % len(self.leases)] if self.leases else uuid4()

    def claimable(self) -> list[Work]:
        """All that can be claimed, best first."""
        now = self.world.now
        found = [w for w in self.work.values() if self.is_claimable(w, now)]
        return sorted(found, key=lambda w: -w.priority)

    def is_claimable(self, work: Work, now: datetime) -> bool:
        """Whether it can be claimed now."""
        return (
            work.status in self.live
            and not work.is_leased(now)
            and work.available <= now
            and work.attempts < work.max_attempts
        )

    def give_up_the_lost(self) -> None:
        """Work that was lost at its last attempt fails at the next claim."""
        for work in self.work.values():
            is_free = work.status in self.live and not work.is_leased(self.world.now)
            if is_free and work.attempts >= work.max_attempts:
                self.fall(work)

    @rule(client=PICK, lease=LEASES, limit=st.integers(1, 3))
    def claim(self, client: int, lease: timedelta, limit: int) -> None:
        """The best work comes under a new lease, and nobody else's."""
        given = self.of(client).claim(
            worker=f"worker {client}", lease=lease.total_seconds(), limit=limit
        )
        self.give_up_the_lost()
        expected = self.claimable()[:limit]
        assert [row.id for row in given] == [work.id for work in expected]
        if given:
            self.leases.append(given[0].lease_id)
        for work in expected:
            self._lend(work, f"worker {client}", lease)

    def _lend(self, work: Work, worker: str, lease: timedelta) -> None:
        work.reason = "reclaimed" if work.until else work.reason
        work.lease, work.worker = self.leases[-1], worker
        work.until, work.end = self.world.now + lease, None
        work.attempts += 1
        self.take_up(work)

    @rule(token=PICK)
    def claim_again(self, token: int) -> None:
        """A claim whose answer was lost answers what it still holds, and takes nothing new."""
        if not self.leases:
            return
        lease = self.leases[token % len(self.leases)]
        given = self.of(0)._executor.execute(lambda: self.claim_under(lease))
        held = [w for w in self.work.values() if w.is_held_under(lease, self.world.now)]
        expected = sorted(held, key=lambda w: -w.priority)
        assert [row.id for row in given] == [work.id for work in expected]

    def claim_under(self, lease: UUID) -> Any:
        """The same claim again."""
        raise NotImplementedError

    @rule(client=PICK, pick=PICK, token=TOKEN, lease=LEASES)
    def heartbeat(self, client: int, pick: int, token: int, lease: timedelta) -> None:
        """Only who holds the work prolongs it, and never shortens it."""

        def ask(work: Work, shown: UUID) -> object:
            return self.of(client).heartbeat(work.id, lease_id=shown, lease=lease.total_seconds())

        for work in self._under(pick, token, "heartbeat", ask):
            work.until = max(cast(datetime, work.until), self.world.now + lease)

    @rule(client=PICK, pick=PICK, token=TOKEN, delay=st.sampled_from([0, 90]))
    def release(self, client: int, pick: int, token: int, delay: int) -> None:
        """Work that is given back has had no attempt."""

        def ask(work: Work, shown: UUID) -> object:
            return self.of(client).release(work.id, lease_id=shown, delay=float(delay))

        for work in self._under(pick, token, "release", ask):
            work.until, work.end = None, "released"
            work.attempts = max(work.attempts - 1, 0)
            work.available = self.world.now + timedelta(seconds=delay)

    @rule(client=PICK, pick=PICK, token=TOKEN, retry=st.sampled_from([True, True, False]))
    def fail(self, client: int, pick: int, token: int, retry: bool) -> None:
        """A failed attempt waits for another, or was the last."""

        def ask(work: Work, shown: UUID) -> object:
            return self.of(client).fail(work.id, lease_id=shown, error="oh", retry=retry)

        for work in self._under(pick, token, "fail", ask):
            if retry and work.attempts < work.max_attempts:
                self._wait_to_retry(work)
            else:
                work.end = "failed"
                self.fall(work)

    def _wait_to_retry(self, work: Work) -> None:
        delay = timedelta(seconds=30) * 2 ** (work.attempts - 1)
        work.until, work.end = None, "retried"
        work.reason = "retry"
        work.may_return_from = self.world.now + delay * 0.75
        work.available = self.world.now + delay * 1.25

    def _under(
        self, pick: int, token: int, verb: str, ask: Callable[[Work, UUID], object]
    ) -> Iterator[Work]:
        """Do something under a lease, and yield the work if that should have changed it."""
        if (work := nth(self.work, pick)) is None:
            return
        shown = self.token(work, token)
        is_repeat = work.was_ended_under(shown, verb)
        is_held = work.is_held_under(shown, self.world.now)
        refusal: type[ApiError] | None = None if is_repeat or is_held else LeaseLost
        self.ask(refusal, lambda: ask(work, shown))
        if is_held:
            yield work

    def is_ambiguous(self) -> bool:
        return any(
            w.may_return_from and w.may_return_from - ABOUT < self.world.now < w.available
            for w in self.work.values()
        )

    def findings(self) -> dict[str, dict[str, int]]:
        """A lease that has expired is found, until somebody claims its work."""
        lost = [
            w
            for w in self.work.values()
            if w.until and not w.is_leased(self.world.now) and w.status in self.live
        ]
        return {self.room: {"its lease has expired": len(lost)}} if lost else {}

    def holds(self) -> None:
        for id, row in self.seen.rows[self.room].items():
            work = self.work[id]
            assert _state(row) == _state_of(work), work
            until = row["lease_expires_at"]
            assert (until is None) == (work.until is None)
            if work.until:
                assert abs(datetime.fromisoformat(until) - work.until) < ABOUT


def _state(row: dict[str, Any]) -> tuple[object, ...]:
    names = ("status", "priority", "attempts", "lease_id", "worker", "lease_end", "resume_reason")
    return tuple(row[name] for name in names)


def _state_of(work: Work) -> tuple[object, ...]:
    lease = str(work.lease) if work.lease else None
    return work.status, work.priority, work.attempts, lease, work.worker, work.end, work.reason
