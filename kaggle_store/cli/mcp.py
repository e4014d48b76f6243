"""`kaggle-store mcp`: serve the store to language models with the Model Context Protocol."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import UUID

from kaggle_store.cli import _identity

if TYPE_CHECKING:
    from kaggle_store.client import AsyncKaggleStore

DESCRIPTION = """\
Serve the store to a language model with the Model Context Protocol, over standard input and
output: the model's host starts this command. It only reads, unless --write is given. It acts as
the person who is signed in, else with the secret key."""

EXAMPLES = """\
kaggle-store mcp            # reads
kaggle-store mcp --write    # the verbs of a trusted agent
kaggle-store mcp --execution 019a6b7c-0000-7000-8000-000000000001            # reads one execution
kaggle-store mcp --execution 019a6b7c-0000-7000-8000-000000000001 --write    # works for one"""

EXIT_CODES = {0: "the standard input has ended"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the model may do."""
    parser.add_argument("--write", action="store_true", help="also offer tools that write")
    parser.add_argument(
        "--execution",
        type=UUID,
        metavar="ID",
        help="reach this execution only, with the worker token in KAGGLE_STORE_WORKER_TOKEN, "
        "else with one made with the secret key and the JWT secret",
    )
    _identity.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until the standard input ends."""
    import anyio

    anyio.run(_serve, options)
    return 0


async def _serve(options: argparse.Namespace) -> None:
    import asyncio

    from kaggle_store._leases import termination
    from kaggle_store.integrations.mcp import serve

    termination.exit_between_steps(asyncio.get_running_loop())
    async with _open(options) as store:
        await serve(store, write=options.write, execution_id=options.execution)


@asynccontextmanager
async def _open(options: argparse.Namespace) -> AsyncIterator[AsyncKaggleStore]:
    from kaggle_store.client import AsyncKaggleStore
    from kaggle_store.integrations.mcp.worker import worker_store

    if options.execution is not None:
        async with worker_store(options.execution) as store:
            yield store
        return
    identity = _identity.find(options)
    if identity.person is not None:
        async with identity.person.open_async() as store:
            yield store
        return
    async with AsyncKaggleStore(identity.url, identity.secret_key) as store:
        yield store
