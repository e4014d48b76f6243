"""The first page of the web pages beside those of MLflow and optuna-dashboard, in the same headless
Chromium: 1,000 runs of 1,000 points each, in each one's own store.

A page is complete when its main content is visible and no request is under way for half a second,
which does not count; streams of events stay open by nature and are ignored, as are scripts of
workers. Every visit has an empty cache.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave
from benchmarks.web_peers import fill_mlflow, fill_optuna
from kaggle_store.local.ports import free_port

OURS, MLFLOW, OPTUNA = "kaggle-store ui", "mlflow ui", "optuna-dashboard"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
IDLE_SECONDS, READY_SECONDS, MOST_SECONDS = 0.5, 180, 60


@dataclass
class Page:
    """A page, the selector of its main content, and the cookies of its visitors."""

    url: str
    content: str
    cookies: list[Any] = field(default_factory=list)


def run(bench: Bench) -> Result:
    """Measure seconds until each page is complete."""
    runs, points = bench.size((1000, 1000), (50, 20))
    result = Result(f"first page complete, of {runs:,} runs of {points:,} points each", "s")
    playwright = bench.peer("playwright.sync_api")
    if playwright is None or not CHROMIUM.exists():
        bench.missing.add("chromium")
        return result
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        driver = stack.enter_context(playwright.sync_playwright())
        sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        stack.callback(browser.close)
        pages = _our_pages(bench, stack, browser, runs, points)
        pages |= _peers_pages(bench, stack, folder, runs, points)
        ways = {name: partial(_visit, browser, page) for name, page in pages.items()}
        found = interleave(ways, bench.size(7, 1), within=bench.size(240.0, 40.0))
    result.add(found)
    for peer in (MLFLOW, OPTUNA):
        if peer in found:
            faster = ratios(found[peer], found[OURS])
            result.goals.append(Goal(f"{peer} / {OURS}, first page", faster, at_least=5))
    return result


def _visit(browser: Any, page: Page) -> float:
    """Return the seconds until a page is complete, in a new context."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        context.add_cookies(page.cookies)
        tab = context.new_page()
        under_way: set[Any] = set()
        last = [time.perf_counter()]

        def begin(request: Any) -> None:
            # The browser does not report when the script of a worker has arrived.
            if request.resource_type != "eventsource" and not request.url.endswith(".worker.js"):
                under_way.add(request)

        def end(request: Any) -> None:
            if request in under_way:
                under_way.discard(request)
                last[0] = time.perf_counter()

        tab.on("request", begin)
        tab.on("requestfinished", end)
        tab.on("requestfailed", end)
        start = time.perf_counter()
        tab.goto(page.url, wait_until="commit")
        tab.wait_for_selector(page.content, state="visible", timeout=MOST_SECONDS * 1000)
        last[0] = max(last[0], time.perf_counter())
        while under_way or time.perf_counter() - last[0] < IDLE_SECONDS:
            if time.perf_counter() - start > MOST_SECONDS:
                waiting = ", ".join(f"{each.resource_type} {each.url}" for each in under_way)
                raise AssertionError(f"{page.url} is not complete in {MOST_SECONDS} s: {waiting}")
            tab.wait_for_timeout(20)
        return last[0] - start
    finally:
        context.close()


def _our_pages(
    bench: Bench, stack: ExitStack, browser: Any, runs: int, points: int
) -> dict[str, Page]:
    bench.owner.execute(f"set bench.runs = '{runs}'".encode())
    bench.owner.execute(f"set bench.points = '{points}'".encode())
    bench.load("first_page.sql")
    bench.owner.execute(b"vacuum analyze")
    environment = {
        "SUPABASE_URL": bench.stack.api_url,
        "SUPABASE_PUBLISHABLE_KEY": bench.stack.anon_key,
        "SUPABASE_SECRET_KEY": bench.stack.service_role_key,
        "SUPABASE_JWT_SECRET": bench.stack.jwt_secret,
    }
    port = free_port()
    command = [sys.executable, "-m", "kaggle_store", "ui", "--port", str(port)]
    server = stack.enter_context(_served(command, f"http://127.0.0.1:{port}/", environment))
    cookies = _sign_in(browser, server)
    base = f"http://127.0.0.1:{port}"
    return {
        OURS: Page(f"{base}/", "#competitions :text('Titanic')", cookies),
    }


def _sign_in(browser: Any, server: subprocess.Popen[str]) -> list[Any]:
    """Sign in with the address that the command prints, and return the session's cookies."""
    assert server.stdout is not None
    first_visit = next(line.split()[-1] for line in server.stdout if "token=" in line)
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(first_visit)
    tab.wait_for_selector("#competitions")
    cookies: list[Any] = context.cookies()
    context.close()
    return cookies


def _peers_pages(
    bench: Bench, stack: ExitStack, folder: Path, runs: int, points: int
) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    if command := fill_mlflow(bench, folder, runs, points):
        base = _start(stack, [*command, "--host", "127.0.0.1", "--port"])
        pages[MLFLOW] = Page(f"{base}/", ":text('titanic')")
    if command := fill_optuna(bench, folder, runs, points):
        base = _start(stack, [*command, "--host", "127.0.0.1", "--port"])
        pages[OPTUNA] = Page(f"{base}/dashboard", ":text('titanic')")
    return pages


def _start(stack: ExitStack, command: list[str]) -> str:
    base = f"http://127.0.0.1:{(port := free_port())}"
    stack.enter_context(_served([*command, str(port)], f"{base}/", {}))
    return base


@contextmanager
def _served(
    command: list[str], url: str, environment: dict[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """Run a server until the end; wait until it answers."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | environment,
        start_new_session=True,
    ) as server:
        try:
            _wait(url, server)
            yield server
        finally:
            os.killpg(server.pid, signal.SIGTERM)  # MLflow's server starts others


def _wait(url: str, server: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError as error:
            if getattr(error, "code", None) is not None:
                return  # it answers, if only that one must sign in
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{url} does not answer") from None
            time.sleep(0.2)
        else:
            return
