"""`kaggle-store doctor` diagnoses each part of the connection to the store."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import jwt
import psycopg
import pytest

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store.doctor import database, key
from kaggle_store.doctor.checks import Check
from kaggle_store.settings import Settings
from tests.conftest import Owner, Stack
from tests.doctor.conftest import Command

HOSTED = "https://abcdefgh.supabase.co"


def lines(printed: str) -> dict[str, str]:
    """Return mark, finding and remedy of each subject in one line."""
    found: dict[str, str] = {}
    subject = ""
    for line in filter(None, printed.split("\n\n")[0].splitlines()):
        if line[0] != " ":
            subject = line[2:21].strip()
            found[subject] = line[0]
        found[subject] += " " + line[22:].strip()
    return found


def test_healthy_store_has_no_problems(on_stack: Command) -> None:
    code, printed = on_stack("doctor")
    assert code == 0
    found = lines(printed)
    assert {name for name, what in found.items() if what[0] != "✓"} <= {"upkeep"}
    assert len(found) == 24
    assert len(printed.splitlines()) < 33
    assert max(map(len, printed.splitlines())) <= 80
    assert "service_role" in found["key"]
    assert found["PostgREST"].startswith("✓ version ")
    assert found["migrations"] == f"✓ all {len(MIGRATIONS)} installed"
    assert printed.rstrip().endswith("0 problems.")


def test_missing_url_is_named(command: Command) -> None:
    code, printed = command("doctor")
    assert code == 2
    assert "SUPABASE_URL" in lines(printed)["settings"]
    assert "kaggle-store up" in lines(printed)["settings"]
    assert lines(printed)["kaggle_store"].startswith("✓")


def test_missing_key_and_malformed_url_are_named(command: Command) -> None:
    code, printed = command("doctor", url="http://127.0.0.1:9")
    assert (code, "SUPABASE_SECRET_KEY" in printed) == (2, True)
    code, printed = command("doctor", url="ftp://project", key="x")
    assert (code, "must look like https://" in lines(printed)["settings"]) == (2, True)


@pytest.fixture
def silent() -> Iterator[str]:
    """Yield the URL of a server that accepts connections and sends nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def page() -> Iterator[str]:
    """Yield the URL of a web server that is not Supabase."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>Welcome</html>")

        def log_request(self, code: object = "-", size: object = "-") -> None: ...

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_unreachable_address_has_a_reason(
    command: Command, silent: str, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def address_check(url: str) -> str:
        code, printed = command("doctor", "--timeout", "0.3", url=url, key="sb_secret_x")
        assert code == 2
        return lines(printed)["address"]

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    assert "connection refused" in address_check("http://127.0.0.1:1")
    assert "no response in time" in address_check(silent)
    assert "TLS failed" in address_check(page.replace("http:", "https:"))
    assert "not a Supabase project (HTTP 200)" in address_check(page)
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "unknown host name" in address_check("http://nowhere.invalid")


def test_rejected_or_powerless_key_is_reported(on_stack: Command, stack: Stack) -> None:
    code, printed = on_stack("doctor", key="sb_secret_of_another_project")
    assert code == 1
    assert "Invalid API key" in lines(printed)["key in use"]
    assert "sb_secret_of" not in printed
    code, printed = on_stack("doctor", key=str(stack.publishable_key))
    assert code == 1
    assert lines(printed)["key"].startswith("✗ a publishable key")
    assert "permission denied" in lines(printed)["database"]


def token(**claims: object) -> str:
    return jwt.encode(claims, "a secret of thirty-two characters", algorithm="HS256")


@pytest.mark.parametrize(
    ("given", "state", "found"),
    [
        ("sb_secret_x", "fine", "service_role"),
        ("sb_publishable_x", "problem", "a publishable key"),
        ("rubbish", "problem", "neither"),
        (token(role="service_role"), "fine", "a token of service_role"),
        (token(role="anon"), "problem", "a token of anon"),
        (token(role="kaggle_worker"), "warning", "a token of kaggle_worker"),
        (token(role="service_role", exp=1), "problem", "expired"),
        (token(role="service_role", exp=time.time() + 10_700), "warning", "expires in 2 hours"),
        (token(role="service_role", ref="stranger"), "problem", "another project, stranger"),
        (token(role="service_role", ref="abcdefgh"), "fine", "service_role"),
    ],
)
def test_key_is_described(given: str, state: str, found: str) -> None:
    check = key.check(Settings(HOSTED, given))
    assert (check.state, found in check.found) == (state, True)
    assert given not in check.found


def test_database_problems_are_reported(on_stack: Command, owner: Owner) -> None:
    owner.execute("alter table submissions disable row level security")
    try:
        code, printed = on_stack("doctor")
    finally:
        owner.execute("alter table submissions enable row level security")
    assert code == 1
    assert "public.submissions" in lines(printed)["row level security"]
    assert "1 problem" in printed


FULL_DISK = """
create function extensions.no_space() returns event_trigger language plpgsql as $$
begin
    raise exception using errcode = 'disk_full',
        message = 'could not extend file "base/5/1": No space left on device';
end
$$;
create event trigger no_space on ddl_command_start when tag in ('CREATE TABLE')
execute function extensions.no_space();
"""


def test_full_disk_is_a_problem(on_stack: Command, stack: Stack) -> None:
    with psycopg.connect(str(stack.superuser_url), autocommit=True) as superuser:
        superuser.execute(FULL_DISK.encode())
        try:
            code, printed = on_stack("doctor")
        finally:
            superuser.execute("drop event trigger no_space; drop function extensions.no_space()")
    assert code == 1
    assert lines(printed)["disk"].startswith("✗ the database cannot write: could not extend file")
    assert "Free space" in lines(printed)["disk"]


def test_failed_probe_is_a_problem(on_stack: Command, owner: Owner) -> None:
    owner.execute("revoke execute on function probe_disk() from service_role")
    try:
        code, printed = on_stack("doctor")
    finally:
        owner.execute("grant execute on function probe_disk() to service_role")
    assert code == 1
    assert lines(printed)["disk"].startswith("✗ a test write failed: permission denied")


@pytest.mark.parametrize(
    ("seconds", "state", "word"),
    [
        (0, "fine", "same"),
        (4.9, "fine", "same"),
        (60, "warning", "behind"),
        (-60, "warning", "ahead"),
    ],
)
def test_clock_difference_is_reported(seconds: float, state: str, word: str) -> None:
    check = database.skew(seconds)
    assert (check.state, word in check.found) == (state, True)


def test_waiting_spool_is_reported(on_stack: Command, tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir(mode=0o700)
    (tmp_path / "spool" / "1.points").write_bytes(b"{}\n" + b"x" * 1234)
    code, printed = on_stack("doctor")
    assert code == 0
    assert "1,234 bytes" in lines(printed)["spool"]
    assert "spool flush" in lines(printed)["spool"]


def advice(name: str, schema: str = "public") -> str:
    """Return what the Supabase CLI prints about a table without row level security."""
    found_in = {"schema": schema, "name": name, "type": "table"}
    return json.dumps([{"title": "RLS Disabled in Public", "metadata": found_in}])


@pytest.mark.parametrize(
    ("prints", "found"),
    [
        (advice("submissions"), "! RLS Disabled in Public For details"),
        (advice("system_metrics_2026_11"), "! RLS Disabled in Public For details"),
        (advice("clock", "kaggle_store"), "! RLS Disabled in Public For details"),
        (advice("profiles"), "✓ no warnings about the store"),
        (advice("submissions", "private"), "✓ no warnings about the store"),
        ('[{"title": "Leaked Password Protection Disabled"}]', "✓ no warnings about the store"),
        ("[]", "✓ no warnings about the store"),
        ("no JSON [", "✓ not run: JSONDecodeError"),
    ],
)
def test_advisors_run_with_supabase_cli(
    on_stack: Command,
    stack: Stack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    prints: str,
    found: str,
) -> None:
    program = tmp_path / "supabase"
    program.write_text(f"#!{sys.executable}\nprint('Connecting'); print({prints!r})\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "without SUPABASE_DB_URL" in lines(on_stack("doctor")[1])["advisors"]
    monkeypatch.setenv("SUPABASE_DB_URL", str(stack.db_url))
    assert lines(on_stack("doctor")[1])["advisors"].startswith(found)


def test_doctor_prints_json(on_stack: Command) -> None:
    code, printed = on_stack("doctor", "--json")
    checks = [Check(**check) for check in json.loads(printed)]
    assert code == 0
    assert {check.state for check in checks} <= {"fine", "warning"}
    assert next(check for check in checks if check.subject == "PostgREST").facts["version"]


def test_colours_only_on_terminals_without_no_color(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in command("doctor")[1]
    set_terminal: Callable[[], bool] = lambda: True  # noqa: E731
    monkeypatch.setattr(sys.stdout, "isatty", set_terminal)
    assert "\x1b[31m✗\x1b[0m" in command("doctor")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in command("doctor")[1]
