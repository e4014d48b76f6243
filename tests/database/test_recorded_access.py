"""The recorded rights of the API roles, and the call that restores them."""

from __future__ import annotations

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.security.catalog import catalog_violations

# What default privileges do to objects that a dump creates.
OPEN_ALL = """
grant all on all tables in schema public, kaggle_store
to anon, authenticated, service_role, admin, kaggle_worker;
grant all on all sequences in schema public, kaggle_store to anon, authenticated, service_role;
grant all on all routines in schema public, kaggle_store
to public, anon, authenticated, service_role;
grant all on schema kaggle_store to anon, service_role;
grant select (config_value) on configurations to anon with grant option;
revoke select on audit_log from authenticated;
revoke insert (config_key) on configurations from authenticated, service_role;
"""
RIGHTS = """
select object_name, rights from kaggle_store.rights_in_force() order by object_kind, object_name
"""


@pytest.fixture
def database(rolled_back_owner: Owner) -> Owner:
    return rolled_back_owner


def test_record_equals_rights_in_force(database: Owner) -> None:
    assert database.execute("select * from kaggle_store.changed_rights()").fetchall() == []
    assert database.execute("select kaggle_store.restrict_access()").fetchone() == (0,)


def test_every_object_is_on_record(database: Owner) -> None:
    """A new object of `public` goes into the list of the last migration."""
    missing = database.execute(
        "select object_name from kaggle_store.rights_in_force() as f where not is_partition "
        "and not exists (select from kaggle_store.recorded_access as r "
        "where (r.object_kind, r.object_name) = (f.object_kind, f.object_name))"
    ).fetchall()
    assert missing == []


def test_restrict_access_closes_everything(database: Owner) -> None:
    before = database.execute(RIGHTS).fetchall()
    database.execute(OPEN_ALL)
    assert database.execute(RIGHTS).fetchall() != before
    [(changes,)] = database.execute("select kaggle_store.restrict_access()").fetchall()
    assert changes > 500
    assert database.execute(RIGHTS).fetchall() == before
    assert catalog_violations(database) == []


def test_objects_of_the_project_are_left_alone(database: Owner) -> None:
    database.execute(
        "create table public.mine (id int); grant select on public.mine to anon; "
        "create role a_reader; grant select on public.competitions to a_reader"
    )
    assert database.execute("select kaggle_store.restrict_access()").fetchone() == (0,)
    for role, table in (("anon", "mine"), ("a_reader", "competitions")):
        row = database.execute(
            "select has_table_privilege(%s, %s, 'select')", [role, table]
        ).fetchone()
        assert row == (True,)


def test_restrict_access_needs_the_record(database: Owner) -> None:
    database.execute("delete from kaggle_store.recorded_access")
    with pytest.raises(errors.DatabaseError, match="no rights are on record") as refused:
        database.execute("select kaggle_store.restrict_access()")
    assert refused.value.sqlstate == "KS350"


def test_health_counts_what_is_open(database: Owner) -> None:
    database.execute(OPEN_ALL)
    row = database.execute(
        "select state::text, found, remedy from store_health() where subject = 'rights'"
    ).fetchone()
    assert row is not None
    state, found, remedy = row
    assert (state, "restrict_access()" in remedy) == ("problem", True)
    assert "more" in found
    assert len(found) < 500
