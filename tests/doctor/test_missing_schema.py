"""Errors about missing schema objects name the migration that creates them, in both clients."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store._transport._migration_objects import CREATED_OBJECTS
from kaggle_store._transport.missing_schema import client_names, explain
from kaggle_store.errors import MissingSchema
from kaggle_store.local import LocalStack
from tests.conftest import Owner
from tests.doctor.conftest import MIGRATIONS

ID = UUID(int=7)

CALLS: list[tuple[str, str, Callable[[Any], Any]]] = [
    ("table or view submissions", "submissions.sql", lambda s: s.submissions.list()),
    ("table or view submissions", "submissions.sql", lambda s: s.submissions.count()),
    (
        "table or view gpu_sessions",
        "gpu_sessions.sql",
        lambda s: s.gpu_sessions.open(execution_id=ID, provider="p", instance_type="t"),
    ),
    (
        "table or view competition_dashboard",
        "dashboards.sql",
        lambda s: s.competitions.dashboard(),
    ),
    ("function run_retention", "upkeep.sql", lambda s: s.upkeep.run_retention()),
    (
        "function claim_training_jobs",
        "training_claims.sql",
        lambda s: s.training_jobs.claim(worker="w"),
    ),
]


@pytest.fixture
def client(early: LocalStack) -> Iterator[KaggleStore]:
    with KaggleStore(early.api_url, early.secret_key) as store:
        yield store


@pytest.fixture
async def async_client(early: LocalStack) -> AsyncIterator[AsyncKaggleStore]:
    async with AsyncKaggleStore(early.api_url, early.secret_key) as store:
        yield store


def assert_explains(error: MissingSchema, missing: str, file: str) -> None:
    assert error.missing == missing
    assert error.migration is not None
    assert error.migration.endswith(f"_{file}")
    assert error.migration in error.message
    assert error.status == 404
    assert error.operation
    assert error.detail
    assert error.hint
    assert "kaggle-store install" in error.hint
    assert "`supabase db push --remote`" in error.hint


@pytest.mark.parametrize(("missing", "file", "call"), CALLS)
async def test_missing_object_names_its_migration(
    client: KaggleStore,
    async_client: AsyncKaggleStore,
    missing: str,
    file: str,
    call: Callable[[Any], Any],
) -> None:
    with pytest.raises(MissingSchema) as raised:
        call(client)
    assert_explains(raised.value, missing, file)
    with pytest.raises(MissingSchema) as again:
        await call(async_client)
    assert str(again.value) == str(raised.value)
    assert str(pickle.loads(pickle.dumps(again.value))) == str(again.value)


def test_missing_column_names_its_migration(early: LocalStack, client: KaggleStore) -> None:
    change = "alter table competitions rename column {} to {}"
    with psycopg.connect(early.db_url, autocommit=True) as owner:
        owner.execute(change.format("prize_pool", "reward").encode())
        try:
            calls: list[Callable[[], object]] = [
                lambda: client.competitions.list(prize_pool__gte=1),
                lambda: client.competitions.create(kaggle_id="x", title="X", prize_pool=1),
            ]
            for call in calls:
                with pytest.raises(MissingSchema) as raised:
                    call()
                assert raised.value.missing == "column competitions.prize_pool"
                assert raised.value.migration == "20261123010100_competitions.sql"
        finally:
            owner.execute(change.format("reward", "prize_pool").encode())


def test_stale_schema_cache_has_reload_hint(early: LocalStack, client: KaggleStore) -> None:
    """PostgREST does not know objects created without a reload; the hint says how to reload."""
    with psycopg.connect(early.db_url, autocommit=True) as owner:
        owner.execute(
            "create function run_retention() returns void language sql as 'select'; "
            "grant execute on function run_retention() to service_role"
        )
        try:
            with pytest.raises(MissingSchema) as raised:
                client.upkeep.run_retention()
        finally:
            owner.execute("drop function run_retention()")
    assert raised.value.code == "PGRST202"
    assert "notify pgrst, 'reload schema'" in str(raised.value.hint)


@pytest.mark.parametrize(
    ("message", "missing"),
    [
        ("Could not find the table 'public.audit_log' in the cache", "table or view audit_log"),
        ("Could not find the 'worker' column of 'audit_log' in it", "column audit_log.worker"),
        ("Column 'worker' of relation 'audit_log' does not exist", "column audit_log.worker"),
        ("Could not find a relationship between 'audit_log' and 'x'", "table or view audit_log"),
        ("function kaggle_store.fence(uuid) does not exist", "function kaggle_store.fence"),
        ("function public.approve_code(uuid, text) does not exist", "function approve_code"),
        ('relation "kaggle_store.clock" does not exist', "table kaggle_store.clock"),
        ('type "kaggle_store.score" does not exist', "type score"),
    ],
)  # fmt: skip
def test_each_message_form_is_parsed(message: str, missing: str) -> None:
    found = explain(message, "PGRST205")
    assert found is not None
    assert found.missing == missing


def test_unknown_missing_relation_is_not_explained() -> None:
    assert explain('relation "public.elsewhere" does not exist', "42P01") is None


def test_each_public_object_has_a_migration(owner: Owner) -> None:
    rows = owner.execute(
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace "
        "and relkind in ('r', 'p', 'v') and not relispartition "
        "union select 'rpc/' || proname from pg_proc where pronamespace = 'public'::regnamespace "
        "and has_function_privilege('service_role', oid, 'execute') "
        "and pg_get_userbyid(proowner) = 'postgres'"
    ).fetchall()
    known = {name for file in CREATED_OBJECTS for name in client_names(file)}
    assert {row[0] for row in rows} <= known
    assert list(CREATED_OBJECTS) == [file.name for file in MIGRATIONS]


def test_migration_objects_are_loaded_lazily() -> None:
    module = "kaggle_store._transport._migration_objects"
    script = f"import sys, kaggle_store; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
