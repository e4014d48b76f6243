"""Whether sign-up is open, from a stand-in of Supabase Auth's settings."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kaggle_store.doctor import sign_up
from kaggle_store.doctor.checks import Check, fine
from kaggle_store.settings import Settings

# As hosted projects answer.
SETTINGS = {"external": {"email": True}, "disable_signup": False, "mailer_autoconfirm": False}
EVERYBODY = fine("members", "every signed-in user of the project may read", members_only=False)


@contextmanager
def auth(status: int, body: bytes) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """Yield the URL of a server with this response, and the paths and keys that it received."""
    received: list[tuple[str, str | None]] = []

    class Auth(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            received.append((self.path, self.headers["apikey"]))
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: object = "-", size: object = "-") -> None: ...

    with HTTPServer(("127.0.0.1", 0), Auth) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", received
        server.shutdown()
        thread.join()


def checked(url: str, *checks: Check) -> list[Check]:
    settings = Settings.load(url, "sb_secret_x", timeout=5, retry_for=0)
    return list(sign_up.check(settings, checks))


@pytest.mark.parametrize(("disabled", "state"), [(False, "warning"), (True, "fine")])
def test_open_sign_up_is_a_warning(disabled: bool, state: str) -> None:
    body = json.dumps(SETTINGS | {"disable_signup": disabled}).encode()
    with auth(200, body) as (url, received):
        [found] = checked(url, EVERYBODY)
    assert (found.subject, found.state) == ("sign-up", state)
    assert received == [("/auth/v1/settings", "sb_secret_x")]


@pytest.mark.parametrize(
    ("status", "body"), [(404, b"{}"), (200, b"<html>"), (200, b"[]"), (500, b"")]
)
def test_unknown_sign_up_is_not_reported(status: int, body: bytes) -> None:
    with auth(status, body) as (url, _):
        assert checked(url, EVERYBODY) == []
    assert checked("http://127.0.0.1:1", EVERYBODY) == []


def test_members_mode_needs_no_closed_sign_up() -> None:
    with auth(200, json.dumps(SETTINGS).encode()) as (url, received):
        assert checked(url, fine("members", "members only", members_only=True)) == []
        assert checked(url) == []
    assert received == []
