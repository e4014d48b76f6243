"""Every hot query reads its index and only the partitions that it needs; every index serves one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import Owner, Stack
from tests.database.hot_queries import HOT, Hot

SEED = Path(__file__).with_name("plans.sql").read_text()
SEEDED = [
    "competitions",
    "agent_executions",
    "research_results",
    "generated_code",
    "gpu_sessions",
    "training_jobs",
    "submissions",
    "human_interventions",
    "intervention_notifications",
    "system_metrics",
    "history",
    "configurations",
    "upkeep_runs",
    "archived_executions",
]


@pytest.fixture(scope="module")
def seeded(session_stack: Stack, session_owner: Owner) -> Iterator[psycopg.Connection[Any]]:
    """A store with years of history, in a transaction that is taken back."""
    assert session_stack.db_url is not None
    with psycopg.connect(session_stack.db_url) as connection:
        connection.execute(
            "truncate competitions, system_metrics, configurations, history, upkeep_runs, "
            "archived_executions cascade"
        )
        for table in SEEDED:
            connection.execute(f"alter table {table} disable trigger user".encode())
        connection.execute(SEED.encode())
        connection.execute(("analyze " + ", ".join(SEEDED)).encode())
        connection.execute("analyze private.execution_summary")
        yield connection
        connection.rollback()


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def explain(connection: psycopg.Connection[Any], sql: str, role: str) -> list[dict[str, Any]]:
    claims = json.dumps({"role": role, "sub": "alice"})
    with connection.transaction():
        connection.execute("select set_config('request.jwt.claims', %s, true)", [claims])
        connection.execute(f"set local role {role}".encode())
        row = connection.execute(f"explain (format json) {sql}".encode()).fetchone()
        connection.execute("reset role")
    assert row is not None
    return list(nodes(row[0][0]["Plan"]))


def parents(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """The partitioned index that each index of a partition belongs to."""
    rows = connection.execute(
        "select c.relname, p.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid "
        "join pg_class p on p.oid = i.inhparent where c.relkind = 'i'"
    )
    return dict(rows.fetchall())


@pytest.mark.parametrize("hot", HOT, ids=lambda hot: hot.name)
def test_a_hot_query_reads_its_index(seeded: psycopg.Connection[Any], hot: Hot) -> None:
    known = parents(seeded)
    for role in hot.roles:
        plan = explain(seeded, hot.sql, role)
        scanned = {n["Relation Name"] for n in plan if n["Node Type"] == "Seq Scan"}
        assert not scanned.intersection({*SEEDED, "execution_summary"}), f"{role} scans {scanned}"
        used = {known.get(n["Index Name"], n["Index Name"]) for n in plan if "Index Name" in n}
        assert hot.indexes <= used, f"{role} reads {used}"
        touched = {
            r for n in plan if (r := n.get("Relation Name", "")).startswith("system_metrics_")
        }
        assert len(touched) == hot.partitions, f"{role} touches {touched}"


def test_every_index_serves_a_hot_query(session_owner: Owner) -> None:
    rows = session_owner.execute(
        b"""
        select c.relname from pg_index as i
        join pg_class as c on c.oid = i.indexrelid
        join pg_class as t on t.oid = i.indrelid
        where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
            and not t.relispartition
            and not exists (select from pg_constraint as k where k.conindid = i.indexrelid)
            and c.oid not in (select indexrelid from pg_index join pg_class on oid = indexrelid
                where relam = (select oid from pg_am where amname = 'brin'))
        """
    ).fetchall()
    indexes = {name for (name,) in rows}
    assert len(indexes) > 40
    assert indexes <= frozenset[str]().union(*(hot.indexes for hot in HOT))


def test_every_foreign_key_leads_an_index(session_owner: Owner) -> None:
    """What is deleted asks each table that points at it."""
    bare = session_owner.execute("""
        select k.conname from pg_constraint as k
        where k.contype = 'f' and k.conparentid = 0
            and k.connamespace in ('public'::regnamespace, 'private'::regnamespace)
            and not exists (
                select from pg_index as i where i.indrelid = k.conrelid and i.indpred is null
                and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
            )
    """).fetchall()
    assert bare == []
