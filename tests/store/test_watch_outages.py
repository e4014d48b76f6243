"""`watch()` goes on through outages of PostgREST, PostgreSQL and the network, and loses nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import psycopg
import pytest

from kaggle_store import Change
from kaggle_store.local import service
from kaggle_store.local.service import Running
from kaggle_store.testing.faults import StoreFaults
from tests.local.helpers import eventually
from tests.store.conftest import open_client

pytestmark = pytest.mark.posix


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A stack of its own, whose servers the tests kill and start again on the same ports."""
    folder = tmp_path_factory.mktemp("stack") / "data"
    yield service.up(folder)[0]
    service.down(folder)


class Writer:
    """Commits executions directly to the database, and knows which."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.rows: list[UUID] = []
        self._competition = uuid4()
        self._run(
            "insert into competitions "
            "(id, kaggle_id, title, problem_type, evaluation_metric, deadline) "
            "values (%s, %s, 'c', 'tabular', 'auc', now() + interval '9 days')",
            [self._competition, str(self._competition)],
        )

    def write(self) -> None:
        """Commit one more execution; the database may be restarting."""
        row = uuid4()
        assert eventually(lambda: self._is_written(row))
        self.rows.append(row)

    def _is_written(self, row: UUID) -> bool:
        try:
            self._run(
                "insert into agent_executions (id, competition_id, execution_name) "
                "values (%s, %s, 'run') on conflict do nothing",
                [row, self._competition],
            )
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, sql: str, values: list[object]) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(sql.encode(), values)


@contextmanager
def watching(running: Running, kind: str, url: str | None = None) -> Iterator[Iterator[Change]]:
    """Watch the executions from now on, with short retries, so that outages outlast them."""
    with open_client(kind, url or running.api_url, running.secret_key, retry_for=0.2) as store:
        position = store.audit_log.position()
        yield store.agent_executions.watch(after=position, every=0.05, timeout=60)


def take(changes: Iterator[Change], count: int) -> list[UUID]:
    return [next(changes).row_id for _ in range(count)]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_watch_survives_killed_postgrest(running: Running, kind: str) -> None:
    writer = Writer(running.db_url)
    with watching(running, kind) as changes:
        writer.write()
        assert take(changes, 1) == writer.rows
        current = service.find_running(running.data_dir)
        assert current
        os.kill(current.processes["postgrest"], signal.SIGKILL)
        # The whole stack ends with one of its servers.
        assert eventually(lambda: service.find_running(running.data_dir) is None)
        service.up(running.data_dir)
        writer.write()
        writer.write()
        assert take(changes, 2) == writer.rows[1:]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_watch_survives_crashed_postgresql(running: Running, kind: str) -> None:
    writer = Writer(running.db_url)
    with watching(running, kind) as changes:
        writer.write()
        assert take(changes, 1) == writer.rows
        with psycopg.connect(running.db_url) as victim:
            # PostgreSQL ends every session and recovers from its log.
            os.kill(victim.info.backend_pid, signal.SIGKILL)
        writer.write()
        writer.write()
        assert take(changes, 2) == writer.rows[1:]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_watch_survives_broken_network(running: Running, kind: str) -> None:
    writer = Writer(running.db_url)
    with (
        StoreFaults(running.api_url) as faults,
        watching(running, kind, faults.url) as changes,
    ):
        writer.write()
        assert take(changes, 1) == writer.rows
        faults.down()
        writer.write()
        faults.up()
        writer.write()
        assert take(changes, 2) == writer.rows[1:]
