"""Shared by the state machines of executions and training jobs: work claimed under leases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kaggle_store.errors import ApiError, LeaseLost
from tests.lifecycle.state_machine import PICK, Lifecycle, nth

TOKEN = st.integers(-8, 7)
"""Which lease a worker sends; negative: the last one of the work."""
LEASES = st.sampled_from([timedelta(minutes=minutes) for minutes in (0.5, 2.5, 20.5, 300.5)])
TOLERANCE = timedelta(seconds=25)
"""Maximum difference of two times that the model takes for equal."""
REPEATS = {"release": ("released",), "complete": ("completed",), "fail": ("retried", "failed")}
"""A verb is a repeat if its lease has ended in one of these ways."""


@dataclass
class Work:
    """The model of an execution or a job."""

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
    """How the last lease was ended; None while it lasts or after it expired."""
    reason: str = "fresh"
    step: int = 1
    resume: str | None = None
    is_manual: bool | None = None
    """Whether its review was started by hand; None outside of a review."""
    may_return_from: datetime | None = None
    """The earliest time of a retry, with minimum jitter."""

    def is_leased(self, now: datetime) -> bool:
        """Whether a worker holds a lease."""
        return self.until is not None and self.until > now

    def is_held_under(self, lease: UUID, now: datetime) -> bool:
        """Whether this lease is valid."""
        return self.is_leased(now) and self.lease == lease

    def was_ended_under(self, lease: UUID, verb: str) -> bool:
        """Whether this was the last lease, ended by this verb."""
        return self.lease == lease and self.end in REPEATS.get(verb, ())


class ClaimedWork(Lifecycle):
    """Workers that claim, extend, fail and release, with valid and invalid leases."""

    live: ClassVar[tuple[str, ...]]
    """The statuses in which work can be claimed."""
    resource: ClassVar[str]

    def begin(self) -> None:
        self.work: dict[UUID, Work] = {}
        self.leases: list[UUID] = []

    def fail_finally(self, work: Work) -> None:
        """Fail without another attempt."""
        raise NotImplementedError

    def on_claim(self, work: Work) -> None:
        """Update the model after a claim."""

    def of(self, client: int) -> Any:
        """Return the work's resource of one of the clients."""
        return getattr(self.client(client), self.resource)

    def token(self, work: Work, number: int) -> UUID:
        """Return the work's own lease, any lease that was granted, or an unknown one."""
        if number < 0 and work.lease:
            return work.lease
        return self.leases[number % len(self.leases)] if self.leases else uuid4()

    def claimable(self) -> list[Work]:
        """Return the claimable work in claim order."""
        now = self.world.now
        found = [w for w in self.work.values() if self.is_claimable(w, now)]
        return sorted(found, key=lambda w: -w.priority)

    def is_claimable(self, work: Work, now: datetime) -> bool:
        """Whether the work can be claimed now."""
        return (
            work.status in self.live
            and not work.is_leased(now)
            and work.available <= now
            and work.attempts < work.max_attempts
        )

    def fail_expired(self) -> None:
        """Fail work whose lease expired at its last attempt, as the next claim does."""
        for work in self.work.values():
            is_free = work.status in self.live and not work.is_leased(self.world.now)
            if is_free and work.attempts >= work.max_attempts:
                self.fail_finally(work)

    @rule(client=PICK, lease=LEASES, limit=st.integers(1, 3))
    def claim(self, client: int, lease: timedelta, limit: int) -> None:
        """A claim returns the best claimable work under a new lease."""
        claimed = self.of(client).claim(
            worker=f"worker {client}", lease=lease.total_seconds(), limit=limit
        )
        self.fail_expired()
        expected = self.claimable()[:limit]
        assert [row.id for row in claimed] == [work.id for work in expected]
        if claimed:
            self.leases.append(claimed[0].lease_id)
        for work in expected:
            self._grant(work, f"worker {client}", lease)

    def _grant(self, work: Work, worker: str, lease: timedelta) -> None:
        work.reason = "reclaimed" if work.until else work.reason
        work.lease, work.worker = self.leases[-1], worker
        work.until, work.end = self.world.now + lease, None
        work.attempts += 1
        self.on_claim(work)

    @rule(token=PICK)
    def repeat_claim(self, token: int) -> None:
        """A repeated claim returns what its lease still holds, and claims nothing new."""
        if not self.leases:
            return
        lease = self.leases[token % len(self.leases)]
        claimed = self.of(0)._executor.execute(lambda: self.claim_under(lease))
        held = [w for w in self.work.values() if w.is_held_under(lease, self.world.now)]
        expected = sorted(held, key=lambda w: -w.priority)
        assert [row.id for row in claimed] == [work.id for work in expected]

    def claim_under(self, lease: UUID) -> Any:
        """Return a claim with this lease id."""
        raise NotImplementedError

    @rule(client=PICK, pick=PICK, token=TOKEN, lease=LEASES)
    def heartbeat(self, client: int, pick: int, token: int, lease: timedelta) -> None:
        """Only the holder extends the lease, and a heartbeat never shortens it."""

        def send(work: Work, lease_id: UUID) -> object:
            return self.of(client).heartbeat(
                work.id, lease_id=lease_id, lease=lease.total_seconds()
            )

        for work in self._under(pick, token, "heartbeat", send):
            work.until = max(cast(datetime, work.until), self.world.now + lease)

    @rule(client=PICK, pick=PICK, token=TOKEN, delay=st.sampled_from([0, 90]))
    def release(self, client: int, pick: int, token: int, delay: int) -> None:
        """A released attempt is not counted."""

        def send(work: Work, lease_id: UUID) -> object:
            return self.of(client).release(work.id, lease_id=lease_id, delay=float(delay))

        for work in self._under(pick, token, "release", send):
            work.until, work.end = None, "released"
            work.attempts = max(work.attempts - 1, 0)
            work.available = self.world.now + timedelta(seconds=delay)

    @rule(client=PICK, pick=PICK, token=TOKEN, retry=st.sampled_from([True, True, False]))
    def fail(self, client: int, pick: int, token: int, retry: bool) -> None:
        """A failed attempt is retried after a delay, or was the last."""

        def send(work: Work, lease_id: UUID) -> object:
            return self.of(client).fail(work.id, lease_id=lease_id, error="oh", retry=retry)

        for work in self._under(pick, token, "fail", send):
            if retry and work.attempts < work.max_attempts:
                self._wait_to_retry(work)
            else:
                work.end = "failed"
                self.fail_finally(work)

    def _wait_to_retry(self, work: Work) -> None:
        delay = timedelta(seconds=30) * 2 ** (work.attempts - 1)
        work.until, work.end = None, "retried"
        work.reason = "retry"
        work.may_return_from = self.world.now + delay * 0.75
        work.available = self.world.now + delay * 1.25

    def _under(
        self, pick: int, token: int, verb: str, send: Callable[[Work, UUID], object]
    ) -> Iterator[Work]:
        """Send a request under a lease, and yield the work if the model has to change."""
        if (work := nth(self.work, pick)) is None:
            return
        lease_id = self.token(work, token)
        is_repeat = work.was_ended_under(lease_id, verb)
        is_held = work.is_held_under(lease_id, self.world.now)
        refusal: type[ApiError] | None = None if is_repeat or is_held else LeaseLost
        self.expect(refusal, lambda: send(work, lease_id))
        if is_held:
            yield work

    def is_ambiguous(self) -> bool:
        return any(
            w.may_return_from and w.may_return_from - TOLERANCE < self.world.now < w.available
            for w in self.work.values()
        )

    def findings(self) -> dict[str, dict[str, int]]:
        """An expired lease is reported until the work is claimed."""
        expired = [
            w
            for w in self.work.values()
            if w.until and not w.is_leased(self.world.now) and w.status in self.live
        ]
        return {self.resource: {"its lease has expired": len(expired)}} if expired else {}

    def compare(self) -> None:
        for id, row in self.seen.rows[self.resource].items():
            work = self.work[id]
            assert _state(row) == _state_of(work), work
            until = row["lease_expires_at"]
            assert (until is None) == (work.until is None)
            if work.until:
                assert abs(datetime.fromisoformat(until) - work.until) < TOLERANCE


def _state(row: dict[str, Any]) -> tuple[object, ...]:
    names = ("status", "priority", "attempts", "lease_id", "worker", "lease_end", "resume_reason")
    return tuple(row[name] for name in names)


def _state_of(work: Work) -> tuple[object, ...]:
    lease = str(work.lease) if work.lease else None
    return work.status, work.priority, work.attempts, lease, work.worker, work.end, work.reason
