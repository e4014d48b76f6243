"""Hot queries use their indexes and only the partitions they need; no index is unused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kaggle_store.models._base import Row
from kaggle_store.testing.empty_store import empty
from tests.conftest import Owner, Stack
from tests.database.explain import (
    AutoExplain,
    Explainer,
    Node,
    Resources,
    disable_postgrest_plans,
    enable_postgrest_plans,
    nodes,
)
from tests.database.hot_queries import (
    CLIENTS,
    MOST_ROWS,
    NOT_SEARCHED_BY_MEMBERS,
    PERSON,
    REQUESTS,
    STATEMENTS,
    HotRequest,
    HotStatements,
)
from tests.security.clients import PERSON as MEMBER
from tests.security.members_mode import members_mode
from tests.unit.test_repeat_kinds import RESOURCES

SEED = Path(__file__).with_name("plans.sql").read_text()
SEEDED = [
    "competitions",
    "agent_executions",
    "research_results",
    "generated_code",
    "execution_steps",
    "gpu_sessions",
    "gpu_terminations",
    "training_jobs",
    "submissions",
    "artifacts",
    "human_interventions",
    "intervention_notifications",
    "notices",
    "notification_deliveries",
    "system_metrics",
    "audit_log",
    "configurations",
    "upkeep_runs",
    "archived_executions",
]


NEWEST_FIRST = [
    name
    for name, resource in RESOURCES.items()
    if name not in {"configurations", "execution_steps"}
    and "created_at" in getattr(getattr(resource, "_relation", None), "row", Row).model_fields
]


@pytest.fixture(scope="module")
def seeded(session_owner: Owner) -> Iterator[Owner]:
    """Return the owner of a store with years of rows."""
    empty(session_owner)
    # What earlier tests deleted would still stand in the indexes, and be read with them.
    session_owner.execute(("vacuum " + ", ".join(SEEDED)).encode())
    with session_owner.transaction():
        session_owner.execute("set local session_replication_role = replica")
        session_owner.execute(SEED.encode())
    session_owner.execute(("analyze " + ", ".join(SEEDED)).encode())
    session_owner.execute("analyze kaggle_store.execution_summary")
    yield session_owner
    empty(session_owner)


@pytest.fixture(scope="module")
def explainers(session_stack: Stack, seeded: Owner) -> Iterator[dict[str, Explainer]]:
    """Return an explainer for the agent and one for a person."""
    found = {role: Explainer(session_stack, role) for role in CLIENTS}
    enable_postgrest_plans(seeded, found["service_role"])
    yield found
    disable_postgrest_plans(seeded)
    for explainer in found.values():
        explainer.close()


@pytest.fixture(scope="module")
def auto_explain(session_stack: Stack, seeded: Owner) -> Iterator[AutoExplain]:
    connection = AutoExplain(session_stack)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def partitioned(seeded: Owner) -> dict[str, str]:
    """Map each partition's index to its partitioned index."""
    rows = seeded.execute(
        "select c.relname, p.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid "
        "join pg_class p on p.oid = i.inhparent where c.relkind = 'i'"
    )
    return dict(rows.fetchall())


def check(
    plans: list[Node], indexes: frozenset[str], partitioned: dict[str, str], most: int = MOST_ROWS
) -> list[Node]:
    """Assert that plans use these indexes and read at most `most` rows; return their nodes."""
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
    """Return the metric partitions that plans read."""
    names = {node.get("Relation Name", "") for node in found}
    return {name for name in names if name.startswith("system_metrics_")}


@pytest.mark.parametrize(
    ("role", "hot"),
    [pytest.param(role, hot, id=f"{hot.name} ({role})") for hot in REQUESTS for role in hot.roles],
)
def test_hot_query_uses_its_indexes(
    explainers: dict[str, Explainer], partitioned: dict[str, str], role: str, hot: HotRequest
) -> None:
    plans = explainers[role].plans_of(hot.call)
    for plan in plans:
        found = check([plan], frozenset(), partitioned)
        assert len(partitions(found)) == hot.partitions, f"touches {partitions(found)}"
    check(plans, hot.indexes, partitioned)


def test_newest_rows_come_from_an_index(
    explainers: dict[str, Explainer], partitioned: dict[str, str]
) -> None:
    """Of every table that grows with the history, but for steps: the page What a list costs."""
    for name in NEWEST_FIRST:
        for explainer in explainers.values():
            newest = partial(_newest, name)
            check(explainer.plans_of(newest), frozenset(), partitioned)


def _newest(name: str, resources: Resources) -> object:
    return getattr(resources, name).list(order="-created_at")


def test_members_use_the_same_indexes(
    explainers: dict[str, Explainer], seeded: Owner, partitioned: dict[str, str]
) -> None:
    """Behind the condition of members mode each of people's frequent queries keeps its plan."""
    with members_mode(seeded, MEMBER):
        for hot in REQUESTS:
            if PERSON[0] in hot.roles:
                plans = explainers[PERSON[0]].plans_of(hot.call)
                check(plans, hot.indexes, partitioned)
                assert "is_member" in str(plans) or "refuse_stranger" in str(plans), hot.name


def test_indexes_that_members_cannot_search(session_owner: Owner) -> None:
    """Behind a condition only leakproof operators are looked up in an index."""
    rows = session_owner.execute(b"""
        select i.indexrelid::regclass::text from pg_index as i
        join pg_class as t on t.oid = i.indrelid and not t.relispartition
            and t.relnamespace = 'public'::regnamespace
        join pg_policy as p on p.polrelid = t.oid and 'authenticated'::regrole = any (p.polroles)
        join pg_opclass as c on c.oid = i.indclass[0]
        join pg_amop as o on o.amopfamily = c.opcfamily
            and o.amoplefttype = c.opcintype and o.amoprighttype = c.opcintype
        join pg_operator as e on e.oid = o.amopopr and e.oprname = '='
        where not (select proleakproof from pg_proc where oid = e.oprcode)
    """).fetchall()
    assert {name for (name,) in rows} == NOT_SEARCHED_BY_MEMBERS


@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
@pytest.mark.parametrize("hot", STATEMENTS, ids=lambda hot: hot.name)
def test_function_statements_use_their_indexes(
    auto_explain: AutoExplain, partitioned: dict[str, str], hot: HotStatements, mode: str
) -> None:
    plans = auto_explain.plans_of(mode, *hot.statements, later=hot.later)
    # A generic plan may sort the few open rows instead, which is as cheap.
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
    read = [hot.indexes for hot in REQUESTS] + [hot.indexes for hot in STATEMENTS]
    assert indexes <= frozenset[str]().union(*read)


def test_every_foreign_key_has_an_index(session_owner: Owner) -> None:
    """A delete looks for references in each referencing table."""
    bare = session_owner.execute("""
        select k.conname from pg_constraint as k
        where k.contype = 'f' and k.conparentid = 0
            and k.connamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
            and not exists (
                select from pg_index as i where i.indrelid = k.conrelid
                and (
                    (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
                    -- It finds one row at the most.
                    or i.indisunique and k.conkey @> i.indkey::int2[]
                )
                -- What references a row is not null.
                and coalesce(pg_get_expr(i.indpred, i.indrelid), '') in (
                    select '' union all select format('(%I IS NOT NULL)', a.attname)
                    from pg_attribute as a
                    where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                )
            )
    """).fetchall()
    assert bare == []
