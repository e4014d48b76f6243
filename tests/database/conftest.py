"""Clients of the tests that speak SQL as the API's roles do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from kaggle_store.local import LocalStack
from tests.conftest import Owner
from tests.database.acting import Client, connect


@pytest.fixture
def undone(settled_owner: Owner) -> Iterator[Owner]:
    """The owner in a store without rows; what the test does is taken back."""
    with settled_owner.transaction(force_rollback=True):
        yield settled_owner


@pytest.fixture
def agent(owner: Owner) -> Iterator[Client]:
    """The trusted agent, in a store without rows."""
    with connect(owner) as connection:
        yield Client(connection)


@pytest.fixture
def other_agent(owner: Owner) -> Iterator[Client]:
    """Another agent, on a connection of his own."""
    with connect(owner) as connection:
        yield Client(connection, subject="agent-2")


@pytest.fixture
def person(owner: Owner) -> Iterator[Client]:
    """Somebody who has signed in."""
    with connect(owner) as connection:
        yield Client(connection, role="authenticated", subject="alice")


@pytest.fixture
def execution(agent: Client) -> UUID:
    """An execution of a competition that takes two submissions a day."""
    return agent.execution(competition_id=agent.competition(daily_submission_limit=2))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[LocalStack]:
    """A fresh Supabase database: roles and schemas, and nothing of ours."""
    (tmp_path / "none").mkdir()
    with LocalStack.start(migrations=tmp_path / "none") as stack:
        yield stack
