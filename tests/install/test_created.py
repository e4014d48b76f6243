"""The generated list of the store's objects is that of the catalog."""

from __future__ import annotations

import re

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store.install._created import CREATED
from kaggle_store.install.names import created_by, keys
from kaggle_store.install.uninstall import uninstall_text
from tests.conftest import Owner

# Names that PostgreSQL or upkeep chooses avoid existing ones, or follow a table's.
CHOSEN = """
select c.oid::regclass::text from pg_class as c where relnamespace = 'public'::regnamespace and (
    relispartition and relname <> 'system_metrics_default'
    or exists (select from pg_index where indexrelid = c.oid and indisprimary)
    or exists (
        select from pg_index join pg_class as t on t.oid = indrelid
        where indexrelid = c.oid and t.relispartition
    )
    or exists (select from pg_depend where objid = c.oid and deptype = 'i' and relkind = 'S')
)
"""
NAMED = """
select oid::regclass::text from pg_class where relnamespace = 'public'::regnamespace
    and relkind <> 'c'
union
select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace
union
select t.oid::regtype::text from pg_type as t left join pg_class as c on c.oid = typrelid
where typnamespace = 'public'::regnamespace and typtype <> 'b' and coalesce(relkind, 'c') = 'c'
"""


def column(owner: Owner, query: str) -> set[str]:
    with owner.transaction():
        owner.execute("set local search_path = pg_catalog")
        return {name for (name,) in owner.execute(query.encode())}


def test_every_named_object_is_listed(session_owner: Owner) -> None:
    listed = {created.identity for created in created_by(MIGRATIONS)}
    assert column(session_owner, NAMED) - column(session_owner, CHOSEN) == {
        identity for identity in listed if identity.startswith("public.")
    }
    assert {name for name in listed if "." not in name} == {
        "admin",
        "kaggle_worker",
        "kaggle_store",
    }


def test_every_entry_is_understood() -> None:
    assert list(CREATED) == list(MIGRATIONS)
    created = created_by(MIGRATIONS)
    assert len(created) == sum(map(len, CREATED.values()))
    assert all(keys(each.kind, each.name) for each in created)


def test_uninstalling_names_every_object() -> None:
    text = uninstall_text(drop_data=False)
    assert "{{" not in text
    rows = re.findall(r"^ +\('(\w+)', '([a-z ]*)', '([^']*)'\),?$", text, re.MULTILINE)
    assert {row[0] for row in rows} == set(MIGRATIONS)
    left_out = ("schema", "role", "index")
    assert {row[2] for row in rows if row[2]} == {
        each.identity for each in created_by(MIGRATIONS) if each.kind not in left_out
    }
