"""The fixtures behind `async_store`: one for each event loop that may run the test.

A client belongs to one event loop. pytest-asyncio has loops of five scopes, anyio has its own, and
each opens and closes only the fixtures that it recognizes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import pytest

if TYPE_CHECKING:
    from kaggle_store.local import Endpoints

_Scope: TypeAlias = Literal["function", "class", "module", "package", "session"]
_SCOPES: tuple[_Scope, ...] = get_args(_Scope)
_PREFIX = "_kaggle_async_store_"


def fixtures(runners: Iterable[str]) -> ModuleType:
    """Return a pytest plugin with the fixtures for the runners "asyncio" and "anyio"."""
    plugin = ModuleType("kaggle_store_async")
    if "asyncio" in runners:
        import pytest_asyncio

        for scope in _SCOPES:
            name = f"{_PREFIX}{scope}"
            fixture = pytest_asyncio.fixture(None, loop_scope=scope, name=name)
            setattr(plugin, name, fixture(_opening()))
    if "anyio" in runners:
        name = f"{_PREFIX}anyio"
        setattr(plugin, name, pytest.fixture(name=name)(_opening()))
    return plugin


def _opening() -> Callable[[Endpoints], AsyncIterator[object]]:
    async def opened(kaggle_stack: Endpoints) -> AsyncIterator[object]:
        from kaggle_store import AsyncKaggleStore

        async with AsyncKaggleStore(kaggle_stack.api_url, kaggle_stack.secret_key) as store:
            yield store

    return opened


def name_for(request: pytest.FixtureRequest) -> str:
    """Return the name of the fixture for the event loop of the requesting test.

    Fails the test if the project has neither pytest-asyncio nor anyio.
    """
    has = request.config.pluginmanager.hasplugin
    if has("anyio") and "anyio_backend" in request.fixturenames and not _takes_all(request):
        return f"{_PREFIX}anyio"
    if has("asyncio"):
        return f"{_PREFIX}{_loop_scope(request)}"
    pytest.fail(
        "async_store needs an event loop: install pytest-asyncio and mark the test with"
        " pytest.mark.asyncio, or mark it with pytest.mark.anyio",
        pytrace=False,
    )


def _takes_all(request: pytest.FixtureRequest) -> bool:
    """Return whether pytest-asyncio runs the tests of anyio, too."""
    config = request.config
    if not config.pluginmanager.hasplugin("asyncio"):
        return False
    mode: str = config.getoption("asyncio_mode") or config.getini("asyncio_mode")
    return mode == "auto"


def _loop_scope(request: pytest.FixtureRequest) -> str:
    mark = request.node.get_closest_marker("asyncio")
    chosen = mark and mark.kwargs.get("loop_scope")
    return str(chosen or request.config.getini("asyncio_default_test_loop_scope"))
