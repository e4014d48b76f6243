"""One thread for each channel: it claims what is due there, has it sent, and claims again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event
from time import monotonic

from kaggle_store.resources.notifications import ClaimedDeliveries, ClaimedDelivery


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a delivery."""

    channel: str
    """The name of the channel."""
    title: str
    """The subject of the message."""
    status: str
    """What comes next, as in `notification_deliveries.status`."""
    error: str | None = None
    """Why it was not sent."""

    def __str__(self) -> str:
        error = f": {self.error}" if self.error else ""
        return f"{self.status}  {self.channel}  {self.title}{error}"


@dataclass(frozen=True, slots=True)
class Steps:
    """Add deliveries, claim those of a channel, send one of them, give back the others."""

    route: Callable[[], ClaimedDeliveries]
    claim: Callable[[str], ClaimedDeliveries]
    send: Callable[[ClaimedDeliveries, ClaimedDelivery], Outcome | None]
    release: Callable[[ClaimedDeliveries], object]


class Workers:
    """Sends for all channels until nothing is due by any of them, or the setting has changed.

    While one channel is busy, or does not respond, the others are looked at every `look_every`
    seconds.
    """

    def __init__(
        self,
        channels: Mapping[str, object],
        steps: Steps,
        is_stopped: Callable[[], bool],
        look_every: float,
    ) -> None:
        self._names = list(channels)
        self._steps = steps
        self._is_stopped = is_stopped
        self._look_every = look_every
        self._outcomes: SimpleQueue[Outcome | None] = SimpleQueue()
        self._running: dict[str, Future[None]] = {}
        self._looked_at: float | None = None
        self._interrupted = Event()
        self._outdated = Event()

    @property
    def is_current(self) -> bool:
        """Whether the setting of the channels was the same all the time."""
        return not self._outdated.is_set()

    def run(self) -> Iterator[Outcome]:
        """Yield what became of each delivery, at once; an error ends all threads."""
        with ThreadPoolExecutor(max(len(self._names), 1)) as threads:
            try:
                yield from self._until_idle(threads)
            except BaseException:
                self._interrupted.set()
                raise

    def _until_idle(self, threads: ThreadPoolExecutor) -> Iterator[Outcome]:
        while True:
            self._start_idle(threads)
            if not self._running and self._outcomes.empty():
                return
            try:
                outcome = self._outcomes.get(timeout=self._look_every)
            except Empty:
                continue
            if outcome:
                yield outcome

    def _start_idle(self, threads: ThreadPoolExecutor) -> None:
        for name in [name for name, thread in self._running.items() if thread.done()]:
            self._running.pop(name).result()
        since = self._looked_at
        if since is None or (self._running and monotonic() - since >= self._look_every):
            self._looked_at = monotonic()
            self._route()
            for name in self._names:
                self._start(threads, name)

    def _start(self, threads: ThreadPoolExecutor, name: str) -> None:
        if name not in self._running and not self._ends():
            self._running[name] = threads.submit(self._drain, name)
            self._running[name].add_done_callback(lambda _: self._outcomes.put(None))

    def _route(self) -> None:
        """Choose the channels of what is new, before any thread looks for its own."""
        more_left = True
        while more_left and not self._ends():
            routed = self._steps.route()
            more_left = routed.more_left
            if not routed.is_current:
                self._outdated.set()

    def _ends(self) -> bool:
        return self._is_stopped() or self._interrupted.is_set() or self._outdated.is_set()

    def _drain(self, name: str) -> None:
        """Claim and send for one channel until nothing is left.

        What is not sent, after a stop or an error of the store, is given back.
        """
        more_left = True
        while more_left and not self._ends():
            claimed = self._steps.claim(name)
            more_left = claimed.more_left
            if not claimed.is_current:
                self._outdated.set()
            elif claimed.deliveries:
                try:
                    self._send_all(claimed)
                finally:
                    self._steps.release(claimed)

    def _send_all(self, claimed: ClaimedDeliveries) -> None:
        for delivery in claimed.deliveries:
            if self._ends():
                return
            if outcome := self._steps.send(claimed, delivery):
                self._outcomes.put(outcome)
