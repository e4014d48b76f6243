"""API clients for every role, and a world of rows made and read as the owner."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kaggle_store.local import LocalStack
from kaggle_store.local.cluster import Cluster
from tests.conftest import Owner, Stack, local_run
from tests.security.clients import ApiClient, ApiClients, api_clients
from tests.security.world import World


@pytest.fixture(scope="session")
def clients(session_stack: Stack) -> Iterator[ApiClients]:
    with api_clients(session_stack) as found:
        yield found


@pytest.fixture
def world(owner: Owner) -> World:
    """Return the owner's access to an empty store."""
    return World(owner)


@pytest.fixture
def agent(clients: ApiClients, world: World) -> ApiClient:
    """Return a client of the trusted agent."""
    return clients.of("service_role")


@pytest.fixture
def person(clients: ApiClients, world: World) -> ApiClient:
    """Return a client of a signed-in person."""
    return clients.of("authenticated")


@pytest.fixture
def worker(clients: ApiClients, world: World) -> ApiClient:
    """Return a client with a worker token of the world's own execution."""
    return clients.of("kaggle_worker", world.own)


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """Return a local cluster to clone stores from, never an external stack."""
    if run := local_run(request.config):
        yield run.cluster()
        return
    with Cluster.start() as started:
        yield started


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """Return the URL of a new store without an API that the test may damage."""
    with cluster.copy() as url:
        yield url


@pytest.fixture
def scratch(cluster: Cluster) -> Iterator[LocalStack]:
    """Return a new store that the test may damage."""
    with cluster.clone() as stack:
        yield stack
