"""Bytes per million rows of each table that grows, and what an entry of the audit log costs when it
is small and when it is large: where partitions of another table than the metrics would pay.

Sizes are measured with fewer rows and extrapolated: a table, its values out of line and its indexes
grow in proportion to the rows.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, Spread

TABLES = (
    "public.competitions",
    "public.agent_executions",
    "public.research_results",
    "public.generated_code",
    "public.execution_steps",
    "public.gpu_sessions",
    "public.training_jobs",
    "public.submissions",
    "public.human_interventions",
    "public.intervention_notifications",
    "public.artifacts",
    "public.system_metrics",
    "public.audit_log",
    "public.upkeep_runs",
    "kaggle_store.claims",
    "public.archived_executions",
)
MILLION = 1_000_000
FLAT = 1.2
"""An insert into the large audit log may cost this much more than one into the small."""

_SIZE = """
select
    sum(pg_relation_size(relid)), sum(pg_table_size(relid) - pg_relation_size(relid)),
    sum(pg_indexes_size(relid))
from (
    select relid from pg_partition_tree(%(table)s) union select %(table)s::regclass
) as parts
"""

_ENTRIES = """
insert into public.audit_log (
    table_name, row_id, execution_id, action, actor_role, actor, old_values, new_values
)
select
    'agent_executions', id, id, 'update', 'service_role', 'host-1', '{"status": "research"}',
    '{"status": "code_generation"}'
from (
    select ('00000000-0000-7000-8009-' || lpad(to_hex(%s + n / 12), 12, '0'))::uuid as id
    from generate_series(1, %s) as n
) as changed
"""
_MORE = """
insert into public.audit_log (
    table_name, row_id, execution_id, action, occurred_at, actor_role, actor, old_values, new_values
)
select
    table_name, row_id, execution_id, action, occurred_at, actor_role, actor, old_values, new_values
from public.audit_log
"""


def run(bench: Bench) -> Result:
    """Load every table, and compare inserts into the audit log at two sizes."""
    rows = bench.size(20_000, 1_000)
    text = "".join(
        path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))
    ).replace("\0", "")
    bench.owner.execute(
        "select set_config('bench.rows', %s, false), set_config('bench.text', %s, false)",
        [str(rows), text[:40_000]],
    )
    bench.load("table_sizes.sql")
    result = Result("1,000,000 rows of each table, extrapolated", "MB, with indexes")
    for table in TABLES:
        main, apart, indexes = map(
            float, bench.owner.execute(_SIZE, {"table": table}).fetchone() or ()
        )
        scale = MILLION / rows / 1e6
        name = table.removeprefix("public.")
        result.ways[name] = Spread.of([(main + apart + indexes) * scale])
        result.notes.append(
            f"{name}: rows {main * scale:,.0f} MB, values out of line and maps"
            f" {apart * scale:,.0f} MB, indexes {indexes * scale:,.0f} MB"
        )
    _audit_log(bench, result)
    bench.empty()
    return result


def _audit_log(bench: Bench, result: Result) -> None:
    """Add what inserts into the audit log and its retention cost, small and large."""
    costs: dict[str, tuple[float, float]] = {}
    sizes: dict[str, int] = {}
    for name, doublings in bench.size((("small", 0), ("large", 6)), (("small", 0), ("large", 1))):
        bench.owner.execute("set session_replication_role = replica")
        for _ in range(doublings):
            bench.owner.execute(_MORE)
        bench.owner.execute("set session_replication_role = default")
        bench.owner.execute("vacuum analyze public.audit_log")
        sizes[name] = bench.value("select count(*) from public.audit_log")
        costs[name] = _cost(bench, sizes[name])
    for name, (wal, blocks) in costs.items():
        result.notes.append(
            f"audit_log with {sizes[name]:,} rows: one entry costs {wal:,.0f} bytes of WAL and"
            f" {blocks:.1f} buffers"
        )
    result.goals = [
        Goal(
            f"{what} of an entry, audit_log with {sizes['large']:,} rows / {sizes['small']:,}",
            Spread.of([costs["large"][index] / costs["small"][index]]),
            at_most=FLAT,
        )
        for index, what in enumerate(("WAL", "buffers"))
    ]
    _retention(bench, result)


def _cost(bench: Bench, first: int) -> tuple[float, float]:
    """Return bytes of WAL and buffers of one entry of many, after a checkpoint."""
    entries = bench.size(12_000, 600)
    bench.owner.execute("checkpoint")
    before = bench.wal()
    query = f"explain (analyze, buffers, format json) {_ENTRIES}"
    plan = bench.value(query, first, entries)[0]["Plan"]
    return (
        (bench.wal() - before) / entries,
        (plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]) / entries,
    )


def _retention(bench: Bench, result: Result) -> None:
    """Add what deleting a tenth of the audit log costs, which a partition would spare."""
    # Earlier benchmarks have taken ids too.
    last = bench.value("select min(id) + (max(id) - min(id)) / 10 from public.audit_log")
    bench.owner.execute("checkpoint")
    before = bench.wal()
    deleted = bench.owner.execute("delete from public.audit_log where id <= %s", [last]).rowcount
    bench.owner.execute("vacuum public.audit_log")
    result.notes.append(
        f"deleting {deleted:,} entries of audit_log and its vacuum write"
        f" {(bench.wal() - before) / deleted:,.0f} bytes of WAL an entry; dropping a partition"
        " writes next to none"
    )
