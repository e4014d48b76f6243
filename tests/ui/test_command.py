"""`kaggle-store ui`: where it serves, what it prints, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from kaggle_store.cli.ui import root_path
from kaggle_store.ui.server import listen
from tests.conftest import Stack
from tests.ui.conftest import keys_of


@pytest.fixture
def environment(session_stack: Stack, tmp_path: Path) -> dict[str, str]:
    """Return an environment that names the stack."""
    keys = keys_of(session_stack)
    kept = {name: value for name, value in os.environ.items() if "SUPABASE" not in name}
    return kept | {
        "SUPABASE_URL": keys.url,
        "SUPABASE_PUBLISHABLE_KEY": keys.publishable_key,
        "SUPABASE_SECRET_KEY": keys.secret_key,
        "SUPABASE_JWT_SECRET": keys.jwt_secret,
    }


@contextmanager
def running(
    environment: dict[str, str], folder: Path, *options: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command and yield its process and what it has printed."""
    command = [sys.executable, "-m", "kaggle_store", "ui", *options]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        lines = [process.stdout.readline()]
        if "SUPABASE_JWT_SECRET" in environment:
            lines.append(process.stdout.readline())
        yield process, "".join(lines)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signal_ends_open_streams(
    environment: dict[str, str], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with ExitStack() as stack:
        process, printed = stack.enter_context(running(environment, tmp_path))
        first = re.search(r"http://127\.0\.0\.1:\d+/sign-in\?token=\S+", printed)
        assert first, printed
        http = stack.enter_context(httpx.Client(trust_env=False, timeout=30))
        assert http.get(first[0], follow_redirects=True).status_code == 200
        events = first[0].replace("/sign-in", "/events")
        stream = stack.enter_context(http.stream("GET", events))
        assert next(stream.iter_lines()) == "event: ready"
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == code
    assert errors == ""


def test_no_secret_is_printed(environment: dict[str, str], tmp_path: Path) -> None:
    with running(environment, tmp_path) as (_, printed):
        for name in ("SECRET_KEY", "JWT_SECRET", "PUBLISHABLE_KEY"):
            assert environment[f"SUPABASE_{name}"] not in printed


def test_project_needs_an_account(environment: dict[str, str], tmp_path: Path) -> None:
    del environment["SUPABASE_JWT_SECRET"], environment["SUPABASE_SECRET_KEY"]
    with running(environment, tmp_path, "--root-path", "/kaggle") as (_, printed):
        url = printed.split()[-1]
        assert url.endswith("/kaggle")
        page = httpx.get(f"{url}/sign-in", trust_env=False, timeout=30)
        assert 'type="email"' in page.text
        assert 'action="/kaggle/sign-in"' in page.text


@pytest.mark.parametrize("missing", ["SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY"])
def test_missing_setting_is_named(
    environment: dict[str, str], tmp_path: Path, missing: str
) -> None:
    del environment[missing]
    command = [sys.executable, "-m", "kaggle_store", "ui"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert ran.returncode == 1
    assert missing in ran.stderr


def test_taken_port_is_replaced_unless_named() -> None:
    with listen("127.0.0.1", None) as first:
        taken = first.getsockname()[1]
        with listen("127.0.0.1", None) as second:
            assert second.getsockname()[1] != taken
        with pytest.raises(OSError, match="in use"):
            listen("127.0.0.1", taken)


@pytest.mark.parametrize("text", ["kaggle", "ftp://x/y", "/a?b", "//host", "https:///x", ""])
def test_root_path_is_checked(text: str) -> None:
    with pytest.raises(Exception, match="neither a path"):
        root_path(text)


@pytest.mark.parametrize("text", ["/", "/kaggle/", "https://team.example.org/kaggle"])
def test_root_path_has_no_slash_at_its_end(text: str) -> None:
    assert root_path(text) == text.rstrip("/")
