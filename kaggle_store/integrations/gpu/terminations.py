"""Stop the machines of sessions that are due, and close a session once that is confirmed."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from kaggle_store._requests.validation import uuid7
from kaggle_store.client import KaggleStore
from kaggle_store.errors import KaggleStoreError, LeaseLost, ProviderError
from kaggle_store.integrations.gpu.providers import Machine, Provider, is_ended, printable
from kaggle_store.resources.gpu_sessions import ClaimedTermination, EndStatus

LEASE = 180.0
"""Seconds; more than the requests of one attempt may take. A provider may have its own
`longest_attempt`."""
ALIVE_FOR = 120.0
"""Seconds since a heartbeat in which a machine that is not listed counts as alive."""

_logger = logging.getLogger("kaggle_store.gpu")


@dataclass(frozen=True, slots=True)
class Ended:
    """The provider's confirmation that a machine has ended, and what it cost."""

    status: str
    price_per_hour: Decimal | None = None
    total_cost_dollars: Decimal | None = None
    end: EndStatus = "terminated"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of an attempt."""

    session_id: UUID
    """The session."""
    provider: str
    instance_id: str | None
    """The provider's id of the machine; None where the session has none."""
    reason: str | None
    """Why the machine had to end."""
    error: str | None = None
    """Why it may still cost; None once its end is confirmed."""
    is_escalated: bool = False
    total_cost_dollars: Decimal | None = None

    def __str__(self) -> str:
        machine = f"{self.provider} {self.instance_id or '(no instance id)'}"
        if self.error is None:
            return f"stopped  {machine}  ({self.reason})"
        return f"{'escalated' if self.is_escalated else 'failed'}  {machine}: {self.error}"


class Terminations:
    """Stops what is due at one provider. Several may run at once, on any machines.

    `provider` is None for the sessions of providers that no supervisor has.
    """

    def __init__(self, store: KaggleStore, provider: Provider | None) -> None:
        self._store = store
        self._provider = provider
        self._lease = max(LEASE, getattr(provider, "longest_attempt", 0.0))
        self._name = f"{socket.gethostname()}:{os.getpid()}"[:200]

    def run(self, is_stopped: Callable[[], bool] = lambda: False) -> Iterator[Attempt]:
        """Try each session that is due once, and yield what became of it.

        An attempt asks the provider first: where another one has stopped the machine, and was
        killed before it could record that, the session is closed.
        """
        providers = [self._provider.name] if self._provider else []
        while not is_stopped():
            claim_id = uuid7()
            claimed = self._store.gpu_sessions.claim_terminations(
                providers, supervisor=self._name, lease=self._lease, claim_id=claim_id
            )
            if not claimed:
                return
            for due in claimed:
                try:
                    yield self._attempt(due, claim_id)
                except LeaseLost:
                    _logger.warning("another supervisor has taken session %s", due.gpu_session_id)

    def _attempt(self, due: ClaimedTermination, claim_id: UUID) -> Attempt:
        finish = self._store.gpu_sessions.finish_termination
        try:
            outcome = self._stop(due)
        except ProviderError as error:
            reason = printable(error.message)
            row = finish(due.id, claim_id, error=reason)
            return self._result(due, reason, is_escalated=row.escalated_at is not None)
        finish(
            due.id,
            claim_id,
            provider_status=printable(outcome.status)[:100],
            end=outcome.end,
            hourly_rate_dollars=outcome.price_per_hour,
            total_cost_dollars=outcome.total_cost_dollars,
            note=outcome.note,
        )
        return self._result(due)

    def _result(
        self, due: ClaimedTermination, error: str | None = None, *, is_escalated: bool = False
    ) -> Attempt:
        return Attempt(
            due.gpu_session_id, due.provider, due.instance_id, due.reason, error, is_escalated
        )

    def _stop(self, due: ClaimedTermination) -> Ended:
        """Return the confirmation that the machine has ended, or raise `ProviderError`."""
        try:
            return self._stop_due(due)
        except KaggleStoreError:
            raise
        except Exception as error:  # counted like every failure: the machine may still cost
            # Its text may have the provider's key.
            raise ProviderError(f"{due.provider}: unexpected {type(error).__name__}") from error

    def _stop_due(self, due: ClaimedTermination) -> Ended:
        if self._provider is None:
            raise ProviderError(
                f"no supervisor has the provider {due.provider!r}: add its key, or stop the "
                "machine yourself and close the session"
            )
        if due.instance_id is None:
            return self._stop_unnamed(due, self._provider)
        machine = self._provider.status(due.instance_id)
        if machine.state == "gone":
            return _never_seen(due, machine)
        return _stop_machine(self._provider, machine)

    def _stop_unnamed(self, due: ClaimedTermination, provider: Provider) -> Ended:
        """End a session that never got an instance id.

        Its machine is the one with the session's id in its label. An unknown machine without a
        label could be it: then a person decides.
        """
        listed = [each for each in provider.list() if each.state != "gone"]
        own = [each for each in listed if str(due.gpu_session_id) in (each.label or "")]
        for machine in own:
            _stop_machine(provider, machine)
        if own:
            return Ended(own[0].status, own[0].price_per_hour)
        unknown = [
            each.instance_id
            for each in listed
            if each.state == "running" and not self._is_known(each)
        ]
        if unknown:
            raise ProviderError(
                f"{provider.name}: the session has no instance id, and no session has these "
                f"machines, of which one could be its own: {', '.join(unknown[:5])}"
            )
        return Ended("not listed", end="failed", note="no machine was found for this session")

    def _is_known(self, machine: Machine) -> bool:
        """Return whether a machine belongs to a live session of the store."""
        session = self._store.gpu_sessions.find(
            provider=self._provider.name if self._provider else "",
            instance_id=machine.instance_id,
        )
        return session is not None and session.status in ("provisioning", "running", "idle")


def _never_seen(due: ClaimedTermination, machine: Machine) -> Ended:
    """Close a session whose machine is not listed, unless a heartbeat shows that it runs."""
    if due.seconds_since_heartbeat < ALIVE_FOR:
        raise ProviderError(
            f"{due.provider}: machine {machine.instance_id} is not listed, but its heartbeat is "
            f"{due.seconds_since_heartbeat:.0f} s old: is it another account's?"
        )
    return Ended(machine.status, note="the provider did not list the machine any more")


def _stop_machine(provider: Provider, machine: Machine) -> Ended:
    """Stop a machine unless it has ended, and have that confirmed; else raise `ProviderError`."""
    after = machine
    if not is_ended(provider, machine):
        provider.stop(machine.instance_id)
        after = provider.status(machine.instance_id)
    if not is_ended(provider, after):
        raise ProviderError(
            f"{provider.name}: {machine.instance_id} was told to stop and is still "
            f"{after.status or after.state}"
        )
    return Ended(
        after.status,
        after.price_per_hour or machine.price_per_hour,
        after.total_cost_dollars,
    )
