"""Every public read of the SDK in a small and in a large store, as agent, as a signed-in person and
with a worker's token: buffers of the statements that PostgREST runs for it.

Buffers do not depend on the machine's load. Of an iterator the first page is read.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx
import jwt

from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, Spread
from benchmarks.read_calls import EXECUTION, Read, own_reads, table_reads
from kaggle_store import KaggleStore, NotFound
from kaggle_store._requests.counters import Counters
from kaggle_store._requests.operation import Blocking, Op, Pause, SyncClient
from kaggle_store._transport.request import RequestBuilder, Response
from kaggle_store.client import _Resources
from kaggle_store.settings import Settings

SMALL, LARGE = 10_000, 300_000
"""Executions; submissions, metric points and entries of the audit log are in proportion."""
MOST = 2.0
ROUNDS = 2
PLAN = "application/vnd.pgrst.plan+json; options=analyze|buffers"
READY_SECONDS = 30
TIMED_OUT = "57014"


@dataclass
class Cost:
    """What one read cost."""

    buffers: float
    """Infinity if the statement ran into the role's time limit."""
    milliseconds: float
    rows: int | None
    """Rows returned, if it returns rows."""


def run(bench: Bench) -> Result:
    """Compare the buffers of each read between the stores, and note the time of the worst."""
    small, large = bench.size((SMALL, LARGE), (1_500, 6_000))
    result = Result(f"buffers of each read, {large:,} / {small:,} executions", "times")
    with plans_enabled(bench):
        before, after = measured(bench, small), measured(bench, large)
    ratios = {key: cost.buffers / max(before[key].buffers, 1) for key, cost in after.items()}
    for role in dict.fromkeys(role for role, _ in ratios):
        found = sorted(ratio for (of, _), ratio in ratios.items() if of == role)
        spread = Spread(found[len(found) // 2], found[0], found[-1], len(found))
        result.ways[f"{len(found)} reads as {role}: median, least and greatest"] = spread
        above = Spread.of([sum(ratio > MOST for ratio in found)])
        label = f"reads above {MOST:g} times, of {len(found)} as {role}"
        result.goals.append(Goal(label, above, at_most=0))
    if unequal := {key[1] for key, cost in after.items() if cost.rows != before[key].rows}:
        result.notes.append(f"not as many rows in both stores: {', '.join(sorted(unequal))}")
    for label in dict.fromkeys(label for (_, label), ratio in ratios.items() if ratio > MOST):
        of = {role: ratio for (role, each), ratio in ratios.items() if each == label}
        worst = max(of, key=lambda role: of[role])
        result.notes.append(_note(label, of, before[worst, label], after[worst, label]))
    return result


def _note(label: str, ratios: dict[str, float], was: Cost, now: Cost) -> str:
    roles = ", ".join(f"{ratio:,.1f} as {role}" for role, ratio in ratios.items() if ratio > MOST)
    if math.isinf(now.buffers):
        return f"`{label}`: runs into the time limit of a statement ({roles})"
    return (
        f"`{label}`: {roles}; {was.buffers:,} and {now.buffers:,} buffers, "
        f"{was.milliseconds:,.0f} and {now.milliseconds:,.0f} ms"
    )


def measured(bench: Bench, executions: int) -> dict[tuple[str, str], Cost]:
    """Load a store of so many executions and return the cost of each read, by role and call."""
    bench.empty()
    bench.owner.execute(f"set bench.executions = '{executions}'".encode())
    bench.load("public_reads.sql")
    bench.owner.execute(b"vacuum analyze")
    return costs_of(bench)


def costs_of(bench: Any) -> dict[tuple[str, str], Cost]:
    """Return the cost of each read in the store as it is, by role and call."""
    asked = [*table_reads(*_keys(bench)), *own_reads()]
    found: dict[tuple[str, str], Cost] = {}
    for role, settings in _roles(bench).items():
        reader = Reader(settings)
        for read in asked:
            if (cost := reader.cost_of(read)) is not None:
                found[role, read.label] = cost
    return found


def _keys(bench: Bench) -> Any:
    with KaggleStore(bench.stack.api_url, bench.stack.service_role_key) as store:
        [point] = store.system_metrics.list(execution_id=EXECUTION, order="-timestamp", limit=1)
        [entry] = store.audit_log.list(order="-id", limit=1)
    return (point.id, point.timestamp), entry.id


def _roles(bench: Bench) -> dict[str, Settings]:
    stack = bench.stack
    claims = {"exp": int(time.time()) + 7200, "role": "authenticated", "sub": str(EXECUTION)}
    person = jwt.encode(claims, stack.jwt_secret)
    with KaggleStore(stack.api_url, stack.service_role_key, jwt_secret=stack.jwt_secret) as store:
        worker = store.tokens.for_execution(EXECUTION).access_token
    load = partial(Settings.load, stack.api_url, jwt_secret=stack.jwt_secret)
    return {
        "agent": load(stack.service_role_key),
        "person": load(stack.anon_key, access_token=person),
        "worker": load(stack.anon_key, access_token=worker),
    }


class Reader:
    """A client that performs each request, and has PostgREST explain the same one."""

    job_metrics = None

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.counters = Counters()
        self._http = httpx.Client(timeout=600, trust_env=False)
        self._builder = RequestBuilder(settings)
        self._resources: _Resources[SyncClient] = _Resources(self, settings)
        self._buffers, self._milliseconds = 0, 0.0

    def cost_of(self, read: Read) -> Cost | None:
        """Return the cost of a read, or None if the role may not perform it."""
        self._buffers, self._milliseconds = 0, 0.0
        try:
            found = read(self._resources)
        except NotFound:
            return None
        except httpx.HTTPStatusError as error:
            if error.response.status_code in (401, 403):
                return None
            if error.response.json().get("code") != TIMED_OUT:
                raise RuntimeError(f"{read.label}: {error.response.text}") from error
            return Cost(math.inf, math.inf, None)
        rows = len(found) if hasattr(found, "__len__") else None
        return Cost(self._buffers, self._milliseconds, rows)

    def execute(self, make: Callable[[], Any]) -> Any:
        """Perform an operation, a flow up to its first pause or work on files."""
        made = make()
        if isinstance(made, Op):
            return self._perform(made)
        try:
            step = next(made)
            while not isinstance(step, Pause | Blocking):
                step = made.send(self._perform(step))
        except StopIteration as end:
            return end.value
        return None

    def stream(self, make: Callable[[], Generator[Any, Any, Any]]) -> Any:
        """Read the first page of an iterator, and what it needs to know before."""
        pages = make()
        page = self._perform(next(pages))
        if page:
            return page
        try:
            return self._perform(pages.send(page))
        except StopIteration:
            return page

    def watch(self, make: Callable[[], Iterator[Any]]) -> Any:
        """Poll once for changes."""
        return self.execute(lambda: next(iter(make())))

    def _perform(self, op: Op[Any]) -> Any:
        # The first may read the catalog, where its connection is new.
        self._buffers += min(self._explained(op) for _ in range(ROUNDS))
        start = time.perf_counter()
        sent = self._sent(op)
        self._milliseconds += (time.perf_counter() - start) * 1000
        return op.read(Response(sent.status_code, sent.headers, sent.content))

    def _explained(self, op: Op[Any]) -> int:
        [explained] = self._sent(op, PLAN).json()
        plan = explained["Plan"]
        return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])

    def _sent(self, op: Op[Any], accept: str | None = None) -> httpx.Response:
        made = self._builder.build(op, self.settings, 600)
        headers = made.headers | ({"accept": accept} if accept else {})
        request = httpx.Request(made.method, made.url, headers=headers, content=made.content)
        return self._http.send(request).raise_for_status()


@contextmanager
def plans_enabled(bench: Bench) -> Iterator[None]:
    """Let PostgREST explain requests."""
    bench.owner.execute(b"alter role authenticator set pgrst.db_plan_enabled = 'true'")
    bench.owner.execute(b"notify pgrst, 'reload config'")
    try:
        _wait(bench)
        yield
    finally:
        bench.owner.execute(b"alter role authenticator reset pgrst.db_plan_enabled")
        bench.owner.execute(b"notify pgrst, 'reload config'")


def _wait(bench: Bench) -> None:
    url, headers = f"{bench.rest_url}/competitions?limit=1", bench.headers | {"accept": PLAN}
    until = time.monotonic() + READY_SECONDS
    while httpx.get(url, headers=headers).is_error:
        if time.monotonic() > until:
            raise RuntimeError("PostgREST returns no plans")
        time.sleep(0.1)
