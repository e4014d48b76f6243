"""What must work on every platform against a hosted project: client, recorder and command.

Run as a program with a folder; each function is one part, and the results are printed as JSON.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import io
import json
import logging
import os
import pkgutil
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from kaggle_store import AsyncKaggleStore, KaggleStore, KaggleStoreError
from tests.platforms.stub_server import serving

FOLDER = Path(sys.argv[-1])


def command(*words: str) -> tuple[int, str]:
    """Run `kaggle-store`; return its exit code and what it printed."""
    from kaggle_store.cli import main

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
    return code, printed.getvalue()


def clients(url: str, _: list[Any]) -> object:
    """Call both clients."""

    async def call() -> int:
        async with AsyncKaggleStore(url, "key") as store:
            return len(await store.competitions.list())

    with KaggleStore(url, "key") as store:
        return [len(store.competitions.list()), asyncio.run(call())]


def recorder(url: str, points: list[Any]) -> object:
    """Record points, send them, and find the spool empty."""
    spool = FOLDER / "spool"
    with KaggleStore(url, "key") as store:
        log = store.system_metrics.recorder(spool=spool, every=0.01)
        with log:
            for step in range(100):
                log("loss", step / 100, step=step)
            sent = log.flush(20)
    return [sent, len(points), [path.name for path in spool.iterdir()]]


def spool(url: str, points: list[Any]) -> object:
    """Leave points of an unreachable project on disk, look at them, and send them."""
    folder = FOLDER / "left"
    options = ("--spool", str(folder))
    with KaggleStore("http://127.0.0.1:9", "key", retry_for=0) as store:
        log = store.system_metrics.recorder(spool=folder, close_within=0)
        log("loss", 0.5)
        held = command("spool", "status", *options)
        log.close()
        threads = [each for each in threading.enumerate() if each.name == "kaggle_store metrics"]
        for thread in threads:
            thread.join(20)
    left = command("spool", "status", *options)
    os.environ |= {"SUPABASE_URL": url, "SUPABASE_SECRET_KEY": "key"}
    flushed = command("spool", "flush", *options, "--adopt", "http://127.0.0.1:9")
    return [held, left, flushed, len(points), [path.name for path in folder.iterdir()]]


def terminated(*_: Any) -> object:
    """End a block of the command by SIGTERM that had to wait."""
    from kaggle_store._leases import termination

    seen = threading.Event()
    previous = signal.signal(signal.SIGTERM, lambda *_: seen.set())
    try:
        termination._deferred.add(signal.SIGTERM)
        termination._repeat()
        return seen.wait(5)
    finally:
        signal.signal(signal.SIGTERM, previous)


def commands(url: str, _: list[Any]) -> object:
    """Run commands that hosted projects need, and those of the local stack."""
    os.environ |= {"SUPABASE_URL": url, "SUPABASE_SECRET_KEY": "key"}
    os.environ["KAGGLE_STORE_SPOOL"] = str(FOLDER / "none")
    words = {
        "help": ("--help",),
        "doctor": ("doctor",),
        "up": ("up", "--data-dir", str(FOLDER / "stack")),
        "status": ("status", "--data-dir", str(FOLDER / "stack")),
        "base": ("backup", "base", "--target", str(FOLDER), "--db-url", "postgresql://x"),
        "full": ("backup", "full", "--target", str(FOLDER), "--db-url", "postgresql://127.0.0.1:9"),
        "list": ("backup", "list", "--target", str(FOLDER)),
    }
    return {name: command(*each) for name, each in words.items()}


def modules(*_: Any) -> object:
    """Import every module but the programs of the local stack; return those that fail."""
    import kaggle_store

    names = [
        each.name
        for each in pkgutil.walk_packages(kaggle_store.__path__, "kaggle_store.")
        if not each.name.endswith(("__main__", "local.watchdog"))
    ]
    return [len(names), {name: why for name in names if (why := _import_failure(name))}]


def _import_failure(name: str) -> str | None:
    try:
        importlib.import_module(name)
    except Exception as error:
        return repr(error)
    return None


def local(*_: Any) -> object:
    """Start a local stack."""
    try:
        with KaggleStore.local():
            return "started"
    except KaggleStoreError as error:
        return [type(error).__name__, error.message]


PARTS: tuple[Callable[[str, list[Any]], object], ...] = (
    *(clients, recorder, spool, terminated, commands, modules, local),
)

if __name__ == "__main__":
    logging.disable()
    found = {}
    for part in PARTS:
        with serving() as (url, points):
            found[part.__name__] = part(url, points)
    print(json.dumps(found))
