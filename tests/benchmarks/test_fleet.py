"""The fleet's simulated time, and what hosted projects carry by calculation."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from benchmarks.hosted import SIZES, Load
from benchmarks.timeline import TICK, TimeIsUp, Timeline


async def go_on() -> bool:
    return True


def test_sleepers_wake_in_order_and_time_ends() -> None:
    seen: list[tuple[str, float]] = []

    async def sleep(name: str, every: float) -> None:
        try:
            while True:
                await timeline.sleep(every)
                seen.append((name, timeline.now))
        except TimeIsUp:
            seen.append((f"end of {name}", timeline.now))
            raise

    async def run() -> None:
        timeline.start(sleep("a", 2 * TICK))
        timeline.start(sleep("b", 3 * TICK))
        await timeline.run(6 * TICK, go_on)

    timeline = Timeline()
    asyncio.run(run())
    assert [(name, at / TICK) for name, at in seen] == [
        ("a", 2),
        ("b", 3),
        ("a", 4),
        ("b", 6),
        ("a", 6),
        ("end of a", 6),
        ("end of b", 6),
    ]


def test_error_of_a_sleeper_ends_the_simulation() -> None:
    async def fail() -> None:
        await timeline.sleep(TICK)
        raise ZeroDivisionError

    async def run() -> None:
        timeline.start(fail())
        await timeline.run(10 * TICK, go_on)

    timeline = Timeline()
    with pytest.raises(ZeroDivisionError):
        asyncio.run(run())
    assert timeline.now <= 2 * TICK


def test_simulation_ends_when_a_tick_says_so() -> None:
    async def stop() -> bool:
        return timeline.now < 3 * TICK

    timeline = Timeline()
    asyncio.run(timeline.run(10 * TICK, stop))
    assert timeline.now == 3 * TICK


def test_hosted_size_is_limited_by_its_scarcest_resource() -> None:
    micro = SIZES[0]
    load = Load(requests=400, writes=360, cpu=3.6, wal=1e6, stored=1e6)
    assert micro.carries(load) == {"CPU": 1000, "disk throughput": 9787, "IOPS": 2500}
    assert "1,000 agents at most, limited by CPU" in micro.describe(load)
    busy = micro.describe(replace(load, writes=3_600))
    assert "250 agents at most, limited by IOPS" in busy
    assert "fill the recommended 10 GB in 1.7 days" in busy
