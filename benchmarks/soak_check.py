"""Whether a soak has lost, doubled or shared anything, and whether anything has grown."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.soak_worker import POINT

PASSING = {
    "ConnectionFailed",
    "TimedOut",
    "Unavailable",
    "OutOfResources",
    "ServerError",
    "QueryTimedOut",
    "UnexpectedResponse",
    "TruncatedResponse",
    "LeaseLost",
}
"""Errors that workers may see: of outages, and of leases that the shifted clock has ended."""


@dataclass
class Acknowledged:
    """What the processes have written down, all together."""

    sent: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    stored: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    points: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """Errors that no outage explains."""

    @classmethod
    def read(cls, folder: Path) -> Acknowledged:
        """Read the journals of a folder."""
        found = cls()
        for journal in folder.glob("*.journal"):
            for line in journal.read_text("utf-8").splitlines():
                found._add(journal.stem, line)
        return found

    def _add(self, process: str, line: str) -> None:
        entry: dict[str, Any] = json.loads(line)
        if "points" in entry:
            self.points[process] = entry["points"]
        elif "error" in entry:
            self.errors[entry["error"]] += 1
            if entry["error"] not in PASSING:
                self.faults.append(f"{process}: {entry['error']}: {entry['text']}")
        else:
            for kind, found in (("sent", self.sent), ("stored", self.stored)):
                if kind in entry:
                    found[entry[kind]].add(entry["id"])


CREATED = ("research_results", "generated_code", "training_jobs", "submissions")

_POINTS = """
select tags ->> 'process', count(*), count(distinct metric_value), max(metric_value)
from public.system_metrics where metric_name = %s group by 1
"""

# An entry's id is drawn while its execution is locked, so the entries are in the order of the
# writes. Workers' names are used for one claim each.
_SHARED = """
select execution_id::text, actor from (
    select
        execution_id, actor, id,
        lag(actor) over (partition by execution_id order by id) is distinct from actor as is_first
    from public.audit_log
    where actor like 'p%.%' and table_name in ('agent_executions', 'submissions')
) as writes
where is_first
group by execution_id, actor having count(*) > 1
"""

_NAMED = """
select count(distinct execution_id) from public.audit_log
where actor like 'p%.%' and table_name in ('agent_executions', 'submissions')
"""

_ENDED_TWICE = """
select execution_id::text from public.audit_log
where table_name = 'agent_executions' and new_values ->> 'status' = 'completed'
group by execution_id having count(*) > 1
"""


def violations(owner: psycopg.Connection[Any], told: Acknowledged) -> Iterator[str]:
    """Yield what was lost, doubled, shared, or failed without an outage."""
    yield from told.faults
    for table in CREATED:
        stored = {str(id) for (id,) in owner.execute(f"select id from public.{table}".encode())}
        yield from _sample(f"{table}: acknowledged and lost", told.stored[table] - stored)
        yield from _sample(f"{table}: stored and never sent", stored - told.sent[table])
    for table, kind in (("agent_executions", "completed"), ("training_jobs", "trained")):
        query = f"select id from public.{table} where status = 'completed'"
        ended = {str(id) for (id,) in owner.execute(query.encode())}
        yield from _sample(f"{table}: completion lost", told.stored[kind] - ended)
    yield from _points(owner, told)
    ((named,),) = owner.execute(_NAMED.encode()).fetchall()
    if named < len(told.stored["completed"]):
        # The next check would find nothing.
        yield f"executions whose writers are known: {named}"
    shared = (f"{execution} by {actor}" for execution, actor in owner.execute(_SHARED.encode()))
    yield from _sample("executions written by two workers in turns", shared)
    twice = (execution for (execution,) in owner.execute(_ENDED_TWICE.encode()))
    yield from _sample("executions completed twice", twice)


def _points(owner: psycopg.Connection[Any], told: Acknowledged) -> Iterator[str]:
    found = {process: rest for process, *rest in owner.execute(_POINTS.encode(), [POINT])}
    for process, logged in told.points.items():
        count, distinct, last = found.get(process, (0, 0, -1))
        # A process may have been killed after a point and before its note.
        if not (count == distinct == last + 1 and count in (logged, logged + 1)):
            yield (
                f"metric points of {process}: {logged} logged, {count} stored,"
                f" {distinct} distinct, the last one {last}"
            )


def _sample(problem: str, found: Iterable[str]) -> Iterator[str]:
    if rows := sorted(found):
        yield f"{problem}: {len(rows)}, such as {', '.join(rows[:3])}"


@dataclass(frozen=True)
class Bound:
    """How much a series of samples may grow in its second half."""

    share: float
    """Of its value at the half."""
    least: float
    """In its unit: growth below it is noise."""


BOUNDS = {
    "memory of a worker process, MB": Bound(0.05, 6),
    "open files of a worker process": Bound(0.0, 6),
    "threads of a worker process": Bound(0.0, 4),
    "connections to PostgreSQL": Bound(0.0, 6),
    "bytes per row of agent_executions, vacuumed": Bound(0.1, 100),
    "bytes per row of training_jobs, vacuumed": Bound(0.1, 100),
}
LEAST_SECONDS = 300.0
"""The shortest run whose growth counts: in a shorter one it is that of pools after an outage."""


@dataclass(frozen=True)
class Growth:
    """The growth of one series in its second half, by a linear fit."""

    name: str
    first: float
    last: float
    growth: float
    bound: float

    @property
    def is_too_much(self) -> bool:
        """Whether it has grown beyond its bound."""
        return self.growth > self.bound


def growth_of(name: str, samples: Sequence[tuple[float, float]]) -> Growth:
    """Fit a line to the second half of the samples, times and values, and return its rise."""
    half = samples[len(samples) // 2 :]
    middle = sum(time for time, _ in half) / len(half)
    mean = sum(value for _, value in half) / len(half)
    spread = sum((time - middle) ** 2 for time, _ in half)
    slope = sum((time - middle) * (value - mean) for time, value in half) / (spread or 1)
    bound = BOUNDS[name]
    return Growth(
        name,
        samples[0][1],
        samples[-1][1],
        slope * (half[-1][0] - half[0][0]),
        max(bound.share * half[0][1], bound.least),
    )
