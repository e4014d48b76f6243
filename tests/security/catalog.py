"""The matrix against the catalog: the same grants, and nothing that it does not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.conftest import Owner
from tests.security.matrix import FUNCTIONS, PARTITION, RELATIONS, VERBS, Role, Verb


def catalog_violations(owner: Owner) -> list[str]:
    """Say where the grants of the catalog differ from the matrix, and what it does not know."""
    found: list[str] = []
    names: Sequence[tuple[str, bool]] = owner.execute(
        b"select relname::text, relispartition from pg_class "
        b"where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')"
    ).fetchall()
    for name, is_partition in names:
        row = RELATIONS[PARTITION] if is_partition else RELATIONS.get(name)
        if row is None:
            found.append(f"{name} is not in the matrix")
            continue
        for role, cell in _by_database_role(row).items():
            for verb in VERBS:
                if _may(owner, role, name, verb) != (verb[0] in cell.lower()):
                    found += [f"{role} x {name} x {verb}: the grant is another"]
    called: Sequence[tuple[str, str]] = owner.execute(
        b"select proname::text, oid::regprocedure::text from pg_proc "
        b"where pronamespace = 'public'::regnamespace"
    ).fetchall()
    for name, signature in called:
        if name not in FUNCTIONS:
            found.append(f"{signature} is not in the matrix")
            continue
        for role, cell in _by_database_role(FUNCTIONS[name]).items():
            may = owner.execute(
                b"select has_function_privilege(%s, %s, 'execute')", [role, signature]
            ).fetchone()
            if may != (cell not in ("", "-"),):
                found.append(f"{role} x {signature}: the grant is another")
    known = {name for name, _ in names} | {name for name, _ in called} | {PARTITION}
    found += [f"{name} is not there" for name in {*RELATIONS, *FUNCTIONS} - known]
    return found


def _by_database_role(row: Mapping[Role, str]) -> dict[str, str]:
    """An admin by metadata is one of `authenticated`, who holds what either may."""
    people = row["authenticated"].strip("-") + row["admin_by_metadata"].strip("-")
    return {
        role: people if role == "authenticated" else cell.strip("-")
        for role, cell in row.items()
        if role != "admin_by_metadata"
    }


def _may(owner: Owner, role: str, name: str, verb: Verb) -> bool:
    asks = "has_table_privilege" if verb == "delete" else "has_any_column_privilege"
    query = f"select {asks}(%s, format('public.%%I', %s::text), %s)"
    return owner.execute(query.encode(), [role, name, verb]).fetchone() == (True,)
