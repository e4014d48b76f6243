"""Every hot query reads its index and only the partitions that it needs; every index serves one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Owner, Stack
from tests.database.hot_queries import ASKED, CLIENTS, DONE, MOST_ROWS, Asked, Done
from tests.database.planning import (
    Explainer,
    Inside,
    Node,
    let_postgrest_answer,
    let_postgrest_explain,
    nodes,
)
from tests.emptying import empty

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
    "audit_log",
    "configurations",
    "upkeep_runs",
    "archived_executions",
]


@pytest.fixture(scope="module")
def seeded(session_owner: Owner) -> Iterator[Owner]:
    """A store with years of history."""
    empty(session_owner)
    with session_owner.transaction():
        session_owner.execute("set local session_replication_role = replica")
        session_owner.execute(SEED.encode())
    session_owner.execute(("analyze " + ", ".join(SEEDED)).encode())
    session_owner.execute("analyze kaggle_store.execution_summary")
    yield session_owner
    empty(session_owner)


@pytest.fixture(scope="module")
def explainers(session_stack: Stack, seeded: Owner) -> Iterator[dict[str, Explainer]]:
    """What explains the calls of an agent, and those of a person."""
    found = {role: Explainer(session_stack, role) for role in CLIENTS}
    let_postgrest_explain(seeded, found["service_role"])
    yield found
    let_postgrest_answer(seeded)
    for explainer in found.values():
        explainer.close()


@pytest.fixture(scope="module")
def inside(session_stack: Stack, seeded: Owner) -> Iterator[Inside]:
    connection = Inside(session_stack)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def partitioned(seeded: Owner) -> dict[str, str]:
    """The partitioned index that each index of a partition belongs to."""
    rows = seeded.execute(
        "select c.relname, p.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid "
        "join pg_class p on p.oid = i.inhparent where c.relkind = 'i'"
    )
    return dict(rows.fetchall())


def check(
    plans: list[Node], indexes: frozenset[str], partitioned: dict[str, str], most: int = MOST_ROWS
) -> list[Node]:
    """The nodes of plans, which read these indexes, and of no table more than so many rows."""
    found = [node for plan in plans for node in nodes(plan)]
    scanned = {n["Relation Name"] for n in found if n["Node Type"] == "Seq Scan"}
    assert not scanned.intersection({*SEEDED, "execution_summary"}), f"scans {scanned}"
    used = {partitioned.get(n["Index Name"], n["Index Name"]) for n in found if "Index Name" in n}
    assert indexes <= used, f"reads {used}"
    for node in found:
        kept, thrown = node["Actual Rows"], node.get("Rows Removed by Filter", 0)
        assert (kept + thrown) * node["Actual Loops"] <= most, f"reads too much: {node}"
    return found


def partitions(found: list[Node]) -> set[str]:
    """The partitions of metrics that plans read."""
    names = {node.get("Relation Name", "") for node in found}
    return {name for name in names if name.startswith("system_metrics_")}


@pytest.mark.parametrize(
    ("role", "hot"),
    [pytest.param(role, hot, id=f"{hot.name} ({role})") for hot in ASKED for role in hot.roles],
)
def test_a_hot_query_reads_its_index(
    explainers: dict[str, Explainer], partitioned: dict[str, str], role: str, hot: Asked
) -> None:
    plans = explainers[role].plans_of(hot.ask)
    for plan in plans:
        found = check([plan], frozenset(), partitioned)
        assert len(partitions(found)) == hot.partitions, f"touches {partitions(found)}"
    check(plans, hot.indexes, partitioned)


@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
@pytest.mark.parametrize("hot", DONE, ids=lambda hot: hot.name)
def test_what_is_done_inside_reads_its_index(
    inside: Inside, partitioned: dict[str, str], hot: Done, mode: str
) -> None:
    plans = inside.plans_of(mode, *hot.statements, later=hot.later)
    # A plan for any values may sort the few open rows that there are, which costs as little.
    wanted = hot.indexes if mode == "force_custom_plan" else frozenset[str]()
    touched = partitions(check(plans, wanted, partitioned, hot.most))
    assert hot.partitions in (None, len(touched)), f"touches {touched}"


def test_every_index_serves_a_hot_query(session_owner: Owner) -> None:
    rows = session_owner.execute(
        b"""
        select c.relname from pg_index as i
        join pg_class as c on c.oid = i.indexrelid
        join pg_class as t on t.oid = i.indrelid
        where c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
            and not t.relispartition
            and not exists (select from pg_constraint as k where k.conindid = i.indexrelid)
            and c.oid not in (select indexrelid from pg_index join pg_class on oid = indexrelid
                where relam = (select oid from pg_am where amname = 'brin'))
        """
    ).fetchall()
    indexes = {name for (name,) in rows}
    assert len(indexes) > 40
    read = [hot.indexes for hot in ASKED] + [hot.indexes for hot in DONE]
    assert indexes <= frozenset[str]().union(*read)


def test_every_foreign_key_leads_an_index(session_owner: Owner) -> None:
    """What is deleted asks each table that points at it."""
    bare = session_owner.execute("""
        select k.conname from pg_constraint as k
        where k.contype = 'f' and k.conparentid = 0
            and k.connamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
            and not exists (
                select from pg_index as i where i.indrelid = k.conrelid and i.indpred is null
                and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
            )
    """).fetchall()
    assert bare == []
