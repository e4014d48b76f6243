"""SQL clients for each API role, and stores to run them on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from kaggle_store.local import LocalStack
from tests.conftest import Owner
from tests.database.clients import Client, connect


@pytest.fixture
def rolled_back_owner(module_owner: Owner) -> Iterator[Owner]:
    """Return the owner of an empty store; the test's changes are rolled back."""
    with module_owner.transaction(force_rollback=True):
        yield module_owner


@pytest.fixture
def agent(owner: Owner) -> Iterator[Client]:
    """Return the trusted agent of an empty store."""
    with connect(owner) as connection:
        yield Client(connection)


@pytest.fixture
def other_agent(owner: Owner) -> Iterator[Client]:
    """Return a second agent, on its own connection."""
    with connect(owner) as connection:
        yield Client(connection, subject="agent-2")


@pytest.fixture
def person(owner: Owner) -> Iterator[Client]:
    """Return a signed-in person."""
    with connect(owner) as connection:
        yield Client(connection, role="authenticated", subject="alice")


@pytest.fixture
def execution(agent: Client) -> UUID:
    """Return an execution of a competition with a limit of two submissions a day."""
    return agent.execution(competition_id=agent.competition(daily_submission_limit=2))


@pytest.fixture
def empty_stack(tmp_path: Path) -> Iterator[LocalStack]:
    """Start a fresh Supabase database without any of our migrations."""
    (tmp_path / "none").mkdir()
    with LocalStack.start(migrations=tmp_path / "none") as stack:
        yield stack
