"""The `kaggle-store` commands of the local stack, as a user runs them."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from kaggle_store.local.ports import free_port
from kaggle_store.local.processes import started_at
from kaggle_store.local.service import Running, down, find_running
from tests.local.helpers import command, eventually, get, running_in, start_up

Ended = subprocess.CompletedProcess[str]

# The names of `supabase status -o env` for the parts of the local stack.
NAMES = [
    "ANON_KEY",
    "API_URL",
    "DB_URL",
    "JWT_SECRET",
    "PUBLISHABLE_KEY",
    "SECRET_KEY",
    "SERVICE_ROLE_KEY",
]


@pytest.fixture
def home(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a default data directory whose stack is stopped at the end."""
    monkeypatch.setenv("KAGGLE_STORE_HOME", str(data_dir))
    yield data_dir
    down(data_dir)


def _bodies(running: Running) -> list[str]:
    response = get(f"{running.api_url}/rest/v1/notes", {"apikey": running.secret_key})
    return [row["body"] for row in response.json()]


def test_up_finds_running_stack(kept_home: Running) -> None:
    assert "already runs" in command("up").stdout
    assert _bodies(kept_home) == ["seeded"]


def test_status_shows_addresses_and_processes(kept_home: Running) -> None:
    shown = command("status")
    assert shown.returncode == 0
    server = f"postgres {kept_home.processes['postgres']}"
    for word in (kept_home.api_url, kept_home.superuser_url, str(kept_home.data_dir), server):
        assert word in shown.stdout


def test_status_and_up_hide_the_password(kept_home: Running) -> None:
    masked = kept_home.db_url.replace(kept_home.keys.db_password, "***")
    for word in ("status", "up"):
        shown = command(word).stdout
        assert masked in shown
        assert kept_home.keys.db_password not in shown


def test_env_prints_names_of_supabase_status(kept_home: Running) -> None:
    lines = command("env").stdout.splitlines()
    values = dict(line.split("=", 1) for line in lines)
    assert list(values) == NAMES
    assert all(value.startswith('"') and value.endswith('"') for value in values.values())
    unquoted = {name: shlex.split(value)[0] for name, value in values.items()}
    assert unquoted == kept_home.environment()


def test_env_is_evaluated_by_a_shell(kept_home: Running) -> None:
    program = f'eval "$({shlex.quote(sys.executable)} -m kaggle_store.cli env)"; echo "$API_URL"'
    shell = subprocess.run(
        ["/bin/sh", "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert shell.stdout.strip() == kept_home.api_url


def test_env_prints_dotenv_lines(kept_home: Running) -> None:
    lines = command("env", "--supabase").stdout.splitlines()
    assert f'SUPABASE_URL="{kept_home.api_url}"' in lines
    assert f'SUPABASE_SECRET_KEY="{kept_home.secret_key}"' in lines


def test_stopped_stack_exits_with_3(home: Path) -> None:
    status, env = command("status"), command("env")
    assert (status.returncode, env.returncode) == (3, 3)
    assert str(home) in status.stdout
    # A shell evaluates the standard output of `env`.
    assert env.stdout == ""
    assert "kaggle-store up" in env.stderr


def test_down_ends_every_process(notes: Path, home: Path) -> None:
    start_up(notes, home)
    running = running_in(home)
    assert command("down").stdout == "The local stack is stopped; its data is kept.\n"
    assert all(started_at(pid) is None for pid in running.processes.values())
    assert command("down").stdout == "No local stack was running.\n"


def test_reset_keeps_addresses_and_origins(notes: Path, home: Path) -> None:
    ports = ["--api-port", str(free_port()), "--db-port", str(free_port())]
    origins = ["http://localhost:3000", "http://localhost:5173"]
    options = [word for origin in origins for word in ("--cors-origin", origin)]
    assert start_up(notes, home, *ports, *options).returncode == 0
    assert "no effect" in command("up", "--cors-origin", "http://other").stdout
    before = running_in(home)
    refused = command("reset")
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    with psycopg.connect(before.db_url, autocommit=True) as connection:
        connection.execute("insert into public.notes (body) values ('mine')")
    assert sorted(_bodies(before)) == ["mine", "seeded"]
    assert command("reset", "--yes", "--migrations", str(notes)).returncode == 0
    after = running_in(home)
    assert (after.api_url, after.db_url) == (before.api_url, before.db_url)
    assert _bodies(after) == ["seeded"]
    url = f"{after.api_url}/rest/v1/notes"
    allowed = [
        get(url, {"origin": origin}).headers.get("access-control-allow-origin")
        for origin in (*origins, "http://other")
    ]
    assert allowed == [*origins, None]


def test_reset_refuses_other_folders(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    ended = command("reset", "--yes", "--data-dir", str(tmp_path))
    assert ended.returncode == 1
    assert "holds no local stack" in ended.stderr
    assert (tmp_path / "postgres").is_dir()


def test_busy_port_is_a_one_line_error(notes: Path, home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        ended = start_up(notes, home, "--api-port", port)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"kaggle-store up: Port {port}")
    assert ended.stderr.count("\n") == 1
    assert find_running(home) is None


def test_concurrent_stacks_get_different_ports(notes: Path, home: Path) -> None:
    other = home.with_name("other")
    options = ["--migrations", str(notes), "--data-dir"]
    with ThreadPoolExecutor() as pool:
        both = list(pool.map(lambda folder: command("up", *options, str(folder)), (home, other)))
    assert [(ran.returncode, ran.stderr) for ran in both] == [(0, "")] * 2
    one, two = running_in(home), running_in(other)
    down(other)
    assert one.api_url != two.api_url
    assert one.db_url != two.db_url
    assert _bodies(one) == ["seeded"]


def test_killed_stack_starts_again(notes: Path, home: Path) -> None:
    start_up(notes, home)
    running = running_in(home)
    os.kill(running.watchdog, signal.SIGKILL)
    assert command("status").returncode == 3
    assert start_up(notes, home).returncode == 0
    assert eventually(lambda: all(started_at(pid) is None for pid in running.processes.values()))
    assert _bodies(running_in(home)) == ["seeded"]


def test_interrupted_start_leaves_nothing(notes: Path, home: Path) -> None:
    # This PostgREST is never ready: the start waits until it is interrupted.
    waiting, program = home.with_name("waiting"), home.with_name("postgrest")
    program.write_text(
        f"#!/bin/sh\necho $$ > {waiting}.new\nmv {waiting}.new {waiting}\nexec sleep 99"
    )
    program.chmod(0o755)
    home.parent.chmod(0o777)
    words = [sys.executable, "-m", "kaggle_store.cli", "up", "--migrations", str(notes)]
    starting = subprocess.Popen(
        [*words, "--api-port", str(free_port()), "--db-port", str(free_port())],
        env=os.environ | {"KAGGLE_STORE_POSTGREST": str(program)},
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    assert eventually(waiting.exists)
    os.killpg(starting.pid, signal.SIGINT)
    assert starting.communicate(timeout=30)[1] == ""
    assert starting.returncode == 130
    assert started_at(int(waiting.read_text())) is None
    assert find_running(home) is None
    assert start_up(notes, home).returncode == 0


def test_unwritable_data_dir_is_an_error(notes: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = command("up", "--data-dir", str(tmp_path / "file" / "data"), "--migrations", str(notes))
    assert ended.returncode == 1
    assert "cannot be written" in ended.stderr
    assert "Traceback" not in ended.stderr
