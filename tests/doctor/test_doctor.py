"""`kaggle-store doctor` tells what is wrong, however much of the way is broken."""

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
import pytest

from kaggle_store._transport._origins import CREATED_OBJECTS
from kaggle_store.doctor import database, key
from kaggle_store.doctor.checks import Check
from kaggle_store.local import LocalStack
from kaggle_store.settings import Settings
from tests.conftest import Owner, Stack
from tests.doctor.conftest import Command

HOSTED = "https://abcdefgh.supabase.co"


def lines(said: str) -> dict[str, str]:
    """Each subject with its mark, what was found and the remedy, in one line."""
    found: dict[str, str] = {}
    subject = ""
    for line in filter(None, said.split("\n\n")[0].splitlines()):
        if line[0] != " ":
            subject = line[2:21].strip()
            found[subject] = line[0]
        found[subject] += " " + line[21:].strip()
    return found


def test_a_healthy_store_has_one_screen_without_a_problem(here: Command) -> None:
    code, said = here("doctor")
    assert code == 0
    found = lines(said)
    assert {name for name, what in found.items() if what[0] != "✓"} <= {"upkeep"}
    assert len(found) == 19
    assert len(said.splitlines()) < 30
    assert max(map(len, said.splitlines())) <= 80
    assert "service_role" in found["key"]
    assert found["PostgREST"].startswith("✓ version ")
    assert found["migrations"] == f"✓ all {len(CREATED_OBJECTS)} applied"
    assert said.rstrip().endswith("0 problems.")


def test_the_stack_that_runs_here_is_found_where_none_is_named(
    command: Command, monkeypatch: pytest.MonkeyPatch, stack: Stack
) -> None:
    monkeypatch.setattr("kaggle_store.local.service.find_running", lambda _: stack)
    code, said = command("doctor")
    assert code == 0
    assert "from the stack that runs here" in said


def test_without_a_url_the_names_that_were_looked_for_are_told(command: Command) -> None:
    code, said = command("doctor")
    assert code == 2
    assert "SUPABASE_URL" in lines(said)["settings"]
    assert "kaggle-store up" in lines(said)["settings"]
    assert lines(said)["kaggle_store"].startswith("✓")


def test_without_a_key_or_with_a_malformed_url_the_setting_is_named(command: Command) -> None:
    code, said = command("doctor", url="http://127.0.0.1:9")
    assert (code, "SUPABASE_SECRET_KEY" in said) == (2, True)
    code, said = command("doctor", url="ftp://project", key="x")
    assert (code, "must look like https://" in lines(said)["settings"]) == (2, True)


@pytest.fixture
def silent() -> Iterator[str]:
    """Somebody who takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def page() -> Iterator[str]:
    """A web server that knows nothing of Supabase."""

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


def test_an_address_where_nobody_answers_says_why(
    command: Command, silent: str, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(url: str) -> str:
        code, said = command("doctor", "--timeout", "0.3", url=url, key="sb_secret_x")
        assert code == 2
        return lines(said)["address"]

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    assert "connection refused" in told("http://127.0.0.1:1")
    assert "no answer in time" in told(silent)
    assert "TLS failed" in told(page.replace("http:", "https:"))
    assert "no Supabase project (HTTP 200)" in told(page)
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "host name is not known" in told("http://nowhere.invalid")


def test_a_key_that_is_refused_or_opens_nothing_is_told(here: Command, stack: Stack) -> None:
    code, said = here("doctor", key="sb_secret_of_another_project")
    assert code == 1
    assert "Invalid API key" in lines(said)["key in use"]
    assert "sb_secret_of" not in said
    code, said = here("doctor", key=str(stack.publishable_key))
    assert code == 1
    assert lines(said)["key"].startswith("✗ a publishable key")
    assert "permission denied" in lines(said)["database"]


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
        (token(role="service_role", exp=1), "problem", "has expired"),
        (token(role="service_role", exp=time.time() + 10_700), "warning", "expires in 2 hours"),
        (token(role="service_role", ref="stranger"), "problem", "another project, stranger"),
        (token(role="service_role", ref="abcdefgh"), "fine", "service_role"),
    ],
)
def test_what_a_key_says_of_itself(given: str, state: str, found: str) -> None:
    told = key.check(Settings(HOSTED, given))
    assert (told.state, found in told.found) == (state, True)
    assert given not in told.found


def test_a_store_with_the_first_phases_only_names_the_first_migration_that_is_missing(
    command: Command, early: LocalStack
) -> None:
    code, said = command("doctor", url=early.api_url, key=early.secret_key)
    assert code == 1
    found = lines(said)["migrations"]
    assert found.startswith("✗ at least")
    assert "20261123020100_research_results.sql" in found
    assert "supabase db push" in found
    assert "notify pgrst, 'reload schema'" in found


def test_a_database_without_any_migration_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    with LocalStack.start(migrations=tmp_path / "migrations") as bare:
        code, said = command("doctor", url=bare.api_url, key=bare.secret_key)
    assert code == 1
    assert "none applied, the first" in lines(said)["migrations"]


def test_what_is_broken_in_the_store_is_told_through_the_api(here: Command, owner: Owner) -> None:
    owner.execute(
        "alter table submissions disable row level security; "
        "delete from supabase_migrations.schema_migrations where version = '20261123050100'"
    )
    try:
        code, said = here("doctor")
    finally:
        owner.execute(
            "alter table submissions enable row level security; "
            "insert into supabase_migrations.schema_migrations (version) values ('20261123050100')"
        )
    assert code == 1
    assert "public.submissions" in lines(said)["row level security"]
    assert f"1 of {len(CREATED_OBJECTS)} missing" in lines(said)["migrations"]
    assert "2 problems" in said


def test_migrations_that_this_version_does_not_know_are_told() -> None:
    ours = {file.split("_")[0] for file in CREATED_OBJECTS}
    assert database.compare(frozenset(ours)).state == "fine"
    assert database.compare(frozenset(ours | {"20200101000000"})).state == "fine"
    ahead = database.compare(frozenset(ours | {"29990101000000"}))
    assert (ahead.state, "to 29990101000000" in ahead.found) == ("warning", True)


@pytest.mark.parametrize(
    ("seconds", "state", "way"),
    [(0, "fine", "as"), (4.9, "fine", "as"), (60, "warning", "behind"), (-60, "warning", "ahead")],
)
def test_a_clock_that_is_off_is_told(seconds: float, state: str, way: str) -> None:
    told = database.skew(seconds)
    assert (told.state, way in told.found) == (state, True)


def test_what_waits_in_the_spool_is_told(here: Command, tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir(mode=0o700)
    (tmp_path / "spool" / "1.points").write_bytes(b"{}\n" + b"x" * 1234)
    code, said = here("doctor")
    assert code == 0
    assert "1,234 bytes" in lines(said)["spool"]
    assert "spool flush" in lines(said)["spool"]


@pytest.mark.parametrize(
    ("prints", "found"),
    [
        ('[{"title": "RLS Disabled in Public"}]', "! RLS Disabled in Public Look closer"),
        ("[]", "✓ nothing to say"),
        ("no JSON [", "✓ not asked: JSONDecodeError"),
    ],
)
def test_the_advisors_are_asked_where_the_cli_is_installed(
    here: Command,
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
    assert "without SUPABASE_DB_URL" in lines(here("doctor")[1])["advisors"]
    monkeypatch.setenv("SUPABASE_DB_URL", str(stack.db_url))
    assert lines(here("doctor")[1])["advisors"].startswith(found)


def test_programs_read_the_same_as_json(here: Command) -> None:
    code, said = here("doctor", "--json")
    checks = [Check(**check) for check in json.loads(said)]
    assert code == 0
    assert {check.state for check in checks} <= {"fine", "warning"}
    assert next(check for check in checks if check.subject == "PostgREST").facts["version"]


def test_colours_are_for_terminals_whose_owner_wants_them(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in command("doctor")[1]
    set_terminal: Callable[[], bool] = lambda: True  # noqa: E731
    monkeypatch.setattr(sys.stdout, "isatty", set_terminal)
    assert "\x1b[31m✗\x1b[0m" in command("doctor")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in command("doctor")[1]
