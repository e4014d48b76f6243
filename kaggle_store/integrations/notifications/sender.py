"""Send one message to one service with Apprise, and return why that failed."""

from __future__ import annotations

import importlib
import logging
import re
import warnings
from functools import cache
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.parse import unquote

from kaggle_store.errors import KaggleStoreError
from kaggle_store.integrations.notifications.messages import Text

SEND_TIMEOUT = 20.0
"""Seconds for one message; less than the lease under which it is sent."""

SHORTEST_SECRET = 3
"""Characters; shorter parts of an address are no secrets."""


@cache
def _apprise() -> Any:
    """Import Apprise with its services and silence its log, which may quote addresses."""
    try:
        with warnings.catch_warnings():
            # It imports imghdr, which Python is about to remove, where it still exists.
            warnings.simplefilter("ignore", DeprecationWarning)
            module = importlib.import_module("apprise")
            module.Apprise.instantiate("json://localhost")
    except ImportError as error:
        raise KaggleStoreError(
            "sending notifications needs apprise: pip install 'kaggle_store[notify]'"
        ) from error
    logger = logging.getLogger("apprise")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    return module


@cache
def _asset() -> Any:
    """Return Apprise's options: nothing from files, no rewritten texts, no redirects.

    A redirect could take the message, and the secrets of its address, to another host.
    """
    apprise = _apprise()
    return apprise.AppriseAsset(
        plugin_paths=[],
        storage_mode=apprise.PersistentStoreMode.MEMORY,
        secure_logging=True,
        allow_templates=False,
        http_redirects=False,
        interpret_emojis=False,
        interpret_escapes=False,
        app_id="kaggle_store",
        app_desc="kaggle_store",
        app_url="https://kaggle-store.github.io/kaggle_store",
    )


def count_targets(url: str) -> int | None:
    """Return how many targets an address has; None for one that Apprise does not accept."""
    service = _apprise().Apprise.instantiate(url, asset=_asset())
    return None if service is None else len(service)


def send(url: str, text: Text, *, timeout: float = SEND_TIMEOUT) -> str | None:
    """Send a message; return None, or why it failed, without any part of the address.

    A service that does not respond within `timeout` seconds counts as failed.
    """
    service = _apprise().Apprise.instantiate(url, asset=_asset())
    if service is None:
        return "the address is invalid"
    # Apprise's own 4 seconds are too short for a mail server that checks what it takes.
    service.socket_connect_timeout = service.socket_read_timeout = timeout
    outcome: SimpleQueue[str | None] = SimpleQueue()
    # A service that responds a byte at a time holds its thread: one of Apprise's own would delay
    # others, and the end of the process.
    Thread(target=lambda: outcome.put(_send(service, url, text)), daemon=True).start()
    try:
        return outcome.get(timeout=timeout)
    except Empty:
        return f"no response within {timeout:g} seconds"


def _send(service: Any, url: str, text: Text) -> str | None:
    apprise = _apprise()
    services = apprise.Apprise(asset=_asset())
    services.add(service)
    try:
        result = services.notify(
            title=text.title,
            body=text.body,
            body_format=apprise.NotifyFormat.TEXT,
            interpret_escapes=False,
        )
    except Exception as error:  # one of hundreds of services, about a message that agents write
        return scrub(f"{type(error).__name__}: {error}", url)
    return None if result else _error(url, result)


def _error(url: str, result: Any) -> str:
    logged = [entry.message for each in result for entry in each.logs()]
    status = str(getattr(result.status, "name", result.status)).lower()
    return scrub("; ".join(logged) or f"the service did not take it ({status})", url)


def scrub(text: str, url: str) -> str:
    """Return a text without any part of an address: each becomes `***`."""
    _, _, address = url.partition("://")
    parts = {part for each in (address, unquote(address)) for part in re.split(r"[^\w.~-]+", each)}
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= SHORTEST_SECRET:
            text = re.sub(re.escape(part), "***", text, flags=re.IGNORECASE)
    return text
