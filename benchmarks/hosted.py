"""The sizes of hosted projects, and how many agents each would carry, by calculation."""

from __future__ import annotations

from dataclasses import dataclass

SHARE = 0.5
"""The part of CPU, disk throughput and IOPS that agents may use; the rest is for people, upkeep,
vacuum, backups and peaks."""
WRITTEN_PER_WAL = 2.0
"""Bytes written to the disk for each byte of WAL: the log itself, and its pages by checkpoints."""


@dataclass(frozen=True)
class Load:
    """What one agent costs in an hour."""

    requests: float
    writes: float
    cpu: float
    """Seconds, of all servers."""
    wal: float
    """Bytes."""
    stored: float
    """Bytes."""


@dataclass(frozen=True)
class Size:
    """A compute size of a hosted project, as its documentation lists it."""

    name: str
    cores: int
    is_shared: bool
    memory: int
    """GB."""
    connections: int
    megabits: int
    """Disk throughput, Mbit/s."""
    iops: int
    recommended: int
    """GB of database at most, as recommended."""

    def carries(self, load: Load) -> dict[str, int]:
        """Return how many agents each resource would carry."""
        return {
            "CPU": int(SHARE * self.cores * 3600 / load.cpu),
            "disk throughput": int(
                SHARE * self.megabits * 1e6 / 8 * 3600 / (WRITTEN_PER_WAL * load.wal)
            ),
            # A commit is one flush of the log at most; concurrent ones share it.
            "IOPS": int(SHARE * self.iops * 3600 / load.writes),
        }

    def describe(self, load: Load) -> str:
        """Return a sentence about the agents that this size would carry, and for how long."""
        carried = self.carries(load)
        limit = min(carried, key=lambda name: carried[name])
        hours = self.recommended * 1e9 / (load.stored * carried[limit])
        others = ", ".join(f"{name} {count:,}" for name, count in carried.items() if name != limit)
        shared = ", shared" if self.is_shared else ""
        return (
            f"calculated, {self.name} ({self.cores} cores{shared}): {carried[limit]:,} agents at"
            f" most, limited by {limit} ({others}); without a pause they fill the recommended"
            f" {self.recommended:,} GB in {hours / 24:,.1f} days"
        )


SIZES = (
    Size("Micro", 2, True, 1, 60, 87, 500, 10),
    Size("Small", 2, True, 2, 90, 174, 1_000, 50),
    Size("Medium", 2, True, 4, 120, 347, 2_000, 100),
    Size("Large", 2, False, 8, 160, 630, 3_600, 200),
    Size("XL", 4, False, 16, 240, 1_188, 6_000, 500),
    Size("2XL", 8, False, 32, 380, 2_375, 12_000, 1_000),
    Size("4XL", 16, False, 64, 480, 4_750, 20_000, 2_000),
)
"""From https://supabase.com/docs/guides/platform/compute-and-disk; PostgREST runs there too."""
