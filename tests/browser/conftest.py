"""The web pages in Debian's Chromium: a store with rows, a server, and browser contexts.

A machine without Chromium fails these tests; none is skipped.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from kaggle_store import KaggleStore
from kaggle_store.ui.app import create_app
from kaggle_store.ui.people import LocalSignIn, LocalStackKeys
from kaggle_store.ui.server import Server, listen
from kaggle_store.ui.site import Site
from tests.browser.filled_store import Rows, fill
from tests.browser.visitor import BrowserPages, ServedPages, Visitor
from tests.conftest import Owner, Stack

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
OTHER_NAME = "team.test"
"""Another name of this machine, without https: browsers send fewer headers there."""


def chromium_arguments() -> list[str]:
    """Return `--no-sandbox` for root only: Chromium's sandbox refuses to run as root."""
    return ["--no-sandbox"] if os.getuid() == 0 else []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return headless Chromium."""
    if not CHROMIUM.exists():
        pytest.fail(
            f"the browser tests need Chromium at {CHROMIUM}: apt-get install chromium, or set "
            "CHROMIUM to the path of one"
        )
    with sync_playwright() as playwright:
        arguments = [*chromium_arguments(), f"--host-resolver-rules=MAP {OTHER_NAME} 127.0.0.1"]
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield launched
        launched.close()


@contextmanager
def served(stack: Stack, **options: Any) -> Iterator[ServedPages]:
    """Serve the pages of a stack from a thread, on a free port; `options` are those of `Site`."""
    listener = listen("127.0.0.1", None)
    port = listener.getsockname()[1]
    assert stack.jwt_secret
    assert stack.publishable_key
    keys = LocalStackKeys(stack.api_url, stack.publishable_key, stack.secret_key, stack.jwt_secret)
    sign_in = LocalSignIn(keys)
    site = Site(keys.url, sign_in, cookie=f"kaggle-store-{port}", **options)
    server = Server(create_app(site))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield ServedPages(f"http://127.0.0.1:{port}{site.root_path}", sign_in, keys.secret_key)
    finally:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive(), "the server does not stop"


@pytest.fixture(scope="session")
def server(session_stack: Stack) -> Iterator[ServedPages]:
    """Return the pages of the session's stack, whatever rows it has."""
    with served(session_stack) as pages:
        yield pages


@pytest.fixture
def visitor(browser: Browser, server: ServedPages) -> Iterator[BrowserPages]:
    """Return a function that opens a browser context; what went wrong there fails the test."""
    with ExitStack() as stack:
        yield BrowserPages(browser, server, stack)


@pytest.fixture(scope="module")
def rows(module_owner: Owner, session_store: KaggleStore) -> Rows:
    """Fill the store, once per module, and return the ids of its rows; tests only read it."""
    return fill(session_store)


@pytest.fixture(scope="module")
def no_rows(module_owner: Owner) -> None:
    """Use an empty store, for the whole module."""


@pytest.fixture
def read_only(visitor: BrowserPages, session_stack: Stack) -> Iterator[Visitor]:
    """Return a person on pages that were started with `--read-only`."""
    with served(session_stack, read_only=True) as pages:
        yield visitor(server=pages)
