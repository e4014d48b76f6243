"""What a stack has used so far: CPU time of its servers, write-ahead log, rows and bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import Bench
from kaggle_store.local.service import find_running

_TICKS = os.sysconf("SC_CLK_TCK")

_TABLES = """
select coalesce(jsonb_object_agg(name, figures), '{}') from (
    select
        coalesce(i.inhparent::regclass, s.relid::regclass)::text as name,
        jsonb_build_object(
            'inserted', sum(s.n_tup_ins), 'updated', sum(s.n_tup_upd), 'hot', sum(s.n_tup_hot_upd),
            'dead', sum(s.n_dead_tup), 'bytes', sum(pg_total_relation_size(s.relid))
        ) as figures
    from pg_stat_user_tables as s left join pg_inherits as i on i.inhrelid = s.relid
    where s.schemaname in ('public', 'kaggle_store')
    group by 1
) as t
"""


@dataclass(frozen=True)
class Usage:
    """Figures that only grow, at one time."""

    cpu: dict[str, float]
    """CPU seconds of postgres, postgrest and gateway, with their child processes."""
    wal: int
    """Bytes."""
    tables: dict[str, dict[str, int]]
    """Rows inserted, updated and hot-updated, dead rows, and bytes, by table."""

    @classmethod
    def of(cls, bench: Bench, data_dir: Path) -> Usage:
        """Return what a stack has used since its start."""
        running = find_running(data_dir)
        assert running
        servers = ("postgres", "postgrest", "gateway")
        cpu = {name: tree_cpu(running.processes[name]) for name in servers}
        # Backends publish their counts when they are idle for a second, or are asked to.
        bench.owner.execute("select pg_stat_clear_snapshot(), pg_stat_force_next_flush()")
        return cls(cpu, bench.wal(), bench.value(_TABLES))


def tree_cpu(pid: int) -> float:
    """Return the CPU seconds of a process, of its children, and of those that have ended."""
    ticks = 0
    for each in (pid, *_children(pid)):
        # After the name in brackets: the twelfth field is utime, then stime, cutime, cstime.
        fields = _stat(each)
        ticks += sum(map(int, fields[11:15] if each == pid else fields[11:13])) if fields else 0
    return ticks / _TICKS


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (task / "children").read_text("utf-8").split())


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return []


def open_sockets() -> int:
    """Return how many sockets this process has open."""
    found = 0
    for link in Path("/proc/self/fd").iterdir():
        try:
            found += link.readlink().name.startswith("socket:")
        except OSError:  # closed meanwhile
            continue
    return found
