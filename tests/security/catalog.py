"""Compare the access matrix with the catalog: equal grants, no missing object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.conftest import Owner
from tests.security.matrix import FUNCTIONS, PARTITION, RELATIONS, VERBS, Role, Verb


def catalog_violations(owner: Owner) -> list[str]:
    """Return differences between the catalog's grants and the matrix, and unlisted objects."""
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
                if _has_privilege(owner, role, name, verb) != (verb[0] in cell.lower()):
                    found += [f"{role} x {name} x {verb}: the grant differs"]
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
                found.append(f"{role} x {signature}: the grant differs")
    known = {name for name, _ in names} | {name for name, _ in called} | {PARTITION}
    found += [f"{name} does not exist" for name in {*RELATIONS, *FUNCTIONS} - known]
    return found


def _by_database_role(row: Mapping[Role, str]) -> dict[str, str]:
    """Merge admin_by_metadata into `authenticated`, the database role of both."""
    people = row["authenticated"].strip("-") + row["admin_by_metadata"].strip("-")
    return {
        role: people if role == "authenticated" else cell.strip("-")
        for role, cell in row.items()
        if role != "admin_by_metadata"
    }


def _has_privilege(owner: Owner, role: str, name: str, verb: Verb) -> bool:
    asks = "has_table_privilege" if verb == "delete" else "has_any_column_privilege"
    query = f"select {asks}(%s, format('public.%%I', %s::text), %s)"
    return owner.execute(query.encode(), [role, name, verb]).fetchone() == (True,)
