"""Claim the notifications that are due, send them, and record what became of each."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from kaggle_store.client import KaggleStore
from kaggle_store.errors import InvalidChannel, LeaseLost
from kaggle_store.integrations.notifications import stored
from kaggle_store.integrations.notifications.channels import CHANNELS
from kaggle_store.integrations.notifications.messages import write
from kaggle_store.integrations.notifications.sender import SEND_TIMEOUT, send
from kaggle_store.integrations.notifications.stored import StoredChannels
from kaggle_store.integrations.notifications.workers import Outcome, Steps, Workers
from kaggle_store.resources.notifications import ClaimedDeliveries, ClaimedDelivery

LEASE = 60.0
"""Seconds that a claim, and then each message, may take."""
LOOK_EVERY = 10.0
"""Seconds until an idle channel is looked at again, while another one is busy."""

_logger = logging.getLogger("kaggle_store.notifications")


class Notifier:
    """Sends the notifications of a store.

    The setting of the channels is revealed at the start and when it changes, and the revelation is
    recorded in the audit log. `link` overrides the setting `notification.link`. A message takes at
    most `timeout` seconds (default 20). While one channel is busy, the others are looked at every
    `look_every` seconds (default 10). Several notifiers may run at once, on any machines.
    """

    def __init__(
        self,
        store: KaggleStore,
        *,
        link: str | None = None,
        timeout: float = SEND_TIMEOUT,
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._store = store
        self._own_link = link
        self._link: str | None = None
        self._timeout = timeout
        self._look_every = look_every
        self._name = f"{socket.gethostname()}:{os.getpid()}"[:200]
        self._channels: StoredChannels | None = None
        self._refused: tuple[datetime, InvalidChannel] | None = None

    def run(self, is_stopped: Callable[[], bool] = lambda: False) -> Iterator[Outcome]:
        """Send all that is due, and yield what became of each delivery.

        Each channel has a thread of its own, so that one that does not respond delays no other.
        Where `is_stopped` returns true no further message is sent, and the claims are given back.
        Raises `InvalidChannel` if the setting of the channels is invalid.
        """
        while not is_stopped():
            channels = self._channels = self._channels or self._load()
            if channels is None:
                return
            steps = self._steps(channels)
            workers = Workers(channels.channels, steps, is_stopped, self._look_every)
            yield from workers.run()
            if workers.is_current:
                return
            self._channels = None

    def _load(self) -> StoredChannels | None:
        """Return the channels; an invalid setting is revealed once, not at every call."""
        setting = self._store.configurations.find(config_key=CHANNELS)
        if setting is None:
            return None
        self._link = self._own_link or stored.link(self._store)
        if self._refused and self._refused[0] == setting.updated_at:
            raise self._refused[1]
        try:
            return stored.reveal(self._store, setting)
        except InvalidChannel as error:
            self._refused = (setting.updated_at, error)
            raise

    def _steps(self, channels: StoredChannels) -> Steps:
        filters = {name: channel.filter for name, channel in channels.channels.items()}
        claim = partial(
            self._store.notifications.claim,
            filters,
            channels.version,
            notifier=self._name,
            lease=LEASE,
        )

        def send_one(claimed: ClaimedDeliveries, delivery: ClaimedDelivery) -> Outcome | None:
            """Send one delivery; None where it is not to be sent, or not by this notifier."""
            url = channels.channels[delivery.channel].url.get_secret_value()
            try:
                return self._send(url, claimed.claim_id, delivery)
            except LeaseLost:
                return None

        return Steps(
            route=lambda: claim(limit=0),
            claim=lambda channel: claim(channel=channel),
            send=send_one,
            release=lambda claimed: self._store.notifications.release(claimed.claim_id),
        )

    def _send(self, url: str, claim_id: UUID, delivery: ClaimedDelivery) -> Outcome | None:
        deliveries = self._store.notifications
        text = write(delivery.message, link=self._link)
        if not deliveries.start(delivery.id, claim_id, lease=LEASE):
            return None
        error = send(url, text, timeout=self._timeout)
        try:
            row = deliveries.finish(delivery.id, claim_id, error=error)
        except LeaseLost:
            _logger.warning("delivery %s was resolved while it was being sent", delivery.id)
            return None
        return Outcome(row.channel, text.title, row.status, row.last_error)
