"""Read what the store needs to know about a project's database; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, TypeAlias

import psycopg

from kaggle_store._migrations.registry import HAS_OTHER_STORE, HAS_REGISTRY, MEMBERS, numbered
from kaggle_store.backup.database import MALFORMED, is_malformed
from kaggle_store.errors import InstallError
from kaggle_store.install.names import Taken

WHERE = "in the database"
LEAST_VERSION = 15
Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]

_EXISTS = "select to_regclass(%s) is not null"
_REGISTRY: LiteralString = "select name, sha256 from kaggle_store.installed"
_OTHER_STORE = f"select {HAS_OTHER_STORE}".encode()
_HAS_REGISTRY = f"select {HAS_REGISTRY}".encode()
_HISTORY: LiteralString = "select version from supabase_migrations.schema_migrations"
_NAMES = """
select 'schema', nspname from pg_catalog.pg_namespace
union all
select 'role', rolname from pg_catalog.pg_roles
union all
select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
    when 'c' then 'composite type' when 'i' then 'index' when 'I' then 'index' else 'table' end,
    relname
from pg_catalog.pg_class where relnamespace = 'public'::regnamespace
union all
select case typtype when 'd' then 'domain' else 'type' end, typname
from pg_catalog.pg_type as t
where typnamespace = 'public'::regnamespace and typrelid = 0
    and not exists (select from pg_catalog.pg_type as element where element.typarray = t.oid)
union all
select distinct 'function', proname
from pg_catalog.pg_proc where pronamespace = 'public'::regnamespace
"""
_MISSING = """
select format('role %s', name)
from unnest(array['anon', 'authenticated', 'service_role', 'authenticator']) as needed (name)
where not exists (select from pg_catalog.pg_roles where rolname = name)
union all
select format('function %s', name) from unnest(array['auth.jwt()', 'auth.role()']) as needed (name)
where to_regprocedure(name) is null
"""
_CRYPTO = """
select n.nspname from pg_catalog.pg_extension as e
join pg_catalog.pg_namespace as n on n.oid = e.extnamespace
where e.extname = 'pgcrypto' and n.nspname <> 'extensions'
"""
# From PostgreSQL 16 on, CREATEROLE alone does not allow to grant a role.
_ROLES = """
select rolname, rolsuper,
    case when rolname <> 'admin' or rolsuper then true
        when current_setting('server_version_num')::integer < 160000 then true
        else pg_has_role(oid, 'member with admin option') end,
    rolcanlogin or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or exists (
        select from pg_catalog.pg_shdepend as d
        where d.refclassid = 'pg_catalog.pg_authid'::regclass and d.refobjid = r.oid
            and d.dbid = (
                select oid from pg_catalog.pg_database where datname = current_database()
            )
    )
from pg_catalog.pg_roles as r where rolname in ('admin', 'kaggle_worker')
"""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the store that exists already."""

    is_superuser: bool
    can_be_granted: bool
    has_powers: bool
    """True if it may log in, has attributes or has privileges in this database."""


@dataclass(frozen=True, slots=True)
class Database:
    """What a database has that matters to the store."""

    installed: dict[str, str]
    """Original names of the store's applied migrations, and the SHA-256 of their texts."""
    history: frozenset[str]
    """Numbers of all applied migrations, as the Supabase CLI records them."""
    taken: tuple[Taken, ...]
    roles: dict[str, Role]
    obstacles: tuple[str, ...]
    """What the migrations need and the database lacks, a sentence each."""
    has_other_store: bool = False
    """True for a store without the record of what is installed."""
    has_empty_registry: bool = False
    """True for a store whose record has no rows, as in a dump of the schema alone."""
    members_only: bool = False
    """True if the migration that admits members only is applied."""


def inspect(url: str) -> Database:
    """Read the database at `url`; raise `InstallError` if it cannot be read."""
    with connected(url) as connection:
        connection.execute("set transaction read only")
        found = _rows(connection, "kaggle_store.installed", _REGISTRY)
        registry = {str(name): str(sha256) for name, sha256 in found}
        history = _rows(connection, "supabase_migrations.schema_migrations", _HISTORY)
        return Database(
            numbered(registry),
            frozenset(str(version) for (version,) in history),
            tuple(Taken(kind, name, WHERE) for kind, name in connection.execute(_NAMES)),
            {name: Role(*facts) for name, *facts in connection.execute(_ROLES)},
            tuple(_obstacles(connection)),
            connection.execute(_OTHER_STORE).fetchone() == (True,),
            not registry and connection.execute(_HAS_REGISTRY).fetchone() == (True,),
            MEMBERS in registry,
        )


def _rows(connection: Connection, table: str, query: LiteralString) -> list[tuple[Any, ...]]:
    """Return a query's rows; none where its table does not exist."""
    exists = connection.execute(_EXISTS, [table]).fetchone() == (True,)
    return connection.execute(query).fetchall() if exists else []


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """Open a transaction that is rolled back; psycopg's errors become `InstallError`."""
    if not url.strip() or is_malformed(url):
        raise InstallError(MALFORMED)
    try:
        with psycopg.connect(url, connect_timeout=15) as connection:
            yield connection
            connection.rollback()
    except psycopg.errors.RaiseException as refusal:
        raise InstallError(_message(refusal)) from None
    except psycopg.Error as problem:
        raise InstallError(f"the database returned an error: {_message(problem)}") from None


def _message(problem: psycopg.Error) -> str:
    lines = (problem.diag.message_primary or str(problem)).strip().splitlines()
    return ". ".join(filter(None, [lines[0].rstrip("."), problem.diag.message_hint]))


def _obstacles(connection: Connection) -> Iterator[str]:
    version = connection.info.server_version // 10_000
    if version < LEAST_VERSION:
        yield f"the database is PostgreSQL {version}; the store needs {LEAST_VERSION} or later"
    for (missing,) in connection.execute(_MISSING):
        yield f"the database has no {missing}, which every Supabase project has"
    for (schema,) in connection.execute(_CRYPTO):
        yield (
            f"the extension pgcrypto is in schema {schema}, and the store calls it in `extensions`:"
            " alter extension pgcrypto set schema extensions"
        )
