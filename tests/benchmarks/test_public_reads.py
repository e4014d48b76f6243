"""`public_reads` calls every operation that only reads."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from benchmarks.read_calls import own_reads, table_reads
from kaggle_store._transport.request import RequestBuilder
from kaggle_store.settings import Settings
from tests.conftest import Owner
from tests.unit.conftest import KEY, URL
from tests.unit.test_repeat_kinds import RESOURCES, VERBS, Recorder, arguments_of

BEGIN_WITH_READS = {"artifacts.prune", "gpu_sessions.upsert"}
"""Calls whose write comes after the requests that are recorded here."""
NOTES_WHAT_IS_DUE = "gpu_sessions.due"
"""It returns the due sessions, and stores why they are."""


def test_public_reads_calls_every_read(session_owner: Owner) -> None:
    """A read sends only GET requests and calls of functions that cannot write."""
    rows = session_owner.execute(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace "
        "and provolatile <> 'v'"
    )
    readers = {name for (name,) in rows.fetchall()}
    settings = Settings(URL, KEY)
    builder = RequestBuilder(settings)
    reads = set()
    for resource, verb in VERBS:
        recorder = Recorder()
        args, options = arguments_of(resource, verb)
        getattr(type(RESOURCES[resource])(recorder), verb)(*args, **options)
        requests = [builder.build(op, settings, 1) for op in recorder.ops]
        paths = [request.url.split("?")[0] for request in requests]
        if all(
            request.method == "GET" or path.rsplit("/", 1)[-1] in readers
            for request, path in zip(requests, paths, strict=True)
        ):
            reads.add(f"{resource}.{verb}")
    point = (UUID(int=7), datetime.now(UTC))
    called = {read.name for read in (*table_reads(point, 7), *own_reads())}
    assert reads - BEGIN_WITH_READS == called - {NOTES_WHAT_IS_DUE}
