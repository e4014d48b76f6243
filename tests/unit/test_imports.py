"""What an import loads: names, resources and their models come when they are first used."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import kaggle_store
from kaggle_store import KaggleStore, models
from kaggle_store.client import RESOURCES

USED_BY_SETTINGS = {
    "annotated_types",
    "dotenv",
    "kaggle_store",
    "pydantic",
    "pydantic_core",
    "typing_extensions",
    "typing_inspection",
}
STORE = "from kaggle_store import KaggleStore; store = KaggleStore('http://localhost', 'key')"
NOT_NEEDED = {"jwt", "cryptography", "supabase", "rich", "psycopg", "aiohttp", "httpx._main"}


def loaded_by(code: str) -> set[str]:
    """Return the modules that a new process loads, with those of a name's package in full."""
    script = (
        "import sys; sys.modules['rich'] = sys.modules['click'] = None; "
        f"before = set(sys.modules); {code}; print(*(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def packages(modules: set[str]) -> set[str]:
    """Return the packages that do not come with Python."""
    found = {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names)
    return {name for name in found if not name.startswith("_sysconfigdata")}


def test_package_loads_no_library() -> None:
    loaded = loaded_by("import kaggle_store")
    assert packages(loaded) == {"kaggle_store"}
    assert not loaded & {"asyncio", "logging", "ssl", "kaggle_store.errors"}


def test_client_class_loads_settings_only() -> None:
    loaded = loaded_by("from kaggle_store import KaggleStore")
    assert packages(loaded) <= USED_BY_SETTINGS
    # The oldest typing_extensions imports asyncio.
    by_libraries = loaded_by("import pydantic, dotenv, typing_extensions")
    assert not (loaded - by_libraries) & {"asyncio", "ssl", "http.client"}
    assert not {name for name in loaded if name.startswith(("kaggle_store.models", "httpcore"))}


def test_new_client_loads_no_models() -> None:
    loaded = loaded_by(STORE)
    assert "kaggle_store._transport.executor" in loaded
    assert not {name for name in loaded if name.startswith("kaggle_store.models.")} & {
        f"kaggle_store.models.{name}" for name in RESOURCES
    }
    assert not loaded & NOT_NEEDED


def test_resource_loads_its_own_models() -> None:
    loaded = loaded_by(f"{STORE}; store.audit_log")
    assert "kaggle_store.models.audit_log" in loaded
    assert "kaggle_store.models.submissions" not in loaded
    assert "kaggle_store.resources.submissions" not in loaded
    assert not loaded & NOT_NEEDED


@pytest.mark.parametrize("package", [kaggle_store, models], ids=lambda each: each.__name__)
def test_lazy_package_lists_its_names(package: object) -> None:
    names = package.__all__  # type: ignore[attr-defined]
    assert set(names) <= set(dir(package))
    assert all(hasattr(package, name) for name in names)
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        package.Nothing  # type: ignore[attr-defined]  # noqa: B018


def test_client_lists_its_resources() -> None:
    with KaggleStore("http://localhost", "key") as store:
        assert set(RESOURCES) <= set(dir(store))
        with pytest.raises(AttributeError, match="'KaggleStore' object has no attribute 'summary'"):
            store.summary  # type: ignore[attr-defined]  # noqa: B018


def test_threads_get_one_resource() -> None:
    start = Barrier(8)

    def first_use(store: KaggleStore) -> int:
        start.wait()
        return id(store.tokens)

    with KaggleStore("http://localhost", "key") as store, ThreadPoolExecutor(8) as pool:
        assert set(pool.map(first_use, [store] * 8)) == {id(store.tokens)}
