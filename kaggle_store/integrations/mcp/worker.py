"""A client that reaches one execution only, with a worker token."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.errors import SettingsError
from kaggle_store.resources.tokens import WorkerToken
from kaggle_store.settings import find_project

TOKEN = "KAGGLE_STORE_WORKER_TOKEN"  # noqa: S105 - the variable's name
LIFETIME = timedelta(hours=1)
RENEWED_BEFORE = timedelta(minutes=5)


@asynccontextmanager
async def worker_store(execution_id: UUID) -> AsyncIterator[AsyncKaggleStore]:
    """Open a client with a worker token of this execution, for the duration of the block.

    The token is `KAGGLE_STORE_WORKER_TOKEN`, with the project's publishable key; without it, one
    is made with the secret key and the JWT secret, and renewed before it expires. Raises
    `SettingsError`, `NotFound`, and `WorkerTokenEnded` if the execution has ended.
    """
    project = find_project()
    key = project.publishable_key if project else None
    if given := os.environ.get(TOKEN):
        check_execution(given, execution_id)
        async with AsyncKaggleStore(key=key, access_token=given) as store:
            yield store
        return
    async with AsyncKaggleStore() as agent:
        current = renewed(agent, execution_id)
        await current()
        url, key = agent.settings.url, key or agent.settings.key
        async with AsyncKaggleStore(url, key, access_token=current) as store:
            yield store


def renewed(agent: AsyncKaggleStore, execution_id: UUID) -> Callable[[], Awaitable[str]]:
    """Return a function that returns a valid token, and makes a new one when it is needed."""
    token: WorkerToken | None = None

    async def current() -> str:
        nonlocal token
        if token is None or token.expires_at - datetime.now(UTC) < RENEWED_BEFORE:
            token = await agent.tokens.for_execution(execution_id, ttl=LIFETIME)
        return token.access_token

    return current


def check_execution(token: str, execution_id: UUID) -> None:
    """Raise `SettingsError` if a token is not of this execution; the server checks the rest."""
    # Imported here: slow to import and rarely needed.
    import jwt

    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        raise SettingsError(f"{TOKEN} is not a token") from None
    if claims.get("execution_id") != str(execution_id):
        raise SettingsError(f"{TOKEN} is not of execution {execution_id}")
