"""A fleet of agents for an hour of the store's clock: what each costs in requests, connections,
rows, bytes, write-ahead log and CPU time, and how many a hosted project could carry.

Agents are coroutines that make the calls of the product's own `Agent`, with the same pauses between
them, while the store's clock is advanced tick by tick: an hour passes in minutes, with the
requests of an hour. It ends after `LONGEST` seconds; figures are per agent and hour of the part
that was simulated. At the end the store is compared with what it has acknowledged.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.bench import Bench
from benchmarks.data import a_competition
from benchmarks.figures import Goal, Result, Spread
from benchmarks.fleet_agent import Agent, Done
from benchmarks.hosted import SIZES, Load
from benchmarks.server_usage import Usage, open_sockets
from benchmarks.timeline import TICK, Timeline
from kaggle_store import AsyncKaggleStore

AGENTS = 1_000
LONGEST = 1_800.0
"""Seconds of this machine's time after which the simulation ends."""
SMALLEST_PROJECT = SIZES[0].connections
CHECKPOINT = 300.0
"""Seconds between checkpoints by PostgreSQL's default: after each, changed pages are logged
whole."""
UPKEEP = 60.0


@dataclass
class Run:
    """One simulation: its size and what was seen on the way."""

    bench: Bench
    agents: int
    seconds: float
    timeline: Timeline = field(default_factory=Timeline)
    done: Done = field(default_factory=Done)
    requests: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    """PostgreSQL's connections of the API, at most."""
    sockets: int = 0
    shift: float = 0.0
    began: float = 0.0

    @property
    def agent_hours(self) -> float:
        """The hours of all agents together."""
        return self.agents * self.timeline.now / 3600


def run(bench: Bench) -> Result:
    """Simulate the fleet, check the store, and return figures per agent and hour."""
    fleet = Run(bench, *bench.size((AGENTS, 3600.0), (20, 1800.0)))
    _fill(fleet)
    bench.owner.execute("checkpoint")
    before, own = Usage.of(bench, bench.data_dir), time.process_time()
    asyncio.run(_simulate(fleet))
    own = time.process_time() - own
    # PostgREST's connections publish their counts within a second.
    time.sleep(1.5)
    after = Usage.of(bench, bench.data_dir)
    problems = _problems(fleet)
    if problems:
        raise AssertionError("; ".join(problems))
    return _result(fleet, before, after, own)


def _fill(fleet: Run) -> None:
    """Store executions for all agents, spread over a hundred competitions."""
    bench = fleet.bench
    lives = int(fleet.agents * (fleet.seconds / 600 + 1))
    with bench.store() as store:
        for number in range(min(100, fleet.agents)):
            competition = a_competition(bench, f"competition-{number}")
            store.agent_executions.create_many(
                {
                    "competition_id": competition,
                    "execution_name": f"run {each}",
                    "gpu_budget_dollars": 10,
                }
                for each in range(number, lives, min(100, fleet.agents))
            )
    bench.owner.execute("vacuum analyze")


async def _simulate(fleet: Run) -> None:
    end = time.monotonic() + LONGEST
    last: Counter[str] = Counter()

    async def at_tick() -> bool:
        now = fleet.timeline.now
        await asyncio.to_thread(_advance_clock, fleet)
        for name, every in (("checkpoint", CHECKPOINT), ("upkeep", UPKEEP)):
            if now // every > last[name]:
                last[name] = int(now // every)
                await _periodic(fleet, name, store)
        return time.monotonic() < end

    async with _client(fleet) as store:
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"weights")
            file.flush()
            for number in range(fleet.agents):
                agent = Agent(number, store, fleet.timeline, fleet.done, Path(file.name))
                fleet.timeline.start(agent.run())
            await fleet.timeline.run(fleet.seconds, at_tick)


async def _periodic(fleet: Run, name: str, store: AsyncKaggleStore) -> None:
    if name == "checkpoint":
        await asyncio.to_thread(fleet.bench.owner.execute, "checkpoint")
    else:
        await store.upkeep.run_all()


def _advance_clock(fleet: Run) -> None:
    """Advance the store's clock by a tick, less the time that has passed here; never back."""
    bench = fleet.bench
    ahead = fleet.timeline.now - (time.monotonic() - fleet.began)
    if ahead > fleet.shift:
        fleet.shift = ahead
        bench.owner.execute(
            "update kaggle_store.clock set shift = make_interval(secs => %s)", [ahead]
        )
    api = "select count(*) from pg_stat_activity where usename = 'authenticator'"
    fleet.connections = max(fleet.connections, bench.value(api))
    fleet.sockets = max(fleet.sockets, open_sockets())


@asynccontextmanager
async def _client(fleet: Run) -> AsyncIterator[AsyncKaggleStore]:
    """Open the client of all agents, which counts its requests by method and path."""
    stack = fleet.bench.stack
    with tempfile.TemporaryDirectory(prefix="kaggle-store-fleet-") as folder:
        async with AsyncKaggleStore(
            stack.api_url, stack.service_role_key, connections=32, artifacts=folder, timeout=120
        ) as store:
            http: Any = store._executor._http
            send = http.send

            async def counted(request: Any) -> Any:
                path = str(request.url).partition("?")[0].rpartition("/rest/v1/")[2]
                fleet.requests[f"{request.method} {path}"] += 1
                return await send(request)

            http.send = counted
            fleet.began = time.monotonic()
            yield store


_COUNTS = """
select jsonb_build_object(
    'executions that were completed twice', (
        select count(*) from (
            select from public.audit_log
            where table_name = 'agent_executions' and new_values ->> 'status' = 'completed'
            group by row_id having count(*) > 1
        ) as twice
    ),
    'completed', (select count(*) from public.agent_executions where status = 'completed'),
    'failed', (select count(*) from public.agent_executions where status = 'failed'),
    'still leased', (
        select count(*) from public.agent_executions where lease_expires_at > kaggle_store.now()
    ),
    'submissions', (select count(*) from public.submissions),
    'artifacts', (select count(*) from public.artifacts),
    'points', (select count(*) from public.system_metrics where component = 'training'
        or metric_name = 'validation_score')
)
"""


def _problems(fleet: Run) -> list[str]:
    """Compare the store with what was acknowledged, and return the differences."""
    found, done = fleet.bench.value(_COUNTS), fleet.done
    expected = {
        "executions that were completed twice": 0,
        "completed": len(done.completed),
        "failed": 0,
        "still leased": 0,
        "submissions": len(done.submissions),
        "artifacts": done.stored,
        "points": done.points,
    }
    problems = [
        f"{name}: {found[name]}, not {count}"
        for name, count in expected.items()
        if found[name] != count
    ]
    if twice := [str(id) for id, times in done.completed.items() if times > 1]:
        problems.append(f"acknowledged twice: {', '.join(twice)}")
    with fleet.bench.store() as store:
        report = store.upkeep.integrity_report()
    return problems + [f"{row.table_name}: {row.details}" for row in report if row.findings]


def _result(fleet: Run, before: Usage, after: Usage, own: float) -> Result:
    hours = fleet.agent_hours
    tables = {
        name: {key: value - before.tables.get(name, {}).get(key, 0) for key, value in each.items()}
        for name, each in after.tables.items()
    }
    cpu = {name: after.cpu[name] - before.cpu[name] for name in after.cpu} | {"client": own}
    load = Load(
        requests=sum(fleet.requests.values()) / hours,
        writes=sum(n for name, n in fleet.requests.items() if _is_write(name)) / hours,
        cpu=(cpu["postgres"] + cpu["postgrest"] + cpu["gateway"]) / hours,
        wal=(after.wal - before.wal) / hours,
        stored=sum(each["bytes"] for each in tables.values()) / hours,
    )
    minutes = fleet.timeline.now / 60
    result = Result(
        f"{fleet.agents:,} agents, {minutes:.0f} minutes of the store's clock", "an agent and hour"
    )
    figures = {
        "requests": load.requests,
        "of these writes": load.writes,
        "executions completed": len(fleet.done.completed) / hours,
        "rows inserted": sum(each["inserted"] for each in tables.values()) / hours,
        "rows updated": sum(each["updated"] for each in tables.values()) / hours,
        "kB stored, with indexes": load.stored / 1e3,
        "kB of WAL": load.wal / 1e3,
        **{f"CPU seconds, {name}": seconds / hours for name, seconds in cpu.items()},
    }
    result.ways = {name: Spread.of([value]) for name, value in figures.items()}
    result.goals = [
        Goal(
            "connections to PostgreSQL, at most",
            Spread.of([fleet.connections]),
            at_most=SMALLEST_PROJECT,
        ),
    ]
    result.notes = [*_seen(fleet, tables), *(size.describe(load) for size in SIZES)]
    return result


def _is_write(name: str) -> bool:
    return not name.startswith("GET ")


def _seen(fleet: Run, tables: dict[str, dict[str, int]]) -> list[str]:
    hours = fleet.agent_hours
    kinds = ", ".join(f"{name} {n / hours:.3g}" for name, n in fleet.requests.most_common(12))
    largest = sorted(tables.items(), key=lambda item: -item[1]["bytes"])[:8]
    bytes_of = ", ".join(
        f"{name.removeprefix('public.')} {each['inserted'] / hours:.3g} rows,"
        f" {each['bytes'] / hours / 1e3:.3g} kB"
        for name, each in largest
    )
    changed = sorted(tables.items(), key=lambda item: -item[1]["updated"])[:4]
    hot = ", ".join(
        f"{name.removeprefix('public.')} {each['hot'] / each['updated']:.0%}"
        f" of {each['updated'] / hours:.3g}, {each['dead']:,} dead rows at the end"
        for name, each in changed
        if each["updated"]
    )
    return [
        f"connections at most: {fleet.connections} of PostgREST to PostgreSQL,"
        f" {fleet.sockets} sockets of the client",
        f"most frequent requests, an agent and hour: {kinds}",
        f"largest tables, an agent and hour: {bytes_of}",
        f"HOT updates: {hot}",
        f"checked: {len(fleet.done.completed):,} executions completed, each once;"
        f" {len(fleet.done.submissions):,} submissions and {fleet.done.points:,} metric points,"
        " none lost or doubled; no findings in `integrity_report()`",
        f"a tick is {TICK:g} s: calls within a tick are made at its end",
    ]
