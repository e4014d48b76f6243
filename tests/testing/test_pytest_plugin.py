"""The pytest plugin in projects of its users: each test here runs pytest on such a project."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import Stack

pytestmark = pytest.mark.posix

INI = """[pytest]
filterwarnings =
    error
    ignore:The configuration option "asyncio_default_fixture_loop_scope" is unset
"""
OUTCOME = re.compile(r"(\d+) (passed|failed|error)")


def run(folder: Path, tests: str, *options: str, **files: str) -> tuple[dict[str, int], str]:
    """Run a module of tests in a new project; return the number of each outcome, and the output."""
    (folder / "pytest.ini").write_text(INI)
    (folder / "test_agent.py").write_text(dedent(tests))
    for name, text in files.items():
        (folder / f"{name}.py").write_text(dedent(text))
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:pgrls", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    output = ended.stdout + ended.stderr
    summary = output.strip().splitlines()[-1]
    print(output)
    return {outcome: int(number) for number, outcome in OUTCOME.findall(summary)}, output


SYNC = """
    import os
    from datetime import datetime, timedelta

    import pytest

    from kaggle_store import ConnectionFailed, KaggleStore

    @pytest.mark.parametrize("number", [1, 2])
    def test_store_is_empty(store, number):
        assert store.competitions.count() == 0
        store.competitions.create(kaggle_id="titanic", title="Titanic")

    def test_default_client_uses_throw_away_stack(store):
        with KaggleStore() as default:
            assert default.settings.url == store.settings.url
            default.competitions.create(kaggle_id="titanic", title="Titanic")
        assert store.competitions.count() == 1

    def test_environment_names_stack(kaggle_stack):
        assert os.environ["SUPABASE_DB_URL"] == kaggle_stack.db_url
        assert os.environ["SUPABASE_KEY"] == kaggle_stack.secret_key

    def test_environment_is_restored():
        assert os.environ["SUPABASE_KEY"] == "key of production"

    @pytest.mark.parametrize("number", [1, 2])
    def test_clock_shifts_and_starts_anew(store, kaggle_clock, number):
        began = kaggle_clock.now()
        assert abs(began - datetime.now(began.tzinfo)) < timedelta(hours=1)
        assert (kaggle_clock.shift(days=2, hours=1) - began).days == 2
        assert (kaggle_clock.shift(days=-1) - began).days == 1
        kaggle_clock.reset()
        assert (kaggle_clock.now() - began).days == 0

    def test_lease_ends_when_clock_shifts(store, kaggle_clock):
        titanic = store.competitions.create(kaggle_id="titanic", title="Titanic")
        store.agent_executions.create(competition_id=titanic.id, execution_name="a")
        assert store.agent_executions.claim(worker="one", lease=60)
        assert not store.agent_executions.claim(worker="two", lease=60)
        kaggle_clock.shift(minutes=2)
        assert store.agent_executions.claim(worker="two", lease=60)

    def test_lost_response(store, store_faults):
        assert store.settings.url == store_faults.url
        lost = store_faults.lose_response("POST", "/rest/v1/competitions")
        store.competitions.create(kaggle_id="titanic", title="Titanic")
        assert [exchange.status for exchange in lost.exchanges] == [201]
        assert store.competitions.count() == 1

    def test_faults_end_with_test_1(store, store_faults):
        store_faults.lose_request(times=1000)
        store_faults.down()

    def test_faults_end_with_test_2(store, store_faults):
        assert store.competitions.count() == 0

    def test_fake_kaggle(fake_kaggle):
        assert os.environ["KAGGLE_STORE_KAGGLE_ENDPOINT"] == fake_kaggle.endpoint
        fake_kaggle.add_competition("titanic")
"""


def test_fixtures_in_a_users_project(
    stack: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPABASE_KEY", "key of production")
    assert run(tmp_path, SYNC)[0] == {"passed": 12}


ASYNC = """
    import pytest

    async def check(async_store):
        assert await async_store.competitions.count() == 0
        await async_store.competitions.create(kaggle_id="titanic", title="Titanic")

    @pytest.mark.asyncio
    async def test_function_loop(async_store, store_faults):
        store_faults.lose_response("POST")
        await check(async_store)

    @pytest.mark.asyncio(loop_scope="module")
    async def test_module_loop(async_store, store):
        await check(async_store)
        assert store.competitions.count() == 1

    def test_no_loop(async_store):
        assert async_store.settings.url
"""
ANYIO = """
    @pytest.fixture(params=["asyncio"])
    def anyio_backend(request):
        return request.param

    @pytest.mark.anyio
    async def test_anyio_loop(async_store):
        await check(async_store)
"""


def test_async_store_with_both_runners(stack: Stack, tmp_path: Path) -> None:
    assert run(tmp_path, ASYNC + ANYIO)[0] == {"passed": 4}


def test_async_store_in_auto_mode(stack: Stack, tmp_path: Path) -> None:
    tests = ASYNC.replace("    @pytest.mark.asyncio\n", "")
    assert run(tmp_path, tests, "--asyncio-mode=auto")[0] == {"passed": 3}


def test_async_store_with_anyio_only(stack: Stack, tmp_path: Path) -> None:
    tests = ASYNC[: ASYNC.index("    @pytest.mark.asyncio")] + ANYIO
    assert run(tmp_path, tests, "-p", "no:asyncio")[0] == {"passed": 1}


def test_async_store_without_runner_names_remedy(stack: Stack, tmp_path: Path) -> None:
    tests = "def test_async(async_store): pass"
    outcome, output = run(tmp_path, tests, "-p", "no:asyncio", "-p", "no:anyio")
    assert outcome == {"error": 1}
    assert "install pytest-asyncio and mark the test with pytest.mark.asyncio" in output


def test_own_store_fixture_wins(tmp_path: Path) -> None:
    own = """
    import pytest

    @pytest.fixture
    def store():
        return "mine"
    """
    assert run(tmp_path, "def test_own(store): assert store == 'mine'", conftest=own)[0] == {
        "passed": 1
    }


def test_nothing_is_imported_before_use(tmp_path: Path) -> None:
    tests = """
    import sys

    def test_modules():
        ours = {name for name in sys.modules if name.startswith("kaggle_store")}
        assert ours <= {
            "kaggle_store", "kaggle_store._lazy", "kaggle_store.testing",
            "kaggle_store.testing.pytest_plugin", "kaggle_store.testing._async_fixtures",
        }
    """
    assert run(tmp_path, tests)[0] == {"passed": 1}


def test_missing_extra_is_named(tmp_path: Path) -> None:
    outcome, output = run(
        tmp_path,
        "def test_store(store): pass\ndef test_again(store): pass",
        conftest="import sys\nsys.modules['psycopg'] = None",
    )
    assert outcome == {"error": 2}
    assert "kaggle_store's fixtures need psycopg: pip install 'kaggle_store[local]'" in output
    assert "Traceback" not in output


def test_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAGGLE_STORE_TEST_RUN", raising=False)
    monkeypatch.setenv("KAGGLE_STORE_POSTGRES", str(tmp_path))
    outcome, output = run(tmp_path, "def test_store(store): pass")
    assert outcome == {"error": 1}
    assert "kaggle_store's fixtures need a local stack: " in output
    assert os.environ.get("KAGGLE_STORE_TEST_RUN") is None


def test_workers_of_xdist_have_stores_of_their_own(stack: Stack, tmp_path: Path) -> None:
    tests = """
    import pytest

    @pytest.mark.parametrize("number", range(8))
    def test_store_is_empty(store, number):
        assert store.competitions.count() == 0
        for name in "abc":
            store.competitions.create(kaggle_id=name, title="Titanic")
        assert store.competitions.count() == 3
    """
    assert run(tmp_path, tests, "-n", "2")[0] == {"passed": 8}
