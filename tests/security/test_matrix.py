"""Every cell of the access matrix, tested over HTTP in both directions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kaggle_store.testing.empty_store import empty
from tests.conftest import Owner, Stack
from tests.security.calls import CALLS
from tests.security.catalog import catalog_violations
from tests.security.clients import api_clients
from tests.security.matrix import (
    API_ROLES,
    COLUMNS,
    FUNCTIONS,
    RELATIONS,
    ROLES,
    Role,
    page,
)
from tests.security.prover import Prover
from tests.security.world import World
from tools.security_page import BEGIN, END, with_matrix


@pytest.fixture(scope="module")
def prover(session_stack: Stack, session_owner: Owner) -> Iterator[Prover]:
    """Return one prover for all cells; each cell creates the rows that it needs."""
    empty(session_owner)
    with api_clients(session_stack) as clients:
        yield Prover(clients, World(session_owner))


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", ROLES)
def test_relation_access_matches_matrix(prover: Prover, role: Role, relation: str) -> None:
    assert list(prover.relation(role, relation)) == []


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("role", ROLES)
def test_column_access_matches_matrix(prover: Prover, role: Role, column: str) -> None:
    assert list(prover.column(role, column)) == []


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("role", ROLES)
def test_function_access_matches_matrix(prover: Prover, role: Role, function: str) -> None:
    assert list(prover.function(role, function)) == []


def test_matrix_equals_catalog_grants(
    session_owner: Owner,
) -> None:
    assert catalog_violations(session_owner) == []


def test_every_function_has_a_call() -> None:
    assert set(CALLS) == set(FUNCTIONS)


@pytest.mark.parametrize("role", API_ROLES)
def test_other_table_privileges_are_closed(session_owner: Owner, role: str) -> None:
    version = session_owner.info.server_version
    rights = "truncate, references, trigger" + (", maintain" if version >= 170000 else "")
    open_to_role = session_owner.execute(
        b"select oid::regclass::text from pg_class "
        b"where relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace) "
        b"and relkind in ('r', 'p', 'v', 'm') and (has_table_privilege(%(role)s, oid, %(rights)s) "
        b"or has_any_column_privilege(%(role)s, oid, 'references'))",
        {"role": role, "rights": rights},
    ).fetchall()
    assert open_to_role == []


@pytest.mark.parametrize("role", API_ROLES)
def test_api_roles_cannot_create_objects(session_owner: Owner, role: str) -> None:
    for schema in ("public", "kaggle_store", "extensions", "auth"):
        may = session_owner.execute(
            b"select has_schema_privilege(%s, %s, 'create')", [role, schema]
        ).fetchone()
        assert may == (False,), schema


def test_page_names_each_object_once() -> None:
    printed = page()
    assert all(printed.count(f"| `{name}` |") == 1 for name in RELATIONS)
    assert all(printed.count(f"| `{name}()` |") == 1 for name in FUNCTIONS)


def test_page_is_written_between_marks_only() -> None:
    written = with_matrix(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    assert written.startswith(f"before\n{BEGIN}\n")
    assert written.endswith(f"{END}\nafter\n")
    assert "old" not in written
    assert with_matrix(written) == written
    with pytest.raises(SystemExit):
        with_matrix("no marks")
