"""A database whose time zone is not UTC: every time that it takes can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import psycopg
import pytest
from psycopg import sql

from kaggle_store import KaggleStore
from kaggle_store.local import LocalStack
from kaggle_store.testing.pytest_plugin import shared_run
from tests.local.helpers import eventually
from tests.store.conftest import open_client
from tests.store.samples import Samples

FAR_EAST = "Pacific/Kiritimati"
"""14 hours ahead of UTC; until 1901 its offset had seconds."""
EXTREMES = [
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1900, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, 999999, UTC),
]


@pytest.fixture(scope="module")
def eastern(request: pytest.FixtureRequest) -> Iterator[LocalStack]:
    with shared_run(request.config).cluster().clone() as stack:
        with psycopg.connect(stack.db_url, autocommit=True) as owner:
            command = sql.SQL("alter role authenticator in database {} set timezone = {}")
            owner.execute(command.format(sql.Identifier(owner.info.dbname), sql.Literal(FAR_EAST)))
            # The connections that PostgREST has keep their time zone.
            owner.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where usename = 'authenticator' and datname = current_database()"
            )
        headers = {"apikey": stack.secret_key, "Authorization": f"Bearer {stack.service_role_key}"}
        with KaggleStore(stack.api_url, stack.secret_key) as store:
            store.competitions.create(kaggle_id="east", title="East")
        url = f"{stack.api_url}/rest/v1/competitions?select=created_at"
        assert eventually(lambda: "+14:00" in httpx.get(url, headers=headers).text)
        yield stack


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_every_stored_time_is_read(eastern: LocalStack, kind: str) -> None:
    with open_client(kind, eastern.api_url, eastern.secret_key) as client:
        for number, deadline in enumerate(EXTREMES):
            name = f"{kind}-{number}"
            made = client.competitions.create(kaggle_id=name, title="T", deadline=deadline)
            assert made.deadline == client.competitions.get(made.id).deadline == deadline
            assert [row.id for row in client.competitions.list(id=made.id, deadline=deadline)]
        assert client.competitions.dashboard(), "its deadlines are read too"


def test_times_of_a_function_are_read(eastern: LocalStack) -> None:
    early = datetime(1900, 1, 1, tzinfo=UTC)
    with KaggleStore(eastern.api_url, eastern.secret_key) as store:
        samples = Samples(store)
        asked = store.human_interventions.request(
            execution_id=samples.execution.id,
            intervention_type="error_review",
            title="T",
            description="D",
            sla_deadline=early,
        )
        assert asked.sla_deadline == early
