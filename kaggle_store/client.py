"""The sync client `KaggleStore` and the async client `AsyncKaggleStore`."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, Unpack

from typing_extensions import TypedDict

from kaggle_store._requests.counters import Counters
from kaggle_store._requests.misuse import AsyncBlock, Block, NotCopied, only
from kaggle_store._requests.operation import AsyncClient, Executor, M, SyncClient
from kaggle_store.errors import SettingsError
from kaggle_store.settings import AccessToken, Options, Settings

if TYPE_CHECKING:
    from kaggle_store._transport.executor import AsyncExecutor, SyncExecutor
    from kaggle_store.local import LocalStack
    from kaggle_store.resources.agent_executions import AgentExecutions
    from kaggle_store.resources.archive import Archive
    from kaggle_store.resources.artifacts import Artifacts
    from kaggle_store.resources.audit_log import AuditLog
    from kaggle_store.resources.competitions import Competitions
    from kaggle_store.resources.configurations import Configurations
    from kaggle_store.resources.dashboards import Dashboards
    from kaggle_store.resources.execution_steps import ExecutionSteps
    from kaggle_store.resources.generated_code import GeneratedCodeFiles
    from kaggle_store.resources.gpu_sessions import GpuSessions
    from kaggle_store.resources.human_interventions import HumanInterventions
    from kaggle_store.resources.members import Members
    from kaggle_store.resources.notifications import Notifications
    from kaggle_store.resources.research_results import ResearchResults
    from kaggle_store.resources.submissions import Submissions
    from kaggle_store.resources.system_metrics import SystemMetrics
    from kaggle_store.resources.tokens import Tokens
    from kaggle_store.resources.training_jobs import TrainingJobs
    from kaggle_store.resources.upkeep import Upkeep

RESOURCES = {
    "competitions": "Competitions",
    "agent_executions": "AgentExecutions",
    "research_results": "ResearchResults",
    "generated_code": "GeneratedCodeFiles",
    "execution_steps": "ExecutionSteps",
    "gpu_sessions": "GpuSessions",
    "training_jobs": "TrainingJobs",
    "submissions": "Submissions",
    "human_interventions": "HumanInterventions",
    "artifacts": "Artifacts",
    "system_metrics": "SystemMetrics",
    "configurations": "Configurations",
    "audit_log": "AuditLog",
    "tokens": "Tokens",
    "members": "Members",
    "archive": "Archive",
    "upkeep": "Upkeep",
    "dashboards": "Dashboards",
    "notifications": "Notifications",
}
"""Each resource's class, in the module of the resource's name in `kaggle_store.resources`."""


class SupabaseClient(Protocol):
    """The attributes of a supabase-py client that `from_supabase` reads."""

    @property
    def supabase_url(self) -> Any:
        """The project's URL."""
        ...

    @property
    def supabase_key(self) -> str:
        """The project's key."""
        ...

    @property
    def options(self) -> Any:
        """The client's options, including its headers."""
        ...


class _Resources(NotCopied, Generic[M]):
    """The resources of both clients: one per table, then audit log, tokens, members and others."""

    if TYPE_CHECKING:
        competitions: Competitions[M]
        agent_executions: AgentExecutions[M]
        research_results: ResearchResults[M]
        generated_code: GeneratedCodeFiles[M]
        execution_steps: ExecutionSteps[M]
        gpu_sessions: GpuSessions[M]
        training_jobs: TrainingJobs[M]
        submissions: Submissions[M]
        human_interventions: HumanInterventions[M]
        artifacts: Artifacts[M]
        system_metrics: SystemMetrics[M]
        configurations: Configurations[M]
        audit_log: AuditLog[M]
        tokens: Tokens[M]
        members: Members[M]
        archive: Archive[M]
        upkeep: Upkeep[M]
        dashboards: Dashboards[M]
        notifications: Notifications[M]
    else:

        def __getattr__(self, name: str) -> Any:
            """Create a resource when it is first used: its models take a while to import."""
            if name not in RESOURCES:
                message = f"{type(self).__name__!r} object has no attribute {name!r}"
                raise AttributeError(message, name=name, obj=self)
            module = importlib.import_module(f"kaggle_store.resources.{name}")
            # Threads that use a new resource at the same time get the same object.
            return vars(self).setdefault(name, getattr(module, RESOURCES[name])(self._executor))

        def __dir__(self) -> list[str]:
            return sorted({*super().__dir__(), *RESOURCES})

    _executor: Any

    def __init__(self, executor: Executor, settings: Settings) -> None:
        self._executor = executor
        self.settings = settings
        """The address, the credentials and the timeouts."""
        self.counters: Counters = executor.counters
        """Requests, retries and failures so far."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.settings.url!r})"


@only("with", "; for `async with` create an AsyncKaggleStore")
class KaggleStore(_Resources["KaggleStore"], SyncClient):
    """The state of Kaggle agents in one Supabase project; every call blocks.

    `url` and `key` default to the environment or `.env` (see `kaggle_store.settings`).
    `access_token` is a user's or worker's JWT, used instead of the key, or a function that returns
    the current one: it is called before each request, from any thread, and once more if the server
    refuses its token. `timeout` is the seconds for one attempt of a request (default 30), including
    its whole response. Requests that are safe to repeat are retried for `retry_for` seconds
    (default 30) after a lost connection, a timeout or an overloaded server; 0 turns retries off.
    The client opens at most `connections` (default 20), each within `connect_timeout` seconds
    (default 5), and waits up to `pool_timeout` seconds (default 30) for a free one. `jwt_secret`
    signs the tokens of `tokens.for_execution`. Threads may share a client, processes may not:
    create one after `fork`. Use it as a context manager, or call `close()`.

    Raises `SettingsError` if the URL or the key is missing or malformed.
    """

    _executor: SyncExecutor

    def __init__(
        self,
        url: str | None = None,
        key: str | None = None,
        *,
        access_token: str | Callable[[], str] | None = None,
        jwt_secret: str | None = None,
        **options: Unpack[Options],
    ) -> None:
        settings = Settings.load(
            url, key, access_token=access_token, jwt_secret=jwt_secret, **options
        )
        from kaggle_store._transport.executor import SyncExecutor

        super().__init__(SyncExecutor(settings, self._from_executor), settings)

    @classmethod
    def from_supabase(cls, client: SupabaseClient, **options: Unpack[Options]) -> Self:
        """Create a client with the URL, key and token of a supabase-py client, not its sockets.

        Each request uses the token that the other client has then, so its refreshes count here too.
        """
        return cls(**_credentials_of(client), **options)

    @classmethod
    def local(cls, data_dir: str | Path | None = None) -> AbstractContextManager[Self]:
        """Run a local stack for the duration of the block, without Docker or an account.

        The data is kept in `data_dir`; without one it is deleted at the end. Needs the extra
        `kaggle_store[local]`. Raises `LocalStackError` if the stack cannot start, and
        `SettingsError` without the extra.
        """
        return Block(cls._local(data_dir), f"with {cls.__name__}.local() as store:")

    @classmethod
    @contextmanager
    def _local(cls, data_dir: str | Path | None) -> Iterator[Self]:
        stack = _start_stack(data_dir)
        try:
            with cls(stack.api_url, stack.service_role_key, jwt_secret=stack.jwt_secret) as store:
                yield store
        finally:
            stack.stop()

    @classmethod
    def _from_executor(cls, executor: SyncExecutor) -> Self:
        store = cls.__new__(cls)
        _Resources.__init__(store, executor, executor.settings)
        return store

    def close(self) -> None:
        """Close the connections; the client cannot be used afterwards."""
        self._executor.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@only("async with", "; for `with` create a KaggleStore")
class AsyncKaggleStore(_Resources["AsyncKaggleStore"], AsyncClient):
    """The state of Kaggle agents in one Supabase project; every call is awaited.

    Arguments as for `KaggleStore`; `access_token` may also be an async function. The extra
    `kaggle_store[async]` makes concurrent calls several times faster; nothing else changes. A
    client belongs to the event loop that first uses it, and to its process. Use it with `async
    with`, or `await aclose()`.
    """

    _executor: AsyncExecutor

    def __init__(
        self,
        url: str | None = None,
        key: str | None = None,
        *,
        access_token: AccessToken | None = None,
        jwt_secret: str | None = None,
        **options: Unpack[Options],
    ) -> None:
        settings = Settings.load(
            url, key, access_token=access_token, jwt_secret=jwt_secret, **options
        )
        from kaggle_store._transport.executor import AsyncExecutor

        super().__init__(AsyncExecutor(settings, self._from_executor), settings)

    @classmethod
    def from_supabase(cls, client: SupabaseClient, **options: Unpack[Options]) -> Self:
        """Create a client with the URL, key and token of a supabase-py client, not its sockets.

        Each request uses the token that the other client has then, so its refreshes count here too.
        """
        return cls(**_credentials_of(client), **options)

    @classmethod
    def local(cls, data_dir: str | Path | None = None) -> AbstractAsyncContextManager[Self]:
        """Run a local stack for the duration of the block, like `KaggleStore.local`."""
        return AsyncBlock(cls._local(data_dir), f"async with {cls.__name__}.local() as store:")

    @classmethod
    @asynccontextmanager
    async def _local(cls, data_dir: str | Path | None) -> AsyncIterator[Self]:
        import asyncio

        stack = await asyncio.to_thread(_start_stack, data_dir)
        try:
            async with cls(
                stack.api_url, stack.service_role_key, jwt_secret=stack.jwt_secret
            ) as store:
                yield store
        finally:
            await asyncio.to_thread(stack.stop)

    @classmethod
    def _from_executor(cls, executor: AsyncExecutor) -> Self:
        store = cls.__new__(cls)
        _Resources.__init__(store, executor, executor.settings)
        return store

    async def aclose(self) -> None:
        """Close the connections; the client cannot be used afterwards."""
        await self._executor.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class _Credentials(TypedDict):
    url: str
    key: str
    access_token: Callable[[], str]


def _credentials_of(client: SupabaseClient) -> _Credentials:
    def token() -> str:
        # The client replaces the header when it refreshes its token, or its user signs in or out.
        bearer = str(client.options.headers.get("Authorization", "")).removeprefix("Bearer ")
        return bearer or client.supabase_key

    return {"url": str(client.supabase_url), "key": client.supabase_key, "access_token": token}


def _start_stack(data_dir: str | Path | None) -> LocalStack:
    try:
        from kaggle_store.local import LocalStack
    except ImportError as error:
        raise SettingsError(
            f"the local stack needs {error.name}: pip install 'kaggle_store[local]'"
        ) from error
    return LocalStack.start(None if data_dir is None else Path(data_dir))
