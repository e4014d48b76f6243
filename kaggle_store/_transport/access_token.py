"""The access token of each request: a function that returns it, and why a server refuses it."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Awaitable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from kaggle_store.errors import (
    AuthenticationFailed,
    SettingsError,
    SignInError,
    TransportError,
    WorkerTokenEnded,
)
from kaggle_store.settings import Settings, checked_secret

REFUSED_TOKEN = (AuthenticationFailed, WorkerTokenEnded)
"""Errors that a newer token may avoid; nothing of the request was carried out."""

_REFUSALS = "PGRST30"
"""The begin of PostgREST's codes for a refused token; version 13 moved claims from 301 to 303."""


def current_settings(settings: Settings, operation: str) -> Settings:
    """Return the settings with the token that their function returns now.

    Raises `SettingsError` if the function raises, or returns something else. Errors of signing in
    and of the connection to Supabase Auth are raised unchanged.
    """
    if not callable(settings.access_token):
        return settings
    with _function_errors(operation):
        token = settings.access_token()
        if inspect.isawaitable(token):
            _close(token)
            raise TypeError("it is async; use AsyncKaggleStore, or a plain function")
        return settings.with_token(checked_secret("access token", token))


async def current_settings_async(settings: Settings, operation: str) -> Settings:
    """Return the settings with the token that their function returns now, awaited if need be.

    Raises `SettingsError` if the function raises, or returns something else. Errors of signing in
    and of the connection to Supabase Auth are raised unchanged.
    """
    if not callable(settings.access_token):
        return settings
    with _function_errors(operation):
        token = settings.access_token()
        token = await token if inspect.isawaitable(token) else token
        return settings.with_token(checked_secret("access token", token))


@contextmanager
def _function_errors(operation: str) -> Iterator[None]:
    try:
        yield
    except (SignInError, TransportError) as error:
        error.operation = operation
        raise
    except Exception as error:
        why = error.message if isinstance(error, SettingsError) else _described(error)
        raise SettingsError(
            f"the function given as access_token failed: {why}", operation=operation
        ) from error


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _close(token: object) -> None:
    # Python would warn that it was never awaited.
    if isinstance(token, Coroutine):
        token.close()


def for_threads(settings: Settings) -> Settings:
    """Return settings for a thread: it awaits an async function in the event loop running now."""
    source = settings.access_token
    if not callable(source):
        return settings
    loop: asyncio.AbstractEventLoop | None = None
    with suppress(RuntimeError):
        loop = asyncio.get_running_loop()

    def ask() -> str:
        token = source()
        return _await_in(loop, token, settings.timeout) if inspect.isawaitable(token) else token

    return settings.with_token(ask)


def _await_in(loop: asyncio.AbstractEventLoop | None, token: Awaitable[str], within: float) -> str:
    async def wait() -> str:
        return await token

    if loop is None or not loop.is_running():
        return asyncio.run(wait())
    waiting = asyncio.run_coroutine_threadsafe(wait(), loop)
    try:
        return waiting.result(within)
    finally:
        waiting.cancel()


def is_early(error: AuthenticationFailed, token: str) -> bool:
    """Return True if a token is refused only because it begins later by the server's clock.

    The token's claims decide. A secret key has none: its gateway makes a token for each request,
    and PostgREST's code for one that begins later is that for an expired one, so its message has
    to tell them apart.
    """
    if not (error.code or "").startswith(_REFUSALS):
        return False
    begins = [_claims(token).get(name) for name in ("iat", "nbf")]
    if any(isinstance(at, int | float) and at > time.time() for at in begins):
        return True
    # PostgREST 12 says "JWTNotYetValid", 14 "JWT not yet valid".
    letters = "".join(filter(str.isalpha, error.message.casefold()))
    return "issuedatfuture" in letters or "notyetvalid" in letters


def is_publishable(token: str) -> bool:
    """Return True for a key whose requests run as `anon`, which has no access to the store."""
    return token.startswith("sb_publishable_") or _claims(token).get("role") == "anon"


def _claims(token: str) -> dict[str, Any]:
    # Imported here: slow to import, and needed only after a refusal.
    import jwt

    try:
        claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return {}
    return claims
