"""Watch the changes of a table: poll for new entries of the audit log, for as long as it takes."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store._requests.arguments import MIN_POLL_SECONDS
from kaggle_store._requests.operation import Entity, Flow, M, Op, Pause, Rows, Watch, watch
from kaggle_store._requests.rpc import Function, parameters
from kaggle_store._requests.validation import checked
from kaggle_store._transport.retry import is_transient
from kaggle_store.errors import KaggleStoreError
from kaggle_store.models._base import INPUT, Text
from kaggle_store.models.audit_log import AuditEntry
from kaggle_store.models.functions import ChangesAfterArgs
from kaggle_store.resources._polling import LONGEST_POLL_PAUSE
from kaggle_store.settings import Seconds, Wait


class Change(AuditEntry, frozen=True):
    """One change of a row: its entry in the audit log, and where to go on after it."""

    cursor: str
    """Pass it as `after` to watch from the next change on."""


class _Changes(BaseModel):
    model_config = ConfigDict(frozen=True)

    cursor: str
    changes: list[Change]


@with_config(INPUT)
class _WatchArgs(TypedDict):
    after: Text | None
    execution_id: UUID | None
    every: Seconds
    timeout: Wait | None


_ARGS: TypeAdapter[_WatchArgs] = TypeAdapter(_WatchArgs)

_changes_after = Function("changes_after", ChangesAfterArgs, _Changes, repeat="safe")


def read_position(name: str) -> Op[str]:
    """Return an `Op` that reads the cursor of this moment."""
    op = _changes_after.call(name, {"p_table_name": ""}, subject="position")
    return replace(op, read=lambda response: op.read(response).cursor)  # type: ignore[return-value, arg-type]


class Watched(Entity[M]):
    """A table whose changes can be watched."""

    _relation: Any

    @watch
    def watch(
        self,
        *,
        after: str | None = None,
        execution_id: UUID | None = None,
        every: float = 1.0,
        timeout: float | None = None,
    ) -> Watch[Change]:
        """Iterate over the changes of all rows, or of one execution's, as they are committed.

        A change is a new row, another status, an escalation, or a deleted row. Each is returned
        once, and those of one row in their order, however late a transaction commits. It begins
        with the first step of the iteration; with `after`, behind the `cursor` of a change or of
        `audit_log.position()`. `every` is the pause between two reads in seconds. While the server
        is unreachable it waits and then goes on. It ends `timeout` seconds (default: never) after
        the last change. Raises `InvalidCursor` for a cursor of another database.
        """
        table = self._relation.row.table
        asked = {"after": after, "execution_id": execution_id, "every": every, "timeout": timeout}
        name = f"{table}.watch"
        valid = checked(_ARGS, asked, subject="watch", operation=name)
        return _Watcher(table, valid, name).flows()


class _Watcher:
    """Polls for the changes of a table, and remembers which ones it has returned."""

    def __init__(self, table: str, asked: _WatchArgs, operation: str) -> None:
        self._cursor = asked["after"]
        self._every = max(asked["every"], MIN_POLL_SECONDS)
        self._timeout = math.inf if asked["timeout"] is None else asked["timeout"]
        self._scope = {"table_name": table, "execution_id": asked["execution_id"]}
        self._operation = operation

    def flows(self) -> Iterator[Flow[Rows[Change]]]:
        """Yield a flow for each list of changes, until none came within the timeout."""
        while True:
            found: Rows[Change] = []
            yield self._next_changes(found)
            if not found:
                return

    def _next_changes(self, found: Rows[Change]) -> Flow[Rows[Change]]:
        # Counted by the pauses as well as by the clock, as tests may stop the clock.
        until, unpaused, failures = time.monotonic() + self._timeout, self._timeout, 0
        while True:
            is_more = False
            try:
                is_more = yield from self._poll(found)
                failures = 0
            except KaggleStoreError as error:
                if not is_transient(error):
                    raise
                failures += 1
            left = min(until - time.monotonic(), unpaused)
            if found or (left <= 0 and not is_more):
                return found
            if not is_more:
                pause = min(self._every * 2.0**failures, max(LONGEST_POLL_PAUSE, self._every), left)
                unpaused -= pause
                yield from Pause(pause)

    def _poll(self, found: Rows[Change]) -> Flow[bool]:
        """Add the changes since the cursor; return whether to look again at once."""
        arguments = parameters({**self._scope, "after": self._cursor})
        before = self._cursor
        read = yield from _changes_after.call(self._operation, arguments, subject="watch")
        self._cursor = read.cursor
        found.extend(read.changes)
        # The cursor of a change ends where its list did, which is some time ago.
        return before is None or "/" in before
