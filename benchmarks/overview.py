"""The reads of the pages, as a signed-in person, in stores of growing size: 50 executions,
submissions and interventions, and up to 300,000, 500,000 and 100,000. Measured in buffers, which do
not depend on the machine's load.

The first fifty executions are live, and the same in every store; all others are history.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg

from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, Spread
from benchmarks.harness import seconds

SMALL, MIDDLE = (50, 50, 50), (10_000, 20_000, 5_000)
TABLES = ("competitions", "agent_executions", "submissions", "human_interventions", "gpu_sessions")
CALLS = {
    "overview": "select public.overview()",
    "gpu_overview": "select public.gpu_overview()",
    "execution_details": "select public.execution_details("
    "(select '00000000-0000-7000-8002-000000000000'::uuid))",
    "competition_details": "select public.competition_details("
    "(select '00000000-0000-7000-8001-000000000000'::uuid))",
}
ROUNDS = 20


def run(bench: Bench) -> Result:
    """Count the buffers hit or read by each call, and note the time."""
    large = bench.size((300_000, 500_000, 100_000), (3_000, 6_000, 1_500))
    work = "one call as a signed-in person, of executions / submissions / interventions"
    result = Result(work, "buffers")
    found = {size: _measured(bench, size, result) for size in (SMALL, MIDDLE, large)}
    for call in CALLS:
        # Of 50 executions the pages of one are nearly empty, so they start with a middle size.
        name, least = ("smallest", SMALL) if call == "overview" else ("middle", MIDDLE)
        flat = found[large][call] / found[least][call]
        result.goals.append(Goal(f"{call}, largest / {name}", Spread.of([flat]), at_most=1.2))
    return result


def _measured(bench: Bench, size: tuple[int, int, int], result: Result) -> dict[str, int]:
    load(bench, size)
    found: dict[str, int] = {}
    shown = " / ".join(f"{each:,}" for each in size)
    with as_person(bench) as person:
        for name, query in CALLS.items():
            found[name] = buffers(person, query)
            result.ways[f"{name}, {shown}"] = Spread.of([found[name]])
            call = partial(person.execute, query.encode())
            took = Spread.of([seconds(call) for _ in range(ROUNDS)])
            result.notes.append(f"{name}, {shown}: {took.median * 1000:,.1f} ms")
    return found


def load(bench: Bench, size: tuple[int, int, int]) -> None:
    """Load a store of so many executions, submissions and interventions."""
    bench.empty()
    for name, value in zip(("executions", "submissions", "interventions"), size, strict=True):
        bench.owner.execute(f"set bench.{name} = '{value}'".encode())
    bench.load("overview_history.sql")
    for table in TABLES:
        bench.owner.execute(f"vacuum analyze public.{table}".encode())


@contextmanager
def as_person(bench: Bench) -> Iterator[psycopg.Connection[Any]]:
    """Connect as PostgREST does for a signed-in person."""
    claims = {"role": "authenticated", "sub": "00000000-0000-4000-8000-000000000000"}
    with psycopg.connect(bench.stack.db_url, autocommit=True) as person:
        person.execute(
            "select set_config('request.jwt.claims', %s, false), "
            "set_config('role', 'authenticated', false)",
            [json.dumps(claims)],
        )
        yield person


def buffers(connection: psycopg.Connection[Any], query: str) -> int:
    """Return the buffers that a query hits or reads once its plans are cached."""
    explained = f"explain (analyze, buffers, format json) {query}".encode()
    rows = [connection.execute(explained).fetchone() for _ in range(8)]
    plan: dict[str, Any] = row[0][0]["Plan"] if (row := rows[-1]) else {}
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
