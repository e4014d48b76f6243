"""Every cell of the access matrix, proven over HTTP in both directions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Owner, Stack
from tests.emptying import empty
from tests.security.calls import CALLS
from tests.security.catalog import catalog_violations
from tests.security.doors import doors_to
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
    """One world for all cells: each makes the rows that it needs."""
    empty(session_owner)
    with doors_to(session_stack) as doors:
        yield Prover(doors, World(session_owner))


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_of_a_relation_what_the_matrix_says(
    prover: Prover, role: Role, relation: str
) -> None:
    assert list(prover.relation(role, relation)) == []


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_of_a_column_what_the_matrix_says(
    prover: Prover, role: Role, column: str
) -> None:
    assert list(prover.column(role, column)) == []


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_calls_the_functions_that_the_matrix_says(
    prover: Prover, role: Role, function: str
) -> None:
    assert list(prover.function(role, function)) == []


def test_every_relation_and_function_stands_in_the_matrix_as_it_is_granted(
    session_owner: Owner,
) -> None:
    assert catalog_violations(session_owner) == []


def test_every_function_of_the_matrix_has_a_call_that_shows_it() -> None:
    assert set(CALLS) == set(FUNCTIONS)


@pytest.mark.parametrize("role", API_ROLES)
def test_truncate_references_trigger_and_maintain_are_closed(
    session_owner: Owner, role: str
) -> None:
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
def test_no_role_makes_objects_in_a_schema_of_the_store(session_owner: Owner, role: str) -> None:
    for schema in ("public", "kaggle_store", "extensions", "auth"):
        may = session_owner.execute(
            b"select has_schema_privilege(%s, %s, 'create')", [role, schema]
        ).fetchone()
        assert may == (False,), schema


def test_the_page_names_every_relation_and_function_once() -> None:
    printed = page()
    assert all(printed.count(f"| `{name}` |") == 1 for name in RELATIONS)
    assert all(printed.count(f"| `{name}()` |") == 1 for name in FUNCTIONS)


def test_the_page_is_written_between_its_marks_and_nowhere_else() -> None:
    written = with_matrix(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    assert written.startswith(f"before\n{BEGIN}\n")
    assert written.endswith(f"{END}\nafter\n")
    assert "old" not in written
    assert with_matrix(written) == written
    with pytest.raises(SystemExit):
        with_matrix("no marks")
