"""Doors for every role, and the owner's hand to look at what they leave behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kaggle_store.local import LocalStack
from kaggle_store.local.cluster import Cluster
from tests.conftest import _TEST_RUN as TEST_RUN
from tests.conftest import Owner, Stack
from tests.emptying import empty
from tests.security.doors import Door, Doors, doors_to
from tests.security.world import World


@pytest.fixture(scope="session")
def doors(session_stack: Stack) -> Iterator[Doors]:
    with doors_to(session_stack) as found:
        yield found


@pytest.fixture
def world(owner: Owner) -> World:
    """Rows of a store that is otherwise empty."""
    return World(owner)


@pytest.fixture
def agent(doors: Doors, world: World) -> Door:
    """The trusted agent."""
    return doors.of("service_role")


@pytest.fixture
def person(doors: Doors, world: World) -> Door:
    """Somebody who has signed in."""
    return doors.of("authenticated")


@pytest.fixture
def machine(doors: Doors, world: World) -> Door:
    """A rented machine of the world's own execution."""
    return doors.of("kaggle_worker", world.own)


@pytest.fixture
def first_key(owner: Owner) -> Iterator[None]:
    """Remove the keys that a test commits by rotating: other tests count them."""
    yield
    empty(owner)
    owner.execute(
        "with gone as (delete from kaggle_store.encryption_keys where version > 1 returning *) "
        "delete from vault.secrets using gone where name = gone.vault_name"
    )


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """Where stores to be thrown away are cloned from; never somebody else's stack."""
    if run := request.config.stash.get(TEST_RUN, None):
        yield run.cluster()
        return
    with Cluster.start() as started:
        yield started


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """The URL of a store of one's own without an API, to be weakened and thrown away."""
    with cluster.copy() as url:
        yield url


@pytest.fixture
def scratch(cluster: Cluster) -> Iterator[LocalStack]:
    """A store of one's own, to be weakened and thrown away."""
    with cluster.clone() as stack:
        yield stack
